package eval

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"github.com/dramatis-kg/dramatis/extract/format/surface"
	"github.com/dramatis-kg/dramatis/nlp"
	"github.com/dramatis-kg/dramatis/text"
)

// openExtraction scores the open tuples of the surface layer on CaRB dev.
func openExtraction(ctx context.Context, dataDir string) (*Report, error) {
	gold, err := readGold(filepath.Join(dataDir, "oie", "carb", "dev.tsv"), func(f *os.File) (OpenTuples, error) { return ReadCaRBGold(f) })
	if err != nil {
		return nil, err
	}
	a, err := nlp.New()
	if err != nil {
		return nil, err
	}
	predicted, err := openTuples(ctx, a, sortedKeys(gold))
	if err != nil {
		return nil, err
	}
	r := &Report{Name: "oie", Columns: []string{"data", "precision", "recall", "F1", "AUC", "threshold", "predicted", "gold"}}
	for _, one := range []bool{false, true} {
		name := "CaRB dev"
		if one {
			name += ", one to one"
		}
		s := ScoreCaRB(gold, predicted, one)
		r.Add(name, 100*s.Precision, 100*s.Recall, 100*s.F1, 100*s.AUC, 100*s.Threshold, s.Predicted, s.Gold)
	}
	return r, nil
}

// openTuples reads every sentence by itself.
func openTuples(ctx context.Context, a *nlp.Annotator, sentences []string) (OpenTuples, error) {
	out := OpenTuples{}
	for _, s := range sentences {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for _, t := range surface.Read(a.Annotate(&text.Article{ID: "oie", Text: strings.TrimSpace(s)})) {
			out[s] = append(out[s], OpenTuple{Confidence: t.Confidence, Relation: t.Relation, Args: t.Args})
		}
	}
	return out, nil
}
