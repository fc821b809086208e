package plan

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/cayley/graph/proto"
	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/quad"
	"github.com/hidal-go/hidalgo/kv/flat"
	pb "google.golang.org/protobuf/proto"
)

// Costs in units of reading one quad during a scan.
const (
	costNext = 2 // a quad with its part of the index
	costSeek = 6 // finding a place in an index
	// fanout guesses how many quads a node of an unknown set has in one
	// direction under one predicate.
	fanout = 8
)

// scan reads the quads that match b from the best index.
type scan struct {
	qs    *QuadStore
	b     bound
	inner iterator.Scanner // nil where the quads are in ids
	ids   []uint64         // of the quads to come
	quad  *proto.Primitive
	err   error
}

func (qs *QuadStore) scan(b bound) *scan {
	ind, vals := qs.bestIndex(b)
	s := &scan{qs: qs, b: b}
	switch {
	case len(vals) == 0:
		s.inner = qs.QuadsAllIterator().Iterate()
	case len(vals) == len(ind.Dirs):
		// One list holds all: no need to iterate over the index.
		s.ids, s.err = qs.list(ind, vals)
	default:
		s.inner = kv.IndexScan{Index: ind, Values: vals}.BuildIterator(qs.QuadStore).Iterate()
	}
	return s
}

// list reads the ids of quads from one key of an index.
func (qs *QuadStore) list(ind kv.QuadIndex, vals []uint64) ([]uint64, error) {
	v, err := qs.snap.Get(flat.KeyEscape(ind.Key(vals)))
	if errors.Is(err, flat.ErrNotFound) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	var out []uint64
	for len(v) > 0 {
		id, n := binary.Uvarint(v)
		if n <= 0 {
			return nil, errIndexList
		}
		out, v = append(out, id), v[n:]
	}
	return out, nil
}

// primitive reads a quad from Cayley's log.
func (qs *QuadStore) primitive(id uint64) (*proto.Primitive, error) {
	v, err := qs.snap.Get(logKey(id))
	if errors.Is(err, flat.ErrNotFound) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	p := new(proto.Primitive)
	return p, pb.Unmarshal(v, p)
}

func (s *scan) next(ctx context.Context) bool {
	if s.inner == nil {
		for s.err == nil && len(s.ids) > 0 {
			if s.err = ctx.Err(); s.err != nil {
				break
			}
			var p *proto.Primitive
			p, s.err = s.qs.primitive(s.ids[0])
			s.ids = s.ids[1:]
			if p != nil && s.err == nil && !p.Deleted && s.b.matches(p) {
				s.quad = p
				return true
			}
		}
		s.quad = nil
		return false
	}
	for ctx.Err() == nil && s.inner.Next(ctx) {
		if p, ok := s.inner.Result().(*proto.Primitive); ok && s.b.matches(p) {
			s.quad = p
			return true
		}
	}
	s.err, s.quad = s.inner.Err(), nil
	return false
}

func (s *scan) close() error {
	if s.inner == nil {
		return nil
	}
	return s.inner.Close()
}

// quads lists quads themselves; Cayley's own joins use it.
type quads struct {
	qs *QuadStore
	b  bound
}

var _ iterator.Shape = (*quads)(nil)

func (it *quads) String() string                                  { return fmt.Sprintf("quads%v", it.b) }
func (it *quads) SubIterators() []iterator.Shape                  { return nil }
func (it *quads) Optimize(context.Context) (iterator.Shape, bool) { return it, false }
func (it *quads) Iterate() iterator.Scanner                       { return &quadsNext{scan: it.qs.scan(it.b)} }
func (it *quads) Lookup() iterator.Index                          { return &quadsContains{b: it.b} }
func (it *quads) Stats(context.Context) (iterator.Costs, error) {
	return iterator.Costs{ContainsCost: 1, NextCost: costNext, Size: it.qs.size(it.b)}, nil
}

type quadsNext struct{ *scan }

