// Package plan gives Cayley's key-value quad store a query planner that uses
// its indexes.
//
// What enters: a snapshot of the database. What leaves: a graph.QuadStore for
// Cayley's query languages, whose statistics are counted instead of guessed,
// whose look-ups scan the longest index prefix that a query binds (the stock
// planner never uses object and predicate together), and whose plans do not
// depend on the order of Go's maps. It never writes.
//
// Everything goes through exported parts of Cayley. Two things are known of
// its layout besides: index values are lists of varints, which statistics
// count, and the log's keys are "log/" and an id, which [Writer] clears of
// what deletions leave behind.
package plan

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/cayley/graph/proto"
	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/cayley/query/shape"
	"github.com/cayleygraph/quad"
	hkv "github.com/hidal-go/hidalgo/kv"
	"github.com/hidal-go/hidalgo/kv/flat"

	"github.com/dramatis-kg/dramatis/graph/pebblekv"
)

// ErrReadOnly is returned by the writing methods of [QuadStore].
var ErrReadOnly = errors.New("plan: the quad store of a snapshot cannot be written to")

// Indexes are the indexes of a store that [Init] makes: Cayley's own two, by
// subject and predicate and by object, predicate and subject, and one by
// predicate, so that "everything that met" does not read the whole graph.
func Indexes() []kv.QuadIndex {
	return []kv.QuadIndex{
		{Dirs: []quad.Direction{quad.Subject, quad.Predicate}},
		{Dirs: []quad.Direction{quad.Object, quad.Predicate, quad.Subject}},
		{Dirs: []quad.Direction{quad.Predicate, quad.Subject}},
	}
}

// options are those that every store is opened with: without them opening
// reads the whole log into a Bloom filter.
func options() graph.Options { return graph.Options{kv.OptNoBloom: true} }

// Init writes an empty quad store with [Indexes] into the batch.
func Init(ctx context.Context, b *pebblekv.Batch) error {
	if err := kv.Init(flat.Upgrade(b), options()); err != nil {
		return fmt.Errorf("plan: init: %w", err)
	}
	data, err := json.Marshal(Indexes())
	if err != nil {
		return fmt.Errorf("plan: init: %w", err)
	}
	return b.Set(flat.KeyEscape(hkv.SKey("meta", "indexes")), data)
}

func readIndexes(get func([]byte) ([]byte, error)) ([]kv.QuadIndex, error) {
	data, err := get(flat.KeyEscape(hkv.SKey("meta", "indexes")))
	if err != nil {
		return nil, fmt.Errorf("plan: read the list of indexes: %w", err)
	}
	var out []kv.QuadIndex
	if err := json.Unmarshal(data, &out); err != nil {
		return nil, fmt.Errorf("plan: read the list of indexes: %w", err)
	}
	return out, nil
}

// QuadStore is a quad store over a snapshot. It is safe for concurrent use.
type QuadStore struct {
	*kv.QuadStore
	snap    *pebblekv.Snapshot
	indexes []kv.QuadIndex
	total   int64 // quads

	mu    sync.Mutex
	sizes map[bound]refs.Size
	names map[uint64]quad.Value
}

// maxNames bounds the cache of values that results name, about 100 bytes
// each.
const maxNames = 50_000

var (
	_ graph.QuadStore = (*QuadStore)(nil)
	_ shape.Optimizer = (*QuadStore)(nil)
)

// Open opens the quad store of a snapshot.
func Open(ctx context.Context, snap *pebblekv.Snapshot) (*QuadStore, error) {
	qs, err := kv.New(flat.Upgrade(snap), options())
	if err != nil {
		return nil, fmt.Errorf("plan: open: %w", err)
	}
	inner, ok := qs.(*kv.QuadStore)
	if !ok {
		return nil, fmt.Errorf("plan: open: unexpected quad store %T", qs)
	}
	indexes, err := readIndexes(snap.Get)
	if err != nil {
		return nil, err
	}
	return &QuadStore{
		QuadStore: inner, snap: snap, indexes: indexes,
		total: inner.Size(), sizes: map[bound]refs.Size{}, names: map[uint64]quad.Value{},
	}, nil
}

// ApplyDeltas refuses: a snapshot is read-only.
func (qs *QuadStore) ApplyDeltas([]graph.Delta, graph.IgnoreOpts) error { return ErrReadOnly }

// NewQuadWriter refuses: a snapshot is read-only.
func (qs *QuadStore) NewQuadWriter() (quad.WriteCloser, error) { return nil, ErrReadOnly }

// Close does nothing: the snapshot belongs to the caller.
func (qs *QuadStore) Close() error { return nil }

