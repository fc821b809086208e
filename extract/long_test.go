package extract

import (
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/text"
)

// TestLongSentence passes over what is too long to be a sentence, whatever it
// repeats, without reading each word against each other one.
func TestLongSentence(t *testing.T) {
	for _, n := range []int{10, 40 * maxTokens} {
		var s text.Sentence
		words := strings.Fields(strings.Repeat("Anna said Boris left ", n/4))
		var b strings.Builder
		for i, w := range words {
			tk := text.Token{Span: text.Span{Start: b.Len(), End: b.Len() + len(w)}, Text: w, Norm: w, Lemma: strings.ToLower(w), Space: true}
			switch i % 4 {
			case 0, 2:
				tk.UPOS, tk.XPOS, tk.Deprel, tk.Head = "PROPN", "NNP", "nsubj", i+1
			case 1:
				tk.UPOS, tk.XPOS, tk.Deprel, tk.Head = "VERB", "VBD", "ccomp", i-4
			case 3:
				tk.UPOS, tk.XPOS, tk.Deprel, tk.Head = "VERB", "VBD", "ccomp", i-2
			}
			if i == 1 {
				tk.Deprel, tk.Head = "root", -1
			}
			s.Tokens = append(s.Tokens, tk)
			b.WriteString(w + " ")
		}
		s.End = b.Len()
		d := &text.Document{Article: &text.Article{ID: "doc:x", Text: b.String()}, Sentences: []text.Sentence{s}}
		got := len(Statements(d, Options{}))
		if want := len(words) <= maxTokens; (got > 0) != want {
			t.Errorf("%d tokens: got %d statements", len(words), got)
		}
	}
}
