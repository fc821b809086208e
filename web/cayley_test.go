package web

import (
	"net/http"
	"testing"
	"time"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/graph/cayleyhttp"
)

// cayleyHandler answers Cayley's interface from the store, as dramatis serve
// does.
func cayleyHandler(t testing.TB, s *graph.Store, opt Options) http.Handler {
	t.Helper()
	return cayleyhttp.New(s, cayleyhttp.Options{Writable: opt.Writable, Timeout: time.Minute})
}
