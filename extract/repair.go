package extract

import (
	"strings"

	"github.com/dramatis-kg/dramatis/extract/speech"
	"github.com/dramatis-kg/dramatis/nlp/lemma"
	"github.com/dramatis-kg/dramatis/text"
)

// repaired returns the document with trees corrected where the parser is
// known to err and the words leave no doubt. The given document is not
// changed; sentences without a repair are shared. The second result says in which
// sentences some word hangs elsewhere than the parser hung it.
func repaired(d *text.Document) (*text.Document, []bool) {
	out := *d
	mended := make([]bool, len(d.Sentences))
	out.Sentences = append([]text.Sentence(nil), d.Sentences...)
	for si := range out.Sentences {
		s := &out.Sentences[si]
		fixed := false
		edit := func(i, head int, rel string) {
			if !fixed {
				s.Tokens = append([]text.Token(nil), s.Tokens...)
				fixed = true
			}
			s.Tokens[i].Head, s.Tokens[i].Deprel = head, rel
		}
		retag := func(i int, upos, xpos string) {
			edit(i, s.Tokens[i].Head, s.Tokens[i].Deprel)
			if upos == "VERB" && s.Tokens[i].UPOS != "VERB" {
				s.Tokens[i].Lemma = lemma.Lemma(strings.ToLower(s.Tokens[i].Text), upos, xpos)
			}
			if upos == "NOUN" && s.Tokens[i].UPOS == "VERB" {
				s.Tokens[i].Lemma = strings.ToLower(s.Tokens[i].Text) // "laundering" is no washing
			}
			s.Tokens[i].UPOS, s.Tokens[i].XPOS = upos, xpos
		}
		untangle(s, edit)
		if len(s.Tokens) > maxTokens {
			continue
		}
		speech.Mend(s, edit, retag)
		repairTags(s, retag)
		for i := range s.Tokens {
			slipCrossed(s, i, edit)
		}
		for i := range s.Tokens {
			slipsOfPhrases(s, i, edit, retag)
			slipsAstray(s, i, edit, retag)
		}
		slipDays(d, si, s, edit)
		slips(s, edit, retag)
		for i := range s.Tokens {
			slipsOfMains(s, i, edit, retag)
		}
		slipTimes(d, si, s, edit)
		slipParticles(d, si, s, edit)
		for i := range s.Tokens {
			switch s.Tokens[i].Deprel {
			case "acl:relcl", "acl":
				slipWho(d, si, s, i, edit)
				repairThat(s, i, edit)
			case "nsubj":
				repairSubject(s, i, edit)
			case "cop":
				if h := s.Tokens[i].Head; h >= 0 && s.Tokens[h].Deprel == "mark" && s.Tokens[h].Head >= 0 {
					edit(i, s.Tokens[h].Head, "aux") // "is due to meet"
				}
			case "aux", "aux:pass":
				repairAuxiliary(s, i, edit)
			case "obl":
				repairAfterRelative(s, i, edit)
			case "obj":
				repairNaming(s, i, edit)
			case "conj":
				slipBearer(d, si, s, i, edit)
				repairAside(s, i, edit)
				repairInfinitive(s, i, edit)
				repairCondition(s, i, edit)
			case "nsubj:pass", "csubj:pass":
				repairVoice(s, i, edit)
			case "appos", "advmod", "dep", "nmod:unmarked", "compound", "obl:unmarked", "parataxis":
				repairNaming(s, i, edit)
				slipBearer(d, si, s, i, edit)
			}
		}
		if fixed {
			untangle(s, edit)
			mended[si] = rehung(d.Sentences[si].Tokens, s.Tokens)
		}
	}
	return &out, mended
}

// rehung reports that some word has another head than before.
func rehung(was, is []text.Token) bool {
	for i := range is {
		if is[i].Head != was[i].Head {
			return true
		}
	}
	return false
}

// maxTokens bounds the sentences that are read: what is longer is no sentence
// but a table, a log or a text without punctuation, and its tree is a guess.
const maxTokens = 1000

// untangle makes a damaged tree a forest: heads outside the sentence and the
// tokens that close a cycle become roots.
func untangle(s *text.Sentence, edit func(i, head int, rel string)) {
	n := len(s.Tokens)
	state := make([]uint8, n) // 0 unseen, 1 on the path, 2 safe
	var path []int
	for i := range s.Tokens {
		path = path[:0]
		for k := i; k >= 0 && state[k] != 2; k = s.Tokens[k].Head {
			if state[k] == 1 || s.Tokens[k].Head >= n {
				edit(k, -1, "root")
				break
			}
			state[k] = 1
			path = append(path, k)
		}
		for _, k := range path {
			state[k] = 2
		}
	}
	for i := range s.Tokens {
		if s.Tokens[i].Head < 0 && s.Tokens[i].Deprel != "root" {
			edit(i, -1, "root")
		}
	}
}

