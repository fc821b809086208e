package graph

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/hidal-go/hidalgo/kv/flat"

	"github.com/dramatis-kg/dramatis/graph/pebblekv"
	"github.com/dramatis-kg/dramatis/graph/plan"
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// Action is what a write did to a document.
type Action string

// The actions.
const (
	Added     Action = "added"     // the document is new
	Unchanged Action = "unchanged" // it was there, the same
	Replaced  Action = "replaced"  // it or an older one of the same source was there, different
	Removed   Action = "removed"
)

// Change says what a write did.
type Change struct {
	Doc    text.ArticleID
	Action Action
	// Old is the document of the same source that made way, if its id was
	// another.
	Old text.ArticleID
	// QuadsAdded and QuadsDeleted count the differences in the graph. What
	// the documents of one commit change together (the names of an actor)
	// counts with the last of them.
	QuadsAdded, QuadsDeleted int
}

// ErrRecord is wrapped by errors about records that cannot be stored.
var ErrRecord = errors.New("the record cannot be stored")

// groupBytes bounds how much [Store.PutAll] gathers before it commits.
const groupBytes = 8 << 20

// Put stores a document, whole or not at all, and returns when it is durable
// (see Options.NoSync).
//
// The same record again changes nothing. A record of the same document with
// other statements replaces exactly what differs. A new document from a
// source that another came from replaces that one. The same content from two
// sources is one document with two sources. A source of "" or "-" (standard
// input) identifies nothing.
func (s *Store) Put(ctx context.Context, r *schema.Record) (Change, error) {
	c, err := s.PutAll(ctx, []*schema.Record{r})
	if err != nil {
		return Change{}, err
	}
	return c[0], nil
}

// PutAll stores documents with fewer, larger commits than Put of each. When
// it fails, the changes that it returns are those of the documents that are
// stored; each is there whole or not at all.
func (s *Store) PutAll(ctx context.Context, rs []*schema.Record) ([]Change, error) {
	var done, pending []Change
	for len(rs) > 0 {
		err := s.write(ctx, func(w *write) error {
			pending = pending[:0]
			for len(rs) > 0 && w.b.Bytes() < groupBytes {
				if err := ctx.Err(); err != nil {
					return err
				}
				c, err := w.put(ctx, rs[0])
				if err != nil {
					return fmt.Errorf("put %s: %w", rs[0].Doc.ID, err)
				}
				pending = append(pending, c)
				rs = rs[1:]
			}
			return w.mergeInto(ctx, pending)
		})
		if err != nil {
			return done, fmt.Errorf("graph: %w", err)
		}
		done = append(done, pending...)
	}
	return done, nil
}

// Forget removes a document, given its id, or what came from a source. A
// document that was found in several sources stays until the last of them is
// forgotten, unless its id is given. It fails with [ErrNotFound].
func (s *Store) Forget(ctx context.Context, idOrSource string) (Change, error) {
	var c Change
	deleted, err := s.shrinkLoad(ctx, idOrSource)
	if err == nil {
		err = s.forget(ctx, idOrSource, &c)
		c.QuadsDeleted += deleted
	}
	if err != nil {
		return Change{}, fmt.Errorf("graph: forget %s: %w", idOrSource, err)
	}
	return c, nil
}

func (s *Store) forget(ctx context.Context, idOrSource string, c *Change) error {
	return s.write(ctx, func(w *write) error {
		id, err := resolveDocument(w.b, idOrSource)
		if err != nil {
			return err
		}
		*c = Change{Doc: id, Action: Removed}
		if string(id) == idOrSource {
			err = w.remove(ctx, id)
		} else {
			err = w.detach(ctx, id, idOrSource)
		}
		if err == nil {
			err = w.merge(ctx)
		}
		c.QuadsAdded, c.QuadsDeleted = w.added, w.deleted
		return err
	})
}

// write is one atomic change of the store: own keys and quads in one batch.
type write struct {
	s *Store
	b *pebblekv.Batch
	q *plan.Writer

	// before holds the merged quads, as they were before the change, of
	// every actor, topic and event that a changed document speaks of.
	before         map[schema.NodeID][]quad.Quad
	added, deleted int
}

