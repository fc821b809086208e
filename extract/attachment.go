package extract

import (
	"strings"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// timeHead is the token of the expression whose head lies outside it.
func (t *tree) timeHead(e *text.TimeExpr) int {
	for i := max(e.First, 0); i < e.End && i < len(t.kids); i++ {
		if h := t.head(i); h < e.First || h >= e.End {
			if t.upos(i) != "ADP" && t.upos(i) != "DET" {
				return i
			}
		}
	}
	if e.First >= 0 && e.First < len(t.kids) {
		return e.First
	}
	return -1
}

// timeClause is the clause that a time expression dates: the nearest verb
// above, reached through nouns of happening only ("a meeting on Friday"). A
// date inside another noun phrase ("the plan of March") dates no clause. Under
// is the noun of happening nearest to the verb, -1 if the verb has the time
// itself.
func (x *extractor) timeClause(t *tree, h int) (c *clause, under int) {
	i, under := h, x.sinceNoun(t, h)
	for n := 0; i >= 0 && n <= len(t.kids); n++ {
		if c := t.byPred[i]; c != nil && i != h {
			if m := t.markAt(i); m > h && c.parent != nil && c.link == linkAdverbial {
				c = c.parent // "on Monday, two days after the council met"
			}
			return c, under
		}
		up := t.head(i)
		if up < 0 {
			return t.byPred[i], under
		}
		if t.byPred[up] == nil && t.inTime[up] < 0 {
			_, ev := x.lex.events[t.lemma(up)]
			if !ev && !t.trailingDay(h, up) && !t.namedDay(i, up) && !t.measured(i, up) {
				// Parsers hang a date on the noun just before it; a place or
				// an actor cannot be dated, so that the date is the verb's.
				if g := t.nearest(up); x.leftOpen(t, i, up, g) {
					return g, -1
				}
				if t.kindOf(up) == text.KindUnknown || t.base(i) == "compound" || t.base(i) == "nmod" && t.rel(i) == "nmod:poss" {
					return nil, -1
				}
			}
			g := t.nearest(up)
			if ev && g != nil && t.head(up) == g.pred && (x.lex.is("planning", g.verbForm()) || x.lex.is("wishing", g.verbForm())) {
				return nil, -1 // "expected an attack before Easter"
			}
			if ev && g != nil && t.base(up) == "obj" && i > up && x.lex.is("recalling", g.verbForm()) {
				return nil, -1 // "described a fire in 2003"
			}
			if ev && t.base(up) != "obj" && t.base(up) != "obl" && t.base(up) != "nsubj" && t.base(up) != "nmod" {
				return nil, -1
			}
			if ev && t.base(up) == "obj" && i < up && g != nil && !x.occurring(g) {
				return nil, -1 // "replaces the 1991 agreement"
			}
			if ev {
				under = up
			}
		}
		i = up
	}
	return nil, -1
}

// leftOpen reports a time behind an object that is new to the reader, which is
// the verb's: "signed a truce on Christmas Eve". Of what somebody speaks of,
// plans or recalls it may be the object's own.
func (x *extractor) leftOpen(t *tree, i, up int, g *clause) bool {
	if g == nil || i < up || t.base(i) != "nmod" || t.base(up) != "obj" || t.head(up) != g.pred || t.definite(up) || g.tense() != "past" && !g.perfect() {
		return false
	}
	switch t.prep(i) {
	case "on", "in", "during", "at":
	default:
		return false
	}
	verb := g.verbForm()
	if x.isCue(g) || x.moodOf(g).m != schema.Asserted {
		return false
	}
	for _, class := range []string{"judging", "planning", "wishing", "recalling", "past-object", "occurring"} {
		if x.lex.is(class, verb) {
			return false
		}
	}
	return true
}

// sinceNoun is the noun of happening just before a time that parsers hang on
// the verb beside it: "since the summit in May". It is -1 elsewhere, and where
// the verb may have both: "said after the summit in May" dates the saying.
func (x *extractor) sinceNoun(t *tree, h int) int {
	p := h - 1
	for p >= 0 && (t.upos(p) == "ADP" || t.inTime[p] >= 0) {
		p--
	}
	if p < 0 || p == h-1 || t.head(p) != t.head(h) || t.prep(p) != "since" {
		return -1
	}
	if _, ok := x.lex.events[t.lemma(p)]; !ok {
		return -1
	}
	return p
}

// measured reports a time that parsers hang on the amount before it: "fell 35
// percent in January".
func (t *tree) measured(i, up int) bool {
	if i < up || t.prep(i) != "in" && t.prep(i) != "on" && t.prep(i) != "during" {
		return false
	}
	if b := t.base(up); b != "obj" && b != "obl" {
		return false
	}
	return t.upos(up) == "SYM" || t.lower(up) == "percent" || t.lower(up) == "%"
}

// aside reports a time of something else than what the clause tells: of what
// it is compared with ("up from 14 percent a year ago", "better than in
// 2008"), or of the span in which it was the first or the largest ("the first
// loss since 1992").
func (t *tree) aside(e *text.TimeExpr, h int) bool {
	p := e.First - 1
	if p >= 0 && (t.upos(p) == "ADP" || t.upos(p) == "SCONJ") && t.lower(p) != "than" {
		p--
	}
	if p < 0 {
		return false
	}
	if t.lower(p) == "than" {
		return true
	}
	amount := false
	for k := p; k > 0 && t.byPred[k] == nil; k-- {
		amount = amount || t.upos(k) == "NUM"
		prev := t.lower(k - 1)
		switch w := t.lower(k); {
		case (w == "with" || w == "to") && (prev == "compared" || prev == "relative"), w == "against" && prev == "as":
			return true
		case w == "from" && (prev == "up" || prev == "down") && amount:
			return true
		}
	}
	return t.ranked(e, h, p)
}

// ranked reports a span in which the noun before it, token p, was the first or
// the largest.
func (t *tree) ranked(e *text.TimeExpr, h, p int) bool {
	switch t.prep(h) {
	case "since":
	case "in", "for", "over", "within", "of":
		if !strings.Contains(e.EDTF, "/") && !(t.prep(h) == "in" && t.xpos(h) == "NNS" && t.child(h, "nummod") >= 0) {
			return false // "won his first medal in 2012", but "the worst result in 20 years"
		}
	default:
		return false
	}
	for i, n := p, 0; i >= 0 && n <= len(t.kids); i, n = t.head(i), n+1 {
		if !nominalTag(t.upos(i)) && t.upos(i) != "ADJ" {
			return false
		}
		for _, k := range append([]int{i}, t.children(i, "amod", "nummod", "det", "advmod")...) {
			switch w := t.lower(k); w {
			case "first", "second", "third", "fourth", "fifth", "sixth", "only", "last", "any", "no":
				if k != i {
					return true
				}
			}
			if t.xpos(k) == "JJS" || t.xpos(k) == "RBS" || t.childLemma(k, "advmod", "most", "least") {
				return true
			}
		}
		if h := t.head(i); t.base(i) == "obl" && h >= 0 && t.xpos(h) == "JJS" {
			return true // "the worst in the city since 2015"
		}
		if t.base(i) != "nmod" && t.base(i) != "compound" && t.base(i) != "nummod" && t.base(i) != "amod" {
			return false // the next above is not in the phrase
		}
	}
	return false
}

// opened reads the preposition of the noun of happening under which a time
// stands: "since the summit in May". Of a noun behind another preposition
// ("spoke about the attack on Friday") the time says nothing of the verb.
func (x *extractor) opened(t *tree, c *clause, d schema.Date, under int) (schema.Date, bool) {
	if t.base(under) != "obl" && !(t.base(under) == "nmod" && c.kind == copular) || t.head(under) != c.pred {
		return d, true // but "at odds since the summit in May"
	}
	first, last := d.Bounds()
	v := ""
	switch t.prep(under) {
	case "since":
		if first != "" {
			v = strings.TrimSuffix(beginning(d), "/..") + "/.."
		}
	case "after", "following":
		return x.after(d).WithBasis(d.Basis), first != ""
	case "before", "prior_to", "ahead_of", "until", "till", "by":
		if last != "" {
			v = "../" + last
		}
	case "about", "over", "regarding", "concerning", "against", "for", "because_of", "due_to", "despite":
		return d, false
	default:
		return d, true
	}
	if v == "" {
		return d, false
	}
	out, err := schema.ParseEDTF(v, d.Basis)
	if err != nil {
		return d, false
	}
	return out.WithPhrase(d.Phrase), true
}

// beginning is the first day, month or year of a date, as precise as it is.
func beginning(d schema.Date) string {
	v, _, _ := strings.Cut(d.EDTF(), "/")
	if v == ".." {
		return ""
	}
	return v
}

// lasting closes what began at a time and is denied, or told of in the past,
// with the day of publication: "has not met her since May".
func (x *extractor) lasting(c *clause, d schema.Date) schema.Date {
	p := x.d.Article.Published
	v, open := strings.CutSuffix(d.EDTF(), "/..")
	first, _ := d.Bounds()
	if !open || p == "" || first > p || x.moodOf(c).m != schema.Negated || x.effectiveTense(c) != "past" {
		return d
	}
	out, err := schema.ParseEDTF(v+"/"+p, d.Basis)
	if err != nil {
		return d
	}
	return out.WithPhrase(d.Phrase)
}

// told is the clause that a time dates which stands before a verb of speech
// in the present tense: "In 2004, he says, they met" dates the meeting.
func (x *extractor) told(c *clause, h int, e *text.TimeExpr) *clause {
	if c == nil || h > c.pred || c.tense() != "present" || len(e.EDTF) == len("2006-01-02") || !x.isCue(c) {
		return c
	}
	for _, g := range c.t.clauses {
		if g.parent == c && g.link == linkFinite && c.t.head(g.pred) == c.pred && g.tense() == "past" {
			return g
		}
	}
	return c
}

// namedDay reports a time in apposition to an adjunct, which it explains: "on
// Independence Day, 4 July".
func (t *tree) namedDay(i, up int) bool {
	return t.base(i) == "appos" && t.base(up) == "obl" && t.prep(up) == "on"
}

// trailingDay reports a bare day after a noun that cannot have one: "filed
// for bankruptcy Thursday", "announced plans on Friday to close" is not one.
func (t *tree) trailingDay(h, up int) bool {
	return h > up && t.inTime[h] >= 0 && t.prep(h) == "" && t.base(h) != "compound" && t.base(h) != "appos" && t.base(h) != "conj" &&
		t.rel(h) != "nmod:poss" && len(t.d.Times[t.inTime[h]].EDTF) == len("2006-01-02")
}

// timeDate turns a resolved expression into a date, opened on one side by
// "since", "until", "by", "before" and "after".
func (x *extractor) timeDate(t *tree, e *text.TimeExpr, h int) (schema.Date, bool) {
	basis := schema.BasisExplicit
	if e.Basis == "anaphor" {
		basis = schema.BasisAnaphor
	}
	v := e.EDTF
	if !strings.Contains(v, "/") {
		switch t.prep(h) {
		case "since":
			v += "/.."
		case "until", "till", "by", "before", "up_to", "prior_to", "ahead_of":
			if t.prep(h) == "before" && len(v) == len("2006-01-02") && loadLexicon().is("part-of-day", t.lower(max(e.First, 0))) {
				break // "before dawn on Monday" is on Monday
			}
			v = "../" + v
		case "after", "following":
			if t.prep(h) == "after" && len(v) == len("2006-01-02") && e.Type == text.TimeTime {
				break // "after midnight on Monday" too
			}
			v += "/.."
		}
	}
	d, err := schema.ParseEDTF(v, basis)
	if err != nil {
		return schema.Date{}, false
	}
	return d.WithPhrase(t.slice(e.Span)), true
}

// arranged reports a day for which the object is called or set, which is not the
// day of the calling: "have called a strike for 3 June".
func (c *clause) arranged(e *text.TimeExpr, h int) bool {
	t := c.t
	return t.prep(h) == "for" && len(e.EDTF) == len("2006-01-02") && !c.passive && t.head(h) == c.pred && c.tense() == "past" && t.child(c.pred, "obj") >= 0
}
