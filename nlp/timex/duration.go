package timex

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/dramatis-kg/dramatis/text"
)

// period is the TIMEX3 value of a length of tenths/10 units; a negative
// number stands for an open quantity.
func period(tenths int, g grain) string {
	unit, clock := "", false
	switch g {
	case grainMillennium:
		unit = "ML"
	case grainCentury:
		unit = "CE"
	case grainDecade:
		unit = "DE"
		if tenths > 0 && tenths%10 == 0 {
			return "P" + strconv.Itoa(tenths) + "Y"
		}
	case grainYear:
		unit = "Y"
	case grainQuarter:
		unit = "M"
		tenths *= 3
	case grainMonth:
		unit = "M"
	case grainFortnight:
		unit = "W"
		tenths *= 2
	case grainWeek:
		unit = "W"
	case grainWeekend:
		unit = "WE"
	case grainDay, grainNight:
		unit = "D"
	case grainHour:
		unit, clock = "H", true
	case grainMinute:
		unit, clock = "M", true
	case grainSecond:
		unit, clock = "S", true
	default:
		return ""
	}
	n := "X"
	switch {
	case tenths > 0 && tenths%10 == 0:
		n = strconv.Itoa(tenths / 10)
	case tenths > 0:
		n = strconv.Itoa(tenths/10) + "." + strconv.Itoa(tenths%10)
	}
	if clock {
		return "PT" + n + unit
	}
	return "P" + n + unit
}

// duration reads lengths: "30-day", "two and a half years", "several
// months", "the past decade", "the next six months", "decades".
func (c *scanner) duration(i int) (result, bool) {
	r := result{typ: text.TimeDuration, anchor: -1, basis: basisNone, rule: "duration", fixed: true}
	if q, ok := c.window(i); ok {
		return q, true
	}
	j := c.approx(i)
	if j > i && c.any(i, "around", "over", "just", "at") && !(c.any(i, "at", "just") && j == i+2) {
		j = i
	}
	tenths, n := c.number(j)
	switch {
	case n > 0:
		if c.at(j).digits && len(c.at(j).low) == 4 && c.at(j).num > 1900 && c.at(j).num < 2100 && !counted[c.at(j+n).low] {
			return result{}, false
		}
		// "seven- or eight-day"
	case c.is(j, "half") || c.is(j, "a") && c.is(j+1, "half"):
		k := c.skip(j, "a")
		k = c.skip(k+1, "-", "a", "an")
		if g, ok := units[c.at(k).low]; ok && !plural(c.at(k).low) && g != grainSeason && g != grainQuarter {
			r.end = k + 1
			r.timex = map[grain]string{grainYear: "P6M", grainHour: "PT30M", grainDecade: "P5Y", grainCentury: "P50Y", grainDay: "PT12H"}[g]
			if r.timex == "" {
				r.timex = period(5, g)
			}
			return r, true
		}
		return result{}, false
	case vague[c.at(j).low] && units[c.at(j+1).low] > 0 && plural(c.at(j+1).low):
		tenths, n = -1, 1
	case c.is(j, "a") && c.is(j+1, "few") && units[c.at(j+2).low] > 0:
		tenths, n = -1, 2
	case c.any(j, "a", "an") && c.singleUnit(i, j):
		tenths, n = 10, 1
	case c.any(j, "hundreds", "thousands", "dozens", "couple") && c.is(j+1, "of") && units[c.at(j+2).low] > 0:
		tenths, n = -1, 2
	case plural(c.at(j).low) && units[c.at(j).low] > 0 && c.bareUnits(j):
		tenths, n = -1, 0
	case units[c.at(j).low] > 0 && c.is(j+1, "-") && c.is(j+2, "long") && !plural(c.at(j).low):
		r.end, r.timex = j+3, period(10, units[c.at(j).low])
		return r, true
	default:
		return result{}, false
	}
	u := j + n
	hyphen := c.is(u, "-")
	if hyphen {
		u++
	}
	if c.any(u, "full", "whole", "consecutive", "straight", "long", "more", "additional", "successive", "calendar", "working", "business", "entire", "extra", "further") && units[c.at(u+1).low] > 0 {
		u++
	}
	w := c.at(u)
	g, ok := units[w.low]
	if !ok || w.upper && (n == 0 || c.at(j).upper && unicode.IsLetter(rune(c.at(j).low[0])) && c.at(u+1).upper) {
		return result{}, false
	}
	if tenths > 0 && tenths != 10 && tenths != 5 && !plural(w.low) && !hyphen && w.low != "millennia" {
		// "two week trip", "eleven year partnership": a modifier without its hyphen
		if !c.nounAfter(u + 1) {
			return result{}, false
		}
	}
	switch {
	case g == grainSecond && (w.low == "second" && !hyphen || tenths < 0 && n == 0):
		return result{}, false
	case g == grainSeason, g == grainQuarter && !(tenths > 0 && plural(w.low)):
		return result{}, false
	case g == grainNight && tenths < 0:
		return result{}, false
	case g == grainQuarter && c.any(u+1, "of"):
		return result{}, false
	}
	e := u + 1
	// ages are no durations of events
	if c.is(e, "-") && c.is(e+1, "old") || c.is(e, "old") || c.is(e, "of") && c.is(e+1, "age") || c.is(e, "-") && c.is(e+1, "olds") {
		return result{}, false
	}
	if c.is(e, "-") && c.is(e+1, "long") {
		e += 2
	} else if c.is(e, "long") && c.at(e).glued {
		e++
	}
	if c.is(e, "'") && !c.at(e).upper && c.at(e).glued && tenths != 10 && plural(w.low) {
		// "two weeks' notice": the apostrophe is not part of the span
		r.rule = "duration"
	}
	r.end, r.timex = e, period(tenths, g)
	if strings.HasPrefix(c.at(u-1).low, "working") || c.is(u-1, "business") {
		r.rule = "working-duration"
	}
	return r, r.timex != ""
}

