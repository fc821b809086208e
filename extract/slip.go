package extract

import (
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// slips corrects what the words and tags around a token expose, whatever
// relation the parser gave it.
func slips(s *text.Sentence, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	for i := range s.Tokens {
		slipSaid(s, i, edit, retag)
		slipAccused(s, i, edit)
		slipCrossing(s, i, edit, retag)
		slipVerbless(s, i, edit, retag)
		switch s.Tokens[i].Deprel {
		case "cop":
			// "was elected mayor", with "was" hung on the mayor.
			if h := s.Tokens[i].Head; h > i && s.Tokens[h].Deprel == "xcomp" {
				if v := s.Tokens[h].Head; v > i && v < h && s.Tokens[v].XPOS == "VBN" && childOf(s, v, "aux:pass") < 0 {
					edit(i, v, "aux:pass")
				}
			}
		case "mark":
			slipThat(s, i, edit)
			slipWithout(s, i, edit, retag)
		case "acl:relcl":
			slipNumber(s, i, edit)
		case "ccomp":
			slipBetween(s, i, edit)
			slipWhere(s, i, edit)
		case "xcomp", "advmod":
			slipNaming(s, i, edit)
		case "nsubj", "nsubj:pass":
			if h := s.Tokens[i].Head; h >= 0 && s.Tokens[h].Head >= 0 && strings.HasPrefix(s.Tokens[h].Deprel, "aux") {
				edit(i, s.Tokens[h].Head, s.Tokens[i].Deprel) // auxiliaries have no subjects
			}
			slipInserted(s, i, edit)
			slipSource(s, i, edit, retag)
			slipSummary(s, i, edit)
		case "conj":
			slipTense(s, i, edit, retag)
			slipSubject(s, i, edit)
			slipTitle(s, i, edit)
		case "obj":
			slipRelative(s, i, edit)
			slipGerund(s, i, edit, retag)
		case "advcl", "acl", "obl":
			slipQuoting(s, i, edit)
			slipInfinitive(s, i, edit)
		case "amod":
			slipPerfect(s, i, edit, retag)
		}
	}
}

// slipTimes makes an adverbial of a time taken for an agent: "unless the
// strike ended by Friday".
func slipTimes(d *text.Document, si int, s *text.Sentence, edit func(i, head int, rel string)) {
	for _, e := range d.Times {
		if e.Sentence != si {
			continue
		}
		for i := max(e.First, 0); i < e.End && i < len(s.Tokens); i++ {
			v := s.Tokens[i].Head
			if s.Tokens[i].Deprel != "obl:agent" || v < 0 {
				continue
			}
			edit(i, v, "obl")
			if childOf(s, v, "aux:pass") >= 0 {
				continue
			}
			for k := range s.Tokens {
				if s.Tokens[k].Head == v && s.Tokens[k].Deprel == "nsubj:pass" {
					edit(k, v, "nsubj")
				}
			}
		}
	}
}

// slipParticles gives a verb with a particle its object: "called off a march",
// where the noun was taken for a measure or the particle for a preposition.
func slipParticles(d *text.Document, si int, s *text.Sentence, edit func(i, head int, rel string)) {
	timed := func(i int) bool {
		for _, e := range d.Times {
			if e.Sentence == si && e.First <= i && i < e.End {
				return true
			}
		}
		return false
	}
	lex := loadLexicon()
	for i := range s.Tokens {
		v := s.Tokens[i].Head
		if v < 0 || v > i || s.Tokens[v].UPOS != "VERB" || s.Tokens[i].UPOS != "NOUN" || childOf(s, v, "obj", "aux:pass") >= 0 || timed(i) {
			continue
		}
		switch s.Tokens[i].Deprel {
		case "obl:unmarked":
			if p := childOf(s, v, "compound:prt"); p == v+1 && childOf(s, i, "det", "nmod:poss") == p+1 {
				edit(i, v, "obj")
			}
		case "obl":
			p := childOf(s, i, "case")
			if p == v+1 && lex.is("phrasal", strings.ToLower(s.Tokens[v].Lemma)+"_"+strings.ToLower(s.Tokens[p].Text)) {
				edit(i, v, "obj")
				edit(p, v, "compound:prt")
			}
		}
	}
}

// childOf is the first dependent of h with one of the relations, or -1.
func childOf(s *text.Sentence, h int, rels ...string) int {
	for k := range s.Tokens {
		if s.Tokens[k].Head != h {
			continue
		}
		for _, r := range rels {
			if s.Tokens[k].Deprel == r {
				return k
			}
		}
	}
	return -1
}

func finiteTag(xpos string) bool { return xpos == "VBD" || xpos == "VBZ" || xpos == "VBP" }

func nominalTag(upos string) bool { return upos == "NOUN" || upos == "PROPN" || upos == "PRON" }

// slipThat gives the "that" between a noun and its clause to the clause, not
// to the main verb: "the claim that Portugal armed them was dismissed".
func slipThat(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	h := s.Tokens[i].Head
	if i == 0 || h < i || !strings.EqualFold(s.Tokens[i].Text, "that") || s.Tokens[i-1].UPOS != "NOUN" {
		return
	}
	for k := i + 1; k < h; k++ {
		if s.Tokens[k].Head == i-1 && s.Tokens[k].Deprel == "acl" && childOf(s, k, "nsubj", "nsubj:pass", "expl") > i && childOf(s, k, "mark") < 0 {
			edit(i, k, "mark")
			return
		}
	}
}

// slipWithout makes a noun of a bare verb after "without": "released without
// charge the next day".
func slipWithout(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	v := s.Tokens[i].Head
	if v != i+1 || !strings.EqualFold(s.Tokens[i].Text, "without") || s.Tokens[v].XPOS != "VB" || s.Tokens[v].Head < 0 {
		return
	}
	up := s.Tokens[v].Head
	for k := range s.Tokens {
		if s.Tokens[k].Head == v && k != i {
			rel := s.Tokens[k].Deprel
			if rel == "obj" {
				rel = "obl:unmarked"
			}
			edit(k, up, rel)
		}
	}
	edit(i, v, "case")
	edit(v, up, "obl")
	retag(v, "NOUN", "NN")
}

// slipWhere makes a relative clause of what follows a noun, a comma and a
// relative word: "told reporters in Oslo, where he arrived on Monday".
func slipWhere(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	h := s.Tokens[i].Head
	if h < 0 || h > i {
		return
	}
	for k := i - 1; k > h+2; k-- {
		w := strings.ToLower(s.Tokens[k].Text)
		if s.Tokens[k].Head != i || w != "where" && w != "who" && w != "which" {
			continue
		}
		if s.Tokens[k-1].Text == "," && (s.Tokens[k-2].UPOS == "NOUN" || s.Tokens[k-2].UPOS == "PROPN") {
			n := k - 2
			for s.Tokens[n].Head >= 0 && s.Tokens[n].Head < k && s.Tokens[n].Head > h && (s.Tokens[n].Deprel == "flat" || s.Tokens[n].Deprel == "compound") {
				n = s.Tokens[n].Head
			}
			edit(i, n, "acl:relcl")
		}
		return
	}
}

// slipSource makes a reduced relative clause of a verb behind the people
// whom a sentence ends with as its source: "…, according to three people
// briefed on the matter".
func slipSource(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	v := s.Tokens[i].Head
	c := childOf(s, i, "case")
	if c < 0 || c > i || v < i || s.Tokens[v].Head < 0 || s.Tokens[v].Head > c || !strings.EqualFold(s.Tokens[c].Text, "according") {
		return
	}
	if s.Tokens[v].XPOS != "VBD" && s.Tokens[v].XPOS != "VBN" || childOf(s, v, "aux", "aux:pass", "cop") >= 0 {
		return
	}
	edit(i, s.Tokens[v].Head, "obl")
	edit(v, i, "acl")
	retag(v, "VERB", "VBN")
}

// slipQuoting gives "quoting" or "citing" after a source to the source, not
// to the clause: "According to Alpha, quoting Beta, the talks failed".
func slipQuoting(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	if s.Tokens[i].XPOS != "VBG" || i < 3 || s.Tokens[i-1].Text != "," {
		return
	}
	switch strings.ToLower(s.Tokens[i].Text) {
	case "quoting", "citing":
	default:
		return
	}
	if childOf(s, i, "obj") < i {
		return
	}
	for n := i - 2; n > 0; n-- {
		if !nominalTag(s.Tokens[n].UPOS) || s.Tokens[n].Text == "," {
			continue
		}
		if c := childOf(s, n, "case"); c >= 0 && c < n && strings.EqualFold(s.Tokens[c].Text, "according") && s.Tokens[i].Head != n {
			edit(i, n, "acl")
			return
		}
	}
}

// slipSummary sets a noun that sums up the clause before it apart from it:
// "The cabinet was criticised for waste, a charge it rejected". A clause has
// one subject.
func slipSummary(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	v := s.Tokens[i].Head
	if v < 0 || v > i {
		return
	}
	comma := false
	for k := v + 1; k < i; k++ {
		comma = comma || s.Tokens[k].Text == "," || s.Tokens[k].Text == "–" || s.Tokens[k].Text == "—"
	}
	if !comma {
		return
	}
	for k := 0; k < v; k++ {
		if s.Tokens[k].Head == v && (s.Tokens[k].Deprel == "nsubj" || s.Tokens[k].Deprel == "nsubj:pass") {
			edit(i, v, "parataxis")
			return
		}
	}
}

// slipTense hangs a finite verb, coordinated with a participle or infinitive,
// on the finite verb above: "accused her of lying and threatened to leave".
func slipTense(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	h, lex := s.Tokens[i].Head, loadLexicon()
	if h < 0 || h > i {
		return
	}
	a := childOf(s, h, "aux", "cop")
	// "denied that they had fled and blamed Norway": two verbs of judgement
	// go together, a perfect and a past do not.
	judged := s.Tokens[h].XPOS == "VBN" && a >= 0 && (s.Tokens[i].XPOS == "VBD" || s.Tokens[i].XPOS == "VBN") && lex.is("judging", strings.ToLower(s.Tokens[i].Lemma))
	if !judged && (s.Tokens[i].XPOS != "VBD" && s.Tokens[i].XPOS != "VBZ" || s.Tokens[h].XPOS != "VBG" && s.Tokens[h].XPOS != "VB" || a >= 0) || childOf(s, i, "nsubj", "nsubj:pass", "expl", "aux", "aux:pass", "csubj") >= 0 {
		return
	}
	for up, n := s.Tokens[h].Head, 0; up >= 0 && n < len(s.Tokens); up, n = s.Tokens[up].Head, n+1 {
		if judged && s.Tokens[up].XPOS == "VBD" && lex.is("denying", strings.ToLower(s.Tokens[up].Lemma)) || !judged && s.Tokens[up].XPOS == s.Tokens[i].XPOS && s.Tokens[up].UPOS == "VERB" {
			edit(i, up, "conj")
			if judged {
				retag(i, "VERB", "VBD")
			}
			return
		}
		if s.Tokens[up].UPOS == "VERB" && finiteTag(s.Tokens[up].XPOS) {
			return
		}
	}
}

// slipSubject gives a coordinated finite verb without a subject and without
// a conjunction the noun that the conjunction stands before: "left for the
// hall, and the police, who had waited, went home".
func slipSubject(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	h := s.Tokens[i].Head
	if h < 0 || h > i || !finiteTag(s.Tokens[i].XPOS) || childOf(s, i, "nsubj", "nsubj:pass", "expl", "aux", "cc", "csubj") >= 0 {
		return
	}
	for n := h + 1; n < i; n++ {
		if s.Tokens[n].Deprel != "conj" || s.Tokens[n].UPOS != "NOUN" && s.Tokens[n].UPOS != "PROPN" || s.Tokens[n].Head <= h || s.Tokens[n].Head > n {
			continue
		}
		cc := childOf(s, n, "cc")
		if cc < 1 || s.Tokens[cc-1].Text != "," || childOf(s, n, "acl:relcl", "appos", "acl") < n || s.Tokens[i-1].Text != "," {
			continue
		}
		edit(n, i, "nsubj")
		edit(cc, i, "cc")
		return
	}
}

// slipTitle sets a name beside the title right before it instead of
// coordinating the two: "Anna and her Danish counterpart Boris Lind".
func slipTitle(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	n := i - 1
	if n < 0 || s.Tokens[i].UPOS != "PROPN" || s.Tokens[n].UPOS != "NOUN" || s.Tokens[n].Deprel != "conj" || s.Tokens[n].Head != s.Tokens[i].Head || childOf(s, i, "cc") >= 0 {
		return
	}
	if loadLexicon().is("role-noun", strings.ToLower(s.Tokens[n].Lemma)) {
		edit(i, n, "appos")
	}
}

// slipRelative gives a relative "which" to the infinitive that
// lacks an object: "the railway, which China helped to build".
func slipRelative(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	v := s.Tokens[i].Head
	if v < i || s.Tokens[v].Deprel != "acl:relcl" || !strings.EqualFold(s.Tokens[i].Text, "which") || childOf(s, v, "iobj") >= 0 {
		return
	}
	x := childOf(s, v, "xcomp")
	if x < v || s.Tokens[x].XPOS != "VB" || childOf(s, x, "mark") < 0 || childOf(s, x, "obj", "ccomp", "xcomp", "cop", "aux:pass") >= 0 {
		return
	}
	edit(i, x, "obj")
}

// slipInfinitive gives a verb the infinitive that it calls for: "threatened
// [to leave]" right after it, "allowed the units [to regroup]" behind its
// object.
func slipInfinitive(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	h, m := s.Tokens[i].Head, childOf(s, i, "mark")
	if h < 0 || h > i || s.Tokens[i].XPOS != "VB" || m < 0 || !strings.EqualFold(s.Tokens[m].Text, "to") {
		return
	}
	lex := loadLexicon()
	switch s.Tokens[i].Deprel {
	case "advcl":
		lemma, comma := strings.ToLower(s.Tokens[h].Lemma), false
		for k := h + 1; k < m; k++ {
			comma = comma || s.Tokens[k].UPOS == "PUNCT"
		}
		if lex.frames[frameKey{lemma, "V", "inf"}] == forcePlanned && !comma && s.Tokens[h].UPOS == "VERB" && childOf(s, h, "obj", "iobj", "xcomp", "aux:pass") < 0 {
			edit(i, h, "xcomp") // "promised last week to leave"
			return
		}
		if m == h+1 && s.Tokens[h].UPOS == "VERB" && lex.takesInfinitive(strings.ToLower(s.Tokens[h].Lemma)) &&
			childOf(s, h, "obj", "xcomp", "aux:pass", "nsubj:pass") < 0 && !lex.is("purpose-infinitive", strings.ToLower(s.Tokens[h].Lemma)) {
			edit(i, h, "xcomp")
		}
	case "acl":
		if v := s.Tokens[h].Head; v >= 0 && v < h && s.Tokens[h].Deprel == "obj" && m == h+1 && lex.is("object-control", strings.ToLower(s.Tokens[v].Lemma)) &&
			childOf(s, v, "xcomp") < 0 {
			if _, ok := lex.frames[frameKey{strings.ToLower(s.Tokens[h].Lemma), "N", "inf"}]; !ok {
				edit(i, v, "xcomp")
			}
		}
	}
}

// slipPerfect makes a perfect of "had" with a participle that carries the
// subordinator: "whether the firm had bribed officials".
func slipPerfect(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	n, v := s.Tokens[i].Head, i-1
	if v < 0 || n < i || s.Tokens[i].XPOS != "VBN" || !strings.EqualFold(s.Tokens[v].Lemma, "have") || s.Tokens[n].Head != v || s.Tokens[n].Deprel != "obj" ||
		childOf(s, n, "det") >= 0 {
		return
	}
	whether := false
	for k := 0; k < v; k++ {
		whether = whether || s.Tokens[k].Deprel == "mark" && (s.Tokens[k].Head == i || s.Tokens[k].Head == v) && strings.EqualFold(s.Tokens[k].Text, "whether")
	}
	if !whether {
		return
	}
	for k := range s.Tokens {
		if s.Tokens[k].Head == v && k != n {
			edit(k, i, s.Tokens[k].Deprel)
		}
	}
	edit(i, s.Tokens[v].Head, s.Tokens[v].Deprel)
	retag(i, "VERB", "VBN")
	edit(v, i, "aux")
	retag(v, "AUX", s.Tokens[v].XPOS)
	edit(n, i, "obj")
}

// slipSaid gives a verb of speech the that-clause that was hung on the noun
// of an adverbial between: "said after the meeting that Norway had lied".
func slipSaid(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	n := s.Tokens[i].Head
	if n < 0 || n > i || s.Tokens[i].Deprel != "acl:relcl" && s.Tokens[i].Deprel != "acl" || s.Tokens[n].UPOS != "NOUN" && s.Tokens[n].UPOS != "PROPN" {
		return
	}
	that, subject := -1, false
	for k := n + 1; k < i; k++ {
		if s.Tokens[k].Head != i {
			continue
		}
		if rel := s.Tokens[k].Deprel; strings.EqualFold(s.Tokens[k].Text, "that") && that < 0 && rel != "nsubj" && rel != "nsubj:pass" {
			that = k
		} else if (rel == "nsubj" || rel == "nsubj:pass" || rel == "expl") && that >= 0 {
			subject = true
		}
	}
	lex := loadLexicon()
	if !subject || lex.takesThat(strings.ToLower(s.Tokens[n].Lemma)) {
		return
	}
	top := n
	for s.Tokens[top].Deprel == "nmod" && s.Tokens[top].Head >= 0 && s.Tokens[top].Head < top && !lex.takesThat(strings.ToLower(s.Tokens[s.Tokens[top].Head].Lemma)) {
		top = s.Tokens[top].Head
	}
	v := s.Tokens[top].Head
	if v < 0 || v > top || s.Tokens[top].Deprel != "obl" || s.Tokens[v].UPOS != "VERB" || childOf(s, v, "ccomp", "xcomp", "aux:pass") >= 0 {
		return
	}
	lemma := strings.ToLower(s.Tokens[v].Lemma)
	if f, ok := lex.frames[frameKey{lemma, "V", "that"}]; !ok || f == forceHypo && !lex.is("claim-or-demand", lemma) {
		return
	}
	if childOf(s, v, "obj") >= 0 && !lex.is("telling", lemma) {
		return
	}
	edit(i, v, "ccomp")
	edit(that, i, "mark")
	retag(that, "SCONJ", "IN")
}

// slipVerbless finds the verb of a sentence that was read as a noun with a
// participle: "Anna Berg dismissed reports that she had left".
func slipVerbless(s *text.Sentence, p int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	if s.Tokens[p].Deprel != "amod" || s.Tokens[p].XPOS != "VBN" && s.Tokens[p].XPOS != "VBD" || p == 0 || s.Heading || s.Tokens[len(s.Tokens)-1].Text != "." {
		return
	}
	n := s.Tokens[p].Head
	lex := loadLexicon()
	if n == p+1 && s.Tokens[n].Head < 0 && finiteWords(s) == 0 {
		slipFinite(s, p, n, edit, retag)
		return
	}
	if n != p+1 || s.Tokens[n].XPOS != "NNS" || !lex.takesThat(strings.ToLower(s.Tokens[n].Lemma)) || childOf(s, n, "acl", "acl:relcl") < 0 {
		return
	}
	if _, ok := lex.frames[frameKey{strings.ToLower(s.Tokens[p].Lemma), "V", "that"}]; !ok && !lex.is("denying", strings.ToLower(s.Tokens[p].Lemma)) {
		return
	}
	subject := -1
	switch {
	case s.Tokens[n].Head < 0: // the noun heads the sentence, the name is part of it
		for k := p - 1; k >= 0 && subject < 0; k-- {
			if s.Tokens[k].Head == n && s.Tokens[k].UPOS == "PROPN" {
				subject = k
			}
		}
		if subject < 0 {
			return
		}
		for k := range s.Tokens {
			if s.Tokens[k].Head == n && k < p && k != subject {
				edit(k, subject, s.Tokens[k].Deprel)
			} else if s.Tokens[k].Head == n && k > n && s.Tokens[k].Deprel == "punct" {
				edit(k, p, "punct")
			}
		}
	case s.Tokens[n].Head < p && s.Tokens[s.Tokens[n].Head].Head < 0 && s.Tokens[s.Tokens[n].Head].UPOS == "PROPN":
		subject = s.Tokens[n].Head
	default:
		return
	}
	edit(p, -1, "root")
	retag(p, "VERB", "VBD")
	edit(subject, p, "nsubj")
	edit(n, p, "obj")
}

// slipInserted shares two subjects between a verb of speech and what is said:
// "Reports that she had left were false, Anna said".
func slipInserted(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	v := s.Tokens[i].Head
	if v < i || s.Tokens[v].UPOS != "VERB" {
		return
	}
	for c := i + 1; c < v; c++ {
		inside := s.Tokens[c].Head >= 0 && s.Tokens[s.Tokens[c].Head].Head == i && childOf(s, c, "cop") > i // hung on the noun's own clause
		if s.Tokens[c].Head != v && !inside || s.Tokens[c].Deprel != "ccomp" || childOf(s, c, "nsubj", "nsubj:pass", "expl", "csubj") >= 0 {
			continue
		}
		for k := c + 1; k < v; k++ {
			if s.Tokens[k].Head == v && s.Tokens[k].Deprel == "nsubj" {
				if inside {
					edit(c, v, "ccomp")
				}
				edit(i, c, "nsubj")
				return
			}
		}
	}
}

// slipNaming gives a verb of naming the adjective that ends the clause of its
// object: "called reports that she had left false".
func slipNaming(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	c := s.Tokens[i].Head
	if c < 0 || c > i || s.Tokens[i].UPOS != "ADJ" || s.Tokens[c].Deprel != "acl" && s.Tokens[c].Deprel != "acl:relcl" {
		return
	}
	n := s.Tokens[c].Head
	if n < 0 || s.Tokens[n].Deprel != "obj" || s.Tokens[n].Head < 0 || s.Tokens[n].Head > n {
		return
	}
	lex, v := loadLexicon(), s.Tokens[n].Head
	if lex.is("naming", strings.ToLower(s.Tokens[v].Lemma)) && !lex.is("naming", strings.ToLower(s.Tokens[c].Lemma)) && childOf(s, v, "xcomp") < 0 {
		edit(i, v, "xcomp")
	}
}

// slipGerund makes a verb of a bare noun in -ing with a name right behind it,
// after a verb that takes gerunds: "avoided meeting Anna Berg".
func slipGerund(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	v := s.Tokens[i].Head
	if v != i-1 || s.Tokens[i].UPOS != "NOUN" || !strings.HasSuffix(s.Tokens[i].Text, "ing") || i+1 >= len(s.Tokens) {
		return
	}
	o := childOf(s, i, "appos", "flat", "nmod:desc")
	if o != i+1 || s.Tokens[o].UPOS != "PROPN" {
		return
	}
	if _, ok := loadLexicon().frames[frameKey{strings.ToLower(s.Tokens[v].Lemma), "V", "ger"}]; !ok {
		return
	}
	edit(i, v, "xcomp")
	retag(i, "VERB", "VBG")
	edit(o, i, "obj")
}

// slipAccused makes a gerund of the participle after the preposition that a
// verb takes gerunds with: "accused of bribing officials between 2019 and
// 2021", also for what follows.
func slipAccused(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	o := s.Tokens[i].Head
	if m := childOf(s, i, "mark"); o >= 0 && o < i && (m == o+1 || m == o+2) {
		// "accused Berg of having lied", hung on the name.
		end := o
		if end+1 < m {
			end++
		}
		v := s.Tokens[o].Head
		if s.Tokens[i].Deprel == "acl" && s.Tokens[o].UPOS == "PROPN" && s.Tokens[o].Deprel == "obj" && v >= 0 && (end == o || s.Tokens[end].Head == o && s.Tokens[end].Deprel == "flat") {
			if _, ok := loadLexicon().frames[frameKey{strings.ToLower(s.Tokens[v].Lemma), "V", "ger:" + strings.ToLower(s.Tokens[m].Text)}]; ok {
				edit(i, v, "advcl")
			}
		}
		return
	}
	if i == 0 || o < i || s.Tokens[i].Deprel != "amod" || s.Tokens[i].XPOS != "VBG" || s.Tokens[o].Deprel != "obl" || s.Tokens[o].XPOS == "NN" {
		return
	}
	p, v := i-1, s.Tokens[o].Head
	if s.Tokens[p].Head != o || s.Tokens[p].Deprel != "case" || v < 0 || v > p || s.Tokens[v].UPOS != "VERB" {
		return
	}
	if _, ok := loadLexicon().frames[frameKey{strings.ToLower(s.Tokens[v].Lemma), "V", "ger:" + strings.ToLower(s.Tokens[p].Text)}]; !ok {
		return
	}
	edit(i, v, "advcl")
	edit(p, i, "mark")
	edit(o, i, "obj")
	for k := o + 1; k < len(s.Tokens); k++ {
		if s.Tokens[k].Head == v && s.Tokens[k].Deprel == "obl" && s.Tokens[k-1].Text != "," {
			edit(k, i, "obl")
		}
	}
}

// slipNumber hangs a relative clause on the noun that its verb agrees with:
// "rounds aimed at a loudspeaker that broadcasts the news".
func slipNumber(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	n := s.Tokens[i].Head
	if n < 0 || n > i || s.Tokens[n].UPOS != "NOUN" {
		return
	}
	who, verb := -1, i
	for k := n + 1; k < i; k++ {
		if s.Tokens[k].Head != i {
			continue
		}
		switch s.Tokens[k].Deprel {
		case "nsubj", "nsubj:pass":
			if s.Tokens[k].XPOS == "WDT" || s.Tokens[k].XPOS == "WP" {
				who = k
			}
		case "aux", "cop", "aux:pass":
			if finiteTag(s.Tokens[k].XPOS) && verb == i {
				verb = k
			}
		}
	}
	want := map[string]string{"VBZ": "NN", "VBP": "NNS"}[s.Tokens[verb].XPOS]
	if who < 0 || want == "" || s.Tokens[n].XPOS == want || s.Tokens[n].XPOS != "NN" && s.Tokens[n].XPOS != "NNS" || childOf(s, n, "conj") >= 0 || s.Tokens[who-1].Text == "," {
		return
	}
	for k := who - 1; k > n; k-- {
		if s.Tokens[k].XPOS != want {
			continue
		}
		switch s.Tokens[k].Deprel {
		case "obl", "obl:agent", "nmod", "obj":
			edit(i, k, "acl:relcl")
			return
		}
	}
}

// slipBetween gives a verb of speech the that-clause that was hung on a verb
// between which takes none: "told reporters after they met that it was over".
func slipBetween(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	h := s.Tokens[i].Head
	if h < 0 || h > i || s.Tokens[h].Deprel != "advcl" || s.Tokens[h].Head < 0 || s.Tokens[h].Head > h {
		return
	}
	m, v := childOf(s, i, "mark"), s.Tokens[h].Head
	lex := loadLexicon()
	if m < 0 || !strings.EqualFold(s.Tokens[m].Text, "that") || childOf(s, v, "ccomp", "xcomp") >= 0 || !finiteTag(s.Tokens[h].XPOS) {
		return
	}
	_, takes := lex.frames[frameKey{strings.ToLower(s.Tokens[h].Lemma), "V", "that"}]
	if f, ok := lex.frames[frameKey{strings.ToLower(s.Tokens[v].Lemma), "V", "that"}]; ok && f != forceHypo && !takes {
		edit(i, v, "ccomp")
	}
}

// finiteWords counts the tensed words of a sentence.
func finiteWords(s *text.Sentence) int {
	n := 0
	for i := range s.Tokens {
		if finiteTag(s.Tokens[i].XPOS) || s.Tokens[i].XPOS == "MD" {
			n++
		}
	}
	return n
}

// slipFinite makes the participle p before the noun n that heads a sentence
// without a tensed word its verb: "The general allegedly tortured prisoners."
func slipFinite(s *text.Sentence, p, n int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	subject := p - 1
	for subject >= 0 && s.Tokens[subject].UPOS == "ADV" {
		subject--
	}
	if subject < 0 || s.Tokens[subject].Head != n || s.Tokens[0].Head != n && s.Tokens[0].Head != subject {
		return
	}
	switch s.Tokens[subject].UPOS {
	case "NOUN", "PROPN":
	case "ADJ":
		if s.Tokens[0].UPOS != "DET" || !loadLexicon().is("role-noun", strings.ToLower(s.Tokens[subject].Text)) {
			return
		}
		retag(subject, "NOUN", "NN")
	default:
		return
	}
	for k := range s.Tokens {
		if s.Tokens[k].Head == n && k < subject {
			edit(k, subject, s.Tokens[k].Deprel)
		} else if s.Tokens[k].Head == n && k > n && s.Tokens[k].Deprel != "nmod" && s.Tokens[k].Deprel != "acl" {
			edit(k, p, s.Tokens[k].Deprel)
		}
	}
	edit(p, -1, "root")
	retag(p, "VERB", "VBD")
	edit(subject, p, "nsubj")
	edit(n, p, "obj")
}

// slipCrossing gives a subordinate clause the subject that stands between its
// conjunction and its verb: "will act unless the mayor, Anna Berg, resigned".
func slipCrossing(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	v := s.Tokens[i].Head
	if s.Tokens[i].Deprel != "obl" && s.Tokens[i].Deprel != "nmod" || v < 0 || v > i {
		return
	}
	if c := childOf(s, i, "case"); c >= 0 {
		// Taken for a preposition, which these words never are.
		switch strings.ToLower(s.Tokens[c].Text) {
		case "unless", "if", "because", "although", "though", "whereas":
		default:
			return
		}
		for w := i + 1; w < len(s.Tokens); w++ {
			if s.Tokens[w].UPOS != "VERB" || s.Tokens[w].Deprel != "advcl" && s.Tokens[w].Deprel != "acl" && s.Tokens[w].Deprel != "acl:relcl" {
				continue
			}
			if childOf(s, w, "nsubj", "nsubj:pass", "mark", "aux:pass") < 0 && s.Tokens[w].XPOS != "VBG" && s.Tokens[w].XPOS != "VB" {
				up := v
				for up >= 0 && s.Tokens[up].UPOS != "VERB" && s.Tokens[up].Head >= 0 && s.Tokens[up].Head < i {
					up = s.Tokens[up].Head
				}
				edit(w, up, "advcl")
				edit(i, w, "nsubj")
				edit(c, w, "mark")
				if s.Tokens[w].XPOS == "VBN" && childOf(s, w, "aux") < 0 {
					retag(w, "VERB", "VBD")
				}
			}
			return
		}
		return
	}
	for w := i + 1; w < len(s.Tokens); w++ {
		if s.Tokens[w].Head != v || s.Tokens[w].Deprel != "advcl" {
			continue
		}
		if m := childOf(s, w, "mark"); m > v && m < i && childOf(s, w, "nsubj", "nsubj:pass", "aux:pass") < 0 {
			edit(i, w, "nsubj")
			if s.Tokens[w].XPOS == "VBN" && childOf(s, w, "aux") < 0 {
				retag(w, "VERB", "VBD")
			}
		}
		return
	}
}
