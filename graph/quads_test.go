package graph

import (
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// TestQuads is docs/data-model.md as a table: a statement, and quads that must
// and that must not come of it. S, D and T stand for the ids of statement and
// document and for the sentence.
func TestQuads(t *testing.T) {
	for _, c := range []struct {
		name, line string
		want, not  []string
		change     func(*schema.Record, *schema.Statement)
	}{
		{
			name: "asserted and symmetric",
			line: "2025-03-13 | actor:anna | rel:meet | actor:boris | at=actor:moscow type=CONSULT | Anna met Boris.",
			want: []string{
				`<actor:anna> <rel:meet> <actor:boris> <S>`, `<actor:boris> <rel:meet> <actor:anna> <S>`,
				`<S> <st:doc> <D> <S>`, `<S> <st:subject> <actor:anna> <S>`, `<S> <st:object> <actor:boris> <S>`,
				`<S> <st:actor> <actor:anna> <S>`, `<S> <st:actor> <actor:boris> <S>`,
				`<S> <st:relation> "meet" <S>`, `<S> <st:predicate> "rel:meet" <S>`, `<S> <st:verb> "meet" <S>`, `<S> <st:modality> "asserted" <S>`,
				`<S> <st:date> "2025-03-13" <S>`, `<S> <st:from> "2025-03-13" <S>`, `<S> <st:to> "2025-03-13" <S>`,
				`<S> <st:edtf> "2025-03-13" <S>`, `<S> <st:basis> "explicit" <S>`, `<S> <st:precision> "day" <S>`,
				`<S> <st:place> <actor:moscow> <S>`, `<S> <st:type> "CONSULT" <S>`, `<S> <st:quad> "verbal-cooperation" <S>`,
				`<S> <st:text> "Anna met Boris." <S>`, `<S> <st:chars> "0-15" <S>`, `<S> <st:sentence> "0-15" <S>`,
				`<S> <st:order> "000000" <S>`, `<S> <st:when> "2025-03-13/000000/D" <S>`, `<S> <st:confidence> "0.900" <S>`, `<S> <st:rule> "test" <S>`,
				`<D> <doc:title> "About t.txt" <D>`, `<D> <doc:outlet> "The Testing Times" <D>`, `<D> <doc:published> "2025-03-14" <D>`, `<D> <doc:source> "t.txt" <D>`,
				`<D> <doc:actor> <actor:anna> <D>`,
			},
			not: []string{"<st:speaker>", "<st:source>", "<st:quoted>", "<st:event>", "<st:actor> <actor:moscow>", "<st:quote>", "<doc:author>"},
		},
		{
			name: "reported, with a chain of speakers",
			line: "2025-03 | actor:anna | said:support | topic:peace-plan | by=actor:dora by=actor:emil | Dora said that Emil said that Anna supports the plan.",
			want: []string{
				`<actor:anna> <said:support> <topic:peace-plan> <S>`, `<S> <st:speaker> <actor:emil> <S>`,
				`<S> <st:source> <actor:dora> <S>`, `<S> <st:source> <actor:emil> <S>`, `<S> <st:cue> "say" <S>`,
				`<S> <st:predicate> "said:support" <S>`, `<S> <st:from> "2025-03-01" <S>`, `<S> <st:to> "2025-03-31" <S>`,
				`<S> <st:precision> "month" <S>`,
			},
			not: []string{"<rel:", "<st:actor> <actor:dora>", "<st:actor> <topic:", `<topic:peace-plan> <said:`},
		},
		{
			name: "planned, whoever says so", line: " | actor:anna | plan:talk | actor:boris | by=actor:dora about=topic:peace with=actor:emil | Anna will talk.",
			want: []string{
				`<actor:anna> <plan:talk> <actor:boris> <S>`, `<actor:boris> <plan:talk> <actor:anna> <S>`,
				`<S> <q:about> <topic:peace> <S>`, `<S> <q:with> <actor:emil> <S>`, `<S> <st:actor> <actor:emil> <S>`,
				`<S> <st:when> "9999-12-31/000000/D" <S>`,
			},
			not: []string{"<rel:", "<said:", "<st:date>", "<st:from>", "<st:edtf>", "<st:basis>"},
		},
		{name: "negated", line: " | actor:anna | not:attack | actor:boris | | Anna did not attack Boris.",
			want: []string{`<actor:anna> <not:attack> <actor:boris> <S>`}, not: []string{"<rel:", "<actor:boris> <not:"}},
		{name: "hypothetical", line: " | actor:anna | if:attack | actor:boris | | Anna could attack Boris.",
			want: []string{`<actor:anna> <if:attack> <actor:boris> <S>`}, not: []string{"<rel:"}},
		{name: "literal object", line: " | actor:anna | rel:call | promising but incomplete | | Anna called it promising.",
			want: []string{`<actor:anna> <rel:call> "promising but incomplete" <S>`, `<S> <st:object> "promising but incomplete" <S>`}},
		{name: "no object", line: " | actor:anna | rel:resign | | | Anna resigned.",
			want: []string{`<S> <st:subject> <actor:anna> <S>`, `<S> <st:predicate> "rel:resign" <S>`}, not: []string{"<actor:anna> <rel:", "<st:object>"}},
		{name: "literal subject", line: " | the proposal | rel:anger | actor:boris | | The proposal angered Boris.",
			want: []string{`<S> <st:subject> "the proposal" <S>`, `<S> <st:actor> <actor:boris> <S>`}, not: []string{"<rel:anger>"}},
		{name: "symmetric with itself", line: " | actor:anna | rel:meet | actor:anna | | Anna met Anna.",
			want: []string{`<actor:anna> <rel:meet> <actor:anna> <S>`}},
		{name: "open start", line: "../2025-03-14 | actor:anna | rel:visit | actor:boris | | Anna visited Boris.",
			want: []string{`<S> <st:date> "2025-03-14" <S>`, `<S> <st:to> "2025-03-14" <S>`, `<S> <st:precision> "before" <S>`}, not: []string{"<st:from>"}},
		{name: "open end", line: "2025-03-14/.. | actor:anna | rel:visit | actor:boris | | Anna visits Boris.",
			want: []string{`<S> <st:date> "2025-03-14" <S>`, `<S> <st:from> "2025-03-14" <S>`}, not: []string{"<st:to>"}},
		{name: "event", line: "2025-03-13 | actor:anna | rel:meet | actor:boris | type=CONSULT event=event:2025-03-13/consult | Anna met Boris.",
			want: []string{`<S> <st:event> <event:2025-03-13/consult> <S>`}, not: []string{"<ev:type>"}},
		{name: "quotation", line: " | actor:anna | said:win | actor:boris | by=actor:dora | Boris won, she said.",
			change: func(r *schema.Record, s *schema.Statement) { s.Quote = text.Span{Start: 0, End: 9} },
			want:   []string{`<S> <st:quote> "Boris won" <S>`, `<S> <st:quoted> "true" <S>`}},
		{name: "anonymous speaker", line: " | actor:anna | said:win | actor:boris | by=officials | She won, officials said.",
			want: []string{`<S> <st:speaker> "officials" <S>`}},
		{name: "several lines", line: " | actor:anna | rel:win | actor:boris | | Anna\u00a0\twon.",
			want: []string{`<S> <st:text> "Anna won." <S>`}},
		{name: "role of two words", line: " | actor:anna | rel:win | actor:boris | because_of=topic:war | Anna won.",
			change: func(r *schema.Record, s *schema.Statement) { s.Qualifiers[0].Role = "because of" },
			want:   []string{`<S> <q:because_of> <topic:war> <S>`}},
		{name: "office", line: " | actor:anna | rel:win | actor:boris | | Spokeswoman Anna won.",
			change: func(r *schema.Record, s *schema.Statement) {
				r.Actors[0].Roles = []schema.Role{{Title: "Kremlin spokeswoman", Noun: "spokeswoman", Of: s.Object, Date: s.Date, Sent: s.Sentence}}
			},
			want: []string{
				`<actor:anna> <actor:role> <role:R/anna/0> <D>`, `<role:R/anna/0> <role:title> "Kremlin spokeswoman" <D>`, `<role:R/anna/0> <role:noun> "spokeswoman" <D>`,
				`<role:R/anna/0> <role:of> <actor:boris> <D>`, `<role:R/anna/0> <role:text> "Spokeswoman Anna won." <D>`,
			}, not: []string{"<role:date>"}},
	} {
		r := newDoc(t, "t.txt", "2025-03-14", c.line)
		if c.change != nil {
			c.change(r, &r.Statements[0])
		}
		qs := Quads(r, schema.DefaultVocabulary().Symmetric)
		var all strings.Builder
		seen := map[quad.Quad]bool{}
		for i, q := range qs {
			if seen[q] {
				t.Errorf("%s: twice: %s", c.name, q.NQuad())
			}
			seen[q] = true
			line := q.NQuad()
			if i > 0 && qs[i-1].NQuad() > line {
				t.Errorf("%s: out of order: %s", c.name, line)
			}
			if back, err := nquads.Parse(line); err != nil || back != q {
				t.Errorf("%s: not valid in N-Quads: %s: %v", c.name, line, err)
			}
			all.WriteString(strings.NewReplacer(string(r.Statements[0].ID), "S", string(r.Doc.ID), "D", strings.TrimPrefix(string(r.Doc.ID), "doc:"), "R").Replace(line) + "\n")
		}
		for _, w := range c.want {
			if !strings.Contains(all.String(), w+" .\n") {
				t.Errorf("%s: no quad %s in\n%s", c.name, w, all.String())
			}
		}
		for _, n := range c.not {
			if strings.Contains(all.String(), n) {
				t.Errorf("%s: there is a quad with %s in\n%s", c.name, n, all.String())
			}
		}
	}
}

func TestIRI(t *testing.T) {
	for in, want := range map[string]quad.IRI{
		"actor:steve-witkoff":      "actor:steve-witkoff",
		"rel:call for":             "rel:call%20for",
		"x<y>\"{}|^`\\":            "x%3Cy%3E%22%7B%7D%7C%5E%60%5C",
		"actor:zelenskyy-Київ":     "actor:zelenskyy-Київ",
		"event:2025-03-13/a+b\x00": "event:2025-03-13/a+b%00",
	} {
		if got := IRI(in); got != want {
			t.Errorf("IRI(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzIRI(f *testing.F) {
	f.Add("actor:steve-witkoff")
	f.Add("x<y>")
	f.Fuzz(func(t *testing.T, s string) {
		q := quad.Quad{Subject: IRI(s), Predicate: quad.IRI("p"), Object: quad.IRI("o")}
		if s == "" || !strings.ContainsFunc(s, func(r rune) bool { return r != 0xfffd }) {
			return
		}
		if back, err := nquads.Parse(q.NQuad()); err == nil && back.Subject != q.Subject && strings.ToValidUTF8(s, "") == s {
			t.Errorf("%q became %v", s, back.Subject)
		}
	})
}

func TestMergedQuads(t *testing.T) {
	s := openStore(t, Options{})
	a := newDoc(t, "a.txt", "", "| actor:anna-arden | rel:win | topic:war | | Arden won.")
	a.Actors[0].Name, a.Actors[0].Names = "Arden", []schema.Name{{Text: "Arden", Count: 9}}
	b := newDoc(t, "b.txt", "", "| actor:anna-arden | rel:lose | topic:war | | Anna Arden lost.")
	merged := func() string {
		var out []string
		for q, err := range s.Quads(ctx) {
			if err != nil {
				t.Fatal(err)
			}
			if q.Label == Merged && q.Subject == quad.IRI("actor:anna-arden") {
				out = append(out, quad.ToString(q.Predicate)+"="+quad.ToString(q.Object))
			}
		}
		return strings.Join(out, " ")
	}
	steps := []struct {
		do   func()
		want []string
	}{
		{func() { mustPut(t, s, a) }, []string{"<actor:label>=Arden", "<actor:name>=Arden", "<actor:kind>=person"}},
		// For a person the longer name wins over the more frequent surname.
		{func() { mustPut(t, s, b) }, []string{"<actor:label>=Anna Arden", "<actor:name>=Arden", "<actor:name>=Anna Arden", "<actor:kind>=person"}},
		{func() { s.Forget(ctx, "b.txt") }, []string{"<actor:label>=Arden", "<actor:name>=Arden", "<actor:kind>=person"}},
		{func() { s.Forget(ctx, "a.txt") }, nil},
	}
	for i, step := range steps {
		step.do()
		got := merged()
		if strings.Count(got, "=") != len(step.want) {
			t.Errorf("step %d: got %s, want %v", i, got, step.want)
		}
		for _, w := range step.want {
			if !strings.Contains(got+" ", w+" ") {
				t.Errorf("step %d: got %s, want %s", i, got, w)
			}
		}
	}
}
