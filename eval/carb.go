package eval

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// OpenTuple is one open extraction: a relation with its arguments, words
// separated by spaces.
type OpenTuple struct {
	Confidence float64 // 0 to 1; 1 for gold tuples
	Relation   string
	Args       []string
}

// OpenTuples are the tuples of sentences, by the sentence with its words set
// apart by single spaces: files of one corpus differ in trailing ones.
type OpenTuples map[string][]OpenTuple

// CaRBScore is a point of the precision-recall curve and its area.
type CaRBScore struct {
	Precision, Recall, F1 float64 // at the threshold with the best F1, 0 to 1
	Threshold             float64
	AUC                   float64 // by trapezoids between the points of the curve, nothing added at recall 0
	Predicted, Gold       int
}

// ReadCaRBGold reads lines of "sentence \t relation \t arg1 \t arg2 …".
// Tuples without a second argument are kept.
func ReadCaRBGold(r io.Reader) (OpenTuples, error) {
	out := OpenTuples{}
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 1<<20)
	for n := 1; sc.Scan(); n++ {
		line := strings.TrimRight(sc.Text(), "\r\n")
		if strings.TrimSpace(line) == "" {
			continue
		}
		cells := strings.Split(line, "\t")
		for len(cells) > 1 && strings.TrimSpace(cells[len(cells)-1]) == "" {
			cells = cells[:len(cells)-1]
		}
		if len(cells) < 3 {
			return nil, fmt.Errorf("eval: line %d: want a sentence, a relation and arguments, got %d cells", n, len(cells))
		}
		key := strings.Join(strings.Fields(cells[0]), " ")
		out[key] = append(out[key], OpenTuple{Confidence: 1, Relation: cells[1], Args: cells[2:]})
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("eval: %w", err)
	}
	return out, nil
}

// reporting verbs, whose arguments CaRB lets stand in either order.
var carbSaying = []string{"said", "told", "added", "adds", "says"}

// matchCaRB is the binary lenient tuple match: token precision and recall of
// a predicted tuple against a gold one, over the relation, the first argument
// and all the others taken together as the second. Both are 0 if the
// relations share no word or the prediction lacks an argument.
func matchCaRB(gold, pred OpenTuple) (p, r float64) {
	g, e := binary(gold.Args), binary(pred.Args)
	p, r = matchOrdered(gold.Relation, g, pred.Relation, e)
	if len(e) == 2 && slices.ContainsFunc(carbSaying, func(w string) bool { return strings.Contains(gold.Relation, w) }) {
		p2, r2 := matchOrdered(gold.Relation, g, pred.Relation, []string{e[1], e[0]})
		if p2 > p || p2 == p && r2 > r {
			return p2, r2
		}
	}
	return p, r
}

// binary joins the arguments behind the first.
func binary(args []string) []string {
	if len(args) <= 2 {
		return args
	}
	return []string{args[0], strings.Join(args[1:], " ")}
}

func matchOrdered(goldRel string, gold []string, predRel string, pred []string) (p, r float64) {
	if len(pred) < len(gold) {
		return 0, 0
	}
	hits := sharedWords(goldRel, predRel)
	if hits == 0 {
		return 0, 0
	}
	said, wanted := len(strings.Fields(predRel)), len(strings.Fields(goldRel))
	for i, g := range gold {
		hits += sharedWords(g, pred[i])
		said += len(strings.Fields(pred[i]))
		wanted += len(strings.Fields(g))
	}
	return ratio(hits, said), ratio(hits, wanted)
}

// sharedWords counts the words that two strings have in common, repeated
// ones as often as both have them.
func sharedWords(a, b string) int {
	left := strings.Fields(b)
	n := 0
	for _, w := range strings.Fields(a) {
		if i := slices.Index(left, w); i >= 0 {
			left = slices.Delete(left, i, i+1)
			n++
		}
	}
	return n
}

// ScoreCaRB scores predictions against gold tuples (Bhardwaj et al. 2019).
// At every confidence threshold precision matches each prediction with at
// most one gold tuple, greedily from the best pair, and is averaged over the
// predictions; recall gives every gold tuple its best prediction and is
// averaged over the gold tuples. With oneToOne recall, too, matches each
// prediction with at most one gold tuple. Predictions for sentences without
// gold tuples are not counted.
func ScoreCaRB(gold, predicted OpenTuples, oneToOne bool) CaRBScore {
	// A sentence's sums change only at its own confidences, so the curve is
	// built from their differences, highest confidence first.
	type sums struct{ p, r, n float64 }
	change := map[float64]sums{}
	score := CaRBScore{}
	for _, sentence := range slices.Sorted(maps.Keys(gold)) {
		gs, ps := gold[sentence], predicted[sentence]
		score.Gold += len(gs)
		score.Predicted += len(ps)
		confs := make([]float64, 0, len(ps))
		for _, t := range ps {
			confs = append(confs, t.Confidence)
		}
		slices.Sort(confs)
		confs = slices.Compact(confs)
		slices.Reverse(confs)
		var before sums
		for _, c := range confs {
			var sure []OpenTuple
			for _, t := range ps {
				if t.Confidence >= c {
					sure = append(sure, t)
				}
			}
			now := sums{n: float64(len(sure))}
			now.p, now.r = carbSums(gs, sure, oneToOne)
			d := change[c]
			change[c] = sums{d.p + now.p - before.p, d.r + now.r - before.r, d.n + now.n - before.n}
			before = now
		}
	}
	thresholds := make([]float64, 0, len(change))
	for c := range change {
		thresholds = append(thresholds, c)
	}
	slices.Sort(thresholds)
	slices.Reverse(thresholds)
	var s sums
	lastP, lastR := -1.0, 0.0
	for _, c := range thresholds {
		d := change[c]
		s = sums{s.p + d.p, s.r + d.r, s.n + d.n}
		p, r := s.p/s.n, s.r/float64(score.Gold)
		if f := harmonic(p, r); f > score.F1 {
			score.Precision, score.Recall, score.F1, score.Threshold = p, r, f, c
		}
		if lastP >= 0 {
			score.AUC += (r - lastR) * (p + lastP) / 2
		}
		lastP, lastR = p, r
	}
	return score
}

// carbSums are the sums over one sentence of the precisions of predictions
// and of the recalls of gold tuples.
func carbSums(gold, pred []OpenTuple, oneToOne bool) (p, r float64) {
	prec, rec := make([][]float64, len(gold)), make([][]float64, len(gold))
	for i, g := range gold {
		prec[i], rec[i] = make([]float64, len(pred)), make([]float64, len(pred))
		for j, e := range pred {
			prec[i][j], rec[i][j] = matchCaRB(g, e)
		}
	}
	p = greedySum(prec)
	if oneToOne {
		return p, greedySum(rec)
	}
	for _, row := range rec {
		if len(row) > 0 {
			r += slices.Max(row)
		}
	}
	return p, r
}

// greedySum takes the highest cell, strikes its row and column out, and so
// on. Of equal cells the first in row order is taken.
func greedySum(m [][]float64) float64 {
	rows, cols := map[int]bool{}, map[int]bool{}
	total := 0.0
	for {
		best, bi, bj := 0.0, -1, -1
		for i, row := range m {
			if rows[i] {
				continue
			}
			for j, v := range row {
				if !cols[j] && v > best {
					best, bi, bj = v, i, j
				}
			}
		}
		if bi < 0 {
			return total
		}
		rows[bi], cols[bj] = true, true
		total += best
	}
}

func harmonic(p, r float64) float64 {
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}
