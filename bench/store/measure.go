package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/maphash"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/cayley/query"
	_ "github.com/cayleygraph/cayley/query/gizmo" // registers the language
	"github.com/cayleygraph/quad"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/schema"
)

var errWrong = errors.New("the answer differs from the model's")

func measure(phase, dir string, docs int, memory int64) (result, error) {
	ctx := context.Background()
	name, size := phase, 0
	if i := strings.LastIndexByte(phase, '-'); i > 0 {
		if n, err := strconv.Atoi(phase[i+1:]); err == nil {
			name, size = phase[:i], n
		}
	}
	at := func(s string) string { return filepath.Join(dir, fmt.Sprintf("%s-%d", s, size)) }
	switch name {
	case "load-ours":
		return loadOurs(ctx, at("ours"), size, memory)
	case "check-ours":
		return checkFilms(ctx, at("ours"), size)
	case "load-stock":
		return loadStock(at("stock"), size)
	case "load-sqlite":
		return loadLite(at("sqlite"), size)
	case "hops":
		return hops(ctx, at("ours"), at("sqlite"), size)
	case "open":
		return open(ctx, at("ours"))
	case "docs-ours":
		return putDocuments(ctx, filepath.Join(dir, "docs"), docs)
	case "docs-stock":
		return stockDocuments(filepath.Join(dir, "docs-stock"), docs)
	case "times":
		return times(ctx, filepath.Join(dir, "docs"), docs)
	case "gizmo":
		return gizmo(ctx, filepath.Join(dir, "docs"), docs)
	case "churn":
		return churn(ctx, filepath.Join(dir, "churn"))
	}
	return result{}, fmt.Errorf("no measurement is called %q", phase)
}

func folderBytes(dir string) (int64, error) {
	var n int64
	err := filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		n += info.Size()
		return err
	})
	return n, err
}

func loadOurs(ctx context.Context, dir string, n int, memory int64) (result, error) {
	debug.SetMemoryLimit(memory / 8 * 7) // as dramatis load does
	start := time.Now()
	s, err := graph.Open(ctx, dir, graph.Options{})
	if err != nil {
		return result{}, err
	}
	c, err := s.BulkLoad(ctx, graph.BulkLoad{Source: "films", Digest: strconv.Itoa(n), Quads: films(n), MemoryBytes: memory / 2})
	if err != nil {
		return result{}, err
	}
	if err := s.Close(); err != nil {
		return result{}, err
	}
	r := result{Quads: n, Added: c.QuadsAdded, Seconds: time.Since(start).Seconds()}
	r.Bytes, err = folderBytes(dir)
	return r, err
}

// checkFilms compares the store with what was loaded, quad by quad. Of each it
// holds a hash of 64 bits.
func checkFilms(ctx context.Context, dir string, n int) (result, error) {
	start := time.Now()
	seed := maphash.MakeSeed()
	want := map[uint64]bool{}
	for q := range films(n) {
		want[maphash.Comparable(seed, q)] = true
	}
	s, err := graph.Open(ctx, dir, graph.Options{ReadOnly: true})
	if err != nil {
		return result{}, err
	}
	r := result{Quads: n}
	for q, err := range s.Quads(ctx) {
		if err != nil {
			return r, err
		}
		q.Label = nil
		if h := maphash.Comparable(seed, q); !want[h] {
			return r, fmt.Errorf("%w: stray or double: %s", errWrong, q)
		} else {
			delete(want, h)
		}
		r.Added++
	}
	if len(want) > 0 {
		return r, fmt.Errorf("%w: %d of %d quads are missing", errWrong, len(want), n)
	}
	r.Seconds = time.Since(start).Seconds()
	return r, s.Close()
}

func loadStock(dir string, n int) (result, error) {
	start := time.Now()
	s, err := newStock(dir)
	if err != nil {
		return result{}, err
	}
	if _, err := s.load(films(n), 10_000); err != nil {
		return result{}, err
	}
	if err := s.close(); err != nil {
		return result{}, err
	}
	r := result{Quads: n, Seconds: time.Since(start).Seconds()}
	r.Bytes, err = folderBytes(dir)
	return r, err
}

func loadLite(dir string, n int) (result, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return result{}, err
	}
	start := time.Now()
	l, err := openLite(dir)
	if err != nil {
		return result{}, err
	}
	if _, err := l.load(films(n)); err != nil {
		return result{}, err
	}
	if err := l.db.Close(); err != nil {
		return result{}, err
	}
	r := result{Quads: n, Seconds: time.Since(start).Seconds()}
	r.Bytes, err = folderBytes(dir)
	return r, err
}

