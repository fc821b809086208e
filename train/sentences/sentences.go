// Package sentences fits the model of sentence ends of nlp/token to treebanks.
//
// What enters: CoNLL-U files with their "text" and "newpar" comments. What
// leaves: a token.Model and its scores on held-out files. The same files give
// the same bytes. It never reads a test split.
package sentences

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"

	"github.com/dramatis-kg/dramatis/nlp/conllu"
	"github.com/dramatis-kg/dramatis/nlp/token"
	"github.com/dramatis-kg/dramatis/text"
)

// Options of Train.
type Options struct {
	// Data is the folder that holds treebank/. Required.
	Data string
	// Epochs over the data. Default 4.
	Epochs int
	// Rate is the initial AdaGrad step. Default 0.25.
	Rate float64
	// Decay is the L2 penalty. Default 1e-4.
	Decay float64
	// Marked, Dotted and Bare are the least log-odds of a sentence end at a
	// final mark, after an abbreviation and elsewhere. Edited prose rarely
	// leaves final marks out and never starts a sentence for nothing, so the
	// last is the highest. Defaults -2, 0.5 and 1.
	Marked, Dotted, Bare float64
}

// defaults fills in what is not set.
func (o Options) defaults() Options {
	if o.Epochs == 0 {
		o.Epochs = 4
	}
	if o.Rate == 0 {
		o.Rate = 0.25
	}
	if o.Decay == 0 {
		o.Decay = 1e-4
	}
	if o.Marked == 0 {
		o.Marked = -2
	}
	if o.Dotted == 0 {
		o.Dotted = 0.5
	}
	if o.Bare == 0 {
		o.Bare = 1
	}
	return o
}

// Files are the treebanks that the model is trained on, below Options.Data.
var files = []string{"treebank/ewt-train.conllu", "treebank/gum-open-train.conllu"}

// place is one possible sentence end.
type place struct {
	features []uint32
	end      bool
}

// Train fits a model. It holds the features of all places in memory: about
// 60 MB for EWT and GUM.
func Train(o Options) (token.Model, error) {
	o = o.defaults()
	var places []place
	for _, f := range files {
		docs, err := Load(filepath.Join(o.Data, f))
		if err != nil {
			return token.Model{}, err
		}
		for _, d := range docs {
			places = appendPlaces(places, d)
		}
	}
	w := fit(places, o)
	const scale = 16 // units per log-odd, before clipping to a byte
	q := make([]int8, len(w))
	for i, x := range w {
		q[i] = int8(max(-127, min(127, math.Round(x*scale))))
	}
	return token.NewModel(q, int(math.Round(o.Marked*scale)), int(math.Round(o.Dotted*scale)), int(math.Round(o.Bare*scale))), nil
}

// Load reads the running text of a treebank file.
func Load(path string) ([]*conllu.Raw, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("sentences: load: %w", err)
	}
	defer f.Close()
	var docs []*conllu.Raw
	for d, err := range conllu.NewReader(f).Documents() {
		if err != nil {
			return nil, fmt.Errorf("sentences: load %s: %w", path, err)
		}
		docs = append(docs, d)
	}
	return docs, nil
}

// appendPlaces adds the places of one document, each with the features that
// it has when the sentences before it are cut as in the treebank.
func appendPlaces(places []place, d *conllu.Raw) []place {
	ends := make(map[int]bool, len(d.Sentences))
	for _, s := range d.Sentences {
		ends[s.End] = true
	}
	for i := 0; i < len(d.Sentences); {
		par := d.Sentences[i]
		j := i
		for ; j < len(d.Sentences) && d.Paragraph[j] == d.Paragraph[i]; j++ {
			par.End = d.Sentences[j].End
		}
		i = j
		tokens := token.Words(d.Text, text.Span{Start: par.Start, End: par.End})
		b := token.NewBoundaries(d.Text, tokens)
		for k := range tokens {
			end := ends[tokens[k].End]
			if b.At(k) != token.NoEnd {
				places = append(places, place{append([]uint32(nil), b.Features(k)...), end})
			}
			if end {
				b.Start(k + 1)
			}
		}
	}
	return places
}

// fit is logistic regression by AdaGrad (Duchi et al. 2011).
func fit(places []place, o Options) []float64 {
	w := make([]float64, token.SentenceBuckets)
	sq := make([]float64, token.SentenceBuckets)
	order := make([]int, len(places))
	for i := range order {
		order[i] = i
	}
	rng := rand.New(rand.NewPCG(1, 2))
	for range o.Epochs {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			p := &places[i]
			sum := 0.0
			for _, f := range p.features {
				sum += w[f]
			}
			g := 1 / (1 + math.Exp(-sum))
			if p.end {
				g--
			}
			if math.Abs(g) < 1e-4 {
				continue
			}
			for _, f := range p.features {
				d := g + o.Decay*w[f]
				sq[f] += d * d
				w[f] -= o.Rate * d / (1e-3 + math.Sqrt(sq[f]))
			}
		}
	}
	return w
}
