package eval

import (
	"strings"
	"testing"
)

const wireSample = `{"doc": [{"id": "D 1", "tokens": ["She", "left", "Rome", "in", "May"], "tuples": [
 {"arg1": {"words": ["She"], "decorefed_words": ["Anna", "Lind"]}, "rel": {"words": ["left"]}, "arg2": {"words": ["Rome"]}, "arg3+": [{"words": ["in", "May"]}]},
 {"arg1": {"words": ["Rome"]}, "rel": {"words": ["is", "in"], "words_indexes": ["inf", "inf"]}, "arg2": {"words": ["Italy"]}, "arg3+": []}]}]}`

func TestScoreWire57(t *testing.T) {
	gold, err := ReadWire57(strings.NewReader(wireSample))
	if err != nil {
		t.Fatal(err)
	}
	tuple := func(cells ...string) OpenTuple { return OpenTuple{Relation: cells[0], Args: cells[1:]} }
	for _, tc := range []struct {
		name                string
		preds               []OpenTuple
		p, r                float64
		matched, exact, all int
	}{
		{"exact", []OpenTuple{tuple("left", "She", "Rome", "in May")}, 1, 1. / 2, 1, 1, 1},
		{"references are not resolved", []OpenTuple{tuple("left", "Anna Lind", "Rome", "in May")}, 0, 0, 0, 0, 1},
		{"supplied words need not be found", []OpenTuple{tuple("lies in", "Rome", "Italy")}, 3. / 4, 1. / 2, 1, 0, 1},
		{"nor count when they are not", []OpenTuple{tuple("of", "Rome", "Italy")}, 2. / 3, 1. / 2, 1, 0, 1},
		{"a third argument that the reference lacks", []OpenTuple{tuple("is in", "Rome", "Italy", "now")}, 1, 1. / 2, 1, 1, 1},
		{"without the third argument", []OpenTuple{tuple("left", "She", "Rome")}, 1, 3. / 5 / 2, 1, 0, 1},
		{"one extra word", []OpenTuple{tuple("left", "She", "old Rome", "in May")}, 5. / 6, 1. / 2, 1, 0, 1},
		{"no shared relation", []OpenTuple{tuple("saw", "She", "Rome")}, 0, 0, 0, 0, 1},
		{"each reference once", []OpenTuple{tuple("left", "She", "Rome", "in May"), tuple("left", "She", "Rome")}, 1. / 2, 1. / 2, 1, 1, 2},
	} {
		s := ScoreWire57(gold, [][]OpenTuple{tc.preds}, false)
		if !near(s.Precision, tc.p) || !near(s.Recall, tc.r) || s.Matched != tc.matched || s.Exact != tc.exact || s.Predicted != tc.all || s.Gold != 2 {
			t.Errorf("%s: %+v; want precision %v, recall %v", tc.name, s, tc.p, tc.r)
		}
	}
	// Strictly, "is in" has to be found, and its two words count.
	if s := ScoreWire57(gold, [][]OpenTuple{{tuple("of", "Rome", "Italy")}}, true); s.Matched != 0 {
		t.Errorf("strict: %+v", s)
	}
	if s := ScoreWire57(gold, [][]OpenTuple{{tuple("is", "Rome", "Italy")}}, true); !near(s.Precision, 1) || !near(s.Recall, 3./4/2) {
		t.Errorf("strict: %+v", s)
	}
	if s := ScoreWire57(gold, nil, false); s.F1 != 0 || s.Gold != 2 {
		t.Errorf("nothing predicted: %+v", s)
	}
}

func FuzzReadWire57(f *testing.F) {
	f.Add(wireSample)
	f.Add(`{"d": [{"tuples": [{}]}]}`)
	f.Add(`[]`)
	f.Fuzz(func(t *testing.T, in string) {
		gold, err := ReadWire57(strings.NewReader(in))
		if err != nil {
			return
		}
		preds := make([][]OpenTuple, len(gold))
		for i, s := range gold {
			preds[i] = []OpenTuple{{Relation: "is", Args: []string{strings.Join(s.Tokens, " "), "x"}}}
		}
		ScoreWire57(gold, preds, true)
	})
}
