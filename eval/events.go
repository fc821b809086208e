package eval

import (
	"context"
	"fmt"
	"sort"

	"github.com/dramatis-kg/dramatis/train"
)

// ClassScore counts the predictions of a classifier.
type ClassScore struct {
	Rows, Right, QuadRight int
	// ByRoot holds, for each root of the gold standard, how often it is
	// right, predicted and gold.
	ByRoot map[string]*[3]int
}

// ScoreEvents compares predicted roots with those of PLV_train. The quad
// class of a prediction is the one that PLV_train gives its root, compared
// with the row's own.
func ScoreEvents(rows []train.EventRow, predicted []string) ClassScore {
	s := ClassScore{Rows: len(rows), ByRoot: map[string]*[3]int{}}
	at := func(root string) *[3]int {
		if s.ByRoot[root] == nil {
			s.ByRoot[root] = new([3]int)
		}
		return s.ByRoot[root]
	}
	for i, r := range rows {
		at(r.Root)[2]++
		at(predicted[i])[1]++
		if predicted[i] == r.Root {
			s.Right++
			at(r.Root)[0]++
		}
		if train.RootQuad(predicted[i]) == r.Quad {
			s.QuadRight++
		}
	}
	return s
}

// Accuracy is the share of rows whose root is right.
func (s ClassScore) Accuracy() float64 { return ratio(s.Right, s.Rows) }

// QuadAccuracy is the share of rows whose quad class is right.
func (s ClassScore) QuadAccuracy() float64 { return ratio(s.QuadRight, s.Rows) }

// MacroF1 is the mean F1 of the roots that the gold standard has.
func (s ClassScore) MacroF1() float64 {
	sum, n := 0.0, 0
	for _, root := range s.roots() {
		if c := s.ByRoot[root]; c[2] > 0 {
			sum += ratio(2*c[0], c[1]+c[2])
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return sum / float64(n)
}

func (s ClassScore) roots() []string {
	out := make([]string, 0, len(s.ByRoot))
	for r := range s.ByRoot {
		out = append(out, r)
	}
	sort.Strings(out)
	return out
}

// events cross-validates the classifier of event types on PLV_train.
func events(ctx context.Context, dataDir string) (*Report, error) {
	rows, examples, err := train.EventExamples(dataDir, nil)
	if err != nil {
		return nil, noData(err)
	}
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("eval: events: %w", err)
	}
	s := ScoreEvents(rows, train.CrossValidate(examples, train.EventOptions{}))
	r := &Report{Name: "events", Columns: []string{"measure", "precision", "recall", "F1"}}
	r.Add("accuracy", "", "", 100*s.Accuracy())
	r.Add("macro-F1", "", "", 100*s.MacroF1())
	r.Add("quad class accuracy", "", "", 100*s.QuadAccuracy())
	for _, root := range s.roots() {
		c := s.ByRoot[root]
		r.Add(fmt.Sprintf("%s (%d)", root, c[2]), 100*ratio(c[0], c[1]), 100*ratio(c[0], c[2]), 100*ratio(2*c[0], c[1]+c[2]))
	}
	r.Notes = append(r.Notes,
		fmt.Sprintf("%d rows of PLV_train, %d-fold cross-validation by sentence, source and target given", s.Rows, train.EventFolds),
		"roots as in the file: YIELD = CONCEDE + RETREAT, ACCUSE = DISAPPROVE + INVESTIGATE, REQUEST = DEMAND")
	return r, nil
}