// repairThat turns a relative clause without a gap into a complement:
// "told reporters that Kyiv had agreed" and "the claim that Kyiv attacked",
// where "that" was taken for a second object.
func repairThat(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	noun := s.Tokens[i].Head
	if noun < 0 {
		return
	}
	that, subject, object := -1, false, false
	for k := range s.Tokens {
		if s.Tokens[k].Head != i {
			continue
		}
		switch rel := s.Tokens[k].Deprel; {
		case strings.EqualFold(s.Tokens[k].Text, "that") && k < i:
			if strings.HasPrefix(rel, "nsubj") {
				return
			}
			that = k
		case strings.HasPrefix(rel, "nsubj"):
			subject = true
		case rel == "obj" || rel == "xcomp" || rel == "ccomp" || rel == "cop":
			object = true
		}
	}
	if lex := loadLexicon(); lex.is("intransitive", strings.ToLower(s.Tokens[i].Lemma)) && lex.takesThat(strings.ToLower(s.Tokens[noun].Lemma)) {
		object = true // "reports that she had resigned"
	}
	verb := s.Tokens[noun].Head
	addressed := verb >= 0 && (s.Tokens[noun].Deprel == "obj" || s.Tokens[noun].Deprel == "iobj") &&
		loadLexicon().is("telling", strings.ToLower(s.Tokens[verb].Lemma))
	if addressed && s.Child(verb, "ccomp", "xcomp") < 0 && s.Child(i, "obj", "iobj") == that {
		object = true // "told a rally that she would stay": who is told is told something
	}
	if that >= 0 && i+1 < len(s.Tokens) && s.Tokens[i+1].UPOS == "ADP" && loadLexicon().is("knows-of", strings.ToLower(s.Tokens[i].Lemma)+"_"+strings.ToLower(s.Tokens[i+1].Text)) && s.Child(i, "obl") > i {
		object = true // "evidence that he knew of the fraud"
	}
	if that < 0 || !subject || !object {
		return
	}
	switch {
	case addressed:
		edit(i, verb, "ccomp")
	case s.Tokens[noun].UPOS == "NOUN":
		edit(i, noun, "acl")
	default:
		return
	}
	edit(that, i, "mark")
}

// repairVoice makes the subject of a verb active that has no passive
// auxiliary in a full sentence: "…,” the minister asked."
func repairVoice(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	v := s.Tokens[i].Head
	if v < 0 || s.Heading || len(s.Tokens) == 0 || s.Tokens[v].UPOS != "VERB" {
		return
	}
	closed := false
	for k := max(0, len(s.Tokens)-3); k < len(s.Tokens); k++ {
		switch s.Tokens[k].Text {
		case ".", "!", "?":
			closed = true
		}
	}
	if !closed {
		return
	}
	perfect := false
	for k := range s.Tokens {
		if s.Tokens[k].Head != v {
			continue
		}
		switch s.Tokens[k].Deprel {
		case "aux:pass", "obl:agent", "conj":
			return
		case "aux":
			if !strings.EqualFold(s.Tokens[k].Lemma, "have") {
				return
			}
			perfect = true
		}
	}
	switch s.Tokens[v].Deprel {
	case "root", "ccomp", "parataxis", "acl:relcl":
	default:
		if !perfect {
			return // "one was killed and two wounded", "with laws expected soon"
		}
	}
	edit(i, v, strings.TrimSuffix(s.Tokens[i].Deprel, ":pass"))
}

// repairInfinitive hangs a bare verb, coordinated with a finite one that it
// does not agree with, on the infinitive before it: "announced a plan to
// collect designs and determine …".
func repairInfinitive(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	h := s.Tokens[i].Head
	if h < 0 || h > i || s.Tokens[i].XPOS != "VB" && s.Tokens[i].XPOS != "VBP" || s.Tokens[h].XPOS != "VBD" && s.Tokens[h].XPOS != "VBZ" {
		return
	}
	for k := range s.Tokens {
		if s.Tokens[k].Head != i {
			continue
		}
		switch rel, _, _ := strings.Cut(s.Tokens[k].Deprel, ":"); rel {
		case "nsubj", "aux", "csubj", "expl":
			return
		}
	}
	for k := i - 1; k > h; k-- {
		if s.Tokens[k].XPOS != "VB" || s.Tokens[k].UPOS != "VERB" {
			continue
		}
		for up, n := k, 0; up >= 0 && n < len(s.Tokens); up, n = s.Tokens[up].Head, n+1 {
			if up == h {
				edit(i, k, "conj")
				return
			}
			if up == i {
				break
			}
		}
	}
}

