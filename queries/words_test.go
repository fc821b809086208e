package queries

import "testing"

func TestWanted(t *testing.T) {
	for _, c := range []struct {
		words, text string
		want        bool
	}{
		{"", "anything", true},
		{"drones", "the drone of the army", true},
		{"drone", "seven drones", true},
		{"supplied drones", "supplying a drone", true},
		{"the army", "an army", true},
		{"attack", "Italian soldiers will not take part in such a force", false},
		{"food aid", "aid", false},
		{"food aid, grain", "a ship with grain", true},
		{"Zelenskyy’s plan", "plan of Zelenskyy", true},
		{"Łódź", "in Lodz", true},
		{"the", "the end", true},
		{"US", "the U.S. army", true},
		{"sold", "they sell", true},
		{", ,", "anything", true},
		{"war", "warned", false},
	} {
		if got := wantedOf(c.words).in(c.text); got != c.want {
			t.Errorf("%q in %q: got %t", c.words, c.text, got)
		}
	}
}

func FuzzWanted(f *testing.F) {
	f.Add("food aid, grain", "a ship with grain")
	f.Fuzz(func(t *testing.T, words, text string) {
		w := wantedOf(words)
		if len(w) == 0 && !w.in(text) {
			t.Error("nothing is looked for, and not found")
		}
		if w.in(text) && !w.in(text, "more words") {
			t.Error("more words hide others")
		}
	})
}
