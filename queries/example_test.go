package queries_test

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries"
	"github.com/dramatis-kg/dramatis/queries/render"
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

// TestCookbook keeps docs/queries.md true: the part below its mark is made
// from the saved queries and their answers.
func TestCookbook(t *testing.T) {
	const file, mark = "../docs/queries.md", "<!-- made by go test ./queries -run Cookbook -update -->\n"
	l, err := queries.Open()
	if err != nil {
		t.Fatal(err)
	}
	_, g, _ := openStory(t, "testdata/ceasefire.story")
	var b strings.Builder
	for _, q := range l.List() {
		table, err := queries.Run(context.Background(), g, q, q.Example(), queries.Options{MaxRows: 6})
		if err != nil {
			t.Fatalf("%s: %v", q.Name, err)
		}
		b.WriteString("\n## " + q.Name + "\n\n" + q.Title + ". " + q.Question + "\n\n")
		if len(q.Params) > 0 {
			b.WriteString("| parameter | type | |\n|---|---|---|\n")
			for _, p := range q.Params {
				if p.Filter {
					continue
				}
				need := ""
				switch {
				case p.Required:
					need = " (needed)"
				case p.Default != "":
					need = " (" + p.Default + " unless given)"
				}
				b.WriteString("| `" + p.Name + "` | " + string(p.Type) + " | " + p.Description + need + " |\n")
			}
			b.WriteByte('\n')
		}
		var filters []string
		if q.Has(queries.FilterDates) {
			filters = append(filters, "`from`, `to`, `on`, `undated`")
		}
		if q.Has(queries.FilterModality) {
			var shown []string
			for _, c := range q.Modality {
				shown = append(shown, string(c))
			}
			filters = append(filters, "`modality` ("+strings.Join(shown, ", ")+" unless given), `all-modalities`")
		}
		if q.Has(queries.FilterConfidence) {
			filters = append(filters, "`min-confidence`")
		}
		if q.Has(queries.FilterPlace) && q.Has(queries.FilterWords) {
			filters = append(filters, "`place`", "`words`")
		}
		if len(filters) > 0 {
			b.WriteString("Filters: " + strings.Join(filters, ", ") + ".\n\n")
		}
		b.WriteString("    $ dramatis query " + q.Name)
		for _, p := range q.Params {
			if p.Example != "" {
				b.WriteString(" --" + p.Name + " \"" + p.Example + "\"")
			}
		}
		b.WriteByte('\n')
		var out strings.Builder
		if err := render.Write(&out, table, render.Options{Width: 100}); err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(strings.TrimRight(out.String(), "\n"), "\n") {
			b.WriteString(strings.TrimRight("    "+line, " ") + "\n")
		}
	}
	old, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	head, _, ok := strings.Cut(string(old), mark)
	if !ok {
		t.Fatalf("%s lacks the line %s", file, mark)
	}
	want := head + mark + b.String()
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if want != string(old) {
		t.Errorf("%s is out of date: go test ./queries -run Cookbook -update", file)
	}
}
