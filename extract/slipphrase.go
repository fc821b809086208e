package extract

import (
	"strings"

	"github.com/dramatis-kg/dramatis/nlp/lemma"
	"github.com/dramatis-kg/dramatis/text"
)

// slipsOfPhrases corrects tags and the inner structure of phrases, before
// clauses are mended that hang on them.
func slipsOfPhrases(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	slipPit(s, i, edit, retag)
	slipPast(s, i, edit, retag)
	slipBack(s, i, edit)
	slipThatObject(s, i, edit, retag)
	slipTight(s, i, edit)
	slipThere(s, i, edit)
	slipThatToo(s, i, edit, retag)
	slipToVerb(s, i, retag)
	switch s.Tokens[i].Deprel {
	case "amod":
		slipWorth(s, i, edit)
		slipTruthful(s, i, edit)
	case "compound":
		slipTrader(s, i, edit)
	case "conj":
		slipNames(s, i, edit)
		slipFounder(s, i, edit)
	case "appos":
		slipNames(s, i, edit)
		slipLast(s, i, edit)
		slipListed(s, i, edit)
	case "obl:agent":
		slipTwoAgents(s, i, edit)
	case "advcl":
		slipWorking(s, i, edit, retag)
		slipToWork(s, i, edit, retag)
	case "xcomp":
		slipToWork(s, i, edit, retag)
		slipGuilty(s, i, edit, retag)
		slipRulingCalled(s, i, edit, retag)
	case "nmod":
		slipOfWhat(s, i, edit)
		slipAsWhat(s, i, edit)
	case "acl":
		slipOfDoing(s, i, edit)
		slipTask(s, i, edit)
		slipReduced(s, i, edit)
	case "obl":
		slipNames(s, i, edit)
		slipHeavy(s, i, edit)
		slipDeadBy(s, i, edit)
	}
}

// slipPit makes a noun of "mine" right behind the noun or name that says what
// is dug there: "the Nsofu copper mine". It heads what that noun was taken to
// head.
func slipPit(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	if i == 0 || !strings.EqualFold(s.Tokens[i].Text, "mine") || s.Tokens[i].UPOS != "PRON" {
		return
	}
	n := i - 1
	if s.Tokens[n].UPOS == "ADJ" && s.Tokens[n].Head == i || s.Tokens[n].UPOS == "DET" && s.Tokens[n].Head == i || s.Child(i, "compound", "amod", "det") == n {
		retag(i, "NOUN", "NN")
		s.Tokens[i].Lemma = "mine"
		return
	}
	if s.Tokens[n].XPOS != "NN" && s.Tokens[n].UPOS != "PROPN" || s.Tokens[n].Head == i {
		return
	}
	h, rel, own := s.Tokens[n].Head, s.Tokens[n].Deprel, s.Tokens[i].Head
	if own != n && own != h && (own < 0 || s.Child(own, s.Tokens[i].Deprel) == i) {
		return // but in "a blast at a coal mine killed 12" it is a second subject
	}
	edit(i, h, rel)
	for k := range s.Tokens {
		if s.Tokens[k].Head == n && k != i {
			edit(k, i, s.Tokens[k].Deprel)
		}
	}
	edit(n, i, "compound")
	retag(i, "NOUN", "NN")
	s.Tokens[i].Lemma = "mine"
}

// slipPast makes the verb of a sentence of a past tense that was taken for its
// head noun: "Police shot and wounded two strikers", "Inflation hit 12
// percent". A noun has no object.
func slipPast(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	if i == 0 || s.Tokens[i].Head >= 0 || s.Tokens[i].UPOS != "NOUN" || s.Tokens[i].XPOS != "NN" || s.Heading {
		return
	}
	n := i - 1
	if s.Tokens[n].Head != i || s.Tokens[n].Deprel != "compound" && s.Tokens[n].Deprel != "nsubj" || s.Tokens[n].UPOS != "NOUN" && s.Tokens[n].UPOS != "PROPN" ||
		s.Child(i, "cop", "case", "nmod:poss") >= 0 {
		return
	}
	word := strings.ToLower(s.Tokens[i].Text)
	if base := lemma.Lemma(word, "VERB", "VBD"); base == word && !loadLexicon().is("same-past", word) || strings.HasSuffix(word, "s") {
		return
	}
	o := s.Child(i, "obj")
	if o < i {
		// "shot and wounded two strikers": two verbs share the object.
		c := s.Child(i, "conj")
		if c != i+2 || s.Tokens[c].UPOS != "VERB" || s.Tokens[c].XPOS != "VBD" && s.Tokens[c].XPOS != "VBN" || s.Child(c, "obj") < c || s.Child(c, "nsubj", "aux") >= 0 {
			return
		}
		retag(c, "VERB", "VBD")
	}
	for k := range n {
		if s.Tokens[k].Head == i && s.Tokens[k].Deprel != "punct" {
			switch s.Tokens[k].Deprel {
			case "det", "amod", "compound", "nummod":
				edit(k, n, s.Tokens[k].Deprel)
			}
		}
	}
	for k := i + 1; k < len(s.Tokens); k++ {
		if s.Tokens[k].Head == i && s.Tokens[k].Deprel == "nmod" {
			edit(k, i, "obl")
		}
	}
	edit(n, i, "nsubj")
	retag(i, "VERB", "VBD")
}

