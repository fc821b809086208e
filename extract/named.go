package extract

import (
	"strings"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// namedBy is the name in apposition to a noun without a name of its own, or
// -1.
func (t *tree) namedBy(i int) int {
	lex := loadLexicon()
	if k := t.tightName(i); k >= 0 {
		return k
	}
	role, body := lex.is("role-noun", strings.ToLower(t.lemma(i))), lex.is("actor-noun", strings.ToLower(t.lemma(i)))
	beside := t.xpos(i) == "NN" && t.upos(i) == "NOUN" && t.mention[i] < 0
	counted := (t.upos(i) == "ADJ" || t.upos(i) == "NUM") && t.child(i, "det", "nmod:poss") >= 0 && t.base(i) != "amod" && t.base(i) != "nummod"
	if !role && !body && !beside && !counted && t.lower(i) != "one" {
		return -1
	}
	if m := t.mention[i]; m >= 0 && t.d.Mentions[m].Form == text.FormName {
		return -1
	}
	if t.upos(i) == "NUM" && t.lower(i) == "one" {
		role = true // "one of the victims, Lars Holm,"
	}
	if counted {
		role = true // "the third, Lars Holm," "the youngest, Ana Sol,"
	}
	if ci := t.chainOf(i); ci >= 0 {
		for _, m := range t.d.Chains[ci].Mentions {
			if t.d.Mentions[m].Form == text.FormName {
				return -1
			}
		}
	}
	for _, k := range t.children(i, "appos") {
		if n := t.tightName(k); role && k > i && n >= 0 && t.kindOf(n) == text.KindPerson && len(t.conjuncts(k)) == 1 {
			return n // "his partner, the tycoon Dmitry Peskov"
		}
		if m := t.mention[k]; m < 0 || t.d.Mentions[m].Form != text.FormName || k < i {
			continue
		}
		switch kind := t.kindOf(k); {
		case role && kind == text.KindPerson, beside && kind == text.KindPerson && k == i+1 && len(t.conjuncts(k)) == 1:
			return k // "the spokesman, Dmitry Peskov", "pan-democrat Eddie Chu"
		case body && t.xpos(i) == "NN" && kind == text.KindOrg && len(t.conjuncts(k)) == 1 && t.mention[i] < 0,
			body && t.xpos(i) == "NN" && kind == text.KindOrg && len(t.conjuncts(k)) == 1 && t.d.Mentions[max(t.mention[i], 0)].Chain < 0:
			return k // "the equity firm Castell Partners"
		}
	}
	return -1
}

// placeNamed is the name behind a noun that only says what kind of place it is
// of: "the port of Odesa", "the island of Lindo"; or -1.
func (t *tree) placeNamed(i int) int {
	if t.xpos(i) != "NN" || !loadLexicon().is("place-noun", t.lemma(i)) || t.child(i, "nmod:poss", "nummod") >= 0 || !t.definite(i) {
		return -1
	}
	k := t.child(i, "nmod")
	if k < i || t.prep(k) != "of" || t.upos(k) != "PROPN" || len(t.conjuncts(k)) != 1 {
		return -1
	}
	if m := t.mention[k]; m >= 0 && (t.d.Mentions[m].Form != text.FormName || !placeKind(t.kindOf(k))) {
		return -1
	}
	return k
}

// tightName is the name of one right behind the noun that says what he or it
// is, without a comma: "its rival Havn Line", "the bank Zenira"; or -1.
func (t *tree) tightName(i int) int {
	if t.upos(i) != "NOUN" || i+1 >= len(t.s.Tokens) {
		return -1
	}
	for _, k := range t.children(i, "appos", "flat", "nmod:desc") {
		m := t.mention[k]
		if m < 0 || k < i || t.d.Mentions[m].Form != text.FormName || t.d.Mentions[m].First != i+1 || len(t.conjuncts(k)) != 1 {
			continue
		}
		switch kind := t.kindOf(k); kind {
		case text.KindState, text.KindOrg:
			return k // "beat debutants Panama"
		case text.KindPerson, text.KindOther, text.KindUnknown:
			if t.xpos(i) == "NN" && (kind == text.KindPerson || t.actorLike(i)) {
				return k // what it is says what the name is of
			}
		}
	}
	return -1
}

// whose names what a relative pronoun owns by the name that it stands for:
// "Idris Hamad's government" for "whose government"; "" without such a name.
func (x *extractor) whose(t *tree, i int) string {
	p := t.child(i, "nmod:poss")
	if p < 0 || t.xpos(p) != "WP$" || p > i {
		return ""
	}
	c := t.nearest(i)
	if c == nil || t.calledBeside(i) {
		return ""
	}
	owner := c.dereference(p)
	if owner == p {
		return ""
	}
	n := x.nameOf(t, owner)
	if n == "" {
		return ""
	}
	_, last := t.phrase(i)
	return n + "'s " + t.slice(t.cover(p+1, max(last, p+1)))
}

// calledBeside reports that the one meant by the noun is named in apposition:
// "the party, whose founder, Jan Berg, fled".
func (t *tree) calledBeside(i int) bool {
	for _, k := range t.children(i, "appos") {
		if m := t.mention[k]; k > i && m >= 0 && t.d.Mentions[m].Form == text.FormName && t.kindOf(k) == text.KindPerson {
			return true
		}
	}
	return false
}

// outgrown reports a nominal by itself whose mention does not fit its phrase in
// the mended tree: "army of shelling villages", "Sow's brother" of
// "brother-in-law".
func (t *tree) outgrown(i int) bool {
	mi := t.mention[i]
	if mi < 0 || t.upos(i) != "NOUN" {
		return false
	}
	m := &t.d.Mentions[mi]
	if m.Form != text.FormNominal || m.End > len(t.s.Tokens) || m.Chain >= 0 && len(t.d.Chains[m.Chain].Mentions) > 1 {
		return false
	}
	if k := t.child(i, "fixed"); k >= m.End {
		return true
	}
	for k := m.First; k < m.End; k++ {
		if !t.above(i, k) || t.head(k) == i && t.base(k) == "case" && t.xpos(k) != "POS" {
			return true
		}
	}
	return false
}

// countedBy is the noun that a noun of quantity counts, or -1: "tens of
// thousands of people" are people.
func (t *tree) countedBy(i int) int {
	if !loadLexicon().is("quantity-noun", t.lemma(i)) {
		return -1
	}
	for n := 0; n < 3; n++ {
		next := -1
		for _, k := range t.children(i, "nmod") {
			if t.prep(k) == "of" && t.upos(k) == "NOUN" {
				next = k
				break
			}
		}
		if next < 0 {
			return -1
		}
		if i = next; !loadLexicon().is("quantity-noun", t.lemma(i)) {
			return i
		}
	}
	return -1
}

// amount reports a number with its unit: "71 percent", "2.3 million euros", "three days of
// mourning". Its words stand for it, since "percent" names nothing.
func (t *tree) amount(i int) bool {
	return loadLexicon().is("measure-noun", t.lemma(i)) && t.child(i, "nummod") >= 0
}

// halfName is the first of two names that share their last word: "North" in
// "North and South Korea".
func (x *extractor) halfName(t *tree, i int) (schema.Term, bool) {
	k := t.half(i)
	if k < 0 {
		return schema.Term{}, false
	}
	name := t.tok(k).Text + " " + t.tok(i).Text
	return schema.Term{Kind: schema.TermActor, Name: name, Text: name, Span: t.tok(k).Span, Type: t.kindOf(i), Mention: -1, Head: text.TokenRef{Sentence: t.si, Token: k}}, true
}

// half is the token that with the last word of the name at i makes another
// name, -1 if there is none. It may have been taken for a name by itself.
func (t *tree) half(i int) int {
	mi := t.mention[i]
	if mi < 0 || t.d.Mentions[mi].Form != text.FormName || t.d.Mentions[mi].End-t.d.Mentions[mi].First != 2 {
		return -1
	}
	m := &t.d.Mentions[mi]
	k := m.First - 2
	if m.End-1 != i || k < 0 || t.lower(k+1) != "and" || t.upos(k) != "PROPN" || !loadLexicon().is("compass", t.lower(k)) || !loadLexicon().is("compass", t.lower(m.First)) {
		return -1
	}
	if own := t.mention[k]; own >= 0 && t.d.Mentions[own].End-t.d.Mentions[own].First > 1 {
		return -1
	}
	return k
}

// withoutHalves drops from the members of a coordination those tokens that are
// only parts of names which other members stand for: of "North and South
// Korea" it leaves "Korea".
func (x *extractor) withoutHalves(t *tree, members []int) []int {
	drop := map[int]bool{}
	for _, i := range members {
		if k := t.half(i); k >= 0 {
			drop[k], drop[i-1] = true, true
		}
	}
	if len(drop) == 0 {
		return members
	}
	var out []int
	for _, i := range members {
		if !drop[i] {
			out = append(out, i)
		}
	}
	return out
}
