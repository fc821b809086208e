package plan

import (
	"context"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/cayley/query/shape"
)

// followed is a shape that may follow a path again and again. Asked whether
// it contains a node, Cayley's iterator for that gives some nodes the tags of
// others, so that the answer depends on the order of asking; ours follows the
// path once and remembers.
type followed struct{ shape.Shape }

// BuildIterator replaces what looks nodes up.
func (s followed) BuildIterator(qs graph.QuadStore) iterator.Shape {
	it := s.Shape.BuildIterator(qs)
	if r, ok := it.(*iterator.Recursive); ok {
		return &recursion{r}
	}
	return it
}

// followRight wraps the parts of an intersection that are not made of shapes
// that the planner knows, once.
func followRight(subs []shape.Shape) ([]shape.Shape, bool) {
	out, changed := make([]shape.Shape, len(subs)), false
	for i, s := range subs {
		out[i] = s
		switch s.(type) {
		case followed, step, shape.AllNodes, shape.Except, shape.Filter, shape.QuadsAction, shape.NodesFrom, shape.Quads,
			shape.Fixed, shape.FixedTags, shape.Lookup, shape.Materialize, shape.Intersect, shape.IntersectOpt,
			shape.Union, shape.Page, shape.Sort, shape.Unique, shape.Save, shape.Count, shape.Null:
			continue
		}
		out[i], changed = followed{s}, true
	}
	return out, changed
}

type recursion struct{ *iterator.Recursive }

var _ iterator.Shape = (*recursion)(nil)

func (it *recursion) Optimize(ctx context.Context) (iterator.Shape, bool) {
	it.Recursive.Optimize(ctx) // in place
	return it, false
}

func (it *recursion) Lookup() iterator.Index { return &reached{it: it} }

// reached is all that a recursion reaches, gathered at the first question.
type reached struct {
	it   *recursion
	all  map[any]way
	cur  graph.Ref
	path int
	err  error
}

// way is a node with the tags of the ways to it.
type way struct {
	ref  graph.Ref
	tags []map[string]graph.Ref
}

func (r *reached) gather(ctx context.Context) {
	r.all = map[any]way{}
	s := r.it.Iterate()
	for s.Next(ctx) {
		w := way{ref: s.Result()}
		for {
			tags := map[string]graph.Ref{}
			s.TagResults(tags)
			w.tags = append(w.tags, tags)
			if !s.NextPath(ctx) {
				break
			}
		}
		r.all[refs.ToKey(w.ref)] = w
	}
	r.err = s.Err()
	if err := s.Close(); r.err == nil {
		r.err = err
	}
}

func (r *reached) String() string { return "reached" }

func (r *reached) Contains(ctx context.Context, v graph.Ref) bool {
	if r.all == nil {
		r.gather(ctx)
	}
	r.cur, r.path = nil, 0
	if _, ok := r.all[refs.ToKey(v)]; ok && r.err == nil {
		r.cur = v
	}
	return r.cur != nil
}

func (r *reached) NextPath(context.Context) bool {
	if r.cur == nil || r.path+1 >= len(r.all[refs.ToKey(r.cur)].tags) {
		return false
	}
	r.path++
	return true
}

func (r *reached) Result() graph.Ref { return r.cur }

func (r *reached) TagResults(dst map[string]graph.Ref) {
	if r.cur == nil {
		return
	}
	for k, v := range r.all[refs.ToKey(r.cur)].tags[r.path] {
		dst[k] = v
	}
}

func (r *reached) Err() error   { return r.err }
func (r *reached) Close() error { return r.err }
