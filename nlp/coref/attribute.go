package coref

import (
	"strings"

	"github.com/mozillazg/go-unidecode"

	"github.com/dramatis-kg/dramatis/nlp/gazetteer"
	"github.com/dramatis-kg/dramatis/text"
)

// describe fills in what the words and the tree say about item i.
func (r *resolver) describe(i int) {
	it := &r.items[i]
	s := &r.doc.Sentences[it.Sentence]
	it.top = topToken(s, it)
	it.role = roleOf(s, it.top)
	it.clause = clauseOf(s, it.top)
	it.lemma = strings.ToLower(s.Tokens[it.Head].Lemma)
	if it.lemma == "" {
		it.lemma = strings.ToLower(s.Tokens[it.Head].Norm)
	}
	it.quote = r.quoteAt(it.Start)
	switch it.Form {
	case text.FormName:
		r.describeName(it, s)
	case text.FormNominal:
		r.describeNoun(it, s)
	}
	if it.poss {
		it.role = rolePossessor
	}
}

// roleOf is the grammatical role of a token.
func roleOf(s *text.Sentence, t int) role {
	rel := s.Tokens[t].Deprel
	for steps := 0; rel == "conj" && s.Tokens[t].Head >= 0 && steps < 8; steps++ {
		t = s.Tokens[t].Head
		rel = s.Tokens[t].Deprel
	}
	switch {
	case strings.HasPrefix(rel, "nsubj"), rel == "csubj":
		return roleSubject
	case rel == "obj":
		return roleObject
	case rel == "iobj":
		return roleIndirect
	case rel == "obl:agent":
		return roleOblique
	case strings.HasPrefix(rel, "obl"):
		return roleOblique
	case rel == "nmod:poss":
		return rolePossessor
	case strings.HasPrefix(rel, "nmod"), rel == "compound", rel == "appos":
		return roleModifier
	case rel == "root", rel == "ccomp", rel == "advcl", rel == "acl:relcl", rel == "parataxis", rel == "xcomp":
		return rolePredicate
	}
	return roleOther
}

// clauseOf is the predicate that governs token t: the first verb, or
// nominal predicate with a subject of its own, above it. For a token that is
// such a predicate itself, itself.
func clauseOf(s *text.Sentence, t int) int {
	for h, steps := s.Tokens[t].Head, 0; h >= 0 && steps < 20; h, steps = s.Tokens[h].Head, steps+1 {
		if s.Tokens[h].UPOS == "VERB" || isPredicate(s, h) {
			return h
		}
		t = h
	}
	return t
}

// isPredicate reports whether token h carries a clause without being a verb.
func isPredicate(s *text.Sentence, h int) bool {
	switch s.Tokens[h].Deprel {
	case "root", "ccomp", "advcl", "acl:relcl", "parataxis", "xcomp", "csubj":
	default:
		return false
	}
	for i := max(0, h-12); i < len(s.Tokens) && i < h+4; i++ {
		if s.Tokens[i].Head == h && s.Tokens[i].Deprel == "cop" {
			return true
		}
	}
	return false
}

