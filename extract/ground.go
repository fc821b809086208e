package extract

import "github.com/dramatis-kg/dramatis/text"

// groundOf is whose the ground of praise or blame is that an owning pronoun k stands
// before, at i: of "criticised Oslo for its silence" it is the silence of whom the
// verb is done to, where the reference gave it to the subject. Who blames a person
// for "his defeat" may mean either, so that blame is left out. -1 if the words leave
// it open.
func (x *extractor) groundOf(t *tree, i, k int) int {
	v := t.head(i)
	if t.upos(k) != "PRON" || v < 0 || v > i || t.base(i) != "obl" || t.prep(i) != "for" || t.upos(v) != "VERB" {
		return -1
	}
	if l := t.lemma(v); l == "blame" || !x.lex.is("judging", l) && l != "thank" && l != "rebuke" && l != "commend" {
		return -1
	}
	s, o := t.child(v, "nsubj"), t.child(v, "obj")
	if s < 0 || o < v || o > i || t.chainOf(k) < 0 || t.chainOf(k) != t.chainOf(s) || t.chainOf(o) == t.chainOf(s) || !t.actorLike(o) {
		return -1
	}
	person := t.kindOf(o) == text.KindPerson
	switch t.lower(k) {
	case "its":
		if person || t.xpos(o) == "NNS" {
			return -1
		}
	case "his", "her":
		if !person {
			return -1
		}
	default:
		return -1
	}
	return o
}

// partOf is the noun of which a word of quantity takes a part: "several of its
// members"; -1 if there is none.
func (t *tree) partOf(i int) int {
	for _, k := range t.children(i, "nmod") {
		if k > i && t.prep(k) == "of" && t.upos(k) == "NOUN" {
			return k
		}
	}
	return -1
}
