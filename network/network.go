package network

import (
	"cmp"
	"slices"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries"
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// Counts are numbers of statements by modality.
type Counts map[queries.Class]int

// Node is an actor of a network.
type Node struct {
	ID         schema.NodeID   `json:"id"`
	Name       string          `json:"name"`
	Kind       text.EntityKind `json:"kind"`
	Statements int             `json:"statements"`
	Degree     int             `json:"degree"`
	Hop        *int            `json:"hop,omitempty"` // from the centre
}

// Edge is what joins two actors, over all modalities.
type Edge struct {
	Source    schema.NodeID `json:"source"`
	Target    schema.NodeID `json:"target"`
	Weight    int           `json:"weight"`
	Counts    Counts        `json:"counts"`
	Forward   int           `json:"forward"`
	Backward  int           `json:"backward"`
	First     string        `json:"first,omitempty"`
	Last      string        `json:"last,omitempty"`
	Relations []schema.Name `json:"relations"`
}

// Network is a part of the network of a graph. The totals count what the
// part has before its bounds on nodes and edges.
type Network struct {
	Center     []schema.NodeID `json:"center,omitempty"`
	Nodes      []Node          `json:"nodes"`
	Edges      []Edge          `json:"edges"`
	TotalNodes int             `json:"total_nodes"`
	TotalEdges int             `json:"total_edges"`
}

// Part says which part of a network is taken.
type Part struct {
	Center []schema.NodeID // actors around whom it lies; none: all of it
	Depth  int             // steps from the centre; default 1
	Nodes  int             // at most so many actors, the nearest and heaviest; 0: no bound
	Edges  int             // at most so many edges, the heaviest; 0: no bound
}

// Select takes a part of the network that ties make. An actor of the centre
// is in it even if nothing ties it.
func Select(ties *graph.Ties, actors *Actors, part Part) *Network {
	out := &Network{Center: part.Center, Nodes: []Node{}, Edges: []Edge{}}
	hops := reach(ties, part.Center, max(1, part.Depth))
	in := map[schema.NodeID]bool{}
	add := func(a graph.Tied) {
		n := Node{ID: a.ID, Name: actors.Name(a.ID), Statements: a.Statements, Degree: a.Degree}
		if x := actors.Get(a.ID); x != nil {
			n.Kind = x.Kind
		}
		if hops != nil {
			hop := hops[a.ID]
			n.Hop = &hop
		}
		in[a.ID] = true
		out.Nodes = append(out.Nodes, n)
	}
	for _, c := range part.Center {
		tied := graph.Tied{ID: c}
		if i := slices.IndexFunc(ties.Actors, func(a graph.Tied) bool { return a.ID == c }); i >= 0 {
			tied = ties.Actors[i]
		}
		if !in[c] {
			out.TotalNodes++
			add(tied)
		}
	}
	for _, a := range ranked(ties, hops) {
		if in[a.ID] {
			continue
		}
		out.TotalNodes++
		if part.Nodes == 0 || len(out.Nodes) < part.Nodes {
			add(a)
		}
	}
	for i := range ties.Ties {
		t := &ties.Ties[i]
		if hops != nil {
			_, a := hops[t.A]
			_, b := hops[t.B]
			if !a || !b {
				continue
			}
		}
		out.TotalEdges++
		if !in[t.A] || !in[t.B] || part.Edges > 0 && len(out.Edges) == part.Edges {
			continue
		}
		e := Edge{Source: t.A, Target: t.B, Weight: t.Statements, Counts: Counts{}, Forward: t.Forward, Backward: t.Backward, First: t.First, Last: t.Last, Relations: t.Relations}
		for p, n := range t.ByPrefix {
			e.Counts[queries.ClassOf(p)] += n
		}
		out.Edges = append(out.Edges, e)
	}
	return out
}

// reach is how many steps actors are from the centre, nil if there is none.
func reach(ties *graph.Ties, center []schema.NodeID, depth int) map[schema.NodeID]int {
	if len(center) == 0 {
		return nil
	}
	near := map[schema.NodeID][]schema.NodeID{}
	for i := range ties.Ties {
		t := &ties.Ties[i]
		near[t.A], near[t.B] = append(near[t.A], t.B), append(near[t.B], t.A)
	}
	hops := map[schema.NodeID]int{}
	for _, c := range center {
		hops[c] = 0
	}
	edge := center
	for hop := 1; hop <= depth && len(edge) > 0; hop++ {
		var next []schema.NodeID
		for _, a := range edge {
			for _, b := range near[a] {
				if _, seen := hops[b]; !seen {
					hops[b] = hop
					next = append(next, b)
				}
			}
		}
		edge = next
	}
	return hops
}

// ranked are the actors in the order in which they are taken: the nearer to
// the centre first, then those with most statements.
func ranked(ties *graph.Ties, hops map[schema.NodeID]int) []graph.Tied {
	if hops == nil {
		return ties.Actors
	}
	var out []graph.Tied
	for _, a := range ties.Actors {
		if _, ok := hops[a.ID]; ok {
			out = append(out, a)
		}
	}
	slices.SortStableFunc(out, func(a, b graph.Tied) int { return cmp.Compare(hops[a.ID], hops[b.ID]) })
	return out
}

// Modalities are those that count in a network for which none is asked: all
// but negated, for what did not happen connects nobody.
func Modalities() []schema.Prefix {
	var out []schema.Prefix
	for _, c := range queries.Classes() {
		if c != queries.ClassNegated {
			out = append(out, c.Prefix())
		}
	}
	return out
}
