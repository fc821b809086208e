package eval

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/dramatis-kg/dramatis/nlp/lemma"
	"github.com/dramatis-kg/dramatis/nlp/parse"
	"github.com/dramatis-kg/dramatis/nlp/timex"
	"github.com/dramatis-kg/dramatis/text"
)

// meantimeDir is the folder of the corpus, or "" where the shared data is
// not there.
func meantimeDir() string {
	dir := os.Getenv("DRAMATIS_DATA")
	if dir == "" {
		dir = filepath.Join("..", "..", "shared", "data")
	}
	dir = filepath.Join(dir, "meantime")
	if _, err := os.Stat(dir); err != nil {
		return ""
	}
	return dir
}

// TestTimexMEANTIME scores the resolver with predicted tags and trees on the
// half of MEANTIME that its rules were written on, on a quarter whose errors
// were read only when the rules were finished and general ones mended, and on
// a quarter that nobody looked into.
func TestTimexMEANTIME(t *testing.T) {
	dir := meantimeDir()
	if dir == "" {
		t.Skip("SKIPPED: no MEANTIME corpus: set DRAMATIS_DATA to the shared data folder")
	}
	docs, err := ReadMEANTIME(filepath.Join(dir, "apple"), filepath.Join(dir, "gm"))
	if err != nil {
		t.Fatal(err)
	}
	if len(docs) != 60 {
		t.Fatalf("got %d documents, want 60", len(docs))
	}
	parser, err := parse.Load()
	if err != nil {
		t.Fatal(err)
	}
	var seen, opened, blind []TimexDoc
	for i, d := range docs {
		parser.Annotate(d.Doc.Sentences)
		for i := range d.Doc.Sentences {
			for j := range d.Doc.Sentences[i].Tokens {
				w := &d.Doc.Sentences[i].Tokens[j]
				w.Lemma = lemma.Lemma(w.Norm, w.UPOS, w.XPOS)
			}
		}
		switch i % 4 {
		case 1:
			opened = append(opened, d)
		case 3:
			blind = append(blind, d)
		default:
			seen = append(seen, d)
		}
	}
	for _, c := range []struct {
		name           string
		docs           []TimexDoc
		relaxed, value float64 // floors, F1 without the dateline
	}{{"seen", seen, .92, .78}, {"opened", opened, .88, .73}, {"blind", blind, .88, .72}, {"all", docs, .91, .77}} {
		all, body := ScoreTimex(c.docs, timex.Find, false), ScoreTimex(c.docs, timex.Find, true)
		t.Logf("%s, with dateline: %s", c.name, all)
		t.Logf("%s, body only:     %s", c.name, body)
		if got := body.F1(body.Relaxed); got < c.relaxed {
			t.Errorf("%s: relaxed F1 %.3f, want at least %.3f", c.name, got, c.relaxed)
		}
		if got := body.F1(body.Value); got < c.value {
			t.Errorf("%s: value F1 %.3f, want at least %.3f", c.name, got, c.value)
		}
	}
}

func TestScoreTimex(t *testing.T) {
	tok := func(s string, start int) text.Token {
		return text.Token{Span: text.Span{Start: start, End: start + len(s)}, Text: s, Norm: s}
	}
	doc := &text.Document{Article: &text.Article{Text: "On Friday night he left"}, Sentences: []text.Sentence{{
		Tokens: []text.Token{tok("On", 0), tok("Friday", 3), tok("night", 10), tok("he", 16), tok("left", 19)},
	}}}
	d := TimexDoc{Name: "x", Doc: doc, Last: 5, Gold: []GoldTimex{{First: 1, End: 3, Value: "2025-03-14TNI"}, {First: 4, End: 5, Value: "PAST_REF"}}}
	got := ScoreTimex([]TimexDoc{d}, func(*text.Document) []text.TimeExpr {
		return []text.TimeExpr{{First: 1, End: 2, Timex: "2025-03-14TNI"}, {First: 3, End: 4}}
	}, false)
	// One of two gold expressions is met, by its first token and with its value.
	if got.Gold != 2 || got.System != 2 || got.Relaxed != 1 || got.Strict != 0 || got.Value != 1 || got.F1(got.Relaxed) != .5 {
		t.Errorf("got %+v, want gold 2, system 2, relaxed 1, strict 0, value 1", got)
	}
}
