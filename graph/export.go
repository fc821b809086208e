package graph

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"github.com/cayleygraph/cayley/graph/proto"
	"github.com/cayleygraph/quad"
)

// Quads lists all quads of one state of the store in the order in which they
// were added.
func (s *Store) Quads(ctx context.Context) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		err := s.read(func(v *view) error {
			qs, err := v.quads(ctx)
			if err != nil {
				return err
			}
			it := qs.QuadsAllIterator().Iterate()
			for it.Next(ctx) {
				p, ok := it.Result().(*proto.Primitive)
				if !ok {
					continue
				}
				q, err := qs.Quad(p)
				if err != nil {
					return errors.Join(err, it.Close())
				}
				if !yield(q, nil) {
					return errors.Join(errStop, it.Close())
				}
			}
			err = it.Err()
			if err == nil {
				err = ctx.Err()
			}
			return errors.Join(err, it.Close())
		})
		if err != nil && !errors.Is(err, errStop) {
			yield(quad.Quad{}, fmt.Errorf("graph: list quads: %w", err))
		}
	}
}
