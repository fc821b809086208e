package graph

import (
	"context"
	"errors"
	"fmt"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// Statements reads statements by their ids, and the documents that they belong
// to, texts included, all of one state of the store. What is not there has no
// entry. Each document is read once, however many of its statements are asked
// for.
func (s *Store) Statements(ctx context.Context, ids []schema.StatementID) (map[schema.StatementID]schema.Statement, map[text.ArticleID]schema.DocMeta, error) {
	found := make(map[schema.StatementID]schema.Statement, len(ids))
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
			found[id] = st
			if _, ok := docs[at.doc]; ok {
				continue
			}
			k := key(secRecord, string(at.doc))
			b, err := v.snap.Get(k)
			if err != nil {
				return &keyError{string(k), err.Error()}
			}
			var r struct {
				Doc schema.DocMeta `json:"doc"`
			}
			if err := decode(k, b, &r); err != nil {
				return err
			}
			docs[at.doc] = r.Doc
		}
		return nil
	})
	if err != nil {
		return nil, nil, fmt.Errorf("graph: statements: %w", err)
	}
	return found, docs, nil
}
