package nlp

import (
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

func interimNames(d *text.Document, labels [][]string) {
	kinds := map[string]text.EntityKind{"PER": text.KindPerson, "ORG": text.KindOrg, "LOC": text.KindState}
	for si := range d.Sentences {
		s := &d.Sentences[si]
		for i := 0; i < len(s.Tokens); i++ {
			if !strings.HasPrefix(labels[si][i], "B-") {
				continue
			}
			k, ok := kinds[labels[si][i][2:]]
			if !ok {
				continue
			}
			j := i + 1
			for j < len(s.Tokens) && strings.HasPrefix(labels[si][j], "I-") {
				j++
			}
			head := i
			for t := i; t < j; t++ {
				if h := s.Tokens[t].Head; h < i || h >= j {
					head = t
				}
			}
			sp := text.Span{Start: s.Tokens[i].Start, End: s.Tokens[j-1].End}
			name := sp.In(d.Article.Text)
			chain := -1
			for c := range d.Chains {
				if d.Chains[c].Name == name || k == text.KindPerson && strings.HasSuffix(d.Chains[c].Name, " "+name) {
					chain = c
				}
			}
			if chain < 0 {
				chain = len(d.Chains)
				d.Chains = append(d.Chains, text.Chain{Name: name, Kind: k})
			}
			d.Chains[chain].Mentions = append(d.Chains[chain].Mentions, len(d.Mentions))
			d.Mentions = append(d.Mentions, text.Mention{Span: sp, Sentence: si, First: i, End: j, Head: head, Form: text.FormName, Kind: k, Chain: chain})
			i = j - 1
		}
	}
}