func (it *quadsNext) String() string                  { return "quadsNext" }
func (it *quadsNext) TagResults(map[string]graph.Ref) {}
func (it *quadsNext) NextPath(context.Context) bool   { return false }
func (it *quadsNext) Next(ctx context.Context) bool   { return it.next(ctx) }
func (it *quadsNext) Err() error                      { return it.err }
func (it *quadsNext) Close() error                    { return it.close() }
func (it *quadsNext) Result() graph.Ref {
	if it.quad == nil {
		return nil
	}
	return it.quad
}

type quadsContains struct {
	b   bound
	cur *proto.Primitive
}

func (it *quadsContains) String() string                  { return "quadsContains" }
func (it *quadsContains) TagResults(map[string]graph.Ref) {}
func (it *quadsContains) NextPath(context.Context) bool   { return false }
func (it *quadsContains) Err() error                      { return nil }
func (it *quadsContains) Close() error                    { return nil }
func (it *quadsContains) Contains(_ context.Context, v graph.Ref) bool {
	p, ok := v.(*proto.Primitive)
	if !ok || !it.b.matches(p) {
		it.cur = nil
		return false
	}
	it.cur = p
	return true
}
func (it *quadsContains) Result() graph.Ref {
	if it.cur == nil {
		return nil
	}
	return it.cur
}

// branch restricts one direction of a step's quads to the nodes of another
// iterator.
type branch struct {
	dir quad.Direction
	it  iterator.Shape
}

// stepIterator is the plan of a step.
type stepIterator struct {
	qs     *QuadStore
	result quad.Direction
	b      bound
	bind   [5]bool
	save   [5][]string
	subs   []branch

	planned bool
	drive   int // index into subs of the branch to start from, -1 to scan an index
	costs   iterator.Costs
}

var _ iterator.Shape = (*stepIterator)(nil)

func (it *stepIterator) String() string {
	return fmt.Sprintf("step(%v of %v, %d branches)", it.result, it.b, len(it.subs))
}

func (it *stepIterator) SubIterators() []iterator.Shape {
	out := make([]iterator.Shape, len(it.subs))
	for i, s := range it.subs {
		out[i] = s.it
	}
	return out
}

func (it *stepIterator) Optimize(ctx context.Context) (iterator.Shape, bool) {
	out := *it
	out.subs = make([]branch, len(it.subs))
	for i, s := range it.subs {
		o, _ := s.it.Optimize(ctx)
		if iterator.IsNull(o) {
			return o, true
		}
		out.subs[i] = branch{s.dir, o}
	}
	out.planned = false
	out.plan(ctx)
	return &out, true
}

// plan decides where to start: at the index prefix that is bound, or at one
// of the branches.
func (it *stepIterator) plan(ctx context.Context) {
	if it.planned {
		return
	}
	it.planned = true
	base := it.qs.size(it.b)
	stats := make([]iterator.Costs, len(it.subs))
	var check int64
	for i, s := range it.subs {
		stats[i], _ = s.it.Stats(ctx) // an error shows again when it is run
		check += stats[i].ContainsCost
	}
	it.drive = -1
	best := mul(base.Value, costNext+check)
	size, exact := base.Value, base.Exact && len(it.subs) == 0
	for i, s := range it.subs {
		quads := it.reach(s, stats[i])
		cost := add(mul(stats[i].Size.Value, stats[i].NextCost+costSeek), mul(quads, costNext+check-stats[i].ContainsCost))
		if cost < best {
			best, it.drive = cost, i
		}
		size = min(size, quads)
	}
	next := int64(costNext)
	if size > 0 {
		next = max(next, best/size)
	}
	it.costs = iterator.Costs{
		NextCost:     next,
		ContainsCost: add(costSeek, check),
		Size:         refs.Size{Value: size, Exact: exact},
	}
}

