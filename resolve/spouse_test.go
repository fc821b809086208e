package resolve

import (
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/text"
)

// TestMarriages: who is called her husband by name is it elsewhere, and she his
// wife.
func TestMarriages(t *testing.T) {
	const body = "Ada Haas met Paul Haas , her husband .\nHis wife and her spouse left Mia 's husband ."
	d := &text.Document{Article: &text.Article{Text: body}}
	at := 0
	for _, line := range strings.Split(body, "\n") {
		s := text.Sentence{}
		for _, w := range strings.Split(line, " ") {
			s.Tokens = append(s.Tokens, text.Token{Span: text.Span{Start: at, End: at + len(w)}, Text: w, Norm: w, Lemma: strings.ToLower(w), Deprel: "dep"})
			at += len(w) + 1
		}
		d.Sentences = append(d.Sentences, s)
	}
	for _, p := range [][3]int{{0, 6, 7}, {1, 0, 1}, {1, 3, 4}, {1, 6, 8}} {
		d.Sentences[p[0]].Tokens[p[1]].Deprel, d.Sentences[p[0]].Tokens[p[1]].Head = "nmod:poss", p[2]
	}
	for _, m := range []struct {
		sentence, first, end, chain int
		form                        text.MentionForm
	}{
		{0, 0, 2, 0, text.FormName}, {0, 3, 5, 1, text.FormName}, {0, 6, 7, 0, text.FormPronoun}, {0, 6, 8, 1, text.FormNominal},
		{1, 0, 1, 1, text.FormPronoun}, {1, 0, 2, -1, text.FormNominal}, {1, 3, 4, 0, text.FormPronoun}, {1, 3, 5, -1, text.FormNominal},
		{1, 6, 7, 2, text.FormName}, {1, 6, 9, -1, text.FormNominal},
	} {
		toks := d.Sentences[m.sentence].Tokens
		d.Mentions = append(d.Mentions, text.Mention{Span: toks[m.first].Span.Cover(toks[m.end-1].Span), Sentence: m.sentence,
			First: m.first, End: m.end, Head: m.end - 1, Form: m.form, Chain: m.chain, Kind: text.KindPerson})
	}
	d.Chains = []text.Chain{{Name: "Ada Haas", Gender: "f", Kind: text.KindPerson, Mentions: []int{0, 2, 6}},
		{Name: "Paul Haas", Gender: "m", Kind: text.KindPerson, Mentions: []int{1, 3, 4}}, {Name: "Mia", Gender: "f", Kind: text.KindPerson, Mentions: []int{8}}}
	got := marriages(d)
	if len(got) != 2 || got[5].who != 0 || got[7].who != 1 {
		t.Errorf("marriages = %+v, want mention 5 to be chain 0 and 7 chain 1", got)
	}
	l := newLocaliser(d, Nothing{})
	if a := l.spouse(5); a == nil || a.Name != "Ada Haas" || len(a.Reasons) == 0 {
		t.Errorf("his wife is %+v, want Ada Haas", a)
	}
	if a := l.spouse(9); a != nil {
		t.Errorf("Mia's husband is %s, want nobody", a.Name)
	}
}
