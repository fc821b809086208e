package timex

import (
	"time"

	"github.com/dramatis-kg/dramatis/text"
)

// deicticCore reads a date that is counted from the day of publication:
// today, last month, next Friday. Without that day it is read but unresolved.
func (c *scanner) deicticCore(i int) (core, bool) {
	k := core{deictic: true, known: c.hasPub, rule: "deictic"}
	day := func(n, used int) (core, bool) {
		k.p, k.end = c.pub.add(n, grainDay), i+used
		return k, true
	}
	switch c.at(i).low {
	case "today":
		if c.at(i).upper && (c.is(i-1, "usa") || c.any(i+1, "show", "programme", "program") && i > 0) {
			return core{}, false
		}
		return day(0, 1)
	case "yesterday":
		return day(-1, 1)
	case "tomorrow":
		return day(1, 1)
	case "tonight":
		day(0, 1)
		k.p.part = "NI"
		return k, true
	case "the":
		if c.is(i+1, "day") && c.is(i+2, "before") && c.is(i+3, "yesterday") {
			return day(-2, 4)
		}
		if c.is(i+1, "day") && c.is(i+2, "after") && c.is(i+3, "tomorrow") {
			return day(2, 4)
		}
		if c.any(i+1, "current", "coming", "next", "last") {
			if q, ok := c.deicticCore(i + 1); ok && q.end > i+2 && q.rule == "deictic-unit" {
				return q, true
			}
		}
		return core{}, false
	}
	dir, used := 0, 1
	switch c.at(i).low {
	case "this":
		if c.any(i+1, "past", "coming", "current") {
			used = 2
			dir = map[string]int{"past": -1, "coming": 1, "current": 0}[c.at(i+1).low]
		}
	case "last":
		dir = -1
		if c.is(i-1, "the") && units[c.at(i+1).low] > 0 && units[c.at(i+1).low] != grainQuarter && c.any(i-2, "over", "in", "during", "for", "within", "of") {
			return core{}, false // "in the last year" is a length
		}
	case "next", "coming":
		dir = 1
	case "current":
	default:
		return core{}, false
	}
	j := i + used
	if c.any(j, "calendar", "financial", "fiscal") {
		j++
	}
	w := c.at(j)
	k.rule, k.end = "deictic-unit", j+1
	if p, ok := dayParts[w.low]; ok && used == 1 {
		switch {
		case c.is(i, "this"):
			k.p = c.pub
		case c.is(i, "last") && (p == "NI" || p == "EV"):
			k.p = c.pub.add(-1, grainDay)
		default:
			return core{}, false
		}
		k.p.part = p
		return k, true
	}
	if g, ok := units[w.low]; ok && !plural(w.low) && w.low != "second" && g <= grainWeekend && g >= grainCentury && g != grainFortnight {
		if g == grainSeason && !c.is(i, "this") {
			return core{}, false // a season of sport
		}
		if g == grainWeekend {
			k.p = c.weekend(dir, c.tense(i))
			return k, true
		}
		k.p = c.pub.add(dir, g)
		return k, true
	}
	if wd, ok := weekdays[w.low]; ok && w.upper {
		k.rule = "deictic-weekday"
		like := point{grain: grainDay}
		switch {
		case dir < 0:
			k.p = c.nearWeekday(wd, tensePast, like)
			if k.p.time().Equal(c.pub.time()) {
				k.p = c.pub.add(-7, grainDay)
			}
		case dir > 0:
			k.p = c.nearWeekday(wd, tenseFuture, like)
			if days(c.pub, k.p) < 2 { // nobody calls tomorrow "next Thursday"
				k.p = k.p.add(7, grainDay)
			}
		default:
			tn := c.tense(i)
			if tn == tenseUnknown || tn == tensePresent {
				tn = tenseFuture
			}
			k.p = c.nearWeekday(wd, tn, like)
		}
		return k, true
	}
	if m, ok := months[w.low]; ok && w.upper {
		k.rule = "deictic-month"
		k.p = point{grain: grainMonth, month: m}
		end := j + 1
		if d, n := c.dayNumber(j + 1); n > 0 && validDay(2000, m, d) {
			k.p.grain, k.p.day, end = grainDay, d, j+1+n
		}
		k.end = end
		k.p = c.around(func(y int) point { q := k.p; q.year = y; return q }, dir)
		return k, true
	}
	if n, ok := seasons[w.low]; ok {
		k.rule = "deictic-season"
		if dir == 0 {
			tn := c.tense(i)
			k.p = c.nearYear(func(y int) (point, bool) { return point{grain: grainSeason, year: y, n: n}, true }, tn)
			return k, true
		}
		k.p = c.around(func(y int) point { return point{grain: grainSeason, year: y, n: n} }, dir)
		return k, true
	}
	if feast, n := c.holiday(j); n > 0 {
		k.rule, k.end = "deictic-holiday", j+n
		k.p = c.around(func(y int) point { return dayPoint(feast(y)) }, dir)
		return k, true
	}
	return core{}, false
}

