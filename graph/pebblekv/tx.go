package pebblekv

import (
	"bytes"
	"context"

	"github.com/cockroachdb/pebble"
	"github.com/hidal-go/hidalgo/kv/flat"
)

// tx is a transaction over a reader and, to write, a batch.
type tx struct {
	reader
	batch *pebble.Batch
	end   func(commit bool) error // nil if the end of the transaction does nothing
	done  bool
}

var _ flat.Tx = (*tx)(nil)

func (t *tx) Commit(context.Context) error {
	if t.batch == nil {
		return flat.ErrReadOnly
	}
	if t.done || t.end == nil {
		return nil
	}
	t.done = true
	return t.end(true)
}

// Close is idempotent: Cayley closes its transactions twice.
func (t *tx) Close() error {
	if t.done || t.end == nil {
		return nil
	}
	t.done = true
	return t.end(false)
}

func (t *tx) Get(_ context.Context, key flat.Key) (flat.Value, error) { return t.reader.Get(key) }

func (t *tx) GetBatch(ctx context.Context, keys []flat.Key) ([]flat.Value, error) {
	return flat.GetBatch(ctx, t, keys)
}

func (t *tx) Put(_ context.Context, k flat.Key, v flat.Value) error {
	if t.batch == nil {
		return flat.ErrReadOnly
	}
	return t.batch.Set(k, v, nil)
}

func (t *tx) Del(_ context.Context, k flat.Key) error {
	if t.batch == nil {
		return flat.ErrReadOnly
	}
	return t.batch.Delete(k, nil)
}

func (t *tx) Scan(_ context.Context, opts ...flat.IteratorOption) flat.Iterator {
	return flat.ApplyIteratorOptions(&iter{r: t.reader}, opts)
}

// iter opens Pebble's iterator on first use, when its prefix is known.
type iter struct {
	r    reader
	pref flat.Key
	it   *pebble.Iterator
	on   bool // positioned on a key
	err  error
}

var (
	_ flat.Seeker         = (*iter)(nil)
	_ flat.PrefixIterator = (*iter)(nil)
)

func (i *iter) open() bool {
	if i.err != nil {
		return false
	}
	if i.it == nil {
		var start, end []byte
		if len(i.pref) > 0 {
			start, end = i.pref, PrefixEnd(i.pref)
		}
		i.it, i.err = i.r.newIter(start, end)
	}
	return i.err == nil
}

func (i *iter) set(valid bool) bool {
	i.on = valid
	if !valid {
		i.err = i.it.Error()
	}
	return valid
}

func (i *iter) WithPrefix(pref flat.Key) flat.Iterator {
	i.release()
	i.pref = bytes.Clone(pref)
	return i
}

func (i *iter) Reset() {
	i.release()
	i.err = nil
}

func (i *iter) release() {
	if i.it != nil {
		if err := i.r.closeIter(i.it); err != nil && i.err == nil {
			i.err = err
		}
	}
	i.it, i.on = nil, false
}

func (i *iter) Next(ctx context.Context) bool {
	if err := ctx.Err(); err != nil {
		i.err, i.on = err, false
		return false
	}
	if i.it == nil {
		return i.open() && i.set(i.it.First())
	}
	return i.on && i.set(i.it.Next())
}

func (i *iter) Seek(_ context.Context, key flat.Key) bool {
	return i.open() && i.set(i.it.SeekGE(key))
}

func (i *iter) Err() error { return i.err }

func (i *iter) Close() error {
	i.release()
	return i.err
}

func (i *iter) Key() flat.Key {
	if !i.on {
		return nil
	}
	return i.it.Key()
}

func (i *iter) Val() flat.Value {
	if !i.on {
		return nil
	}
	v, err := i.it.ValueAndErr()
	if err != nil {
		i.err = err
		return nil
	}
	return v
}

// KV is the whole database as one flat.KV, in which every writing
// transaction is a batch of its own. Cayley's own tools and hidalgo's
// conformance suite use it; the store of package graph uses snapshots and
// batches.
type KV struct{ DB *DB }

var _ flat.KV = KV{}

// Tx opens a transaction; one that writes waits for the one before.
func (k KV) Tx(_ context.Context, rw bool) (flat.Tx, error) {
	if !rw {
		s := k.DB.Snapshot()
		return &tx{reader: s.reader, end: func(bool) error { return s.Close() }}, nil
	}
	b, err := k.DB.Begin()
	if err != nil {
		return nil, err
	}
	return &tx{reader: b.reader, batch: b.batch, end: func(commit bool) error {
		if commit {
			return b.Commit()
		}
		return b.Close()
	}}, nil
}

// View runs fn over a snapshot.
func (k KV) View(ctx context.Context, fn func(flat.Tx) error) error { return flat.View(ctx, k, fn) }

// Update runs fn in a transaction and commits it.
func (k KV) Update(ctx context.Context, fn func(flat.Tx) error) error {
	return flat.Update(ctx, k, fn)
}

// Close closes the database.
func (k KV) Close() error { return k.DB.Close() }
