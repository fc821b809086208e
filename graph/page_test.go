package graph

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// randomStore holds articles about eight actors that follow no pattern.
func randomStore(t *testing.T) *Store {
	t.Helper()
	s := openStore(t, Options{NoSync: true})
	rnd := rand.New(rand.NewPCG(1, 2))
	names := strings.Fields("actor:anna actor:boris actor:cleo actor:dora actor:emil actor:fay actor:gus actor:hal")
	pick := func() string { return names[rnd.IntN(len(names))] }
	for d := range 12 {
		var lines []string
		for range 1 + rnd.IntN(9) {
			date := []string{"", "2025-03", fmt.Sprintf("2025-03-%02d", 1+rnd.IntN(28)), fmt.Sprintf("../2025-03-%02d", 1+rnd.IntN(28))}[rnd.IntN(4)]
			prefix := []string{"rel", "said", "plan", "not", "if"}[rnd.IntN(5)]
			extra := ""
			if prefix == "said" {
				extra = "by=" + pick()
			}
			if rnd.IntN(3) == 0 {
				extra += " with=" + pick()
			}
			lines = append(lines, fmt.Sprintf("%s | %s | %s:%s | %s | %s | Sentence %d of %d.", date, pick(), prefix, []string{"meet", "call"}[rnd.IntN(2)], pick(), extra, rnd.IntN(1000), d))
		}
		if _, err := s.Put(context.Background(), newDoc(t, fmt.Sprint("d", d), "2025-03-30", lines...)); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func TestPage(t *testing.T) {
	ctx := context.Background()
	s := randomStore(t)
	var doc text.ArticleID
	for d, err := range s.Documents(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		doc = d.ID
	}
	for _, f := range []Filter{
		{}, {Actors: []schema.NodeID{"actor:anna"}}, {Actors: []schema.NodeID{"actor:anna", "actor:cleo"}},
		{Documents: []text.ArticleID{doc}}, {Prefixes: []schema.Prefix{schema.PrefixSaid, schema.PrefixPlan}},
		{Actors: []schema.NodeID{"actor:dora"}, From: "2025-03-05", To: "2025-03-20"},
	} {
		var want []schema.StatementID
		for st, err := range s.Timeline(ctx, f) {
			if err != nil {
				t.Fatal(err)
			}
			want = append(want, st.ID)
			if len(f.Prefixes) > 0 && !slices.Contains(f.Prefixes, st.Prefix()) || len(f.Documents) > 0 && st.Doc != doc {
				t.Errorf("%+v selects %s of %s", f, st.Predicate(), st.Doc)
			}
		}
		if len(want) == 0 {
			t.Errorf("%+v selects nothing", f)
		}
		marks := 0
		for _, err := range s.Marks(ctx, f) {
			if err != nil {
				t.Fatal(err)
			}
			marks++
		}
		if marks != len(want) {
			t.Errorf("%+v: %d marks, want %d", f, marks, len(want))
		}
		for _, limit := range []int{1, 3, 1000} {
			var got []schema.StatementID
			for cursor := Cursor(""); ; {
				p, err := s.Page(ctx, f, cursor, limit)
				if err != nil {
					t.Fatal(err)
				}
				for _, st := range p.Statements {
					got = append(got, st.ID)
				}
				if len(p.Statements) > limit || p.Next == "" {
					break
				}
				cursor = p.Next
			}
			if !slices.Equal(got, want) {
				t.Errorf("%+v in pages of %d: got %v, want %v", f, limit, got, want)
			}
		}
	}
	for _, c := range []Cursor{"x", "!!", "AAAA"} {
		if _, err := s.Page(ctx, Filter{}, c, 1); !errors.Is(err, ErrCursor) {
			t.Errorf("cursor %q: %v", c, err)
		}
	}
}

func FuzzCursor(f *testing.F) {
	f.Add("")
	f.Add("MjAyNS0wMy0xMwAwMDAwMDAwMQBkb2M6MDAAMDAwMDAwMDE")
	f.Fuzz(func(t *testing.T, c string) {
		e, err := Cursor(c).entry()
		if err != nil {
			return
		}
		again, err := cursorOf(&e).entry()
		if err != nil || !reflect.DeepEqual(again, e) {
			t.Errorf("%q is %+v, then %+v (%v)", c, e, again, err)
		}
	})
}

// TestTies compares ties with those counted one by one.
func TestTies(t *testing.T) {
	ctx := context.Background()
	s := randomStore(t)
	for _, speech := range []bool{false, true} {
		type pair [2]schema.NodeID
		count, forward := map[pair]int{}, map[pair]int{}
		for st, err := range s.Timeline(ctx, Filter{}) {
			if err != nil {
				t.Fatal(err)
			}
			takes, says := map[schema.NodeID]bool{st.Subject.ID: true, st.Object.ID: true}, map[schema.NodeID]bool{}
			for _, q := range st.Qualifiers {
				takes[q.Term.ID] = true
			}
			for _, a := range st.Source {
				says[a.Speaker.ID] = speech
			}
			for a := range takes {
				for b := range takes {
					if a < b {
						count[pair{a, b}]++
						if a == st.Subject.ID {
							forward[pair{a, b}]++
						}
					}
				}
				for b := range says {
					if k := (pair{min(a, b), max(a, b)}); says[b] && !takes[b] {
						count[k]++
						if k[0] == st.Subject.ID {
							forward[k]++
						}
					}
				}
			}
		}
		all, err := s.Ties(ctx, Filter{}, speech)
		if err != nil {
			t.Fatal(err)
		}
		if len(all.Ties) != len(count) {
			t.Errorf("speech %v: %d ties, want %d", speech, len(all.Ties), len(count))
		}
		for _, x := range all.Ties {
			k := pair{x.A, x.B}
			total := 0
			for _, n := range x.ByPrefix {
				total += n
			}
			if x.Statements != count[k] || x.Forward != forward[k] || total != x.Statements {
				t.Errorf("speech %v, %v: got %d (%d forward, %d by prefix), want %d, %d", speech, k, x.Statements, x.Forward, total, count[k], forward[k])
			}
		}
	}
}

func TestHappenings(t *testing.T) {
	ctx := context.Background()
	s := openStore(t, Options{NoSync: true})
	for i, lines := range [][]string{
		{"2025-03-13 | actor:anna | rel:meet | actor:boris | event=event:2025-03-13/consult/a | Anna met Boris."},
		{"2025-03-13 | actor:anna | plan:meet | actor:boris | event=event:2025-03-13/consult/a | Anna will meet Boris.",
			"2025-03-11 | actor:anna | rel:call | actor:cleo | event=event:2025-03-11/consult/b | Anna called Cleo."},
	} {
		if _, err := s.Put(ctx, newDoc(t, fmt.Sprint("d", i), "2025-03-14", lines...)); err != nil {
			t.Fatal(err)
		}
	}
	var got []Happening
	for h, err := range s.Happenings(ctx, "") {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, h)
	}
	if len(got) != 2 || got[0].ID != "event:2025-03-11/consult/b" || len(got[1].Documents) != 2 {
		t.Fatalf("got %+v", got)
	}
	for h, err := range s.Happenings(ctx, got[0].ID) {
		if err != nil || h.ID != got[1].ID {
			t.Errorf("after the first: %+v %v", h, err)
		}
	}
	sts, err := s.EventStatements(ctx, got)
	if err != nil || len(sts[got[1].ID]) != 2 || len(sts[got[0].ID]) != 1 {
		t.Errorf("statements: %v %v", sts, err)
	}
}
