package plan

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"sort"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/cayley/query"
	_ "github.com/cayleygraph/cayley/query/gizmo"
	_ "github.com/cayleygraph/cayley/query/graphql"
	_ "github.com/cayleygraph/cayley/query/mql"
	"github.com/cayleygraph/quad"

	"github.com/dramatis-kg/dramatis/graph/pebblekv"
)

var ctx = context.Background()

// world makes quads like those of n statements about n/20 actors, with hubs.
func world(n int) []quad.Quad {
	rng := rand.New(rand.NewPCG(1, 2))
	actors := max(8, n/20)
	actor := func() quad.IRI {
		// The square makes low numbers frequent.
		f := rng.Float64()
		return quad.IRI(fmt.Sprintf("actor:a%d", int(f*f*float64(actors))))
	}
	rels := []string{"rel:meet", "rel:support", "plan:talk", "said:visit", "not:attack"}
	types := []string{"CONSULT", "SUPPORT", "ASSAULT", ""}
	var out []quad.Quad
	for i := range n {
		st := quad.IRI(fmt.Sprintf("st:%05d", i))
		add := func(s quad.Value, p string, o quad.Value) {
			out = append(out, quad.Quad{Subject: s, Predicate: quad.IRI(p), Object: o, Label: st})
		}
		a, b := actor(), actor()
		rel := rels[rng.IntN(len(rels))]
		add(a, rel, b)
		add(st, "st:subject", a)
		add(st, "st:object", b)
		add(st, "st:actor", a)
		if a != b {
			add(st, "st:actor", b)
		}
		add(st, "st:predicate", quad.String(rel))
		add(st, "st:date", quad.String(time.Date(2025, 1, 1+rng.IntN(90), 0, 0, 0, 0, time.UTC).Format(time.DateOnly)))
		add(st, "st:doc", quad.IRI(fmt.Sprintf("doc:%d", i/30)))
		if t := types[rng.IntN(len(types))]; t != "" {
			add(st, "st:type", quad.String(t))
		}
		if rng.IntN(3) == 0 {
			add(st, "st:speaker", actor())
		}
	}
	for i := range actors {
		id := quad.IRI(fmt.Sprintf("actor:a%d", i))
		out = append(out,
			quad.Quad{Subject: id, Predicate: quad.IRI("actor:label"), Object: quad.String(fmt.Sprintf("Actor %d", i)), Label: quad.IRI("g:merged")},
			quad.Quad{Subject: id, Predicate: quad.IRI("actor:name"), Object: quad.String(fmt.Sprintf("A%d", i))},
			quad.Quad{Subject: id, Predicate: quad.IRI("actor:name"), Object: quad.String(fmt.Sprintf("Mr %d", i))})
	}
	return out
}

func unique(qs []quad.Quad) []quad.Quad {
	seen := map[quad.Quad]bool{}
	var out []quad.Quad
	for _, q := range qs {
		if !seen[q] {
			seen[q] = true
			out = append(out, q)
		}
	}
	return out
}