// slipBack gives a verb the particle between it and an amount: "pay back 3.4
// million euros".
func slipBack(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	if i == 0 || i+1 >= len(s.Tokens) || s.Tokens[i-1].UPOS != "VERB" || s.Tokens[i+1].UPOS != "NUM" && s.Tokens[i+1].UPOS != "SYM" || s.Tokens[i].UPOS != "ADV" && s.Tokens[i].UPOS != "ADP" {
		return
	}
	h := s.Tokens[i].Head
	if h <= i || s.Tokens[h].UPOS != "NUM" || s.Tokens[i].Deprel != "advmod" {
		return
	}
	switch strings.ToLower(s.Tokens[i].Text) {
	case "back", "out", "off", "away", "down":
		edit(i, i-1, "compound:prt")
	}
}

// slipThatObject makes an object of the "that" which stands between a verb and
// its particle or before a comma: "ruled that out", "disputed that, saying …".
func slipThatObject(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	v := i - 1
	if v < 0 || i+1 >= len(s.Tokens) || !strings.EqualFold(s.Tokens[i].Text, "that") || s.Tokens[v].UPOS != "VERB" || s.Child(v, "obj", "ccomp", "aux:pass") >= 0 {
		return
	}
	next := s.Tokens[i+1]
	switch {
	case s.Tokens[i].Head == i+1 && (next.Deprel == "compound:prt" && next.Head == v):
	case next.Text == "," && s.Tokens[i].Deprel == "mark" && s.Tokens[i].Head > i+1:
		w := s.Tokens[i].Head
		if s.Child(w, "nsubj", "nsubj:pass") < 0 || s.Tokens[w].Head == v || loadLexicon().is("telling", strings.ToLower(s.Tokens[v].Lemma)) {
			return // "said that, if he left, they would follow"
		}
	default:
		return
	}
	edit(i, v, "obj")
	retag(i, "PRON", "DT")
}

// slipWorth gives "worth" the amount right behind it: "steered a contract worth
// 48 million euros to a friend" has one object.
func slipWorth(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	if !strings.EqualFold(s.Tokens[i].Text, "worth") {
		return
	}
	n := s.Tokens[i].Head
	if n < 0 || n > i {
		return
	}
	for k := i + 1; k < len(s.Tokens) && k < i+8; k++ {
		if s.Tokens[k].Head == s.Tokens[n].Head && (s.Tokens[k].UPOS == "NOUN" || s.Tokens[k].UPOS == "SYM") && s.Tokens[k].Deprel != "conj" {
			for j := i + 1; j < k; j++ {
				if !s.Below(j, k) {
					return
				}
			}
			if s.Child(k, "nummod") >= 0 {
				edit(k, i, "obl:unmarked")
			}
			return
		}
	}
}

// slipTruthful makes a complement of the adjective behind the object of a verb
// of judging: "considered the witness truthful". Attributes stand before their
// noun.
func slipTruthful(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	o := s.Tokens[i].Head
	if o < 0 || s.Tokens[i].UPOS != "ADJ" {
		return
	}
	v := s.Tokens[o].Head
	if v < 0 || v > o || s.Tokens[o].Deprel != "obj" || s.Tokens[v].UPOS != "VERB" || s.Child(v, "xcomp") >= 0 {
		return
	}
	lex, word := loadLexicon(), strings.ToLower(s.Tokens[v].Lemma)
	if o == i-1 && s.Child(i, "advmod", "obl", "xcomp", "advcl") < 0 && (lex.is("naming", word) || word == "find" || word == "keep" || word == "render") {
		edit(i, v, "xcomp")
		return
	}
	if i == v+1 && strings.EqualFold(s.Tokens[i].Text, "free") && (word == "set" || word == "let") && s.Tokens[i+1].UPOS != "NOUN" {
		edit(i, v, "xcomp") // "set free 14 hostages"
	}
}