func (r *resolver) describeName(it *item, s *text.Sentence) {
	first := it.First
	for t := it.First; t < it.End; t++ {
		w := strings.TrimSuffix(strings.ToLower(s.Tokens[t].Norm), ".")
		if w == "'s" || w == "’s" || w == "," || w == `"` || w == "the" && t == it.First {
			continue
		}
		if g, ok := titles[w]; ok && t == first && it.End-it.First > 1 && it.Kind == text.KindPerson {
			it.title = w
			if g == "m" {
				it.gender = male
			}
			if g == "f" {
				it.gender = female
			}
			first++
			continue
		}
		it.words = append(it.words, w)
	}
	for len(it.words) > 1 && suffixes[it.words[len(it.words)-1]] {
		if it.Kind == text.KindPerson && generations[it.words[len(it.words)-1]] {
			it.generation = it.words[len(it.words)-1]
		}
		it.words = it.words[:len(it.words)-1]
	}
	for i, w := range it.words {
		it.words[i] = ascii(w)
	}
	it.number = singular
	it.definite = true
	switch it.Kind {
	case text.KindPerson:
		it.person = 1
		if it.generation == "" && it.First > 0 {
			it.generation = elder[strings.ToLower(s.Tokens[it.First-1].Norm)]
		}
		r.titlesBefore(it, s)
		if it.gender == 0 && len(it.words) > 0 {
			switch r.lex.Gender(it.words[0]) {
			case "f":
				it.gender = female
			case "m":
				it.gender = male
			}
			if len(it.words) > 1 && surname(it.words) == it.words[0] {
				it.gender = 0 // Pham is no Pam
			}
			if len(it.words) == 1 {
				// One word is a surname more often than a first name.
				it.weak, it.gender = it.gender, 0
				if it.title != "" {
					it.weak = 0
				}
			}
		}
		if it.gender == 0 {
			it.gender = genderOfRoles(it.roles)
		}
	case text.KindUnknown:
	case text.KindGroup:
		it.person = -1
		it.number = 0
	default:
		it.person = -1
		if it.Kind == text.KindOrg {
			it.number = 0 // a company is it or they
		}
	}
	if s.Tokens[it.Head].XPOS == "NNPS" && it.Kind != text.KindPerson && it.Kind != text.KindPlace && it.Kind != text.KindState {
		it.number = 0
	}
}

func genderOfRoles(roles []roleName) trait {
	for _, n := range roles {
		switch {
		case femaleNouns[n.lemma]:
			return female
		case maleNouns[n.lemma]:
			return male
		}
	}
	return 0
}

// ascii writes a word without accents, as texts do and do not.
func ascii(w string) string {
	for i := range len(w) {
		if w[i] >= 0x80 {
			return strings.ToLower(unidecode.Unidecode(w))
		}
	}
	return w
}

// titlesBefore reads the office before a name, inside or outside its span:
// "US envoy Steve Witkoff", "Kremlin spokesman Dmitry Peskov", "Mr Witkoff".
func (r *resolver) titlesBefore(it *item, s *text.Sentence) {
	// Words of the span that are offices ("President Trump").
	last := -1
	for t := it.First; t < it.End-1; t++ {
		if r.isRole(&s.Tokens[t]) {
			last = t
		}
	}
	if last >= 0 {
		it.roles = append(it.roles, r.roleAt(s, last, it.First))
		kept := it.words[:0]
		for t := last + 1; t < it.End; t++ {
			w := strings.TrimSuffix(strings.ToLower(s.Tokens[t].Norm), ".")
			if w != "'s" && w != "’s" {
				kept = append(kept, ascii(w))
			}
		}
		it.words = kept
	}
	t := it.First - 1
	if t < 0 {
		return
	}
	w := strings.TrimSuffix(strings.ToLower(s.Tokens[t].Norm), ".")
	if g, ok := titles[w]; ok {
		it.title = w
		switch g {
		case "m":
			it.gender = male
		case "f":
			it.gender = female
		}
	}
	if !r.isRole(&s.Tokens[t]) {
		return
	}
	first := t
	for first > 0 && t-first < 6 {
		p := &s.Tokens[first-1]
		if p.UPOS != "NOUN" && p.UPOS != "PROPN" && p.UPOS != "ADJ" && !(p.Norm == "-" && first > 1) && p.UPOS != "PART" {
			break
		}
		first--
	}
	it.roles = append(it.roles, r.roleAt(s, t, first))
}

func (r *resolver) isRole(tok *text.Token) bool {
	w := strings.ToLower(tok.Lemma)
	if w == "" {
		w = strings.ToLower(tok.Norm)
	}
	n := strings.ToLower(tok.Norm)
	if tok.UPOS == "PROPN" && !roleNouns[n] && (gazetteer.FirstName(n) || mostlyMale[n] || mostlyFemale[n]) {
		return false // Daniel is a name before it is a wise judge
	}
	return (tok.UPOS == "NOUN" || tok.UPOS == "PROPN" || tok.UPOS == "") && (r.lex.RoleNoun(w) || r.lex.RoleNoun(n))
}

