package graph

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/schema"
)

// Tie is what joins two actors: the statements in which both take part.
type Tie struct {
	A, B       schema.NodeID // A is the smaller
	Statements int
	ByPrefix   map[schema.Prefix]int
	// Forward and Backward count those of which A or B is the subject.
	Forward, Backward int
	// First and Last are the first and the last day that a date among them
	// can mean, "" if none is known.
	First, Last string
	// Relations are the commonest relations, at most five.
	Relations []schema.Name
}

// Tied is an actor of a network.
type Tied struct {
	ID         schema.NodeID
	Statements int // in which it is tied with others
	Degree     int // others that it is tied with
}

// Ties are the ties among actors, the heaviest first, then by ids.
type Ties struct {
	Actors []Tied
	Ties   []Tie
}

// Ties reads the ties that statements make which the filter selects. With
// speech, a speaker is tied with those spoken of too. It reads the timeline
// that the filter starts from: about a second for half a million statements.
func (s *Store) Ties(ctx context.Context, f Filter, speech bool) (*Ties, error) {
	if err := f.Validate(); err != nil {
		return nil, err
	}
	t := &tieReader{parts: participates, number: map[schema.NodeID]int{}, ties: map[[2]int]*Tie{}}
	if speech {
		t.parts |= partSpeaker
	}
	err := s.read(func(v *view) error {
		for e, err := range timeline(ctx, v.snap, &f) {
			if err != nil {
				return err
			}
			t.add(e)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("graph: ties: %w", err)
	}
	return t.result(), nil
}

// tieReader counts ties.
type tieReader struct {
	parts  part // that count
	number map[schema.NodeID]int
	actors []Tied
	ties   map[[2]int]*Tie
	found  []tiedMember // of one statement, reused
}

type tiedMember struct {
	n    int
	part part
}

func (t *tieReader) numberOf(id schema.NodeID) int {
	n, ok := t.number[id]
	if !ok {
		n = len(t.actors)
		id = schema.NodeID(strings.Clone(string(id))) // else it keeps its piece of the timeline
		t.number[id] = n
		t.actors = append(t.actors, Tied{ID: id})
	}
	return n
}

// add counts a statement.
func (t *tieReader) add(e *entry) {
	t.found = t.found[:0]
	for _, m := range e.members {
		if m.part&t.parts != 0 && isActor(m.node) {
			t.found = append(t.found, tiedMember{t.numberOf(m.node), m.part})
		}
	}
	for i, a := range t.found {
		tied := false
		for j, b := range t.found {
			if i == j || a.part&participates == 0 && b.part&participates == 0 {
				continue // two speakers are not tied by what they pass on
			}
			tied = true
			if t.actors[a.n].ID < t.actors[b.n].ID {
				t.tie(a, b, e)
			}
		}
		if tied {
			t.actors[a.n].Statements++
		}
	}
}

func (t *tieReader) tie(a, b tiedMember, e *entry) {
	k := [2]int{a.n, b.n}
	x := t.ties[k]
	if x == nil {
		x = &Tie{A: t.actors[a.n].ID, B: t.actors[b.n].ID, ByPrefix: make(map[schema.Prefix]int, 1)}
		t.ties[k] = x
		t.actors[a.n].Degree++
		t.actors[b.n].Degree++
	}
	x.Statements++
	x.ByPrefix[schema.PrefixOf(e.modality, e.reported)]++
	if a.part&partSubject != 0 {
		x.Forward++
	}
	if b.part&partSubject != 0 {
		x.Backward++
	}
	if e.known {
		if first := cmp.Or(e.first, e.last); x.First == "" || first < x.First {
			x.First = first
		}
		x.Last = max(x.Last, cmp.Or(e.last, e.first))
	}
	x.Relations = schema.CountName(x.Relations, string(e.relation))
}

func (t *tieReader) result() *Ties {
	out := &Ties{Ties: make([]Tie, 0, len(t.ties))}
	for _, a := range t.actors {
		if a.Degree > 0 {
			out.Actors = append(out.Actors, a)
		}
	}
	for _, x := range t.ties {
		schema.SortNames(x.Relations)
		x.Relations = x.Relations[:min(5, len(x.Relations)):min(5, len(x.Relations))]
		out.Ties = append(out.Ties, *x)
	}
	slices.SortFunc(out.Actors, func(a, b Tied) int {
		return cmp.Or(cmp.Compare(b.Statements, a.Statements), cmp.Compare(a.ID, b.ID))
	})
	slices.SortFunc(out.Ties, func(a, b Tie) int {
		return cmp.Or(cmp.Compare(b.Statements, a.Statements), cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B))
	})
	return out
}
