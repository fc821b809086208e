package graph

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/dramatis-kg/dramatis/schema"
)

var ctx = context.Background()

func TestPutIsIdempotent(t *testing.T) {
	s := openStore(t, Options{})
	a := storyA(t)
	if c := mustPut(t, s, a)[0]; c.Action != Added || c.QuadsAdded == 0 || c.QuadsDeleted != 0 {
		t.Errorf("first put: %+v", c)
	}
	before := dump(t, s)
	if c := mustPut(t, s, a)[0]; c.Action != Unchanged || c.QuadsAdded+c.QuadsDeleted != 0 {
		t.Errorf("second put: %+v", c)
	}
	if d := diffLines(before, dump(t, s)); d != "" {
		t.Errorf("the second put changed the store:\n%s", d)
	}
	got, err := s.Record(ctx, a.Doc.ID)
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Statements) != len(a.Statements) || got.Doc.Text != a.Doc.Text || got.Statements[0].Date != a.Statements[0].Date {
		t.Errorf("the record came back otherwise: %+v", got)
	}
}

func TestOutlines(t *testing.T) {
	s := openStore(t, Options{})
	mustPut(t, s, storyA(t), storyB(t))
	n := 0
	for r, err := range s.Outlines(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		if n++; len(r.Statements) != 0 || r.Doc.Text == "" || len(r.Actors) == 0 {
			t.Errorf("got %+v", r)
		}
	}
	if n != 2 {
		t.Errorf("got %d records, want 2", n)
	}
}

func TestForgetLeavesNoTrace(t *testing.T) {
	only := openStore(t, Options{})
	mustPut(t, only, storyB(t))
	both := openStore(t, Options{})
	mustPut(t, both, storyA(t), storyB(t))
	if c, err := both.Forget(ctx, "a.txt"); err != nil || c.Action != Removed || c.Doc != storyA(t).Doc.ID {
		t.Fatalf("forget: %+v, %v", c, err)
	}
	if d := diffLines(dump(t, only), dump(t, both)); d != "" {
		t.Errorf("forgetting left a trace:\n%s", d)
	}
	if _, err := both.Forget(ctx, "a.txt"); !errors.Is(err, ErrNotFound) {
		t.Errorf("forgetting twice: got %v", err)
	}
	if _, err := both.Forget(ctx, string(storyB(t).Doc.ID)); err != nil {
		t.Fatal(err)
	}
	if d := diffLines(dump(t, openStore(t, Options{})), dump(t, both)); d != "" {
		t.Errorf("forgetting everything left a trace:\n%s", d)
	}
}

func TestReplace(t *testing.T) {
	s := openStore(t, Options{})
	a := storyA(t)
	mustPut(t, s, a)

	// Other rules: one statement less, one of another modality.
	b := *a
	b.Statements = append([]schema.Statement(nil), a.Statements[1:]...)
	b.Statements[1].Modality = schema.Hypothetical
	if c := mustPut(t, s, &b)[0]; c.Action != Replaced || c.Old != "" {
		t.Errorf("other rules: %+v", c)
	}
	fresh := openStore(t, Options{})
	mustPut(t, fresh, &b)
	if d := diffLines(dump(t, fresh), dump(t, s)); d != "" {
		t.Errorf("replacing differs from putting afresh:\n%s", d)
	}

	// Other content of the same source.
	n := newDoc(t, "a.txt", "2025-03-14", "2025-03-13 | actor:anna-arden | rel:meet | actor:boris-bolt | | Anna Arden met Boris Bolt.")
	if c := mustPut(t, s, n)[0]; c.Action != Replaced || c.Old != a.Doc.ID {
		t.Errorf("other content: %+v", c)
	}
	fresh = openStore(t, Options{})
	mustPut(t, fresh, n)
	if d := diffLines(dump(t, fresh), dump(t, s)); d != "" {
		t.Errorf("replacing differs from putting afresh:\n%s", d)
	}
}

