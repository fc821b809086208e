package graph

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/cayleygraph/quad"
)

// someQuads makes quads about few nodes; a third has a label of its own, some
// come twice.
func someQuads(n int, seed uint64) []quad.Quad { return quadsAbout(n/3+2, n, seed) }

func quadsAbout(nodes, n int, seed uint64) []quad.Quad {
	rng := rand.New(rand.NewPCG(seed, 1))
	node := func() quad.IRI { return quad.IRI(fmt.Sprintf("x:%d", rng.IntN(nodes))) }
	var out []quad.Quad
	for range n {
		q := quad.Quad{Subject: node(), Predicate: quad.IRI(fmt.Sprintf("p:%d", rng.IntN(5))), Object: node()}
		switch rng.IntN(9) {
		case 0, 1, 2:
			q.Label = quad.IRI(fmt.Sprintf("l:%d", rng.IntN(3)))
		case 3:
			q.Object = quad.String(fmt.Sprintf("words %d", rng.IntN(50)))
		case 4:
			q.Object = quad.Int(rng.IntN(9))
		}
		out = append(out, q)
		if rng.IntN(10) == 0 {
			out = append(out, q)
		}
	}
	return out
}

func listOf(qs []quad.Quad, fail error) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for _, q := range qs {
			if !yield(q, nil) {
				return
			}
		}
		if fail != nil {
			yield(quad.Quad{}, fail)
		}
	}
}

func allQuads(t testing.TB, s *Store, but string) []string {
	t.Helper()
	var out []string
	for q, err := range s.Quads(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		line := q.NQuad()
		if but != "" {
			line = strings.ReplaceAll(line, but, "load:x")
		}
		out = append(out, line)
	}
	return out
}

func sound(t testing.TB, s *Store) {
	t.Helper()
	if diffs, err := s.Verify(ctx); err != nil || len(diffs) > 0 {
		t.Errorf("verify: %v %v", diffs, err)
	}
}

// TestBulkLoad loads in one part and in many, and in one that is sorted in
// files and merged, into an empty store and beside documents and another load,
// and compares with PutLoad.
func TestBulkLoad(t *testing.T) {
	for _, c := range []struct {
		qs     []quad.Quad
		memory int64
		files  bool
	}{
		{someQuads(1200, 1), 0, false},
		{someQuads(1200, 1), 40_000, false},
		{quadsAbout(150, 6000, 1), 100_000, true},
	} {
		qs, memory := c.qs, c.memory
		for _, beside := range []bool{false, true} {
			want, got := openStore(t, Options{NoSync: true}), openStore(t, Options{NoSync: true})
			for _, s := range []*Store{want, got} {
				if beside {
					mustPut(t, s, storyA(t))
					if _, err := s.PutLoad(ctx, Load{Source: "other.nq", Quads: append(slices.Clone(qs[:500]), someQuads(200, 2)...)}); err != nil {
						t.Fatal(err)
					}
				}
			}
			a, err := want.PutLoad(ctx, Load{Source: "x.nq", Quads: qs})
			if err != nil {
				t.Fatal(err)
			}
			l := BulkLoad{Source: "x.nq", Digest: "1", MemoryBytes: memory}
			l.Quads = func(yield func(quad.Quad, error) bool) {
				for _, q := range qs {
					if !yield(q, nil) {
						return
					}
				}
				if _, err := os.Stat(filepath.Join(got.Dir(), tablesDir, "quads")); (err == nil) != c.files {
					t.Errorf("memory %d: quads in a file: %v, want %v", memory, err == nil, c.files)
				}
			}
			b, err := got.BulkLoad(ctx, l)
			if err != nil {
				t.Fatal(err)
			}
			if a.QuadsAdded != b.QuadsAdded {
				t.Errorf("added %d, want %d", b.QuadsAdded, a.QuadsAdded)
			}
			if d := diffLines(allQuads(t, want, string(a.Doc)), allQuads(t, got, string(b.Doc))); d != "" {
				t.Errorf("memory %d, beside %v: %s", memory, beside, d)
			}
			sound(t, got)
			if r, err := got.BulkLoad(ctx, l); err != nil || r.Action != Unchanged {
				t.Errorf("again: %v, %v", r, err)
			}
			// Another content takes its place, and goes.
			l.Digest, l.Quads = "2", listOf(qs[:100], nil)
			if r, err := got.BulkLoad(ctx, l); err != nil || r.Action != Replaced || r.Old != b.Doc {
				t.Errorf("replace: %+v, %v", r, err)
			}
			sound(t, got)
			for _, s := range []*Store{want, got} {
				if _, err := s.Forget(ctx, "x.nq"); err != nil {
					t.Fatal(err)
				}
			}
			if d := diffLines(allQuads(t, want, ""), allQuads(t, got, "")); d != "" {
				t.Errorf("forgotten: %s", d)
			}
			sound(t, got)
		}
	}
}

