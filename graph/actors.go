package graph

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"sort"
	"strings"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// Actor is an actor over all documents.
type Actor struct {
	// Actor has the merged names with their counts, the preferred name, and
	// the roles of all documents in order of date, then document.
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

// Actors lists the actors by id.
func (s *Store) Actors(ctx context.Context) iter.Seq2[Actor, error] {
	return func(yield func(Actor, error) bool) {
		err := s.read(func(v *view) error {
			return eachGroup(ctx, v.snap, secActor, func(id string, entries []pairOf) error {
				a, err := mergeActor(schema.NodeID(id), entries)
				if err != nil {
					return err
				}
				if !yield(a, nil) {
					return errStop
				}
				return nil
			})
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
		a, err = readActor(ctx, v.snap, id)
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
			return eachGroup(ctx, v.snap, secTopic, func(id string, entries []pairOf) error {
				t, err := mergeTopic(schema.NodeID(id), entries)
				if err != nil {
					return err
				}
				if !yield(t, nil) {
					return errStop
				}
				return nil
			})
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

// eachGroup reads a section of node and document and visits it node by node.
func eachGroup(ctx context.Context, r keyReader, section byte, visit func(id string, entries []pairOf) error) error {
	return eachGroupUnder(ctx, r, section, under(section), visit)
}

func eachGroupUnder(ctx context.Context, r keyReader, section byte, prefix []byte, visit func(id string, entries []pairOf) error) error {
	var id string
	var entries []pairOf
	flush := func() error {
		if len(entries) == 0 {
			return nil
		}
		err := visit(id, entries)
		entries = entries[:0]
		return err
	}
	for p, err := range pairs(ctx, r, prefix) {
		if err != nil {
			return err
		}
		f, err := parts(p.key, section, 2)
		if err != nil {
			return err
		}
		if f[0] != id {
			if err := flush(); err != nil {
				return err
			}
			id = f[0]
		}
		entries = append(entries, pairOf{text.ArticleID(f[1]), string(p.key), append([]byte(nil), p.value...)})
	}
	return flush()
}

// readGroup reads what all documents say of one node; nothing is
// ErrNotFound.
func readGroup(ctx context.Context, r keyReader, section byte, id schema.NodeID, what string) ([]pairOf, error) {
	var out []pairOf
	err := eachGroupUnder(ctx, r, section, under(section, string(id)), func(_ string, e []pairOf) error {
		out = append(out, e...)
		return nil
	})
	if err == nil && len(out) == 0 {
		err = fmt.Errorf("%s %s: %w", what, id, ErrNotFound)
	}
	return out, err
}

func readActor(ctx context.Context, r keyReader, id schema.NodeID) (Actor, error) {
	g, err := readGroup(ctx, r, secActor, id, "actor")
	if err != nil {
		return Actor{}, err
	}
	return mergeActor(id, g)
}

// mergeActor joins what the documents say of an actor. The preferred name is
// the one that most documents prefer, but for a person a name of one word
// yields to a longer one; then the one written most often, the longer, the
// first in the alphabet. Kind, country and Wikidata id go by majority, then
// by the alphabet.
func mergeActor(id schema.NodeID, entries []pairOf) (Actor, error) {
	a := Actor{Actor: schema.Actor{ID: id}, Documents: len(entries)}
	preferred, names := map[string]int{}, map[string]int{}
	kinds, countries, wikidata := map[string]int{}, map[string]int{}, map[string]int{}
	type role struct {
		doc text.ArticleID
		r   schema.Role
	}
	var roles []role
	for _, e := range entries {
		var d actorEntry
		if err := decode([]byte(e.key), e.value, &d); err != nil {
			return Actor{}, err
		}
		a.Statements += d.Statements
		preferred[d.Actor.Name]++
		if len(d.Actor.Names) == 0 {
			names[d.Actor.Name]++
		}
		for _, n := range d.Actor.Names {
			names[n.Text] += max(n.Count, 1)
		}
		kinds[string(d.Actor.Kind)]++
		countries[d.Actor.Country]++
		wikidata[d.Actor.Wikidata]++
		for _, r := range d.Actor.Roles {
			roles = append(roles, role{e.doc, r})
		}
	}
	a.Kind = text.EntityKind(majority(kinds))
	a.Country, a.Wikidata = majority(countries), majority(wikidata)
	delete(preferred, "")
	delete(names, "")
	a.Name = preferredName(preferred, names, a.Kind == text.KindPerson)
	for n, c := range names {
		a.Names = append(a.Names, schema.Name{Text: n, Count: c})
	}
	sortNames(a.Names)
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
	return a, nil
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

func readTopic(ctx context.Context, r keyReader, id schema.NodeID) (Topic, error) {
	g, err := readGroup(ctx, r, secTopic, id, "topic")
	if err != nil {
		return Topic{}, err
	}
	return mergeTopic(id, g)
}

func mergeTopic(id schema.NodeID, entries []pairOf) (Topic, error) {
	t := Topic{ID: id, Documents: len(entries)}
	labels := map[string]int{}
	for _, e := range entries {
		var d topicEntry
		if err := decode([]byte(e.key), e.value, &d); err != nil {
			return Topic{}, err
		}
		t.Statements += d.Statements
		for _, n := range d.Labels {
			labels[n.Text] += n.Count
		}
	}
	t.Label = majority(labels)
	return t, nil
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
