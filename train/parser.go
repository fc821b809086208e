package train

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"sync"
	"time"

	"github.com/dramatis-kg/dramatis/nlp/parse"
	"github.com/dramatis-kg/dramatis/nlp/parse/model"
	"github.com/dramatis-kg/dramatis/train/gold"
)

// Dropout gives the shares of values that are dropped in training, with one
// mask per sentence (Gal and Ghahramani 2016).
type Dropout struct {
	Input     float64 // of the features
	Layer     float64 // between recurrent layers and before the heads
	Recurrent float64 // from a cell to itself
	Head      float64 // of the layers before the scores
}

// Options steers the training of a parser.
type Options struct {
	Epochs   int     // passes over the training data
	Last     int     // pass after which to stop, while the rate falls as if Epochs were made; default Epochs
	Seed     uint64  // of everything that is drawn
	Rate     float64 // of learning, at its highest
	Tokens   int     // of a step, about
	Parallel int     // goroutines: 1 or 2; the result is the same
	WordDrop float64 // how readily rare words are taken for unknown
	Augment  float64 // share of sentences that are disturbed: case, dashes, final period
	Rename   float64 // share of names that are replaced by others
	Again    int     // how many times more Corpus.Again is read in a pass; the words counted stay those of Corpus.Train
	Dropout  Dropout
	Hidden   int
	Layers   int
	TagAt    int

	// Progress, if not nil, is told the scores after every epoch.
	Progress func(Report)
	// Best, if not nil, is given every model that is better than all before
	// it by the sum of its labelled attachment scores.
	Best func(data []byte, r Report) error
	// Start, if not nil, is a model file to go on from, of the same sizes and
	// inventories.
	Start []byte
	// Teacher, if not nil, annotates what is not annotated in Corpus.Train,
	// and Corpus.Bare, which is read then too. Neither counts for the
	// inventories of words and labels.
	Teacher *parse.Parser
	// About is written into the model.
	About []model.Note
}

// SetDefaults fills in what is zero.
func (o *Options) SetDefaults() {
	o.Epochs = cmp.Or(o.Epochs, 20)
	o.Last = cmp.Or(o.Last, o.Epochs)
	o.Rate = cmp.Or(o.Rate, 2e-3)
	o.Tokens = cmp.Or(o.Tokens, 1200)
	o.Parallel = cmp.Or(o.Parallel, 2)
	o.WordDrop = cmp.Or(o.WordDrop, 0.25)
	o.Hidden = cmp.Or(o.Hidden, 192)
	o.Layers = cmp.Or(o.Layers, 3)
	o.TagAt = cmp.Or(o.TagAt, min(2, o.Layers))
}

// Validate reports all faults at once.
func (o *Options) Validate() error {
	var errs []error
	if o.Epochs < 1 || o.Last < 1 || o.Last > o.Epochs || o.Tokens < 2 || o.Rate <= 0 || o.Hidden%2 != 0 {
		errs = append(errs, errors.New("train: epochs, tokens and rate must be positive, the last epoch one of them, hidden even"))
	}
	if o.Parallel < 1 || o.Parallel > shards {
		errs = append(errs, fmt.Errorf("train: parallel is %d, not 1 to %d", o.Parallel, shards))
	}
	for _, p := range []float64{o.Dropout.Input, o.Dropout.Layer, o.Dropout.Recurrent, o.Dropout.Head, o.Augment, o.Rename} {
		if p < 0 || p >= 1 {
			errs = append(errs, fmt.Errorf("train: share %v is not in [0, 1)", p))
		}
	}
	return errors.Join(errs...)
}

// Report tells how training stands after an epoch.
type Report struct {
	Epoch   int
	Loss    float64 // per step
	Parts   [5]float64
	Trees   []Scores // of Corpus.Trees
	Names   []float64
	Seconds float64
}

// shards is how many parts the gradient of a step is computed in. It is fixed
// so that the result does not depend on the number of goroutines.
const shards = 2

// Parser trains on c and returns the best model. Cancelling ctx ends training
// early; the best model so far is then returned with the context's error.
func Parser(ctx context.Context, c *Corpus, o Options) ([]byte, error) {
	o.SetDefaults()
	if err := o.Validate(); err != nil {
		return nil, err
	}
	if len(c.Train) == 0 {
		return nil, errors.New("train: no examples")
	}
	v := newVocabulary(c.Train)
	h, err := v.header(&o)
	if err != nil {
		return nil, err
	}
	if err := h.Validate(); err != nil {
		return nil, fmt.Errorf("train: %w", err)
	}
	net := &network{header: h, p: newParams(h), plan: newPlan(h), dropout: o.Dropout}
	net.packs = newPacks(net.p)
	rng := rand.New(rand.NewPCG(o.Seed, 1))
	net.p.initialise(rng, h.Hidden)
	if o.Start != nil {
		if err := net.p.resume(h, o.Start); err != nil {
			return nil, err
		}
	}
	t := &trainer{o: &o, v: v, net: net, names: newRenamer(c.Train), opt: newAdam(net.p.data)}
	for range shards {
		t.workers = append(t.workers, &worker{net: net, grad: make([]float32, len(net.p.data)), train: true})
	}
	return t.run(ctx, c, rng)
}

type trainer struct {
	o       *Options
	v       *vocabulary
	net     *network
	opt     *adam
	names   *renamer
	workers []*worker
	steps   int // in all
}

