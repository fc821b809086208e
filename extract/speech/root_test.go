package speech

import (
	"testing"

	"github.com/dramatis-kg/dramatis/text"
)

// TestFindRoots reads trees whose roots have another relation, or whose heads
// lie outside of the sentence: what a damaged file may hold.
func TestFindRoots(t *testing.T) {
	words := []struct{ form, upos, xpos string }{
		{"Anna", "PROPN", "NNP"}, {"said", "VERB", "VBD"}, {"per", "ADP", "IN"}, {"view", "NOUN", "NN"}, {"lied", "VERB", "VBD"},
	}
	for _, rel := range []string{"root", "parataxis", "advcl", "ccomp", "xcomp", "conj", "acl", "acl:relcl", "obj", "case", "nsubj", "amod", "obl", "appos", "mark", "dep", ""} {
		for _, head := range []int{-1, 7, 1} {
			d := &text.Document{Article: &text.Article{}}
			s := text.Sentence{}
			for i, w := range words {
				start := len(d.Article.Text)
				d.Article.Text += w.form + " "
				s.Tokens = append(s.Tokens, text.Token{Span: text.Span{Start: start, End: start + len(w.form)}, Text: w.form, Norm: w.form, Lemma: w.form,
					UPOS: w.upos, XPOS: w.xpos, Head: head, Deprel: rel, Space: true})
				if i == 1 {
					s.Tokens[i].Lemma = "say"
				}
			}
			s.Span = text.Span{Start: 0, End: len(d.Article.Text) - 1}
			d.Sentences = []text.Sentence{s}
			for i, a := range Find(d) {
				if a.Cover().End > len(d.Article.Text) {
					t.Errorf("%s to %d: attribution %d covers %v", rel, head, i, a.Cover())
				}
			}
		}
	}
}
