package timex

// feastDate reads a holiday with an optional year.
func (c *scanner) feastDate(i int) (core, bool) {
	day, n := c.holiday(i)
	if n == 0 {
		return core{}, false
	}
	k := core{p: point{grain: grainDay}, end: i + n, feast: day, needYear: true, rule: "holiday"}
	if y, end, deictic, ok := c.yearTail(i + n); ok {
		k.p, k.end, k.known, k.needYear, k.deictic = dayPoint(day(y)), end, true, false, deictic
	}
	return k, true
}

// seasonal reads seasons, quarters, halves and fiscal years.
func (c *scanner) seasonal(i int) (core, bool) {
	l := c.at(i)
	if n, ok := seasons[l.low]; ok {
		p := point{grain: grainSeason, n: n}
		if c.is(i+1, "of") || c.is(i+1, ",") || c.at(i+1).digits || c.any(i+1, "last", "next", "this") {
			if y, end, deictic, ok := c.yearTail(i + 1); ok {
				p.year = y
				return core{p: p, end: end, known: true, deictic: deictic, rule: "season"}, true
			}
		}
		if l.low == "spring" && c.upos(i) == "VERB" || l.low == "fall" && (c.upos(i) == "VERB" || c.is(i+1, "of") || c.is(i+1, "in") || c.is(i+1, "from")) {
			return core{}, false
		}
		return core{p: p, end: i + 1, needYear: true, open: true, rule: "season"}, true
	}
	if (l.low == "fy" || l.low == "fiscal") && l.low != "" {
		j := c.skip(i+1, "year")
		j = c.skip(j, "-")
		if y, ok := c.year(j); ok {
			return core{p: point{grain: grainYear, year: y, fiscal: true}, end: j + 1, known: true, rule: "fiscal-year"}, true
		}
		if n := c.at(j); n.digits && len(n.low) == 2 && l.low == "fy" {
			return core{p: point{grain: grainYear, year: c.pivot(n.num), fiscal: true}, end: j + 1, known: true, rule: "fiscal-year"}, true
		}
		return core{}, false
	}
	if y, ok := c.year(i); ok && (c.is(i+1, "fiscal") || c.is(i+1, "financial")) && c.is(i+2, "year") {
		return core{p: point{grain: grainYear, year: y, fiscal: true}, end: i + 3, known: true, rule: "fiscal-year"}, true
	}
	// Q3, Q3 2008, 2008 Q3, H1 2009
	if (l.low == "q" || l.low == "h") && l.upper && c.at(i+1).glued && c.at(i+1).num >= 1 && (c.at(i+1).num <= 2 || l.low == "q" && c.at(i+1).num <= 4) && len(c.at(i+1).low) == 1 {
		p := point{grain: grainQuarter, n: c.at(i + 1).num}
		if l.low == "h" {
			p.grain = grainHalf
		}
		if y, end, deictic, ok := c.yearTail(i + 2); ok {
			p.year = y
			return core{p: p, end: end, known: true, deictic: deictic, rule: "quarter"}, true
		}
		if c.is(i+2, "'") || c.is(i+2, "/") {
			return core{}, false
		}
		return core{p: p, end: i + 2, needYear: true, rule: "quarter"}, true
	}
	// (the) first quarter (of 2008), third-quarter, second half of last year
	v, n := c.ordinal(i)
	if c.any(i, "final", "last") && c.any(i+1, "quarter", "half") && c.any(i+2, "of", "in") {
		if v, n = 4, 1; c.is(i+1, "half") {
			v = 2
		}
	}
	if n == 0 || v > 4 {
		return core{}, false
	}
	j := c.skip(i+n, "-")
	j = c.skip(j, "fiscal", "financial", "calendar")
	p := point{n: v}
	switch {
	case c.is(j, "quarter"):
		p.grain = grainQuarter
	case c.is(j, "half") && v <= 2:
		p.grain = grainHalf
	default:
		return core{}, false
	}
	if y, end, deictic, ok := c.yearTail(j + 1); ok {
		p.year = y
		return core{p: p, end: end, known: true, deictic: deictic, rule: "quarter"}, true
	}
	if c.is(j+1, "of") && c.any(j+2, "fiscal", "fy") {
		if y, ok := c.year(c.skip(j+3, "year")); ok {
			p.year = y
			return core{p: p, end: c.skip(j+3, "year") + 1, known: true, rule: "quarter"}, true
		}
	}
	if c.is(j+1, "of") && c.is(j+2, "the") && c.is(j+3, "year") && c.hasPub {
		p.year = c.pub.year
		return core{p: p, end: j + 4, known: true, deictic: true, rule: "quarter"}, true
	}
	if c.any(j+1, "of", "century") || p.grain == grainHalf && !c.is(j+1, "of") {
		return core{}, false // a half of a match; a quarter of something else
	}
	return core{p: p, end: j + 1, needYear: true, rule: "quarter"}, true
}

