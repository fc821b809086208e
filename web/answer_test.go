package web

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries/story"
	"github.com/dramatis-kg/dramatis/schema"
)

func TestETag(t *testing.T) {
	s := openStory(t, ceasefire(t))
	base := start(t, s, Options{})
	for _, path := range []string{"/api/v1/statements", "/api/v1/network", "/api/v1/queries/met?actor=Putin", "/api/v1/export?format=csv", "/api/v1/documents"} {
		_, body, h := get(t, base+path)
		tag := h.Get("ETag")
		if tag == "" || h.Get("Cache-Control") != "private, no-cache" {
			t.Errorf("%s: tag %q, %q", path, tag, h.Get("Cache-Control"))
		}
		if status, again, _ := get(t, base+path, "If-None-Match", `"other", `+tag); status != 304 || again != "" {
			t.Errorf("%s unchanged: %d %.80s", path, status, again)
		}
		st, err := story.Parse("more.story", strings.ReplaceAll(secondEvent, "second", "second"+strings.ReplaceAll(path[:12], "/", "")))
		if err != nil {
			t.Fatal(err)
		}
		st.Records[0].Doc.Source = path
		st.Records[0].Doc.Text += path
		if _, err := s.Put(context.Background(), &st.Records[0]); err != nil {
			t.Fatal(err)
		}
		status, again, h := get(t, base+path, "If-None-Match", tag)
		if status != 200 || h.Get("ETag") == tag || again == "" {
			t.Errorf("%s changed: %d %s", path, status, h.Get("ETag"))
		}
		_ = body
	}
	if _, _, h := get(t, base+"/api/v1/statements?from=x"); h.Get("ETag") != "" || h.Get("Cache-Control") != "no-store" {
		t.Errorf("a fault may be kept: %v", h)
	}
}

func TestGzip(t *testing.T) {
	base := start(t, openStory(t, ceasefire(t)), Options{})
	for _, c := range []struct {
		path, accept string
		zipped       bool
	}{
		{"/api/v1/statements", "gzip", true}, {"/api/v1/statements", "br, gzip;q=0.5", true}, {"/api/v1/statements", "gzip;q=0", false}, {"/api/v1/statements", "identity", false},
		{"/api/v1/actors?limit=1", "gzip", false}, // too small
		{"/api/v1/export", "gzip", true}, {"/plain/", "gzip", true}, {"/cayley/", "gzip", true},
	} {
		_, want, _ := get(t, base+c.path, "Accept-Encoding", "identity")
		status, body, h := get(t, base+c.path, "Accept-Encoding", c.accept)
		if got := h.Get("Content-Encoding") == "gzip"; got != c.zipped || status != 200 {
			t.Errorf("%s, %s: %d, %q", c.path, c.accept, status, h.Get("Content-Encoding"))
			continue
		}
		if c.zipped {
			z, err := gzip.NewReader(strings.NewReader(body))
			if err != nil {
				t.Fatal(err)
			}
			b, err := io.ReadAll(z)
			if err != nil {
				t.Fatal(err)
			}
			if body = string(b); !strings.Contains(h.Get("Vary"), "Accept-Encoding") {
				t.Errorf("%s: Vary is %q", c.path, h.Get("Vary"))
			}
		}
		if body != want {
			t.Errorf("%s, %s: %d bytes, want %d", c.path, c.accept, len(body), len(want))
		}
	}
}

// TestHalf proves that an answer which fails under way does not look whole.
func TestHalf(t *testing.T) {
	h := zipped(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, strings.Repeat("x", 1<<20))
		panic("later")
	}))
	srv := httptest.NewServer(guard(h, nil, Options{Token: "-", MaxBody: 1}))
	defer srv.Close()
	for _, accept := range []string{"gzip", "identity"} {
		req, err := http.NewRequest("GET", srv.URL, nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Accept-Encoding", accept)
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			continue // cut before the headers came
		}
		_, err = io.ReadAll(res.Body)
		res.Body.Close()
		if err == nil {
			t.Error("half an answer came as a whole one")
		}
	}
}

