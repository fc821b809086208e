package queries

import (
	"cmp"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/schema"
)

// together makes one row of those that tell of one event, where the query asks
// for it: the same happening in other words, or in another document. The row
// that says the day most plainly leads; the others add their documents, their
// speakers and the actors that it lacks. Rows of different modality, and deeds
// that share no more than their kind of event, stay apart.
func together(q *Query, rows []*draft) []*draft {
	if !q.Together {
		return rows
	}
	at := map[string]int{} // index into out
	var groups [][]*draft
	for _, d := range rows {
		key := d.happening()
		if i, ok := at[key]; ok && key != "" {
			groups[i] = append(groups[i], d)
			continue
		}
		if key != "" {
			at[key] = len(groups)
		}
		groups = append(groups, []*draft{d})
	}
	out := make([]*draft, len(groups))
	for i, g := range groups {
		slices.SortStableFunc(g, func(a, b *draft) int {
			x, y := &a.evidence, &b.evidence
			if len(*x) == 0 || len(*y) == 0 {
				return 0
			}
			return cmp.Or(cmp.Compare((*x)[0].plainness(), (*y)[0].plainness()), cmp.Compare((*x)[0].When(), (*y)[0].When()))
		})
		out[i] = g[0]
		for _, d := range g[1:] {
			out[i].take(q, d)
		}
	}
	return out
}

// secondReading is the rule of statements that a clause gives beside its own:
// who received somebody met him.
const secondReading = "host-meets"

// onceTold makes one row of the two in which a timeline tells one clause: of
// the statement as it is written and of its second reading, which takes the
// other's evidence. Both read the same.
func onceTold(q *Query, rows []*draft) []*draft {
	if q.View != ViewTimeline {
		return rows
	}
	clause := func(e *Evidence) string {
		return strings.Join([]string{string(e.Doc.ID), e.Span.String(), string(e.Class), e.Claim()}, "\x00")
	}
	second := map[string]*draft{}
	for _, d := range rows {
		for i := range d.evidence {
			if e := &d.evidence[i]; e.Rule == secondReading {
				second[clause(e)] = d
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(rows), func(d *draft) bool {
		if len(d.evidence) != 1 || d.evidence[0].Rule == secondReading {
			return false
		}
		into := second[clause(&d.evidence[0])]
		if into == nil {
			return false
		}
		into.evidence = append(into.evidence, d.evidence[0])
		return true
	})
}

// happening is equal for rows of one modality that tell of one event; "" for
// rows that tell of none.
func (d *draft) happening() string {
	if len(d.evidence) != 1 {
		return ""
	}
	return d.evidence[0].Happening()
}

// Happening is equal for evidence of one modality that tells of one event, in
// whatever words and documents; "" where no event is
// known.
func (e *Evidence) Happening() string {
	if e.Event == "" {
		return ""
	}
	deed := string(e.Relation)
	if e.Type == schema.Consult || e.Type == schema.Assault {
		deed = string(e.Type)
	}
	if kind := strings.Split(string(e.Event), "/"); len(kind) > 2 {
		switch kind[1] {
		case "disapprove", "support", "reject", "demand", "threaten", "protest", "agree":
		default:
			deed = kind[1] // the event is of one deed, in whatever words
		}
	}
	return string(e.Class) + " " + string(e.Event) + " " + deed
}

// plainness ranks evidence of one event: those that tell its day and its sides
// themselves come first.
func (e *Evidence) plainness() int {
	n := 0
	if e.Date.Precision() != "day" {
		n += 8
	}
	if !strings.HasPrefix(string(e.Subject.ID), "actor:") || !strings.HasPrefix(string(e.Object.ID), "actor:") {
		n += 4
	}
	if e.Date.Basis != schema.BasisExplicit {
		n += 2
	}
	return n
}

// take adds what another row tells of the same event.
func (d *draft) take(q *Query, o *draft) {
	seen := map[string]bool{}
	last := -1
	cols := q.columns()
	for i, c := range cols {
		if c.Type == ColActor && c.Name != "place" {
			last = i
			for _, id := range d.cells[i].IDs {
				seen[id] = true
			}
		}
	}
	plainly := o.evidence[0].Date.Basis == schema.BasisExplicit && d.evidence[0].Date.Basis != schema.BasisExplicit && o.evidence[0].Date.EDTF() == d.evidence[0].Date.EDTF()
	guest := o.evidence[0].Type != schema.Consult && d.evidence[0].Type == schema.Consult
	for i, c := range cols {
		mine, other := &d.cells[i], o.cells[i]
		switch {
		case c.Name == "basis" && plainly:
			*mine = other
		case c.Name == "place":
			if mine.Text == "" {
				*mine = other
			}
		case c.Type == ColActor:
			if guest && i == last && last > 0 {
				continue // whom he met are the sides of the meeting
			}
			to := mine
			if !guest && last >= 0 {
				to = &d.cells[last]
			}
			if len(other.IDs) == 1 && !seen[other.IDs[0]] {
				seen[other.IDs[0]] = true
				to.add(other)
			}
		case c.Name == "doc" || c.Name == "document":
			if !slices.Contains(mine.IDs, other.IDs[0]) {
				mine.add(other)
			}
		case c.Name == "according_to":
			if !slices.Contains(strings.Split(mine.Text, "; "), other.Text) {
				mine.add(other)
			}
		}
	}
	d.evidence = append(d.evidence, o.evidence...)
}

// add lists another value in the cell.
func (c *Cell) add(o Cell) {
	if o.Text == "" {
		return
	}
	sep := "; "
	if c.Text == "" {
		sep = ""
	}
	c.Text += sep + o.Text
	c.IDs = append(slices.Clone(c.IDs), o.IDs...)
}

// dated are the events of which some statement is certain of its date, so
// that others may be listed with it that are not.
func dated(b *binding, rows []*draft) map[string]bool {
	out := map[string]bool{}
	for _, d := range rows {
		for i := range d.evidence {
			e := &d.evidence[i]
			if in, certain := b.inRange(e); in && certain && e.Event != "" {
				out[string(e.Class)+string(e.Event)] = true
			}
		}
	}
	return out
}
