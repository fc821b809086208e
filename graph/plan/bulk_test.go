package plan

import (
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"
)

func someRows(n int, most uint32, seed uint64) []row {
	rng := rand.New(rand.NewPCG(seed, 4))
	out := make([]row, n)
	for i := range out {
		out[i] = row{1 + rng.Uint32N(most), 1 + rng.Uint32N(4), 1 + rng.Uint32N(most), rng.Uint32N(3)}
	}
	return out
}

// TestRowSorter sorts few quads and many, with long groups of one subject,
// ordered and not, and compares with sorting by comparison.
func TestRowSorter(t *testing.T) {
	for _, c := range []struct {
		n    int
		most uint32
	}{{1, 5}, {50, 3}, {3000, 1 << 31}, {30_000, 2}, {30_000, 1}, {20_000, 5000}} {
		for _, ordered := range []bool{false, true} {
			rows := someRows(c.n, c.most, 1)
			want := slices.Clone(rows)
			slices.SortFunc(want, compareRows)
			want = slices.Compact(want)
			if ordered {
				slices.SortFunc(rows, compareRows)
			}
			s := &rowSorter{room: [3][]row{rows, make([]row, c.n), make([]row, c.n)}}
			got := s.subjects(rows)
			if !slices.Equal(got, want) {
				t.Fatalf("%+v: by subject: %d rows differ from %d", c, len(got), len(want))
			}
			for _, dir := range []int{3, 1, 2} {
				slices.SortStableFunc(want, func(a, b row) int { return compareRows(row{a[dir]}, row{b[dir]}) })
				now := s.by(got, dir)
				if !slices.Equal(now, want) {
					t.Errorf("%+v: by direction %d: not in order", c, dir)
				}
				got = now
			}
		}
	}
}

// TestRuns merges the files of sorted parts and wants each row once, in order.
func TestRuns(t *testing.T) {
	dir := t.TempDir()
	for o := range orders {
		rows := someRows(20_000, 900, uint64(o))
		rows[0] = row{1<<32 - 1, 1<<32 - 1, 1<<32 - 1, 1<<32 - 1}
		dirs := directions(o)
		before := func(a, b row) int {
			return compareRows(row{a[dirs[0]], a[dirs[1]], a[dirs[2]], a[dirs[3]]}, row{b[dirs[0]], b[dirs[1]], b[dirs[2]], b[dirs[3]]})
		}
		var paths []string
		for i, part := range [][]row{rows[:9000], rows[5000:5001], nil, rows[9000:]} {
			part = slices.Clone(part)
			slices.SortFunc(part, before)
			paths = append(paths, filepath.Join(dir, string(rune('a'+i))))
			if err := writeRun(t.Context(), paths[i], o, part); err != nil {
				t.Fatal(err)
			}
		}
		slices.SortFunc(rows, before)
		rows = slices.Compact(rows)
		m, err := mergeRuns(paths, dirs)
		if err != nil {
			t.Fatal(err)
		}
		var got []row
		for {
			block, err := m.next()
			if err != nil {
				t.Fatal(err)
			}
			if len(block) == 0 {
				break
			}
			got = append(got, block...)
		}
		if err := m.Close(); err != nil {
			t.Error(err)
		}
		if !slices.Equal(got, rows) {
			t.Errorf("order %c: got %d rows, want %d", orders[o].prefix, len(got), len(rows))
		}
	}
}

// TestDictionary gives values entries, among them values that share the hash
// which the store uses, and lists them in the order of it.
func TestDictionary(t *testing.T) {
	d := newDictionary()
	rng := rand.New(rand.NewPCG(2, 2))
	entries := map[mark]uint32{}
	var marks []mark
	for range 400_000 {
		m := mark{rng.Uint64(), rng.Uint64()}
		switch rng.IntN(8) {
		case 0:
			m.h &= 0x01_0f_00_00_00_00_00_ff
		case 1, 2, 3:
			if len(marks) > 0 {
				m = marks[rng.IntN(len(marks))]
			}
		}
		want := entries[m]
		if got := d.find(m); got != want {
			t.Fatalf("find: %d, want %d", got, want)
		}
		e, fresh := d.entry(m)
		if fresh != (want == 0) || !fresh && e != want || fresh && int(e) != len(marks)+1 {
			t.Fatalf("entry %d, fresh %v, want %d", e, fresh, want)
		}
		if fresh {
			entries[m] = e
			marks = append(marks, m)
		}
	}
	n := 0
	var last marked
	err := d.sorted(func(list []marked) error {
		for _, m := range list {
			if m.hash() < last.hash() || m.hash() == last.hash() && m.e <= last.e {
				t.Fatalf("%x of %d after %x of %d", m.h, m.e, last.h, last.e)
			}
			if entries[m.mark] != m.e {
				t.Fatalf("%d has another mark than it was given", m.e)
			}
			last = m
			n++
		}
		return nil
	})
	if err != nil || n != len(marks) || int(d.n) != n {
		t.Errorf("listed %d of %d, %v", n, len(marks), err)
	}
}
