package pebblekv

import (
	"context"
	"errors"
	"fmt"

	"github.com/cockroachdb/pebble"
	"github.com/hidal-go/hidalgo/kv/flat"
)

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
	if err := d.failed(); err != nil {
		d.writer.Unlock()
		return nil, fmt.Errorf("pebblekv: begin: %w", err)
	}
	b := d.db.NewIndexedBatch()
	return &Batch{reader: reader{r: b, dir: d.dir}, db: d, batch: b}, nil
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
// with NoSync, durably. On a full disk it fails with [ErrStorage] and writes
// nothing.
func (b *Batch) Commit() error {
	if b.done {
		return ErrDone
	}
	b.done = true
	defer b.db.writer.Unlock()
	err := b.db.room(b.batch.Len())
	if err == nil {
		err = b.db.guarded(func() error { return b.batch.Commit(b.db.sync) })
	}
	if b.db.failed() == nil { // else it is still in Pebble's hands
		if cerr := b.batch.Close(); err == nil {
			err = cerr
		}
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
