package extract

import (
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// slipsOfNouns corrects what the words around a token expose of the phrase
// that it belongs to.
func slipsOfNouns(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	switch s.Tokens[i].Deprel {
	case "conj":
		slipBoth(s, i, edit)
		slipBeside(s, i, edit)
	case "nmod", "appos":
		slipTitled(s, i, edit)
		slipGranted(s, i, edit)
	case "mark":
		slipWith(s, i, edit)
	case "flat":
		slipTitled(s, i, edit)
		slipFlat(s, i, edit)
	case "amod":
		slipOfficer(s, i, edit, retag)
		slipDeed(s, i, edit, retag)
	case "case":
		slipTerm(s, i, edit)
		slipCount(s, i, edit)
	case "advcl", "acl", "xcomp":
		slipTrade(s, i, edit, retag)
	case "compound":
		slipDeed(s, i, edit, retag)
	case "obj":
		slipOffice(s, i, edit)
		slipTwoObjects(s, i, edit)
		slipPaid(s, i, edit)
	}
	if s.Tokens[i].Deprel == "obl" {
		slipSum(s, i, edit)
	}
	slipHyphens(s, i, edit)
	slipWrong(s, i, edit, retag)
}

// slipBoth gives "between" its second half: "talks between the government and
// the rebels broke down" are not talks and rebels.
func slipBoth(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	n := s.Tokens[i].Head
	if n < 0 || n > i || !nominalTag(s.Tokens[i].UPOS) || !nominalTag(s.Tokens[n].UPOS) {
		return
	}
	if c := s.Child(i, "cc"); c < 0 || !strings.EqualFold(s.Tokens[c].Text, "and") || s.Tokens[c-1].Text == "," {
		return
	}
	for k := n + 1; k < i; k++ {
		if s.Tokens[k].Head != n || s.Tokens[k].Deprel != "nmod" || s.Tokens[k].XPOS == "NNS" || s.Tokens[k].UPOS == "PRON" {
			continue // "between the parties and the media" may be two of one and one more
		}
		if c := s.Child(k, "case"); c < 0 || !strings.EqualFold(s.Tokens[c].Text, "between") || s.Child(k, "conj") >= 0 {
			continue
		}
		edit(i, k, "conj")
		for j := i + 1; j < len(s.Tokens); j++ {
			if s.Tokens[j].Head == i && s.Tokens[j].Deprel == "nmod" {
				if c := s.Child(j, "case"); c >= 0 && !strings.EqualFold(s.Tokens[c].Text, "of") {
					edit(j, n, "nmod") // "… and the rebels on a truce"
				}
			}
		}
		return
	}
}

// slipTitled makes one nominal of a title behind a preposition and the name
// right after it: "the arrest of union leader Rui Matos".
func slipTitled(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	n := i - 1
	if n < 1 || s.Tokens[i].UPOS != "PROPN" || s.Tokens[n].UPOS != "NOUN" || s.Tokens[n].XPOS != "NN" ||
		!loadLexicon().is("role-noun", strings.ToLower(s.Tokens[n].Lemma)) || s.Child(i, "case") >= 0 {
		return
	}
	h := s.Tokens[n].Head
	if h < 0 || h > n || s.Tokens[i].Head != h || s.Tokens[n].Deprel != "nmod" && s.Tokens[n].Deprel != "obl" {
		return
	}
	c := s.Child(n, "case")
	if c < 0 || c > n {
		return
	}
	rel := s.Tokens[n].Deprel
	edit(i, h, rel)
	edit(n, i, "nmod:desc")
	edit(c, i, "case")
}

// slipOfficer makes a title of the adjective that is a noun before a name:
// "chief executive Ingrid Solberg".
func slipOfficer(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	h := s.Tokens[i].Head
	if h != i+1 || s.Tokens[h].UPOS != "PROPN" || s.Tokens[i].UPOS != "ADJ" || i == 0 || s.Tokens[i-1].Head != i ||
		!loadLexicon().is("role-noun", strings.ToLower(s.Tokens[i].Text)) {
		return
	}
	edit(i, h, "nmod:desc")
	retag(i, "NOUN", "NN")
}

// slipTerm gives a bare measure of time the preposition right before it:
// "suspended for six months over claims".
func slipTerm(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	h := s.Tokens[i].Head
	if h < i+3 {
		return
	}
	second, unit := -1, -1
	for k := i + 1; k < h; k++ {
		switch {
		case s.Tokens[k].Head == h && s.Tokens[k].Deprel == "case":
			second = k
		case unit < 0 && s.Tokens[k].UPOS == "NOUN" && s.Tokens[k].Head == s.Tokens[h].Head && strings.HasPrefix(s.Tokens[k].Deprel, "obl") &&
			loadLexicon().is("time-unit", strings.ToLower(s.Tokens[k].Lemma)):
			unit = k
		}
	}
	if unit > i && second > unit && s.Child(unit, "case") < 0 {
		edit(i, unit, "case")
		edit(unit, s.Tokens[unit].Head, "obl")
	}
}

// slipTrade makes a noun of a bare form in -ing whose object stands before it:
// "acquitted of money laundering", "accused of drug trafficking".
func slipTrade(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	n := i - 1
	if n < 1 || s.Tokens[i].XPOS != "VBG" || s.Tokens[n].UPOS != "NOUN" && s.Tokens[n].UPOS != "ADJ" || s.Tokens[n].XPOS == "NNS" {
		return
	}
	h := s.Tokens[n].Head
	if h < 0 || h > n || s.Tokens[n].Deprel != "obl" && s.Tokens[n].Deprel != "nmod" || s.Tokens[i].Head != h && s.Tokens[i].Head != n {
		return
	}
	if c := s.Child(n, "case"); c != n-1 {
		return // "of a bank laundering money"
	}
	for k := range s.Tokens {
		if s.Tokens[k].Head == i && s.Tokens[k].Deprel != "punct" && s.Tokens[k].Deprel != "conj" || s.Tokens[k].Head == n && k > n && k != i {
			return
		}
	}
	rel, c := s.Tokens[n].Deprel, s.Child(n, "case")
	edit(i, h, rel)
	retag(i, "NOUN", "NN")
	edit(n, i, "compound")
	edit(c, i, "case")
}

// slipDeed makes a gerund of the noun or attribute in -ing that says what
// somebody is blamed or punished for: "accused the army of shelling villages",
// "banned for fixing matches". The preposition was tagged as one that a clause
// follows, the next ground is a gerund too, or the object is a name.
func slipDeed(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	n := s.Tokens[i].Head
	if i < 2 || n < i || !strings.HasSuffix(s.Tokens[i].Text, "ing") || !nominalTag(s.Tokens[n].UPOS) || s.Tokens[i-1].Head != n || s.Tokens[i-1].Deprel != "case" {
		return
	}
	v := s.Tokens[n].Head
	if v < 0 || v > i || s.Tokens[n].Deprel != "obl" && s.Tokens[n].Deprel != "nmod" {
		return
	}
	if s.Tokens[v].UPOS != "VERB" && s.Tokens[v].Deprel == "obj" && s.Tokens[v].Head >= 0 {
		v = s.Tokens[v].Head
	}
	p := strings.ToLower(s.Tokens[i-1].Text)
	lex, lemma := loadLexicon(), strings.ToLower(s.Tokens[v].Lemma)
	if _, ok := frameOf(s, v, "ger:"+p); s.Tokens[v].UPOS != "VERB" || !ok && !(p == "for" && (lex.is("judging", lemma) || lex.is("punishing", lemma))) {
		return
	}
	next := -1
	for k := n + 1; k < len(s.Tokens); k++ {
		if s.Tokens[k].XPOS != "VBG" || s.Tokens[k].Deprel != "conj" || s.Tokens[k].Head != v && s.Tokens[k].Head != n {
			continue
		}
		if m := s.Child(k, "mark", "case"); m < 0 && s.Tokens[k].Head == n || m >= 0 && strings.EqualFold(s.Tokens[m].Text, p) {
			next = k
			break
		}
	}
	if next < 0 && s.Tokens[i-1].UPOS != "SCONJ" && s.Tokens[n].UPOS != "PROPN" && !(p == "of" && s.Tokens[i].XPOS == "VBG") {
		return
	}
	edit(i, v, "advcl")
	retag(i, "VERB", "VBG")
	edit(i-1, i, "mark")
	edit(n, i, "obj")
	if next >= 0 {
		edit(next, i, "conj")
	}
	for k := range s.Tokens {
		// "accused A of shelling villages during the talks"
		if k > n && s.Tokens[k].Head == n && s.Tokens[k].Deprel == "nmod" {
			if c := s.Child(k, "case"); c >= 0 && strings.EqualFold(s.Tokens[c].Text, "during") {
				edit(k, i, "obl")
			}
		}
	}
}

// slipOffice makes two complements of a name and the office that were read as
// one compound: "naming Yuko Sato defence minister".
func slipOffice(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	v, lex := s.Tokens[i].Head, loadLexicon()
	if v < 0 || v > i || !lex.is("second-complement", strings.ToLower(s.Tokens[v].Lemma)) || !lex.is("role-noun", strings.ToLower(s.Tokens[i].Lemma)) ||
		s.Child(v, "xcomp") >= 0 {
		return
	}
	name := s.Child(i, "compound", "nmod:desc", "nmod:unmarked", "flat")
	if name < 0 || name > i || s.Tokens[name].UPOS != "PROPN" || s.Child(i, "det", "nmod:poss") >= 0 && s.Child(i, "det", "nmod:poss") < name {
		return
	}
	if name != v+1 || s.Child(name, "flat") < 0 {
		return // "named Treasury secretary"
	}
	edit(name, v, "obj")
	edit(i, v, "xcomp")
}

// slipTwoObjects tells the recipient from what is handed over: "handed Aydin a
// letter".
func slipTwoObjects(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	v := s.Tokens[i].Head
	if v < 0 || v > i || s.Tokens[v].UPOS != "VERB" || s.Tokens[i].UPOS != "NOUN" || s.Child(v, "iobj", "xcomp", "ccomp") >= 0 {
		return
	}
	o := s.Child(v, "obj")
	if o < 0 || o >= i || s.Tokens[o].UPOS != "PROPN" && s.Tokens[o].UPOS != "PRON" && s.Tokens[o].UPOS != "NOUN" {
		return
	}
	lex := loadLexicon()
	if lex.is("naming", strings.ToLower(s.Tokens[v].Lemma)) || lex.is("second-complement", strings.ToLower(s.Tokens[v].Lemma)) || lex.is("two-objects", strings.ToLower(s.Tokens[v].Lemma)) {
		return
	}
	if d := s.Child(i, "det", "nmod:poss", "nummod", "amod"); d < 0 || s.Child(i, "case") >= 0 {
		return
	}
	for k := v + 1; k < i; k++ {
		if s.Tokens[k].Text == "," || s.Tokens[k].UPOS == "CCONJ" || s.Tokens[k].UPOS == "ADP" {
			return
		}
	}
	edit(o, v, "iobj")
}

// slipHyphens keeps together what hyphens join: "father-in-law",
// "editor-in-chief".
func slipHyphens(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	if i+4 >= len(s.Tokens) || s.Tokens[i].UPOS != "NOUN" || s.Tokens[i+1].Text != "-" || s.Tokens[i+3].Text != "-" {
		return
	}
	for k := i; k < i+4; k++ {
		if s.Tokens[k].End != s.Tokens[k+1].Start {
			return
		}
	}
	if p := s.Tokens[i+2].UPOS; p != "ADP" && p != "PART" {
		return
	}
	rel, h := s.Tokens[i].Deprel, s.Tokens[i].Head
	if h >= i+1 && h <= i+4 {
		rel, h = s.Tokens[i+4].Deprel, s.Tokens[i+4].Head
		if h >= i && h <= i+4 {
			return
		}
	}
	edit(i, h, rel)
	for k := range s.Tokens {
		if (k < i || k > i+4) && s.Tokens[k].Head > i && s.Tokens[k].Head <= i+4 {
			edit(k, i, s.Tokens[k].Deprel)
		}
	}
	for k := i + 1; k <= i+4; k++ {
		edit(k, i, "fixed")
	}
}

// slipWrong makes nouns of forms in -ing that no verb has: "denies wrongdoing".
func slipWrong(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	if s.Tokens[i].UPOS != "VERB" || !loadLexicon().is("deverbal", strings.ToLower(s.Tokens[i].Text)) {
		return
	}
	switch s.Tokens[i].Deprel {
	case "xcomp", "ccomp":
		if s.Child(i, "obj", "nsubj", "aux") < 0 {
			retag(i, "NOUN", "NN")
			edit(i, s.Tokens[i].Head, "obj")
		}
	case "obj", "nsubj", "obl", "nmod":
		retag(i, "NOUN", "NN")
	}
}

// slipBearer hangs the name of a person on the office and not on what the
// office is of: "the former chief of its intelligence service, General Saleh".
func slipBearer(d *text.Document, si int, s *text.Sentence, i int, edit func(i, head int, rel string)) {
	n := s.Tokens[i].Head
	if n < 0 || n > i || s.Tokens[i].Deprel != "appos" && (s.Tokens[i-1].Text != "," || s.Child(i, "cc", "conj") >= 0) || s.Tokens[n].Deprel != "nmod" && s.Tokens[n].Deprel != "appos" || s.Tokens[n].Head < 0 || s.Tokens[n].Head > n {
		return
	}
	office, lex := s.Tokens[n].Head, loadLexicon()
	if s.Tokens[n].Deprel == "appos" && s.Tokens[office].UPOS == "NOUN" && s.Tokens[office].Deprel == "nmod" && s.Tokens[i-1].Text == "," {
		office = s.Tokens[office].Head // "the president of the club Atletico Sur, Ramon Vera"
	}
	if office < 0 {
		return
	}
	if s.Tokens[office].UPOS != "NOUN" || !lex.is("role-noun", strings.ToLower(s.Tokens[office].Lemma)) || lex.is("role-noun", strings.ToLower(s.Tokens[n].Lemma)) {
		return
	}
	for k := i + 1; s.Tokens[i].Deprel == "conj" && k < len(s.Tokens); k++ {
		if s.Tokens[k].Deprel == "conj" && (s.Tokens[k].Head == n || s.Tokens[k].Head == i) {
			return // a list
		}
	}
	for _, m := range d.Mentions {
		if m.Sentence == si && m.Head == n && m.Kind == text.KindPerson && m.Form == text.FormName {
			return // "the daughter of Anna Berg, Clara Berg"
		}
	}
	for _, m := range d.Mentions {
		if m.Sentence == si && m.Head == i && m.Kind == text.KindPerson && m.Form == text.FormName {
			edit(i, office, "appos")
			return
		}
	}
}

// slipFlat makes a name of the words behind a title that were taken for parts
// of the title: "councillor Wilson Or was elected".
func slipFlat(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	n := s.Tokens[i].Head
	if n < 0 || n > i || s.Tokens[i].UPOS != "PROPN" || s.Tokens[n].UPOS != "NOUN" || s.Tokens[n].XPOS != "NN" ||
		!loadLexicon().is("role-noun", strings.ToLower(s.Tokens[n].Lemma)) {
		return // "the phone Nova 3"
	}
	if n+1 != i && (s.Child(i, "compound", "flat") != n+1 || n+2 != i) {
		return
	}
	edit(i, s.Tokens[n].Head, s.Tokens[n].Deprel)
	for k := range s.Tokens {
		switch {
		case k == i || s.Tokens[k].Head != n:
		case k > i, s.Tokens[k].Deprel == "case":
			edit(k, i, s.Tokens[k].Deprel)
		}
	}
	edit(n, i, "nmod:desc")
}

// slipCount gives the noun the preposition that was hung on its number:
// "apologised on Friday to 23 people".
func slipCount(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	k := s.Tokens[i].Head
	if k != i+1 || s.Tokens[k].UPOS != "NUM" || s.Tokens[k].Deprel != "nummod" || i == 0 || s.Tokens[i-1].UPOS == "NUM" || s.Tokens[i-1].UPOS == "ADV" || s.Tokens[i-1].UPOS == "ADJ" || s.Tokens[i-1].UPOS == "ADP" {
		return
	}
	n := s.Tokens[k].Head
	if n < k || s.Child(n, "case") >= 0 || s.Tokens[n].Deprel != "obl" && s.Tokens[n].Deprel != "nmod" && s.Tokens[n].Deprel != "obl:unmarked" {
		return
	}
	edit(i, n, "case")
	if s.Tokens[n].Deprel == "obl:unmarked" {
		edit(n, s.Tokens[n].Head, "obl")
	}
}

// slipPaid tells who is paid from the sum: "paid Lebed 400,000 dollars".
func slipPaid(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	v, lex := s.Tokens[i].Head, loadLexicon()
	if v < 0 || v > i || s.Tokens[i].UPOS != "NOUN" || !lex.is("measure-noun", strings.ToLower(s.Tokens[i].Lemma)) || s.Child(i, "nummod") < 0 {
		return
	}
	if k := s.Child(i, "compound", "nmod:unmarked", "nmod:desc"); k == v+1 && s.Tokens[k].UPOS == "PROPN" && k < s.Child(i, "nummod") {
		edit(k, v, "iobj")
	}
}

// slipBeside makes an apposition of the name behind a comma that was taken for
// a second member of a list without "and": "the operator, Harbour Holdings, cut
// jobs".
func slipBeside(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	n := s.Tokens[i].Head
	if n < 0 || n > i || s.Tokens[i].UPOS != "PROPN" || s.Tokens[n].XPOS != "NN" || s.Child(n, "det") < 0 || s.Child(i, "cc", "conj") >= 0 {
		return
	}
	for k := n + 1; k < len(s.Tokens); k++ {
		if s.Tokens[k].Deprel == "conj" && k != i && (s.Tokens[k].Head == n || s.Tokens[k].Head == i) {
			return
		}
	}
	first := i
	for first > n+1 && s.Tokens[first-1].Head == i && s.Tokens[first-1].UPOS == "PROPN" {
		first--
	}
	if first != n+2 || s.Tokens[n+1].Text != "," {
		return
	}
	edit(i, n, "appos")
}

// slipGranted tells the time that somebody is given from who is given it: "gave
// the ambassador, Pieter Kok, 48 hours to leave".
func slipGranted(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	o := s.Tokens[i].Head
	if o < 0 || o > i || s.Tokens[i].Deprel != "appos" || s.Tokens[o].Deprel != "obj" {
		return
	}
	// Or "gave the director, Jan Holm, a fine": what is given is indefinite and no person.
	if d := s.Child(i, "det"); (s.Child(i, "nummod") < 0 || !loadLexicon().is("time-unit", strings.ToLower(s.Tokens[i].Lemma))) &&
		!(d >= 0 && comma(s, d-1) && (strings.EqualFold(s.Tokens[d].Text, "a") || strings.EqualFold(s.Tokens[d].Text, "an")) && !acts(s, i) && acts(s, o) && s.Child(o, "appos") != i) {
		return
	}
	v := s.Tokens[o].Head
	if v < 0 || v > o || !loadLexicon().is("granting", strings.ToLower(s.Tokens[v].Lemma)) {
		return
	}
	edit(o, v, "iobj")
	edit(i, v, "obj")
	for k := i + 1; k < len(s.Tokens); k++ {
		if s.Tokens[k].Head == v && s.Tokens[k].Deprel == "advcl" && s.Tokens[k].XPOS == "VB" {
			edit(k, i, "acl")
			return
		}
	}
}

// slipWith gives a noun its partner that was taken for a second subject: "talks
// with the company had failed".
func slipWith(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	v := s.Tokens[i].Head
	if i < 1 || v < i || !strings.EqualFold(s.Tokens[i].Text, "with") {
		return
	}
	n := i - 1
	own := s.Tokens[n].Head == v && strings.HasPrefix(s.Tokens[n].Deprel, "nsubj")
	above := s.Tokens[n].Head >= 0 && s.Tokens[n].Head == s.Tokens[v].Head && s.Tokens[v].Deprel == "ccomp" && (s.Tokens[n].Deprel == "iobj" || s.Tokens[n].Deprel == "obj")
	if !own && !above || s.Tokens[n].UPOS != "NOUN" {
		return
	}
	for k := i + 1; k < v; k++ {
		if s.Tokens[k].Head == v && strings.HasPrefix(s.Tokens[k].Deprel, "nsubj") && nominalTag(s.Tokens[k].UPOS) {
			edit(n, v, s.Tokens[k].Deprel)
			edit(k, n, "nmod")
			edit(i, k, "case")
			return
		}
	}
}

// slipSum makes an object of the amount right behind the verb whose "at least"
// was taken for its preposition: "received at least 600,000 euros".
func slipSum(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	v, q := s.Tokens[i].Head, s.Child(i, "nummod")
	if v < 0 || v > i || q < 0 || s.Tokens[i].UPOS != "NOUN" || s.Tokens[v].UPOS != "VERB" || s.Child(i, "case") >= 0 || s.Child(v, "obj", "aux:pass", "ccomp", "xcomp") >= 0 {
		return
	}
	lex := loadLexicon()
	if lex.is("time-unit", strings.ToLower(s.Tokens[i].Lemma)) || lex.is("intransitive", strings.ToLower(s.Tokens[v].Lemma)) {
		return
	}
	if v+2 < len(s.Tokens) && strings.EqualFold(s.Tokens[v+1].Text, "at") && s.Below(v+1, i) {
		edit(i, v, "obj")
	}
}
