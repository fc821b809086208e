package graph

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/dramatis-kg/dramatis/schema"
)

func TestFindActors(t *testing.T) {
	s := openStore(t, Options{})
	r := newDoc(t, "a.txt", "",
		"| actor:volodymyr-zelenskyy | rel:meet | actor:donald-trump | | One.",
		"| actor:volodymyr-zelenskyy | rel:meet | actor:melania-trump | | Two.",
		"| actor:united-states | rel:meet | actor:donald-trump | | Three.",
		"| actor:jose-alvarez | rel:meet | actor:john-oneill | | Four.",
		"| actor:kremlin | rel:meet | actor:kim-il-sung | | Five.",
		"| actor:kim-jong-un | rel:meet | actor:prime-minister | | Six.",
		"| actor:grace-arden | rel:meet | actor:peter-arden | | Seven.",
		"| actor:obrien-ltd | rel:meet | actor:engineers | | Eight.")
	names := map[schema.NodeID][]string{
		"actor:volodymyr-zelenskyy": {"Volodymyr Zelenskyy", "Zelenskyy", "President Zelensky"},
		"actor:donald-trump":        {"Donald Trump", "Trump"},
		"actor:united-states":       {"United States", "U.S.", "the United States"},
		"actor:jose-alvarez":        {"José Álvarez"},
		"actor:john-oneill":         {"John O’Neill"},
		"actor:kremlin":             {"the Kremlin"},
		"actor:prime-minister":      {"Prime Minister"},
		"actor:grace-arden":         {"Grace Arden", "Arden"},
		"actor:peter-arden":         {"Peter Arden"},
		"actor:obrien-ltd":          {"O’Brien Ltd"},
		"actor:engineers":           {"O'Brien Ltd's engineers"},
	}
	for i := range r.Actors {
		if ns := names[r.Actors[i].ID]; ns != nil {
			r.Actors[i].Name, r.Actors[i].Names = ns[0], nil
			for _, n := range ns {
				count := 1
				if n == "Trump" {
					count = dominance
				}
				r.Actors[i].Names = append(r.Actors[i].Names, schema.Name{Text: n, Count: count})
			}
		}
	}
	mustPut(t, s, r)
	for _, c := range []struct {
		name string
		want schema.NodeID // "" if ambiguous or unknown
	}{
		{"actor:donald-trump", "actor:donald-trump"},
		{"<actor:donald-trump>", "actor:donald-trump"},
		{"donald-trump", "actor:donald-trump"},
		{"Donald Trump", "actor:donald-trump"},
		{"donald  TRUMP", "actor:donald-trump"},
		{"Mr. Trump", "actor:donald-trump"},
		{"Trump", "actor:donald-trump"}, // oftener his than Melania is named at all
		{"Trump's", "actor:donald-trump"},
		{"Trump’s", "actor:donald-trump"},
		{"President Donald Trump", "actor:donald-trump"},
		{"Melania", "actor:melania-trump"},
		{"Trump, Melania", "actor:melania-trump"},
		{"Zelensky", "actor:volodymyr-zelenskyy"},
		{"Volodymyr Zelensky", "actor:volodymyr-zelenskyy"}, // the words of two names
		{"Jose Alvarez", "actor:jose-alvarez"},
		{"ÁLVAREZ", "actor:jose-alvarez"},
		{"O'Neill", "actor:john-oneill"},
		{"ONeill", "actor:john-oneill"},
		{"US", "actor:united-states"},
		{"the U.S.", "actor:united-states"},
		{"Kremlin", "actor:kremlin"},
		{"the prime minister", "actor:prime-minister"},
		{"Prime Minister", "actor:prime-minister"},
		{"Kim", ""},
		{"Arden", ""}, // hers, but Peter has it too
		{"Grace Arden", "actor:grace-arden"},
		{"O'Brien", "actor:obrien-ltd"}, // the others are called after it
		{"Nobody", ""},
		{"", ""},
		{"...", ""},
	} {
		got, err := s.ResolveActor(ctx, c.name)
		var unknown *UnknownActorError
		var ambiguous *AmbiguousActorError
		switch {
		case c.want == "" && !errors.As(err, &unknown) && !errors.As(err, &ambiguous):
			t.Errorf("%q: got %v, %v, want unknown or ambiguous", c.name, got.ID, err)
		case c.want != "" && (err != nil || got.ID != c.want):
			t.Errorf("%q: got %v, %v, want %v", c.name, got.ID, err, c.want)
		}
	}
	_, err := s.ResolveActor(ctx, "Kim")
	var ambiguous *AmbiguousActorError
	if !errors.As(err, &ambiguous) || len(ambiguous.Matches) != 2 || !strings.Contains(err.Error(), "Kim Jong Un") {
		t.Errorf("Kim: got %v", err)
	}
	_, err = s.ResolveActor(ctx, "Zelenski")
	var unknown *UnknownActorError
	if !errors.As(err, &unknown) || len(unknown.Suggestions) == 0 || unknown.Suggestions[0].Actor.ID != "actor:volodymyr-zelenskyy" {
		t.Errorf("Zelenski: got %v", err)
	}
	if _, err = s.ResolveActor(ctx, "Qqqq"); !errors.As(err, &unknown) || len(unknown.Suggestions) != 0 {
		t.Errorf("Qqqq: got %v", err)
	}
}