func TestToken(t *testing.T) {
	const token = "SECRET-SECRET-SECRET"
	base := start(t, openStory(t, ceasefire(t)), Options{Token: token, Hosts: []string{"desk.local"}})
	port := base[strings.LastIndex(base, ":"):]
	for _, c := range []struct {
		name, path string
		header     []string
		status     int
	}{
		{"nothing", "/api/v1/actors", nil, 401},
		{"a page", "/plain/", nil, 401},
		{"Cayley's API", "/api/v2/formats", nil, 401},
		{"a file", "/cayley/", nil, 401},
		{"bearer", "/api/v1/actors", []string{"Authorization", "Bearer " + token}, 200},
		{"wrong bearer", "/api/v1/actors", []string{"Authorization", "Bearer " + token + "x"}, 401},
		{"empty bearer", "/api/v1/actors", []string{"Authorization", "Bearer "}, 401},
		{"wrong bearer beside the cookie", "/api/v1/actors", []string{"Authorization", "Bearer x", "Cookie", "dramatis=" + token}, 401},
		{"cookie", "/api/v1/actors", []string{"Cookie", "dramatis=" + token}, 200},
		{"wrong cookie", "/api/v1/actors", []string{"Cookie", "dramatis=x"}, 401},
		{"the address that was printed", "/?token=" + token, nil, 303},
		{"a wrong address", "/?token=x", nil, 401},
		{"a known name", "/plain/", []string{"Host", "desk.local" + port, "Cookie", "dramatis=" + token}, 200},
		{"an address", "/plain/", []string{"Host", "10.1.2.3:9", "Cookie", "dramatis=" + token}, 200},
		{"an unknown name", "/plain/", []string{"Host", "evil.example" + port, "Cookie", "dramatis=" + token}, 421},
		{"another origin", "/api/v1/actors", []string{"Origin", "http://evil.example", "Cookie", "dramatis=" + token}, 403},
	} {
		status, body, h := get(t, base+c.path, c.header...)
		if status != c.status {
			t.Errorf("%s: got %d, want %d: %.200s", c.name, status, c.status, body)
		}
		if strings.Contains(body, token) {
			t.Errorf("%s: the answer holds the token", c.name)
		}
		if c.status == 401 && (!strings.Contains(body, `"code":"token"`) || h.Get("WWW-Authenticate") == "") {
			t.Errorf("%s: %s", c.name, body)
		}
	}
	_, _, h := get(t, base+"/actor?id=actor:vladimir-putin&token="+token)
	cookie := h.Get("Set-Cookie")
	for _, want := range []string{"dramatis=" + token, "HttpOnly", "SameSite=Strict", "Path=/"} {
		if !strings.Contains(cookie, want) {
			t.Errorf("cookie %q lacks %s", cookie, want)
		}
	}
	if to := h.Get("Location"); to != "/actor?id=actor%3Avladimir-putin" {
		t.Errorf("leads on to %q", to)
	}
	if _, _, h := get(t, base+"//evil.example/?token="+token); strings.HasPrefix(h.Get("Location"), "//") {
		t.Errorf("leads away: %q", h.Get("Location"))
	}
	for _, o := range []Options{{Addr: "0.0.0.0:0"}, {Addr: "192.168.1.5:80"}, {Addr: ":80"}, {Token: "short"}} {
		if err := o.Validate(); err == nil || !strings.Contains(err.Error(), "token") {
			t.Errorf("%+v: %v", o, err)
		}
	}
}

// putNamed stores an article about somebody of that name.
func putNamed(t *testing.T, s *graph.Store, name string) {
	t.Helper()
	st, err := story.Parse("named.story", `doc h 2025-03-14 "H"
actor mal person "PLACEHOLDER"
h1: asserted mal meet bob on 2025-03-13 :: Mal met Bob.
`)
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(st.Records[0])
	if err != nil {
		t.Fatal(err)
	}
	quoted, err := json.Marshal(name)
	if err != nil {
		t.Fatal(err)
	}
	var rec schema.Record
	if err := json.Unmarshal(bytes.ReplaceAll(b, []byte("PLACEHOLDER"), quoted[1:len(quoted)-1]), &rec); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Put(context.Background(), &rec); err != nil {
		t.Fatal(err)
	}
}

