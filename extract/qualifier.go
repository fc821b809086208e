package extract

import (
	"strings"

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
		case role == "as" && t.base(a.tok) == "conj":
			continue // the words of the first conjunct hold it
		case role == "as":
			role = "complement"
		case role == "":
			if t.nounLike(a.tok) && t.child(a.tok, "nummod") < 0 && t.upos(a.tok) != "NUM" {
				continue // "this way", "the same": manner, not an argument
			}
			role = "measure"
		}
		tm := x.term(t, a.tok)
		if t.upos(a.tok) == "NUM" && t.child(a.tok, "nmod") >= 0 {
			first, last := t.subtree(a.tok, func(k int) bool {
				return t.base(k) == "case" && t.head(k) == a.tok || t.byPred[k] != nil || t.base(k) == "advmod"
			})
			tm = t.literal(t.trim(first, last)) // "21 to 18"
		}
		if role == "complement" {
			first, last := t.subtree(a.tok, func(k int) bool {
				return t.base(k) == "case" || t.byPred[k] != nil || t.base(k) == "appos" || t.base(k) == "conj" && t.gapped(k, a.prep)
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

// subjectQualifiers are the actors that a thing as the subject brings along:
// "shares in Nordvik fell", "talks with Oslo failed".
func (x *extractor) subjectQualifiers(t *tree, s int, tm schema.Term) []schema.Qualifier {
	if tm.Kind != schema.TermTopic && tm.Kind != schema.TermEvent || t.upos(s) == "PRON" {
		return nil
	}
	var out []schema.Qualifier
	for _, q := range x.nounQualifiers(t, s, tm) {
		if q.Term.Kind == schema.TermActor && t.rel(q.Term.Head.Token) != "nmod:poss" && !x.locates(t, q.Term.Head.Token, q.Role) {
			out = append(out, q)
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
		case "advcl":
			// "led the city to ban it", "asked the court to declare it insolvent"
			if g := t.byPred[k]; g == nil || g.link != linkInfinitive || g.parent != c || k < c.pred || c.passive || !x.lex.is("object-control", c.verbForm()) && c.verbForm() != "lead" {
				continue
			}
			if o := c.objects(); len(o) == 0 || !t.actorLike(o[0]) {
				continue
			}
		default:
			continue
		}
		if g := t.byPred[k]; g != nil && g.link == linkAdverbial {
			continue
		}
		sub := func(j int) bool {
			return t.base(j) == "nsubj" && (t.base(k) == "xcomp" || t.relativePronoun(j)) || t.base(j) == "mark" && t.lower(j) != "to" && t.byPred[k] == nil || t.base(j) == "punct" && t.head(j) == k && j > k
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

// gerund is what the verb's preposition and -ing say, as words: "accused Kyiv
// of breaking the truce".
func (x *extractor) gerund(c *clause) (schema.Qualifier, bool) {
	t := c.t
	for _, g := range t.clauses {
		if g.parent != c || t.head(g.pred) != c.pred || g.link != linkGerund || g.mark == "" || g.pred < c.pred || t.base(g.pred) == "conj" {
			continue
		}
		if _, ok := x.force(t.lemma(c.pred), "V", "ger:"+g.mark); !ok {
			continue
		}
		first, last := t.subtree(g.pred, func(j int) bool { return t.head(j) == g.pred && (t.base(j) == "mark" || t.base(j) == "case") })
		if first <= c.pred {
			continue
		}
		if m := t.child(g.pred, "mark", "case"); m >= first && m < g.pred {
			first = m + 1
		}
		return schema.Qualifier{Role: g.mark, Term: t.literal(t.trim(first, last))}, true
	}
	return schema.Qualifier{}, false
}

// trim is the span from token a to token b without punctuation at its ends.
func (t *tree) trim(a, b int) text.Span {
	for a < b && t.isPunct(a) {
		a++
	}
	for b > a && t.isPunct(b) {
		b--
	}
	a, b = t.balanced(a, b, -1)
	return t.cover(a, b)
}

// brackets are the marks that come in pairs, by the one that opens.
var brackets = map[string]string{"“": "”", "«": "»", "‘": "’", "(": ")", "[": "]", "``": "''"}

// balanced grows or shrinks a range of tokens so that no bracket or quotation
// mark stands in it without its partner. A partner right beside is taken in;
// else the range ends before the mark, on the side away from token keep (-1:
// the longer part stays).
func (t *tree) balanced(a, b, keep int) (int, int) {
	for n := 0; n < 4; n++ {
		k, open := t.unpaired(a, b)
		switch {
		case k < 0:
			return a, b
		case open && b+1 < len(t.s.Tokens) && t.tok(b+1).Text == brackets[t.tok(k).Text]:
			b++
		case !open && a > 0 && brackets[t.tok(a-1).Text] == t.tok(k).Text:
			a--
		case k == a:
			a++
		case k == b:
			b--
		case keep > k, keep < 0 && b-k > k-a:
			a = k + 1
		default:
			b = k - 1
		}
		if a > b {
			return max(keep, 0), max(keep, 0)
		}
	}
	return a, b
}

// unpaired is the first mark of the range whose partner is outside, and
// whether it opens; -1 if there is none. Straight marks count as pairs in
// their order.
func (t *tree) unpaired(a, b int) (int, bool) {
	var stack []int
	straight := -1
	for k := a; k <= b; k++ {
		w := t.tok(k).Text
		if w == "\"" {
			if straight >= 0 {
				straight = -1
			} else {
				straight = k
			}
			continue
		}
		if _, ok := brackets[w]; ok {
			stack = append(stack, k)
			continue
		}
		for _, closing := range brackets {
			if w != closing || w == "’" {
				continue
			}
			if n := len(stack); n > 0 && brackets[t.tok(stack[n-1]).Text] == w {
				stack = stack[:n-1]
			} else {
				return k, false
			}
			break
		}
	}
	if len(stack) > 0 && t.tok(stack[0]).Text != "‘" {
		return stack[0], true
	}
	if straight >= 0 {
		return straight, straight-a < b-straight
	}
	return -1, false
}

// terms are the lengths of time that the clause gives as words: "sentenced him
// to four years in prison", "suspended for six months", "lasted two hours".
// They date nothing.
func (x *extractor) terms(c *clause) []schema.Qualifier {
	t := c.t
	var out []schema.Qualifier
	for _, k := range t.children(c.pred, "obl", "obl:unmarked", "obl:npmod", "obl:tmod") {
		ti := t.inTime[k]
		if ti < 0 || t.d.Times[ti].Type != text.TimeDuration || strings.Contains(t.d.Times[ti].EDTF, "/") || t.timeHead(&t.d.Times[ti]) != k {
			continue
		}
		if e := t.d.Times[ti].End; e < len(t.s.Tokens) && x.lex.is("counts-from", t.lower(e)) {
			continue // "two days after …", "four hours later"
		}
		role := t.prep(k)
		switch role {
		case "":
			role = "measure"
		case "for", "to", "by", "of":
		default:
			continue
		}
		first, last := t.subtree(k, func(j int) bool {
			return t.base(j) == "case" && t.head(j) == k || t.byPred[j] != nil || t.base(j) == "appos" || t.base(j) == "amod" && j > k || t.isPunct(j)
		})
		out = append(out, schema.Qualifier{Role: role, Term: t.literal(t.trim(first, last))})
	}
	return out
}