// decade reads 1990s, '90s, the nineties, 19th century.
func (c *scanner) decade(i int) (core, bool) {
	l := c.at(i)
	if l.digits && c.is(i+1, "s") && c.at(i+1).glued || l.digits && c.is(i+1, "'s") && c.at(i+1).glued && l.num%10 == 0 {
		y := l.num
		switch {
		case len(l.low) == 4 && y >= 1000 && y < 3000 && y%10 == 0:
			g := grainDecade
			if y%100 == 0 && y < 1900 {
				g = grainCentury
			}
			return core{p: point{grain: g, year: y}, end: i + 2, known: true, rule: "decade"}, true
		case len(l.low) == 2 && y%10 == 0 && y >= 20 && !c.any(i-1, "his", "her", "their", "my", "your", "its", "our", "whose"):
			if c.any(i-1, "early", "late", "mid", "-") && c.any(c.before(i), "his", "her", "their", "my", "our", "whose") {
				return core{}, false
			}
			return core{p: point{grain: grainDecade, year: 1900 + y}, end: i + 2, known: true, rule: "decade"}, true
		}
		return core{}, false
	}
	if l.low == "'" && c.at(i+1).digits && len(c.at(i+1).low) == 2 && c.at(i+1).glued && c.at(i+1).num%10 == 0 && c.is(i+2, "s") {
		return core{p: point{grain: grainDecade, year: 1900 + c.at(i+1).num}, end: i + 3, known: true, rule: "decade"}, true
	}
	if y, ok := spelledDecades[l.low]; ok {
		if c.is(i-1, "the") || c.any(i-1, "early", "late", "mid", "-") && !c.any(c.before(i), "his", "her", "their", "my", "our") {
			return core{p: point{grain: grainDecade, year: 1900 + y}, end: i + 1, known: true, rule: "decade"}, true
		}
		if l.low != "" && c.any(i-1, "nineteen") {
			return core{p: point{grain: grainDecade, year: 1900 + y}, end: i + 1, known: true, rule: "decade"}, true
		}
		return core{}, false
	}
	if v, n := c.ordinal(i); n > 0 && v >= 10 && v <= 30 {
		j := c.skip(i+n, "-")
		if c.is(j, "century") && !c.any(j+1, "bc", "bce", "fox") {
			return core{p: point{grain: grainCentury, year: (v - 1) * 100}, end: j + 1, known: true, rule: "century"}, true
		}
	}
	return core{}, false
}

// before is the index of the word before a modifier such as "mid-" at i-1.
func (c *scanner) before(i int) int {
	i--
	for c.any(i, "-", "early", "late", "mid") {
		i--
	}
	return i
}

// bareYear reads a year with nothing but its context to show that it is one.
func (c *scanner) bareYear(i int) (core, bool) {
	y, ok := c.year(i)
	if !ok || c.countsNoun(i) {
		if l := c.at(i); l.low == "'" && c.at(i+1).digits && len(c.at(i+1).low) == 2 && c.at(i+1).glued && c.any(i-1, "in", "since", "of", "until", "by") {
			return core{p: point{grain: grainYear, year: c.pivot(c.at(i + 1).num)}, end: i + 2, known: true, rule: "year"}, true
		}
		return core{}, false
	}
	if c.any(i+1, "bc", "bce") || c.any(i-1, "$", "no", "number", "€", "£", "room", "flight", "page", "route", "highway", "boeing", "windows") {
		return core{}, false
	}
	k := core{p: point{grain: grainYear, year: y}, end: i + 1, known: true, rule: "year"}
	prev, next := c.at(i-1).low, c.at(i+1)
	if prev == "" || prev == "(" {
		return k, y >= 1500 && y <= 2100 && (prev == "(" && (isSign(next.low) || next.low == "-") || prev == "" && !plural(next.low))
	}
	if yearCues[prev] && !(plural(next.low) && c.upos(i+1) != "VERB" && (y%50 == 0 || c.s.Tokens[c.lx[i].tok].Deprel == "nummod" && prev != "the")) {
		if (prev == "of" || prev == "for" || prev == "to" || prev == "around" || prev == "from" || prev == "by" || prev == "between") && (y < 1500 || y > 2100) {
			return core{}, false
		}
		return k, true
	}
	if y < 1900 || y > 2100 {
		return k, y >= 1500 && y <= 2100 && prev == "the" && isLetters(next.low) && !plural(next.low)
	}
	if plural(next.low) && c.upos(i+1) != "VERB" && prev != "the" && !c.at(i-1).upper && (y%50 == 0 || c.s.Tokens[c.lx[i].tok].Deprel == "nummod") {
		return core{}, false
	}
	if c.any(i-1, "than", "least", "some", "about", "nearly", "almost", "over", "approximately", "exactly", "roughly", "top", "up") {
		return core{}, false
	}
	return k, true
}

// plural is the rough shape of a plural noun.
func plural(w string) bool {
	n := len(w)
	return n > 3 && w[n-1] == 's' && w[n-2] != 's' && w[n-2] != 'u' && w[n-2] != 'i' && isLetters(w) || w == "people" || w == "men" || w == "women" || w == "children"
}
