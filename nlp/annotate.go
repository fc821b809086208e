package nlp

import (
	"fmt"

	"github.com/dramatis-kg/dramatis/nlp/coref"
	"github.com/dramatis-kg/dramatis/nlp/lemma"
	"github.com/dramatis-kg/dramatis/nlp/name"
	"github.com/dramatis-kg/dramatis/nlp/parse"
	"github.com/dramatis-kg/dramatis/nlp/timex"
	"github.com/dramatis-kg/dramatis/nlp/token"
	"github.com/dramatis-kg/dramatis/text"
)

// Annotator holds the models. It is safe for concurrent use.
type Annotator struct{ parser *parse.Parser }

// New loads the embedded models, which takes a fraction of a second; do it
// only where text is to be read.
func New() (*Annotator, error) {
	p, err := parse.Load()
	if err != nil {
		return nil, fmt.Errorf("nlp: %w", err)
	}
	return &Annotator{parser: p}, nil
}

// Model fingerprints the embedded models.
func (a *Annotator) Model() string { return parse.Fingerprint() }

// Annotate reads an article. Time and memory grow linearly with its length.
func (a *Annotator) Annotate(article *text.Article) *text.Document {
	return a.AnnotateSentences(article, token.Split(article))
}

// AnnotateSentences does the same for an article whose sentences and tokens
// are given.
func (a *Annotator) AnnotateSentences(article *text.Article, sentences []text.Sentence) *text.Document {
	d := &text.Document{Article: article, Sentences: sentences}
	labels := a.parser.Annotate(d.Sentences)
	SetLemmas(d.Sentences)
	d.Mentions = name.Find(d, labels)
	d.Times = timex.Find(d)
	coref.Resolve(d)
	return d
}

// SetLemmas sets the lemma of every token from its form and tags.
func SetLemmas(sentences []text.Sentence) {
	for i := range sentences {
		tokens := sentences[i].Tokens
		for j := range tokens {
			t := &tokens[j]
			t.Lemma = lemma.Lemma(t.Norm, t.UPOS, t.XPOS)
		}
	}
}
