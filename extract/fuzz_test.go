package extract

import (
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/text"
)

var fuzzWords = strings.Fields("The envoy did not say that Anna and Boris , who met in Oslo on Monday , will be asked to hold talks with her “ if they can ” ?")

// FuzzStatements hangs a sentence together at random: whatever the tree,
// cycles among them, nothing may panic and every span must lie in the text.
func FuzzStatements(f *testing.F) {
	f.Add([]byte("abcdefghijklmnopqrstuvwxyz"), uint8(3))
	f.Add([]byte{0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 9, 9, 9, 200, 100, 50, 25}, uint8(0))
	f.Add([]byte(""), uint8(1))
	rels := strings.Fields("root nsubj nsubj:pass obj iobj obl obl:agent nmod nmod:poss amod compound conj cc xcomp ccomp advcl acl acl:relcl aux aux:pass cop mark case det appos parataxis expl punct flat csubj compound:prt nmod:desc")
	tags := [][2]string{{"NOUN", "NN"}, {"VERB", "VBD"}, {"VERB", "VBN"}, {"VERB", "VB"}, {"VERB", "VBG"}, {"PROPN", "NNP"}, {"PRON", "WP"}, {"PRON", "PRP"}, {"ADJ", "JJ"}, {"AUX", "VBZ"}, {"ADP", "IN"}, {"PART", "TO"}, {"NUM", "CD"}}
	f.Fuzz(func(t *testing.T, seed []byte, shift uint8) {
		at := func(i int) int {
			if len(seed) == 0 {
				return int(shift)
			}
			return int(seed[i%len(seed)]) + i/len(seed)*int(shift)
		}
		body := strings.Join(fuzzWords, " ")
		d := &text.Document{Article: &text.Article{ID: "doc:f", Text: body, Published: "2024-06-05"}}
		s := text.Sentence{Span: text.Span{Start: 0, End: len(body)}}
		pos := 0
		for i, w := range fuzzWords {
			tag := tags[at(i)%len(tags)]
			head := at(i+7)%(len(fuzzWords)+1) - 1
			if head == i {
				head = -1
			}
			s.Tokens = append(s.Tokens, text.Token{Span: text.Span{Start: pos, End: pos + len(w)}, Text: w, Norm: w, Lemma: strings.ToLower(w),
				UPOS: tag[0], XPOS: tag[1], Head: head, Deprel: rels[at(i+13)%len(rels)], Space: true})
			pos += len(w) + 1
		}
		d.Sentences = []text.Sentence{s}
		for i := range s.Tokens {
			if at(i+3)%5 == 0 {
				d.Chains = append(d.Chains, text.Chain{Mentions: []int{len(d.Mentions)}, Kind: text.KindPerson})
				d.Mentions = append(d.Mentions, text.Mention{Span: s.Tokens[i].Span, First: i, End: i + 1, Head: i, Form: text.FormName, Kind: text.KindPerson, Chain: len(d.Chains) - 1})
			}
		}
		for _, st := range Statements(d, Options{Headings: true}) {
			if st.Subject.IsZero() || st.Relation == "" || st.VerbSpan.End > len(body) || st.Object.Span.End > len(body) || st.Confidence <= 0 || st.Confidence >= 1 {
				t.Fatalf("malformed statement %+v", st)
			}
		}
	})
}

// FuzzLexicon reads arbitrary word lists: errors, never panics.
func FuzzLexicon(f *testing.F) {
	f.Add(lexiconTSV, complementsTSV)
	f.Add("event\ta b\tmeet*\twith\nlight\thold\ttalk\n", "planned\tV\tinf\tplan\n")
	f.Add("x", "y\tz")
	f.Fuzz(func(t *testing.T, words, complements string) {
		if l, err := parseLexicon(words, complements); err == nil && l == nil {
			t.Fatal("neither lexicon nor error")
		}
	})
}
