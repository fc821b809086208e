package token

import (
	"errors"
	"fmt"

	"github.com/dramatis-kg/dramatis/text"
)

// Model is a linear model of sentence ends over hashed features. The zero
// Model ends a sentence only with its paragraph.
//
// A model file is the eight bytes "dramsent", one byte of format (1), the
// thresholds for marked, dotted and bare ends as signed bytes (units of the
// weights, times 4), and SentenceBuckets signed bytes of weights.
type Model struct {
	weights string        // SentenceBuckets signed bytes
	least   [Bare + 1]int // least score of an end of each kind
}

const (
	modelMagic = "dramsent\x01"
	modelSize  = len(modelMagic) + int(Bare) + SentenceBuckets
)

// ErrModel is wrapped by every error of ReadModel.
var ErrModel = errors.New("token: not a model of sentence ends")

// ReadModel decodes a model file.
func ReadModel(data []byte) (Model, error) {
	if len(data) != modelSize || string(data[:len(modelMagic)]) != modelMagic {
		return Model{}, fmt.Errorf("%w: %d bytes, want %d that begin with %q", ErrModel, len(data), modelSize, modelMagic)
	}
	n := len(modelMagic)
	m := Model{weights: string(data[n+int(Bare):])}
	for e := Marked; e <= Bare; e++ {
		m.least[e] = 4 * int(int8(data[n+int(e-Marked)]))
	}
	return m, nil
}

// NewModel makes a model of weights, SentenceBuckets of them, and the least
// score of each kind of end (multiples of 4 between -512 and 508; others are
// rounded down).
func NewModel(weights []int8, marked, dotted, bare int) Model {
	b := make([]byte, SentenceBuckets)
	for i, w := range weights {
		b[i] = byte(w)
	}
	return Model{weights: string(b), least: [...]int{Marked: marked &^ 3, Dotted: dotted &^ 3, Bare: bare &^ 3}}
}

// Bytes encodes the model as ReadModel reads it.
func (m Model) Bytes() []byte {
	out := make([]byte, 0, modelSize)
	out = append(out, modelMagic...)
	for e := Marked; e <= Bare; e++ {
		out = append(out, byte(int8(m.least[e]/4)))
	}
	return append(out, m.weights...)
}

// DefaultModel is the embedded model.
func DefaultModel() Model {
	m, err := ReadModel(sentencesModel)
	if err != nil {
		return Model{}
	}
	return m
}

// Score is the sum of the weights of features.
func (m Model) Score(features []uint32) int {
	if m.weights == "" {
		return -1 << 20
	}
	sum := 0
	for _, f := range features {
		sum += int(int8(m.weights[f%SentenceBuckets]))
	}
	return sum
}

// ends returns the indices after the last token of each sentence.
func (m Model) ends(t string, tokens []text.Token) []int {
	b := NewBoundaries(t, tokens)
	if b.title() {
		return []int{len(tokens)}
	}
	var out []int
	for i := range tokens {
		end := b.At(i)
		if end != NoEnd && m.Score(b.Features(i)) >= m.least[end] {
			out = append(out, i+1)
			b.Start(i + 1)
		}
	}
	return append(out, len(tokens))
}