// reach is how many quads hang on the nodes of a branch.
func (it *stepIterator) reach(s branch, c iterator.Costs) int64 {
	if f, ok := s.it.(*iterator.Fixed); ok {
		var n int64
		for _, v := range f.Values() {
			if id, ok := v.(kv.Int64Value); ok {
				n = add(n, it.qs.size(it.b.with(s.dir, uint64(id))).Value)
			}
		}
		return n
	}
	return min(mul(c.Size.Value, fanout), it.qs.total)
}

const maxCost = 1 << 60

func mul(a, b int64) int64 {
	if a > 0 && b > maxCost/a {
		return maxCost
	}
	return a * b
}

func add(a, b int64) int64 { return min(a+b, maxCost) }

func (it *stepIterator) Stats(ctx context.Context) (iterator.Costs, error) {
	it.plan(ctx)
	return it.costs, nil
}

func (it *stepIterator) Iterate() iterator.Scanner {
	it.plan(context.Background())
	n := &stepNext{stepIterator: it}
	for i, s := range it.subs {
		if i == it.drive {
			n.primary = s.it.Iterate()
			continue
		}
		n.checks = append(n.checks, check{s.dir, s.it.Lookup()})
	}
	return n
}

func (it *stepIterator) Lookup() iterator.Index {
	n := &stepContains{stepIterator: it}
	for _, s := range it.subs {
		n.checks = append(n.checks, check{s.dir, s.it.Lookup()})
	}
	return n
}

// accepts reports whether the quad has all directions that must be there.
func (it *stepIterator) accepts(p *proto.Primitive) bool {
	if p.GetDirection(it.result) == 0 {
		return false
	}
	for d := quad.Subject; d <= quad.Label; d++ {
		if (it.bind[d] || len(it.save[d]) > 0) && p.GetDirection(d) == 0 {
			return false
		}
	}
	return true
}

func (it *stepIterator) tag(p *proto.Primitive, dst map[string]graph.Ref) {
	for d := quad.Subject; d <= quad.Label; d++ {
		for _, t := range it.save[d] {
			dst[t] = kv.Int64Value(p.GetDirection(d))
		}
	}
}

type check struct {
	dir quad.Direction
	it  iterator.Index
}

type checks []check

func (c checks) contain(ctx context.Context, p *proto.Primitive) bool {
	for _, s := range c {
		id := p.GetDirection(s.dir)
		if id == 0 || !s.it.Contains(ctx, kv.Int64Value(id)) {
			return false
		}
	}
	return true
}

func (c checks) nextPath(ctx context.Context) bool {
	for _, s := range c {
		if s.it.NextPath(ctx) {
			return true
		}
	}
	return false
}

func (c checks) err() error {
	for _, s := range c {
		if err := s.it.Err(); err != nil {
			return err
		}
	}
	return nil
}

func (c checks) close() error {
	var first error
	for _, s := range c {
		if err := s.it.Close(); err != nil && first == nil {
			first = err
		}
	}
	return first
}

func (c checks) tag(dst map[string]graph.Ref) {
	for _, s := range c {
		s.it.TagResults(dst)
	}
}

// stepNext lists the results of a step.
type stepNext struct {
	*stepIterator
	primary iterator.Scanner // nil to scan an index
	checks  checks
	scan    *scan
	// paths are the tags of every path by which the primary reached its
	// node. Each of the node's quads is a result once for every path.
	paths []map[string]graph.Ref
	path  int
	err   error
}

func (n *stepNext) String() string { return "stepNext" }

func (n *stepNext) Next(ctx context.Context) bool {
	if n.primary == nil && n.scan == nil {
		n.scan = n.qs.scan(n.b)
	}
	n.path = 0
	for n.err == nil {
		for n.scan != nil && n.scan.next(ctx) {
			if n.accepts(n.scan.quad) && n.checks.contain(ctx, n.scan.quad) {
				return true
			}
		}
		if n.scan != nil {
			if n.scan.err != nil {
				n.err = n.scan.err
				return false
			}
		}
		if n.primary == nil || ctx.Err() != nil || !n.advance(ctx) {
			return false
		}
	}
	return false
}

