package queries

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// FromStore answers queries from a store.
func FromStore(s *graph.Store) Graph { return store{s} }

type store struct{ s *graph.Store }

var _ Graph = store{}

// Engine runs queries: a store, or a worker.Pool that does so in processes of
// their own.
type Engine interface {
	// Query lists the rows of a query.
	Query(ctx context.Context, lang graph.Language, text string, l graph.Limits) iter.Seq2[graph.Row, error]
}

// Isolated answers queries from a store; those that did not come with the
// program run in the engine.
func Isolated(s *graph.Store, e Engine) Graph { return isolated{store{s}, e} }

type isolated struct {
	store
	engine Engine
}

var _ Isolator = isolated{}

// RunApart executes a query in the engine.
func (st isolated) RunApart(ctx context.Context, lang Language, src string, limit int) ([]Result, bool, error) {
	return runIn(ctx, st.engine, lang, src, limit)
}

// Run executes a query in one of Cayley's languages.
func (st store) Run(ctx context.Context, lang Language, src string, limit int) ([]Result, bool, error) {
	return runIn(ctx, st.s, lang, src, limit)
}

func runIn(ctx context.Context, e Engine, lang Language, src string, limit int) ([]Result, bool, error) {
	l, err := graph.ParseLanguage(string(lang))
	if err != nil {
		return nil, false, fmt.Errorf("queries: run: %w", err)
	}
	var out []Result
	for row, err := range e.Query(ctx, l, src, graph.Limits{Rows: limit}) {
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

// Actors lists all actors.
func (st store) Actors(ctx context.Context) iter.Seq2[CountedActor, error] {
	return func(yield func(CountedActor, error) bool) {
		for a, err := range st.s.Actors(ctx) {
			if !yield(CountedActor{a.Actor, a.Documents, a.Statements}, err) {
				return
			}
		}
	}
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
		out = append(out, Match{ID: m.Actor.ID, Name: m.Actor.Name, Kind: m.Actor.Kind, Detail: detail, Exact: m.Exact(), Rare: m.How == "rare"})
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

// Names reads preferred names: those of actors and topics in one query,
// however many documents speak of them.
func (st store) Names(ctx context.Context, ids []schema.NodeID) (map[schema.NodeID]string, error) {
	out := map[schema.NodeID]string{}
	var labelled []string
	for _, id := range ids {
		kind, rest, _ := strings.Cut(string(id), ":")
		switch kind {
		case "actor":
			labelled = append(labelled, iri(id))
		case "doc":
			d, err := st.s.Document(ctx, string(id))
			if errors.Is(err, graph.ErrNotFound) {
				continue
			}
			if err != nil {
				return nil, err
			}
			out[id] = documentOf(d.DocMeta).Name()
		case "topic":
			labelled = append(labelled, iri(id))
			// Of a topic without a label, the id is made of its words.
			out[id] = strings.ReplaceAll(rest, "-", " ")
		}
	}
	for list := range slices.Chunk(labelled, maxNames) {
		b, err := json.Marshal(list)
		if err != nil {
			return nil, fmt.Errorf("queries: names: %w", err)
		}
		src := `g.V.apply(g, ` + string(b) + `).tag("node").out(["<actor:label>", "<topic:label>"]).tag("name").all()`
		for row, err := range st.s.Query(ctx, graph.Gizmo, src, graph.Limits{}) {
			if err != nil {
				return nil, err
			}
			id, _ := row.Get("node")
			name, _ := row.Get("name")
			out[schema.NodeID(id.Text)] = name.Text
		}
	}
	return out, nil
}

// maxNames bounds the nodes of one query for names.
const maxNames = 500

// Evidence reads statements with their sentences and documents. Actors get the
// names that all documents together prefer.
func (st store) Evidence(ctx context.Context, ids []schema.StatementID) (map[schema.StatementID]Evidence, error) {
	found, docs, err := st.s.Statements(ctx, ids)
	if err != nil {
		return nil, err
	}
	var actors []schema.NodeID
	asked := map[schema.NodeID]bool{}
	out := make(map[schema.StatementID]Evidence, len(found))
	for _, id := range ids {
		s, ok := found[id]
		if !ok {
			continue
		}
		doc := docs[s.Doc]
		e := evidenceOf(&s.Statement, &doc)
		e.Event = s.Event
		out[id] = e
		for _, r := range e.refs() {
			if strings.HasPrefix(string(r.ID), "actor:") && !asked[r.ID] {
				asked[r.ID] = true
				actors = append(actors, r.ID)
			}
		}
	}
	names, err := st.Names(ctx, actors)
	if err != nil {
		return nil, err
	}
	for id, e := range out {
		for _, r := range e.refs() {
			if name := names[r.ID]; name != "" {
				r.Name = name
			}
		}
		for _, r := range e.takingPart() {
			r.Words = ""
			if strings.HasPrefix(string(r.ID), "actor:") && !slices.Contains(e.Actors, r) {
				e.Actors = append(e.Actors, r)
			}
		}
		e.Reads = Reading{e.Phrase(), e.Shown()}
		out[id] = e
	}
	return out, nil
}

// refs are the places of all nodes of a statement.
func (e *Evidence) refs() []*Ref {
	out := []*Ref{&e.Subject, &e.Object, &e.Place}
	for i := range e.Qualifiers {
		out = append(out, &e.Qualifiers[i].Ref)
	}
	for i := range e.Speakers {
		out = append(out, &e.Speakers[i])
	}
	return out
}

// takingPart are subject, object and further arguments.
func (e *Evidence) takingPart() []Ref {
	out := []Ref{e.Subject, e.Object}
	for _, q := range e.Qualifiers {
		out = append(out, q.Ref)
	}
	return out
}

// evidenceOf converts a statement; the names of actors are the document's own.
func evidenceOf(s *schema.Statement, doc *schema.DocMeta) Evidence {
	e := Evidence{
		Statement: s.ID, Subject: refOf(s.Subject), Relation: s.Relation, Verb: s.Verb, Object: refOf(s.Object), Place: refOf(s.Place),
		Class: ClassOf(s.Prefix()), Date: s.Date, Type: s.EventType, Doc: documentOf(*doc),
		Sentence: s.Sentence.In(doc.Text), SentenceSpan: s.Sentence, Span: s.Span, Quote: s.Quote.In(doc.Text),
		Order: s.Order, Confidence: s.Confidence, Rule: s.Rule, Before: s.Before,
	}
	e.Auxiliary, e.toPlace = auxiliaryOf(s, doc.Text), s.Object.Type == text.KindPlace
	if !s.Place.IsZero() {
		e.At, e.Place.Words = prepositionBefore(doc.Text, s.Sentence, s.Place.Span), placeWords(s.Place, doc.Text)
	}
	for _, q := range s.Qualifiers {
		arg := Argument{Role: q.Role, Ref: refOf(q.Term)}
		if locative[q.Role] {
			arg.Ref.Words = placeWords(q.Term, doc.Text)
		}
		e.Qualifiers = append(e.Qualifiers, arg)
		e.localities = append(e.localities, q.Term.Type == text.KindPlace)
	}
	for _, a := range s.Source {
		e.Speakers = append(e.Speakers, speakerOf(a))
	}
	if n := len(s.Source); n > 0 {
		e.Cue, e.Quoted = s.Source[n-1].Cue, s.Source[n-1].Quoted
	}
	return e
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

// speakerOf is who says so. Where a word such as "reportedly" stands for
// somebody who is not named, that is said, with the word.
func speakerOf(a schema.Attribution) Ref {
	r := refOf(a.Speaker)
	if a.Speaker.Kind == schema.TermLiteral && a.Speaker.Name != "" && a.Speaker.Name != a.Speaker.Text {
		r.Name = a.Speaker.Name
		if a.Cue != "" {
			r.Name += " (" + a.Cue + ")"
		}
	}
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
func (st store) Path(ctx context.Context, from, to schema.NodeID, maxHops int, classes []Class, minConfidence float64) ([]Step, error) {
	opt := graph.PathOptions{MaxHops: maxHops, Evidence: 20, MinConfidence: minConfidence, AssertedOnly: len(classes) == 1 && classes[0] == ClassAsserted}
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
