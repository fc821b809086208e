package timex

import (
	"time"

	"github.com/dramatis-kg/dramatis/text"
)

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
		if w, ok = shortWeekdays[l.low]; !ok || !l.upper {
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

// oldStory finds the year that a passage about the past is in: a date of this
// or the two sentences before that lies at least two years before
// publication, with none since that was counted from publication. "On 31 May
// 1832 … On 2 June he was buried."
func (c *scanner) oldStory() (int, bool) {
	k := len(c.found) - 1
	if k < 0 {
		return 0, false
	}
	f := &c.found[k]
	if !f.dated || f.dateline || f.sentence < c.si-2 || f.grain < grainMonth || c.out[k].Basis == basisPublication {
		return 0, false
	}
	return k, c.hasPub && f.year <= c.pub.year-2 || !c.hasPub && f.sentence == c.si
}

// inStory is the first date like p on or after the antecedent.
func inStory(p, after point) point {
	p.year = after.year
	first, _ := after.bounds()
	if _, last := p.bounds(); last.Before(first) {
		p.year++
	}
	if p.grain == grainDay && !validDay(p.year, p.month, p.day) {
		p.day = 28
	}
	return p
}

// resolve fills in the missing year or week of k from the day of publication
// and the tense at lexeme i.
func (c *scanner) resolve(k core, i int) (point, string, bool) {
	if k.known {
		if k.deictic {
			return k.p, basisPublication, true
		}
		return k.p, basisExplicit, true
	}
	story, old := c.oldStory()
	if old && k.needYear && k.p.grain == grainDay && k.feast == nil && k.rule != "day-of-month" && (!c.hasPub || c.tense(i) == tensePast) {
		c.anchor = story
		return inStory(k.p, c.found[story].point), basisAnaphor, true
	}
	if !c.hasPub {
		return k.p, basisNone, false
	}
	tn := c.tense(i)
	switch {
	case k.needWeek:
		return c.nearWeekday(k.weekday, tn, k.p), basisPublication, true
	case k.feast != nil:
		return c.nearYear(func(y int) (point, bool) { return dayPoint(k.feast(y)), true }, tn), basisPublication, true
	case k.rule == "day-of-month":
		return c.nearMonth(k.p.day, tn), basisPublication, true
	}
	p := c.nearYear(func(y int) (point, bool) {
		q := k.p
		q.year = y
		if q.grain == grainDay && !validDay(y, q.month, q.day) {
			return q, false
		}
		return q, true
	}, tn)
	return p, basisPublication, true
}

// nearWeekday is the day with that name on or after publication for what is
// to come, else the last one on or before it.
func (c *scanner) nearWeekday(w time.Weekday, tn tense, like point) point {
	t := c.pub.time()
	d := (int(w) - int(t.Weekday()) + 7) % 7
	if tn != tenseFuture {
		d = (d - 7) % 7
	}
	p := dayPoint(t.AddDate(0, 0, d))
	p.part, p.clock = like.part, like.clock
	return p
}

// nearYear picks the year of a date that recurs every year: for the past the
// last that has begun, for the future the next that has not ended, else the
// nearer of the two.
func (c *scanner) nearYear(in func(int) (point, bool), tn tense) point {
	pub := c.pub.time()
	var past, next point
	var havePast, haveNext bool
	// Eight years hold a leap day even around 1900.
	for y := c.pub.year - 8; y <= c.pub.year+8; y++ {
		p, ok := in(y)
		if !ok {
			continue
		}
		first, last := p.bounds()
		if !first.After(pub) {
			past, havePast = p, true
		}
		if !last.Before(pub) && !haveNext {
			next, haveNext = p, true
		}
	}
	switch {
	case tn == tensePast && havePast, !haveNext:
		return past
	case tn == tenseFuture && haveNext, !havePast:
		return next
	}
	_, a := past.bounds()
	b, _ := next.bounds()
	if pub.Sub(a) <= b.Sub(pub) {
		return past
	}
	return next
}

// nearMonth is the month of "the 11th".
func (c *scanner) nearMonth(day int, tn tense) point {
	best := c.pub
	for n := 0; n < 12; n++ {
		k := n
		if tn != tenseFuture {
			k = -n
		}
		m := c.pub.add(k, grainMonth)
		if !validDay(m.year, m.month, day) {
			continue
		}
		p := point{grain: grainDay, year: m.year, month: m.month, day: day}
		if tn == tenseFuture && !p.time().Before(c.pub.time()) || tn != tenseFuture && !p.time().After(c.pub.time()) {
			return p
		}
	}
	return best
}

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
