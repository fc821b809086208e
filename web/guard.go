package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// Fault is an error as clients get it: a code for programs, a message and
// what to do about it for people.
type Fault struct {
	Status  int    `json:"-"`
	Code    string `json:"code"`
	Message string `json:"message"`
	Remedy  string `json:"remedy,omitempty"`
	// Suggestions are values to try instead.
	Suggestions []string `json:"suggestions,omitempty"`
}

// Error is the message.
func (f *Fault) Error() string { return f.Message }

// writeFault answers with a fault as JSON. The key "error" repeats the
// message for Cayley's UI and clients, which look there.
func writeFault(w http.ResponseWriter, f *Fault) {
	writeJSON(w, f.Status, struct {
		*Fault
		Error string `json:"error"`
	}{f, f.Message})
}

func writeJSON(w http.ResponseWriter, status int, v any) {
	b, err := json.Marshal(v)
	if err != nil {
		status, b = http.StatusInternalServerError, []byte(`{"code":"internal","message":"the answer cannot be encoded","error":"the answer cannot be encoded"}`)
	}
	h := w.Header()
	h.Set("Content-Type", "application/json; charset=utf-8")
	if status != http.StatusOK {
		h.Del("ETag")
	}
	if h.Get("ETag") == "" {
		h.Set("Cache-Control", "no-store")
	}
	h.Set("Content-Length", strconv.Itoa(len(b)+1))
	w.WriteHeader(status)
	_, _ = w.Write(append(b, '\n')) // the client may have gone
}

// guard lets through only requests that come from this machine's own pages
// and programs:
//
//   - the Host must be a name that the server has, so that a foreign name
//     that was made to point here (DNS rebinding) gets nothing;
//   - a request that changes something, or asks for data, must not come from
//     a page of another origin, by Sec-Fetch-Site or Origin. No header grants
//     other origins access (CORS).
//
// It bounds bodies, sets the headers of safety and turns a panic of a handler
// into an answer.
func guard(next http.Handler, hosts []string, opt Options) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'")
		if !answersTo(r.Host, hosts, opt) {
			writeFault(w, &Fault{Status: http.StatusMisdirectedRequest, Code: "host",
				Message: fmt.Sprintf("this server does not answer to the name %q", r.Host), Remedy: "use the address that serve printed"})
			return
		}
		if foreign(r, opt) {
			writeFault(w, &Fault{Status: http.StatusForbidden, Code: "origin",
				Message: "requests from pages of other origins are refused", Remedy: "open the page on this server, or use a program that sends no Origin"})
			return
		}
		limit := opt.MaxBody
		if writes(r) {
			limit = opt.MaxUpload
			if !opt.Writable {
				writeFault(w, &Fault{Status: http.StatusForbidden, Code: "read-only",
					Message: "the graph is served read-only", Remedy: "start dramatis serve with --writable"})
				return
			}
		}
		if r.ContentLength > limit {
			writeFault(w, &Fault{Status: http.StatusRequestEntityTooLarge, Code: "too-large",
				Message: fmt.Sprintf("the request is larger than %d bytes", limit), Remedy: "send it in parts"})
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, limit)
		out := &watchedWriter{ResponseWriter: w}
		defer func() {
			v := recover()
			if v == nil {
				return
			}
			if err, ok := v.(error); ok && errors.Is(err, http.ErrAbortHandler) {
				panic(v)
			}
			if out.begun { // half an answer must not look like a whole one
				panic(http.ErrAbortHandler)
			}
			writeFault(w, &Fault{Status: http.StatusInternalServerError, Code: "internal",
				Message: "the request could not be answered", Remedy: "try another query; if it stays so, report it"})
		}()
		next.ServeHTTP(out, r)
	})
}

// watchedWriter knows whether an answer has begun.
type watchedWriter struct {
	http.ResponseWriter
	begun bool
}

// WriteHeader begins the answer.
func (w *watchedWriter) WriteHeader(status int) {
	w.begun = true
	w.ResponseWriter.WriteHeader(status)
}

// Write begins the answer.
func (w *watchedWriter) Write(b []byte) (int, error) {
	w.begun = true
	return w.ResponseWriter.Write(b)
}

// Unwrap is for http.ResponseController.
func (w *watchedWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// writes reports whether the request is for a route that changes the graph.
func writes(r *http.Request) bool {
	path := strings.TrimSuffix(r.URL.Path, "/")
	switch path {
	case "/api/v2/write", "/api/v2/delete", "/api/v2/node/delete", "/api/v1/write", "/api/v1/delete":
		return true
	case "/api/v1/query": // it only reads
		return false
	}
	reads := r.Method == http.MethodGet || r.Method == http.MethodHead
	return !reads && strings.HasPrefix(path, "/api/v1/") && !strings.HasPrefix(path, "/api/v1/shape/")
}

// answersTo reports whether the server has a name. One that has a token may
// be reached by addresses that it cannot know (a forwarded port); a foreign
// name that was made to point here is still refused, as it is no address.
func answersTo(host string, hosts []string, opt Options) bool {
	if slices.Contains(hosts, strings.ToLower(host)) {
		return true
	}
	if opt.Token == "" {
		return false
	}
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	name = strings.ToLower(strings.Trim(name, "[]"))
	return net.ParseIP(name) != nil || name == "localhost" || slices.ContainsFunc(opt.Hosts, func(h string) bool { return strings.ToLower(h) == name })
}

// foreign reports whether a page of another origin sent the request. Plain
// navigation to a page is allowed from anywhere; data and posts are not.
func foreign(r *http.Request, opt Options) bool {
	page := (r.Method == http.MethodGet || r.Method == http.MethodHead) && !strings.HasPrefix(r.URL.Path, "/api/")
	if page {
		return false
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "cross-site", "same-site":
		return true
	}
	origin := r.Header.Get("Origin")
	if origin == "" {
		return false
	}
	host, ok := strings.CutPrefix(strings.ToLower(origin), "http://")
	if !ok && opt.Token != "" { // behind a proxy that speaks TLS
		host, ok = strings.CutPrefix(strings.ToLower(origin), "https://")
	}
	return !ok || host != strings.ToLower(r.Host) // which is a name of the server
}

// hostNames are the values of Host that the server at addr answers to.
func hostNames(addr net.Addr, extra []string) []string {
	_, port, err := net.SplitHostPort(addr.String())
	if err != nil {
		port = ""
	}
	names := append([]string{"127.0.0.1", "localhost", "::1"}, extra...)
	if host, _, err := net.SplitHostPort(addr.String()); err == nil && host != "" && host != "::" && host != "0.0.0.0" {
		names = append(names, host)
	}
	var out []string
	for _, n := range names {
		n = strings.ToLower(strings.Trim(n, "[]"))
		out = append(out, net.JoinHostPort(n, port))
		if port == "80" {
			if strings.Contains(n, ":") {
				n = "[" + n + "]"
			}
			out = append(out, n)
		}
	}
	return out
}