// fill makes a database of the quads.
func fill(t testing.TB, qs []quad.Quad) *pebblekv.DB {
	t.Helper()
	db, err := pebblekv.Open(t.TempDir(), pebblekv.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	change(t, db, func(b *pebblekv.Batch) error { return Init(b) })
	for len(qs) > 0 {
		n := min(len(qs), 10_000)
		apply(t, db, qs[:n], nil)
		qs = qs[n:]
	}
	return db
}

func change(t testing.TB, db *pebblekv.DB, fn func(*pebblekv.Batch) error) {
	t.Helper()
	b, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	if err := fn(b); err != nil {
		t.Fatal(err)
	}
	if err := b.Commit(); err != nil {
		t.Fatal(err)
	}
}

func apply(t testing.TB, db *pebblekv.DB, add, del []quad.Quad) {
	t.Helper()
	change(t, db, func(b *pebblekv.Batch) error {
		w, err := NewWriter(b)
		if err != nil {
			return err
		}
		return w.Apply(ctx, add, del)
	})
}

func view(t testing.TB, db *pebblekv.DB) *QuadStore {
	t.Helper()
	snap := db.Snapshot()
	t.Cleanup(func() { snap.Close() })
	qs, err := Open(ctx, snap)
	if err != nil {
		t.Fatal(err)
	}
	return qs
}

// run is the sorted JSON of a query's results.
func run(t testing.TB, qs graph.QuadStore, lang, text string, timeout time.Duration) ([]string, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	it, err := query.Execute(ctx, qs, lang, text, query.Options{Collation: query.JSON})
	if err != nil {
		return nil, err
	}
	defer it.Close()
	var out []string
	for it.Next(ctx) {
		if it.Result() == nil {
			continue
		}
		b, err := json.Marshal(it.Result())
		if err != nil {
			return nil, err
		}
		if lang == "graphql" {
			if b, err = canonical(b); err != nil {
				return nil, err
			}
		}
		out = append(out, string(b))
	}
	sort.Strings(out)
	return out, it.Err()
}

// canonical sorts the lists of a GraphQL result and drops repetitions: how
// often an object comes depends on where a plan starts.
func canonical(b []byte) ([]byte, error) {
	var v any
	if err := json.Unmarshal(b, &v); err != nil {
		return nil, err
	}
	var walk func(any) any
	walk = func(v any) any {
		switch v := v.(type) {
		case map[string]any:
			for k := range v {
				v[k] = walk(v[k])
			}
		case []any:
			set := map[string]any{}
			for _, x := range v {
				b, err := json.Marshal(walk(x))
				if err != nil {
					return err
				}
				set[string(b)] = x
			}
			keys := slices.Sorted(maps.Keys(set))
			out := make([]any, len(keys))
			for i, k := range keys {
				out[i] = set[k]
			}
			return out
		}
		return v
	}
	return json.Marshal(walk(v))
}

var suite = []struct{ lang, text string }{
	{"gizmo", `g.V("<actor:a3>").Out("<rel:meet>").All()`},
	{"gizmo", `g.V("<actor:a3>").In("<rel:meet>").All()`},
	{"gizmo", `g.V("<actor:a3>").Out().All()`},
	{"gizmo", `g.V("<actor:a3>").In().All()`},
	{"gizmo", `g.V("<actor:a3>").Both("<rel:meet>").All()`},
	{"gizmo", `g.V("<actor:a3>").Out(null, "p").All()`},
	{"gizmo", `g.V("<actor:a3>").In(null, "p").All()`},
	{"gizmo", `g.V("<actor:a3>", "<actor:a4>").Out(null, "p").All()`},
	{"gizmo", `g.V("<actor:a3>").Out("<rel:meet>").Out(null, "p").All()`},
	{"gizmo", `g.V("<actor:a3>").Out(["<rel:meet>", "<plan:talk>", "<none>"], "p").All()`},
	{"gizmo", `g.V("<actor:a3>").Tag("x").Out("<rel:meet>").Tag("y").In("<st:subject>").All()`},
	{"gizmo", `g.V("<actor:a3>").In("<st:actor>").Save("<st:date>", "d").All()`},
	{"gizmo", `g.V("<actor:a3>").In("<st:actor>").Save("<st:date>", "d").Save("<st:type>", "t").All()`},
	{"gizmo", `g.V("<actor:a3>").In("<st:actor>").SaveOpt("<st:type>", "t").All()`},
	{"gizmo", `g.V("<actor:a3>").In("<st:subject>").Has("<st:object>", "<actor:a1>").Save("<st:date>", "d").All()`},
	{"gizmo", `g.V("<actor:a3>").In("<st:subject>").Has("<st:type>", "CONSULT", "ASSAULT").All()`},
	{"gizmo", `g.V().Has("<st:type>", "CONSULT").Has("<st:subject>", "<actor:a2>").Save("<st:date>","d").All()`},
	{"gizmo", `g.V().Has("<st:date>", "2025-01-05").Save("<st:subject>","s").Save("<st:object>","o").All()`},
	{"gizmo", `g.V("<actor:a3>").In("<st:actor>").And(g.V("<actor:a1>").In("<st:actor>")).All()`},
	{"gizmo", `g.V("<actor:a3>").In("<st:actor>").Intersect(g.V().Has("<st:type>","CONSULT")).All()`},
	{"gizmo", `g.V("<actor:a3>").Out("<rel:meet>").Or(g.V("<actor:a3>").Out("<plan:talk>")).Unique().All()`},
	{"gizmo", `g.V("<actor:a3>").Out("<rel:meet>").Except(g.V("<actor:a1>")).All()`},
	{"gizmo", `g.V("<actor:a3>").LabelContext("<st:00003>").Out().All()`},
	{"gizmo", `g.V("<actor:a3>").LabelContext(g.V(),"l").Out("<rel:meet>").All()`},
	{"gizmo", `g.V("<st:00007>").Out().All()`},
	{"gizmo", `g.V("<st:00007>").Out(null, "p").All()`},
	{"gizmo", `g.V("<actor:a3>").OutPredicates().All()`},
	{"gizmo", `g.V("<actor:a3>").InPredicates().All()`},
	{"gizmo", `g.V("<actor:a3>").SavePredicates ? 1 : g.V("<actor:a3>").SaveOutPredicates("p").All()`},
	{"gizmo", `g.V("<actor:a3>").Out("<rel:meet>").Out("<rel:meet>").Unique().All()`},
	{"gizmo", `g.V("<actor:a3>").FollowRecursive("<rel:meet>", 2).Unique().All()`},
	{"gizmo", `g.V("<actor:a3>").In("<st:actor>").Filter(regex("st:000.*", true)).All()`},
	{"gizmo", `g.V("<actor:a3>").In("<st:actor>").Out("<st:date>").Filter(gte("2025-02-01"), lt("2025-03-01")).All()`},
	{"gizmo", `g.V("<actor:a3>").In("<st:subject>").Tag("st").Out("<st:date>").order().all()`},
	{"gizmo", `g.V("<actor:a3>").In("<st:actor>").Count()`},
	{"gizmo", `g.V("<actor:a3>").In("<st:actor>").Tag("st").Save("<st:date>","d").Save("<st:predicate>","p").Out("<st:object>").Save("<actor:label>","n").All()`},
	{"gizmo", `g.V("<actor:a3>").In("<st:subject>").Out("<st:object>").In("<st:subject>").Has("<st:object>","<actor:a3>").All()`},
	{"gizmo", `g.V("<nobody>").Out("<rel:meet>").All()`},
	{"gizmo", `g.V("<actor:a3>").Out("<nothing>").All()`},
	{"gizmo", `g.V("<actor:a3>").Is("<actor:a3>").Out("<actor:label>").All()`},
	{"gizmo", `g.V("Actor 3").In("<actor:label>").Out("<rel:meet>").All()`},
	{"gizmo", `g.V("<actor:a3>").HasR("<st:subject>", "<st:00003>").All()`},
	{"gizmo", `g.V("<actor:a3>").Out("<rel:meet>").ForEach(function(d){ g.Emit(d.id) })`},
	{"gizmo", `g.V("<doc:1>").In("<st:doc>").Out("<st:subject>").Save("<actor:label>","n").Unique().All()`},
	{"graphql", `{ nodes(id: <actor:a3>) { id, label: <actor:label>, <rel:meet> { id, label: <actor:label> } } }`},
	{"graphql", `{ nodes(<st:subject>: <actor:a3>) { id, d: <st:date>, o: <st:object> @opt, t: <st:type> @opt } }`},
	{"graphql", `{ nodes(<st:type>: "CONSULT", first: 3000) { id, s: <st:subject>, o: <st:object>} }`},
	{"mql", `[{"id": null, "<st:subject>": "<actor:a3>", "<st:date>": null}]`},
	{"mql", `[{"id": null, "<st:subject>": "<actor:a3>", "<st:object>": {"id": null, "<actor:label>": null}}]`},
}

// TestSameResultsAsInMemory compares with Cayley's store in memory, whose
// planner has real statistics.
func TestSameResultsAsInMemory(t *testing.T) {
	qs := unique(world(400))
	mem := memstore.New(qs...)
	ours := view(t, fill(t, qs))
	for _, c := range suite {
		want, err := run(t, mem, c.lang, c.text, 5*time.Minute)
		if err != nil {
			t.Fatalf("%s: %v", c.text, err)
		}
		got, err := run(t, ours, c.lang, c.text, 5*time.Minute)
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("%s: got %d rows, want %d\n%s", c.text, len(got), len(want), firstDifference(got, want))
		}
	}
}

