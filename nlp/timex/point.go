package timex

import (
	"fmt"
	"time"
)

// grain is the width of a date or the unit of a duration.
type grain uint8

const (
	grainNone grain = iota
	grainMillennium
	grainCentury
	grainDecade
	grainYear
	grainHalf
	grainSeason
	grainQuarter
	grainMonth
	grainFortnight
	grainWeek
	grainWeekend
	grainNight
	grainDay
	grainHour
	grainMinute
	grainSecond
)

// point is a date of some grain. Weeks and weekends are kept as the day of
// their Monday or Saturday.
type point struct {
	grain
	year   int
	month  time.Month
	day    int
	n      int    // number of the half, quarter or season (1…4)
	part   string // TIMEX3 code of the part of the day
	clock  string // "21:00", "21"
	mod    string // "START", "MID", "END"
	fiscal bool
}

func dayPoint(t time.Time) point {
	return point{grain: grainDay, year: t.Year(), month: t.Month(), day: t.Day()}
}

func (p point) time() time.Time {
	m, d := p.month, p.day
	if m == 0 {
		m = 1
	}
	if d == 0 {
		d = 1
	}
	return time.Date(p.year, m, d, 0, 0, 0, 0, time.UTC)
}

// bounds are the first and last day of p, without regard to mod.
func (p point) bounds() (first, last time.Time) {
	first = p.time()
	switch p.grain {
	case grainCentury:
		return first, first.AddDate(100, 0, -1)
	case grainDecade:
		return first, first.AddDate(10, 0, -1)
	case grainYear:
		return first, first.AddDate(1, 0, -1)
	case grainHalf:
		first = time.Date(p.year, time.Month(6*p.n-5), 1, 0, 0, 0, 0, time.UTC)
		return first, first.AddDate(0, 6, -1)
	case grainQuarter:
		first = time.Date(p.year, time.Month(3*p.n-2), 1, 0, 0, 0, 0, time.UTC)
		return first, first.AddDate(0, 3, -1)
	case grainSeason:
		first = time.Date(p.year, time.Month(3*p.n), 1, 0, 0, 0, 0, time.UTC)
		return first, first.AddDate(0, 3, -1)
	case grainMonth:
		return first, first.AddDate(0, 1, -1)
	case grainWeek:
		return first, first.AddDate(0, 0, 6)
	case grainWeekend:
		return first, first.AddDate(0, 0, 1)
	}
	return first, first
}

// edtf is the value of p in the subset that schema.ParseEDTF reads.
func (p point) edtf() string {
	if p.year < 1 || p.year > 9999 {
		return ""
	}
	if p.mod != "" {
		if a, b, ok := p.third(); ok {
			return a + "~/" + b + "~"
		}
	}
	switch p.grain {
	case grainCentury:
		return fmt.Sprintf("%02dXX", p.year/100)
	case grainDecade:
		return fmt.Sprintf("%03dX", p.year/10)
	case grainYear:
		return fmt.Sprintf("%04d", p.year)
	case grainSeason:
		return fmt.Sprintf("%04d-2%d", p.year, p.n)
	case grainMonth:
		return fmt.Sprintf("%04d-%02d", p.year, p.month)
	case grainHalf, grainQuarter:
		a, b := p.bounds()
		return a.Format("2006-01") + "/" + b.Format("2006-01")
	case grainWeek, grainWeekend:
		a, b := p.bounds()
		return a.Format(time.DateOnly) + "/" + b.Format(time.DateOnly)
	case grainNone:
		return ""
	}
	return p.time().Format(time.DateOnly)
}

// third narrows a grain to its early, middle or late part: thirds, as no
// author says where "early" ends; callers mark the ends approximate.
func (p point) third() (a, b string, ok bool) {
	pick := map[string]int{"START": 0, "MID": 1, "END": 2}[p.mod]
	y := func(n int) string { return fmt.Sprintf("%04d", n) }
	switch p.grain {
	case grainCentury:
		cut := [][2]int{{0, 33}, {33, 66}, {66, 99}}[pick]
		return y(p.year + cut[0]), y(p.year + cut[1]), true
	case grainDecade:
		cut := [][2]int{{0, 3}, {3, 6}, {6, 9}}[pick]
		return y(p.year + cut[0]), y(p.year + cut[1]), true
	case grainYear, grainHalf, grainQuarter, grainSeason:
		first, last := p.bounds()
		span := (int(last.Month()) - int(first.Month()) + 12) % 12
		step := (span + 1) / 3
		a := first.AddDate(0, pick*step, 0)
		return a.Format("2006-01"), a.AddDate(0, max(step-1, 0), 0).Format("2006-01"), true
	case grainMonth:
		first, last := p.bounds()
		cut := [][2]int{{1, 10}, {11, 20}, {21, last.Day()}}[pick]
		return first.AddDate(0, 0, cut[0]-1).Format(time.DateOnly), first.AddDate(0, 0, cut[1]-1).Format(time.DateOnly), true
	case grainWeek:
		first, _ := p.bounds()
		cut := [][2]int{{0, 2}, {2, 4}, {4, 6}}[pick]
		return first.AddDate(0, 0, cut[0]).Format(time.DateOnly), first.AddDate(0, 0, cut[1]).Format(time.DateOnly), true
	}
	return "", "", false
}