// nounAfter reports whether a noun follows, so that "two week trip" is one.
func (c *scanner) nounAfter(i int) bool {
	switch c.upos(i) {
	case "NOUN", "PROPN", "ADJ":
		return true
	}
	return c.upos(i) == "" && isLetters(c.at(i).low) && !c.any(i, "and", "or", "of", "in", "to", "the", "a", "is", "was")
}

// singleUnit decides whether "a year" at j is a length: after a preposition
// or verb of lasting, not as a rate ("five million a year").
func (c *scanner) singleUnit(i, j int) bool {
	g := units[c.at(j+1).low]
	if g == grainNone || plural(c.at(j+1).low) || g == grainSecond || g == grainQuarter || g == grainSeason || g == grainNight || g == grainWeekend || g == grainMinute && !c.any(j-1, "for", "in", "within", "than") {
		return false
	}
	if c.any(j+2, "after", "before") && (g == grainDay || g == grainWeek || g == grainMonth || g == grainYear) {
		return true
	}
	if j > i && !c.is(i, "about") {
		return true
	}
	switch c.at(i - 1).low {
	case "for", "in", "within", "after", "over", "about", "nearly", "almost", "than", "least", "took", "take", "takes", "lasted", "last", "lasts", "spent", "spend", "under", "every":
		return true
	}
	return c.is(j+2, "-") && c.is(j+3, "long")
}

// bareUnits decides whether a plural unit without a number is a length.
func (c *scanner) bareUnits(j int) bool {
	if units[c.at(j).low] >= grainMinute && !c.any(j-1, "for", "within", "of", "after") || units[c.at(j).low] == grainNight || units[c.at(j).low] == grainWeekend {
		return false
	}
	switch c.at(j - 1).low {
	case "for", "in", "within", "over", "after", "of", "lasted", "took", "take", "spent", "just", "through", "following", "only", "as":
		return !(c.is(j-1, "in") && c.is(j+1, "of")) && !(c.is(j-1, "of") && c.any(j-2, "end", "one", "some", "most", "all"))
	}
	return c.any(j+1, "after", "before") || c.is(j+1, "-") && c.any(j+2, "long", "old") || c.is(j+1, "in") && c.is(j+2, "the") && c.is(j+3, "making")
}

