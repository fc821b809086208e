package extract

import (
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// Names and nouns that stand side by side: which of them are one, which are a list.

// slipTrader makes a title of the noun between an article and a name: "from the
// Swiss trader Brenn".
func slipTrader(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	h := s.Tokens[i].Head
	if h < i || s.Tokens[h].UPOS != "PROPN" || s.Tokens[i].UPOS != "NOUN" || s.Tokens[i].XPOS != "NN" || !acts(s, i) || s.Child(h, "det") < 0 || s.Child(h, "det") > i {
		return
	}
	for k := i + 1; k < h; k++ {
		if s.Tokens[k].UPOS != "PROPN" || s.Tokens[k].Head != h {
			return
		}
	}
	if h+1 < len(s.Tokens) && s.Tokens[h+1].UPOS == "NOUN" {
		return
	}
	edit(i, h, "nmod:desc")
}

// slipNames makes one name of the words behind a noun that were each taken for
// an apposition: "the lobby group Ohio Carry".
func slipNames(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	n := s.Tokens[i].Head
	if n < 0 || i < 2 || s.Tokens[i].UPOS != "PROPN" || s.Tokens[i-1].UPOS != "PROPN" || s.Tokens[i-1].Head != n || s.Child(i, "cc", "case") >= 0 {
		return
	}
	switch rel := s.Tokens[i-1].Deprel; {
	case s.Tokens[i].Deprel == "conj" && rel == "conj": // "Icelandair and Wizz Air"
	case s.Tokens[i].Deprel == "obl" && rel == "obl" && s.Child(i-1, "case") >= 0 && i-1 > n: // "through Novi Sad"
	case s.Tokens[i].Deprel == "appos" && (rel == "appos" || rel == "nmod") && s.Tokens[n].UPOS == "NOUN" && s.Child(i-1, "conj", "case") < 0:
	default:
		return
	}
	edit(i, i-1, "flat")
}

// slipTight sets a name beside the noun right before it where both were hung on
// the same word: "an offer from the investment firm Kestrel Partners".
func slipTight(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	if s.Tokens[i].UPOS != "PROPN" || s.Child(i, "case", "det", "cc") >= 0 {
		return
	}
	first := firstOf(s, i)
	n := first - 1
	if n < 1 || s.Tokens[n].UPOS != "NOUN" || s.Tokens[n].XPOS != "NN" || s.Tokens[n].Head != s.Tokens[i].Head || s.Tokens[n].Deprel != "nmod" && s.Tokens[n].Deprel != "obl" || s.Child(n, "case") < 0 {
		return
	}
	lex, l := loadLexicon(), strings.ToLower(s.Tokens[n].Lemma)
	if s.Tokens[i].Deprel == "nmod" && lex.is("actor-noun", l) && !lex.is("role-noun", l) {
		edit(i, n, "appos")
	}
}

// slipLast sets what one is said to be beside the last of two, right behind whom
// it stands: "Berg and his partner, the Danish tycoon Jon Lund, bought it". One
// thing cannot be said of two.
func slipLast(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	n, first := s.Tokens[i].Head, firstOf(s, i)
	if n < 0 || n > i || s.Tokens[i].XPOS != "NN" || !comma(s, first-1) {
		return
	}
	for c := first - 2; c > n; c-- {
		if s.Tokens[c].Head == n && s.Tokens[c].Deprel == "conj" && nominalTag(s.Tokens[c].UPOS) && s.Below(first-2, c) {
			edit(i, c, "appos")
			return
		}
	}
}

// slipListed makes a member of a list of the noun between a comma and the last
// member, before whose "and" stands no comma: in "searched the ministry, the
// headquarters of a bank and eleven homes" nothing closes an apposition. What is
// closed by a comma before the verb stays within it: "Alfa, a state fund and the
// largest shareholder, sold".
func slipListed(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	n := s.Tokens[i].Head
	if n < 0 || n > i || !nominalTag(s.Tokens[i].UPOS) || !comma(s, firstOf(s, i)-1) {
		return
	}
	last := i
	for last+1 < len(s.Tokens) && s.Tokens[last+1].UPOS != "PUNCT" && s.Below(last+1, i) {
		last++
	}
	c := -1
	for k := last + 1; k < len(s.Tokens); k++ {
		if s.Tokens[k].Head == n && s.Tokens[k].Deprel == "conj" {
			c = k
			break
		}
	}
	if c < 0 || !nominalTag(s.Tokens[c].UPOS) {
		return
	}
	cc := s.Child(c, "cc")
	if cc != last+1 {
		return
	}
	end := c
	for end+1 < len(s.Tokens) && s.Tokens[end+1].UPOS != "PUNCT" && s.Below(end+1, c) {
		end++
	}
	if v := s.Tokens[n].Head; comma(s, end+1) && v > end && strings.HasPrefix(s.Tokens[n].Deprel, "nsubj") && s.Tokens[n].UPOS == "PROPN" && s.Tokens[i].UPOS == "NOUN" {
		edit(c, i, "conj")
		return
	}
	if comma(s, end+1) || s.Tokens[i].UPOS != "NOUN" || s.Tokens[n].Deprel == "nsubj" && s.Tokens[n].UPOS == "PROPN" && s.Child(n, "det") < 0 {
		return // "Anna Berg, the mayor and two aides left": who they are is not told by the marks
	}
	if loadLexicon().is("role-noun", strings.ToLower(s.Tokens[i].Lemma)) {
		return
	}
	edit(i, n, "conj")
}

// slipTwoAgents makes one agent of the noun behind "by" and the name right after
// it: "seen by the newspaper Ecoul".
func slipTwoAgents(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	n := i - 1
	if n < 0 || s.Tokens[i].UPOS != "PROPN" || s.Child(i, "case") >= 0 {
		return
	}
	for n > 0 && s.Tokens[n].Head == i {
		n--
	}
	if s.Tokens[n].Head == s.Tokens[i].Head && s.Tokens[n].Deprel == "obl:agent" && s.Tokens[n].UPOS == "NOUN" {
		edit(i, n, "appos")
	}
}

// slipFounder makes one title of two offices without an article of its own for
// the second, behind which one name stands: "its founder and main owner, Jan
// Holm, resigned".
func slipFounder(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	n, lex := s.Tokens[i].Head, loadLexicon()
	if n < 0 || n > i || s.Tokens[i].XPOS != "NN" || s.Tokens[n].XPOS != "NN" || s.Child(i, "cc") < 0 || s.Child(i, "det", "nmod:poss", "conj") >= 0 || s.Child(n, "conj") != i ||
		!lex.is("role-noun", strings.ToLower(s.Tokens[i].Lemma)) || !lex.is("role-noun", strings.ToLower(s.Tokens[n].Lemma)) {
		return
	}
	for k := i + 1; k < len(s.Tokens); k++ {
		if s.Tokens[k].Deprel == "appos" && (s.Tokens[k].Head == n || s.Tokens[k].Head == i) && s.Tokens[k].UPOS == "PROPN" && s.Child(k, "conj") < 0 {
			edit(k, n, "appos")
			edit(i, n, "flat")
			return
		}
	}
}

// acts reports a noun for somebody who acts, a name or a pronoun.
func acts(s *text.Sentence, i int) bool {
	lex, l := loadLexicon(), strings.ToLower(s.Tokens[i].Lemma)
	return s.Tokens[i].UPOS == "PROPN" || s.Tokens[i].UPOS == "PRON" || lex.is("actor-noun", l) || lex.is("role-noun", l)
}