// roleAt is the office whose head is token t and whose modifiers begin at
// first.
func (r *resolver) roleAt(s *text.Sentence, t, first int) roleName {
	n := roleName{lemma: strings.ToLower(s.Tokens[t].Norm)}
	if l := strings.ToLower(s.Tokens[t].Lemma); l != "" {
		n.lemma = l
	}
	for k := first; k < t; k++ {
		tok := &s.Tokens[k]
		if tok.UPOS == "DET" || tok.UPOS == "PUNCT" {
			continue
		}
		if m := strings.ToLower(tok.Norm); m != "'s" {
			n.mods = append(n.mods, m)
		}
	}
	for first < t && (s.Tokens[first].UPOS == "DET" || s.Tokens[first].UPOS == "PUNCT") {
		first++ // "OSLO, March 3 - Minister Ada Weber"
	}
	sp := text.Span{Start: s.Tokens[first].Start, End: s.Tokens[t].Span.End}
	n.phrase = sp.In(r.doc.Article.Text)
	if tok := &s.Tokens[t]; tok.XPOS == "NNS" && tok.Lemma != "" {
		// "councillors Ann Chiang and Priscilla Leung": each is one.
		n.phrase = strings.TrimSuffix(n.phrase, tok.Text) + tok.Lemma
	}
	return n
}

func (r *resolver) describeNoun(it *item, s *text.Sentence) {
	tok := &s.Tokens[it.Head]
	if it.group != nil {
		it.number = plural
		for _, h := range it.group {
			if s.Tokens[h].UPOS == "PROPN" {
				it.definite = true
			}
		}
		return
	}
	it.number = singular
	if tok.XPOS == "NNS" || tok.XPOS == "NNPS" {
		it.number = plural
	}
	if it.number == singular && (groupNouns[it.lemma] || orgNouns[it.lemma]) || it.lemma == "people" {
		it.number = 0
	}
	switch {
	case it.Kind == text.KindPerson, r.lex.RoleNoun(it.lemma), it.lemma == "people":
		it.person = 1
	case it.Kind == text.KindGroup:
		it.person = 0
	default:
		it.person = -1
	}
	switch {
	case femaleNouns[it.lemma]:
		it.gender = female
	case maleNouns[it.lemma]:
		it.gender = male
	case it.person < 0:
		it.gender = neuter
	}
	for k := it.First; k < it.Head; k++ {
		w := strings.ToLower(s.Tokens[k].Norm)
		direct := s.Tokens[k].Head == it.Head
		switch {
		case direct && (w == "the" || w == "both"):
			it.definite = true
		case direct && (w == "this" || w == "that" || w == "these" || w == "those" || w == "such"):
			it.definite, it.demo = true, true
		case direct && (w == "a" || w == "an" || w == "another" || w == "some" || w == "no" || w == "any" || w == "each" || w == "every" || w == "many" || w == "several"):
			it.indef = true
		case direct && s.Tokens[k].Deprel == "nmod:poss":
			it.definite = true
			it.mods = append(it.mods, properPhrase(s, k, it.First))
		case direct && s.Tokens[k].UPOS == "PROPN":
			it.mods = append(it.mods, properPhrase(s, k, it.First))
		case direct && (s.Tokens[k].UPOS == "ADJ" || s.Tokens[k].UPOS == "NOUN" || s.Tokens[k].UPOS == "NUM" || s.Tokens[k].UPOS == "VERB"):
			it.mods = append(it.mods, w)
		}
	}
	for k := it.Head + 1; k < it.End; k++ {
		if s.Tokens[k].UPOS == "PROPN" || s.Tokens[k].UPOS == "NOUN" {
			it.mods = append(it.mods, strings.ToLower(s.Tokens[k].Norm))
		}
	}
}

// properPhrase is the name of which token k is the head, in lower case: "new
// zealand" for either of its words.
func properPhrase(s *text.Sentence, k, first int) string {
	a, b := k, k+1
	for a > first && s.Tokens[a-1].UPOS == "PROPN" && s.Tokens[a-1].Head == k {
		a--
	}
	for b < len(s.Tokens) && s.Tokens[b].UPOS == "PROPN" && s.Tokens[b].Head == k {
		b++
	}
	ws := make([]string, 0, b-a)
	for ; a < b; a++ {
		ws = append(ws, strings.ToLower(s.Tokens[a].Norm))
	}
	return strings.Join(ws, " ")
}
