package extract

import "github.com/dramatis-kg/dramatis/schema"

// promised is the word that stands behind what somebody promised not to do:
// "promised not to touch the tax" tells of a promise, not that the tax was left
// alone. What somebody decided, chose or refused not to do is the article's.
func (x *extractor) promised(f *fact) (schema.Attribution, bool) {
	if f.mood.m != schema.Negated || f.c == nil {
		return schema.Attribution{}, false
	}
	for c, n := f.c, 0; c != nil && n < 8; n++ {
		l := c.lead()
		g := l.parent
		if g == nil {
			return schema.Attribution{}, false
		}
		t := l.t
		to := l.link == linkAdverbial && t.xpos(l.pred) == "VBG" && t.childLemma(l.pred, "mark", "to") // "committed to not raising taxes"
		if !to && l.link != linkInfinitive && l.link != linkFinite && l.link != linkGerund {
			return schema.Attribution{}, false
		}
		if who := g.subjects(); l.noun < 0 && !g.passive && len(who) > 0 && x.lex.is("promising", t.lemma(g.pred)) && x.moodOf(g).m == schema.Asserted {
			first, last := t.subtree(l.pred, nil)
			return schema.Attribution{Speaker: x.term(t, who[0]), Cue: t.lemma(g.pred), CueSpan: t.tok(g.pred).Span,
				Modality: schema.Asserted, Content: t.cover(first, last)}, true
		}
		c = g
	}
	return schema.Attribution{}, false
}

// shortOf reports a verb that with "short of" only denies the clause behind it:
// "stopped short of saying".
func (c *clause) shortOf() bool {
	t := c.t
	if l := t.lemma(c.pred); l != "stop" && l != "fall" && l != "come" {
		return false
	}
	for _, k := range t.children(c.pred, "xcomp", "advmod") {
		if t.lower(k) != "short" {
			continue
		}
		for _, j := range t.kids[k] {
			if t.byPred[j] != nil && t.marks(j) == "of" {
				return true
			}
		}
	}
	return false
}