// timex is the TIMEX3 value of p.
func (p point) timex() string {
	switch p.grain {
	case grainCentury:
		return fmt.Sprintf("%02d", p.year/100)
	case grainDecade:
		return fmt.Sprintf("%03d", p.year/10)
	case grainYear:
		if p.fiscal {
			return fmt.Sprintf("FY%04d", p.year)
		}
		return fmt.Sprintf("%04d", p.year)
	case grainHalf:
		return fmt.Sprintf("%04d-H%d", p.year, p.n)
	case grainQuarter:
		return fmt.Sprintf("%04d-Q%d", p.year, p.n)
	case grainSeason:
		return fmt.Sprintf("%04d-%s", p.year, seasonCodes[p.n])
	case grainMonth:
		return fmt.Sprintf("%04d-%02d", p.year, p.month)
	case grainWeek, grainWeekend:
		y, w := p.time().ISOWeek()
		v := fmt.Sprintf("%04d-W%02d", y, w)
		if p.grain == grainWeekend {
			v += "-WE"
		}
		return v
	case grainNone:
		return ""
	}
	v := p.time().Format(time.DateOnly)
	switch {
	case p.clock != "":
		return v + "T" + p.clock
	case p.part != "":
		return v + "T" + p.part
	}
	return v
}

// add moves p by n units of its own or a wider or narrower grain g; the
// result has the grain g.
func (p point) add(n int, g grain) point {
	t := p.time()
	switch g {
	case grainCentury:
		return point{grain: g, year: (p.year/100 + n) * 100}
	case grainDecade:
		return point{grain: g, year: (p.year/10 + n) * 10}
	case grainYear:
		return point{grain: g, year: p.year + n}
	case grainHalf:
		k := p.year*2 + p.half() - 1 + n
		return point{grain: g, year: k / 2, n: k%2 + 1}
	case grainQuarter:
		k := p.year*4 + p.quarter() - 1 + n
		return point{grain: g, year: k / 4, n: k%4 + 1}
	case grainSeason:
		s := p.season()
		k := s.year*4 + s.n - 1 + n
		return point{grain: g, year: k / 4, n: k%4 + 1}
	case grainMonth:
		k := p.year*12 + int(max(p.month, 1)) - 1 + n
		return point{grain: g, year: k / 12, month: time.Month(k%12 + 1), day: 0}
	case grainFortnight:
		return p.add(2*n, grainWeek)
	case grainWeek:
		m := monday(t).AddDate(0, 0, 7*n)
		w := dayPoint(m)
		w.grain = grainWeek
		return w
	case grainWeekend:
		w := dayPoint(monday(t).AddDate(0, 0, 7*n+5))
		w.grain = grainWeekend
		return w
	}
	return dayPoint(t.AddDate(0, 0, n))
}

func (p point) quarter() int {
	if p.grain == grainQuarter {
		return p.n
	}
	return (int(max(p.month, 1)) + 2) / 3
}

func (p point) half() int {
	if p.grain == grainHalf {
		return p.n
	}
	return (int(max(p.month, 1)) + 5) / 6
}

// season is the season that holds p. January and February belong to the
// winter that began in the year before.
func (p point) season() point {
	if p.grain == grainSeason {
		return p
	}
	y, m := p.year, int(max(p.month, 1))
	if m < 3 {
		return point{grain: grainSeason, year: y - 1, n: 4}
	}
	return point{grain: grainSeason, year: y, n: m / 3}
}

// shiftYears moves p by n years, keeping its month, day, quarter …;
// 29 February becomes 28.
func (p point) shiftYears(n int) point {
	p.year += n
	if p.grain >= grainWeek && p.month == time.February && p.day == 29 && !leap(p.year) {
		p.day = 28
	}
	if p.grain == grainWeek || p.grain == grainWeekend {
		return p.add(0, p.grain)
	}
	return p
}

// widen is the point of grain g that holds p.
func (p point) widen(g grain) point { return p.add(0, g) }

// monday is the first day of the ISO week of t.
func monday(t time.Time) time.Time { return t.AddDate(0, 0, -(int(t.Weekday())+6)%7) }

func leap(y int) bool { return y%4 == 0 && (y%100 != 0 || y%400 == 0) }

// validDay reports whether the calendar has that day.
func validDay(y int, m time.Month, d int) bool {
	return m >= 1 && m <= 12 && d >= 1 && d <= time.Date(y, m+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

func (p point) withMonth(m int) point { p.month = time.Month(m); return p }

// shift moves the day p by n units of g; the zero time for units below a day.
func (p point) shift(n int, g grain) time.Time {
	t := p.time()
	switch g {
	case grainCentury:
		return t.AddDate(100*n, 0, 0)
	case grainDecade:
		return t.AddDate(10*n, 0, 0)
	case grainYear:
		return t.AddDate(n, 0, 0)
	case grainQuarter:
		return t.AddDate(0, 3*n, 0)
	case grainMonth:
		return t.AddDate(0, n, 0)
	case grainFortnight:
		return t.AddDate(0, 0, 14*n)
	case grainWeek, grainWeekend:
		return t.AddDate(0, 0, 7*n)
	case grainDay:
		return t.AddDate(0, 0, n)
	}
	return time.Time{}
}