// slipGuilty makes an adjective of a complement taken for a noun which has a
// gerund that only the adjective takes: "found him guilty of forging invoices".
func slipGuilty(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	if s.Tokens[i].UPOS != "NOUN" || s.Tokens[i].XPOS != "NN" || s.Child(i, "det", "amod", "nmod:poss") >= 0 {
		return
	}
	g := s.Child(i, "advcl", "acl")
	if g < i {
		return
	}
	m := s.Child(g, "mark")
	if m != i+1 {
		return
	}
	if _, ok := loadLexicon().frames[frameKey{strings.ToLower(s.Tokens[i].Lemma), "A", "ger:" + strings.ToLower(s.Tokens[m].Text)}]; ok {
		retag(i, "ADJ", "JJ")
		edit(g, i, "advcl")
	}
}

// slipWorking makes an attribute of the participle behind "without" whose noun
// follows bare and was taken for an adverbial: "trams without working brakes".
func slipWorking(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	m := s.Child(i, "mark")
	if m != i-1 || s.Tokens[i].XPOS != "VBG" || i+1 >= len(s.Tokens) || s.Tokens[i].Head < 0 {
		return
	}
	n := i + 1
	water := strings.EqualFold(s.Tokens[i].Text, "drinking") && strings.EqualFold(s.Tokens[n].Text, "water")
	if s.Tokens[n].Head != i || s.Tokens[n].XPOS != "NNS" && !water || s.Child(n, "case", "det") >= 0 || s.Child(i, "xcomp", "ccomp") >= 0 {
		return
	}
	if o := s.Tokens[n].Deprel; o != "obl" && !(o == "obj" && (water || loadLexicon().is("intransitive", strings.ToLower(s.Tokens[i].Lemma)))) {
		return
	}
	h := s.Tokens[i].Head
	rel := "obl"
	if o := m - 1; o > h && s.Tokens[o].Head == h && s.Tokens[o].UPOS == "NOUN" {
		h, rel = o, "nmod"
	}
	edit(n, h, rel)
	edit(m, n, "case")
	edit(i, n, "amod")
	retag(m, "ADP", "IN")
}

// slipToWork makes a noun of "work" behind a verb of motion: "returned to work",
// "went back to work". It is where they go.
func slipToWork(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	v, m := s.Tokens[i].Head, s.Child(i, "mark")
	if v < 0 || v > i || m != i-1 || s.Tokens[i].UPOS != "VERB" || s.Child(i, "obj", "xcomp", "advmod") >= 0 {
		return
	}
	word := strings.ToLower(s.Tokens[i].Text)
	switch word {
	case "work", "profit", "play", "power", "combat", "school", "space", "earth":
	default:
		return
	}
	switch strings.ToLower(s.Tokens[v].Lemma) {
	case "return":
	case "go", "get", "come", "walk", "travel", "drive":
		if word != "work" {
			return
		}
	default:
		return
	}
	if m != v+1 && !(m == v+2 && s.Tokens[v+1].Head == v) || s.Child(v, "obj") >= 0 || strings.EqualFold(s.Tokens[v].Text, "going") {
		return
	}
	for k := i + 1; k < len(s.Tokens); k++ {
		if s.Tokens[k].Head == i {
			edit(k, v, s.Tokens[k].Deprel)
		}
	}
	edit(i, v, "obl")
	edit(m, i, "case")
	retag(i, "NOUN", "NN")
	retag(m, "ADP", "IN")
}

// slipOfWhat gives a verb of telling or taking the "of" that says of what, where
// it was hung on the one told: "informed the police of the threat".
func slipOfWhat(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	o, c := s.Tokens[i].Head, s.Child(i, "case")
	if o < 0 || o > i || c != o+1 || !strings.EqualFold(s.Tokens[c].Text, "of") || s.Tokens[o].Deprel != "obj" {
		return
	}
	if v := s.Tokens[o].Head; v >= 0 && v < o && s.Tokens[v].UPOS == "VERB" && loadLexicon().is("of-verb", strings.ToLower(s.Tokens[v].Lemma)) && acts(s, o) {
		edit(i, v, "obl")
	}
}

