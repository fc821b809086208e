package plan

import (
	"context"
	"errors"
	"fmt"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/refs"
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
