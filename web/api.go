package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries"
	"github.com/dramatis-kg/dramatis/queries/render"
)

// routes are those of the API, as the description has them.
func (s *Server) routes() map[string]http.Handler {
	read := func(f func(*http.Request) (any, error)) http.Handler {
		return s.fresh(s.cached(s.limited(s.answer(f))))
	}
	now := func(f func(*http.Request) (any, error)) http.Handler { return s.fresh(s.limited(s.answer(f))) }
	return map[string]http.Handler{
		"GET /api/v1/status":                now(s.showStatus),
		"GET /api/v1/openapi.yaml":          described("application/yaml", s.api.yaml),
		"GET /api/v1/openapi.json":          described("application/json", s.api.json),
		"GET /api/v1/actors":                read(s.findActors),
		"GET /api/v1/actors/{id}":           read(s.showActor),
		"GET /api/v1/topics":                read(s.findTopics),
		"GET /api/v1/statements":            read(s.listStatements),
		"GET /api/v1/statements/{id}":       read(s.showStatement),
		"GET /api/v1/events":                read(s.listEvents),
		"GET /api/v1/timeline":              read(s.showTimeline),
		"GET /api/v1/network":               read(s.showNetwork),
		"GET /api/v1/paths":                 read(s.showPaths),
		"GET /api/v1/documents":             read(s.listDocuments),
		"POST /api/v1/documents":            http.HandlerFunc(s.postDocument),
		"GET /api/v1/documents/{id}":        read(s.showDocument),
		"DELETE /api/v1/documents/{id}":     s.answer(s.forget),
		"GET /api/v1/jobs/{id}":             s.answer(s.showJob),
		"GET /api/v1/jobs/{id}/events":      http.HandlerFunc(s.streamJob),
		"GET /api/v1/queries":               s.answer(s.listQueries),
		"GET /api/v1/queries/{name}":        s.fresh(s.cached(s.limited(http.HandlerFunc(s.runQuery)))),
		"GET /api/v1/queries/{name}/script": s.fresh(http.HandlerFunc(s.showScript)),
		"POST /api/v1/query":                s.fresh(s.limited(http.HandlerFunc(s.runScript))),
		"GET /api/v1/export":                s.fresh(s.cached(s.limited(http.HandlerFunc(s.export)))),
		"GET /api/v1/decisions":             s.answer(s.listDecisions),
		"POST /api/v1/decisions":            s.answer(s.decide),
		"POST /api/v1/decisions/undo":       s.answer(s.undo),
	}
}

// routeAPI adds the API. A known path with another method is a fault of its
// own.
func (s *Server) routeAPI(handle func(string, http.Handler)) {
	methods := map[string][]string{}
	for route, h := range s.routes() {
		handle(route, h)
		method, path, _ := strings.Cut(route, " ")
		methods[path] = append(methods[path], method)
	}
	for path, known := range methods {
		slices.Sort(known)
		allow := strings.Join(known, ", ")
		handle(path, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Allow", allow)
			writeFault(w, &Fault{Status: http.StatusMethodNotAllowed, Code: "method", Message: "there is no " + r.Method + " " + r.URL.Path, Remedy: "use " + allow})
		}))
	}
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
	if format != render.Table {
		w.Header().Set("Content-Disposition", `attachment; filename="`+t.Query+"."+string(format)+`"`)
	}
	_ = render.Write(w, t, render.Options{Format: format, Width: 120}) // the client may have gone
}

func (s *Server) showActor(r *http.Request) (any, error) {
	return s.actorView(r.Context(), r.PathValue("id"))
}

func (s *Server) actorView(ctx context.Context, name string) (*queries.ActorView, error) {
	return queries.ShowActor(ctx, s.back.Graph, s.back.Library, name, queries.Options{Timeout: s.opt.QueryTimeout})
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
	case errors.Is(err, queries.ErrTimeout), errors.Is(err, graph.ErrTimeout), errors.Is(err, context.DeadlineExceeded):
		return &Fault{Status: http.StatusServiceUnavailable, Code: "timeout", Message: err.Error(), Remedy: "ask for less: a range of dates, another actor"}
	case errors.Is(err, graph.ErrMemory):
		return &Fault{Status: http.StatusUnprocessableEntity, Code: "memory", Message: err.Error(), Remedy: "select less before it is sorted or collected"}
	case errors.Is(err, graph.ErrRowLimit):
		return &Fault{Status: http.StatusBadRequest, Code: "rows", Message: err.Error(), Remedy: "select less, or give limit"}
	case errors.Is(err, graph.ErrScript):
		return &Fault{Status: http.StatusBadRequest, Code: "script", Message: err.Error(), Remedy: "mend the query's text"}
	case errors.Is(err, ErrDecision):
		return &Fault{Status: http.StatusBadRequest, Code: "decision", Message: err.Error(), Remedy: "see /api/v1/decisions and docs/curation.md"}
	case errors.Is(err, ErrUpload):
		return &Fault{Status: http.StatusBadRequest, Code: "upload", Message: err.Error(), Remedy: "send English prose as text, HTML or Markdown"}
	case errors.Is(err, render.ErrFormat):
		return &Fault{Status: http.StatusBadRequest, Code: "format", Message: err.Error(), Remedy: "leave format out for JSON"}
	case errors.Is(err, context.Canceled):
		return &Fault{Status: http.StatusServiceUnavailable, Code: "canceled", Message: "the request was cancelled"}
	}
	return &Fault{Status: http.StatusInternalServerError, Code: "internal", Message: "the query failed: " + err.Error()}
}