func (t *trainer) run(ctx context.Context, c *Corpus, rng *rand.Rand) (best []byte, err error) {
	bestScore := math.Inf(-1)
	read := slices.Clone(c.Train)
	for range t.o.Again {
		read = append(read, c.Again...)
	}
	if t.o.Teacher != nil {
		read = Teach(t.o.Teacher, append(read, c.Bare...))
	}
	for epoch := 1; epoch <= t.o.Last; epoch++ {
		began := time.Now()
		plan := t.plan(read, rng)
		if t.steps == 0 {
			t.steps = len(plan) * t.o.Epochs
		}
		var sum losses
		for _, items := range plan {
			if err := ctx.Err(); err != nil {
				return best, err
			}
			sum.add(t.step(items))
		}
		data, err := model.Encode(t.net.header, t.net.p.values(t.opt.average))
		if err != nil {
			return best, fmt.Errorf("train: %w", err)
		}
		p, err := parse.New(data)
		if err != nil {
			return best, fmt.Errorf("train: %w", err)
		}
		n := float64(len(plan))
		r := Report{Epoch: epoch, Loss: sum.total() / n, Parts: [5]float64{sum.upos / n, sum.xpos / n, sum.arcs / n, sum.rels / n, sum.names / n}}
		score := 0.0
		for _, d := range c.Trees {
			s := ScoreTrees(p, d.Examples)
			r.Trees = append(r.Trees, s)
			score += s.LAS
		}
		for _, d := range c.Names {
			r.Names = append(r.Names, ScoreNames(p, d.Examples))
		}
		r.Seconds = time.Since(began).Seconds()
		if t.o.Progress != nil {
			t.o.Progress(r)
		}
		if score > bestScore {
			best, bestScore = data, score
			if t.o.Best != nil {
				if err := t.o.Best(data, r); err != nil {
					return best, err
				}
			}
		}
	}
	return best, nil
}

// plan shuffles the examples into steps of sentences of similar length.
func (t *trainer) plan(train []*gold.Example, rng *rand.Rand) [][]*item {
	items := make([]*item, len(train))
	for i, e := range train {
		if e.Names != nil && t.o.Rename > 0 {
			e = t.names.rename(e, t.o.Rename, rng)
		}
		if t.o.Augment > 0 && rng.Float64() < t.o.Augment {
			e = disturb(e, rng)
		}
		items[i] = t.v.item(e)
	}
	rng.Shuffle(len(items), func(i, j int) { items[i], items[j] = items[j], items[i] })
	slices.SortStableFunc(items, func(a, b *item) int { return cmp.Compare(len(a.forms)/4, len(b.forms)/4) })
	var steps [][]*item
	for len(items) > 0 {
		n, tokens := 0, 0
		for n < len(items) && (n < shards || tokens < t.o.Tokens) {
			tokens += len(items[n].forms)
			n++
		}
		steps = append(steps, items[:n])
		items = items[n:]
	}
	rng.Shuffle(len(steps), func(i, j int) { steps[i], steps[j] = steps[j], steps[i] })
	return steps
}

// parallel calls f(0) to f(shards-1), as many at a time as the options allow.
func (t *trainer) parallel(f func(int)) {
	if t.o.Parallel == 1 {
		for i := range shards {
			f(i)
		}
		return
	}
	var wg sync.WaitGroup
	for i := range shards {
		wg.Go(func() { f(i) })
	}
	wg.Wait()
}

// step learns from items once.
func (t *trainer) step(items []*item) losses {
	var count struct{ tags, trees, names int }
	for _, it := range items {
		if it.upos != nil {
			count.tags += len(it.forms)
		}
		if it.heads != nil {
			count.trees += len(it.forms)
		}
		if it.names != nil {
			count.names += len(it.forms)
		}
	}
	all := 0
	for _, it := range items {
		all += len(it.forms)
	}
	per := func(n int) float32 {
		// A step with few annotated tokens must not weigh as much as others.
		return 1 / float32(max(n, all/4, 1))
	}
	f := weights{per(count.tags), per(count.trees), per(count.names)}

	t.opt.step++
	t.parallel(func(i int) { t.net.packs.pack(t.net.p, i, shards) })
	var part [shards]losses
	t.parallel(func(i int) {
		w := t.workers[i]
		w.rng = rand.New(rand.NewPCG(t.o.Seed, uint64(t.opt.step)*shards+uint64(i)+2))
		var mine []*item
		for j := i; j < len(items); j += shards {
			mine = append(mine, items[j])
		}
		if len(mine) > 0 {
			part[i] = w.step(newBatch(mine, t.v, t.o.WordDrop, w.rng), f)
		}
	})
	t.learn()
	var sum losses
	for _, p := range part {
		sum.add(p)
	}
	return sum
}

// learn adds up the gradients, clips them and updates the parameters.
func (t *trainer) learn() {
	g := t.workers[0].grad
	n := len(g)
	bound := func(i int) (int, int) { return i * n / shards, (i + 1) * n / shards }
	var norm [shards]float64
	t.parallel(func(i int) {
		from, to := bound(i)
		for _, w := range t.workers[1:] {
			add(g[from:to], w.grad[from:to])
			clear(w.grad[from:to])
		}
		norm[i] = norm2(g, from, to)
	})
	var total float64
	for _, x := range norm {
		total += x
	}
	const maxNorm = 5
	scale := float32(1)
	if length := math.Sqrt(total); length > maxNorm {
		scale = float32(maxNorm / length)
	}
	rate := t.rate()
	t.parallel(func(i int) {
		from, to := bound(i)
		t.opt.update(t.net.p.data, g, from, to, rate, scale)
		clear(g[from:to])
	})
}

// rate rises over the first 200 steps and falls along a cosine to a fiftieth.
func (t *trainer) rate() float64 {
	const warm = 200
	s := float64(t.opt.step)
	if s < warm {
		return t.o.Rate * s / warm
	}
	x := min(1, (s-warm)/max(1, float64(t.steps)-warm))
	return t.o.Rate * (0.02 + 0.98*0.5*(1+math.Cos(math.Pi*x)))
}