// window reads lengths that touch the day of publication: "the past three
// months", "the next six months", "the coming weeks", "recent years".
func (c *scanner) window(i int) (result, bool) {
	j := c.skip(i, "the", "these", "this")
	sign := 0
	if c.is(j, "first") {
		if tenths, n := c.number(j + 1); n > 0 {
			return c.edgeMonths(i, j+1+n, tenths, units[c.at(j+1+n).low], 1)
		}
	}
	switch c.at(j).low {
	case "past", "last", "preceding", "previous":
		sign = -1
	case "next", "coming", "following":
		sign = 1
	case "recent":
		sign = -1
	default:
		return result{}, false
	}
	if c.any(j, "preceding", "previous", "following") {
		return result{}, false // anaphors
	}
	r := result{typ: text.TimeDuration, anchor: -1, basis: basisNone, rule: "window", fixed: true}
	tenths, n := c.number(j + 1)
	switch {
	case n > 0:
	case c.any(j+1, "few", "several", "couple", "many"):
		tenths, n = -1, 1
		if c.is(j+1, "couple") && c.is(j+2, "of") {
			n = 2
		}
	case units[c.at(j+1).low] > 0 && plural(c.at(j+1).low):
		tenths, n = -1, 0
	case units[c.at(j+1).low] > 0 && c.any(j, "past") && j > i:
		tenths, n = 10, 0 // "the past decade"
	case units[c.at(j+1).low] > 0 && j > i && c.is(j, "last"):
		tenths, n = 10, 0
	default:
		return result{}, false
	}
	u := j + 1 + n
	g, ok := units[c.at(u).low]
	if ok && tenths > 0 && c.is(u+1, "of") {
		if q, ok := c.edgeMonths(i, u, tenths, g, -1); ok {
			return q, true
		}
	}
	if !ok || g == grainSeason || g == grainSecond {
		return result{}, false
	}
	r.end, r.timex = u+1, period(tenths, g)
	if c.is(j, "recent") || c.is(j, "coming") && tenths < 0 {
		r.typ = text.TimeDate
		r.timex = map[int]string{-1: "PAST_REF", 1: "FUTURE_REF"}[sign]
	}
	if !c.hasPub {
		return r, true
	}
	r.basis = basisPublication
	switch {
	case tenths < 0 || g >= grainHour:
		r.edtf = "../" + c.pub.edtf()
		if sign > 0 {
			r.edtf = c.pub.edtf() + "/.."
		}
	default:
		r.edtf = stretch(c.pub, sign*tenths/10, g)
	}
	if r.edtf == "" {
		r.basis = basisNone
	}
	return r, true
}

