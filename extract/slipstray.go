package extract

import (
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// slipsAstray hangs a verb or a noun that the parser hung on the nearest phrase on
// the verb that it belongs to.
func slipsAstray(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	slipWhoHeSays(s, i, edit, retag)
	slipHavingInEffect(s, i, edit, retag)
	switch s.Tokens[i].Deprel {
	case "conj":
		slipFromNumber(s, i, edit, retag)
		slipFromNoun(s, i, edit, retag)
	case "ccomp":
		slipAnnounced(s, i, edit)
	case "obj":
		slipDisgrace(s, i, edit)
		slipTornName(s, i, edit)
	case "obl":
		slipSeveralOf(s, i, edit)
	case "advcl":
		slipConfirmed(s, i, edit)
	case "advmod":
		slipNeverTo(s, i, edit)
	case "amod":
		slipTheTwo(s, i, edit, retag)
	}
}

// slipFromNumber makes a verb with its object of what was coordinated with a
// number before a noun: "put the toll at more than 70 and accused officers of …"
// has no "70 and accused officers". A number is never joined to a verb.
func slipFromNumber(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	n := s.Tokens[i].Head
	if n < 0 || n > i || s.Tokens[n].UPOS != "NUM" || s.Tokens[i].XPOS != "VBD" && s.Tokens[i].XPOS != "VBN" || s.Child(i, "nsubj", "nsubj:pass", "aux", "aux:pass") >= 0 {
		return
	}
	cc, o := s.Child(i, "cc"), s.Tokens[n].Head
	if cc != i-1 || o < i || s.Tokens[n].Deprel != "nummod" {
		return
	}
	v := s.Tokens[o].Head
	if v < 0 || v > n || s.Tokens[v].UPOS != "VERB" || s.Tokens[o].Deprel != "obl" && s.Tokens[o].Deprel != "obj" {
		return
	}
	edit(n, v, s.Tokens[o].Deprel)
	for k := v + 1; k < cc; k++ {
		if s.Tokens[k].Head == o && k != n {
			edit(k, n, s.Tokens[k].Deprel)
		}
	}
	edit(i, v, "conj")
	edit(o, i, "obj")
	retag(i, "VERB", s.Tokens[v].XPOS)
}

// slipFromNoun gives a past verb with an object of its own, coordinated with a
// noun below a past verb, to that verb: "put the toll at 70 people and accused
// officers". Nouns are joined to nouns.
func slipFromNoun(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	n := s.Tokens[i].Head
	same := loadLexicon().is("same-past", strings.ToLower(s.Tokens[i].Text)) // "raised rates to 4 percent and cut jobs"
	if n < 0 || n > i || s.Tokens[i].UPOS != "VERB" || s.Tokens[i].XPOS != "VBD" && !same || s.Tokens[n].UPOS == "VERB" || s.Tokens[n].UPOS == "AUX" || s.Tokens[n].UPOS == "ADJ" ||
		s.Child(n, "cop", "nsubj", "aux") >= 0 || s.Child(i, "nsubj", "nsubj:pass", "aux", "aux:pass", "mark", "expl") >= 0 || s.Child(i, "obj") < i || s.Child(i, "cc") < n {
		return
	}
	for v, k := s.Tokens[n].Head, 0; v >= 0 && v < n && k < len(s.Tokens); v, k = s.Tokens[v].Head, k+1 {
		switch s.Tokens[v].UPOS {
		case "VERB":
			if s.Tokens[v].XPOS == "VBD" && s.Child(v, "nsubj") >= 0 {
				edit(i, v, "conj")
				retag(i, "VERB", "VBD")
			}
			return
		case "AUX", "ADJ":
			return
		}
	}
}

// slipAnnounced turns round a verb of speech at the end of a sentence, behind a
// comma and with its subject, and the clause that it was taken to complete: "On
// Friday he resigned, the ministry announced without giving a reason".
func slipAnnounced(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	v := s.Tokens[i].Head
	if v < 1 || v > i || s.Tokens[v].UPOS != "VERB" || s.Tokens[i].UPOS != "VERB" || !finiteTag(s.Tokens[i].XPOS) || s.Child(v, "nsubj", "nsubj:pass") < 0 || s.Child(i, "mark", "obj", "ccomp", "xcomp", "aux", "cc") >= 0 {
		return
	}
	n := s.Child(i, "nsubj")
	if n < v || n > i || !comma(s, firstOf(s, n)-1) {
		return
	}
	if f, ok := frameOf(s, i, "that"); !ok || f != forceSpeech {
		return
	}
	if _, ok := frameOf(s, v, "that"); ok {
		return
	}
	edit(i, s.Tokens[v].Head, s.Tokens[v].Deprel)
	edit(v, i, "ccomp")
	if end := len(s.Tokens) - 1; s.Tokens[end].Head == v && s.Tokens[end].Deprel == "punct" {
		edit(end, i, "punct")
	}
}

// slipDisgrace gives a verb of naming the indefinite noun behind the infinitive of
// its object, which has an object already: "called the plan to close the port a
// disgrace on Monday". What follows is the naming's, too.
func slipDisgrace(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	c := s.Tokens[i].Head
	if c < 0 || c > i || s.Tokens[c].UPOS != "VERB" || s.Tokens[c].Deprel != "acl" && s.Tokens[c].Deprel != "acl:relcl" {
		return
	}
	o := s.Child(c, "obj")
	n := s.Tokens[c].Head
	d := s.Child(i, "det")
	if o < c || o >= i || n < 0 || n > c || s.Tokens[n].Deprel != "obj" || d < o || d != firstOf(s, i) || !strings.EqualFold(s.Tokens[d].Text, "a") && !strings.EqualFold(s.Tokens[d].Text, "an") {
		return
	}
	v := s.Tokens[n].Head
	if v < 0 || v > n || !naming(s, v) || s.Child(v, "xcomp") >= 0 {
		return
	}
	edit(i, v, "xcomp")
	for k := i + 1; k < len(s.Tokens); k++ {
		if s.Tokens[k].Head == c && (s.Tokens[k].Deprel == "obl" || s.Tokens[k].Deprel == "obl:unmarked") {
			edit(k, v, s.Tokens[k].Deprel)
		}
	}
}

// slipTornName makes one name of two names side by side that were taken for two
// objects: "sue Anglo American".
func slipTornName(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	v, n := s.Tokens[i].Head, i-1
	if v < 0 || n <= v || s.Tokens[i].UPOS != "PROPN" || s.Tokens[n].UPOS != "PROPN" || s.Tokens[n].Head != v || s.Tokens[n].Deprel != "obj" || s.Child(i, "det", "compound", "nmod:desc", "flat", "case") >= 0 {
		return
	}
	if lex, l := loadLexicon(), strings.ToLower(s.Tokens[v].Lemma); lex.is("naming", l) || lex.is("second-complement", l) || lex.is("two-objects", l) || lex.is("telling", l) {
		return
	}
	switch strings.ToLower(s.Tokens[v].Lemma) {
	case "give", "send", "offer", "show", "owe", "sell", "hand", "lend", "grant", "teach", "ask", "award", "deny", "pay", "cost":
		return
	}
	edit(i, n, "flat")
}

// slipTheTwo makes a subject of "the two" and a verb of what was taken for an
// attribute, in a sentence whose main verb was lost: "The two shook hands but did
// not speak".
func slipTheTwo(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	o, n := s.Tokens[i].Head, i-1
	if n < 1 || o != i+1 || s.Heading || s.Tokens[o].Head >= 0 || s.Tokens[i].XPOS != "VBD" && s.Tokens[i].XPOS != "VBN" || s.Tokens[n].UPOS != "NUM" || s.Tokens[n].Head != o ||
		s.Tokens[n-1].UPOS != "DET" || s.Tokens[n-1].Head != o || s.Child(o, "cop", "nsubj", "case") >= 0 || s.Tokens[len(s.Tokens)-1].Text != "." || s.Child(i, "aux", "aux:pass") >= 0 {
		return
	}
	if c := s.Child(o, "conj"); s.Tokens[i].XPOS == "VBN" && (c < 0 || s.Tokens[c].UPOS != "VERB") {
		return
	}
	for k := range s.Tokens {
		switch {
		case s.Tokens[k].Head != o || k == i || k == n:
		case k < n:
			edit(k, n, s.Tokens[k].Deprel)
		case s.Tokens[k].Deprel == "conj" && s.Tokens[k].UPOS == "VERB", s.Tokens[k].Deprel == "punct", s.Tokens[k].Deprel == "obl", s.Tokens[k].Deprel == "advcl", s.Tokens[k].Deprel == "parataxis":
			edit(k, i, s.Tokens[k].Deprel)
		}
	}
	mainVerb(i, n, o, edit, retag)
}

// slipConfirmed gives a verb of speech behind a comma the whole clause in front of
// it, which was taken for an adverbial without a subordinator: "The factory closed
// in May, the owner confirmed".
func slipConfirmed(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	v := s.Tokens[i].Head
	if v < i || s.Tokens[i].UPOS != "VERB" || !finiteTag(s.Tokens[i].XPOS) || s.Tokens[v].UPOS != "VERB" || !finiteTag(s.Tokens[v].XPOS) || s.Child(i, "mark", "cc", "advmod") >= 0 || s.Child(v, "obj", "ccomp", "xcomp", "mark", "cc") >= 0 {
		return
	}
	n, who := s.Child(i, "nsubj", "nsubj:pass"), s.Child(v, "nsubj")
	if n < 0 || n > i || who < i || who > v || !comma(s, firstOf(s, who)-1) {
		return
	}
	if f, ok := frameOf(s, v, "that"); ok && f == forceSpeech {
		edit(i, v, "ccomp")
	}
}

// slipNeverTo gives a negation between a verb and its infinitive to the infinitive:
// "pledged never to sell the mine" pledges.
func slipNeverTo(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	v := i - 1
	if v < 0 || i+2 >= len(s.Tokens) || s.Tokens[i].Head != v || s.Tokens[v].UPOS != "VERB" || !strings.EqualFold(s.Tokens[i+1].Text, "to") || s.Tokens[i+1].Deprel != "mark" {
		return
	}
	switch strings.ToLower(s.Tokens[i].Text) {
	case "not", "never":
	default:
		return
	}
	c := s.Tokens[i+1].Head
	if c < i || s.Tokens[c].Head != v {
		return
	}
	if _, ok := frameOf(s, v, "inf"); !ok {
		return
	}
	edit(i, c, "advmod")
	edit(c, v, "xcomp")
}

// slipWhoHeSays sets the words of a speaker between commas apart from the relative
// clause that they interrupt: "ministers who, he claims, took money" took it, on
// his word.
func slipWhoHeSays(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	n := i - 1
	if comma(s, n) {
		n--
	}
	if n < 0 || i+5 >= len(s.Tokens) || !comma(s, i+1) || !nominalTag(s.Tokens[n].UPOS) {
		return
	}
	switch strings.ToLower(s.Tokens[i].Text) {
	case "who", "which", "that":
	default:
		return
	}
	end := i + 3
	for end < len(s.Tokens) && end < i+10 && !comma(s, end) {
		end++
	}
	if end >= len(s.Tokens)-1 || !comma(s, end) {
		return
	}
	say := -1
	for k := i + 2; k < end; k++ {
		if s.Tokens[k].UPOS == "VERB" && (finiteTag(s.Tokens[k].XPOS) || s.Tokens[k].XPOS == "VB") {
			if say >= 0 {
				return
			}
			say = k
		}
	}
	if say < 0 {
		return
	}
	who := s.Child(say, "nsubj")
	if f, ok := frameOf(s, say, "that"); !ok || f != forceSpeech || who < i+2 || who > end {
		return
	}
	v := end + 1
	for v < len(s.Tokens) && s.Tokens[v].UPOS != "VERB" && !comma(s, v) {
		v++
	}
	if v >= len(s.Tokens) || comma(s, v) {
		return
	}
	// What the relative word is of: the subject where nothing else is.
	rel := "nsubj"
	if k := s.Child(v, "nsubj", "nsubj:pass"); k > end {
		rel = "obj"
	}
	if s.Child(v, "aux:pass") > end {
		rel += ":pass"
	}
	for s.Tokens[n].Head >= 0 && s.Tokens[n].Head < n && (s.Tokens[n].Deprel == "flat" || s.Tokens[n].Deprel == "compound") {
		n = s.Tokens[n].Head
	}
	if rel == "obj:pass" || s.Below(n, v) && !slipMainBefore(s, v, n, edit, retag) {
		return
	}
	for k := v + 1; k < len(s.Tokens); k++ {
		// What hung on the saying, behind its comma, is the clause's.
		if s.Tokens[k].Head == say && s.Tokens[k].Deprel != "punct" {
			edit(k, v, s.Tokens[k].Deprel)
		}
	}
	edit(v, n, "acl:relcl")
	edit(i, v, rel)
	edit(say, v, "parataxis")
	edit(i+1, say, "punct")
	edit(end, say, "punct")
}

// slipMainBefore makes the main verb of the participle before the noun n, which was
// taken for an attribute of the subject of v, the verb of a relative clause of n:
// "The report named ministers who, he claims, took money". It reports whether it
// found one.
func slipMainBefore(s *text.Sentence, v, n int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) bool {
	g := s.Tokens[n].Head
	if s.Tokens[n].Deprel == "appos" && g >= 0 && s.Child(g, "acl") > g && s.Child(g, "acl") < n {
		a := s.Child(g, "acl")
		edit(n, a, "obj")
		g = a
	}
	for g >= 0 && g != v && s.Tokens[g].Deprel != "acl" {
		g = s.Tokens[g].Head
	}
	if g < 0 || g == v || s.Tokens[g].UPOS != "VERB" || s.Tokens[g].XPOS != "VBN" && s.Tokens[g].XPOS != "VBD" || s.Child(g, "mark", "aux", "aux:pass") >= 0 {
		return false
	}
	who := s.Tokens[g].Head
	if who > g || s.Tokens[who].Head != v || s.Tokens[who].Deprel != "nsubj" && s.Tokens[who].Deprel != "nsubj:pass" {
		return false
	}
	edit(g, s.Tokens[v].Head, s.Tokens[v].Deprel)
	edit(who, g, "nsubj")
	retag(g, "VERB", "VBD")
	for k := range s.Tokens {
		if s.Tokens[k].Head == v && (k < g || k == len(s.Tokens)-1 && s.Tokens[k].Deprel == "punct") {
			edit(k, g, s.Tokens[k].Deprel)
		}
	}
	return true
}

// slipSeveralOf gives a word of quantity that stands for a noun the whole that it
// is of: "beat several of its members".
func slipSeveralOf(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	q, c := s.Tokens[i].Head, s.Child(i, "case")
	if q < 0 || c != q+1 || !strings.EqualFold(s.Tokens[c].Text, "of") {
		return
	}
	switch strings.ToLower(s.Tokens[q].Text) {
	case "several", "some", "many", "few", "most", "both", "all", "each", "half":
		edit(i, q, "nmod")
	}
}

// slipHavingInEffect makes an auxiliary of "having" before a participle from which
// only an adverbial idiom parts it: "having in effect rejected the truce".
func slipHavingInEffect(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	if i+3 >= len(s.Tokens) || !strings.EqualFold(s.Tokens[i].Text, "having") || s.Tokens[i].UPOS != "VERB" || s.Child(i, "obj") >= 0 || s.Tokens[i].Head < 0 ||
		!loadLexicon().is("prep-idiom", strings.ToLower(s.Tokens[i+1].Text+"_"+s.Tokens[i+2].Text)) {
		return
	}
	v := i + 3
	if s.Tokens[v].UPOS != "VERB" || s.Tokens[v].XPOS != "VBN" && s.Tokens[v].XPOS != "VBD" || s.Child(v, "nsubj", "aux", "aux:pass") >= 0 {
		return
	}
	if s.Below(s.Tokens[i].Head, v) {
		return
	}
	edit(v, s.Tokens[i].Head, s.Tokens[i].Deprel)
	retag(v, "VERB", "VBN")
	for k := range s.Tokens {
		if s.Tokens[k].Head == i {
			edit(k, v, s.Tokens[k].Deprel)
		}
	}
	retag(i, "AUX", "VBG")
	edit(i, v, "aux")
}
