package web

import (
	"bufio"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/dramatis-kg/dramatis/network"
	"github.com/dramatis-kg/dramatis/queries"
)

// A lines streams objects, one a line. A failure after the first byte cuts
// the connection, so that half an answer does not look like a whole one.
type lines struct {
	w       http.ResponseWriter
	buffer  *bufio.Writer
	started bool
	kind    string
	file    string // name to save it under, "" for none
}

func newLines(w http.ResponseWriter, kind, file string) *lines {
	return &lines{w: w, buffer: bufio.NewWriterSize(w, 32<<10), kind: kind, file: file}
}

func (l *lines) start() {
	if l.started {
		return
	}
	l.started = true
	l.w.Header().Set("Content-Type", l.kind)
	if l.w.Header().Get("ETag") == "" {
		l.w.Header().Set("Cache-Control", "no-store")
	}
	if l.file != "" {
		l.w.Header().Set("Content-Disposition", `attachment; filename="`+l.file+`"`)
	}
}

// Write sends bytes of the answer.
func (l *lines) Write(b []byte) (int, error) {
	l.start()
	return l.buffer.Write(b)
}

func (l *lines) put(v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("web: encode: %w", err)
	}
	_, err = l.Write(append(b, '\n'))
	return err
}

func (l *lines) end() {
	l.start()
	_ = l.buffer.Flush() // the client may have gone
}

func (l *lines) fail(err error) {
	if !l.started {
		writeFault(l.w, faultOf(err))
		return
	}
	panic(http.ErrAbortHandler)
}

// formats of what can be exported.
var exportFormats = map[string][]string{
	"statements": {"ndjson", "csv", "json-ld", "gexf", "graphml", "neo4j"},
	"events":     {"ndjson", "csv"},
	"actors":     {"ndjson", "csv"},
	"documents":  {"ndjson", "csv"},
	"network":    {"ndjson", "csv", "gexf", "graphml", "neo4j"},
	"graph":      {"nquads"},
}

var exportTypes = map[string]string{
	"ndjson": "application/x-ndjson; charset=utf-8", "csv": "text/csv; charset=utf-8", "neo4j": "text/csv; charset=utf-8",
	"json-ld": "application/ld+json; charset=utf-8", "gexf": "application/gexf+xml; charset=utf-8", "graphml": "application/graphml+xml; charset=utf-8",
	"nquads": "application/n-quads; charset=utf-8",
}

var exportEndings = map[string]string{"ndjson": ".ndjson", "csv": ".csv", "neo4j": ".csv", "json-ld": ".jsonld", "gexf": ".gexf", "graphml": ".graphml", "nquads": ".nq"}

func (s *Server) export(w http.ResponseWriter, r *http.Request) {
	p := paramsOf(r)
	what := p.choice("what", "statements", "events", "actors", "documents", "network", "graph")
	format := p.choice("format", "ndjson", "csv", "json-ld", "gexf", "graphml", "neo4j", "nquads")
	if p.fault == nil && !slices.Contains(exportFormats[what], format) {
		p.fault = &Fault{Status: http.StatusBadRequest, Code: "format", Message: what + " cannot be written as " + format,
			Remedy: "take " + strings.Join(exportFormats[what], ", ")}
	}
	write := map[string]func(context.Context, *params, *lines, string) error{
		"statements": s.exportStatements, "events": s.exportEvents, "actors": s.exportActors,
		"documents": s.exportDocuments, "network": s.exportNetwork, "graph": s.exportGraph,
	}
	out := newLines(w, exportTypes[format], "dramatis-"+what+exportEndings[format])
	if p.fault != nil {
		out.fail(p.fault)
		return
	}
	if err := write[what](r.Context(), p, out, format); err != nil {
		out.fail(err)
		return
	}
	out.end()
}

// exportStatements streams statements in the order of their list, or as edges
// of a network.
func (s *Server) exportStatements(ctx context.Context, p *params, out *lines, format string) error {
	q := network.Request{What: network.Statements, Format: network.Format(format)}
	name := ""
	switch format {
	case "gexf", "graphml", "neo4j":
		r := s.networkRequest(ctx, p, mostNodes, mostEdges)
		q.Filter, q.Part, name = r.filter, r.part, partName(p, q)
	default:
		q.Filter = s.filter(ctx, p)
		q.Filter.Limit = p.number("limit", 0, 1, 1<<30)
	}
	return s.write(ctx, p, out, q, name)
}

// partName is which of several files is asked for: the edges, or the nodes.
func partName(p *params, q network.Request) string {
	if names := network.Names(q.What, q.Format); len(names) > 1 {
		return p.choice("part", "edges", "nodes") + ".csv"
	}
	return ""
}