// median runs fn often and returns the median time in milliseconds.
func median(n int, fn func(i int) error) (float64, error) {
	all := make([]float64, n)
	for i := range all {
		start := time.Now()
		if err := fn(i); err != nil {
			return 0, err
		}
		all[i] = float64(time.Since(start).Nanoseconds()) / 1e6
	}
	sort.Float64s(all)
	return all[n/2], nil
}

func hops(ctx context.Context, ours, sqlite string, n int) (result, error) {
	s, err := graph.Open(ctx, ours, graph.Options{ReadOnly: true})
	if err != nil {
		return result{}, err
	}
	defer s.Close()
	l, err := openLite(sqlite)
	if err != nil {
		return result{}, err
	}
	defer l.db.Close()
	one, err := l.db.Prepare(oneHop)
	if err != nil {
		return result{}, err
	}
	two, err := l.db.Prepare(twoHops)
	if err != nil {
		return result{}, err
	}
	qs, release, err := s.QuadStore(ctx)
	if err != nil {
		return result{}, err
	}
	defer release()
	const starring, acts = quad.IRI("/film/film/starring"), quad.IRI("/film/performance/actor")
	film := func(i int) quad.IRI { return quad.IRI(fmt.Sprintf("/en/film_%d", i*7919%(n/16))) }
	r := result{Quads: n, MS: map[string]float64{}}
	var a, b [2][][]string
	for _, m := range []struct {
		name string
		keep *[2][][]string
		ours func(v quad.IRI) ([]quad.Value, error)
		lite func(v quad.IRI) ([]string, error)
	}{
		{"1 hop", &a, func(v quad.IRI) ([]quad.Value, error) { return qs.Out(ctx, []quad.Value{v}, starring) },
			func(v quad.IRI) ([]string, error) { return l.hop(ctx, one, v.String(), starring.String()) }},
		{"2 hops", &b, func(v quad.IRI) ([]quad.Value, error) { return qs.Out(ctx, []quad.Value{v}, starring, acts) },
			func(v quad.IRI) ([]string, error) { return l.hop(ctx, two, v.String(), starring.String()) }},
	} {
		var err error
		r.MS[m.name], err = median(2000, func(i int) error {
			vals, err := m.ours(film(i))
			var out []string
			for _, v := range vals {
				out = append(out, v.String())
			}
			m.keep[0] = append(m.keep[0], out)
			return err
		})
		if err != nil {
			return r, err
		}
		r.MS[m.name+" sqlite"], err = median(2000, func(i int) error {
			out, err := m.lite(film(i))
			m.keep[1] = append(m.keep[1], out)
			return err
		})
		if err != nil {
			return r, err
		}
		for i := range m.keep[0] {
			slices.Sort(m.keep[0][i])
			slices.Sort(m.keep[1][i])
			if !slices.Equal(m.keep[0][i], m.keep[1][i]) {
				return r, fmt.Errorf("%w: %s of %s: %v, sqlite %v", errWrong, m.name, film(i), m.keep[0][i], m.keep[1][i])
			}
		}
	}
	return r, nil
}

func open(ctx context.Context, dir string) (result, error) {
	r := result{MS: map[string]float64{}}
	var err error
	r.MS["open"], err = median(9, func(int) error {
		s, err := graph.Open(ctx, dir, graph.Options{ReadOnly: true})
		if err != nil {
			return err
		}
		for row, err := range s.Query(ctx, graph.Gizmo, `g.V("</en/film_5>").Out("<name>").All()`, graph.Limits{}) {
			if err != nil {
				return err
			}
			if len(row) == 0 {
				return errWrong
			}
		}
		return s.Close()
	})
	return r, err
}

