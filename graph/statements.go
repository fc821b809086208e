package graph

import (
	"context"
	"errors"
	"fmt"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// Told is a statement with the event that it tells of, "" for none.
type Told struct {
	schema.Statement
	Event schema.NodeID
}

// Statements reads statements by their ids, and the documents that they belong
// to, texts included, all of one state of the store. What is not there has no
// entry. Each document is read once, however many of its statements are asked
// for.
func (s *Store) Statements(ctx context.Context, ids []schema.StatementID) (map[schema.StatementID]Told, map[text.ArticleID]schema.DocMeta, error) {
	found := make(map[schema.StatementID]Told, len(ids))
	events := map[text.ArticleID]map[schema.StatementID]schema.NodeID{}
	docs := map[text.ArticleID]schema.DocMeta{}
	err := s.read(func(v *view) error {
		for _, id := range ids {
			if err := ctx.Err(); err != nil {
				return err
			}
			at, err := findStatement(ctx, v.snap, id)
			if errors.Is(err, ErrNotFound) {
				continue
			}
			if err != nil {
				return err
			}
			st, err := readStatement(v.snap, at)
			if err != nil {
				return err
			}
			if _, ok := docs[at.doc]; ok {
				found[id] = Told{st, events[at.doc][id]}
				continue
			}
			k := key(secRecord, string(at.doc))
			b, err := v.snap.Get(k)
			if err != nil {
				return &keyError{string(k), err.Error()}
			}
			var r struct {
				Doc            schema.DocMeta                       `json:"doc"`
				StatementEvent map[schema.StatementID]schema.NodeID `json:"statement_event"`
			}
			if err := decode(k, b, &r); err != nil {
				return err
			}
			docs[at.doc], events[at.doc] = r.Doc, r.StatementEvent
			found[id] = Told{st, r.StatementEvent[id]}
		}
		return nil
	})
	if err != nil {
		return nil, nil, fmt.Errorf("graph: statements: %w", err)
	}
	return found, docs, nil
}