// days counts the days from one day to another.
func days(from, to point) int { return int(to.time().Sub(from.time()).Hours() / 24) }

// around picks, of a date that recurs yearly, the one wholly before
// publication (dir < 0), wholly after it (dir > 0), or that of the year of
// publication.
func (c *scanner) around(in func(int) point, dir int) point {
	pub := c.pub.time()
	y := c.pub.year
	switch {
	case dir < 0:
		for k := y; k > y-3; k-- {
			if _, last := in(k).bounds(); last.Before(pub) {
				return in(k)
			}
		}
	case dir > 0:
		for k := y - 1; k < y+3; k++ {
			if first, _ := in(k).bounds(); first.After(pub) {
				return in(k)
			}
		}
	}
	return in(y)
}

// weekend is the weekend before, around or after publication.
func (c *scanner) weekend(dir int, tn tense) point {
	p := c.pub.add(0, grainWeekend)
	saturday, pub := p.time(), c.pub.time()
	if dir < 0 || dir == 0 && tn == tensePast {
		if saturday.After(pub) || dir < 0 {
			p = p.add(-1, grainWeekend)
		}
		return p
	}
	if dir > 0 && !saturday.After(pub) {
		p = p.add(1, grainWeekend)
	}
	return p
}

// deictic is deicticCore as an expression of its own.
func (c *scanner) deictic(i int) (result, bool) {
	if c.is(i, "overnight") && c.upos(i) != "ADJ" && !c.is(i-1, "an") && !c.is(i-1, "the") {
		r := result{end: i + 1, typ: text.TimeTime, rule: "overnight", anchor: -1, basis: basisNone, fixed: true}
		if c.hasPub {
			r.p, r.known, r.basis = c.pub, true, basisPublication
			r.p.part = "NI"
			r.edtf = c.pub.add(-1, grainDay).edtf() + "/" + c.pub.edtf()
		}
		return r, true
	}
	if c.is(i, "weekend") && c.any(i-1, "the") && c.any(i-2, "over", "at", "during") {
		r := result{end: i + 1, typ: text.TimeDate, rule: "weekend", anchor: -1, basis: basisNone}
		if c.hasPub {
			tn := c.tense(i)
			if tn != tenseFuture {
				tn = tensePast
			}
			r.p, r.known, r.basis = c.weekend(0, tn), true, basisPublication
		}
		return r, true
	}
	for _, w := range []string{"earlier", "later"} {
		if c.is(i, w) {
			return c.partOf(i, w)
		}
	}
	k, ok := c.deicticCore(i)
	if !ok {
		return result{}, false
	}
	r := result{end: k.end, typ: text.TimeDate, p: k.p, known: k.known, rule: k.rule, basis: basisNone, anchor: -1}
	if k.known {
		r.basis = basisPublication
	}
	if k.p.grain == grainDay || !k.known {
		if p, n := c.trailingPart(k.end); n > 0 && k.p.part == "" {
			r.p.part, r.end = p, k.end+n
		}
		if cl, end, ok := c.trailingClock(r.end); ok && (k.p.grain == grainDay) {
			r.p.clock, r.end = cl, end
		}
	}
	if r.p.part != "" || r.p.clock != "" {
		r.typ = text.TimeTime
	}
	if !k.known {
		r.p, r.timex = point{}, ""
	}
	return r, true
}

