package web

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries"
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

type node struct {
	ID         schema.NodeID   `json:"id"`
	Name       string          `json:"name"`
	Kind       text.EntityKind `json:"kind"`
	Statements int             `json:"statements"`
	Degree     int             `json:"degree"`
	Hop        *int            `json:"hop,omitempty"`
}

type edge struct {
	Source    schema.NodeID `json:"source"`
	Target    schema.NodeID `json:"target"`
	Weight    int           `json:"weight"`
	Counts    counts        `json:"counts"`
	Forward   int           `json:"forward"`
	Backward  int           `json:"backward"`
	First     string        `json:"first,omitempty"`
	Last      string        `json:"last,omitempty"`
	Relations []schema.Name `json:"relations"`
}

type networkView struct {
	Center     []schema.NodeID `json:"center,omitempty"`
	Nodes      []node          `json:"nodes"`
	Edges      []edge          `json:"edges"`
	TotalNodes int             `json:"total_nodes"`
	TotalEdges int             `json:"total_edges"`
}

// networkRequest says which part of the network is wanted.
type networkRequest struct {
	filter       graph.Filter
	center       []schema.NodeID
	depth        int
	nodes, edges int
	speech       bool
}

// mostNodes and mostEdges bound a network.
const (
	mostNodes = 50_000
	mostEdges = 500_000
)

// networkRequest reads it. Without a modality all but negated statements
// count: what did not happen connects nobody.
func (s *Server) networkRequest(ctx context.Context, p *params, nodes, edges int) networkRequest {
	q := networkRequest{
		filter: s.narrowFilter(ctx, p), center: s.actorsNamed(ctx, p, "actor"), depth: p.number("depth", 1, 1, 4),
		nodes: p.number("nodes", nodes, 1, mostNodes), edges: p.number("edges", edges, 1, mostEdges), speech: p.bool("speech"),
	}
	if len(q.filter.Prefixes) == 0 {
		q.filter.Prefixes = prefixesOf(slices.DeleteFunc(queries.Classes(), func(c queries.Class) bool { return c == queries.ClassNegated }))
	}
	return q
}

func (s *Server) showNetwork(r *http.Request) (any, error) {
	p := paramsOf(r)
	q := s.networkRequest(r.Context(), p, 300, 3000)
	if err := p.done(); err != nil {
		return nil, err
	}
	return s.network(r.Context(), q)
}

