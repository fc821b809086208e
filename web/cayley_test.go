package web

import (
	"net/http"
	"testing"

	"github.com/dramatis-kg/dramatis/graph"
)

func cayleyHandler(t testing.TB, s *graph.Store, opt Options) http.Handler {
	t.Helper()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { writeJSON(w, 200, map[string]any{"result": []any{}}) })
}
