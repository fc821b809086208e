package extract

import (
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// slipsJudged corrects participles whose clause the parser mistook: what
// somebody calls a thing was taken for what it is, and the second of two
// passives for an active verb.
func slipsJudged(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	switch s.Tokens[i].Deprel {
	case "acl", "ccomp", "amod", "advcl":
		slipCalled(s, i, edit, retag)
		slipCalledAs(s, i, edit, retag)
	case "obj":
		slipBranded(s, i, edit)
		slipDead(s, i, edit)
	case "conj":
		slipPassiveToo(s, i, retag)
	}
	switch s.Tokens[i].Deprel {
	case "ccomp":
		slipIf(s, i, edit)
	}
}

// slipCalled makes the complement of a verb of naming of the participle behind
// its object: "called the report invented", "deemed the vote rigged". It is the
// subject's judgement; as a clause of its own it would be the article's. A
// participle with an agent or a time of its own says which one is meant
// ("considered the report published on Friday") and stays.
func slipCalled(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	o := s.Tokens[i].Head
	if o < 0 || o > i || !(s.Tokens[i].UPOS == "VERB" && (s.Tokens[i].XPOS == "VBN" || s.Tokens[i].XPOS == "VBD")) && !(s.Tokens[i].UPOS == "ADJ" && s.Tokens[i].Deprel == "acl") || s.Child(i, "mark", "case", "cop", "aux", "aux:pass", "obj", "xcomp", "ccomp") >= 0 {
		return
	}
	own := s.Child(i, "obl:agent", "obl", "obl:unmarked") >= 0
	v := s.Tokens[o].Head
	subject := -1
	if s.Tokens[i].Deprel == "ccomp" {
		if v, subject = o, s.Child(i, "nsubj", "nsubj:pass"); subject < 0 || subject > i {
			return
		}
	} else if s.Tokens[i].Deprel == "advcl" || s.Tokens[o].Deprel != "obj" || s.Child(i, "nsubj", "nsubj:pass") >= 0 {
		return
	}
	if v < 0 || v > o || s.Child(v, "xcomp") >= 0 || !naming(s, v) {
		return
	}
	if own {
		switch strings.ToLower(s.Tokens[v].Lemma) {
		case "deem", "brand", "label", "dub", "pronounce":
		case "declare": // "declared a truce brokered by Norway"
			if d := s.Child(o, "det"); d < 0 || !strings.EqualFold(s.Tokens[d].Text, "the") {
				return
			}
		default:
			return
		}
	}
	for k := v + 1; k < i; k++ {
		if s.Tokens[k].Text == "," {
			return
		}
	}
	if subject >= 0 {
		edit(subject, v, "obj")
	}
	edit(i, v, "xcomp")
	retag(i, "ADJ", "JJ")
}

// slipCalledAs makes words of the participle that a verb of naming has with
// "as": "described the statue as stolen".
func slipCalledAs(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	m := s.Child(i, "mark")
	if m < 0 || m > i || !strings.EqualFold(s.Tokens[m].Text, "as") || s.Tokens[i].XPOS != "VBN" || s.Child(i, "nsubj", "nsubj:pass", "aux", "obj", "obl", "obl:agent", "ccomp", "xcomp") >= 0 {
		return
	}
	v := s.Tokens[i].Head
	if v >= 0 && v < m && s.Tokens[v].Deprel == "obj" {
		v = s.Tokens[v].Head
	}
	if v < 0 || v > m || !naming(s, v) && !loadLexicon().is("as-judging", strings.ToLower(s.Tokens[v].Lemma)) || s.Child(v, "obj") < 0 && s.Child(v, "nsubj:pass") < 0 {
		return
	}
	edit(i, v, "obl")
	edit(m, i, "case")
	retag(i, "ADJ", "JJ")
}

// slipBranded parts the object of a verb that needs a complement from the
// adjective in -ist behind it, which was taken for its noun: "labelled the
// group terrorist".
func slipBranded(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	v := s.Tokens[i].Head
	switch {
	case v < 0, v > i, !strings.HasSuffix(strings.ToLower(s.Tokens[i].Text), "ist"), s.Child(v, "xcomp") >= 0:
		return
	}
	switch strings.ToLower(s.Tokens[v].Lemma) {
	case "label", "brand", "deem", "declare", "dub", "pronounce", "call", "consider":
	default:
		return
	}
	d, c := s.Child(i, "det", "nmod:poss"), s.Child(i, "compound")
	if c != i-1 || d < 0 || d > c || s.Tokens[c].UPOS != "NOUN" {
		return
	}
	for k := v + 1; k < c; k++ {
		if s.Tokens[k].Head == i {
			edit(k, c, s.Tokens[k].Deprel)
		}
	}
	edit(c, v, "obj")
	edit(i, v, "xcomp")
}

// slipPassiveToo makes a participle of the verb that follows a passive without
// a subject, an auxiliary or an object of its own and is done to people: "was
// arrested in Oslo and deported".
func slipPassiveToo(s *text.Sentence, i int, retag func(i int, upos, xpos string)) {
	h := s.Tokens[i].Head
	if h >= 0 && h < i && s.Tokens[i].XPOS == "VBN" && loadLexicon().is("own-deed", strings.ToLower(s.Tokens[i].Lemma)) &&
		s.Child(i, "aux", "aux:pass", "obl:agent", "nsubj:pass") < 0 && s.Child(h, "aux:pass") >= 0 && s.Child(h, "obj") < 0 {
		retag(i, "VERB", "VBD") // "was questioned and confessed"
		return
	}
	if h < 0 || h > i || s.Tokens[i].XPOS != "VBD" || s.Tokens[h].XPOS != "VBN" || !loadLexicon().is("done-to", strings.ToLower(s.Tokens[i].Lemma)) ||
		s.Child(i, "nsubj", "nsubj:pass", "aux", "aux:pass", "obj", "iobj", "ccomp", "compound:prt") >= 0 {
		return
	}
	if s.Child(h, "aux:pass") < 0 && s.Child(h, "nsubj:pass") < 0 {
		return
	}
	for k := h + 1; k < i; k++ {
		if s.Tokens[k].Deprel == "nsubj" && s.Tokens[k].Head > h {
			return
		}
	}
	retag(i, "VERB", "VBN")
}

// slipIf makes a condition of the clause with "if" below a verb that takes no
// question: "threatened to strike if the port cuts jobs".
func slipIf(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	v, m := s.Tokens[i].Head, s.Child(i, "mark")
	if v < 0 || v > i || m < v || !strings.EqualFold(s.Tokens[m].Text, "if") || s.Tokens[v].UPOS != "VERB" {
		return
	}
	lemma := strings.ToLower(s.Tokens[v].Lemma)
	if _, ok := loadLexicon().frames[frameKey{lemma, "V", "that"}]; ok || loadLexicon().is("asking-if", lemma) {
		return
	}
	edit(i, v, "advcl")
}

// naming reports a verb that says what its object is called: one of naming,
// or what a court finds. What police find burned is burned.
func naming(s *text.Sentence, v int) bool {
	lemma := strings.ToLower(s.Tokens[v].Lemma)
	if loadLexicon().is("naming", lemma) {
		return true
	}
	n := s.Child(v, "nsubj")
	return lemma == "find" && n >= 0 && loadLexicon().is("finder-of-law", strings.ToLower(s.Tokens[n].Lemma))
}

// slipDead parts what became of somebody from who he is: "shot dead a
// fisherman".
func slipDead(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	v, d := s.Tokens[i].Head, s.Child(i, "det", "nummod", "nmod:poss")
	if v < 0 || v+1 >= i || !strings.EqualFold(s.Tokens[v+1].Text, "dead") || s.Tokens[v+1].Head != i || s.Tokens[v].UPOS != "VERB" || d != v+2 || s.Child(v, "xcomp") >= 0 {
		return
	}
	edit(v+1, v, "xcomp")
}
