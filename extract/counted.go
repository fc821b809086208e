package extract

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// counted is the date of a clause that is told by its distance from another
// happening: "resigned two days after she was arrested on Monday", "a week
// before the vote of 3 May".
func (x *extractor) counted(c *clause) clauseDate {
	t := c.t
	for _, g := range t.clauses {
		if g.parent != c || g.link != linkAdverbial && g.link != linkFree {
			continue
		}
		if x.length(t, t.markAt(g.pred)) == nil {
			continue
		}
		if own := x.ownDate(c); own.date.Basis == schema.BasisExplicit && own.date.Precision() == "day" && !strings.Contains(own.date.EDTF(), "/") {
			return own // "arrested him on Tuesday, five months after the firm failed"
		}
		if d := x.distance(t, x.dateIn(g).date, t.markAt(g.pred), 1); d.Known() {
			return clauseDate{date: d, own: true}
		}
	}
	for _, k := range append(t.children(c.pred, "obl"), t.children(c.pred, "obl:unmarked")...) {
		if t.inTime[k] >= 0 {
			continue
		}
		m := t.caseAt(k)
		if x.length(t, m) == nil {
			continue
		}
		if d := x.distance(t, x.nounDay(t, k), m, 1); d.Known() {
			return clauseDate{date: d, own: true, leading: k < c.pred}
		}
	}
	return clauseDate{}
}

// countedBack is the date of a clause from which another is counted that has
// a date: "resigned on Wednesday, two days after she was arrested".
func (x *extractor) countedBack(c *clause) clauseDate {
	if c.parent == nil || c.link != linkAdverbial {
		return clauseDate{}
	}
	own := x.ownDate(c.parent)
	if !own.date.Known() {
		return clauseDate{}
	}
	return clauseDate{date: x.distance(c.t, own.date, c.t.markAt(c.pred), -1), own: true}
}

// nounDay is the date of a noun of happening: its own, else that of the
// happening it refers to.
func (x *extractor) nounDay(t *tree, k int) schema.Date {
	none := schema.Date{Basis: schema.BasisNone}
	ev, ok := x.lex.events[t.lemma(k)]
	if !ok && !x.happens(t, k) {
		return none
	}
	for j, ti := range t.inTime { // parsers hang it on the noun, or on the verb
		if ti >= 0 && t.d.Times[ti].EDTF != "" && t.timeHead(&t.d.Times[ti]) == j && (t.head(j) == k || j > k && j <= k+4 && t.d.Times[ti].First <= k+2) {
			if d, ok := x.timeDate(t, &t.d.Times[ti], j); ok {
				return d
			}
		}
	}
	if ok && ev.relation != "" && t.definite(k) {
		if h, found := x.recall(t, ev.relation, k); found {
			return h.date.WithBasis(schema.BasisAnaphor)
		}
	}
	return none
}

// markAt is the first token of the subordinator of a clause, -1 for none.
func (t *tree) markAt(pred int) int {
	for _, k := range t.kids[pred] {
		if (t.rel(k) == "mark" || t.rel(k) == "case") && (t.lower(k) == "after" || t.lower(k) == "before") {
			return k
		}
		if t.rel(k) == "nsubj" || t.rel(k) == "nsubj:pass" {
			if m := t.caseAt(k); m >= 0 {
				return m // parsers take it for a preposition of the subject
			}
		}
	}
	return -1
}

// caseAt is the preposition "after", "before" or "following" of a noun, -1
// for none.
func (t *tree) caseAt(i int) int {
	for _, k := range t.kids[i] {
		if w := t.lower(k); t.rel(k) == "case" && (w == "after" || w == "before" || w == "following") {
			return k
		}
	}
	return -1
}

// wholeUnits is a TIMEX3 length in whole days, weeks, months or years.
var wholeUnits = regexp.MustCompile(`^P([0-9]{1,3})([DWMY])$`)

// length is the number and the unit of the length of time that stands just
// before token m, nil for none.
func (x *extractor) length(t *tree, m int) []string {
	if m <= 0 || t.inTime[m-1] < 0 {
		return nil
	}
	e := &t.d.Times[t.inTime[m-1]]
	if e.Type != text.TimeDuration || e.End != m {
		return nil
	}
	return wholeUnits.FindStringSubmatch(e.Timex)
}

// distance moves a date by the length of time that stands just before the
// word "after" or "before" at token m; sign is -1 where the date is the one that is counted
// from the other side. The result is as precise as the coarser of the two.
func (x *extractor) distance(t *tree, d schema.Date, m, sign int) schema.Date {
	none := schema.Date{Basis: schema.BasisNone}
	f := x.length(t, m)
	if f == nil || !d.Known() || d.Basis == schema.BasisPublication {
		return none
	}
	if t.lower(m) == "before" {
		sign = -sign
	}
	n, err := strconv.Atoi(f[1])
	if err != nil {
		return none
	}
	first, _ := d.Bounds()
	day, err := time.Parse(time.DateOnly, first)
	if err != nil {
		return none
	}
	v := ""
	switch p := d.Precision(); {
	case f[2] == "D" && p == "day":
		v = day.AddDate(0, 0, sign*n).Format(time.DateOnly)
	case f[2] == "W" && p == "day":
		v = day.AddDate(0, 0, 7*sign*n).Format(time.DateOnly) + "~"
	case f[2] == "M" && (p == "day" || p == "month"):
		at := time.Date(day.Year(), day.Month(), 1, 0, 0, 0, 0, time.UTC)
		v = at.AddDate(0, sign*n, 0).Format("2006-01") + "~"
	case f[2] == "Y" && (p == "day" || p == "month" || p == "year"):
		v = strconv.Itoa(day.Year() + sign*n)
		if len(v) != 4 {
			return none
		}
	default:
		return none
	}
	basis := d.Basis
	if basis == schema.BasisExplicit {
		basis = schema.BasisInherited
	}
	out, err := schema.ParseEDTF(v, basis)
	if err != nil {
		return none
	}
	return out.WithPhrase(t.slice(t.d.Times[t.inTime[m-1]].Span) + " " + t.lower(m))
}
