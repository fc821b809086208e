package web

import (
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries"
	"github.com/dramatis-kg/dramatis/queries/story"
)

// hostileStory holds words that would break a page that did not escape them.
const hostileStory = `doc evil 2025-03-14 "<script>alert('title')</script>" "\"><img src=x onerror=alert(1)>"
actor eve person "Eve <b>Bold</b> & \"Co\"" "javascript:alert(1)"
e1: asserted eve meet bob on 2025-03-13 in "<svg onload=alert(2)>" :: </blockquote><script>alert("sentence")</script> Eve met Bob.
`

// openStory stores the records of stories in a new store.
func openStory(t testing.TB, sources ...string) *graph.Store {
	t.Helper()
	ctx := context.Background()
	s, err := graph.Open(ctx, t.TempDir(), graph.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	for _, src := range sources {
		st, err := story.Parse("test.story", src)
		if err != nil {
			t.Fatal(err)
		}
		for i := range st.Records {
			if _, err := s.Put(ctx, &st.Records[i]); err != nil {
				t.Fatal(err)
			}
		}
	}
	return s
}

func ceasefire(t testing.TB) string {
	t.Helper()
	b, err := os.ReadFile("../queries/testdata/ceasefire.story")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// start serves a store on a free port and returns its URL.
func start(t testing.TB, s *graph.Store, opt Options) string {
	t.Helper()
	lib, err := queries.Open()
	if err != nil {
		t.Fatal(err)
	}
	cayley := cayleyHandler(t, s, opt)
	if opt.Addr == "" {
		opt.Addr = "127.0.0.1:0"
	}
	if opt.Explorer == nil {
		opt.Explorer = fstest.MapFS{} // whether it was built or not
	}
	srv, err := New(Backend{Store: s, Library: lib, Cayley: cayley, Engine: s, Editor: editorOf(s), Version: "test"}, opt)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	urls, done := make(chan string, 1), make(chan error, 1)
	go func() { done <- srv.Serve(ctx, func(u string) { urls <- u }) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("serve: %v", err)
		}
	})
	select {
	case u := <-urls:
		return u
	case err := <-done:
		done <- nil
		t.Fatalf("serve: %v", err)
	}
	return ""
}

// get asks for a page and returns status and body.
func get(t testing.TB, url string, header ...string) (int, string, http.Header) {
	t.Helper()
	return do(t, http.MethodGet, url, "", header...)
}

func do(t testing.TB, method, url, body string, header ...string) (int, string, http.Header) {
	t.Helper()
	req, err := http.NewRequest(method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(header); i += 2 {
		if header[i] == "Host" {
			req.Host = header[i+1]
		} else {
			req.Header.Set(header[i], header[i+1])
		}
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }, Timeout: 2 * time.Minute}
	res, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(b), res.Header
}

