package timex

import (
	"time"

	"github.com/dramatis-kg/dramatis/text"
)

// Forms of dates beside those of calendars: "Thursday week", "a week on
// Friday", "the first week of October", "the last day of May", "the 20th
// inst."

// form reads one of them at i.
func (c *scanner) form(i int) (result, bool) {
	if r, ok := c.weekAway(i); ok {
		return r, true
	}
	if r, ok := c.stretch(i); ok {
		return r, true
	}
	return c.instant(i)
}

// weekAway reads "Thursday week" and "two weeks on Friday", which count from
// the next such day.
func (c *scanner) weekAway(i int) (result, bool) {
	weeks, j := 0, i
	if w, ok := weekdays[c.at(i).low]; ok && c.at(i).upper && c.is(i+1, "week") && !c.at(i+1).upper && c.upos(i+2) != "NOUN" {
		return c.fromNext(w, 1, i+2), true
	}
	switch tenths, n := c.number(i); {
	case c.any(i, "a"):
		weeks, j = 1, i+1
	case n > 0 && tenths%10 == 0:
		weeks, j = tenths/10, i+n
	}
	if weeks == 0 || weeks > 8 || !c.any(j, "week", "weeks") || !c.any(j+1, "on", "from") || c.tense(i) == tensePast {
		return result{}, false
	}
	if w, ok := weekdays[c.at(j+2).low]; ok && c.at(j+2).upper {
		return c.fromNext(w, weeks, j+3), true
	}
	return result{}, false
}

func (c *scanner) fromNext(w time.Weekday, weeks, end int) result {
	r := result{end: end, typ: text.TimeDate, rule: "week-away", anchor: -1, basis: basisNone}
	if c.hasPub {
		r.p = c.nearWeekday(w, tenseFuture, point{}).add(7*weeks, grainDay)
		r.known, r.basis = true, basisPublication
	}
	return r
}

// stretch reads a day or week, or some days, of a month: "the last day of
// May", "the first week of October 2024".
func (c *scanner) stretch(i int) (result, bool) {
	j := c.skip(i, "the")
	nth, n := c.ordinal(j)
	last := c.any(j, "last", "final")
	if last {
		nth, n = 1, 1
	}
	if n == 0 || c.any(j, "second") && c.at(j-1).digits {
		return result{}, false
	}
	j += n
	count := 1
	if tenths, m := c.number(j); m > 0 && nth == 1 && tenths%10 == 0 {
		count, j = tenths/10, j+m
	}
	g := units[c.at(j).low]
	if g != grainDay && g != grainWeek || !c.is(j+1, "of") || count > 31 || nth > 31 {
		return result{}, false
	}
	k, ok := c.monthDay(j + 2)
	if !ok || k.p.grain != grainMonth {
		return result{}, false
	}
	r := result{end: k.end, typ: text.TimeDate, rule: "stretch", anchor: -1, basis: basisNone}
	p, basis, known := c.resolve(k, i)
	if !known {
		return r, true
	}
	length := count
	if g == grainWeek {
		length *= 7
	}
	month, end := p.bounds()
	from := month.AddDate(0, 0, (nth-1)*length)
	if last {
		from = end.AddDate(0, 0, 1-length)
	}
	to := from.AddDate(0, 0, length-1)
	if g == grainDay && count == 1 && nth > 1 || to.After(end) {
		to = minTime(to, end)
	}
	if from.Before(month) || from.After(end) {
		return result{}, false
	}
	r.p, r.known, r.basis = dayPoint(to), true, basis
	if from.Equal(to) {
		return r, true
	}
	r.fixed = true
	r.edtf = day(from) + "/" + day(to)
	r.timex = r.edtf
	return r, true
}

func minTime(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

// instant reads the letters' "the 20th inst.", "28th ult.", "3rd prox.": of
// this month, the last and the next.
func (c *scanner) instant(i int) (result, bool) {
	j := c.skip(i, "the")
	d, n := c.ordinal(j)
	if n != 2 || d > 31 {
		return result{}, false
	}
	shift, ok := map[string]int{"inst": 0, "instant": 0, "ult": -1, "ultimo": -1, "prox": 1, "proximo": 1}[c.at(j+n).low]
	if !ok {
		return result{}, false
	}
	r := result{end: j + n + 1, typ: text.TimeDate, rule: "day-of-month", anchor: -1, basis: basisNone}
	if !c.hasPub {
		return r, true
	}
	m := c.pub.add(shift, grainMonth)
	if !validDay(m.year, m.month, d) {
		return result{}, false
	}
	r.p, r.known, r.basis = point{grain: grainDay, year: m.year, month: m.month, day: d}, true, basisPublication
	return r, true
}