// advance moves the primary to its next node and opens the node's quads.
func (n *stepNext) advance(ctx context.Context) bool {
	dir := n.subs[n.drive].dir
	for n.primary.Next(ctx) {
		id, ok := n.primary.Result().(kv.Int64Value)
		if !ok || n.b[dir] != 0 && n.b[dir] != uint64(id) {
			continue
		}
		n.paths = n.paths[:0]
		for {
			tags := map[string]graph.Ref{}
			n.primary.TagResults(tags)
			n.paths = append(n.paths, tags)
			if !n.primary.NextPath(ctx) {
				break
			}
		}
		if n.scan != nil {
			if n.err = n.scan.close(); n.err != nil {
				return false
			}
		}
		n.scan = n.qs.scan(n.b.with(dir, uint64(id)))
		return true
	}
	return false
}

func (n *stepNext) NextPath(ctx context.Context) bool {
	if n.path+1 < len(n.paths) {
		n.path++
		return true
	}
	return n.checks.nextPath(ctx)
}

func (n *stepNext) Result() graph.Ref {
	if n.scan == nil || n.scan.quad == nil {
		return nil
	}
	return kv.Int64Value(n.scan.quad.GetDirection(n.result))
}

func (n *stepNext) TagResults(dst map[string]graph.Ref) {
	if n.scan == nil || n.scan.quad == nil {
		return
	}
	if n.path < len(n.paths) {
		for k, v := range n.paths[n.path] {
			dst[k] = v
		}
	}
	n.checks.tag(dst)
	n.tag(n.scan.quad, dst)
}

func (n *stepNext) Err() error {
	if n.err != nil {
		return n.err
	}
	if n.primary != nil {
		if err := n.primary.Err(); err != nil {
			return err
		}
	}
	return n.checks.err()
}

func (n *stepNext) Close() error {
	err := n.checks.close()
	if n.scan != nil {
		if cerr := n.scan.close(); err == nil {
			err = cerr
		}
		n.scan = nil
	}
	if n.primary != nil {
		if cerr := n.primary.Close(); err == nil {
			err = cerr
		}
	}
	return err
}

// stepContains finds whether a node is a result of the step.
type stepContains struct {
	*stepIterator
	checks checks
	scan   *scan
	err    error
}

func (n *stepContains) String() string { return "stepContains" }

func (n *stepContains) Contains(ctx context.Context, v graph.Ref) bool {
	if n.scan != nil {
		n.err = n.scan.close()
		n.scan = nil
	}
	id, ok := v.(kv.Int64Value)
	if n.err != nil || !ok || id == 0 || n.b[n.result] != 0 && n.b[n.result] != uint64(id) {
		return false
	}
	n.scan = n.qs.scan(n.b.with(n.result, uint64(id)))
	return n.more(ctx)
}

func (n *stepContains) more(ctx context.Context) bool {
	for n.scan.next(ctx) {
		if n.accepts(n.scan.quad) && n.checks.contain(ctx, n.scan.quad) {
			return true
		}
	}
	n.err = n.scan.err
	return false
}

func (n *stepContains) NextPath(ctx context.Context) bool {
	if n.scan == nil || n.scan.quad == nil {
		return false
	}
	return n.checks.nextPath(ctx) || n.more(ctx)
}

func (n *stepContains) Result() graph.Ref {
	if n.scan == nil || n.scan.quad == nil {
		return nil
	}
	return kv.Int64Value(n.scan.quad.GetDirection(n.result))
}

func (n *stepContains) TagResults(dst map[string]graph.Ref) {
	if n.scan == nil || n.scan.quad == nil {
		return
	}
	n.checks.tag(dst)
	n.tag(n.scan.quad, dst)
}

func (n *stepContains) Err() error {
	if n.err != nil {
		return n.err
	}
	return n.checks.err()
}

func (n *stepContains) Close() error {
	err := n.checks.close()
	if n.scan != nil {
		if cerr := n.scan.close(); err == nil {
			err = cerr
		}
		n.scan = nil
	}
	return err
}
