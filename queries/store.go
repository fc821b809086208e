package queries

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/schema"
)

// FromStore answers queries from a store.
func FromStore(s *graph.Store) Graph { return store{s} }

type store struct{ s *graph.Store }

var _ Graph = store{}

// Run executes a query in one of Cayley's languages.
func (st store) Run(ctx context.Context, lang Language, src string, limit int) ([]Result, bool, error) {
	l, err := graph.ParseLanguage(string(lang))
	if err != nil {
		return nil, false, fmt.Errorf("queries: run: %w", err)
	}
	var out []Result
	for row, err := range st.s.Query(ctx, l, src, graph.Limits{Rows: limit}) {
		if errors.Is(err, graph.ErrRowLimit) {
			return out, true, nil
		}
		if errors.Is(err, graph.ErrTimeout) {
			return nil, false, fmt.Errorf("queries: run: %w", ErrTimeout)
		}
		if err != nil {
			return nil, false, err
		}
		out = append(out, resultOf(row))
	}
	return out, false, nil
}

func resultOf(row graph.Row) Result {
	r := Result{}
	for _, f := range row {
		r[f.Name] = plainValue(f.Value)
	}
	return r
}

// plainValue puts nodes in angle brackets, so that they differ from words.
func plainValue(v graph.Value) any {
	switch v.Kind {
	case graph.Node:
		return "<" + v.Text + ">"
	case graph.Text:
		return v.Text
	case graph.Number:
		return v.Number
	case graph.Bool:
		return v.Text == "true"
	case graph.List:
		list := make([]any, len(v.List))
		for i, x := range v.List {
			list[i] = plainValue(x)
		}
		return list
	case graph.Object:
		return map[string]any(resultOf(v.Object))
	}
	return nil
}

// FindActors finds actors by any of their names.
func (st store) FindActors(ctx context.Context, name string) ([]Match, error) {
	found, err := st.s.FindActors(ctx, name)
	if err != nil {
		return nil, err
	}
	out := make([]Match, 0, len(found))
	for _, m := range found {
		detail := string(m.Actor.Kind)
		if len(m.Actor.Roles) > 0 {
			detail = m.Actor.Roles[0].Title
		}
		out = append(out, Match{ID: m.Actor.ID, Name: m.Actor.Name, Detail: detail, Exact: m.How != "similar"})
	}
	return out, nil
}

// FindTopics finds topics that have all the words; if none has, those that
// have one of them stand in as suggestions.
func (st store) FindTopics(ctx context.Context, name string) ([]Match, error) {
	found, err := st.s.FindTopics(ctx, name)
	if err != nil {
		return nil, err
	}
	var out []Match
	for _, t := range found {
		out = append(out, Match{ID: t.ID, Name: t.Label, Detail: strconv.Itoa(t.Statements) + " statements", Exact: true})
	}
	if len(out) > 0 {
		return out, nil
	}
	for _, w := range strings.Fields(name) {
		near, err := st.s.FindTopics(ctx, w)
		if err != nil {
			return nil, err
		}
		for _, t := range near {
			m := Match{ID: t.ID, Name: t.Label, Detail: strconv.Itoa(t.Statements) + " statements"}
			if !slices.Contains(out, m) {
				out = append(out, m)
			}
		}
	}
	return out, nil
}

// Actor reads one actor.
func (st store) Actor(ctx context.Context, id schema.NodeID) (schema.Actor, error) {
	a, err := st.s.Actor(ctx, id)
	if errors.Is(err, graph.ErrNotFound) {
		return schema.Actor{}, fmt.Errorf("%w: %w", ErrUnknown, err)
	}
	return a.Actor, err
}

// Names reads preferred names.
func (st store) Names(ctx context.Context, ids []schema.NodeID) (map[schema.NodeID]string, error) {
	out := map[schema.NodeID]string{}
	for _, id := range ids {
		name, err := st.name(ctx, id)
		if err != nil && !errors.Is(err, graph.ErrNotFound) {
			return nil, err
		}
		if name != "" {
			out[id] = name
		}
	}
	return out, nil
}

func (st store) name(ctx context.Context, id schema.NodeID) (string, error) {
	kind, rest, _ := strings.Cut(string(id), ":")
	switch kind {
	case "actor":
		a, err := st.s.Actor(ctx, id)
		return a.Name, err
	case "doc":
		d, err := st.s.Document(ctx, string(id))
		return documentOf(d.DocMeta).Name(), err
	case "topic":
		// Ids of topics are made of their words.
		return strings.ReplaceAll(rest, "-", " "), nil
	}
	return "", nil
}