// write runs fn and commits what it did, or nothing.
func (s *Store) write(ctx context.Context, fn func(*write) error) error {
	if s.opts.ReadOnly {
		return ErrReadOnly
	}
	s.writer.Lock()
	defer s.writer.Unlock()
	h, err := s.acquire()
	if err != nil {
		return err
	}
	err = writeBatch(h.db, func(b *pebblekv.Batch) error {
		q, err := plan.NewWriter(b)
		if err != nil {
			return err
		}
		return fn(&write{s: s, b: b, q: q, before: map[schema.NodeID][]quad.Quad{}})
	})
	if err == nil {
		s.seq.Add(1)
	}
	return errors.Join(err, s.release(h))
}

func writeBatch(db *pebblekv.DB, fn func(*pebblekv.Batch) error) error {
	b, err := db.Begin()
	if err != nil {
		return err
	}
	if err := fn(b); err != nil {
		return errors.Join(err, b.Close())
	}
	return b.Commit()
}

// identifies reports whether a source names one place again and again.
func identifies(source string) bool { return source != "" && source != "-" }

func (w *write) put(ctx context.Context, r *schema.Record) (Change, error) {
	if err := checkRecord(r); err != nil {
		return Change{}, err
	}
	w.added, w.deleted = 0, 0
	id := r.Doc.ID
	c := Change{Doc: id, Action: Added}
	source := r.Doc.Source

	if identifies(source) {
		prev, err := w.b.Get(key(secSource, source))
		if err != nil && !errors.Is(err, flat.ErrNotFound) {
			return Change{}, err
		}
		if old := text.ArticleID(prev); err == nil && old != id {
			c.Action, c.Old = Replaced, old
			if err := w.detach(ctx, old, source); err != nil {
				return Change{}, err
			}
		}
	}

	old, err := readStored(ctx, w.b, id)
	switch {
	case errors.Is(err, ErrNotFound):
		old = nil
	case err != nil:
		return Change{}, err
	}
	var sources []string
	if old != nil {
		sources = append(sources, old.head.Sources...)
	}
	if identifies(source) && !contains(sources, source) {
		sources = append(sources, source)
	}
	next, err := reread(newStored(r, sources, w.s.opts.Vocabulary))
	if err != nil {
		return Change{}, err
	}
	changed, err := w.replace(ctx, old, next)
	if err != nil {
		return Change{}, err
	}
	if old != nil {
		if c.Action == Added {
			c.Action = Unchanged
		}
		if changed {
			c.Action = Replaced
		}
	}
	c.QuadsAdded, c.QuadsDeleted = w.added, w.deleted
	return c, nil
}

// mergeInto brings the merged quads up to date after the last document of a
// commit, with which they are counted.
func (w *write) mergeInto(ctx context.Context, changes []Change) error {
	w.added, w.deleted = 0, 0
	if err := w.merge(ctx); err != nil || len(changes) == 0 {
		return err
	}
	last := &changes[len(changes)-1]
	last.QuadsAdded += w.added
	last.QuadsDeleted += w.deleted
	return nil
}

// reread passes a document through its stored form, so that what is derived
// now is what will be derived when it is read again.
func reread(d *stored) (*stored, error) {
	b, err := json.Marshal(d.rec)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrRecord, err)
	}
	out := &stored{head: d.head}
	if err := json.Unmarshal(b, &out.rec); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrRecord, err)
	}
	if out.rec.Doc.Text != d.rec.Doc.Text {
		return nil, fmt.Errorf("%w: its text is not valid UTF-8", ErrRecord)
	}
	return out, nil
}

