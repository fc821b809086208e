package network

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries"
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// Spell is a time during which an edge can have happened: two days, both
// inclusive, "" where it is open.
type Spell struct{ First, Last string }

// Link is what joins two actors in one modality.
type Link struct {
	Source, Target schema.NodeID
	Class          queries.Class
	Statements     int
	Undated        int // statements among them without a date
	Documents      int
	Relations      []schema.Name // the commonest first
	Types          []schema.Name // of events, likewise
	Speakers       []schema.NodeID
	First, Last    string  // first and last day that a date among them can mean
	Spells         []Spell // of the dated statements: in order, none overlaps another
	Confidence     float64 // of the surest statement
}

// linkKey tells links apart.
type linkKey struct {
	a, b  schema.NodeID
	class queries.Class
}

// linkReader gathers the statements of links.
type linkReader struct {
	in      map[[2]schema.NodeID]bool // the edges that are wanted
	links   map[linkKey]*Link
	docs    map[linkKey]map[text.ArticleID]bool
	members []schema.NodeID // of one statement, reused
}

// Links are the edges of a network by modality, in the order of its edges:
// the statements that the filter selects, which must be that of the network.
// With speech, as in [graph.Store.Ties], a speaker is tied with those spoken
// of. It reads the timeline and no statement.
func Links(ctx context.Context, store *graph.Store, f graph.Filter, speech bool, n *Network) ([]Link, error) {
	r := &linkReader{in: make(map[[2]schema.NodeID]bool, len(n.Edges)), links: map[linkKey]*Link{}, docs: map[linkKey]map[text.ArticleID]bool{}}
	for i := range n.Edges {
		r.in[[2]schema.NodeID{n.Edges[i].Source, n.Edges[i].Target}] = true
	}
	for e, err := range store.Entries(ctx, f) {
		if err != nil {
			return nil, err
		}
		r.add(&e, speech)
	}
	var out []Link
	for i := range n.Edges {
		for _, c := range queries.Classes() {
			if l := r.links[linkKey{n.Edges[i].Source, n.Edges[i].Target, c}]; l != nil {
				schema.SortNames(l.Relations)
				schema.SortNames(l.Types)
				slices.Sort(l.Speakers)
				l.Spells = merged(l.Spells)
				out = append(out, *l)
			}
		}
	}
	return out, nil
}

// add counts a statement for each pair of its actors.
func (r *linkReader) add(e *graph.Entry, speech bool) {
	r.members = append(r.members[:0], e.Actors...)
	acting := len(r.members)
	if speech {
		for _, s := range e.Speakers {
			if isActor(s) && !slices.Contains(r.members, s) {
				r.members = append(r.members, s)
			}
		}
	}
	for i, a := range r.members[:acting] { // two speakers are not tied by what they pass on
		for _, b := range r.members[i+1:] {
			k := linkKey{min(a, b), max(a, b), queries.ClassOf(schema.PrefixOf(e.Modality, e.Reported))}
			if r.in[[2]schema.NodeID{k.a, k.b}] {
				r.count(k, e)
			}
		}
	}
}

func (r *linkReader) count(k linkKey, e *graph.Entry) {
	l := r.links[k]
	if l == nil {
		l = &Link{Source: k.a, Target: k.b, Class: k.class}
		r.links[k] = l
		r.docs[k] = map[text.ArticleID]bool{}
	}
	l.Statements++
	r.docs[k][e.Doc] = true
	l.Documents = len(r.docs[k])
	l.Relations = schema.CountName(l.Relations, string(e.Relation))
	if e.EventType != "" {
		l.Types = schema.CountName(l.Types, string(e.EventType))
	}
	for _, s := range e.Speakers {
		if !slices.Contains(l.Speakers, s) {
			l.Speakers = append(l.Speakers, s)
		}
	}
	l.Confidence = max(l.Confidence, e.Confidence)
	if e.First == "" && e.Last == "" {
		l.Undated++
		return
	}
	if first := cmp.Or(e.First, e.Last); l.First == "" || first < l.First {
		l.First = first
	}
	l.Last = max(l.Last, cmp.Or(e.Last, e.First))
	l.Spells = append(l.Spells, Spell{e.First, e.Last})
}

// merged puts spells in order and joins those that share a day: Gephi refuses
// intervals of an edge that overlap.
func merged(list []Spell) []Spell {
	slices.SortFunc(list, func(a, b Spell) int { return cmp.Or(cmp.Compare(a.First, b.First), cmp.Compare(a.Last, b.Last)) })
	var out []Spell
	for _, s := range list {
		if n := len(out); n > 0 && (out[n-1].Last == "" || s.First == "" || s.First <= out[n-1].Last) {
			if last := &out[n-1]; last.Last != "" && (s.Last == "" || s.Last > last.Last) {
				last.Last = s.Last
			}
			continue
		}
		out = append(out, s)
	}
	return out
}

// isActor reports whether a node is an actor by its id.
func isActor(n schema.NodeID) bool { return strings.HasPrefix(string(n), "actor:") }