// slipOfDoing does the same for what somebody is blamed for: "accused the
// management of ignoring warnings".
func slipOfDoing(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	o, c := s.Tokens[i].Head, s.Child(i, "mark")
	if o < 0 || o > i || c < o || !strings.EqualFold(s.Tokens[c].Text, "of") || s.Tokens[o].Deprel != "obj" || s.Tokens[i].XPOS != "VBG" {
		return
	}
	if v := s.Tokens[o].Head; v >= 0 && v < o && s.Tokens[v].UPOS == "VERB" && loadLexicon().is("of-verb", strings.ToLower(s.Tokens[v].Lemma)) {
		edit(i, v, "advcl")
	}
}

// slipTask gives a verb that puts somebody to a task the infinitive behind him:
// "appointed a commission to investigate".
func slipTask(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	o, m := s.Tokens[i].Head, s.Child(i, "mark")
	if o < 0 || o > i || m != o+1 || s.Tokens[i].XPOS != "VB" || !strings.EqualFold(s.Tokens[m].Text, "to") || s.Tokens[o].Deprel != "obj" || !acts(s, o) {
		return
	}
	if v := s.Tokens[o].Head; v >= 0 && v < o && loadLexicon().is("tasking", strings.ToLower(s.Tokens[v].Lemma)) {
		edit(i, v, "advcl")
	}
}

// slipToVerb makes a verb of the noun with "to" before it and an object behind:
// "threatened to block next year's budget".
func slipToVerb(s *text.Sentence, i int, retag func(i int, upos, xpos string)) {
	if i == 0 || s.Tokens[i].UPOS != "NOUN" || s.Tokens[i].XPOS != "NN" || s.Tokens[i-1].XPOS != "TO" || s.Tokens[i-1].Head != i || s.Tokens[i-1].Deprel != "mark" || s.Child(i, "obj") < i || s.Child(i, "det", "amod", "compound") >= 0 {
		return
	}
	retag(i, "VERB", "VB")
}

// slipRulingCalled makes the object of the form in -ing with an article that was
// taken for what somebody is called: "called the ruling a disgrace".
func slipRulingCalled(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	v, d := s.Tokens[i].Head, s.Child(i, "det")
	if s.Tokens[i].XPOS != "VBG" || v < 0 || d != i-1 || v != d-1 {
		return
	}
	o := s.Child(v, "obj")
	if own := s.Child(i, "obj"); own >= 0 {
		o = own // a noun has none
	}
	if o < i || !naming(s, v) {
		return
	}
	edit(i, v, "obj")
	retag(i, "NOUN", "NN")
	edit(o, v, "xcomp")
}

// slipThatToo makes a conjunction of the "that" behind "and" which was taken for
// the article of the second thing said: "said members were ill and that management
// had lied".
func slipThatToo(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	n := s.Tokens[i].Head
	if s.Tokens[i].Deprel != "det" || !strings.EqualFold(s.Tokens[i].Text, "that") || i == 0 || n < i || !strings.HasPrefix(s.Tokens[n].Deprel, "nsubj") {
		return
	}
	v := s.Tokens[n].Head
	if v < n || s.Tokens[v].Deprel != "conj" || s.Tokens[i-1].Deprel != "cc" || s.Tokens[i-1].Head != v || s.Tokens[v].Head < 0 || s.Tokens[s.Tokens[v].Head].Deprel != "ccomp" {
		return
	}
	edit(i, v, "mark")
	retag(i, "SCONJ", "IN")
}

// slipThere makes a place of "there" between a subject and a verb that has an
// object: "groups there laid down their arms".
func slipThere(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	v := s.Tokens[i].Head
	if s.Tokens[i].Deprel != "expl" || v < i || !strings.EqualFold(s.Tokens[i].Text, "there") || s.Child(v, "obj") < v {
		return
	}
	if n := s.Child(v, "nsubj"); n >= 0 && n < i {
		edit(i, v, "advmod")
	}
}

