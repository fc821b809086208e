package eval

import (
	"io"
	"path/filepath"

	"github.com/dramatis-kg/dramatis/text"
	"github.com/dramatis-kg/dramatis/train/gold"
)

// UDScore holds the measures of the CoNLL 2018 shared task (Zeman et al.
// 2018) for gold tokens: the share of all words, punctuation included, with
// the right tag, the right head, and the right head and relation. As there,
// relations are compared without their subtypes; Full compares them whole.
type UDScore struct {
	Words            int
	UPOS, XPOS       float64 // shares of words, 0 to 1
	UAS, LAS, Full   float64
	Sentences, Exact int // sentences, and those with every head and relation right
}

// UD scores the tags and trees that annotate gives to the sentences of
// treebank "ewt-dev" or "gum-open-dev" below dataDir. The tokens carry Text
// and Norm.
func UD(dataDir, treebank string, annotate func([]text.Sentence)) (UDScore, error) {
	bank, err := readGold(filepath.Join(dataDir, "treebank", treebank+".conllu"), func(f io.Reader) ([]*gold.Example, error) {
		return gold.ReadTreebank(f, false)
	})
	if err != nil {
		return UDScore{}, err
	}
	sents := goldSentences(bank)
	annotate(sents)
	return ScoreTrees(bank, sents), nil
}

// ScoreTrees compares sentences with the gold ones, token by token.
func ScoreTrees(bank []*gold.Example, sents []text.Sentence) UDScore {
	var s UDScore
	var upos, xpos, heads, labelled, full int
	for i, e := range bank {
		exact := true
		for t, tok := range sents[i].Tokens {
			s.Words++
			if tok.UPOS == e.UPOS[t] {
				upos++
			}
			if tok.XPOS == e.XPOS[t] {
				xpos++
			}
			right := tok.Head == e.Heads[t]
			if right {
				heads++
				if universal(tok.Deprel) == universal(e.Deprels[t]) {
					labelled++
				}
			}
			if right && tok.Deprel == e.Deprels[t] {
				full++
			} else {
				exact = false
			}
		}
		s.Sentences++
		if exact {
			s.Exact++
		}
	}
	s.UPOS, s.XPOS = ratio(upos, s.Words), ratio(xpos, s.Words)
	s.UAS, s.LAS, s.Full = ratio(heads, s.Words), ratio(labelled, s.Words), ratio(full, s.Words)
	return s
}

// universal is a relation without its subtype.
func universal(rel string) string {
	for i := range len(rel) {
		if rel[i] == ':' {
			return rel[:i]
		}
	}
	return rel
}

// goldSentences are the bare tokens of examples.
func goldSentences(bank []*gold.Example) []text.Sentence {
	sents := make([]text.Sentence, len(bank))
	for i, e := range bank {
		sents[i].Tokens = gold.Tokens(e.Forms)
	}
	return sents
}
