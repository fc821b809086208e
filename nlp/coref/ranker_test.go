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

func FuzzWeights(f *testing.F) {
	f.Add("subj\t1.0\n# note\n")
	f.Add("subj 1.0")
	f.Fuzz(func(t *testing.T, s string) {
		w, err := parseWeights(s)
		if err == nil && w == nil {
			t.Error("neither weights nor an error")
		}
	})
}
