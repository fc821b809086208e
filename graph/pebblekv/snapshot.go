package pebblekv

import (
	"context"
	"errors"
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
	fault  error // why there is nothing to read
	then   func() error
	err    error
}

var _ flat.KV = (*Snapshot)(nil)

// Snapshot opens the present state. The caller closes it.
func (d *DB) Snapshot() *Snapshot {
	s := &Snapshot{db: d, users: 1}
	s.reader.guard, s.reader.dir = s, d.dir
	if d.readOnly {
		// A read-only database never changes: it is its own snapshot.
		s.reader.r, s.close = d.db, func() error { return nil }
	} else {
		var p *pebble.Snapshot
		err := d.guarded(func() error {
			p = d.db.NewSnapshot()
			return nil
		})
		if err != nil {
			s.fault, s.close = err, func() error { return nil }
			return s
		}
		s.reader.r, s.close = p, func() error {
			if d.failed() != nil {
				return nil // nothing of it can be given back, and that was told
			}
			return d.guarded(p.Close)
		}
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
	if s.fault != nil {
		return s.fault
	}
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
