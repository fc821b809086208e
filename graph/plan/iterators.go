package plan

import (
	"context"
	"errors"
	"fmt"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/quad"
	"github.com/hidal-go/hidalgo/kv/flat"

	"github.com/dramatis-kg/dramatis/graph/pebblekv"
)

// Costs in units of reading one quad during a scan.
const (
	costNext = 2 // a quad with its part of the index
	costSeek = 6 // finding a place in an index
	// fanout guesses how many quads a node of an unknown set has in one
	// direction under one predicate.
	fanout = 8
)

// scan reads the quads that match b from the best order, in pieces: nothing is
// held open between them.
type scan struct {
	qs   *QuadStore
	b    bound
	o    *order
	from []byte // key to go on from
	end  []byte
	buf  []IDs
	at   int
	more bool // whether there may be quads beyond buf
	size int  // of the next piece
	quad IDs
	on   bool // whether quad is one
	err  error
}

// Pieces grow, for most scans end soon.
const (
	firstPiece = 16
	largePiece = 1024
)

func (qs *QuadStore) scan(b bound) *scan {
	if list, ok := qs.cached(b); ok {
		return &scan{qs: qs, b: b, buf: list}
	}
	o, n := bestOrder(b)
	s := &scan{qs: qs, b: b, o: o, from: b.prefix(o, n), more: true, size: firstPiece}
	s.end = pebblekv.PrefixEnd(s.from)
	return s
}

// Short lists are kept, for joins ask for them again and again.
const (
	keptList  = firstPiece
	keptQuads = 100_000
)

func (qs *QuadStore) cached(b bound) ([]IDs, bool) {
	qs.mu.Lock()
	defer qs.mu.Unlock()
	list, ok := qs.lists[b]
	return list, ok
}

func (qs *QuadStore) keep(b bound, list []IDs) {
	qs.mu.Lock()
	defer qs.mu.Unlock()
	if qs.listed += len(list) + 1; qs.listed > keptQuads {
		clear(qs.lists)
		qs.listed = len(list) + 1
	}
	qs.lists[b] = list
}

func (s *scan) next(ctx context.Context) bool {
	for {
		if s.at < len(s.buf) {
			s.quad, s.on = s.buf[s.at], true
			s.at++
			return true
		}
		s.on = false
		if !s.more || s.err != nil {
			return false
		}
		if s.err = ctx.Err(); s.err == nil {
			s.err = s.fill()
		}
	}
}

