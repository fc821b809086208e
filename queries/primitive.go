package queries

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/schema"
)

// PrimitiveFunc answers what no query language of the store can say. It gets
// the bound parameters and returns results like those of a language, to
// which the runner adds statements, names, order and limits.
type primitiveFunc func(ctx context.Context, g Graph, b *binding, opt Options) (results []Result, notes []string, err error)

var primitives = map[string]primitiveFunc{
	"path": pathBetween,
}

// Primitives lists the functions that a .yaml query file can name.
func Primitives() []string { return sortedKeys(primitives) }

// defaultHops bounds a path's length if the query has no max-hops.
const defaultHops = 4

// maxFrontier bounds the actors that one step of the search sets out from.
const maxFrontier = 2000

// hop is one statement that joins two actors.
type hop struct {
	to   string // IRI
	st   string // IRI
	rank int    // of its class
}

// pathBetween finds the shortest chain of actors from one to another in
// which neighbours take part in the same statement, and returns every
// statement behind each of its steps. Among chains of the same length it
// takes the one whose weakest step is the strongest, then the first by ids.
//
// Cayley's languages have no shortest paths; breadth-first search over one
// Gizmo query a step costs one query for each hop.
func pathBetween(ctx context.Context, g Graph, b *binding, opt Options) ([]Result, []string, error) {
	from, _ := b.args["from-actor"].(string)
	to, _ := b.args["to-actor"].(string)
	hops := defaultHops
	if n, ok := b.args["max-hops"].(float64); ok && n > 0 {
		hops = int(n)
	}
	if from == to {
		return nil, []string{"both ends are the same actor"}, nil
	}
	cost := map[string]int{from: 0} // rank of the weakest step on the best chain so far
	back := map[string]string{}     // actor → the one before it on the best chain
	steps := map[[2]string][]hop{}
	frontier := []string{from}
	var notes []string
	for depth := 0; depth < hops && len(frontier) > 0; depth++ {
		if len(frontier) > maxFrontier {
			notes = append(notes, fmt.Sprintf("the search was cut to %d of %d actors at step %d", maxFrontier, len(frontier), depth+1))
			frontier = frontier[:maxFrontier]
		}
		edges, more, err := neighbours(ctx, g, b, frontier, opt.MaxResults)
		if err != nil {
			return nil, nil, err
		}
		if more {
			notes = append(notes, fmt.Sprintf("step %d has more than %d statements; only these were searched", depth+1, opt.MaxResults))
		}
		reached := map[string]int{}
		for _, a := range frontier {
			best := map[string]int{}
			for _, h := range edges[a] {
				steps[[2]string{a, h.to}] = append(steps[[2]string{a, h.to}], h)
				if r, ok := best[h.to]; !ok || h.rank < r {
					best[h.to] = h.rank
				}
			}
			for _, n := range sortedKeys(best) {
				if _, old := cost[n]; old {
					continue
				}
				weakest := max(cost[a], best[n])
				if r, ok := reached[n]; !ok || weakest < r {
					reached[n], back[n] = weakest, a
				}
			}
		}
		frontier = sortedKeys(reached)
		for n, r := range reached {
			cost[n] = r
		}
		if _, ok := reached[to]; ok {
			return chain(from, to, back, steps), notes, nil
		}
	}
	return nil, append(notes, fmt.Sprintf("no connection in %d steps or fewer", hops)), nil
}

// neighbours reads the statements that join the actors of a frontier to
// others, of the allowed classes only.
func neighbours(ctx context.Context, g Graph, b *binding, frontier []string, limit int) (map[string][]hop, bool, error) {
	list, err := json.Marshal(frontier)
	if err != nil {
		return nil, false, fmt.Errorf("queries: path: %w", err)
	}
	text := `g.V.apply(g, ` + string(list) + `).tag("a").in("<st:actor>").tag("st").save("<st:predicate>", "p").out("<st:actor>").tag("b").all()`
	results, more, err := g.Run(ctx, Gizmo, text, limit)
	if err != nil {
		return nil, false, fmt.Errorf("queries: path: %w", err)
	}
	out := map[string][]hop{}
	for _, r := range results {
		a, _ := r["a"].(string)
		n, _ := r["b"].(string)
		st, _ := r["st"].(string)
		p, _ := r["p"].(string)
		prefix, _, _ := strings.Cut(p, ":")
		class := ClassOf(schema.Prefix(prefix))
		if a == n || !b.allows(class) || !strings.HasPrefix(n, "<actor:") {
			continue
		}
		h := hop{to: n, st: st, rank: classRank(class)}
		if !slices.Contains(out[a], h) {
			out[a] = append(out[a], h)
		}
	}
	return out, more, nil
}

// chain walks back from the end and lists the statements of each step.
func chain(from, to string, back map[string]string, steps map[[2]string][]hop) []Result {
	var actors []string
	for n := to; n != from; n = back[n] {
		actors = append(actors, n)
	}
	actors = append(actors, from)
	slices.Reverse(actors)
	var out []Result
	for i := 1; i < len(actors); i++ {
		for _, h := range steps[[2]string{actors[i-1], actors[i]}] {
			out = append(out, Result{"step": float64(i), "a": actors[i-1], "b": actors[i], statementTag: h.st})
		}
	}
	return out
}