// Evidence reads statements with their sentences and documents.
func (st store) Evidence(ctx context.Context, ids []schema.StatementID) (map[schema.StatementID]Evidence, error) {
	out := make(map[schema.StatementID]Evidence, len(ids))
	names := map[schema.NodeID]string{}
	for _, id := range ids {
		s, doc, err := st.s.Statement(ctx, id)
		if errors.Is(err, graph.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		e, err := st.evidenceOf(ctx, &s, &doc, names)
		if err != nil {
			return nil, err
		}
		out[id] = e
	}
	return out, nil
}

// evidenceOf converts a statement. Actors get the names that all documents
// together prefer; names remembers them.
func (st store) evidenceOf(ctx context.Context, s *schema.Statement, doc *schema.DocMeta, names map[schema.NodeID]string) (Evidence, error) {
	var fault error
	ref := func(t schema.Term) Ref {
		r := refOf(t)
		if t.Kind != schema.TermActor || r.ID == "" {
			return r
		}
		name, known := names[r.ID]
		if !known {
			var err error
			if name, err = st.name(ctx, r.ID); err != nil && !errors.Is(err, graph.ErrNotFound) {
				fault = err
			}
			names[r.ID] = name
		}
		if name != "" {
			r.Name = name
		}
		return r
	}
	e := Evidence{
		Statement: s.ID, Subject: ref(s.Subject), Relation: s.Relation, Verb: s.Verb, Object: ref(s.Object), Place: ref(s.Place),
		Class: ClassOf(s.Prefix()), Date: s.Date, Type: s.EventType, Doc: documentOf(*doc),
		Sentence: s.Sentence.In(doc.Text), SentenceSpan: s.Sentence, Span: s.Span, Quote: s.Quote.In(doc.Text),
		Order: s.Order, Confidence: s.Confidence, Rule: s.Rule,
	}
	for _, q := range s.Qualifiers {
		e.Qualifiers = append(e.Qualifiers, Argument{Role: q.Role, Ref: ref(q.Term)})
	}
	for _, a := range s.Source {
		e.Speakers = append(e.Speakers, ref(a.Speaker))
	}
	if n := len(s.Source); n > 0 {
		e.Cue, e.Quoted = s.Source[n-1].Cue, s.Source[n-1].Quoted
	}
	for _, t := range append([]Ref{e.Subject, e.Object}, argumentRefs(e.Qualifiers)...) {
		if strings.HasPrefix(string(t.ID), "actor:") && !slices.Contains(e.Actors, t) {
			e.Actors = append(e.Actors, t)
		}
	}
	return e, fault
}

func argumentRefs(args []Argument) []Ref {
	out := make([]Ref, len(args))
	for i, a := range args {
		out[i] = a.Ref
	}
	return out
}

// refOf names a term: an actor by its canonical name, all else as written.
func refOf(t schema.Term) Ref {
	if t.IsZero() {
		return Ref{}
	}
	r := Ref{Name: t.Text}
	if t.Kind != schema.TermLiteral {
		r.ID = t.ID
	}
	if r.Name == "" || t.Name != "" && (t.Kind == schema.TermActor || isPronoun(t.Text)) {
		r.Name = t.Name
	}
	r.Name = strings.Join(strings.Fields(r.Name), " ")
	return r
}

// isPronoun reports whether words stand for something named elsewhere.
func isPronoun(words string) bool {
	switch strings.ToLower(words) {
	case "it", "they", "them", "this", "that", "these", "those", "which", "who", "whom", "its", "their":
		return true
	}
	return false
}

func documentOf(d schema.DocMeta) Document {
	return Document{ID: d.ID, Title: d.Title, Outlet: d.Outlet, Author: d.Author, Published: d.Published, URL: d.URL, Source: d.Source}
}

// Path finds a chain in the store's own search. Classes that the search
// cannot tell apart are filtered from each step; a step that loses all its
// statements ends in no path.
func (st store) Path(ctx context.Context, from, to schema.NodeID, maxHops int, classes []Class) ([]Step, error) {
	opt := graph.PathOptions{MaxHops: maxHops, Evidence: 20, AssertedOnly: len(classes) == 1 && classes[0] == ClassAsserted}
	for _, c := range classes {
		m := schema.Asserted
		switch c {
		case ClassPlanned:
			m = schema.Planned
		case ClassHypothetical:
			m = schema.Hypothetical
		case ClassNegated:
			m = schema.Negated
		}
		if !slices.Contains(opt.Modalities, m) {
			opt.Modalities = append(opt.Modalities, m)
		}
	}
	paths, err := st.s.Path(ctx, from, to, opt)
	if errors.Is(err, graph.ErrNoPath) || err == nil && len(paths) == 0 {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var out []Step
	for _, h := range paths[0].Hops {
		s := Step{From: h.From, To: h.To}
		for i := range h.Evidence {
			if slices.Contains(classes, ClassOf(h.Evidence[i].Prefix())) {
				s.Statements = append(s.Statements, h.Evidence[i].ID)
			}
		}
		if len(s.Statements) == 0 {
			return nil, nil
		}
		out = append(out, s)
	}
	return out, nil
}
