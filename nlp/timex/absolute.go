package timex

import "time"

// core is a date as written, with what it leaves open.
type core struct {
	p        point
	end      int
	needYear bool // month, day, season … without a year
	needWeek bool // a weekday alone
	weekday  time.Weekday
	feast    func(int) time.Time // a holiday without a year
	open     bool                // reads as a date only with support (bare "may", bare year)
	deictic  bool                // resolved against publication
	known    bool
	rule     string
}

// year reads a four-digit year from 1000 to 2999 at i.
func (c *scanner) year(i int) (int, bool) {
	l := c.at(i)
	if !l.digits || len(l.low) != 4 || l.num < 1000 || l.num > 2999 {
		return 0, false
	}
	if c.at(i+1).glued && c.at(i+1).low != "-" && !isSign(c.at(i+1).low) && c.at(i+1).tok == l.tok {
		return 0, false // 2000s, 1990th
	}
	if l.glued && (c.any(i-1, "$", "€", "£", "¥", "#", ".", "/") || c.at(i-1).digits) {
		return 0, false
	}
	if c.is(i+1, ".") && c.at(i+1).glued && c.at(i+2).digits && c.at(i+2).glued {
		return 0, false
	}
	return l.num, true
}

func isSign(s string) bool {
	switch s {
	case ",", ".", ";", ":", ")", "]", "?", "!", "\"", "”", "'", "'s", "/", "…":
		return true
	}
	return false
}

// month reads the name of a month at i. Names that are ordinary words need
// capitals; abbreviations need a number beside them.
func (c *scanner) month(i int) (time.Month, bool) {
	l := c.at(i)
	if m, ok := months[l.low]; ok && l.upper {
		return m, true
	}
	if m, ok := shortMonths[l.low]; ok && l.upper {
		j := i + 1
		if c.is(j, ".") {
			j++
		}
		if c.at(j).digits || c.at(i-1).digits || c.any(i-1, "th", "st", "nd", "rd", "of") && c.at(i-1).low != "of" {
			return m, true
		}
	}
	return 0, false
}

// afterMonth skips the dot of an abbreviation.
func (c *scanner) afterMonth(i int) int {
	if _, full := months[c.at(i).low]; !full && c.is(i+1, ".") && c.at(i+1).glued {
		return i + 2
	}
	return i + 1
}

// dayNumber reads 1…31, "3rd" or "third" at i.
func (c *scanner) dayNumber(i int) (d, n int) {
	if v, k := c.ordinal(i); k > 0 && v <= 31 {
		return v, k
	}
	l := c.at(i)
	if l.digits && len(l.low) <= 2 && l.num >= 1 && l.num <= 31 {
		nx := c.at(i + 1)
		if nx.glued && nx.tok == l.tok && !isSign(nx.low) && nx.low != "-" {
			return 0, 0
		}
		if nx.low == "." && nx.glued && c.at(i+2).digits && c.at(i+2).glued {
			return 0, 0
		}
		if c.any(i+1, "%", "percent", "million", "billion", ":") && nx.low != ":" {
			return 0, 0
		}
		return l.num, 1
	}
	return 0, 0
}

// yearTail reads an optional ", 2025", " 2025", " of 2025", " last year"
// after a month or day.
func (c *scanner) yearTail(i int) (y, end int, deictic, ok bool) {
	j := i
	if c.is(j, ",") || c.is(j, "of") || c.is(j, "in") || c.is(j, "(") {
		j++
	}
	if v, ok := c.year(j); ok && !c.countsNoun(j) {
		return v, j + 1, false, true
	}
	if c.is(j, "the") && c.is(j+1, "year") {
		if v, ok := c.year(j + 2); ok {
			return v, j + 3, false, true
		}
	}
	if !c.is(j-1, ",") && c.any(j, "this", "last", "next") && c.is(j+1, "year") && c.hasPub {
		shift := map[string]int{"this": 0, "last": -1, "next": 1}[c.at(j).low]
		return c.pub.year + shift, j + 2, true, true
	}
	return 0, i, false, false
}

// countsNoun reports whether the number at i counts the noun after it.
func (c *scanner) countsNoun(i int) bool {
	j := c.skip(i+1, "-")
	nx := c.at(j).low
	return counted[nx] || units[nx] >= grainCentury && (j == i+2 || c.any(i-1, "a", "some", "about", "over", "nearly", "than"))
}

// calendar reads a date in any of the written forms at i.
func (c *scanner) calendar(i int) (core, bool) {
	if k, ok := c.numeric(i); ok {
		return k, true
	}
	if k, ok := c.weekdayDate(i); ok {
		return k, true
	}
	if k, ok := c.monthDay(i); ok {
		return k, true
	}
	if k, ok := c.feastDate(i); ok {
		return k, true
	}
	if k, ok := c.seasonal(i); ok {
		return k, true
	}
	if k, ok := c.decade(i); ok {
		return k, true
	}
	return c.bareYear(i)
}

