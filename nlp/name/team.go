package name

import "strings"

// plays reports a town that stands for its team: one that beats, loses to or
// draws with another in a sentence that has a score or speaks of sport.
func (u user) plays(h int) bool {
	if !u.sport() {
		return false
	}
	t := &u.tokens[h]
	for range 4 { // Leeds in "Hull and Leeds drew"
		if t.Deprel != "conj" || t.Head < 0 || t.Head >= len(u.tokens) || u.preposition(h) != "" {
			break
		}
		h = t.Head
		t = &u.tokens[h]
	}
	governor, lem := u.governor(h)
	if governor == nil || !contests[lem] {
		return false
	}
	rel, _, _ := strings.Cut(t.Deprel, ":")
	switch preposition := u.preposition(h); rel {
	case "nsubj", "obj":
		return preposition == ""
	case "obl", "nmod":
		return opponents[preposition]
	}
	return false
}

// sport reports a score (2-1) or a word of sport in the sentence.
func (u user) sport() bool {
	for i := range u.tokens {
		if i > 0 && i+1 < len(u.tokens) && (u.tokens[i].Norm == "-" || u.tokens[i].Norm == "–") && isScore(u.tokens[i-1].Norm) && isScore(u.tokens[i+1].Norm) {
			return true
		}
		if sports[lemmaOf(&u.tokens[i])] {
			return true
		}
	}
	return false
}

// isScore reports a number of one or two digits.
func isScore(s string) bool {
	return len(s) > 0 && len(s) <= 2 && strings.Trim(s, "0123456789") == ""
}

var (
	contests  = wordSet("beat defeat draw thrash trounce lose win play face win defeat loss victory draw match tie score concede equalise equalize relegate promote")
	opponents = wordSet("to with against over by")
	sports    = wordSet(`goalkeeper striker midfielder winger league playoff play-off quarterfinal semifinal quarter-final semi-final derby
		relegation inning quarterback touchdown penalty-shootout halftime half-time footballer wicket hat-trick fixture equaliser equalizer`)
)
