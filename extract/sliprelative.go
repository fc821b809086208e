package extract

import (
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// Relative clauses and participles behind nouns: which noun they are of.

// slipWhichDid makes the subject of a relative clause without one of its pronoun,
// where the clause says what was said: "the agency, which last year warned that".
func slipWhichDid(s *text.Sentence, w int, edit func(i, head int, rel string)) {
	v := s.Tokens[w].Head
	if s.Tokens[w].XPOS != "WDT" && s.Tokens[w].XPOS != "WP" || v < w || !finiteTag(s.Tokens[v].XPOS) || s.Child(v, "ccomp", "xcomp") < v || s.Child(v, "nsubj", "nsubj:pass", "expl", "aux", "aux:pass") >= 0 {
		return
	}
	edit(w, v, "nsubj")
}

// slipBorn hangs on a person what only people are, where it was hung on a thing
// of theirs: "a picture of his daughter, born on Tuesday".
func slipBorn(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	n := s.Tokens[i].Head
	if n < 0 || n > i || !strings.EqualFold(s.Tokens[i].Text, "born") || acts(s, n) {
		return
	}
	for k := i - 1; k > n; k-- {
		if s.Tokens[k].Head == n && s.Tokens[k].Deprel == "nmod" && acts(s, k) {
			edit(i, k, "acl")
			return
		}
	}
}

// slipNearest hangs a clause with "which" behind a comma on the thing right before
// the comma where it was hung on what that thing holds or is in: "a passport in the
// villa, which had been rented".
func slipNearest(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	n := s.Tokens[i].Head
	w := s.Child(i, "nsubj", "nsubj:pass", "obj")
	if w > n+3 && n >= 0 && strings.EqualFold(s.Tokens[w].Text, "which") && comma(s, w-1) && s.Tokens[w-2].UPOS == "PROPN" && clauseBetween(s, n, w) {
		k := w - 2 // "accused it of ignoring a report by the Agency for Railways, which warned"
		for h := s.Tokens[k].Head; h > n && h < k && s.Tokens[h].UPOS == "PROPN"; h = s.Tokens[h].Head {
			k = h
		}
		edit(i, k, "acl:relcl")
		return
	}
	if n < 0 || n > i || w < n+3 || !strings.EqualFold(s.Tokens[w].Text, "which") || !comma(s, w-1) || s.Tokens[w-2].UPOS != "NOUN" {
		return
	}
	k := w - 2
	c := s.Child(k, "case")
	if s.Tokens[k].Head != n || s.Tokens[k].Deprel != "nmod" || c < 0 || s.Tokens[k].XPOS != s.Tokens[n].XPOS {
		return
	}
	switch strings.ToLower(s.Tokens[c].Text) {
	case "in", "at", "from", "near", "inside":
		edit(i, k, "acl:relcl")
	}
}

// clauseBetween reports a verb with words of its own between two tokens.
func clauseBetween(s *text.Sentence, a, b int) bool {
	for k := a + 1; k < b; k++ {
		if s.Tokens[k].UPOS == "VERB" && s.Tokens[k].Deprel != "amod" && s.Child(k, "obj", "obl", "xcomp", "aux") >= 0 {
			return true
		}
	}
	return false
}

// slipWere hangs a relative clause on the noun that "was" or "were" agrees with:
// "the purchase of vaccines that were never delivered".
func slipWere(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	n := s.Tokens[i].Head
	a := s.Child(i, "aux:pass", "cop", "aux")
	if n < 0 || n > i || a < n || s.Tokens[n].UPOS != "NOUN" || s.Child(n, "conj") >= 0 {
		return
	}
	want := map[string]string{"was": "NN", "were": "NNS"}[strings.ToLower(s.Tokens[a].Text)]
	who := s.Child(i, "nsubj", "nsubj:pass")
	if want == "" || s.Tokens[n].XPOS == want || s.Tokens[n].XPOS != "NN" && s.Tokens[n].XPOS != "NNS" || who < n || who > a || s.Tokens[who].XPOS != "WDT" && s.Tokens[who].XPOS != "WP" || s.Tokens[who-1].Text == "," {
		return
	}
	if lex := loadLexicon(); lex.is("actor-noun", strings.ToLower(s.Tokens[n].Lemma)) || lex.is("quantity-noun", strings.ToLower(s.Tokens[n].Lemma)) {
		return // "a group of men who were", "the crew who were"
	}
	for k := who - 1; k > n; k-- {
		if s.Tokens[k].XPOS == want && (s.Tokens[k].Deprel == "nmod" || s.Tokens[k].Deprel == "obl" || s.Tokens[k].Deprel == "obj") && s.Below(k, n) {
			edit(i, k, "acl:relcl")
			return
		}
	}
}

// slipToldIt makes what was told of a clause without "that" behind the one who
// was told: "told the board it would not sell".
func slipToldIt(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	o := s.Tokens[i].Head
	if o < 0 || o > i || s.Tokens[o].Deprel != "iobj" && s.Tokens[o].Deprel != "obj" || !acts(s, o) {
		return
	}
	v, n := s.Tokens[o].Head, s.Child(i, "nsubj", "nsubj:pass")
	if v < 0 || v > o || n < o || !loadLexicon().is("telling", strings.ToLower(s.Tokens[v].Lemma)) || s.Child(v, "ccomp") >= 0 || firstOf(s, i) != firstOf(s, n) {
		return
	}
	if s.Tokens[n].XPOS == "WDT" || s.Tokens[n].XPOS == "WP" || comma(s, firstOf(s, i)-1) {
		return
	}
	edit(i, v, "ccomp")
}

// slipAmongWho hangs a relative clause on the number or noun right before it and
// not on the group that it is one of: "23 men, among them two who had clung".
func slipAmongWho(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	n := s.Tokens[i].Head
	c := s.Child(i, "nsubj", "nsubj:pass")
	if n < 0 || n > i || s.Tokens[n].UPOS != "PRON" || c != n+2 || s.Tokens[c-1].UPOS != "NUM" && s.Tokens[c-1].UPOS != "NOUN" || n == 0 || !strings.EqualFold(s.Tokens[n-1].Text, "among") {
		return
	}
	edit(i, n+1, "acl:relcl")
	edit(n+1, n, "appos")
}

// slipSigned hangs a participle between commas on the noun before it where the
// clause has its subject behind: "Under the agreement, signed at dawn, wages
// will rise".
func slipSigned(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	v := s.Tokens[i].Head
	if v < i || s.Tokens[i].XPOS != "VBN" || s.Child(i, "nsubj", "nsubj:pass", "mark", "aux", "aux:pass", "cc") >= 0 {
		return
	}
	first, n := firstOf(s, i), -1
	if !comma(s, first-1) {
		return
	}
	for k := range first {
		if s.Tokens[k].Head == v && s.Tokens[k].Deprel == "obl" && s.Child(k, "case") >= 0 && s.Tokens[k].UPOS == "NOUN" {
			n = k
		}
	}
	last := i
	for last+1 < v && s.Tokens[last+1].UPOS != "PUNCT" && s.Below(last+1, i) {
		last++
	}
	between := first - 2
	for between > n && n >= 0 && !s.Below(between, n) && (s.Tokens[between].Deprel == "obl:unmarked" || s.Tokens[between].Head == between+1) {
		between-- // "In his statement last month, read out by …"
	}
	if subject := s.Child(v, "nsubj", "nsubj:pass"); n < 0 || between != n && !s.Below(between, n) || !comma(s, last+1) || subject < last {
		return
	}
	edit(i, n, "acl")
}
