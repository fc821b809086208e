package web

import (
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// revision names the state of the store's content, for caches of clients.
// Another run of the server has other names.
func (s *Server) revision() string {
	return s.boot + "-" + strconv.FormatUint(s.back.Store.Revision(), 36)
}

// fresh brings in what another process has written to a store that is open
// for reading.
func (s *Server) fresh(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := s.back.Store.Refresh(r.Context()); err != nil {
			writeFault(w, faultOf(err))
			return
		}
		next.ServeHTTP(w, r)
	})
}

// cached answers 304 to a client that has the answer of this state already.
func (s *Server) cached(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		tag := `W/"` + s.revision() + `"`
		w.Header().Set("ETag", tag)
		w.Header().Set("Cache-Control", "private, no-cache")
		w.Header().Add("Vary", "Accept-Encoding")
		for _, have := range strings.Split(r.Header.Get("If-None-Match"), ",") {
			if have = strings.TrimSpace(have); have == tag {
				w.WriteHeader(http.StatusNotModified)
				return
			}
		}
		next.ServeHTTP(w, r)
	})
}

// leastZipped is the size of an answer that is worth compressing, in bytes.
const leastZipped = 1024

// zipped compresses answers for clients that can read it.
func zipped(next http.Handler) http.Handler {
	writers := &sync.Pool{New: func() any {
		z, err := gzip.NewWriterLevel(io.Discard, gzip.BestSpeed)
		if err != nil {
			return nil // the level is one that there is
		}
		return z
	}}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !acceptsGzip(r) {
			next.ServeHTTP(w, r)
			return
		}
		z := &zipWriter{ResponseWriter: w, pool: writers}
		defer z.finish()
		next.ServeHTTP(z, r)
	})
}

func acceptsGzip(r *http.Request) bool {
	for _, part := range strings.Split(r.Header.Get("Accept-Encoding"), ",") {
		name, q, _ := strings.Cut(strings.TrimSpace(part), ";")
		if name == "gzip" {
			return strings.ReplaceAll(q, " ", "") != "q=0"
		}
	}
	return false
}

// zippable are the kinds of content that get smaller.
var zippable = []string{"application/json", "application/x-ndjson", "application/ld+json", "application/gexf+xml", "application/graphml+xml", "application/yaml", "text/html", "text/css", "text/csv",
	"text/javascript", "text/plain", "text/markdown", "text/tab-separated-values", "image/svg+xml"}

// zipWriter decides at the first byte.
type zipWriter struct {
	http.ResponseWriter
	pool    *sync.Pool
	z       *gzip.Writer
	decided bool
}

// WriteHeader decides whether to compress, by the headers.
func (z *zipWriter) WriteHeader(status int) {
	if !z.decided {
		z.decided = true
		h := z.Header()
		kind, _, _ := strings.Cut(h.Get("Content-Type"), ";")
		size, err := strconv.Atoi(h.Get("Content-Length"))
		small := err == nil && size < leastZipped
		if status != http.StatusNoContent && status != http.StatusNotModified && !small && h.Get("Content-Encoding") == "" && slices.Contains(zippable, kind) {
			if w, ok := z.pool.Get().(*gzip.Writer); ok {
				w.Reset(z.ResponseWriter)
				z.z = w
				h.Set("Content-Encoding", "gzip")
				h.Del("Content-Length")
				if !slices.Contains(h.Values("Vary"), "Accept-Encoding") {
					h.Add("Vary", "Accept-Encoding")
				}
			}
		}
	}
	z.ResponseWriter.WriteHeader(status)
}

// Write compresses.
func (z *zipWriter) Write(b []byte) (int, error) {
	if !z.decided {
		z.WriteHeader(http.StatusOK)
	}
	if z.z != nil {
		return z.z.Write(b)
	}
	return z.ResponseWriter.Write(b)
}

// FlushError sends what was written so far.
func (z *zipWriter) FlushError() error {
	if z.z != nil {
		if err := z.z.Flush(); err != nil {
			return fmt.Errorf("web: compress: %w", err)
		}
	}
	return http.NewResponseController(z.ResponseWriter).Flush()
}

// Unwrap is for http.ResponseController.
func (z *zipWriter) Unwrap() http.ResponseWriter { return z.ResponseWriter }

// finish ends the compressed answer, unless a panic cuts it.
func (z *zipWriter) finish() {
	if v := recover(); v != nil {
		if z.decided { // half an answer must not look like a whole one
			v = http.ErrAbortHandler
		}
		panic(v)
	}
	if z.z == nil {
		return
	}
	_ = z.z.Close() // the client may have gone
	z.pool.Put(z.z)
}

// baseName is the last part of a path.
func baseName(path string) string { return filepath.Base(filepath.Clean(path)) }