// repairCondition hangs a clause that follows an if-clause without a comma on
// it, not on the main clause: "will stay if A wins and B resigns".
func repairCondition(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	h := s.Tokens[i].Head
	if h < 0 || h > i || s.Tokens[i].UPOS != "VERB" {
		return
	}
	cc := -1
	for k := h + 1; k < i; k++ {
		if s.Tokens[k].Head == i && s.Tokens[k].Deprel == "cc" {
			cc = k
		}
	}
	if cc < 1 || s.Tokens[cc-1].Text == "," {
		return
	}
	lex := loadLexicon()
	for a := cc - 1; a > h; a-- {
		if s.Tokens[a].Head != h || s.Tokens[a].Deprel != "advcl" {
			continue
		}
		for k := h + 1; k < a; k++ {
			if s.Tokens[k].Head == a && s.Tokens[k].Deprel == "mark" && lex.is("if-mark", strings.ToLower(s.Tokens[k].Text)) {
				edit(i, a, "conj")
				return
			}
		}
	}
}

// repairSubject makes one subject of two that are a title and a name with a
// comma between: "the prime minister, Anna Berg, said".
func repairSubject(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	lex := loadLexicon()
	if !lex.is("role-noun", strings.ToLower(s.Tokens[i].Lemma)) {
		return
	}
	for k := i + 2; k < len(s.Tokens) && k <= i+3; k++ {
		if s.Tokens[k].Head == s.Tokens[i].Head && s.Tokens[k].Deprel == "nsubj" && s.Tokens[k].UPOS == "PROPN" && s.Tokens[i+1].Text == "," {
			edit(k, i, "appos")
			return
		}
	}
}

// repairTags corrects tags that the tree contradicts: "that" as the object or
// subject of a relative clause is a pronoun, and what has a subject and a
// complement but no copula is a verb ("Brandt plans to bring").
func repairTags(s *text.Sentence, retag func(i int, upos, xpos string)) {
	for i := range s.Tokens {
		t := &s.Tokens[i]
		switch {
		case strings.EqualFold(t.Text, "that") && t.XPOS != "WDT" && t.Head > i && s.Tokens[t.Head].Deprel == "acl:relcl" &&
			(t.Deprel == "obj" || t.Deprel == "nsubj" || t.Deprel == "obl"):
			second := false
			for k := range s.Tokens {
				second = second || k != i && s.Tokens[k].Head == t.Head && s.Tokens[k].Deprel == t.Deprel
			}
			if !second {
				retag(i, "PRON", "WDT")
			}
		case t.XPOS == "VBD" && t.UPOS == "VERB" && t.Deprel == "acl" && t.Head >= 0 && t.Head < i && s.Child(i, "nsubj", "nsubj:pass", "mark", "aux") < 0:
			retag(i, "VERB", "VBN") // "two people briefed on the plan"
		case t.UPOS == "NOUN" && (t.XPOS == "NNS" || t.XPOS == "NN"):
			subject, complement, nominal := false, false, false
			for k := range s.Tokens {
				if s.Tokens[k].Head != i {
					continue
				}
				switch rel := s.Tokens[k].Deprel; rel {
				case "nsubj":
					subject = subject || k < i
				case "xcomp", "ccomp":
					complement = complement || k > i
				case "cop", "det", "case", "amod", "compound", "nmod:poss", "nummod":
					nominal = true
				}
			}
			if subject && complement && !nominal {
				if t.XPOS == "NNS" {
					retag(i, "VERB", "VBZ")
				} else {
					retag(i, "VERB", "VBP")
				}
			}
		}
	}
}

