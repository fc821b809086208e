package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/cayleygraph/quad"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

func putDocuments(ctx context.Context, dir string, n int) (result, error) {
	s, err := graph.Open(ctx, dir, graph.Options{})
	if err != nil {
		return result{}, err
	}
	var r result
	start := time.Now()
	const group = 64 // what a build hands over at a time
	for i := 0; i < n; i += group {
		var docs []*schema.Record
		for j := i; j < min(i+group, n); j++ {
			docs = append(docs, document(j, n))
		}
		changes, err := s.PutAll(ctx, docs)
		if err != nil {
			return r, err
		}
		for _, c := range changes {
			r.Quads += c.QuadsAdded
		}
	}
	r.Seconds = time.Since(start).Seconds()
	start = time.Now()
	diffs, err := s.Verify(ctx)
	if err != nil || len(diffs) > 0 {
		return r, fmt.Errorf("%w: verify: %v %v", errWrong, diffs, err)
	}
	fmt.Fprintf(os.Stderr, "verify of %d quads: %.2f s\n", r.Quads, time.Since(start).Seconds())
	if err := s.Close(); err != nil {
		return r, err
	}
	r.Bytes, err = folderBytes(dir)
	return r, err
}

// stockDocuments gives stock Cayley the same quads, a document at a time; a
// tenth of the documents, for it takes long.
func stockDocuments(dir string, n int) (result, error) {
	s, err := newStock(dir)
	if err != nil {
		return result{}, err
	}
	var r result
	start := time.Now()
	for i := range n / 10 {
		qs := graph.Quads(document(i, n), func(rel schema.Relation) bool { return rel == "meet" })
		k, err := s.load(func(yield func(quad.Quad, error) bool) {
			for _, q := range qs {
				if !yield(q, nil) {
					return
				}
			}
		}, 100)
		if err != nil {
			return r, err
		}
		r.Quads += k
	}
	r.Seconds = time.Since(start).Seconds()
	if err := s.close(); err != nil {
		return r, err
	}
	r.Bytes, err = folderBytes(dir)
	return r, err
}

func times(ctx context.Context, dir string, n int) (result, error) {
	s, err := graph.Open(ctx, dir, graph.Options{ReadOnly: true})
	if err != nil {
		return result{}, err
	}
	defer s.Close()
	var model []schema.Statement
	for i := range n {
		model = append(model, document(i, n).Statements...)
	}
	rng := rand.New(rand.NewPCG(5, 5))
	r := result{MS: map[string]float64{}}
	for _, m := range []struct {
		name   string
		filter func() graph.Filter
	}{
		{"dyad", func() graph.Filter {
			st := model[rng.IntN(len(model))]
			return graph.Filter{Actors: []schema.NodeID{st.Subject.ID}, With: []schema.NodeID{st.Object.ID}, From: "2025-03-01", To: "2025-10-31"}
		}},
		{"week", func() graph.Filter {
			day := time.Date(2025, 1, 1+rng.IntN(350), 0, 0, 0, 0, time.UTC)
			return graph.Filter{From: day.Format(time.DateOnly), To: day.AddDate(0, 0, 6).Format(time.DateOnly)}
		}},
		{"month", func() graph.Filter {
			month := 1 + rng.IntN(12)
			return graph.Filter{Actors: []schema.NodeID{model[rng.IntN(len(model))].Subject.ID}, From: fmt.Sprintf("2025-%02d-01", month), To: fmt.Sprintf("2025-%02d-28", month)}
		}},
	} {
		filters := make([]graph.Filter, 300)
		for i := range filters {
			filters[i] = m.filter()
		}
		type row struct {
			day string
			doc text.ArticleID
		}
		answers := make([][]row, len(filters))
		r.MS[m.name], err = median(len(filters), func(i int) error {
			for e, err := range s.Entries(ctx, filters[i]) {
				if err != nil {
					return err
				}
				answers[i] = append(answers[i], row{e.Day, e.Doc})
			}
			return nil
		})
		if err != nil {
			return r, err
		}
		for i, f := range filters {
			var want []string
			for _, st := range model {
				first, last := st.Date.Bounds()
				takes := func(ids []schema.NodeID) bool {
					return len(ids) == 0 || st.Subject.ID == ids[0] || st.Object.ID == ids[0]
				}
				if first <= f.To && last >= f.From && takes(f.Actors) && takes(f.With) {
					want = append(want, first+" "+string(st.Doc))
				}
			}
			var got []string
			for _, a := range answers[i] {
				got = append(got, a.day+" "+string(a.doc))
			}
			if !slices.IsSortedFunc(got, func(a, b string) int { return strings.Compare(a[:10], b[:10]) }) {
				return r, fmt.Errorf("%w: %s is not in order", errWrong, m.name)
			}
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				return r, fmt.Errorf("%w: %s %+v: %d statements, want %d", errWrong, m.name, f, len(got), len(want))
			}
		}
	}
	return r, nil
}