// TestHostile sends what means ill and looks at what comes back.
func TestHostile(t *testing.T) {
	s := openStory(t, hostileStory)
	base := start(t, s, Options{Writable: true, MaxUpload: 4 << 20})
	huge := strings.Repeat("A", 1<<20)
	bidi := "Anna \u202egnp.exe\u2066 Berg"
	post := func(body string) string {
		status, answer, _ := do(t, "POST", base+"/api/v1/documents", body, "Content-Type", "text/plain")
		var j job
		if err := json.Unmarshal([]byte(answer), &j); err != nil || status != 202 {
			t.Fatalf("%d %.200s", status, answer)
		}
		for j.State != "done" && j.State != "failed" {
			_, answer, _ = get(t, base+"/api/v1/jobs/"+j.ID)
			if err := json.Unmarshal([]byte(answer), &j); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Millisecond)
		}
		return answer
	}
	for _, name := range []string{huge, bidi, `<script>alert(1)</script>`, `=HYPERLINK("http://evil.example")`, "]]>&<!--"} {
		putNamed(t, s, name)
		for _, path := range []string{"/api/v1/actors", "/api/v1/network", "/api/v1/statements", "/api/v1/export?format=csv", "/api/v1/export?format=json-ld", "/api/v1/export?what=network&format=gexf", "/plain/", "/actors?q=mal", "/actor?id=actor:mal"} {
			status, body, h := get(t, base+path)
			if status != 200 && status != 303 {
				t.Errorf("%.40q: %s: %d", name, path, status)
			}
			kind := h.Get("Content-Type")
			switch {
			case strings.Contains(kind, "html"):
				if strings.Contains(body, "<script>alert") {
					t.Errorf("%.40q: %s has a script", name, path)
				}
			case strings.Contains(kind, "json"):
				if !json.Valid([]byte(body)) {
					t.Errorf("%.40q: %s is no JSON", name, path)
				}
				if strings.Contains(body, "<script") {
					t.Errorf("%.40q: %s has a tag that a browser could read", name, path)
				}
			case strings.Contains(kind, "xml"):
				d := xml.NewDecoder(strings.NewReader(body))
				for {
					if _, err := d.Token(); err == io.EOF {
						break
					} else if err != nil {
						t.Errorf("%.40q: %s: %v", name, path, err)
						break
					}
				}
			case strings.Contains(kind, "csv"):
				rows, err := csv.NewReader(strings.NewReader(body)).ReadAll()
				if err != nil {
					t.Errorf("%.40q: %s: %v", name, path, err)
				}
				for _, row := range rows {
					for _, f := range row {
						if strings.HasPrefix(f, "=") {
							t.Errorf("%s: a formula: %.60s", path, f)
						}
					}
				}
			}
			if h.Get("X-Content-Type-Options") != "nosniff" || strings.Contains(h.Get("Content-Security-Policy"), "script-src 'unsafe-inline'") {
				t.Errorf("%s: %v", path, h)
			}
		}
	}
	if answer := post("PANIC"); !strings.Contains(answer, `"state":"failed"`) || !strings.Contains(answer, `"code":"internal"`) {
		t.Errorf("a reader that panics: %s", answer)
	}
	if answer := post("no story at all"); !strings.Contains(answer, `"code":"upload"`) || !strings.Contains(answer, `"remedy"`) {
		t.Errorf("no article: %s", answer)
	}
	for _, c := range []struct {
		method, path, body, kind string
		status                   int
		code                     string
	}{
		{"POST", "/api/v1/documents", strings.Repeat("x", 5<<20), "text/plain", 413, "too-large"},
		{"POST", "/api/v1/documents", " \n", "text/plain", 400, "upload"},
		{"POST", "/api/v1/documents", "{}", "application/json", 400, "upload"},
		{"POST", "/api/v1/documents", `{"text":"x","published":"14.3.2025"}`, "application/json", 400, "param"},
		{"POST", "/api/v1/documents", `{"text":"x","titel":"y"}`, "application/json", 400, "param"},
		{"POST", "/api/v1/documents", "x", "application/x-www-form-urlencoded", 400, "format"},
		{"POST", "/api/v1/decisions", `{"verb":"same","args":["a","b"]}`, "text/plain", 400, "format"},
		{"POST", "/api/v1/decisions", `{"verb":"destroy","args":["a"]}`, "application/json", 400, "decision"},
		{"POST", "/api/v1/decisions", `{`, "application/json", 400, "param"},
		{"POST", "/api/v1/decisions/undo", ``, "application/json", 400, "decision"},
		{"POST", "/api/v1/query", `{"query":"g.V("}`, "application/json", 400, "script"},
		{"POST", "/api/v1/query", `{"query":" "}`, "application/json", 400, "param"},
		{"POST", "/api/v1/query", `{"query":"1","language":"sql"}`, "application/json", 400, "param"},
		{"POST", "/api/v1/query", `{"query":"1"} {"query":"2"}`, "application/json", 400, "param"},
		{"DELETE", "/api/v1/documents/doc:none", "", "", 404, "not-found"},
		{"PUT", "/api/v1/documents", "x", "text/plain", 405, "method"},
		{"GET", "/api/v1/statements?actor=" + strings.Repeat("x", 30000), "", "", 404, "unknown-name"},
	} {
		status, body, _ := do(t, c.method, base+c.path, c.body, "Content-Type", c.kind)
		if status != c.status || !strings.Contains(body, `"code":"`+c.code+`"`) || !strings.Contains(body, `"remedy":"`) || len(body) > 3000 {
			t.Errorf("%s %.60s %.40q: got %d %.300s, want %d %s", c.method, c.path, c.body, status, body, c.status, c.code)
		}
	}
}

