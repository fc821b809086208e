package load

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/schema"
)

var ctx = context.Background()

func open(t testing.TB) *graph.Store {
	t.Helper()
	s, err := graph.Open(ctx, t.TempDir(), graph.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func quadsOf(t testing.TB, s *graph.Store) string {
	t.Helper()
	var b strings.Builder
	for q, err := range s.Quads(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		b.WriteString(q.NQuad() + "\n")
	}
	return b.String()
}

const jsonl = `{"subject":"Anna Arden","predicate":"met with","object":"Boris Bolt","date":"2025-03-13","sentence":"Anna Arden met with Boris Bolt.","doc":"d1","confidence":0.75}

{"subject":"Boris Bolt","predicate":"plan:talk","object":"Cleo Crane","speaker":"Dora Dean","doc":"d2"}
{"subject":"actor:cleo-crane","predicate":"call","object":"a good start","modality":"asserted","confidence":"0.5","doc":"d2"}
{"subject":"Cleo Crane","predicate":"support","object":"topic:ceasefire","event_type":"support","doc":"d2"}
`

func TestStatements(t *testing.T) {
	s := open(t)
	rep, err := From(ctx, s, strings.NewReader(jsonl), "x.jsonl", Options{})
	if err != nil || len(rep.Changes) != 2 || rep.Statements != 4 {
		t.Fatalf("got %+v, %v", rep, err)
	}
	got := quadsOf(t, s)
	for _, want := range []string{
		`<actor:anna-arden> <rel:meet> <actor:boris-bolt> <st:`,
		`<actor:boris-bolt> <rel:meet> <actor:anna-arden> <st:`,
		`<actor:boris-bolt> <plan:talk> <actor:cleo-crane> <st:`,
		`<st:speaker> <actor:dora-dean>`,
		`<actor:cleo-crane> <rel:call> "a good start" <st:`,
		`<actor:cleo-crane> <rel:support> <topic:ceasefire> <st:`,
		`<st:rule> "load"`, `<st:confidence> "0.750"`, `<st:confidence> "0.500"`, `<st:confidence> "1.000"`, `<st:date> "2025-03-13"`, `<st:type> "SUPPORT"`,
		`<st:text> "Anna Arden met with Boris Bolt."`,
		`<actor:anna-arden> <actor:label> "Anna Arden" <g:merged>`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no quad %s in\n%s", want, got)
		}
	}
	rep, err = From(ctx, s, strings.NewReader(jsonl), "x.jsonl", Options{})
	if err != nil || rep.Changes[0].Action != graph.Unchanged || rep.Changes[1].Action != graph.Unchanged {
		t.Errorf("again: got %+v, %v", rep, err)
	}
	// A new version of the file without d2.
	rep, err = From(ctx, s, strings.NewReader(strings.SplitN(jsonl, "\n", 2)[0]), "x.jsonl", Options{})
	if err != nil || len(rep.Changes) != 2 || rep.Changes[1].Action != graph.Removed {
		t.Errorf("shorter: got %+v, %v", rep, err)
	}
	if _, err := s.Forget(ctx, "x.jsonl#d1"); err != nil {
		t.Fatal(err)
	}
	if left := quadsOf(t, s); left != "" {
		t.Errorf("quads are left:\n%s", left)
	}
}

func TestTable(t *testing.T) {
	for _, c := range []struct{ source, in string }{
		{"x.csv", "\ufeffSubject,Predicate,Object,Event Type\r\nAnna Arden,rel:meet,\"Bolt, Boris\",CONSULT\r\n"},
		{"x.tsv", "predicate\tsubject\tobject\nrel:meet\tAnna Arden\tBolt, Boris\n"},
	} {
		s := open(t)
		if _, err := From(ctx, s, strings.NewReader(c.in), c.source, Options{}); err != nil {
			t.Errorf("%s: %v", c.source, err)
			continue
		}
		if got := quadsOf(t, s); !strings.Contains(got, "<actor:anna-arden> <rel:meet> <actor:bolt-boris>") {
			t.Errorf("%s: got\n%s", c.source, got)
		}
	}
}

func TestActorsOfTheStoreAreFound(t *testing.T) {
	s := open(t)
	if _, err := From(ctx, s, strings.NewReader(jsonl), "x.jsonl", Options{}); err != nil {
		t.Fatal(err)
	}
	if _, err := From(ctx, s, strings.NewReader(`{"subject":"ANNA ARDEN","predicate":"praise","object":"anna arden"}`), "y.jsonl", Options{}); err != nil {
		t.Fatal(err)
	}
	if got := quadsOf(t, s); !strings.Contains(got, "<actor:anna-arden> <rel:praise> <actor:anna-arden>") {
		t.Errorf("got\n%s", got)
	}
}

func TestFaultsAreNumbered(t *testing.T) {
	for _, c := range []struct {
		name, source, in string
		lines            []int
		want             string
	}{
		{"json", "x.jsonl", jsonl + "{\n", []int{6}, "unexpected end"},
		{"no subject", "x.jsonl", `{"predicate":"meet"}`, []int{1}, "no subject"},
		{"no predicate", "x.jsonl", `{"subject":"A"}`, []int{1}, "no predicate"},
		{"modality", "x.jsonl", `{"subject":"A","predicate":"p","modality":"perhaps"}`, []int{1}, "perhaps"},
		{"date", "x.jsonl", `{"subject":"A","predicate":"p","date":"13 March"}`, []int{1}, "13 March"},
		{"type", "x.jsonl", `{"subject":"A","predicate":"p","event_type":"LUNCH"}`, []int{1}, "LUNCH"},
		{"confidence", "x.jsonl", `{"subject":"A","predicate":"p","confidence":2}`, []int{1}, "[0, 1]"},
		{"NaN", "x.jsonl", `{"subject":"A","predicate":"p","confidence":"NaN"}`, []int{1}, "[0, 1]"},
		{"prefix", "x.jsonl", `{"subject":"A","predicate":"foo:p"}`, []int{1}, "foo"},
		{"said by nobody", "x.jsonl", `{"subject":"A","predicate":"said:p"}`, []int{1}, "speaker"},
		{"nameless", "x.jsonl", `{"subject":"!?","predicate":"p"}`, []int{1}, "no id"},
		{"several", "x.jsonl", "{\n" + `{"subject":"A","predicate":"p"}` + "\n{\n", []int{1, 3}, ""},
		{"csv quotes", "x.csv", "subject,predicate\nA,\"b\nC,d\n", []int{2}, ""},
		{"csv fields", "x.csv", "subject,predicate\nA,p\nB,p,q\n", []int{3}, "3 fields"},
		{"n-quads", "x.nq", "<a> <b> <c> .\n# fine\n<a> <b>\n<a> <b> \"x .\n", []int{3, 4}, ""},
		{"long line", "x.jsonl", `{"subject":"` + strings.Repeat("A", 300) + `"}`, []int{1}, "longer than 200"},
	} {
		s := open(t)
		_, err := From(ctx, s, strings.NewReader(c.in), c.source, Options{MaxLineBytes: 200})
		if err == nil {
			t.Errorf("%s: no error", c.name)
			continue
		}
		for _, n := range c.lines {
			if !hasLine(err, n) {
				t.Errorf("%s: line %d is not named in: %v", c.name, n, err)
			}
		}
		if !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want …%s…", c.name, err, c.want)
		}
		if got := quadsOf(t, s); got != "" {
			t.Errorf("%s: something was stored:\n%s", c.name, got)
		}
	}
	if _, err := Read(ctx, strings.NewReader("a,b\n1,2\n"), "x.csv", Options{}); err == nil || !strings.Contains(err.Error(), `unknown column "a"`) {
		t.Errorf("unknown column: got %v", err)
	}
	if _, err := Read(ctx, strings.NewReader(""), "x.doc", Options{}); err == nil {
		t.Error("an unknown ending was accepted")
	}
}

