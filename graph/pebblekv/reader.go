package pebblekv

import (
	"bytes"
	"errors"

	"github.com/cockroachdb/pebble"
	"github.com/hidal-go/hidalgo/kv/flat"
)

// reader reads a snapshot, a batch or a read-only database.
type reader struct {
	r     pebble.Reader
	guard *Snapshot // nil for a batch
	dir   string    // of the database, for errors
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
		return nil, r.fault(err)
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
		return nil, errors.Join(r.fault(err), r.guard.leave())
	}
	return it, nil
}

func (r reader) closeIter(it *pebble.Iterator) error {
	if r.guard.keep(it) {
		return r.guard.leave()
	}
	return errors.Join(it.Close(), r.guard.leave())
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
	return v, c.r.fault(err)
}

// Err is what ended the last move.
func (c *Cursor) Err() error { return c.r.fault(c.it.Error()) }

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
			err = r.fault(err)
		} else {
			if ok, err = visit(it.Key(), v); ok {
				ok = it.Next()
			}
		}
	}
	if err == nil {
		err = r.fault(it.Error())
	}
	if cerr := r.closeIter(it); err == nil {
		err = cerr // after a fault Close returns the same fault
	}
	return err
}

// fault says of a table that does not hold what was written that the database
// is damaged.
func (r reader) fault(err error) error {
	if pebble.IsCorruptionError(err) {
		return damage(r.dir, err)
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
