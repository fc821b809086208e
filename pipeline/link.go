package pipeline

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/dramatis-kg/dramatis/resolve"
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// ledger holds the local actors of every document of the store, so that
// actors can be linked over all of them.
type ledger struct {
	docs      map[text.ArticleID]entry
	decisions *resolve.Decisions
}

// entry is what the ledger keeps of one document.
type entry struct {
	locals   []schema.LocalActor // with the global ids that the store has
	shown    map[schema.NodeID]shown
	verdicts string
	sources  []string
	engine   string
	// What joins its statements to events of other documents, and to which
	// they were joined.
	happenings []schema.Happening
	joined     map[schema.StatementID]schema.NodeID
	published  string
}

// shown is how the store shows an actor.
type shown struct {
	name string
	kind text.EntityKind
}

// of is the entry with what the record says.
func (e entry) of(rec *schema.Record) entry {
	e.locals, e.engine, e.verdicts = rec.Locals, rec.Engine, rec.Verdicts
	e.happenings, e.joined, e.published = rec.Happenings, rec.StatementEvent, rec.Doc.Published
	e.shown = map[schema.NodeID]shown{}
	for _, a := range rec.Actors {
		e.shown[a.ID] = shown{a.Name, a.Kind}
	}
	return e
}

// openLedger reads the ledger from the store. What other tools loaded has no
// local actors and is left as it is.
func openLedger(ctx context.Context, store Store, decisions *resolve.Decisions) (*ledger, error) {
	l := &ledger{docs: map[text.ArticleID]entry{}, decisions: decisions}
	for doc, err := range store.Documents(ctx) {
		if err != nil {
			return nil, fmt.Errorf("pipeline: read the stored actors: %w", err)
		}
		if !doc.Load {
			l.docs[doc.ID] = entry{sources: doc.Sources}
		}
	}
	for rec, err := range store.Outlines(ctx) {
		if err != nil {
			return nil, fmt.Errorf("pipeline: read the stored actors: %w", err)
		}
		if e, ok := l.docs[rec.Doc.ID]; ok {
			l.docs[rec.Doc.ID] = e.of(rec)
		}
	}
	return l, nil
}

// add notes a record as stored in the place of old, "" for none.
func (l *ledger) add(rec *schema.Record, old text.ArticleID) {
	if old != "" && old != rec.Doc.ID {
		delete(l.docs, old)
	}
	e := l.docs[rec.Doc.ID].of(rec)
	if !slices.Contains(e.sources, rec.Doc.Source) {
		e.sources = append(slices.Clone(e.sources), rec.Doc.Source)
	}
	l.docs[rec.Doc.ID] = e
}

// hasSource reports whether the document is known to come from the source.
func (l *ledger) hasSource(id text.ArticleID, source string) bool {
	return slices.Contains(l.docs[id].sources, source)
}

// has reports whether the document was read by this engine. The same content
// from a second source is the same document.
func (l *ledger) has(id text.ArticleID, engine string) bool {
	e, ok := l.docs[id]
	return ok && e.engine == engine
}

// snapshot is a copy for one reader's use while the ledger changes.
func (l *ledger) snapshot() *ledger { return &ledger{docs: maps.Clone(l.docs)} }

// link assigns global actors over the ledger and the given new records, and
// finds the events that their statements tell of.
func (l *ledger) link(more []*schema.Record) (resolve.Assignment, resolve.Joins, []resolve.Idle) {
	fresh := map[text.ArticleID]bool{}
	var docs []resolve.DocLocals
	var told []resolve.DocHappenings
	for _, rec := range more {
		if !fresh[rec.Doc.ID] {
			fresh[rec.Doc.ID] = true
			docs = append(docs, resolve.DocLocals{Doc: rec.Doc.ID, Locals: rec.Locals})
			told = append(told, resolve.DocHappenings{Doc: rec.Doc.ID, Published: rec.Doc.Published, Happenings: resolve.Happenings(rec)})
		}
	}
	for id, e := range l.docs {
		if !fresh[id] {
			docs = append(docs, resolve.DocLocals{Doc: id, Locals: e.locals})
			told = append(told, resolve.DocHappenings{Doc: id, Published: e.published, Happenings: e.happenings})
		}
	}
	assignment, idle := resolve.LinkWith(docs, l.decisions) // sorts by document
	return assignment, resolve.JoinEvents(told, assignment), idle
}

// stale lists the documents whose stored actors differ from the assignment,
// whose statements tell of other events, or that other verdicts shaped, in
// order of their ids.
func (l *ledger) stale(assignment resolve.Assignment, joins resolve.Joins) []text.ArticleID {
	var out []text.ArticleID
	for id, e := range l.docs {
		differs := e.verdicts != l.decisions.Verdicts(id)
		differs = differs || len(e.locals) != len(assignment[id])
		for _, a := range e.locals {
			g := assignment[id][a.Key]
			differs = differs || a.Global != g.ID || e.shown[g.ID] != shown{g.Name, g.Kind}
		}
		own := resolve.OwnEvents(e.happenings, assignment[id])
		for _, h := range e.happenings {
			want := own[h.Statement]
			if j, ok := joins[id][h.Statement]; ok {
				want = j.ID
			}
			differs = differs || e.joined[h.Statement] != want
		}
		if differs {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out
}

// verdictsWithout finds the decisions on statements that no stored document
// has.
func (l *ledger) verdictsWithout(ctx context.Context, store Store) ([]resolve.Idle, error) {
	var idle []resolve.Idle
	read := map[text.ArticleID]bool{}
	for _, d := range l.decisions.All() {
		id, ok := ofDocument(d)
		if !ok || read[id] {
			continue
		}
		read[id] = true
		if _, ok := l.docs[id]; !ok {
			if d.Verb == resolve.Split {
				continue // told by the linker
			}
			idle = append(idle, resolve.Idle{Decision: d, Why: "the document is not in the store"})
			continue
		}
		rec, err := store.Record(ctx, id)
		if err != nil {
			return nil, fmt.Errorf("pipeline: %s: %w", id, err)
		}
		_, missing := resolve.Judge(resolve.DivideRecord(rec, l.decisions), l.decisions)
		idle = append(idle, missing...)
	}
	return idle, nil
}

// ofDocument is the document that a decision on single places speaks of.
func ofDocument(d resolve.Decision) (id text.ArticleID, ok bool) {
	switch d.Verb {
	case resolve.Reject, resolve.Confirm:
		return text.ArticleID(d.Args[0]), true
	case resolve.Split:
		return text.ArticleID(d.Args[1]), len(d.Args) == 4
	}
	return "", false
}
