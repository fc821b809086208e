// Package coref trains the weights by which nlp/coref ranks the antecedents
// of pronouns.
//
// What enters: documents with gold trees, names and entities. What leaves: a
// weight for each feature. The same input gives the same bytes; it reads no
// files and never sees a dev set.
package coref

import (
	"fmt"
	"io"
	"math"
	"sort"

	"github.com/dramatis-kg/dramatis/nlp/coref"
)

// Options of training.
type Options struct {
	Epochs int     // passes over the examples; default 5
	Rate   float64 // first learning rate of AdaGrad; default 0.1
	L2     float64 // weight decay; default 0.01
	Least  int     // features seen fewer times are dropped; default 5
}

func (o Options) withDefaults() Options {
	if o.Epochs == 0 {
		o.Epochs = 5
	}
	if o.Rate == 0 {
		o.Rate = .1
	}
	if o.L2 == 0 {
		o.L2 = .01
	}
	if o.Least == 0 {
		o.Least = 5
	}
	return o
}

// Train fits a log-linear model that gives as much as it can of each
// decision's probability to its right choices together (Denis and Baldridge
// 2008), by AdaGrad in the order of the examples.
func Train(examples []coref.Example, o Options) map[string]float64 {
	o = o.withDefaults()
	count := map[string]int{}
	for _, e := range examples {
		for _, c := range e.Choices {
			for _, f := range c {
				count[f]++
			}
		}
	}
	w, g := map[string]float64{}, map[string]float64{}
	for epoch := 0; epoch < o.Epochs; epoch++ {
		for _, e := range examples {
			step(e, count, w, g, o)
		}
	}
	return w
}

func step(e coref.Example, count map[string]int, w, g map[string]float64, o Options) {
	p := make([]float64, len(e.Choices))
	top := math.Inf(-1)
	for i, c := range e.Choices {
		for _, f := range c {
			p[i] += w[f]
		}
		top = math.Max(top, p[i])
	}
	all, right := 0.0, 0.0
	for i := range p {
		p[i] = math.Exp(p[i] - top)
		all += p[i]
		if e.Right[i] {
			right += p[i]
		}
	}
	if right == 0 || right == all {
		return
	}
	grad := map[string]float64{}
	var order []string
	for i, c := range e.Choices {
		d := -p[i] / all
		if e.Right[i] {
			d += p[i] / right
		}
		for _, f := range c {
			if count[f] < o.Least {
				continue
			}
			if _, ok := grad[f]; !ok {
				order = append(order, f)
			}
			grad[f] += d
		}
	}
	for _, f := range order {
		d := grad[f] - o.L2*w[f]
		g[f] += d * d
		w[f] += o.Rate * d / (math.Sqrt(g[f]) + 1e-6)
	}
}

// Accuracy is the share of decisions in which the choice of the highest
// score is right.
func Accuracy(examples []coref.Example, w map[string]float64) float64 {
	if len(examples) == 0 {
		return 0
	}
	right := 0
	for _, e := range examples {
		best, top := 0, math.Inf(-1)
		for i, c := range e.Choices {
			v := 0.0
			for _, f := range c {
				v += w[f]
			}
			if v > top {
				best, top = i, v
			}
		}
		if e.Right[best] {
			right++
		}
	}
	return float64(right) / float64(len(examples))
}

// Write prints the weights, one a line, sorted by name; those that round to
// nothing are left out.
func Write(out io.Writer, w map[string]float64) error {
	names := make([]string, 0, len(w))
	for f := range w {
		names = append(names, f)
	}
	sort.Strings(names)
	for _, f := range names {
		if math.Abs(w[f]) < .0005 {
			continue
		}
		if _, err := fmt.Fprintf(out, "%s\t%.3f\n", f, w[f]); err != nil {
			return fmt.Errorf("train: coref: write: %w", err)
		}
	}
	return nil
}
