package speech

import (
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// mendSet corrects what was made of a speaker set into his words, and of
// several verbs of speech in a row.
func mendSet(s *text.Sentence, v int, lex *lexicon, edit func(i, head int, rel string)) {
	if !saying(s, v, lex) {
		return
	}
	mendWitness(s, v, edit)
	mendHearer(s, v, edit)
	mendRelative(s, v, edit)
	mendTail(s, v, lex, edit)
	mendSeries(s, v, edit)
	// "denied that he had paid her and denied any contact"
	if c := s.Tokens[v].Head; s.Tokens[v].Deprel == "conj" && c >= 0 && c < v && s.Tokens[c].Deprel == "ccomp" && s.Child(v, "nsubj", "aux", "mark") < 0 {
		if h := s.Tokens[c].Head; h >= 0 && h < c && s.Tokens[h].Lemma == s.Tokens[v].Lemma && s.Tokens[h].XPOS == s.Tokens[v].XPOS {
			edit(v, h, "conj")
		}
	}
}

// mendRelative sets a speaker between commas into the clause, where he was
// read as a relative clause of its subject: "The report, she said, was false".
func mendRelative(s *text.Sentence, v int, edit func(i, head int, rel string)) {
	n := s.Tokens[v].Head
	if n < 0 || n > v || s.Tokens[v].Deprel != "acl:relcl" && s.Tokens[v].Deprel != "acl" || !strings.HasPrefix(s.Tokens[n].Deprel, "nsubj") ||
		s.Child(v, "obj", "iobj", "ccomp", "xcomp", "mark") >= 0 || s.Child(v, "nsubj") < 0 {
		return
	}
	p, last := s.Tokens[n].Head, v
	for k := v + 1; k < len(s.Tokens); k++ {
		if s.Below(k, v) && s.Tokens[k].UPOS != "PUNCT" {
			last = k
		}
	}
	if p < last || last+1 >= len(s.Tokens) || s.Tokens[last+1].Text != "," || !comma(s, firstOf(s, v)) {
		return
	}
	for k := n + 1; k < v; k++ {
		if relativeWord(s.Tokens[k].Text) {
			return
		}
	}
	edit(v, p, "parataxis")
}

// mendTail gives what is said the rest of it behind its speaker: "Oslo promised
// Rome, Berg recalled, that it would help", "Oslo has agreed, Berg said, to
// withdraw".
func mendTail(s *text.Sentence, v int, lex *lexicon, edit func(i, head int, rel string)) {
	if v+1 >= len(s.Tokens) || s.Tokens[v+1].Text != "," {
		return
	}
	n, h := s.Child(v, "nsubj"), s.Tokens[v].Head
	if n < 0 || n > v || !comma(s, firstOf(s, n)) {
		return
	}
	if k := s.Child(v, "advcl"); s.Tokens[v].Deprel == "parataxis" && h >= 0 && h < n && k > v {
		// "Would he have stayed, she asked, if he had known?"
		if m := s.Child(k, "mark"); m == v+2 {
			switch strings.ToLower(s.Tokens[m].Text) {
			case "if", "unless", "because", "until":
				edit(k, h, "advcl")
			}
		}
	}
	if c := s.Child(v, "ccomp"); s.Tokens[v].Deprel == "parataxis" && h >= 0 && h < n && c > v {
		m := s.Child(c, "mark")
		e, ok := lex.verbs[strings.ToLower(s.Tokens[h].Lemma)]
		if m == v+2 && strings.EqualFold(s.Tokens[m].Text, "that") && ok && e.takes('t') && s.Tokens[h].UPOS == "VERB" && s.Child(h, "ccomp", "xcomp") < 0 {
			edit(c, h, "ccomp")
		}
		return
	}
	c, x := s.Child(v, "ccomp"), s.Child(v, "xcomp", "advcl")
	if c < 0 || c > n || x < v || s.Tokens[c].UPOS != "VERB" || s.Child(c, "nsubj", "nsubj:pass") < 0 {
		return
	}
	m, rel := s.Child(x, "mark"), s.Tokens[x].Deprel
	if m != v+2 {
		return
	}
	switch strings.ToLower(s.Tokens[m].Text) {
	case "to":
		if rel != "xcomp" || s.Child(c, "xcomp", "ccomp") >= 0 {
			return
		}
	case "if", "unless", "because", "until":
		if rel != "advcl" || closing(s, v) > c {
			return // “…,” he said, because he was tired: so the article says
		}
	default:
		return
	}
	edit(c, h, s.Tokens[v].Deprel)
	edit(v, c, "parataxis")
	edit(x, c, rel)
}

// mendSeries joins a verb of speech without a subject to the one before it,
// where it was read as what is said: "denied having met her, denied that he had
// paid her".
func mendSeries(s *text.Sentence, v int, edit func(i, head int, rel string)) {
	h := s.Tokens[v].Head
	if h < 0 || h > v || s.Tokens[v].Deprel != "ccomp" || s.Tokens[h].XPOS != s.Tokens[v].XPOS || s.Tokens[h].UPOS != "VERB" ||
		s.Child(v, "nsubj", "nsubj:pass", "expl", "csubj", "mark", "aux") >= 0 || s.Child(h, "nsubj") < 0 || !comma(s, firstOf(s, v)) {
		return
	}
	for k := h + 1; k < v; k++ {
		if m, _ := doubleMark(s.Tokens[k].Text); m != markNone || s.Tokens[k].Text == ":" {
			return
		}
	}
	edit(v, h, "conj")
}

// mendWitness gives a relative clause of speech what is said, where that was
// hung on the noun beside it: "priests who testified last week that they had
// warned him".
func mendWitness(s *text.Sentence, v int, edit func(i, head int, rel string)) {
	n := s.Tokens[v].Head
	if s.Tokens[v].Deprel != "acl:relcl" || n < 0 || n > v || s.Child(v, "ccomp", "xcomp", "obj") >= 0 || s.Child(v, "nsubj") < 0 {
		return
	}
	for c := v + 2; c < len(s.Tokens); c++ {
		if s.Tokens[c].Head != n || s.Tokens[c].Deprel != "acl:relcl" && s.Tokens[c].Deprel != "acl" {
			continue
		}
		m := -1
		for k := v + 1; k < c && m < 0; k++ {
			if s.Tokens[k].Head == c && strings.EqualFold(s.Tokens[k].Text, "that") && (s.Tokens[k].Deprel == "mark" || s.Tokens[k].Deprel == "obj") {
				m = k
			}
		}
		if m > v && s.Child(c, "nsubj", "nsubj:pass", "expl") > m && s.Child(c, "cc") < 0 {
			edit(c, v, "ccomp")
			edit(m, c, "mark")
			if o := s.Child(c, "iobj"); o > c && s.Child(c, "obj") < 0 {
				edit(o, c, "obj")
			}
		}
		return
	}
}

// mendHearer makes one of a hearer and his name behind the verb, where the name
// was read as a second subject: "she told the newspaper Borsen".
func mendHearer(s *text.Sentence, v int, edit func(i, head int, rel string)) {
	n, o := s.Child(v, "nsubj"), s.Child(v, "iobj", "obj")
	if n < 0 || n > v || o < v || o+1 >= len(s.Tokens) || s.Tokens[o].UPOS != "NOUN" {
		return
	}
	for k := o + 1; k < len(s.Tokens); k++ {
		if s.Tokens[k].Head == v && s.Tokens[k].Deprel == "nsubj" && s.Tokens[k].UPOS == "PROPN" && firstOf(s, k) == o+1 {
			edit(k, o, "appos")
			return
		}
	}
}
