package pipeline

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
)

// A reader without models fails on every article, as a mistake in a rule fails
// on one: the article is reported and the others are kept.
func TestFaultOfOneArticle(t *testing.T) {
	reader, err := NewReader(extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	store, dir := openStore(t), t.TempDir()
	file := func(name, s string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(s), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	mustBuild(t, store, reader, Options{}, file("a.txt", "Anna Berg met Boris Lind in the town hall of Lakeside."))
	report := mustBuild(t, store, &Reader{know: Gazetteer{}}, Options{}, file("b.txt", "Boris Lind left the town hall of Lakeside."))
	if len(report.Faults) != 1 || !errors.Is(report.Faults[0], ErrFault) || report.Articles != 0 {
		t.Fatalf("got %d articles and faults %v, want one fault", report.Articles, report.Faults)
	}
	n := 0
	for _, err := range store.Documents(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	if n != 1 {
		t.Errorf("%d documents are stored, want the one of before", n)
	}
}
