package coref

import "testing"

func TestWeights(t *testing.T) {
	w, err := loadWeights()
	if err != nil {
		t.Fatal(err)
	}
	if len(w) < 300 {
		t.Errorf("got %d weights, want at least 300", len(w))
	}
	if _, err := parseWeights("subj 1.0\n"); err == nil {
		t.Error("a line without a tab is no error")
	}
}
