package eval

import (
	"bufio"
	"context"
	"errors"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/pipeline"
)

// calibrationSlack is how far the mean confidence of a fifth of the judged
// statements may lie from the share that the judge found right: two standard
// errors of a share of .8 among some 60.
const calibrationSlack = 0.1

// TestConfidence compares the confidence of the statements judged in
// gold/judged with the verdicts, and prints (-v) the monotone fit from which the
// table in extract/confidence.go is drawn.
func TestConfidence(t *testing.T) {
	right := readVerdicts(t)
	paths, err := filepath.Glob(filepath.Join(filepath.Dir(filepath.Clean(dataDir())), "articles", "wikinews", "*.txt"))
	if err != nil || len(paths) == 0 {
		t.Skip("SKIPPED: no articles/wikinews beside the dev data: set DRAMATIS_DATA to its folder")
	}
	reader, err := pipeline.NewReader(extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var points []verdict
	for _, path := range paths {
		statements, err := readArticle(context.Background(), reader, path)
		if errors.Is(err, ErrNoData) {
			t.Skipf("SKIPPED: %v", err)
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range statements {
			if ok, judged := right[string(s.Doc)+" "+string(s.ID)]; judged {
				points = append(points, verdict{s.Confidence, ok})
			}
		}
	}
	if len(points) < 200 {
		t.Fatalf("only %d of %d judged statements are still read: judge anew", len(points), len(right))
	}
	sort.SliceStable(points, func(i, j int) bool { return points[i].confidence < points[j].confidence })
	for _, b := range isotonic(points) {
		t.Logf("confidence %.3f to %.3f: %d judged, fit %.2f", b.low, b.high, b.n, b.share())
	}
	const fifths = 5
	var sum, good float64
	for i := range fifths {
		part := points[i*len(points)/fifths : (i+1)*len(points)/fifths]
		b := pool(part)
		mean := b.sum / float64(b.n)
		sum, good = sum+b.sum, good+float64(b.right)
		t.Logf("fifth %d: mean confidence %.2f, right %.2f of %d", i+1, mean, b.share(), b.n)
		if d := mean - b.share(); d > calibrationSlack || -d > calibrationSlack {
			t.Errorf("fifth %d: mean confidence %.2f, but %.2f were judged right: fit the table in extract/confidence.go anew", i+1, mean, b.share())
		}
	}
	if d := (sum - good) / float64(len(points)); d > 0.04 || d < -0.04 {
		t.Errorf("mean confidence %.3f, judged right %.3f", sum/float64(len(points)), good/float64(len(points)))
	}
}

// verdict is a statement's confidence and whether the judge found it right.
type verdict struct {
	confidence float64
	right      bool
}

// block is a run of verdicts in the order of confidence.
type block struct {
	low, high, sum float64
	n, right       int
}

func (b block) share() float64 { return float64(b.right) / float64(b.n) }

func pool(in []verdict) block {
	b := block{low: in[0].confidence, high: in[len(in)-1].confidence, n: len(in)}
	for _, v := range in {
		b.sum += v.confidence
		if v.right {
			b.right++
		}
	}
	return b
}

// isotonic pools neighbours until the share of right verdicts rises
// throughout (Ayer et al. 1955).
func isotonic(in []verdict) []block {
	var out []block
	for i := range in {
		out = append(out, pool(in[i:i+1]))
		for n := len(out); n > 1 && out[n-2].share() >= out[n-1].share(); n = len(out) {
			a, b := out[n-2], out[n-1]
			out = append(out[:n-2], block{a.low, b.high, a.sum + b.sum, a.n + b.n, a.right + b.right})
		}
	}
	return out
}

func TestIsotonic(t *testing.T) {
	got := isotonic([]verdict{{.1, false}, {.2, true}, {.3, false}, {.4, true}, {.5, true}})
	want := []block{{.1, .1, .1, 1, 0}, {.2, .3, .5, 2, 1}, {.4, .5, .9, 2, 2}}
	if len(got) != len(want) {
		t.Fatalf("got %d blocks, want %d", len(got), len(want))
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("block %d: got %v, want %v", i, got[i], want[i])
		}
	}
}

// readVerdicts reads the judged statements: whether "document id" is right.
func readVerdicts(t *testing.T) map[string]bool {
	t.Helper()
	f, err := os.Open(filepath.Join("gold", "judged", "statements.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	out := map[string]bool{}
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		line := lines.Text()
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		p := strings.Split(line, "\t")
		if len(p) != 4 || p[3] != "right" && p[3] != "wrong" {
			t.Fatalf("gold/judged/statements.tsv: %q: want document, id, confidence, right or wrong", line)
		}
		out[p[0]+" "+p[1]] = p[3] == "right"
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}
