package resolve

import (
	"testing"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// The lawyers of two men are two; who has no name of his own goes by his
// owner's.
func TestOwner(t *testing.T) {
	const body = "Anna Berg and Boris Lind sued. Her lawyer left. His lawyer stayed. Their lawyer spoke."
	at := func(first, last int) text.Span { return text.Span{Start: first, End: last} }
	d := &text.Document{
		Article: &text.Article{ID: "doc:1", Text: body},
		Mentions: []text.Mention{
			{Span: at(0, 9), Form: text.FormName, Kind: text.KindPerson, Chain: 0, End: 2},
			{Span: at(14, 24), Form: text.FormName, Kind: text.KindPerson, Chain: 1, First: 3, End: 5},
			{Span: at(31, 34), Form: text.FormPronoun, Kind: text.KindPerson, Chain: 0, Sentence: 1, End: 1},
			{Span: at(48, 51), Form: text.FormPronoun, Kind: text.KindPerson, Chain: 1, Sentence: 2, End: 1},
		},
		Chains: []text.Chain{
			{Mentions: []int{0, 2}, Name: "Anna Berg", Kind: text.KindPerson},
			{Mentions: []int{1, 3}, Name: "Boris Lind", Kind: text.KindPerson},
		},
	}
	var in []schema.Statement
	for _, sp := range []text.Span{at(31, 41), at(48, 58), at(67, 79)} {
		in = append(in, schema.Statement{Subject: schema.Term{Kind: schema.TermActor, Type: text.KindPerson, Text: sp.In(body), Span: sp, Mention: -1}, Relation: "leave"})
	}
	rec := Local(d, in, palace{})
	for i, want := range []string{"Anna Berg's lawyer", "Boris Lind's lawyer", "Their lawyer"} {
		if got := rec.Statements[i].Subject.Name; got != want {
			t.Errorf("%d: %q, want %q", i, got, want)
		}
	}
}
