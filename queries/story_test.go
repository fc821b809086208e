package queries_test

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries"
	"github.com/dramatis-kg/dramatis/queries/story"
)

var update = flag.Bool("update", false, "write the answers that are got into the stories")

// openStory stores a story's records in a new store.
func openStory(t testing.TB, file string) (*story.Story, queries.Graph, *graph.Store) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	st, err := story.Parse(filepath.ToSlash(file), string(b))
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	s, err := graph.Open(ctx, t.TempDir(), graph.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	for i := range st.Records {
		if _, err := s.Put(ctx, &st.Records[i]); err != nil {
			t.Fatal(err)
		}
	}
	return st, queries.FromStore(s), s
}

func TestStories(t *testing.T) {
	l, err := queries.Open()
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("testdata/*.story")
	if err != nil || len(files) == 0 {
		t.Fatalf("no stories: %v", err)
	}
	asked, apart := map[string]bool{}, map[string]bool{}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".story"), func(t *testing.T) {
			st, g, _ := openStory(t, file)
			answers := make([][]string, len(st.Evals))
			for i := range st.Evals {
				e := &st.Evals[i]
				q, err := l.Get(e.Query)
				if err != nil {
					t.Fatalf("%s:%d: %v", file, e.Line, err)
				}
				asked[e.Query] = true
				table, err := queries.Run(context.Background(), g, q, e.Values, queries.Options{})
				if diff := st.Check(e, table, err); diff != "" && !(*update && !e.Fails && err == nil) {
					t.Errorf("%s:%d: %s: %s", file, e.Line, e.Query, diff)
				}
				if err == nil && tellsApart(e, table) {
					apart[e.Query] = true
				}
				if err == nil && !e.Fails {
					answers[i] = st.Answer(e, table)
				}
			}
			if !*update || t.Failed() {
				return
			}
			if err := os.WriteFile(file, []byte(st.Update(answers)), 0o644); err != nil {
				t.Fatal(err)
			}
		})
	}
	for _, q := range l.List() {
		if !asked[q.Name] {
			t.Errorf("no story asks the query %s", q.Name)
		}
		if q.Has(queries.FilterModality) && !apart[q.Name] {
			t.Errorf("no story holds the query %s to telling modalities apart", q.Name)
		}
	}
}

// tellsApart reports whether an answer would differ if the query took one
// modality for another: it compares the modality of several statements that
// have not all the same.
func tellsApart(e *story.Eval, table *queries.Table) bool {
	if !slices.Contains(e.Head, "modality") || !slices.Contains(e.Head, "statement") {
		return false
	}
	classes := map[queries.Class]bool{}
	for _, r := range table.Rows {
		classes[r.Class()] = true
	}
	return len(classes) > 1
}
