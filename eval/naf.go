package eval

import (
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// meantimeLast is the last sentence annotated in MEANTIME (headline, date and
// the first four sentences).
const meantimeLast = 5

// naf is what is read of a document in the CAT format, in which MEANTIME and
// the timelines of SemEval-2015 stand: tokens with the numbers of their
// sentences, and time expressions.
type naf struct {
	Tokens []struct {
		Sentence int    `xml:"sentence,attr"`
		ID       string `xml:"t_id,attr"`
		Text     string `xml:",chardata"`
	} `xml:"token"`
	Markables struct {
		Timex []struct {
			Type     string `xml:"type,attr"`
			Value    string `xml:"value,attr"`
			Function string `xml:"functionInDocument,attr"`
			Anchors  []struct {
				ID string `xml:"t_id,attr"`
			} `xml:"token_anchor"`
		} `xml:"TIMEX3"`
	} `xml:"Markables"`
}

// document is the article a with the tokens, set apart by blanks, as word
// renders them, and where each token went. Sentences numbered up to headings
// are headings; their paragraphs are the file's numbers.
func (x *naf) document(a text.Article, headings int, word func(string) string) (*text.Document, map[string]text.TokenRef) {
	doc := &text.Document{Article: &a}
	at := make(map[string]text.TokenRef, len(x.Tokens))
	var b strings.Builder
	last := -1
	for _, t := range x.Tokens {
		if t.Sentence != last {
			doc.Sentences = append(doc.Sentences, text.Sentence{Paragraph: t.Sentence, Heading: t.Sentence <= headings})
			last = t.Sentence
		}
		s := &doc.Sentences[len(doc.Sentences)-1]
		w := word(t.Text)
		span := text.Span{Start: b.Len(), End: b.Len() + len(w)}
		b.WriteString(w)
		b.WriteByte(' ')
		at[t.ID] = text.TokenRef{Sentence: len(doc.Sentences) - 1, Token: len(s.Tokens)}
		s.Tokens = append(s.Tokens, text.Token{Span: span, Text: w, Norm: w, Head: -1, Space: true})
		s.Span = s.Span.Cover(span)
	}
	a.Text = b.String()
	return doc, at
}
