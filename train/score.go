package train

import (
	"github.com/dramatis-kg/dramatis/nlp/parse"
	"github.com/dramatis-kg/dramatis/text"
)

// Scores are percentages of tokens, punctuation included.
type Scores struct{ UPOS, XPOS, UAS, LAS float64 }

func annotate(p *parse.Parser, ex []*Example) ([]text.Sentence, [][]string) {
	sents := make([]text.Sentence, len(ex))
	for i, e := range ex {
		sents[i].Tokens = make([]text.Token, len(e.Forms))
		for t, f := range e.Forms {
			sents[i].Tokens[t].Text = f
		}
	}
	return sents, p.Annotate(sents)
}

// ScoreTrees compares tags and trees with those of ex.
func ScoreTrees(p *parse.Parser, ex []*Example) Scores {
	sents, _ := annotate(p, ex)
	var s Scores
	n := 0.0
	for i, e := range ex {
		for t := range e.Forms {
			k := &sents[i].Tokens[t]
			n++
			if k.UPOS == e.UPOS[t] {
				s.UPOS++
			}
			if k.XPOS == e.XPOS[t] {
				s.XPOS++
			}
			if k.Head == e.Heads[t] {
				s.UAS++
				if k.Deprel == e.Deprels[t] {
					s.LAS++
				}
			}
		}
	}
	if n > 0 {
		s = Scores{100 * s.UPOS / n, 100 * s.XPOS / n, 100 * s.UAS / n, 100 * s.LAS / n}
	}
	return s
}

// ScoreNames is the F1 of names with exact span and kind, of the kinds PER,
// ORG and LOC.
func ScoreNames(p *parse.Parser, ex []*Example) float64 {
	_, got := annotate(p, ex)
	var right, found, gold float64
	for i, e := range ex {
		want := spans(e.Names)
		have := spans(got[i])
		gold += float64(len(want))
		found += float64(len(have))
		for s := range have {
			if want[s] {
				right++
			}
		}
	}
	if right == 0 {
		return 0
	}
	return 200 * right / (found + gold)
}

type span struct {
	first, end int
	kind       string
}

func spans(labels []string) map[span]bool {
	out := map[span]bool{}
	for i := 0; i < len(labels); i++ {
		l := labels[i]
		if l[0] != 'B' {
			continue
		}
		end := i + 1
		for end < len(labels) && labels[end] == "I-"+l[2:] {
			end++
		}
		if k := l[2:]; k == "PER" || k == "ORG" || k == "LOC" {
			out[span{i, end, k}] = true
		}
	}
	return out
}
