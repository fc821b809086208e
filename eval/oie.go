package eval

import (
	"context"
	_ "embed"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/dramatis-kg/dramatis/extract/format/surface"
	"github.com/dramatis-kg/dramatis/nlp"
	"github.com/dramatis-kg/dramatis/text"
)

// goldFacts are news sentences with all their facts, written by a reader who
// did not write the rules; its head says how.
//
//go:embed gold/facts.txt
var goldFacts string

// factHalves are the sentences whose number is odd, which rules may be
// developed with, and those whose number is even, which they are not.
func factHalves(all []FactSentence) (odd, even []FactSentence) {
	for _, s := range all {
		if n, err := strconv.Atoi(s.ID); err == nil && n%2 == 0 {
			even = append(even, s)
		} else {
			odd = append(odd, s)
		}
	}
	return odd, even
}

// openExtraction scores the open tuples of the surface layer on CaRB dev and
// on the WiRe57 documents from Wikipedia.
func openExtraction(ctx context.Context, dataDir string) (*Report, error) {
	gold, err := readGold(filepath.Join(dataDir, "oie", "carb", "dev.tsv"), ReadCaRBGold)
	if err != nil {
		return nil, err
	}
	wire, err := readGold(filepath.Join(dataDir, "oie", "wire57", "wire57-wiki.json"), ReadWire57)
	if err != nil {
		return nil, err
	}
	a, err := nlp.New()
	if err != nil {
		return nil, err
	}
	carb, err := carbTuples(ctx, a, gold)
	if err != nil {
		return nil, err
	}
	found, err := wireTuples(ctx, a, wire)
	if err != nil {
		return nil, err
	}
	r := &Report{Name: "oie", Columns: []string{"data", "precision", "recall", "F1", "AUC", "predicted", "gold"}}
	for _, one := range []bool{false, true} {
		name := "CaRB dev"
		if one {
			name += ", one to one"
		}
		s := ScoreCaRB(gold, carb, one)
		r.Add(name, 100*s.Precision, 100*s.Recall, 100*s.F1, 100*s.AUC, s.Predicted, s.Gold)
	}
	for _, strict := range []bool{false, true} {
		name := "WiRe57 wiki"
		if strict {
			name += ", supplied words counted"
		}
		s := ScoreWire57(wire, found, strict)
		r.Add(name, 100*s.Precision, 100*s.Recall, 100*s.F1, "", s.Predicted, s.Gold)
	}
	facts, err := ReadFacts(strings.NewReader(goldFacts))
	if err != nil {
		return nil, err
	}
	odd, even := factHalves(facts)
	for _, half := range []struct {
		name string
		gold []FactSentence
	}{{"facts, odd sentences", odd}, {"facts, even sentences", even}, {"facts", facts}} {
		found, err := factTuples(ctx, a, half.gold)
		if err != nil {
			return nil, err
		}
		s := ScoreFacts(half.gold, found)
		r.Add(half.name, 100*s.Precision, 100*s.Recall, 100*s.F1, "", s.Predicted, s.Gold)
	}
	r.Notes = append(r.Notes,
		"CaRB: binary lenient matches of relation and two arguments; figures at the confidence with the best F1",
		"one to one: a prediction recalls at most one gold tuple, too",
		"WiRe57: pairs share a word in relation and both arguments; third arguments count, words that annotators supplied ([is]) do not",
		"facts: triples equal to a wording of a fact in every slot; rules were looked at with odd sentences only")
	return r, nil
}

// carbTuples reads every sentence by itself.
func carbTuples(ctx context.Context, a *nlp.Annotator, gold OpenTuples) (OpenTuples, error) {
	out := OpenTuples{}
	for _, s := range slices.Sorted(maps.Keys(gold)) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		out[s] = tuplesOf(surface.Read(a.Annotate(&text.Article{ID: "oie", Text: strings.TrimSpace(s)})))
	}
	return out, nil
}

// wireTuples reads every sentence by itself, with the words as given, set
// apart by spaces so that tuples are made of them.
func wireTuples(ctx context.Context, a *nlp.Annotator, gold []WireSentence) ([][]OpenTuple, error) {
	return tuplesOfEach(ctx, gold, func(w *WireSentence) []OpenTuple {
		article := &text.Article{ID: "oie", Text: strings.Join(w.Tokens, " ")}
		s := text.Sentence{Span: text.Span{End: len(article.Text)}}
		at := 0
		for _, word := range w.Tokens {
			s.Tokens = append(s.Tokens, text.Token{Span: text.Span{Start: at, End: at + len(word)}, Text: word, Norm: word, Space: true})
			at += len(word) + 1
		}
		return tuplesOf(surface.Read(a.AnnotateSentences(article, []text.Sentence{s})))
	})
}

// factTuples reads the facts of every sentence by itself, those of clauses
// without object with them, which dramatis extract --format benchie leaves
// out.
func factTuples(ctx context.Context, a *nlp.Annotator, gold []FactSentence) ([][]OpenTuple, error) {
	return tuplesOfEach(ctx, gold, func(s *FactSentence) (out []OpenTuple) {
		for _, f := range surface.Facts(a.Annotate(&text.Article{ID: "oie", Text: s.Text}), 0) {
			out = append(out, OpenTuple{Confidence: f.Confidence, Relation: f.Relation, Args: []string{f.Subject, f.Object}})
		}
		return out
	})
}

// tuplesOfEach reads sentence by sentence until ctx is done.
func tuplesOfEach[S any](ctx context.Context, gold []S, read func(*S) []OpenTuple) ([][]OpenTuple, error) {
	out := make([][]OpenTuple, len(gold))
	for i := range gold {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		out[i] = read(&gold[i])
	}
	return out, nil
}

func tuplesOf(in []surface.Tuple) []OpenTuple {
	out := make([]OpenTuple, len(in))
	for i, t := range in {
		out[i] = OpenTuple{Confidence: t.Confidence, Relation: t.Relation, Args: t.Args}
	}
	return out
}