// set reads recurring times: "every day", "each Monday", "weekly", "twice a
// month", "on Mondays".
func (c *scanner) set(i int) (result, bool) {
	r := result{typ: text.TimeSet, anchor: -1, basis: basisNone, rule: "set", fixed: true}
	l := c.at(i)
	switch l.low {
	case "every", "each":
		j := i + 1
		if c.is(j, "other") || c.is(j, "single") {
			j++
		}
		tenths, n := c.number(j)
		if n == 0 {
			tenths = 10
			if c.is(j-1, "other") {
				tenths = 20
			}
			if c.is(j, "few") {
				tenths, n = -1, 1
			}
		}
		u := c.at(j + n)
		if g, ok := units[u.low]; ok && g != grainSeason && u.low != "second" && !(l.low == "each" && c.is(j+n+1, "of")) {
			r.end, r.timex = j+n+1, period(tenths, g)
			return r, true
		}
		if p, ok := dayParts[u.low]; ok && n == 0 {
			r.end, r.timex = j+1, "XXXX-XX-XXT"+p
			return r, true
		}
		if n > 0 {
			return result{}, false
		}
		if w, ok := weekdays[u.low]; ok {
			r.end, r.timex = j+1, "XXXX-WXX-"+string(rune('0'+(int(w)+6)%7+1))
			if p, n := c.trailingPart(j + 1); n > 0 {
				r.end, r.timex = j+1+n, r.timex+"T"+p
			}
			return r, true
		}
		if m, ok := months[u.low]; ok && u.upper {
			r.end, r.timex = j+1, "XXXX-"+pad(int(m))
			return r, true
		}
		if n, ok := seasons[u.low]; ok {
			r.end, r.timex = j+1, "XXXX-"+seasonCodes[n]
			return r, true
		}
	case "daily", "weekly", "monthly", "yearly", "annual", "annually", "hourly", "quarterly", "nightly":
		if l.upper && (i > 0 || c.at(i+1).upper) || c.upos(i) == "NOUN" || c.upos(i) == "PROPN" {
			return result{}, false
		}
		g := map[string]grain{"daily": grainDay, "weekly": grainWeek, "monthly": grainMonth, "yearly": grainYear, "annual": grainYear, "annually": grainYear, "hourly": grainHour, "quarterly": grainQuarter, "nightly": grainDay}[l.low]
		r.end, r.timex = i+1, period(10, g)
		return r, true
	case "once", "twice":
		if (c.is(i+1, "a") || c.is(i+1, "per") || c.is(i+1, "every")) && units[c.at(i+2).low] > 0 {
			r.end, r.timex = i+3, period(10, units[c.at(i+2).low])
			return r, true
		}
	}
	if _, n := c.number(i); n > 0 && c.is(i+n, "times") && (c.is(i+n+1, "a") || c.is(i+n+1, "per")) && units[c.at(i+n+2).low] > 0 {
		r.end, r.timex = i+n+3, period(10, units[c.at(i+n+2).low])
		return r, true
	}
	if w, ok := weekdays[strings.TrimSuffix(l.low, "s")]; ok && strings.HasSuffix(l.low, "s") && l.upper {
		r.end, r.timex = i+1, "XXXX-WXX-"+string(rune('0'+(int(w)+6)%7+1))
		return r, true
	}
	return result{}, false
}

