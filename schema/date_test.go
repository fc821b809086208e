package schema

import (
	"encoding/json"
	"testing"
)

var dateCases = []struct {
	in, first, last, precision string
}{
	{"2025-03-13", "2025-03-13", "2025-03-13", "day"},
	{"2025-03", "2025-03-01", "2025-03-31", "month"},
	{"2024-02", "2024-02-01", "2024-02-29", "month"},
	{"2025", "2025-01-01", "2025-12-31", "year"},
	{"202X", "2020-01-01", "2029-12-31", "decade"},
	{"19XX", "1900-01-01", "1999-12-31", "century"},
	{"2025-XX", "2025-01-01", "2025-12-31", "year"},
	{"2025-22", "2025-06-01", "2025-08-31", "season"},
	{"2025-24", "2025-12-01", "2026-02-28", "season"},
	{"../2025-03-14", "", "2025-03-14", "before"},
	{"2025-03-14/..", "2025-03-14", "", "after"},
	{"2025-03-11/2025-03", "2025-03-11", "2025-03-31", "interval"},
	{"1899-12-31~", "1899-12-31", "1899-12-31", "day"},
	{"", "", "", "unknown"},
}

func TestEDTF(t *testing.T) {
	for _, c := range dateCases {
		d, err := ParseEDTF(c.in, BasisExplicit)
		if err != nil {
			t.Errorf("ParseEDTF(%q): %v", c.in, err)
			continue
		}
		first, last := d.Bounds()
		if first != c.first || last != c.last || d.Precision() != c.precision {
			t.Errorf("%q: got %q %q %q, want %q %q %q", c.in, first, last, d.Precision(), c.first, c.last, c.precision)
		}
		if d.String() != c.in {
			t.Errorf("%q prints as %q", c.in, d)
		}
		b, _ := json.Marshal(d.WithPhrase("x"))
		var back Date
		if err := json.Unmarshal(b, &back); err != nil || back != d.WithPhrase("x") {
			t.Errorf("%q: JSON round trip gave %+v, %v", c.in, back, err)
		}
	}
	for _, bad := range []string{"2025-13", "2025-02-30", "25", "../..", "2025-03-14/2025-03-11", "X025", "2025/", "/2025", "2025-3-1"} {
		if d, err := ParseEDTF(bad, BasisExplicit); err == nil {
			t.Errorf("ParseEDTF(%q) = %v, want an error", bad, d)
		}
	}
}

func TestDateOverlaps(t *testing.T) {
	for _, c := range []struct {
		date, from, to   string
		overlaps, within bool
	}{
		{"2025-03-13", "2025-03-01", "2025-03-31", true, true},
		{"2025-03", "2025-03-13", "2025-03-13", true, false},
		{"../2025-03-14", "2025-03-01", "2025-03-31", true, false},
		{"../2025-03-14", "2025-03-15", "", false, false},
		{"", "2025-03-15", "", false, false},
		{"", "", "", true, true},
		{"2024", "2025-01-01", "", false, false},
	} {
		d, _ := ParseEDTF(c.date, BasisExplicit)
		if got := d.Overlaps(c.from, c.to); got != c.overlaps {
			t.Errorf("%q overlaps [%s, %s]: got %v", c.date, c.from, c.to, got)
		}
		if got := d.Within(c.from, c.to); got != c.within {
			t.Errorf("%q within [%s, %s]: got %v", c.date, c.from, c.to, got)
		}
	}
}

func FuzzParseEDTF(f *testing.F) {
	for _, c := range dateCases {
		f.Add(c.in)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseEDTF(s, BasisExplicit)
		if err != nil {
			return
		}
		if d.String() != s {
			t.Errorf("%q prints as %q", s, d)
		}
		first, last := d.Bounds()
		if first != "" && last != "" && first > last {
			t.Errorf("%q: bounds %s > %s", s, first, last)
		}
	})
}
