package plan

import (
	"context"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/query/shape"
	"github.com/cayleygraph/quad"
)

// OptimizeShape replaces the two shapes through which every step of a path
// goes, "the nodes in one direction of the quads that match", by one that
// picks an index when it is run.
func (qs *QuadStore) OptimizeShape(_ context.Context, s shape.Shape) (shape.Shape, bool) {
	switch s := s.(type) {
	case shape.QuadsAction:
		st := step{result: s.Result}
		for d, ref := range s.Filter {
			id, ok := ref.(Node)
			if !ok || !valid(d) {
				return s, false
			}
			st.b[d] = uint64(id)
		}
		for d, tags := range s.Save {
			if !valid(d) {
				return s, false
			}
			st.save[d] = tags
		}
		return st, true
	case shape.NodesFrom:
		q, ok := s.Quads.(shape.Quads)
		if !ok || !valid(s.Dir) {
			return s, false
		}
		return stepOf(s, q)
	case shape.Intersect:
		subs, changed := followRight(s)
		return shape.Intersect(subs), changed
	case shape.IntersectOpt:
		subs, changed := followRight(s.Sub)
		return shape.IntersectOpt{Sub: subs, Opt: s.Opt}, changed
	}
	return s, false
}

func valid(d quad.Direction) bool { return d >= quad.Subject && d <= quad.Label }

func stepOf(s shape.NodesFrom, q shape.Quads) (shape.Shape, bool) {
	st := step{result: s.Dir}
	for _, f := range q {
		if !valid(f.Dir) {
			return s, false
		}
		switch v := f.Values.(type) {
		case shape.AllNodes:
			st.bind[f.Dir] = true
			continue
		case shape.Save:
			if _, all := v.From.(shape.AllNodes); all {
				st.save[f.Dir] = append(st.save[f.Dir][:len(st.save[f.Dir]):len(st.save[f.Dir])], v.Tags...)
				continue
			}
		case shape.Fixed:
			if len(v) != 1 {
				break
			}
			id, ok := v[0].(Node)
			if !ok {
				break
			}
			if st.b[f.Dir] != 0 && st.b[f.Dir] != uint64(id) {
				return nil, true
			}
			st.b[f.Dir] = uint64(id)
			continue
		}
		values, _ := followRight([]shape.Shape{f.Values})
		st.subs = append(st.subs, shape.QuadFilter{Dir: f.Dir, Values: values[0]})
	}
	return st, true
}

// step is one step of a path: of the quads that match b and whose nodes lie
// in the subs, the node in direction result, with tags on the others.
type step struct {
	result quad.Direction
	b      bound
	bind   [5]bool     // directions that must be present
	save   [5][]string // tags by direction; a tagged direction must be present
	subs   []shape.QuadFilter
}

var _ shape.Shape = step{}

// Optimize does nothing: the plan is made when the iterator is.
func (s step) Optimize(context.Context, shape.Optimizer) (shape.Shape, bool) { return s, false }

// BuildIterator plans the step.
func (s step) BuildIterator(g graph.QuadStore) iterator.Shape {
	var qs *QuadStore
	switch g := g.(type) {
	case *QuadStore:
		qs = g
	case interface{ planned() *QuadStore }: // a wrapper
		qs = g.planned()
	default:
		return s.stock().BuildIterator(g)
	}
	it := &stepIterator{qs: qs, result: s.result, b: s.b, save: s.save, bind: s.bind}
	for _, sub := range s.subs {
		it.subs = append(it.subs, branch{sub.Dir, sub.Values.BuildIterator(qs)})
	}
	return it
}

// stock is the step in Cayley's terms, for a foreign quad store.
func (s step) stock() shape.Shape {
	q := make(shape.Quads, 0, 4)
	for d := quad.Subject; d <= quad.Label; d++ {
		if s.b[d] != 0 {
			q = append(q, shape.QuadFilter{Dir: d, Values: shape.Fixed{Node(s.b[d])}})
		}
		if s.bind[d] {
			q = append(q, shape.QuadFilter{Dir: d, Values: shape.AllNodes{}})
		}
		if len(s.save[d]) > 0 {
			q = append(q, shape.QuadFilter{Dir: d, Values: shape.Save{From: shape.AllNodes{}, Tags: s.save[d]}})
		}
	}
	return shape.NodesFrom{Dir: s.result, Quads: append(q, s.subs...)}
}
