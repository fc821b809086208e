package web

import (
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/resolve"
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// Editor changes the graph as people ask. Its methods are called one at a
// time.
type Editor interface {
	// Decisions are those taken so far, the oldest first, and those that
	// speak of nothing in the graph.
	Decisions(ctx context.Context) (all []resolve.Decision, idle []string, err error)
	// Decide takes a decision; Args may hold ids of actors and statements.
	// It returns the decision as it was kept and how many documents changed.
	// An error that is the user's wraps [ErrDecision].
	Decide(ctx context.Context, d resolve.Decision) (kept resolve.Decision, changed int, err error)
	// Undo takes the last decision back. Without one it fails with
	// [ErrDecision].
	Undo(ctx context.Context) (taken resolve.Decision, changed int, err error)
	// Forget removes a document by its id.
	Forget(ctx context.Context, id text.ArticleID) (removed bool, relinked int, err error)
	// Read reads an article into the graph and says at which stage it is:
	// "opening", "reading", "linking". An error that is the article's wraps
	// [ErrUpload].
	Read(ctx context.Context, u Upload, stage func(string)) (Reading, error)
}

// Errors of an [Editor] that are the user's.
var (
	ErrDecision = errors.New("the decision cannot be taken")
	ErrUpload   = errors.New("the article cannot be read")
)

// Upload is an article that somebody posted.
type Upload struct {
	Text      string `json:"text"`
	Format    string `json:"format"` // txt, md, html; "" by its first characters
	Title     string `json:"title"`
	Published string `json:"published"`
	URL       string `json:"url"`
	Source    string `json:"source"`
	Author    string `json:"author"`
	Outlet    string `json:"outlet"`
}

// Reading is what became of an upload.
type Reading struct {
	Document   text.ArticleID
	Action     graph.Action
	Statements int
	Actors     int
	Relinked   int
}

type decisionView struct {
	Verb resolve.Verb `json:"verb"`
	Args []string     `json:"args"`
	By   string       `json:"by,omitempty"`
	On   string       `json:"on,omitempty"`
	Note string       `json:"note,omitempty"`
	Line string       `json:"line,omitempty"`
}

func decisionOf(d resolve.Decision) decisionView {
	return decisionView{Verb: d.Verb, Args: d.Args, By: d.By, On: d.On, Note: d.Note, Line: d.String()}
}

type decisionList struct {
	Decisions []decisionView `json:"decisions"`
	Idle      []string       `json:"idle,omitempty"`
}

type decided struct {
	Decision decisionView `json:"decision"`
	Changed  int          `json:"changed"`
}

// editor is the back end's, or a fault.
func (s *Server) editor() (Editor, error) {
	if s.back.Editor == nil {
		return nil, &Fault{Status: http.StatusForbidden, Code: "unavailable", Message: "this server cannot change the graph", Remedy: "start dramatis serve with --writable"}
	}
	return s.back.Editor, nil
}

func (s *Server) listDecisions(r *http.Request) (any, error) {
	if err := paramsOf(r).done(); err != nil {
		return nil, err
	}
	out := decisionList{Decisions: []decisionView{}}
	if s.back.Editor == nil {
		return out, nil
	}
	s.editing.Lock()
	defer s.editing.Unlock()
	all, idle, err := s.back.Editor.Decisions(r.Context())
	if err != nil {
		return nil, err
	}
	for _, d := range all {
		out.Decisions = append(out.Decisions, decisionOf(d))
	}
	out.Idle = idle
	return out, nil
}

func (s *Server) decide(r *http.Request) (any, error) {
	e, err := s.editor()
	if err != nil {
		return nil, err
	}
	var d struct {
		Verb string   `json:"verb"`
		Args []string `json:"args"`
		By   string   `json:"by"`
		Note string   `json:"note"`
	}
	if err := readJSON(r, &d); err != nil {
		return nil, err
	}
	if d.Verb == "merge" {
		d.Verb = string(resolve.Same)
	}
	s.editing.Lock()
	defer s.editing.Unlock()
	// It is finished even if the client goes: half a correction helps nobody.
	kept, changed, err := e.Decide(context.WithoutCancel(r.Context()), resolve.Decision{Verb: resolve.Verb(d.Verb), Args: d.Args, By: d.By, Note: d.Note})
	if err != nil {
		return nil, err
	}
	return decided{decisionOf(kept), changed}, nil
}

func (s *Server) undo(r *http.Request) (any, error) {
	e, err := s.editor()
	if err != nil {
		return nil, err
	}
	s.editing.Lock()
	defer s.editing.Unlock()
	taken, changed, err := e.Undo(context.WithoutCancel(r.Context()))
	if err != nil {
		return nil, err
	}
	return decided{decisionOf(taken), changed}, nil
}

type removed struct {
	Document text.ArticleID `json:"document"`
	Removed  bool           `json:"removed"`
	Relinked int            `json:"relinked,omitempty"`
}

func (s *Server) forget(r *http.Request) (any, error) {
	e, err := s.editor()
	if err != nil {
		return nil, err
	}
	id := text.ArticleID(r.PathValue("id"))
	s.editing.Lock()
	defer s.editing.Unlock()
	gone, relinked, err := e.Forget(context.WithoutCancel(r.Context()), id)
	if errors.Is(err, graph.ErrNotFound) {
		return nil, &Fault{Status: http.StatusNotFound, Code: "not-found", Message: "the graph has no document of this id", Remedy: "see /api/v1/documents"}
	} else if err != nil {
		return nil, err
	}
	return removed{id, gone, relinked}, nil
}

// uploadOf reads a posted article: JSON, or the article as it is with its
// facts as parameters.
func uploadOf(r *http.Request) (Upload, error) {
	var u Upload
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	format := map[string]string{"text/plain": "txt", "text/html": "html", "text/markdown": "md"}[kind]
	switch {
	case err == nil && kind == "application/json":
		if err := readJSON(r, &u); err != nil {
			return u, err
		}
	case err == nil && format != "":
		p := paramsOf(r)
		u = Upload{Format: format, Title: p.text("title"), Published: p.text("published"), URL: p.text("url"), Source: p.text("source"), Author: p.text("author")}
		if err := p.done(); err != nil {
			return u, err
		}
		b, err := io.ReadAll(r.Body)
		var large *http.MaxBytesError
		if errors.As(err, &large) {
			return u, tooLarge(large.Limit)
		} else if err != nil {
			return u, badBody("the body: %v", err)
		}
		u.Text = string(b)
	default:
		return u, &Fault{Status: http.StatusBadRequest, Code: "format", Message: "the kind of the article is not said", Remedy: "send Content-Type: application/json, text/plain, text/html or text/markdown"}
	}
	switch {
	case strings.TrimSpace(u.Text) == "":
		return u, &Fault{Status: http.StatusBadRequest, Code: "upload", Message: "the article has no text", Remedy: "paste its text, or send the file"}
	case u.Published != "" && !isDay(u.Published):
		return u, badBody("published: %q: want a day as 2025-03-14", shortened(u.Published))
	case u.Format != "" && u.Format != "txt" && u.Format != "md" && u.Format != "html":
		return u, badBody("format: %q: want txt, md or html", shortened(u.Format))
	}
	for _, f := range []string{u.Title, u.URL, u.Source, u.Author, u.Outlet} {
		if len(f) > maxFact || !utf8.ValidString(f) {
			return u, badBody("a title, url, source, author or outlet is longer than %d bytes, or no UTF-8", maxFact)
		}
	}
	return u, nil
}

// maxFact bounds what is said of an article, in bytes.
const maxFact = 2000

// isDay reports whether s is a calendar day.
func isDay(s string) bool {
	_, err := schema.Day(s, schema.BasisExplicit)
	return err == nil
}
