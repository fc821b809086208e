package speech

import (
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// mendEmbedded reads a relative clause inside what somebody says: "the bank,
// which auditors say hid the losses", "a man who police believe killed nine".
// Parsers make the relative pronoun the object of the verb of speech, and the
// verb behind it a relative clause of its own or the verb of the sentence.
// v is the verb of speech: it stands right behind its subject, that right
// behind the pronoun, and a tensed verb without a subject right behind it.
func mendEmbedded(s *text.Sentence, v int, lex *lexicon, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	if s.Tokens[v].Deprel != "acl:relcl" || s.Tokens[v].UPOS != "VERB" || s.Tokens[v].Head < 0 {
		return
	}
	if e, ok := lex.verbs[strings.ToLower(s.Tokens[v].Lemma)]; !ok || !e.takes('t') {
		return
	}
	u := behind(s, v)
	if u < 0 {
		mendObject(s, v, edit)
		return
	}
	who, subject := -1, -1
	for k := 0; k < v; k++ {
		switch h := s.Tokens[k].Head; {
		case (h == v || h == u) && relativeWord(s.Tokens[k].Text):
			who = k
		case h == v && s.Tokens[k].Deprel == "nsubj":
			subject = k
		}
	}
	if who < 0 || subject < who {
		return
	}
	noun := s.Tokens[v].Head
	switch {
	case s.Tokens[u].Head == v && s.Tokens[u].Deprel == "ccomp":
	case s.Tokens[u].Head == noun && s.Tokens[u].Deprel == "acl:relcl":
		edit(u, v, "ccomp")
	case s.Tokens[u].Head < 0 && s.Tokens[noun].Head == u && strings.HasPrefix(s.Tokens[noun].Deprel, "nsubj"):
		// It was taken for the verb of the sentence, which comes later.
		main := -1
		for k := u + 1; k < len(s.Tokens) && main < 0; k++ {
			if s.Tokens[k].Head == u && s.Tokens[k].UPOS == "VERB" && tensed(s, k) && !subjected(s, k, -1) && s.Tokens[k-1].Text == "," {
				main = k
			}
		}
		if main < 0 {
			return
		}
		rel := s.Tokens[noun].Deprel
		edit(main, -1, "root")
		edit(noun, main, rel)
		edit(u, v, "ccomp")
		for k := main + 1; k < len(s.Tokens); k++ {
			if s.Tokens[k].Head == u {
				edit(k, main, s.Tokens[k].Deprel)
			}
		}
	default:
		return
	}
	edit(who, u, "nsubj")
	if k := who - 2; k > noun && s.Tokens[who-1].Text == "," && s.Tokens[k].UPOS == "PROPN" && s.Child(u, "obj") >= 0 && strings.EqualFold(s.Tokens[who].Text, "which") {
		// Of a thing and the name behind it, the name acts: "a complaint
		// against Acme, which it says deceived buyers".
		for s.Tokens[k].Deprel == "flat" || s.Tokens[k].Deprel == "compound" {
			k = s.Tokens[k].Head
		}
		if k > noun && s.Tokens[k].Head == noun && s.Tokens[k].Deprel == "nmod" && s.Tokens[noun].UPOS == "NOUN" {
			edit(v, k, "acl:relcl")
		}
	}
	if s.Tokens[u].XPOS == "VBN" && s.Child(u, "aux", "aux:pass", "cop") < 0 {
		retag(u, "VERB", "VBD")
	}
}

// mendObject gives the verb inside what somebody says the relative pronoun that
// it lacks as its object: "an offer which she says she will refuse".
func mendObject(s *text.Sentence, v int, edit func(i, head int, rel string)) {
	w, c := s.Child(v, "obj"), s.Child(v, "ccomp")
	if w < 0 || w > v || !relativeWord(s.Tokens[w].Text) || c < v || s.Tokens[c].UPOS != "VERB" || momentNouns[strings.ToLower(s.Tokens[s.Tokens[v].Head].Lemma)] {
		return
	}
	if n := s.Child(c, "nsubj"); n < v || s.Child(c, "obj", "ccomp", "xcomp", "mark", "aux:pass", "cop", "obl") >= 0 {
		return
	}
	edit(w, c, "obj")
}

func relativeWord(w string) bool {
	switch strings.ToLower(w) {
	case "who", "whom", "which", "that":
		return true
	}
	return false
}

// behind is the tensed verb right behind token v, over its auxiliaries and an
// adverb; -1 if another word comes first, or it has a subject.
func behind(s *text.Sentence, v int) int {
	noun := s.Tokens[v].Head
	for k := v + 1; k < len(s.Tokens) && k <= v+4; k++ {
		switch s.Tokens[k].UPOS {
		case "AUX", "ADV", "PART":
			if strings.EqualFold(s.Tokens[k].Text, "to") {
				return -1
			}
			continue
		case "VERB":
			if (tensed(s, k) || k > v+1 && s.Tokens[k-1].UPOS == "AUX") && !subjected(s, k, noun) {
				return k
			}
		}
		return -1
	}
	return -1
}

func tensed(s *text.Sentence, k int) bool {
	switch s.Tokens[k].XPOS {
	case "VBD", "VBZ", "VBP", "MD", "VBN": // "killed" is tagged as either
		return true
	}
	for i := max(0, k-4); i < k; i++ {
		if s.Tokens[i].Head == k && strings.HasPrefix(s.Tokens[i].Deprel, "aux") {
			return true
		}
	}
	return false
}

// subjected reports a subject of verb k beside it, other than token but.
func subjected(s *text.Sentence, k, but int) bool {
	for i := max(0, k-8); i < len(s.Tokens) && i < k+8; i++ {
		if i != but && s.Tokens[i].Head == k && strings.HasPrefix(s.Tokens[i].Deprel, "nsubj") && !relativeWord(s.Tokens[i].Text) {
			return true
		}
	}
	return false
}

// mendMeanwhile makes an adverbial clause of what goes on while somebody
// speaks, where that was read as a second thing said: “…,” she said as they
// marched.
func mendMeanwhile(s *text.Sentence, k int, edit func(i, head int, rel string)) {
	v := s.Tokens[k].Head
	if s.Tokens[k].Deprel != "ccomp" || v < 0 || v > k {
		return
	}
	during := false
	for i := v + 1; i < k && !during; i++ {
		if s.Tokens[i].Head != k || s.Tokens[i].Deprel != "mark" && s.Tokens[i].Deprel != "advmod" {
			continue
		}
		switch strings.ToLower(s.Tokens[i].Text) {
		case "as", "while", "when", "after", "before", "because", "once":
			during = true
		}
	}
	if !during {
		return
	}
	for i := range v {
		if s.Tokens[i].Head == v && s.Tokens[i].Deprel == "ccomp" {
			edit(k, v, "advcl")
			return
		}
	}
}
