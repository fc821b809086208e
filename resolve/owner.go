package resolve

import (
	"strings"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// owned names somebody without a name by whose he is: the words at sp with the
// pronoun in front replaced by the name that it stands for, "Amina Yusuf's
// husband" for "her husband". The words come back as they are where they begin
// otherwise or the owner has no name. Without it "his lawyer" of two men would
// be one lawyer.
func (l *localiser) owned(sp text.Span, words string) string {
	head, rest, ok := strings.Cut(words, " ")
	if ok && strings.EqualFold(head, "whose") {
		return rest
	}
	if !ok || !possessives[strings.ToLower(head)] {
		return words
	}
	for i := range l.doc.Mentions {
		m := &l.doc.Mentions[i]
		if m.Start != sp.Start || m.Form != text.FormPronoun || m.Chain < 0 || m.End-m.First != 1 {
			continue
		}
		lead := l.leadName(m.Chain, i)
		if lead < 0 {
			return words
		}
		t := schema.Term{Kind: schema.TermActor, Text: m.Span.In(l.doc.Article.Text), Span: m.Span, Mention: i}
		if a := l.actor(&t); a.Named {
			return a.Name + "'s " + rest
		}
		return words
	}
	return words
}

// possessives are the pronouns that say whose.
var possessives = map[string]bool{"his": true, "her": true, "its": true, "their": true}
