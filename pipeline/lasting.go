package pipeline

import (
	"context"
	"errors"
	"fmt"

	"github.com/dramatis-kg/dramatis/resolve"
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// ErrNoName means that no name tells an actor of the store from another.
var ErrNoName = errors.New("names do not tell it from another actor of the same document")

// Lasting is how decisions name an actor of the store so that they mean nobody
// else, now and in a graph built anew; see [resolve.Lasting]. given is what the
// user called it, kept if it will do. It reads the outline of every document.
func Lasting(ctx context.Context, store Store, decisions *resolve.Decisions, id schema.NodeID, given string) (string, error) {
	l, err := openLedger(ctx, store, decisions)
	if err != nil {
		return "", err
	}
	docs := make([]resolve.DocLocals, 0, len(l.docs))
	for doc, e := range l.docs {
		docs = append(docs, resolve.DocLocals{Doc: doc, Locals: e.locals})
	}
	name, ok := resolve.Lasting(docs, id, given)
	if !ok {
		return "", fmt.Errorf("pipeline: %s: %w", id, ErrNoName)
	}
	return name, nil
}

// InDocument is what a document calls an actor of the store, for a decision
// "split". It fails with [graph.ErrNotFound] where there is no such document,
// and with [ErrNoName] where that does not speak of the actor.
func InDocument(ctx context.Context, store Store, doc text.ArticleID, id schema.NodeID) (string, error) {
	rec, err := store.Record(ctx, doc)
	if err != nil {
		return "", fmt.Errorf("pipeline: %s: %w", doc, err)
	}
	name, ok := resolve.InDocument(rec.Locals, id)
	if !ok {
		return "", fmt.Errorf("pipeline: %s does not name %s: %w", doc, id, ErrNoName)
	}
	return name, nil
}
