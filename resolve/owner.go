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

// spokenFor adds to a spokesman whom he speaks for, whose mention ends before
// it: "spokeswoman for the French foreign ministry". Clauses and what stands
// behind a comma are left out.
func (l *localiser) spokenFor(m *text.Mention, words string) string {
	if m.Form != text.FormNominal || m.Sentence >= len(l.doc.Sentences) {
		return words
	}
	s := &l.doc.Sentences[m.Sentence]
	if m.Head < 0 || m.Head >= len(s.Tokens) || m.End != m.Head+1 || m.End+1 >= len(s.Tokens) ||
		!strings.HasPrefix(strings.ToLower(s.Tokens[m.Head].Lemma), "spokes") || !strings.EqualFold(s.Tokens[m.End].Text, "for") {
		return words
	}
	whom := s.Tokens[m.End].Head
	if whom <= m.End || whom >= len(s.Tokens) || s.Tokens[whom].Head != m.Head || s.Tokens[m.End].Deprel != "case" {
		return words
	}
	last := whom
	for k := whom + 1; k < len(s.Tokens); k++ {
		t := &s.Tokens[k]
		if t.UPOS == "PUNCT" || t.UPOS == "VERB" || t.UPOS == "AUX" || t.Head < whom || t.Head > k+3 || t.Deprel == "appos" || t.UPOS == "CCONJ" {
			break
		}
		last = k
	}
	for last > whom && (s.Tokens[last].UPOS == "ADP" || s.Tokens[last].UPOS == "PRON" || s.Tokens[last].UPOS == "DET" || s.Tokens[last].UPOS == "ADV" || s.Tokens[last].UPOS == "SCONJ") {
		last--
	}
	tail := text.Span{Start: s.Tokens[m.End].Start, End: s.Tokens[last].End}
	return words + " " + clean(tail.In(l.doc.Article.Text))
}
