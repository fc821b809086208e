package graph

import (
	"cmp"
	"context"
	"fmt"
	"slices"

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

// TieOptions say which ties count.
type TieOptions struct {
	// Among keeps the ties between two of these actors and reads their
	// timelines only. Default: all ties, by one reading of the whole timeline,
	// about a second for half a million statements.
	Among []schema.NodeID
	// Speech also ties a speaker with those spoken of. Default false.
	Speech bool
}

// Ties reads the ties that statements make which the filter selects.
func (s *Store) Ties(ctx context.Context, f Filter, o TieOptions) (*Ties, error) {
	if err := f.Validate(); err != nil {
		return nil, err
	}
	t := &tieReader{o: o, number: map[schema.NodeID]int{}, ties: map[[2]int]*Tie{}}
	err := s.read(func(v *view) error {
		if o.Among == nil {
			for e, err := range timeline(ctx, v.snap, &f) {
				if err != nil {
					return err
				}
				t.add(&e, "")
			}
			return nil
		}
		for _, id := range o.Among {
			t.numberOf(id)
		}
		t.closed = true
		for _, id := range slices.Sorted(slices.Values(o.Among)) {
			for e, err := range nodeTimeline(ctx, v.snap, id, &f) {
				if err != nil {
					return err
				}
				t.add(&e, id)
			}
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
	o      TieOptions
	ids    []schema.NodeID
	number map[schema.NodeID]int
	closed bool // no further actors are numbered
	actors []Tied
	ties   map[[2]int]*Tie
	found  []tiedMember // of one statement, reused
}

type tiedMember struct {
	n    int
	part part
}

// numberOf is the number of an actor, -1 if it does not count.
func (t *tieReader) numberOf(id schema.NodeID) int {
	n, ok := t.number[id]
	switch {
	case ok:
		return n
	case t.closed:
		return -1
	}
	n = len(t.ids)
	t.number[id] = n
	t.ids = append(t.ids, id)
	t.actors = append(t.actors, Tied{ID: id})
	return n
}

// add counts a statement. If it comes from the timeline of one actor among
// several, it counts the ties of which that actor is the smaller end, as the
// others have it on their timelines too.
func (t *tieReader) add(e *entry, of schema.NodeID) {
	want := participates
	if t.o.Speech {
		want |= partSpeaker
	}
	t.found = t.found[:0]
	for _, m := range e.members {
		if m.part&want == 0 || !isActor(m.node) {
			continue
		}
		if n := t.numberOf(m.node); n >= 0 {
			t.found = append(t.found, tiedMember{n, m.part})
		}
	}
	if len(t.found) < 2 {
		return
	}
	for i, a := range t.found {
		tied := false
		for j, b := range t.found {
			if i == j || a.part&participates == 0 && b.part&participates == 0 {
				continue
			}
			tied = true
			if t.ids[a.n] < t.ids[b.n] && (of == "" || of == t.ids[a.n]) {
				t.tie(a, b, e)
			}
		}
		if tied && (of == "" || of == t.ids[a.n]) {
			t.actors[a.n].Statements++
		}
	}
}

func (t *tieReader) tie(a, b tiedMember, e *entry) {
	k := [2]int{a.n, b.n}
	x := t.ties[k]
	if x == nil {
		x = &Tie{A: t.ids[a.n], B: t.ids[b.n], ByPrefix: make(map[schema.Prefix]int, 1)}
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
	x.Relations = countName(x.Relations, string(e.relation))
}

func (t *tieReader) result() *Ties {
	out := &Ties{Ties: make([]Tie, 0, len(t.ties))}
	for _, a := range t.actors {
		if a.Degree > 0 {
			out.Actors = append(out.Actors, a)
		}
	}
	for _, x := range t.ties {
		sortNames(x.Relations)
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
