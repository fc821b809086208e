package extract

import "github.com/dramatis-kg/dramatis/text"

// ownReport is whom a pronoun without an antecedent means that is the subject of
// what somebody reports, without quotation marks: the body that reports it.
// "The bank said that it was assisting the police" is about the bank; "it" that
// stands for nothing has no verb of action. -1 if the words leave it open.
func (x *extractor) ownReport(t *tree, i int) int {
	w := t.lower(i)
	if w != "it" && w != "they" || t.base(i) != "nsubj" {
		return -1
	}
	if ci := t.chainOf(i); ci >= 0 {
		for _, m := range x.d.Chains[ci].Mentions {
			if x.d.Mentions[m].Form != text.FormPronoun {
				return -1
			}
		}
	}
	c := t.byPred[t.head(i)]
	if c == nil || c.kind != verbal || !x.quotation(t.tok(i).Span).Empty() || x.lex.is("impersonal", t.lemma(c.pred)) || t.child(c.pred, "csubj", "ccomp", "expl") >= 0 {
		return -1
	}
	g := c.parent
	if g == nil || c.lead().link != linkFinite || t.head(c.lead().pred) != g.pred || g.passive || i < g.pred || t.quoteBetween(g.pred, i) {
		return -1
	}
	if _, ok := x.force(t.lemma(g.pred), "V", "that"); !ok {
		return -1
	}
	who := g.subjects()
	if len(who) != 1 || who[0] > i || t.upos(who[0]) == "PRON" || !t.actorLike(who[0]) {
		return -1
	}
	s := who[0]
	if w == "they" {
		if t.xpos(s) == "NNS" {
			return s
		}
		return -1
	}
	if t.xpos(s) == "NNS" || t.xpos(s) == "NNPS" || x.isRole(t, s) || t.kindOf(s) == text.KindPerson {
		return -1
	}
	return s
}
