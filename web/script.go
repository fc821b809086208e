package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"mime"
	"net/http"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/graph"
)

// script is a query of the user's own.
type script struct {
	Language string `json:"language"`
	Query    string `json:"query"`
	Limit    int    `json:"limit"`
	Format   string `json:"format"`
}

type rowList struct {
	Columns []string    `json:"columns"`
	Rows    []graph.Row `json:"rows"`
	More    bool        `json:"more"`
}

// mostRows bounds the rows of a script.
const mostRows = 100_000

// runScript answers POST /api/v1/query in the engine of the back end.
func (s *Server) runScript(w http.ResponseWriter, r *http.Request) {
	q, lang, err := s.scriptOf(r)
	if err != nil {
		writeFault(w, faultOf(err))
		return
	}
	rows := s.back.Engine.Query(r.Context(), lang, q.Query, graph.Limits{Timeout: s.opt.QueryTimeout, Rows: q.Limit})
	if q.Format == "ndjson" {
		lines := newLines(w, "application/x-ndjson; charset=utf-8", "")
		for row, err := range rows {
			if errors.Is(err, graph.ErrRowLimit) {
				break
			}
			if err == nil {
				err = lines.put(row)
			}
			if err != nil {
				lines.fail(err)
				return
			}
		}
		lines.end()
		return
	}
	out := rowList{Columns: []string{}, Rows: []graph.Row{}}
	columns := map[string]bool{}
	for row, err := range rows {
		if errors.Is(err, graph.ErrRowLimit) {
			out.More = true
			break
		}
		if err != nil {
			writeFault(w, faultOf(err))
			return
		}
		for _, f := range row {
			columns[f.Name] = true
		}
		out.Rows = append(out.Rows, row)
	}
	out.Columns = append(out.Columns, slices.Sorted(maps.Keys(columns))...)
	writeJSON(w, http.StatusOK, out)
}

func (s *Server) scriptOf(r *http.Request) (script, graph.Language, error) {
	if s.back.Engine == nil {
		return script{}, "", &Fault{Status: http.StatusForbidden, Code: "unavailable", Message: "this server runs no queries of one's own", Remedy: "ask a saved one: /api/v1/queries"}
	}
	q := script{Language: "gizmo", Limit: maxPage, Format: "json"}
	if err := readJSON(r, &q); err != nil {
		return q, "", err
	}
	lang, err := graph.ParseLanguage(q.Language)
	switch {
	case err != nil:
		err = badBody("language: %q: want gizmo, graphql or mql", q.Language)
	case strings.TrimSpace(q.Query) == "":
		err = badBody("query: it is empty")
	case q.Limit < 1 || q.Limit > mostRows:
		err = badBody("limit: %d: want a number from 1 to %d", q.Limit, mostRows)
	case q.Format != "json" && q.Format != "ndjson":
		err = badBody("format: %q: want json or ndjson", q.Format)
	}
	return q, lang, err
}

func badBody(format string, args ...any) error {
	return &Fault{Status: http.StatusBadRequest, Code: "param", Message: fmt.Sprintf(format, args...), Remedy: "see /api/v1/openapi.yaml"}
}

// readJSON reads the body of a request into a value that has been set to its
// defaults. It takes nothing that a form of another page could send.
func readJSON(r *http.Request, into any) error {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "application/json" {
		return &Fault{Status: http.StatusBadRequest, Code: "format", Message: "the body is not said to be JSON", Remedy: "send Content-Type: application/json"}
	}
	d := json.NewDecoder(r.Body)
	d.DisallowUnknownFields()
	err = d.Decode(into)
	if err == nil {
		if _, extra := d.Token(); !errors.Is(extra, io.EOF) {
			err = errors.New("there is more after the value")
		}
	}
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return tooLarge(large.Limit)
	case errors.Is(err, io.EOF):
		return badBody("the body is empty")
	case err != nil:
		return badBody("the body: %v", err)
	}
	return nil
}

func tooLarge(limit int64) *Fault {
	return &Fault{Status: http.StatusRequestEntityTooLarge, Code: "too-large", Message: fmt.Sprintf("the request is larger than %d bytes", limit), Remedy: "send it in parts"}
}
