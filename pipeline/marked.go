package pipeline

import (
	"context"
	"fmt"

	"github.com/dramatis-kg/dramatis/extract/plover"
	"github.com/dramatis-kg/dramatis/nlp/token"
	"github.com/dramatis-kg/dramatis/text"
)

// ClassifyMarked finds the type of the event between the two sides that are
// marked in the sentence, as "<S>Norway</S> sued <T>the firm</T>". That there
// is an event is taken for granted. It fails with [plover.ErrMarks] if the
// marks are not there.
func (r *Reader) ClassifyMarked(ctx context.Context, sentence string) (m plover.Marked, result plover.Result, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("pipeline: internal fault: %v; please report it with the sentence", p)
		}
	}()
	if err := ctx.Err(); err != nil {
		return m, result, err
	}
	if m, err = plover.ParseMarked(sentence); err != nil {
		return m, result, err
	}
	whole := text.Span{Start: 0, End: len(m.Text)}
	d := r.annotator.AnnotateSentences(&text.Article{Text: m.Text}, []text.Sentence{{Span: whole, Tokens: token.Words(m.Text, whole)}})
	s := &d.Sentences[0]
	return m, plover.Classify(plover.Input{Sentence: s, Verb: -1, Assume: true, Source: plover.Tokens(s, m.Source), Target: plover.Tokens(s, m.Target)}), nil
}
