package coref

import (
	"bytes"
	"testing"

	"github.com/dramatis-kg/dramatis/nlp/coref"
)

// TestTrain learns that the choice with the feature "near" is right, and
// writes the same bytes twice.
func TestTrain(t *testing.T) {
	var ex []coref.Example
	for range 10 {
		ex = append(ex,
			coref.Example{Choices: [][]string{{"none"}, {"near", "subj"}, {"far", "subj"}}, Right: []bool{false, true, false}},
			coref.Example{Choices: [][]string{{"none"}, {"far", "obj"}, {"near", "obj"}}, Right: []bool{false, false, true}},
		)
	}
	w := Train(ex, Options{})
	if w["near"] <= w["far"] || Accuracy(ex, w) != 1 {
		t.Errorf("got near %.3f, far %.3f, accuracy %.2f", w["near"], w["far"], Accuracy(ex, w))
	}
	var a, b bytes.Buffer
	if err := Write(&a, w); err != nil {
		t.Fatal(err)
	}
	if err := Write(&b, Train(ex, Options{})); err != nil {
		t.Fatal(err)
	}
	if a.String() != b.String() || a.Len() == 0 {
		t.Errorf("two runs wrote %q and %q", a.String(), b.String())
	}
}
