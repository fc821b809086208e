package eval

import (
	"testing"

	"github.com/dramatis-kg/dramatis/train"
)

func TestScoreEvents(t *testing.T) {
	rows := []train.EventRow{{Root: "AGREE", Quad: "1"}, {Root: "AGREE", Quad: "1"}, {Root: "YIELD", Quad: "2"}, {Root: "ASSAULT", Quad: "4"}}
	s := ScoreEvents(rows, []string{"AGREE", "CONSULT", "YIELD", "ACCUSE"})
	if got, want := s.Accuracy(), 0.5; got != want {
		t.Errorf("accuracy: got %v, want %v", got, want)
	}
	// CONSULT is the wrong root of the right class.
	if got, want := s.QuadAccuracy(), 0.75; got != want {
		t.Errorf("quad accuracy: got %v, want %v", got, want)
	}
	// F1 of AGREE is 2/3, of YIELD 1, of ASSAULT 0; CONSULT and ACCUSE are
	// not in the gold standard.
	if got, want := s.MacroF1(), (2.0/3+1)/3; got < want-1e-9 || got > want+1e-9 {
		t.Errorf("macro-F1: got %v, want %v", got, want)
	}
}
