package extract

import "testing"

func TestLexiconParses(t *testing.T) {
	l, err := parseLexicon(lexiconTSV, complementsTSV)
	if err != nil {
		t.Fatal(err)
	}
	if len(l.frames) < 400 || len(l.events) < 60 {
		t.Errorf("got %d frames and %d event nouns", len(l.frames), len(l.events))
	}
}
