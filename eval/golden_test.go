package eval

import (
	"context"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden scores in testdata/golden")

// dataDir is where the dev data lies.
func dataDir() string {
	if d := os.Getenv("DRAMATIS_DATA"); d != "" {
		return d
	}
	return filepath.Join("..", "..", "shared", "data")
}

// TestGolden compares the figures of every evaluation with those kept in
// testdata/golden: a change of quality shows in the diff. Run with -update
// to accept new figures.
func TestGolden(t *testing.T) {
	for _, e := range All() {
		t.Run(e.Name, func(t *testing.T) {
			report, err := e.Run(context.Background(), dataDir())
			if errors.Is(err, ErrNoData) {
				t.Skipf("SKIPPED: %v: set DRAMATIS_DATA to the folder of dev data", err)
			}
			if err != nil {
				t.Fatal(err)
			}
			report.Notes = nil // notes quote articles, which are not ours to keep
			got := report.String()
			file := filepath.Join("testdata", "golden", e.Name+".txt")
			if *update {
				if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("the scores of %s changed; accept them with -update\n%s", e.Name, diff(string(want), got))
			}
		})
	}
}

// diff lists the lines that differ.
func diff(want, got string) string {
	var b strings.Builder
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range max(len(w), len(g)) {
		x, y := "", ""
		if i < len(w) {
			x = w[i]
		}
		if i < len(g) {
			y = g[i]
		}
		if x != y {
			b.WriteString("- " + x + "\n+ " + y + "\n")
		}
	}
	return b.String()
}
