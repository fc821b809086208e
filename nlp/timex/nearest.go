package timex

import "time"

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
	case k.needWeek && tn == tensePresent && !c.s.Heading && !c.any(i-1, "since", "after") && !c.modifies(k.end):
		return c.nearWeekday(k.weekday, tenseFuture, k.p), basisPublication, true // "the trial opens on Friday"
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
