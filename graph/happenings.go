package graph

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"

	"github.com/dramatis-kg/dramatis/graph/pebblekv"
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// Happening is an event over all documents, with the documents that tell of
// it.
type Happening struct {
	schema.Event
	Documents []text.ArticleID
}

// Happenings lists the events whose ids follow after, "" for all, by id, which
// is by date.
func (s *Store) Happenings(ctx context.Context, after schema.NodeID) iter.Seq2[Happening, error] {
	return func(yield func(Happening, error) bool) {
		err := s.read(func(v *view) error {
			start := under(secEvent)
			if after != "" {
				start = pebblekv.PrefixEnd(under(secEvent, string(after)))
			}
			var group []pairOf
			var id schema.NodeID
			flush := func() error {
				if len(group) == 0 {
					return nil
				}
				h := Happening{}
				var err error
				if h.Event, err = mergeEvent(id, group); err != nil {
					return err
				}
				for _, g := range group {
					h.Documents = append(h.Documents, g.doc)
				}
				group = group[:0]
				if !yield(h, nil) {
					return errStop
				}
				return nil
			}
			for p, err := range pairsFrom(ctx, v.snap, start, pebblekv.PrefixEnd(under(secEvent))) {
				if err != nil {
					return err
				}
				f, err := parts(p.key, secEvent, 2)
				if err != nil {
					return err
				}
				if next := schema.NodeID(f[0]); next != id {
					if err := flush(); err != nil {
						return err
					}
					id = next
				}
				group = append(group, pairOf{text.ArticleID(f[1]), string(p.key), append([]byte(nil), p.value...)})
			}
			return flush()
		})
		if err != nil && !errors.Is(err, errStop) {
			yield(Happening{}, fmt.Errorf("graph: list events: %w", err))
		}
	}
}

// EventStatements are the statements about events, in the order of documents
// and texts. Each document that tells of one is read once.
func (s *Store) EventStatements(ctx context.Context, events []Happening) (map[schema.NodeID][]schema.Statement, error) {
	out := map[schema.NodeID][]schema.Statement{}
	var docs []text.ArticleID
	for _, e := range events {
		out[e.ID] = nil
		docs = append(docs, e.Documents...)
	}
	slices.Sort(docs)
	err := s.read(func(v *view) error {
		for _, id := range slices.Compact(docs) {
			if err := ctx.Err(); err != nil {
				return err
			}
			d, err := readStored(ctx, v.snap, id)
			if errors.Is(err, ErrNotFound) {
				continue // forgotten since the events were listed
			} else if err != nil {
				return err
			}
			for _, st := range d.rec.Statements {
				event := d.rec.StatementEvent[st.ID]
				if list, ok := out[event]; ok {
					out[event] = append(list, st)
				}
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("graph: statements of events: %w", err)
	}
	return out, nil
}
