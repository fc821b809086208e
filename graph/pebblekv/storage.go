package pebblekv

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"github.com/cockroachdb/pebble"
)

// ErrStorage means that the database could not be written: the disk is full, or
// gone. What was written before is kept.
var ErrStorage = errors.New("the graph cannot be written")

// room refuses a write of so many bytes while the disk could not take it, in a
// log and in a table, and what is gathered in memory besides: Pebble has no way
// back from a log or a manifest that it cannot write.
func (d *DB) room(bytes int) error {
	free, err := d.free()
	if err != nil {
		return nil // the system does not tell; the write itself will
	}
	if need := d.opts.MemTableSize + 2*uint64(bytes); free < need {
		return fmt.Errorf("%w: the disk of %s has %d MiB left, this needs %d: %w", ErrStorage, d.dir, free>>20, need>>20+1, syscall.ENOSPC)
	}
	return nil
}

// guarded runs what may write. Where Pebble gives up with a panic, because the
// disk failed under it, that becomes an error that wraps [ErrStorage]. Its locks
// are held then for ever: every later call fails with the same error without
// touching it, and closing leaves it as a killed process would.
func (d *DB) guarded(fn func() error) (err error) {
	if p := d.fault.Load(); p != nil {
		return *p
	}
	defer func() {
		r := recover()
		if r == nil {
			return
		}
		cause, ok := r.(error)
		var path *fs.PathError
		var system syscall.Errno
		if !ok || !errors.Is(cause, ErrStorage) && !errors.As(cause, &path) && !errors.As(cause, &system) {
			panic(r) // a fault of the program
		}
		if !errors.Is(cause, ErrStorage) {
			cause = fmt.Errorf("%w: %w", ErrStorage, cause)
		}
		d.fault.Store(&cause)
		err = cause
	}()
	return fn()
}

// failed is what ended writing, nil if nothing did.
func (d *DB) failed() error {
	if p := d.fault.Load(); p != nil {
		return *p
	}
	return nil
}

// silent drops Pebble's log. A fatal error of Pebble (it cannot write its
// manifest) leaves no way to go on without losing data, so it ends what runs by
// a panic with an error that wraps [ErrStorage], which [DB.guarded] catches
// where Pebble was called, and nobody where it works by itself.
type silent struct{}

func (silent) Infof(string, ...any) {}
func (silent) Fatalf(format string, args ...any) {
	panic(fmt.Errorf("pebblekv: %w: %s", ErrStorage, fmt.Sprintf(format, args...)))
}

var _ pebble.Logger = silent{}
