package eval

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/nlp"
	"github.com/dramatis-kg/dramatis/text"
)

func TestReadGAP(t *testing.T) {
	const in = "ID\tText\tPronoun\tPronoun-offset\tA\tA-offset\tA-coref\tB\tB-offset\tB-coref\tURL\n" +
		"x-1\tÉva met Ida. She left.\tShe\t13\tÉva\t0\tTRUE\tIda\t8\tFALSE\thttp://example.org\n"
	got, err := ReadGAP(strings.NewReader(in))
	if err != nil {
		t.Fatal(err)
	}
	e := got[0]
	if len(got) != 1 || e.Pronoun.In(e.Text) != "She" || e.A.In(e.Text) != "Éva" || e.B.In(e.Text) != "Ida" || !e.CorefA || e.CorefB || !e.Feminine {
		t.Errorf("got %+v", e)
	}
	if _, err := ReadGAP(strings.NewReader("ID\nx\ty\n")); err == nil {
		t.Error("a short line is no error")
	}
}

// TestScoreGAP: one right answer, one wrong, one missed: P 1/2, R 1/2.
func TestScoreGAP(t *testing.T) {
	sp := func(a, b int) text.Span { return text.Span{Start: a, End: b} }
	e := []GAPExample{
		{Text: "Eva met Ida. She left.", Pronoun: sp(13, 16), A: sp(0, 3), B: sp(8, 11), CorefA: true, Feminine: true},
		{Text: "Bob met Jim. He left.", Pronoun: sp(13, 15), A: sp(0, 3), B: sp(8, 11), CorefB: true},
	}
	got := ScoreGAP(e, func(e GAPExample) *text.Document {
		// Whatever the gold says, the pronoun is name A.
		return &text.Document{
			Article:   &text.Article{Text: e.Text},
			Sentences: []text.Sentence{{Tokens: []text.Token{{Span: e.A}, {Span: e.Pronoun}}}},
			Mentions:  []text.Mention{{Span: e.A, Form: text.FormName}, {Span: e.Pronoun, Form: text.FormPronoun, Head: 1}},
			Chains:    []text.Chain{{Mentions: []int{0, 1}}},
		}
	})
	if got.Gold != 2 || got.System != 2 || got.Right != 1 || got.F1() != .5 || got.Of[true].F1() != 1 || got.Of[false].F1() != 0 {
		t.Errorf("got %s", got)
	}
}

// TestGAP scores the whole road on the first 400 snippets of the development
// set.
func TestGAP(t *testing.T) {
	dir := os.Getenv("DRAMATIS_DATA")
	if dir == "" {
		dir = filepath.Join("..", "..", "shared", "data")
	}
	f, err := os.Open(filepath.Join(dir, "coref", "gap-development.tsv"))
	if err != nil {
		t.Skip("SKIPPED: no GAP: set DRAMATIS_DATA to the shared data folder")
	}
	examples, err := ReadGAP(f)
	f.Close()
	if err != nil {
		t.Fatal(err)
	}
	an, err := nlp.New()
	if err != nil {
		t.Fatal(err)
	}
	s := ScoreGAP(examples[:400], func(e GAPExample) *text.Document {
		return an.Annotate(&text.Article{Text: e.Text, Language: "en"})
	})
	t.Log(s)
	if got := s.F1(); got < .60 {
		t.Errorf("F1 %.3f, want at least 0.60", got)
	}
}

func FuzzReadGAP(f *testing.F) {
	f.Add("ID\nx-1\tÉva met Ida. She left.\tShe\t13\tÉva\t0\tTRUE\tIda\t8\tFALSE\tu\n")
	f.Add("ID\nx\ta\tb\t-1\tc\t99\tTRUE\td\t0\tFALSE\tu\n")
	f.Fuzz(func(t *testing.T, s string) {
		got, err := ReadGAP(strings.NewReader(s))
		if err != nil {
			return
		}
		for _, e := range got {
			_ = e.Pronoun.In(e.Text) + e.A.In(e.Text) + e.B.In(e.Text)
		}
	})
}