func TestGuard(t *testing.T) {
	url := start(t, openStory(t, ceasefire(t)), Options{MaxBody: 1000})
	port := url[strings.LastIndex(url, ":"):]
	query := url + "/api/v2/query?lang=gizmo"
	for _, c := range []struct {
		name, method, url, body string
		header                  []string
		status                  int
		code                    string
	}{
		{"own page", "GET", url + "/", "", nil, 200, ""},
		{"by the name localhost", "GET", url + "/", "", []string{"Host", "localhost" + port}, 200, ""},
		{"another name that leads here", "GET", url + "/", "", []string{"Host", "evil.example"}, 421, "host"},
		{"another name with the port", "GET", url + "/api/v1/queries", "", []string{"Host", "evil.example" + port}, 421, "host"},
		{"another port", "GET", url + "/", "", []string{"Host", "127.0.0.1:1"}, 421, "host"},
		{"a link from elsewhere", "GET", url + "/", "", []string{"Sec-Fetch-Site", "cross-site"}, 200, ""},
		{"data for a page elsewhere", "GET", url + "/api/v1/queries", "", []string{"Sec-Fetch-Site", "cross-site"}, 403, "origin"},
		{"data for a page on another port", "GET", url + "/api/v1/queries", "", []string{"Sec-Fetch-Site", "same-site"}, 403, "origin"},
		{"a query from a page elsewhere", "POST", query, "g.V().getLimit(1)", []string{"Origin", "http://evil.example"}, 403, "origin"},
		{"a query from a file", "POST", query, "g.V().getLimit(1)", []string{"Origin", "null"}, 403, "origin"},
		{"a query from the other own name", "POST", query, "g.V().getLimit(1)", []string{"Origin", "http://localhost" + port}, 403, "origin"},
		{"a query from the own page", "POST", query, "g.V().getLimit(1)", []string{"Origin", url, "Sec-Fetch-Site", "same-origin"}, 200, ""},
		{"a query from a program", "POST", query, "g.V().getLimit(1)", nil, 200, ""},
		{"a write", "POST", url + "/api/v2/write", "<a> <b> <c> .", nil, 403, "read-only"},
		{"a delete", "POST", url + "/api/v2/delete", "<a> <b> <c> .", nil, 403, "read-only"},
		{"a node delete", "POST", url + "/api/v2/node/delete", "<a>", nil, 403, "read-only"},
		{"a large query", "POST", query, strings.Repeat(" ", 2000), nil, 413, "too-large"},
		{"no such route", "GET", url + "/api/v9/x", "", nil, 404, "not-found"},
	} {
		t.Run(c.name, func(t *testing.T) {
			status, body, h := do(t, c.method, c.url, c.body, c.header...)
			if status != c.status {
				t.Fatalf("got %d, want %d: %s", status, c.status, body)
			}
			if c.code != "" {
				var f struct{ Code, Message, Error string }
				if err := json.Unmarshal([]byte(body), &f); err != nil || f.Code != c.code || f.Message == "" || f.Error != f.Message {
					t.Errorf("got %s (%v), want code %s", body, err, c.code)
				}
			}
			for k := range h {
				if strings.HasPrefix(k, "Access-Control-") {
					t.Errorf("grants other origins access: %s", k)
				}
			}
			if h.Get("X-Content-Type-Options") != "nosniff" || h.Get("X-Frame-Options") != "DENY" || h.Get("Content-Security-Policy") == "" {
				t.Errorf("headers of safety are missing: %v", h)
			}
		})
	}
}

func TestPanic(t *testing.T) {
	h := guard(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("secret") }), []string{"h:1"}, Options{MaxBody: 1})
	w := httptest.NewRecorder()
	r := httptest.NewRequest("GET", "http://h:1/", nil)
	h.ServeHTTP(w, r)
	if w.Code != 500 || strings.Contains(w.Body.String(), "secret") {
		t.Errorf("got %d %s", w.Code, w.Body)
	}
}

func TestHostNames(t *testing.T) {
	got := hostNames(&net.TCPAddr{IP: net.ParseIP("127.0.0.1"), Port: 80}, []string{"Box.Local"})
	for _, want := range []string{"127.0.0.1:80", "localhost", "[::1]:80", "[::1]", "box.local:80", "box.local"} {
		found := false
		for _, g := range got {
			found = found || g == want
		}
		if !found {
			t.Errorf("%s is missing in %v", want, got)
		}
	}
}

