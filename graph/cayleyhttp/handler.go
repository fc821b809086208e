// Package cayleyhttp answers Cayley's HTTP interface from a store, for
// Cayley's web UI and its clients.
//
// What enters: requests to /api/v2/query, read, formats, write, delete and
// node/delete, and /api/v1/shape/{language}. What leaves: Cayley's JSON, with
// a time limit on everything, "result": [] where there is nothing, and no
// permission for other sites. It never writes unless [Options.Writable], and
// then only quads that belong to no document.
package cayleyhttp

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/quad"

	// The formats that can be read and written.
	_ "github.com/cayleygraph/quad/json"
	_ "github.com/cayleygraph/quad/jsonld"
	_ "github.com/cayleygraph/quad/pquads"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/graph/plan"
)

// Options of the handler.
type Options struct {
	// Timeout bounds queries and reads. Default 30 seconds.
	Timeout time.Duration
	// Rows bounds the results of a query; the parameter "limit" of a request
	// can only lower it. Default 10,000.
	Rows int
	// Writable allows write and delete. Default false.
	Writable bool
	// MaxBody bounds the body of a request in bytes. Default 32 MiB; queries
	// are bounded to 1 MiB anyway.
	MaxBody int64
	// Engine runs the queries. Default: the store itself, inside this process;
	// a worker.Pool keeps scripts of strangers out of it.
	Engine Engine
	// Log is told of failures while a response was under way, when they
	// cannot be reported otherwise. Default: nobody.
	Log func(error)
}

// Engine runs queries and finds their shapes.
type Engine interface {
	CayleyQuery(ctx context.Context, lang graph.Language, text string, col query.Collation, l graph.Limits) ([]any, error)
	CayleyShape(ctx context.Context, lang graph.Language, text string, l graph.Limits) (plan.QueryShape, error)
}

var _ Engine = (*graph.Store)(nil)

func (o Options) withDefaults() Options {
	if o.Timeout <= 0 {
		o.Timeout = 30 * time.Second
	}
	if o.Rows <= 0 {
		o.Rows = 10_000
	}
	if o.MaxBody <= 0 {
		o.MaxBody = 32 << 20
	}
	if o.Log == nil {
		o.Log = func(error) {}
	}
	return o
}

type handler struct {
	s *graph.Store
	o Options
}

// New answers requests from the store, which the caller closes.
func New(s *graph.Store, o Options) http.Handler {
	h := &handler{s: s, o: o.withDefaults()}
	if h.o.Engine == nil {
		h.o.Engine = s
	}
	mux := http.NewServeMux()
	for path, f := range map[string]http.HandlerFunc{
		"GET /api/v2/query":         h.query,
		"POST /api/v2/query":        h.query,
		"GET /api/v2/read":          h.read,
		"POST /api/v2/read":         h.read,
		"GET /api/v2/formats":       h.formats,
		"POST /api/v1/shape/{lang}": h.shape,
		"POST /api/v2/write":        h.write,
		"POST /api/v2/delete":       h.delete,
		"POST /api/v2/node/delete":  h.deleteNode,
	} {
		mux.HandleFunc(path, f)
	}
	return h.guard(mux)
}

// guard refuses requests that a page of another site makes, and bounds
// bodies.
func (h *handler) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Content-Type-Options", "nosniff")
		if foreign(r) {
			fail(w, http.StatusForbidden, errors.New("requests from other sites are refused"))
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, h.o.MaxBody)
		next.ServeHTTP(w, r)
	})
}

func foreign(r *http.Request) bool {
	switch r.Header.Get("Sec-Fetch-Site") {
	case "cross-site":
		return true
	case "same-origin", "none":
		return false
	}
	origin := r.Header.Get("Origin")
	if origin == "" {
		return false
	}
	u, err := url.Parse(origin)
	return err != nil || u.Host != r.Host
}

// fail answers with an error: a code for programs, what is wrong and what to
// do for people. The key "error" is the one that Cayley's clients look at.
func fail(w http.ResponseWriter, status int, err error) {
	answer := map[string]string{"error": err.Error(), "message": err.Error()}
	answer["code"], answer["remedy"] = codeOf(status, err)
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	// The client may be gone; there is nobody to tell.
	_ = json.NewEncoder(w).Encode(answer)
}

