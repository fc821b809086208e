package plan

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/quad"
	"github.com/hidal-go/hidalgo/kv/flat"

	"github.com/dramatis-kg/dramatis/graph/pebblekv"
)

// Init writes an empty quad store into the batch.
func Init(b *pebblekv.Batch) error { return b.Set([]byte{metaKey}, meta{next: 1}.encode()) }

// Writer changes quads within a batch. After an error the batch must be
// closed, not committed. It is for one goroutine and for one batch; what it
// knows of nodes ends with it, so that a batch that is dropped leaves nothing
// behind that the next could trip over.
type Writer struct {
	b    *pebblekv.Batch
	meta meta
	ids  map[string]uint64 // by identity, 0 if known to be absent
	buf  []byte
}

// NewWriter opens the quad store for writing in the batch.
func NewWriter(b *pebblekv.Batch) (*Writer, error) {
	m, err := readMeta(b)
	if err != nil {
		return nil, err
	}
	return &Writer{b: b, meta: m, ids: map[string]uint64{}}, nil
}

// Apply adds and deletes quads. Each list is free of duplicates, no quad of
// add is in the store, and no quad is in both; a quad of del that is absent
// is ignored. Nodes that no quad has any more go with the last.
func (w *Writer) Apply(ctx context.Context, add, del []quad.Quad) error {
	for i := range add {
		if i%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if err := w.add(add[i]); err != nil {
			return fmt.Errorf("plan: add %d quads: %w", len(add), err)
		}
	}
	touched := map[uint64]bool{}
	for i := range del {
		if i%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if err := w.delete(del[i], touched); err != nil {
			return fmt.Errorf("plan: delete %d quads: %w", len(del), err)
		}
	}
	if err := w.dropOrphans(touched); err != nil {
		return fmt.Errorf("plan: delete %d quads: %w", len(del), err)
	}
	if len(add)+len(del) == 0 {
		return nil
	}
	return w.b.Set([]byte{metaKey}, w.meta.encode())
}

func (w *Writer) add(q quad.Quad) error {
	if !q.IsValid() {
		return fmt.Errorf("quad %s lacks a subject, predicate or object", q)
	}
	ids, _, err := w.idsOf(q, true)
	if err != nil {
		return err
	}
	w.meta.quads++
	return w.each(ids, func(k []byte) error { return w.b.Set(k, nil) })
}

// each visits the keys of a quad.
func (w *Writer) each(q IDs, visit func([]byte) error) error {
	for i := range orders {
		if orders[i].prefix == 'l' && q[3] == 0 {
			continue
		}
		w.buf = q.appendKey(w.buf[:0], &orders[i])
		if err := visit(w.buf); err != nil {
			return err
		}
	}
	return nil
}

func (w *Writer) delete(q quad.Quad, touched map[uint64]bool) error {
	ids, ok, err := w.idsOf(q, false)
	if err != nil || !ok {
		return err
	}
	return w.deleteIDs(ids, touched)
}

// Delete deletes quads by their stored form, like Apply.
func (w *Writer) Delete(qs []IDs) error {
	touched := map[uint64]bool{}
	for _, q := range qs {
		if err := w.deleteIDs(q, touched); err != nil {
			return fmt.Errorf("plan: delete %d quads: %w", len(qs), err)
		}
	}
	if err := w.dropOrphans(touched); err != nil {
		return fmt.Errorf("plan: delete %d quads: %w", len(qs), err)
	}
	return w.b.Set([]byte{metaKey}, w.meta.encode())
}

// Labelled lists the stored forms of quads with a label, at most so many.
func (w *Writer) Labelled(label quad.Value, limit int) ([]IDs, error) {
	id, err := w.node(label, false)
	if err != nil || id == 0 {
		return nil, err
	}
	o := &orders[3]
	start := appendID([]byte{o.prefix}, id)
	var out []IDs
	err = w.b.Each(start, pebblekv.PrefixEnd(start), func(k, _ []byte) (bool, error) {
		q, err := parseKey(k, o)
		out = append(out, q)
		return len(out) < limit, err
	})
	return out, err
}

func (w *Writer) deleteIDs(ids IDs, touched map[uint64]bool) error {
	if ok, err := w.has(ids); err != nil || !ok {
		return err
	}
	w.meta.quads--
	for _, id := range ids {
		if id != 0 {
			touched[id] = true
		}
	}
	return w.each(ids, w.b.Delete)
}

