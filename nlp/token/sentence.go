package token

import (
	_ "embed"

	"github.com/dramatis-kg/dramatis/text"
)

// sentencesModel is written by "go run ./cmd/train sentences".
//
//go:embed sentences.model
var sentencesModel []byte

// Split cuts the article's prose into sentences of tokens. Leftovers
// (Article.Skip) belong to no sentence. Tags, lemmas and trees are left empty
// and every head is -1. Time and space are linear in the text.
func Split(a *text.Article) []text.Sentence {
	return SplitWith(DefaultModel(), a)
}

// SplitWith is Split with another model of sentence ends.
func SplitWith(m Model, a *text.Article) []text.Sentence {
	var out []text.Sentence
	par := 0
	for _, at := range paragraphs(a) {
		tokens := Words(a.Text, at)
		if len(tokens) == 0 {
			continue
		}
		first := len(out)
		start := 0
		for _, end := range m.ends(a.Text, tokens) {
			out = append(out, sentence(tokens[start:end:end], par))
			start = end
		}
		if len(out) == first+1 {
			out[first].Heading = isHeading(out[first].Tokens) && !(par > 0 && listItem(a.Text[at.Start:at.End]))
		}
		par++
	}
	if par > 1 && out[1].Paragraph > 0 && len(out[0].Tokens) <= maxTitle && !out[0].Heading {
		out[0].Heading = unended(out[0].Tokens)
	}
	return out
}

func sentence(tokens []text.Token, par int) text.Sentence {
	for i := range tokens {
		tokens[i].Head = -1
	}
	return text.Sentence{
		Span:      text.Span{Start: tokens[0].Start, End: tokens[len(tokens)-1].End},
		Tokens:    tokens,
		Paragraph: par,
	}
}
