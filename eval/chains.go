package eval

import (
	"fmt"
	"strings"

	"github.com/dramatis-kg/dramatis/text"
	"github.com/dramatis-kg/dramatis/train/gold"
)

// ChainDocument scores the chains of a resolved document against the
// entities of GUM over mentions of three sorts: names (heads that are proper
// nouns), nouns for people, and pronouns that refer. Mentions are compared by
// their heads, as in CorefUD's head match; chains of one mention are left
// out on both sides, as in CoNLL-2012.
func ChainDocument(c *CorefCounts, g gold.Chains, d *text.Document) {
	want := map[string]string{}
	for _, e := range g.Entities {
		tok := &g.Doc.Sentences[e.Sentence].Tokens[e.Head]
		k := fmt.Sprintf("%05d-%04d", e.Sentence, e.Head)
		if _, ok := want[k]; ok || !chainSort(tok, e.Type == "person" || e.Type == "organization" && tok.UPOS == "PROPN") {
			continue
		}
		// The shortest entity with that head: conjunctions share their first head.
		want[k] = g.Entity(text.Mention{Sentence: e.Sentence, Head: e.Head}, false)
	}
	got := map[string]string{}
	for _, m := range d.Mentions {
		if m.Chain < 0 || m.Why == "conjunction" {
			continue
		}
		tok := &d.Sentences[m.Sentence].Tokens[m.Head]
		if !chainSort(tok, m.Kind == text.KindPerson || m.Kind == text.KindGroup) {
			continue
		}
		got[fmt.Sprintf("%05d-%04d", m.Sentence, m.Head)] = fmt.Sprint(m.Chain)
	}
	c.Add(partition(want, 2), partition(got, 2))
}

// chainSort reports whether a mention headed by tok is one of the sorts that
// are scored.
func chainSort(tok *text.Token, person bool) bool {
	switch tok.UPOS {
	case "PROPN":
		return true
	case "NOUN":
		return person
	case "PRON", "DET":
		switch strings.ToLower(tok.Norm) {
		case "he", "him", "his", "himself", "she", "her", "hers", "herself", "it", "its", "itself", "they", "them", "their", "theirs", "themselves",
			"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves", "who", "whom", "whose", "which":
			return true
		}
	}
	return false
}
