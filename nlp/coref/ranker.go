package coref

import (
	_ "embed" // for the weights
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync"
)

// weightsFile holds one feature a line: name, tab, weight. train/coref makes
// it; a feature that is not there weighs nothing.
//
//go:embed weights.tsv
var weightsFile string

var loadWeights = sync.OnceValues(func() (map[string]float64, error) { return parseWeights(weightsFile) })

// parseWeights reads what train/coref writes.
func parseWeights(s string) (map[string]float64, error) {
	w := map[string]float64{}
	for n, line := range strings.Split(s, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		name, v, ok := strings.Cut(line, "\t")
		x, err := strconv.ParseFloat(v, 64)
		if !ok || err != nil {
			return nil, fmt.Errorf("coref: weights: line %d: want NAME, tab, number", n+1)
		}
		w[name] = x
	}
	return w, nil
}

// choose picks the candidate of the highest score, or -1 where leaving the
// pronoun unresolved scores higher or the choice has less probability than
// the threshold. Ties go to the more recent.
func (r *resolver) choose(i int, c []candidate) int {
	if r.unranked {
		return min(len(c), 1) - 1 // they come in Hobbs's order
	}
	w, err := loadWeights()
	if err != nil {
		return -1 // the file is embedded and tested
	}
	var buf []string
	buf = r.none(i, len(c), buf)
	scores := make([]float64, 1, len(c)+1)
	scores[0] = sum(w, buf)
	best := 0
	first := r.leaders(c)
	for n := range c {
		buf = r.features(i, c[n], first, buf)
		scores = append(scores, sum(w, buf))
		if scores[n+1] > scores[best] {
			best = n + 1
		}
	}
	all := 0.0
	for _, v := range scores {
		all += math.Exp(v - scores[best])
	}
	if best == 0 || 1/all < r.threshold {
		return -1
	}
	return best - 1
}

func sum(w map[string]float64, f []string) float64 {
	v := 0.0
	for _, x := range f {
		v += w[x]
	}
	return v
}

// Example is one decision of the ranker for training: the features of each
// choice and which are right. The first choice is to leave the pronoun
// unresolved.
type Example struct {
	Choices [][]string
	Right   []bool
}