func when(t testing.TB, s *Store, f Filter) []string {
	t.Helper()
	out := []string{}
	for st, err := range s.Timeline(ctx, f) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, fmt.Sprintf("%s %s %s", st.Date, st.Predicate(), st.Object.ID))
	}
	return out
}

func TestTimeline(t *testing.T) {
	s := openStore(t, Options{})
	mustPut(t, s, storyA(t), storyB(t))
	anna, boris, cleo, emil := schema.NodeID("actor:anna-arden"), schema.NodeID("actor:boris-bolt"), schema.NodeID("actor:cleo-crane"), schema.NodeID("actor:emil-eck")
	list := func(n ...schema.NodeID) []schema.NodeID { return n }
	yes, no := true, false
	for _, c := range []struct {
		name string
		f    Filter
		want []string
	}{
		{"an actor, in order", Filter{Actors: list(boris)}, []string{
			"2025-03-12 not:reject topic:ceasefire", "2025-03-13 rel:meet actor:boris-bolt", "2025-03-13 rel:meet actor:boris-bolt",
			"2025-03-14 rel:meet actor:boris-bolt", " plan:talk actor:emil-eck"}},
		{"a pair", Filter{Actors: list(boris), With: list(anna)}, []string{"2025-03-13 rel:meet actor:boris-bolt", "2025-03-13 rel:meet actor:boris-bolt"}},
		{"as subject", Filter{Actors: list(boris), SubjectOnly: true}, []string{"2025-03-12 not:reject topic:ceasefire", " plan:talk actor:emil-eck"}},
		{"a range", Filter{Actors: list(boris), From: "2025-03-13", To: "2025-03-13"}, []string{"2025-03-13 rel:meet actor:boris-bolt", "2025-03-13 rel:meet actor:boris-bolt"}},
		{"what can lie in it", Filter{Actors: list(emil), From: "2025-03-01", To: "2025-03-31"}, []string{"../2025-03-14 rel:call ", "2025-03-15 if:meet actor:emil-eck"}},
		{"what surely lies in it", Filter{Actors: list(emil), From: "2025-03-01", To: "2025-03-31", Within: true}, []string{"2025-03-15 if:meet actor:emil-eck"}},
		{"surely before", Filter{Actors: list(emil), To: "2025-03-14", Within: true}, []string{"../2025-03-14 rel:call "}},
		{"modality", Filter{Actors: list(boris), Modalities: []schema.Modality{schema.Planned, schema.Negated}}, []string{"2025-03-12 not:reject topic:ceasefire", " plan:talk actor:emil-eck"}},
		{"type", Filter{Actors: list(cleo), Types: []schema.EventType{schema.Consult}}, []string{"2025-03-11 said:meet actor:cleo-crane", "2025-03-14 rel:meet actor:boris-bolt"}},
		{"relation", Filter{Relations: []schema.Relation{"support", "call"}}, []string{"2025-03-14 rel:support topic:ceasefire", "../2025-03-14 rel:call "}},
		{"speaker", Filter{Speakers: list("actor:dora-dean")}, []string{"2025-03-11 said:meet actor:cleo-crane", " plan:talk actor:emil-eck"}},
		{"a speaker takes no part", Filter{Actors: list("actor:dora-dean")}, []string{}},
		{"reported", Filter{Actors: list(anna), Reported: &yes}, []string{"2025-03-11 said:meet actor:cleo-crane"}},
		{"not reported", Filter{Actors: list(cleo), Reported: &no}, []string{"2025-03-14 rel:meet actor:boris-bolt"}},
		{"topic", Filter{Topics: list("topic:ceasefire")}, []string{"2025-03-12 not:reject topic:ceasefire", "2025-03-14 rel:support topic:ceasefire", " plan:talk actor:emil-eck"}},
		{"place", Filter{Places: list("actor:moscow")}, []string{"2025-03-13 rel:meet actor:boris-bolt"}},
		{"several actors, each statement once", Filter{Actors: list(anna, boris), To: "2025-03-13"}, []string{
			"2025-03-11 said:meet actor:cleo-crane", "2025-03-12 not:reject topic:ceasefire", "2025-03-13 rel:meet actor:boris-bolt", "2025-03-13 rel:meet actor:boris-bolt"}},
		{"everything, limited", Filter{Limit: 2}, []string{"2025-03-11 said:meet actor:cleo-crane", "2025-03-12 not:reject topic:ceasefire"}},
		{"confidence", Filter{MinConfidence: 0.95}, []string{}},
		{"nobody", Filter{Actors: list("actor:nobody")}, []string{}},
	} {
		if got := when(t, s, c.f); fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%s:\ngot  %q\nwant %q", c.name, got, c.want)
		}
	}
	for _, f := range []Filter{{From: "March"}, {From: "2025-03-02", To: "2025-03-01"}, {Limit: -1}, {MinConfidence: 2}} {
		for _, err := range s.Timeline(ctx, f) {
			if err == nil {
				t.Errorf("%+v was accepted", f)
			}
		}
	}
}

