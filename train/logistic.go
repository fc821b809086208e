package train

import (
	"hash/fnv"
	"io"
	"math"
	"math/rand/v2"
	"sort"
	"strings"

	"github.com/dramatis-kg/dramatis/extract/plover"
	"github.com/dramatis-kg/dramatis/schema"
)

// EventExample is a row as the classifier sees it.
type EventExample struct {
	Features []string
	Type     schema.EventType
	Weight   float64
	Fold     int // of cross-validation, by sentence: equal sentences share it
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
	L2       float64 // penalty on the weights; default 0.1
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
		o.L2 = 0.1
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
	m := &EventModel{Weights: map[string][]float64{}}
	seen := map[schema.EventType]bool{}
	count := map[string]int{}
	for _, e := range examples {
		seen[e.Type] = true
		for _, f := range e.Features {
			count[f]++
		}
	}
	for _, t := range schema.EventTypes() {
		if seen[t] {
			m.Classes = append(m.Classes, t)
		}
	}
	class := map[schema.EventType]int{}
	for k, t := range m.Classes {
		class[t] = k
	}
	names := make([]string, 0, len(count))
	for f, n := range count {
		if n >= o.MinCount {
			names = append(names, f)
		}
	}
	sort.Strings(names)
	index := make(map[string]int, len(names))
	for i, f := range names {
		index[f] = i
	}
	nc := len(m.Classes)
	w := make([]float64, len(names)*nc)
	g2 := make([]float64, len(w))
	rows := make([][]int, len(examples))
	for i, e := range examples {
		for _, f := range e.Features {
			if j, ok := index[f]; ok {
				rows[i] = append(rows[i], j)
			}
		}
	}
	order := make([]int, len(examples))
	for i := range order {
		order[i] = i
	}
	rng := rand.New(rand.NewPCG(o.Seed, 0))
	p := make([]float64, nc)
	for range o.Epochs {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			e := &examples[i]
			softmax(p, w, rows[i], nc)
			p[class[e.Type]]--
			for _, j := range rows[i] {
				for k := range p {
					at := j*nc + k
					// The penalty is spread over the occurrences of the
					// feature, so that rare ones are not punished more.
					g := e.Weight*p[k] + o.L2*w[at]/float64(count[names[j]])
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
// most probable.
func (m *EventModel) Root(features []string) string {
	sum := map[string]float64{}
	best := ""
	for k, p := range m.Probabilities(features) {
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
