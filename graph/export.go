package graph

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"

	"github.com/dramatis-kg/dramatis/graph/plan"
)

// Quads lists all quads of one state of the store, those of a subject
// together, the subjects in the order of their coming.
func (s *Store) Quads(ctx context.Context) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		err := s.read(func(v *view) error {
			qs, err := v.quads(ctx)
			if err != nil {
				return err
			}
			return qs.Match(ctx, nil, nil, nil, nil, func(q quad.Quad) (bool, error) {
				if !yield(q, nil) {
					return false, errStop
				}
				return true, nil
			})
		})
		if err != nil && !errors.Is(err, errStop) {
			yield(quad.Quad{}, fmt.Errorf("graph: list quads: %w", err))
		}
	}
}

// WriteNQuads writes what [Store.Quads] lists in N-Quads.
func (s *Store) WriteNQuads(ctx context.Context, w io.Writer) error {
	b := bufio.NewWriter(w)
	lines := nquads.NewWriter(b)
	for q, err := range s.Quads(ctx) {
		if err != nil {
			return err
		}
		if err := lines.WriteQuad(q); err != nil {
			return fmt.Errorf("graph: write quads: %w", err)
		}
	}
	if err := errors.Join(lines.Close(), b.Flush()); err != nil {
		return fmt.Errorf("graph: write quads: %w", err)
	}
	return nil
}

// QuadStore opens one state of the store for Cayley's own packages. The
// caller calls release when it is done; iterators that are used later fail.
func (s *Store) QuadStore(ctx context.Context) (qs *plan.QuadStore, release func() error, err error) {
	v, err := s.view()
	if err != nil {
		return nil, nil, fmt.Errorf("graph: %w", err)
	}
	qs, err = v.quads(ctx)
	if err != nil {
		return nil, nil, errors.Join(fmt.Errorf("graph: %w", err), v.close())
	}
	return qs, v.close, nil
}
