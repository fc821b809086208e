package web

import (
	"context"
	"errors"
	"net/http"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/network"
	"github.com/dramatis-kg/dramatis/queries"
	"github.com/dramatis-kg/dramatis/schema"
)

// statementView is a statement with all that is needed to judge, draw and
// cite it.
type statementView struct {
	network.Statement
	Happening string `json:"happening,omitempty"` // equal for those of one modality that tell of one event
}

// source is what the package network reads of the back end.
func (s *Server) source(ctx context.Context) (network.Source, error) {
	actors, err := s.tables.allActors(ctx)
	return network.Source{Store: s.back.Store, Graph: s.back.Graph, Actors: actors}, err
}

// statementViews reads what belongs to statements: names, sentences,
// documents.
func (s *Server) statementViews(ctx context.Context, list []schema.Statement) ([]statementView, error) {
	found, err := network.Source{Store: s.back.Store, Graph: s.back.Graph}.Views(ctx, list)
	if err != nil {
		return nil, err
	}
	out := make([]statementView, len(found))
	for i := range found {
		out[i] = statementView{found[i], found[i].Happening()}
	}
	return out, nil
}

type statementList struct {
	Statements []statementView `json:"statements"`
	Total      *int            `json:"total,omitempty"`
	Counts     counts          `json:"counts,omitempty"`
	Next       string          `json:"next,omitempty"`
}

func (s *Server) listStatements(r *http.Request) (any, error) {
	ctx, p := r.Context(), paramsOf(r)
	f := s.filter(ctx, p)
	limit, cursor := p.page()
	if err := p.done(); err != nil {
		return nil, err
	}
	page, err := s.back.Store.Page(ctx, f, graph.Cursor(cursor), limit)
	if errors.Is(err, graph.ErrCursor) {
		return nil, badCursor()
	} else if err != nil {
		return nil, err
	}
	views, err := s.statementViews(ctx, page.Statements)
	if err != nil {
		return nil, err
	}
	out := statementList{Statements: views, Next: string(page.Next)}
	if cursor == "" {
		total, by, err := s.count(ctx, f)
		if err != nil {
			return nil, err
		}
		out.Total, out.Counts = &total, by
	}
	return out, nil
}

func (s *Server) count(ctx context.Context, f graph.Filter) (int, counts, error) {
	total, by := 0, counts{}
	for m, err := range s.back.Store.Marks(ctx, f) {
		if err != nil {
			return 0, nil, err
		}
		total++
		by[queries.ClassOf(m.Prefix)]++
	}
	return total, by, nil
}

func (s *Server) showStatement(r *http.Request) (any, error) {
	if err := paramsOf(r).done(); err != nil {
		return nil, err
	}
	st, _, err := s.back.Store.Statement(r.Context(), schema.StatementID(r.PathValue("id")))
	if errors.Is(err, graph.ErrNotFound) {
		return nil, queries.ErrNoStatement
	} else if err != nil {
		return nil, err
	}
	views, err := s.statementViews(r.Context(), []schema.Statement{st})
	if err != nil {
		return nil, err
	}
	if len(views) == 0 {
		return nil, queries.ErrNoStatement
	}
	return views[0], nil
}

// bin counts the statements of a period.
type bin struct {
	Period string `json:"period"`
	Counts counts `json:"counts"`
	Exact  int    `json:"exact"`
}

type timelineView struct {
	Unit    string `json:"unit"`
	First   string `json:"first,omitempty"`
	Last    string `json:"last,omitempty"`
	Bins    []bin  `json:"bins"`
	Undated counts `json:"undated"`
	Counts  counts `json:"counts"`
	Total   int    `json:"total"`
}

// maxBins is how many days or months an automatic timeline may span.
const maxBins = 400

func (s *Server) showTimeline(r *http.Request) (any, error) {
	ctx, p := r.Context(), paramsOf(r)
	unit := p.choice("unit", "auto", "day", "month", "year")
	f := s.filter(ctx, p)
	if err := p.done(); err != nil {
		return nil, err
	}
	out := timelineView{Bins: []bin{}, Undated: counts{}, Counts: counts{}}
	var marks []graph.Mark
	for m, err := range s.back.Store.Marks(ctx, f) {
		if err != nil {
			return nil, err
		}
		c := queries.ClassOf(m.Prefix)
		out.Total++
		out.Counts[c]++
		if m.First == "" && m.Last == "" {
			out.Undated[c]++
			continue
		}
		marks = append(marks, m)
		if m.First != "" && (out.First == "" || m.First < out.First) {
			out.First = m.First
		}
		out.Last = max(out.Last, m.Last, m.First)
	}
	if len(marks) > 0 && (out.First == "" || marks[0].Day < out.First) {
		out.First = marks[0].Day
	}
	if out.Unit = unit; unit == "auto" {
		out.Unit = unitFor(marks)
	}
	width := map[string]int{"day": len("2025-03-13"), "month": len("2025-03"), "year": len("2025")}[out.Unit]
	for _, m := range marks {
		period := m.Day[:width]
		if n := len(out.Bins); n == 0 || out.Bins[n-1].Period != period {
			out.Bins = append(out.Bins, bin{Period: period, Counts: counts{}})
		}
		b := &out.Bins[len(out.Bins)-1]
		b.Counts[queries.ClassOf(m.Prefix)]++
		if m.First != "" && m.Last != "" && m.First[:width] == period && m.Last[:width] == period {
			b.Exact++
		}
	}
	return out, nil
}

