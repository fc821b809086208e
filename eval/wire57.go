package eval

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// WireSentence is a sentence of WiRe57 with its tuples.
type WireSentence struct {
	Doc, ID string
	Tokens  []string
	Tuples  []WireTuple
}

// WireTuple is a reference tuple.
type WireTuple struct {
	Relation WirePart
	Args     []WirePart // first, second, then further arguments
}

// WirePart is a part of a reference tuple: its words, and how many of them
// are the text's. Annotators supplied the others ("[is]").
type WirePart struct {
	Words []string
	Real  int
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
		Words   []string `json:"words"`
		Indexes []any    `json:"words_indexes"`
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
	words := func(p part) WirePart {
		w := WirePart{Words: p.Words, Real: len(p.Words)}
		for _, i := range p.Indexes {
			if i == "inf" {
				w.Real = max(0, w.Real-1)
			}
		}
		return w
	}
	var out []WireSentence
	for _, doc := range slices.Sorted(maps.Keys(docs)) {
		for _, s := range docs[doc] {
			w := WireSentence{Doc: doc, ID: s.ID, Tokens: s.Tokens}
			for _, t := range s.Tuples {
				tuple := WireTuple{Relation: words(t.Rel), Args: []WirePart{words(t.Arg1), words(t.Arg2)}}
				for _, a := range t.More {
					tuple.Args = append(tuple.Args, words(a))
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
// argument each share a word; a part that annotators supplied altogether
// ("[is]") need not. Recall counts the text's words only. Further arguments
// are compared in their order; where the reference has none they do not
// count. Recall is at most 1, which supplied words that were found would
// exceed. With strict, supplied words count as the text's do.
func matchWire(gold WireTuple, pred OpenTuple, strict bool) (p, r float64) {
	if len(gold.Args) < 2 || len(pred.Args) < 2 {
		return 0, 0
	}
	hits, said, wanted := 0, 0, 0
	needed := func(part WirePart) int {
		if strict {
			return len(part.Words)
		}
		return part.Real
	}
	add := func(part WirePart, words string) int {
		n := 0
		for _, w := range strings.Fields(words) {
			if slices.Contains(part.Words, w) {
				n++
			}
		}
		hits += n
		said += len(strings.Fields(words))
		return n
	}
	for i, part := range append([]WirePart{gold.Relation}, gold.Args[:2]...) {
		words := pred.Relation
		if i > 0 {
			words = pred.Args[i-1]
		}
		if add(part, words) == 0 && needed(part) > 0 {
			return 0, 0
		}
		wanted += needed(part)
	}
	for i, part := range gold.Args[2:] {
		wanted += needed(part)
		if i+2 < len(pred.Args) {
			add(part, pred.Args[i+2])
		}
	}
	return ratio(hits, said), min(1, ratio(hits, wanted))
}

// ScoreWire57 scores predictions, one list for each sentence (Léchelle et
// al. 2019). In each sentence predictions and reference tuples are paired
// greedily, the pair with the best F1 first. Precision is the sum of the
// pairs' precisions over the number of predictions, recall that of their
// recalls over the number of reference tuples. With strict, words that
// annotators supplied count as the text's do, as in the authors' first
// scorer.
func ScoreWire57(gold []WireSentence, predicted [][]OpenTuple, strict bool) WireScore {
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
				if p, r := matchWire(g, e, strict); p > 0 && r > 0 {
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