func TestAPI(t *testing.T) {
	url := start(t, openStory(t, ceasefire(t)), Options{})
	for _, c := range []struct {
		path   string
		status int
		want   []string
	}{
		{"/api/v1/queries", 200, []string{`"name":"met"`, `"question":`, `"type":"actor"`}},
		{"/api/v1/queries/met?actor=Putin", 200, []string{`"query":"met"`, `"text":"Steve Witkoff"`, `"modality":"asserted"`, `"sentence":"US envoy`, `"notes":[]`}},
		{"/api/v1/queries/met?actor=putin&modality=planned", 200, []string{`"rows":[]`, `"notes":[]`}},
		{"/api/v1/queries/timeline?actor=putin&modality=asserted", 200, []string{"left out: 3 reported, 1 planned"}},
		{"/api/v1/queries/met?actor=Putni", 404, []string{`"code":"unknown-name"`, "Vladimir Putin"}},
		{"/api/v1/queries/met?from=yesterday", 400, []string{`"code":"param"`, "2025-03-13"}},
		{"/api/v1/queries/met?colour=red", 400, []string{`"code":"param"`}},
		{"/api/v1/queries/timeline", 400, []string{`"code":"missing"`, `"remedy":"give actor=`}},
		{"/api/v1/queries/met/script?actor=Putin&modality=planned", 200, []string{`var params = {"`, `"actor":"<actor:vladimir-putin>"`, `"modality":["plan"]`, "g.V.apply"}},
		{"/api/v1/queries/path/script?from-actor=Putin&to-actor=Trump", 404, []string{`"code":"no-script"`}},
		{"/api/v1/queries/nothing", 404, []string{`"code":"no-query"`}},
		{"/api/v1/queries/met?actor=Putin&format=csv", 200, []string{"date,basis,who,met", ",evidence\n"}},
		{"/api/v1/queries/met?actor=Putin&format=xml", 400, []string{`"code":"format"`}},
		{"/api/v1/actors?q=zelenskyy", 200, []string{`"id":"actor:volodymyr-zelensky"`, `"exact":true`}},
		{"/api/v1/actors", 200, []string{`"total":`, `"kind":"person"`}},
		{"/api/v1/actors?q=zel", 200, []string{`"id":"actor:volodymyr-zelensky"`}},
		{"/api/v1/actors?limit=0", 400, []string{`"code":"param"`, "1 to 1000"}},
		{"/api/v1/actors?colour=red", 400, []string{`"code":"param"`, "use cursor, kind"}},
		{"/api/v1/statements?actor=Putin&with=Witkoff&modality=asserted", 200, []string{`"modality":"asserted"`, `"claim":`, `"first":`}},
		{"/api/v1/statements?actor=Putni", 404, []string{`"code":"unknown-name"`, "Vladimir Putin"}},
		{"/api/v1/statements?modality=true", 400, []string{`"code":"param"`, "hypothetical"}},
		{"/api/v1/statements?from=2025-04&to=2025-03", 400, []string{`"code":"param"`, "after"}},
		{"/api/v1/statements?cursor=x", 400, []string{`"code":"param"`, "cursor"}},
		{"/api/v1/paths?from-actor=Witkoff", 400, []string{`"code":"missing"`, "to-actor"}},
		{"/api/v1/network?depth=9", 400, []string{`"code":"param"`}},
		{"/api/v1/export?what=actors&format=gexf", 400, []string{`"code":"format"`, "ndjson, csv"}},
		{"/api/v1/documents/doc:none", 404, []string{`"code":"not-found"`}},
		{"/api/v1/jobs/1", 404, []string{`"code":"not-found"`}},
		{"/api/v1/decisions/undo", 405, []string{`"code":"method"`, `"remedy":"use POST"`}},
		{"/api/v1/actors/actor:steve-witkoff", 200, []string{`"roles":`, `"US envoy"`, `"documents":[`}},
		{"/api/v1/actors/actor:nobody-at-all", 404, []string{`"code":"unknown-name"`}},
		{"/api/v1/statements/st:000000000000", 404, []string{`"code":"not-found"`, `"remedy"`}},
	} {
		status, body, _ := get(t, url+c.path)
		if status != c.status {
			t.Errorf("%s: got %d, want %d: %.300s", c.path, status, c.status, body)
		}
		for _, w := range c.want {
			if !strings.Contains(body, w) {
				t.Errorf("%s: %q is missing in %.600s", c.path, w, body)
			}
		}
	}
	_, body, _ := get(t, url+"/api/v1/queries/met?actor=Putin")
	var table queries.Table
	if err := json.Unmarshal([]byte(body), &table); err != nil {
		t.Fatal(err)
	}
	id := table.Rows[0].Evidence[0].Statement
	status, body, _ := get(t, url+"/api/v1/statements/"+string(id))
	var e queries.Evidence
	if err := json.Unmarshal([]byte(body), &e); status != 200 || err != nil || e.Statement != id || e.Sentence == "" || e.Date.EDTF() != "2025-03-13" {
		t.Errorf("statement %s: %d %v %.300s", id, status, err, body)
	}
}

