package web

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/network"
	"github.com/dramatis-kg/dramatis/queries"
	"github.com/dramatis-kg/dramatis/schema"
)

// networkRequest says which part of the network is wanted.
type networkRequest struct {
	filter graph.Filter
	part   network.Part
	speech bool
}

// mostNodes and mostEdges bound a network.
const (
	mostNodes = 50_000
	mostEdges = 500_000
)

// networkRequest reads it.
func (s *Server) networkRequest(ctx context.Context, p *params, nodes, edges int) networkRequest {
	q := networkRequest{
		filter: s.narrowFilter(ctx, p), speech: p.bool("speech"),
		part: network.Part{Center: s.actorsNamed(ctx, p, "actor"), Depth: p.number("depth", 1, 1, 4),
			Nodes: p.number("nodes", nodes, 1, mostNodes), Edges: p.number("edges", edges, 1, mostEdges)},
	}
	if len(q.filter.Prefixes) == 0 {
		q.filter.Prefixes = network.Modalities()
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

func (s *Server) network(ctx context.Context, q networkRequest) (*network.Network, error) {
	ties, err := s.tables.network(ctx, q.filter, q.speech)
	if err != nil {
		return nil, err
	}
	table, err := s.tables.allActors(ctx)
	if err != nil {
		return nil, err
	}
	return network.Select(ties, table, q.part), nil
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
	out := pathList{From: refTo(table, ends[0]), To: refTo(table, ends[1]), Paths: []pathView{}}
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
func (s *Server) pathView(ctx context.Context, table *network.Actors, p *graph.Path, classes []queries.Class) (*pathView, error) {
	out := &pathView{Actors: []ref{}, Hops: []hopView{}}
	for _, a := range p.Actors {
		out.Actors = append(out.Actors, refTo(table, a))
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
