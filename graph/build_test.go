package graph

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"sort"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// docBuilder makes records from lines like
//
//	2025-03-13 | actor:anna | rel:meet | actor:boris | with=actor:cleo about=topic:peace | The sentence.
//
// The prefix of the relation gives the modality; "said:" needs a speaker:
// by=actor:dora. A subject or object without a colon is a literal.
type docBuilder struct {
	t   testing.TB
	rec schema.Record
}

func newDoc(t testing.TB, source, published string, lines ...string) *schema.Record {
	t.Helper()
	h := sha256.Sum256([]byte(source + "\x00" + strings.Join(lines, "\n")))
	b := &docBuilder{t: t}
	b.rec.Doc = schema.DocMeta{
		ID: text.ArticleID("doc:" + hex.EncodeToString(h[:])[:16]), Source: source,
		Title: "About " + source, Outlet: "The Testing Times", Published: published,
	}
	actors := map[schema.NodeID]*schema.Actor{}
	for i, line := range lines {
		b.line(i, line, actors)
	}
	for _, a := range actors {
		schema.SortNames(a.Names)
		b.rec.Actors = append(b.rec.Actors, *a)
	}
	sort.Slice(b.rec.Actors, func(i, j int) bool { return b.rec.Actors[i].ID < b.rec.Actors[j].ID })
	return &b.rec
}

func (b *docBuilder) line(i int, line string, actors map[schema.NodeID]*schema.Actor) {
	b.t.Helper()
	f := strings.Split(line, "|")
	if len(f) != 6 {
		b.t.Fatalf("line %q: want six fields", line)
	}
	for j := range f {
		f[j] = strings.TrimSpace(f[j])
	}
	start := len(b.rec.Doc.Text)
	b.rec.Doc.Text += f[5] + "\n"
	sent := text.Span{Start: start, End: start + len(f[5])}
	date, err := schema.ParseEDTF(f[0], schema.BasisExplicit)
	if err != nil {
		b.t.Fatal(err)
	}
	prefix, rel, _ := strings.Cut(f[2], ":")
	s := schema.Statement{
		Doc: b.rec.Doc.ID, Relation: schema.Relation(rel), Verb: rel, Date: date,
		Sentence: sent, Span: sent, VerbSpan: text.Span{Start: start, End: start + 1},
		Order: i, Confidence: 0.9, Rule: "test",
	}
	s.Modality = map[string]schema.Modality{"rel": schema.Asserted, "said": schema.Asserted, "plan": schema.Planned, "not": schema.Negated, "if": schema.Hypothetical}[prefix]
	term := func(v string) schema.Term {
		if v == "" {
			return schema.Term{}
		}
		kind, name, ok := strings.Cut(v, ":")
		if !ok {
			return schema.Term{Kind: schema.TermLiteral, Text: v, Span: sent}
		}
		words := strings.Fields(strings.ReplaceAll(name, "-", " "))
		for k := range words {
			words[k] = strings.ToUpper(words[k][:1]) + words[k][1:]
		}
		full := strings.Join(words, " ")
		t := schema.Term{Kind: schema.TermKind(kind), ID: schema.NodeID(v), Name: full, Text: full, Span: sent}
		if kind == "topic" {
			t.Name = strings.ToLower(full)
		}
		if kind == "actor" {
			t.Type = text.KindPerson
			a := actors[t.ID]
			if a == nil {
				a = &schema.Actor{ID: t.ID, Name: full, Kind: text.KindPerson}
				actors[t.ID] = a
			}
			a.Names = schema.CountName(a.Names, full)
		}
		return t
	}
	s.Subject, s.Object = term(f[1]), term(f[3])
	for _, q := range strings.Fields(f[4]) {
		role, v, _ := strings.Cut(q, "=")
		switch role {
		case "by":
			s.Source = append(s.Source, schema.Attribution{Speaker: term(v), Cue: "say", Modality: schema.Asserted})
		case "at":
			s.Place = term(v)
		case "type":
			s.EventType = schema.EventType(v)
		case "event":
			if b.rec.StatementEvent == nil {
				b.rec.StatementEvent = map[schema.StatementID]schema.NodeID{}
			}
			defer func() { b.rec.StatementEvent[s.ID] = schema.NodeID(v) }()
			b.event(schema.NodeID(v), &s)
		default:
			s.Qualifiers = append(s.Qualifiers, schema.Qualifier{Role: role, Term: term(v)})
		}
	}
	if prefix == "said" && len(s.Source) == 0 {
		b.t.Fatalf("line %q: want by=", line)
	}
	s.ID = schema.MakeStatementID(&s)
	b.rec.Statements = append(b.rec.Statements, s)
}