func (s *Server) network(ctx context.Context, q networkRequest) (*networkView, error) {
	ties, err := s.tables.network(ctx, q.filter, q.speech)
	if err != nil {
		return nil, err
	}
	table, err := s.tables.allActors(ctx)
	if err != nil {
		return nil, err
	}
	out := &networkView{Center: q.center, Nodes: []node{}, Edges: []edge{}}
	hops := reach(ties, q.center, q.depth)
	in := make(map[schema.NodeID]bool, min(q.nodes, len(ties.Actors)))
	add := func(a graph.Tied) {
		n := node{ID: a.ID, Name: table.ref(a.ID).Name, Statements: a.Statements, Degree: a.Degree}
		if x := table.byID[a.ID]; x != nil {
			n.Kind = x.Kind
		}
		if hops != nil {
			hop := hops[a.ID]
			n.Hop = &hop
		}
		in[a.ID] = true
		out.Nodes = append(out.Nodes, n)
	}
	for _, c := range q.center { // it is there, even if nothing ties it
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
		if len(out.Nodes) < q.nodes {
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
		if !in[t.A] || !in[t.B] || len(out.Edges) == q.edges {
			continue
		}
		e := edge{Source: t.A, Target: t.B, Weight: t.Statements, Counts: counts{}, Forward: t.Forward, Backward: t.Backward, First: t.First, Last: t.Last, Relations: t.Relations}
		for p, n := range t.ByPrefix {
			e.Counts[queries.ClassOf(p)] += n
		}
		out.Edges = append(out.Edges, e)
	}
	return out, nil
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

// ranked are the actors in the order in which they are shown: the nearer to
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

type hopView struct {
	From       schema.NodeID   `json:"from"`
	To         schema.NodeID   `json:"to"`
	Statements int             `json:"statements"`
	Evidence   []statementView `json:"evidence"`
}

type pathView struct {
	Actors []ref     `json:"actors"`
	Hops   []hopView `json:"hops"`
}

type pathList struct {
	From  ref        `json:"from"`
	To    ref        `json:"to"`
	Paths []pathView `json:"paths"`
}

func (s *Server) showPaths(r *http.Request) (any, error) {
	ctx, p := r.Context(), paramsOf(r)
	o := graph.PathOptions{
		MaxHops: p.number("max-hops", 4, 1, 6), Paths: p.number("paths", 3, 1, 20), Avoid: s.actorsNamed(ctx, p, "avoid"),
		From: p.day("from", false), To: p.day("to", true), Evidence: 20,
	}
	classes := p.classes()
	for _, c := range classes {
		m := map[queries.Class]schema.Modality{queries.ClassPlanned: schema.Planned, queries.ClassHypothetical: schema.Hypothetical, queries.ClassNegated: schema.Negated}[c]
		if m = cmp.Or(m, schema.Asserted); !slices.Contains(o.Modalities, m) {
			o.Modalities = append(o.Modalities, m)
		}
	}
	o.AssertedOnly = len(classes) == 1 && classes[0] == queries.ClassAsserted
	ends := [2]schema.NodeID{}
	for i, name := range []string{"from-actor", "to-actor"} {
		found := s.actorsNamed(ctx, p, name)
		if len(found) == 0 {
			if p.fault == nil {
				p.fault = &Fault{Status: http.StatusBadRequest, Code: "missing", Message: name + " is missing", Remedy: "give " + name + "=NAME"}
			}
			continue
		}
		ends[i] = found[0]
	}
	if err := p.done(); err != nil {
		return nil, err
	}
	table, err := s.tables.allActors(ctx)
	if err != nil {
		return nil, err
	}
	out := pathList{From: table.ref(ends[0]), To: table.ref(ends[1]), Paths: []pathView{}}
	paths, err := s.back.Store.Path(ctx, ends[0], ends[1], o)
	if errors.Is(err, graph.ErrNoPath) {
		return out, nil
	} else if err != nil {
		return nil, err
	}
	for i := range paths {
		v, err := s.pathView(ctx, table, &paths[i], classes)
		if err != nil {
			return nil, err
		}
		if v != nil {
			out.Paths = append(out.Paths, *v)
		}
	}
	return out, nil
}

// pathEvidence is how many statements are shown for a step.
const pathEvidence = 3

// pathView is a path with the evidence of the classes asked for, nil if a
// step has none.
func (s *Server) pathView(ctx context.Context, table *actorTable, p *graph.Path, classes []queries.Class) (*pathView, error) {
	out := &pathView{Actors: []ref{}, Hops: []hopView{}}
	for _, a := range p.Actors {
		out.Actors = append(out.Actors, table.ref(a))
	}
	for _, h := range p.Hops {
		list := slices.DeleteFunc(slices.Clone(h.Evidence), func(st schema.Statement) bool {
			return len(classes) > 0 && !slices.Contains(classes, queries.ClassOf(st.Prefix()))
		})
		if len(list) == 0 {
			return nil, nil
		}
		views, err := s.statementViews(ctx, list[:min(pathEvidence, len(list))])
		if err != nil {
			return nil, err
		}
		out.Hops = append(out.Hops, hopView{h.From, h.To, h.Statements, views})
	}
	return out, nil
}

// topicWords are the words in a topic's id.
func topicWords(id schema.NodeID) string {
	return strings.ReplaceAll(strings.TrimPrefix(string(id), "topic:"), "-", " ")
}