// numeric reads 2025-03-14, 2025/03/14, 14.03.2025 and, where day and month
// cannot be taken for each other, 14/03/2025 and 03/14/2025.
func (c *scanner) numeric(i int) (core, bool) {
	a, s1, b, s2, d := c.at(i), c.at(i+1), c.at(i+2), c.at(i+3), c.at(i+4)
	if !a.digits || !s1.glued || s1.low != s2.low || !b.digits || !b.glued || !d.digits || !d.glued {
		if a.num == 9 && s1.low == "/" && b.num == 11 && s1.glued && b.glued && !d.digits {
			return core{p: point{grain: grainDay, year: 2001, month: 9, day: 11}, end: i + 3, known: true, rule: "named-day"}, true
		}
		return core{}, false
	}
	if s1.low != "-" && s1.low != "/" && s1.low != "." {
		return core{}, false
	}
	if n := c.at(i + 5); n.glued && (n.digits || n.low == s1.low) {
		return core{}, false
	}
	mk := func(y, m, dd int) (core, bool) {
		if y < 1000 || y > 2999 || !validDay(y, time.Month(m), dd) {
			return core{}, false
		}
		return core{p: point{grain: grainDay, year: y, month: time.Month(m), day: dd}, end: i + 5, known: true, rule: "numeric-date"}, true
	}
	switch {
	case len(a.low) == 4 && len(b.low) <= 2 && len(d.low) <= 2:
		return mk(a.num, b.num, d.num)
	case len(d.low) == 4 && len(a.low) <= 2 && len(b.low) <= 2:
		switch {
		case s1.low == ".", a.num > 12, a.num == b.num:
			return mk(d.num, b.num, a.num)
		case b.num > 12:
			return mk(d.num, a.num, b.num)
		}
	}
	return core{}, false
}

// weekdayDate reads a weekday, alone or before a date.
func (c *scanner) weekdayDate(i int) (core, bool) {
	l := c.at(i)
	w, ok := weekdays[l.low]
	j := i + 1
	if !ok || !l.upper {
		if _, ok = shortWeekdays[l.low]; !ok || !l.upper {
			return core{}, false
		}
		if c.is(j, ".") && c.at(j).glued {
			j++
		}
		if k, ok := c.monthDay(c.skip(j, ",", "the")); ok && k.p.grain == grainDay {
			k.end = max(k.end, j)
			k.rule = "weekday-date"
			return k, true
		}
		return core{}, false
	}
	for _, m := range []int{c.skip(j, ",", "the"), c.skip(j, "the"), c.skip(j, "(")} {
		if k, ok := c.monthDay(m); ok && k.p.grain == grainDay {
			k.rule = "weekday-date"
			return k, true
		}
		if k, ok := c.numeric(m); ok {
			k.rule = "weekday-date"
			return k, true
		}
	}
	if nx := c.at(i + 1); nx.upper && papers[nx.low] {
		return core{}, false
	}
	if c.any(i-1, "bloody", "freaky", "sheffield", "super", "cyber", "ruby") && c.at(i-1).upper {
		return core{}, false
	}
	// "Friday the 11th"
	if c.is(j, "the") {
		if d, n := c.ordinal(j + 1); n == 2 && c.at(j+1).digits && d <= 31 && c.hasPub {
			return core{p: point{grain: grainDay, day: d}, end: j + 1 + n, needYear: true, rule: "day-of-month"}, true
		}
	}
	return core{p: point{grain: grainDay}, end: j, needWeek: true, weekday: w, rule: "weekday"}, true
}

// skip passes each of the words once, in order, where they stand at i.
func (c *scanner) skip(i int, words ...string) int {
	for _, w := range words {
		if c.is(i, w) {
			i++
		}
	}
	return i
}