// TestBulkLoadOfLabelledQuads loads quads none of which bears the load's label:
// the loads own them all the same, and share one.
func TestBulkLoadOfLabelledQuads(t *testing.T) {
	s := openStore(t, Options{NoSync: true})
	var qs []quad.Quad
	for i := range 3 {
		qs = append(qs, quad.Quad{Subject: quad.IRI("a"), Predicate: quad.IRI("p"), Object: quad.Int(i), Label: quad.IRI("g")})
	}
	for source, part := range map[string][]quad.Quad{"x.nq": qs[:2], "y.nq": qs[1:]} {
		if _, err := s.BulkLoad(ctx, BulkLoad{Source: source, Digest: "1", Quads: listOf(part, nil)}); err != nil {
			t.Fatal(err)
		}
		sound(t, s)
	}
	if _, err := s.Forget(ctx, "x.nq"); err != nil {
		t.Fatal(err)
	}
	sound(t, s)
	if d := diffLines([]string{qs[1].NQuad(), qs[2].NQuad()}, allQuads(t, s, "")); d != "" {
		t.Errorf("one forgotten: %s", d)
	}
	if _, err := s.Forget(ctx, "y.nq"); err != nil {
		t.Fatal(err)
	}
	if left := allQuads(t, s, ""); len(left) > 0 {
		t.Errorf("left: %q", left)
	}
}

// TestBulkLoadStops wants nothing left of a load with a fault, and a load
// that was interrupted to go on.
func TestBulkLoadStops(t *testing.T) {
	qs := someQuads(1200, 3)
	s := openStore(t, Options{NoSync: true})
	mustPut(t, s, storyB(t))
	before := allQuads(t, s, "")
	fault := errors.New("line 7 is wrong")
	_, err := s.BulkLoad(ctx, BulkLoad{Source: "x.nq", Digest: "1", Quads: listOf(qs, fault), MemoryBytes: 40_000})
	if !errors.Is(err, fault) {
		t.Fatalf("got %v, want the fault", err)
	}
	if d := diffLines(before, allQuads(t, s, "")); d != "" {
		t.Errorf("after a fault: %s", d)
	}
	sound(t, s)

	stopped, cancel := context.WithCancel(ctx)
	l := BulkLoad{Source: "x.nq", Digest: "1", MemoryBytes: 40_000}
	l.Quads = func(yield func(quad.Quad, error) bool) {
		for i, q := range qs {
			if i == 1000 {
				cancel()
				yield(quad.Quad{}, stopped.Err())
				return
			}
			if !yield(q, nil) {
				return
			}
		}
	}
	if _, err := s.BulkLoad(stopped, l); !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v, want canceled", err)
	}
	diffs, err := s.Verify(ctx)
	if err != nil || len(diffs) != 1 || diffs[0].What != "unfinished" {
		t.Errorf("verify: %v, %v; want the unfinished load", diffs, err)
	}
	l.Quads = listOf(qs, nil)
	c, err := s.BulkLoad(ctx, l)
	if err != nil {
		t.Fatal(err)
	}
	sound(t, s)
	whole := openStore(t, Options{NoSync: true})
	mustPut(t, whole, storyB(t))
	if w, err := whole.BulkLoad(ctx, l); err != nil || w.QuadsAdded != c.QuadsAdded {
		t.Errorf("added %d, want %d, %v", c.QuadsAdded, w.QuadsAdded, err)
	}
	if d := diffLines(allQuads(t, whole, ""), allQuads(t, s, "")); d != "" {
		t.Errorf("after going on: %s", d)
	}
	if _, err := os.Stat(filepath.Join(s.Dir(), tablesDir)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("tables are left over: %v", err)
	}
}

