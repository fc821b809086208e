package resolve

import (
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// boundDocs are two documents that each speak of a Robin Vance and of a
// lawyer without a name.
func boundDocs() []DocLocals {
	var docs []DocLocals
	for _, doc := range []text.ArticleID{"doc:a", "doc:b"} {
		docs = append(docs, DocLocals{Doc: doc, Locals: []schema.LocalActor{
			{Key: "lawyer", Name: "lawyer", Kind: text.KindPerson, Names: []schema.Name{{Text: "the lawyer", Count: 1}}},
			{Key: "robin-vance", Name: "Robin Vance", Kind: text.KindPerson, Named: true, Names: []schema.Name{{Text: "Robin Vance", Count: 1}, {Text: "Vance", Count: 2}}},
		}})
	}
	return docs
}

// stored gives the local actors the ids of an assignment, as a store does.
func stored(docs []DocLocals, a Assignment) []DocLocals {
	for i := range docs {
		for k := range docs[i].Locals {
			docs[i].Locals[k].Global = a[docs[i].Doc][docs[i].Locals[k].Key].ID
		}
	}
	return docs
}

func TestBoundNames(t *testing.T) {
	tests := []struct {
		name, decisions string
		one             [][2]string // "doc key" pairs that are one actor
		two             [][2]string
		idle            string // part of the report, "" for none
	}{
		{"without", ``, [][2]string{{"doc:a robin-vance", "doc:b robin-vance"}}, [][2]string{{"doc:a lawyer", "doc:b lawyer"}}, ""},
		{"different", `different "Robin Vance@doc:a" "Robin Vance@doc:b"`, nil, [][2]string{{"doc:a robin-vance", "doc:b robin-vance"}}, ""},
		{"who has no name", `same "lawyer@doc:a" "Vance@doc:b"`, [][2]string{{"doc:a lawyer", "doc:b robin-vance"}}, [][2]string{{"doc:a lawyer", "doc:b lawyer"}}, ""},
		{"two without names", `same "lawyer@doc:a" "Lawyer@doc:b"`, [][2]string{{"doc:a lawyer", "doc:b lawyer"}}, nil, ""},
		{"only bound", `same lawyer "Robin Vance"`, nil, [][2]string{{"doc:a lawyer", "doc:a robin-vance"}}, `nobody is called "lawyer"`},
		{"kept apart", "different \"Robin Vance@doc:a\" \"Robin Vance@doc:b\"\nsame Vance \"Robin Vance\"", nil,
			[][2]string{{"doc:a robin-vance", "doc:b robin-vance"}}, "line 1 (different"},
		{"no such document", `rename "Robin Vance@doc:c" "R. Vance"`, nil, nil, `nobody is called "Robin Vance@doc:c"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			decisions, err := ParseDecisions(tt.decisions)
			if err != nil {
				t.Fatal(err)
			}
			a, idle := LinkWith(boundDocs(), decisions)
			id := func(s string) schema.NodeID {
				doc, key, _ := strings.Cut(s, " ")
				return a[text.ArticleID(doc)][key].ID
			}
			for _, p := range tt.one {
				if id(p[0]) != id(p[1]) {
					t.Errorf("%s is %s and %s is %s, want one actor", p[0], id(p[0]), p[1], id(p[1]))
				}
			}
			for _, p := range tt.two {
				if id(p[0]) == id(p[1]) {
					t.Errorf("%s and %s are both %s, want two actors", p[0], p[1], id(p[0]))
				}
			}
			if (len(idle) > 0) != (tt.idle != "") || len(idle) > 0 && !strings.Contains(idle[0].String(), tt.idle) {
				t.Errorf("idle %v, want %q", idle, tt.idle)
			}
		})
	}
}

func TestLasting(t *testing.T) {
	apart, err := ParseDecisions("different \"Robin Vance@doc:a\" \"Robin Vance@doc:b\"\nrename \"Robin Vance@doc:b\" \"The sailor\"")
	if err != nil {
		t.Fatal(err)
	}
	a, _ := LinkWith(boundDocs(), apart)
	docs := stored(boundDocs(), a)
	joined, _ := LinkWith(boundDocs(), nil)
	tests := []struct {
		name  string
		docs  []DocLocals
		id    schema.NodeID
		given string
		want  string
	}{
		{"a name of one is kept", stored(boundDocs(), joined), "actor:robin-vance", "vance", "vance"},
		{"an id of one", stored(boundDocs(), joined), "actor:robin-vance", "actor:robin-vance", "Robin Vance"},
		{"a name of two", docs, "actor:robin-vance", "Robin Vance", "Robin Vance@doc:a"},
		{"a name that rename gave", docs, "actor:the-sailor", "The sailor", "Robin Vance@doc:b"},
		{"who has no name", docs, a["doc:b"]["lawyer"].ID, "lawyer", "lawyer@doc:b"},
		{"nobody", docs, "actor:nobody", "Nobody", ""},
	}
	for _, tt := range tests {
		got, ok := Lasting(tt.docs, tt.id, tt.given)
		if got != tt.want || ok != (tt.want != "") {
			t.Errorf("%s: Lasting(%s, %q) = %q, %t, want %q", tt.name, tt.id, tt.given, got, ok, tt.want)
		}
	}
}

func TestBoundNamesAreRefused(t *testing.T) {
	for _, line := range []string{`split "Jordan@doc:a" doc:a "Jordan (river)"`, `rename Jordan "River@doc:a"`, `same "@@doc:a" Jordan`} {
		if _, err := ParseDecisions(line); err == nil {
			t.Errorf("ParseDecisions(%s) took it", line)
		}
	}
}
