package coref

import (
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// boundNoun reports whether binding theory forbids that noun phrase i means
// the chain of k: an object or oblique is not the subject of its own clause
// ("if Weber dismisses the minister"), and a person named as the subject of a
// clause is not called by his office inside it ("Weber said the minister
// left"). Of companies and states the latter is said all the time ("Acme said
// the company would close").
func (r *resolver) boundNoun(i, k int) bool {
	it := &r.items[i]
	s := &r.doc.Sentences[it.Sentence]
	for _, m := range r.cluster(k).members {
		o := &r.items[m]
		if o.Sentence > it.Sentence {
			break
		}
		if o.Sentence < it.Sentence || m == i || o.role != roleSubject || o.class == classRelative || !direct(s, o) {
			continue
		}
		if it.clause == o.clause && direct(s, it) && (it.role == roleObject || it.role == roleIndirect || it.role == roleOblique) {
			return true
		}
		if it.person > 0 && slices.Contains(governors(s, it), o.clause) {
			return true
		}
	}
	return false
}

// governors are the predicates whose subject commands the mention, its own
// clause only where the mention is not that subject itself.
func governors(s *text.Sentence, it *item) []int {
	var out []int
	v := it.clause
	own := it.role != roleSubject || !direct(s, it)
	for steps := 0; v >= 0 && v < len(s.Tokens) && steps < 8; steps++ {
		if own {
			out = append(out, v)
		}
		rel := s.Tokens[v].Deprel
		own = rel != "parataxis" && (rel != "conj" || !hasSubject(s, v) && own)
		v = s.Tokens[v].Head
	}
	return out
}

// opens returns the sentence whose main clause has the personal pronoun for its
// subject, outside quotations, and the sentence before it in its paragraph; nil
// if it is no such pronoun or there is none.
func (r *resolver) opens(it *item) (s, before *text.Sentence) {
	if it.class != classPerson || it.role != roleSubject || it.quote >= 0 || it.Sentence == 0 {
		return nil, nil
	}
	s, before = &r.doc.Sentences[it.Sentence], &r.doc.Sentences[it.Sentence-1]
	if s.Paragraph != before.Paragraph || before.Heading || it.clause < 0 || s.Tokens[it.clause].Deprel != "root" {
		return nil, nil
	}
	return s, before
}

// continues is the speaker of the sentence before, whose report pronoun i
// takes up: "…, Weber said. She added". It serves where the speaker was put
// after his words, as there the subject of the main clause in the tree is
// one spoken of.
func (r *resolver) continues(i int) int {
	it := &r.items[i]
	s, p := r.opens(it)
	if s == nil || !speaks(s, it.clause) {
		return -1
	}
	for v := range p.Tokens {
		if !speaks(p, v) || r.quoteAt(p.Tokens[v].Start) >= 0 || !afterWords(p, v) {
			continue
		}
		a := r.subjectOf(it.Sentence-1, v)
		if a < 0 || r.items[a].class == classRelative {
			continue
		}
		if c := r.cluster(a); c.person > 0 && r.classFits(it, c) && r.genderFits(it, c) && !r.boundChain(i, a) {
			return a
		}
		return -1
	}
	return -1
}

// speaks reports whether token v is a verb of speech.
func speaks(s *text.Sentence, v int) bool {
	return v >= 0 && v < len(s.Tokens) && s.Tokens[v].UPOS == "VERB" && reporting[strings.ToLower(s.Tokens[v].Lemma)]
}

// afterWords reports whether verb of speech v stands after what is said: it
// is put beside the main clause, or its complement clause goes before it.
func afterWords(s *text.Sentence, v int) bool {
	switch s.Tokens[v].Deprel {
	case "parataxis":
		return s.Tokens[v].Head < v
	case "root":
		for t := range v {
			if s.Tokens[t].Head == v && s.Tokens[t].Deprel == "ccomp" {
				return true
			}
		}
	}
	return false
}

// ownWords reports whether item k is a person called by his name or office in
// the words after which pronoun i names their speaker: who says "if the
// minister resigns" or "if Putin and Trump meet" and is called "he" after it is
// none of them. Without quotation marks the words are the reporter's, who may
// name the speaker in them if the sentence before is about him: "Ortega left.
// Ortega's party would follow, he said."
func (r *resolver) ownWords(i, k int) bool {
	it, o := &r.items[i], &r.items[k]
	if it.Sentence != o.Sentence || k > i || it.role != roleSubject || o.Form == text.FormPronoun || o.Form == text.FormNominal && o.person <= 0 {
		return false
	}
	if o.Form == text.FormName && o.quote < 0 && slices.ContainsFunc(r.cluster(k).members, func(m int) bool {
		return r.items[m].Sentence == it.Sentence-1 && r.items[m].role == roleSubject
	}) {
		return false
	}
	s := &r.doc.Sentences[it.Sentence]
	if o.clause == it.clause && o.role == roleSubject && speaks(s, it.clause) && commaBetween(s, o.Head, it.Head) {
		return true // of two subjects the first is that of the words: "Their mother, she says, wept"
	}
	return speaks(s, it.clause) && (afterWords(s, it.clause) || amidWords(s, it.clause) && s.Below(o.top, s.Tokens[it.clause].Head))
}

// amidWords reports whether verb of speech v is set into what is said: "Their
// mother, she says, wept".
func amidWords(s *text.Sentence, v int) bool {
	return s.Tokens[v].Deprel == "parataxis" && s.Tokens[v].Head > v
}

// quotedBy reports whether somebody spoken of in words of which pronoun i is
// the speaker is the chain of k: “Would a man sell his house? I did not,” he
// says.
func (r *resolver) quotedBy(i, k int) bool {
	if r.items[i].quote >= 0 || r.items[i].class == classFirst {
		return false
	}
	spoken := func(m int) bool {
		o := &r.items[m]
		return o.quote >= 0 && o.class != classFirst && r.quotes[o.quote].speaker == i
	}
	m := r.cluster(k).members
	return spoken(k) || len(m) > 0 && spoken(m[0])
}

// mouthpiece is the named subject of words that are followed by who gave them
// out for him: "Guleed thanked Kiprotich, his office said". An office speaks of
// what its head did.
func (r *resolver) mouthpiece(i int) int {
	it := &r.items[i]
	if it.class != classPerson || !it.poss || it.quote >= 0 {
		return -1
	}
	s := &r.doc.Sentences[it.Sentence]
	noun := s.Tokens[it.Head].Head
	if noun < 0 || !mouthpieces[stem(strings.ToLower(s.Tokens[noun].Lemma))] || !strings.HasPrefix(s.Tokens[noun].Deprel, "nsubj") {
		return -1
	}
	v := s.Tokens[noun].Head
	if !speaks(s, v) || !afterWords(s, v) {
		return -1
	}
	for k := r.spans[it.Sentence]; k < i; k++ {
		o := &r.items[k]
		if o.Form != text.FormName || o.Kind != text.KindPerson || o.role != roleSubject || o.clause == v || o.quote >= 0 {
			continue
		}
		if h := s.Tokens[o.clause].Head; o.clause != s.Tokens[v].Head && h != v {
			continue // not the subject of what is said
		}
		if c := r.cluster(k); r.classFits(it, c) && r.genderFits(it, c) {
			return k
		}
	}
	return -1
}

// mouthpieces speak for one person, stem-wise: spokesman and spokeswoman too.
var mouthpieces = words(`office spokes press secretariat campaign`)

// tellsOn is the person who speaks in the sentence before, whose report pronoun
// i takes up: "Berg told the court that the envoy had lied. He said …".
func (r *resolver) tellsOn(i int) int {
	it := &r.items[i]
	s, p := r.opens(it)
	if s == nil || !speaks(s, it.clause) {
		return -1
	}
	v := p.Root()
	if !speaks(p, v) || r.quoteAt(p.Tokens[v].Start) >= 0 {
		return -1
	}
	that := false
	for t := v + 1; t < len(p.Tokens); t++ {
		that = that || p.Tokens[t].Head == v && p.Tokens[t].Deprel == "ccomp" || p.Tokens[t].Deprel == "mark" && p.Tokens[t].Norm == "that"
	}
	a := r.subjectOf(it.Sentence-1, v)
	if !that || a < 0 || r.items[a].class == classRelative {
		return -1
	}
	if c := r.cluster(a); c.person > 0 && len(c.full) > 0 && r.classFits(it, c) && r.genderFits(it, c) && !r.boundChain(i, a) {
		return a
	}
	return -1
}

// onlySubject is the person who is the subject of the sentence before where
// pronoun i opens the next as its subject, and nobody else that it fits
// stands between: what the text is about goes on.
func (r *resolver) onlySubject(i int, c []candidate) int {
	it := &r.items[i]
	s, _ := r.opens(it)
	if s == nil {
		return -1
	}
	best := -1
	for _, x := range c {
		o := &r.items[x.item]
		if o.Sentence < it.Sentence-1 {
			continue
		}
		cl := r.cluster(x.item)
		if best >= 0 || o.Sentence == it.Sentence || !r.leads(x.item) || cl.person <= 0 || len(cl.full) == 0 || cl.weak != 0 && cl.weak != it.gender {
			if cl.person >= 0 && cl.kind != text.KindUnknown || o.Sentence == it.Sentence {
				return -1
			}
			continue
		}
		best = x.item
	}
	return best
}

// leads reports whether the chain of k holds the subject of the main clause of
// k's sentence: of "the minister, Ada Weber, left" both phrases do.
func (r *resolver) leads(k int) bool {
	for m := r.spans[r.items[k].Sentence]; m <= k; m++ {
		o := &r.items[m]
		if r.of[m] == r.of[k] && o.role == roleSubject && r.doc.Sentences[o.Sentence].Tokens[o.clause].Deprel == "root" {
			return true
		}
	}
	return false
}

// companion reports whether item k is the one with whom the subject pronoun i
// does something in a phrase before it: "at a meeting with Weber, he said".
func (r *resolver) companion(i, k int) bool {
	it, o := &r.items[i], &r.items[k]
	if it.Sentence != o.Sentence || it.role != roleSubject || k > i {
		return false
	}
	s := &r.doc.Sentences[it.Sentence]
	with := false
	for t, steps := o.top, 0; t >= 0 && steps < 8; t, steps = s.Tokens[t].Head, steps+1 {
		if t == it.clause {
			return with
		}
		rel := s.Tokens[t].Deprel
		if !strings.HasPrefix(rel, "nmod") && !strings.HasPrefix(rel, "obl") && rel != "conj" && rel != "flat" && rel != "appos" {
			return false
		}
		for c := max(0, t-8); c < t; c++ {
			if s.Tokens[c].Head == t && s.Tokens[c].Deprel == "case" && s.Tokens[c].Norm == "with" {
				with = true
			}
		}
	}
	return false
}
