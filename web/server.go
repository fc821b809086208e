package web

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries"
)

// Backend is what the server serves.
type Backend struct {
	Store   *graph.Store
	Library *queries.Library
	// Graph answers saved queries. Default: from the store.
	Graph queries.Graph
	// Engine runs queries of users' own, kept apart from this process. nil
	// refuses them.
	Engine queries.Engine
	// Editor changes the graph; it is asked only if [Options.Writable]. nil
	// refuses corrections and articles.
	Editor Editor
	// Version is the program's, for the status.
	Version string
	// Cayley answers below /api/v1/shape/ and /api/v2/. It heeds the time
	// limit of a query and writes only if it was made so; nil answers 404.
	Cayley http.Handler
}

// Server serves a graph. Make one with [New].
type Server struct {
	back    Backend
	opt     Options
	pages   *pages
	files   map[string]uiFile
	built   map[string]uiFile // the explorer; nil if it was not built
	running chan struct{}     // holds a token for each query that runs
	tables  *tables
	boot    string // tells this run of the server from others
	jobs    *jobs
	editing sync.Mutex    // held while the editor is asked
	ending  chan struct{} // closed when the server is to end
	api     struct{ yaml, json []byte }
}

// New prepares a server. It fails if the options are wrong, or if Cayley's UI
// is not the one that can be served offline.
func New(b Backend, opt Options) (*Server, error) {
	if err := opt.Validate(); err != nil {
		return nil, err
	}
	opt.SetDefaults()
	if b.Store == nil || b.Library == nil {
		return nil, errors.New("web: the back end has no store or no queries")
	}
	if b.Graph == nil {
		b.Graph = queries.FromStore(b.Store)
	}
	s := &Server{back: b, opt: opt, running: make(chan struct{}, opt.MaxQueries), tables: &tables{store: b.Store},
		jobs: newJobs(), boot: strings.ToLower(rand.Text()[:8]), ending: make(chan struct{})}
	var err error
	if s.files, err = loadUI(); err != nil {
		return nil, err
	}
	if s.pages, err = loadPages(); err != nil {
		return nil, err
	}
	in, err := fs.Sub(dist, "explorer/dist")
	if err != nil {
		return nil, fmt.Errorf("web: %w", err)
	}
	if opt.Explorer != nil {
		in = opt.Explorer
	}
	if s.built, err = loadExplorer(in); err != nil {
		return nil, err
	}
	if s.api.yaml, s.api.json, err = loadOpenAPI(); err != nil {
		return nil, err
	}
	return s, nil
}

// HasExplorer reports whether the built explorer is there; without it the
// plain pages stand in its place. [NoExplorer] says what to do.
func (s *Server) HasExplorer() bool { return s.built != nil }

// Handler answers requests whose Host is that of addr.
func (s *Server) Handler(addr net.Addr) http.Handler {
	mux := http.NewServeMux()
	s.routePages(mux)
	s.routeAPI(mux.Handle)
	if s.built != nil {
		explorer := explorerHandler(s.built)
		for name := range s.built {
			if name != "/index.html" {
				mux.Handle("GET "+name, explorer)
			}
		}
		mux.Handle("GET /{$}", explorer)
	} else {
		mux.HandleFunc("GET /{$}", s.homePage)
	}
	if s.back.Cayley != nil {
		mux.Handle("/api/v1/shape/", s.limited(s.back.Cayley))
		mux.Handle("/api/v2/", s.limited(s.back.Cayley))
	}
	mux.HandleFunc("/api/", func(w http.ResponseWriter, r *http.Request) {
		writeFault(w, &Fault{Status: http.StatusNotFound, Code: "not-found", Message: "there is no " + r.URL.Path,
			Remedy: "see /api/v1/openapi.yaml for what there is"})
	})
	ui := uiHandler(s.files)
	for name := range s.files {
		if name != "/index.html" {
			mux.Handle("GET "+name, ui)
		}
	}
	mux.Handle("GET /cayley/{$}", ui)
	mux.Handle("/cayley", http.RedirectHandler("/cayley/", http.StatusMovedPermanently))
	var h http.Handler = zipped(mux)
	if s.opt.Token != "" {
		h = withToken(h, s.opt.Token)
	}
	return guard(h, hostNames(addr, s.opt.Hosts), s.opt)
}

// limited lets only so many requests run at a time. A request that is still
// waiting when its client goes, or when a query's time is over, is refused.
func (s *Server) limited(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		wait := time.NewTimer(s.opt.QueryTimeout)
		defer wait.Stop()
		select {
		case s.running <- struct{}{}:
			defer func() { <-s.running }()
			next.ServeHTTP(w, r)
		case <-wait.C:
			w.Header().Set("Retry-After", "5")
			writeFault(w, &Fault{Status: http.StatusServiceUnavailable, Code: "busy",
				Message: "too many queries are running", Remedy: "try again in a while"})
		case <-r.Context().Done():
		}
	})
}

// shutdownGrace is how long requests may take to finish after the end of the
// server's context.
const shutdownGrace = 5 * time.Second

// Serve listens and answers until ctx ends; then it lets running requests
// finish for a few seconds, and the article that is being read. It is called
// once. ready is called once with the server's URL when
// it accepts connections. The end of ctx is no error.
func (s *Server) Serve(ctx context.Context, ready func(url string)) error {
	ln, err := new(net.ListenConfig).Listen(ctx, "tcp", s.opt.Addr)
	if err != nil {
		return fmt.Errorf("web: listen on %s: %w", s.opt.Addr, err)
	}
	srv := &http.Server{
		Handler:           s.Handler(ln.Addr()),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       2 * time.Minute,
		WriteTimeout:      2*s.opt.QueryTimeout + 2*time.Minute,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(slog.DiscardHandler, slog.LevelDebug),
		BaseContext:       func(net.Listener) context.Context { return context.WithoutCancel(ctx) },
	}
	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(ln) }()
	if ready != nil {
		ready("http://" + ln.Addr().String())
	}
	defer s.jobs.stop() // nobody closes the store while an article is stored
	select {
	case err := <-failed:
		return fmt.Errorf("web: serve: %w", err)
	case <-ctx.Done():
	}
	close(s.ending)
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownGrace)
	defer cancel()
	err = srv.Shutdown(grace)
	if errors.Is(err, context.DeadlineExceeded) {
		err = srv.Close()
	}
	if serr := <-failed; err == nil && !errors.Is(serr, http.ErrServerClosed) {
		err = serr
	}
	if err != nil {
		return fmt.Errorf("web: shut down: %w", err)
	}
	return nil
}