// partOf reads "earlier this month", "later in the year", "later on Friday".
// The bound towards the day of publication is part of the value.
func (c *scanner) partOf(i int, w string) (result, bool) {
	j := c.skip(i+1, "on")
	var p point
	end, basis, anchor, known := 0, basisPublication, -1, c.hasPub
	switch {
	case c.any(j, "in") && c.any(j+1, "the", "that", "this") && units[c.at(j+2).low] >= grainDecade && units[c.at(j+2).low] <= grainDay && !plural(c.at(j+2).low):
		g := units[c.at(j+2).low]
		end = j + 3
		if f, ok := c.antecedent(g, i, false); ok && (g == grainDay || c.is(j+1, "that") || c.si == c.found[f].sentence) {
			p, basis, anchor, known = c.found[f].point.widen(g), basisAnaphor, f, true
		} else if g == grainDay {
			known = false
		} else if c.hasPub {
			p = c.pub.add(0, g)
		}
	case c.any(j, "that") && (c.is(j+1, "day") || c.is(j+1, "week") || c.is(j+1, "month") || c.is(j+1, "year")):
		g := units[c.at(j+1).low]
		end = j + 2
		known = false
		if f, ok := c.antecedent(g, i, false); ok {
			p, basis, anchor, known = c.found[f].point.widen(g), basisAnaphor, f, true
		}
	default:
		k, ok := c.deicticCore(j)
		if !ok {
			if k, ok = c.calendar(j); !ok || k.p.grain == grainNone || j == i+1 && k.p.grain == grainYear || k.open {
				return result{}, false
			}
			r := result{end: k.end, typ: text.TimeDate, rule: "part-of-" + k.rule, anchor: -1}
			r.p, r.basis, r.known = c.resolve(k, i)
			if pt, n := c.trailingPart(k.end); n > 0 && k.p.grain == grainDay {
				r.p.part, r.end, r.typ = pt, k.end+n, text.TimeTime
			}
			return r, true
		}
		p, end = k.p, k.end
	}
	r := result{end: end, typ: text.TimeDate, p: p, known: known, basis: basis, anchor: anchor, rule: w + "-part", fixed: true}
	if !known {
		r.basis = basisNone
		r.p = point{}
		return r, true
	}
	if p.part != "" {
		r.typ = text.TimeTime
	}
	if basis == basisPublication && p.grain < grainDay {
		first, last := p.bounds()
		pub := c.pub.time()
		switch {
		case w == "earlier" && !first.After(pub) && !last.Before(pub):
			r.edtf = day(first) + "/" + day(pub)
		case w == "later" && !first.After(pub) && !last.Before(pub):
			r.edtf = day(pub) + "/" + day(last)
		}
	}
	return r, true
}

func day(t time.Time) string { return t.Format(time.DateOnly) }

// shifted reads "two weeks ago", "three days later", "in two months", "two
// days before Christmas".
func (c *scanner) shifted(i int) (result, bool) {
	j := c.approx(i)
	tenths, n := c.number(j)
	open := false
	switch {
	case n > 0:
	case c.any(j, "a", "an"):
		n, tenths = 1, 10
		if c.is(j+1, "few") {
			n, open = 2, true
		}
	case vague[c.at(j).low]:
		n, open = 1, true
	case plural(c.at(j).low) && units[c.at(j).low] > 0:
		open = true
	default:
		return result{}, false
	}
	u := j + n
	g, ok := units[c.at(u).low]
	if !ok || g == grainNight {
		return result{}, false
	}
	e := u + 1
	sign := 0
	fromPub := false
	switch {
	case c.is(e, "ago"):
		sign, fromPub = -1, true
	case c.is(e, "from") && c.any(e+1, "now", "today"):
		sign, fromPub = 1, true
		e++
	case c.is(e, "hence"):
		sign, fromPub = 1, true
	case c.any(e, "later", "afterwards", "afterward"):
		sign = 1
	case c.any(e, "earlier", "previously"):
		sign = -1
	case c.is(e, "before") || c.is(e, "after") || c.is(e, "prior"):
		sign = 1
		if !c.is(e, "after") {
			sign = -1
		}
		k, found := c.calendar(c.skip(e+1, "to", "the"))
		if !found {
			k, found = c.deicticCore(e + 1)
		}
		if found && (k.p.grain >= grainDay || k.p.grain <= grainMonth) && !open && tenths%10 == 0 && !c.modifies(k.end) {
			r := result{end: k.end, typ: text.TimeDate, rule: "shift-from-date", anchor: -1}
			r.p, r.basis, r.known = c.resolve(k, i)
			if r.known {
				r.p = r.p.add(sign*tenths/10, g)
			}
			return r, true
		}
		if c.is(e, "after") || c.is(e, "prior") || !c.clauseEnd(e+1) {
			return result{}, false // "two days after the vote": a duration
		}
	default:
		return c.inFuture(i, j, tenths, open, g, e)
	}
	r := result{end: e + 1, typ: text.TimeDate, anchor: -1, basis: basisNone, rule: "shift"}
	if g >= grainHour {
		r.typ = text.TimeTime
	}
	var from point
	switch {
	case fromPub:
		r.rule = "shift-from-publication"
		from, r.known = c.pub, c.hasPub
		if r.known {
			r.basis = basisPublication
		}
	default:
		r.rule = "shift-from-antecedent"
		if f, ok := c.antecedent(g, i, false); ok {
			from, r.known, r.basis, r.anchor = c.found[f].point, true, basisAnaphor, f
		} else if c.hasPub && sign < 0 && g <= grainMonth {
			from, r.known, r.basis = c.pub, true, basisPublication // "up from a year earlier"
		}
	}
	if open {
		r.timex = map[int]string{-1: "PAST_REF", 1: "FUTURE_REF"}[sign]
		if r.known {
			a, b := from.bounds()
			r.edtf = "../" + day(b)
			if sign > 0 {
				r.edtf = day(a) + "/.."
			}
			r.fixed = true
		}
		return r, true
	}
	if !r.known {
		return r, true
	}
	r.p = c.move(from, sign*tenths, g)
	if r.p.grain >= grainHour {
		r.p = from.add(0, grainDay)
		r.fixed = true
		other := from.add(sign*max(1, (tenths/10+23)/24), grainDay)
		if g > grainHour {
			other = from.add(sign, grainDay)
		}
		a, b := day(other.time()), day(r.p.time())
		if sign > 0 {
			a, b = b, a
		}
		r.edtf = a + "/" + b
		r.timex = map[int]string{-1: "PAST_REF", 1: "FUTURE_REF"}[sign]
	}
	if fromPub && sign < 0 && r.p.grain < grainHour {
		a, b := r.p.bounds()
		switch {
		case c.any(i, "less", "fewer") && c.is(i+1, "than"), c.is(i, "barely"), c.is(i, "just") && c.is(i+1, "under"):
			r.edtf = day(a) + "/" + day(from.time())
		case c.is(i, "more") && c.is(i+1, "than"), c.is(i, "over"), c.is(i, "just") && c.is(i+1, "over"), c.is(i, "at") && c.is(i+1, "least"):
			r.edtf = "../" + day(b)
		}
	}
	return r, true
}

