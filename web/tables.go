package web

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/network"
	"github.com/dramatis-kg/dramatis/schema"
)

// tables are lists of the whole graph that several answers need, read once
// for every state of the store.
type tables struct {
	store *graph.Store

	mu       sync.Mutex
	revision uint64
	actors   *network.Actors
	docs     []graph.Document
	ties     []tiesOf
}

// tiesOf are the ties that a filter selects.
type tiesOf struct {
	key  string
	ties *graph.Ties
}

// keptTies is how many networks are kept: that of the page, and those of the
// filters tried last.
const keptTies = 4

// current drops what belongs to an older state. The caller holds mu.
func (t *tables) current() {
	if r := t.store.Revision(); r != t.revision {
		t.revision, t.actors, t.docs, t.ties = r, nil, nil, nil
	}
}

func (t *tables) allActors(ctx context.Context) (*network.Actors, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.current()
	if t.actors != nil {
		return t.actors, nil
	}
	out, err := network.ReadActors(ctx, t.store)
	if err != nil {
		return nil, err
	}
	t.actors = out
	return out, nil
}

// refTo is an actor with its preferred name.
func refTo(t *network.Actors, id schema.NodeID) ref { return ref{id, t.Name(id)} }

// documents lists them by day of publication, the latest first, undated ones
// last, then by id.
func (t *tables) documents(ctx context.Context) ([]graph.Document, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.current()
	if t.docs != nil {
		return t.docs, nil
	}
	out := []graph.Document{}
	for d, err := range t.store.Documents(ctx) {
		if err != nil {
			return nil, err
		}
		out = append(out, d)
	}
	slices.SortFunc(out, byPublication)
	t.docs = out
	return out, nil
}

func byPublication(a, b graph.Document) int {
	return cmp.Or(cmp.Compare(b.Published, a.Published), cmp.Compare(a.ID, b.ID))
}

func (t *tables) network(ctx context.Context, f graph.Filter, speech bool) (*graph.Ties, error) {
	key := fmt.Sprintf("%v %v", f, speech)
	t.mu.Lock()
	t.current()
	revision := t.revision
	for _, x := range t.ties {
		if x.key == key {
			t.mu.Unlock()
			return x.ties, nil
		}
	}
	t.mu.Unlock()
	ties, err := t.store.Ties(ctx, f, speech)
	if err != nil {
		return nil, err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.current(); t.revision == revision {
		t.ties = append([]tiesOf{{key, ties}}, t.ties[:min(len(t.ties), keptTies-1)]...)
	}
	return ties, nil
}