func hasLine(err error, n int) bool {
	var le *LineError
	if errors.As(err, &le) && le.Line == n {
		return true
	}
	if m, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range m.Unwrap() {
			if hasLine(e, n) {
				return true
			}
		}
	}
	if e := errors.Unwrap(err); e != nil {
		return hasLine(e, n)
	}
	return false
}

func TestNQuads(t *testing.T) {
	s := open(t)
	in := "<a> <b> <c> .\n<a> <b> \"text\"@en <g> .\n<a> <b> <c> .\n"
	rep, err := From(ctx, s, strings.NewReader(in), "x.nq", Options{})
	if err != nil || rep.Changes[0].QuadsAdded != 2 {
		t.Fatalf("got %+v, %v", rep, err)
	}
	got := quadsOf(t, s)
	if !strings.Contains(got, `"text"@en <g>`) || !strings.Contains(got, "<a> <b> <c> <load:") {
		t.Errorf("got\n%s", got)
	}
	// A second file shares a quad; forgetting one leaves the other's.
	if _, err := From(ctx, s, strings.NewReader("<a> <b> \"text\"@en <g> .\n<x> <y> <z> <g> .\n"), "y.nq", Options{}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Forget(ctx, "x.nq"); err != nil {
		t.Fatal(err)
	}
	if got := quadsOf(t, s); !strings.Contains(got, `"text"@en <g>`) || strings.Contains(got, "<c>") {
		t.Errorf("after forgetting one: got\n%s", got)
	}
	if _, err := s.Forget(ctx, "y.nq"); err != nil {
		t.Fatal(err)
	}
	if got := quadsOf(t, s); got != "" {
		t.Errorf("after forgetting both: got\n%s", got)
	}
	if _, err := From(ctx, s, strings.NewReader("<a> <b> <c> <g:merged> .\n"), "z.nq", Options{}); !errors.Is(err, graph.ErrQuad) {
		t.Errorf("the store's own label: got %v", err)
	}
}

// TestLargeNQuads loads a file in many parts, compressed, and from a reader
// that cannot be read twice; the answers are those of the whole.
func TestLargeNQuads(t *testing.T) {
	var plain, packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	const n = 2_000
	for i := range n {
		fmt.Fprintf(io.MultiWriter(&plain, z), "<x:%d> <p:next> <x:%d> .\n<x:%d> <p:name> \"number %d of a list that is long enough to be read in several parts\" <l:%d> .\n", i, i+1, i, i, i%3)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	want := ""
	for _, in := range []struct {
		source string
		r      io.Reader
	}{
		{"a.nq", bytes.NewReader(plain.Bytes())},
		{"b.nq.gz", bytes.NewReader(packed.Bytes())},
		{"c.nq", io.MultiReader(bytes.NewReader(plain.Bytes()))},
	} {
		s := open(t)
		told, parts := int64(0), 0 // so few are told of at the ends of parts alone
		o := Options{MemoryBytes: 30_000, Progress: func(read int64) { told, parts = read, parts+1 }, held: 64 << 10}
		rep, err := From(ctx, s, in.r, in.source, o)
		if err != nil || rep.Quads != 2*n || rep.Changes[0].QuadsAdded != 2*n || told != 2*n {
			t.Fatalf("%s: %+v, %v, told of %d", in.source, rep, err, told)
		}
		if parts < 3 {
			t.Errorf("%s: loaded in %d parts, want some", in.source, parts)
		}
		if diffs, err := s.Verify(ctx); err != nil || len(diffs) > 0 {
			t.Errorf("%s: verify: %v, %v", in.source, diffs, err)
		}
		got := strings.ReplaceAll(quadsOf(t, s), string(rep.Changes[0].Doc), "load:x")
		if want == "" {
			want = got
		}
		if got != want || strings.Count(got, "\n") != 2*n {
			t.Errorf("%s: other quads than of the first", in.source)
		}
	}
	left, err := filepath.Glob(filepath.Join(filepath.Dir(t.TempDir()), ".dramatis-load-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left: %v, %v", left, err)
	}
}

func FuzzStatements(f *testing.F) {
	f.Add([]byte(jsonl), false)
	f.Add([]byte("subject,predicate,object\nA,rel:meet,\"B, C\"\n"), true)
	f.Fuzz(func(t *testing.T, in []byte, isTable bool) {
		source := "x.jsonl"
		if isTable {
			source = "x.csv"
		}
		c, err := Read(ctx, strings.NewReader(string(in)), source, Options{})
		if err != nil {
			return
		}
		for _, r := range c.Records {
			for i := range r.Statements {
				if err := schema.Check(&r.Statements[i], len(r.Doc.Text)); err != nil {
					t.Errorf("an invalid statement: %v", err)
				}
			}
		}
	})
}

func FuzzNQuads(f *testing.F) {
	f.Add([]byte("<a> <b> <c> .\n_:x <p> \"l\"^^<t> <g> .\n"))
	f.Fuzz(func(t *testing.T, in []byte) {
		c, err := Read(ctx, strings.NewReader(string(in)), "x.nq", Options{})
		if err != nil {
			return
		}
		for _, q := range c.Quads {
			if !q.IsValid() {
				t.Errorf("an invalid quad %v", q)
			}
		}
	})
}
