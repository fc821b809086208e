package coref

import (
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// reporter is the one who speaks of himself as pronoun i: the named person who
// is the subject of a verb of speech, where the pronoun is the subject of what
// is said ("The council's treasurer, Omar Haddad, said he had seen no letter")
// or of what he is asked in front of it ("Asked whether he would run, Haddad
// said no"); -1 where another person stands between the two, where the words
// are in quotation marks, or where the gender known of the name speaks against
// it.
func (r *resolver) reporter(i int) int {
	it := &r.items[i]
	if it.class != classPerson || it.role != roleSubject || it.poss || it.quote >= 0 {
		return -1
	}
	s := &r.doc.Sentences[it.Sentence]
	if !direct(s, it) {
		return -1
	}
	v := it.clause
	if v < 0 || s.Tokens[v].Deprel != "ccomp" {
		return -1
	}
	up := s.Tokens[v].Head
	if up < 0 || s.Tokens[up].UPOS != "VERB" {
		return -1
	}
	named := true
	if openingQuestion(s, up) {
		named = false // "the prime minister" is enough
		up = s.Tokens[up].Head
	} else if up > it.Head {
		return -1
	}
	if !speaks(s, up) {
		return -1
	}
	a := r.subjectOf(it.Sentence, up)
	if a < 0 || a == i || r.items[a].class == classRelative {
		return -1
	}
	a = r.calledBeside(a)
	c := r.cluster(a)
	if c.person <= 0 || named && len(c.full) == 0 && r.items[a].Form != text.FormName || !r.classFits(it, c) || !r.genderFits(it, c) || c.gender == 0 && c.weak != 0 && c.weak != it.gender || r.boundChain(i, a) {
		return -1
	}
	for k := min(a, i) + 1; k < max(a, i); k++ {
		if o := &r.items[k]; r.of[k] != r.of[a] && o.class != classRelative && (r.cluster(k).person > 0 || o.Kind == text.KindPerson) {
			return -1
		}
	}
	return a
}

// calledBeside is the name in apposition to mention a, or a: "the treasurer,
// Omar Haddad,".
func (r *resolver) calledBeside(a int) int {
	o := &r.items[a]
	if o.Form == text.FormName {
		return a
	}
	s := &r.doc.Sentences[o.Sentence]
	for k := a + 1; k < r.spans[o.Sentence+1]; k++ {
		b := &r.items[k]
		if b.Form == text.FormName && b.Kind == text.KindPerson && s.Tokens[b.top].Deprel == "appos" && s.Tokens[b.top].Head == o.top {
			return k
		}
	}
	return a
}

// openingQuestion reports that verb v opens the sentence as "Asked" and has no
// subject of its own.
func openingQuestion(s *text.Sentence, v int) bool {
	if s.Tokens[v].Head < v || hasSubject(s, v) {
		return false
	}
	switch strings.ToLower(s.Tokens[v].Text) {
	case "asked", "pressed", "questioned", "challenged", "quizzed":
	default:
		return false
	}
	for k := range v {
		if u := s.Tokens[k].UPOS; u != "ADV" && u != "CCONJ" {
			return false
		}
	}
	return true
}
