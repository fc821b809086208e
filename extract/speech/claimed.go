package speech

import (
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// mendClaimed corrects the trees around a noun for a claim with a that-clause
// right behind it.
func mendClaimed(s *text.Sentence, n int, lex *lexicon, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	if n+3 >= len(s.Tokens) || !strings.EqualFold(s.Tokens[n+1].Text, "that") {
		return
	}
	word := strings.ToLower(s.Tokens[n].Lemma)
	if _, ok := lex.nouns[word]; !ok {
		if word = strings.TrimSuffix(strings.ToLower(s.Tokens[n].Text), "s"); s.Tokens[n].UPOS == "PROPN" {
			return
		} else if _, ok := lex.nouns[word]; !ok {
			return
		}
	}
	mendPredicate(s, n, lex, edit, retag)
	if s.Tokens[n].UPOS != "NOUN" {
		return
	}
	mendVerb(s, n, lex, edit, retag)
	mendParticle(s, n, lex, edit)
	mendSubject(s, n, lex, edit)
}

// mendPredicate makes the claim the subject of what is said of it, where
// that was hung on the claim or its verb: "Reports that she had left are
// false". The predicate has a form of "be" and no subject but the object of
// the claim's clause, which has its verb before that.
func mendPredicate(s *text.Sentence, n int, lex *lexicon, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	for p := n + 4; p < len(s.Tokens); p++ {
		if u := s.Tokens[p].UPOS; u != "ADJ" && u != "NOUN" || !s.Below(p, n) {
			continue
		}
		be, subject, object := -1, false, -1
		for k := n + 2; k < len(s.Tokens); k++ {
			if s.Tokens[k].Head != p {
				continue
			}
			switch s.Tokens[k].Deprel {
			case "cop":
				be = k
			case "nsubj":
				if h := s.Tokens[p].Head; k > h && h > n+2 && s.Tokens[h].UPOS == "VERB" && s.Tokens[h].Head == n && s.Tokens[p].Deprel == "ccomp" && object < 0 && !lex.verbs[strings.ToLower(s.Tokens[h].Lemma)].takes('t') {
					object = k // "claims that he forged the letter were nonsense"
					continue
				}
				subject = true
			case "nsubj:pass", "expl":
				subject = true
			}
		}
		if be < 0 || subject || s.Tokens[be].XPOS == "VB" || s.Tokens[be].XPOS == "VBG" {
			continue
		}
		c := -1
		for k := n + 2; k < be && c < 0; k++ {
			if h := s.Tokens[k].Head; s.Tokens[k].UPOS == "VERB" && (h == n || h == p && s.Tokens[k].Deprel == "csubj") {
				c = k
			}
		}
		if c < 0 {
			continue
		}
		head, rel := s.Tokens[n].Head, s.Tokens[n].Deprel
		if s.Below(head, p) {
			continue
		}
		for k := range s.Tokens {
			if s.Tokens[k].Head == n && s.Tokens[k].UPOS == "PUNCT" {
				edit(k, p, "punct")
			}
		}
		if rel == "obj" || rel == "iobj" {
			rel = "ccomp"
		}
		edit(p, head, rel)
		edit(n, p, "nsubj")
		if object >= 0 {
			edit(object, c, "obj")
		}
		if s.Tokens[n].UPOS != "NOUN" {
			retag(n, "NOUN", "NNS")
		}
		edit(c, n, "acl")
		edit(n+1, c, "mark")
		return
	}
}

// mendVerb finds the verb of a sentence that was read as one noun with a
// participle: "Berg dismissed reports that she had left".
func mendVerb(s *text.Sentence, n int, lex *lexicon, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	p := n - 1
	if p < 1 || s.Tokens[n].XPOS != "NNS" || s.Tokens[n].Head >= 0 || s.Heading || s.Tokens[p].Head != n || s.Tokens[p].Deprel != "amod" ||
		s.Tokens[p].XPOS != "VBN" && s.Tokens[p].XPOS != "VBD" || s.Tokens[len(s.Tokens)-1].UPOS != "PUNCT" {
		return
	}
	if e, ok := lex.verbs[strings.ToLower(s.Tokens[p].Lemma)]; !ok || !e.takes('n') && !e.takes('t') {
		return
	}
	subject := -1
	for k := 0; k < p; k++ {
		if h := s.Tokens[k].Head; (h == n || h == p) && (s.Tokens[k].UPOS == "PROPN" || s.Tokens[k].UPOS == "NOUN" || s.Tokens[k].UPOS == "PRON") {
			subject = k
		}
	}
	if subject < 0 {
		return
	}
	for k := range s.Tokens {
		switch h := s.Tokens[k].Head; {
		case k == subject || k == p || h != n:
		case k < p:
			edit(k, subject, s.Tokens[k].Deprel)
		case s.Tokens[k].UPOS == "PUNCT":
			edit(k, p, "punct")
		}
	}
	edit(p, -1, "root")
	retag(p, "VERB", "VBD")
	edit(subject, p, "nsubj")
	edit(n, p, "obj")
}

// mendParticle gives a verb its particle, which was read as a preposition of
// the claim: "laughed off a report that …", "brushed aside claims that …";
// and the "as untrue" between a verb and the claim.
func mendParticle(s *text.Sentence, n int, lex *lexicon, edit func(i, head int, rel string)) {
	v := s.Tokens[n].Head
	if v < 0 || v+1 >= n || s.Tokens[v].UPOS != "VERB" || s.Tokens[v+1].Head != n || s.Tokens[v+1].Deprel != "case" {
		return
	}
	word := strings.ToLower(s.Tokens[v+1].Text)
	key := strings.ToLower(s.Tokens[v].Lemma) + " " + word
	if rejects[key] {
		edit(v+1, v, "compound:prt")
		edit(n, v, "obj")
		return
	}
	if k := v + 2; word == "as" && k < n && s.Tokens[k].Head == n && s.Tokens[k].Deprel == "amod" && falsities[strings.ToLower(s.Tokens[k].Lemma)] {
		edit(v+1, k, "case")
		edit(k, v, "obl")
		edit(n, v, "obj")
	}
}

// mendSubject makes the claim the subject of the clause behind it, where it
// was taken for somebody told: "Berg said reports that she had left were
// untrue".
func mendSubject(s *text.Sentence, n int, lex *lexicon, edit func(i, head int, rel string)) {
	v := s.Tokens[n].Head
	if v < 0 || v > n || s.Tokens[n].Deprel != "obj" && s.Tokens[n].Deprel != "iobj" {
		return
	}
	if e, ok := lex.verbs[strings.ToLower(s.Tokens[v].Lemma)]; !ok || !e.takes('t') {
		return
	}
	for c := n + 3; c < len(s.Tokens); c++ {
		if s.Tokens[c].Head != v || s.Tokens[c].Deprel != "ccomp" {
			continue
		}
		for k := range s.Tokens {
			if s.Tokens[k].Head != c {
				continue
			}
			switch s.Tokens[k].Deprel {
			case "nsubj", "nsubj:pass", "expl", "csubj", "mark":
				return
			}
		}
		edit(n, c, "nsubj")
		return
	}
}
