package graph

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"sort"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"
	"github.com/hidal-go/hidalgo/kv/flat"

	"github.com/dramatis-kg/dramatis/graph/pebblekv"
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// Load is a set of quads that another tool made, kept as one document: it is
// in the store whole or not at all, and [Store.Forget] removes it.
type Load struct {
	// Source is where the quads came from; a later load from the same source
	// replaces the earlier. It must not be empty.
	Source string
	// Title describes it to people.
	Title string
	// Quads are stored as they are; one without a label gets the load's id.
	Quads []quad.Quad
}

// ErrQuad is wrapped by errors about quads that cannot be loaded.
var ErrQuad = errors.New("the quad cannot be loaded")

// PutLoad stores quads. A quad that the store has already from elsewhere is
// shared: it goes with the last that brought it. The load's id depends on its
// source and its quads, not on their order.
func (s *Store) PutLoad(ctx context.Context, l Load) (Change, error) {
	if !identifies(l.Source) {
		return Change{}, fmt.Errorf("graph: load: %w: it has no source", ErrQuad)
	}
	lines, err := loadLines(l)
	if err != nil {
		return Change{}, fmt.Errorf("graph: load %s: %w", l.Source, err)
	}
	h := sha256.New()
	h.Write([]byte(l.Source))
	for _, line := range lines {
		h.Write([]byte{'\n'})
		h.Write([]byte(line))
	}
	id := text.ArticleID("load:" + hex.EncodeToString(h.Sum(nil))[:16])
	c := Change{Doc: id, Action: Added}
	err = s.write(ctx, func(w *write) error {
		prev, err := w.b.Get(key(secSource, l.Source))
		switch {
		case err == nil && string(prev) == string(id):
			c.Action = Unchanged
			return nil
		case err == nil:
			c.Action, c.Old = Replaced, text.ArticleID(prev)
			if err := w.detach(ctx, c.Old, l.Source); err != nil {
				return err
			}
			if err := w.merge(ctx); err != nil {
				return err
			}
		case !errors.Is(err, flat.ErrNotFound):
			return err
		}
		d := &stored{head: docHead{
			Doc:     schema.DocMeta{ID: id, Source: l.Source, Title: l.Title},
			Sources: []string{l.Source}, Load: true, Statements: 0,
		}}
		d.rec.Doc = d.head.Doc
		if _, err := w.replace(ctx, nil, d); err != nil {
			return err
		}
		if err := w.addLoad(ctx, string(id), lines); err != nil {
			return err
		}
		c.QuadsAdded, c.QuadsDeleted = w.added, w.deleted
		return nil
	})
	if err != nil {
		return Change{}, fmt.Errorf("graph: load %s: %w", l.Source, err)
	}
	return c, nil
}

// loadLines are the quads in N-Quads, sorted, each once. Those without a
// label stay so: the label is the load's id, which depends on the lines.
func loadLines(l Load) ([]string, error) {
	set := make(map[string]bool, len(l.Quads))
	for i, q := range l.Quads {
		if !q.IsValid() {
			return nil, fmt.Errorf("%w: number %d lacks a subject, predicate or object", ErrQuad, i+1)
		}
		if q.Label == Merged {
			return nil, fmt.Errorf("%w: number %d has the label %s, which the store keeps for itself", ErrQuad, i+1, Merged)
		}
		line := q.NQuad()
		if _, err := nquads.Parse(line); err != nil {
			return nil, fmt.Errorf("%w: number %d is not valid in N-Quads: %w", ErrQuad, i+1, err)
		}
		set[line] = true
	}
	out := make([]string, 0, len(set))
	for line := range set {
		out = append(out, line)
	}
	sort.Strings(out)
	return out, nil
}

func parseLine(line, load string) (quad.Quad, error) {
	q, err := nquads.Parse(line)
	if err != nil {
		return quad.Quad{}, err
	}
	if q.Label == nil {
		q.Label = quad.IRI(load)
	}
	return q, nil
}

// addLoad adds the quads of a load. The store's keys tell who owns a loaded
// quad; one that is there without an owner belongs to a record.
func (w *write) addLoad(ctx context.Context, load string, lines []string) error {
	var add []quad.Quad
	for i, line := range lines {
		if i%1024 == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		q, err := parseLine(line, load)
		if err != nil {
			return err
		}
		full := q.NQuad()
		owned, err := w.owners(full)
		if err != nil {
			return err
		}
		has := owned > 0
		if !has {
			if has, err = w.q.Has(ctx, q); err != nil {
				return err
			}
			if has {
				continue // a record's own; it stays the record's
			}
		}
		if err := w.b.Set(key(secQuad, load, line), nil); err != nil {
			return err
		}
		if err := w.b.Set(key(secOwner, full, load), nil); err != nil {
			return err
		}
		if !has {
			add = append(add, q)
		}
	}
	w.added += len(add)
	return w.q.Apply(ctx, add, nil)
}