func (b *docBuilder) event(id schema.NodeID, s *schema.Statement) {
	for i := range b.rec.Events {
		if b.rec.Events[i].ID == id {
			return
		}
	}
	e := schema.Event{ID: id, Type: s.EventType, Date: s.Date}
	for _, p := range participants(s) {
		e.Actors = append(e.Actors, p.ID)
	}
	sort.Slice(e.Actors, func(i, j int) bool { return e.Actors[i] < e.Actors[j] })
	b.rec.Events = append(b.rec.Events, e)
	sort.Slice(b.rec.Events, func(i, j int) bool { return b.rec.Events[i].ID < b.rec.Events[j].ID })
}

func openStore(t testing.TB, o Options) *Store {
	t.Helper()
	return openDir(t, t.TempDir(), o)
}

func openDir(t testing.TB, dir string, o Options) *Store {
	t.Helper()
	s, err := Open(context.Background(), dir, o)
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

func mustPut(t testing.TB, s *Store, rs ...*schema.Record) []Change {
	t.Helper()
	c, err := s.PutAll(context.Background(), rs)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// dump is everything in the store that does not depend on its history: own
// keys with values, and quads.
func dump(t testing.TB, s *Store) []string {
	t.Helper()
	var out []string
	err := s.read(func(v *view) error {
		for p, err := range pairs(context.Background(), v.snap, []byte{'D'}) {
			if err != nil {
				return err
			}
			out = append(out, fmt.Sprintf("%q = %q", p.key, p.value))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for q, err := range s.Quads(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, q.NQuad())
	}
	sort.Strings(out)
	return out
}

func diffLines(a, b []string) string {
	in := func(x []string) map[string]int {
		m := map[string]int{}
		for _, l := range x {
			m[l]++
		}
		return m
	}
	ma, mb := in(a), in(b)
	var out []string
	for l, n := range ma {
		if mb[l] != n {
			out = append(out, fmt.Sprintf("-%d+%d %s", n, mb[l], l))
		}
	}
	for l, n := range mb {
		if ma[l] == 0 {
			out = append(out, fmt.Sprintf("-0+%d %s", n, l))
		}
	}
	sort.Strings(out)
	return strings.Join(out[:min(len(out), 20)], "\n")
}

func storyA(t testing.TB) *schema.Record {
	return newDoc(t, "a.txt", "2025-03-14",
		"2025-03-13 | actor:anna-arden | rel:meet | actor:boris-bolt | at=actor:moscow type=CONSULT event=event:2025-03-13/consult/anna-arden+boris-bolt | Anna Arden met Boris Bolt in Moscow on Thursday.",
		"2025-03-11 | actor:anna-arden | said:meet | actor:cleo-crane | by=actor:dora-dean type=CONSULT | Arden met Cleo Crane on Tuesday, said Dora Dean.",
		" | actor:boris-bolt | plan:talk | actor:emil-eck | by=actor:dora-dean about=topic:ceasefire | Bolt is expected to talk to Emil Eck, said Dean.",
		"../2025-03-14 | actor:emil-eck | rel:call | promising but incomplete |  | Eck called it promising but incomplete.",
		"2025-03-12 | actor:boris-bolt | not:reject | topic:ceasefire |  | Bolt did not reject the ceasefire.",
	)
}

func storyB(t testing.TB) *schema.Record {
	return newDoc(t, "b.txt", "2025-03-15",
		"2025-03-14 | actor:cleo-crane | rel:meet | actor:boris-bolt | type=CONSULT | Crane met Bolt on Friday.",
		"2025-03-14 | actor:fritz-falk | rel:support | topic:ceasefire | | Fritz Falk supports the ceasefire.",
		"2025-03-15 | actor:fritz-falk | if:meet | actor:emil-eck | | Falk could meet Eck.",
		"2025-03-13 | actor:anna-arden | rel:meet | actor:boris-bolt | type=CONSULT event=event:2025-03-13/consult/anna-arden+boris-bolt | Arden met Bolt the day before.",
	)
}
