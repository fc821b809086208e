package extract

import (
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// slipTold gives a verb of telling the words that were hung on the hearer: "told
// the court that Vrba had received money".
func slipTold(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	n := s.Tokens[i].Head
	if s.Tokens[i].Deprel != "acl" && s.Tokens[i].Deprel != "acl:relcl" || n < 0 || n > i || s.Tokens[n].Deprel != "iobj" && s.Tokens[n].Deprel != "obj" {
		return
	}
	v, m := s.Tokens[n].Head, s.Child(i, "mark")
	if v < 0 || m < 0 || m > i || !strings.EqualFold(s.Tokens[m].Text, "that") || s.Child(i, "nsubj", "nsubj:pass", "expl") < 0 ||
		!loadLexicon().is("telling", strings.ToLower(s.Tokens[v].Lemma)) || s.Child(v, "ccomp", "xcomp") >= 0 {
		return
	}
	if loadLexicon().takesThat(strings.ToLower(s.Tokens[n].Lemma)) {
		return // "told the news that …"
	}
	edit(i, v, "ccomp")
}

// slipBelieved hangs what is believed on who believes it: "a group which experts
// believe is based in Oslo".
func slipBelieved(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	n := s.Tokens[i].Head
	if n < 0 || n > i || s.Child(i, "nsubj", "nsubj:pass", "mark") >= 0 || s.Child(i, "aux", "aux:pass", "cop") < 0 {
		return
	}
	for r := n + 1; r < i; r++ {
		if s.Tokens[r].Head != n || s.Tokens[r].Deprel != "acl:relcl" || s.Child(r, "ccomp", "xcomp") >= 0 {
			continue
		}
		w := s.Child(r, "obj")
		if w < 0 || w > r || s.Tokens[w].XPOS != "WDT" && s.Tokens[w].XPOS != "WP" {
			continue
		}
		if _, ok := frameOf(s, r, "that"); !ok {
			continue
		}
		edit(i, r, "ccomp")
		rel := subjectRelation(s, i)
		edit(w, i, rel)
		return
	}
}

// slipRuling gives the sentence's subject a participle of speech behind a comma
// that was hung on an infinitive below it: "struck down a law allowing police
// to hold suspects, ruling that it was void".
func slipRuling(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	h := s.Tokens[i].Head
	if s.Tokens[i].XPOS != "VBG" || h < 0 || h > i || s.Tokens[h].XPOS != "VB" && s.Tokens[h].XPOS != "VBG" && s.Tokens[h].XPOS != "VBN" {
		return
	}
	first := i
	for first > 0 && s.Below(first-1, i) && s.Tokens[first-1].UPOS != "PUNCT" {
		first--
	}
	if first < 1 || s.Tokens[first-1].Text != "," || s.Child(i, "cc", "mark", "aux") >= 0 {
		return
	}
	if f, ok := frameOf(s, i, "that"); !ok || f != forceSpeech && f != forceHypo {
		return
	}
	that := false
	for k := i + 1; k < len(s.Tokens); k++ {
		that = that || strings.EqualFold(s.Tokens[k].Text, "that") && s.Below(k, i)
	}
	if !that {
		return
	}
	for up, n := s.Tokens[h].Head, 0; up >= 0 && n < len(s.Tokens); up, n = s.Tokens[up].Head, n+1 {
		if s.Tokens[up].UPOS == "VERB" && finiteTag(s.Tokens[up].XPOS) && s.Child(up, "nsubj") >= 0 && up < i {
			edit(i, up, "advcl")
			return
		}
	}
}

// slipEndSaid gives the clause before a verb of speech at the end its verb,
// where it was taken for a participle: "The junta on Sunday released from prison
// the general, its chairman said".
func slipEndSaid(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	n := s.Tokens[i].Head
	if s.Tokens[i].Deprel != "acl" || n < 0 || n > i || s.Tokens[i].UPOS != "VERB" || s.Tokens[i].XPOS != "VBN" && s.Tokens[i].XPOS != "VBD" || s.Tokens[n].Deprel != "nsubj" || s.Child(i, "obj", "ccomp", "xcomp") < i {
		return
	}
	v := s.Tokens[n].Head
	if v < i {
		return
	}
	if f, ok := frameOf(s, v, "that"); !ok || f != forceSpeech || s.Child(v, "ccomp") >= 0 {
		return
	}
	second := -1
	for k := i + 1; k < v; k++ {
		if s.Tokens[k].Head == v && s.Tokens[k].Deprel == "nsubj" {
			second = k
		}
	}
	if second < 0 {
		return
	}
	for k := n + 1; k < i; k++ {
		if s.Tokens[k].Head != n || s.Tokens[k].Deprel != "nmod" {
			continue
		}
		if c := s.Child(k, "case"); c >= 0 && !strings.EqualFold(s.Tokens[c].Text, "of") {
			edit(k, i, "obl")
		}
	}
	edit(i, v, "ccomp")
	retag(i, "VERB", "VBD")
	edit(n, i, "nsubj")
}

// slipFragment makes the verb of a sentence of what was read as a participle of
// its subject: "Opposition deputies called for his dismissal."
func slipFragment(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	n := s.Tokens[i].Head
	if s.Tokens[i].Deprel != "acl" || n < 0 || n > i || s.Heading || s.Tokens[n].Head >= 0 || !nominalTag(s.Tokens[n].UPOS) || s.Tokens[i].XPOS != "VBD" && s.Tokens[i].XPOS != "VBN" ||
		s.Tokens[len(s.Tokens)-1].Text != "." || s.Child(n, "cop", "nsubj", "case", "acl:relcl", "parataxis", "conj") >= 0 || s.Child(i, "aux", "aux:pass", "obl:agent", "mark") >= 0 {
		return
	}
	lex, lemma := loadLexicon(), strings.ToLower(s.Tokens[i].Lemma)
	active := s.Child(i, "obj", "ccomp", "xcomp") >= 0 || lex.is("intransitive", lemma)
	if o := s.Child(i, "obl"); o >= 0 && !active {
		if c := s.Child(o, "case"); c >= 0 {
			active = lex.is("oblique-control", lemma+"_"+strings.ToLower(s.Tokens[c].Text))
		}
	}
	if !active {
		return // "Soldiers killed in the attack." is a caption
	}
	edit(i, -1, "root")
	retag(i, "VERB", "VBD")
	edit(n, i, "nsubj")
	for k := i + 1; k < len(s.Tokens); k++ {
		if s.Tokens[k].Head == n {
			edit(k, i, s.Tokens[k].Deprel)
		}
	}
}

// slipOrdered makes a complement of the infinitive behind a passive that calls
// for one, where it was taken for a purpose: "was told by his advisers not to
// sign", "was alleged by Lind to have helped Berg".
func slipOrdered(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	v, m := s.Tokens[i].Head, s.Child(i, "mark")
	agent := s.Tokens[i].Deprel == "acl" && v >= 0 && v < i && s.Tokens[v].Deprel == "obl:agent"
	if agent {
		v = s.Tokens[v].Head // "is said by two officials to plan it"
	}
	if s.Tokens[i].Deprel != "advcl" && !agent || v < 0 || v > i || m < v || !strings.EqualFold(s.Tokens[m].Text, "to") || s.Child(v, "aux:pass") < 0 || s.Child(v, "xcomp", "ccomp") >= 0 {
		return
	}
	for k := v + 1; k < m; k++ {
		if s.Tokens[k].UPOS == "PUNCT" {
			return
		}
	}
	lex, lemma := loadLexicon(), strings.ToLower(s.Tokens[v].Lemma)
	asked := lex.is("object-control", lemma) && lemma != "help" && lemma != "cause"
	said := false
	if f, ok := frameOf(s, v, "that"); ok && (f == forceSpeech || f == forceHypo) {
		a := s.Child(i, "aux")
		said = agent || a >= 0 && strings.EqualFold(s.Tokens[a].Lemma, "have") || s.Tokens[i].UPOS != "VERB"
	}
	if asked || said {
		edit(i, v, "xcomp")
	}
}

// slipAgo gives the clause its participle, where "ago" was read as what is said
// of its subject: "that a deal was struck weeks ago".
func slipAgo(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	if w := strings.ToLower(s.Tokens[i].Text); w != "ago" && w != "later" && w != "earlier" {
		return
	}
	be, n, unit := s.Child(i, "cop", "aux:pass"), s.Child(i, "nsubj", "nsubj:pass"), s.Child(i, "obl:unmarked", "obl")
	if be < 0 || n < 0 || n > be || unit < be+2 || unit > i {
		return
	}
	p := s.Child(unit, "amod")
	if p != be+1 || s.Tokens[p].XPOS != "VBN" && s.Tokens[p].XPOS != "JJ" && s.Tokens[p].XPOS != "VBD" || !loadLexicon().is("time-unit", strings.ToLower(s.Tokens[unit].Lemma)) {
		return
	}
	h, rel := s.Tokens[i].Head, s.Tokens[i].Deprel
	if s.Child(i, "mark") >= 0 && h >= 0 && s.Tokens[h].UPOS == "VERB" && rel == "advmod" {
		rel = "ccomp"
	}
	edit(p, h, rel)
	for k := range s.Tokens {
		if s.Tokens[k].Head == i && k != unit {
			edit(k, p, s.Tokens[k].Deprel)
		}
	}
	edit(i, p, "advmod")
	edit(n, p, "nsubj:pass")
	edit(be, p, "aux:pass")
	retag(p, "VERB", "VBN")
}

// slipCalledThat makes the object of "called" of the noun that was read as a
// verb: "called that claim absurd".
func slipCalledThat(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	v := s.Tokens[i].Head
	if s.Tokens[i].Deprel != "ccomp" || v < 0 || v+2 != i || !strings.EqualFold(s.Tokens[v].Lemma, "call") || !strings.EqualFold(s.Tokens[i-1].Text, "that") || s.Tokens[i-1].Head != i {
		return
	}
	x := s.Child(i, "xcomp", "obj")
	if x < i || s.Child(i, "aux", "aux:pass", "ccomp") >= 0 {
		return
	}
	edit(i, v, "obj")
	edit(i-1, i, "det")
	edit(x, v, "xcomp")
	retag(i, "NOUN", "NN")
	retag(i-1, "DET", "DT")
}
