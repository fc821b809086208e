package graph

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"sort"
	"strings"

	"github.com/hidal-go/hidalgo/kv/flat"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// Actor is an actor over all documents.
type Actor struct {
	// Actor has the merged names with their counts, the preferred name, and,
	// where one actor is asked for, the roles of all documents in order of
	// date, then document.
	schema.Actor
	RoleDocs   []text.ArticleID // the document of each role
	Documents  int              // in which it occurs
	Statements int              // in which it takes part or speaks
}

// Topic is a topic over all documents.
type Topic struct {
	ID         schema.NodeID
	Label      string // the commonest
	Documents  int
	Statements int
}

// Actors lists the actors by id, without their roles.
func (s *Store) Actors(ctx context.Context) iter.Seq2[Actor, error] {
	return func(yield func(Actor, error) bool) {
		err := s.read(func(v *view) error {
			for p, err := range pairs(ctx, v.snap, under(secActorSum)) {
				if err != nil {
					return err
				}
				var sum actorSum
				if err := decode(p.key, p.value, &sum); err != nil {
					return err
				}
				if !yield(sum.actor(schema.NodeID(firstPart(p.key))), nil) {
					return errStop
				}
			}
			return nil
		})
		if err != nil && !errors.Is(err, errStop) {
			yield(Actor{}, fmt.Errorf("graph: list actors: %w", err))
		}
	}
}

// Actor is one actor, by its id.
func (s *Store) Actor(ctx context.Context, id schema.NodeID) (Actor, error) {
	var a Actor
	err := s.read(func(v *view) error {
		var err error
		if a, err = readActor(v.snap, id); err == nil {
			err = addRoles(ctx, v.snap, &a)
		}
		return err
	})
	if err != nil {
		return Actor{}, fmt.Errorf("graph: actor: %w", err)
	}
	return a, nil
}

// Topics lists the topics by id.
func (s *Store) Topics(ctx context.Context) iter.Seq2[Topic, error] {
	return func(yield func(Topic, error) bool) {
		err := s.read(func(v *view) error {
			for p, err := range pairs(ctx, v.snap, under(secTopicSum)) {
				if err != nil {
					return err
				}
				var sum topicSum
				if err := decode(p.key, p.value, &sum); err != nil {
					return err
				}
				if !yield(sum.topic(schema.NodeID(firstPart(p.key))), nil) {
					return errStop
				}
			}
			return nil
		})
		if err != nil && !errors.Is(err, errStop) {
			yield(Topic{}, fmt.Errorf("graph: list topics: %w", err))
		}
	}
}

// FindTopics are the topics that a name can mean: the one with that id, else
// those whose label has all of its words, the most frequent first.
func (s *Store) FindTopics(ctx context.Context, name string) ([]Topic, error) {
	var out []Topic
	want := words(foldName(strings.TrimPrefix(name, "topic:")))
	for t, err := range s.Topics(ctx) {
		if err != nil {
			return nil, err
		}
		if string(t.ID) == name {
			return []Topic{t}, nil
		}
		has := words(foldName(t.Label))
		if len(want) > 0 && subset(want, has) {
			out = append(out, t)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Statements > out[j].Statements })
	return out, nil
}

func subset(want, has []string) bool {
	for _, w := range want {
		if !contains(has, w) {
			return false
		}
	}
	return true
}

// pairOf is what one document says of a node.
type pairOf struct {
	doc   text.ArticleID
	key   string
	value []byte
}

// readGroup reads what all documents say of one node; nothing is
// ErrNotFound.
func readGroup(ctx context.Context, r keyReader, section byte, id schema.NodeID, what string) ([]pairOf, error) {
	var out []pairOf
	for p, err := range pairs(ctx, r, under(section, string(id))) {
		if err != nil {
			return nil, err
		}
		f, err := parts(p.key, section, 2)
		if err != nil {
			return nil, err
		}
		out = append(out, pairOf{text.ArticleID(f[1]), string(p.key), append([]byte(nil), p.value...)})
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%s %s: %w", what, id, ErrNotFound)
	}
	return out, nil
}

