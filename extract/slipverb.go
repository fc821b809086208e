package extract

import (
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// frameOf is the force that a verb, with its particle if it has one, has on a
// complement of the frame.
func frameOf(s *text.Sentence, v int, frame string) (force, bool) {
	lex, lemma := loadLexicon(), strings.ToLower(s.Tokens[v].Lemma)
	if p := s.Child(v, "compound:prt"); p >= 0 {
		if f, ok := lex.frames[frameKey{lemma + "_" + strings.ToLower(s.Tokens[p].Text), "V", frame}]; ok {
			return f, true
		}
	}
	f, ok := lex.frames[frameKey{lemma, "V", frame}]
	return f, ok
}

// slipComplement makes a complement of the gerund or infinitive right behind a
// verb that takes one and has none: "ruled out sending tanks", "threatened to
// strike unless …", where it was taken for an adverbial or a noun.
func slipComplement(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	v := s.Tokens[i].Head
	if v < 0 || v > i || s.Tokens[v].UPOS != "VERB" || s.Child(v, "xcomp", "ccomp") >= 0 {
		return
	}
	first := v + 1
	if p := s.Child(v, "compound:prt"); p == first {
		first++
	}
	m := s.Child(i, "mark", "case")
	switch {
	case s.Tokens[i].XPOS == "VBG" && m < 0 && i == first && s.Child(v, "obj", "iobj") < 0:
		if _, ok := frameOf(s, v, "ger"); ok && s.Tokens[i].UPOS == "VERB" {
			edit(i, v, "xcomp")
		}
	case (s.Tokens[i].XPOS == "VBN" || s.Tokens[i].XPOS == "VBD") && m < 0 && havingAfter(s, i, first):
		if _, ok := frameOf(s, v, "ger"); ok {
			edit(i, v, "xcomp") // "denied ever having had"
		}
	case s.Tokens[i].XPOS == "VB" && m == first && strings.EqualFold(s.Tokens[m].Text, "to") && s.Tokens[i].Deprel != "advcl":
		if _, ok := frameOf(s, v, "inf"); ok {
			edit(i, v, "xcomp")
			edit(m, i, "mark")
		}
	}
}

// havingAfter reports a perfect gerund that begins at token first, with nothing but
// adverbs before its "having".
func havingAfter(s *text.Sentence, i, first int) bool {
	a := s.Child(i, "aux")
	if a < first || !strings.EqualFold(s.Tokens[a].Text, "having") {
		return false
	}
	for k := first; k < a; k++ {
		if s.Tokens[k].UPOS != "ADV" || !s.Below(k, i) {
			return false
		}
	}
	return true
}

// slipAccuser gives a verb of blame its own speaker: in "denied that it had
// sent troops and accused Oslo of lying" the second verb has no "had", so that
// it goes with the first tensed one.
func slipAccuser(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	h := s.Tokens[i].Head
	if h < 0 || h > i || s.Tokens[i].UPOS != "VERB" || s.Tokens[i].XPOS != "VBD" && s.Tokens[i].XPOS != "VBN" ||
		s.Child(i, "nsubj", "nsubj:pass", "aux", "aux:pass") >= 0 || s.Child(i, "obj", "ccomp") < 0 {
		return
	}
	v, lex := s.Tokens[h].Head, loadLexicon()
	if v < 0 || v > h || s.Tokens[h].Deprel != "ccomp" || s.Tokens[v].XPOS != "VBD" || s.Child(v, "nsubj") < 0 || s.Child(h, "aux", "aux:pass", "cop") < 0 {
		return
	}
	lemma := strings.ToLower(s.Tokens[i].Lemma)
	if !lex.is("judging", lemma) && !lex.is("telling", lemma) && !lex.is("blaming", lemma) {
		return
	}
	edit(i, v, "conj")
	retag(i, "VERB", "VBD")
}

// slipClaimed gives the claim, not its maker, a past verb behind a claim in the
// past that is made in the present: "claims that she worked at night and ended
// up sick".
func slipClaimed(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	v := s.Tokens[i].Head
	if v < 0 || v > i || s.Tokens[i].XPOS != "VBD" || s.Tokens[v].XPOS != "VBZ" && s.Tokens[v].XPOS != "VBP" || s.Child(i, "nsubj", "nsubj:pass", "aux", "expl") >= 0 {
		return
	}
	c := s.Child(v, "ccomp")
	if c < v || c > i {
		return
	}
	past := s.Tokens[c].XPOS == "VBD"
	for k := v + 1; k < c; k++ {
		past = past || s.Tokens[k].Head == c && s.Tokens[k].XPOS == "VBD"
	}
	if f, ok := frameOf(s, v, "that"); past && ok && f != forceHypo {
		edit(i, c, "conj")
	}
}

// slipNamed makes the one named the object of a verb of naming, and the name
// its complement: "called me the sardine lady", "was called a liar".
func slipNamed(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	v := s.Tokens[i].Head
	if v < 0 || v > i || !loadLexicon().is("two-objects", strings.ToLower(s.Tokens[v].Lemma)) || s.Child(v, "xcomp") >= 0 {
		return
	}
	switch s.Tokens[i].Deprel {
	case "obj":
		if o := s.Child(v, "iobj"); o >= 0 && o < i {
			edit(o, v, "obj")
			edit(i, v, "xcomp")
		} else if o := s.Child(v, "obj"); o >= 0 && o < i {
			edit(i, v, "xcomp") // two objects: “branded him “the king””
		} else if s.Child(v, "nsubj:pass") >= 0 && s.Child(v, "aux:pass") >= 0 {
			edit(i, v, "xcomp")
		}
	}
}

// slipVerb makes the verb of a sentence of what was read as its head noun:
// "Analysts at Nordbank estimate that …".
func slipVerb(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	if s.Tokens[i].Head >= 0 || s.Tokens[i].UPOS != "NOUN" || s.Tokens[i].XPOS != "NN" {
		return
	}
	subject, c, k := s.Child(i, "nsubj"), s.Child(i, "ccomp"), s.Child(i, "compound")
	if subject < 0 || subject > i || c < i || s.Tokens[subject].XPOS != "NNS" || s.Child(i, "cop", "case", "amod", "nmod:poss", "aux") >= 0 || k >= 0 && s.Child(k, "case") < 0 {
		return
	}
	det := s.Child(i, "det")
	if det >= 0 && (k < 0 || det > k || det < s.Child(k, "case")) {
		return
	}
	if m := s.Child(c, "mark"); m < 0 || !strings.EqualFold(s.Tokens[m].Text, "that") {
		return
	}
	if k >= 0 {
		edit(k, subject, "nmod")
		if det >= 0 {
			edit(det, k, "det")
		}
	}
	retag(i, "VERB", "VBP")
}

// slipInverted finds the subject behind a verb of speech that was put into the
// clause that it reports: "Without her, argues the historian, the port would
// be empty".
func slipInverted(s *text.Sentence, v int, edit func(i, head int, rel string)) {
	if v < 2 || s.Tokens[v].UPOS != "VERB" || s.Tokens[v].XPOS != "VBZ" && s.Tokens[v].XPOS != "VBD" || s.Tokens[v-1].Text != "," ||
		s.Child(v, "nsubj", "nsubj:pass", "ccomp", "xcomp", "aux", "aux:pass") >= 0 {
		return
	}
	if f, ok := frameOf(s, v, "that"); !ok || f != forceSpeech && f != forceHypo {
		return
	}
	o, c := s.Child(v, "obj"), -1
	if o < v || !nominalTag(s.Tokens[o].UPOS) {
		return
	}
	for k := range s.Tokens {
		if s.Tokens[k].Head == v && k > o && (s.Tokens[k].Deprel == "parataxis" || s.Tokens[k].Deprel == "conj" || s.Tokens[k].Deprel == "advcl") && s.Child(k, "nsubj", "nsubj:pass") > o && s.Child(k, "mark", "cc") < 0 {
			c = k
			break
		}
	}
	if c < 0 {
		return
	}
	edit(o, v, "nsubj")
	edit(c, v, "ccomp")
	for k := 0; k < v; k++ {
		if s.Tokens[k].Head == v && s.Tokens[k].Deprel != "punct" && s.Tokens[k].Deprel != "cc" {
			edit(k, c, s.Tokens[k].Deprel)
		}
	}
}

// slipAdjective makes adjectives of the participles of no verb: "was deeply
// ashamed".
func slipAdjective(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	if s.Tokens[i].UPOS != "VERB" || s.Tokens[i].XPOS != "VBN" || !loadLexicon().is("adjective-only", strings.ToLower(s.Tokens[i].Text)) {
		return
	}
	retag(i, "ADJ", "JJ")
	for k := range s.Tokens {
		if s.Tokens[k].Head != i {
			continue
		}
		switch s.Tokens[k].Deprel {
		case "aux:pass":
			edit(k, i, "cop")
		case "nsubj:pass":
			edit(k, i, "nsubj")
		}
	}
}

// slipOnlyTo gives the main verb of a sentence the turn that its story takes:
// "said it would stay, only to leave hours later".
func slipOnlyTo(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	if s.Tokens[i].XPOS != "VB" || s.Tokens[i].Head < 0 || s.Tokens[i].Head > i {
		return
	}
	m := s.Child(i, "mark")
	if m < 2 || !strings.EqualFold(s.Tokens[m].Text, "to") || !strings.EqualFold(s.Tokens[m-1].Text, "only") || s.Tokens[m-2].Text != "," {
		return
	}
	top := s.Tokens[i].Head
	for n := 0; s.Tokens[top].Head >= 0 && s.Tokens[top].Head < top && n < len(s.Tokens); n++ {
		top = s.Tokens[top].Head
	}
	if s.Tokens[top].UPOS == "VERB" {
		edit(i, top, "advcl")
	}
}

// slipHours takes the noun before a measure of time from it: "reversed its
// position hours later".
func slipHours(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	if s.Tokens[i].XPOS != "NNS" || i+1 >= len(s.Tokens) || s.Tokens[i].Head < 0 || !loadLexicon().is("time-unit", strings.ToLower(s.Tokens[i].Lemma)) {
		return
	}
	switch strings.ToLower(s.Tokens[i+1].Text) {
	case "later", "earlier", "ago", "afterwards", "before":
	default:
		return
	}
	k := s.Child(i, "compound")
	if k < 0 || k != i-1 || s.Tokens[k].UPOS != "NOUN" || s.Tokens[i].Deprel != "obj" && s.Tokens[i].Deprel != "nsubj" && s.Tokens[i].Deprel != "obl" {
		return
	}
	v, rel := s.Tokens[i].Head, s.Tokens[i].Deprel
	edit(k, v, rel)
	edit(i, v, "obl:unmarked")
	for j := range k {
		if s.Tokens[j].Head == i {
			edit(j, k, s.Tokens[j].Deprel)
		}
	}
}

// slipWhich hangs ", which …" on the deed and not on what the deed is about,
// where its verb judges: "signed an agreement on gas supplies, which Moscow
// criticised".
func slipWhich(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	n := s.Tokens[i].Head
	if n < 0 || n > i || s.Tokens[n].Deprel != "nmod" || s.Tokens[n].UPOS != "NOUN" || s.Tokens[n].Head < 0 {
		return
	}
	w := s.Child(i, "obj", "nsubj:pass")
	if w < 1 || w > i || s.Tokens[w].XPOS != "WDT" || s.Tokens[w-1].Text != "," {
		return
	}
	deed, lex := s.Tokens[n].Head, loadLexicon()
	_, event := lex.events[strings.ToLower(s.Tokens[deed].Lemma)]
	_, other := lex.events[strings.ToLower(s.Tokens[n].Lemma)]
	if deed < n && s.Tokens[deed].UPOS == "NOUN" && event && !other && lex.is("judging", strings.ToLower(s.Tokens[i].Lemma)) {
		edit(i, deed, "acl:relcl")
	}
}

// slipWho hangs a clause with "who" on the people and not on what they belong
// to: "former members of the church, who helped him".
func slipWho(d *text.Document, si int, s *text.Sentence, i int, edit func(i, head int, rel string)) {
	n := s.Tokens[i].Head
	if n < 0 || n > i || s.Tokens[n].Deprel != "nmod" || s.Tokens[n].Head < 0 || s.Tokens[n].Head > n {
		return
	}
	w := s.Child(i, "nsubj", "nsubj:pass", "obj")
	if w < 0 || w < n || !strings.EqualFold(s.Tokens[w].Text, "who") {
		return
	}
	people, lex := s.Tokens[n].Head, loadLexicon()
	if s.Tokens[people].UPOS != "NOUN" || !lex.is("role-noun", strings.ToLower(s.Tokens[people].Lemma)) || lex.is("role-noun", strings.ToLower(s.Tokens[n].Lemma)) {
		return
	}
	for _, m := range d.Mentions {
		if m.Sentence == si && m.Head == n && (m.Kind == text.KindPerson || m.Kind == text.KindGroup && m.Form == text.FormNominal) {
			return
		}
	}
	edit(i, people, "acl:relcl")
}

// slipWriting gives the sentence's subject a participle of speech behind a comma
// that was hung on a thing: "admitted a part in the effort, writing that …".
func slipWriting(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	n := s.Tokens[i].Head
	if n < 0 || n > i || i < 2 || s.Tokens[i].XPOS != "VBG" || s.Tokens[i-1].Text != "," || s.Tokens[n].UPOS != "NOUN" || loadLexicon().is("role-noun", strings.ToLower(s.Tokens[n].Lemma)) {
		return
	}
	if f, ok := frameOf(s, i, "that"); !ok || f != forceSpeech {
		return
	}
	for up, k := s.Tokens[n].Head, 0; up >= 0 && k < len(s.Tokens); up, k = s.Tokens[up].Head, k+1 {
		if s.Tokens[up].UPOS == "VERB" && up < n && s.Child(up, "nsubj") >= 0 {
			edit(i, up, "advcl")
			return
		}
	}
}

// slipAside gives a relative clause the subject that stands behind the source
// put in between: "a policy which, according to AFP, Norway and Sweden have
// criticised".
func slipAside(s *text.Sentence, w int, edit func(i, head int, rel string)) {
	v := s.Tokens[w].Head
	if s.Tokens[w].XPOS != "WDT" || s.Tokens[w].Deprel != "nsubj" || v < w+6 || !strings.EqualFold(s.Tokens[w+2].Text, "according") || s.Tokens[w+1].Text != "," {
		return
	}
	comma := -1
	for k := w + 4; k < v; k++ {
		if s.Tokens[k].Text == "," {
			comma = k
			break
		}
	}
	if comma < 0 || s.Child(v, "obj", "xcomp", "ccomp", "aux:pass", "cop") >= 0 {
		return
	}
	source, subject := -1, -1
	for k := w + 4; k < v; k++ {
		if !nominalTag(s.Tokens[k].UPOS) {
			continue
		}
		h := s.Tokens[k].Head
		if k < comma && source < 0 && (h < w || h >= v) {
			source = k
		}
		if k > comma && subject < 0 && (h < comma || h >= v) {
			subject = k
		}
	}
	if source < 0 || subject < 0 {
		return
	}
	edit(subject, v, "nsubj")
	edit(w, v, "obj")
	edit(source, v, "obl")
}
