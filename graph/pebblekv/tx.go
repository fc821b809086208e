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
// for concurrent use, also with Close: what is being read then is read to its
// end, and further reads fail with [ErrDone].
type Snapshot struct {
	reader
	db    *DB
	close func() error // releases the snapshot itself

	mu     sync.Mutex
	users  int                // reads under way, and one until Close
	idle   []*pebble.Iterator // to be used again: opening one costs more than a short read
	closed bool
	then   func() error
	err    error
}

var _ flat.KV = (*Snapshot)(nil)

// Snapshot opens the present state. The caller closes it.
func (d *DB) Snapshot() *Snapshot {
	s := &Snapshot{db: d, users: 1}
	s.reader.guard = s
	if d.readOnly {
		// A read-only database never changes: it is its own snapshot.
		s.reader.r, s.close = d.db, func() error { return nil }
	} else {
		p := d.db.NewSnapshot()
		s.reader.r, s.close = p, p.Close
	}
	return s
}

// OnRelease has fn called when the snapshot is closed and nothing reads it
// any more. It is set before the snapshot is shared.
func (s *Snapshot) OnRelease(fn func() error) { s.then = fn }

// enter announces a read.
func (s *Snapshot) enter() error {
	if s == nil {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return ErrDone
	}
	s.users++
	return nil
}

// leave ends a read; the last one releases the snapshot.
func (s *Snapshot) leave() error {
	if s == nil {
		return nil
	}
	s.mu.Lock()
	s.users--
	last := s.users == 0
	idle := s.idle
	if last {
		s.idle = nil
	}
	s.mu.Unlock()
	if !last {
		return nil
	}
	var err error
	for _, it := range idle {
		err = errors.Join(err, it.Close())
	}
	err = errors.Join(err, s.close())
	if s.then != nil {
		err = errors.Join(err, s.then())
	}
	return err
}

// EstimateBytes is a rough size on disk of the keys in [start, end); what
// has not been flushed from memory counts nothing.
func (s *Snapshot) EstimateBytes(start, end []byte) uint64 {
	if s.enter() != nil {
		return 0
	}
	n, err := s.db.db.EstimateDiskUsage(start, end)
	if lerr := s.leave(); err != nil || lerr != nil {
		return 0
	}
	return n
}

// Close gives the snapshot up; further calls return what the first returned.
func (s *Snapshot) Close() error {
	s.mu.Lock()
	if s.closed {
		defer s.mu.Unlock()
		return s.err
	}
	s.closed = true
	s.mu.Unlock()
	err := s.leave()
	s.mu.Lock()
	s.err = err
	s.mu.Unlock()
	return err
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
	return &Batch{reader: reader{r: b}, db: d, batch: b}, nil
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
type reader struct {
	r     pebble.Reader
	guard *Snapshot // nil for a batch
}

// Get returns a copy of the value of key, or flat.ErrNotFound.
func (r reader) Get(key []byte) (out []byte, err error) {
	if len(key) == 0 {
		return nil, flat.ErrNotFound
	}
	if err := r.guard.enter(); err != nil {
		return nil, err
	}
	defer func() {
		if lerr := r.guard.leave(); err == nil {
			err = lerr
		}
	}()
	v, closer, err := r.r.Get(key)
	if errors.Is(err, pebble.ErrNotFound) {
		return nil, flat.ErrNotFound
	} else if err != nil {
		return nil, readError(err)
	}
	out = bytes.Clone(v)
	if out == nil {
		out = []byte{} // present and empty, unlike absent
	}
	return out, closer.Close()
}

// newIter opens an iterator over [start, end), which closeIter closes.
func (r reader) newIter(start, end []byte) (*pebble.Iterator, error) {
	if err := r.guard.enter(); err != nil {
		return nil, err
	}
	if it := r.guard.take(); it != nil {
		it.SetBounds(start, end)
		return it, nil
	}
	it, err := r.r.NewIter(&pebble.IterOptions{LowerBound: start, UpperBound: end})
	if err != nil {
		return nil, errors.Join(readError(err), r.guard.leave())
	}
	return it, nil
}

func (r reader) closeIter(it *pebble.Iterator) error {
	if r.guard.keep(it) {
		return r.guard.leave()
	}
	return errors.Join(it.Close(), r.guard.leave())
}

// maxIdle bounds how many iterators a snapshot keeps to be used again.
const maxIdle = 4

// take gives out an idle iterator, nil if there is none.
func (s *Snapshot) take() *pebble.Iterator {
	if s == nil {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	n := len(s.idle)
	if n == 0 {
		return nil
	}
	it := s.idle[n-1]
	s.idle = s.idle[:n-1]
	return it
}

// keep takes back an iterator that is in order, unless there are enough.
func (s *Snapshot) keep(it *pebble.Iterator) bool {
	if s == nil || it.Error() != nil {
		return false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed || len(s.idle) >= maxIdle {
		return false
	}
	s.idle = append(s.idle, it)
	return true
}

// Cursor moves over keys; it is for one goroutine. The caller closes it.
type Cursor struct {
	r  reader
	it *pebble.Iterator
}

// Cursor opens a cursor over [start, end); a nil end is open. On a batch it
// sees what was written before it was opened.
func (r reader) Cursor(start, end []byte) (*Cursor, error) {
	it, err := r.newIter(start, end)
	if err != nil {
		return nil, err
	}
	return &Cursor{r, it}, nil
}

// Seek moves to the first key that is not less than the given one and
// reports whether there is one.
func (c *Cursor) Seek(key []byte) bool { return c.it.SeekGE(key) }

// Has reports whether any key begins with a prefix; it narrows the cursor to
// that prefix, so that what was deleted beside it is not walked over.
func (c *Cursor) Has(prefix []byte) bool {
	c.it.SetBounds(prefix, PrefixEnd(prefix))
	return c.it.First()
}

// Next moves to the next key and reports whether there is one.
func (c *Cursor) Next() bool { return c.it.Next() }

// Key is the present key, valid until the next move.
func (c *Cursor) Key() []byte { return c.it.Key() }

// Value is the present value, valid until the next move.
func (c *Cursor) Value() ([]byte, error) {
	v, err := c.it.ValueAndErr()
	return v, readError(err)
}

// Err is what ended the last move.
func (c *Cursor) Err() error { return readError(c.it.Error()) }

// Close closes the cursor.
func (c *Cursor) Close() error { return c.r.closeIter(c.it) }

// Each visits the keys in [start, end) in order until visit returns false or
// fails; a nil end is open. Key and value are valid until visit returns.
func (r reader) Each(start, end []byte, visit func(key, value []byte) (bool, error)) error {
	it, err := r.newIter(start, end)
	if err != nil {
		return err
	}
	for ok := it.First(); ok && err == nil; {
		var v []byte
		if v, err = it.ValueAndErr(); err != nil {
			err = readError(err)
		} else {
			if ok, err = visit(it.Key(), v); ok {
				ok = it.Next()
			}
		}
	}
	if err == nil {
		err = readError(it.Error())
	}
	if cerr := r.closeIter(it); err == nil {
		err = cerr // after a fault Close returns the same fault
	}
	return err
}

// readError says of a table that does not hold what was written that the
// database is damaged.
func readError(err error) error {
	if pebble.IsCorruptionError(err) {
		return fmt.Errorf("%w: %w", ErrCorrupt, err)
	}
	return err
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