func firstDifference(got, want []string) string {
	for i := range max(len(got), len(want)) {
		g, w := "", ""
		if i < len(got) {
			g = got[i]
		}
		if i < len(want) {
			w = want[i]
		}
		if g != w {
			return fmt.Sprintf("row %d: got %.300s\nwant %.300s", i, g, w)
		}
	}
	return ""
}

// TestPlansAreDeterministic runs each query twice in fresh views: the same
// rows in the same order.
func TestPlansAreDeterministic(t *testing.T) {
	db := fill(t, unique(world(200)))
	for _, c := range suite {
		var first string
		for i := range 3 {
			it, err := query.Execute(ctx, view(t, db), c.lang, c.text, query.Options{Collation: query.JSON})
			if err != nil {
				t.Fatal(err)
			}
			var rows strings.Builder
			for it.Next(ctx) {
				b, err := json.Marshal(it.Result())
				if err != nil {
					t.Fatal(err)
				}
				rows.Write(append(b, '\n'))
			}
			it.Close()
			if i == 0 {
				first = rows.String()
			} else if rows.String() != first {
				t.Errorf("%s: the order of rows differs between runs", c.text)
				break
			}
		}
	}
}

// TestDeletionLeavesNoTrace deletes and adds the same quads many times: the
// lists of the indexes do not grow, and nodes without quads disappear.
func TestDeletionLeavesNoTrace(t *testing.T) {
	all := unique(world(60))
	db := fill(t, all[:300])
	count := func() (n int) {
		s := db.Snapshot()
		defer s.Close()
		if err := s.Each(nil, nil, func(k, v []byte) (bool, error) { n += len(k) + len(v); return true, nil }); err != nil {
			t.Fatal(err)
		}
		return n
	}
	churn := func() {
		for range 10 {
			apply(t, db, all[300:360], all[100:200])
			apply(t, db, all[100:200], all[300:360])
		}
	}
	churn() // numbers of nodes grow, and with them their length
	before := count()
	churn()
	if after := count(); after > before+before/50 {
		t.Errorf("the database grew from %d to %d bytes", before, after)
	}
	qs := view(t, db)
	want, err := run(t, memstore.New(all[:300]...), "gizmo", `g.V().All()`, 5*time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	got, err := run(t, qs, "gizmo", `g.V().All()`, 5*time.Minute)
	if err != nil || strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("nodes: got %d, want %d, %v\n%s", len(got), len(want), err, firstDifference(got, want))
	}
	if st, err := qs.Stats(ctx, true); err != nil || st.Quads.Value != 300 || st.Nodes.Value != int64(len(want)) {
		t.Errorf("statistics: %+v, %v; want 300 quads, %d nodes", st, err, len(want))
	}
}

