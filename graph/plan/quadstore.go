// Package plan is a quad store for Cayley whose planner uses its indexes.
//
// What enters: a snapshot of the database, and batches that change it. What
// leaves: a graph.QuadStore for Cayley's query languages, whose statistics are
// counted instead of guessed, whose look-ups scan the longest index prefix
// that a query binds, and whose plans do not depend on the order of Go's maps.
// A quad is a key in each of four sorted orders and nothing else: reading it
// needs no second look-up, deleting it leaves nothing behind. It knows nothing
// of documents and never looks at a key that is not its own.
package plan

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/cayley/query/shape"
	"github.com/cayleygraph/quad"
	"github.com/hidal-go/hidalgo/kv/flat"

	"github.com/dramatis-kg/dramatis/graph/pebblekv"
)

// ErrReadOnly is returned by the writing methods of [QuadStore].
var ErrReadOnly = errors.New("plan: the quad store of a snapshot cannot be written to")

// Node refers to a node by its number.
type Node uint64

// Key is the node itself.
func (n Node) Key() any { return n }

// QuadStore is a quad store over a snapshot. It is safe for concurrent use.
type QuadStore struct {
	snap *pebblekv.Snapshot
	meta meta

	mu     sync.Mutex
	sizes  map[bound]refs.Size
	names  map[uint64]quad.Value
	nodes  map[quad.Value]uint64
	lists  map[bound][]IDs
	listed int // quads in lists
}

// maxNames bounds the cache of values that results name, about 100 bytes
// each.
const maxNames = 50_000

var (
	_ graph.QuadStore = (*QuadStore)(nil)
	_ shape.Optimizer = (*QuadStore)(nil)
)

// Open opens the quad store of a snapshot.
func Open(_ context.Context, snap *pebblekv.Snapshot) (*QuadStore, error) {
	m, err := readMeta(snap)
	if err != nil {
		return nil, err
	}
	return &QuadStore{
		snap: snap, meta: m, sizes: map[bound]refs.Size{}, names: map[uint64]quad.Value{},
		nodes: map[quad.Value]uint64{}, lists: map[bound][]IDs{},
	}, nil
}

// Size is the number of quads.
func (qs *QuadStore) Size() int64 { return qs.meta.quads }

// ApplyDeltas refuses: a snapshot is read-only.
func (qs *QuadStore) ApplyDeltas([]graph.Delta, graph.IgnoreOpts) error { return ErrReadOnly }

// NewQuadWriter refuses: a snapshot is read-only.
func (qs *QuadStore) NewQuadWriter() (quad.WriteCloser, error) { return nil, ErrReadOnly }

// Close does nothing: the snapshot belongs to the caller.
func (qs *QuadStore) Close() error { return nil }

// Stats are counted.
func (qs *QuadStore) Stats(context.Context, bool) (graph.Stats, error) {
	return graph.Stats{
		Nodes: refs.Size{Value: qs.meta.nodes, Exact: true},
		Quads: refs.Size{Value: qs.meta.quads, Exact: true},
	}, nil
}

// bound holds the id of the node that each direction is bound to, 0 if it is
// free. It is indexed by quad.Direction.
type bound [5]uint64

func (b bound) with(d quad.Direction, id uint64) bound { b[d] = id; return b }

func (b bound) matches(q IDs) bool {
	for d := quad.Subject; d <= quad.Label; d++ {
		if b[d] != 0 && q.at(d) != b[d] {
			return false
		}
	}
	return true
}

// bestOrder is the order of which b binds the longest prefix, and how many
// directions that are.
func bestOrder(b bound) (*order, int) {
	best, n := &orders[0], 0
	for i := range orders {
		m := 0
		for m < 4 && b[orders[i].dirs[m]] != 0 {
			m++
		}
		if m > n {
			best, n = &orders[i], m
		}
	}
	return best, n
}

// prefix is the beginning of the keys of an order that b binds.
func (b bound) prefix(o *order, n int) []byte {
	k := make([]byte, 1, 24)
	k[0] = o.prefix
	for _, d := range o.dirs[:n] {
		k = appendID(k, b[d])
	}
	return k
}

// countKeys is how many index keys are counted before a size is estimated
// from bytes: about a tenth of a millisecond's work.
const countKeys = 512

