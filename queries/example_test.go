package queries_test

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries"
)

// TestExamples runs every saved query with the examples of its front matter.
func TestExamples(t *testing.T) {
	l, err := queries.Open()
	if err != nil {
		t.Fatal(err)
	}
	_, g, store := openStory(t, "testdata/ceasefire.story")
	for _, q := range l.List() {
		t.Run(q.Name, func(t *testing.T) {
			table, err := queries.Run(context.Background(), g, q, q.Example(), queries.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if len(table.Rows) == 0 {
				t.Error("the example has no answer")
			}
			modality := table.Column("modality")
			for _, r := range table.Rows {
				if len(r.Cells) != len(table.Columns) {
					t.Fatalf("%d cells for %d columns", len(r.Cells), len(table.Columns))
				}
				for _, e := range r.Evidence {
					if e.Class != r.Class() || modality < 0 || r.Cells[modality].Text != string(e.Class) {
						t.Errorf("row %v: modality is mixed or not shown", r.Cells)
					}
					if e.Sentence == "" || e.Doc.ID == "" || e.Span.Empty() {
						t.Errorf("row %v: no way back to the text: %+v", r.Cells, e)
					}
				}
			}
			// As it stands, in Cayley's own web UI, with the script's own values.
			if q.Language == queries.Gizmo {
				rows := 0
				for _, err := range store.Query(context.Background(), graph.Gizmo, q.Body, graph.Limits{}) {
					if err != nil {
						t.Fatalf("pasted as it stands: %v", err)
					}
					rows++
				}
				if rows == 0 {
					t.Error("pasted as it stands it finds nothing")
				}
			}
		})
	}
}

// TestSampleQuery runs the query that docs/queries.md shows for writing one's
// own, word for word.
func TestSampleQuery(t *testing.T) {
	doc, err := os.ReadFile("../docs/queries.md")
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := strings.Cut(string(doc), "## Writing your own\n")
	var script strings.Builder
	for line := range strings.Lines(strings.TrimLeft(after, "\n")) {
		if strings.TrimSpace(line) != "" && !strings.HasPrefix(line, "    ") {
			break
		}
		script.WriteString(strings.TrimPrefix(line, "    "))
	}
	q, err := queries.Parse("visits.js", script.String())
	if err != nil {
		t.Fatal(err)
	}
	_, g, _ := openStory(t, "testdata/travel.story")
	table, err := queries.Run(context.Background(), g, q, queries.Values{"actor": {"Anna Lind"}}, queries.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range table.Rows {
		got = append(got, r.Cells[table.Column("where")].Text+" "+r.Cells[table.Column("modality")].Text)
	}
	if want := "Norway asserted, Sweden planned"; strings.Join(got, ", ") != want {
		t.Errorf("got %q, want %s", got, want)
	}
}