func TestNeighbourhood(t *testing.T) {
	s := openStore(t, Options{})
	mustPut(t, s, storyA(t), storyB(t))
	ns, err := s.Neighbourhood(ctx, "actor:boris-bolt", Filter{})
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, n := range ns {
		got += fmt.Sprintf("%s:%d:%s:%s ", n.Actor, n.Statements, n.First, n.Relations[0].Text)
	}
	want := "actor:anna-arden:2:2025-03-13:meet actor:cleo-crane:1:2025-03-14:meet actor:emil-eck:1::talk "
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestActorsAndTopics(t *testing.T) {
	s := openStore(t, Options{})
	mustPut(t, s, storyA(t), storyB(t))
	var got []string
	for a, err := range s.Actors(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, fmt.Sprintf("%s %s %d %d", a.ID, a.Name, a.Documents, a.Statements))
	}
	want := "[actor:anna-arden Anna Arden 2 3 actor:boris-bolt Boris Bolt 2 5 actor:cleo-crane Cleo Crane 2 2 actor:dora-dean Dora Dean 1 2 actor:emil-eck Emil Eck 2 3 actor:fritz-falk Fritz Falk 1 2 actor:moscow Moscow 1 1]"
	if fmt.Sprint(got) != want {
		t.Errorf("got  %v\nwant %s", got, want)
	}
	ts, err := s.FindTopics(ctx, "Ceasefire")
	if err != nil || len(ts) != 1 || ts[0] != (Topic{"topic:ceasefire", "ceasefire", 2, 3}) {
		t.Errorf("topics: got %+v, %v", ts, err)
	}
	st, err := s.Stats(ctx)
	if err != nil || st.Documents != 2 || st.Statements != 9 || st.Actors != 7 || st.Topics != 1 || st.Events != 1 || st.Quads == 0 {
		t.Errorf("statistics: got %+v, %v", st, err)
	}
}