func gizmo(ctx context.Context, dir string, n int) (result, error) {
	s, err := graph.Open(ctx, dir, graph.Options{ReadOnly: true})
	if err != nil {
		return result{}, err
	}
	defer s.Close()
	var all []quad.Quad
	for q, err := range s.Quads(ctx) {
		if err != nil {
			return result{}, err
		}
		all = append(all, q)
	}
	mem := memstore.New(all...)
	qs, release, err := s.QuadStore(ctx)
	if err != nil {
		return result{}, err
	}
	defer release()
	hub, rare := "<actor:person-0>", fmt.Sprintf("<actor:person-%d>", actors(n)-7)
	var suite []string
	for _, a := range []string{hub, rare} {
		for _, q := range []string{
			`g.V("A").Out("<rel:meet>").All()`, `g.V("A").In("<st:actor>").Save("<st:date>", "d").All()`,
			`g.V("A").Out(["<rel:meet>", "<rel:visit>", "<rel:support>"], "p").All()`,
			`g.V("A").In("<st:subject>").Save("<st:object>", "o").Save("<st:date>", "d").All()`,
			`g.V("A").In("<st:subject>").Has("<st:object>", "<actor:person-1>").Save("<st:date>", "d").All()`,
			`g.V("A").Out("<rel:meet>").Out(null, "tag").Limit(500).All()`,
			`g.V("A").In("<st:actor>").Out("<st:date>").Filter(gte("2025-03-01"), lt("2025-04-01")).All()`,
			`g.V("A").In("<st:subject>").Tag("st").Out("<st:date>").order().all()`,
			`g.V("A").LabelContext(g.V(), "l").Out("<rel:meet>").All()`,
			`g.V("A").Out("<rel:meet>").Out("<rel:meet>").Unique().All()`,
			`g.V("A").In("<st:actor>").Count()`,
		} {
			suite = append(suite, strings.ReplaceAll(q, `"A"`, `"`+a+`"`))
		}
	}
	suite = append(suite, `g.V().Has("<st:date>", "2025-05-05").Save("<st:subject>", "s").Save("<st:object>", "o").All()`)
	worst, which := 0.0, ""
	for _, q := range suite {
		var got, want []string
		ours, err := median(7, func(int) (err error) { got, err = answer(ctx, qs, q); return err })
		if err != nil {
			return result{}, fmt.Errorf("%s: %w", q, err)
		}
		theirs, err := median(7, func(int) (err error) { want, err = answer(ctx, mem, q); return err })
		if err != nil {
			return result{}, fmt.Errorf("%s: %w", q, err)
		}
		slices.Sort(got)
		slices.Sort(want)
		if strings.Contains(q, "Limit") {
			got, want = nil, nil // any five hundred will do
		}
		if !slices.Equal(got, want) {
			return result{}, fmt.Errorf("%w: %s: %d rows, want %d", errWrong, q, len(got), len(want))
		}
		fmt.Fprintf(os.Stderr, "%8.3f ms, memory %8.3f ms, %5.2f× %s\n", ours, theirs, ours/theirs, q)
		if ours/theirs > worst {
			worst, which = ours/theirs, q
		}
	}
	return result{Quads: len(all), MS: map[string]float64{which: worst}}, nil
}

func answer(ctx context.Context, qs cayley.QuadStore, text string) ([]string, error) {
	it, err := query.Execute(ctx, qs, "gizmo", text, query.Options{Collation: query.JSON})
	if err != nil {
		return nil, err
	}
	defer it.Close()
	var out []string
	for it.Next(ctx) {
		b, err := json.Marshal(it.Result())
		if err != nil {
			return nil, err
		}
		out = append(out, string(b))
	}
	return out, it.Err()
}

// churn replaces the same hundred documents ten thousand times and compares
// with a store that was given only the last of each.
func churn(ctx context.Context, dir string) (result, error) {
	const docs, rounds = 100, 100
	version := func(i, round int) *schema.Record {
		r := document(i+docs*round, docs*10)
		r.Doc.Source = fmt.Sprintf("articles/%d.txt", i)
		return r
	}
	build := func(dir string, from int) (*graph.Store, error) {
		s, err := graph.Open(ctx, dir, graph.Options{})
		if err != nil {
			return nil, err
		}
		for round := from; round <= rounds; round++ {
			for i := range docs {
				if _, err := s.Put(ctx, version(i, round)); err != nil {
					return nil, err
				}
			}
		}
		return s, nil
	}
	ms, size := [2]float64{}, [2]int64{}
	var rows [2][]string
	for k, from := range []int{rounds, 0} {
		where := filepath.Join(dir, strconv.Itoa(k))
		s, err := build(where, from)
		if err != nil {
			return result{}, err
		}
		if ms[k], err = median(200, func(int) error {
			rows[k] = rows[k][:0]
			for row, err := range s.Query(ctx, graph.Gizmo, `g.V("<actor:person-1>").In("<st:actor>").Save("<st:date>","d").All()`, graph.Limits{}) {
				if err != nil {
					return err
				}
				b, err := json.Marshal(row)
				if err != nil {
					return err
				}
				rows[k] = append(rows[k], string(b))
			}
			return nil
		}); err != nil {
			return result{}, err
		}
		if err := s.Close(); err != nil {
			return result{}, err
		}
		if size[k], err = folderBytes(where); err != nil {
			return result{}, err
		}
		slices.Sort(rows[k])
	}
	if !slices.Equal(rows[0], rows[1]) {
		return result{}, fmt.Errorf("%w: %d rows after replacing, want %d", errWrong, len(rows[1]), len(rows[0]))
	}
	return result{MS: map[string]float64{"queries": ms[1] / ms[0], "folder": float64(size[1]) / float64(size[0])}}, nil
}
