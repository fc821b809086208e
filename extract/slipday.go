package extract

import (
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// slipDays parts times from the nouns that they were taken into.
func slipDays(d *text.Document, si int, s *text.Sentence, edit func(i, head int, rel string)) {
	for _, e := range d.Times {
		if e.Sentence != si || e.First < 0 || e.End > len(s.Tokens) {
			continue
		}
		slipDayParts(s, e.First, e.End, edit)
		slipDayBefore(s, e.First, e.End, edit)
		slipDayBehind(s, e.First, e.End, edit)
	}
}

// slipDayParts makes one time of a day and its part which were hung on two words:
// "in the sector on Thursday afternoon", with only the afternoon on the verb.
func slipDayParts(s *text.Sentence, first, end int, edit func(i, head int, rel string)) {
	last := end - 1
	v := s.Tokens[last].Head
	if last <= first || v < 0 || v >= first || s.Tokens[v].UPOS != "VERB" || s.Tokens[last].UPOS != "NOUN" || !strings.HasPrefix(s.Tokens[last].Deprel, "obl") || s.Child(last, "case") >= 0 {
		return
	}
	for k := first; k < last; k++ {
		p := s.Tokens[k].Head
		if s.Tokens[k].Deprel != "nmod" || p >= first || p < 0 {
			continue
		}
		c := s.Child(k, "case")
		edit(k, last, "compound")
		if c >= 0 {
			edit(c, last, "case")
			edit(last, v, "obl")
		}
		return
	}
}

// slipDayBefore finds the subject right behind a date in front, which was taken
// for one phrase with it: "On October 11 strikers blocked the depot".
func slipDayBefore(s *text.Sentence, first, end int, edit func(i, head int, rel string)) {
	if end >= len(s.Tokens) {
		return
	}
	n := end
	for n+1 < len(s.Tokens) && s.Tokens[n].Head > n && s.Tokens[n].Head < n+4 && s.Tokens[s.Tokens[n].Head].UPOS == "NOUN" {
		n = s.Tokens[n].Head
	}
	c := s.Child(n, "case")
	if s.Tokens[n].UPOS != "NOUN" && s.Tokens[n].UPOS != "PROPN" || c < 0 || c > first {
		return
	}
	v := s.Tokens[n].Head
	if v < n || s.Tokens[v].UPOS != "VERB" || s.Child(v, "nsubj", "nsubj:pass", "expl") >= 0 || !finiteTag(s.Tokens[v].XPOS) && s.Child(v, "aux", "aux:pass") < 0 || s.Tokens[v-1].Text == "," {
		return
	}
	head := -1
	for k := first; k < end; k++ {
		if s.Tokens[k].Head == n {
			head = k
		}
	}
	if head < 0 {
		return
	}
	edit(head, v, "obl")
	edit(c, head, "case")
	edit(n, v, subjectRelation(s, v))
}

// slipDayBehind gives the verb a day that was hung on its object or on the last
// of several: "searched the ministry and eleven homes on Tuesday". A thing that
// does not happen has no day.
func slipDayBehind(s *text.Sentence, first, end int, edit func(i, head int, rel string)) {
	h := -1
	for k := first; k < end; k++ {
		if p := s.Tokens[k].Head; p < first || p >= end {
			h = k
		}
	}
	if h < 0 || s.Tokens[h].Deprel != "nmod" {
		return
	}
	c, n := s.Child(h, "case"), s.Tokens[h].Head
	if c < 0 || c > h || n < 0 || n > c || s.Tokens[n].UPOS != "NOUN" {
		return
	}
	if p := strings.ToLower(s.Tokens[c].Text); p != "on" && !(p == "in" && s.Tokens[n].Deprel == "conj") {
		return
	}
	lex, l := loadLexicon(), strings.ToLower(s.Tokens[n].Lemma)
	if _, ev := lex.events[l]; ev || lex.is("happening-noun", l) || lex.is("deverbal", l) || lex.takesThat(l) || lex.is("measure-noun", l) {
		return
	}
	up := n
	for k := 0; k < 4 && s.Tokens[up].Deprel == "conj" && s.Tokens[up].Head >= 0; k++ {
		up = s.Tokens[up].Head
	}
	v := s.Tokens[up].Head
	if v < 0 || v > up || s.Tokens[v].UPOS != "VERB" || s.Tokens[up].Deprel != "obj" && s.Tokens[up].Deprel != "obl" {
		return
	}
	edit(h, v, "obl")
}
