package network

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"strconv"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries"
	"github.com/dramatis-kg/dramatis/schema"
)

// Statement is a statement with all that is needed to judge, draw and cite
// it.
type Statement struct {
	queries.Evidence
	First     string `json:"first,omitempty"`
	Last      string `json:"last,omitempty"`
	Claim     string `json:"claim,omitempty"`
	Confirmed bool   `json:"confirmed,omitempty"`
}

// Source is what files are made from.
type Source struct {
	Store  *graph.Store
	Graph  queries.Graph // of the store
	Actors *Actors       // of the store
}

// Open makes a source of a store.
func Open(ctx context.Context, store *graph.Store) (Source, error) {
	actors, err := ReadActors(ctx, store)
	return Source{store, queries.FromStore(store), actors}, err
}

// batch is how many statements are read together.
const batch = 200

// Statements lists the statements that a filter selects, by date.
func (s Source) Statements(ctx context.Context, f graph.Filter) iter.Seq2[Statement, error] {
	return func(yield func(Statement, error) bool) {
		var list []schema.Statement
		flush := func() bool {
			views, err := s.Views(ctx, list)
			list = list[:0]
			if err != nil {
				yield(Statement{}, err)
				return false
			}
			for i := range views {
				if !yield(views[i], nil) {
					return false
				}
			}
			return true
		}
		for st, err := range s.Store.Timeline(ctx, f) {
			if err != nil {
				yield(Statement{}, err)
				return
			}
			if list = append(list, st); len(list) == batch && !flush() {
				return
			}
		}
		flush()
	}
}

// Views reads what belongs to statements: names, sentences, documents. One
// whose document was replaced since it was listed is left out.
func (s Source) Views(ctx context.Context, list []schema.Statement) ([]Statement, error) {
	ids := make([]schema.StatementID, len(list))
	for i := range list {
		ids[i] = list[i].ID
	}
	found, err := s.Graph.Evidence(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := make([]Statement, 0, len(list))
	for i := range list {
		e, ok := found[list[i].ID]
		if !ok {
			continue
		}
		first, last := list[i].Date.Bounds()
		out = append(out, Statement{Evidence: e, First: first, Last: last, Claim: e.Claim(), Confirmed: list[i].Confirmed})
	}
	return out, nil
}

// writeStatements writes statements as lines of JSON, CSV or JSON-LD.
func writeStatements(w io.Writer, list iter.Seq2[Statement, error], format Format) error {
	writer := statementWriter(&jsonStatements{w})
	switch format {
	case CSV:
		writer = &csvStatements{csv.NewWriter(w)}
	case JSONLD:
		writer = &jsonldStatements{w: w}
	}
	if err := writer.begin(); err != nil {
		return err
	}
	for v, err := range list {
		if err != nil {
			return err
		}
		if err := writer.statement(&v); err != nil {
			return err
		}
	}
	return writer.end()
}

// statementWriter writes statements in a format.
type statementWriter interface {
	begin() error
	statement(*Statement) error
	end() error
}

type jsonStatements struct{ w io.Writer }

func (j *jsonStatements) begin() error                 { return nil }
func (j *jsonStatements) statement(v *Statement) error { return putLine(j.w, v) }
func (j *jsonStatements) end() error                   { return nil }

func putLine(w io.Writer, v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("network: encode: %w", err)
	}
	_, err = w.Write(append(b, '\n'))
	return err
}

type csvStatements struct{ w *csv.Writer }

func (c *csvStatements) begin() error {
	return c.w.Write([]string{"statement", "date", "first", "last", "basis", "modality", "speaker", "subject", "subject_id", "relation", "object", "object_id",
		"type", "place", "claim", "sentence", "document", "title", "outlet", "published", "url", "start", "end", "confidence", "rule"})
}

func (c *csvStatements) statement(v *Statement) error {
	number := strconv.Itoa
	return c.w.Write(Spreadsheet([]string{string(v.Statement), v.Date.EDTF(), v.First, v.Last, string(v.Date.Basis), string(v.Class), v.Speaker().Name,
		v.Subject.Name, string(v.Subject.ID), string(v.Relation), v.Object.Name, string(v.Object.ID), string(v.Type), v.Where().Shown(), v.Evidence.Claim(), v.Sentence,
		string(v.Doc.ID), v.Doc.Title, v.Doc.Outlet, v.Doc.Published, v.Doc.URL, number(v.Span.Start), number(v.Span.End),
		confidence(v.Confidence), v.Rule}))
}

func (c *csvStatements) end() error { c.w.Flush(); return c.w.Error() }

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

func (j *jsonldStatements) statement(v *Statement) error {
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
		return fmt.Errorf("network: encode: %w", err)
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
