package eval

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
)

// WireSentence is a sentence of WiRe57 with its tuples.
type WireSentence struct {
	Doc, ID string
	Tokens  []string
	Tuples  []WireTuple
}

// WireTuple is a reference tuple. Each part lists the ways to word it: as in
// the text and, for arguments, with references resolved.
type WireTuple struct {
	Relation []string
	Args     [][]string // first, second, then further arguments
}

// WireScore holds WiRe57's figures, 0 to 1.
type WireScore struct {
	Precision, Recall, F1           float64
	MatchPrecision, MatchRecall     float64 // of the words of matched tuples only
	Matched, Predicted, Gold, Exact int
}

// ReadWire57 reads the JSON of the WiRe57 annotations: documents with
// sentences, tokens and tuples. Sentences are in the order of the names of
// the documents.
func ReadWire57(r io.Reader) ([]WireSentence, error) {
	type part struct {
		Words    []string `json:"words"`
		Resolved []string `json:"decorefed_words"`
	}
	var docs map[string][]struct {
		ID     string   `json:"id"`
		Tokens []string `json:"tokens"`
		Tuples []struct {
			Arg1 part   `json:"arg1"`
			Rel  part   `json:"rel"`
			Arg2 part   `json:"arg2"`
			More []part `json:"arg3+"`
		} `json:"tuples"`
	}
	if err := json.NewDecoder(r).Decode(&docs); err != nil {
		return nil, fmt.Errorf("eval: read WiRe57: %w", err)
	}
	ways := func(p part) []string {
		out := []string{strings.Join(p.Words, " ")}
		if w := strings.Join(p.Resolved, " "); w != "" && w != out[0] {
			out = append(out, w)
		}
		return out
	}
	var out []WireSentence
	for _, doc := range sortedKeys(docs) {
		for _, s := range docs[doc] {
			w := WireSentence{Doc: doc, ID: s.ID, Tokens: s.Tokens}
			for _, t := range s.Tuples {
				tuple := WireTuple{Relation: ways(t.Rel), Args: [][]string{ways(t.Arg1), ways(t.Arg2)}}
				for _, a := range t.More {
					tuple.Args = append(tuple.Args, ways(a))
				}
				w.Tuples = append(w.Tuples, tuple)
			}
			out = append(out, w)
		}
	}
	return out, nil
}

// matchWire is the token precision and recall of a prediction against a
// reference tuple. Both are 0 unless the relation, the first and the second
// argument each share a word. Further arguments are compared all together.
func matchWire(gold WireTuple, pred OpenTuple) (p, r float64) {
	if len(gold.Args) < 2 || len(pred.Args) < 2 {
		return 0, 0
	}
	hits, said, wanted := 0, 0, 0
	add := func(ways []string, words string) bool {
		n, way := 0, ways[0]
		for _, w := range ways {
			if k := sharedWords(w, words); k > n || k == n && len(strings.Fields(w)) < len(strings.Fields(way)) {
				n, way = k, w
			}
		}
		hits += n
		said += len(strings.Fields(words))
		wanted += len(strings.Fields(way))
		return n > 0
	}
	if !add(gold.Relation, pred.Relation) || !add(gold.Args[0], pred.Args[0]) || !add(gold.Args[1], pred.Args[1]) {
		return 0, 0
	}
	var more []string
	for _, a := range gold.Args[2:] {
		more = append(more, a[0])
	}
	add([]string{strings.Join(more, " ")}, strings.Join(pred.Args[2:], " "))
	return ratio(hits, said), ratio(hits, wanted)
}

// ScoreWire57 scores predictions, one list for each sentence (Léchelle et
// al. 2019). In each sentence predictions and reference tuples are paired
// greedily, the pair with the best F1 first. Precision is the sum of the
// pairs' precisions over the number of predictions, recall that of their
// recalls over the number of reference tuples.
func ScoreWire57(gold []WireSentence, predicted [][]OpenTuple) WireScore {
	var s WireScore
	var p, r float64
	for n, sentence := range gold {
		var preds []OpenTuple
		if n < len(predicted) {
			preds = predicted[n]
		}
		s.Gold += len(sentence.Tuples)
		s.Predicted += len(preds)
		type pair struct {
			i, j    int
			p, r, f float64
		}
		var pairs []pair
		for i, g := range sentence.Tuples {
			for j, e := range preds {
				if p, r := matchWire(g, e); p > 0 {
					pairs = append(pairs, pair{i, j, p, r, harmonic(p, r)})
				}
			}
		}
		slices.SortStableFunc(pairs, func(a, b pair) int {
			switch {
			case a.f > b.f:
				return -1
			case a.f < b.f:
				return 1
			}
			return 0
		})
		rows, cols := map[int]bool{}, map[int]bool{}
		for _, m := range pairs {
			if rows[m.i] || cols[m.j] {
				continue
			}
			rows[m.i], cols[m.j] = true, true
			p, r = p+m.p, r+m.r
			s.Matched++
			if m.f == 1 {
				s.Exact++
			}
		}
	}
	if s.Predicted > 0 && s.Gold > 0 {
		s.Precision, s.Recall = p/float64(s.Predicted), r/float64(s.Gold)
	}
	if s.Matched > 0 {
		s.MatchPrecision, s.MatchRecall = p/float64(s.Matched), r/float64(s.Matched)
	}
	s.F1 = harmonic(s.Precision, s.Recall)
	return s
}
