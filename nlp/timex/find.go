package timex

import (
	"time"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// Bases of values, as text.TimeExpr.Basis documents them.
const (
	basisExplicit    = "explicit"
	basisPublication = "publication"
	basisAnaphor     = "anaphor"
	basisNone        = "none"
)

// Find returns the time expressions of d in text order. It reads tokens,
// tags, heads, headings, the mentions that are there already (a person's
// name is no month) and the day of publication; it changes nothing. The cost
// is linear in the number of tokens.
func Find(d *text.Document) []text.TimeExpr {
	c := &scanner{doc: d}
	if d.Article != nil {
		if t, err := time.Parse(time.DateOnly, d.Article.Published); err == nil {
			c.pub, c.hasPub = dayPoint(t), true
		}
	}
	c.maskPersons()
	for i := range d.Sentences {
		c.sentence(i)
	}
	return c.out
}

// scanner walks one document.
type scanner struct {
	doc    *text.Document
	pub    point
	hasPub bool
	out    []text.TimeExpr
	found  []found        // parallel to out
	person []text.Span    // names of persons, ascending
	nextP  int            // first person that may still overlap
	s      *text.Sentence // current sentence
	si     int
	anchor int // antecedent of the latest date that resolve took from the story
	lx     []lexeme
}

// found is what anaphors need to know of an expression.
type found struct {
	point
	dated      bool // point is resolved
	pluperfect bool
	sentence   int
	head       int  // token that heads it
	said       bool // date of a speech verb
	dateline   bool // the sentence is nothing but this date
}

// result is one reading of the lexemes from i on.
type result struct {
	end    int
	typ    text.TimeType
	p      point
	edtf   string // overrides p's where set
	timex  string // overrides p's where set
	basis  string
	anchor int
	rule   string
	known  bool // p is resolved
	back   int  // lexemes before i that belong to it
	fixed  bool // prepositions must not change the EDTF value
}

func (c *scanner) maskPersons() {
	for i := range c.doc.Mentions {
		m := &c.doc.Mentions[i]
		if m.Form == text.FormName && m.Kind == text.KindPerson {
			c.person = append(c.person, m.Span)
		}
	}
}

func (c *scanner) sentence(i int) {
	c.si, c.s = i, &c.doc.Sentences[i]
	c.lx = lex(c.s)
	for k := 0; k < len(c.lx); {
		r, ok := c.read(k)
		if !ok || c.inPerson(k, r.end) {
			k++
			continue
		}
		c.emit(k-r.back, r)
		k = r.end
	}
}

// read tries every rule at k and keeps the longest reading; among equals the
// first rule wins.
func (c *scanner) read(k int) (result, bool) {
	var best result
	for _, rule := range rules {
		if r, ok := rule(c, k); ok && r.end > best.end {
			best = r
		}
	}
	return best, best.end > k
}

// rules in order of preference.
var rules = []func(*scanner, int) (result, bool){
	(*scanner).ranges,
	(*scanner).form,
	(*scanner).date,
	(*scanner).clockDate,
	(*scanner).shifted,
	(*scanner).deictic,
	(*scanner).anaphor,
	(*scanner).edge,
	(*scanner).set,
	(*scanner).duration,
	(*scanner).reference,
}

// inPerson reports whether the expression is part of a person's name.
func (c *scanner) inPerson(k, end int) bool {
	if end <= k || end > len(c.lx) {
		return false
	}
	sp := text.Span{Start: c.lx[k].start, End: c.lx[end-1].end}
	for c.nextP < len(c.person) && c.person[c.nextP].End <= sp.Start {
		c.nextP++
	}
	for j := c.nextP; j < len(c.person) && c.person[j].Start < sp.End; j++ {
		if c.person[j].Contains(sp) {
			return true
		}
	}
	return false
}

func (c *scanner) emit(k int, r result) {
	first, last := c.lx[k], c.lx[r.end-1]
	e := text.TimeExpr{
		Span:     text.Span{Start: first.start, End: last.end},
		Sentence: c.si, First: first.tok, End: last.tok + 1,
		Type: r.typ, Basis: r.basis, Anchor: r.anchor, Rule: r.rule,
		EDTF: r.edtf, Timex: r.timex,
	}
	if r.known && r.p.grain != grainNone {
		if e.Timex == "" {
			e.Timex = r.p.timex()
		}
		if e.EDTF == "" {
			e.EDTF = r.p.edtf()
			if !r.fixed && e.EDTF != "" {
				e.EDTF = c.prepose(k, r, e.EDTF)
			}
		}
	}
	// Arithmetic may leave the calendar ("99999 centuries ago").
	if _, err := schema.ParseEDTF(e.EDTF, schema.BasisExplicit); err != nil {
		e.EDTF, e.Timex, r.known = "", "", false
	}
	if e.Basis == "" || !r.known && e.EDTF == "" {
		e.Basis = basisNone
	}
	if e.Basis == basisAnaphor && e.Anchor < 0 {
		e.Anchor = c.anchor
	}
	if e.Basis != basisAnaphor {
		e.Anchor = -1
	}
	head := c.headToken(e.First, e.End)
	gov := governor(c.s, head)
	c.found = append(c.found, found{
		point: r.p, dated: r.known && r.p.grain != grainNone, pluperfect: pluperfect(c.s, head), sentence: c.si, head: head,
		dateline: e.First == 0 && len(c.s.Tokens)-e.End <= 1,
		said:     gov >= 0 && speech[c.s.Tokens[gov].Lemma],
	})
	c.out = append(c.out, e)
}

// headToken is the token of [first, end) whose head lies outside.
func (c *scanner) headToken(first, end int) int {
	for t := first; t < end; t++ {
		if h := c.s.Tokens[t].Head; h < first || h >= end {
			return t
		}
	}
	return end - 1
}

// prepose applies the preposition before the expression to its value.
func (c *scanner) prepose(k int, r result, v string) string {
	if c.modifies(r.end) {
		return v
	}
	prev, prev2 := c.at(k-1).low, c.at(k-2).low
	if prev == "the" && r.rule == "year" {
		return v // "after the 1999 election": the year is the election's
	}
	if prev == "the" || prev == "at" || prev == "about" || prev == "around" || prev == "least" {
		prev, prev2 = prev2, c.at(k-3).low
	}
	a, b := r.p.bounds()
	lo, hi := v, v
	if r.p.mod == "" && r.p.grain != grainYear && r.p.grain != grainMonth && r.p.grain != grainDay {
		lo, hi = a.Format(time.DateOnly), b.Format(time.DateOnly)
	} else if r.p.mod != "" {
		if x, y, ok := r.p.third(); ok {
			lo, hi = x, y
		}
	}
	switch {
	case (prev == "after" || prev == "before") && r.typ == text.TimeTime && r.p.grain == grainDay && (r.p.clock != "" || c.any(k, "midnight", "noon", "midday")):
		return v // "after midnight on Tuesday" is of that day
	case prev == "since" || prev2 == "ever" && prev == "since":
		return lo + "/.."
	case prev == "by" || prev == "until" || prev == "till" || prev == "through" || prev2 == "up" && prev == "to":
		return "../" + hi
	case prev == "before" || prev2 == "prior" && prev == "to" || prev2 == "ahead" && prev == "of":
		if t, ok := before(r.p, a); ok {
			return "../" + t
		}
	case prev == "after":
		if t, ok := after(r.p, b); ok {
			return t + "/.."
		}
	case (prev == "starting" || prev == "beginning" || prev == "effective" || prev == "onwards") ||
		(prev2 == "starting" || prev2 == "beginning" || prev2 == "effective") && (prev == "on" || prev == "in" || prev == "from" || prev == "with") ||
		prev2 == "as" && prev == "of" || prev == "from" && (c.is(r.end, "on") || c.is(r.end, "onward") || c.is(r.end, "onwards")):
		return lo + "/.."
	}
	return v
}

// before is the last date of p's grain before p.
func before(p point, first time.Time) (string, bool) {
	switch {
	case p.mod != "":
		return "", false
	case p.grain == grainYear || p.grain == grainMonth:
		return p.add(-1, p.grain).edtf(), true
	}
	return first.AddDate(0, 0, -1).Format(time.DateOnly), true
}

// after is the first date of p's grain after p.
func after(p point, last time.Time) (string, bool) {
	switch {
	case p.mod != "":
		return "", false
	case p.grain == grainYear || p.grain == grainMonth:
		return p.add(1, p.grain).edtf(), true
	}
	return last.AddDate(0, 0, 1).Format(time.DateOnly), true
}

// modifies reports whether the expression that ends before lexeme k is a
// modifier of a noun ("after Thursday's meeting", "since the 2022 invasion").
func (c *scanner) modifies(k int) bool {
	if k >= len(c.lx) {
		return false
	}
	l := c.lx[k]
	if l.low == "'s" || l.low == "'" {
		return true
	}
	t := &c.s.Tokens[l.tok]
	switch t.UPOS {
	case "NOUN", "PROPN", "ADJ":
		if hasTree(c.s) {
			h := c.s.Tokens[c.lx[k-1].tok].Head
			return h >= l.tok && h < l.tok+4
		}
		return true
	}
	return false
}

// at is the lexeme i, or an empty one outside the sentence.
func (c *scanner) at(i int) lexeme {
	if i < 0 || i >= len(c.lx) {
		return lexeme{num: -1}
	}
	return c.lx[i]
}

func (c *scanner) is(i int, w string) bool { return i >= 0 && i < len(c.lx) && c.lx[i].low == w }

func (c *scanner) any(i int, ws ...string) bool {
	if i < 0 || i >= len(c.lx) {
		return false
	}
	for _, w := range ws {
		if c.lx[i].low == w {
			return true
		}
	}
	return false
}

func (c *scanner) upos(i int) string {
	if i < 0 || i >= len(c.lx) {
		return ""
	}
	return c.s.Tokens[c.lx[i].tok].UPOS
}

// tense is the tense that governs lexeme i.
func (c *scanner) tense(i int) tense { return tenseAt(c.s, c.lx[i].tok) }
