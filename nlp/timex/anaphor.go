package timex

import (
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// anaphor reads expressions that depend on a date of the text before: "the
// same day", "that month", "the previous week", "the following Friday",
// "the next day", "the day before", "the same period last year".
func (c *scanner) anaphor(i int) (result, bool) {
	j := i
	r := result{typ: text.TimeDate, anchor: -1, basis: basisNone}
	if c.is(i, "the") || c.is(i, "that") || c.is(i, "this") {
		j++
	}
	switch {
	case c.is(j, "same") && j > i:
		return c.same(i, j+1)
	case c.is(i, "that"):
		return c.that(i)
	case c.is(i, "the") && c.any(j, "previous", "preceding", "prior", "following", "next", "ensuing", "subsequent"),
		c.any(i, "following", "previous") && c.any(i-1, "each", "every"):
		return c.neighbour(i, j)
	case c.is(i, "the") && c.definiteUnit(i, c.skip(j, "entire", "whole", "full")):
		j = c.skip(j, "entire", "whole", "full")
		g := units[c.at(j).low]
		r.end, r.rule = j+1, "definite-unit"
		if a, ok := c.antecedent(g, i, false); ok {
			r.p, r.known, r.basis, r.anchor = c.found[a].point.widen(g), true, basisAnaphor, a
		} else if c.hasPub {
			r.p, r.known, r.basis = c.pub.widen(g), true, basisPublication
		}
		return r, true
	case c.is(i, "the") && units[c.at(j).low] >= grainCentury && units[c.at(j).low] <= grainDay && !plural(c.at(j).low):
		g := units[c.at(j).low]
		if !c.any(j+1, "before", "after", "earlier") || !c.clauseEnd(j+2) {
			return result{}, false
		}
		sign := -1
		if c.is(j+1, "after") {
			sign = 1
		}
		r.end, r.rule = j+2, "neighbour"
		c.bind(&r, g, i, func(p point) point { return p.add(sign, g) })
		return r, true
	}
	return result{}, false
}

// bind resolves r against its antecedent. Units from the month up fall back
// to the day of publication, which is what "from the previous year" means in
// a report; days and weeks do not.
func (c *scanner) bind(r *result, g grain, at int, f func(point) point) {
	if a, ok := c.antecedent(g, at, c.any(at, "the") && c.is(at+1, "same") || c.is(at, "that")); ok {
		r.p, r.known, r.basis, r.anchor = f(c.found[a].point), true, basisAnaphor, a
		return
	}
	if c.hasPub && g <= grainMonth && r.rule == "neighbour" {
		r.p, r.known, r.basis = f(c.pub), true, basisPublication
	}
}

// same reads what follows "the same".
func (c *scanner) same(i, j int) (result, bool) {
	r := result{typ: text.TimeDate, anchor: -1, basis: basisNone, rule: "same"}
	w := c.at(j)
	// "the same period last year", "the same month a year ago"
	if g, ok := units[w.low]; ok || c.any(j, "period", "time") {
		k := c.skip(j+1, "in", "of", "a")
		if c.is(k, "the") {
			k++
		}
		back, end := 0, 0
		switch {
		case c.any(k, "last", "previous") && c.is(k+1, "year"):
			back, end = 1, k+2
		case c.is(k, "year") && c.any(k+1, "ago", "earlier", "before"):
			back, end = 1, k+2
		case c.any(k, "one") && c.is(k+1, "year") && c.any(k+2, "ago", "earlier"):
			back, end = 1, k+3
		}
		if back == 0 {
			if y, ok := c.year(k); ok && k > j+1 {
				r.end = k + 1
				if a, ok := c.antecedent(grainNone, i, false); ok {
					p := c.found[a].point
					r.p, r.known, r.basis, r.anchor = p.shiftYears(y-p.year), true, basisAnaphor, a
				}
				return r, true
			}
		}
		if back > 0 {
			r.end = end
			if a, ok := c.antecedent(g, i, false); ok && c.si-c.found[a].sentence <= 2 {
				r.p, r.known, r.basis, r.anchor = c.found[a].point.shiftYears(-back), true, basisAnaphor, a
			} else if c.hasPub {
				r.p, r.known, r.basis = c.pub.add(-back, grainYear), true, basisPublication
				if g != grainNone && g <= grainMonth {
					r.p = c.pub.shiftYears(-back).widen(g)
				}
			}
			return r, true
		}
	}
	return c.unitOf(i, j, "same")
}

// that reads "that day", "that same evening", "that Friday", "that year".
func (c *scanner) that(i int) (result, bool) {
	return c.unitOf(i, c.skip(i+1, "same"), "that")
}

// unitOf reads the unit at j and takes it from the antecedent.
func (c *scanner) unitOf(i, j int, rule string) (result, bool) {
	r := result{typ: text.TimeDate, anchor: -1, basis: basisNone, rule: rule, end: j + 1}
	w := c.at(j)
	if c.at(j+1).low == "'s" || rule == "that" && c.upos(i) == "SCONJ" || c.is(j+1, "-") {
		if c.at(j+1).low != "'s" {
			return result{}, false
		}
	}
	if p, ok := dayParts[w.low]; ok && !plural(w.low) {
		r.typ = text.TimeTime
		c.bind(&r, grainDay, i, func(q point) point { q = q.add(0, grainDay); q.part = p; return q })
		return r, true
	}
	g, ok := units[w.low]
	if ok && !plural(w.low) && g >= grainCentury && g <= grainDay && w.low != "season" {
		c.bind(&r, g, i, func(q point) point { return q.widen(g) })
		if g == grainDay {
			if p, n := c.trailingPart(j + 1); n > 0 {
				r.p.part, r.end, r.typ = p, j+1+n, text.TimeTime
			}
		}
		return r, true
	}
	if wd, ok := weekdays[w.low]; ok && w.upper {
		c.bind(&r, grainDay, i, func(q point) point {
			t := q.time()
			return dayPoint(t.AddDate(0, 0, -((int(t.Weekday()) - int(wd) + 7) % 7)))
		})
		return r, true
	}
	if m, ok := months[w.low]; ok && w.upper {
		c.bind(&r, grainYear, i, func(q point) point { return point{grain: grainMonth, year: q.year, month: m} })
		return r, true
	}
	if n, ok := seasons[w.low]; ok {
		c.bind(&r, grainYear, i, func(q point) point { return point{grain: grainSeason, year: q.year, n: n} })
		return r, true
	}
	return result{}, false
}

// neighbour reads "the previous day", "the following Friday", "the next
// month", and "the previous two weeks" as a duration.
func (c *scanner) neighbour(i, j int) (result, bool) {
	sign := 1
	if c.any(j, "previous", "preceding", "prior") {
		sign = -1
	}
	r := result{typ: text.TimeDate, anchor: -1, basis: basisNone, rule: "neighbour"}
	u := j + 1
	w := c.at(u)
	if tenths, n := c.number(u); n > 0 {
		if g, ok := units[c.at(u+n).low]; ok && tenths%10 == 0 {
			r.end, r.typ, r.timex, r.fixed = u+n+1, text.TimeDuration, period(tenths, g), true
			if a, ok := c.antecedent(grainNone, i, false); ok && g <= grainDay {
				r.basis, r.anchor = basisAnaphor, a
				r.edtf = stretch(c.found[a].point, sign*tenths/10, g)
			} else if c.is(j, "next") && c.hasPub && g <= grainDay {
				r.basis = basisPublication
				r.edtf = stretch(c.pub, tenths/10, g)
			}
			return r, true
		}
		return result{}, false
	}
	if p, ok := dayParts[w.low]; ok && !plural(w.low) {
		r.end, r.typ = u+1, text.TimeTime
		c.bind(&r, grainDay, i, func(q point) point { q = q.add(sign, grainDay); q.part = p; return q })
		return r, true
	}
	if g, ok := units[w.low]; ok && !plural(w.low) && g >= grainCentury && g <= grainDay && w.low != "season" {
		r.end = u + 1
		if p, n := c.trailingPart(u + 1); g == grainDay && n > 0 {
			r.end, r.typ = u+1+n, text.TimeTime
			c.bind(&r, g, i, func(q point) point { q = q.add(sign, g); q.part = p; return q })
			return r, true
		}
		c.bind(&r, g, i, func(q point) point { return q.add(sign, g) })
		return r, true
	}
	if wd, ok := weekdays[w.low]; ok && w.upper {
		r.end = u + 1
		c.bind(&r, grainDay, i, func(q point) point {
			t := q.time()
			d := (int(wd) - int(t.Weekday()) + 7) % 7
			if sign > 0 && d == 0 {
				d = 7
			}
			if sign < 0 {
				d -= 7
			}
			return dayPoint(t.AddDate(0, 0, d))
		})
		return r, true
	}
	if m, ok := months[w.low]; ok && w.upper {
		r.end = u + 1
		c.bind(&r, grainMonth, i, func(q point) point {
			y := q.year
			if sign > 0 && m <= q.month {
				y++
			}
			if sign < 0 && m >= q.month && q.month > 0 {
				y--
			}
			return point{grain: grainMonth, year: y, month: m}
		})
		return r, true
	}
	return result{}, false
}

// stretch is the interval of n units from p on (n > 0) or up to p (n < 0).
func stretch(p point, n int, g grain) string {
	first, last := p.bounds()
	end := dayPoint(last)
	if n < 0 {
		end = dayPoint(first)
	}
	other := end.shift(n, g)
	if other.IsZero() {
		return ""
	}
	if n < 0 {
		return day(other) + "/" + day(end.time())
	}
	return day(end.time()) + "/" + day(other)
}

// antecedent is the expression that an anaphor of grain g at lexeme at
// stands for. Only a dated expression that is no wider than g can be meant.
// The story's line of time counts: dates in the past perfect and dates of
// speech ("said on Friday") step out of it (Reichenbach 1947; Kamp and Rohrer
// 1983), so they are taken only if nothing else is there. With event true
// (the same day) a date whose verb the clause repeats is preferred: "met
// with Putin on Thursday … on the same day, Putin also met".
// It looks back at most 60 expressions.
func (c *scanner) antecedent(g grain, at int, event bool) (int, bool) {
	best, score := -1, -1<<30
	tok := 0
	if at < len(c.lx) {
		tok = c.lx[at].tok
	}
	verb := governor(c.s, tok)
	for k, n := len(c.found)-1, 0; k >= 0 && n < 60; k, n = k-1, n+1 {
		f := &c.found[k]
		if !f.dated || f.dateline || g != grainNone && f.grain < g || c.doc.Sentences[f.sentence].Heading && f.grain < grainDay {
			continue
		}
		v := -2 * (c.si - f.sentence)
		v -= n
		if f.sentence == c.si {
			v += 12
		}
		if event {
			if f.pluperfect {
				v -= 20
			}
			if f.said {
				v -= 8
			}
			if verb >= 0 {
				v += c.shared(verb, f)
			}
		}
		if v > score {
			best, score = k, v
		}
	}
	return best, best >= 0
}

// shared weighs what the clause of verb has in common with the clause of f:
// the verb and names that take part.
func (c *scanner) shared(verb int, f *found) int {
	s := &c.doc.Sentences[f.sentence]
	v := governor(s, f.head)
	if v < 0 {
		return 0
	}
	w := 0
	if strings.EqualFold(s.Tokens[v].Lemma, c.s.Tokens[verb].Lemma) && f.sentence != c.si {
		w += 12
	}
	for i := range s.Tokens {
		if s.Tokens[i].UPOS != "PROPN" || s.Tokens[i].Head < 0 {
			continue
		}
		for k := range c.s.Tokens {
			if c.s.Tokens[k].UPOS == "PROPN" && c.s.Tokens[k].Norm == s.Tokens[i].Norm && c.s.Tokens[k].Head == verb && s.Tokens[i].Head == v {
				w += 3
			}
		}
	}
	return w
}

// definiteUnit reads "for the year", "in the quarter", "during the month":
// a unit that the text has named or that of the publication.
func (c *scanner) definiteUnit(i, j int) bool {
	g := units[c.at(j).low]
	if plural(c.at(j).low) || g != grainYear && g != grainQuarter && g != grainMonth || g == grainQuarter && c.is(j+1, "-") {
		return false
	}
	if !c.any(i-1, "in", "for", "during") {
		return false
	}
	return c.clauseEnd(j+1) || c.any(j+1, "from", "to", "compared", "with", "was", "were", "is", "as", "by", "that")
}
