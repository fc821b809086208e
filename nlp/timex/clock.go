package timex

import (
	"fmt"
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// clock reads a time of day at i: "9 p.m.", "9:30pm", "21:00", "16:00 UTC",
// "noon". sure is false for a bare "9:30", which may be a score.
func (c *scanner) clock(i int) (v string, end int, sure bool) {
	l := c.at(i)
	if l.low == "noon" || l.low == "midday" {
		return "12:00", i + 1, true
	}
	if l.low == "midnight" {
		return "24:00", i + 1, true
	}
	h, hm := l.num, false
	if !l.digits || len(l.low) > 2 {
		if v := cardinals[l.low]; v >= 1 && v <= 12 && c.oclock(i+1) > 0 {
			return fmt.Sprintf("%02d:00", v), i + 1 + c.oclock(i+1), true
		}
		if l.digits && len(l.low) == 4 && c.any(i+1, "gmt", "utc", "hours", "hrs") && l.num/100 < 25 && l.num%100 < 60 && !c.is(i+1, "hours") {
			return fmt.Sprintf("%02d:%02d", l.num/100, l.num%100) + zulu(c.at(i+1).low), i + 2, true
		}
		return "", 0, false
	}
	end, m := i+1, 0
	if (c.is(end, ":") || c.is(end, ".")) && c.at(end).glued && c.at(end+1).digits && c.at(end+1).glued && len(c.at(end+1).low) == 2 && c.at(end+1).num < 60 {
		hm = c.is(end, ":")
		m = c.at(end + 1).num
		end += 2
		if !hm && !c.any(end, "am", "pm", "a", "p") {
			return "", 0, false
		}
	}
	if h > 24 {
		return "", 0, false
	}
	half := c.at(end).low
	n := 1
	if (half == "a" || half == "p") && c.is(end+1, ".") && c.is(end+2, "m") {
		half += "m"
		n = 3
		if c.is(end+3, ".") && c.at(end+3).glued {
			n = 4
		}
	}
	switch {
	case half == "pm" && h <= 12:
		if h < 12 {
			h += 12
		}
		sure, end = true, end+n
	case half == "am" && h <= 12:
		if h == 12 {
			h = 0
		}
		sure, end = true, end+n
	case c.oclock(end) > 0 && h <= 12:
		sure, end = true, end+c.oclock(end)
	case !hm:
		return "", 0, false
	}
	if sure && c.is(end, ".") && c.at(end).glued && c.at(end).tok == c.at(end-1).tok {
		end++
	}
	v = fmt.Sprintf("%02d:%02d", h, m)
	switch {
	case c.any(end, "utc", "gmt"):
		return v + "Z", end + 1, true
	case c.any(end, "est", "edt", "et", "pst", "pdt", "cet", "cest", "bst", "cst", "cdt", "msk", "eet", "eest", "ist", "jst") && c.at(end).upper:
		return v, end + 1, true
	case c.is(end, "local") && c.is(end+1, "time"):
		return v, end + 2, true
	case c.at(end).upper && c.is(end+1, "time"):
		return v, end + 2, true
	}
	return v, end, sure
}

func zulu(w string) string {
	if w == "gmt" || w == "utc" {
		return "Z"
	}
	return ""
}

// oclock is the number of lexemes of "o'clock" at i.
func (c *scanner) oclock(i int) int {
	switch {
	case c.is(i, "o") && c.is(i+1, "'clock"):
		return 2
	case c.is(i, "o'clock"):
		return 1
	}
	return 0
}

// trailingClock reads ", 9 p.m." or "at 9 p.m." after a day.
func (c *scanner) trailingClock(i int) (string, int, bool) {
	j := c.skip(i, ",")
	at := c.any(j, "at", "around", "about", "by")
	if at {
		j = c.skip(j+1, "about", "around")
	}
	v, end, sure := c.clock(j)
	if end == 0 || !sure && !at {
		return "", i, false
	}
	if c.is(i, ",") && !at && !c.at(j).digits {
		return "", i, false
	}
	return v, end, true
}

// clockDate reads a time of day, with its day where that follows or came
// before. A time with its zone and no day anywhere before it is that of the
// day of publication; any other without a day may be a habit.
func (c *scanner) clockDate(i int) (result, bool) {
	v, end, sure := c.clock(i)
	if end == 0 {
		return result{}, false
	}
	if !sure && !c.any(i-1, "at", "by", "around", "about", "from", "until", "till", "before", "after", "since", "to") {
		return result{}, false
	}
	if c.any(i, "midnight", "noon", "midday") && c.at(i).upper && c.at(i+1).upper {
		return result{}, false
	}
	r := result{end: end, typ: text.TimeTime, rule: "clock", anchor: -1, basis: basisNone, timex: "T" + v}
	for _, j := range []int{c.skip(end, ",", "on"), c.skip(end, "of", "the"), c.skip(end, "(")} {
		k, ok := c.calendar(j)
		if !ok || k.p.grain != grainDay {
			if k, ok = c.deicticCore(j); !ok || k.p.grain != grainDay {
				continue
			}
		}
		r.end = k.end
		p, basis, known := c.resolve(k, i)
		if part, n := c.trailingPart(k.end); n > 0 && part != "" {
			r.end += n
		}
		p.clock = v
		r.p, r.basis, r.known = p, basis, known
		if known {
			r.timex = ""
		}
		return r, true
	}
	if a, ok := c.lastDay(4); ok {
		r.p, r.known, r.basis, r.anchor, r.timex = c.found[a].point, true, basisAnaphor, a, ""
		r.p.clock, r.p.part, r.p.mod = v, "", ""
	} else if _, other := c.lastDay(c.si); !other && c.hasPub && (strings.HasSuffix(v, "Z") || c.any(end-1, "time") && c.at(i).digits) {
		r.p, r.known, r.basis, r.timex = c.pub, true, basisPublication, ""
		r.p.clock = v
	}
	return r, true
}

// lastDay is the latest expression of the story that names a day, at most
// back sentences before this one. A dateline (a sentence that is nothing but
// its date) does not count.
func (c *scanner) lastDay(back int) (int, bool) {
	for k := len(c.found) - 1; k >= 0 && c.found[k].sentence >= c.si-back; k-- {
		if f := &c.found[k]; f.dated && f.grain == grainDay && f.mod == "" && !f.dateline {
			return k, true
		}
	}
	return 0, false
}
