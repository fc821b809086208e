// Package names fits the model of names of nlp/name.
//
// What enters: the names of GUM and WikiGold, tagged and parsed by nlp/parse.
// What leaves: a model. The same input and parser give the same bytes. It
// never reads a test split, nor the held-out tenth of WikiGold.
package names

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"

	"github.com/dramatis-kg/dramatis/nlp/name"
	"github.com/dramatis-kg/dramatis/nlp/parse"
	"github.com/dramatis-kg/dramatis/text"
	"github.com/dramatis-kg/dramatis/train/gold"
)

// Options of Train.
type Options struct {
	// Data is the folder that holds treebank/ and ner/. Required.
	Data string
	// Epochs over the data. Default 8.
	Epochs int
	// Rate is the initial AdaGrad step. Default 0.15.
	Rate float64
	// Drop is the share of features left out at each step, so that no name is
	// learned by heart. Default 0.3.
	Drop float64
	// Decay is the L2 penalty. Default 1e-5.
	Decay float64
}

func (o Options) defaults() Options {
	if o.Epochs == 0 {
		o.Epochs = 8
	}
	if o.Rate == 0 {
		o.Rate = 0.15
	}
	if o.Drop == 0 {
		o.Drop = 0.3
	}
	if o.Decay == 0 {
		o.Decay = 1e-5
	}
	return o
}

// Train fits a model.
func Train(o Options) (name.Model, error) {
	o = o.defaults()
	bank, err := load(o.Data)
	if err != nil {
		return name.Model{}, err
	}
	parser, err := parse.Load()
	if err != nil {
		return name.Model{}, fmt.Errorf("names: %w", err)
	}
	sents := make([]text.Sentence, len(bank))
	for i, e := range bank {
		sents[i].Tokens = gold.Tokens(e.Forms)
	}
	parser.Annotate(sents)
	var all []name.Example
	for i, e := range bank {
		want := make(map[[2]int]name.Label)
		for _, n := range gold.Names(e.Names) {
			want[[2]int{n.First, n.End}] = name.ParseLabel(n.Kind)
		}
		all = append(all, name.Examples(sents[i].Tokens, func(first, end int) name.Label { return want[[2]int{first, end}] })...)
	}
	return name.NewModel(fit(all, o))
}

func load(dir string) ([]*gold.Example, error) {
	var bank []*gold.Example
	f, err := os.Open(filepath.Join(dir, "treebank", "gum-open-train.conllu"))
	if err != nil {
		return nil, fmt.Errorf("names: %w", err)
	}
	defer f.Close()
	if bank, err = gold.ReadTreebank(f, true); err != nil {
		return nil, fmt.Errorf("names: %w", err)
	}
	w, err := os.Open(filepath.Join(dir, "ner", "wikigold", "wikigold.conll.txt"))
	if err != nil {
		return nil, fmt.Errorf("names: %w", err)
	}
	defer w.Close()
	docs, err := gold.ReadWikiGold(w)
	if err != nil {
		return nil, fmt.Errorf("names: %w", err)
	}
	for i, d := range docs {
		if !gold.HeldOut(i) {
			bank = append(bank, d...)
		}
	}
	return bank, nil
}

// runs is the number of models with different orders of the examples whose
// weights are averaged: one run alone differs from the next by half a point.
const runs = 5

// fit averages several runs and rounds the weights to bytes.
func fit(all []name.Example, o Options) [][]int8 {
	labels := int(name.Other) + 1
	out := make([][]int8, labels)
	sum := make([][]float64, labels)
	for l := range sum {
		out[l], sum[l] = make([]int8, name.Buckets), make([]float64, name.Buckets)
	}
	for seed := range uint64(runs) {
		for l, w := range fitOnce(all, o, seed) {
			for f, x := range w {
				sum[l][f] += x / runs
			}
		}
	}
	for l := range sum {
		for f, x := range sum[l] {
			out[l][f] = int8(max(-127, min(127, math.Round(x*name.Scale))))
		}
	}
	return out
}

// fitOnce is multinomial logistic regression by AdaGrad.
func fitOnce(all []name.Example, o Options, seed uint64) [][]float64 {
	labels := int(name.Other) + 1
	w := make([][]float64, labels)
	sq := make([][]float64, labels)
	for l := range w {
		w[l] = make([]float64, name.Buckets)
		sq[l] = make([]float64, name.Buckets)
	}
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	rng := rand.New(rand.NewPCG(3, seed))
	p := make([]float64, labels)
	var kept []uint32
	for range o.Epochs {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			e := &all[i]
			kept = kept[:0]
			for _, f := range e.Features {
				if rng.Float64() >= o.Drop {
					kept = append(kept, f)
				}
			}
			softmax(p, w, kept)
			for l := range p {
				g := p[l]
				if l == int(e.Label) {
					g--
				}
				if math.Abs(g) < 1e-3 {
					continue
				}
				for _, f := range kept {
					d := g + o.Decay*w[l][f]
					sq[l][f] += d * d
					w[l][f] -= o.Rate * d / (1e-2 + math.Sqrt(sq[l][f]))
				}
			}
		}
	}
	return w
}

func softmax(p []float64, w [][]float64, features []uint32) {
	top := math.Inf(-1)
	for l := range p {
		p[l] = 0
		for _, f := range features {
			p[l] += w[l][f]
		}
		top = max(top, p[l])
	}
	sum := 0.0
	for l := range p {
		p[l] = math.Exp(p[l] - top)
		sum += p[l]
	}
	for l := range p {
		p[l] /= sum
	}
}
