// Package names fits the model of names of nlp/name.
//
// What enters: the names of GUM and WikiGold, tagged and parsed by nlp/parse.
// What leaves: a model. The same input and parser give the same bytes. It
// never reads a test split.
package names

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"

	"github.com/dramatis-kg/dramatis/nlp/name"
	"github.com/dramatis-kg/dramatis/nlp/parse"
	"github.com/dramatis-kg/dramatis/text"
	"github.com/dramatis-kg/dramatis/train/gold"
)

// Options of Corpus.Train.
type Options struct {
	// Epochs over the data. Default 8.
	Epochs int
	// Rate is the initial AdaGrad step. Default 0.08.
	Rate float64
	// Drop is the share of features left out at each step, so that no name is
	// learned by heart. Default 0.45.
	Drop float64
	// Runs is the number of models with different orders of the examples whose
	// weights are averaged: one run alone differs from the next by half a
	// point. Default 5.
	Runs int
	// Noise is how often tags and trees are made wrong on purpose, as a
	// multiple of how often a parser errs in new text; negative for never.
	// Default 1.
	Noise float64
	// Without are techniques whose features are left out. Default: none.
	Without []name.Technique
	// Decay is the L2 penalty. Default 1e-5.
	Decay float64
}

func (o Options) defaults() Options {
	if o.Epochs == 0 {
		o.Epochs = 8
	}
	if o.Rate == 0 {
		o.Rate = 0.08
	}
	if o.Drop == 0 {
		o.Drop = 0.45
	}
	if o.Runs == 0 {
		o.Runs = 5
	}
	if o.Noise == 0 {
		o.Noise = 1
	}
	if o.Decay == 0 {
		o.Decay = 1e-5
	}
	return o
}

// Sentence is a sentence of a corpus, tagged and parsed, with its gold names.
type Sentence struct {
	Gold   *gold.Example
	Tokens []text.Token
	Labels []string // of the parser's name head
}

// Corpus is what the model of names is learned from.
type Corpus struct {
	// Open are sentences that are always learned from: GUM.
	Open []Sentence
	// Wiki are the documents of WikiGold.
	Wiki [][]Sentence
}

// Load reads the corpus below the data folder dir and annotates it with the
// embedded parser.
func Load(dir string) (*Corpus, error) {
	parser, err := parse.Load()
	if err != nil {
		return nil, fmt.Errorf("names: %w", err)
	}
	annotate := func(bank []*gold.Example) []Sentence {
		sents := make([]text.Sentence, len(bank))
		for i, e := range bank {
			sents[i].Tokens = gold.Tokens(e.Forms)
		}
		labels := parser.Annotate(sents)
		out := make([]Sentence, len(bank))
		for i, e := range bank {
			out[i] = Sentence{e, sents[i].Tokens, labels[i]}
		}
		return out
	}
	var c Corpus
	f, err := os.Open(filepath.Join(dir, "treebank", "gum-open-train.conllu"))
	if err != nil {
		return nil, fmt.Errorf("names: %w", err)
	}
	bank, err := gold.ReadTreebank(f, true)
	if err := errors.Join(err, f.Close()); err != nil {
		return nil, fmt.Errorf("names: %w", err)
	}
	c.Open = annotate(bank)
	w, err := os.Open(filepath.Join(dir, "ner", "wikigold", "wikigold.conll.txt"))
	if err != nil {
		return nil, fmt.Errorf("names: %w", err)
	}
	docs, err := gold.ReadWikiGold(w)
	if err := errors.Join(err, w.Close()); err != nil {
		return nil, fmt.Errorf("names: %w", err)
	}
	for _, d := range docs {
		c.Wiki = append(c.Wiki, annotate(d))
	}
	return &c, nil
}

// Train fits a model on the open sentences and on those documents of WikiGold
// that learn chooses by their index.
func (c *Corpus) Train(o Options, learn func(document int) bool) (name.Model, error) {
	o = o.defaults()
	sents := slices.Clone(c.Open)
	for i, d := range c.Wiki {
		if learn(i) {
			sents = append(sents, d...)
		}
	}
	return name.NewModel(fit(sents, o))
}

// examples are the candidates of sentences as a parser that errs shows them,
// with errors of its own for each seed.
func examples(sents []Sentence, wrong mistakes, o Options, seed uint64) []name.Example {
	rng := rand.New(rand.NewPCG(5, seed))
	var all []name.Example
	for _, s := range sents {
		want := make(map[[2]int]name.Label)
		for _, n := range gold.Names(s.Gold.Names) {
			want[[2]int{n.First, n.End}] = name.ParseLabel(n.Kind)
		}
		tokens := wrong.read(s.Tokens, o.Noise, rng)
		all = append(all, name.Examples(tokens, func(first, end int) name.Label { return want[[2]int{first, end}] }, o.Without...)...)
	}
	return all
}

// labels is the number of labels, None among them.
const labels = int(name.Other) + 1

// weights are those of all labels, feature by feature, so that one step
// touches few cache lines.
type weights [][labels]float32

// fit averages several runs and rounds the weights to bytes.
func fit(sents []Sentence, o Options) [][]int8 {
	wrong := newMistakes(sents)
	models := make([]weights, o.Runs)
	var wait sync.WaitGroup
	free := make(chan bool, runtime.GOMAXPROCS(0)) // the examples of a run take 200 MB
	for seed := range models {
		wait.Go(func() {
			free <- true
			models[seed] = fitOnce(examples(sents, wrong, o, uint64(seed)), o, uint64(seed))
			<-free
		})
	}
	wait.Wait()
	out := make([][]int8, labels)
	for l := range out {
		out[l] = make([]int8, name.Buckets)
		for f := range out[l] {
			sum := 0.0
			for _, m := range models {
				sum += float64(m[f][l])
			}
			out[l][f] = int8(max(-127, min(127, math.Round(sum/float64(o.Runs)*name.Scale))))
		}
	}
	return out
}

// fitOnce is multinomial logistic regression by AdaGrad.
func fitOnce(all []name.Example, o Options, seed uint64) weights {
	w, sq := make(weights, name.Buckets), make(weights, name.Buckets)
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	rng := rand.New(rand.NewPCG(3, seed))
	drop := uint32(o.Drop * (1 << 32))
	var kept []uint32
	for range o.Epochs {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			e := &all[i]
			kept = kept[:0]
			for _, f := range e.Features {
				if rng.Uint32() >= drop {
					kept = append(kept, f)
				}
			}
			p := softmax(w, kept)
			p[e.Label]--
			for l, g := range p {
				if max(g, -g) < 1e-3 {
					p[l] = 0
				}
			}
			for _, f := range kept {
				x, q := &w[f], &sq[f]
				for l, g := range p {
					if g == 0 {
						continue
					}
					d := g + float32(o.Decay)*x[l]
					q[l] += d * d
					x[l] -= float32(o.Rate) * d / (1e-2 + float32(math.Sqrt(float64(q[l]))))
				}
			}
		}
	}
	return w
}

func softmax(w weights, features []uint32) [labels]float32 {
	var p [labels]float32
	for _, f := range features {
		for l, x := range w[f] {
			p[l] += x
		}
	}
	top := slices.Max(p[:])
	sum := float32(0)
	for l := range p {
		p[l] = float32(math.Exp(float64(p[l] - top)))
		sum += p[l]
	}
	for l := range p {
		p[l] /= sum
	}
	return p
}