// size is the number of quads that match b: counted if few, else estimated.
func (qs *QuadStore) size(b bound) refs.Size {
	qs.mu.Lock()
	sz, ok := qs.sizes[b]
	qs.mu.Unlock()
	if ok {
		return sz
	}
	sz = qs.countSize(b)
	qs.mu.Lock()
	qs.sizes[b] = sz
	qs.mu.Unlock()
	return sz
}

func (qs *QuadStore) countSize(b bound) refs.Size {
	o, bound := bestOrder(b)
	if bound == 0 {
		return refs.Size{Value: qs.meta.quads, Exact: true}
	}
	exact := bound == b.count()
	start := b.prefix(o, bound)
	end := pebblekv.PrefixEnd(start)
	var n int64
	err := qs.snap.Each(start, end, func(k, _ []byte) (bool, error) {
		n++
		return n < countKeys, nil
	})
	if err != nil {
		return refs.Size{Value: qs.meta.quads} // the error shows again in the scan
	}
	if n < countKeys {
		return refs.Size{Value: n, Exact: exact}
	}
	const bytesPerKey = 6 // of a compressed key
	est := int64(qs.snap.EstimateBytes(start, end)) / bytesPerKey
	return refs.Size{Value: min(max(est, 2*n), qs.meta.quads)}
}

func (b bound) count() int {
	n := 0
	for _, id := range b {
		if id != 0 {
			n++
		}
	}
	return n
}

// QuadIteratorSize is the number of quads with v in direction d.
func (qs *QuadStore) QuadIteratorSize(_ context.Context, d quad.Direction, v graph.Ref) (refs.Size, error) {
	id, ok := v.(Node)
	if !ok {
		return refs.Size{Exact: true}, nil
	}
	return qs.size(bound{}.with(d, uint64(id))), nil
}

// QuadIterator lists the quads with v in direction d.
func (qs *QuadStore) QuadIterator(d quad.Direction, v graph.Ref) iterator.Shape {
	if v == nil {
		return iterator.NewNull()
	}
	id, ok := v.(Node)
	if !ok || id == 0 {
		return iterator.NewNull()
	}
	return &quads{qs: qs, b: bound{}.with(d, uint64(id))}
}

// Match lists the quads that have one of the given values in each direction;
// no values in a direction allow any. It stops when visit returns false or
// fails.
func (qs *QuadStore) Match(ctx context.Context, subject, predicate, object, label []quad.Value, visit func(quad.Quad) (bool, error)) error {
	bounds := []bound{{}}
	for i, vals := range [][]quad.Value{subject, predicate, object, label} {
		if len(vals) == 0 {
			continue
		}
		var next []bound
		for _, v := range vals {
			ref, err := qs.ValueOf(v)
			if err != nil {
				return err
			}
			if id, ok := ref.(Node); ok {
				for _, b := range bounds {
					next = append(next, b.with(quad.Directions[i], uint64(id)))
				}
			}
		}
		bounds = next
	}
	for _, b := range bounds {
		more, err := qs.match(ctx, b, visit)
		if err != nil || !more {
			return err
		}
	}
	return nil
}

func (qs *QuadStore) match(ctx context.Context, b bound, visit func(quad.Quad) (bool, error)) (more bool, err error) {
	s := qs.scan(b)
	more = true
	for more && err == nil && s.next(ctx) {
		var q quad.Quad
		q, err = qs.Quad(s.quad)
		if err == nil {
			more, err = visit(q)
		}
	}
	if err == nil {
		err = errors.Join(s.err, ctx.Err())
	}
	return more, err
}

// Quad is the quad that a reference stands for; none for others.
func (qs *QuadStore) Quad(ref graph.Ref) (quad.Quad, error) {
	ids, ok := ref.(IDs)
	if !ok {
		return quad.Quad{}, nil
	}
	var q quad.Quad
	for i, d := range quad.Directions {
		if ids[i] == 0 {
			continue
		}
		v, err := qs.NameOf(Node(ids[i]))
		if err != nil {
			return quad.Quad{}, err
		}
		q.Set(d, v)
	}
	return q, nil
}

