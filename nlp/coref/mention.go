package coref

import (
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// number, gender and animacy of mentions; the zero value is unknown.
type number int8

const (
	singular number = iota + 1
	plural
)

type trait int8 // of gender or animacy

const (
	male trait = iota + 1
	female
	neuter
)

// role is the grammatical role of a mention.
type role int8

const (
	roleOther role = iota
	roleSubject
	roleObject
	roleIndirect
	roleOblique
	rolePossessor
	roleModifier
	rolePredicate
)

// pronounClass groups pronouns that seek the same kind of antecedent.
type pronounClass int8

const (
	notPronoun  pronounClass = iota
	classPerson              // he, she
	classThing               // it
	classPlural              // they
	classFirst               // I, we
	classSecond
	classRelative
)

// item is a mention while chains are being built.
type item struct {
	text.Mention
	top      int // token whose relation to the clause is that of the mention
	role     role
	number   number
	gender   trait
	weak     trait // gender of a single name if it is a first name
	person   int8  // 1 yes, -1 no, 0 unknown
	words    []string
	lemma    string // of the head, lower case
	mods     []string
	definite bool // with a definite article, demonstrative or possessive
	demo     bool // this, that
	indef    bool
	roles    []roleName // of a name: "US envoy"
	class    pronounClass
	plural1  bool // we
	poss     bool // his, their
	reflex   bool
	quote    int   // quotation it stands in, or -1
	clause   int   // token of the verb or predicate that governs it
	group    []int // heads of the members of a conjunction
	skip     bool  // joined elsewhere or not referring
	keep     bool  // leaves with the document even alone
	title    string

	generation string // jr, sr, ii … of a person
}

// roleName is an office said of a person.
type roleName struct {
	lemma  string
	mods   []string
	phrase string
	known  bool // from the gazetteer, not the text
}

// maxSentence bounds the tokens of a sentence that is searched for noun
// phrases; a longer one is no prose.
const maxSentence = 400

// maxMentions bounds what one document may hold; later mentions stay alone.
const maxMentions = 20000

// pronouns that are mentions.
var pronouns = map[string]struct {
	class  pronounClass
	gender trait
	num    number
	poss   bool
	reflex bool
}{
	"he": {classPerson, male, singular, false, false}, "him": {classPerson, male, singular, false, false},
	"his": {classPerson, male, singular, true, false}, "himself": {classPerson, male, singular, false, true},
	"she": {classPerson, female, singular, false, false}, "her": {classPerson, female, singular, false, false},
	"hers": {classPerson, female, singular, true, false}, "herself": {classPerson, female, singular, false, true},
	"it": {classThing, neuter, singular, false, false}, "its": {classThing, neuter, singular, true, false},
	"itself": {classThing, neuter, singular, false, true},
	"they":   {classPlural, 0, plural, false, false}, "them": {classPlural, 0, plural, false, false},
	"their": {classPlural, 0, plural, true, false}, "theirs": {classPlural, 0, plural, true, false},
	"themselves": {classPlural, 0, plural, false, true}, "both": {classPlural, 0, plural, false, false},
	"i": {classFirst, 0, singular, false, false}, "me": {classFirst, 0, singular, false, false},
	"my": {classFirst, 0, singular, true, false}, "mine": {classFirst, 0, singular, true, false}, "myself": {classFirst, 0, singular, false, true},
	"we": {classFirst, 0, plural, false, false}, "us": {classFirst, 0, plural, false, false},
	"our": {classFirst, 0, plural, true, false}, "ours": {classFirst, 0, plural, true, false}, "ourselves": {classFirst, 0, plural, false, true},
	"you": {classSecond, 0, 0, false, false}, "your": {classSecond, 0, 0, true, false}, "yours": {classSecond, 0, 0, true, false},
	"who": {classRelative, 0, 0, false, false}, "whom": {classRelative, 0, 0, false, false}, "whose": {classRelative, 0, 0, true, false},
	"which": {classRelative, 0, 0, false, false}, "that": {classRelative, 0, 0, false, false},
}

// collect finds all candidates: the names that are there, noun phrases and
// pronouns, in text order.
func (r *resolver) collect() {
	covered := make([][]int, len(r.doc.Sentences)) // name over each token, or -1
	for s := range r.doc.Sentences {
		covered[s] = make([]int, len(r.doc.Sentences[s].Tokens))
		for t := range covered[s] {
			covered[s][t] = -1
		}
	}
	names := make([][]int, len(r.doc.Sentences))
	for i := range r.doc.Mentions {
		m := &r.doc.Mentions[i]
		if m.Sentence < 0 || m.Sentence >= len(names) || m.First < 0 || m.End > len(covered[m.Sentence]) || m.First >= m.End {
			continue
		}
		names[m.Sentence] = append(names[m.Sentence], i)
		if m.Form != text.FormName {
			continue
		}
		for t := m.First; t < m.End; t++ {
			if covered[m.Sentence][t] < 0 {
				covered[m.Sentence][t] = i
			}
		}
	}
	for s := range r.doc.Sentences {
		start := len(r.items)
		for _, i := range names[s] {
			r.items = append(r.items, item{Mention: r.doc.Mentions[i], keep: true})
		}
		given := len(r.items)
		for t := range r.doc.Sentences[s].Tokens {
			if len(r.items) >= maxMentions || len(r.doc.Sentences[s].Tokens) > maxSentence {
				break
			}
			r.pronoun(s, t)
			if covered[s][t] < 0 && !r.given(start, given, t) {
				r.nominal(s, t, covered[s])
			}
		}
		r.conjunctions(s, start)
		r.pairs(s, start)
		part := r.items[start:]
		sortItems(part)
	}
	for i := range r.items {
		r.describe(i)
	}
}

// given reports whether a mention that came with the document is headed by t.
func (r *resolver) given(from, to, t int) bool {
	for i := from; i < to; i++ {
		if r.items[i].Head == t {
			return true
		}
	}
	return false
}

// sortItems orders by start, the longer first.
func sortItems(p []item) {
	for i := 1; i < len(p); i++ {
		for k := i; k > 0 && before(&p[k], &p[k-1]); k-- {
			p[k], p[k-1] = p[k-1], p[k]
		}
	}
}

func before(a, b *item) bool {
	if a.First != b.First {
		return a.First < b.First
	}
	return a.End > b.End
}

func (r *resolver) add(s, first, end, head int, form text.MentionForm, kind text.EntityKind, why string) *item {
	toks := r.doc.Sentences[s].Tokens
	r.items = append(r.items, item{Mention: text.Mention{
		Span: text.Span{Start: toks[first].Start, End: toks[end-1].Span.End}, Sentence: s, First: first, End: end, Head: head,
		Form: form, Kind: kind, Chain: -1, Why: why,
	}})
	return &r.items[len(r.items)-1]
}

func (r *resolver) pronoun(s, t int) {
	sent := &r.doc.Sentences[s]
	tok := &sent.Tokens[t]
	p, ok := pronouns[strings.ToLower(tok.Norm)]
	if !ok || tok.UPOS != "PRON" && tok.UPOS != "DET" && tok.UPOS != "" {
		return
	}
	if tok.Norm == "US" {
		return
	}
	if strings.EqualFold(tok.Norm, "both") && !bareSubject(sent, t) {
		return
	}
	if p.class == classRelative && (tok.Deprel == "mark" || relativeClause(sent, t) < 0) {
		return
	}
	if p.class == classThing && expletive(sent, t) {
		return
	}
	it := r.add(s, t, t+1, t, text.FormPronoun, text.KindUnknown, "pronoun")
	it.class, it.gender, it.number, it.poss, it.reflex = p.class, p.gender, p.num, p.poss, p.reflex
	it.plural1 = p.class == classFirst && p.num == plural
	it.keep = true
	if strings.EqualFold(tok.Norm, "her") && (tok.XPOS == "PRP$" || tok.Deprel == "nmod:poss") {
		it.poss = true
	}
	if p.class == classPerson {
		it.Kind, it.person = text.KindPerson, 1
	}
}

// bareSubject reports that token t is the whole subject of the verb right behind
// it: "Both denied it", not "both sides", "both of them", "they both".
func bareSubject(s *text.Sentence, t int) bool {
	if !strings.HasPrefix(s.Tokens[t].Deprel, "nsubj") || t+1 >= len(s.Tokens) {
		return false
	}
	v := s.Tokens[t].Head
	if u := s.Tokens[t+1].UPOS; v <= t || s.Tokens[v].UPOS != "VERB" || u != "VERB" && u != "AUX" {
		return false
	}
	for k := range s.Tokens {
		if s.Tokens[k].Head == t || k < t && s.Tokens[k].Head == v && strings.HasPrefix(s.Tokens[k].Deprel, "nsubj") {
			return false
		}
	}
	return true
}

// relativeClause is the verb of the relative clause that pronoun t opens, or
// -1 if it opens none.
func relativeClause(s *text.Sentence, t int) int {
	for v, steps := s.Tokens[t].Head, 0; v >= 0 && steps < 6; v, steps = s.Tokens[v].Head, steps+1 {
		if s.Tokens[v].Deprel == "acl:relcl" {
			h := s.Tokens[v].Head
			if h >= 0 && h < t {
				return v
			}
			return -1
		}
		if strings.HasPrefix(s.Tokens[v].Deprel, "ccomp") && s.Tokens[t].Norm == "that" {
			return -1
		}
	}
	return -1
}

// expletive reports whether "it" at t refers to nothing: "it is clear that",
// "it seems", "it rained".
func expletive(s *text.Sentence, t int) bool {
	tok := &s.Tokens[t]
	if strings.HasPrefix(tok.Deprel, "expl") {
		return true
	}
	if tok.Deprel != "nsubj" && tok.Deprel != "nsubj:pass" || tok.Head < 0 {
		return false
	}
	h := &s.Tokens[tok.Head]
	switch h.Lemma {
	case "seem", "appear", "rain", "snow", "happen":
		return h.UPOS == "VERB" && clausal(s, tok.Head)
	case "take":
		return false
	}
	if h.UPOS == "ADJ" && clausal(s, tok.Head) {
		return true
	}
	if tok.Deprel == "nsubj:pass" && reporting[h.Lemma] && clausal(s, tok.Head) {
		return true // "it is believed that"
	}
	return false
}

// clausal reports whether token h has a complement clause.
func clausal(s *text.Sentence, h int) bool {
	for i := h + 1; i < len(s.Tokens); i++ {
		if s.Tokens[i].Head == h {
			switch s.Tokens[i].Deprel {
			case "ccomp", "csubj", "csubj:outer", "advcl":
				return s.Tokens[i].Deprel != "advcl" || s.Tokens[h].UPOS == "ADJ"
			}
		}
	}
	return false
}

// nominal adds the noun phrase headed by t, if it is one.
func (r *resolver) nominal(s, t int, covered []int) {
	sent := &r.doc.Sentences[s]
	tok := &sent.Tokens[t]
	if tok.UPOS != "NOUN" && tok.UPOS != "PROPN" && !theTwo(sent, t) && !(tok.UPOS == "ADJ" && isArgument(tok.Deprel) && r.lex.RoleNoun(strings.ToLower(tok.Lemma))) {
		return
	}
	switch {
	case tok.Deprel == "compound", tok.Deprel == "flat", tok.Deprel == "fixed", tok.Deprel == "goeswith":
		return
	case tok.Deprel == "nmod:desc" || tok.Deprel == "nmod:unmarked" || tok.Deprel == "obl:tmod" || tok.Deprel == "obl:unmarked" || tok.Deprel == "nmod:tmod":
		return
	}
	first, end := phrase(sent, t)
	// A title before a name belongs to the name.
	for c := t + 1; c < len(sent.Tokens) && c <= t+2; c++ {
		if covered[c] >= 0 && c == t+1 && (sent.Tokens[c].Head == t && (strings.HasPrefix(sent.Tokens[c].Deprel, "flat") || sent.Tokens[c].Deprel == "appos" || sent.Tokens[c].Deprel == "compound") || sent.Tokens[t].Head == c) {
			return
		}
	}
	if tok.Head > t && covered[min(tok.Head, len(covered)-1)] >= 0 && tok.Head == t+1 {
		return
	}
	kind := r.nounKind(tok)
	it := r.add(s, first, end, t, text.FormNominal, kind, "noun")
	it.keep = kind != text.KindUnknown
	for i := range r.doc.Times {
		if e := &r.doc.Times[i]; e.Sentence == s && e.First <= t && t < e.End {
			it.skip = true // a date is no actor
			it.keep = false
		}
	}
}

// theTwo reports the "two" of "the two met": a number that stands for those
// just named.
func theTwo(s *text.Sentence, t int) bool {
	tok := &s.Tokens[t]
	return tok.UPOS == "NUM" && tok.Norm == "two" && strings.HasPrefix(tok.Deprel, "nsubj") && t > 0 && strings.EqualFold(s.Tokens[t-1].Norm, "the") && s.Tokens[t-1].Head == t
}

// isArgument reports whether only a noun stands in that relation, whatever the
// tagger says: "the premier left".
func isArgument(rel string) bool {
	return strings.HasPrefix(rel, "nsubj") || rel == "obj" || rel == "iobj"
}

// nounKind is the kind of thing that a common noun names.
func (r *resolver) nounKind(tok *text.Token) text.EntityKind {
	lemma := strings.ToLower(tok.Lemma)
	many := tok.XPOS == "NNS" || tok.XPOS == "NNPS"
	switch {
	case r.lex.RoleNoun(lemma):
		if many {
			return text.KindGroup
		}
		return text.KindPerson
	case groupNouns[lemma]:
		return text.KindGroup
	case orgNouns[lemma]:
		if many {
			return text.KindGroup
		}
		return text.KindOrg
	case stateNouns[lemma]:
		if lemma == "power" {
			return text.KindUnknown
		}
		return text.KindState
	case placeNouns[lemma]:
		return text.KindPlace
	}
	return text.KindUnknown
}

// phrase is the noun phrase of head t without what follows the head, except
// a phrase with "of".
func phrase(s *text.Sentence, t int) (first, end int) {
	first, end = t, t+1
	for first > 0 {
		p := &s.Tokens[first-1]
		inside := false
		for h, steps := p.Head, 0; h >= 0 && steps < 8; h, steps = s.Tokens[h].Head, steps+1 {
			if h == t {
				inside = true
				break
			}
		}
		if !inside || p.UPOS == "PUNCT" && (p.Norm == "," || p.Norm == "(" || p.Norm == "—" || p.Norm == "–") || p.Deprel == "case" && p.Head == t || p.Deprel == "fixed" && p.Head >= 0 && s.Tokens[p.Head].Deprel == "case" || p.Deprel == "cc" && p.Head == t || p.Deprel == "mark" || p.Deprel == "cop" || p.Deprel == "aux" || p.Deprel == "nsubj" || p.Deprel == "punct" && p.Head == t && first-1 < t-3 && !isHyphen(p.Norm) {
			break
		}
		first--
	}
	for first < t && (s.Tokens[first].UPOS == "PUNCT" || s.Tokens[first].Deprel == "case" && s.Tokens[first].Head == t || s.Tokens[first].Deprel == "cc") {
		first++
	}
	if t+2 < len(s.Tokens) && s.Tokens[t+1].Norm == "of" && s.Tokens[t+1].Deprel == "case" {
		n := s.Tokens[t+1].Head
		if n > t && s.Tokens[n].Head == t {
			end = n + 1
			for end < len(s.Tokens) && (strings.HasPrefix(s.Tokens[end].Deprel, "flat") || s.Tokens[end].Deprel == "compound") && s.Tokens[end].Head == n {
				end++
			}
		}
	}
	return first, end
}

func isHyphen(w string) bool {
	return w == "-" || w == "–" || w == "'" || w == "\"" || w == "”" || w == "“"
}

// conjunctions adds "A and B" as one plural mention that "they" may mean.
func (r *resolver) conjunctions(s, from int) {
	sent := &r.doc.Sentences[s]
	to := len(r.items)
	if to-from > maxSentence {
		return
	}
	for i := from; i < to && len(r.items) < maxMentions; i++ {
		a := &r.items[i]
		if a.Form == text.FormPronoun && a.class != classPerson {
			continue
		}
		members := []int{a.Head}
		last := a.End
		for k := from; k < to; k++ {
			b := &r.items[k]
			if k == i || b.First < last || b.class == classRelative {
				continue
			}
			h := sent.Tokens[topToken(sent, b)]
			if h.Deprel == "conj" && h.Head == topToken(sent, a) {
				members = append(members, b.Head)
				last = max(last, b.End)
			}
		}
		if len(members) < 2 || sent.Tokens[topToken(sent, a)].Deprel == "conj" || last-a.First > 40 {
			continue
		}
		first := r.items[i].First
		kind := text.KindUnknown
		if r.items[i].Kind != text.KindUnknown {
			kind = text.KindGroup
		}
		it := r.add(s, first, last, r.items[i].Head, text.FormNominal, kind, "conjunction")
		it.group = members
		it.number = plural
	}
}

// topToken is the token that carries the mention's relation to its clause:
// the head, or the title that heads it in the tree.
func topToken(s *text.Sentence, m *item) int {
	t := m.Head
	for steps := 0; steps < 5; steps++ {
		tok := &s.Tokens[t]
		h := tok.Head
		if h < 0 || h >= len(s.Tokens) {
			break
		}
		adjacent := h < t && t-h <= 4
		if strings.HasPrefix(tok.Deprel, "flat") || tok.Deprel == "compound" && h >= m.First && h < m.End ||
			tok.Deprel == "appos" && adjacent && !commaBetween(s, h, t) {
			t = h
			continue
		}
		break
	}
	return t
}

func commaBetween(s *text.Sentence, a, b int) bool {
	for i := min(a, b) + 1; i < max(a, b); i++ {
		if s.Tokens[i].UPOS == "PUNCT" {
			return true
		}
	}
	return false
}
