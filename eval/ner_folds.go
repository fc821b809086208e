package eval

import (
	"context"
	"fmt"

	"github.com/dramatis-kg/dramatis/nlp/name"
	"github.com/dramatis-kg/dramatis/text"
	"github.com/dramatis-kg/dramatis/train/gold"
	"github.com/dramatis-kg/dramatis/train/names"
)

// NameFolds cross-validates the model of nlp/name over WikiGold: document i
// belongs to fold i modulo folds, and the names of each fold are found by
// a model that was fitted on GUM and the other folds. The labels of the
// parser's name head are left out, since that head has learned from nine
// documents in ten. What the parser still gives are tags and trees, which it
// learned from treebanks.
func NameFolds(ctx context.Context, c *names.Corpus, o names.Options, folds int) (NameScore, error) {
	if folds < 2 || folds > len(c.Wiki) {
		return NameScore{}, fmt.Errorf("eval: %d folds of %d documents: at least 2, at most one per document", folds, len(c.Wiki))
	}
	var bank []*gold.Example
	var labels [][]string
	for fold := range folds {
		if err := ctx.Err(); err != nil {
			return NameScore{}, err
		}
		m, err := c.Train(o, func(document int) bool { return document%folds != fold })
		if err != nil {
			return NameScore{}, err
		}
		for i := fold; i < len(c.Wiki); i += folds {
			sents := make([]text.Sentence, len(c.Wiki[i]))
			for k, s := range c.Wiki[i] {
				sents[k].Tokens = s.Tokens
				bank = append(bank, s.Gold)
			}
			d := &text.Document{Article: &text.Article{Language: "en"}, Sentences: sents}
			labels = append(labels, MentionLabels(sents, name.FindWith(m, d, nil))...)
		}
	}
	return ScoreNames(bank, labels), nil
}