func TestOneContentTwoSources(t *testing.T) {
	s := openStore(t, Options{})
	a, copied := storyA(t), storyA(t)
	copied.Doc.Source = "copy.txt"
	mustPut(t, s, a)
	if c := mustPut(t, s, copied)[0]; c.Action != Replaced || c.QuadsDeleted != 0 || c.QuadsAdded != 1 {
		t.Errorf("the copy: %+v", c)
	}
	for _, r := range []*schema.Record{a, copied} {
		if c := mustPut(t, s, r)[0]; c.Action != Unchanged {
			t.Errorf("again: %+v", c)
		}
	}
	if _, err := s.Forget(ctx, "a.txt"); err != nil {
		t.Fatal(err)
	}
	d, err := s.Document(ctx, "copy.txt")
	if err != nil || len(d.Sources) != 1 || d.Source != "copy.txt" {
		t.Errorf("after forgetting one source: %+v, %v", d, err)
	}
	if _, err := s.Forget(ctx, "copy.txt"); err != nil {
		t.Fatal(err)
	}
	if d := diffLines(dump(t, openStore(t, Options{})), dump(t, s)); d != "" {
		t.Errorf("a trace is left:\n%s", d)
	}
}

func TestStandardInputReplacesNothing(t *testing.T) {
	s := openStore(t, Options{})
	a, b := storyA(t), storyB(t)
	a.Doc.Source, b.Doc.Source = "-", "-"
	mustPut(t, s, a, b)
	n := 0
	for _, err := range s.Documents(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	if n != 2 {
		t.Errorf("got %d documents, want 2", n)
	}
}

func TestPutRefuses(t *testing.T) {
	s := openStore(t, Options{})
	empty := dump(t, s)
	for name, spoil := range map[string]func(*schema.Record){
		"no id":              func(r *schema.Record) { r.Doc.ID = "" },
		"statement twice":    func(r *schema.Record) { r.Statements = append(r.Statements, r.Statements[0]) },
		"foreign statement":  func(r *schema.Record) { r.Statements[0].Doc = "doc:other" },
		"broken rule":        func(r *schema.Record) { r.Statements[0].Relation = "" },
		"span outside":       func(r *schema.Record) { r.Statements[0].Sentence.End = 1 << 20 },
		"actor twice":        func(r *schema.Record) { r.Actors = append(r.Actors, r.Actors[0]) },
		"text not in UTF-8":  func(r *schema.Record) { r.Doc.Text += "\xff" },
		"zero byte in an id": func(r *schema.Record) { r.Doc.ID = "doc:\x00" },
	} {
		r := storyA(t)
		spoil(r)
		// The good one before it in the same call must not be stored either:
		// they would have been one commit.
		if _, err := s.PutAll(ctx, []*schema.Record{storyB(t), r}); !errors.Is(err, ErrRecord) {
			t.Errorf("%s: got %v, want ErrRecord", name, err)
		}
		if d := diffLines(empty, dump(t, s)); d != "" {
			t.Errorf("%s: something was stored:\n%s", name, d)
		}
	}
	mustPut(t, s, storyA(t)) // and the store still works
}

func TestStatement(t *testing.T) {
	s := openStore(t, Options{})
	a := storyA(t)
	mustPut(t, s, a)
	want := a.Statements[2]
	got, doc, err := s.Statement(ctx, want.ID)
	if err != nil || got.ID != want.ID || doc.ID != a.Doc.ID || got.Sentence.In(doc.Text) != want.Sentence.In(a.Doc.Text) {
		t.Errorf("got %+v, %v, %v", got, doc.ID, err)
	}
	if _, _, err := s.Statement(ctx, "st:none"); !errors.Is(err, ErrNotFound) {
		t.Errorf("got %v, want not found", err)
	}
}

func TestOpen(t *testing.T) {
	dir := t.TempDir()
	if _, err := Open(ctx, filepath.Join(dir, "none"), Options{ReadOnly: true}); !errors.Is(err, ErrNoStore) {
		t.Errorf("got %v, want ErrNoStore", err)
	}
	w := openDir(t, filepath.Join(dir, "new", "store"), Options{})
	if _, err := Open(ctx, w.Dir(), Options{}); !errors.Is(err, ErrLocked) {
		t.Errorf("got %v, want ErrLocked", err)
	}
	r := openDir(t, w.Dir(), Options{ReadOnly: true})
	if _, err := r.Put(ctx, storyA(t)); !errors.Is(err, ErrReadOnly) {
		t.Errorf("got %v, want ErrReadOnly", err)
	}
	mustPut(t, w, storyA(t))
	if _, err := r.Record(ctx, storyA(t).Doc.ID); !errors.Is(err, ErrNotFound) {
		t.Errorf("before refreshing: got %v", err)
	}
	if ok, err := r.Refresh(ctx); !ok || err != nil {
		t.Errorf("refresh: %v, %v", ok, err)
	}
	if _, err := r.Record(ctx, storyA(t).Doc.ID); err != nil {
		t.Errorf("after refreshing: got %v", err)
	}
	if ok, err := r.Refresh(ctx); ok || err != nil {
		t.Errorf("refresh again: %v, %v", ok, err)
	}
	if err := os.WriteFile(filepath.Join(dir, "notes.txt"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(ctx, dir, Options{}); !errors.Is(err, ErrNoStore) {
		t.Errorf("a folder with other files: got %v", err)
	}
	closed := openStore(t, Options{})
	for range 2 {
		if err := closed.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	}
	if _, err := closed.Put(ctx, storyA(t)); !errors.Is(err, ErrClosed) {
		t.Errorf("got %v, want ErrClosed", err)
	}
}

func TestQueryGizmo(t *testing.T) {
	s := openStore(t, Options{})
	mustPut(t, s, storyA(t), storyB(t))
	for _, c := range []struct {
		lang Language
		text string
		want []string
	}{
		{Gizmo, `g.V("<actor:boris-bolt>").Out("<rel:meet>").Unique().All()`, []string{"id: actor:anna-arden", "id: actor:cleo-crane"}},
		{Gizmo, `g.V("<actor:anna-arden>").Save("<actor:label>","name").All()`, []string{"id: actor:anna-arden, name: Anna Arden"}},
		{Gizmo, `g.V("<actor:emil-eck>").Out("<rel:call>").All()`, []string{"id: promising but incomplete"}},
		{Gizmo, `g.V().Has("<st:predicate>","plan:talk").Save("<st:speaker>","who").Save("<st:subject>","s").All()`,
			[]string{"id: " + string(storyA(t).Statements[2].ID) + ", s: actor:boris-bolt, who: actor:dora-dean"}},
		{Gizmo, `g.V("<event:2025-03-13/consult/anna-arden+boris-bolt>").In("<st:event>").Count()`, nil},
		{Gizmo, `g.Emit({a: 1, b: ["x", "<actor:y>"], c: true})`, []string{"a: 1, b: x, actor:y, c: true"}},
		{GraphQL, `{ nodes(id: <actor:anna-arden>) { id, name: <actor:label> } }`, []string{"id: actor:anna-arden, name: Anna Arden"}},
		{GraphQL, `{ nodes(id: <actor:boris-bolt>) { id, <rel:meet> { id } } }`, []string{"<rel:meet>: id: actor:anna-arden, id: actor:cleo-crane, id: actor:boris-bolt"}},
		{MQL, `[{"id": "<actor:anna-arden>", "<actor:label>": null}]`, []string{"<actor:label>: Anna Arden, id: actor:anna-arden"}},
	} {
		var got []string
		for row, err := range s.Query(ctx, c.lang, c.text, Limits{}) {
			if err != nil {
				t.Errorf("%s: %v", c.text, err)
				break
			}
			got = append(got, Value{Kind: Object, Object: row}.String())
		}
		if len(c.want) == 0 {
			t.Logf("%s: %q", c.text, got)
			continue
		}
		if diffLines(c.want, got) != "" {
			t.Errorf("%s:\ngot  %q\nwant %q", c.text, got, c.want)
		}
	}
}
