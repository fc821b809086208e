package timex

import (
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// ranges reads spans with two ends: "from 3 to 5 March", "between 2007 and
// 2009", "March 3–5", "2007-08", "Monday to Wednesday".
func (c *scanner) ranges(i int) (result, bool) {
	a, endA, ok := c.rangeEnd(i)
	if !ok || c.is(i, "the") && a.p.grain <= grainYear {
		return result{}, false
	}
	j := endA
	switch {
	case c.is(i-1, "between") && c.is(j, "and"):
	case c.is(i-1, "from") && (c.any(j, "to", "until", "till", "through") || c.is(j, "-")):
	case c.is(j, "-") || c.any(j, "to", "through"):
		// Two bare years need a dash or a preposition before them.
		if a.p.grain == grainYear && !c.is(j, "-") && !c.any(i-1, "from", "in", "during") {
			return result{}, false
		}
	default:
		return result{}, false
	}
	b, endB, ok := c.rangeEnd(j + 1)
	if !ok {
		if y, end, ok2 := c.shortYear(a, j); ok2 {
			return c.span(i, end, point{grain: grainYear, year: a.p.year}, point{grain: grainYear, year: y}, basisExplicit, true), true
		}
		return result{}, false
	}
	bareA, bareB := a.rule == "bare-day", b.rule == "bare-day"
	switch {
	case bareA && bareB:
		return result{}, false
	case bareB && a.p.grain != grainDay, bareA && b.p.grain != grainDay:
		if y, end, ok2 := c.shortYear(a, j); ok2 {
			return c.span(i, end, point{grain: grainYear, year: a.p.year}, point{grain: grainYear, year: y}, basisExplicit, true), true
		}
		return result{}, false
	case bareA:
		if a.p.day >= b.p.day {
			return result{}, false
		}
		day := a.p.day
		a = b
		a.p.day = day
	case bareB:
		day := b.p.day
		if day <= a.p.day {
			return result{}, false
		}
		b = a
		b.p.day = day
		if y, end, deictic, ok := c.yearTail(endB); ok {
			a.p.year, b.p.year, a.known, b.known, a.needYear, b.needYear = y, y, true, true, false, false
			a.deictic, b.deictic = deictic, deictic
			endB = end
		}
	case a.p.grain != b.p.grain && !(a.p.grain == grainMonth && b.known && b.p.grain == grainDay):
		return result{}, false
	}
	if a.needYear && b.known && a.feast == nil {
		a.p.year, a.known, a.deictic = b.p.year, true, b.deictic
		if a.p.time().After(b.p.time()) {
			a.p.year--
		}
	}
	switch {
	case a.needWeek && b.needWeek:
		if c.is(i-1, "every") || !c.is(i-1, "from") && !c.any(j, "to", "through", "-") {
			return result{}, false
		}
	case a.needWeek != b.needWeek:
		return result{}, false
	}
	pb, basis, known := c.resolve(b, i)
	pa, basisA, knownA := c.resolve(a, i)
	if basisA != basisExplicit {
		basis = basisA
	}
	if !known || !knownA {
		return result{end: endB, typ: text.TimeDate, anchor: -1, basis: basisNone, rule: "span"}, true
	}
	if a.needWeek && pb.time().Before(pa.time()) {
		pb = pb.add(7, grainDay)
	}
	if a.needYear && !a.known {
		for pb.time().Before(pa.time()) && pa.year > 1 {
			if c.tense(i) == tenseFuture {
				pb.year++
			} else {
				pa.year--
			}
		}
		for pb.year-pa.year > 1 {
			pa.year++
		}
	}
	_, lastB := pb.bounds()
	if firstA, _ := pa.bounds(); firstA.After(lastB) {
		return result{}, false
	}
	return c.span(i, endB, pa, pb, basis, true), true
}

// rangeEnd reads one end of a span: a date, or a day's number alone.
func (c *scanner) rangeEnd(i int) (core, int, bool) {
	k := c.skip(i, "the", "early", "late", "mid")
	if cal, ok := c.calendar(k); ok {
		return cal, cal.end, true
	}
	if d, n := c.dayNumber(k); n > 0 {
		return core{p: point{grain: grainDay, day: d}, rule: "bare-day", needYear: true}, k + n, true
	}
	if y, ok := c.year(k); ok && !c.countsNoun(k) && y >= 1500 && y <= 2100 {
		return core{p: point{grain: grainYear, year: y}, known: true, rule: "year", end: k + 1}, k + 1, true
	}
	return core{}, 0, false
}

// shortYear reads the "08" of "2007-08".
func (c *scanner) shortYear(a core, j int) (int, int, bool) {
	l := c.at(j + 1)
	if a.p.grain != grainYear || !a.known || !c.is(j, "-") || !c.at(j).glued || !l.glued || !l.digits || len(l.low) != 2 {
		return 0, 0, false
	}
	y := a.p.year - a.p.year%100 + l.num
	if y < a.p.year {
		y += 100
	}
	return y, j + 2, y-a.p.year <= 30 && (y-a.p.year == 1 || l.num > 12)
}

// span is the result of a span from a to b.
func (c *scanner) span(i, end int, a, b point, basis string, known bool) result {
	return result{
		end: end, typ: text.TimeDate, p: b, known: known, basis: basis, anchor: -1, rule: "span", fixed: true,
		edtf: opening(a.edtf()) + "/" + closing(b.edtf()), timex: a.timex() + "/" + b.timex(),
	}
}

// edge reads a month given in numbers, "2009-03".
func (c *scanner) edge(i int) (result, bool) {
	y, ok := c.year(i)
	m := c.at(i + 2)
	if !ok || !c.is(i+1, "-") || !c.at(i+1).glued || !m.glued || !m.digits || len(m.low) != 2 || m.num < 1 || m.num > 12 || c.is(i+3, "-") && c.at(i+3).glued {
		return result{}, false
	}
	if n := c.at(i + 1); n.end-n.start > 1 {
		return result{}, false // an en dash makes a span of years
	}
	return result{end: i + 3, typ: text.TimeDate, known: true, p: point{grain: grainMonth, year: y}.withMonth(m.num), basis: basisExplicit, anchor: -1, rule: "numeric-month"}, true
}

// opening and closing are the ends of a value that may itself be an interval.
func opening(v string) string { v, _, _ = strings.Cut(v, "/"); return v }

func closing(v string) string { return v[strings.LastIndexByte(v, '/')+1:] }
