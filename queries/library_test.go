package queries_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries"
)

func header(name string) string {
	return "/*---\nname: " + name + "\ntitle: T\nquestion: Q\ncolumns: [claim]\n---*/\n"
}

func TestFolders(t *testing.T) {
	dir := t.TempDir()
	files := map[string]string{
		"mine.js":   header("mine") + `g.V("asserted").in("<st:modality>").tag("st").all()`,
		"met.js":    header("met") + "g.V().getLimit(1)",
		"README.md": "no query",
	}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	l, err := queries.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if q, err := l.Get("mine"); err != nil || q.Source != filepath.ToSlash(filepath.Join(dir, "mine.js")) {
		t.Errorf("mine: %v %v", q, err)
	}
	if q, err := l.Get("met"); err != nil || q.Title != "T" {
		t.Errorf("the user's met does not take the place of ours: %v", err)
	}
	if _, err := l.Get("mett"); !errors.Is(err, queries.ErrNoQuery) || !strings.Contains(err.Error(), "did you mean met") {
		t.Errorf("mett: %v", err)
	}
	// Two files of one name, and a broken one: both faults are told.
	for _, name := range []string{"again.js", "broken.js"} {
		content := header("mine") + "g.V()"
		if name == "broken.js" {
			content = "g.V()"
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	_, err = queries.Open(dir)
	if !errors.Is(err, queries.ErrFile) || !strings.Contains(err.Error(), "broken.js:1:") || !strings.Contains(err.Error(), `"mine" is taken by`) {
		t.Errorf("got %v", err)
	}
	if _, err := queries.Open(filepath.Join(dir, "absent")); err == nil {
		t.Error("an absent folder is no error")
	}
}

// TestUserQuery runs what users may write, well and badly.
func TestUserQuery(t *testing.T) {
	_, g, store := openStory(t, "testdata/talks.story")
	ask := func(body string, o queries.Options) (*queries.Table, error) {
		q, err := queries.Parse("mine.js", header("mine")+body)
		if err != nil {
			t.Fatal(err)
		}
		return queries.Run(context.Background(), g, q, nil, o)
	}
	// A query that takes everything still shows asserted things alone, and
	// their modality, though its file names no such column.
	table, err := ask(`g.V("asserted", "planned", "negated", "hypothetical").in("<st:modality>").tag("st").all()`, queries.Options{})
	if err != nil {
		t.Fatal(err)
	}
	at := table.Column("modality")
	if at < 0 || len(table.Rows) == 0 {
		t.Fatalf("columns %v, %d rows", table.Columns, len(table.Rows))
	}
	for _, r := range table.Rows {
		if r.Cells[at].Text != "asserted" {
			t.Errorf("row %v", r.Cells)
		}
	}
	if len(table.Notes) != 1 || !strings.Contains(table.Notes[0], "2 planned") {
		t.Errorf("notes %q", table.Notes)
	}
	// What a script says of the modality itself is not believed.
	table, err = ask(`g.V("planned").in("<st:modality>").tag("st").forEach(function (d) { g.emit({st: d.st, modality: "asserted"}) })`, queries.Options{})
	if err != nil || len(table.Rows) != 0 {
		t.Errorf("%v, %d rows of a script that lies", err, len(table.Rows))
	}
	if _, err := ask("g.V(", queries.Options{}); err == nil || !strings.Contains(err.Error(), "mine.js") || !errors.Is(err, graph.ErrScript) {
		t.Errorf("a broken script: %v", err)
	}
	if _, err := ask("while (true) {}", queries.Options{Timeout: 300 * time.Millisecond}); !errors.Is(err, queries.ErrTimeout) || !strings.Contains(err.Error(), "300ms") {
		t.Errorf("an endless script: %v", err)
	}
	table, err = ask(`g.V("asserted").in("<st:modality>").tag("st").all()`, queries.Options{MaxRows: 2})
	if err != nil || len(table.Rows) != 2 || !strings.Contains(strings.Join(table.Notes, ""), "2 of ") {
		t.Errorf("limit: %v %d rows, notes %q", err, len(table.Rows), table.Notes)
	}
	// The text to paste runs as it is, and keeps to the modality.
	l, err := queries.Open()
	if err != nil {
		t.Fatal(err)
	}
	met, err := l.Get("met")
	if err != nil {
		t.Fatal(err)
	}
	src, err := queries.Script(context.Background(), g, met, queries.Values{"actor": {"lindqvist"}})
	if err != nil {
		t.Fatal(err)
	}
	rows := 0
	for row, err := range store.Query(context.Background(), graph.Gizmo, src, graph.Limits{}) {
		if err != nil {
			t.Fatal(err)
		}
		if v, _ := row.Get("met"); v.Text != "actor:pavel-orsic" {
			t.Errorf("row %v", row)
		}
		rows++
	}
	if rows != 1 {
		t.Errorf("%d rows", rows)
	}
}

func TestOptions(t *testing.T) {
	err := queries.Options{MaxRows: -1, MaxResults: -1, Timeout: -1}.Validate()
	for _, want := range []string{"MaxRows", "MaxResults", "Timeout"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s in it", err, want)
		}
	}
}
