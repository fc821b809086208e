package train

import (
	"hash/fnv"
	"io"
	"math"
	"math/rand/v2"
	"slices"
	"sort"
	"strings"

	"github.com/dramatis-kg/dramatis/extract/plover"
	"github.com/dramatis-kg/dramatis/schema"
)

// EventExample is a row as the classifier sees it.
type EventExample struct {
	Features []string
	// Own are the features where the trigger is given and only its clause
	// counts, as in running text; nil if there is no trigger. Training uses
	// both views, validation Features.
	Own  []string
	Type schema.EventType
	Fold int // of cross-validation, by sentence: equal sentences share it
}

// EventFolds is the number of parts of the cross-validation.
const EventFolds = 10

// FoldOf assigns a sentence to a fold by its words.
func FoldOf(sentence string) int {
	h := fnv.New32a()
	h.Write([]byte(strings.ToLower(strings.Join(strings.Fields(sentence), " "))))
	return int(h.Sum32() % EventFolds)
}

// EventOptions are the settings of the event classifier.
type EventOptions struct {
	Epochs   int     // passes over the data; default 40
	L2       float64 // penalty on the weights; default 0.5
	Rate     float64 // of AdaGrad; default 0.1
	MinCount int     // rows that a feature must occur in; default 2
	Seed     uint64  // of the order of the rows; default 1
}

// SetDefaults fills in what is zero.
func (o *EventOptions) SetDefaults() {
	if o.Epochs == 0 {
		o.Epochs = 40
	}
	if o.L2 == 0 {
		o.L2 = 0.5
	}
	if o.Rate == 0 {
		o.Rate = 0.1
	}
	if o.MinCount == 0 {
		o.MinCount = 2
	}
	if o.Seed == 0 {
		o.Seed = 1
	}
}

// EventModel is a trained multinomial logistic regression.
type EventModel struct {
	Classes []schema.EventType
	Weights map[string][]float64
}

// TrainEvents fits the classifier by AdaGrad on the regularised likelihood.
// The same examples, options and order give the same weights.
func TrainEvents(examples []EventExample, o EventOptions) *EventModel {
	o.SetDefaults()
	m := &EventModel{Classes: eventClasses(examples), Weights: map[string][]float64{}}
	names, count := eventFeatures(examples, o.MinCount)
	index := make(map[string]int, len(names))
	for i, f := range names {
		index[f] = i
	}
	samples := eventSamples(examples, m.Classes, index)
	nc := len(m.Classes)
	w := make([]float64, len(names)*nc)
	g2 := make([]float64, len(w))
	p := make([]float64, nc)
	rng := rand.New(rand.NewPCG(o.Seed, 0))
	for range o.Epochs {
		rng.Shuffle(len(samples), func(i, j int) { samples[i], samples[j] = samples[j], samples[i] })
		for _, x := range samples {
			softmax(p, w, x.row, nc)
			p[x.class]--
			for _, j := range x.row {
				for k := range p {
					at := j*nc + k
					// The penalty is spread over the occurrences of the
					// feature, so that rare ones are not punished more.
					g := p[k] + o.L2*w[at]/float64(count[j])
					g2[at] += g * g
					w[at] -= o.Rate * g / math.Sqrt(g2[at]+1e-8)
				}
			}
		}
	}
	for j, f := range names {
		m.Weights[f] = w[j*nc : (j+1)*nc]
	}
	return m
}

// eventClasses lists the types that occur, in PLOVER's order.
func eventClasses(examples []EventExample) []schema.EventType {
	seen := map[schema.EventType]bool{}
	for _, e := range examples {
		seen[e.Type] = true
	}
	var out []schema.EventType
	for _, t := range schema.EventTypes() {
		if seen[t] {
			out = append(out, t)
		}
	}
	return out
}

// eventFeatures lists, sorted, the features of at least min rows, and in how
// many rows each occurs.
func eventFeatures(examples []EventExample, min int) (names []string, rows []int) {
	count := map[string]int{}
	for _, e := range examples {
		seen := map[string]bool{}
		for _, view := range [][]string{e.Features, e.Own} {
			for _, f := range view {
				if !seen[f] {
					seen[f] = true
					count[f]++
				}
			}
		}
	}
	for f, n := range count {
		if n >= min {
			names = append(names, f)
		}
	}
	sort.Strings(names)
	for _, f := range names {
		rows = append(rows, count[f])
	}
	return names, rows
}

// eventSample is one view of an example: feature numbers and class number.
type eventSample struct {
	row   []int
	class int
}

func eventSamples(examples []EventExample, classes []schema.EventType, index map[string]int) []eventSample {
	var out []eventSample
	for _, e := range examples {
		for _, view := range [][]string{e.Features, e.Own} {
			if view == nil {
				continue
			}
			x := eventSample{class: slices.Index(classes, e.Type)}
			for _, f := range view {
				if j, ok := index[f]; ok {
					x.row = append(x.row, j)
				}
			}
			out = append(out, x)
		}
	}
	return out
}

func softmax(p, w []float64, row []int, nc int) {
	clear(p)
	for _, j := range row {
		for k := range p {
			p[k] += w[j*nc+k]
		}
	}
	top := math.Inf(-1)
	for _, v := range p {
		top = max(top, v)
	}
	sum := 0.0
	for k := range p {
		p[k] = math.Exp(p[k] - top)
		sum += p[k]
	}
	for k := range p {
		p[k] /= sum
	}
}

// Write encodes the model for extract/plover.
func (m *EventModel) Write(w io.Writer) error {
	return plover.EncodeWeights(w, m.Classes, m.Weights)
}

// Probabilities scores the classes for an example's features.
func (m *EventModel) Probabilities(features []string) []float64 {
	nc := len(m.Classes)
	var w []float64
	var row []int
	for _, f := range features {
		if v, ok := m.Weights[f]; ok {
			row = append(row, len(w)/nc)
			w = append(w, v...)
		}
	}
	p := make([]float64, nc)
	softmax(p, w, row, nc)
	return p
}

// CrossValidate trains on all folds but one and predicts that one, for every
// fold, and returns the predicted roots of the examples in their order.
func CrossValidate(examples []EventExample, o EventOptions) []string {
	out := make([]string, len(examples))
	for fold := range EventFolds {
		var rest []EventExample
		for _, e := range examples {
			if e.Fold != fold {
				rest = append(rest, e)
			}
		}
		m := TrainEvents(rest, o)
		for i, e := range examples {
			if e.Fold == fold {
				out[i] = m.Root(e.Features)
			}
		}
	}
	return out
}

// Root predicts a root of PLV_train.tsv: the one whose types are together
// most probable, or that of the dictionary where [plover.Fallback] says so.
func (m *EventModel) Root(features []string) string {
	sum := map[string]float64{}
	best, probabilities := "", m.Probabilities(features)
	learnt := func(f string) bool { return m.Weights[f] != nil }
	if t, ok := plover.Fallback(features, learnt, slices.Max(probabilities)); ok {
		return RootOf(t)
	}
	for k, p := range probabilities {
		r := RootOf(m.Classes[k])
		sum[r] += p
	}
	for _, t := range m.Classes {
		if r := RootOf(t); best == "" || sum[r] > sum[best] {
			best = r
		}
	}
	return best
}
