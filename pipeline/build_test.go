package pipeline

import (
	"context"
	"errors"
	"iter"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/intake"
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

const examples = "../examples"

func newReader(t testing.TB) *Reader {
	t.Helper()
	r, err := NewReader(extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func openStore(t testing.TB) *graph.Store {
	t.Helper()
	s, err := graph.Open(context.Background(), filepath.Join(t.TempDir(), "store"), graph.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func articles(t testing.TB, paths ...string) iter.Seq2[*text.Article, *intake.Skip] {
	t.Helper()
	in, err := intake.New(intake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return in.Read(context.Background(), paths)
}

func mustBuild(t testing.TB, s *graph.Store, r *Reader, o Options, paths ...string) *Report {
	t.Helper()
	report, err := Build(context.Background(), s, articles(t, paths...), r, o)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// dump reads every record of the store, in order of documents.
func dump(t testing.TB, s *graph.Store) []schema.Record {
	t.Helper()
	var out []schema.Record
	for doc, err := range s.Documents(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		rec, err := s.Record(context.Background(), doc.ID)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, *rec)
	}
	return out
}

func TestBuild(t *testing.T) {
	r := newReader(t)
	one := openStore(t)
	first := mustBuild(t, one, r, Options{Workers: 1}, examples)
	if first.Articles < 6 || first.Statements < 10*first.Articles || len(first.Refused) > 0 || len(first.Skipped) > 0 {
		t.Fatalf("first build: %+v", first)
	}
	want := dump(t, one)

	t.Run("again", func(t *testing.T) {
		again := mustBuild(t, one, r, Options{}, examples)
		if again.Unchanged != first.Articles || again.Articles != 0 || again.Relinked != 0 {
			t.Errorf("the second build: %+v", again)
		}
		if got := dump(t, one); !reflect.DeepEqual(got, want) {
			t.Error("the second build changed the store")
		}
	})
	t.Run("in another order, on more workers, one file at a time", func(t *testing.T) {
		other := openStore(t)
		entries, err := os.ReadDir(examples)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range slices.Backward(entries) {
			mustBuild(t, other, r, Options{Workers: 4}, filepath.Join(examples, e.Name()))
		}
		got := dump(t, other)
		if len(got) != len(want) {
			t.Fatalf("%d documents, want %d", len(got), len(want))
		}
		for i := range got {
			// A path is spelled as it was given.
			got[i].Doc.Source = want[i].Doc.Source
			if !reflect.DeepEqual(got[i], want[i]) {
				t.Errorf("%s differs", want[i].Doc.Source)
			}
		}
	})
}

// A build that is interrupted keeps what it read, and the next finishes.
func TestBuildInterrupted(t *testing.T) {
	r := newReader(t)
	whole := openStore(t)
	mustBuild(t, whole, r, Options{}, examples)

	s := openStore(t)
	ctx, cancel := context.WithCancel(context.Background())
	report, err := Build(ctx, s, articles(t, examples), r, Options{Workers: 1, Progress: func(done int, _ *Report) {
		if done == 3 {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("the interrupted build ended with %v", err)
	}
	if n := len(dump(t, s)); n == 0 || n != report.Articles || n >= len(dump(t, whole)) {
		t.Fatalf("%d documents are stored, %d reported", n, report.Articles)
	}
	mustBuild(t, s, r, Options{}, examples)
	if !reflect.DeepEqual(dump(t, s), dump(t, whole)) {
		t.Error("the finished build differs from one that was never interrupted")
	}
}

// A changed file replaces its document, and what was said only there is gone.
func TestBuildReplaces(t *testing.T) {
	r, s := newReader(t), openStore(t)
	path := filepath.Join(t.TempDir(), "a.txt")
	write := func(content string) {
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("Anna Berg met Karl Holm in Oslo on Monday. They discussed the fisheries treaty for two hours.\n")
	mustBuild(t, s, r, Options{}, path)
	write("Anna Berg phoned Maria Lund on Tuesday. She did not mention the fisheries treaty at all.\n")
	mustBuild(t, s, r, Options{}, path)
	recs := dump(t, s)
	if len(recs) != 1 {
		t.Fatalf("%d documents, want 1", len(recs))
	}
	for _, a := range recs[0].Actors {
		if a.Name == "Karl Holm" {
			t.Error("Karl Holm outlived his article")
		}
	}
}

// What one article teaches about a name reaches the others.
func TestRelink(t *testing.T) {
	r, s := newReader(t), openStore(t)
	dir := t.TempDir()
	for name, content := range map[string]string{
		"a.txt": "Mr Oldfield met the king on Monday. Mr Oldfield then left for Paris with his staff.\n",
		"b.txt": "Jonathan Oldfield resigned on Friday. The company thanked Jonathan Oldfield for his work.\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	ids := func() map[schema.NodeID]bool {
		out := map[schema.NodeID]bool{}
		for _, rec := range dump(t, s) {
			for _, a := range rec.Actors {
				out[a.ID] = true
			}
		}
		return out
	}
	mustBuild(t, s, r, Options{}, filepath.Join(dir, "a.txt"))
	if !ids()["actor:oldfield"] {
		t.Fatalf("actors: %v", ids())
	}
	report := mustBuild(t, s, r, Options{}, filepath.Join(dir, "b.txt"))
	if report.Relinked != 1 || !ids()["actor:jonathan-oldfield"] || ids()["actor:oldfield"] {
		t.Errorf("relinked %d documents, actors: %v", report.Relinked, ids())
	}
	if _, err := s.Forget(context.Background(), filepath.Join(dir, "b.txt")); err != nil {
		t.Fatal(err)
	}
	if n, _, err := Relink(context.Background(), s, nil); err != nil || n != 1 || !ids()["actor:oldfield"] {
		t.Errorf("after forgetting, relinked %d, %v: %v", n, err, ids())
	}
}

func BenchmarkRead(b *testing.B) {
	r := newReader(b)
	var all []*text.Article
	bytes := 0
	for a, skip := range articles(b, examples) {
		if skip == nil {
			all = append(all, a)
			bytes += len(a.Text)
		}
	}
	b.SetBytes(int64(bytes))
	b.ResetTimer()
	for range b.N {
		for _, a := range all {
			if _, _, err := r.Read(context.Background(), a); err != nil {
				b.Fatal(err)
			}
		}
	}
}