// repairAside hangs a finite verb without a subject, coordinated with a modal
// clause, on the verb of speech put in between: "It could not go on, he
// argued, and accused …".
func repairAside(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	h := s.Tokens[i].Head
	if h < 0 || h > i || s.Tokens[i].XPOS != "VBD" && s.Tokens[i].XPOS != "VBZ" {
		return
	}
	for k := range s.Tokens {
		if s.Tokens[k].Head == i && (strings.HasPrefix(s.Tokens[k].Deprel, "nsubj") || s.Tokens[k].Deprel == "aux") {
			return
		}
	}
	for p := i - 1; p > h; p-- {
		if s.Tokens[p].Head == h && s.Tokens[p].Deprel == "parataxis" && s.Tokens[p].XPOS == s.Tokens[i].XPOS {
			for k := h + 1; k < p; k++ {
				if s.Tokens[k].Head == p && s.Tokens[k].Deprel == "nsubj" {
					edit(i, p, "conj")
					return
				}
			}
		}
	}
}

// repairAfterRelative gives the main verb what follows the comma that closes
// a relative clause: "met the delegation, which Anna led, on Sunday".
func repairAfterRelative(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	r := s.Tokens[i].Head
	if r < 0 || i < r || s.Tokens[r].Deprel != "acl:relcl" || s.Tokens[r].Head < 0 {
		return
	}
	comma := func(k int) bool {
		first := k
		for changed := true; changed; {
			changed = false
			for j := 0; j < first; j++ {
				for up, n := j, 0; up >= 0 && n < len(s.Tokens); up, n = s.Tokens[up].Head, n+1 {
					if up == k && s.Tokens[j].Deprel != "punct" {
						first, changed = j, true
						break
					}
				}
				if changed {
					break
				}
			}
		}
		return first > 0 && s.Tokens[first-1].Text == ","
	}
	if !comma(i) || !comma(r) {
		return
	}
	for up, n := s.Tokens[r].Head, 0; up >= 0 && n < len(s.Tokens); up, n = s.Tokens[up].Head, n+1 {
		if s.Tokens[up].UPOS == "VERB" && up < r {
			edit(i, up, s.Tokens[i].Deprel)
			return
		}
	}
}

// repairAuxiliary gives an auxiliary that was hung on the verb of speech after
// a quotation to the verb of the quotation: “Is it going to be used …?” he
// asked.
func repairAuxiliary(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	v := s.Tokens[i].Head
	if v < i {
		return
	}
	closed := false
	for k := i + 1; k < v; k++ {
		switch s.Tokens[k].Text {
		case "”", "\"", "''":
			closed = true
		}
	}
	if !closed {
		return
	}
	for w := i + 1; w < v; w++ {
		if s.Tokens[w].UPOS == "VERB" && s.Tokens[w].Head == v {
			edit(i, w, "aux")
			return
		}
	}
}

// repairNaming gives a verb of naming or appointing the second complement
// that was hung on its object: "called the plan “a trap”", "named him
// ambassador".
func repairNaming(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	t := &s.Tokens[i]
	quoted := i > 0 && (s.Tokens[i-1].Text == "“" || s.Tokens[i-1].Text == "\"" || s.Tokens[i-1].Text == "``")
	if t.Head < 0 || i == 0 || t.UPOS != "NOUN" && t.UPOS != "ADJ" && t.UPOS != "PROPN" && !(quoted && t.UPOS == "VERB") || t.Deprel == "obj" && !quoted {
		return
	}
	verb := t.Head
	if s.Tokens[verb].UPOS != "VERB" {
		if s.Tokens[verb].Deprel != "obj" || s.Tokens[verb].Head < 0 || verb > i {
			return
		}
		verb = s.Tokens[verb].Head
	}
	word, lex := strings.ToLower(s.Tokens[verb].Lemma), loadLexicon()
	naming := lex.is("naming", word)
	if !naming && !(lex.is("second-complement", word) && lex.is("role-noun", strings.ToLower(t.Lemma))) {
		return
	}
	// The complement follows the object at once: no comma, no preposition.
	object := -1
	for k := verb + 1; k < i; k++ {
		if s.Tokens[k].Head == verb && s.Tokens[k].Deprel == "obj" {
			object = k
		}
		if s.Tokens[k].Text == "," || s.Tokens[k].UPOS == "ADP" && object >= 0 {
			return
		}
	}
	for k := range s.Tokens {
		if s.Tokens[k].Head == i && (s.Tokens[k].Deprel == "case" || s.Tokens[k].Deprel == "nsubj") {
			return
		}
	}
	if object < 0 || t.Head != object && t.Head != verb || t.Deprel == "compound" && i < t.Head {
		return
	}
	edit(i, verb, "xcomp")
}
