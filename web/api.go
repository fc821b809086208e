package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/dramatis-kg/dramatis/queries"
	"github.com/dramatis-kg/dramatis/queries/render"
	"github.com/dramatis-kg/dramatis/schema"
)

// routeAPI adds the JSON API of answers:
//
//	GET /api/v1/queries                 the saved queries with parameters and columns
//	GET /api/v1/queries/{name}?param=…  an answer; format=json (default), csv, tsv, md
//	GET /api/v1/queries/{name}/script?… the text that answers, with the values bound, to paste into Cayley's UI
//	GET /api/v1/actors?q=NAME           actors that a name may mean
//	GET /api/v1/actors/{id}             one actor: names, roles, relations, documents
//	GET /api/v1/statements/{id}         one statement with its sentence and document
func (s *Server) routeAPI(mux *http.ServeMux) {
	mux.Handle("GET /api/v1/queries", s.answer(s.listQueries))
	mux.Handle("GET /api/v1/queries/{name}", s.limited(http.HandlerFunc(s.runQuery)))
	mux.HandleFunc("GET /api/v1/queries/{name}/script", s.showScript)
	mux.Handle("GET /api/v1/actors", s.answer(s.findActors))
	mux.Handle("GET /api/v1/actors/{id}", s.limited(s.answer(s.showActor)))
	mux.Handle("GET /api/v1/statements/{id}", s.answer(s.showStatement))
}

// answer turns a function into a handler of JSON.
func (s *Server) answer(f func(r *http.Request) (any, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v, err := f(r)
		if err != nil {
			writeFault(w, faultOf(err))
			return
		}
		writeJSON(w, http.StatusOK, v)
	})
}

func (s *Server) listQueries(*http.Request) (any, error) {
	return map[string]any{"queries": s.back.Library.List()}, nil
}

// run answers a saved query with the values of a request.
func (s *Server) run(r *http.Request, name string) (*queries.Table, error) {
	q, err := s.back.Library.Get(name)
	if err != nil {
		return nil, err
	}
	return queries.Run(r.Context(), s.back.Graph, q, valuesOf(r), queries.Options{Timeout: s.opt.QueryTimeout})
}

// valuesOf are the values of parameters in a request.
func valuesOf(r *http.Request) queries.Values {
	values := queries.Values{}
	for k, v := range r.URL.Query() {
		if k != "format" && k != "run" {
			values[k] = v
		}
	}
	return values
}

func (s *Server) showScript(w http.ResponseWriter, r *http.Request) {
	q, err := s.back.Library.Get(r.PathValue("name"))
	if err == nil && q.Language == queries.Primitive {
		err = &Fault{Status: http.StatusNotFound, Code: "no-script", Message: "the query " + q.Name + " is answered by the program, not by a script"}
	}
	var text string
	if err == nil {
		text, err = queries.Script(r.Context(), s.back.Graph, q, valuesOf(r))
	}
	if err != nil {
		writeFault(w, faultOf(err))
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	_, _ = io.WriteString(w, text) // the client may have gone
}

func (s *Server) runQuery(w http.ResponseWriter, r *http.Request) {
	format := render.JSON
	if f := r.URL.Query().Get("format"); f != "" {
		var err error
		if format, err = render.ParseFormat(f); err != nil {
			writeFault(w, faultOf(err))
			return
		}
	}
	t, err := s.run(r, r.PathValue("name"))
	if err != nil {
		writeFault(w, faultOf(err))
		return
	}
	if format == render.JSON {
		writeJSON(w, http.StatusOK, t)
		return
	}
	types := map[render.Format]string{render.CSV: "text/csv", render.TSV: "text/tab-separated-values", render.Markdown: "text/markdown", render.Table: "text/plain"}
	w.Header().Set("Content-Type", types[format]+"; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	if format != render.Table {
		w.Header().Set("Content-Disposition", `attachment; filename="`+t.Query+"."+string(format)+`"`)
	}
	_ = render.Write(w, t, render.Options{Format: format, Width: 120}) // the client may have gone
}

// actorMatch is an actor that a name may mean.
type actorMatch struct {
	ID     schema.NodeID `json:"id"`
	Name   string        `json:"name"`
	Detail string        `json:"detail,omitempty"`
	Exact  bool          `json:"exact"`
}

func (s *Server) findActors(r *http.Request) (any, error) {
	name := r.URL.Query().Get("q")
	if strings.TrimSpace(name) == "" {
		return nil, &Fault{Status: http.StatusBadRequest, Code: "missing", Message: "q is missing", Remedy: "ask /api/v1/actors?q=NAME"}
	}
	found, err := s.back.Graph.FindActors(r.Context(), name)
	if err != nil {
		return nil, err
	}
	out := make([]actorMatch, 0, len(found))
	for _, m := range found {
		out = append(out, actorMatch(m))
	}
	return map[string]any{"actors": out}, nil
}

func (s *Server) showActor(r *http.Request) (any, error) {
	return s.actorView(r.Context(), r.PathValue("id"))
}

func (s *Server) actorView(ctx context.Context, name string) (*queries.ActorView, error) {
	return queries.ShowActor(ctx, s.back.Graph, s.back.Library, name, queries.Options{Timeout: s.opt.QueryTimeout})
}

func (s *Server) showStatement(r *http.Request) (any, error) {
	return queries.ShowStatement(r.Context(), s.back.Graph, schema.StatementID(r.PathValue("id")))
}

// faultOf is the answer to an error. What is not the client's fault is told
// without details of the inside.
func faultOf(err error) *Fault {
	var f *Fault
	var pe *queries.ParamError
	switch {
	case errors.As(err, &f):
		return f
	case errors.As(err, &pe):
		f := &Fault{Status: http.StatusBadRequest, Code: "param", Message: pe.Msg, Suggestions: pe.Suggestions}
		switch {
		case errors.Is(err, queries.ErrUnknown):
			f.Status, f.Code, f.Remedy = http.StatusNotFound, "unknown-name", "try one of the suggestions, or /api/v1/actors?q="
		case errors.Is(err, queries.ErrAmbiguous):
			f.Code, f.Remedy = "ambiguous-name", "give the id of one of the suggestions"
		case errors.Is(err, queries.ErrMissing):
			f.Code, f.Remedy = "missing", fmt.Sprintf("give %s=…", pe.Param)
		}
		return f
	case errors.Is(err, queries.ErrNoQuery):
		return &Fault{Status: http.StatusNotFound, Code: "no-query", Message: err.Error(), Remedy: "see /api/v1/queries"}
	case errors.Is(err, queries.ErrUnknown):
		return &Fault{Status: http.StatusNotFound, Code: "not-found", Message: "the graph has no such statement or actor", Remedy: "take an id from the answer to a query"}
	case errors.Is(err, queries.ErrTimeout):
		return &Fault{Status: http.StatusServiceUnavailable, Code: "timeout", Message: err.Error(), Remedy: "ask for less: a range of dates, another actor"}
	case errors.Is(err, render.ErrFormat):
		return &Fault{Status: http.StatusBadRequest, Code: "format", Message: err.Error(), Remedy: "leave format out for JSON"}
	case errors.Is(err, context.Canceled):
		return &Fault{Status: http.StatusServiceUnavailable, Code: "canceled", Message: "the request was cancelled"}
	}
	return &Fault{Status: http.StatusInternalServerError, Code: "internal", Message: "the query failed: " + err.Error()}
}
