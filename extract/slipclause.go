package extract

import (
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// slipsOfClauses corrects what the words around a token expose of the clause
// that it stands in.
func slipsOfClauses(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	switch s.Tokens[i].Deprel {
	case "det":
		slipWhom(s, i, edit)
	case "compound:prt":
		slipUpTo(s, i, edit)
	case "acl:relcl":
		slipTold(s, i, edit)
		slipBelieved(s, i, edit)
	case "obl", "advmod":
		slipSwornIn(s, i, edit)
		slipAfter(s, i, edit, retag)
	case "obj":
		slipScore(s, i, edit)
		slipAmong(s, i, edit)
	case "parataxis", "advcl", "conj", "acl":
		slipTold(s, i, edit)
		slipFragment(s, i, edit, retag)
		slipRuling(s, i, edit)
		slipSuspended(s, i, edit)
		slipWounded(s, i, edit, retag)
		slipEndSaid(s, i, edit, retag)
	case "cop":
		slipBeTo(s, i, edit, retag)
	case "amod":
		slipStruck(s, i, edit, retag)
		slipNeither(s, i, edit, retag)
	}
	if s.Tokens[i].UPOS == "NUM" {
		slipTally(s, i, edit)
	}
}

// subjectRelation is how the subject of verb v hangs on it, by its voice.
func subjectRelation(s *text.Sentence, v int) string {
	if s.Child(v, "aux:pass") >= 0 {
		return "nsubj:pass"
	}
	return "nsubj"
}

// slipWhom makes "whom" the object of its clause: "whom prosecutors suspect".
func slipWhom(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	n := s.Tokens[i].Head
	if !strings.EqualFold(s.Tokens[i].Text, "whom") || n < i || !strings.HasPrefix(s.Tokens[n].Deprel, "nsubj") {
		return
	}
	if v := s.Tokens[n].Head; v > n && s.Child(v, "obj") < 0 {
		edit(i, v, "obj")
	}
}

// slipSwornIn finds the particle before a preposition or the end: "was sworn in
// on 12 May".
func slipSwornIn(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	v := s.Tokens[i].Head
	if s.Tokens[i].UPOS != "ADP" || v != i-1 || s.Tokens[v].UPOS != "VERB" || i+1 >= len(s.Tokens) || !loadLexicon().is("particle", strings.ToLower(s.Tokens[i].Text)) {
		return
	}
	for k := range s.Tokens {
		if s.Tokens[k].Head == i {
			return
		}
	}
	if next := s.Tokens[i+1].UPOS; next == "ADP" || next == "PUNCT" || next == "SCONJ" || next == "CCONJ" {
		edit(i, v, "compound:prt")
	}
}

// slipAfter gives a clause of time the subject that was taken for the object of
// its conjunction: "were arrested after a group of youths threw stones".
func slipAfter(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	v := s.Tokens[i].Head
	if s.Tokens[i].Deprel != "obl" || v < 0 || s.Tokens[v].UPOS != "VERB" {
		return
	}
	c := s.Child(i, "case")
	if c < 0 || c > i {
		return
	}
	switch strings.ToLower(s.Tokens[c].Text) {
	case "after", "before", "until", "since":
	default:
		return
	}
	if v > i {
		// "…, a day after the minister refused": the verb has it already.
		if finiteTag(s.Tokens[v].XPOS) && s.Child(v, "nsubj", "nsubj:pass", "mark", "cc", "aux:pass", "expl") < 0 && s.Tokens[v].Head >= 0 && s.Tokens[v].Head < c {
			edit(i, v, "nsubj")
			edit(c, v, "mark")
			edit(v, s.Tokens[v].Head, "advcl")
		}
		return
	}
	if w := s.Tokens[v].Head; w > i && s.Tokens[v].Deprel == "advcl" && s.Tokens[v].XPOS == "VBD" && s.Tokens[w].XPOS == "VBD" && s.Child(v, "nsubj", "nsubj:pass", "mark", "aux") < 0 {
		// "Miners came out after the company agreed", with the verbs turned
		// round.
		if n := s.Child(w, "nsubj"); n >= 0 && n < v {
			edit(v, s.Tokens[w].Head, s.Tokens[w].Deprel)
			edit(n, v, "nsubj")
			edit(w, v, "advcl")
			edit(i, w, "nsubj")
			edit(c, w, "mark")
		}
		return
	}
	last := i
	for k := i + 1; k < len(s.Tokens) && (s.Below(k, i) || s.Tokens[k].UPOS == "PUNCT" && last > i+1); k++ {
		last = k
	}
	w := last + 1
	if w >= len(s.Tokens) || s.Tokens[w].UPOS != "VERB" && s.Tokens[w].UPOS != "AUX" {
		return
	}
	if s.Tokens[w].UPOS == "AUX" {
		w = s.Tokens[w].Head
	}
	if w <= last || !s.Below(w, v) && !s.Below(v, s.Tokens[w].Head) || s.Tokens[w].UPOS != "VERB" || s.Child(w, "nsubj", "nsubj:pass", "cc", "mark", "expl") >= 0 {
		return
	}
	aux := s.Child(w, "aux", "aux:pass")
	if aux < 0 && s.Tokens[w].XPOS != "VBD" && s.Tokens[w].XPOS != "VBZ" || s.Tokens[w].Head < 0 {
		return
	}
	rel := subjectRelation(s, w)
	edit(w, v, "advcl")
	edit(i, w, rel)
	edit(c, w, "mark")
}

// slipScore makes a manner of the count of votes: "voted 21 to 18 to reject".
func slipScore(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	v := s.Tokens[i].Head
	if s.Tokens[i].UPOS != "NUM" || v != i-1 || s.Tokens[v].UPOS != "VERB" || !loadLexicon().is("scored", strings.ToLower(s.Tokens[v].Lemma)) {
		return
	}
	edit(i, v, "obl:unmarked")
}

// slipTally keeps the two numbers of a result together: "by 30 votes to 9",
// "21 to 18".
func slipTally(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	if i < 3 || s.Tokens[i].Deprel != "obl" || s.Child(i, "case") != i-1 || !strings.EqualFold(s.Tokens[i-1].Text, "to") {
		return
	}
	n := i - 2
	switch {
	case s.Tokens[n].UPOS == "NUM" && strings.HasPrefix(s.Tokens[n].Deprel, "obl") && s.Child(n, "case") < 0:
	case s.Tokens[n].UPOS == "NOUN" && s.Child(n, "nummod") == n-1 && s.Tokens[n].Deprel == "obl":
	default:
		return
	}
	if s.Tokens[n].Head == s.Tokens[i].Head {
		edit(i, n, "nmod")
	}
}

// slipSuspended keeps what is said of a term from the one who sets it: "to five
// years in jail, suspended", "to four years, two of them suspended".
func slipSuspended(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	v := s.Tokens[i].Head
	if s.Tokens[i].XPOS != "VBN" && s.Tokens[i].XPOS != "VBD" || v < 0 || v > i || s.Tokens[v].UPOS != "VERB" || s.Child(i, "obj", "aux", "aux:pass", "mark", "cc", "nsubj:outer") >= 0 {
		return
	}
	first := i
	if n := s.Child(i, "nsubj", "nsubj:pass"); n >= 0 {
		switch strings.ToLower(s.Tokens[n].Text) {
		case "all", "both", "most", "half", "part", "some", "two", "three", "one", "six", "four", "five":
		default:
			if s.Tokens[n].UPOS != "NUM" {
				return
			}
		}
		first = n
		for first > 0 && s.Below(first-1, n) {
			first--
		}
	}
	if first < 2 {
		return
	}
	if first == i && s.Tokens[first-1].Text != "," || s.Tokens[first-1].Text != "," {
		if s.Tokens[first].Text != "," {
			return
		}
		first++
	}
	lex, unit := loadLexicon(), -1
	for k := first - 2; k > v; k-- {
		if s.Tokens[k].UPOS == "NOUN" && lex.is("time-unit", strings.ToLower(s.Tokens[k].Lemma)) && s.Tokens[k].Head == v {
			unit = k
			break
		}
		if s.Tokens[k].Text == "," {
			return
		}
	}
	if unit < 0 {
		return
	}
	for k := i + 1; k < len(s.Tokens); k++ {
		if s.Tokens[k].Head == i && s.Tokens[k].Deprel != "punct" {
			edit(k, v, s.Tokens[k].Deprel)
		}
	}
	edit(i, unit, "amod")
}

// slipStruck makes the verb of a sentence of the finite verb that was read as
// an attribute of its object: "A magnitude 6.8 earthquake struck northern
// Tavia."
func slipStruck(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	o := s.Tokens[i].Head
	if o < i || s.Tokens[o].Head >= 0 || s.Tokens[i].UPOS != "VERB" || i < 2 || s.Heading || s.Child(o, "cop", "aux", "nsubj", "case") >= 0 {
		return
	}
	n := s.Child(i, "obl:unmarked", "nsubj", "obl", "compound")
	if n < 0 || n != i-1 || s.Tokens[n].UPOS != "NOUN" && s.Tokens[n].UPOS != "PROPN" || s.Tokens[n+1].Text == "-" || s.Tokens[n].End == s.Tokens[i].Start {
		return
	}
	if end := s.Tokens[len(s.Tokens)-1].Text; end != "." && end != "”" && end != "\"" {
		return
	}
	for k := range s.Tokens {
		if k != i && s.Tokens[k].Head == o && k < i && s.Tokens[k].Deprel != "punct" {
			edit(k, n, s.Tokens[k].Deprel)
		}
	}
	for k := o + 1; k < len(s.Tokens); k++ {
		if s.Tokens[k].Head != o {
			continue
		}
		switch rel := s.Tokens[k].Deprel; rel {
		case "acl":
			edit(k, i, "advcl")
		case "nmod", "nmod:unmarked":
			edit(k, i, "obl")
		case "advmod", "punct", "parataxis", "advcl":
			edit(k, i, rel)
		}
	}
	for k := i + 1; k < o; k++ {
		if s.Tokens[k].Head == o && s.Tokens[k].Deprel == "advmod" {
			edit(k, i, "advmod")
		}
	}
	mainVerb(i, n, o, edit, retag)
}

// slipNeither makes a perfect of "had" with the participle behind "neither" or
// "never": "had neither sent weapons nor trained soldiers".
func slipNeither(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	n, v := s.Tokens[i].Head, i-2
	if v < 0 || n <= i || s.Tokens[i].XPOS != "VBN" || !strings.EqualFold(s.Tokens[v].Lemma, "have") || s.Tokens[n].Head != v || s.Tokens[n].Deprel != "obj" {
		return
	}
	adv := i - 1
	switch strings.ToLower(s.Tokens[adv].Text) {
	case "neither", "never", "already", "also", "either":
	default:
		return
	}
	for k := range s.Tokens {
		switch {
		case k == i || k == n || k == adv:
		case s.Tokens[k].Head == v:
			edit(k, i, s.Tokens[k].Deprel)
		case s.Tokens[k].Head == n && k > n && s.Tokens[k].Deprel == "nmod":
			if c := s.Child(k, "case"); c >= 0 && !strings.EqualFold(s.Tokens[c].Text, "of") {
				edit(k, i, "obl")
			}
		}
	}
	edit(i, s.Tokens[v].Head, s.Tokens[v].Deprel)
	retag(i, "VERB", "VBN")
	edit(v, i, "aux")
	retag(v, "AUX", s.Tokens[v].XPOS)
	edit(n, i, "obj")
	edit(adv, i, "advmod")
}

// slipWounded makes a passive of the second of two counts: "nine were killed
// and at least 20 wounded".
func slipWounded(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	v, n := s.Tokens[i].Head, i-1
	if s.Tokens[i].Deprel != "conj" || v < 0 || v > i || s.Tokens[v].UPOS != "VERB" || s.Child(v, "aux:pass") < 0 || s.Child(v, "nsubj:pass") < 0 {
		return
	}
	if s.Tokens[i].UPOS != "ADJ" && s.Tokens[i].UPOS != "VERB" || !strings.HasSuffix(s.Tokens[i].Text, "ed") && s.Tokens[i].XPOS != "VBN" && s.Tokens[i].XPOS != "VBD" {
		return
	}
	if s.Tokens[n].UPOS != "NUM" && s.Tokens[n].UPOS != "NOUN" || s.Tokens[n].Head != i || s.Child(i, "aux", "aux:pass", "cop", "obj") >= 0 || s.Child(n, "case") >= 0 {
		return
	}
	edit(n, i, "nsubj")
	retag(i, "VERB", "VBN")
	for k := range s.Tokens {
		// "when forces shelled a market" dates both.
		if k > i && s.Tokens[k].Head == i && s.Tokens[k].Deprel == "advcl" {
			edit(k, v, "advcl")
		}
	}
}

// slipBeTo finds the verb behind "is to" that was taken for an attribute: "the
// government is to free 25 rebels".
func slipBeTo(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	n := s.Tokens[i].Head
	if n == i+2 && s.Tokens[n].Deprel == "amod" {
		n = s.Tokens[n].Head
	}
	if i+2 >= len(s.Tokens) || n < i+3 || !strings.EqualFold(s.Tokens[i+1].Text, "to") || s.Tokens[i+2].UPOS != "ADJ" || s.Tokens[i+2].Head != n ||
		s.Tokens[i+2].Deprel != "amod" || s.Tokens[n].UPOS != "NOUN" && s.Tokens[n].UPOS != "PROPN" {
		return
	}
	v := i + 2
	switch strings.ToLower(s.Tokens[v].Text) {
	case "free", "open", "clear", "empty", "double", "triple", "clean", "secure", "present", "complete", "dry", "warm", "cool", "lower", "narrow", "near", "separate", "moderate":
	default:
		return
	}
	edit(v, s.Tokens[n].Head, s.Tokens[n].Deprel)
	retag(v, "VERB", "VB")
	edit(n, v, "obj")
	edit(i, v, "aux")
	edit(i+1, v, "mark")
	for k := range s.Tokens {
		if s.Tokens[k].Head == n && k < i || s.Tokens[k].Head == n && s.Tokens[k].Deprel == "punct" {
			edit(k, v, s.Tokens[k].Deprel)
		}
	}
}

// slipAmong takes the one of many from the verb: "five people died, among them
// a boy".
func slipAmong(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	v := s.Tokens[i].Head
	if v < 0 || v > i || s.Tokens[v].UPOS != "VERB" {
		return
	}
	for k := i - 1; k > v+1; k-- {
		if s.Tokens[k].UPOS != "PRON" || s.Tokens[k].Head != v || !strings.EqualFold(s.Tokens[k-1].Text, "among") || s.Tokens[k-2].Text != "," {
			continue
		}
		for j := k + 1; j < i; j++ {
			if !s.Below(j, i) {
				return
			}
		}
		edit(i, k, "appos")
		return
	}
}

// slipUpTo keeps the limit of a number from the verb: "faces up to ten years".
func slipUpTo(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	v := s.Tokens[i].Head
	if i+2 >= len(s.Tokens) || v < 0 || !strings.EqualFold(s.Tokens[i].Text, "up") || !strings.EqualFold(s.Tokens[i+1].Text, "to") || s.Tokens[i+1].Deprel != "case" || s.Tokens[i+2].UPOS != "NUM" {
		return
	}
	n := s.Tokens[i+1].Head
	edit(i, i+2, "advmod")
	edit(i+1, i, "fixed")
	if s.Tokens[n].Head == v && s.Tokens[n].Deprel == "obl" && s.Child(v, "obj") < 0 {
		edit(n, v, "obj")
	}
}
