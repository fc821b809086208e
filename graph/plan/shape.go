package plan

import (
	"context"
	"sort"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/query/shape"
	"github.com/cayleygraph/quad"
)

// Recorder is a quad store without content that keeps the last shape it is
// asked to optimise: what a query is made of, found by running it on
// nothing.
type Recorder struct {
	*QuadStore
	last shape.Shape
}

// Record prepares to record the shape of one query.
func (qs *QuadStore) Record() *Recorder { return &Recorder{QuadStore: qs} }

var _ shape.Optimizer = (*Recorder)(nil)

// OptimizeShape keeps the shape: shapes come inside out, the whole one last.
func (r *Recorder) OptimizeShape(_ context.Context, s shape.Shape) (shape.Shape, bool) {
	r.last = s
	return s, false
}

// NodesAllIterator lists nothing.
func (r *Recorder) NodesAllIterator() iterator.Shape { return iterator.NewNull() }

// QuadsAllIterator lists nothing.
func (r *Recorder) QuadsAllIterator() iterator.Shape { return iterator.NewNull() }

// QuadIterator lists nothing.
func (r *Recorder) QuadIterator(quad.Direction, graph.Ref) iterator.Shape { return iterator.NewNull() }

// ShapeNode is a set of nodes in the shape of a query.
type ShapeNode struct {
	ID     int      `json:"id"`
	Tags   []string `json:"tags,omitempty"`
	Values []string `json:"values,omitempty"`
	Fixed  bool     `json:"is_fixed"`
	Link   bool     `json:"is_link_node"` // stands for predicates
	Note   string   `json:"note,omitempty"`
}

// ShapeLink says that quads lead from one set of nodes to another.
type ShapeLink struct {
	Source    int `json:"source"`
	Target    int `json:"target"`
	Predicate int `json:"pred_node"`
}

// QueryShape is the shape of a query as a graph: sets of nodes, and the quads
// that must connect them.
type QueryShape struct {
	Nodes []ShapeNode `json:"nodes"`
	Links []ShapeLink `json:"links"`
}

// Shape is the shape of the query that was run.
func (r *Recorder) Shape(ctx context.Context) QueryShape {
	d := &drawing{ctx: ctx, qs: r.QuadStore, out: QueryShape{Nodes: []ShapeNode{}, Links: []ShapeLink{}}}
	if r.last != nil {
		d.draw(r.last)
	}
	return d.out
}

type drawing struct {
	ctx context.Context
	qs  *QuadStore
	out QueryShape
}

func (d *drawing) node() int {
	d.out.Nodes = append(d.out.Nodes, ShapeNode{ID: len(d.out.Nodes) + 1})
	return len(d.out.Nodes)
}

func (d *drawing) at(id int) *ShapeNode { return &d.out.Nodes[id-1] }

func (d *drawing) note(s string, of shape.Shape) int {
	id := d.draw(of)
	n := d.at(id)
	if n.Note != "" {
		n.Note += ", "
	}
	n.Note += s
	return id
}

// draw adds a shape and returns the set that it results in.
func (d *drawing) draw(s shape.Shape) int {
	switch s := s.(type) {
	case shape.Fixed:
		id := d.node()
		n := d.at(id)
		n.Fixed = true
		vals, err := d.qs.ValuesOf(d.ctx, s)
		for i := range vals {
			if err == nil && vals[i] != nil {
				n.Values = append(n.Values, quad.StringOf(vals[i]))
			}
		}
		return id
	case shape.Lookup:
		id := d.node()
		n := d.at(id)
		n.Fixed = true
		for _, v := range s {
			n.Values = append(n.Values, quad.StringOf(v))
		}
		return id
	case shape.Save:
		id := d.draw(s.From)
		d.at(id).Tags = append(d.at(id).Tags, s.Tags...)
		return id
	case shape.FixedTags:
		id := d.draw(s.On)
		var tags []string
		for t := range s.Tags {
			tags = append(tags, t)
		}
		sort.Strings(tags)
		d.at(id).Tags = append(d.at(id).Tags, tags...)
		return id
	case shape.Intersect:
		return d.join(s)
	case shape.IntersectOpt:
		return d.join(append(append([]shape.Shape{}, s.Sub...), s.Opt...))
	case shape.Union:
		id := d.join(s)
		d.at(id).Note = "any of"
		return id
	case shape.QuadsAction:
		q := make(shape.Quads, 0, 8)
		for dir := quad.Subject; dir <= quad.Label; dir++ {
			if v := s.Filter[dir]; v != nil {
				q = append(q, shape.QuadFilter{Dir: dir, Values: shape.Fixed{v}})
			}
			if tags := s.Save[dir]; len(tags) > 0 {
				q = append(q, shape.QuadFilter{Dir: dir, Values: shape.Save{From: shape.AllNodes{}, Tags: tags}})
			}
		}
		return d.quads(q, s.Result)
	case shape.NodesFrom:
		switch q := s.Quads.(type) {
		case shape.Quads:
			return d.quads(q, s.Dir)
		case shape.Union:
			return d.join(q)
		}
		return d.node()
	case shape.Quads:
		return d.quads(s, quad.Subject)
	case shape.Filter:
		return d.note("filtered", s.From)
	case shape.Page:
		return d.note("paged", s.From)
	case shape.Unique:
		return d.note("unique", s.From)
	case shape.Sort:
		return d.note("sorted", s.From)
	case shape.Count:
		return d.note("counted", s.Values)
	case shape.Except:
		id := d.node()
		d.at(id).Note = "except"
		d.draw(s.Exclude)
		return id
	}
	return d.node()
}

func (d *drawing) join(list []shape.Shape) int {
	if len(list) == 0 {
		return d.node()
	}
	first := d.draw(list[0])
	for _, s := range list[1:] {
		d.merge(first, d.draw(s))
	}
	return first
}

// merge makes two sets one.
func (d *drawing) merge(into, from int) {
	if into == from {
		return
	}
	a, b := d.at(into), d.at(from)
	a.Tags = append(a.Tags, b.Tags...)
	a.Values = append(a.Values, b.Values...)
	a.Fixed = a.Fixed || b.Fixed
	for i := range d.out.Links {
		l := &d.out.Links[i]
		for _, end := range []*int{&l.Source, &l.Target, &l.Predicate} {
			if *end == from {
				*end = into
			}
		}
	}
	b.Tags, b.Values, b.Note = nil, nil, "merged"
}

func (d *drawing) quads(q shape.Quads, result quad.Direction) int {
	var ends [5]int
	for _, f := range q {
		if !valid(f.Dir) {
			continue
		}
		id := d.draw(f.Values)
		if ends[f.Dir] == 0 {
			ends[f.Dir] = id
		} else {
			d.merge(ends[f.Dir], id)
		}
	}
	for _, dir := range []quad.Direction{quad.Subject, quad.Predicate, quad.Object, result} {
		if valid(dir) && ends[dir] == 0 {
			ends[dir] = d.node()
		}
	}
	d.at(ends[quad.Predicate]).Link = true
	d.out.Links = append(d.out.Links, ShapeLink{Source: ends[quad.Subject], Target: ends[quad.Object], Predicate: ends[quad.Predicate]})
	return ends[result]
}
