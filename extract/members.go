package extract

import (
	"slices"
	"sort"

	"github.com/dramatis-kg/dramatis/text"
)

// antecedent is the noun that a relative clause describes; with the nouns
// coordinated before it when the clause follows a whole list.
// A noun in apposition stands for what it is set beside.
func (t *tree) antecedent(n int) []int {
	if named := t.specified(n); len(named) > 0 {
		return named
	}
	return []int{t.apposed(n)}
}

// thingBefore is the noun right before "which" that is no person, where parsers
// hang the clause at v on the person before it: "a spokeswoman for the bank,
// which sued the state"; -1 if there is none.
func (t *tree) thingBefore(noun, v int) int {
	if t.kindOf(noun) != text.KindPerson && !loadLexicon().is("role-noun", t.lemma(noun)) {
		return -1
	}
	w := noun + 1
	for w < v && t.lower(w) != "which" {
		w++
	}
	if w >= v || t.nearestVerb(w) != v {
		return -1
	}
	k := w - 1
	for k > noun && t.isPunct(k) {
		k--
	}
	for n := 0; n < 6 && k > noun; n++ {
		if !t.nounLike(k) {
			return -1
		}
		switch t.base(k) {
		case "flat", "compound", "fixed":
			k = t.head(k)
			continue
		}
		break
	}
	if k <= noun || t.kindOf(k) == text.KindPerson || loadLexicon().is("role-noun", t.lemma(k)) || !t.above(noun, k) {
		return -1
	}
	return k
}

// nearestVerb is the first verb above token i, -1 for none.
func (t *tree) nearestVerb(i int) int {
	for n := 0; n < 6; n++ {
		if i = t.head(i); i < 0 || t.upos(i) == "VERB" || t.upos(i) == "AUX" {
			return i
		}
	}
	return -1
}

// specified are the names that a copula says a described set consists of: of
// "the candidates elected were Anna Berg and Boris Lind" both were elected.
func (t *tree) specified(n int) []int {
	p := t.head(n)
	if t.base(n) != "nsubj" || p < n || t.upos(n) != "NOUN" || t.child(p, "cop") < 0 || t.child(p, "advmod", "case") >= 0 {
		return nil
	}
	all := t.conjuncts(p)
	for _, k := range all {
		m := t.mention[k]
		if m < 0 || t.d.Mentions[m].Form != text.FormName || !actorKind(t.kindOf(k)) {
			return nil
		}
	}
	return all
}

// apposed is the name that a noun in apposition belongs to, else the noun.
func (t *tree) apposed(n int) int {
	if lex := loadLexicon(); lex.takesThat(t.lemma(n)) || lex.is("summary-noun", t.lemma(n)) {
		return n // "ordered the shelling of Lund, a charge he denies"
	}
	for up := 0; up < 4 && t.base(n) == "appos" && t.upos(n) == "NOUN"; up++ {
		h := t.head(n)
		if h < 0 || t.mention[h] < 0 || t.d.Mentions[t.mention[h]].Form != text.FormName {
			break
		}
		n = h
	}
	return n
}

// coordinated is a nominal with its conjuncts, in text order.
// Conjuncts after a relative clause do not belong to its antecedent.
func (c *clause) coordinated(i int) []int {
	all := c.t.conjuncts(i)
	if l := c.lead(); l.link == linkRelative && l.noun == i {
		n := 0
		for _, k := range all {
			if k < c.pred {
				all[n] = k
				n++
			}
		}
		all = all[:n]
	}
	return all
}

func (t *tree) conjuncts(i int) []int {
	out := []int{i}
	for n := 0; n < len(out); n++ {
		// Parsers chain conjuncts, so that they are followed downwards.
		for _, k := range t.children(out[n], "conj") {
			if t.byPred[k] == nil && t.nounLike(k) && t.coordinator(k) != "but_not" && !slices.Contains(out, k) {
				out = append(out, k)
			}
		}
	}
	sort.Ints(out)
	return out
}

// coordinator is the conjunction before a conjunct: "and", "or", "but_not".
func (t *tree) coordinator(k int) string {
	w := ""
	for _, x := range t.children(k, "cc") {
		w = t.words(x)
	}
	if w == "" {
		return ""
	}
	for _, x := range t.children(k, "advmod", "cc") {
		if t.lower(x) == "not" {
			return w + "_not"
		}
	}
	return w
}

// disjunct reports that a nominal is one of several joined by "or".
func (t *tree) disjunct(i int) bool {
	h := i
	if t.base(i) == "conj" && t.head(i) >= 0 {
		h = t.head(i)
	}
	if t.upos(h) == "NUM" {
		return false // "107 or more"
	}
	for _, k := range t.children(h, "conj") {
		if w := t.coordinator(k); w == "or" {
			return true
		}
	}
	return false
}

// listed replaces a plural noun by the names set beside it: "veteran
// politicians Lee and Fung".
func (t *tree) listed(in []int) []int {
	var out []int
	for _, i := range in {
		names := 0
		if t.upos(i) == "NOUN" && t.xpos(i) == "NNS" && t.actorLike(i) {
			for _, k := range t.children(i, "appos") {
				if m := t.mention[k]; k > i && m >= 0 && t.d.Mentions[m].Form == text.FormName {
					all := t.conjuncts(k)
					out = append(out, all...)
					names += len(all)
				}
			}
		}
		if names == 0 {
			out = append(out, i)
			out = append(out, t.included(i)...)
		}
	}
	return out
}

// included are the names that are said to be among those whom a plural noun
// means: "three deputies, including Hugo Lind, resigned".
func (t *tree) included(i int) []int {
	var out []int
	if t.upos(i) != "NOUN" || t.xpos(i) != "NNS" {
		return nil
	}
	for _, h := range append([]int{i}, t.children(i, "nmod")...) {
		for _, k := range t.kids[h] {
			if k < i || t.base(k) != "nmod" && t.base(k) != "acl" && t.base(k) != "appos" || t.prep(k) != "including" && !t.childLemma(k, "case", "including") {
				continue
			}
			for _, n := range t.conjuncts(k) {
				if m := t.mention[n]; m >= 0 && t.d.Mentions[m].Form == text.FormName && actorKind(t.kindOf(n)) {
					out = append(out, n)
				} else if t.tightName(n) >= 0 {
					out = append(out, n)
				}
			}
		}
	}
	return out
}

// aside reports a relative clause about people that only adds to them: "two
// defendants, whom prosecutors suspect, will stand trial".
func (c *clause) aside() bool {
	t := c.t
	first, _ := t.subtree(c.pred, nil)
	for first < c.pred && t.isPunct(first) {
		first++
	}
	switch t.lower(first) {
	case "who", "whom", "whose":
		return first > 0 && t.lower(first-1) == ","
	}
	return false
}