// QuadDirection is a node of a quad, nil if it has none there.
func (qs *QuadStore) QuadDirection(ref graph.Ref, d quad.Direction) (graph.Ref, error) {
	q, ok := ref.(IDs)
	if !ok || !valid(d) || q.at(d) == 0 {
		return nil, nil
	}
	return Node(q.at(d)), nil
}

// ValueOf is the node of a value, nil if there is none.
func (qs *QuadStore) ValueOf(v quad.Value) (graph.Ref, error) {
	if v == nil {
		return nil, nil
	}
	qs.mu.Lock()
	id, ok := qs.nodes[v]
	qs.mu.Unlock()
	if !ok {
		identity := appendIdentity(nil, v)
		var err error
		if id, _, err = lookUp(qs.snap, hashKeyOf(hashOf(identity)), identity); err != nil {
			return nil, err
		}
		qs.mu.Lock()
		if len(qs.nodes) >= maxNames {
			clear(qs.nodes)
		}
		qs.nodes[v] = id
		qs.mu.Unlock()
	}
	if id == 0 {
		return nil, nil
	}
	return Node(id), nil
}

// NameOf is the value of a node, nil if there is none. Results name the same
// dates and actors over and over, so that values are kept; a snapshot does
// not change.
func (qs *QuadStore) NameOf(ref graph.Ref) (quad.Value, error) {
	switch v := ref.(type) {
	case Node:
		return qs.name(uint64(v))
	case refs.PreFetchedValue:
		return v.NameOf(), nil
	}
	return nil, nil
}

func (qs *QuadStore) name(id uint64) (quad.Value, error) {
	qs.mu.Lock()
	val, ok := qs.names[id]
	qs.mu.Unlock()
	if ok {
		return val, nil
	}
	b, err := qs.snap.Get(keyOf(id))
	if errors.Is(err, flat.ErrNotFound) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	if val, err = decodeValue(b); err != nil {
		return nil, fmt.Errorf("node %d: %w", id, err)
	}
	qs.mu.Lock()
	if len(qs.names) >= maxNames {
		clear(qs.names)
	}
	qs.names[id] = val
	qs.mu.Unlock()
	return val, nil
}

// ValuesOf are the values of nodes.
func (qs *QuadStore) ValuesOf(_ context.Context, vals []graph.Ref) ([]quad.Value, error) {
	out := make([]quad.Value, len(vals))
	for i, v := range vals {
		var err error
		if out[i], err = qs.NameOf(v); err != nil {
			return out, err
		}
	}
	return out, nil
}

// RefsOf are the nodes of values.
func (qs *QuadStore) RefsOf(_ context.Context, vals []quad.Value) ([]graph.Ref, error) {
	out := make([]graph.Ref, len(vals))
	for i, v := range vals {
		var err error
		if out[i], err = qs.ValueOf(v); err != nil {
			return out, err
		}
	}
	return out, nil
}

// NodesAllIterator lists the nodes in the order of their coming.
func (qs *QuadStore) NodesAllIterator() iterator.Shape { return &allNodes{qs} }

// QuadsAllIterator lists the quads in the order of their subjects.
func (qs *QuadStore) QuadsAllIterator() iterator.Shape { return &quads{qs: qs} }

// Out lists the values that quads with the given predicates lead to, one
// predicate after the other, from the given values: each once, in the order
// of being found.
func (qs *QuadStore) Out(ctx context.Context, from []quad.Value, predicates ...quad.Value) ([]quad.Value, error) {
	nodes, err := qs.RefsOf(ctx, from)
	if err != nil {
		return nil, err
	}
	for _, p := range predicates {
		pred, err := qs.ValueOf(p)
		if err != nil || pred == nil {
			return nil, err
		}
		var next []graph.Ref
		seen := map[Node]bool{}
		for _, n := range nodes {
			id, ok := n.(Node)
			if !ok {
				continue
			}
			s := qs.scan(bound{}.with(quad.Subject, uint64(id)).with(quad.Predicate, uint64(pred.(Node))))
			for s.next(ctx) {
				if o := Node(s.quad.at(quad.Object)); !seen[o] {
					seen[o] = true
					next = append(next, o)
				}
			}
			if s.err != nil {
				return nil, s.err
			}
		}
		nodes = next
	}
	return qs.ValuesOf(ctx, nodes)
}
