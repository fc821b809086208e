package queries_test

import (
	"context"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/intake"
	"github.com/dramatis-kg/dramatis/pipeline"
	"github.com/dramatis-kg/dramatis/queries"
	"github.com/dramatis-kg/dramatis/queries/render"
)

// recipes are the questions of the cookbook where the example of the query's
// front matter is not the one that shows best what it does.
var recipes = map[string]queries.Values{
	"actors":     {"kind": {"state"}},
	"called":     {"actor": {"Volodymyr Zelensky"}},
	"denials":    {"actor": {"Volodymyr Zelensky"}},
	"conditions": {"topic": {"truce"}},
	"mentions":   {"text": {"energy"}},
	"roles":      {"of": {"United States"}},
	"says":       {"actor": {"Dmitry Peskov"}, "text": {"Witkoff"}},
	"statements": {"relation": {"criticise, condemn, accuse"}, "words": {"truce"}},
	"topics":     {"actor": {"Donald Trump"}},
}

// cookbookRows bounds an answer in the cookbook.
const cookbookRows = 4

// readExamples stores what the program reads in the example articles.
func readExamples(t *testing.T) queries.Graph {
	t.Helper()
	ctx := context.Background()
	reader, err := pipeline.NewReader(extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	files, err := intake.New(intake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir("..")
	s, err := graph.Open(ctx, t.TempDir(), graph.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	if _, err := pipeline.Build(ctx, s, files.Read(ctx, []string{"examples"}), reader, pipeline.Options{Workers: 1}); err != nil {
		t.Fatal(err)
	}
	return queries.FromStore(s)
}

// TestCookbook keeps docs/queries.md true: the part below its mark is made from
// the saved queries, and from their answers to what the program reads in
// examples/. The answers change with the models, and are renewed by -update;
// without it the test wants the rest, and an answer to each question.
func TestCookbook(t *testing.T) {
	const file, mark = "docs/queries.md", "<!-- made by go test ./queries -run Cookbook -update -->\n"
	l, err := queries.Open()
	if err != nil {
		t.Fatal(err)
	}
	g := readExamples(t)
	var b strings.Builder
	for _, q := range l.List() {
		values, ok := recipes[q.Name]
		if !ok {
			values = q.Example()
		}
		table, err := queries.Run(context.Background(), g, q, values, queries.Options{MaxRows: cookbookRows})
		if err != nil {
			t.Fatalf("%s: %v", q.Name, err)
		}
		if len(table.Rows) == 0 && q.Name != "disputed" { // the examples contradict each other nowhere
			t.Errorf("%s %v has no answer in examples/", q.Name, values)
		}
		b.WriteString(describe(q))
		b.WriteString("    $ dramatis query " + q.Name)
		for _, name := range slices.Sorted(maps.Keys(values)) {
			for _, v := range values[name] {
				b.WriteString(" --" + name + " " + quoted(v))
			}
		}
		if len(table.Rows) == cookbookRows {
			b.WriteString(" --limit 4")
		}
		b.WriteByte('\n')
		var out strings.Builder
		if err := render.Write(&out, table, render.Options{Width: 96}); err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(strings.TrimRight(out.String(), "\n"), "\n") {
			b.WriteString(strings.TrimRight("    "+line, " ") + "\n")
		}
		if len(table.Rows) == 0 {
			b.WriteString("\nThe eight articles agree with each other; `queries/testdata/disputes.story` has some that do not.\n")
		}
	}
	old, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	head, made, ok := strings.Cut(string(old), mark)
	if !ok {
		t.Fatalf("%s lacks the line %s", file, mark)
	}
	if *update {
		if err := os.WriteFile(file, []byte(head+mark+b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if outline(made) != outline(b.String()) {
		t.Errorf("%s is out of date: go test ./queries -run Cookbook -update", file)
	}
}

// describe is a query's title, question, parameters and filters.
func describe(q *queries.Query) string {
	var b strings.Builder
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
		filters = append(filters, "`place`, `words`")
	}
	if len(filters) > 0 {
		b.WriteString("Filters: " + strings.Join(filters, ", ") + ".\n\n")
	}
	return b.String()
}

// outline is the cookbook without its answers.
func outline(s string) string {
	var b strings.Builder
	for line := range strings.Lines(s) {
		if !strings.HasPrefix(line, "    ") && strings.TrimSpace(line) != "" {
			b.WriteString(line)
		}
	}
	return b.String()
}

// quoted is a value as one types it.
func quoted(s string) string {
	if strings.ContainsAny(s, " ,") {
		return `"` + s + `"`
	}
	return s
}
