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
	mendRelative(s, v, edit)
	mendTail(s, v, lex, edit)
	mendSeries(s, v, edit)
	// "denied that he had paid her and denied any contact"
	if c := s.Tokens[v].Head; s.Tokens[v].Deprel == "conj" && c >= 0 && c < v && s.Tokens[c].Deprel == "ccomp" && kid(s, v, "nsubj", "aux", "mark") < 0 {
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
		kid(s, v, "obj", "iobj", "ccomp", "xcomp", "mark") >= 0 || kid(s, v, "nsubj") < 0 {
		return
	}
	p, last := s.Tokens[n].Head, v
	for k := v + 1; k < len(s.Tokens); k++ {
		if below(s, k, v) && s.Tokens[k].UPOS != "PUNCT" {
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
	n, h := kid(s, v, "nsubj"), s.Tokens[v].Head
	if n < 0 || n > v || !comma(s, firstOf(s, n)) {
		return
	}
	if c := kid(s, v, "ccomp"); s.Tokens[v].Deprel == "parataxis" && h >= 0 && h < n && c > v {
		m := kid(s, c, "mark")
		e, ok := lex.verbs[strings.ToLower(s.Tokens[h].Lemma)]
		if m == v+2 && strings.EqualFold(s.Tokens[m].Text, "that") && ok && e.takes('t') && s.Tokens[h].UPOS == "VERB" && kid(s, h, "ccomp", "xcomp") < 0 {
			edit(c, h, "ccomp")
		}
		return
	}
	c, x := kid(s, v, "ccomp"), kid(s, v, "xcomp")
	if c < 0 || c > n || x < v || s.Tokens[c].UPOS != "VERB" || kid(s, c, "xcomp", "ccomp") >= 0 || kid(s, c, "nsubj", "nsubj:pass") < 0 {
		return
	}
	if m := kid(s, x, "mark"); m != v+2 || !strings.EqualFold(s.Tokens[m].Text, "to") {
		return
	}
	rel := s.Tokens[v].Deprel
	edit(c, h, rel)
	edit(v, c, "parataxis")
	edit(x, c, "xcomp")
}

// mendSeries joins a verb of speech without a subject to the one before it,
// where it was read as what is said: "denied having met her, denied that he had
// paid her".
func mendSeries(s *text.Sentence, v int, edit func(i, head int, rel string)) {
	h := s.Tokens[v].Head
	if h < 0 || h > v || s.Tokens[v].Deprel != "ccomp" || s.Tokens[h].XPOS != s.Tokens[v].XPOS || s.Tokens[h].UPOS != "VERB" ||
		kid(s, v, "nsubj", "nsubj:pass", "expl", "csubj", "mark", "aux") >= 0 || kid(s, h, "nsubj") < 0 || !comma(s, firstOf(s, v)) {
		return
	}
	for k := h + 1; k < v; k++ {
		if m, _ := doubleMark(s.Tokens[k].Text); m != markNone || s.Tokens[k].Text == ":" {
			return
		}
	}
	edit(v, h, "conj")
}