// readSum reads the sum of a node over all documents; nothing is ErrNotFound.
func readSum(r keyReader, section byte, id schema.NodeID, into any, what string) error {
	k := key(section, string(id))
	v, err := r.Get(k)
	if errors.Is(err, flat.ErrNotFound) {
		return fmt.Errorf("%s %s: %w", what, id, ErrNotFound)
	} else if err != nil {
		return err
	}
	return decode(k, v, into)
}

// readActor reads an actor without its roles.
func readActor(r keyReader, id schema.NodeID) (Actor, error) {
	var sum actorSum
	if err := readSum(r, secActorSum, id, &sum, "actor"); err != nil {
		return Actor{}, err
	}
	return sum.actor(id), nil
}

// addRoles adds the roles that the documents give an actor.
func addRoles(ctx context.Context, r keyReader, a *Actor) error {
	entries, err := readGroup(ctx, r, secActor, a.ID, "actor")
	if err != nil {
		return err
	}
	type role struct {
		doc text.ArticleID
		r   schema.Role
	}
	var roles []role
	for _, e := range entries {
		var d actorEntry
		if err := decode([]byte(e.key), e.value, &d); err != nil {
			return err
		}
		for _, r := range d.Actor.Roles {
			roles = append(roles, role{e.doc, r})
		}
	}
	sort.SliceStable(roles, func(i, j int) bool {
		if x, y := roles[i].r.Date.SortKey(), roles[j].r.Date.SortKey(); x != y {
			return x < y
		}
		return roles[i].doc < roles[j].doc
	})
	for _, r := range roles {
		a.Roles = append(a.Roles, r.r)
		a.RoleDocs = append(a.RoleDocs, r.doc)
	}
	return nil
}

func preferredName(preferred, names map[string]int, person bool) string {
	best := ""
	long := func(n string) bool { return !person || strings.Contains(strings.TrimSpace(n), " ") }
	better := func(a, b string) bool {
		switch {
		case long(a) != long(b):
			return long(a)
		case preferred[a] != preferred[b]:
			return preferred[a] > preferred[b]
		case names[a] != names[b]:
			return names[a] > names[b]
		case len(a) != len(b):
			return len(a) > len(b)
		}
		return a < b
	}
	for n := range preferred {
		if best == "" || better(n, best) {
			best = n
		}
	}
	return best
}

// majority is the commonest value that is not empty, the first in the
// alphabet among equals.
func majority(m map[string]int) string {
	best := ""
	for v, n := range m {
		if v != "" && (best == "" || n > m[best] || n == m[best] && v < best) {
			best = v
		}
	}
	return best
}

func readTopic(r keyReader, id schema.NodeID) (Topic, error) {
	var sum topicSum
	if err := readSum(r, secTopicSum, id, &sum, "topic"); err != nil {
		return Topic{}, err
	}
	return sum.topic(id), nil
}

func readEvent(ctx context.Context, r keyReader, id schema.NodeID) (schema.Event, error) {
	g, err := readGroup(ctx, r, secEvent, id, "event")
	if err != nil {
		return schema.Event{}, err
	}
	return mergeEvent(id, g)
}

// mergeEvent joins what the documents say of an event: type, date, place and
// topic of the first document that has one, the actors of all.
func mergeEvent(id schema.NodeID, entries []pairOf) (schema.Event, error) {
	out := schema.Event{ID: id}
	actors := map[schema.NodeID]bool{}
	for _, e := range entries {
		var d schema.Event
		if err := decode([]byte(e.key), e.value, &d); err != nil {
			return schema.Event{}, err
		}
		if out.Type == "" {
			out.Type = d.Type
		}
		if !out.Date.Known() {
			out.Date = d.Date
		}
		if out.Place == "" {
			out.Place = d.Place
		}
		if out.Topic == "" {
			out.Topic = d.Topic
		}
		for _, a := range d.Actors {
			actors[a] = true
		}
	}
	for a := range actors {
		out.Actors = append(out.Actors, a)
	}
	sort.Slice(out.Actors, func(i, j int) bool { return out.Actors[i] < out.Actors[j] })
	return out, nil
}
