package queries

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/schema"
)

// primitiveFunc answers what no query language of the store can say. It gets
// the bound parameters and returns results like those of a language, to which
// the runner adds statements, names, order and limits.
type primitiveFunc func(ctx context.Context, g Graph, b *binding) (results []Result, notes []string, err error)

var primitives = map[string]primitiveFunc{
	"actors":      listActors,
	pathPrimitive: pathBetween,
}

// pathPrimitive is the primitive whose results rest on statements.
const pathPrimitive = "path"

// Primitives lists the functions that a .yaml query file can name:
//
//	actors every actor, of the kind that the parameter kind names if there is
//	       one: results have the tags id, kind, names, documents, statements
//	path   the shortest chain of actors between the parameters from-actor and
//	       to-actor, of at most max-hops steps, with every statement behind a
//	       step: results have the tags step, a, b and st
func Primitives() []string { return slices.Sorted(maps.Keys(primitives)) }

// defaultHops bounds a path's length if the query has no max-hops.
const defaultHops = 4

func pathBetween(ctx context.Context, g Graph, b *binding) ([]Result, []string, error) {
	from, _ := b.args["from-actor"].(string)
	to, _ := b.args["to-actor"].(string)
	hops := defaultHops
	if n, ok := b.args["max-hops"].(float64); ok && n > 0 {
		hops = int(n)
	}
	if from == to {
		return nil, []string{"both ends are the same actor"}, nil
	}
	steps, err := g.Path(ctx, node(from), node(to), hops, b.classes, b.least)
	if err != nil {
		return nil, nil, fmt.Errorf("queries: path: %w", err)
	}
	if len(steps) == 0 {
		return nil, []string{fmt.Sprintf("no connection in %d steps or fewer", hops)}, nil
	}
	var out []Result
	for i, s := range steps {
		for _, id := range s.Statements {
			out = append(out, Result{"step": float64(i + 1), "a": iri(s.From), "b": iri(s.To), statementTag: "<" + string(id) + ">"})
		}
	}
	return out, nil, nil
}

// listActors reads all actors, whatever their number, where a query language
// would stop at its limit of results.
func listActors(ctx context.Context, g Graph, b *binding) ([]Result, []string, error) {
	kind, _ := b.args["kind"].(string)
	var out []Result
	for a, err := range g.Actors(ctx) {
		if err != nil {
			return nil, nil, fmt.Errorf("queries: actors: %w", err)
		}
		if kind != "" && !strings.EqualFold(kind, string(a.Kind)) {
			continue
		}
		names := make([]any, len(a.Names))
		for i, n := range a.Names {
			names[i] = n.Text
		}
		out = append(out, Result{"id": iri(a.ID), "kind": string(a.Kind), "names": names,
			"documents": float64(a.Documents), "statements": float64(a.Statements)})
	}
	return out, nil, nil
}

func node(iri string) schema.NodeID { return schema.NodeID(strings.Trim(iri, "<>")) }
