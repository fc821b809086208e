package parse

import (
	"cmp"
	"fmt"
	"slices"
	"sync"

	"github.com/dramatis-kg/dramatis/nlp/parse/model"
	"github.com/dramatis-kg/dramatis/text"
)

// Limits of one pass through the network. A longer sentence is cut into
// pieces that are parsed apart and joined at their roots.
const (
	maxPiece = 200 // tokens
	maxBatch = 640 // tokens of the sentences that go through together
)

// rootRelation is the relation of a root, joinRelation that of the later
// pieces of an overlong sentence to the root of its first.
const (
	rootRelation = "root"
	joinRelation = "parataxis"
)

// Parser annotates sentences. It is safe for concurrent use.
type Parser struct {
	net     *network
	scratch sync.Pool // of *scratch
}

// New returns a parser that uses the model file data.
func New(data []byte) (*Parser, error) {
	h, tensors, err := model.Decode(data)
	if err != nil {
		return nil, fmt.Errorf("parse: %w", err)
	}
	net, err := newNetwork(h, tensors)
	if err != nil {
		return nil, fmt.Errorf("parse: %w", err)
	}
	return &Parser{net: net}, nil
}

// About tells where the model comes from.
func (p *Parser) About() []model.Note { return slices.Clone(p.net.header.About) }

// Annotate sets UPOS, XPOS, Head and Deprel of all tokens in place and
// returns a name label for each: "O", "B-PER", "I-PER" and so on, in which
// an I- follows only a label of its own kind. It reads Norm, or Text where
// Norm is empty.
func (p *Parser) Annotate(sents []text.Sentence) (names [][]string) {
	names = make([][]string, len(sents))
	var pieces []piece
	for i := range sents {
		toks := sents[i].Tokens
		names[i] = make([]string, len(toks))
		for first := 0; first < len(toks); {
			end := cut(toks, first)
			pieces = append(pieces, piece{toks[first:end], names[i][first:end], first})
			first = end
		}
	}
	order := make([]*piece, len(pieces))
	for i := range pieces {
		order[i] = &pieces[i]
	}
	slices.SortStableFunc(order, func(a, b *piece) int { return cmp.Compare(len(b.tokens), len(a.tokens)) })

	s, ok := p.scratch.Get().(*scratch)
	if !ok {
		s = new(scratch)
	}
	for len(order) > 0 {
		n, tokens := 0, 0
		for n < len(order) && (n == 0 || tokens+len(order[n].tokens) <= maxBatch) {
			tokens += len(order[n].tokens)
			n++
		}
		p.net.run(s, order[:n])
		order = order[n:]
	}
	p.scratch.Put(s)
	for i := range sents {
		if len(sents[i].Tokens) > maxPiece {
			join(sents[i].Tokens)
		}
	}
	return names
}

// piece is a sentence or a part of an overlong one.
type piece struct {
	tokens []text.Token
	names  []string
	first  int // index of tokens[0] in its sentence
}

// cut returns the end of the piece that starts at first: the end of the
// sentence, or, if that is too far, after the last token that may end a
// clause, or where the limit is.
func cut(toks []text.Token, first int) int {
	if len(toks)-first <= maxPiece {
		return len(toks)
	}
	for _, marks := range [...]string{".!?;", ":,", "-–—)"} {
		for end := first + maxPiece; end > first+maxPiece/2; end-- {
			if w := word(&toks[end-1]); len(w) > 0 && w == firstIn(marks, w) {
				return end
			}
		}
	}
	return first + maxPiece
}

// firstIn returns the mark of marks that is w, or "".
func firstIn(marks, w string) string {
	for _, r := range marks {
		if string(r) == w {
			return w
		}
	}
	return ""
}

// join makes one tree of the pieces of a sentence: the root of the first
// stays, the others become its dependents.
func join(toks []text.Token) {
	root := -1
	for i := range toks {
		switch {
		case toks[i].Head >= 0:
		case root < 0:
			root = i
		default:
			toks[i].Head, toks[i].Deprel = root, joinRelation
		}
	}
}

func word(t *text.Token) string {
	if t.Norm != "" {
		return t.Norm
	}
	return t.Text
}
