package web

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries"
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// params reads the parameters of a request. Its first fault sticks.
type params struct {
	values url.Values
	asked  []string
	fault  error
}

func paramsOf(r *http.Request) *params { return &params{values: r.URL.Query()} }

func (p *params) fail(format string, args ...any) {
	if p.fault == nil {
		p.fault = &Fault{Status: http.StatusBadRequest, Code: "param", Message: fmt.Sprintf(format, args...), Remedy: "see /api/v1/openapi.yaml"}
	}
}

// list is the values of a parameter, without empty ones. Values may be
// joined by nothing: names have commas.
func (p *params) list(name string) []string {
	p.asked = append(p.asked, name)
	var out []string
	for _, v := range p.values[name] {
		if v = strings.TrimSpace(v); v != "" {
			out = append(out, v)
		}
	}
	return out
}

func (p *params) text(name string) string {
	if l := p.list(name); len(l) > 0 {
		return l[0]
	}
	return ""
}

func (p *params) choice(name string, choices ...string) string {
	v := p.text(name)
	switch {
	case v == "":
		return choices[0]
	case !slices.Contains(choices, v):
		p.fail("%s=%s: want one of %s", name, v, strings.Join(choices, ", "))
	}
	return v
}

func (p *params) number(name string, standard, least, most int) int {
	v := p.text(name)
	if v == "" {
		return standard
	}
	n, err := strconv.Atoi(v)
	if err != nil || n < least || n > most {
		p.fail("%s=%s: want a number from %d to %d", name, v, least, most)
		return standard
	}
	return n
}

func (p *params) bool(name string) bool {
	switch v := p.text(name); v {
	case "", "false", "0":
		return false
	case "true", "1", "on":
		return true
	default:
		p.fail("%s=%s: want true or false", name, v)
		return false
	}
}

// day is the first or the last day that a parameter names.
func (p *params) day(name string, last bool) string {
	v := p.text(name)
	if v == "" {
		return ""
	}
	a, b, err := queries.ParseDay(v)
	if err != nil {
		p.fail("%s=%s: want a day, month or year as 2025-03-13, 2025-03 or 2025", name, v)
		return ""
	}
	if last {
		return b
	}
	return a
}

// classes are the modalities asked for.
func (p *params) classes() []queries.Class {
	var out []queries.Class
	for _, v := range p.list("modality") {
		c, err := queries.ParseClass(v)
		if err != nil {
			p.fail("modality=%s: want asserted, reported, planned, hypothetical or negated", v)
			continue
		}
		out = append(out, c)
	}
	return out
}

// done is the first fault, or one about a parameter that nobody asked for.
func (p *params) done() error {
	if p.fault != nil {
		return p.fault
	}
	for name := range p.values {
		if !slices.Contains(p.asked, name) {
			slices.Sort(p.asked)
			return &Fault{Status: http.StatusBadRequest, Code: "param", Message: fmt.Sprintf("there is no parameter %q here", name),
				Remedy: "use " + strings.Join(slices.Compact(p.asked), ", ")}
		}
	}
	return nil
}

func prefixesOf(classes []queries.Class) []schema.Prefix {
	var out []schema.Prefix
	for _, c := range classes {
		out = append(out, c.Prefix())
	}
	return out
}

// actorNamed is the actor that an id or a name means.
func (s *Server) actorNamed(ctx context.Context, name string) (schema.NodeID, error) {
	a, err := s.back.Store.ResolveActor(ctx, name)
	var unknown *graph.UnknownActorError
	var several *graph.AmbiguousActorError
	switch {
	case err == nil:
		return a.ID, nil
	case errors.As(err, &unknown):
		f := &Fault{Status: http.StatusNotFound, Code: "unknown-name", Message: fmt.Sprintf("no actor is called %q", shortened(name)), Remedy: "look for it with /api/v1/actors?q="}
		for _, m := range unknown.Suggestions {
			f.Suggestions = append(f.Suggestions, m.Actor.Name)
		}
		if len(f.Suggestions) > 0 {
			f.Remedy = "try one of the suggestions"
		}
		return "", f
	case errors.As(err, &several):
		f := &Fault{Status: http.StatusBadRequest, Code: "ambiguous-name", Message: fmt.Sprintf("several actors are called %q", shortened(name)), Remedy: "give the id of one of the suggestions"}
		for _, m := range several.Matches {
			f.Suggestions = append(f.Suggestions, string(m.Actor.ID))
		}
		return "", f
	}
	return "", err
}