// TestReadOnly proves that nothing changes without permission.
func TestReadOnly(t *testing.T) {
	s := openStory(t, ceasefire(t))
	base := start(t, s, Options{})
	before := s.Revision()
	for _, c := range [][2]string{
		{"POST", "/api/v1/documents"}, {"DELETE", "/api/v1/documents/doc:talks"}, {"POST", "/api/v1/decisions"}, {"POST", "/api/v1/decisions/undo"},
		{"POST", "/api/v2/write"}, {"POST", "/api/v2/delete"}, {"POST", "/api/v2/node/delete"}, {"POST", "/api/v1/write"}, {"POST", "/api/v1/delete"},
		{"PUT", "/api/v1/documents"}, {"PATCH", "/api/v1/anything"},
	} {
		status, body, _ := do(t, c[0], base+c[1], `{"text":"x"}`, "Content-Type", "application/json")
		if status != 403 || !strings.Contains(body, `"code":"read-only"`) {
			t.Errorf("%v: %d %s", c, status, body)
		}
	}
	if s.Revision() != before {
		t.Error("the store has changed")
	}
}

func TestExplorerFiles(t *testing.T) {
	s := openStory(t, ceasefire(t))
	files := fstest.MapFS{"index.html": {Data: []byte("<!doctype html><title>E</title>")}, "explorer/main-1.js": {Data: []byte("1")}, "explorer/main-1.js.map": {Data: []byte("{}")}, ".keep": {}}
	base := start(t, s, Options{Explorer: files})
	status, body, h := get(t, base+"/")
	if status != 200 || !strings.Contains(body, "<title>E</title>") || h.Get("Content-Security-Policy") != builtPolicy {
		t.Errorf("page: %d %s %v", status, body, h)
	}
	for _, d := range strings.Split(builtPolicy, ";") {
		if f := strings.Fields(d); f[0] == "script-src" && (len(f) != 2 || f[1] != "'self'") {
			t.Errorf("scripts from elsewhere: %s", d)
		}
	}
	if status, body, h := get(t, base+"/explorer/main-1.js"); status != 200 || body != "1" || !strings.Contains(h.Get("Cache-Control"), "immutable") || !strings.HasPrefix(h.Get("Content-Type"), "text/javascript") {
		t.Errorf("script: %d %v", status, h)
	}
	for _, path := range []string{"/", "/explorer/main-1.js", "/cayley/"} {
		_, _, want := get(t, base+path, "Accept-Encoding", "gzip")
		status, body, got := do(t, http.MethodHead, base+path, "", "Accept-Encoding", "gzip")
		for _, k := range []string{"Content-Type", "Content-Encoding", "Content-Security-Policy", "Cache-Control"} {
			if got.Get(k) != want.Get(k) {
				t.Errorf("HEAD %s: %s %q, want that of GET, %q", path, k, got.Get(k), want.Get(k))
			}
		}
		if status != 200 || body != "" {
			t.Errorf("HEAD %s: %d %q", path, status, body)
		}
	}
	for _, path := range []string{"/explorer/main-1.js.map", "/.keep", "/explorer/../server.go", "/explorer/"} {
		if status, _, _ := get(t, base+path); status == 200 {
			t.Errorf("%s is served", path)
		}
	}
	if status, _, _ := get(t, base+"/plain/"); status != 200 {
		t.Error("the plain pages are gone")
	}
	if _, body, _ := get(t, start(t, s, Options{})+"/"); !strings.Contains(body, "/q/met") {
		t.Error("without the explorer the plain pages do not stand at /")
	}
}