// move shifts from by tenths of g; halves of years count in months.
func (c *scanner) move(from point, tenths int, g grain) point {
	switch {
	case g >= grainHour:
		return point{grain: g}
	case tenths%10 == 0:
		return from.add(tenths/10, g)
	case g == grainYear:
		return from.add(tenths*12/10, grainMonth)
	case g == grainDecade:
		return from.add(tenths, grainYear)
	case g == grainMonth:
		return from.add(tenths*30/10, grainDay).widen(grainWeek)
	}
	return from.add(tenths/10, g)
}

// approx passes "about", "more than", "nearly", "just over" and the like.
func (c *scanner) approx(i int) int {
	switch {
	case c.any(i, "about", "nearly", "almost", "around", "roughly", "approximately", "exactly", "barely", "just", "over"):
		if c.is(i, "just") && c.any(i+1, "over", "under") {
			return i + 2
		}
		return i + 1
	case c.any(i, "more", "less", "fewer") && c.is(i+1, "than"):
		return i + 2
	case c.is(i, "at") && c.any(i+1, "least", "most"):
		return i + 2
	}
	return i
}

// clauseEnd reports whether nothing that "before" could govern follows.
func (c *scanner) clauseEnd(i int) bool {
	l := c.at(i)
	return l.low == "" || isSign(l.low) || c.any(i, "and", "but", "in", "at", "on", "when", "while")
}

// inFuture reads "in three days" and "within two weeks": from publication on
// if the verb says what will be, else a duration.
func (c *scanner) inFuture(i, j, tenths int, open bool, g grain, e int) (result, bool) {
	if c.is(i-1, "within") && i == j && !open && g < grainHour && tenths%10 == 0 && c.hasPub && c.tense(i) == tenseFuture && !c.any(e, "of", "old", "-", "'", "'s") {
		n, pub := tenths/10, c.pub.time()
		var last time.Time
		switch g {
		case grainYear:
			last = pub.AddDate(n, 0, 0)
		case grainMonth:
			last = pub.AddDate(0, n, 0)
		case grainWeek:
			last = pub.AddDate(0, 0, 7*n)
		case grainDay:
			last = pub.AddDate(0, 0, n)
		default:
			return result{}, false
		}
		return result{end: e, typ: text.TimeDuration, p: c.pub, known: true, basis: basisPublication, anchor: -1, rule: "within", fixed: true,
			edtf: day(pub) + "/" + day(last), timex: period(tenths, g)}, true
	}
	if !c.is(i-1, "in") && !c.is(i-2, "in") || i != j || open || c.any(e, "of", "old", "-", "'", "'s") || g >= grainHour || tenths%10 != 0 {
		return result{}, false
	}
	if c.tense(i) != tenseFuture || !c.hasPub || c.any(i-1, "the") {
		return result{}, false
	}
	return result{end: e, typ: text.TimeDate, p: c.pub.add(tenths/10, g), known: true, basis: basisPublication, anchor: -1, rule: "in-future", fixed: true}, true
}
