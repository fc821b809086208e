package network

import (
	"cmp"
	"context"
	"slices"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/schema"
)

// Actors are all actors of a graph, those of most statements first, then by
// id.
type Actors struct {
	List []graph.Actor
	byID map[schema.NodeID]*graph.Actor
}

// ReadActors reads them.
func ReadActors(ctx context.Context, store *graph.Store) (*Actors, error) {
	out := &Actors{byID: map[schema.NodeID]*graph.Actor{}}
	for a, err := range store.Actors(ctx) {
		if err != nil {
			return nil, err
		}
		out.List = append(out.List, a)
	}
	slices.SortFunc(out.List, func(a, b graph.Actor) int {
		return cmp.Or(cmp.Compare(b.Statements, a.Statements), cmp.Compare(a.ID, b.ID))
	})
	for i := range out.List {
		out.byID[out.List[i].ID] = &out.List[i]
	}
	return out, nil
}

// Get is an actor, nil if there is none of the id.
func (t *Actors) Get(id schema.NodeID) *graph.Actor { return t.byID[id] }

// Name is the preferred name of an actor, or its id.
func (t *Actors) Name(id schema.NodeID) string {
	if a := t.byID[id]; a != nil && a.Name != "" {
		return a.Name
	}
	return string(id)
}
