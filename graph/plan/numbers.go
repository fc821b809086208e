package plan

import (
	"context"
	"errors"
	"fmt"

	"github.com/dramatis-kg/dramatis/graph/pebblekv"
)

// numbers are those of the entries in the store.
type numbers struct {
	before uint32   // of the first one that is new
	list   []uint32 // by entry; nil if all are new: they follow each other then
	fresh  uint32   // how many are new
	// Entries with a hash of nodes of the store, not all of which they are.
	beside map[uint32]bool
}

func (n *numbers) of(e uint32) uint32 {
	switch {
	case e == 0:
		return 0
	case n.list == nil:
		return n.before + e
	}
	return n.list[e]
}

func (n *numbers) isNew(e uint32) bool { return n.of(e) > n.before }

// resolve gives every entry its number: that of the store, or a new one in
// the order in which the values came.
func (l *Bulk) resolve(ctx context.Context) (*numbers, error) {
	n := l.values.n
	ids := &numbers{before: uint32(l.meta.next - 1), fresh: n}
	if l.meta.nodes > 0 {
		ids.list = make([]uint32, n+1)
		if err := l.findOld(ctx, ids); err != nil {
			return nil, err
		}
	}
	if l.meta.next+uint64(ids.fresh) > maxNode+1 {
		return nil, ErrFull
	}
	next := ids.before
	for e := range ids.list {
		if e > 0 && ids.list[e] == 0 {
			next++
			ids.list[e] = next
		}
	}
	return ids, nil
}

// candidate is a node of the store with the hash of an entry.
type candidate struct {
	id, e uint32
	g     uint64
}

// findOld looks up the values that the store has, first their hashes in the
// order of these, then the nodes in the order of theirs.
func (l *Bulk) findOld(ctx context.Context, ids *numbers) error {
	ids.beside = map[uint32]bool{}
	var all []candidate
	var key []byte
	err := l.seekAll(ctx, hashKey, func(at *ascending) error {
		return l.values.sorted(func(list []marked) error {
			for i := range list {
				m := &list[i]
				key = appendHashKey(key[:0], m.h)
				val, err := at.value(key)
				if err != nil {
					return err
				}
				for len(val) > 0 {
					id, n := readID(val)
					if n == 0 {
						return errHash
					}
					val = val[n:]
					all = append(all, candidate{uint32(id), m.e, m.g})
				}
			}
			return nil
		})
	})
	if err != nil || len(all) == 0 {
		return err
	}
	all = radix(all, all, make([]candidate, len(all)), 32, func(c candidate) uint64 { return uint64(c.id) })
	return l.seekAll(ctx, nodeKey, func(at *ascending) error {
		for _, c := range all {
			key = appendID(append(key[:0], nodeKey), uint64(c.id))
			val, err := at.value(key)
			if err != nil {
				return err
			}
			identity, err := identityOf(val)
			if err != nil {
				return fmt.Errorf("%w: node %d: %w", pebblekv.ErrCorrupt, c.id, err)
			}
			if l.values.mark(identity).g == c.g {
				ids.list[c.e] = c.id
				ids.fresh--
			} else {
				ids.beside[c.e] = true
			}
		}
		return nil
	})
}

// ascending looks up keys in ascending order.
type ascending struct {
	ctx   context.Context
	c     *pebblekv.Cursor
	n     int
	ended bool // all keys are before the last one that was looked up
}

// seekAll opens the keys that begin with a letter.
func (l *Bulk) seekAll(ctx context.Context, letter byte, fn func(*ascending) error) (err error) {
	c, err := l.base.Cursor([]byte{letter}, []byte{letter + 1})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.Close()) }()
	return fn(&ascending{ctx: ctx, c: c})
}

// stepsFirst is how many keys are walked over before they are leapt over.
const stepsFirst = 8

// has reports whether a key is there.
func (a *ascending) has(key []byte) (bool, error) {
	if a.n++; a.n%4096 == 0 && a.ctx.Err() != nil {
		return false, a.ctx.Err()
	}
	if a.n == 1 {
		a.ended = !a.c.Seek(key)
	}
	for i := 0; !a.ended && string(a.c.Key()) < string(key); i++ {
		if i < stepsFirst {
			a.ended = !a.c.Next()
		} else {
			a.ended = !a.c.Seek(key)
		}
	}
	if a.ended {
		return false, a.c.Err()
	}
	return string(a.c.Key()) == string(key), nil
}

// value is that of a key, nil if there is none, valid until the next.
func (a *ascending) value(key []byte) ([]byte, error) {
	if ok, err := a.has(key); err != nil || !ok {
		return nil, err
	}
	return a.c.Value()
}