// owners counts the loads that own a quad.
func (w *write) owners(full string) (int, error) {
	n := 0
	start := under(secOwner, full)
	err := w.b.Each(start, pebblekv.PrefixEnd(start), func(_, _ []byte) (bool, error) {
		n++
		return n < 2, nil
	})
	return n, err
}

// removeLoad removes what a load alone owns.
func (w *write) removeLoad(ctx context.Context, load string) error {
	var lines []string
	for p, err := range pairs(ctx, w.b, under(secQuad, load)) {
		if err != nil {
			return err
		}
		f, err := parts(p.key, secQuad, 2)
		if err != nil {
			return err
		}
		lines = append(lines, f[1])
	}
	return w.disown(ctx, load, lines)
}

// disown takes quads from a load and deletes those that no other load owns.
func (w *write) disown(ctx context.Context, load string, lines []string) error {
	var del []quad.Quad
	for _, line := range lines {
		q, err := parseLine(line, load)
		if err != nil {
			return &keyError{line, err.Error()}
		}
		full := q.NQuad()
		if err := w.b.Delete(key(secOwner, full, load)); err != nil {
			return err
		}
		if err := w.b.Delete(key(secQuad, load, line)); err != nil {
			return err
		}
		n, err := w.owners(full)
		if err != nil {
			return err
		}
		if n == 0 {
			del = append(del, q)
		}
	}
	w.deleted += len(del)
	return w.q.Apply(ctx, nil, del)
}

// Edits is the load that quads written by hand belong to, its id and source.
const Edits = "load:edits"

// Edit adds and deletes quads by hand. What it adds belongs to the load
// [Edits], which can be forgotten whole. It deletes only loaded quads: those
// of records change with their documents, and deleting one of them fails with
// [ErrQuad] without changing anything. Quads that are there already, or are
// not there, are no error. It returns how many quads it added and deleted.
func (s *Store) Edit(ctx context.Context, add, del []quad.Quad) (added, deleted int, err error) {
	adds, err := loadLines(Load{Quads: add})
	if err != nil {
		return 0, 0, fmt.Errorf("graph: edit: %w", err)
	}
	err = s.write(ctx, func(w *write) error {
		for _, q := range del {
			if err := w.deleteLoaded(ctx, q); err != nil {
				return err
			}
		}
		deleted = w.deleted
		if len(adds) == 0 {
			return nil
		}
		if _, err := w.b.Get(key(secHead, Edits)); errors.Is(err, flat.ErrNotFound) {
			d := &stored{head: docHead{Doc: schema.DocMeta{ID: Edits, Source: Edits, Title: "Edits by hand"}, Sources: []string{Edits}, Load: true}}
			d.rec.Doc = d.head.Doc
			if _, err := w.replace(ctx, nil, d); err != nil {
				return err
			}
		} else if err != nil {
			return err
		}
		before := w.added
		if err := w.addLoad(ctx, Edits, adds); err != nil {
			return err
		}
		added = w.added - before
		return nil
	})
	if err != nil {
		return 0, 0, fmt.Errorf("graph: edit: %w", err)
	}
	return added, deleted, nil
}

// deleteLoaded deletes a quad from every load that owns it.
func (w *write) deleteLoaded(ctx context.Context, q quad.Quad) error {
	labels := []quad.Quad{q}
	if q.Label == nil {
		q.Label = quad.IRI(Edits) // what was written by hand without a label
		labels = append(labels, q)
	}
	for _, q := range labels {
		full := q.NQuad()
		var loads []string
		for p, err := range pairs(ctx, w.b, under(secOwner, full)) {
			if err != nil {
				return err
			}
			f, err := parts(p.key, secOwner, 2)
			if err != nil {
				return err
			}
			loads = append(loads, f[1])
		}
		for _, load := range loads {
			line := full
			if q.Label == quad.IRI(load) {
				bare := q
				bare.Label = nil
				if _, err := w.b.Get(key(secQuad, load, bare.NQuad())); err == nil {
					line = bare.NQuad()
				} else if !errors.Is(err, flat.ErrNotFound) {
					return err
				}
			}
			if err := w.disown(ctx, load, []string{line}); err != nil {
				return err
			}
		}
		if len(loads) > 0 {
			continue
		}
		has, err := w.q.Has(ctx, q)
		if err != nil {
			return err
		}
		if has {
			return fmt.Errorf("%w: %s belongs to a document; forget or build that", ErrQuad, full)
		}
	}
	return nil
}
