package eval

import (
	"errors"
	"flag"
	"fmt"
	"maps"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract/format/surface"
	"github.com/dramatis-kg/dramatis/nlp"
	"github.com/dramatis-kg/dramatis/text"
)

var fitOpen = flag.Bool("fit-open", false, "fit the confidence of open tuples on CaRB dev and print its weights")

// TestFitOpenConfidence prints the weights of
// extract/format/surface/confidence.go: go test ./eval -run FitOpen -fit-open -v
func TestFitOpenConfidence(t *testing.T) {
	if !*fitOpen {
		t.Skip("SKIPPED: prints weights with -fit-open")
	}
	gold, err := readGold(filepath.Join(udDataDir(), "oie", "carb", "dev.tsv"), ReadCaRBGold)
	if errors.Is(err, ErrNoData) {
		t.Skipf("NOT FITTED: set DRAMATIS_DATA: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	a, err := nlp.New()
	if err != nil {
		t.Fatal(err)
	}
	var rows []openRow
	for n, s := range slices.Sorted(maps.Keys(gold)) {
		d := a.Annotate(&text.Article{ID: "oie", Text: s})
		tuples := surface.Read(d)
		for i, p := range assignedPrecision(gold[s], tuplesOf(tuples)) {
			tp := tuples[i]
			rows = append(rows, openRow{share: p, fold: n % 3, features: map[string]float64{
				"bias": 1, "rule " + tp.Rule: 1,
				"sentence": math.Log(float64(len(d.Sentences[tp.Sentence].Tokens))) - 3,
				"subject":  logWords(tp.Args[0]), "object": logWords(tp.Args[1]), "relation": logWords(tp.Relation),
				"more": float64(min(3, len(tp.Args)-2)),
			}})
		}
	}
	weights := fitLogistic(rows)
	for _, name := range slices.Sorted(maps.Keys(weights)) {
		fmt.Printf("%-26s %.2f\n", name, weights[name])
	}
	printReliability(rows)
}

// printReliability prints what weights fitted on two thirds of the sentences
// predict for the other third, by tenths, and what that gets.
func printReliability(rows []openRow) {
	var n [10]int
	var predicted, got [10]float64
	for fold := range 3 {
		var others []openRow
		for _, r := range rows {
			if r.fold != fold {
				others = append(others, r)
			}
		}
		weights := fitLogistic(others)
		for _, r := range rows {
			if r.fold != fold {
				continue
			}
			z := 0.0
			for _, k := range slices.Sorted(maps.Keys(r.features)) {
				z += weights[k] * r.features[k]
			}
			p := 1 / (1 + math.Exp(-z))
			bin := min(9, int(10*p))
			n[bin]++
			predicted[bin] += p
			got[bin] += r.share
		}
	}
	for bin, k := range n {
		if k > 0 {
			fmt.Printf("| .%d–.%d | %d | %.2f | %.2f |\n", bin, bin+1, k, predicted[bin]/float64(k), got[bin]/float64(k))
		}
	}
}

type openRow struct {
	share    float64
	fold     int // of three, by sentence
	features map[string]float64
}

func logWords(s string) float64 { return math.Log(float64(max(1, len(strings.Fields(s))))) }

// assignedPrecision is the precision that each prediction gets from its gold
// tuple in the greedy matching, 0 without one.
func assignedPrecision(gold, pred []OpenTuple) []float64 {
	out := make([]float64, len(pred))
	rows := map[int]bool{}
	for {
		best, bi, bj := 0.0, -1, -1
		for i, g := range gold {
			for j, e := range pred {
				if rows[i] || out[j] > 0 {
					continue
				}
				if p, _ := matchCaRB(g, e); p > best {
					best, bi, bj = p, i, j
				}
			}
		}
		if bi < 0 {
			return out
		}
		rows[bi], out[bj] = true, best
	}
}

// fitLogistic minimises the cross entropy with a quadratic penalty of weight
// 2 on all but the bias, by 250 steps of AdaGrad.
func fitLogistic(rows []openRow) map[string]float64 {
	const steps, rate, penalty = 250, 0.3, 2.0
	weights, squares := map[string]float64{}, map[string]float64{}
	for _, r := range rows {
		for k := range r.features {
			weights[k] = 0
		}
	}
	names := slices.Sorted(maps.Keys(weights))
	n := float64(len(rows))
	for range steps {
		slope := map[string]float64{}
		for _, k := range names {
			if k != "bias" {
				slope[k] = penalty / n * weights[k]
			}
		}
		for _, r := range rows {
			z := 0.0
			for _, k := range slices.Sorted(maps.Keys(r.features)) {
				z += weights[k] * r.features[k]
			}
			miss := (1/(1+math.Exp(-z)) - r.share) / n
			for k, v := range r.features {
				slope[k] += miss * v
			}
		}
		for _, k := range names {
			squares[k] += slope[k] * slope[k]
			weights[k] -= rate * slope[k] / math.Sqrt(squares[k]+1e-8)
		}
	}
	return weights
}
