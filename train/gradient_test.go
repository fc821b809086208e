package train

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/dramatis-kg/dramatis/train/gold"
)

// toy is a corpus of a few invented sentences.
func toy() []*gold.Example {
	return []*gold.Example{
		{
			Forms: []string{"Anna", "Berg", "met", "the", "envoy", "."},
			UPOS:  []string{"PROPN", "PROPN", "VERB", "DET", "NOUN", "PUNCT"}, XPOS: []string{"NNP", "NNP", "VBD", "DT", "NN", "."},
			Heads: []int{2, 0, -1, 4, 2, 2}, Deprels: []string{"nsubj", "flat", "root", "det", "obj", "punct"},
			Names: []string{"B-PER", "I-PER", "O", "O", "O", "O"},
		},
		{
			Forms: []string{"They", "met", "in", "Oslo"},
			UPOS:  []string{"PRON", "VERB", "ADP", "PROPN"}, XPOS: []string{"PRP", "VBD", "IN", "NNP"},
			Heads: []int{1, -1, 3, 1}, Deprels: []string{"nsubj", "root", "case", "obl"},
		},
		{Forms: []string{"Oslo", "called", "Berg"}, Names: []string{"B-LOC", "O", "B-PER"}},
		{Forms: []string{"Yes"}, UPOS: []string{"INTJ"}, XPOS: []string{"UH"}, Heads: []int{-1}, Deprels: []string{"root"}},
	}
}

// TestGradient compares the gradient of every tensor with differences of the
// loss. Dropout is on: its masks come from the same seed each time.
func TestGradient(t *testing.T) {
	o := Options{Hidden: 6, Layers: 2, TagAt: 1, Seed: 3}
	o.SetDefaults()
	ex := toy()
	v := newVocabulary(ex)
	h, err := v.header(&o)
	if err != nil {
		t.Fatal(err)
	}
	h.Word, h.Arc, h.Label, h.Tag, h.Name = 5, 6, 4, 7, 5
	net := &network{header: h, p: newParams(h), plan: newPlan(h), dropout: Dropout{0.2, 0.2, 0.2, 0.2}}
	net.packs = newPacks(net.p)
	rng := rand.New(rand.NewPCG(1, 1))
	net.p.initialise(rng, h.Hidden)
	for i := range net.p.specs {
		for j, x := range net.p.of(net.p.data, i) {
			if x == 0 {
				net.p.of(net.p.data, i)[j] = float32(rng.NormFloat64() * 0.1)
			}
		}
	}
	w := &worker{net: net, grad: make([]float32, len(net.p.data)), train: true}
	var items []*item
	for _, e := range ex {
		items = append(items, v.item(e))
	}
	f := weights{tags: 1, trees: 1, names: 1}
	loss := func() float64 {
		net.packs.pack(net.p, 0, 1)
		w.rng = rand.New(rand.NewPCG(9, 9))
		l := w.step(newBatch(items, v, 0, w.rng), f)
		return l.total()
	}
	loss()
	grad := append([]float32(nil), w.grad...)
	for i, s := range net.p.specs {
		checked := 0
		for try := 0; checked < 12 && try < 5000; try++ {
			j := net.p.start[i] + rng.IntN(s.Rows*s.Cols)
			if try < 4000 && math.Abs(float64(grad[j])) < 1e-4 {
				continue
			}
			checked++
			was := net.p.data[j]
			const d = 1.0 / 1024 // small enough to stay on one side of the kinks
			net.p.data[j] = was + d
			up := loss()
			net.p.data[j] = was - d
			down := loss()
			net.p.data[j] = was
			want := (up - down) / (2 * d)
			got := float64(grad[j])
			if math.Abs(got-want) > 4e-3+0.02*math.Abs(want) {
				t.Errorf("%s[%d]: gradient %.6f, difference %.6f", s.Name, j-net.p.start[i], got, want)
			}
		}
	}
}
