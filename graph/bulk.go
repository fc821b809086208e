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
	"syscall"

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
	done, err := b.find()
	if err != nil || done {
		return b.c, err
	}
	if err := b.parts(ctx); err != nil {
		return Change{}, b.undo(ctx, err)
	}
	b.c.QuadsAdded = b.state.Added
	return b.c, b.finish(ctx)
}

// find finds what is there of the load and of the one that it replaces.
func (b *bulk) find() (done bool, err error) {
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
func (b *bulk) parts(ctx context.Context) (err error) {
	var p *loadPart
	defer func() {
		if p != nil {
			err = errors.Join(err, p.close())
		}
	}()
	read, skip := int64(0), b.state.Read
	for q, err := range b.l.Quads {
		if err != nil {
			return err
		}
		if read++; read%4096 == 0 {
			b.l.Progress(read)
			if ctx.Err() != nil {
				return ctx.Err()
			}
		}
		if read <= skip {
			continue
		}
		if q.Label == Merged {
			return fmt.Errorf("%w: number %d has the label %s, which the store keeps for itself", ErrQuad, read, Merged)
		}
		if q.Label == nil {
			q.Label = quad.IRI(b.id)
		}
		if p == nil {
			if p, err = b.begin(); err != nil {
				return err
			}
		}
		if err := p.quads.Add(q); err != nil {
			return fmt.Errorf("%w: number %d or before: %w", ErrQuad, read, err)
		}
		if p.quads.Len() >= smallestPart && p.quads.Full() {
			if err := p.store(ctx, true); err != nil {
				return err
			}
			if err := p.close(); err != nil {
				return err
			}
			p = nil
			b.l.Progress(read)
		}
	}
	if p == nil && b.part == 0 {
		if p, err = b.begin(); err != nil {
			return err
		}
	}
	if p != nil {
		if err := p.store(ctx, false); err != nil {
			return err
		}
	}
	b.l.Progress(read)
	return nil
}

// smallestPart is how many quads a part has at least, however little memory
// there is.
const smallestPart = 256

// tablesDir is where a part is gathered before it becomes part of the store.
const tablesDir = "load.tmp"

// loadPart is what goes into the store at once. While there is one nothing else
// writes.
type loadPart struct {
	b      *bulk
	h      *handle
	snap   *pebblekv.Snapshot
	dir    string
	quads  *plan.Bulk
	closed bool

	head, owners, listed, source *pebblekv.Tables // keys of the load, by their letters
	state                        unfinished
	several                      bool // there were other parts, or will be
}

func (b *bulk) begin() (p *loadPart, err error) {
	p = &loadPart{b: b, dir: filepath.Join(b.s.dir, tablesDir), state: b.state}
	b.s.writer.Lock()
	defer func() {
		if err != nil {
			err = errors.Join(err, p.close())
		}
	}()
	if p.h, err = b.s.acquire(); err != nil {
		return p, err
	}
	p.snap = p.h.db.Snapshot()
	if err := errors.Join(os.RemoveAll(p.dir), os.Mkdir(p.dir, 0o755)); err != nil {
		return p, err
	}
	if p.quads, err = plan.NewBulk(p.h.db, p.snap, plan.BulkOptions{Dir: p.dir, Bytes: b.l.MemoryBytes}); err != nil {
		return p, err
	}
	p.head, p.owners, p.listed, p.source = p.quads.NewTables("Dd"), p.quads.NewTables("Do"), p.quads.NewTables("Dq"), p.quads.NewTables("Ds")
	return p, nil
}

// close gives back what a part takes; further calls do nothing.
func (p *loadPart) close() (err error) {
	if p.closed {
		return nil
	}
	p.closed = true
	if p.quads != nil {
		err = p.quads.Close()
	}
	if p.snap != nil {
		err = errors.Join(err, p.snap.Close())
	}
	err = errors.Join(err, os.RemoveAll(p.dir))
	if p.h != nil {
		p.b.s.seq.Add(1)
		err = errors.Join(err, p.b.s.release(p.h))
	}
	p.b.s.writer.Unlock()
	return err
}

// store makes the part one of the store.
func (p *loadPart) store(ctx context.Context, more bool) error {
	b := p.b
	p.several = more || b.part > 0 || b.state.Read > 0
	paths, _, err := p.quads.Tables(ctx, quad.IRI(b.id), p)
	if err != nil {
		return err
	}
	if err := p.h.db.Ingest(paths); err != nil {
		return err
	}
	b.state = p.state
	b.part++
	return nil
}

// Shared keeps whose a quad with a label of its own is: that of all loads that
// brought it, but of a record alone if one did.
func (p *loadPart) Shared(q plan.IDs, there bool) error {
	if there {
		owned := false
		start := ownerKey(q, "")
		err := p.snap.Each(start, pebblekv.PrefixEnd(start), func(_, _ []byte) (bool, error) {
			owned = true
			return false, nil
		})
		if err != nil || !owned {
			return err
		}
	}
	id := string(p.b.id)
	return errors.Join(p.owners.Add(ownerKey(q, id), nil), p.listed.Add(loadedKey(id, q), nil))
}

// Rest writes the keys that tell of the load.
func (p *loadPart) Rest(r plan.Report) error {
	b := p.b
	p.state.Read += int64(p.quads.Len())
	p.state.Added += int(r.Quads)
	head := docHead{Doc: schema.DocMeta{ID: b.id, Source: b.l.Source, Title: b.l.Title}, Sources: []string{b.l.Source}, Load: true}
	h, err := json.Marshal(head)
	if err != nil {
		return err
	}
	if err := p.head.Add(key(secHead, string(b.id)), h); err != nil {
		return err
	}
	if p.several || p.state.Old != "" {
		u, err := json.Marshal(p.state)
		if err != nil {
			return err
		}
		if err := p.head.Add(key(secUnfinished, string(b.id)), u); err != nil {
			return err
		}
	}
	return p.source.Add(key(secSource, b.l.Source), []byte(b.id))
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
	full := errors.Is(cause, plan.ErrFull) || errors.Is(cause, ErrStorage) || errors.Is(cause, syscall.ENOSPC)
	if b.part == 0 || ctx.Err() != nil || full {
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
// them. Other documents stay as they are. If it ends in between, the load is
// one that is unfinished: forgetting it goes on, and loading it begins anew.
func (s *Store) shrinkLoad(ctx context.Context, idOrSource string) (deleted int, err error) {
	for more := true; more; {
		if err := ctx.Err(); err != nil {
			return deleted, err
		}
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
			own, err := w.ownQuads(string(id), s.removal)
			if err != nil || len(own) < s.removal {
				return err
			}
			more = true
			deleted += len(own)
			mark, err := json.Marshal(unfinished{})
			if err != nil {
				return err
			}
			return errors.Join(w.q.Delete(own), w.b.Set(key(secUnfinished, string(id)), mark))
		})
		if err != nil {
			return deleted, err
		}
	}
	return deleted, nil
}
