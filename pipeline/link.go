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
type ledger struct{ docs map[text.ArticleID]entry }

// entry is what the ledger keeps of one document.
type entry struct {
	locals  []schema.LocalActor // with the global ids that the store has
	sources []string
	engine  string
}

// openLedger reads the ledger from the store. What other tools loaded has no
// local actors and is left as it is.
func openLedger(ctx context.Context, store Store) (*ledger, error) {
	l := &ledger{docs: map[text.ArticleID]entry{}}
	for doc, err := range store.Documents(ctx) {
		if err != nil {
			return nil, fmt.Errorf("pipeline: read the stored actors: %w", err)
		}
		if doc.Load {
			continue
		}
		rec, err := store.Record(ctx, doc.ID)
		if err != nil {
			return nil, fmt.Errorf("pipeline: read the stored actors: %w", err)
		}
		l.docs[doc.ID] = entry{locals: rec.Locals, sources: doc.Sources, engine: rec.Engine}
	}
	return l, nil
}

// add notes a record as stored in the place of old, "" for none.
func (l *ledger) add(rec *schema.Record, old text.ArticleID) {
	if old != "" && old != rec.Doc.ID {
		delete(l.docs, old)
	}
	e := l.docs[rec.Doc.ID]
	e.locals, e.engine = rec.Locals, rec.Engine
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

// link assigns global actors over the ledger and the given new records.
func (l *ledger) link(more []*schema.Record) resolve.Assignment {
	fresh := map[text.ArticleID]bool{}
	var docs []resolve.DocLocals
	for _, rec := range more {
		if !fresh[rec.Doc.ID] {
			fresh[rec.Doc.ID] = true
			docs = append(docs, resolve.DocLocals{Doc: rec.Doc.ID, Locals: rec.Locals})
		}
	}
	for id, e := range l.docs {
		if !fresh[id] {
			docs = append(docs, resolve.DocLocals{Doc: id, Locals: e.locals})
		}
	}
	return resolve.Link(docs) // sorts by document
}

// stale lists the documents whose stored actors differ from the assignment,
// in order of their ids.
func (l *ledger) stale(assignment resolve.Assignment) []text.ArticleID {
	var out []text.ArticleID
	for id, e := range l.docs {
		for _, a := range e.locals {
			if a.Global != assignment[id][a.Key].ID {
				out = append(out, id)
				break
			}
		}
	}
	slices.Sort(out)
	return out
}
