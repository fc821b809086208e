package extract

import (
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// slipToldToo makes a passive of a verb of telling that stands beside one and
// has words but nobody who is told them: "Anna was hauled in and told that …".
// Without it, who was told would be taken for who says so.
func slipToldToo(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	h := s.Tokens[i].Head
	if h < 0 || h > i || s.Tokens[i].Deprel != "conj" || s.Tokens[i].XPOS != "VBD" && s.Tokens[i].XPOS != "VBN" ||
		!loadLexicon().is("needs-hearer", strings.ToLower(s.Tokens[i].Lemma)) ||
		s.Child(i, "nsubj", "nsubj:pass", "aux", "aux:pass", "obj", "iobj") >= 0 || s.Child(i, "ccomp", "xcomp") < 0 {
		return
	}
	if subject := s.Child(h, "nsubj:pass"); subject >= 0 && s.Child(h, "aux:pass") >= 0 {
		retag(i, "VERB", "VBN")
		edit(subject, h, "nsubj:pass")
	}
}

// slipAccusedToo makes a second verb of what was read as an adjective before
// those it blames: "denied the charges and accused prosecutors of fabricating
// evidence".
func slipAccusedToo(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	o := s.Tokens[i].Head
	if i == 0 || o != i+1 || s.Tokens[i].XPOS != "VBN" && s.Tokens[i].XPOS != "VBD" || s.Tokens[o].Deprel != "conj" || s.Tokens[o].Head < 0 || s.Tokens[o].Head > i {
		return
	}
	cc, first := i-1, s.Tokens[o].Head
	v := s.Tokens[first].Head
	if s.Tokens[cc].Deprel != "cc" || s.Tokens[first].Deprel != "obj" || v < 0 || v > first || s.Tokens[v].XPOS != "VBD" {
		return
	}
	of := -1
	for k := o + 1; k < len(s.Tokens); k++ {
		if s.Tokens[k].Head == o && (s.Tokens[k].Deprel == "nmod" || s.Tokens[k].Deprel == "acl") {
			of = k
			break
		}
	}
	if of < 0 {
		return
	}
	p := s.Child(of, "case", "mark")
	if p < 0 {
		return
	}
	if _, ok := loadLexicon().frames[frameKey{strings.ToLower(s.Tokens[i].Lemma), "V", "ger:" + strings.ToLower(s.Tokens[p].Text)}]; !ok {
		return
	}
	retag(i, "VERB", "VBD")
	edit(i, v, "conj")
	edit(cc, i, "cc")
	edit(o, i, "obj")
	if g := p + 1; g < of && s.Tokens[g].Head == of && s.Tokens[g].Deprel == "amod" && strings.HasSuffix(strings.ToLower(s.Tokens[g].Text), "ing") {
		retag(g, "VERB", "VBG")
		edit(g, i, "advcl")
		edit(p, g, "mark")
		edit(of, g, "obj")
		return
	}
	if s.Tokens[of].UPOS == "VERB" {
		edit(of, i, "advcl")
		return
	}
	edit(of, i, "obl")
}

// slipAlthough gives the main clause a concession that was hung on the source
// named before it: "agreed to sell, according to two officials, although both
// sides declined to comment".
func slipAlthough(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	h := s.Tokens[i].Head
	m := s.Child(i, "mark")
	if h < 0 || h > i || m < 1 || m > i || s.Tokens[m-1].Text != "," || s.Child(i, "nsubj", "nsubj:pass") < 0 {
		return
	}
	switch strings.ToLower(s.Tokens[m].Text) {
	case "although", "though", "while", "whereas":
	default:
		return
	}
	source, c := -1, -1
	for k := m - 2; k > 0 && source < 0; k-- {
		if c = s.Child(k, "case"); c > 0 && c < k && strings.EqualFold(s.Tokens[c].Text, "according") {
			source = k
		}
	}
	if source < 0 {
		return
	}
	v := s.Tokens[source].Head
	for n := 0; v >= 0 && s.Tokens[v].Head >= 0 && n < len(s.Tokens) && (s.Tokens[v].Deprel == "xcomp" || s.Tokens[v].UPOS != "VERB" || s.Child(v, "nsubj", "nsubj:pass") < 0); n++ {
		v = s.Tokens[v].Head
	}
	if v < 0 || v == i {
		return
	}
	edit(i, v, "advcl")
	if source > v && s.Tokens[c-1].Text == "," {
		edit(source, v, "obl") // the source, between commas, is that of the whole
	}
}

// slipGapped gives the second object of a description its own words:
// "described the price as high and the timing as risky". The words of each
// object hang on it, where the second was hung on the words of the first.
func slipGapped(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	first := s.Tokens[i].Head
	if first < 0 || first > i || s.Tokens[i].Deprel != "conj" || s.Tokens[i].UPOS != "NOUN" && s.Tokens[i].UPOS != "PROPN" || !asWords(s, i, i) {
		return
	}
	o := s.Tokens[first].Head
	if o < 0 || o > first || s.Tokens[o].Deprel != "obj" || !asPhrase(s, first) {
		return
	}
	edit(i, o, "conj")
}

// slipAsWords makes one shape of the words that a description gives its
// objects: "the timing as risky".
func slipAsWords(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	o := s.Tokens[i].Head
	if s.Tokens[i].Deprel != "acl" || s.Tokens[i].UPOS != "ADJ" || o < 0 || o > i || s.Tokens[o].Deprel != "conj" && s.Tokens[o].Deprel != "obj" || !asPhrase(s, i) {
		return
	}
	if m := s.Child(i, "mark"); m >= 0 && s.Child(i, "nsubj", "cop") < 0 {
		edit(i, o, "nmod")
		edit(m, i, "case")
	}
}

// asWords reports words with "as" that hang on the token, behind position after.
func asWords(s *text.Sentence, h, after int) bool {
	for k := after + 1; k < len(s.Tokens); k++ {
		if s.Tokens[k].Head == h && asPhrase(s, k) {
			return true
		}
	}
	return false
}

// asPhrase reports that the token is led by "as".
func asPhrase(s *text.Sentence, i int) bool {
	k := s.Child(i, "case", "mark")
	return k >= 0 && k < i && strings.EqualFold(s.Tokens[k].Text, "as")
}
