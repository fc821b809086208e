package extract

import (
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// placeOf finds where the clause happens among its adjuncts and those of its
// object ("a meeting … in Saudi Arabia"); it returns the adjuncts left.
func (x *extractor) placeOf(c *clause, adj []adjunct) (schema.Term, []adjunct) {
	t := c.t
	for k, a := range adj {
		if !x.locates(t, a.tok, a.prep) {
			continue
		}
		if _, ok := x.normalize(c.verbForm() + "_" + a.prep); ok && t.child(c.pred, "obj") < 0 {
			continue // "arrived in Moscow": the place is the object
		}
		rest := append(append([]adjunct(nil), adj[:k]...), adj[k+1:]...)
		return x.term(t, a.tok), rest
	}
	for _, o := range t.children(c.pred, "obj", "obl", "nsubj", "nsubj:pass") {
		if _, ev := x.lex.events[t.lemma(o)]; !ev {
			continue
		}
		if p := x.nounPlace(t, o); p >= 0 {
			return x.term(t, p), adj
		}
	}
	if l := c.lead(); l.link == linkRelative && l.noun >= 0 && t.childLemma(l.pred, "advmod", "where") {
		if placeKind(t.kindOf(l.noun)) {
			return x.term(t, l.noun), adj
		}
		if p := x.nounPlace(t, l.noun); p >= 0 {
			return x.term(t, p), adj
		}
	}
	if c.link == linkInfinitive && c.parent != nil && x.contentless(c.parent) {
		if p, _ := x.placeOf(c.parent, c.parent.adjuncts()); !p.IsZero() {
			return p, adj
		}
	}
	return schema.Term{}, adj
}

// nounPlace is where a noun of happening happens, or -1.
func (x *extractor) nounPlace(t *tree, noun int) int {
	for _, k := range t.children(noun, "nmod") {
		if x.locates(t, k, t.prep(k)) {
			return k
		}
		// Parsers hang "in Saudi Arabia" on the nearer noun: "a meeting of
		// Ukrainian and US delegations in Saudi Arabia".
		if p := t.prep(k); p == "of" || p == "between" || p == "with" {
			for _, j := range t.children(k, "nmod") {
				if x.locates(t, j, t.prep(j)) {
					return j
				}
			}
		}
	}
	return -1
}

func placeKind(k text.EntityKind) bool { return k == text.KindPlace || k == text.KindState }

// locates reports a place after a preposition of place.
func (x *extractor) locates(t *tree, i int, prep string) bool {
	switch prep {
	case "in", "at", "near", "inside", "outside", "outside_of", "around", "throughout", "across", "within", "off":
		return placeKind(t.kindOf(i)) && t.upos(i) != "PRON"
	}
	return false
}
