package extract

import "testing"

func TestConfidenceRises(t *testing.T) {
	if len(calibration) < 2 {
		t.Fatal("the table has no two knots")
	}
	for i := 1; i < len(calibration); i++ {
		if a, b := calibration[i-1], calibration[i]; b.evidence <= a.evidence || b.confidence <= a.confidence {
			t.Errorf("knot %d: %v after %v does not rise", i, b, a)
		}
	}
	for _, c := range []struct{ evidence, want float64 }{
		{-9, calibration[0].confidence},
		{9, calibration[len(calibration)-1].confidence},
		{calibration[1].evidence, calibration[1].confidence},
	} {
		if got := confidence(c.evidence); got != c.want {
			t.Errorf("confidence(%v) = %v, want %v", c.evidence, got, c.want)
		}
	}
	last := 0.0
	for z := -2.0; z <= 4; z += 0.1 {
		p := confidence(z)
		if p < last || p < 0 || p > 1 {
			t.Errorf("confidence(%v) = %v after %v", z, p, last)
		}
		last = p
	}
}

// TestMendedIsLessSafe: the same words with a tree that had to be corrected.
func TestMendedIsLessSafe(t *testing.T) {
	trees := readTrees(t, "rules.conllu")
	mended := trees["Moser denied the charges and accused prosecutors of fabricating evidence."]
	plain := trees["Moser denied the charges and related allegations of fraud."]
	if mended == nil || plain == nil {
		t.Fatal("no trees")
	}
	a, b := statementsOf(t, mended), statementsOf(t, plain)
	if len(a) == 0 || len(b) == 0 || a[0].Relation != b[0].Relation {
		t.Fatalf("got %d and %d statements, want both to begin with the denial", len(a), len(b))
	}
	if a[0].Confidence >= b[0].Confidence {
		t.Errorf("mended tree: confidence %v, not below %v of the plain one", a[0].Confidence, b[0].Confidence)
	}
}
