// Package extract reads an annotated document into statements: who did what
// to whom, when and where, in which modality and on whose word.
//
// What enters: a [text.Document] with tokens, trees, mentions, coreference
// chains and time expressions. What leaves: [schema.Statement] values in
// narrative order, whose actors still point at mentions (package resolve
// replaces them) and every one of which names the rule that found it, see
// [Rules]. It never parses, never resolves names, never looks at the clock
// and never invents a date. When it is unsure whether something happened it
// says so: a wrongly asserted statement is the worst error it can make.
//
// The road of one sentence: its tree is cut into clauses (clause.go), each
// clause finds its arguments through coordination, control and relative
// clauses (argument.go), gets its modality from the words above and beside
// it (modality.go), its date and place (date.go, place.go), its speakers
// (voice.go), and is written out by the rules for verbs (verbal.go), copulas
// (copula.go), nominal events (nominal.go) and roles (role.go).
package extract