// checkRecord refuses what would make the graph ambiguous.
func checkRecord(r *schema.Record) error {
	bad := func(format string, args ...any) error {
		return fmt.Errorf("%w: %s", ErrRecord, fmt.Sprintf(format, args...))
	}
	if r == nil || !strings.HasPrefix(string(r.Doc.ID), "doc:") {
		return bad("its document has no id that begins with doc:")
	}
	if strings.ContainsRune(string(r.Doc.ID), 0) {
		return bad("its document's id has a zero byte")
	}
	seen := map[schema.StatementID]bool{}
	for i := range r.Statements {
		s := &r.Statements[i]
		if err := schema.Check(s, len(r.Doc.Text)); err != nil {
			return fmt.Errorf("%w: %w", ErrRecord, err)
		}
		if s.Doc != r.Doc.ID {
			return bad("statement %s is of document %s", s.ID, s.Doc)
		}
		if seen[s.ID] {
			return bad("statement %s is there twice", s.ID)
		}
		seen[s.ID] = true
	}
	ids := map[schema.NodeID]bool{}
	for i := range r.Actors {
		a := r.Actors[i].ID
		if a == "" || ids[a] {
			return bad("actor %q is nameless or there twice", a)
		}
		ids[a] = true
	}
	for i := range r.Events {
		e := r.Events[i].ID
		if e == "" || ids[e] {
			return bad("event %q is nameless or there twice", e)
		}
		ids[e] = true
	}
	return nil
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// detach takes a source from a document and removes the document with its
// last source.
func (w *write) detach(ctx context.Context, id text.ArticleID, source string) error {
	old, err := readStored(ctx, w.b, id)
	if err != nil {
		return err
	}
	var rest []string
	for _, s := range old.head.Sources {
		if s != source {
			rest = append(rest, s)
		}
	}
	if len(rest) == 0 {
		return w.remove(ctx, id)
	}
	next := &stored{head: old.head, rec: old.rec}
	next.head.Sources = rest
	next.head.Doc.Source, next.rec.Doc.Source = rest[0], rest[0]
	_, err = w.replace(ctx, old, next)
	return err
}

func (w *write) remove(ctx context.Context, id text.ArticleID) error {
	old, err := readStored(ctx, w.b, id)
	if err != nil {
		return err
	}
	if old.head.Load {
		if err := errors.Join(w.removeLoad(ctx, string(id)), w.b.Delete(key(secUnfinished, string(id)))); err != nil {
			return err
		}
	}
	_, err = w.replace(ctx, old, nil)
	return err
}

// replace turns what is derived from one document into what is derived from
// another; either may be nil. It reports whether anything differed.
func (w *write) replace(ctx context.Context, old, next *stored) (bool, error) {
	prev, err := deriveOrEmpty(old)
	if err != nil {
		return false, err
	}
	now, err := deriveOrEmpty(next)
	if err != nil {
		return false, err
	}
	if prev.sameKeys(now) {
		return false, nil
	}
	if err := w.remember(ctx, old, next); err != nil {
		return false, err
	}
	if err := errors.Join(w.addSums(old, -1), w.addSums(next, +1)); err != nil {
		return false, err
	}
	for _, k := range slices.Sorted(maps.Keys(prev.keys)) {
		if _, ok := now.keys[k]; !ok {
			if err := w.b.Delete([]byte(k)); err != nil {
				return false, err
			}
		}
	}
	for _, k := range slices.Sorted(maps.Keys(now.keys)) {
		if v, ok := prev.keys[k]; !ok || string(v) != string(now.keys[k]) {
			if err := w.b.Set([]byte(k), now.keys[k]); err != nil {
				return false, err
			}
		}
	}
	add, del := diffQuads(prev.quads, now.quads)
	return true, w.apply(ctx, add, del)
}

func deriveOrEmpty(d *stored) (*derived, error) {
	if d == nil {
		return &derived{}, nil
	}
	return d.derive()
}

// apply changes quads. A quad that a load has brought already is not added
// again, which would corrupt Cayley's counts.
func (w *write) apply(ctx context.Context, add, del []quad.Quad) error {
	if len(add) > 0 {
		loads, err := w.hasLoads()
		if err != nil {
			return err
		}
		if loads {
			fresh := add[:0:0]
			for _, q := range add {
				has, err := w.q.Has(ctx, q)
				if err != nil {
					return err
				}
				if !has {
					fresh = append(fresh, q)
				}
			}
			add = fresh
		}
	}
	w.added += len(add)
	w.deleted += len(del)
	return w.q.Apply(ctx, add, del)
}

// hasLoads reports whether the store holds quads that are not its own.
func (w *write) hasLoads() (bool, error) {
	any := false
	start := under(secOwner)
	err := w.b.Each(start, pebblekv.PrefixEnd(start), func(_, _ []byte) (bool, error) {
		any = true
		return false, nil
	})
	return any, err
}

// remember notes the merged quads of everything that the documents speak of,
// before they change.
func (w *write) remember(ctx context.Context, docs ...*stored) error {
	for _, d := range docs {
		if d == nil {
			continue
		}
		for _, n := range mentioned(&d.rec) {
			if _, ok := w.before[n]; ok {
				continue
			}
			qs, err := mergedQuads(ctx, w.b, n)
			if err != nil {
				return err
			}
			w.before[n] = qs
		}
	}
	return nil
}
