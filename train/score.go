package train

import (
	"slices"

	"github.com/dramatis-kg/dramatis/nlp/parse"
	"github.com/dramatis-kg/dramatis/text"
	"github.com/dramatis-kg/dramatis/train/gold"
)

// Scores are percentages of tokens, punctuation included.
type Scores struct{ UPOS, XPOS, UAS, LAS float64 }

func annotate(p *parse.Parser, ex []*gold.Example) ([]text.Sentence, [][]string) {
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
func ScoreTrees(p *parse.Parser, ex []*gold.Example) Scores {
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
func ScoreNames(p *parse.Parser, ex []*gold.Example) float64 {
	_, got := annotate(p, ex)
	var right, found, all float64
	for i, e := range ex {
		want, have := scored(e.Names), scored(got[i])
		all += float64(len(want))
		found += float64(len(have))
		for _, n := range have {
			if slices.Contains(want, n) {
				right++
			}
		}
	}
	if right == 0 {
		return 0
	}
	return 200 * right / (found + all)
}

// scored are the names of the kinds that count.
func scored(labels []string) []gold.Name {
	return slices.DeleteFunc(gold.Names(labels), func(n gold.Name) bool { return n.Kind == "OTHER" })
}
