package eval

import (
	"unicode"

	"github.com/dramatis-kg/dramatis/text"
)

// SpanScore counts spans of a system against those of a gold standard. Add
// the counts of several documents before asking for the figures.
type SpanScore struct {
	Gold, System, Correct int
}

// Add returns the sum of two counts.
func (s SpanScore) Add(o SpanScore) SpanScore {
	return SpanScore{s.Gold + o.Gold, s.System + o.System, s.Correct + o.Correct}
}

// Precision is the share of the system's spans that are in the gold standard;
// 0 where there are none.
func (s SpanScore) Precision() float64 { return ratio(s.Correct, s.System) }

// Recall is the share of the gold spans that the system found.
func (s SpanScore) Recall() float64 { return ratio(s.Correct, s.Gold) }

// F1 is the harmonic mean of precision and recall.
func (s SpanScore) F1() float64 { return ratio(2*s.Correct, s.Gold+s.System) }

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// Segmentation scores spans as the CoNLL 2018 shared task does for Tokens,
// Words and Sentences (Zeman et al. 2018): a span is correct if the gold
// standard has one with the same first and last character, white space not
// counted. Both lists must be ascending spans of t. Equal spans (the words of
// one multiword token) count as often as both sides have them.
// O(len(t) + spans).
func Segmentation(t string, gold, system []text.Span) SpanScore {
	g, s := countInk(t, gold), countInk(t, system)
	score := SpanScore{Gold: len(g), System: len(s)}
	for i, j := 0, 0; i < len(g) && j < len(s); {
		switch {
		case g[i] == s[j]:
			score.Correct++
			i++
			j++
		case g[i].End < s[j].End || g[i].End == s[j].End && g[i].Start < s[j].Start:
			i++
		default:
			j++
		}
	}
	return score
}

// countInk translates byte spans into spans over the characters of t that
// are not white space.
func countInk(t string, spans []text.Span) []text.Span {
	ink := make([]int, len(t)+1)
	n := 0
	last := 0
	for i, r := range t {
		for ; last < i; last++ {
			ink[last+1] = n
		}
		ink[i] = n
		if !unicode.IsSpace(r) {
			n++
		}
	}
	for ; last < len(t); last++ {
		ink[last+1] = n
	}
	out := make([]text.Span, 0, len(spans))
	for _, s := range spans {
		if s.Start < 0 || s.End > len(t) || s.Empty() {
			continue
		}
		out = append(out, text.Span{Start: ink[s.Start], End: ink[s.End]})
	}
	return out
}