func pad(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// reference reads vague times: now, currently, recently, soon, the past, the
// future.
func (c *scanner) reference(i int) (result, bool) {
	l := c.at(i)
	ref, end := "", i+1
	switch l.low {
	case "now":
		if c.is(i+1, "that") || c.any(i-1, "every", "by") || c.is(i+1, "and") && c.any(i+2, "then", "again") || c.is(i-1, "from") && units[c.at(i-2).low] > 0 {
			return result{}, false
		}
		ref = "PRESENT_REF"
	case "currently", "presently", "nowadays":
		ref = "PRESENT_REF"
	case "recently", "lately":
		ref = "PAST_REF"
		if c.is(i-1, "more") {
			return c.vagueRef(end, ref, 1), true
		}
	case "recent":
		if units[c.at(i+1).low] > 0 || c.is(i-1, "most") {
			return result{}, false
		}
		ref = "PAST_REF"
	case "soon":
		if c.is(i-1, "as") || c.any(i+1, "after", "as", "before") || c.is(i-1, "too") {
			return result{}, false
		}
		ref = "FUTURE_REF"
		if c.is(i-1, "very") {
			return c.vagueRef(end, ref, 1), true
		}
	case "later":
		if c.upos(i) == "ADJ" || c.any(i-1, "no", "or", "sooner", "a", "the", "of") || c.is(i+1, "than") {
			return result{}, false
		}
		r := c.vagueRef(end, "FUTURE_REF", 0)
		r.edtf, r.basis = "", basisNone
		return r, true
	case "at":
		switch {
		case c.any(i+1, "present"):
			end, ref = i+2, "PRESENT_REF"
		case c.any(i+1, "the") && c.any(i+2, "moment") && !c.is(i+3, "of"):
			end, ref = i+3, "PRESENT_REF"
		}
	case "these":
		if c.is(i+1, "days") {
			end, ref = i+2, "PRESENT_REF"
		}
	case "the":
		j := c.skip(i+1, "near", "not", "too")
		j = c.skip(j, "foreseeable", "distant", "immediate", "recent", "very", "near")
		switch {
		case c.is(j, "past") && c.refCue(i) && !c.nounAfterRef(j+1):
			end, ref = j+1, "PAST_REF"
		case c.is(j, "future") && c.refCue(i) && !c.nounAfterRef(j+1):
			end, ref = j+1, "FUTURE_REF"
		case c.any(j, "long", "short", "medium") && (c.is(j+1, "term") || c.is(j+1, "run")) && c.any(i-1, "in", "for", "over"):
			end, ref = j+2, "FUTURE_REF"
		case c.is(j, "moment") && c.any(i-1, "for"):
			end, ref = j+1, "PRESENT_REF"
		}
	case "future":
		if c.any(i-1, "in", "near") && c.upos(i) == "NOUN" {
			ref = "FUTURE_REF"
		}
	}
	if ref == "" {
		return result{}, false
	}
	return c.vagueRef(end, ref, 0), true
}

func (c *scanner) refCue(i int) bool {
	return c.any(i-1, "in", "of", "for", "from", "during", "over", "into", "about", "until")
}

func (c *scanner) nounAfterRef(i int) bool {
	return c.upos(i) == "NOUN" || c.upos(i) == "NUM" || c.upos(i) == "" && (units[c.at(i).low] > 0 || c.is(i, "of") || c.at(i).digits || cardinals[c.at(i).low] > 0) || c.is(i, "of")
}

func (c *scanner) vagueRef(end int, ref string, back int) result {
	r := result{end: end, typ: text.TimeDate, timex: ref, anchor: -1, basis: basisNone, rule: "reference", back: back, fixed: true}
	if !c.hasPub {
		return r
	}
	switch ref {
	case "PAST_REF":
		r.edtf, r.basis = "../"+c.pub.edtf(), basisPublication
	case "FUTURE_REF":
		r.edtf, r.basis = c.pub.edtf()+"/..", basisPublication
	}
	return r
}

// edgeMonths reads "the first nine months of 2008" and "the last two weeks of
// March"; the unit stands at u.
func (c *scanner) edgeMonths(i, u, tenths int, g grain, sign int) (result, bool) {
	if g == grainNone || g > grainDay || tenths <= 0 || tenths%10 != 0 || !c.is(u+1, "of") {
		return result{}, false
	}
	k, ok := c.calendar(c.skip(u+2, "the"))
	if !ok {
		k, ok = c.deicticCore(c.skip(u+2, "the"))
	}
	if !ok && c.is(u+2, "the") && c.is(u+3, "year") && c.hasPub {
		k, ok = core{p: c.pub.widen(grainYear), end: u + 4, known: true, deictic: true}, true
	}
	if !ok || k.p.grain >= g {
		return result{}, false
	}
	r := result{end: k.end, typ: text.TimeDuration, timex: period(tenths, g), anchor: -1, rule: "edge-of-" + k.rule, fixed: true, basis: basisNone}
	p, basis, known := c.resolve(k, i)
	if !known {
		return r, true
	}
	first, last := p.bounds()
	r.basis = basis
	if sign > 0 {
		end := dayPoint(first).shift(tenths/10, g).AddDate(0, 0, -1)
		r.edtf = day(first) + "/" + day(end)
	} else {
		r.edtf = day(dayPoint(last.AddDate(0, 0, 1)).shift(-tenths/10, g)) + "/" + day(last)
	}
	return r, true
}