// codeOf is the code of an error, and what to do about it.
func codeOf(status int, err error) (code, remedy string) {
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return "too-large", "send it in parts"
	case errors.Is(err, errQuads), errors.Is(err, graph.ErrQuad):
		return "quads", "send N-Quads, one a line, as <actor:a> <rel:meet> <actor:b> . or another format that /api/v2/formats lists, with its Content-Type"
	case errors.Is(err, errFormat):
		return "format", "take one that /api/v2/formats lists"
	case errors.Is(err, graph.ErrMemory):
		return "memory", "select less before it is sorted or collected"
	case status == http.StatusGatewayTimeout:
		return "timeout", "ask for less, or start dramatis serve with a longer --timeout"
	case errors.Is(err, errNotWritable), errors.Is(err, graph.ErrReadOnly):
		return "read-only", "start dramatis serve with --writable"
	case status == http.StatusForbidden:
		return "origin", "open the page on this server, or use a program that sends no Origin"
	case status == http.StatusBadRequest:
		return "script", "see docs/queries.md for the languages"
	}
	return "internal", "try again; if it stays so, report it"
}

// errQuads is wrapped by errors about a body that is none of quads, errFormat
// by those about a format that there is not.
var (
	errQuads  = errors.New("the body cannot be read as quads")
	errFormat = errors.New("unknown format")
)

func (h *handler) reply(w http.ResponseWriter, mime string, v any) {
	w.Header().Set("Content-Type", mime)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		h.o.Log(fmt.Errorf("cayleyhttp: write response: %w", err))
	}
}

// maxQuery bounds the text of a query in bytes.
const maxQuery = 1 << 20

func queryText(r *http.Request) (string, error) {
	if r.Method == http.MethodGet {
		return r.URL.Query().Get("qu"), nil
	}
	b, err := io.ReadAll(io.LimitReader(r.Body, maxQuery+1))
	if err == nil && len(b) > maxQuery {
		err = fmt.Errorf("the query is longer than %d bytes", maxQuery)
	}
	return string(b), err
}

func statusOf(err error) int {
	switch {
	case errors.Is(err, graph.ErrTimeout), errors.Is(err, context.DeadlineExceeded):
		return http.StatusGatewayTimeout
	case errors.Is(err, graph.ErrScript), errors.Is(err, graph.ErrQuad), errors.Is(err, graph.ErrMemory), errors.Is(err, graph.ErrRowLimit):
		return http.StatusBadRequest
	case errors.Is(err, graph.ErrReadOnly):
		return http.StatusForbidden
	}
	return http.StatusInternalServerError
}

func (h *handler) query(w http.ResponseWriter, r *http.Request) {
	lang, err := graph.ParseLanguage(r.URL.Query().Get("lang"))
	if err != nil {
		fail(w, http.StatusBadRequest, err)
		return
	}
	text, err := queryText(r)
	if err == nil && strings.TrimSpace(text) == "" {
		err = errors.New("the query is empty")
	}
	if err != nil {
		fail(w, http.StatusBadRequest, err)
		return
	}
	limit := h.o.Rows
	if l := r.URL.Query().Get("limit"); l != "" {
		n, err := strconv.Atoi(l)
		if err != nil || n < 1 {
			fail(w, http.StatusBadRequest, fmt.Errorf("limit %q is not a positive number", l))
			return
		}
		limit = min(limit, n)
	}
	mime, col := "application/json", query.JSON
	if lang == graph.Gizmo && strings.HasPrefix(r.Header.Get("Accept"), "application/ld+json") {
		mime, col = "application/ld+json", query.JSONLD
	}
	if _, err := h.s.Refresh(r.Context()); err != nil {
		fail(w, statusOf(err), err)
		return
	}
	out, err := h.o.Engine.CayleyQuery(r.Context(), lang, text, col, graph.Limits{Timeout: h.o.Timeout, Rows: limit})
	switch {
	case err != nil && lang == graph.GraphQL:
		h.reply(w, mime, map[string]any{"data": nil, "errors": []map[string]string{{"message": err.Error()}}})
	case err != nil:
		fail(w, statusOf(err), err)
	case lang == graph.GraphQL:
		var data any
		if len(out) > 0 {
			data = out[0]
		}
		h.reply(w, mime, map[string]any{"data": data})
	default:
		h.reply(w, mime, map[string]any{"result": out})
	}
}

