package coref

import (
	_ "embed" // for the weights
	"fmt"
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
// pronoun unresolved scores higher. Ties go to the more recent.
func (r *resolver) choose(i int, c []candidate) int {
	w, err := loadWeights()
	if err != nil {
		return -1 // the file is embedded and tested
	}
	var buf []string
	buf = r.none(i, len(c), buf)
	best, score := -1, sum(w, buf)
	first := r.leaders(c)
	for n := range c {
		buf = r.features(i, c[n], first, buf)
		if v := sum(w, buf); v > score {
			best, score = n, v
		}
	}
	return best
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
