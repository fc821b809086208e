package speech

import (
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// Mend corrects attachments that parsers get wrong around speech and that
// change who says a thing: the words of a speaker that were hung on a noun
// before them. edit gives a token a new head and relation, retag new tags;
// they are called for changes only, and may work on a copy of s that s
// follows. Find mends its own copy; whoever reads the same trees beside it
// calls Mend first. It takes time linear in the sentence, but for the square
// of the words below a relative clause.
func Mend(s *text.Sentence, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	lex := loadLexicon()
	for i := range s.Tokens {
		mendClaimed(s, i, lex, edit, retag)
	}
	for i := range s.Tokens {
		mendEmbedded(s, i, lex, edit, retag)
		mendSaid(s, i, lex, edit, retag)
	}
	for i := range s.Tokens {
		switch s.Tokens[i].Deprel {
		case "acl", "acl:relcl":
			mendTold(s, i, lex, edit, retag)
			mendNamed(s, i, edit)
		case "root", "ccomp":
			mendClaims(s, i, lex, edit, retag)
			mendMeanwhile(s, i, edit)
		}
	}
}

// statingNouns take a clause that says what they are, beside the cues.
var statingNouns = map[string]bool{
	"fact": true, "evidence": true, "sign": true, "proof": true, "notion": true, "possibility": true, "chance": true, "risk": true, "danger": true,
	"condition": true, "ground": true, "basis": true, "extent": true, "point": true, "news": true, "accusation": true, "doubt": true, "indication": true,
	"impression": true, "truth": true, "theory": true, "likelihood": true, "prospect": true, "guarantee": true, "assurance": true, "requirement": true,
	"principle": true, "way": true, "revelation": true, "word": true, "thought": true, "view": true,
}

// momentNouns take a clause that says when: "on the day that they met".
var momentNouns = map[string]bool{"time": true, "day": true, "moment": true, "year": true, "week": true, "month": true, "night": true}

// stating are verbs that mean nothing without what is said: a that-clause
// behind one of them that has no other content is that content, whatever it
// was hung on.
var stating = map[string]bool{
	"say": true, "tell": true, "announce": true, "claim": true, "declare": true, "state": true, "assert": true, "allege": true, "confirm": true,
	"insist": true, "reveal": true, "disclose": true, "maintain": true, "add": true, "contend": true, "inform": true, "assure": true, "remind": true,
	"notify": true, "deny": true, "reiterate": true, "stress": true, "emphasize": true, "emphasise": true, "acknowledge": true, "admit": true,
}

// greetings are said without a clause.
var greetings = map[string]bool{
	"farewell": true, "goodbye": true, "hello": true, "thanks": true, "sorry": true, "yes": true, "no": true, "so": true, "little": true, "nothing": true,
}

// addressing are verbs whose object is the hearer.
var addressing = map[string]bool{
	"tell": true, "inform": true, "remind": true, "assure": true, "notify": true, "warn": true, "convince": true, "persuade": true, "advise": true,
}

// mendTold gives a verb of speech without content the that-clause that was
// hung on a noun between: "said after the meeting that Norway had lied",
// "told reporters during the visit that …", "it was announced after the vote
// that …".
func mendTold(s *text.Sentence, c int, lex *lexicon, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	n := s.Tokens[c].Head
	if n < 0 || n > c || s.Tokens[n].UPOS != "NOUN" && s.Tokens[n].UPOS != "PROPN" {
		return
	}
	that, subject, full, perfect := -1, false, false, false
	for k := range s.Tokens {
		if s.Tokens[k].Head != c {
			continue
		}
		rel, _, _ := strings.Cut(s.Tokens[k].Deprel, ":")
		switch {
		case k > n && k < c && that < 0 && strings.EqualFold(s.Tokens[k].Text, "that"):
			if rel == "nsubj" {
				return // "the talks that lasted a day"
			}
			that = k
		case rel == "nsubj" || rel == "expl":
			subject = subject || that >= 0 && k < c
		case rel == "cop" || rel == "obj" && k > c || rel == "ccomp" || rel == "xcomp" || s.Tokens[k].Deprel == "aux:pass":
			full = true
		case rel == "aux":
			perfect = true
		}
	}
	if that < 0 || !subject {
		return
	}
	// Up from the noun over phrases to the verb; a noun that itself says
	// something on the way keeps the clause.
	adverbial, top := false, n
	for {
		lemma := strings.ToLower(s.Tokens[top].Lemma)
		rel, _, _ := strings.Cut(s.Tokens[top].Deprel, ":")
		if _, cue := lex.nouns[lemma]; cue && !medium(s, top) || statingNouns[lemma] || momentNouns[lemma] && !indefinite(s, top) {
			return
		}
		adverbial = adverbial || rel == "obl" || rel == "nmod" && hasCase(s, top)
		h := s.Tokens[top].Head
		if h < 0 || h > top {
			return
		}
		if _, cue := lex.verbs[strings.ToLower(s.Tokens[h].Lemma)]; !cue && s.Tokens[h].UPOS == "VERB" && s.Tokens[h].Deprel == "acl:relcl" {
			top = h // "said at talks that lasted a day that …"
			continue
		}
		if s.Tokens[h].Deprel != "acl:relcl" && s.Tokens[h].UPOS == "VERB" {
			if rel != "obl" && !(rel == "obj" || rel == "iobj") {
				return
			}
			if rel != "obl" && (!adverbial || !addressing[strings.ToLower(s.Tokens[h].Lemma)]) {
				return
			}
			top = h
			break
		}
		if rel != "nmod" && rel != "appos" && s.Tokens[top].Deprel != "acl:relcl" {
			return
		}
		top = h
	}
	v := top
	lemma := strings.ToLower(s.Tokens[v].Lemma)
	e, ok := lex.verbs[lemma]
	if !ok || !e.takes('t') {
		return
	}
	if v+1 < len(s.Tokens) && greetings[strings.ToLower(s.Tokens[v+1].Text)] {
		return
	}
	passive, it := false, false
	for k := range s.Tokens {
		if s.Tokens[k].Head != v || k == c {
			continue
		}
		switch rel := s.Tokens[k].Deprel; rel {
		case "aux:pass":
			passive = true
		case "nsubj:pass", "expl", "nsubj":
			it = it || strings.EqualFold(s.Tokens[k].Text, "it")
		case "ccomp", "xcomp", "parataxis", "csubj", "compound:prt":
			return
		case "obj", "iobj":
			if !addressing[lemma] {
				return
			}
		case "mark", "advmod":
			if strings.EqualFold(s.Tokens[k].Text, "as") {
				return
			}
		}
	}
	if passive && !it || s.Tokens[v].Deprel == "parataxis" || strings.HasPrefix(s.Tokens[v].Deprel, "acl") {
		return
	}
	if !stating[lemma] && !full && !perfect && !indefinite(s, n) {
		return // "testified at the trial that Lind attended"
	}
	for k := range s.Tokens {
		if m, _ := doubleMark(s.Tokens[k].Text); m != markNone && k < that {
			return // “…,” he said at the meeting that …
		}
	}
	edit(c, v, "ccomp")
	edit(that, c, "mark")
	retag(that, "SCONJ", "IN")
}

// medium reports a noun for what the words stand in, in its place: "wrote in
// a report that …".
func medium(s *text.Sentence, n int) bool {
	for k := range s.Tokens {
		if s.Tokens[k].Head == n && s.Tokens[k].Deprel == "case" {
			return strings.EqualFold(s.Tokens[k].Text, "in") || strings.EqualFold(s.Tokens[k].Text, "during")
		}
	}
	return false
}

func hasCase(s *text.Sentence, n int) bool {
	for k := range s.Tokens {
		if s.Tokens[k].Head == n && s.Tokens[k].Deprel == "case" && !strings.EqualFold(s.Tokens[k].Text, "of") {
			return true
		}
	}
	return false
}

func indefinite(s *text.Sentence, n int) bool {
	for k := range s.Tokens {
		if s.Tokens[k].Head == n && s.Tokens[k].Deprel == "det" {
			w := strings.ToLower(s.Tokens[k].Text)
			return w == "a" || w == "an"
		}
	}
	return true
}

// mendNamed gives a verb of naming what it calls the claim that is its
// object, where that was hung on the verb of the claim: "called reports that
// she had left false", "dismissed claims that she had left as baseless".
func mendNamed(s *text.Sentence, c int, edit func(i, head int, rel string)) {
	n := s.Tokens[c].Head
	if n < 0 || n > c || s.Tokens[n].Deprel != "obj" {
		return
	}
	v := s.Tokens[n].Head
	if v < 0 || v > n || !names[strings.ToLower(s.Tokens[v].Lemma)] || names[strings.ToLower(s.Tokens[c].Lemma)] {
		return
	}
	for k := c + 1; k < len(s.Tokens); k++ {
		// Of the clause, or of its last noun.
		h := s.Tokens[k].Head
		if !falsities[strings.ToLower(s.Tokens[k].Lemma)] || h != c && (h <= c || h > k || s.Tokens[h].Head != c) {
			continue
		}
		as := false
		for j := c + 1; j < k; j++ {
			as = as || s.Tokens[j].Head == k && strings.EqualFold(s.Tokens[j].Text, "as")
		}
		switch rel := s.Tokens[k].Deprel; {
		case as:
			edit(k, v, "obl")
		case rel == "xcomp" || rel == "advmod" || rel == "amod" || rel == "obj" || rel == "obl:unmarked" || rel == "conj":
			edit(k, v, "xcomp")
		default:
			continue
		}
		return
	}
}

// mendClaims makes a noun of a word for claims that opens a sentence and was
// taken for its verb: "Claims that Lind shot the guard were dismissed by the
// court". The predicate of the sentence is the last verb or adjective below
// that has a form of "be" and a subject that is really the object of the
// verb before it.
func mendClaims(s *text.Sentence, r int, lex *lexicon, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	if r != 0 || len(s.Tokens) < 5 || s.Tokens[0].XPOS != "VBZ" && s.Tokens[0].XPOS != "VBP" || !strings.EqualFold(s.Tokens[1].Text, "that") {
		return
	}
	if _, ok := lex.nouns[strings.TrimSuffix(strings.ToLower(s.Tokens[0].Text), "s")]; !ok {
		return
	}
	p, g := -1, -1
	for k := len(s.Tokens) - 1; k > 2 && p < 0; k-- {
		h := s.Tokens[k].Head
		if (s.Tokens[k].Deprel == "nsubj:pass" || s.Tokens[k].Deprel == "nsubj") && h > k {
			be := false
			for j := k + 1; j < h; j++ {
				be = be || s.Tokens[j].Head == h && (s.Tokens[j].Deprel == "aux:pass" || s.Tokens[j].Deprel == "cop")
			}
			if be {
				p, g = h, k
			}
		}
	}
	if p < 0 {
		return
	}
	c := s.Tokens[p].Head
	if c <= 1 || c >= g || s.Tokens[c].UPOS != "VERB" || s.Tokens[c].Head != 0 {
		return
	}
	edit(p, -1, "root")
	rel := "nsubj"
	if s.Tokens[g].Deprel == "nsubj:pass" {
		rel = "nsubj:pass"
	}
	edit(0, p, rel)
	retag(0, "NOUN", "NNS")
	edit(c, 0, "acl")
	edit(1, c, "mark")
	edit(g, c, "obj")
	for k := range s.Tokens {
		if s.Tokens[k].Head == 0 && s.Tokens[k].Deprel == "punct" {
			edit(k, p, "punct")
		}
	}
}
