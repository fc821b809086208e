package queries

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/dramatis-kg/dramatis/schema"
)

// classOrder ranks classes from the strongest claim to the weakest.
var classOrder = [...]Class{ClassAsserted, ClassReported, ClassPlanned, ClassHypothetical, ClassNegated}

func classRank(c Class) int {
	for i, x := range classOrder {
		if x == c {
			return i
		}
	}
	return len(classOrder) - 1
}

// columns are the query's, and a modality column if it has none: for a query
// of statements the modality is always to be seen. Queries over documents
// and actors as such have a column of type modality only if they ask for it.
func (q *Query) columns() []Column {
	cols := slices.Clone(q.Columns)
	if !q.restsOnStatements() || slices.ContainsFunc(cols, func(c Column) bool { return c.Name == "modality" }) {
		return cols
	}
	return append(cols, Column{Name: "modality", Type: ColModality, Label: "modality", Key: "modality"})
}

// restsOnStatements reports whether rows name statements: the query filters
// them, or its text uses their tag.
func (q *Query) restsOnStatements() bool {
	return len(q.filters) > 0 || q.Primitive == pathPrimitive || strings.Contains(q.Body, `"`+statementTag+`"`) ||
		strings.Contains(q.Body, statementTag+":")
}

// fill makes the cells of each row and puts names in the place of ids.
func fill(ctx context.Context, g Graph, q *Query, rows []*draft) error {
	cols := q.columns()
	var ids []schema.NodeID
	asked := map[schema.NodeID]bool{}
	for _, d := range rows {
		for _, c := range cols {
			cell, named := d.cell(c)
			d.cells = append(d.cells, cell)
			if named {
				continue
			}
			for _, id := range cell.IDs {
				if n := schema.NodeID(id); !asked[n] {
					asked[n] = true
					ids = append(ids, n)
				}
			}
		}
	}
	if len(ids) == 0 {
		return nil
	}
	names, err := g.Names(ctx, ids)
	if err != nil {
		return fmt.Errorf("queries: %s: read names: %w", q.Name, err)
	}
	for _, d := range rows {
		for i, c := range d.cells {
			if c.Text != "" || len(c.IDs) == 0 {
				continue
			}
			d.cells[i].Text = nameAll(c.mixed, names)
			d.cells[i].mixed = nil
		}
	}
	return nil
}

// nameAll joins values, nodes by their names. Where some are words, they make
// a phrase ("Ann meet Bo"), else a list.
func nameAll(values []string, names map[schema.NodeID]string) string {
	var words []string
	sep := ", "
	for _, s := range values {
		id, isNode := strings.CutPrefix(s, "<")
		switch {
		case isNode && strings.HasSuffix(id, ">"):
			id = strings.TrimSuffix(id, ">")
			name := names[schema.NodeID(id)]
			if name == "" {
				name = id
			}
			words = append(words, name)
		case s != "":
			words, sep = append(words, strings.ReplaceAll(s, "_", " ")), " "
		}
	}
	return strings.Join(words, sep)
}

// cell is the value of a column: what the result carries, else the field of
// the row's first statement. The modality is never the result's: it is the
// statements'. Named reports that ids have their names already.
func (d *draft) cell(c Column) (cell Cell, named bool) {
	if c.Name == "modality" && len(d.evidence) > 0 {
		return Cell{Text: string(d.evidence[0].Class)}, true
	}
	if _, own := d.result[c.Key]; c.Name == "statements" && (!own || len(d.evidence) > 0) {
		return Cell{Text: strconv.Itoa(len(d.evidence))}, true
	}
	if v, ok := d.result[c.Key]; ok && v != nil {
		cell := cellFrom(stringsOf(v))
		if c.Type == ColText && len(cell.IDs) > 0 && cell.Text == "" {
			cell.Text = strings.Join(cell.IDs, ", ")
		}
		return cell, false
	}
	if len(d.evidence) > 0 {
		if cell, ok := d.evidence[0].field(c.Name); ok {
			return cell, true
		}
	}
	return Cell{}, true
}

