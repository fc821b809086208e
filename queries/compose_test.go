package queries

import (
	"encoding/json"
	"strings"
	"testing"
)

// hostile are values that would end a literal if they were spliced.
var hostile = []string{
	`"`, `\`, `'`, `"; g.V().all(); "`, `</script>`, "\u2028", "\u2029", "`${1}`", "*/", "/*---", "\n", "\x00",
	`"}, {"id": null`, `$actor`, `") { id } evil(id: "`, `#`, `\u0022`, `é"ü`, "\xff\xfe", `<actor:x>`, `_:b`,
}

func TestComposeGizmo(t *testing.T) {
	q, err := Parse("met.js", goodJS)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range hostile {
		got, err := q.compose(map[string]any{"actor": h, "list": []string{h}})
		if err != nil {
			t.Fatal(err)
		}
		literal, ok := strings.CutPrefix(got, "var params = ")
		if !ok {
			t.Fatalf("got %q", got)
		}
		dec := json.NewDecoder(strings.NewReader(literal))
		var v map[string]any
		if err := dec.Decode(&v); err != nil {
			t.Fatalf("%q: %v", got, err)
		}
		if want := strings.ToValidUTF8(h, "\ufffd"); strings.ToValidUTF8(v["actor"].(string), "\ufffd") != want && !strings.ContainsRune(h, 0xfffd) && h != "\xff\xfe" {
			t.Errorf("%q: the value became %q", h, v["actor"])
		}
		if rest := literal[dec.InputOffset():]; rest != ";"+strings.Repeat("\n", q.BodyLine-1)+q.Body {
			t.Errorf("%q: after the values stands %q", h, rest)
		}
		if strings.ContainsAny(literal[:dec.InputOffset()], "\u2028\u2029\n") {
			t.Errorf("%q: a line break in %q", h, literal)
		}
	}
}

func TestComposeGraphQL(t *testing.T) {
	src := "# ---\n# name: x\n# title: T\n# question: Q\n# params: [{name: a, required: true, example: e}]\n# columns: [date]\n# ---\n" +
		"{ # a comment with $a\n n(id: $a, s: \"kept $a\") { id } }\n"
	q, err := Parse("x.graphql", src)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range hostile {
		got, err := q.compose(map[string]any{"a": h})
		if err != nil {
			t.Fatal(err)
		}
		head, tail, _ := strings.Cut(got, "n(id: ")
		if head != "{ \n " {
			t.Errorf("%q: before the value stands %q", h, head)
		}
		dec := json.NewDecoder(strings.NewReader(tail))
		var v string
		if err := dec.Decode(&v); err != nil {
			t.Fatalf("%q: %v in %q", h, err, tail)
		}
		if rest := tail[dec.InputOffset():]; rest != `, s: "kept $a") { id } }`+"\n" {
			t.Errorf("%q: after the value stands %q", h, rest)
		}
	}
	q.Body = "{ n(id: $b) }"
	if _, err := q.compose(map[string]any{}); err == nil || !strings.Contains(err.Error(), "x.graphql:8: $b is not a parameter") {
		t.Errorf("unknown parameter: %v", err)
	}
	q.Body = "\n{ n(id: $a) }"
	if _, err := q.compose(map[string]any{"a": nil}); err == nil || !strings.Contains(err.Error(), "x.graphql:9: $a: it has no value") {
		t.Errorf("no value: %v", err)
	}
}

func TestComposeMQL(t *testing.T) {
	q := &Query{Name: "x", Language: MQL, Source: "x.mql", BodyLine: 3, Body: `[{"id": null, "<k>": "$kind", "<o>": "$other", "list": []}]`}
	for _, h := range hostile {
		got, err := q.compose(map[string]any{"kind": h, "other": nil})
		if err != nil {
			t.Fatal(err)
		}
		var v []map[string]any
		if err := json.Unmarshal([]byte(got), &v); err != nil {
			t.Fatalf("%q: %v", h, err)
		}
		if len(v) != 1 || len(v[0]) != 4 || v[0]["<k>"] == nil {
			t.Errorf("%q: got %s", h, got)
		}
	}
	if _, err := q.compose(map[string]any{"kind": []string{"a", "b"}, "other": nil}); err == nil {
		t.Error("MQL took two values")
	}
	q.Body = `{"a": `
	if _, err := q.compose(nil); err == nil || !strings.HasPrefix(err.Error(), "x.mql:3:") {
		t.Errorf("broken JSON: %v", err)
	}
}

func TestParseDay(t *testing.T) {
	for _, c := range []struct{ in, first, last string }{
		{"2025", "2025-01-01", "2025-12-31"},
		{"2024-02", "2024-02-01", "2024-02-29"},
		{"2025-03-13", "2025-03-13", "2025-03-13"},
	} {
		first, last, err := ParseDay(c.in)
		if err != nil || first != c.first || last != c.last {
			t.Errorf("%q: got %s %s %v, want %s %s", c.in, first, last, err, c.first, c.last)
		}
	}
	for _, in := range []string{"", "25", "2025-3", "2025-13", "2025-21", "2025-02-30", "13.03.2025", "2025-03-13T10:00", "202X", "2025/2026", "today", "2025-03-1\x00"} {
		if _, _, err := ParseDay(in); err == nil {
			t.Errorf("%q is taken for a date", in)
		}
	}
}
