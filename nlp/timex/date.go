package timex

import "github.com/dramatis-kg/dramatis/text"

// date reads a date with its modifiers: "early March", "the end of 2008",
// "Thursday night", "the night of March 11", "Friday at 9 p.m.".
func (c *scanner) date(i int) (result, bool) {
	j := i
	start := j
	part, mod := "", ""
	j = c.skip(j, "the")
	if p, ok := dayParts[c.at(j).low]; ok && (c.is(j+1, "of") || c.is(j+1, "on")) {
		part, j = p, c.skip(j+2, "the")
	} else if c.is(j, "early") && c.is(j+1, "hours") && c.is(j+2, "of") {
		part, j = "MO", j+3
	} else if m, n := c.modifier(c.skip(j, "very")); n > 0 {
		mod, j = m, c.skip(j, "very")+n
	} else {
		j = i
	}
	j0 := j
	if c.is(j, "the") {
		if j0 = j + 1; c.at(j0).digits && len(c.at(j0).low) == 4 && mod == "" && part == "" {
			// "the 2008 model year", "the 1990s": the article belongs to the noun.
			return result{}, false
		}
		if _, ok := c.decade(j0); ok && mod == "" {
			return result{}, false
		}
	}
	k, ok := c.calendar(j0)
	if !ok && mod != "" {
		k, ok = c.deicticCore(j0)
	}
	if !ok && mod != "" {
		k, ok = c.unitOfNow(j0)
	}
	if !ok && c.is(i, "year") && (c.is(i+1, "'s") || c.is(i+1, "-")) && c.is(i+2, "end") {
		k, ok = core{p: c.pub.widen(grainYear), end: i + 3, known: c.hasPub, deictic: true, rule: "year"}, true
		mod = "END"
	}
	if !ok {
		return c.dayOfMonth(i)
	}
	if k.p.grain == grainSeason && k.open && !c.seasonCue(i, k) {
		return result{}, false
	}
	if k.p.grain == grainMonth && c.any(i-1, "every", "each") {
		return result{}, false
	}
	r := result{end: k.end, typ: text.TimeDate, rule: k.rule, anchor: -1}
	if mod != "" {
		r.rule = "part-of-" + k.rule
	}
	if part == "" && k.p.grain == grainDay {
		if p, n := c.trailingPart(k.end); n > 0 {
			part, r.end = p, k.end+n
		}
	}
	var clock string
	if k.p.grain == grainDay {
		if cl, end, ok := c.trailingClock(r.end); ok {
			clock, r.end = cl, end
		}
	}
	r.p, r.basis, r.known = c.resolve(k, start)
	r.p.part, r.p.clock = part, clock
	if r.p.mod == "" {
		r.p.mod = mod
	}
	if part != "" || clock != "" {
		r.typ = text.TimeTime
	}
	if !r.known {
		r.timex = unresolved(k, part)
	}
	return r, true
}

// unitOfNow reads the "year" of "the end of the year": that of publication.
func (c *scanner) unitOfNow(i int) (core, bool) {
	i = c.skip(i, "financial", "fiscal", "calendar")
	g, ok := units[c.at(i).low]
	if !ok || !c.any(i-1, "the", "financial", "fiscal", "calendar") || plural(c.at(i).low) || g < grainCentury || g > grainWeek || g == grainSeason || !c.clauseEnd(i+1) && c.upos(i+1) != "VERB" && c.upos(i+1) != "AUX" {
		return core{}, false
	}
	return core{p: c.pub.widen(g), end: i + 1, known: c.hasPub, deictic: true, rule: "unit"}, true
}

// unresolved is the TIMEX3 value of a date whose year is not known.
func unresolved(k core, part string) string {
	v := ""
	switch {
	case k.deictic:
		return ""
	case k.needWeek:
		v = "XXXX-WXX-" + string(rune('0'+(int(k.weekday)+6)%7+1))
	case k.feast != nil || k.rule == "day-of-month":
		return ""
	default:
		v = "XXXX" + k.p.timex()[4:]
		if k.p.year == 0 && k.p.grain == grainDay {
			v = "XXXX-" + k.p.time().Format("01-02")
		}
	}
	if part != "" {
		v += "T" + part
	}
	return v
}

