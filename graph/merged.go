package graph

import (
	"context"
	"errors"
	"sort"

	"github.com/cayleygraph/quad"

	"github.com/dramatis-kg/dramatis/schema"
)

// mentioned are the actors, topics and events of a record, sorted.
func mentioned(r *schema.Record) []schema.NodeID {
	set := map[schema.NodeID]bool{}
	for i := range r.Actors {
		set[r.Actors[i].ID] = true
	}
	for i := range r.Events {
		set[r.Events[i].ID] = true
	}
	for i := range r.Statements {
		for _, t := range topicTerms(&r.Statements[i]) {
			set[t.ID] = true
		}
	}
	out := make([]schema.NodeID, 0, len(set))
	for n := range set {
		out = append(out, n)
	}
	sort.Slice(out, func(i, j int) bool { return out[i] < out[j] })
	return out
}

// merge brings the merged quads of what changed up to date.
func (w *write) merge(ctx context.Context) error {
	nodes := make([]schema.NodeID, 0, len(w.before))
	for n := range w.before {
		nodes = append(nodes, n)
	}
	sort.Slice(nodes, func(i, j int) bool { return nodes[i] < nodes[j] })
	var add, del []quad.Quad
	for _, n := range nodes {
		now, err := mergedQuads(ctx, w.b, n)
		if err != nil {
			return err
		}
		a, d := diffQuads(w.before[n], now)
		add, del = append(add, a...), append(del, d...)
	}
	clear(w.before)
	return w.apply(ctx, add, del)
}

// mergedQuads are the quads labelled [Merged] of a node, as they follow from
// the own keys that r reads.
func mergedQuads(ctx context.Context, r keyReader, n schema.NodeID) ([]quad.Quad, error) {
	var out []quad.Quad
	if a, err := readActor(r, n); err == nil {
		out = append(out, mergedActorQuads(&a.Actor)...)
	} else if !errors.Is(err, ErrNotFound) {
		return nil, err
	}
	if t, err := readTopic(r, n); err == nil {
		out = append(out, mergedTopicQuads(&t)...)
	} else if !errors.Is(err, ErrNotFound) {
		return nil, err
	}
	if e, err := readEvent(ctx, r, n); err == nil {
		out = append(out, mergedEventQuads(&e)...)
	} else if !errors.Is(err, ErrNotFound) {
		return nil, err
	}
	return sortQuads(out), nil
}
