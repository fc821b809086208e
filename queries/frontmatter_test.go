package queries

import (
	"errors"
	"strings"
	"testing"
)

const goodJS = `/*---
name: met
title: Meetings
question: Who met {actor}?
filters: [dates, modality]
params:
  - {name: actor, type: actor, required: true, example: Ann Lee, description: who}
columns:
  - date
  - {name: other, type: actor, label: met}
---*/
g.V(params.actor).all();
`

func TestParse(t *testing.T) {
	q, err := Parse("met.js", goodJS)
	if err != nil {
		t.Fatal(err)
	}
	if q.Name != "met" || q.Language != Gizmo || q.BodyLine != 12 || !strings.HasPrefix(q.Body, "g.V(") {
		t.Errorf("got %q %q body line %d %q", q.Name, q.Language, q.BodyLine, q.Body)
	}
	if len(q.Params) != 10 || q.Params[7].Name != "min-confidence" || q.Params[8].Name != "place" || q.Params[9].Name != "words" || q.Params[1].Name != "from" || !q.Params[2].Last || !q.Has(FilterModality) {
		t.Errorf("params: %+v", q.Params)
	}
	if q.Columns[0].Type != ColDate || q.Columns[1].Label != "met" || q.Columns[1].Type != ColActor {
		t.Errorf("columns: %+v", q.Columns)
	}
	if len(q.Modality) != 1 || q.Modality[0] != ClassAsserted || q.Order[0] != "when" {
		t.Errorf("defaults: %v %v", q.Modality, q.Order)
	}
}

var faults = []struct {
	file, content string
	want          []string // parts of the message, "file:line: …"
}{
	{"a.js", "g.V().all()", []string{"a.js:1: want the front matter"}},
	{"a.js", "/*---\nname: x\n", []string{"a.js:1: the front matter does not end"}},
	{"a.txt", "", []string{`unknown extension ".txt"`}},
	{"a.js", "/*---\nname: [\n---*/\nx", []string{"a.js:2:", "front matter:"}},
	{"a.js", "/*---\n- a\n---*/\nx", []string{"a.js:2: the front matter is a mapping"}},
	{"a.js", "/*---\nname: Bad Name\ntitle: T\nquestion: Q\ncolour: red\ncolumns: [date]\n---*/\nx",
		[]string{`a.js:2: name "Bad Name"`, `a.js:5: unknown key "colour"`}},
	{"a.js", "/*---\nname: x\ntitle: T\nquestion: Q\nparams:\n  - {name: a, type: actr}\ncolumns: [date]\n---*/\nx",
		[]string{`a.js:6: unknown param type "actr": want actor`}},
	{"a.js", "/*---\nname: x\ntitle: T\nquestion: Q\nparams:\n  - {name: a, required: true}\n  - {name: a}\ncolumns: [date, date]\norder: [size]\n---*/\nx",
		[]string{"a.js:6: param a: a required param has an example", `the parameter "a" is defined twice`, `a.js:8: the column "date" is defined twice`, `a.js:9: order: "size" is not a column`}},
	{"a.js", "/*---\nname: x\nname: y\n---*/\nx", []string{`a.js:3: the key "name" stands twice`, "lacks title", "lacks columns"}},
	{"a.js", "/*---\nname: x\ntitle: T\nquestion: Q\nview: map\ncolumns: [date]\nmodality: [asserted, maybe]\n---*/\n\n",
		[]string{`a.js:5: unknown view "map"`, `a.js:7: unknown modality "maybe"`, "a.js:9: the query is empty"}},
	{"a.yaml", "name: x\ntitle: T\nquestion: Q\ncolumns: [date]\nprimitive: fly\n", []string{`a.yaml:1: primitive "fly": want one of actors, path`}},
	{"a.graphql", "# ---\n# name: x\nquery\n", []string{"a.graphql:3: a line of the front matter begins with #"}},
	{"a.js", "/*---\nname: &a [*a]\n---*/\nx", []string{"a.js:2"}},
}

func TestParseFaults(t *testing.T) {
	for _, c := range faults {
		_, err := Parse(c.file, c.content)
		if !errors.Is(err, ErrFile) {
			t.Errorf("%q: got %v, want an ErrFile", c.content, err)
			continue
		}
		for _, w := range c.want {
			if !strings.Contains(err.Error(), w) {
				t.Errorf("%q: got %q, want %q in it", c.content, err, w)
			}
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("met.js", goodJS)
	for _, c := range faults {
		f.Add(c.file, c.content)
	}
	l, err := Open()
	if err != nil {
		f.Fatal(err)
	}
	for _, q := range l.List() {
		f.Add(q.Source, q.Body)
	}
	f.Fuzz(func(t *testing.T, name, content string) {
		q, err := Parse(name, content)
		if (q == nil) == (err == nil) {
			t.Fatalf("query %v with error %v", q, err)
		}
		if err != nil {
			return
		}
		if q.Name == "" || len(q.Columns) == 0 || len(q.Modality) == 0 || q.BodyLine < 0 {
			t.Fatalf("accepted %+v", q)
		}
		for _, o := range q.Order {
			if o = strings.TrimPrefix(o, "-"); o != "when" && (&Table{Columns: q.Columns}).Column(o) < 0 {
				t.Fatalf("order by %q", o)
			}
		}
	})
}
