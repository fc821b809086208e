package graph

import (
	"encoding/json"
	"errors"
	"sort"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// A sum counts what the documents say of an actor or a topic, so that its
// merged form does not need them all: a president is in every one. Documents
// are added and taken away; counts of nothing disappear, so that a sum does
// not depend on its history.

// actorSum counts what the documents say of an actor.
type actorSum struct {
	Documents  int    `json:"documents"`
	Statements int    `json:"statements"`
	Preferred  counts `json:"preferred,omitempty"` // documents by preferred name
	Names      counts `json:"names,omitempty"`     // mentions by name
	Kinds      counts `json:"kinds,omitempty"`     // documents by kind
	Countries  counts `json:"countries,omitempty"`
	Wikidata   counts `json:"wikidata,omitempty"`
}

// topicSum counts what the documents say of a topic.
type topicSum struct {
	Documents  int    `json:"documents"`
	Statements int    `json:"statements"`
	Labels     counts `json:"labels,omitempty"`
}

// counts counts strings; the empty string is not counted.
type counts map[string]int

func (c *counts) add(s string, n int) {
	if s == "" || n == 0 {
		return
	}
	if *c == nil {
		*c = counts{}
	}
	if (*c)[s] += n; (*c)[s] == 0 {
		delete(*c, s)
	}
}

// add counts a document, or with sign -1 takes it away.
func (a *actorSum) add(e *actorEntry, sign int) {
	a.Documents += sign
	a.Statements += sign * e.Statements
	a.Preferred.add(e.Actor.Name, sign)
	if len(e.Actor.Names) == 0 {
		a.Names.add(e.Actor.Name, sign)
	}
	for _, n := range e.Actor.Names {
		a.Names.add(n.Text, sign*max(n.Count, 1))
	}
	a.Kinds.add(string(e.Actor.Kind), sign)
	a.Countries.add(e.Actor.Country, sign)
	a.Wikidata.add(e.Actor.Wikidata, sign)
}

// join counts what another sum counts.
func (a *actorSum) join(o *actorSum) {
	a.Documents += o.Documents
	a.Statements += o.Statements
	a.Preferred.join(o.Preferred)
	a.Names.join(o.Names)
	a.Kinds.join(o.Kinds)
	a.Countries.join(o.Countries)
	a.Wikidata.join(o.Wikidata)
}

func (t *topicSum) join(o *topicSum) {
	t.Documents += o.Documents
	t.Statements += o.Statements
	t.Labels.join(o.Labels)
}

func (c *counts) join(o counts) {
	for s, n := range o {
		c.add(s, n)
	}
}

func (t *topicSum) add(e *topicEntry, sign int) {
	t.Documents += sign
	t.Statements += sign * e.Statements
	for _, n := range e.Labels {
		t.Labels.add(n.Text, sign*n.Count)
	}
}

// actor is the merged actor, without roles. The preferred name is the one
// that most documents prefer, but for a person a name of one word yields to a
// longer one; then the one written most often, the longer, the first in the
// alphabet. Kind, country and Wikidata id go by majority, then by the
// alphabet.
func (a *actorSum) actor(id schema.NodeID) Actor {
	out := Actor{Actor: schema.Actor{ID: id}, Documents: a.Documents, Statements: a.Statements}
	out.Kind = text.EntityKind(majority(a.Kinds))
	out.Country, out.Wikidata = majority(a.Countries), majority(a.Wikidata)
	out.Name = preferredName(a.Preferred, a.Names, out.Kind == text.KindPerson)
	for n, c := range a.Names {
		out.Names = append(out.Names, schema.Name{Text: n, Count: c})
	}
	schema.SortNames(out.Names)
	return out
}

func (t *topicSum) topic(id schema.NodeID) Topic {
	return Topic{ID: id, Label: majority(t.Labels), Documents: t.Documents, Statements: t.Statements}
}

// addSums counts a document in the sums of its actors and topics, or with
// sign -1 takes it away.
func (w *write) addSums(d *stored, sign int) error {
	if d == nil {
		return nil
	}
	actors, topics := d.entries()
	for _, id := range sortedNodes(actors) {
		var sum actorSum
		if err := readSum(w.b, secActorSum, id, &sum, "actor"); err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
		sum.add(actors[id], sign)
		if err := w.putSum(key(secActorSum, string(id)), sum, sum.Documents); err != nil {
			return err
		}
	}
	for _, id := range sortedNodes(topics) {
		var sum topicSum
		if err := readSum(w.b, secTopicSum, id, &sum, "topic"); err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
		sum.add(topics[id], sign)
		if err := w.putSum(key(secTopicSum, string(id)), sum, sum.Documents); err != nil {
			return err
		}
	}
	return nil
}

func (w *write) putSum(k []byte, sum any, documents int) error {
	if documents == 0 {
		return w.b.Delete(k)
	}
	v, err := json.Marshal(sum)
	if err != nil {
		return err
	}
	return w.b.Set(k, v)
}

func sortedNodes[V any](m map[schema.NodeID]V) []schema.NodeID {
	out := make([]schema.NodeID, 0, len(m))
	for n := range m {
		out = append(out, n)
	}
	sort.Slice(out, func(i, j int) bool { return out[i] < out[j] })
	return out
}
