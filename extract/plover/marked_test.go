package plover

import (
	"errors"
	"strings"
	"testing"
)

var markedTests = []struct{ in, text, source, target string }{
	{"<S>Norway</S> sued <T>the firm</T>.", "Norway sued the firm.", "Norway", "the firm"},
	{"<t>Oslo</t> was sued by <s>Anna Lind</s>", "Oslo was sued by Anna Lind", "Anna Lind", "Oslo"},
	{"<T><S>Norway</S>'s minister</T> resigned", "Norway's minister resigned", "Norway", "Norway's minister"},
	{"a < b: <S>x</S> → <T>ÿ</T>", "a < b: x → ÿ", "x", "ÿ"},
}

func TestParseMarked(t *testing.T) {
	for _, c := range markedTests {
		m, err := ParseMarked(c.in)
		if err != nil {
			t.Errorf("%s: %v", c.in, err)
			continue
		}
		if got := m.Source.In(m.Text); m.Text != c.text || got != c.source || m.Target.In(m.Text) != c.target {
			t.Errorf("%s: got %q, source %q, target %q", c.in, m.Text, got, m.Target.In(m.Text))
		}
	}
	for _, bad := range []string{"", "Norway sued the firm", "<S>Norway</S> sued", "<S></S> sued <T>x</T>",
		"<S>a</S> <S>b</S> <T>c</T>", "</S>a<S> b <T>c</T>", "<S>a <T>b</T>"} {
		if _, err := ParseMarked(bad); !errors.Is(err, ErrMarks) {
			t.Errorf("%q: got %v, want ErrMarks", bad, err)
		}
	}
}

func FuzzParseMarked(f *testing.F) {
	for _, c := range markedTests {
		f.Add(c.in)
	}
	f.Fuzz(func(t *testing.T, in string) {
		m, err := ParseMarked(in)
		if err != nil {
			return
		}
		if len(m.Text)+14 != len(in) || m.Source.In(m.Text) == "" || m.Target.In(m.Text) == "" {
			t.Errorf("%q: got %+v", in, m)
		}
		if strings.Count(strings.ToLower(in), "<s>") != 1 {
			t.Errorf("%q was accepted", in)
		}
	})
}