// TestReplaceInOneStep deletes most and adds some quads of the same node:
// Cayley, asked for both at once, loses the node from the added ones.
func TestReplaceInOneStep(t *testing.T) {
	q := func(i int) quad.Quad {
		return quad.Quad{Subject: quad.IRI("a"), Predicate: quad.IRI("p"), Object: quad.String(fmt.Sprint(i)), Label: quad.IRI("l")}
	}
	var old []quad.Quad
	for i := range 10 {
		old = append(old, q(i))
	}
	db := fill(t, old)
	apply(t, db, []quad.Quad{q(100)}, old)
	got, err := run(t, view(t, db), "gizmo", `g.V("<a>").Out("<p>").All()`, 5*time.Minute)
	if err != nil || len(got) != 1 || got[0] != `{"id":"100"}` {
		t.Errorf("got %v, %v; want 100 alone", got, err)
	}
}

func TestID(t *testing.T) {
	var last []byte
	for _, id := range []uint64{0, 1, 127, 128, 1<<14 - 1, 1 << 14, 1<<21 - 1, 1 << 21, 1<<28 - 1, 1 << 28, maxNode} {
		b := appendID(nil, id)
		if got, n := readID(b); got != id || n != len(b) {
			t.Errorf("%d: read %d from %d of %d bytes", id, got, n, len(b))
		}
		if string(b) <= string(last) && id > 0 {
			t.Errorf("%d: %x does not sort after %x", id, b, last)
		}
		if _, n := readID(b[:len(b)-1]); n != 0 {
			t.Errorf("%d: read from too few bytes", id)
		}
		last = b
	}
}