func (w *Writer) has(q IDs) (bool, error) {
	_, err := w.b.Get(q.appendKey(nil, &orders[0]))
	if errors.Is(err, flat.ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}

// Has reports whether the store holds the quad.
func (w *Writer) Has(_ context.Context, q quad.Quad) (bool, error) {
	_, ok, err := w.Find(q)
	return ok, err
}

// Find is the stored form of a quad; ok tells whether the store holds it.
func (w *Writer) Find(q quad.Quad) (ids IDs, ok bool, err error) {
	if ids, ok, err = w.idsOf(q, false); err != nil || !ok {
		return ids, false, err
	}
	ok, err = w.has(ids)
	return ids, ok, err
}

// idsOf finds or, to create, makes the numbers of a quad's nodes.
func (w *Writer) idsOf(q quad.Quad, create bool) (ids IDs, ok bool, err error) {
	for i, d := range quad.Directions {
		v := q.Get(d)
		if v == nil {
			continue
		}
		if ids[i], err = w.node(v, create); err != nil || ids[i] == 0 {
			return ids, false, err
		}
	}
	return ids, true, nil
}

func (w *Writer) node(v quad.Value, create bool) (uint64, error) {
	w.buf = appendIdentity(w.buf[:0], v)
	identity := w.buf
	if id, ok := w.ids[string(identity)]; ok && (id != 0 || !create) {
		return id, nil
	}
	key := hashKeyOf(hashOf(identity))
	id, list, err := lookUp(w.b, key, identity)
	if err != nil {
		return 0, err
	}
	if id == 0 && create {
		if id = w.meta.next; id > maxNode {
			return 0, ErrFull
		}
		val, err := encodeValue(v, identity)
		if err != nil {
			return 0, err
		}
		w.meta.next++
		w.meta.nodes++
		if err := errors.Join(w.b.Set(keyOf(id), val), w.b.Set(key, appendID(list, id))); err != nil {
			return 0, err
		}
	}
	w.ids[string(identity)] = id
	return id, nil
}

// lookUp is the number of the node with an identity, 0 if there is none, and
// the list at its hash.
func lookUp(r reader, key, identity []byte) (id uint64, list []byte, err error) {
	list, err = r.Get(key)
	if errors.Is(err, flat.ErrNotFound) {
		return 0, nil, nil
	} else if err != nil {
		return 0, nil, err
	}
	for rest := list; len(rest) > 0; {
		id, n := readID(rest)
		if n == 0 {
			return 0, nil, errHash
		}
		rest = rest[n:]
		val, err := r.Get(keyOf(id))
		if err != nil {
			return 0, nil, fmt.Errorf("%w: node %d: %w", pebblekv.ErrCorrupt, id, err)
		}
		if sameValue(val, identity) {
			return id, list, nil
		}
	}
	return 0, list, nil
}

var errHash = fmt.Errorf("%w: malformed list of nodes", pebblekv.ErrCorrupt)

// dropOrphans deletes those of the nodes that no quad has any more.
func (w *Writer) dropOrphans(touched map[uint64]bool) (err error) {
	if len(touched) == 0 {
		return nil
	}
	c, err := w.b.Cursor(nil, nil)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.Close()) }()
	// In order, and order by order: each search begins where the last ended.
	unused := slices.Sorted(maps.Keys(touched))
	for i := range orders {
		rest := unused[:0]
		for _, id := range unused {
			if !c.Has(appendID([]byte{orders[i].prefix}, id)) {
				rest = append(rest, id)
			}
			if err := c.Err(); err != nil {
				return err
			}
		}
		unused = rest
	}
	for _, id := range unused {
		if err := w.drop(id); err != nil {
			return err
		}
	}
	return nil
}

func (w *Writer) drop(id uint64) error {
	val, err := w.b.Get(keyOf(id))
	if err != nil {
		return fmt.Errorf("%w: node %d: %w", pebblekv.ErrCorrupt, id, err)
	}
	v, err := decodeValue(val)
	if err != nil {
		return err
	}
	identity := appendIdentity(nil, v)
	key := hashKeyOf(hashOf(identity))
	list, err := w.b.Get(key)
	if err != nil {
		return fmt.Errorf("%w: hash of node %d: %w", pebblekv.ErrCorrupt, id, err)
	}
	kept, err := removeID(list, id)
	if err != nil {
		return err
	}
	if len(kept) == 0 {
		err = w.b.Delete(key)
	} else {
		err = w.b.Set(key, kept)
	}
	delete(w.ids, string(identity))
	w.meta.nodes--
	return errors.Join(err, w.b.Delete(keyOf(id)))
}

// removeID copies a list of numbers without one.
func removeID(list []byte, gone uint64) ([]byte, error) {
	out := make([]byte, 0, len(list))
	for len(list) > 0 {
		id, n := readID(list)
		if n == 0 {
			return nil, errHash
		}
		if id != gone {
			out = append(out, list[:n]...)
		}
		list = list[n:]
	}
	return out, nil
}

var _ refs.BatchNamer = (*QuadStore)(nil)
