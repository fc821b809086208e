package graph

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"

	"github.com/cayleygraph/quad"
	"github.com/hidal-go/hidalgo/kv/flat"

	"github.com/dramatis-kg/dramatis/graph/pebblekv"
	"github.com/dramatis-kg/dramatis/graph/plan"
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// BulkLoad is a set of quads that another tool made, of any size.
type BulkLoad struct {
	// Source is where the quads came from; a later load from the same source
	// replaces the earlier. It must not be empty.
	Source string
	// Title describes it to people.
	Title string
	// Digest identifies the content: with the same source and digest nothing
	// is read. It must not be empty.
	Digest string
	// Quads are stored as they are; one without a label gets the load's id.
	// The same content gives them in the same order.
	Quads iter.Seq2[quad.Quad, error]
	// MemoryBytes bounds what is gathered before it is written. Default 1
	// GiB.
	MemoryBytes int64
	// Progress is called now and then with the number of quads read so far.
	// Default: nobody is told.
	Progress func(read int64)
}

// unfinished is what is kept of a load of several parts until its end.
type unfinished struct {
	Old   text.ArticleID `json:"old,omitempty"` // that makes way at the end
	Read  int64          `json:"read"`          // quads of the parts that are there
	Added int            `json:"added"`
}

// BulkLoad stores quads of which there may be more than fit in memory: what
// fits is sorted and becomes part of the store at once. A load that fits as a
// whole is there whole or not at all. Of a larger one the parts are there one
// after the other; if the process dies in between, the same load goes on
// where it stopped, and [Store.Forget] takes its parts out. If Quads fails,
// they are taken out here.
func (s *Store) BulkLoad(ctx context.Context, l BulkLoad) (Change, error) {
	if !identifies(l.Source) || l.Digest == "" {
		return Change{}, fmt.Errorf("graph: load: %w: it has no source or no digest", ErrQuad)
	}
	if l.MemoryBytes <= 0 {
		l.MemoryBytes = 1 << 30
	}
	if l.Progress == nil {
		l.Progress = func(int64) {}
	}
	h := sha256.Sum256([]byte(l.Source + "\n" + l.Digest))
	b := &bulk{s: s, l: l, id: text.ArticleID("load:" + hex.EncodeToString(h[:])[:16])}
	c, err := b.run(ctx)
	if err != nil {
		return Change{}, fmt.Errorf("graph: load %s: %w", l.Source, err)
	}
	return c, nil
}

// bulk is a load under way.
type bulk struct {
	s     *Store
	l     BulkLoad
	id    text.ArticleID
	state unfinished
	part  int // parts that are in the store, of this run
	c     Change
}

func (b *bulk) run(ctx context.Context) (Change, error) {
	b.c = Change{Doc: b.id, Action: Added}
	done, err := b.begin()
	if err != nil || done {
		return b.c, err
	}
	if err := b.parts(ctx); err != nil {
		return Change{}, b.undo(ctx, err)
	}
	b.c.QuadsAdded = b.state.Added
	return b.c, b.finish(ctx)
}

// begin finds what is there of the load and of the one that it replaces.
func (b *bulk) begin() (done bool, err error) {
	if b.s.opts.ReadOnly {
		return false, ErrReadOnly
	}
	err = b.s.read(func(v *view) error {
		k := key(secUnfinished, string(b.id))
		val, err := v.snap.Get(k)
		if err == nil {
			return decode(k, val, &b.state)
		} else if !errors.Is(err, flat.ErrNotFound) {
			return err
		}
		prev, err := v.snap.Get(key(secSource, b.l.Source))
		switch {
		case errors.Is(err, flat.ErrNotFound):
			return nil
		case err == nil && string(prev) == string(b.id):
			b.c.Action, done = Unchanged, true
		case err == nil:
			b.state.Old = text.ArticleID(prev)
		}
		return err
	})
	if b.state.Old != "" {
		b.c.Action, b.c.Old = Replaced, b.state.Old
	}
	return done, err
}

// parts reads the quads and stores them part by part.
func (b *bulk) parts(ctx context.Context) error {
	next, stop := iter.Pull2(b.l.Quads)
	defer stop()
	skip := b.state.Read
	for read, more := int64(0), true; more; {
		err := b.s.exclusive(func(db *pebblekv.DB) error {
			return b.onePart(ctx, db, func(l *plan.Bulk) (full bool, err error) {
				for l.Len() < smallestPart || l.Bytes() < b.l.MemoryBytes {
					q, err, ok := next()
					if !ok || err != nil {
						more = false
						return false, err
					}
					if read++; read%4096 == 0 {
						b.l.Progress(read)
						if ctx.Err() != nil {
							return false, ctx.Err()
						}
					}
					if read <= skip {
						continue
					}
					if q.Label == Merged {
						return false, fmt.Errorf("%w: number %d has the label %s, which the store keeps for itself", ErrQuad, read, Merged)
					}
					if q.Label == nil {
						q.Label = quad.IRI(b.id)
					}
					if err := l.Add(q); err != nil {
						return false, fmt.Errorf("%w: number %d: %w", ErrQuad, read, err)
					}
				}
				return true, nil
			})
		})
		if err != nil {
			return err
		}
		b.l.Progress(read)
	}
	return nil
}

// exclusive runs fn while nothing else writes.
func (s *Store) exclusive(fn func(*pebblekv.DB) error) error {
	s.writer.Lock()
	defer s.writer.Unlock()
	h, err := s.acquire()
	if err != nil {
		return err
	}
	err = fn(h.db)
	s.seq.Add(1)
	return errors.Join(err, s.release(h))
}