func FuzzFoldName(f *testing.F) {
	for _, n := range []string{"the Kremlin", "O’Neill", "José", "U.S.", "President", "Trump's", "习近平"} {
		f.Add(n)
	}
	f.Fuzz(func(t *testing.T, n string) {
		once := foldName(n)
		for _, r := range once {
			if !(r == ' ' || r >= 'a' && r <= 'z' || r >= '0' && r <= '9') {
				t.Errorf("foldName(%q) = %q", n, once)
			}
		}
		if again := foldName(once); again != once {
			t.Errorf("foldName(%q) = %q, and of that %q", n, once, again)
		}
	})
}

func TestDamagedStore(t *testing.T) {
	dir := t.TempDir()
	s := openDir(t, dir, Options{})
	a := storyA(t)
	mustPut(t, s, a)
	spoil := func(k []byte, v string) {
		t.Helper()
		err := s.write(ctx, func(w *write) error { return w.b.Set(k, []byte(v)) })
		if err != nil {
			t.Fatal(err)
		}
	}
	spoil(key(secState, string(a.Doc.ID), index(0)), "{")
	spoil(key(secActor, "actor:x", "doc:gone"), "{}")
	if _, err := s.Record(ctx, a.Doc.ID); !errors.Is(err, ErrCorrupt) || !strings.Contains(err.Error(), string(a.Doc.ID)) {
		t.Errorf("record: got %v", err)
	}
	diffs, err := s.Verify(ctx)
	if err != nil || len(diffs) < 2 || diffs[0].What != "damaged" && diffs[len(diffs)-1].What != "damaged" {
		t.Errorf("verify: got %v, %v", diffs, err)
	}
	spoil(key(secMeta, "format"), "99")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(ctx, dir, Options{}); !errors.Is(err, ErrFormat) || !strings.Contains(err.Error(), `"99"`) {
		t.Errorf("format: got %v", err)
	}
}

func TestQueryLimits(t *testing.T) {
	s := openStore(t, Options{})
	mustPut(t, s, storyA(t), storyB(t))
	last := func(text string, l Limits) (n int, err error) {
		for _, e := range s.Query(ctx, Gizmo, text, l) {
			if e != nil {
				return n, e
			}
			n++
		}
		return n, nil
	}
	if n, err := last(`g.V().All()`, Limits{Rows: 5}); n != 5 || !errors.Is(err, ErrRowLimit) {
		t.Errorf("rows: got %d, %v", n, err)
	}
	if n, err := last(`g.V().Count()`, Limits{}); n != 1 || err != nil {
		t.Errorf("count: got %d, %v", n, err)
	}
	start := time.Now()
	if _, err := last(`while (true) {}`, Limits{Timeout: 50 * time.Millisecond}); !errors.Is(err, ErrTimeout) {
		t.Errorf("time: got %v", err)
	}
	if d := time.Since(start); d > 20*time.Second { // the default is 30 s
		t.Errorf("the time limit took %v", d)
	}
	if _, err := last(`g.V(`, Limits{}); !errors.Is(err, ErrScript) {
		t.Errorf("syntax: got %v", err)
	}
	if _, err := last(`g.V("<x>").nonsense()`, Limits{}); !errors.Is(err, ErrScript) {
		t.Errorf("type: got %v", err)
	}
	if _, err := last(strings.Repeat(" ", maxScript+1), Limits{}); !errors.Is(err, ErrScript) {
		t.Errorf("length: got %v", err)
	}
	// Stopping early leaves nothing behind that keeps the store open.
	for range s.Query(ctx, Gizmo, `g.V().All()`, Limits{}) {
		break
	}
}

