package coref

import (
	"sort"
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// Windows of the search for antecedents.
const (
	windowSentences  = 8
	windowCandidates = 40
)

// candidate is one chain that a pronoun may join, seen through its latest
// mention.
type candidate struct {
	item     int
	rank     int // among candidates, 0 the most recent
	cataphor bool
}

// pronouns resolves third-person pronouns in text order; choose picks among
// the candidates or returns -1.
func (r *resolver) pronouns(choose func(i int, c []candidate) int) {
	for i := range r.items {
		it := &r.items[i]
		if it.Form != text.FormPronoun || r.anchored(i) {
			continue
		}
		switch it.class {
		case classPerson, classThing, classPlural:
		default:
			continue
		}
		if it.reflex {
			if a := r.reflexive(i); a >= 0 {
				r.join(i, a, "reflexive")
				continue
			}
		}
		c := r.candidates(i)
		if a := r.saidOf(i); a >= 0 {
			r.join(max(i, a), min(i, a), "pronoun-said-of")
			continue
		}
		if a := r.together(i, c); a >= 0 {
			r.join(i, a, "pronoun-together")
			continue
		}
		if a := r.reporter(i); a >= 0 {
			r.join(max(i, a), min(i, a), "pronoun-reporter")
			continue
		}
		if len(c) == 0 {
			if a := r.firstNamed(i); a >= 0 {
				r.join(a, i, "pronoun-forward")
			}
			continue
		}
		if a := r.fronted(i); a >= 0 {
			r.join(i, a, "pronoun-fronted")
			continue
		}
		if a := r.mouthpiece(i); a >= 0 {
			r.join(i, a, "pronoun-mouthpiece")
			continue
		}
		if a := r.continues(i); a >= 0 {
			r.join(i, a, "pronoun-speaker")
			continue
		}
		if a := r.tellsOn(i); a >= 0 {
			r.join(i, a, "pronoun-speaker")
			continue
		}
		if a := r.onlySubject(i, c); a >= 0 {
			r.join(i, a, "pronoun-topic")
			continue
		}
		if n := choose(i, c); n >= 0 {
			if u := r.openBefore(i, c[n].item); u >= 0 {
				r.join(i, u, "pronoun-again")
				continue
			}
			r.settle(it, r.cluster(c[n].item))
			r.join(i, c[n].item, r.ruleName(c[n]))
		}
	}
}

// anchored reports whether the chain of pronoun i holds an earlier mention
// already. The "I" and "we" of a quotation before "she said" are none: they
// mean whoever she is.
func (r *resolver) anchored(i int) bool {
	for _, m := range r.cluster(i).members {
		if m >= i {
			return false
		}
		if r.items[m].class != classFirst {
			return true
		}
	}
	return false
}

// fronted is the named subject that a possessive pronoun before it means:
// "after her release, Weber left". Who means another person says so after the
// name.
func (r *resolver) fronted(i int) int {
	it := &r.items[i]
	if it.class != classPerson || !it.poss || it.quote >= 0 || !r.mayPointForward(it) {
		return -1
	}
	s := &r.doc.Sentences[it.Sentence]
	for k := i + 1; k < r.spans[it.Sentence+1]; k++ {
		o := &r.items[k]
		if o.Form != text.FormName || o.Kind != text.KindPerson || o.role != roleSubject || o.quote >= 0 || !above(s, o.clause, it) {
			continue
		}
		if c := r.cluster(k); r.classFits(it, c) && r.genderFits(it, c) {
			return k
		}
		return -1
	}
	return -1
}

// openBefore is a pronoun of the same form in the sentence of i whose
// antecedent was not found and that stands before item a, which i would
// take: somebody is being spoken of whom the text has not made clear, and a
// name that comes later does not clear it up.
func (r *resolver) openBefore(i, a int) int {
	it := &r.items[i]
	if it.class != classPerson || r.items[a].Sentence != it.Sentence || a > i {
		return -1
	}
	for k := r.spans[it.Sentence]; k < a; k++ {
		o := &r.items[k]
		if o.class == it.class && o.gender == it.gender && !r.linked(k) && o.quote == it.quote {
			return k
		}
	}
	return -1
}

// firstNamed finds whom a text means that begins with "he" or "she": the
// first person named as the subject of a sentence within the next four.
func (r *resolver) firstNamed(i int) int {
	it := &r.items[i]
	if it.class != classPerson || it.Sentence > 2 || it.quote >= 0 {
		return -1
	}
	for k := i + 1; k < len(r.items) && r.items[k].Sentence <= it.Sentence+4; k++ {
		o := &r.items[k]
		if o.Form != text.FormName || o.Kind != text.KindPerson || o.Sentence == it.Sentence || o.role != roleSubject || o.quote >= 0 {
			continue
		}
		c := r.cluster(k)
		if c.members[0] < i || r.doc.Sentences[o.Sentence].Tokens[o.clause].Deprel != "root" {
			continue
		}
		if r.genderFits(it, c) && (c.gender != 0 || c.weak == 0 || c.weak == it.gender) {
			return k
		}
	}
	return -1
}

// ruleName names the link by class of pronoun and role of the antecedent.
func (r *resolver) ruleName(c candidate) string {
	if c.cataphor {
		return "pronoun-cataphor"
	}
	if r.items[c.item].role == roleSubject {
		return "pronoun-subject"
	}
	return "pronoun-salience"
}

// settle corrects a guessed kind by the pronoun that refers to it.
func (r *resolver) settle(it *item, c *cluster) {
	if c.unsure == 0 || it.class != classPerson && it.class != classThing {
		return
	}
	switch {
	case it.class == classPerson && c.unsure < 0:
		c.kind, c.person, c.number = text.KindPerson, 1, singular
	case it.class == classThing && c.unsure > 0:
		c.kind, c.person, c.number = text.KindOrg, -1, 0
	}
	c.unsure = 0
	c.settled = it.class
}

// reflexive is the subject of the clause of a reflexive pronoun.
func (r *resolver) reflexive(i int) int {
	it := &r.items[i]
	a := r.subjectOf(it.Sentence, it.clause)
	if a < 0 || a == i || !r.classFits(it, r.cluster(a)) || !r.genderFits(it, r.cluster(a)) {
		return -1
	}
	return a
}

// candidates lists the chains that agreement and binding leave for pronoun
// i, the nearest first, each once; then names that follow it in the
// sentence where it may point forward.
func (r *resolver) candidates(i int) []candidate {
	it := &r.items[i]
	var out []candidate
	seen := map[int]bool{r.of[i]: true}
	for k := i - 1; k >= 0 && it.Sentence-r.items[k].Sentence <= windowSentences && len(out) < windowCandidates; k-- {
		o := &r.items[k]
		if o.skip || o.class == classSecond || o.class == classRelative || seen[r.of[k]] {
			continue
		}
		if o.class == classFirst && !r.linked(k) {
			continue
		}
		c := r.cluster(k)
		if !r.classFits(it, c) || !r.genderFits(it, c) || !r.mayHost(it, k) {
			continue
		}
		if !r.unbound && r.boundChain(i, k) {
			seen[r.of[k]] = true
			continue
		}
		seen[r.of[k]] = true
		out = append(out, candidate{item: k})
	}
	// Hobbs (1978): the nearest first within the sentence, earlier sentences
	// from left to right.
	sort.SliceStable(out, func(a, b int) bool {
		x, y := &r.items[out[a].item], &r.items[out[b].item]
		if x.Sentence != y.Sentence {
			return x.Sentence > y.Sentence
		}
		return x.Sentence != it.Sentence && x.First < y.First
	})
	for n := range out {
		out[n].rank = n
	}
	if r.mayPointForward(it) {
		s := &r.doc.Sentences[it.Sentence]
		for k := i + 1; k < r.spans[it.Sentence+1]; k++ {
			o := &r.items[k]
			if o.Form == text.FormPronoun || o.group != nil || o.skip || o.role != roleSubject || !above(s, o.clause, it) || seen[r.of[k]] {
				continue
			}
			if c := r.cluster(k); r.classFits(it, c) && r.genderFits(it, c) && r.mayHost(it, k) {
				out = append(out, candidate{item: k, rank: len(out), cataphor: true})
				break
			}
		}
	}
	return out
}

// classFits reports whether the kind and number of a chain suit the pronoun.
func (r *resolver) classFits(it *item, c *cluster) bool {
	if c.unsure != 0 && (it.class == classPerson) != (c.unsure > 0) {
		return true // the recogniser only guessed that it is no person, or one
	}
	switch it.class {
	case classPerson:
		return c.person >= 0 && c.number != plural && (c.kind == text.KindPerson || c.kind == text.KindUnknown || c.kind == text.KindOther && c.person > 0)
	case classThing:
		return c.person <= 0 && c.number != plural && c.kind != text.KindPerson
	case classPlural:
		if c.kind == text.KindPerson && c.number == singular {
			return len(c.full) == 0 && c.gender == 0
		}
		return c.number != singular || c.kind == text.KindOrg || c.kind == text.KindGroup
	}
	return true
}

func (r *resolver) genderFits(it *item, c *cluster) bool {
	if it.class == classPlural {
		return true
	}
	return it.gender == 0 || c.gender == 0 || it.gender == c.gender
}

// mayHost leaves out mentions that cannot be antecedents: parts of names,
// modifiers inside compounds for he and she are allowed only as names.
func (r *resolver) mayHost(it *item, k int) bool {
	o := &r.items[k]
	if o.group != nil {
		return it.class == classPlural && o.Why != pairWhy
	}
	if it.class == classPlural && r.singularHere(it, k) {
		return false
	}
	if it.quote >= 0 && r.quotes[it.quote].long {
		// Nobody is "he" in his own words.
		if sp := r.quotes[it.quote].speaker; sp >= 0 && r.of[sp] == r.of[k] && it.class == classPerson {
			return false
		}
	}
	return true
}

// singularHere reports whether the chain of k is called "it", "he" or "she" in
// the sentence of plural pronoun it, before it: "it said they had left" is of
// two.
func (r *resolver) singularHere(it *item, k int) bool {
	for _, m := range r.cluster(k).members {
		o := &r.items[m]
		if o.Sentence == it.Sentence && o.First < it.First && (o.class == classThing || o.class == classPerson) {
			return true
		}
	}
	return false
}

// boundChain reports whether binding theory forbids any mention of the chain
// of k that stands before pronoun i in its sentence.
func (r *resolver) boundChain(i, k int) bool {
	if r.bound(i, k) || r.companion(i, k) || r.ownWords(i, k) || r.quotedBy(i, k) {
		return true
	}
	if r.items[k].Sentence != r.items[i].Sentence {
		return false
	}
	m := r.cluster(k).members
	for n := sort.SearchInts(m, k) - 1; n >= 0 && r.items[m[n]].Sentence == r.items[i].Sentence; n-- {
		if r.bound(i, m[n]) {
			return true
		}
	}
	return false
}

// bound reports whether binding theory forbids that pronoun i means item k
// before it: an argument of the same verb (principle B), the phrase that the
// pronoun stands in, its partner in a conjunction.
func (r *resolver) bound(i, k int) bool {
	it, o := &r.items[i], &r.items[k]
	if it.Sentence != o.Sentence {
		return r.namedBelow(i, k)
	}
	s := &r.doc.Sentences[it.Sentence]
	// i within i, unless a relative clause lies between.
	for t, steps := it.top, 0; t >= 0 && steps < 12; t, steps = s.Tokens[t].Head, steps+1 {
		if it.poss && s.Tokens[t].Deprel == "appos" && s.Tokens[it.top].Head != t {
			break // "Karl Brandt, a guard all his life": Brandt's; but not "Brandt, his guard"
		}
		if t == o.top && t != it.top {
			return true
		}
		rel := s.Tokens[t].Deprel
		if strings.HasPrefix(rel, "acl") || strings.HasPrefix(rel, "advcl") || rel == "ccomp" || rel == "root" || rel == "parataxis" {
			break
		}
		if h := s.Tokens[t].Head; rel == "nmod" && h >= 0 && h+1 < t && apart(s, h, t) {
			break // "Weber, in a letter to her party, said"
		}
	}
	if o.group != nil && o.First <= it.First && it.End <= o.End {
		return true
	}
	if s.Tokens[it.top].Deprel == "conj" && s.Tokens[it.top].Head == o.top {
		return true
	}
	if v := it.clause; !it.poss && it.role == roleSubject && v >= 0 && s.Tokens[v].Deprel == "acl:relcl" && s.Tokens[v].Head == o.top && direct(s, it) {
		return true // "a paper which it says lied", "the deal it signed": somebody else's
	}
	if it.poss {
		return r.namedBelow(i, k)
	}
	if it.reflex {
		return false
	}
	if it.clause == o.clause && it.role != roleOther && (o.role == roleSubject || o.role == roleObject || o.role == roleIndirect || o.role == roleOblique) &&
		(o.role == roleSubject && it.role != roleSubject || o.role != roleSubject) && direct(s, it) && direct(s, o) {
		return true
	}
	// An object of an infinitive whose subject is that of its governor.
	if it.role == roleObject || it.role == roleIndirect || it.role == roleOblique && direct(s, it) {
		v := it.clause
		for steps := 0; v >= 0 && steps < 4 && (s.Tokens[v].Deprel == "xcomp" || s.Tokens[v].Deprel == "conj" && !hasSubject(s, v)); steps++ {
			v = s.Tokens[v].Head
			if v == o.clause && o.role == roleSubject && direct(s, o) {
				return true
			}
		}
		if it.role == roleObject && v >= 0 && s.Tokens[v].Deprel == "advcl" && !hasSubject(s, v) && o.role == roleSubject && o.clause == s.Tokens[v].Head {
			return true // "leaving Rome, he called him"
		}
	}
	return r.namedBelow(i, k)
}

// apart reports whether a comma sets the phrase of t off from its head h.
func apart(s *text.Sentence, h, t int) bool {
	for k := h + 1; k < t; k++ {
		if s.Tokens[k].Norm == "," {
			return true
		}
		if s.Tokens[k].Deprel == "case" && s.Tokens[k].Head == t {
			return false
		}
	}
	return false
}

// direct reports whether the mention itself depends on its clause's verb.
func direct(s *text.Sentence, it *item) bool {
	t := it.top
	for steps := 0; s.Tokens[t].Deprel == "conj" && s.Tokens[t].Head >= 0 && steps < 4; steps++ {
		t = s.Tokens[t].Head
	}
	return s.Tokens[t].Head == it.clause
}

func hasSubject(s *text.Sentence, v int) bool {
	for t := max(0, v-25); t < v; t++ {
		if s.Tokens[t].Head == v && strings.HasPrefix(s.Tokens[t].Deprel, "nsubj") {
			return true
		}
	}
	return false
}

// namedBelow reports whether the chain of k is named after pronoun i inside
// the clause of which i is the subject (principle C): in "he said Putin
// left", he is not Putin.
func (r *resolver) namedBelow(i, k int) bool {
	it := &r.items[i]
	if it.role != roleSubject {
		return false
	}
	s := &r.doc.Sentences[it.Sentence]
	for m := i + 1; m < r.spans[it.Sentence+1]; m++ {
		o := &r.items[m]
		if o.Form != text.FormName || r.of[m] != r.of[k] {
			continue
		}
		for t, steps := o.top, 0; t >= 0 && steps < 30; t, steps = s.Tokens[t].Head, steps+1 {
			if t == it.clause {
				return true
			}
		}
	}
	return false
}

// mayPointForward reports whether the pronoun stands in a phrase or clause
// before the subject of the clause that it modifies: "in his list, Webb
// named", "after he left, Webb said".
func (r *resolver) mayPointForward(it *item) bool {
	s := &r.doc.Sentences[it.Sentence]
	for t, steps := it.top, 0; t >= 0 && steps < 12; t, steps = s.Tokens[t].Head, steps+1 {
		rel := s.Tokens[t].Deprel
		if (strings.HasPrefix(rel, "obl") || rel == "advcl") && s.Tokens[t].Head > it.Head {
			return true
		}
		if strings.HasPrefix(rel, "nsubj") && t != it.top || rel == "root" || rel == "conj" {
			return false
		}
	}
	return false
}

// above reports whether the verb governs the phrase or clause before its
// subject in which the pronoun stands.
func above(s *text.Sentence, verb int, it *item) bool {
	fronted := false
	for t, steps := it.top, 0; t >= 0 && steps < 12; t, steps = s.Tokens[t].Head, steps+1 {
		rel := s.Tokens[t].Deprel
		if s.Tokens[t].Head == verb && (strings.HasPrefix(rel, "obl") || rel == "advcl") {
			fronted = true
		}
		if s.Tokens[t].Head == verb {
			return fronted && verb > it.Head
		}
	}
	return false
}
