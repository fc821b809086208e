package plan

import (
	"context"
	"errors"
	"fmt"
	"maps"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/quad"
)

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
			if id, ok := v.(Node); ok {
				n = add(n, it.qs.size(it.b.with(s.dir, uint64(id))).Value)
			}
		}
		return n
	}
	return min(mul(c.Size.Value, fanout), it.qs.meta.quads)
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
	n := &stepNext{found: found{stepIterator: it}}
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
	n := &stepContains{found{stepIterator: it}}
	for _, s := range it.subs {
		n.checks = append(n.checks, check{s.dir, s.it.Lookup()})
	}
	return n
}

// accepts reports whether the quad has all directions that must be there.
func (it *stepIterator) accepts(p IDs) bool {
	if p.at(it.result) == 0 {
		return false
	}
	for d := quad.Subject; d <= quad.Label; d++ {
		if (it.bind[d] || len(it.save[d]) > 0) && p.at(d) == 0 {
			return false
		}
	}
	return true
}

func (it *stepIterator) tag(p IDs, dst map[string]graph.Ref) {
	for d := quad.Subject; d <= quad.Label; d++ {
		for _, t := range it.save[d] {
			dst[t] = Node(p.at(d))
		}
	}
}

type check struct {
	dir quad.Direction
	it  iterator.Index
}

type checks []check

func (c checks) contain(ctx context.Context, p IDs) bool {
	for _, s := range c {
		id := p.at(s.dir)
		if id == 0 || !s.it.Contains(ctx, Node(id)) {
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
	var err error
	for _, s := range c {
		err = errors.Join(err, s.it.Close())
	}
	return err
}

func (c checks) tag(dst map[string]graph.Ref) {
	for _, s := range c {
		s.it.TagResults(dst)
	}
}

// found is where a step has come to: a quad of a scan that passes its checks.
type found struct {
	*stepIterator
	checks checks
	scan   *scan // nil before the first and behind the last
	err    error
}

// next moves to the next quad of the scan that the step takes.
func (f *found) next(ctx context.Context) bool {
	if f.scan == nil {
		return false
	}
	for f.scan.next(ctx) {
		if f.accepts(f.scan.quad) && f.checks.contain(ctx, f.scan.quad) {
			return true
		}
	}
	f.err = f.scan.err
	return false
}

// on reports whether there is a quad.
func (f *found) on() bool { return f.scan != nil && f.scan.on }

func (f *found) Result() graph.Ref {
	if !f.on() {
		return nil
	}
	return Node(f.scan.quad.at(f.result))
}

func (f *found) TagResults(dst map[string]graph.Ref) {
	if f.on() {
		f.checks.tag(dst)
		f.tag(f.scan.quad, dst)
	}
}

func (f *found) Err() error {
	if f.err != nil {
		return f.err
	}
	return f.checks.err()
}

func (f *found) Close() error {
	f.scan = nil
	return f.checks.close()
}

// stepNext lists the results of a step.
type stepNext struct {
	found
	primary iterator.Scanner // nil to scan an index
	// paths are the tags of every path by which the primary reached its
	// node. Each of the node's quads is a result once for every path.
	paths []map[string]graph.Ref
	path  int
}

func (n *stepNext) String() string { return "stepNext" }

func (n *stepNext) Next(ctx context.Context) bool {
	if n.primary == nil && n.scan == nil {
		n.scan = n.qs.scan(n.b)
	}
	n.path = 0
	for n.err == nil {
		if n.next(ctx) {
			return true
		}
		if n.err != nil || n.primary == nil || ctx.Err() != nil || !n.advance(ctx) {
			return false
		}
	}
	return false
}

// advance moves the primary to its next node and opens the node's quads.
func (n *stepNext) advance(ctx context.Context) bool {
	dir := n.subs[n.drive].dir
	for n.primary.Next(ctx) {
		id, ok := n.primary.Result().(Node)
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

func (n *stepNext) TagResults(dst map[string]graph.Ref) {
	if n.on() && n.path < len(n.paths) {
		maps.Copy(dst, n.paths[n.path])
	}
	n.found.TagResults(dst)
}

func (n *stepNext) Err() error {
	if n.err == nil && n.primary != nil {
		if err := n.primary.Err(); err != nil {
			return err
		}
	}
	return n.found.Err()
}

func (n *stepNext) Close() error {
	err := n.found.Close()
	if n.primary != nil {
		err = errors.Join(err, n.primary.Close())
	}
	return err
}

// stepContains finds whether a node is a result of the step.
type stepContains struct{ found }

func (n *stepContains) String() string { return "stepContains" }

func (n *stepContains) Contains(ctx context.Context, v graph.Ref) bool {
	n.scan = nil
	id, ok := v.(Node)
	if n.err != nil || !ok || id == 0 || n.b[n.result] != 0 && n.b[n.result] != uint64(id) {
		return false
	}
	n.scan = n.qs.scan(n.b.with(n.result, uint64(id)))
	return n.next(ctx)
}

func (n *stepContains) NextPath(ctx context.Context) bool {
	return n.on() && (n.checks.nextPath(ctx) || n.next(ctx))
}