// monthDay reads March 11, 11 March, the 11th of March, March, each with or
// without a year.
func (c *scanner) monthDay(i int) (core, bool) {
	if m, ok := c.month(i); ok {
		j := c.afterMonth(i)
		j = c.skip(j, "the")
		if d, n := c.dayNumber(j); n > 0 && d <= time.Date(2000, m+1, 0, 0, 0, 0, 0, time.UTC).Day() && !c.countsNoun(j+n-1) {
			return c.withYear(point{grain: grainDay, month: m, day: d}, j+n, "month-day"), true
		}
		j = c.afterMonth(i)
		if y, end, deictic, ok := c.yearTail(j); ok {
			return core{p: point{grain: grainMonth, year: y, month: m}, end: end, known: true, deictic: deictic, rule: "month-year"}, true
		}
		if c.is(j, "'") && c.at(j+1).digits && len(c.at(j+1).low) == 2 && c.at(j+1).glued {
			return core{p: point{grain: grainMonth, year: c.pivot(c.at(j + 1).num), month: m}, end: j + 2, known: true, rule: "month-year"}, true
		}
		if _, full := months[c.at(i).low]; !full || !c.plainMonth(i, j) {
			return core{}, false
		}
		return core{p: point{grain: grainMonth, month: m}, end: j, needYear: true, rule: "month"}, true
	}
	d, n := c.dayNumber(i)
	if n == 0 {
		return core{}, false
	}
	j := c.skip(i+n, "day", "of")
	j = c.skip(j, "-")
	m, ok := c.month(j)
	if !ok || d > time.Date(2000, m+1, 0, 0, 0, 0, 0, time.UTC).Day() {
		return core{}, false
	}
	if c.any(i-1, "in", "since") && len(c.at(i).low) < 3 && c.any(j, "may") {
		return core{}, false
	}
	return c.withYear(point{grain: grainDay, month: m, day: d}, c.afterMonth(j), "day-month"), true
}

// pivot expands a two-digit year: at most ten years ahead of publication,
// or of 2030 when that is unknown.
func (c *scanner) pivot(yy int) int {
	limit := 2030
	if c.hasPub {
		limit = c.pub.year + 10
	}
	y := limit - limit%100 + yy
	if y > limit {
		y -= 100
	}
	return y
}

func (c *scanner) withYear(p point, end int, rule string) core {
	if y, e, deictic, ok := c.yearTail(end); ok {
		if !validDay(y, p.month, p.day) {
			return core{p: p, end: end, needYear: true, rule: rule}
		}
		p.year = y
		return core{p: p, end: e, known: true, deictic: deictic, rule: rule}
	}
	if c.is(end, "'") && c.at(end+1).digits && len(c.at(end+1).low) == 2 && c.at(end+1).glued {
		p.year = c.pivot(c.at(end + 1).num)
		if validDay(p.year, p.month, p.day) {
			return core{p: p, end: end + 2, known: true, rule: rule}
		}
	}
	// "the September 11 attacks" have a year of their own.
	if p.month == 9 && p.day == 11 && c.any(end, "attacks", "attack", "hijackers", "bombings", "terrorist") {
		p.year = 2001
		return core{p: p, end: end, known: true, rule: "named-day"}
	}
	return core{p: p, end: end, needYear: true, rule: rule}
}

// plainMonth decides whether a month's name without a number is one: "May",
// "March", "August", "April" and "June" are also words and names of people.
func (c *scanner) plainMonth(i, j int) bool {
	low := c.at(i).low
	prev, next := c.at(i-1).low, c.at(j)
	cue := false
	switch prev {
	case "in", "of", "last", "next", "this", "since", "by", "until", "till", "early", "late", "mid", "during", "from", "to",
		"through", "and", "or", "between", "before", "after", "for", "-", "previous", "every", "each", "following", "throughout", "around", "coming", "earlier", "later":
		cue = true
	case "that", "his", "her", "their", "its", "our":
		cue = true
	}
	pos := c.upos(i)
	if pos != "" && pos != "PROPN" && pos != "NOUN" {
		return cue && low != "may" && low != "march"
	}
	switch low {
	case "may", "march":
		if !cue && !(pos == "PROPN" && (prev == "the" || next.low == "'s")) {
			return false
		}
		if (prev == "and" || prev == "or" || prev == "to" || prev == "-") && pos == "" && low == "may" && !next.upper && isLetters(next.low) && next.low != "" {
			return false
		}
	case "april", "june", "august", "january":
		if i == 0 && next.upper {
			return false
		}
	}
	// "April Smith", "Theresa May": a capitalised neighbour makes a name.
	weak := prev == "and" || prev == "or" || prev == "to" || prev == "for" || prev == "of" || prev == "-"
	if next.upper && c.any(j, "street", "road", "avenue", "square", "house", "hall", "college", "lane", "madness") {
		return false
	}
	if next.upper && (!cue || weak) && c.upos(j) != "NOUN" {
		if _, ok := weekdays[next.low]; !ok {
			return false
		}
	}
	if c.at(i-1).upper && !cue && i > 1 && !seasonal(prev) {
		return false
	}
	return true
}

func seasonal(w string) bool { _, ok := weekdays[w]; return ok || w == "the" }

func isLetters(s string) bool { return s != "" && s[0] >= 'a' && s[0] <= 'z' }
