package graph

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/graph/pebblekv"
	"github.com/dramatis-kg/dramatis/schema"
)

// someDate is a date of any width near 2025, or none.
func someDate(rng *rand.Rand) string {
	day := func() string {
		return fmt.Sprintf("%d-%02d-%02d", 2024+rng.IntN(3), 1+rng.IntN(12), 1+rng.IntN(28))
	}
	a, b := day(), day()
	if a > b {
		a, b = b, a
	}
	switch rng.IntN(12) {
	case 0:
		return a[:7]
	case 1:
		return a[:4]
	case 2:
		return a + "/" + b
	case 3:
		return "../" + a
	case 4:
		return a + "/.."
	case 5:
		return ""
	case 6:
		return "202X"
	case 7:
		return "9999-12-31"
	case 8:
		return a[:8] + "01/" + a[:8] + fmt.Sprintf("%02d", 2+rng.IntN(27))
	}
	return a
}

// TestRangesOfDays compares what random filters select with a scan of all
// that was put, in pages too.
func TestRangesOfDays(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 11))
	s := openStore(t, Options{NoSync: true})
	for d := range 12 {
		var lines []string
		for i := range 25 {
			lines = append(lines, fmt.Sprintf("%s | actor:a%d | rel:meet | actor:a%d | | Line %d of %d.", someDate(rng), rng.IntN(4), 4+rng.IntN(20), i, d))
		}
		mustPut(t, s, newDoc(t, fmt.Sprintf("%d.txt", d), "", lines...))
	}
	sound(t, s)
	var all []schema.Statement
	for st, err := range s.Timeline(ctx, Filter{}) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, st)
	}
	if len(all) != 300 {
		t.Fatalf("%d statements, want 300", len(all))
	}
	some := 0
	for range 600 {
		f := Filter{Within: rng.IntN(5) == 0}
		if rng.IntN(6) > 0 {
			f.From = fmt.Sprintf("%d-%02d-%02d", 2023+rng.IntN(5), 1+rng.IntN(12), 1+rng.IntN(28))
		}
		if rng.IntN(6) > 0 {
			f.To = fmt.Sprintf("%d-%02d-%02d", 2023+rng.IntN(5), 1+rng.IntN(12), 1+rng.IntN(28))
		}
		if f.From != "" && f.To != "" && f.From > f.To {
			f.From, f.To = f.To, f.From
		}
		for range rng.IntN(3) {
			f.Actors = append(f.Actors, schema.NodeID(fmt.Sprintf("actor:a%d", rng.IntN(24))))
		}
		var want []string
		for _, st := range all {
			takes := len(f.Actors) == 0
			for _, a := range f.Actors {
				takes = takes || st.Subject.ID == a || st.Object.ID == a
			}
			in := st.Date.Overlaps(f.From, f.To)
			if f.Within {
				in = st.Date.Within(f.From, f.To)
			}
			if takes && in {
				want = append(want, string(st.ID))
			}
		}
		var got []string
		for st, err := range s.Timeline(ctx, f) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, string(st.ID))
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("%+v:\ngot  %v\nwant %v", f, got, want)
		}
		got = nil
		for after, more := Cursor(""), true; more; {
			p, err := s.Page(ctx, f, after, 1+rng.IntN(40))
			if err != nil {
				t.Fatal(err)
			}
			for _, st := range p.Statements {
				got = append(got, string(st.ID))
			}
			after, more = p.Next, p.Next != ""
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("%+v in pages:\ngot  %v\nwant %v", f, got, want)
		}
		if len(want) > 0 {
			some++
		}
		f.Limit = 3
		n := 0
		for _, err := range s.Timeline(ctx, f) {
			if n++; err != nil {
				t.Fatal(err)
			}
		}
		if n != min(3, len(want)) {
			t.Fatalf("%+v: %d, want %d", f, n, min(3, len(want)))
		}
	}
	if some < 300 {
		t.Errorf("only %d of the filters select anything", some)
	}
}

// TestOlderFormats makes stores of the formats before, of which 3 lacks an
// index and 4 wrote the days into each value, and wants them refused with the
// remedy, and reindex to bring them up to date.
func TestOlderFormats(t *testing.T) {
	for _, format := range []string{"3", "4"} {
		t.Run(format, func(t *testing.T) { testOlderFormat(t, format) })
	}
}

func testOlderFormat(t *testing.T, format string) {
	dir := filepath.Join(t.TempDir(), "store")
	s, err := Open(ctx, dir, Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	mustPut(t, s, newDoc(t, "a.txt", "", "2025 | actor:anna | rel:meet | actor:boris | | Anna met Boris.", "2025-03-01 | actor:anna | rel:meet | actor:cleo | | Anna met Cleo."))
	want := allQuads(t, s, "")
	err = s.write(ctx, func(w *write) error {
		changed := 0
		old := []byte("\x02\xe8\x07\x08asserted")
		for _, section := range []byte{secWide, secTimeline} {
			var keys [][]byte
			err := w.b.Each(under(section), pebblekv.PrefixEnd(under(section)), func(k, _ []byte) (bool, error) {
				keys = append(keys, bytes.Clone(k))
				return true, nil
			})
			for _, k := range keys {
				changed++
				if format == "3" && section == secWide {
					err = errors.Join(err, w.b.Delete(k))
				} else {
					err = errors.Join(err, w.b.Set(k, old))
				}
			}
			if err != nil {
				return err
			}
		}
		if changed == 0 {
			t.Error("there are no timelines")
		}
		return w.b.Set(key(secMeta, "format"), []byte(format))
	})
	if err = errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
	for _, o := range []Options{{}, {ReadOnly: true}} {
		if _, err := Open(ctx, dir, o); !errors.Is(err, ErrFormat) || !strings.Contains(err.Error(), "dramatis reindex") {
			t.Errorf("open %+v: got %v", o, err)
		}
	}
	if err := Reindex(ctx, dir, Options{}, nil); err != nil {
		t.Fatal(err)
	}
	if s, err = Open(ctx, dir, Options{}); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	sound(t, s)
	if d := diffLines(want, allQuads(t, s, "")); d != "" {
		t.Error(d)
	}
}
