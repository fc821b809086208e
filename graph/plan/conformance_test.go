package plan

import (
	"os/exec"
	"strings"
	"sync"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/graphtest"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/query/shape"
	"github.com/cayleygraph/quad"

	"github.com/dramatis-kg/dramatis/graph/pebblekv"
)

// live is a quad store that can be written to, as Cayley's conformance suite
// wants it: every write is a batch, after which a new snapshot is read.
type live struct {
	t  testing.TB
	db *pebblekv.DB

	mu sync.Mutex
	*QuadStore
}

var _ shape.Optimizer = (*live)(nil)

func newLive(t testing.TB) (graph.QuadStore, graph.Options) {
	l := &live{t: t, db: fill(t, nil)}
	l.reopen()
	return l, nil
}

func (l *live) reopen() { l.QuadStore = view(l.t, l.db) }

func (l *live) planned() *QuadStore { return l.QuadStore }

func (l *live) ApplyDeltas(in []graph.Delta, opts graph.IgnoreOpts) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	b, err := l.db.Begin()
	if err != nil {
		return err
	}
	if err := l.apply(b, in, opts); err != nil {
		b.Close()
		return err
	}
	if err := b.Commit(); err != nil {
		return err
	}
	l.reopen()
	return nil
}

// apply checks what the store above makes sure of.
func (l *live) apply(b *pebblekv.Batch, in []graph.Delta, opts graph.IgnoreOpts) error {
	w, err := NewWriter(b)
	if err != nil {
		return err
	}
	for _, d := range in {
		has, err := w.Has(ctx, d.Quad)
		if err != nil {
			return err
		}
		var add, del []quad.Quad
		switch {
		case d.Action == graph.Add && has && !opts.IgnoreDup:
			return &graph.DeltaError{Delta: d, Err: graph.ErrQuadExists}
		case d.Action == graph.Delete && !has && !opts.IgnoreMissing:
			return &graph.DeltaError{Delta: d, Err: graph.ErrQuadNotExist}
		case d.Action == graph.Add && !has:
			add = append(add, d.Quad)
		case d.Action == graph.Delete:
			del = append(del, d.Quad)
		}
		if err := w.Apply(ctx, add, del); err != nil {
			return err
		}
	}
	return nil
}

func (l *live) NewQuadWriter() (quad.WriteCloser, error) { return liveWriter{l}, nil }

type liveWriter struct{ l *live }

func (w liveWriter) WriteQuad(q quad.Quad) error {
	_, err := w.WriteQuads([]quad.Quad{q})
	return err
}

func (w liveWriter) WriteQuads(qs []quad.Quad) (int, error) {
	return len(qs), w.l.ApplyDeltas(deltas(qs, graph.Add), graph.IgnoreOpts{IgnoreDup: true})
}

func (w liveWriter) Close() error { return nil }

func (l *live) Close() error { return nil }

var _ iterator.Shape = (*quads)(nil)

// TestConformance is Cayley's own suite, but for the test that an iterator
// opened before a deletion does not see the deleted: ours see a snapshot.
func TestConformance(t *testing.T) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/cayleygraph/cayley").Output()
	dir := strings.TrimSpace(string(out))
	if err != nil || dir == "" {
		t.Skipf("SKIPPED: the suite's data is not found without the go command and its cache of modules: %v", err)
	}
	t.Chdir(dir)
	graphtest.TestAll(t, newLive, &graphtest.Config{NoPrimitives: true, SkipDeletedFromIterator: true})
}

func deltas(qs []quad.Quad, action graph.Procedure) []graph.Delta {
	out := make([]graph.Delta, len(qs))
	for i, q := range qs {
		out[i] = graph.Delta{Quad: q, Action: action}
	}
	return out
}