// TestLargeLoadIsForgotten takes out a load in several writes.
func TestLargeLoadIsForgotten(t *testing.T) {
	s := openStore(t, Options{NoSync: true})
	s.removal = 300
	mustPut(t, s, storyA(t))
	before := allQuads(t, s, "")
	const n = 1010
	if c, err := s.BulkLoad(ctx, numbered(n)); err != nil || c.QuadsAdded != n {
		t.Fatalf("%+v, %v", c, err)
	}
	sound(t, s)
	if c, err := s.Forget(ctx, "x.nq"); err != nil || c.QuadsDeleted != n {
		t.Errorf("%+v, %v", c, err)
	}
	sound(t, s)
	if d := diffLines(before, allQuads(t, s, "")); d != "" {
		t.Errorf("after forgetting: %s", d)
	}
}

// numbered is a load of different quads.
func numbered(n int) BulkLoad {
	return BulkLoad{Source: "x.nq", Digest: "1", Quads: func(yield func(quad.Quad, error) bool) {
		for i := range n {
			if !yield(quad.Quad{Subject: quad.IRI(fmt.Sprint("x:", i)), Predicate: quad.IRI("p"), Object: quad.Int(i % 7)}, nil) {
				return
			}
		}
	}}
}

// countdown is a context that is cancelled after having been asked so often.
type countdown struct {
	context.Context
	left *atomic.Int64
}

func (c countdown) Err() error {
	if c.left.Add(-1) < 0 {
		return context.Canceled
	}
	return nil
}

// TestForgettingStops ends the forgetting of a large load in between. What is
// left is told by verify, can be forgotten, and is loaded anew instead of being
// taken for the whole.
func TestForgettingStops(t *testing.T) {
	const n = 350
	unfinished := 0
	for stop := range int64(6) {
		s := openStore(t, Options{NoSync: true})
		s.removal = 100
		mustPut(t, s, storyA(t))
		before := allQuads(t, s, "")
		load := func() {
			t.Helper()
			if _, err := s.BulkLoad(ctx, numbered(n)); err != nil {
				t.Fatal(err)
			}
		}
		load()
		whole := allQuads(t, s, "")
		left := &atomic.Int64{}
		left.Store(stop)
		_, err := s.Forget(countdown{ctx, left}, "x.nq")
		diffs, verr := s.Verify(ctx)
		switch {
		case verr != nil:
			t.Fatal(verr)
		case err == nil:
			if d := diffLines(before, allQuads(t, s, "")); d != "" || len(diffs) > 0 {
				t.Errorf("stopped at %d, forgotten: %v %s", stop, diffs, d)
			}
			continue
		case !errors.Is(err, context.Canceled):
			t.Fatal(err)
		}
		if len(allQuads(t, s, "")) < len(whole) {
			unfinished++
			if len(diffs) != 1 || diffs[0].What != "unfinished" {
				t.Errorf("stopped at %d: %v, want the unfinished load", stop, diffs)
			}
		}
		load()
		sound(t, s)
		if d := diffLines(whole, allQuads(t, s, "")); d != "" {
			t.Errorf("stopped at %d, loaded again: %s", stop, d)
		}
		if _, err := s.Forget(ctx, "x.nq"); err != nil {
			t.Fatal(err)
		}
		sound(t, s)
		if d := diffLines(before, allQuads(t, s, "")); d != "" {
			t.Errorf("stopped at %d, forgotten in the end: %s", stop, d)
		}
	}
	if unfinished == 0 {
		t.Error("forgetting was never stopped in between")
	}
}