// write writes a part of a file, if all parameters were right.
func (s *Server) write(ctx context.Context, p *params, out *lines, q network.Request, name string) error {
	if err := p.done(); err != nil {
		return err
	}
	src, err := s.source(ctx)
	if err != nil {
		return err
	}
	_, err = network.Write(ctx, out, src, q, name)
	return err
}

func (s *Server) exportEvents(ctx context.Context, p *params, out *lines, format string) error {
	f := s.eventFilter(ctx, p)
	limit := p.number("limit", 1<<30, 1, 1<<30)
	if err := p.done(); err != nil {
		return err
	}
	w := csv.NewWriter(out)
	if format == "csv" {
		if err := w.Write([]string{"event", "type", "date", "first", "last", "actors", "place", "asserted", "reported", "planned", "hypothetical", "negated", "statements"}); err != nil {
			return err
		}
	}
	err := s.eachEvent(ctx, &f, "", func(h *happening) (bool, error) {
		limit--
		if format == "ndjson" {
			return limit > 0, out.put(h)
		}
		row := []string{string(h.ID), string(h.Type), h.Date.EDTF(), h.First, h.Last, joined(h.Actors), ""}
		if h.Place != nil {
			row[6] = h.Place.Name
		}
		for _, c := range queries.Classes() {
			row = append(row, strconv.Itoa(h.Counts[c]))
		}
		ids := make([]string, len(h.Statements))
		for i, id := range h.Statements {
			ids[i] = string(id)
		}
		return limit > 0, w.Write(network.Spreadsheet(append(row, strings.Join(ids, " "))))
	})
	w.Flush()
	if err == nil {
		err = w.Error()
	}
	return err
}

func joined(refs []ref) string {
	names := make([]string, len(refs))
	for i, r := range refs {
		names[i] = r.Name
	}
	return strings.Join(names, "; ")
}

func (s *Server) exportActors(ctx context.Context, p *params, out *lines, format string) error {
	limit := p.number("limit", 1<<30, 1, 1<<30)
	if err := p.done(); err != nil {
		return err
	}
	table, err := s.tables.allActors(ctx)
	if err != nil {
		return err
	}
	rows := [][]string{{"actor", "name", "kind", "country", "wikidata", "statements", "documents"}}
	for i := range table.List[:min(limit, len(table.List))] {
		a := itemOf(&table.List[i])
		if format == "ndjson" {
			if err := out.put(a); err != nil {
				return err
			}
			continue
		}
		rows = append(rows, network.Spreadsheet([]string{string(a.ID), a.Name, string(a.Kind), a.Country, a.Wikidata, strconv.Itoa(a.Statements), strconv.Itoa(a.Documents)}))
	}
	if format == "ndjson" {
		return nil
	}
	return csv.NewWriter(out).WriteAll(rows)
}

func (s *Server) exportDocuments(ctx context.Context, p *params, out *lines, format string) error {
	limit, from, to := p.number("limit", 1<<30, 1, 1<<30), p.day("from", false), p.day("to", true)
	if err := p.done(); err != nil {
		return err
	}
	items, err := s.documentItems(ctx, "", from, to)
	if err != nil {
		return err
	}
	rows := [][]string{{"document", "published", "title", "outlet", "author", "url", "source", "statements"}}
	for _, d := range items[:min(limit, len(items))] {
		if format == "ndjson" {
			if err := out.put(d); err != nil {
				return err
			}
			continue
		}
		rows = append(rows, network.Spreadsheet([]string{string(d.ID), d.Published, d.Title, d.Outlet, d.Author, d.URL, d.Source, strconv.Itoa(d.Statements)}))
	}
	if format == "ndjson" {
		return nil
	}
	return csv.NewWriter(out).WriteAll(rows)
}

// exportGraph writes the graph itself, whole.
func (s *Server) exportGraph(ctx context.Context, p *params, out *lines, format string) error {
	return s.write(ctx, p, out, network.Request{What: network.Quads, Format: network.Format(format)}, "")
}

// exportNetwork writes a network; of two files the one that is asked for.
func (s *Server) exportNetwork(ctx context.Context, p *params, out *lines, format string) error {
	limit := p.number("limit", mostEdges, 1, mostEdges)
	r := s.networkRequest(ctx, p, mostNodes, mostEdges)
	r.part.Edges = min(r.part.Edges, limit)
	q := network.Request{What: network.Ties, Format: network.Format(format), Filter: r.filter, Part: r.part, Speech: r.speech}
	return s.write(ctx, p, out, q, partName(p, q))
}
