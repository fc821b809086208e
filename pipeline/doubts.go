package pipeline

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/dramatis-kg/dramatis/resolve"
	"github.com/dramatis-kg/dramatis/schema"
)

// Doubts are what a reader of the graph had best look at first.
type Doubts struct {
	Merges     []resolve.Merge
	Statements []schema.Statement // without those that a decision confirms or rejects
}

// FindDoubts lists the most least certain merges of actors and statements, of
// each kind, the least certain first. Merges that a decision speaks of are
// left out. It reads every record, one at a time.
func FindDoubts(ctx context.Context, store Store, decisions *resolve.Decisions, most int) (*Doubts, error) {
	l, err := openLedger(ctx, store, decisions)
	if err != nil {
		return nil, err
	}
	d := &Doubts{}
	var docs []resolve.DocLocals
	for id, e := range l.docs {
		docs = append(docs, resolve.DocLocals{Doc: id, Locals: e.locals})
	}
	d.Merges = resolve.Merges(docs, decisions)
	d.Merges = d.Merges[:min(most, len(d.Merges))]
	slices.SortFunc(docs, func(a, b resolve.DocLocals) int { return cmp.Compare(a.Doc, b.Doc) })
	for _, doc := range docs {
		rec, err := store.Record(ctx, doc.Doc)
		if err != nil {
			return nil, fmt.Errorf("pipeline: %s: %w", doc.Doc, err)
		}
		for _, s := range rec.Statements {
			if !s.Confirmed {
				d.Statements = append(d.Statements, s)
			}
		}
		if len(d.Statements) > 4*most {
			d.leastCertain(most)
		}
	}
	d.leastCertain(most)
	return d, nil
}

// leastCertain drops all statements but the most least certain.
func (d *Doubts) leastCertain(most int) {
	slices.SortStableFunc(d.Statements, func(a, b schema.Statement) int {
		return cmp.Or(cmp.Compare(a.Confidence, b.Confidence), cmp.Compare(a.Doc, b.Doc), cmp.Compare(a.Order, b.Order), cmp.Compare(a.ID, b.ID))
	})
	d.Statements = slices.Clone(d.Statements[:min(most, len(d.Statements))])
}