var linkPattern = regexp.MustCompile(`(?:href|src|action)="([^"]*)"`)

// TestPages follows every link of the explorer from its start page: all lead
// to pages of this server, none has a script.
func TestPages(t *testing.T) {
	url := start(t, openStory(t, ceasefire(t), hostileStory), Options{})
	seen := map[string]bool{"/": true}
	queue := []string{"/", "/actors?q=bold", "/actors?q=Zelenki", "/q/met?actor=bob&all-modalities=true", "/q/met?actor=Putni", "/q/met?from=x", "/nothing", "/statement?id=x", "/actor?id=x"}
	pages := 0
	for len(queue) > 0 && pages < 400 {
		page := queue[0]
		queue = queue[1:]
		pages++
		status, body, h := get(t, url+page)
		if status >= 500 || status == 404 && seen[page] {
			t.Errorf("%s: %d", page, status)
		}
		if status/100 == 3 || !strings.HasPrefix(h.Get("Content-Type"), "text/html") || strings.HasPrefix(page, "/cayley") {
			continue
		}
		if h.Get("Content-Security-Policy") != explorerPolicy {
			t.Errorf("%s: policy %q", page, h.Get("Content-Security-Policy"))
		}
		for _, bad := range []string{"<script", "onerror=alert(1)>", "<svg", "<b>Bold", "ZgotmplZ", "<no value>"} {
			if strings.Contains(body, bad) {
				t.Errorf("%s: has %q", page, bad)
			}
		}
		for _, m := range linkPattern.FindAllStringSubmatch(body, -1) {
			link := strings.NewReplacer("&amp;", "&", "&#43;", "+", "&#39;", "'").Replace(m[1])
			if !strings.HasPrefix(link, "/") || strings.HasPrefix(link, "//") {
				t.Errorf("%s: leads to %q", page, link)
				continue
			}
			if !seen[link] {
				seen[link] = true
				queue = append(queue, link)
			}
		}
	}
	if pages < 60 {
		t.Errorf("only %d pages were found", pages)
	}
	_, body, _ := get(t, url+"/q/met?actor=bob")
	for _, want := range []string{"&lt;script&gt;alert(&#34;sentence&#34;)&lt;/script&gt;", "<mark>", `class="m asserted"`, "Eve &lt;b&gt;Bold&lt;/b&gt;"} {
		if !strings.Contains(body, want) {
			t.Errorf("%q is missing in the page of a hostile article", want)
		}
	}
}

func TestShutdown(t *testing.T) {
	lib, err := queries.Open()
	if err != nil {
		t.Fatal(err)
	}
	srv, err := New(Backend{Store: openStory(t), Library: lib}, Options{Addr: "127.0.0.1:0"})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() {
		done <- srv.Serve(ctx, func(u string) {
			if status, _, _ := get(t, u+"/"); status != 200 {
				t.Errorf("start page of an empty graph: %d", status)
			}
			cancel()
		})
	}()
	select {
	case err := <-done:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(time.Minute):
		t.Error("the server does not end with its context")
	}
	if _, err := New(Backend{}, Options{Addr: "nonsense", MaxQueries: -1}); err == nil || !strings.Contains(err.Error(), "nonsense") || !strings.Contains(err.Error(), "-1") {
		t.Errorf("wrong options: %v", err)
	}
}
