package web

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/queries"
)

// object is a value of JSON.
type object = map[string]any

// description is the OpenAPI description as it is served.
type description struct{ root object }

func (d description) at(path ...string) any {
	var v any = d.root
	for _, p := range path {
		m, _ := v.(object)
		v = m[p]
	}
	return v
}

func (d description) resolve(v any) object {
	m, _ := v.(object)
	if ref, ok := m["$ref"].(string); ok {
		return d.resolve(d.at(strings.Split(strings.TrimPrefix(ref, "#/"), "/")...))
	}
	return m
}

// check names what of a value its schema does not allow. It is stricter than
// JSON Schema: an object with described properties has no others.
func (d description) check(where string, schema any, v any) []string {
	s := d.resolve(schema)
	var types []string
	switch t := s["type"].(type) {
	case string:
		types = []string{t}
	case []any:
		for _, x := range t {
			types = append(types, fmt.Sprint(x))
		}
	}
	is := "null"
	switch x := v.(type) {
	case bool:
		is = "boolean"
	case float64:
		if is = "number"; x == float64(int64(x)) && slices.Contains(types, "integer") {
			is = "integer"
		}
	case string:
		is = "string"
	case []any:
		is = "array"
	case object:
		is = "object"
	}
	if !slices.Contains(types, is) {
		return []string{fmt.Sprintf("%s is a %s, want %v", where, is, types)}
	}
	var faults []string
	if list, ok := s["enum"].([]any); ok && !slices.Contains(list, v) {
		faults = append(faults, fmt.Sprintf("%s is %v, want one of %v", where, v, list))
	}
	switch x := v.(type) {
	case []any:
		for i, e := range x {
			faults = append(faults, d.check(fmt.Sprintf("%s[%d]", where, i), s["items"], e)...)
		}
	case object:
		properties, some := s["properties"].(object)
		required, _ := s["required"].([]any)
		for _, r := range required {
			if _, ok := x[r.(string)]; !ok {
				faults = append(faults, fmt.Sprintf("%s lacks %s", where, r))
			}
		}
		for _, k := range slices.Sorted(maps.Keys(x)) {
			switch p, ok := properties[k]; {
			case ok:
				faults = append(faults, d.check(where+"."+k, p, x[k])...)
			case some:
				faults = append(faults, fmt.Sprintf("%s.%s is not described", where, k))
			}
		}
	}
	return faults
}

func describedBy(t *testing.T, base string) description {
	t.Helper()
	status, body, _ := get(t, base+"/api/v1/openapi.json")
	d := description{}
	if err := json.Unmarshal([]byte(body), &d.root); err != nil || status != 200 {
		t.Fatalf("description: %d %v", status, err)
	}
	return d
}