func BenchmarkPut(b *testing.B) {
	for _, sync := range []bool{true, false} {
		b.Run(fmt.Sprintf("sync=%v", sync), func(b *testing.B) {
			s := openStore(b, Options{NoSync: !sync})
			rng := rand.New(rand.NewPCG(1, 1))
			quads := 0
			for i := 0; b.Loop(); i++ {
				b.StopTimer()
				r := randomDoc(b, rng, fmt.Sprintf("%d.txt", i), 40)
				b.StartTimer()
				c, err := s.Put(ctx, r)
				if err != nil {
					b.Fatal(err)
				}
				quads += c.QuadsAdded
			}
			b.ReportMetric(float64(quads)/b.Elapsed().Seconds(), "quads/s")
			b.ReportMetric(float64(quads)/float64(b.N), "quads/doc")
		})
	}
}

// BenchmarkColdQuery opens a small store read-only, resolves a name, runs a
// query and closes it.
func BenchmarkColdQuery(b *testing.B) {
	s := openStore(b, Options{NoSync: true})
	rng := rand.New(rand.NewPCG(1, 1))
	for i := range 50 {
		mustPut(b, s, randomDoc(b, rng, fmt.Sprintf("%d.txt", i), 20))
	}
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		r, err := Open(ctx, s.Dir(), Options{ReadOnly: true})
		if err != nil {
			b.Fatal(err)
		}
		a, err := r.ResolveActor(ctx, "Arden")
		if err != nil {
			b.Fatal(err)
		}
		n := 0
		for _, err := range r.Query(ctx, Gizmo, `g.V("<`+string(a.ID)+`>").Out("<said:meet>").Save("<actor:label>","n").All()`, Limits{}) {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
		if n == 0 {
			b.Fatal("no rows")
		}
		if err := r.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// TestDamagedFiles cuts and overwrites files of the database. Opening or
// reading fails with an error that names the store, or, where only free space
// was hit, succeeds; it never panics.
func TestDamagedFiles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "good")
	s, err := Open(ctx, dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(2, 2))
	for i := range 4 {
		mustPut(t, s, randomDoc(t, rng, fmt.Sprintf("%d.txt", i), 6))
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	failed := 0
	for _, e := range entries {
		for _, how := range []string{"cut", "zeroed", "gone"} {
			bad := filepath.Join(t.TempDir(), "store")
			if err := os.CopyFS(bad, os.DirFS(dir)); err != nil {
				t.Fatal(err)
			}
			name := filepath.Join(bad, e.Name())
			b, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			switch how {
			case "cut":
				err = os.WriteFile(name, b[:len(b)/2], 0o600)
			case "zeroed":
				clear(b[len(b)/3 : 2*len(b)/3])
				err = os.WriteFile(name, b, 0o600)
			case "gone":
				err = os.Remove(name)
			}
			if err != nil {
				t.Fatal(err)
			}
			if err := readAll(bad); err != nil {
				failed++
				if !strings.HasPrefix(err.Error(), "graph: ") {
					t.Errorf("%s %s: got %v", e.Name(), how, err)
				}
			}
		}
	}
	if failed == 0 {
		t.Error("no damage was noticed")
	}
}

func readAll(dir string) (err error) {
	s, err := Open(ctx, dir, Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer func() {
		if cerr := s.Close(); err == nil {
			err = cerr
		}
	}()
	if _, err := s.Verify(ctx); err != nil {
		return err
	}
	for _, err := range s.Timeline(ctx, Filter{}) {
		if err != nil {
			return err
		}
	}
	return nil
}
