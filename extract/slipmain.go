package extract

import (
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// slipsOfMains finds the verb that a clause belongs to, where the parser lost
// the main verb or hung a clause on the wrong one.
func slipsOfMains(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	slipHeadless(s, i, edit, retag)
	slipCeased(s, i, edit, retag)
	slipVerblessEnd(s, i, edit, retag)
	slipProcessed(s, i, edit, retag)
	slipMoreThan(s, i, edit)
	slipTitleSubject(s, i, edit)
	slipFront(s, i, edit)
	switch s.Tokens[i].Deprel {
	case "conj":
		slipAfterList(s, i, edit)
		slipDueTo(s, i, edit)
		slipBackshift(s, i, edit)
		slipNewSubject(s, i, edit)
	case "advcl":
		slipSigned(s, i, edit)
	case "obj":
		slipWhichDid(s, i, edit)
	case "acl":
		slipBorn(s, i, edit)
	case "acl:relcl":
		slipNearest(s, i, edit)
		slipWere(s, i, edit)
		slipToldIt(s, i, edit)
		slipAmongWho(s, i, edit)
	}
}

// slipHeadless finds the main verb of a sentence whose root is a noun with a
// relative clause, in which the verb was swallowed: "Dockworkers who had lost
// their jobs when the port closed gathered outside".
func slipHeadless(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	if s.Tokens[i].Head >= 0 || s.Tokens[i].UPOS != "NOUN" && s.Tokens[i].UPOS != "PROPN" || s.Heading || s.Child(i, "cop", "nsubj", "obj", "aux", "case", "conj", "parataxis", "ccomp") >= 0 {
		return
	}
	r := s.Child(i, "acl:relcl")
	if r < i || !strings.HasSuffix(s.Tokens[len(s.Tokens)-1].Text, ".") {
		return
	}
	v := -1
	for k := r + 1; k < len(s.Tokens); k++ {
		if s.Tokens[k].UPOS != "VERB" || s.Tokens[k].XPOS != "VBD" && s.Tokens[k].XPOS != "VBN" || !s.Below(k, r) || s.Child(k, "nsubj", "nsubj:pass", "aux", "aux:pass", "mark", "cc", "cop") >= 0 {
			continue
		}
		switch s.Tokens[k].Deprel {
		case "xcomp", "ccomp", "advcl", "dep", "parataxis", "acl", "conj":
		default:
			continue
		}
		// What it hangs on is a clause that is whole without it.
		h := s.Tokens[k].Head
		if h > k || s.Tokens[h].UPOS != "VERB" || s.Tokens[k].Deprel == "conj" || loadLexicon().is("naming", strings.ToLower(s.Tokens[h].Lemma)) || s.Tokens[k-1].Text == "," && s.Tokens[k].XPOS == "VBN" {
			continue
		}
		v = k
		break
	}
	if v < 0 {
		return
	}
	for k := range s.Tokens {
		if k != r && s.Tokens[k].Head == i && k > v {
			edit(k, v, s.Tokens[k].Deprel)
		}
	}
	if end := len(s.Tokens) - 1; s.Tokens[end].Deprel == "punct" {
		edit(end, v, "punct")
	}
	edit(v, -1, "root")
	edit(i, v, "nsubj")
	retag(v, "VERB", "VBD")
}

// slipCeased makes the verb of a sentence of what was read as an attribute behind
// its head noun: "Budget airline Polar Air ceased operations and filed for
// bankruptcy".
func slipCeased(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	h := s.Tokens[i].Head
	if s.Tokens[i].Deprel != "amod" || s.Tokens[i].UPOS != "VERB" || s.Tokens[i].XPOS != "VBD" && s.Tokens[i].XPOS != "VBN" || h < 0 || h > i || s.Tokens[h].Head >= 0 || s.Heading ||
		!nominalTag(s.Tokens[h].UPOS) || s.Child(h, "cop", "nsubj", "case", "obj") >= 0 || s.Child(i, "aux", "aux:pass", "mark", "cc") >= 0 || s.Tokens[i-1].UPOS != "PROPN" && i-1 != h {
		return
	}
	for k := range s.Tokens {
		switch {
		case k == i || s.Tokens[k].Head != h:
		case k > h && k < i && s.Tokens[k].UPOS == "PROPN":
			edit(k, h, "appos")
		case k > i && s.Tokens[k].Deprel == "appos" && s.Tokens[firstOf(s, k)-1].Text != ",":
			edit(k, i, "obj")
		case k > i:
			edit(k, i, s.Tokens[k].Deprel)
		}
	}
	edit(i, -1, "root")
	edit(h, i, "nsubj")
	retag(i, "VERB", "VBD")
}

// slipVerblessEnd does the same where what follows the verb was taken for one
// noun with it and no finite verb is left in the sentence: "Its owner, Jan Holm,
// blamed fuel prices and a strike."
func slipVerblessEnd(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	o := s.Tokens[i].Head
	if s.Tokens[i].Deprel != "amod" || s.Tokens[i].XPOS != "VBN" && s.Tokens[i].XPOS != "VBD" || i < 2 || o < i || s.Heading || s.Tokens[len(s.Tokens)-1].Text != "." {
		return
	}
	h := s.Tokens[o].Head
	if h < 0 || h > i || s.Tokens[h].Head >= 0 || !nominalTag(s.Tokens[h].UPOS) || s.Tokens[o].Deprel != "conj" && s.Tokens[o].Deprel != "appos" || s.Child(o, "cc", "case") >= 0 || s.Child(i, "aux", "aux:pass") >= 0 {
		return
	}
	if s.Tokens[i-1].UPOS != "PROPN" && !comma(s, i-1) || comma(s, i-1) && s.Tokens[i-2].UPOS != "PROPN" {
		return
	}
	for k := range s.Tokens {
		if finiteTag(s.Tokens[k].XPOS) || s.Tokens[k].XPOS == "MD" {
			return
		}
	}
	for k := range s.Tokens {
		switch up := s.Tokens[k].Head; {
		case k == i || k == o:
		case up == o && k < i:
			edit(k, h, "appos")
		case up != h || k < i:
		case s.Tokens[k].UPOS == "VERB" && s.Tokens[k].Deprel == "conj":
			edit(k, i, "conj")
			retag(k, "VERB", "VBD")
		case s.Tokens[k].Deprel == "conj":
			edit(k, o, "conj")
		default:
			edit(k, i, s.Tokens[k].Deprel)
		}
	}
	mainVerb(i, h, o, edit, retag)
}

// mainVerb makes token i the verb of the sentence, with n for its subject and o
// for its object.
func mainVerb(i, n, o int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	edit(i, -1, "root")
	edit(n, i, "nsubj")
	edit(o, i, "obj")
	retag(i, "VERB", "VBD")
}

// slipProcessed does the same where the object was taken for the head of the
// sentence: "Norvik processed card payments for shops".
func slipProcessed(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	o, n := s.Tokens[i].Head, i-1
	if s.Tokens[i].Deprel != "amod" || s.Tokens[i].XPOS != "VBN" && s.Tokens[i].XPOS != "VBD" || n < 0 || o < i || s.Tokens[o].Head >= 0 || s.Heading || s.Tokens[len(s.Tokens)-1].Text != "." ||
		s.Tokens[n].UPOS != "PROPN" || s.Tokens[n].Head != o || s.Tokens[n].Deprel != "compound" || s.Child(o, "cop", "nsubj", "case") >= 0 || s.Child(i, "aux", "aux:pass") >= 0 {
		return
	}
	for k := range s.Tokens {
		if finiteTag(s.Tokens[k].XPOS) || s.Tokens[k].XPOS == "MD" {
			return
		}
	}
	for k := range s.Tokens {
		switch {
		case s.Tokens[k].Head != o || k == i || k == n:
		case k < n:
			edit(k, n, s.Tokens[k].Deprel)
		case s.Tokens[k].Deprel == "conj" && s.Tokens[k].UPOS == "VERB":
			edit(k, i, "conj")
			retag(k, "VERB", "VBD")
		case k > o && s.Tokens[k].Deprel != "conj" && s.Tokens[k].Deprel != "nmod" && s.Tokens[k].Deprel != "acl:relcl" && s.Tokens[k].Deprel != "appos":
			edit(k, i, s.Tokens[k].Deprel)
		}
	}
	mainVerb(i, n, o, edit, retag)
}

// slipMoreThan makes an object of the bare number behind "more than": "killing 11
// and injuring more than 60".
func slipMoreThan(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	v := s.Tokens[i].Head
	if s.Tokens[i].UPOS != "NUM" || s.Tokens[i].Deprel != "obl" || v != i-3 || s.Tokens[v].UPOS != "VERB" || !strings.EqualFold(s.Tokens[i-1].Text, "than") || s.Tokens[i-1].Head != i || s.Child(v, "obj", "aux:pass") >= 0 {
		return
	}
	lex, l := loadLexicon(), strings.ToLower(s.Tokens[v].Lemma)
	if lex.is("scaled", l) || lex.is("intransitive", l) {
		return
	}
	edit(i, v, "obj")
	edit(i-2, i, "advmod")
	edit(i-1, i-2, "fixed")
}

// slipFront makes a subject of the name before a finite verb without one that was
// taken for an adverb: "Norsk Fly pulled out on Sunday".
func slipFront(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	v := s.Tokens[i].Head
	if s.Tokens[i].UPOS != "PROPN" || v < i || s.Tokens[i].Deprel != "advmod" || s.Tokens[v].UPOS != "VERB" || !finiteTag(s.Tokens[v].XPOS) || s.Child(v, "nsubj", "nsubj:pass", "expl", "aux", "aux:pass", "mark") >= 0 {
		return
	}
	edit(i, v, "nsubj")
}

// slipTitleSubject makes one subject of an office and the name right behind it:
// "Industry minister Even Rognes said". A clause has one subject.
func slipTitleSubject(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	if s.Tokens[i].Deprel != "nsubj" || s.Tokens[i].UPOS != "PROPN" || i == 0 || s.Tokens[i].Head < i {
		return
	}
	first := i
	for first > 0 && s.Tokens[first-1].Head == i && s.Tokens[first-1].Text != "," {
		first--
	}
	n := first - 1
	if n < 0 || s.Tokens[n].Head != s.Tokens[i].Head || s.Tokens[n].Deprel != "nsubj" || s.Tokens[n].UPOS != "NOUN" || !loadLexicon().is("role-noun", strings.ToLower(s.Tokens[n].Lemma)) {
		return
	}
	edit(n, i, "nmod:desc")
	for k := first; k < i; k++ {
		if w := s.Tokens[k].Text; w[0] >= 'A' && w[0] <= 'Z' {
			edit(k, i, "compound") // a first name that is also a word
		}
	}
}

// slipAfterList gives a clause of time the subject that is a list, whose "and"
// was taken to join the clause: "returned after the unions and the company
// reached a deal".
func slipAfterList(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	v := s.Tokens[i].Head
	if v < 0 || v > i || s.Tokens[i].UPOS != "VERB" || s.Tokens[v].UPOS != "VERB" || !finiteTag(s.Tokens[i].XPOS) && s.Tokens[i].XPOS != "VBN" || s.Child(i, "mark", "expl") >= 0 {
		return
	}
	second := s.Child(i, "nsubj", "nsubj:pass")
	for n := v + 1; n < i; n++ {
		if s.Tokens[n].Head != v && s.Tokens[n].Head != i || s.Tokens[n].Deprel != "obl" {
			continue
		}
		c := s.Child(n, "case")
		if c < 0 || c > n {
			continue
		}
		switch strings.ToLower(s.Tokens[c].Text) {
		case "after", "before", "until", "since":
		default:
			continue
		}
		last := n
		for k := n + 1; k < i; k++ {
			cc := s.Tokens[k].Deprel == "cc" && s.Tokens[k].Head == i
			if !s.Below(k, n) && !cc && !(second >= 0 && s.Below(k, second)) && !(s.Tokens[k].Head == i && strings.HasPrefix(s.Tokens[k].Deprel, "aux")) {
				last = -1
				break
			}
			last = k
		}
		list := s.Child(n, "conj")
		if second >= 0 {
			// With "and" before its own subject. Nobody comes after an actor.
			if cc := s.Child(i, "cc"); !acts(s, n) || cc < 0 || cc != firstOf(s, second)-1 || !s.Below(cc-1, n) {
				continue
			}
			edit(second, n, "conj")
			list, last = second, i
		}
		if last < 0 || list < 0 {
			continue
		}
		if cc := s.Child(i, "cc"); cc >= 0 {
			if cc < n || cc > list {
				continue // "left after the talks and the lunch and went home"
			}
			edit(cc, list, "cc")
		}
		edit(i, v, "advcl")
		edit(n, i, subjectRelation(s, i))
		edit(c, i, "mark")
		return
	}
}

// slipDueTo gives an adjective the infinitive right behind it which was taken
// for a conjunct without a conjunction: "cut short his visit and was due to
// arrive on Saturday".
func slipDueTo(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	m := s.Child(i, "mark")
	if s.Tokens[i].XPOS != "VB" || m < 1 || !strings.EqualFold(s.Tokens[m].Text, "to") || s.Child(i, "nsubj", "aux") >= 0 {
		return
	}
	a, cc := m-1, s.Child(i, "cc")
	if cc >= a || cc >= 0 && s.Tokens[a].Deprel != "conj" {
		return
	}
	if s.Tokens[a].UPOS == "ADJ" && s.Child(a, "cop") >= 0 || s.Tokens[a].UPOS == "VERB" && a != s.Tokens[i].Head && s.Tokens[a].XPOS != "VB" {
		edit(i, a, "xcomp")
		if cc >= 0 {
			edit(cc, a, "cc")
		}
	}
}

// slipBackshift keeps the perfect or the conditional of what was said with what
// was said: "said that his client was innocent and had cooperated". The saying
// itself is in the simple past.
func slipBackshift(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	v, a := s.Tokens[i].Head, s.Child(i, "aux")
	if v < 0 || v > i || a < v || a > i || s.Tokens[v].XPOS != "VBD" || s.Child(i, "nsubj", "nsubj:pass", "expl", "mark") >= 0 || s.Child(v, "nsubj") < 0 {
		return
	}
	c := s.Child(v, "ccomp")
	if c < v || c > i || s.Child(c, "nsubj", "nsubj:pass") < 0 {
		return
	}
	switch strings.ToLower(s.Tokens[a].Text) {
	case "had", "would", "might", "could", "should":
	default:
		return
	}
	if f, ok := frameOf(s, v, "that"); !ok || f != forceSpeech {
		return
	}
	for k := c; k < i; k++ {
		switch s.Tokens[k].Text {
		case "”", "\"", "''", "»":
			return
		}
	}
	edit(i, c, "conj")
}

// slipNewSubject gives a conjunct the subject that its "and" stands before, which
// was taken for a second object: "condemned the move, and minister Lars Holm,
// who faces an election, said".
func slipNewSubject(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	v, cc := s.Tokens[i].Head, s.Child(i, "cc")
	if v < 0 || v > i || cc < v || cc > i || !finiteTag(s.Tokens[i].XPOS) || !comma(s, cc-1) || s.Child(i, "nsubj", "nsubj:pass", "expl", "csubj", "aux") >= 0 {
		return
	}
	for n := cc + 1; n < i; n++ {
		if s.Tokens[n].Deprel != "conj" || !nominalTag(s.Tokens[n].UPOS) || s.Tokens[n].Head < v || s.Tokens[n].Head > cc || s.Child(n, "cc", "case") >= 0 || firstOf(s, n) != cc+1 {
			continue
		}
		for k := n + 1; k < i; k++ {
			if !s.Below(k, n) && s.Tokens[k].UPOS != "PUNCT" && s.Tokens[k].Head != i {
				return
			}
		}
		edit(n, i, "nsubj")
		return
	}
}
