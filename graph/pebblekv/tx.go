package pebblekv

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/cockroachdb/pebble"
	"github.com/hidal-go/hidalgo/kv/flat"
)

// Snapshot is the database as it was at one moment. It is a flat.KV that
// refuses to write; every transaction of it sees the same state. It is safe
// for concurrent use.
type Snapshot struct {
	reader
	close func() error
	once  sync.Once
	err   error
}

var _ flat.KV = (*Snapshot)(nil)

// Snapshot opens the present state. The caller closes it.
func (d *DB) Snapshot() *Snapshot {
	if d.readOnly {
		// A read-only database never changes: it is its own snapshot.
		return &Snapshot{reader: reader{d.db}, close: func() error { return nil }}
	}
	s := d.db.NewSnapshot()
	return &Snapshot{reader: reader{s}, close: s.Close}
}

// Close releases the snapshot; further calls return what the first returned.
func (s *Snapshot) Close() error {
	s.once.Do(func() { s.err = s.close() })
	return s.err
}

// Tx opens a transaction; writing is refused with flat.ErrReadOnly.
func (s *Snapshot) Tx(_ context.Context, rw bool) (flat.Tx, error) {
	if rw {
		return nil, flat.ErrReadOnly
	}
	return &tx{reader: s.reader}, nil
}

// View runs fn over the snapshot.
func (s *Snapshot) View(ctx context.Context, fn func(flat.Tx) error) error {
	return flat.View(ctx, s, fn)
}

// Update fails with flat.ErrReadOnly.
func (s *Snapshot) Update(context.Context, func(flat.Tx) error) error { return flat.ErrReadOnly }

// Batch gathers writes that are committed together or not at all. It is a
// flat.KV whose transactions all read and write the batch: their Commit and
// Close do nothing, only [Batch.Commit] writes. One batch is open at a time;
// it is for one goroutine.
type Batch struct {
	reader
	db    *DB
	batch *pebble.Batch
	done  bool
}

var _ flat.KV = (*Batch)(nil)

// ErrDone is returned by a batch that was committed or closed.
var ErrDone = errors.New("pebblekv: the batch is done")

// Begin opens a batch and waits for the one before to end.
func (d *DB) Begin() (*Batch, error) {
	if d.readOnly {
		return nil, fmt.Errorf("pebblekv: begin: %w", flat.ErrReadOnly)
	}
	d.writer.Lock()
	b := d.db.NewIndexedBatch()
	return &Batch{reader: reader{b}, db: d, batch: b}, nil
}

// Tx opens a transaction on the batch.
func (b *Batch) Tx(_ context.Context, rw bool) (flat.Tx, error) {
	if b.done {
		return nil, ErrDone
	}
	t := &tx{reader: b.reader}
	if rw {
		t.batch = b.batch
	}
	return t, nil
}

// View runs fn over the batch.
func (b *Batch) View(ctx context.Context, fn func(flat.Tx) error) error {
	return flat.View(ctx, b, fn)
}

// Update runs fn over the batch. What fn wrote before it failed stays in the
// batch, so that a failed batch must be closed, not committed.
func (b *Batch) Update(ctx context.Context, fn func(flat.Tx) error) error {
	return flat.Update(ctx, b, fn)
}

// Set writes a key.
func (b *Batch) Set(key, value []byte) error {
	if b.done {
		return ErrDone
	}
	return b.batch.Set(key, value, nil)
}

// Delete removes a key; one that is absent is no error.
func (b *Batch) Delete(key []byte) error {
	if b.done {
		return ErrDone
	}
	return b.batch.Delete(key, nil)
}

// Bytes is the size of what the batch has gathered.
func (b *Batch) Bytes() int { return b.batch.Len() }

// Commit writes everything, atomically and, unless the database was opened
// with NoSync, durably.
func (b *Batch) Commit() error {
	if b.done {
		return ErrDone
	}
	b.done = true
	defer b.db.writer.Unlock()
	err := b.batch.Commit(b.db.sync)
	if cerr := b.batch.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return fmt.Errorf("pebblekv: commit: %w", err)
	}
	return nil
}

// Close drops what was not committed. After Commit, or again, it does
// nothing.
func (b *Batch) Close() error {
	if b.done {
		return nil
	}
	b.done = true
	defer b.db.writer.Unlock()
	if err := b.batch.Close(); err != nil {
		return fmt.Errorf("pebblekv: close batch: %w", err)
	}
	return nil
}

// reader reads a snapshot, a batch or a read-only database.
type reader struct{ r pebble.Reader }

// Get returns a copy of the value of key, or flat.ErrNotFound.
func (r reader) Get(key []byte) ([]byte, error) {
	if len(key) == 0 {
		return nil, flat.ErrNotFound
	}
	v, closer, err := r.r.Get(key)
	if errors.Is(err, pebble.ErrNotFound) {
		return nil, flat.ErrNotFound
	} else if err != nil {
		return nil, err
	}
	out := bytes.Clone(v)
	if out == nil {
		out = []byte{} // present and empty, unlike absent
	}
	return out, closer.Close()
}

// Scan iterates over the keys in [start, end) in order; a nil end is open.
// The caller closes the iterator.
func (r reader) Scan(start, end []byte) (*pebble.Iterator, error) {
	return r.r.NewIter(&pebble.IterOptions{LowerBound: start, UpperBound: end})
}

// PrefixEnd is the first key after all that begin with prefix, nil if there
// is none.
func PrefixEnd(prefix []byte) []byte {
	for i := len(prefix) - 1; i >= 0; i-- {
		if prefix[i] < 0xff {
			end := bytes.Clone(prefix[:i+1])
			end[i]++
			return end
		}
	}
	return nil
}

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
	return flat.ApplyIteratorOptions(&iter{r: t.r}, opts)
}

// iter opens Pebble's iterator on first use, when its prefix is known.
type iter struct {
	r    pebble.Reader
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
		o := &pebble.IterOptions{}
		if len(i.pref) > 0 {
			o.LowerBound, o.UpperBound = i.pref, PrefixEnd(i.pref)
		}
		i.it, i.err = i.r.NewIter(o)
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
		if err := i.it.Close(); err != nil && i.err == nil {
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
