package queries

import (
	"slices"
	"strconv"

	"github.com/dramatis-kg/dramatis/schema"
)

// position is the column that counts the places on a timeline.
const position = "position"

// number settles the order of rows on one day and fills the column position.
// What a text says to come later comes later; within a document the
// narrative orders what has one date. Rows of one date of different documents
// have the same position where nothing says which was first: a tie is shown,
// not hidden.
func number(q *Query, rows []*draft) {
	at := slices.IndexFunc(q.columns(), func(c Column) bool { return c.Name == position })
	if at < 0 || len(rows) == 0 {
		return
	}
	for start := 0; start < len(rows); {
		end := start + 1
		for end < len(rows) && rows[start].sameDay(rows[end]) {
			end++
		}
		settle(rows[start:end])
		start = end
	}
	n, tied := 0, map[string]bool{} // documents at this position
	for i, d := range rows {
		doc := d.document()
		if i == 0 || !d.sameDay(rows[i-1]) || doc == "" || tied[doc] {
			n, tied = n+1, map[string]bool{}
		}
		tied[doc] = true
		d.cells[at] = Cell{Text: strconv.Itoa(n)}
	}
}

func (d *draft) document() string {
	if len(d.evidence) == 0 {
		return ""
	}
	return string(d.evidence[0].Doc.ID)
}

// sameDay reports rows of one date; all that is undated is one date.
func (d *draft) sameDay(o *draft) bool {
	if len(d.evidence) == 0 || len(o.evidence) == 0 {
		return false
	}
	return d.evidence[0].Date.EDTF() == o.evidence[0].Date.EDTF()
}

// settle moves rows in front of those that their text says come later,
// keeping the order of all others. Orders that contradict each other are left
// as they stand.
func settle(rows []*draft) {
	at := map[schema.StatementID]int{}
	for i, d := range rows {
		for _, e := range d.evidence {
			at[e.Statement] = i
		}
	}
	before := make([]int, len(rows)) // how many rows must come first
	later := make([][]int, len(rows))
	for i, d := range rows {
		for _, e := range d.evidence {
			for _, id := range e.Before {
				if j, ok := at[id]; ok && j != i && !slices.Contains(later[i], j) {
					later[i] = append(later[i], j)
					before[j]++
				}
			}
		}
	}
	out := make([]*draft, 0, len(rows))
	taken := make([]bool, len(rows))
	for len(out) < len(rows) {
		next := -1
		for i := range rows {
			if !taken[i] && before[i] == 0 {
				next = i
				break
			}
		}
		if next < 0 { // a circle: the first that is left
			next = slices.Index(taken, false)
		}
		taken[next] = true
		out = append(out, rows[next])
		for _, j := range later[next] {
			before[j]--
		}
	}
	copy(rows, out)
}