// unitFor is the finest unit of which the marks span few enough.
func unitFor(marks []graph.Mark) string {
	if len(marks) == 0 {
		return "day"
	}
	a, b := marks[0].Day, marks[len(marks)-1].Day
	number := func(day string) (months int) {
		for _, c := range day[:4] {
			months = months*10 + int(c-'0')
		}
		return months*12 + int(day[5]-'0')*10 + int(day[6]-'0')
	}
	switch months := number(b) - number(a); {
	case months < maxBins/31:
		return "day"
	case months < maxBins:
		return "month"
	}
	return "year"
}

// happening is an event in a list.
type happening struct {
	ID         schema.NodeID        `json:"id"`
	Type       schema.EventType     `json:"type"`
	Date       schema.Date          `json:"date"`
	First      string               `json:"first,omitempty"`
	Last       string               `json:"last,omitempty"`
	Actors     []ref                `json:"actors"`
	Place      *ref                 `json:"place,omitempty"`
	Topic      *ref                 `json:"topic,omitempty"`
	Statements []schema.StatementID `json:"statements"`
	Counts     counts               `json:"counts"`
}

type eventList struct {
	Events []happening `json:"events"`
	Next   string      `json:"next,omitempty"`
}

// eventFilter selects events.
type eventFilter struct {
	actors, with, places []schema.NodeID
	types                []schema.EventType
	classes              []queries.Class
	from, to             string
}

func (s *Server) eventFilter(ctx context.Context, p *params) eventFilter {
	return eventFilter{
		actors: s.actorsNamed(ctx, p, "actor"), with: s.actorsNamed(ctx, p, "with"), places: s.actorsNamed(ctx, p, "place"),
		types: p.types(), classes: p.classes(), from: p.day("from", false), to: p.day("to", true),
	}
}

func (f *eventFilter) accepts(h *graph.Happening) bool {
	has := func(want []schema.NodeID, in ...schema.NodeID) bool {
		if len(want) == 0 {
			return true
		}
		for _, w := range want {
			for _, x := range in {
				if w == x {
					return true
				}
			}
		}
		return false
	}
	typed := len(f.types) == 0
	for _, t := range f.types {
		typed = typed || t == h.Type
	}
	return typed && has(f.actors, h.Actors...) && has(f.with, h.Actors...) && has(f.places, h.Place) &&
		(f.from == "" && f.to == "" || h.Date.Overlaps(f.from, f.to))
}

func (s *Server) listEvents(r *http.Request) (any, error) {
	ctx, p := r.Context(), paramsOf(r)
	f := s.eventFilter(ctx, p)
	limit, cursor := p.page()
	if err := p.done(); err != nil {
		return nil, err
	}
	after := ""
	if cursor != "" {
		parts, err := decodeCursor(cursor, 1)
		if err != nil {
			return nil, err
		}
		after = parts[0]
	}
	out := eventList{Events: []happening{}}
	err := s.eachEvent(ctx, &f, schema.NodeID(after), func(h *happening) (bool, error) {
		if len(out.Events) == limit {
			out.Next = encodeCursor(string(out.Events[limit-1].ID))
			return false, nil
		}
		out.Events = append(out.Events, *h)
		return true, nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// eventBatch is how many events have their statements read together.
const eventBatch = 64

// eachEvent visits the events that a filter selects after one of them.
func (s *Server) eachEvent(ctx context.Context, f *eventFilter, after schema.NodeID, visit func(*happening) (bool, error)) error {
	table, err := s.tables.allActors(ctx)
	if err != nil {
		return err
	}
	var batch []graph.Happening
	flush := func() (bool, error) {
		found, err := s.back.Store.EventStatements(ctx, batch)
		if err != nil {
			return false, err
		}
		for i := range batch {
			h := happeningOf(&batch[i], found[batch[i].ID], table)
			wanted := len(f.classes) == 0
			for _, c := range f.classes {
				wanted = wanted || h.Counts[c] > 0
			}
			if !wanted {
				continue
			}
			if more, err := visit(&h); err != nil || !more {
				return false, err
			}
		}
		batch = batch[:0]
		return true, nil
	}
	for h, err := range s.back.Store.Happenings(ctx, after) {
		if err != nil {
			return err
		}
		if !f.accepts(&h) {
			continue
		}
		if batch = append(batch, h); len(batch) < eventBatch {
			continue
		}
		if more, err := flush(); err != nil || !more {
			return err
		}
	}
	_, err = flush()
	return err
}

func happeningOf(h *graph.Happening, statements []schema.Statement, table *network.Actors) happening {
	out := happening{ID: h.ID, Type: h.Type, Date: h.Date, Actors: []ref{}, Statements: []schema.StatementID{}, Counts: counts{}}
	out.First, out.Last = h.Date.Bounds()
	for _, a := range h.Actors {
		out.Actors = append(out.Actors, refTo(table, a))
	}
	if h.Place != "" {
		place := refTo(table, h.Place)
		out.Place = &place
	}
	if h.Topic != "" {
		out.Topic = &ref{h.Topic, topicWords(h.Topic)}
	}
	for i := range statements {
		out.Statements = append(out.Statements, statements[i].ID)
		out.Counts[queries.ClassOf(statements[i].Prefix())]++
	}
	return out
}