// TestDescription compares the description with the routes, both ways, asks
// every route that is described with every parameter that is described, and
// compares every answer with its schema.
func TestDescription(t *testing.T) {
	s := openStory(t, ceasefire(t), hostileStory)
	base := start(t, s, Options{Writable: true})
	d := describedBy(t, base)
	lib, err := queries.Open()
	if err != nil {
		t.Fatal(err)
	}
	srv, err := New(Backend{Store: s, Library: lib}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	routes := srv.routes()
	paths, _ := d.at("paths").(object)
	for path, ops := range paths {
		for method := range ops.(object) {
			if _, ok := routes[strings.ToUpper(method)+" "+path]; !ok {
				t.Errorf("%s %s is described and not there", method, path)
			}
		}
	}
	for route := range routes {
		method, path, _ := strings.Cut(route, " ")
		if d.at("paths", path, strings.ToLower(method)) == nil {
			t.Errorf("%s is not described", route)
		}
	}

	// Made in this order, so that there is something to see.
	for _, c := range []struct {
		method, path, body string
		status             int
	}{
		{"POST", "/api/v1/documents", `{"text": "doc posted 2025-03-15 \"Posted\" \"Wire\"\nactor ann person \"Ann Ash\"\nactor bo person \"Bo Birch\"\nd1: asserted ann meet bo on 2025-03-14 in \"Oslo\" :: Ann Ash met Bo Birch.\n"}`, 202},
		{"POST", "/api/v1/decisions", `{"verb": "merge", "args": ["Ann Ash", "Bo Birch"], "note": "a test"}`, 200},
		{"POST", "/api/v1/decisions/undo", ``, 200},
		{"POST", "/api/v1/query", `{"query": "g.V(\"<actor:vladimir-putin>\").Tag(\"who\").Out(\"<rel:meet>\").All()"}`, 200},
	} {
		status, body, _ := do(t, c.method, base+c.path, c.body, "Content-Type", "application/json")
		checkAnswer(t, d, strings.ToLower(c.method), c.path, status, c.status, body)
	}
	for range 100 {
		if _, body, _ := get(t, base+"/api/v1/jobs/1/events"); strings.Contains(body, `"state":"done"`) {
			break
		}
	}
	_, body, _ := get(t, base+"/api/v1/jobs/1")
	var j job
	if err := json.Unmarshal([]byte(body), &j); err != nil || j.State != "done" || j.Document == "" {
		t.Fatalf("the job: %s", body)
	}
	_, body, _ = get(t, base+"/api/v1/statements?limit=1&actor=Putin")
	var list struct{ Statements []struct{ Statement string } }
	if err := json.Unmarshal([]byte(body), &list); err != nil || len(list.Statements) != 1 {
		t.Fatalf("statements: %v %s", err, body)
	}

	inPath := map[string]string{
		"/api/v1/actors/{id}": "actor:vladimir-putin", "/api/v1/statements/{id}": list.Statements[0].Statement, "/api/v1/documents/{id}": string(j.Document),
		"/api/v1/jobs/{id}": "1", "/api/v1/jobs/{id}/events": "1", "/api/v1/queries/{name}": "topics", "/api/v1/queries/{name}/script": "topics",
	}
	needed := map[string]string{"/api/v1/paths": "from-actor=Putin&to-actor=Witkoff"}
	values := map[string]string{"actor": "Putin", "with": "Steve Witkoff", "speaker": "Peskov", "place": "Moscow", "q": "a", "from-actor": "Putin", "to-actor": "Witkoff", "avoid": "Russia",
		"document": string(j.Document), "relation": "meet", "from": "2025", "to": "2025-12", "confidence": "0.1", "topic": "ceasefire", "cursor": ""}
	asked := 0
	for path, ops := range paths {
		op := d.resolve(ops.(object)["get"])
		if op == nil {
			continue
		}
		address := path
		for _, name := range []string{"{id}", "{name}"} {
			address = strings.ReplaceAll(address, name, url.PathEscape(inPath[path]))
		}
		parameters, _ := op["parameters"].([]any)
		var names []string
		for _, raw := range parameters {
			p := d.resolve(raw)
			name := p["name"].(string)
			if p["in"] != "query" {
				continue
			}
			names = append(names, name)
			schema := d.resolve(p["schema"])
			if schema["type"] == "array" {
				schema = d.resolve(schema["items"])
			}
			try := []string{values[name]}
			if list, ok := schema["enum"].([]any); ok {
				try = nil
				for _, v := range list {
					try = append(try, fmt.Sprint(v))
				}
			}
			switch schema["type"] {
			case "integer":
				try = []string{"1"}
			case "boolean":
				try = []string{"true", "false"}
			}
			for _, v := range try {
				q := name + "=" + url.QueryEscape(v)
				if name == "format" && path == "/api/v1/export" {
					q = "what=" + map[string]string{"gexf": "network", "graphml": "network", "nquads": "graph"}[v] + "&" + q
				}
				if name == "what" && v == "graph" {
					q += "&format=nquads"
				}
				if path == "/api/v1/export" && slices.Contains([]string{"depth", "nodes", "edges", "speech"}, name) {
					q = "what=network&" + q
				}
				if name == "part" {
					q = "what=network&format=csv&" + q
				}
				if needed[path] != "" && !strings.Contains(needed[path], name) {
					q += "&" + needed[path]
				}
				if needed[path] != "" && strings.Contains(needed[path], name) {
					q = needed[path]
				}
				status, body, h := get(t, base+address+"?"+q)
				asked++
				if status != 200 {
					t.Errorf("%s?%s: %d %.300s", address, q, status, body)
				} else if strings.HasPrefix(h.Get("Content-Type"), "application/json") {
					checkAnswer(t, d, "get", path, status, 200, body)
				}
			}
		}
		q := needed[path]
		status, body, h := get(t, base+address+"?"+q)
		kind, _, _ := strings.Cut(h.Get("Content-Type"), ";")
		if d.at("paths", path, "get", "responses", "200", "content", kind) == nil {
			t.Errorf("%s answers %s, which is not described", address, kind)
		}
		if kind == "application/json" {
			checkAnswer(t, d, "get", path, status, 200, body)
		}
		if _, body, _ = get(t, base+address+"?"+q+"&zzz=1"); strings.Contains(body, `no parameter \"zzz\"`) {
			var f Fault
			if err := json.Unmarshal([]byte(body), &f); err != nil {
				t.Fatal(err)
			}
			checkAnswer(t, d, "get", path, 400, 0, body)
			slices.Sort(names)
			if known, ok := strings.CutPrefix(f.Remedy, "use "); path != "/api/v1/export" && ok && known != strings.Join(names, ", ") {
				t.Errorf("%s takes %s; described are %s", path, known, strings.Join(names, ", "))
			}
		}
	}
	status, body, _ := do(t, http.MethodDelete, base+"/api/v1/documents/"+url.PathEscape(string(j.Document)), "")
	checkAnswer(t, d, "delete", "/api/v1/documents/{id}", status, 200, body)
	if asked < 100 {
		t.Errorf("only %d questions were asked", asked)
	}
}

// checkAnswer compares an answer with its description; want 0 is any fault.
func checkAnswer(t *testing.T, d description, method, path string, status, want int, body string) {
	t.Helper()
	if want != 0 && status != want {
		t.Errorf("%s %s: got %d, want %d: %.300s", method, path, status, want, body)
		return
	}
	responses, _ := d.at("paths", path, method, "responses").(object)
	answer := d.resolve(responses[fmt.Sprint(status)])
	if answer == nil {
		answer = d.resolve(responses["default"])
	}
	content, _ := answer["content"].(object)
	kind, _ := content["application/json"].(object)
	var v any
	if err := json.Unmarshal([]byte(body), &v); err != nil {
		t.Errorf("%s %s: %v: %.300s", method, path, err, body)
		return
	}
	for _, f := range d.check("answer", kind["schema"], v) {
		t.Errorf("%s %s: %s", method, path, f)
	}
}

// TestCheck proves that answers which are not as described are noticed.
func TestCheck(t *testing.T) {
	d := description{object{"components": object{"schemas": object{"Name": object{"type": "object", "required": []any{"text"},
		"properties": object{"text": object{"type": "string", "enum": []any{"a", "b"}}, "count": object{"type": "integer"}}}}}}}
	schema := object{"type": "array", "items": object{"$ref": "#/components/schemas/Name"}}
	for _, c := range []struct {
		value string
		want  int
	}{
		{`[]`, 0}, {`[{"text": "a", "count": 2}]`, 0}, {`null`, 1}, {`[{"text": "c"}]`, 1}, {`[{}]`, 1}, {`[{"text": "a", "more": 1}]`, 1},
		{`[{"text": "a", "count": 1.5}]`, 1}, {`[{"text": 1}, {"count": "x"}]`, 3},
	} {
		var v any
		if err := json.Unmarshal([]byte(c.value), &v); err != nil {
			t.Fatal(err)
		}
		if got := d.check("answer", schema, v); len(got) != c.want {
			t.Errorf("%s: %v, want %d faults", c.value, got, c.want)
		}
	}
}

// secondEvent is an event of another day.
const secondEvent = `doc second 2025-03-20 "A second day"
actor ann-ash person "Ann Ash"
s1: asserted ann-ash meet bo-birch on 2025-03-19 type CONSULT event 2025-03-19/consult/ann-ash+bo-birch :: Ann Ash met Bo Birch.
`

// TestPaging reads every list in pages of two: together they are the whole.
func TestPaging(t *testing.T) {
	base := start(t, openStory(t, ceasefire(t), hostileStory, secondEvent), Options{})
	for _, list := range []string{"actors", "actors?sort=name", "topics", "statements", "statements?actor=Putin", "documents", "events"} {
		key, _, _ := strings.Cut(list, "?")
		ask := func(cursor, limit string) (items []any, total float64, next string) {
			mark := "?"
			if strings.Contains(list, "?") {
				mark = "&"
			}
			_, body, _ := get(t, base+"/api/v1/"+list+mark+"limit="+limit+"&cursor="+cursor)
			var v object
			if err := json.Unmarshal([]byte(body), &v); err != nil {
				t.Fatal(err, body)
			}
			items, _ = v[key].([]any)
			total, _ = v["total"].(float64)
			next, _ = v["next"].(string)
			return items, total, next
		}
		want, total, next := ask("", "1000")
		if len(want) < 2 || next != "" || key != "events" && int(total) != len(want) {
			t.Errorf("%s: %d entries, total %v, next %q", list, len(want), total, next)
		}
		var got []any
		for cursor := ""; ; {
			items, _, next := ask(cursor, "2")
			got = append(got, items...)
			if cursor = next; cursor == "" || len(got) > len(want) {
				break
			}
		}
		a, _ := json.Marshal(got)
		b, _ := json.Marshal(want)
		if string(a) != string(b) {
			t.Errorf("%s: pages hold %d entries, the whole %d", list, len(got), len(want))
		}
	}
}