// slipReduced makes an attribute of the participle before the second object of a
// verb of giving: "offered travellers reduced fares".
func slipReduced(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	o, f := s.Tokens[i].Head, s.Child(i, "obj")
	if o < 0 || s.Tokens[i].XPOS != "VBN" || i != o+1 || f != i+1 || s.Tokens[o].Deprel != "obj" {
		return
	}
	v := s.Tokens[o].Head
	if v < 0 || v > o {
		return
	}
	switch strings.ToLower(s.Tokens[v].Lemma) {
	case "give", "offer", "grant", "send", "promise", "pay", "sell", "lend", "award", "deny", "show", "hand":
		edit(o, v, "iobj")
		edit(f, v, "obj")
		edit(i, f, "amod")
	}
}

// slipCrossed gives the object the conjunct behind the verb that was hung on the
// subject before it: "the founder blamed fuel prices, a strike and the bank".
func slipCrossed(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	n := s.Tokens[i].Head
	if s.Tokens[i].Deprel != "conj" || n < 0 || !nominalTag(s.Tokens[i].UPOS) || !strings.HasPrefix(s.Tokens[n].Deprel, "nsubj") {
		return
	}
	v := s.Tokens[n].Head
	if v < n || v > i || s.Tokens[v].UPOS != "VERB" {
		return
	}
	if o := s.Child(v, "obj"); o > v && o < i && s.Child(i, "cc") > o {
		edit(i, o, "conj")
	}
}

// slipAsWhat gives a verb that says what something is the "as" behind its object:
// "identified the attacker as Kyle Brandt".
func slipAsWhat(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	o, c := s.Tokens[i].Head, s.Child(i, "case")
	if o < 0 || o > i || c < 0 || c < o || !strings.EqualFold(s.Tokens[c].Text, "as") {
		return
	}
	for k := 0; k < 3 && s.Tokens[o].Deprel == "conj" && s.Tokens[o].Head >= 0; k++ {
		o = s.Tokens[o].Head // "hired one bank and another as advisers"
	}
	if s.Tokens[o].Deprel != "obj" {
		return
	}
	if v := s.Tokens[o].Head; v >= 0 && v < o && s.Tokens[v].UPOS == "VERB" && loadLexicon().is("as-verb", strings.ToLower(s.Tokens[v].Lemma)) {
		for k := v + 1; k < len(s.Tokens); k++ {
			if k != i && asPhrase(s, k) && s.Below(k, v) {
				return // "described the price as high and the timing as risky"
			}
		}
		edit(i, v, "obl")
		for k := i + 1; k < len(s.Tokens); k++ {
			if s.Tokens[k].Head == i && s.Tokens[k].Deprel == "nmod" {
				if p := s.Child(k, "case"); p >= 0 && !strings.EqualFold(s.Tokens[p].Text, "of") && !strings.EqualFold(s.Tokens[p].Text, "for") {
					edit(k, v, "obl") // "as advisers in July"
				}
			}
		}
	}
}

// slipHeavy finds the object that stands behind other complements because it is
// long: "sent to parliament on Tuesday a bill that bans strikes". A nominal
// without a preposition is no adverbial unless it measures.
func slipHeavy(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	v, lex := s.Tokens[i].Head, loadLexicon()
	if v < 0 || v > i || s.Tokens[v].UPOS != "VERB" || s.Tokens[i].UPOS != "NOUN" || s.Child(i, "case") >= 0 || s.Child(v, "obj", "xcomp", "ccomp", "aux:pass") >= 0 {
		return
	}
	word := strings.ToLower(s.Tokens[v].Lemma)
	if lex.is("intransitive", word) || lex.is("time-unit", strings.ToLower(s.Tokens[i].Lemma)) || lex.is("scaled", word) || s.Child(i, "det", "nummod", "nmod:poss") < 0 {
		return
	}
	for k := v + 1; k < i; k++ {
		if s.Tokens[k].Head == v && s.Tokens[k].Deprel == "obl" && s.Child(k, "case") == v+1 {
			edit(i, v, "obj")
			return
		}
	}
}

// slipDeadBy gives the agent of a passive back that was hung on what became of
// the patient: "was shot dead by police".
func slipDeadBy(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	x, c := s.Tokens[i].Head, s.Child(i, "case")
	if x < 0 || x > i || c < 0 || !strings.EqualFold(s.Tokens[c].Text, "by") || s.Tokens[x].Deprel != "xcomp" || s.Tokens[x].UPOS != "ADJ" {
		return
	}
	if v := s.Tokens[x].Head; v == x-1 && s.Tokens[v].XPOS == "VBN" && s.Child(v, "aux:pass") >= 0 && acts(s, i) {
		edit(i, v, "obl:agent")
	}
}
