package eval

import (
	"errors"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/dramatis-kg/dramatis/nlp/parse"
	"github.com/dramatis-kg/dramatis/text"
	"github.com/dramatis-kg/dramatis/train/gold"
)

func TestScoreTrees(t *testing.T) {
	bank := []*gold.Example{{
		Forms: []string{"It", "was", "read", "."},
		UPOS:  []string{"PRON", "AUX", "VERB", "PUNCT"}, XPOS: []string{"PRP", "VBD", "VBN", "."},
		Heads: []int{2, 2, -1, 2}, Deprels: []string{"nsubj:pass", "aux:pass", "root", "punct"},
	}}
	sents := []text.Sentence{{Tokens: []text.Token{
		{UPOS: "PRON", XPOS: "PRP", Head: 2, Deprel: "nsubj"},
		{UPOS: "VERB", XPOS: "VBD", Head: 2, Deprel: "aux:pass"},
		{UPOS: "VERB", XPOS: "VBD", Head: -1, Deprel: "root"},
		{UPOS: "PUNCT", XPOS: ".", Head: 1, Deprel: "punct"},
	}}}
	got := ScoreTrees(bank, sents)
	want := UDScore{Words: 4, UPOS: 0.75, XPOS: 0.75, UAS: 0.75, LAS: 0.75, Full: 0.5, Sentences: 1}
	if got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestScoreNames(t *testing.T) {
	bank := []*gold.Example{{Names: []string{"B-PER", "I-PER", "O", "B-ORG", "O", "B-OTHER", "B-LOC"}}}
	got := ScoreNames(bank, [][]string{{"B-PER", "I-PER", "O", "B-LOC", "O", "O", "O"}})
	if got.All != (SpanScore{Gold: 3, System: 2, Correct: 1}) {
		t.Errorf("all: %+v", got.All)
	}
	if got.Spans != (SpanScore{Gold: 3, System: 2, Correct: 2}) {
		t.Errorf("spans: %+v", got.Spans)
	}
	if f := got.Kind["PER"].F1(); math.Abs(f-1) > 1e-9 {
		t.Errorf("persons: %v", f)
	}
}

func TestUDWithoutData(t *testing.T) {
	if _, err := UD(t.TempDir(), "ewt-dev", nil); !errors.Is(err, ErrNoData) {
		t.Errorf("got %v, want ErrNoData", err)
	}
	if _, err := Names(t.TempDir(), NamesWikiGold, nil); !errors.Is(err, ErrNoData) {
		t.Errorf("got %v, want ErrNoData", err)
	}
	if _, err := Names(t.TempDir(), "other", nil); err == nil || errors.Is(err, ErrNoData) {
		t.Errorf("got %v for an unknown set", err)
	}
}

// udDataDir is the folder of shared data, or "".
func udDataDir() string {
	if d := os.Getenv("DRAMATIS_DATA"); d != "" {
		return d
	}
	return filepath.Join("..", "..", "shared", "data")
}

// TestParserFloors holds the embedded model to the scores it must have.
func TestParserFloors(t *testing.T) {
	p, err := parse.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		bank      string
		upos, las float64
	}{{"ewt-dev", floorEWTTags, floorEWT}, {"gum-open-dev", floorGUMTags, floorGUM}} {
		s, err := UD(udDataDir(), c.bank, func(s []text.Sentence) { p.Annotate(s) })
		if errors.Is(err, ErrNoData) {
			t.Skipf("SCORES NOT CHECKED: set DRAMATIS_DATA: %v", err)
		}
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: UPOS %.2f XPOS %.2f UAS %.2f LAS %.2f, with subtypes %.2f, exact %d of %d", c.bank, 100*s.UPOS, 100*s.XPOS, 100*s.UAS, 100*s.LAS, 100*s.Full, s.Exact, s.Sentences)
		if 100*s.UPOS < c.upos || 100*s.LAS < c.las {
			t.Errorf("%s: UPOS %.2f LAS %.2f, floors %.2f and %.2f", c.bank, 100*s.UPOS, 100*s.LAS, c.upos, c.las)
		}
	}
	for _, set := range []string{NamesGUM, NamesGUMNews, NamesUNER, NamesWikiGold} {
		s, err := Names(udDataDir(), set, p.Annotate)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: F1 %.1f (PER %.1f ORG %.1f LOC %.1f), spans alone %.1f, %d names", set, 100*s.All.F1(), 100*s.Kind["PER"].F1(), 100*s.Kind["ORG"].F1(), 100*s.Kind["LOC"].F1(), 100*s.Spans.F1(), s.All.Gold)
		if 100*s.All.F1() < floorNames[set] {
			t.Errorf("%s: F1 %.1f, floor %.1f", set, 100*s.All.F1(), floorNames[set])
		}
	}
}

// The floors lie a little under what the embedded model reaches, in percent.
const (
	floorEWT     = 86.4
	floorGUM     = 86.0
	floorEWTTags = 95.9
	floorGUMTags = 96.8
)

var floorNames = map[string]float64{NamesGUM: 68, NamesGUMNews: 68, NamesUNER: 63, NamesWikiGold: 67}
