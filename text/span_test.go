package text

import "testing"

func TestSpan(t *testing.T) {
	s := Span{3, 7}
	if got := s.In("0123456789"); got != "3456" {
		t.Errorf("In = %q", got)
	}
	for _, c := range []struct {
		o                  Span
		contains, overlaps bool
		cover              Span
	}{
		{Span{4, 6}, true, true, Span{3, 7}},
		{Span{3, 7}, true, true, Span{3, 7}},
		{Span{6, 9}, false, true, Span{3, 9}},
		{Span{7, 9}, false, false, Span{3, 9}},
		{Span{0, 3}, false, false, Span{0, 7}},
		{Span{}, false, false, Span{3, 7}},
	} {
		if got := s.Contains(c.o) && !c.o.Empty(); got != c.contains {
			t.Errorf("%v contains %v: got %v", s, c.o, got)
		}
		if got := s.Overlaps(c.o); got != c.overlaps {
			t.Errorf("%v overlaps %v: got %v", s, c.o, got)
		}
		if got := s.Cover(c.o); got != c.cover {
			t.Errorf("%v cover %v: got %v, want %v", s, c.o, got, c.cover)
		}
	}
	for _, outside := range []Span{{-1, 3}, {8, 11}, {5, 4}} {
		if got := outside.In("0123456789"); got != "" {
			t.Errorf("%v outside the text gave %q", outside, got)
		}
	}
}

func FuzzParseSpan(f *testing.F) {
	for _, s := range []string{"0-0", "240-319", "5-4", "-1-3", "1", "", "1-2-3", "01-2"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		span, err := ParseSpan(s)
		if err != nil {
			return
		}
		back, err := ParseSpan(span.String())
		if err != nil || back != span {
			t.Errorf("%q: %v printed as %s reads back as %v, %v", s, span, span, back, err)
		}
	})
}

func TestByteMap(t *testing.T) {
	// The file "\xef\xbb\xbfcaf\xe9 &amp; tea" as the text "café & tea":
	// a mark of three bytes before it, one byte for the two of é, five for &.
	b := NewByteMap()
	b.Add(0, 3)
	b.AddRange(3, 6, 1)
	b.Add(5, 7)
	b.AddRange(6, 8, 5)
	b.Add(7, 13)
	m, err := b.Map()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ text, file Span }{
		{Span{0, 3}, Span{3, 6}},
		{Span{0, 5}, Span{3, 7}},
		{Span{6, 7}, Span{8, 13}},
		{Span{8, 11}, Span{14, 17}},
		{Span{0, 11}, Span{3, 17}},
	} {
		if got := m.FileSpan(c.text); got != c.file {
			t.Errorf("text %v: file %v, want %v", c.text, got, c.file)
		}
	}
	var identity ByteMap
	if got := identity.FileSpan(Span{5, 9}); got != (Span{5, 9}) {
		t.Errorf("the zero map gave %v", got)
	}
	bad := NewByteMap()
	bad.AddFrozen(5, 0)
	bad.AddFrozen(2, 0)
	if _, err := bad.Map(); err == nil {
		t.Error("runs out of order gave no error")
	}
}

// TestTree asks for dependents and descent, in a tree and in a ring of heads.
func TestTree(t *testing.T) {
	s := Sentence{Tokens: []Token{{Head: 1, Deprel: "nsubj"}, {Head: -1, Deprel: "root"}, {Head: 3, Deprel: "det"}, {Head: 1, Deprel: "obj"}}}
	if got := s.Child(1, "obj", "nsubj"); got != 0 {
		t.Errorf("child: got %d, want the first, 0", got)
	}
	if got := s.Child(1, "iobj"); got != -1 {
		t.Errorf("child: got %d, want -1", got)
	}
	for _, c := range []struct {
		i, h int
		want bool
	}{{2, 1, true}, {2, 2, true}, {1, 2, false}, {0, 3, false}, {-1, 1, false}} {
		if got := s.Below(c.i, c.h); got != c.want {
			t.Errorf("%d below %d: got %v, want %v", c.i, c.h, got, c.want)
		}
	}
	ring := Sentence{Tokens: []Token{{Head: 1}, {Head: 0}, {Head: 1}}}
	if ring.Below(0, 2) {
		t.Error("a token of a ring is below one outside it")
	}
}
