package queries

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// Mark is a stretch of a sentence with what it is to the statement.
type Mark struct {
	Text string `json:"text"`
	// Inside is true for the clause that the statement was read from.
	Inside bool `json:"inside,omitempty"`
}

// Marks cuts the statement's sentence into what belongs to the clause that
// the statement was read from and what does not. The parts join to the
// sentence.
func (e *Evidence) Marks() []Mark {
	s, in := e.Sentence, text.Span{Start: e.Span.Start - e.SentenceSpan.Start, End: e.Span.End - e.SentenceSpan.Start}
	in.Start, in.End = max(0, in.Start), min(len(s), in.End)
	if in.Empty() || !onBoundary(s, in.Start) || !onBoundary(s, in.End) {
		return []Mark{{Text: s}}
	}
	var out []Mark
	for _, m := range []Mark{{Text: s[:in.Start]}, {Text: s[in.Start:in.End], Inside: true}, {Text: s[in.End:]}} {
		if m.Text != "" {
			out = append(out, m)
		}
	}
	return out
}

// onBoundary reports whether i does not cut a character of UTF-8.
func onBoundary(s string, i int) bool { return i == len(s) || s[i]&0xC0 != 0x80 }

// ShowStatement reads one statement. The error wraps [ErrNoStatement] if the
// graph has none of that id.
func ShowStatement(ctx context.Context, g Reader, id schema.StatementID) (*Evidence, error) {
	found, err := g.Evidence(ctx, []schema.StatementID{id})
	if err != nil {
		return nil, fmt.Errorf("queries: show %s: %w", id, err)
	}
	e, ok := found[id]
	if !ok {
		return nil, fmt.Errorf("queries: show %s: %w", id, ErrNoStatement)
	}
	return &e, nil
}

// ActorView is what the graph knows of an actor at a glance.
type ActorView struct {
	Actor     schema.Actor `json:"actor"`
	Roles     *Table       `json:"roles"`
	Relations *Table       `json:"relations"` // every modality, each in rows of its own
	Documents []Document   `json:"documents"` // by day of publication, then title
	// Counts are the statements in which the actor takes part, by class.
	Counts map[Class]int `json:"counts"`
	// Note says so if the name was taken for this actor and others have it too.
	Note string `json:"-"`
}

// ShowActor finds an actor by any of its names and gathers its view with the
// library's queries roles, relations and statements. An unknown or ambiguous
// name is a *[ParamError].
func ShowActor(ctx context.Context, g Graph, l *Library, name string, opt Options) (*ActorView, error) {
	m, taken, err := findActor(ctx, g, "show", "actor", name)
	if err != nil {
		return nil, err
	}
	a, err := g.Actor(ctx, m.ID)
	if err != nil {
		return nil, fmt.Errorf("queries: show %s: %w", m.ID, err)
	}
	v := &ActorView{Actor: a, Note: taken, Counts: map[Class]int{}}
	values := Values{"actor": {string(m.ID)}}
	if v.Roles, err = l.answer(ctx, g, "roles", values, opt); err != nil {
		return nil, err
	}
	all := Values{"actor": {string(m.ID)}, "all-modalities": {"true"}}
	if v.Relations, err = l.answer(ctx, g, "relations", all, opt); err != nil {
		return nil, err
	}
	statements, err := l.answer(ctx, g, "statements", values, opt)
	if err != nil {
		return nil, err
	}
	seen := map[text.ArticleID]bool{}
	for i := range statements.Rows {
		for _, e := range statements.Rows[i].Evidence {
			v.Counts[e.Class]++
			if !seen[e.Doc.ID] {
				seen[e.Doc.ID] = true
				v.Documents = append(v.Documents, e.Doc)
			}
		}
	}
	slices.SortFunc(v.Documents, func(a, b Document) int {
		return cmp.Or(cmp.Compare(a.Published, b.Published), cmp.Compare(a.Title, b.Title), cmp.Compare(a.ID, b.ID))
	})
	return v, nil
}

func (l *Library) answer(ctx context.Context, g Graph, name string, v Values, opt Options) (*Table, error) {
	q, err := l.Get(name)
	if err != nil {
		return nil, err
	}
	return Run(ctx, g, q, v, opt)
}

// ErrNoStatement means that the graph has no statement of an id: there never
// was one, or it was rejected, or its document was read anew or forgotten. It
// is an [ErrUnknown].
var ErrNoStatement error = noStatement{}

type noStatement struct{}

func (noStatement) Error() string { return "there is no such statement" }
func (noStatement) Unwrap() error { return ErrUnknown }

// DocumentView is what the graph keeps of a document at a glance.
type DocumentView struct {
	Document
	Sources    []string `json:"sources"` // where its content was found
	Statements int      `json:"statements"`
	Text       string   `json:"text,omitempty"` // whole; "" for edges that were loaded as they are
}

// ShowDocument reads one document. The error wraps [graph.ErrNotFound] if the
// store has none of that id.
func ShowDocument(ctx context.Context, s *graph.Store, id text.ArticleID) (*DocumentView, error) {
	d, err := s.Document(ctx, string(id))
	if err != nil {
		return nil, fmt.Errorf("queries: show: %w", err)
	}
	v := &DocumentView{Document: documentOf(d.DocMeta), Sources: d.Sources, Statements: d.Statements}
	if d.Load {
		return v, nil
	}
	r, err := s.Record(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("queries: show: %w", err)
	}
	v.Text = r.Doc.Text
	return v, nil
}

// IsDocumentID reports whether s has the form of a document's id, or of a
// load's.
func IsDocumentID(s string) bool {
	return strings.HasPrefix(s, "doc:") || strings.HasPrefix(s, "load:")
}

// IsStatementID reports whether s has the form of a statement's id.
func IsStatementID(s string) bool { return strings.HasPrefix(s, "st:") }