// smallestPart is how many quads a part has at least, however little memory
// there is.
const smallestPart = 256

// tablesDir is where tables are written before they become part of the
// store.
const tablesDir = "load.tmp"

// onePart gathers quads until fill is done and stores them.
func (b *bulk) onePart(ctx context.Context, db *pebblekv.DB, fill func(*plan.Bulk) (full bool, err error)) (err error) {
	snap := db.Snapshot()
	defer func() { err = errors.Join(err, snap.Close()) }()
	l, err := plan.NewBulk(db, snap)
	if err != nil {
		return err
	}
	more, err := fill(l)
	if err != nil {
		return err
	}
	dir := filepath.Join(b.s.dir, tablesDir)
	if err := errors.Join(os.RemoveAll(dir), os.Mkdir(dir, 0o755)); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	n := int64(l.Len())
	state := b.state
	paths, _, err := l.Tables(ctx, dir, quad.IRI(b.id), func(r plan.Report, put func(k, v []byte) error) error {
		state.Read += n
		state.Added += int(r.Quads)
		return b.ownKeys(snap, r, put, state, more || b.part > 0)
	})
	if err != nil {
		return err
	}
	if err := db.Ingest(paths); err != nil {
		return err
	}
	b.state = state
	b.part++
	return nil
}

// ownKeys are the keys that go into the store with a part, in ascending
// order.
func (b *bulk) ownKeys(snap *pebblekv.Snapshot, r plan.Report, put func(k, v []byte) error, state unfinished, several bool) error {
	head := docHead{Doc: schema.DocMeta{ID: b.id, Source: b.l.Source, Title: b.l.Title}, Sources: []string{b.l.Source}, Load: true}
	h, err := json.Marshal(head)
	if err != nil {
		return err
	}
	if err := put(key(secHead, string(b.id)), h); err != nil {
		return err
	}
	if several || state.Old != "" {
		u, err := json.Marshal(state)
		if err != nil {
			return err
		}
		if err := put(key(secUnfinished, string(b.id)), u); err != nil {
			return err
		}
	}
	shared, err := notOfRecords(snap, r)
	if err != nil {
		return err
	}
	for _, q := range shared {
		if err := put(ownerKey(q, string(b.id)), nil); err != nil {
			return err
		}
	}
	for _, q := range shared {
		if err := put(loadedKey(string(b.id), q), nil); err != nil {
			return err
		}
	}
	return put(key(secSource, b.l.Source), []byte(b.id))
}

// notOfRecords are the quads that loads share: all with a label of their own
// but for those that a record brought.
func notOfRecords(snap *pebblekv.Snapshot, r plan.Report) ([]plan.IDs, error) {
	out := make([]plan.IDs, 0, len(r.Shared))
	there := r.There
	for _, q := range r.Shared {
		if len(there) == 0 || there[0] != q {
			out = append(out, q)
			continue
		}
		there = there[1:]
		owned := false
		start := ownerKey(q, "")
		err := snap.Each(start, pebblekv.PrefixEnd(start), func(_, _ []byte) (bool, error) {
			owned = true
			return false, nil
		})
		if err != nil {
			return nil, err
		}
		if owned {
			out = append(out, q)
		}
	}
	return out, nil
}

// finish takes out what the load replaces, and the mark that it is under way.
func (b *bulk) finish(ctx context.Context) error {
	if b.state.Old != "" {
		if err := b.s.detachLoad(ctx, b.state.Old, b.l.Source); err != nil {
			return err
		}
	}
	return b.s.write(ctx, func(w *write) error { return w.b.Delete(key(secUnfinished, string(b.id))) })
}

// undo takes out the parts of a load whose input has a fault. What ends for
// another reason can go on later.
func (b *bulk) undo(ctx context.Context, cause error) error {
	if b.part == 0 || ctx.Err() != nil || errors.Is(cause, plan.ErrFull) {
		return cause
	}
	_, err := b.s.Forget(ctx, string(b.id))
	return errors.Join(cause, err)
}

// removedAtATime bounds how many quads of a load are taken out in one write,
// which is held in memory.
const removedAtATime = 100_000

// detachLoad takes out a document that another one of the same source has
// replaced; the source is the other's already.
func (s *Store) detachLoad(ctx context.Context, id text.ArticleID, source string) error {
	if _, err := s.shrinkLoad(ctx, string(id)); err != nil {
		return err
	}
	return s.write(ctx, func(w *write) error {
		now, err := w.b.Get(key(secSource, source))
		if err != nil {
			return err
		}
		err = w.detach(ctx, id, source)
		if errors.Is(err, ErrNotFound) {
			err = nil // it was taken out before the process ended
		}
		if err == nil {
			err = w.merge(ctx)
		}
		return errors.Join(err, w.b.Set(key(secSource, source), now))
	})
}

// shrinkLoad takes the quads of a large load out, part by part, and counts
// them. Other documents stay as they are.
func (s *Store) shrinkLoad(ctx context.Context, idOrSource string) (deleted int, err error) {
	for more := true; more; {
		err := s.write(ctx, func(w *write) error {
			more = false
			id, err := resolveDocument(w.b, idOrSource)
			var h docHead
			if err == nil {
				h, err = readHead(w.b, id)
			}
			if err != nil || !h.Load {
				if errors.Is(err, ErrNotFound) {
					err = nil
				}
				return err
			}
			own, err := w.ownQuads(string(id), removedAtATime)
			if err != nil || len(own) < removedAtATime {
				return err
			}
			more = true
			deleted += len(own)
			return w.q.Delete(own)
		})
		if err != nil {
			return deleted, err
		}
	}
	return deleted, nil
}
