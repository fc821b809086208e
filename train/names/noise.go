package names

import (
	"math/rand/v2"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/dramatis-kg/dramatis/text"
)

// Shares of the tokens that a parser gets wrong in text it has not learned
// from, about as on the dev sets of the treebanks. It has learned from the
// sentences that names are fitted on, where it is nearly perfect; without
// errors there the model would trust tags and trees more than they deserve.
const (
	wrongTags      = 0.04
	wrongHeads     = 0.10
	wrongRelations = 0.08
	wrongReach     = 5 // tokens from the right place to the wrong head at most
)

// mistakes makes those of a parser: a wrong tag or relation is that of
// another token of the corpus.
type mistakes struct {
	tags, relations map[string][]*text.Token // by outline; by tag
}

func newMistakes(sents []Sentence) mistakes {
	m := mistakes{make(map[string][]*text.Token), make(map[string][]*text.Token)}
	for i := range sents {
		for k := range sents[i].Tokens {
			t := &sents[i].Tokens[k]
			m.tags[outline(t)] = append(m.tags[outline(t)], t)
			m.relations[t.UPOS] = append(m.relations[t.UPOS], t)
		}
	}
	return m
}

// outline parts capitalised words, other words and all else, which are
// rarely taken for each other.
func outline(t *text.Token) string {
	switch r, _ := utf8.DecodeRuneInString(t.Norm); {
	case unicode.IsUpper(r):
		return "X"
	case unicode.IsLower(r):
		return "x"
	}
	return "-"
}

// read returns the tokens as a parser might have read them, share times as
// often wrong as usual.
func (m mistakes) read(tokens []text.Token, share float64, rng *rand.Rand) []text.Token {
	out := slices.Clone(tokens)
	for i := range out {
		t := &out[i]
		if rng.Float64() < wrongTags*share {
			list := m.tags[outline(t)]
			o := list[rng.IntN(len(list))]
			t.UPOS, t.XPOS = o.UPOS, o.XPOS
		}
		if rng.Float64() < wrongHeads*share {
			if h := i + rng.IntN(2*wrongReach+1) - wrongReach; h != i && h >= 0 && h < len(out) {
				t.Head = h
			}
		}
		if rng.Float64() < wrongRelations*share {
			list := m.relations[tokens[i].UPOS]
			t.Deprel = list[rng.IntN(len(list))].Deprel
		}
	}
	return out
}
