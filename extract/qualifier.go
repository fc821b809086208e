package extract

import (
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// partners adds the actors whom a parser hung on the topic of a symmetric
// verb: "talked about the budget with Boris".
func (x *extractor) partners(t *tree, adj []adjunct) []adjunct {
	out := adj
	for _, a := range adj {
		for _, k := range t.children(a.tok, "nmod") {
			if t.prep(k) == "with" && t.actorLike(k) {
				for _, y := range t.conjuncts(k) {
					out = append(out, adjunct{y, "with"})
				}
			}
		}
	}
	return out
}

// qualifiers are the adjuncts as further arguments.
func (x *extractor) qualifiers(t *tree, adj []adjunct) []schema.Qualifier {
	var out []schema.Qualifier
	for _, a := range adj {
		role := a.prep
		switch {
		case role == "as":
			role = "complement"
		case role == "":
			if t.nounLike(a.tok) && t.child(a.tok, "nummod") < 0 && t.upos(a.tok) != "NUM" {
				continue // "this way", "the same": manner, not an argument
			}
			role = "measure"
		}
		tm := x.term(t, a.tok)
		if role == "complement" {
			first, last := t.subtree(a.tok, func(k int) bool {
				return t.base(k) == "case" || t.byPred[k] != nil || t.base(k) == "appos"
			})
			tm = t.literal(t.trim(first, last))
		}
		out = append(out, schema.Qualifier{Role: role, Term: tm})
	}
	return out
}

// nounQualifiers adds what the object itself brings along: whose it is, and
// what it is about ("a ceasefire in Ukraine").
func (x *extractor) nounQualifiers(t *tree, o int, tm schema.Term) []schema.Qualifier {
	if tm.Kind != schema.TermTopic && tm.Kind != schema.TermEvent {
		return nil
	}
	u, h := t, o
	if t.upos(o) == "PRON" {
		// "them" for "Putin's comments": the owner takes part here too.
		if ci := t.chainOf(o); ci >= 0 {
			for _, mi := range t.d.Chains[ci].Mentions {
				if m := &t.d.Mentions[mi]; m.Form != text.FormPronoun && m.Sentence < len(x.trees) && m.Head >= 0 {
					u, h = x.trees[m.Sentence], m.Head
					break
				}
			}
		} else if j := t.topicBefore(o); j >= 0 {
			h = j
		}
	}
	var out []schema.Qualifier
	if p := u.child(h, "nmod:poss"); p >= 0 && u.actorLike(p) {
		out = append(out, schema.Qualifier{Role: "of", Term: x.term(u, p)})
	}
	if u != t || h != o {
		return out
	}
	if h = t.topicHead(h); u.nearest(h) == nil {
		return out
	}
	for _, k := range t.children(h, "nmod") {
		p := t.prep(k)
		if p == "" || t.inTime[k] >= 0 || t.byPred[k] != nil {
			continue
		}
		for _, y := range t.conjuncts(k) {
			if a := x.term(t, y); p != "of" || a.Kind == schema.TermActor {
				out = append(out, schema.Qualifier{Role: p, Term: a})
			}
		}
	}
	return out
}

// complement is the predicate complement as a literal: a nominal or
// adjectival one ("called them promising"), or the clause that an attitude
// verb takes ("refused to sign").
func (x *extractor) complement(c *clause) schema.Term {
	t := c.t
	for _, k := range t.kids[c.pred] {
		switch t.base(k) {
		case "xcomp", "ccomp":
		default:
			continue
		}
		if g := t.byPred[k]; g != nil && g.link == linkAdverbial {
			continue
		}
		sub := func(j int) bool {
			return t.base(j) == "nsubj" || t.base(j) == "mark" && t.lower(j) != "to" && t.byPred[k] == nil || t.base(j) == "punct" && t.head(j) == k && j > k
		}
		first, last := t.subtree(k, sub)
		if k > c.pred {
			first = max(first, c.pred+1)
		}
		if last < first || t.base(k) == "ccomp" && first <= c.pred && c.pred <= last {
			continue
		}
		return t.literal(t.trim(first, last))
	}
	return schema.Term{}
}

// trim is the span from token a to token b without punctuation at its ends.
func (t *tree) trim(a, b int) text.Span {
	for a < b && t.isPunct(a) {
		a++
	}
	for b > a && t.isPunct(b) {
		b--
	}
	return t.cover(a, b)
}
