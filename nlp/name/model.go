package name

import (
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/dramatis-kg/dramatis/text"
)

// Label is what the model takes a span for.
type Label uint8

// The labels. None is no name.
const (
	None Label = iota
	Person
	Organisation
	Location
	Other
	labelCount
)

var labelNames = [labelCount]string{"", "PER", "ORG", "LOC", "OTHER"}

// ParseLabel reads "PER", "ORG", "LOC"; any other kind is Other, "" is None.
func ParseLabel(kind string) Label {
	if i := slices.Index(labelNames[:], kind); i >= 0 {
		return Label(i)
	}
	return Other
}

// String is the label as the parser's name head writes it, "" for None.
func (l Label) String() string { return labelNames[l] }

// Model scores spans by a linear function of hashed features. The zero Model
// scores everything 0.
//
// A model file is the nine bytes "dramname\x01" and, for each of the labels
// None, Person, Organisation, Location, Other in turn, Buckets signed bytes.
type Model struct {
	weights string
}

const (
	modelMagic = "dramname\x01"
	modelSize  = len(modelMagic) + int(labelCount)*Buckets
)

// Scale is the number of units of a weight that make one log-odd.
const Scale = 24

// ErrModel is wrapped by every error of ReadModel.
var ErrModel = errors.New("name: not a model of names")

// ReadModel decodes a model file.
func ReadModel(data []byte) (Model, error) {
	if len(data) != modelSize || string(data[:len(modelMagic)]) != modelMagic {
		return Model{}, fmt.Errorf("%w: %d bytes, want %d that begin with %q", ErrModel, len(data), modelSize, modelMagic)
	}
	return Model{string(data[len(modelMagic):])}, nil
}

// NewModel makes a model of weights[label][bucket].
func NewModel(weights [][]int8) (Model, error) {
	if len(weights) != int(labelCount) {
		return Model{}, fmt.Errorf("%w: weights for %d labels, want %d", ErrModel, len(weights), labelCount)
	}
	b := make([]byte, 0, int(labelCount)*Buckets)
	for _, list := range weights {
		if len(list) != Buckets {
			return Model{}, fmt.Errorf("%w: %d weights, want %d", ErrModel, len(list), Buckets)
		}
		for _, w := range list {
			b = append(b, byte(w))
		}
	}
	return Model{string(b)}, nil
}

// Bytes encodes the model as ReadModel reads it.
func (m Model) Bytes() []byte { return append([]byte(modelMagic), m.weights...) }

// scores are log-odds by label, up to a common constant.
type scores [labelCount]float64

func (m Model) score(features []uint32) scores {
	var s scores
	if m.weights == "" {
		return s
	}
	for l := range s {
		sum := 0
		table := m.weights[l*Buckets : (l+1)*Buckets]
		for _, f := range features {
			sum += int(int8(table[f]))
		}
		s[l] = float64(sum) / Scale
	}
	return s
}

// best is the label other than None with the highest score, and how much
// that exceeds the score of None.
func (s scores) best() (Label, float64) {
	top := Person
	for l := Organisation; l < labelCount; l++ {
		if s[l] > s[top] {
			top = l
		}
	}
	return top, s[top] - s[None]
}

//go:embed names.model
var embedded []byte

// load decodes the embedded model once.
var load = sync.OnceValue(func() Model {
	m, err := ReadModel(embedded)
	if err != nil {
		return Model{}
	}
	return m
})

// Example is a candidate span for the trainer.
type Example struct {
	Features []uint32
	Label    Label
}

// Examples gives the candidates of a tagged and parsed sentence with the
// labels that the names of the gold standard give them.
func Examples(tokens []text.Token, gold func(first, end int) Label, without ...Technique) []Example {
	x := newExtractor(tokens, setOf(without))
	var out []Example
	for _, r := range regions(tokens, nil) {
		for _, c := range candidates(x, r) {
			out = append(out, Example{slices.Clone(x.features(r, c.first, c.end)), gold(c.first, c.end)})
		}
	}
	return out
}
