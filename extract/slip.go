package extract

import (
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// slips corrects what the words and tags around a token expose, whatever
// relation the parser gave it.
func slips(s *text.Sentence, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	for i := range s.Tokens {
		slipsOfNouns(s, i, edit, retag)
		slipsOfClauses(s, i, edit, retag)
		slipsBeside(s, i, edit, retag)
		slipsJudged(s, i, edit, retag)
		slipSaid(s, i, edit, retag)
		slipAccused(s, i, edit)
		slipAsked(s, i, edit, retag)
		slipCrossing(s, i, edit, retag)
		slipVerbless(s, i, edit, retag)
		slipVerb(s, i, edit, retag)
		slipInverted(s, i, edit)
		slipAdjective(s, i, edit, retag)
		slipOnlyTo(s, i, edit)
		slipHours(s, i, edit)
		slipAgo(s, i, edit, retag)
		slipCalledThat(s, i, edit, retag)
		slipToldToo(s, i, edit, retag)
		slipGapped(s, i, edit)
		slipAsWords(s, i, edit)
		if s.Tokens[i].Deprel == "acl" {
			slipWriting(s, i, edit)
		}
		if s.Tokens[i].Deprel == "conj" {
			slipAccuser(s, i, edit, retag)
			slipClaimed(s, i, edit)
		}
		switch s.Tokens[i].Deprel {
		case "cop":
			// "was elected mayor", with "was" hung on the mayor.
			if h := s.Tokens[i].Head; h > i && s.Tokens[h].Deprel == "xcomp" {
				if v := s.Tokens[h].Head; v > i && v < h && s.Tokens[v].XPOS == "VBN" && s.Child(v, "aux:pass") < 0 {
					edit(i, v, "aux:pass")
				}
			}
		case "mark":
			slipThat(s, i, edit)
			slipWithout(s, i, edit, retag)
		case "acl:relcl":
			slipNumber(s, i, edit)
			slipWhich(s, i, edit)
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
			slipAside(s, i, edit)
			slipSource(s, i, edit, retag)
			slipSummary(s, i, edit)
		case "conj":
			slipTense(s, i, edit, retag)
			slipSubject(s, i, edit)
			slipTitle(s, i, edit)
		case "obj":
			slipRelative(s, i, edit)
			slipGerund(s, i, edit, retag)
			slipNamed(s, i, edit)
		case "advcl", "acl", "obl":
			slipQuoting(s, i, edit)
			slipInfinitive(s, i, edit)
			slipOrdered(s, i, edit)
			slipComplement(s, i, edit)
			slipAlthough(s, i, edit)
		case "amod":
			slipAccusedToo(s, i, edit, retag)
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
			if s.Child(v, "aux:pass") >= 0 {
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
		if v < 0 || v > i || s.Tokens[v].UPOS != "VERB" || s.Tokens[i].UPOS != "NOUN" || s.Child(v, "obj", "aux:pass") >= 0 || timed(i) {
			continue
		}
		switch s.Tokens[i].Deprel {
		case "obl:unmarked":
			p, l := s.Child(v, "compound:prt"), strings.ToLower(s.Tokens[v].Lemma)
			counted := s.Child(i, "nummod") == p+1 && !lex.is("measure-noun", strings.ToLower(s.Tokens[i].Lemma)) && !lex.is("scaled", l) && !lex.is("intransitive", l)
			if p == v+1 && (s.Child(i, "det", "nmod:poss") == p+1 || counted) {
				edit(i, v, "obj") // "shut down two wells"
			}
		case "obl":
			p := s.Child(i, "case")
			if p == v+1 && lex.is("phrasal", strings.ToLower(s.Tokens[v].Lemma)+"_"+strings.ToLower(s.Tokens[p].Text)) {
				edit(i, v, "obj")
				edit(p, v, "compound:prt")
			}
		}
	}
}

func finiteTag(xpos string) bool { return xpos == "VBD" || xpos == "VBZ" || xpos == "VBP" }

func nominalTag(upos string) bool { return upos == "NOUN" || upos == "PROPN" || upos == "PRON" }

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
	a := s.Child(h, "aux", "cop")
	if b := s.Child(i, "aux"); b > h && (s.Tokens[b].XPOS == "VBZ" || s.Tokens[b].XPOS == "VBP") && a >= 0 && s.Tokens[a].XPOS == "MD" &&
		s.Tokens[h].Deprel == "ccomp" && s.Tokens[h].Head >= 0 && s.Tokens[h].Head < h && finiteTag(s.Tokens[s.Tokens[h].Head].XPOS) && s.Child(i, "nsubj", "nsubj:pass", "expl") < 0 {
		edit(i, s.Tokens[h].Head, "conj") // "promised that it would stay, but has left"
		return
	}
	// "denied that they had fled and blamed Norway": two verbs of judgement
	// go together, a perfect and a past do not.
	judged := s.Tokens[h].XPOS == "VBN" && a >= 0 && (s.Tokens[i].XPOS == "VBD" || s.Tokens[i].XPOS == "VBN") && lex.is("judging", strings.ToLower(s.Tokens[i].Lemma))
	if !judged && (s.Tokens[i].XPOS != "VBD" && s.Tokens[i].XPOS != "VBZ" || s.Tokens[h].XPOS != "VBG" && s.Tokens[h].XPOS != "VB" || a >= 0) || s.Child(i, "nsubj", "nsubj:pass", "expl", "aux", "aux:pass", "csubj") >= 0 {
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
	if h < 0 || h > i || !finiteTag(s.Tokens[i].XPOS) || s.Child(i, "nsubj", "nsubj:pass", "expl", "aux", "cc", "csubj") >= 0 {
		return
	}
	for n := h + 1; n < i; n++ {
		if s.Tokens[n].Deprel != "conj" || s.Tokens[n].UPOS != "NOUN" && s.Tokens[n].UPOS != "PROPN" || s.Tokens[n].Head <= h || s.Tokens[n].Head > n {
			continue
		}
		cc := s.Child(n, "cc")
		if cc < 1 || s.Tokens[cc-1].Text != "," || s.Child(n, "acl:relcl", "appos", "acl") < n || s.Tokens[i-1].Text != "," {
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
	if n < 0 || s.Tokens[i].UPOS != "PROPN" || s.Tokens[n].UPOS != "NOUN" || s.Tokens[n].Deprel != "conj" || s.Tokens[n].Head != s.Tokens[i].Head || s.Child(i, "cc") >= 0 {
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
	if v < i || s.Tokens[v].Deprel != "acl:relcl" || !strings.EqualFold(s.Tokens[i].Text, "which") || s.Child(v, "iobj") >= 0 {
		return
	}
	x := s.Child(v, "xcomp")
	if x < v || s.Tokens[x].XPOS != "VB" || s.Child(x, "mark") < 0 || s.Child(x, "obj", "ccomp", "xcomp", "cop", "aux:pass") >= 0 {
		return
	}
	edit(i, x, "obj")
}

// slipInfinitive gives a verb the infinitive that it calls for: "threatened
// [to leave]" right after it, "allowed the units [to regroup]" behind its
// object.
func slipInfinitive(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	h, m := s.Tokens[i].Head, s.Child(i, "mark")
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
		if lex.frames[frameKey{lemma, "V", "inf"}] == forcePlanned && !comma && s.Tokens[h].UPOS == "VERB" && s.Child(h, "obj", "iobj", "xcomp", "aux:pass") < 0 {
			edit(i, h, "xcomp") // "promised last week to leave"
			return
		}
		if m == h+1 && s.Tokens[h].UPOS == "VERB" && lex.takesInfinitive(strings.ToLower(s.Tokens[h].Lemma)) &&
			s.Child(h, "obj", "xcomp", "aux:pass", "nsubj:pass") < 0 && !lex.is("purpose-infinitive", strings.ToLower(s.Tokens[h].Lemma)) {
			edit(i, h, "xcomp")
		}
	case "acl":
		if v := s.Tokens[h].Head; v >= 0 && v < h && (s.Tokens[h].Deprel == "obj" || s.Tokens[h].Deprel == "iobj") && m == h+1 && lex.is("object-control", strings.ToLower(s.Tokens[v].Lemma)) &&
			s.Child(v, "xcomp") < 0 {
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
		s.Child(n, "det") >= 0 {
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

// slipGerund makes a verb of a bare noun in -ing with a name right behind it,
// after a verb that takes gerunds: "avoided meeting Anna Berg".
func slipGerund(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	v := s.Tokens[i].Head
	if v != i-1 || s.Tokens[i].UPOS != "NOUN" || !strings.HasSuffix(s.Tokens[i].Text, "ing") || i+1 >= len(s.Tokens) {
		return
	}
	o := s.Child(i, "appos", "flat", "nmod:desc")
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
	if who < 0 || want == "" || s.Tokens[n].XPOS == want || s.Tokens[n].XPOS != "NN" && s.Tokens[n].XPOS != "NNS" || s.Child(n, "conj") >= 0 || s.Tokens[who-1].Text == "," {
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

// slipCrossing gives a subordinate clause the subject that stands between its
// conjunction and its verb: "will act unless the mayor, Anna Berg, resigned".
func slipCrossing(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	v := s.Tokens[i].Head
	if s.Tokens[i].Deprel != "obl" && s.Tokens[i].Deprel != "nmod" || v < 0 || v > i {
		return
	}
	if c := s.Child(i, "case"); c >= 0 {
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
			if s.Child(w, "nsubj", "nsubj:pass", "mark", "aux:pass") < 0 && s.Tokens[w].XPOS != "VBG" && s.Tokens[w].XPOS != "VB" {
				up := v
				for up >= 0 && s.Tokens[up].UPOS != "VERB" && s.Tokens[up].Head >= 0 && s.Tokens[up].Head < i {
					up = s.Tokens[up].Head
				}
				edit(w, up, "advcl")
				edit(i, w, "nsubj")
				edit(c, w, "mark")
				if s.Tokens[w].XPOS == "VBN" && s.Child(w, "aux") < 0 {
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
		if m := s.Child(w, "mark"); m > v && m < i && s.Child(w, "nsubj", "nsubj:pass", "aux:pass") < 0 {
			edit(i, w, "nsubj")
			if s.Tokens[w].XPOS == "VBN" && s.Child(w, "aux") < 0 {
				retag(w, "VERB", "VBD")
			}
		}
		return
	}
}
