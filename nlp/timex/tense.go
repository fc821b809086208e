package timex

import (
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// tense is the direction in which a date without a year or week lies.
type tense int8

const (
	tenseUnknown tense = iota
	tensePast
	tensePresent
	tenseFuture
)

// tenseAt is the tense of the verb that governs the token at, from the tree
// where there is one, else from the nearest verb form in the sentence.
func tenseAt(s *text.Sentence, at int) tense {
	if !hasTree(s) {
		return linearTense(s, at)
	}
	t := at
	for steps := 0; steps < len(s.Tokens) && t >= 0; steps++ {
		if ahead(s, at, t) {
			return tenseFuture
		}
		if tn := clauseTense(s, t); tn != tenseUnknown {
			return tn
		}
		t = s.Tokens[t].Head
	}
	if s.Heading {
		return tenseUnknown
	}
	return linearTense(s, at)
}

// ahead reports that the clause of verb v looks forward from wherever its
// tense stands, so that the date at token at lies ahead: the condition of
// what was to come ("would close unless a deal was reached by Friday"), what
// was demanded ("demanded that they leave by Friday"), a term ("gave them
// until Friday", "to leave by Friday").
func ahead(s *text.Sentence, at, v int) bool {
	tok := &s.Tokens[v]
	if tok.UPOS != "VERB" && tok.UPOS != "AUX" && tok.UPOS != "ADJ" {
		return false
	}
	var limit, to, aux, condition bool
	for i := range s.Tokens {
		c := &s.Tokens[i]
		w := strings.ToLower(c.Norm)
		switch rel, _, _ := strings.Cut(c.Deprel, ":"); {
		case rel == "case" && (c.Head == at || i < at && i+2 >= at && c.Head != v):
			limit = limit || w == "by" || w == "until" || w == "till"
		case c.Head != v:
		case rel == "mark":
			to = to || w == "to"
			condition = condition || w == "if" || w == "unless"
		case rel == "aux" || rel == "cop":
			aux = true
		}
	}
	h := tok.Head
	switch {
	case condition && h >= 0 && clauseTense(s, h) == tenseFuture:
		return true
	case to && limit, limit && granting[strings.ToLower(tok.Lemma)]:
		return true
	case !to && !aux && (tok.XPOS == "VB" || tok.XPOS == "VBP" && limit) && strings.HasPrefix(tok.Deprel, "ccomp"):
		return true // "demanded that they leave"
	case to && aux && strings.HasPrefix(tok.Deprel, "acl"):
		return true // "another meeting to be held on 12 October"
	}
	return false
}

// granting are verbs that set a term to somebody.
var granting = map[string]bool{"give": true, "grant": true, "allow": true, "extend": true, "have": true}

func hasTree(s *text.Sentence) bool {
	for i := range s.Tokens {
		if s.Tokens[i].Deprel != "" {
			return true
		}
	}
	return false
}

// pledging are verbs of planning that somebody does at a time of his own: "had
// promised in June" is no promise for June.
var pledging = map[string]bool{"promise": true, "vow": true, "pledge": true, "threaten": true, "propose": true, "decide": true, "urge": true,
	"offer": true, "order": true, "seek": true, "want": true, "hope": true, "invite": true, "wish": true}

// clauseTense is the tense of the clause that token v heads, or unknown
// where v heads none or its form says nothing.
func clauseTense(s *text.Sentence, v int) tense {
	tok := &s.Tokens[v]
	verb := tok.UPOS == "VERB" || tok.UPOS == "AUX"
	finite := tok.XPOS
	var future, past, had, have, to, be, finiteBe, passive bool
	for i := range s.Tokens {
		c := &s.Tokens[i]
		if c.Head != v {
			continue
		}
		rel, _, _ := strings.Cut(c.Deprel, ":")
		switch rel {
		case "aux", "cop":
			passive = passive || c.Deprel == "aux:pass"
			w := strings.ToLower(c.Norm)
			switch {
			case isFutureAux(w):
				future = true
			case w == "had" || w == "did" || w == "was" || w == "were":
				past = true
				had = had || w == "had"
			case w == "has" || w == "have" || w == "'ve" || w == "having":
				have = true
			case w == "is" || w == "are" || w == "am" || w == "be" || w == "'s" || w == "'re":
				be = true
				finiteBe = finiteBe || w == "is" || w == "are"
			}
			verb = verb || rel == "cop"
		case "mark":
			to = to || strings.EqualFold(c.Norm, "to")
		}
	}
	lemma := strings.ToLower(tok.Lemma)
	switch {
	case lemma == "deadline":
		return tenseFuture
	case !verb && !(tok.UPOS == "ADJ" && scheduling[lemma]):
		return tenseUnknown
	case future:
		return tenseFuture
	case past || have:
		if scheduling[lemma] && lemma != "tell" && lemma != "ask" && lemma != "call" && (passive || !have && !(had && pledging[lemma])) && (finite == "VBN" || tok.UPOS == "ADJ") && lemma != "agree" {
			return tenseFuture // "was scheduled for Monday"
		}
		return tensePast
	case to && finiteBe:
		return tenseFuture // "is to be held"
	case to:
		if h := tok.Head; h >= 0 && scheduling[strings.ToLower(s.Tokens[h].Lemma)] {
			return tenseFuture
		}
		if h := tok.Head; h >= 0 && (s.Tokens[h].UPOS == "AUX" || strings.EqualFold(s.Tokens[h].Lemma, "be")) {
			return tenseFuture
		}
		return tenseUnknown
	case be:
		if finite == "VBG" || scheduling[lemma] {
			return tenseFuture
		}
		return tensePresent
	case finite == "VBD":
		return tensePast
	case finite == "VBN":
		if scheduling[lemma] && lemma != "tell" && lemma != "ask" && lemma != "call" {
			return tenseFuture
		}
		if strings.HasPrefix(tok.Deprel, "acl") && !be && !to {
			return tensePast // "plans announced in January"
		}
		return tenseUnknown
	case finite == "VBZ" || finite == "VBP":
		if s.Heading || speech[lemma] {
			return tensePast
		}
		return tensePresent
	}
	return tenseUnknown
}

func isFutureAux(w string) bool {
	switch w {
	case "will", "'ll", "’ll", "shall", "wo", "would", "may", "might", "could", "should", "can", "must", "'d":
		return true
	}
	return false
}

// linearTense reads the nearest verb form when there is no tree: first to
// the left, then to the right. Distance is in tokens, and a form to the
// right counts as twice as far.
func linearTense(s *text.Sentence, at int) tense {
	best, out := 1<<30, tenseUnknown
	for i := range s.Tokens {
		tn := wordTense(s, i)
		if tn == tenseUnknown {
			continue
		}
		d := at - i
		if d < 0 {
			d = -d
			if tn != tenseFuture {
				d *= 2
			}
		}
		if d < best {
			best, out = d, tn
		}
	}
	return out
}

// wordTense is what a single word form tells about the tense.
func wordTense(s *text.Sentence, i int) tense {
	t := &s.Tokens[i]
	w := strings.ToLower(t.Norm)
	next := ""
	if i+1 < len(s.Tokens) {
		next = strings.ToLower(s.Tokens[i+1].Norm)
	}
	switch w {
	case "will", "'ll", "shall", "would", "scheduled", "slated", "due", "deadline", "upcoming":
		return tenseFuture
	case "set", "expected", "planned", "going", "plans", "hopes", "expects", "intends", "aims", "wants", "about", "ready", "is", "are", "supposed", "likely", "has", "have":
		if next == "to" {
			return tenseFuture
		}
		if w == "expected" || w == "planned" {
			return tenseFuture
		}
		if w == "has" || w == "have" {
			return tensePast
		}
		if w == "is" || w == "are" {
			return tensePresent
		}
	case "was", "were", "had", "did", "said", "told", "met", "held", "made", "took", "came", "went", "began", "became",
		"gave", "found", "left", "won", "lost", "fell", "rose", "saw", "got", "sent", "spoke", "wrote", "ran", "led",
		"brought", "kept", "put", "broke", "stood", "paid", "sold", "built", "shot", "struck", "grew", "drew", "cut":
		return tensePast
	case "should", "must", "may", "might", "could":
		if next == "be" || next == "have" {
			return tenseFuture
		}
	}
	switch t.XPOS {
	case "VBD":
		return tensePast
	case "":
		if len(w) <= 4 || !strings.HasSuffix(w, "ed") || w == "united" || w == "hundred" || w == "indeed" {
			return tenseUnknown
		}
		for k := max(0, i-3); k < i; k++ {
			v := s.Tokens[k].Norm
			if isFutureAux(v) || v == "to" && strings.EqualFold(s.Tokens[k+1].Norm, "be") {
				return tenseFuture
			}
		}
		return tensePast
	}
	return tenseUnknown
}

// pluperfect reports whether the clause of token at stands in the past
// perfect, which steps out of the line of the story.
func pluperfect(s *text.Sentence, at int) bool {
	if hasTree(s) {
		for t, steps := at, 0; t >= 0 && steps < len(s.Tokens); t, steps = s.Tokens[t].Head, steps+1 {
			if s.Tokens[t].UPOS != "VERB" && s.Tokens[t].UPOS != "AUX" {
				continue
			}
			for i := range s.Tokens {
				if s.Tokens[i].Head == t && strings.HasPrefix(s.Tokens[i].Deprel, "aux") && strings.EqualFold(s.Tokens[i].Norm, "had") {
					return true
				}
			}
			if s.Tokens[t].XPOS == "VBD" || strings.HasPrefix(s.Tokens[t].Deprel, "ccomp") {
				return false
			}
		}
		return false
	}
	for i := at - 1; i >= 0 && i > at-25; i-- {
		switch strings.ToLower(s.Tokens[i].Norm) {
		case "had":
			return true
		case "was", "were", "said", ";":
			return false
		}
	}
	return false
}

// governor is the verb that token at depends on, or -1.
func governor(s *text.Sentence, at int) int {
	for t, steps := at, 0; t >= 0 && steps < len(s.Tokens); t, steps = s.Tokens[t].Head, steps+1 {
		if s.Tokens[t].UPOS == "VERB" {
			return t
		}
	}
	return -1
}