func FuzzQuadKey(f *testing.F) {
	f.Add([]byte("s\x01\x02\x03\x04"))
	f.Add([]byte("l\x81\x02\xc0\x02\x03\xf0\x01\x00\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, k []byte) {
		for i := range orders {
			q, err := parseKey(k, &orders[i])
			if err != nil {
				continue
			}
			back, err := parseKey(q.appendKey(nil, &orders[i]), &orders[i])
			if err != nil || back != q {
				t.Errorf("%x: %v became %v, %v", k, q, back, err)
			}
		}
		if list, err := removeID(k, 1); err == nil {
			if again, err := removeID(list, 1); err != nil || string(again) != string(list) {
				t.Errorf("removing twice differs: %x, %x, %v", list, again, err)
			}
		}
	})
}

func FuzzValue(f *testing.F) {
	for _, v := range []quad.Value{quad.IRI("a:b"), quad.String("x"), quad.BNode("n"), quad.Int(3), quad.Bool(true), quad.LangString{Value: "x", Lang: "en"}} {
		b, err := encodeValue(v, appendIdentity(nil, v))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		v, err := decodeValue(b)
		if err != nil {
			return
		}
		identity := appendIdentity(nil, v)
		if !sameValue(b, identity) {
			t.Errorf("%q is not the same as itself", b)
		}
		again, err := encodeValue(v, identity)
		if err != nil {
			t.Fatal(err)
		}
		if back, err := decodeValue(again); err != nil || back.String() != v.String() {
			t.Errorf("%v became %v, %v", v, back, err)
		}
	})
}

func TestReadOnly(t *testing.T) {
	qs := view(t, fill(t, nil))
	if err := qs.ApplyDeltas(nil, graph.IgnoreOpts{}); err != ErrReadOnly {
		t.Errorf("got %v", err)
	}
	if _, err := qs.NewQuadWriter(); err != ErrReadOnly {
		t.Errorf("got %v", err)
	}
}

// BenchmarkQueries compares with Cayley's store in memory; bench/store
// compares with Cayley's stock store on disk.
func BenchmarkQueries(b *testing.B) {
	qs := unique(world(10_000))
	b.Logf("%d quads", len(qs))
	db := fill(b, qs)
	if err := db.Compact(); err != nil {
		b.Fatal(err)
	}
	ours := view(b, db)
	stores := []struct {
		name string
		qs   graph.QuadStore
	}{{"ours", ours}, {"memory", memstore.New(qs...)}}
	for _, i := range []int{0, 6, 8, 9, 11, 12, 14, 17, 45, 47} {
		c := suite[i]
		for _, s := range stores {
			b.Run(fmt.Sprintf("%02d/%s", i, s.name), func(b *testing.B) {
				for b.Loop() {
					if _, err := run(b, s.qs, c.lang, c.text, 5*time.Second); err != nil {
						b.Skip(err)
					}
				}
			})
		}
	}
}
