package network

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/graph"
)

// Format is a form of a file.
type Format string

// The formats.
const (
	GEXF    Format = "gexf"    // Gephi: a dynamic network
	GraphML Format = "graphml" // yEd, Cytoscape, igraph, networkx
	CSV     Format = "csv"     // spreadsheets, R, pandas; a network is two files
	Neo4j   Format = "neo4j"   // two files of CSV with the headings of neo4j-admin
	JSONLD  Format = "json-ld"
	NQuads  Format = "nquads"
	NDJSON  Format = "ndjson" // one JSON object a line
)

// What is what a file holds.
type What string

// The contents.
const (
	Ties       What = "network"    // an edge for each pair of actors and modality
	Statements What = "statements" // each statement; in formats of networks an edge for each
	Quads      What = "graph"      // the graph itself, whole
)

// Formats are the formats of each content, the usual one first.
func Formats(w What) []Format {
	switch w {
	case Ties:
		return []Format{GEXF, GraphML, CSV, Neo4j, NDJSON}
	case Statements:
		return []Format{NDJSON, CSV, JSONLD, GEXF, GraphML, Neo4j}
	case Quads:
		return []Format{NQuads}
	}
	return nil
}

// Usual is the content of a format for which none is asked.
func Usual(f Format) What {
	for _, w := range []What{Ties, Statements, Quads} {
		if list := Formats(w); f != NDJSON && f != CSV && slices.Contains(list, f) {
			return w
		}
	}
	return Statements
}

// Names are the names of a file's parts: of one file the empty name alone.
func Names(w What, f Format) []string {
	if f == Neo4j || f == CSV && w == Ties {
		return []string{"nodes.csv", "edges.csv"}
	}
	return []string{""}
}

// Request says what is to be written.
type Request struct {
	What   What
	Format Format
	// Filter selects statements. For a network it names no actors of the
	// centre: they are in Part.
	Filter graph.Filter
	Part   Part // which part of the network; for edges only
	Speech bool // ties speakers with those spoken of; for Ties only
}

// Validate reports all faults.
func (r Request) Validate() error {
	var errs []error
	if list := Formats(r.What); list == nil {
		errs = append(errs, fmt.Errorf("network: unknown content %q: want network, statements or graph", r.What))
	} else if all := []Format{GEXF, GraphML, CSV, Neo4j, JSONLD, NQuads, NDJSON}; !slices.Contains(all, r.Format) {
		errs = append(errs, fmt.Errorf("network: unknown format %q: want gexf, graphml, csv, neo4j, json-ld, nquads or ndjson", r.Format))
	} else if !slices.Contains(list, r.Format) {
		var words []string
		for _, f := range list {
			words = append(words, string(f))
		}
		errs = append(errs, fmt.Errorf("network: %s cannot be written as %q: want %s", r.What, r.Format, strings.Join(words, ", ")))
	}
	if r.Part.Depth < 0 || r.Part.Nodes < 0 || r.Part.Edges < 0 {
		errs = append(errs, errors.New("network: depth and bounds of a network are not negative"))
	}
	return errors.Join(append(errs, r.Filter.Validate())...)
}

// Tally is how much a file holds.
type Tally struct{ Nodes, Edges, Statements int }

// Write writes one part of a file: name is one of [Names]. A failure leaves
// what was written before it. The tally of a graph in N-Quads is empty.
func Write(ctx context.Context, w io.Writer, src Source, r Request, name string) (Tally, error) {
	var t Tally
	if err := r.Validate(); err != nil {
		return t, err
	}
	return t, r.write(ctx, w, src, name, &t)
}

func (r Request) write(ctx context.Context, w io.Writer, src Source, name string, t *Tally) error {
	if r.What == Quads {
		return src.Store.WriteNQuads(ctx, w)
	}
	if r.What == Statements && (r.Format == NDJSON || r.Format == CSV || r.Format == JSONLD) {
		b := bufio.NewWriter(w)
		if err := writeStatements(b, tallied(src.Statements(ctx, r.Filter), &t.Statements), r.Format); err != nil {
			return err
		}
		return b.Flush()
	}
	ties, err := src.Store.Ties(ctx, r.Filter, r.Speech)
	if err != nil {
		return err
	}
	n := Select(ties, src.Actors, r.Part)
	t.Nodes = len(n.Nodes)
	if r.Format == NDJSON {
		t.Edges = len(n.Edges)
		return writeLines(w, n)
	}
	s := statementSheet(ctx, src, r.Filter, n)
	if r.What == Ties {
		links, err := Links(ctx, src.Store, r.Filter, r.Speech, n)
		if err != nil {
			return err
		}
		s = linkSheet(n, links, src.Actors)
	}
	s.edges = tallied(s.edges, &t.Edges)
	return s.write(w, r.Format, name)
}

// tallied counts what passes.
func tallied[T any](list iter.Seq2[T, error], n *int) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for x, err := range list {
			if err == nil {
				*n++
			}
			if !yield(x, err) {
				return
			}
		}
	}
}

func (s *sheet) write(w io.Writer, f Format, name string) error {
	nodes := name == "nodes.csv"
	switch {
	case f == GEXF:
		return writeGEXF(w, s)
	case f == GraphML:
		return writeGraphML(w, s)
	case f == Neo4j && nodes:
		return writeNeo4jNodes(w, s)
	case f == Neo4j:
		return writeNeo4jEdges(w, s)
	case nodes:
		return writeNodes(w, s)
	}
	return writeEdges(w, s)
}

// writeLines writes nodes, then edges, one JSON object a line.
func writeLines(w io.Writer, n *Network) error {
	b := bufio.NewWriter(w)
	for i := range n.Nodes {
		if err := putLine(b, n.Nodes[i]); err != nil {
			return err
		}
	}
	for i := range n.Edges {
		if err := putLine(b, n.Edges[i]); err != nil {
			return err
		}
	}
	return b.Flush()
}
