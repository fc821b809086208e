package plan

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"sort"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/cayley/graph/proto"
	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/quad"
	hkv "github.com/hidal-go/hidalgo/kv"
	"github.com/hidal-go/hidalgo/kv/flat"

	"github.com/dramatis-kg/dramatis/graph/pebblekv"
)

// Writer changes quads within a batch. After an error the batch must be
// closed, not committed: Cayley keeps ids of nodes that were never written.
// It is for one goroutine and for one batch.
type Writer struct {
	b       *pebblekv.Batch
	qs      *kv.QuadStore
	indexes []kv.QuadIndex
}

// NewWriter opens the quad store for writing in the batch.
func NewWriter(b *pebblekv.Batch) (*Writer, error) {
	qs, err := kv.New(flat.Upgrade(b), options())
	if err != nil {
		return nil, fmt.Errorf("plan: open for writing: %w", err)
	}
	inner, ok := qs.(*kv.QuadStore)
	if !ok {
		return nil, fmt.Errorf("plan: open for writing: unexpected quad store %T", qs)
	}
	indexes, err := readIndexes(b.Get)
	if err != nil {
		return nil, err
	}
	return &Writer{b: b, qs: inner, indexes: indexes}, nil
}

// Apply adds and deletes quads. Each list is free of duplicates, no quad of
// add is in the store, and no quad is in both; a quad of del that is absent
// is ignored. Deleted quads leave no trace in the indexes.
//
// Adding and deleting are two steps, adding first: in a single one Cayley
// loses the ends of a new quad whose node has more deletions than additions.
func (w *Writer) Apply(ctx context.Context, add, del []quad.Quad) error {
	opts := graph.IgnoreOpts{IgnoreDup: true, IgnoreMissing: true}
	if len(add) > 0 {
		if err := w.qs.ApplyDeltas(deltas(add, graph.Add), opts); err != nil {
			return fmt.Errorf("plan: add %d quads: %w", len(add), err)
		}
	}
	if len(del) == 0 {
		return nil
	}
	dead := make([]*proto.Primitive, 0, len(del))
	for _, q := range del {
		p, err := w.find(ctx, q)
		if err != nil {
			return fmt.Errorf("plan: delete %d quads: %w", len(del), err)
		}
		if p != nil {
			dead = append(dead, p)
		}
	}
	if err := w.qs.ApplyDeltas(deltas(del, graph.Delete), opts); err != nil {
		return fmt.Errorf("plan: delete %d quads: %w", len(del), err)
	}
	if err := w.sweep(dead); err != nil {
		return fmt.Errorf("plan: delete %d quads: %w", len(del), err)
	}
	return nil
}

// Has reports whether the store holds the quad.
func (w *Writer) Has(ctx context.Context, q quad.Quad) (bool, error) {
	p, err := w.find(ctx, q)
	return p != nil, err
}

func deltas(qs []quad.Quad, action graph.Procedure) []graph.Delta {
	out := make([]graph.Delta, len(qs))
	for i, q := range qs {
		out[i] = graph.Delta{Quad: q, Action: action}
	}
	return out
}

// find is the stored form of a quad, nil if it is absent.
func (w *Writer) find(ctx context.Context, q quad.Quad) (*proto.Primitive, error) {
	var b bound
	for d := quad.Subject; d <= quad.Label; d++ {
		v := q.Get(d)
		if v == nil {
			continue
		}
		ref, err := w.qs.ValueOf(v)
		if err != nil {
			return nil, err
		}
		id, ok := ref.(kv.Int64Value)
		if !ok {
			return nil, nil
		}
		b[d] = uint64(id)
	}
	ind, vals := bestIndex(w.indexes, b)
	if len(vals) == 0 {
		return nil, errors.New("the quad store has no index for quads")
	}
	it := kv.IndexScan{Index: ind, Values: vals}.BuildIterator(w.qs).Iterate()
	var found *proto.Primitive
	for it.Next(ctx) {
		if p, ok := it.Result().(*proto.Primitive); ok && b.matches(p) && (b[quad.Label] != 0 || p.Label == 0) {
			found = p
			break
		}
	}
	err := it.Err()
	if cerr := it.Close(); err == nil {
		err = cerr
	}
	return found, err
}

// sweep removes what Cayley leaves behind of deleted quads: their entries in
// the lists of the indexes, and the tombstones in its log. With them, the
// look-ups of a node whose facts change often grow slower and slower.
func (w *Writer) sweep(dead []*proto.Primitive) error {
	gone := map[string][]uint64{}
	for _, p := range dead {
		for _, ind := range w.indexes {
			k := string(flat.KeyEscape(ind.KeyFor(p)))
			gone[k] = append(gone[k], p.ID)
		}
		if err := w.b.Delete(logKey(p.ID)); err != nil {
			return err
		}
	}
	keys := make([]string, 0, len(gone))
	for k := range gone {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		list, err := w.b.Get([]byte(k))
		if errors.Is(err, flat.ErrNotFound) {
			continue
		} else if err != nil {
			return err
		}
		kept, err := removeIDs(list, gone[k])
		if err != nil {
			return fmt.Errorf("index list at %q: %w", k, err)
		}
		if len(kept) == 0 {
			err = w.b.Delete([]byte(k))
		} else {
			err = w.b.Set([]byte(k), kept)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// logKey is the key of a quad in Cayley's log.
func logKey(id uint64) []byte {
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], id)
	return flat.KeyEscape(hkv.Key{[]byte("log"), b[:]})
}

var errIndexList = errors.New("malformed list of ids")

// removeIDs copies a list of varints without the given ones.
func removeIDs(list []byte, gone []uint64) ([]byte, error) {
	drop := make(map[uint64]bool, len(gone))
	for _, id := range gone {
		drop[id] = true
	}
	out := make([]byte, 0, len(list))
	for len(list) > 0 {
		id, n := binary.Uvarint(list)
		if n <= 0 {
			return nil, errIndexList
		}
		if !drop[id] {
			out = append(out, list[:n]...)
		}
		list = list[n:]
	}
	return out, nil
}

var _ refs.BatchNamer = (*QuadStore)(nil)
