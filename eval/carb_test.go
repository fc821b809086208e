package eval

import (
	"math"
	"strings"
	"testing"
)

func near(a, b float64) bool { return math.Abs(a-b) < 1e-9 }

func TestMatchCaRB(t *testing.T) {
	tuple := func(cells ...string) OpenTuple { return OpenTuple{Confidence: 1, Relation: cells[0], Args: cells[1:]} }
	for _, tc := range []struct {
		name       string
		gold, pred OpenTuple
		p, r       float64
	}{
		{"the same", tuple("met", "Anna", "Ben"), tuple("met", "Anna", "Ben"), 1, 1},
		{"longer argument", tuple("met", "Anna", "Ben"), tuple("met", "Anna", "old Ben"), 3. / 4, 1},
		{"shorter relation", tuple("was founded by", "Rome", "Ben"), tuple("founded", "Rome", "Ben"), 1, 3. / 5},
		{"no word of the relation", tuple("met", "Anna", "Ben"), tuple("saw", "Anna", "Ben"), 0, 0},
		{"an argument is missing", tuple("met", "Anna", "Ben"), tuple("met", "Anna"), 0, 0},
		{"further arguments join the second", tuple("met", "Anna", "Ben", "today"), tuple("met", "Anna", "Ben"), 1, 3. / 4},
		{"wherever the gold tuple has them", tuple("met", "Anna", "Ben in Rome"), tuple("met", "Anna", "in Rome", "Ben"), 1, 1},
		{"without a gold object only the subject counts", tuple("left", "Anna"), tuple("left", "Anna", "Rome"), 1, 1},
		{"repeated words count once each", tuple("is is", "a", "b"), tuple("is", "a", "b"), 1, 3. / 4},
		{"speech may be turned round", tuple("said", "we won", "Anna"), tuple("said", "Anna", "we won"), 1, 1},
		{"other verbs may not", tuple("met", "Ben", "Anna"), tuple("met", "Anna", "Ben"), 1. / 3, 1. / 3},
	} {
		if p, r := matchCaRB(tc.gold, tc.pred); !near(p, tc.p) || !near(r, tc.r) {
			t.Errorf("%s: matchCaRB = %v, %v; want %v, %v", tc.name, p, r, tc.p, tc.r)
		}
	}
}

func TestScoreCaRB(t *testing.T) {
	gold, err := ReadCaRBGold(strings.NewReader("S1\tmet\tAnna\tBen\nS1\tmet\tAnna\tCarl\nS2\tleft\tDora\tRome\n"))
	if err != nil {
		t.Fatal(err)
	}
	pred := OpenTuples{
		"S1": {{.9, "met", []string{"Anna", "Ben and Carl"}}},
		"S2": {{.5, "stayed", []string{"Dora", "Rome"}}},
		"S9": {{1, "x", []string{"y", "z"}}},
	}
	// Threshold .9: one prediction with precision 3/5; both gold tuples of S1
	// are wholly recalled by it, that of S2 is not. At .5 a wrong prediction
	// halves the precision.
	got := ScoreCaRB(gold, pred, false)
	if !near(got.Precision, .6) || !near(got.Recall, 2./3) || !near(got.Threshold, .9) || got.Predicted != 2 || got.Gold != 3 {
		t.Errorf("ScoreCaRB = %+v", got)
	}
	if got.AUC != 0 {
		t.Errorf("AUC = %v, want 0: both points have the same recall", got.AUC)
	}
	// One to one, the prediction recalls only one of the two.
	if one := ScoreCaRB(gold, pred, true); !near(one.Recall, 1./3) || !near(one.Precision, .6) {
		t.Errorf("one to one: %+v", one)
	}
	// A right second prediction: the curve goes from (1/3, 1) to (2/3, 1).
	right := OpenTuples{"S1": {{.5, "met", []string{"Anna", "Ben"}}}, "S2": {{.9, "left", []string{"Dora", "Rome"}}}}
	if got := ScoreCaRB(gold, right, true); !near(got.AUC, 1./3) || !near(got.F1, .8) {
		t.Errorf("two right ones: %+v, want AUC 1/3 and F1 .8", got)
	}
	if got := ScoreCaRB(gold, nil, false); got.F1 != 0 || got.Gold != 3 {
		t.Errorf("nothing predicted: %+v", got)
	}
}

func FuzzReadCaRB(f *testing.F) {
	f.Add("S1\t0.9\tmet\tAnna\tBen and Carl\n")
	f.Add("S1\tmet\tAnna\n\n\t\t\t")
	f.Add("S\tNaN\tx\ty")
	f.Fuzz(func(t *testing.T, in string) {
		gold, err := ReadCaRBGold(strings.NewReader(in))
		if err != nil {
			return
		}
		if s := ScoreCaRB(gold, gold, true); s.F1 < 0 || s.F1 > 1+1e-9 {
			t.Errorf("F1 = %v", s.F1)
		}
	})
}
