package queries

import (
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

func TestNumber(t *testing.T) {
	q := &Query{Columns: []Column{{Name: position, Type: ColNumber}, {Name: "modality"}}, filters: []Filter{FilterModality}}
	// Rows as "statement document date [later statements]".
	for _, c := range []struct{ rows, want string }{
		{"a x 2025-03-13\nb x 2025-03-13\nc x 2025-03-14", "1a 2b 3c"},
		{"a x 2025-03-13\nb y 2025-03-13\nc y 2025-03-13", "1a 1b 2c"},
		{"a x 2025-03-13\nb x 2025-03-13 a", "1b 2a"},
		{"a x 2025-03-13 b\nb x 2025-03-13 a\nc z 2025-03-13", "1c 1a 2b"},
		{"a x ../2025-03-13\nb x ../2025-03-13 a\nc x ../2025-03-14", "1b 2a 3c"},
		{"a x 2025-03-13\nb y 2025-03\nc z 2025-03-14", "1a 2b 3c"},
		{"a x - \nb y - ", "1a 1b"},
	} {
		var rows []*draft
		for line := range strings.SplitSeq(c.rows, "\n") {
			f := strings.Fields(line)
			edtf := f[2]
			if edtf == "-" {
				edtf = ""
			}
			date, err := schema.ParseEDTF(edtf, schema.BasisExplicit)
			if err != nil {
				t.Fatal(err)
			}
			e := Evidence{Statement: schema.StatementID(f[0]), Doc: Document{ID: text.ArticleID(f[1])}, Date: date}
			for _, id := range f[3:] {
				e.Before = append(e.Before, schema.StatementID(id))
			}
			rows = append(rows, &draft{evidence: []Evidence{e}, cells: make([]Cell, 2)})
		}
		number(q, rows)
		var got []string
		for _, d := range rows {
			got = append(got, d.cells[0].Text+string(d.evidence[0].Statement))
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("%q: got %s, want %s", c.rows, g, c.want)
		}
	}
}
