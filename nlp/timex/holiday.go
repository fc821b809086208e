package timex

import "time"

// holiday computes the day of a feast in a year.
type holiday struct {
	words []string // lower-case lexemes
	day   func(year int) time.Time
}

func fixed(m time.Month, d int) func(int) time.Time {
	return func(y int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }
}

// nth is the n-th weekday w of a month; n == -1 is the last.
func nth(m time.Month, w time.Weekday, n int) func(int) time.Time {
	return func(y int) time.Time {
		if n < 0 {
			last := time.Date(y, m+1, 0, 0, 0, 0, 0, time.UTC)
			return last.AddDate(0, 0, -(int(last.Weekday())-int(w)+7)%7)
		}
		first := time.Date(y, m, 1, 0, 0, 0, 0, time.UTC)
		return first.AddDate(0, 0, (int(w)-int(first.Weekday())+7)%7+7*(n-1))
	}
}

func afterEaster(days int) func(int) time.Time {
	return func(y int) time.Time { return easter(y).AddDate(0, 0, days) }
}

// easter is Western Easter Sunday by the anonymous Gregorian computus
// (Meeus/Jones/Butcher, Nature 1876).
func easter(y int) time.Time {
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	f := (b + 8) / 25
	g := (b - f + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return time.Date(y, time.Month(n/31), n%31+1, 0, 0, 0, 0, time.UTC)
}

// orthodoxEaster is the Julian Easter Sunday as a Gregorian date.
func orthodoxEaster(y int) time.Time {
	a, b, c := y%4, y%7, y%19
	d := (19*c + 15) % 30
	e := (2*a + 4*b - d + 34) % 7
	n := d + e + 114
	julian := time.Date(y, time.Month(n/31), n%31+1, 0, 0, 0, 0, time.UTC)
	return julian.AddDate(0, 0, y/100-y/400-2)
}

// holidays lists feasts with one rule everywhere, and American ones whose
// name is used of no other day. Longer names come first.
var holidays = []holiday{
	{[]string{"new", "year", "'s", "eve"}, fixed(12, 31)},
	{[]string{"new", "year", "'s", "day"}, fixed(1, 1)},
	{[]string{"new", "years", "'", "eve"}, fixed(12, 31)},
	{[]string{"new", "years", "'", "day"}, fixed(1, 1)},
	{[]string{"new", "years", "eve"}, fixed(12, 31)},
	{[]string{"new", "years", "day"}, fixed(1, 1)},
	{[]string{"orthodox", "christmas", "eve"}, fixed(1, 6)},
	{[]string{"orthodox", "christmas"}, fixed(1, 7)},
	{[]string{"christmas", "eve"}, fixed(12, 24)},
	{[]string{"christmas", "day"}, fixed(12, 25)},
	{[]string{"christmas"}, fixed(12, 25)},
	{[]string{"boxing", "day"}, fixed(12, 26)},
	{[]string{"orthodox", "easter", "sunday"}, orthodoxEaster},
	{[]string{"orthodox", "easter"}, orthodoxEaster},
	{[]string{"ash", "wednesday"}, afterEaster(-46)},
	{[]string{"palm", "sunday"}, afterEaster(-7)},
	{[]string{"maundy", "thursday"}, afterEaster(-3)},
	{[]string{"good", "friday"}, afterEaster(-2)},
	{[]string{"holy", "saturday"}, afterEaster(-1)},
	{[]string{"easter", "sunday"}, afterEaster(0)},
	{[]string{"easter", "monday"}, afterEaster(1)},
	{[]string{"easter"}, afterEaster(0)},
	{[]string{"ascension", "day"}, afterEaster(39)},
	{[]string{"whit", "sunday"}, afterEaster(49)},
	{[]string{"whit", "monday"}, afterEaster(50)},
	{[]string{"pentecost"}, afterEaster(49)},
	{[]string{"corpus", "christi"}, afterEaster(60)},
	{[]string{"valentine", "'s", "day"}, fixed(2, 14)},
	{[]string{"st", "patrick", "'s", "day"}, fixed(3, 17)},
	{[]string{"april", "fools", "'", "day"}, fixed(4, 1)},
	{[]string{"april", "fool", "'s", "day"}, fixed(4, 1)},
	{[]string{"international", "women", "'s", "day"}, fixed(3, 8)},
	{[]string{"may", "day"}, fixed(5, 1)},
	{[]string{"juneteenth"}, fixed(6, 19)},
	{[]string{"fourth", "of", "july"}, fixed(7, 4)},
	{[]string{"bastille", "day"}, fixed(7, 14)},
	{[]string{"labor", "day"}, nth(9, time.Monday, 1)},
	{[]string{"columbus", "day"}, nth(10, time.Monday, 2)},
	{[]string{"halloween"}, fixed(10, 31)},
	{[]string{"all", "saints", "'", "day"}, fixed(11, 1)},
	{[]string{"veterans", "day"}, fixed(11, 11)},
	{[]string{"armistice", "day"}, fixed(11, 11)},
	{[]string{"thanksgiving", "day"}, nth(11, time.Thursday, 4)},
	{[]string{"thanksgiving"}, nth(11, time.Thursday, 4)},
	{[]string{"black", "friday"}, func(y int) time.Time { return nth(11, time.Thursday, 4)(y).AddDate(0, 0, 1) }},
	{[]string{"martin", "luther", "king", "day"}, nth(1, time.Monday, 3)},
	{[]string{"presidents", "'", "day"}, nth(2, time.Monday, 3)},
	{[]string{"memorial", "day"}, nth(5, time.Monday, -1)},
}

// holiday reads the name of a feast at i and returns its rule and length.
func (c *scanner) holiday(i int) (func(int) time.Time, int) {
	if i < len(c.lx) && !c.lx[i].upper {
		return nil, 0
	}
	for h := range holidays {
		words := holidays[h].words
		ok := true
		for k, w := range words {
			if !c.is(i+k, w) {
				ok = false
				break
			}
		}
		if ok {
			return holidays[h].day, len(words)
		}
	}
	return nil, 0
}