// cellFrom makes a cell of values; IRIs become ids, to be named later.
func cellFrom(values []string) Cell {
	var c Cell
	var words []string
	for _, s := range values {
		if len(s) > 2 && s[0] == '<' && s[len(s)-1] == '>' {
			c.IDs = append(c.IDs, s[1:len(s)-1])
		} else {
			words = append(words, s)
		}
	}
	if len(c.IDs) == 0 {
		c.Text = strings.Join(words, ", ")
		return c
	}
	c.mixed = values
	return c
}

// stringsOf flattens a result's value to strings.
func stringsOf(v any) []string {
	switch v := v.(type) {
	case nil:
		return nil
	case string:
		return []string{v}
	case bool:
		return []string{strconv.FormatBool(v)}
	case float64:
		return []string{strconv.FormatFloat(v, 'f', -1, 64)}
	case int64:
		return []string{strconv.FormatInt(v, 10)}
	case []any:
		var out []string
		for _, e := range v {
			out = append(out, stringsOf(e)...)
		}
		return out
	case []string:
		return v
	case map[string]any:
		if id, ok := v["id"]; ok {
			return stringsOf(id)
		}
		var out []string
		for _, k := range slices.Sorted(maps.Keys(v)) {
			out = append(out, stringsOf(v[k])...)
		}
		return out
	}
	return []string{fmt.Sprint(v)}
}

// group joins rows with equal values in the group's columns and equal
// modality, and gathers their statements in order of time.
func group(q *Query, rows []*draft) []*draft {
	if len(q.Group) == 0 {
		return rows
	}
	cols := q.columns()
	at := map[string]int{}
	for i, c := range cols {
		at[c.Name] = i
	}
	byKey := map[string]*draft{}
	var out []*draft
	for _, d := range rows {
		var key strings.Builder
		if len(d.evidence) > 0 {
			key.WriteString(string(d.evidence[0].Class))
		}
		for _, name := range q.Group {
			c := d.cells[at[name]]
			key.WriteString("\x00" + c.Text + "\x01" + strings.Join(c.IDs, ","))
		}
		first, ok := byKey[key.String()]
		if !ok {
			byKey[key.String()] = d
			out = append(out, d)
			continue
		}
		first.evidence = append(first.evidence, d.evidence...)
	}
	for _, d := range out {
		slices.SortStableFunc(d.evidence, func(a, b Evidence) int {
			return cmp.Or(cmp.Compare(a.When(), b.When()), cmp.Compare(a.Statement, b.Statement))
		})
		d.evidence = slices.CompactFunc(d.evidence, func(a, b Evidence) bool { return a.Statement == b.Statement })
		for i, c := range cols {
			if slices.Contains(q.Group, c.Name) {
				continue
			}
			if _, own := d.result[c.Key]; !own || c.Name == "statements" {
				d.cells[i], _ = d.cell(c)
			}
		}
	}
	return out
}

// order sorts rows by the query's order; ties by the cells, left to right,
// and by the statements, so that the order is the same on every run.
func order(q *Query, rows []*draft) {
	cols := q.columns()
	at := map[string]int{}
	for i, c := range cols {
		at[c.Name] = i
	}
	compare := func(a, b *draft) int {
		for _, key := range q.Order {
			name, desc := strings.CutPrefix(key, "-")
			var n int
			switch {
			case name == "when":
				n = cmp.Compare(a.when(), b.when())
			default:
				n = compareCells(cols[at[name]].Type, a.cells[at[name]].Text, b.cells[at[name]].Text)
			}
			if desc {
				n = -n
			}
			if n != 0 {
				return n
			}
		}
		for i := range a.cells {
			if n := cmp.Compare(a.cells[i].Text, b.cells[i].Text); n != 0 {
				return n
			}
		}
		return cmp.Compare(a.when(), b.when())
	}
	slices.SortStableFunc(rows, compare)
}

func (d *draft) when() string {
	if len(d.evidence) == 0 {
		return ""
	}
	return d.evidence[0].When() + "/" + string(d.evidence[0].Statement)
}

func compareCells(t ColumnType, a, b string) int {
	switch t {
	case ColNumber:
		x, errA := strconv.ParseFloat(a, 64)
		y, errB := strconv.ParseFloat(b, 64)
		if errA == nil && errB == nil {
			return cmp.Compare(x, y)
		}
	case ColModality:
		return cmp.Compare(classRank(Class(a)), classRank(Class(b)))
	}
	return cmp.Compare(a, b)
}