// modifier reads early, late, mid(-), the beginning/middle/end of.
func (c *scanner) modifier(i int) (string, int) {
	n := 1
	mod := ""
	switch c.at(i).low {
	case "early":
		mod = "START"
	case "late":
		mod = "END"
	case "mid", "middle":
		mod = "MID"
	case "beginning", "start", "outset", "opening":
		mod = "START"
	case "end", "close":
		mod = "END"
	default:
		return "", 0
	}
	switch c.at(i).low {
	case "early", "late", "mid":
		if c.is(i+n, "-") {
			n++
		} else if c.any(i+n, "in", "on") {
			n++
		}
		return mod, c.skip(i+n, "the") - i
	case "end":
		if c.is(i+1, "-") {
			return mod, 2
		}
	}
	if !c.is(i+1, "of") {
		return "", 0
	}
	return mod, c.skip(i+2, "the") - i
}

// seasonCue asks for support before a season without a year is a date.
func (c *scanner) seasonCue(i int, k core) bool {
	if c.at(k.end-1).upper && c.at(k.end).upper {
		return false // Summer Olympics, Spring Street
	}
	prev := c.at(i - 1).low
	switch prev {
	case "in", "during", "by", "until", "since", "before", "after", "from", "throughout", "early", "late", "mid", "for", "to":
		low := c.at(k.end - 1).low
		if low == "fall" || low == "spring" {
			if prev == "to" || prev == "for" || c.upos(k.end-1) == "VERB" {
				return false
			}
			return c.is(i, "the") || c.upos(i) == "NOUN" || c.any(i-1, "in", "since", "during", "by") && !c.any(k.end, "in", "of", "from", "to")
		}
		return prev != "to" && prev != "for" || c.is(i, "the")
	}
	return k.end-1 > i && !c.is(i, "the")
}

// trailingPart reads "night", "morning" … after a day.
func (c *scanner) trailingPart(i int) (string, int) {
	j := c.skip(i, "-")
	if c.any(j, "in", "during") && c.is(j+1, "the") {
		if p, ok := dayParts[c.at(j+2).low]; ok {
			return p, j + 3 - i
		}
	}
	if c.is(j, "early") || c.is(j, "late") {
		if p, ok := dayParts[c.at(j+1).low]; ok {
			return p, j + 2 - i
		}
	}
	p, ok := dayParts[c.at(j).low]
	if !ok || c.is(i, "-") && !c.at(i).glued || c.at(j).upper && c.at(j+1).upper {
		return "", 0
	}
	return p, j + 1 - i
}

// dayOfMonth reads "the 11th" after "on".
func (c *scanner) dayOfMonth(i int) (result, bool) {
	if !c.is(i, "the") || !c.any(i-1, "on", "until", "by", "from", "since", "of") || c.is(i-1, "of") {
		return result{}, false
	}
	l := c.at(i + 1)
	v, n := c.ordinal(i + 1)
	if n != 2 || !l.digits || v > 31 || v < 1 {
		return result{}, false
	}
	if nx := c.at(i + 1 + n); isLetters(nx.low) {
		switch c.upos(i + 1 + n) {
		case "NOUN", "PROPN", "ADJ", "NUM":
			return result{}, false
		case "":
			if !c.any(i+1+n, "and", "at", "in", "when", "to", "he", "she", "they", "it", "with", "for", "after", "before", "but") {
				return result{}, false
			}
		}
	}
	r := result{end: i + 1 + n, typ: text.TimeDate, rule: "day-of-month", anchor: -1, basis: basisNone}
	if c.hasPub {
		r.p, r.known, r.basis = c.nearMonth(v, c.tense(i)), true, basisPublication
	}
	return r, true
}
