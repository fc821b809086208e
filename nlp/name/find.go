package name

import (
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// Find returns the names of d. labels[i][j] is the BIO label of token j of
// sentence i; missing labels count as "O". Time grows linearly with the
// document.
func Find(d *text.Document, labels [][]string) []text.Mention {
	var out []text.Mention
	for i := range d.Sentences {
		if i >= len(labels) {
			break
		}
		for _, s := range spans(labels[i], len(d.Sentences[i].Tokens)) {
			out = append(out, mention(d, i, s))
		}
	}
	return out
}

// span is a run of tokens with one label.
type span struct {
	first, end int
	kind       string // PER, ORG, LOC, OTHER
}

// spans reads BIO labels. An I- without its B- begins a span.
func spans(labels []string, n int) []span {
	var out []span
	for i := 0; i < n && i < len(labels); i++ {
		prefix, kind, ok := strings.Cut(labels[i], "-")
		if !ok {
			continue
		}
		if k := len(out); prefix == "I" && k > 0 && out[k-1].end == i && out[k-1].kind == kind {
			out[k-1].end++
			continue
		}
		out = append(out, span{i, i + 1, kind})
	}
	return out
}

var kinds = map[string]text.EntityKind{"PER": text.KindPerson, "ORG": text.KindOrg, "LOC": text.KindPlace}

func mention(d *text.Document, i int, s span) text.Mention {
	tokens := d.Sentences[i].Tokens
	kind, ok := kinds[s.kind]
	if !ok {
		kind = text.KindOther
	}
	return text.Mention{
		Span:     tokens[s.first].Span.Cover(tokens[s.end-1].Span),
		Sentence: i, First: s.first, End: s.end, Head: head(tokens, s),
		Form: text.FormName, Kind: kind, Chain: -1, Why: "label",
	}
}

// head is the token of s whose head lies outside s, the last one if there are
// several.
func head(tokens []text.Token, s span) int {
	for j := s.end - 1; j >= s.first; j-- {
		if h := tokens[j].Head; h < s.first || h >= s.end {
			return j
		}
	}
	return s.end - 1
}
