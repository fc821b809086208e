package network

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries"
	"github.com/dramatis-kg/dramatis/schema"
)

// valueType is the type of a column.
type valueType string

const (
	words   valueType = "string"
	integer valueType = "integer"
	number  valueType = "double"
	day     valueType = "date" // 2025-03-13, or nothing
)

// column is an attribute of nodes or edges.
type column struct {
	name string // of the column in files
	kind valueType
}

// vertex is a node of a file.
type vertex struct {
	id, label, kind string
	values          []string
	spells          []Spell
}

// arc is an edge of a file.
type arc struct {
	id, source, target string
	label              string // for people
	predicate          string // prefix and relation, or the modality
	weight             float64
	values             []string
	spells             []Spell
}

// sheet is a network as files have it: nodes and edges with attributes.
type sheet struct {
	directed    bool
	nodes       []vertex
	nodeColumns []column
	edgeColumns []column
	edges       iter.Seq2[arc, error]
}

var nodeColumns = []column{{"kind", words}, {"country", words}, {"wikidata", words}, {"statements", integer}, {"degree", integer}}

func vertices(n *Network, actors *Actors) []vertex {
	out := make([]vertex, len(n.Nodes))
	for i, v := range n.Nodes {
		out[i] = vertex{id: string(v.ID), label: v.Name, kind: string(v.Kind)}
		country, wikidata := "", ""
		if a := actors.Get(v.ID); a != nil {
			country, wikidata = a.Country, a.Wikidata
		}
		out[i].values = []string{string(v.Kind), country, wikidata, strconv.Itoa(v.Statements), strconv.Itoa(v.Degree)}
	}
	return out
}

// linkSheet has an edge for each pair of actors and modality. Nodes have the
// spells of their edges, unless one of these has none.
func linkSheet(n *Network, links []Link, actors *Actors) *sheet {
	s := &sheet{nodes: vertices(n, actors), nodeColumns: nodeColumns, edgeColumns: []column{
		{"modality", words}, {"statements", integer}, {"relations", words}, {"types", words}, {"speakers", words},
		{"first", day}, {"last", day}, {"undated", integer}, {"documents", integer}, {"confidence", number},
	}}
	at := make(map[schema.NodeID]int, len(n.Nodes))
	for i := range n.Nodes {
		at[n.Nodes[i].ID] = i
	}
	always := make([]bool, len(n.Nodes))
	for i := range links {
		for _, id := range []schema.NodeID{links[i].Source, links[i].Target} {
			v := at[id]
			always[v] = always[v] || len(links[i].Spells) == 0
			s.nodes[v].spells = append(s.nodes[v].spells, links[i].Spells...)
		}
	}
	for i := range s.nodes {
		if s.nodes[i].spells = merged(s.nodes[i].spells); always[i] {
			s.nodes[i].spells = nil
		}
	}
	s.edges = func(yield func(arc, error) bool) {
		for i := range links {
			l := &links[i]
			var speakers []string
			for _, id := range l.Speakers {
				speakers = append(speakers, actors.Name(id))
			}
			a := arc{
				id: strconv.Itoa(i), source: string(l.Source), target: string(l.Target), label: labelOf(l.Relations), predicate: string(l.Class),
				weight: float64(l.Statements), spells: l.Spells,
				values: []string{string(l.Class), strconv.Itoa(l.Statements), joined(l.Relations), joined(l.Types), strings.Join(speakers, "; "),
					l.First, l.Last, strconv.Itoa(l.Undated), strconv.Itoa(l.Documents), confidence(l.Confidence)},
			}
			if !yield(a, nil) {
				return
			}
		}
	}
	return s
}

// joined are words in their order.
func joined(list []schema.Name) string {
	out := make([]string, len(list))
	for i, r := range list {
		out[i] = r.Text
	}
	return strings.Join(out, "; ")
}

// labelOf is the commonest relations for people: "talk, agree on".
func labelOf(relations []schema.Name) string {
	return strings.NewReplacer("; ", ", ", "_", " ").Replace(joined(relations[:min(3, len(relations))]))
}

func confidence(c float64) string { return strconv.FormatFloat(c, 'g', 3, 64) }

// statementSheet has an edge for each statement, from its subject to each
// other actor that takes part; where the subject is no actor, from the first
// that takes part.
func statementSheet(ctx context.Context, src Source, f graph.Filter, n *Network) *sheet {
	s := &sheet{directed: true, nodes: vertices(n, src.Actors), nodeColumns: nodeColumns, edgeColumns: []column{
		{"relation", words}, {"modality", words}, {"speaker", words}, {"type", words}, {"date", words}, {"basis", words}, {"first", day}, {"last", day},
		{"place", words}, {"claim", words}, {"sentence", words}, {"document", words}, {"title", words}, {"published", day}, {"url", words},
		{"statement", words}, {"confidence", number},
	}}
	in := make(map[schema.NodeID]bool, len(n.Nodes))
	for i := range n.Nodes {
		in[n.Nodes[i].ID] = true
	}
	s.edges = func(yield func(arc, error) bool) {
		for v, err := range src.Statements(ctx, f) {
			if err != nil {
				yield(arc{}, err)
				return
			}
			for _, a := range arcsOf(&v, in) {
				if !yield(a, nil) {
					return
				}
			}
		}
	}
	return s
}

// arcsOf are the edges of a statement among actors.
func arcsOf(v *Statement, in map[schema.NodeID]bool) []arc {
	var members []schema.NodeID
	for _, r := range append(append([]queries.Ref{v.Subject, v.Object}, refsOf(v.Qualifiers)...), v.Actors...) {
		if in[r.ID] && !slices.Contains(members, r.ID) {
			members = append(members, r.ID)
		}
	}
	var out []arc
	for i := 1; i < len(members); i++ {
		a := arc{
			id: string(v.Statement), source: string(members[0]), target: string(members[i]), label: v.Phrase(), predicate: string(v.Class.Prefix()) + ":" + string(v.Relation), weight: 1,
			values: []string{string(v.Relation), string(v.Class), v.Speaker().Name, string(v.Type), v.Date.EDTF(), string(v.Date.Basis), v.First, v.Last,
				v.Where().Shown(), v.Evidence.Claim(), v.Sentence, string(v.Doc.ID), v.Doc.Title, v.Doc.Published, v.Doc.URL, string(v.Statement), confidence(v.Confidence)},
		}
		if i > 1 { // a statement of three actors has two edges
			a.id = fmt.Sprintf("%s/%d", v.Statement, i)
		}
		if v.First != "" || v.Last != "" {
			a.spells = []Spell{{v.First, v.Last}}
		}
		out = append(out, a)
	}
	return out
}

func refsOf(list []queries.Argument) []queries.Ref {
	out := make([]queries.Ref, len(list))
	for i, q := range list {
		out[i] = q.Ref
	}
	return out
}
