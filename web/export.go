package web

import (
	"bufio"
	"context"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/dramatis-kg/dramatis/queries"
	"github.com/dramatis-kg/dramatis/schema"
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
	"statements": {"ndjson", "csv", "json-ld"},
	"events":     {"ndjson", "csv"},
	"actors":     {"ndjson", "csv"},
	"documents":  {"ndjson", "csv"},
	"network":    {"ndjson", "csv", "gexf"},
}

var exportTypes = map[string]string{
	"ndjson": "application/x-ndjson; charset=utf-8", "csv": "text/csv; charset=utf-8",
	"json-ld": "application/ld+json; charset=utf-8", "gexf": "application/gexf+xml; charset=utf-8",
}

var exportEndings = map[string]string{"ndjson": ".ndjson", "csv": ".csv", "json-ld": ".jsonld", "gexf": ".gexf"}

func (s *Server) export(w http.ResponseWriter, r *http.Request) {
	p := paramsOf(r)
	what := p.choice("what", "statements", "events", "actors", "documents", "network")
	format := p.choice("format", "ndjson", "csv", "json-ld", "gexf")
	if p.fault == nil && !slices.Contains(exportFormats[what], format) {
		p.fault = &Fault{Status: http.StatusBadRequest, Code: "format", Message: what + " cannot be written as " + format,
			Remedy: "take " + strings.Join(exportFormats[what], ", ")}
	}
	write := map[string]func(context.Context, *params, *lines, string) error{
		"statements": s.exportStatements, "events": s.exportEvents, "actors": s.exportActors,
		"documents": s.exportDocuments, "network": s.exportNetwork,
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

// exportBatch is how many statements are read together.
const exportBatch = 200

// exportStatements streams statements in the order of their list.
func (s *Server) exportStatements(ctx context.Context, p *params, out *lines, format string) error {
	f := s.filter(ctx, p)
	f.Limit = p.number("limit", 0, 1, 1<<30)
	if err := p.done(); err != nil {
		return err
	}
	var writer statementWriter = &ndjsonStatements{out}
	switch format {
	case "csv":
		writer = &csvStatements{w: csv.NewWriter(out)}
	case "json-ld":
		writer = &jsonldStatements{w: out}
	}
	if err := writer.begin(); err != nil {
		return err
	}
	var batch []schema.Statement
	flush := func() error {
		views, err := s.statementViews(ctx, batch)
		batch = batch[:0]
		for i := range views {
			if err == nil {
				err = writer.statement(&views[i])
			}
		}
		return err
	}
	for st, err := range s.back.Store.Timeline(ctx, f) {
		if err != nil {
			return err
		}
		if batch = append(batch, st); len(batch) == exportBatch {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	if err := flush(); err != nil {
		return err
	}
	return writer.end()
}

// statementWriter writes statements in a format.
type statementWriter interface {
	begin() error
	statement(*statementView) error
	end() error
}

type ndjsonStatements struct{ out *lines }

func (n *ndjsonStatements) begin() error                     { return nil }
func (n *ndjsonStatements) statement(v *statementView) error { return n.out.put(v) }
func (n *ndjsonStatements) end() error                       { return nil }

type csvStatements struct{ w *csv.Writer }

func (c *csvStatements) begin() error {
	return c.w.Write([]string{"statement", "date", "first", "last", "basis", "modality", "speaker", "subject", "subject_id", "relation", "object", "object_id",
		"type", "place", "claim", "sentence", "document", "title", "outlet", "published", "url", "start", "end", "confidence", "rule"})
}

func (c *csvStatements) statement(v *statementView) error {
	number := strconv.Itoa
	return c.w.Write(spreadsheet([]string{string(v.Statement), v.Date.EDTF(), v.First, v.Last, string(v.Date.Basis), string(v.Class), v.Speaker().Name,
		v.Subject.Name, string(v.Subject.ID), string(v.Relation), v.Object.Name, string(v.Object.ID), string(v.Type), v.Place.Name, v.Evidence.Claim(), v.Sentence,
		string(v.Doc.ID), v.Doc.Title, v.Doc.Outlet, v.Doc.Published, v.Doc.URL, number(v.Span.Start), number(v.Span.End),
		strconv.FormatFloat(v.Confidence, 'g', 3, 64), v.Rule}))
}

func (c *csvStatements) end() error { c.w.Flush(); return c.w.Error() }

// spreadsheet puts an apostrophe before what a spreadsheet would take for a
// formula: the words are those of strangers.
func spreadsheet(fields []string) []string {
	for i, f := range fields {
		if f != "" && strings.ContainsRune("=+-@\t\r", rune(f[0])) {
			fields[i] = "'" + f
		}
	}
	return fields
}

// jsonldStatements writes one JSON-LD document with the statements as a
// graph.
type jsonldStatements struct {
	w    io.Writer
	some bool
}

// jsonldContext gives the terms of the file the names that they have in the
// graph (docs/data-model.md).
const jsonldContext = `{"@context":{"@vocab":"st:","id":"@id","type":"@type","subject":{"@id":"st:subject","@type":"@id"},"object":{"@id":"st:object","@type":"@id"},"document":{"@id":"st:doc","@type":"@id"},"speaker":{"@id":"st:speaker","@type":"@id"},"name":"actor:label","title":"doc:title","url":"doc:url","published":"doc:published"},"@graph":[`

func (j *jsonldStatements) begin() error {
	_, err := io.WriteString(j.w, jsonldContext)
	return err
}

func (j *jsonldStatements) statement(v *statementView) error {
	type thing map[string]any
	named := func(r queries.Ref) any {
		if r.ID == "" {
			return thing{"name": r.Name}
		}
		return thing{"id": string(r.ID), "name": r.Name}
	}
	t := thing{
		"id": string(v.Statement), "type": "Statement", "subject": named(v.Subject), "relation": string(v.Relation), "modality": string(v.Class),
		"sentence": v.Sentence, "start": v.Span.Start, "end": v.Span.End, "claim": v.Evidence.Claim(), "confidence": v.Confidence, "rule": v.Rule,
		"document": thing{"id": string(v.Doc.ID), "title": v.Doc.Title, "url": v.Doc.URL, "published": v.Doc.Published},
		"date":     v.Date.EDTF(), "basis": string(v.Date.Basis),
	}
	if !v.Object.IsZero() {
		t["object"] = named(v.Object)
	}
	if speaker := v.Speaker(); !speaker.IsZero() {
		t["speaker"] = named(speaker)
	}
	if v.Type != "" {
		t["event_type"] = string(v.Type)
	}
	b, err := json.Marshal(t) // sorts the keys
	if err != nil {
		return fmt.Errorf("web: encode: %w", err)
	}
	if j.some {
		b = append([]byte(",\n"), b...)
	}
	j.some = true
	_, err = j.w.Write(b)
	return err
}

func (j *jsonldStatements) end() error {
	_, err := io.WriteString(j.w, "]}\n")
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
		return limit > 0, w.Write(spreadsheet(append(row, strings.Join(ids, " "))))
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
	for i := range table.list[:min(limit, len(table.list))] {
		a := itemOf(&table.list[i])
		if format == "ndjson" {
			if err := out.put(a); err != nil {
				return err
			}
			continue
		}
		rows = append(rows, spreadsheet([]string{string(a.ID), a.Name, string(a.Kind), a.Country, a.Wikidata, strconv.Itoa(a.Statements), strconv.Itoa(a.Documents)}))
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
		rows = append(rows, spreadsheet([]string{string(d.ID), d.Published, d.Title, d.Outlet, d.Author, d.URL, d.Source, strconv.Itoa(d.Statements)}))
	}
	if format == "ndjson" {
		return nil
	}
	return csv.NewWriter(out).WriteAll(rows)
}

func (s *Server) exportNetwork(ctx context.Context, p *params, out *lines, format string) error {
	limit := p.number("limit", mostEdges, 1, mostEdges)
	q := s.networkRequest(ctx, p, mostNodes, mostEdges)
	q.edges = min(q.edges, limit)
	if err := p.done(); err != nil {
		return err
	}
	n, err := s.network(ctx, q)
	if err != nil {
		return err
	}
	switch format {
	case "gexf":
		return writeGEXF(out, n)
	case "ndjson":
		for _, v := range n.Nodes {
			if err := out.put(v); err != nil {
				return err
			}
		}
		for _, e := range n.Edges {
			if err := out.put(e); err != nil {
				return err
			}
		}
		return nil
	}
	names := map[schema.NodeID]string{}
	for _, v := range n.Nodes {
		names[v.ID] = v.Name
	}
	rows := [][]string{{"source", "target", "source_name", "target_name", "weight", "asserted", "reported", "planned", "hypothetical", "negated", "first", "last", "relations"}}
	for _, e := range n.Edges {
		row := []string{string(e.Source), string(e.Target), names[e.Source], names[e.Target], strconv.Itoa(e.Weight)}
		for _, c := range queries.Classes() {
			row = append(row, strconv.Itoa(e.Counts[c]))
		}
		rows = append(rows, spreadsheet(append(row, e.First, e.Last, relationWords(e.Relations))))
	}
	return csv.NewWriter(out).WriteAll(rows)
}

func relationWords(list []schema.Name) string {
	words := make([]string, len(list))
	for i, r := range list {
		words[i] = r.Text
	}
	return strings.Join(words, " ")
}

// writeGEXF writes a network for Gephi (GEXF 1.3): one edge for each pair of
// actors and modality, so that planned and denied ties can be told apart
// there too.
func writeGEXF(w io.Writer, n *networkView) error {
	b := bufio.NewWriter(w)
	attribute := func(v string) string {
		var s strings.Builder
		_ = xml.EscapeText(&s, []byte(v)) // a Builder does not fail
		return s.String()
	}
	fmt.Fprint(b, `<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3">
<graph defaultedgetype="undirected">
<attributes class="node"><attribute id="kind" title="kind" type="string"/><attribute id="statements" title="statements" type="integer"/></attributes>
<attributes class="edge"><attribute id="modality" title="modality" type="string"/><attribute id="first" title="first day" type="string"/><attribute id="last" title="last day" type="string"/><attribute id="relations" title="relations" type="string"/></attributes>
<nodes>
`)
	for _, v := range n.Nodes {
		fmt.Fprintf(b, "<node id=\"%s\" label=\"%s\"><attvalues><attvalue for=\"kind\" value=\"%s\"/><attvalue for=\"statements\" value=\"%d\"/></attvalues></node>\n",
			attribute(string(v.ID)), attribute(v.Name), attribute(string(v.Kind)), v.Statements)
	}
	fmt.Fprint(b, "</nodes>\n<edges>\n")
	id := 0
	for _, e := range n.Edges {
		for _, c := range queries.Classes() {
			if e.Counts[c] == 0 {
				continue
			}
			fmt.Fprintf(b, "<edge id=\"%d\" source=\"%s\" target=\"%s\" weight=\"%d\" kind=\"%s\"><attvalues><attvalue for=\"modality\" value=\"%s\"/><attvalue for=\"first\" value=\"%s\"/><attvalue for=\"last\" value=\"%s\"/><attvalue for=\"relations\" value=\"%s\"/></attvalues></edge>\n",
				id, attribute(string(e.Source)), attribute(string(e.Target)), e.Counts[c], c, c, e.First, e.Last, attribute(relationWords(e.Relations)))
			id++
		}
	}
	fmt.Fprint(b, "</edges>\n</graph>\n</gexf>\n")
	return b.Flush() // keeps the first failure of all
}
