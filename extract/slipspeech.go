package extract

import (
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// slipThat gives the "that" between a noun and its clause to the clause, not
// to the main verb: "the claim that Portugal armed them was dismissed".
func slipThat(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	h := s.Tokens[i].Head
	if i == 0 || h < i || !strings.EqualFold(s.Tokens[i].Text, "that") || s.Tokens[i-1].UPOS != "NOUN" {
		return
	}
	for k := i + 1; k < h; k++ {
		if s.Tokens[k].Head == i-1 && s.Tokens[k].Deprel == "acl" && s.Child(k, "nsubj", "nsubj:pass", "expl") > i && s.Child(k, "mark") < 0 {
			edit(i, k, "mark")
			return
		}
	}
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
	c := s.Child(i, "case")
	if c < 0 || c > i || v < i || s.Tokens[v].Head < 0 || s.Tokens[v].Head > c || !strings.EqualFold(s.Tokens[c].Text, "according") {
		return
	}
	if s.Tokens[v].XPOS != "VBD" && s.Tokens[v].XPOS != "VBN" || s.Child(v, "aux", "aux:pass", "cop") >= 0 {
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
	if s.Child(i, "obj") < i {
		return
	}
	for n := i - 2; n > 0; n-- {
		if !nominalTag(s.Tokens[n].UPOS) || s.Tokens[n].Text == "," {
			continue
		}
		if c := s.Child(n, "case"); c >= 0 && c < n && strings.EqualFold(s.Tokens[c].Text, "according") && s.Tokens[i].Head != n {
			edit(i, n, "acl")
			return
		}
	}
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
	if v < 0 || v > top || s.Tokens[top].Deprel != "obl" || s.Tokens[v].UPOS != "VERB" || s.Child(v, "ccomp", "xcomp", "aux:pass") >= 0 {
		return
	}
	lemma := strings.ToLower(s.Tokens[v].Lemma)
	if f, ok := lex.frames[frameKey{lemma, "V", "that"}]; !ok || f == forceHypo && !lex.is("claim-or-demand", lemma) {
		return
	}
	if s.Child(v, "obj") >= 0 && !lex.is("telling", lemma) {
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
	if n != p+1 || s.Tokens[n].XPOS != "NNS" || !lex.takesThat(strings.ToLower(s.Tokens[n].Lemma)) || s.Child(n, "acl", "acl:relcl") < 0 {
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
		inside := s.Tokens[c].Head >= 0 && s.Tokens[s.Tokens[c].Head].Head == i && s.Child(c, "cop") > i // hung on the noun's own clause
		if s.Tokens[c].Head != v && !inside || s.Tokens[c].Deprel != "ccomp" || s.Child(c, "nsubj", "nsubj:pass", "expl", "csubj") >= 0 {
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
	if lex.is("naming", strings.ToLower(s.Tokens[v].Lemma)) && !lex.is("naming", strings.ToLower(s.Tokens[c].Lemma)) && s.Child(v, "xcomp") < 0 {
		edit(i, v, "xcomp")
	}
}

// slipAccused makes a gerund of the participle after the preposition that a
// verb takes gerunds with: "accused of bribing officials between 2019 and
// 2021", also for what follows.
func slipAccused(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	o := s.Tokens[i].Head
	if m := s.Child(i, "mark"); o >= 0 && o < i && (m == o+1 || m == o+2) {
		// "accused Berg of having lied", hung on the name.
		end := o
		if end+1 < m {
			end++
		}
		v := s.Tokens[o].Head
		_, own := loadLexicon().frames[frameKey{strings.ToLower(s.Tokens[o].Lemma), "N", "ger:" + strings.ToLower(s.Tokens[m].Text)}]
		if s.Tokens[i].Deprel == "acl" && (s.Tokens[o].UPOS == "PROPN" || s.Tokens[o].UPOS == "NOUN" && !own && m == o+1) && s.Tokens[o].Deprel == "obj" && v >= 0 && (end == o || s.Tokens[end].Head == o && s.Tokens[end].Deprel == "flat") {
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

// slipBetween gives a verb of speech the that-clause that was hung on a verb
// between which takes none: "told reporters after they met that it was over".
func slipBetween(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	h := s.Tokens[i].Head
	if h < 0 || h > i || s.Tokens[h].Deprel != "advcl" || s.Tokens[h].Head < 0 || s.Tokens[h].Head > h {
		return
	}
	m, v := s.Child(i, "mark"), s.Tokens[h].Head
	lex := loadLexicon()
	if m < 0 || !strings.EqualFold(s.Tokens[m].Text, "that") || s.Child(v, "ccomp", "xcomp") >= 0 || !finiteTag(s.Tokens[h].XPOS) {
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