// fill reads the next piece.
func (s *scan) fill() error {
	first := s.buf == nil
	if first || cap(s.buf) < s.size {
		s.buf = make([]IDs, 0, s.size)
	}
	s.buf, s.at = s.buf[:0], 0
	read := 0
	s.more = false
	err := s.qs.snap.Each(s.from, s.end, func(k, _ []byte) (bool, error) {
		if read++; read > s.size {
			s.from, s.more = append([]byte(nil), k...), true
			return false, nil
		}
		q, err := parseKey(k, s.o)
		if err != nil {
			return false, fmt.Errorf("%w %q", err, k)
		}
		if s.b.matches(q) {
			s.buf = append(s.buf, q)
		}
		return true, nil
	})
	s.size = min(4*s.size, largePiece)
	if err == nil && first && !s.more {
		s.qs.keep(s.b, s.buf)
	}
	return err
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
func (it *quadsNext) Close() error                    { return nil }
func (it *quadsNext) Result() graph.Ref {
	if !it.on {
		return nil
	}
	return it.quad
}

type quadsContains struct {
	b   bound
	cur IDs
	on  bool
}

func (it *quadsContains) String() string                  { return "quadsContains" }
func (it *quadsContains) TagResults(map[string]graph.Ref) {}
func (it *quadsContains) NextPath(context.Context) bool   { return false }
func (it *quadsContains) Err() error                      { return nil }
func (it *quadsContains) Close() error                    { return nil }
func (it *quadsContains) Contains(_ context.Context, v graph.Ref) bool {
	it.cur, it.on = v.(IDs)
	it.on = it.on && it.b.matches(it.cur)
	return it.on
}
func (it *quadsContains) Result() graph.Ref {
	if !it.on {
		return nil
	}
	return it.cur
}

// allNodes lists the nodes.
type allNodes struct{ qs *QuadStore }

var _ iterator.Shape = (*allNodes)(nil)

func (it *allNodes) String() string                                  { return "nodes" }
func (it *allNodes) SubIterators() []iterator.Shape                  { return nil }
func (it *allNodes) Optimize(context.Context) (iterator.Shape, bool) { return it, false }
func (it *allNodes) Iterate() iterator.Scanner {
	return &nodesNext{qs: it.qs, from: []byte{nodeKey}, more: true}
}
func (it *allNodes) Lookup() iterator.Index { return &nodesContains{qs: it.qs} }
func (it *allNodes) Stats(context.Context) (iterator.Costs, error) {
	return iterator.Costs{ContainsCost: 1, NextCost: costNext, Size: refs.Size{Value: it.qs.meta.nodes, Exact: true}}, nil
}

// nodesNext reads the nodes in pieces.
type nodesNext struct {
	qs   *QuadStore
	from []byte
	ids  []Node
	cur  Node
	more bool
	err  error
}

func (it *nodesNext) String() string                  { return "nodesNext" }
func (it *nodesNext) TagResults(map[string]graph.Ref) {}
func (it *nodesNext) NextPath(context.Context) bool   { return false }
func (it *nodesNext) Err() error                      { return it.err }
func (it *nodesNext) Close() error                    { return nil }
func (it *nodesNext) Result() graph.Ref {
	if it.cur == 0 {
		return nil
	}
	return it.cur
}

func (it *nodesNext) Next(ctx context.Context) bool {
	for {
		if len(it.ids) > 0 {
			it.cur, it.ids = it.ids[0], it.ids[1:]
			return true
		}
		it.cur = 0
		if !it.more || it.err != nil {
			return false
		}
		if it.err = ctx.Err(); it.err == nil {
			it.err = it.fill()
		}
	}
}

func (it *nodesNext) fill() error {
	it.more = false
	return it.qs.snap.Each(it.from, []byte{nodeKey + 1}, func(k, _ []byte) (bool, error) {
		if len(it.ids) == largePiece {
			it.from, it.more = append([]byte(nil), k...), true
			return false, nil
		}
		id, n := readID(k[1:])
		if n == 0 || n+1 != len(k) {
			return false, fmt.Errorf("%w %q", errKey, k)
		}
		it.ids = append(it.ids, Node(id))
		return true, nil
	})
}

type nodesContains struct {
	qs  *QuadStore
	cur Node
	err error
}

func (it *nodesContains) String() string                  { return "nodesContains" }
func (it *nodesContains) TagResults(map[string]graph.Ref) {}
func (it *nodesContains) NextPath(context.Context) bool   { return false }
func (it *nodesContains) Err() error                      { return it.err }
func (it *nodesContains) Close() error                    { return nil }
func (it *nodesContains) Result() graph.Ref {
	if it.cur == 0 {
		return nil
	}
	return it.cur
}

func (it *nodesContains) Contains(_ context.Context, v graph.Ref) bool {
	it.cur = 0
	id, ok := v.(Node)
	if !ok || it.err != nil {
		return false
	}
	if _, err := it.qs.snap.Get(keyOf(uint64(id))); err == nil {
		it.cur = id
	} else if !errors.Is(err, flat.ErrNotFound) {
		it.err = err
	}
	return it.cur != 0
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

func (n *stepNext) Result() graph.Ref {
	if n.scan == nil || !n.scan.on {
		return nil
	}
	return Node(n.scan.quad.at(n.result))
}

func (n *stepNext) TagResults(dst map[string]graph.Ref) {
	if n.scan == nil || !n.scan.on {
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
	n.scan = nil
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
	n.scan = nil
	id, ok := v.(Node)
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
	if n.scan == nil || !n.scan.on {
		return false
	}
	return n.checks.nextPath(ctx) || n.more(ctx)
}

func (n *stepContains) Result() graph.Ref {
	if n.scan == nil || !n.scan.on {
		return nil
	}
	return Node(n.scan.quad.at(n.result))
}

func (n *stepContains) TagResults(dst map[string]graph.Ref) {
	if n.scan == nil || !n.scan.on {
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
	n.scan = nil
	return err
}