// Stats are counted, except for the number of nodes if exact is false.
func (qs *QuadStore) Stats(ctx context.Context, exact bool) (graph.Stats, error) {
	if exact {
		return qs.QuadStore.Stats(ctx, true)
	}
	return graph.Stats{
		Nodes: refs.Size{Value: qs.total/3 + 1},
		Quads: refs.Size{Value: qs.total, Exact: true},
	}, nil
}

// bound holds the id of the node that each direction is bound to, 0 if it is
// free. It is indexed by quad.Direction.
type bound [5]uint64

func (b bound) with(d quad.Direction, id uint64) bound { b[d] = id; return b }

func (b bound) matches(p *proto.Primitive) bool {
	for d := quad.Subject; d <= quad.Label; d++ {
		if b[d] != 0 && p.GetDirection(d) != b[d] {
			return false
		}
	}
	return true
}

func (qs *QuadStore) bestIndex(b bound) (kv.QuadIndex, []uint64) { return bestIndex(qs.indexes, b) }

// bestIndex is the index of which b binds the longest prefix, and that
// prefix; with none it is empty.
func bestIndex(indexes []kv.QuadIndex, b bound) (kv.QuadIndex, []uint64) {
	var best kv.QuadIndex
	n := 0
	for _, ind := range indexes {
		m := 0
		for m < len(ind.Dirs) && b[ind.Dirs[m]] != 0 {
			m++
		}
		if m > n {
			best, n = ind, m
		}
	}
	vals := make([]uint64, n)
	for i := range vals {
		vals[i] = b[best.Dirs[i]]
	}
	return best, vals
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
	ind, vals := qs.bestIndex(b)
	if len(vals) == 0 {
		return refs.Size{Value: qs.total, Exact: b == bound{}}
	}
	start := flat.KeyEscape(ind.Key(vals))
	end := pebblekv.PrefixEnd(start)
	var keys, n int64
	err := qs.snap.Each(start, end, func(_, list []byte) (bool, error) {
		keys++
		for _, c := range list {
			if c < 0x80 { // the last byte of a varint
				n++
			}
		}
		return keys < countKeys, nil
	})
	if err != nil {
		return refs.Size{Value: qs.total} // the error shows again in the scan
	}
	if keys < countKeys {
		// A quad store that others wrote may hold list entries of deleted
		// quads, hence never Exact.
		return refs.Size{Value: n}
	}
	const bytesPerKey = 12 // of a compressed index key with its list
	est := int64(qs.snap.EstimateBytes(start, end)) / bytesPerKey
	return refs.Size{Value: min(max(est, 2*n), qs.total)}
}

// QuadIteratorSize is the number of quads with v in direction d.
func (qs *QuadStore) QuadIteratorSize(_ context.Context, d quad.Direction, v graph.Ref) (refs.Size, error) {
	id, ok := v.(kv.Int64Value)
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
	id, ok := v.(kv.Int64Value)
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
			if id, ok := ref.(kv.Int64Value); ok {
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
		for _, d := range quad.Directions {
			var v quad.Value
			if id := s.quad.GetDirection(d); id != 0 && err == nil {
				if v, err = qs.NameOf(kv.Int64Value(id)); err == nil {
					q.Set(d, v)
				}
			}
		}
		if err == nil {
			more, err = visit(q)
		}
	}
	if err == nil {
		err = errors.Join(s.err, ctx.Err())
	}
	return more, errors.Join(err, s.close())
}

// NameOf is the value of a node. Results name the same dates and actors over
// and over, so that values are kept; a snapshot does not change.
func (qs *QuadStore) NameOf(v graph.Ref) (quad.Value, error) {
	id, ok := v.(kv.Int64Value)
	if !ok {
		return qs.QuadStore.NameOf(v)
	}
	qs.mu.Lock()
	val, ok := qs.names[uint64(id)]
	qs.mu.Unlock()
	if ok {
		return val, nil
	}
	val, err := qs.QuadStore.NameOf(v)
	if err != nil {
		return nil, err
	}
	qs.mu.Lock()
	if len(qs.names) >= maxNames {
		clear(qs.names)
	}
	qs.names[uint64(id)] = val
	qs.mu.Unlock()
	return val, nil
}

// ValuesOf are the values of nodes.
func (qs *QuadStore) ValuesOf(_ context.Context, vals []graph.Ref) ([]quad.Value, error) {
	out := make([]quad.Value, len(vals))
	for i, v := range vals {
		if v == nil {
			continue
		}
		var err error
		if out[i], err = qs.NameOf(v); err != nil {
			return out, err
		}
	}
	return out, nil
}