// shortened is a name as messages repeat it.
func shortened(name string) string {
	if r := []rune(name); len(r) > 100 {
		return string(r[:100]) + "…"
	}
	return name
}

func (s *Server) actorsNamed(ctx context.Context, p *params, name string) []schema.NodeID {
	var out []schema.NodeID
	for _, v := range p.list(name) {
		id, err := s.actorNamed(ctx, v)
		if err != nil {
			if p.fault == nil {
				p.fault = err
			}
			continue
		}
		out = append(out, id)
	}
	return out
}

// filter reads the parameters that select statements.
func (s *Server) filter(ctx context.Context, p *params) graph.Filter {
	f := s.narrowFilter(ctx, p)
	f.Actors, f.With = s.actorsNamed(ctx, p, "actor"), s.actorsNamed(ctx, p, "with")
	f.Speakers, f.Places = s.actorsNamed(ctx, p, "speaker"), s.actorsNamed(ctx, p, "place")
	return f
}

// narrowFilter reads those that do not name actors.
func (s *Server) narrowFilter(ctx context.Context, p *params) graph.Filter {
	f := graph.Filter{From: p.day("from", false), To: p.day("to", true), Within: p.bool("within"), Prefixes: prefixesOf(p.classes())}
	if f.From != "" && f.To != "" && f.From > f.To {
		p.fail("from=%s is after to=%s", f.From, f.To)
	}
	for _, v := range p.list("topic") {
		found, err := s.back.Store.FindTopics(ctx, v)
		if err != nil {
			p.fault = err
		}
		if err == nil && len(found) == 0 && p.fault == nil {
			p.fault = &Fault{Status: http.StatusNotFound, Code: "unknown-name", Message: fmt.Sprintf("no topic has the words %q", shortened(v)), Remedy: "look for it with /api/v1/topics?q="}
		}
		for _, t := range found {
			f.Topics = append(f.Topics, t.ID)
		}
	}
	for _, v := range p.list("document") {
		f.Documents = append(f.Documents, text.ArticleID(v))
	}
	for _, v := range p.list("relation") {
		f.Relations = append(f.Relations, schema.Relation(v))
	}
	f.Types = p.types()
	if v := p.text("confidence"); v != "" {
		c, err := strconv.ParseFloat(v, 64)
		if err != nil || !(c >= 0 && c <= 1) {
			p.fail("confidence=%s: want a number from 0 to 1", v)
		}
		f.MinConfidence = c
	}
	return f
}

func (p *params) types() []schema.EventType {
	var out []schema.EventType
	for _, v := range p.list("type") {
		t, err := schema.ParseEventType(strings.ToUpper(v))
		if err != nil {
			p.fail("type=%s: want a PLOVER event type such as CONSULT", v)
			continue
		}
		out = append(out, t)
	}
	return out
}

// maxPage bounds the entries of a page.
const maxPage = 1000

// page reads limit and cursor.
func (p *params) page() (limit int, cursor string) {
	return p.number("limit", 100, 1, maxPage), p.text("cursor")
}

// encodeCursor makes the parts of a place in a list opaque.
func encodeCursor(parts ...string) string {
	return base64.RawURLEncoding.EncodeToString([]byte(strings.Join(parts, "\x00")))
}

func decodeCursor(c string, n int) ([]string, error) {
	b, err := base64.RawURLEncoding.DecodeString(c)
	parts := strings.Split(string(b), "\x00")
	if err != nil || len(parts) != n {
		return nil, badCursor()
	}
	return parts, nil
}

func badCursor() error {
	return &Fault{Status: http.StatusBadRequest, Code: "param", Message: "cursor is not one that a page gave", Remedy: "take next of the page before, unchanged"}
}
