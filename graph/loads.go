package graph

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"sort"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"
	"github.com/hidal-go/hidalgo/kv/flat"

	"github.com/dramatis-kg/dramatis/graph/pebblekv"
	"github.com/dramatis-kg/dramatis/graph/plan"
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
		quads, err := parseLines(lines, string(id))
		if err != nil {
			return err
		}
		if err := w.addLoad(ctx, string(id), quads); err != nil {
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

// parseLines reads what loadLines made, with the load's id for a label where
// there is none.
func parseLines(lines []string, load string) ([]quad.Quad, error) {
	out := make([]quad.Quad, len(lines))
	for i, line := range lines {
		q, err := nquads.Parse(line)
		if err != nil {
			return nil, err
		}
		if q.Label == nil {
			q.Label = quad.IRI(load)
		}
		out[i] = q
	}
	return out, nil
}

// Who owns a quad: one whose label is a load belongs to that load, any other
// to a record, unless keys of their own name the loads that brought it.

// loadedKey lists a quad under a load.
func loadedKey(load string, q plan.IDs) []byte { return q.AppendBytes(under(secQuad, load)) }

// ownerKey names a load as an owner of a quad.
func ownerKey(q plan.IDs, load string) []byte {
	return append(q.AppendBytes([]byte{'D', secOwner}), load...)
}

func parseLoadedKey(k []byte, load string) (plan.IDs, error) {
	prefix := under(secQuad, load)
	if len(k) > len(prefix) {
		if q, n := plan.ReadIDs(k[len(prefix):]); n > 0 && len(prefix)+n == len(k) {
			return q, nil
		}
	}
	return plan.IDs{}, &keyError{string(k), "it holds no quad"}
}

// addLoad adds the quads of a load. One that is there without an owner
// belongs to a record, or to this load already.
func (w *write) addLoad(ctx context.Context, load string, quads []quad.Quad) error {
	var add, shared []quad.Quad
	seen := make(map[quad.Quad]bool, len(quads))
	for i, q := range quads {
		if i%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if seen[q] {
			continue
		}
		seen[q] = true
		ids, has, err := w.q.Find(q)
		if err != nil {
			return err
		}
		if !has {
			add = append(add, q)
			if q.Label != quad.IRI(load) {
				shared = append(shared, q)
			}
			continue
		}
		owners, err := w.owners(ids)
		if err != nil {
			return err
		}
		if len(owners) > 0 {
			shared = append(shared, q)
		}
	}
	w.added += len(add)
	if err := w.q.Apply(ctx, add, nil); err != nil {
		return err
	}
	for _, q := range shared {
		ids, _, err := w.q.Find(q)
		if err != nil {
			return err
		}
		if err := errors.Join(w.b.Set(loadedKey(load, ids), nil), w.b.Set(ownerKey(ids, load), nil)); err != nil {
			return err
		}
	}
	return nil
}

// owners are the loads that share a quad.
func (w *write) owners(q plan.IDs) ([]string, error) {
	var out []string
	start := ownerKey(q, "")
	err := w.b.Each(start, pebblekv.PrefixEnd(start), func(k, _ []byte) (bool, error) {
		out = append(out, string(k[len(start):]))
		return true, nil
	})
	return out, err
}

// removeLoad removes what a load alone owns.
func (w *write) removeLoad(ctx context.Context, load string) error {
	var shared []plan.IDs
	for p, err := range pairs(ctx, w.b, under(secQuad, load)) {
		if err != nil {
			return err
		}
		q, err := parseLoadedKey(p.key, load)
		if err != nil {
			return err
		}
		shared = append(shared, q)
	}
	if err := w.disown(load, shared); err != nil {
		return err
	}
	own, err := w.ownQuads(load, math.MaxInt)
	if err != nil {
		return err
	}
	w.deleted += len(own)
	return w.q.Delete(own)
}

// ownQuads are quads whose label is the load and that no other load shares,
// at most so many.
func (w *write) ownQuads(load string, limit int) ([]plan.IDs, error) {
	labelled, err := w.q.Labelled(quad.IRI(load), limit)
	if err != nil {
		return nil, err
	}
	any, err := w.hasLoads()
	if err != nil || !any {
		return labelled, err
	}
	own := labelled[:0]
	for _, q := range labelled {
		owners, err := w.owners(q)
		if err != nil {
			return nil, err
		}
		if len(owners) == 0 {
			own = append(own, q)
		}
	}
	return own, nil
}

// disown takes shared quads from a load and deletes those that no other load
// owns.
func (w *write) disown(load string, quads []plan.IDs) error {
	var del []plan.IDs
	for _, q := range quads {
		if err := errors.Join(w.b.Delete(ownerKey(q, load)), w.b.Delete(loadedKey(load, q))); err != nil {
			return err
		}
		owners, err := w.owners(q)
		if err != nil {
			return err
		}
		if len(owners) == 0 {
			del = append(del, q)
		}
	}
	w.deleted += len(del)
	return w.q.Delete(del)
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
			if err := w.deleteLoaded(q); err != nil {
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
		quads, err := parseLines(adds, Edits)
		if err != nil {
			return err
		}
		if err := w.addLoad(ctx, Edits, quads); err != nil {
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
func (w *write) deleteLoaded(q quad.Quad) error {
	variants := []quad.Quad{q}
	if q.Label == nil {
		q.Label = quad.IRI(Edits) // what was written by hand without a label
		variants = append(variants, q)
	}
	for _, q := range variants {
		ids, has, err := w.q.Find(q)
		if err != nil {
			return err
		}
		if !has {
			continue
		}
		owners, err := w.owners(ids)
		if err != nil {
			return err
		}
		for _, load := range owners {
			if err := w.disown(load, []plan.IDs{ids}); err != nil {
				return err
			}
		}
		if len(owners) > 0 {
			continue
		}
		label, _ := q.Label.(quad.IRI)
		h, err := readHead(w.b, text.ArticleID(label))
		if err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
		if !h.Load {
			return fmt.Errorf("%w: %s belongs to a document; forget or build that", ErrQuad, q.NQuad())
		}
		w.deleted++
		if err := w.q.Delete([]plan.IDs{ids}); err != nil {
			return err
		}
	}
	return nil
}