func (h *handler) shape(w http.ResponseWriter, r *http.Request) {
	lang, err := graph.ParseLanguage(r.PathValue("lang"))
	if err != nil {
		fail(w, http.StatusBadRequest, err)
		return
	}
	text, err := queryText(r)
	if err != nil {
		fail(w, http.StatusBadRequest, err)
		return
	}
	s, err := h.o.Engine.CayleyShape(r.Context(), lang, text, graph.Limits{Timeout: h.o.Timeout})
	if err != nil {
		fail(w, statusOf(err), err)
		return
	}
	h.reply(w, "application/json", s)
}

func (h *handler) formats(w http.ResponseWriter, _ *http.Request) {
	type format struct {
		ID     string   `json:"id"`
		Read   bool     `json:"read,omitempty"`
		Write  bool     `json:"write,omitempty"`
		Nodes  bool     `json:"nodes,omitempty"`
		Ext    []string `json:"ext,omitempty"`
		Mime   []string `json:"mime,omitempty"`
		Binary bool     `json:"binary,omitempty"`
	}
	out := []format{}
	for _, f := range quad.Formats() {
		out = append(out, format{f.Name, f.Reader != nil, f.Writer != nil, f.UnmarshalValue != nil, f.Ext, f.Mime, f.Binary})
	}
	h.reply(w, "application/json", out)
}

// formatOf is the format that a request names by parameter or header.
func formatOf(r *http.Request, header string) (*quad.Format, error) {
	if name := r.FormValue("format"); name != "" && header == "Accept" {
		if f := quad.FormatByName(name); f != nil {
			return f, nil
		}
		return nil, fmt.Errorf("%w: %q", errFormat, name)
	}
	for _, part := range strings.Split(r.Header.Get(header), ",") {
		mime, _, _ := strings.Cut(part, ";")
		if f := quad.FormatByMime(strings.TrimSpace(mime)); f != nil {
			return f, nil
		}
	}
	return quad.FormatByName("nquads"), nil
}

func values(s string) []quad.Value {
	if s == "" {
		return nil
	}
	var out []quad.Value
	for _, v := range strings.Split(s, ",") {
		out = append(out, quad.StringToValue(v))
	}
	return out
}

func (h *handler) read(w http.ResponseWriter, r *http.Request) {
	format, err := formatOf(r, "Accept")
	if err == nil && format.Writer == nil {
		err = fmt.Errorf("the format %s cannot be written", format.Name)
	}
	if err != nil {
		fail(w, http.StatusBadRequest, err)
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), h.o.Timeout)
	defer cancel()
	if _, err := h.s.Refresh(ctx); err != nil {
		fail(w, statusOf(err), err)
		return
	}
	qs, release, err := h.s.QuadStore(ctx)
	if err != nil {
		fail(w, statusOf(err), err)
		return
	}
	defer func() {
		if err := release(); err != nil {
			h.o.Log(err)
		}
	}()
	if len(format.Mime) > 0 {
		w.Header().Set("Content-Type", format.Mime[0])
	}
	out := &counter{w: w}
	qw := format.Writer(out)
	err = qs.Match(ctx, values(r.FormValue("sub")), values(r.FormValue("pred")), values(r.FormValue("obj")), values(r.FormValue("label")),
		func(q quad.Quad) (bool, error) {
			_, err := qw.WriteQuads([]quad.Quad{q})
			return true, err
		})
	if cerr := qw.Close(); err == nil {
		err = cerr
	}
	switch {
	case err == nil:
	case out.n == 0:
		fail(w, statusOf(err), err)
	default:
		// Half an answer must not look like a whole one.
		h.o.Log(fmt.Errorf("cayleyhttp: read: %w", err))
		panic(http.ErrAbortHandler)
	}
}

type counter struct {
	w io.Writer
	n int64
}

func (c *counter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	return n, err
}
