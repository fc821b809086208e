package cayleyhttp

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"

	"github.com/dramatis-kg/dramatis/graph"
)

func serve(t *testing.T, o Options) *httptest.Server {
	t.Helper()
	s, err := graph.Open(context.Background(), t.TempDir(), graph.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	q := func(s, p, o string) quad.Quad {
		return quad.Quad{Subject: quad.IRI(s), Predicate: quad.IRI(p), Object: quad.IRI(o)}
	}
	if _, err := s.PutLoad(context.Background(), graph.Load{Source: "t.nq", Quads: []quad.Quad{
		q("actor:anna", "rel:meet", "actor:boris"), q("actor:boris", "rel:meet", "actor:cleo"), q("actor:cleo", "rel:call", "actor:anna"),
	}}); err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(New(s, o))
	t.Cleanup(func() {
		srv.Close()
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return srv
}

type request struct {
	method, path, body string
	header             map[string]string
}

func do(t *testing.T, srv *httptest.Server, r request) (int, string, http.Header) {
	t.Helper()
	req, err := http.NewRequest(r.method, srv.URL+r.path, strings.NewReader(r.body))
	if err != nil {
		t.Fatal(err)
	}
	for k, v := range r.header {
		req.Header.Set(k, v)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, strings.TrimSpace(string(b)), res.Header
}

func TestHandler(t *testing.T) {
	srv := serve(t, Options{Timeout: 5 * time.Minute})
	for _, c := range []struct {
		name string
		request
		code int
		want string // contained in the answer
	}{
		{"gizmo", request{method: "POST", path: "/api/v2/query?lang=gizmo", body: `g.V("<actor:anna>").Out("<rel:meet>").All()`}, 200, `{"result":[{"id":"<actor:boris>"}]}`},
		{"by GET", request{method: "GET", path: "/api/v2/query?lang=gizmo&qu=g.V(%22%3Cactor:anna%3E%22).All()"}, 200, `{"result":[{"id":"<actor:anna>"}]}`},
		{"JSON-LD", request{method: "POST", path: "/api/v2/query?lang=gizmo", body: `g.V("<actor:anna>").All()`, header: map[string]string{"Accept": "application/ld+json"}}, 200, `{"@id":"actor:anna"}`},
		{"nothing is a list", request{method: "POST", path: "/api/v2/query?lang=gizmo", body: `g.V("<nobody>").Out().All()`}, 200, `{"result":[]}`},
		{"last value is no result", request{method: "POST", path: "/api/v2/query?lang=gizmo", body: `g.V("<actor:anna>").All(); 1`}, 200, `{"result":[{"id":"<actor:anna>"}]}`},
		{"limit", request{method: "POST", path: "/api/v2/query?lang=gizmo&limit=2", body: `g.V("<actor:anna>","<actor:boris>","<actor:cleo>").All()`}, 200, `{"result":[{"id":"<actor:anna>"},{"id":"<actor:boris>"}]}`},
		{"graphql", request{method: "POST", path: "/api/v2/query?lang=graphql", body: `{ nodes(id: <actor:anna>) { id, met: <rel:meet> } }`}, 200, `{"data":{"nodes":{"id":"actor:anna","met":"actor:boris"}}}`},
		{"graphql error", request{method: "POST", path: "/api/v2/query?lang=graphql", body: `{ nodes(`}, 200, `"errors":[`},
		{"mql", request{method: "POST", path: "/api/v2/query?lang=mql", body: `[{"id":"<actor:anna>","<rel:meet>":null}]`, header: map[string]string{"Accept": "application/ld+json"}}, 200, `"<actor:boris>"`},
		{"script error", request{method: "POST", path: "/api/v2/query?lang=gizmo", body: `nonsense(`}, 400, `"error"`},
		{"no language", request{method: "POST", path: "/api/v2/query", body: `g.V()`}, 400, `unknown query language`},
		{"empty", request{method: "POST", path: "/api/v2/query?lang=gizmo"}, 400, `empty`},
		{"bad limit", request{method: "POST", path: "/api/v2/query?lang=gizmo&limit=x", body: "1"}, 400, `limit`},
		{"too long", request{method: "POST", path: "/api/v2/query?lang=gizmo", body: strings.Repeat(" ", maxQuery) + "g"}, 400, `longer`},
		{"shape", request{method: "POST", path: "/api/v1/shape/gizmo", body: `g.V("<actor:anna>").Out("<rel:meet>").Tag("x").All()`}, 200, `"values":["<actor:anna>"],"is_fixed":true`},
		{"read", request{method: "GET", path: "/api/v2/read?sub=%3Cactor:anna%3E"}, 200, `<actor:anna> <rel:meet> <actor:boris> <load:`},
		{"read json", request{method: "GET", path: "/api/v2/read?format=json&pred=%3Crel:call%3E"}, 200, `rel:call`},
		{"read unknown format", request{method: "GET", path: "/api/v2/read?format=x"}, 400, `unknown format`},
		{"formats", request{method: "GET", path: "/api/v2/formats"}, 200, `"id":"nquads"`},
		{"write", request{method: "POST", path: "/api/v2/write", body: `<a> <b> <c> .`}, 403, `read-only`},
		{"delete", request{method: "POST", path: "/api/v2/delete", body: `<a> <b> <c> .`}, 403, `read-only`},
		{"other site", request{method: "POST", path: "/api/v2/query?lang=gizmo", body: `1`, header: map[string]string{"Origin": "http://evil.example"}}, 403, `other sites`},
		{"other site, modern", request{method: "GET", path: "/api/v2/read", header: map[string]string{"Sec-Fetch-Site": "cross-site"}}, 403, `other sites`},
	} {
		code, got, header := do(t, srv, c.request)
		if code != c.code || !strings.Contains(got, c.want) {
			t.Errorf("%s: got %d %.300s\nwant %d …%s…", c.name, code, got, c.code, c.want)
		}
		if header.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s: other sites are allowed to read", c.name)
		}
		if strings.HasPrefix(header.Get("Content-Type"), "application/json") && !json.Valid([]byte(got)) {
			t.Errorf("%s: not JSON: %s", c.name, got)
		}
	}
}

func TestTimeIsBounded(t *testing.T) {
	srv := serve(t, Options{Timeout: 100 * time.Millisecond})
	code, got, _ := do(t, srv, request{method: "POST", path: "/api/v2/query?lang=gizmo", body: `while (true) {}`})
	if code != 504 || !strings.Contains(got, "too long") {
		t.Errorf("got %d %.300s, want 504 …too long…", code, got)
	}
}

func TestWritable(t *testing.T) {
	srv := serve(t, Options{Writable: true})
	var zipped bytes.Buffer
	zw := gzip.NewWriter(&zipped)
	io.WriteString(zw, "<actor:dora> <rel:meet> <actor:emil> .\n")
	zw.Close()
	gz := map[string]string{"Content-Encoding": "gzip"}
	all := request{method: "GET", path: "/api/v2/read?sub=%3Cactor:dora%3E"}
	for _, c := range []struct {
		name string
		request
		want string
	}{
		{"write", request{"POST", "/api/v2/write", "<actor:dora> <rel:meet> <actor:anna> .\n", nil}, `"count":1`},
		{"again", request{"POST", "/api/v2/write", "<actor:dora> <rel:meet> <actor:anna> .\n", nil}, `"count":0`},
		{"read", all, "<actor:anna>"},
		{"delete", request{"POST", "/api/v2/delete", "<actor:dora> <rel:meet> <actor:anna> .\n", nil}, `"count":1`},
		{"write zipped", request{"POST", "/api/v2/write", zipped.String(), gz}, `"count":1`},
		{"delete zipped", request{"POST", "/api/v2/delete", zipped.String(), gz}, `"count":1`},
		{"nothing left", all, ""},
		{"malformed", request{"POST", "/api/v2/write", "<a> <b", nil}, `error`},
		{"garbage", request{"POST", "/api/v2/write", "<a> <b> <c> .\nhello world\n", nil}, `line 2`},
		{"garbage has a code", request{"POST", "/api/v2/write", "hello", nil}, `"code":"quads"`},
		{"and a remedy", request{"POST", "/api/v2/delete", "\x00\xff", nil}, `send N-Quads`},
		{"garbage as JSON", request{"POST", "/api/v2/write", "{nonsense", map[string]string{"Content-Type": "application/json"}}, `"code":"quads"`},
		{"JSON without quads", request{"POST", "/api/v2/write", `{"a":1}`, map[string]string{"Content-Type": "application/json"}}, `"code":"quads"`},
		{"no gzip", request{"POST", "/api/v2/write", "hello", gz}, `"code":"quads"`},
		{"nothing of it was written", request{"GET", "/api/v2/read?sub=%3Ca%3E", "", nil}, ""},
		{"a comment", request{"POST", "/api/v2/write", "# hello\n\n", nil}, `"count":0`},
		{"node", request{"POST", "/api/v2/node/delete", "<actor:cleo>", nil}, `"count":1`},
		{"node is gone", request{"GET", "/api/v2/read?obj=%3Cactor:cleo%3E", "", nil}, ""},
	} {
		code, got, _ := do(t, srv, c.request)
		if failed := strings.Contains(got, `"error"`); failed != (code == 400) {
			t.Errorf("%s: status %d of %s", c.name, code, got)
		}
		if !strings.Contains(got, c.want) || c.want == "" && got != "" {
			t.Errorf("%s: got %s, want …%s…", c.name, got, c.want)
		}
	}
}
