package resolve

import (
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/text"
)

// TestSpokenFor: whom a spokesman speaks for is part of what he is called, and
// what follows that is not.
func TestSpokenFor(t *testing.T) {
	for _, c := range []struct {
		body string // words with single spaces; the spokesman is the second
		head int    // of "for", the noun that it goes with
		want string
	}{
		{"A spokeswoman for the Danish ministry declined .", 5, "A spokeswoman for the Danish ministry"},
		{"A spokesman for Acme , which sells steel , declined .", 3, "A spokesman for Acme"},
		{"A spokesman declined for now .", 4, "A spokesman"},
		{"A teacher for the Danish ministry declined .", 5, "A teacher"},
	} {
		d := &text.Document{Article: &text.Article{Text: c.body}}
		s := text.Sentence{}
		at := 0
		for i, w := range strings.Split(c.body, " ") {
			tok := text.Token{Text: w, Norm: w, Lemma: strings.ToLower(w), UPOS: "NOUN", Head: 1, Deprel: "dep"}
			switch w {
			case "for":
				tok.UPOS, tok.Head, tok.Deprel = "ADP", c.head, "case"
			case "the", "Danish":
				tok.Head = c.head
			case "declined", "sells":
				tok.UPOS = "VERB"
			case ",", ".":
				tok.UPOS = "PUNCT"
			}
			tok.Span = text.Span{Start: at, End: at + len(w)}
			at += len(w) + 1
			if i == c.head && !strings.Contains(c.body, "declined for") {
				tok.Deprel = "nmod"
			}
			s.Tokens = append(s.Tokens, tok)
		}
		d.Sentences = []text.Sentence{s}
		m := text.Mention{Span: text.Span{Start: 0, End: s.Tokens[1].End}, First: 0, End: 2, Head: 1, Form: text.FormNominal, Chain: 0}
		l := &localiser{doc: d}
		if got := l.spokenFor(&m, m.Span.In(c.body)); got != c.want {
			t.Errorf("%q: got %q, want %q", c.body, got, c.want)
		}
	}
}
