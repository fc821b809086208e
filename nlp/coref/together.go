package coref

import (
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// Who "they" are where two were named together: joined by "and", or one as the
// subject and the other as the partner of what takes two ("Holm spoke with
// Sava. They agreed on a truce").

// pairWhy is the reason given for a pair that no "and" joins.
const pairWhy = "pair"

// mutual are verbs of doing something together, with the partner behind
// "with"; facing those that have him as their object.
var (
	mutual = words(`meet speak talk negotiate confer consult chat discuss debate argue quarrel clash fight agree sign dine hold have sit
cooperate collaborate merge trade compete team pose appear work travel`)
	facing = words(`meet phone telephone call host receive greet marry embrace fight face visit join debate divorce`)
	held   = words(`talk meeting conversation call discussion summit negotiation meal dinner lunch consultation`)
)

// pairs adds, as plural mentions that "they" may mean, two of a kind that do
// something together in a clause. They leave the resolver only as the parts of
// a chain.
func (r *resolver) pairs(s, from int) {
	sent := &r.doc.Sentences[s]
	to := len(r.items)
	for i := from; i < to && len(r.items) < maxMentions; i++ {
		a := &r.items[i]
		if a.group != nil || a.Form == text.FormPronoun {
			continue
		}
		top := topToken(sent, a)
		v := sent.Tokens[top].Head
		if sent.Tokens[top].Deprel != "nsubj" || v < 0 || sent.Tokens[v].UPOS != "VERB" || sent.Tokens[a.Head].XPOS == "NNS" {
			continue
		}
		for k := from; k < to; k++ {
			b := &r.items[k]
			if k == i || b.group != nil || b.Form == text.FormPronoun || b.First < v || sent.Tokens[b.Head].XPOS == "NNS" || !r.partner(sent, b, v) || r.joined(sent, b) || r.joined(sent, a) || !ofKind(a, b) {
				continue
			}
			it := r.add(s, min(a.First, b.First), max(a.End, b.End), v, text.FormNominal, text.KindGroup, pairWhy)
			it.group = []int{a.Head, b.Head}
			it.number = plural
			break
		}
	}
}

// ofKind reports whether both are persons or both are bodies.
func ofKind(a, b *item) bool {
	body := func(k text.EntityKind) bool {
		return k == text.KindOrg || k == text.KindState || k == text.KindPlace || k == text.KindGroup
	}
	return a.Kind == text.KindPerson && b.Kind == text.KindPerson || body(a.Kind) && body(b.Kind)
}

// partner reports whether b is the one with whom the subject of verb v does
// something.
func (r *resolver) partner(s *text.Sentence, b *item, v int) bool {
	top := topToken(s, b)
	h := s.Tokens[top].Head
	rel := s.Tokens[top].Deprel
	lemma := strings.ToLower(s.Tokens[v].Lemma)
	with := hasCase(s, top, "with")
	switch {
	case h == v && rel == "obj":
		return facing[lemma]
	case h == v && strings.HasPrefix(rel, "obl"):
		return with && mutual[lemma]
	case h >= 0 && with && strings.HasPrefix(rel, "nmod") && s.Tokens[h].Head == v && s.Tokens[h].Deprel == "obj":
		return (lemma == "hold" || lemma == "have") && held[strings.ToLower(s.Tokens[h].Lemma)]
	}
	return false
}

// hasCase reports whether the preposition stands before token t as its case.
func hasCase(s *text.Sentence, t int, prep string) bool {
	for c := max(0, t-8); c < t; c++ {
		if s.Tokens[c].Head == t && s.Tokens[c].Deprel == "case" && s.Tokens[c].Norm == prep {
			return true
		}
	}
	return false
}

// joined reports whether the mention is one of several with "and".
func (r *resolver) joined(s *text.Sentence, it *item) bool {
	top := topToken(s, it)
	if s.Tokens[top].Deprel == "conj" {
		return true
	}
	for t := top + 1; t < len(s.Tokens) && t < top+maxSentence; t++ {
		if s.Tokens[t].Head == top && s.Tokens[t].Deprel == "conj" {
			return true
		}
	}
	return false
}

// together is the conjunction or pair that plural pronoun i, the subject of
// its sentence or of what is said in it, takes up from the sentence before;
// -1 if it may as well mean others there.
func (r *resolver) together(i int, c []candidate) int {
	it := &r.items[i]
	if it.class != classPlural || it.role != roleSubject || it.Sentence == 0 {
		return -1
	}
	p := it.Sentence - 1
	if r.doc.Sentences[p].Heading || len(r.doc.Sentences[p].Tokens) > maxSentence {
		return -1
	}
	for k := r.spans[it.Sentence]; k < i; k++ {
		if o := &r.items[k]; o.group != nil && o.Why != pairWhy || o.number == plural && o.class == notPronoun && o.role == roleSubject || o.class == classPlural {
			return -1 // somebody nearer
		}
	}
	best := -1
	for k := r.spans[p]; k < r.spans[p+1]; k++ {
		o := &r.items[k]
		if o.group == nil {
			continue
		}
		if !r.actors(o) {
			continue
		}
		if o.Why != pairWhy && o.role != roleSubject && !r.among(o) {
			continue
		}
		if best >= 0 && r.items[best].role == roleSubject {
			continue // "Hungary and Austria expelled Roth and Berg"
		}
		best = k
	}
	if best < 0 {
		return -1
	}
	for _, x := range c {
		o := &r.items[x.item]
		if x.item == best || o.Sentence < p || o.group != nil || o.class == classPlural && r.of[x.item] == r.of[best] {
			continue
		}
		if o.number == plural || r.cluster(x.item).number == plural {
			if b := &r.items[best]; b.role == roleSubject && o.role == roleSubject && o.Sentence == b.Sentence && o.clause == b.clause && o.First > b.End {
				continue // "Lind and Berg, once bitter rivals, were seen": a clause has one subject
			}
			if r.inside(x.item, best) || o.role != roleSubject && r.cluster(x.item).person <= 0 {
				continue // what lies in them; things stand beside who acts
			}
			if g := &r.items[best]; g.Why != pairWhy && r.among(g) && r.doc.Sentences[p].Tokens[g.top].Head == o.top {
				continue // "talks between Hungary and Austria": those who talk
			}
			return -1
		}
	}
	if r.boundChain(i, best) {
		return -1
	}
	return best
}

// among reports a conjunction whose members do what a noun before it says:
// "talks between Hungary and Austria".
func (r *resolver) among(o *item) bool {
	s := &r.doc.Sentences[o.Sentence]
	return hasCase(s, o.top, "between") || hasCase(s, o.top, "among")
}

// inside reports whether one mention lies in the other.
func (r *resolver) inside(a, b int) bool {
	x, y := &r.items[a], &r.items[b]
	return x.First >= y.First && x.End <= y.End
}

// actors reports whether all members of a conjunction or pair can act.
func (r *resolver) actors(o *item) bool {
	for _, h := range o.group {
		k := r.itemAt(o.Sentence, h)
		if k < 0 {
			return false
		}
		m := &r.items[k]
		switch kind := r.cluster(k).kind; {
		case m.person > 0, kind == text.KindPerson, kind == text.KindOrg, kind == text.KindState, kind == text.KindGroup:
		case kind == text.KindPlace && m.Form == text.FormName && m.role == roleSubject:
		default:
			return false
		}
	}
	return true
}

// parts are the items of the members of the first conjunction or pair of a
// chain, nil if it has none.
func (r *resolver) parts(c *cluster) []int {
	for _, m := range c.members {
		o := &r.items[m]
		if o.group == nil {
			continue
		}
		var out []int
		for _, h := range o.group {
			k := r.itemAt(o.Sentence, h)
			if k < 0 {
				return nil
			}
			out = append(out, k)
		}
		return out
	}
	return nil
}

// saidOf is the one of whom a quotation is said to be: “He betrayed us,” Lind
// said of Berg; -1 if that is not said or pronoun i is somebody else.
func (r *resolver) saidOf(i int) int {
	it := &r.items[i]
	if it.quote < 0 || it.class != classPerson && it.class != classPlural {
		return -1
	}
	q := &r.quotes[it.quote]
	if q.speaker < 0 || !q.long && it.role != roleSubject {
		return -1
	}
	sp := &r.items[q.speaker]
	s := &r.doc.Sentences[sp.Sentence]
	if !speaks(s, sp.clause) {
		return -1
	}
	for k := r.spans[sp.Sentence]; k < r.spans[sp.Sentence+1]; k++ {
		o := &r.items[k]
		if o.Form == text.FormPronoun || o.group != nil || o.quote >= 0 || o.clause != sp.clause || s.Tokens[o.top].Head != sp.clause || !hasCase(s, o.top, "of") {
			continue
		}
		c := r.cluster(k)
		if c.person > 0 && r.classFits(it, c) && r.genderFits(it, c) && (it.class != classPlural || c.number == plural) {
			return k
		}
	}
	return -1
}
