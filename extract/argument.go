package extract

import "sort"

// adjunct is a prepositional or adverbial argument of a clause or noun.
type adjunct struct {
	tok  int
	prep string // "with", "because_of"; "" for a bare nominal
}

// subjects are the heads of the clause's understood subjects in text order,
// found through coordination, control, relative pronouns and participles.
// In a passive they are the patients.
func (c *clause) subjects() []int {
	switch c.subjState {
	case 2:
		return c.subj
	case 1:
		return nil // a cycle in a damaged tree
	}
	c.subjState = 1
	c.subj = c.findSubjects()
	c.subjState = 2
	return c.subj
}

func (c *clause) findSubjects() []int {
	t := c.t
	if own := t.children(c.pred, "nsubj", "nsubj:pass", "nsubj:outer"); len(own) > 0 {
		if len(own) > 1 {
			own = own[len(own)-1:] // the inner subject of a doubled one
		}
		if t.relativePronoun(own[0]) {
			if who := c.amongThose(); len(who) > 0 {
				return who
			}
		}
		return c.coordinated(c.dereference(own[0]))
	}
	if c.hasExpletive() {
		return nil
	}
	if c.first != nil {
		return c.first.subjects()
	}
	switch c.link {
	case linkInfinitive, linkGerund:
		if c.noun >= 0 {
			return c.nounController()
		}
		if h := t.head(c.pred); c.parent != nil && h >= 0 && h != c.parent.pred && t.base(h) == "xcomp" && t.head(h) == c.parent.pred && !c.parent.passive {
			if o := c.parent.objects(); len(o) > 0 {
				return o // "found him guilty of forging invoices"
			}
		}
		if c.parent != nil && t.head(c.pred) == c.parent.pred {
			if c.link == linkGerund && t.base(c.pred) == "csubj" {
				return nil
			}
			return c.parent.controller(c)
		}
		if c.parent != nil {
			return c.parent.subjects()
		}
	case linkAdverbial, linkFree:
		if c.parent == nil || c.tense() != "" {
			return nil
		}
		if k := c.parent.askedOf(); k >= 0 && t.infinitive(c.pred) {
			return c.coordinated(c.parent.dereference(k))
		}
		if o := c.parent.objects(); len(o) > 0 && c.link == linkAdverbial && t.infinitive(c.pred) && !c.parent.passive && !c.commaBefore() && loadLexicon().is("tasking", c.parent.verbForm()) && t.actorLike(o[0]) {
			return o // "appointed a commission to investigate"
		}
		if o := c.parent.objects(); len(o) > 0 && c.asSaying() {
			return c.coordinated(c.parent.dereference(o[0]))
		}
		if c.link == linkFree && c.trails() && c.passive && loadLexicon().is("thing-patient", t.lemma(c.pred)) {
			// "supported the idea of a ceasefire – first proposed by …": what
			// is proposed is a thing, so the object and not the subject.
			if o := c.parent.objects(); len(o) == 1 && !t.actorLike(o[0]) {
				return []int{t.topicHead(o[0])}
			}
		}
		return c.parent.subjects()
	case linkRelative:
		if c.noun >= 0 && c.gap() == "nsubj" {
			return t.antecedent(c.noun)
		}
	case linkReduced:
		if c.noun >= 0 && !c.passive && loadLexicon().is("gerund-noun", t.lemma(c.noun)) {
			return c.nounController() // "had difficulty crossing"
		}
		if c.noun >= 0 {
			return t.antecedent(c.noun)
		}
	}
	return nil
}

// amongThose are whom a relative clause means that says among whom somebody
// is: "her family was among those that sued"; nil for any other.
func (c *clause) amongThose() []int {
	l := c.lead()
	if l.link != linkRelative || l.noun < 0 || c.t.lower(l.noun) != "those" || c.t.prep(l.noun) != "among" {
		return nil
	}
	if g := c.t.byPred[l.noun]; g != nil && g != c && g.kind == copular {
		return g.subjects()
	}
	return nil
}

// trails reports whether the clause stands after the predicate it modifies.
func (c *clause) trails() bool { return c.parent != nil && c.pred > c.parent.pred }

func (c *clause) hasExpletive() bool { return c.t.child(c.pred, "expl") >= 0 }

// controller finds the understood subject of an infinitive or gerund that
// depends on the verb g: its object if it has one ("asked Kyiv to agree"),
// except with verbs of subject control ("promised Kyiv to help"), else its
// subject.
func (g *clause) controller(c *clause) []int {
	t := g.t
	lex := loadLexicon()
	lemma := t.lemma(g.pred)
	if g.passive && lemma == "use" {
		return nil // "was used to tax the poor": who taxed them is not said
	}
	if o := t.children(g.pred, "obj"); len(o) > 0 && t.infinitive(c.pred) && lex.is("means-to-end", lemma) && !t.actorLike(o[0]) {
		return g.subjects() // "found money to build schools"
	}
	if g.passive || lex.is("subject-control", lemma) {
		return g.subjects()
	}
	if o := t.children(g.pred, "obj"); len(o) > 0 && c.link == linkGerund && c.mark == "for" && !t.actorLike(g.dereference(o[0])) &&
		!lex.is("judging", lemma) && !lex.is("punishing", lemma) && !lex.is("blaming", lemma) {
		for _, a := range g.adjuncts() {
			if a.prep == "to" && a.tok > o[0] && a.tok < c.pred && t.actorLike(a.tok) {
				return c.coordinated(g.dereference(a.tok)) // "paid 2 million euros to a firm for cleaning it"
			}
		}
		return g.subjects() // "paid 2 million euros for polluting the river"
	}
	if o := t.children(g.pred, "obj"); len(o) > 0 && c.link != linkAdverbial && c.link != linkFree {
		return c.coordinated(g.dereference(o[0]))
	}
	if o := t.children(g.pred, "iobj"); len(o) > 0 {
		return c.coordinated(g.dereference(o[0]))
	}
	for _, a := range g.adjuncts() {
		// "called on Kyiv to agree", "appealed to Moscow to stop"
		if a.tok < c.pred && lex.is("oblique-control", lemma+"_"+a.prep) {
			return c.coordinated(g.dereference(a.tok))
		}
	}
	if g.kind == verbal && g.link == linkRelative && g.gap() == "obj" && g.noun >= 0 {
		return t.antecedent(g.noun)
	}
	return g.subjects()
}

// askedOf is the nominal that a verb asks something of through its
// preposition ("called on Kyiv to agree"), or -1.
func (g *clause) askedOf() int {
	for _, a := range g.adjuncts() {
		if loadLexicon().is("oblique-control", g.t.lemma(g.pred)+"_"+a.prep) {
			return a.tok
		}
	}
	return -1
}

// nounController finds the understood subject of an infinitive or gerund
// that depends on a noun: the noun itself after an ordinal ("the first
// country to recognise"), its possessor ("Trump's plan to meet"), or the
// subject of the clause in which it is the object ("made a decision to").
func (c *clause) nounController() []int {
	t := c.t
	for _, k := range t.kids[c.noun] {
		if t.base(k) == "amod" && loadLexicon().is("ordinal", t.lemma(k)) {
			return []int{c.noun}
		}
	}
	for _, k := range t.children(c.noun, "nmod") {
		if t.prep(k) == "for" && k < c.pred && t.actorLike(k) && c.calledFor() == c.noun {
			return c.coordinated(k)
		}
	}
	if p := t.possessor(c.noun); p >= 0 {
		return c.coordinated(p)
	}
	g := c.parent
	if g == nil {
		return nil
	}
	if g.pred == c.noun { // "X is ready to …", "X is the first to …"
		return g.subjects()
	}
	if r := t.base(c.noun); (r == "obj" || r == "obl" || r == "xcomp") && t.head(c.noun) == g.pred {
		switch t.prep(c.noun) {
		case "over", "about", "against", "amid", "after", "despite", "because_of", "by", "following":
			return nil // "walked out over a plan to sell it": whose plan is not said
		}
		if who := g.indirect(); len(who) > 0 && r == "obj" && !g.passive && loadLexicon().is("granting", t.lemma(g.pred)) {
			return who // "gave Boris a chance to leave"
		}
		return g.subjects()
	}
	return nil
}

// possessor is the head of "X's" or, for nouns of happening, of "by X" and
// "of X" when X is an actor; or -1.
func (t *tree) possessor(n int) int {
	if p := t.child(n, "nmod:poss"); p >= 0 {
		return p
	}
	for _, k := range t.children(n, "nmod", "obl:agent") {
		if t.prep(k) == "by" {
			return k
		}
	}
	for _, k := range t.kids[n] {
		if (t.base(k) == "compound" || t.base(k) == "amod") && t.mention[k] >= 0 {
			return k
		}
	}
	return -1
}

// gap is the relation that the antecedent has in a relative clause: that of
// its relative pronoun, or the first one missing.
func (c *clause) gap() string {
	t := c.t
	for _, k := range t.kids[c.pred] {
		if t.relativePronoun(k) {
			switch t.base(k) {
			case "nsubj":
				return "nsubj"
			case "obj", "iobj":
				return "obj"
			}
			return "obl"
		}
		if t.base(k) == "advmod" && (t.lower(k) == "where" || t.lower(k) == "when" || t.lower(k) == "why") {
			return "obl"
		}
	}
	// A pronoun deeper down: "whose troops", "to whom".
	for i := range t.s.Tokens {
		if i != c.pred && t.relativePronoun(i) && t.above(c.pred, i) && t.nearest(i) == c {
			return "deep"
		}
	}
	if t.child(c.pred, "nsubj", "nsubj:pass", "expl") < 0 && c.first == nil {
		return "nsubj"
	}
	if t.child(c.pred, "obj", "ccomp", "xcomp") < 0 && c.kind == verbal && !c.passive {
		for _, k := range t.children(c.pred, "obl") {
			if len(t.children(k, "case")) == 0 && t.inTime[k] < 0 {
				return "obl"
			}
		}
		if n := t.lemma(max(c.noun, 0)); n == "time" || n == "day" || n == "year" || n == "way" || n == "reason" || n == "place" || n == "moment" {
			return "obl"
		}
		return "obj"
	}
	return "none"
}

// nearest is the clause that a token belongs to.
func (t *tree) nearest(i int) *clause {
	for n := 0; i >= 0 && n <= len(t.kids); n++ {
		if c := t.byPred[i]; c != nil {
			return c
		}
		i = t.head(i)
	}
	return nil
}

func (t *tree) relativePronoun(i int) bool {
	switch t.xpos(i) {
	case "WP", "WDT", "WP$":
		return true
	}
	return false
}

// dereference replaces a relative pronoun by the noun it stands for.
func (c *clause) dereference(i int) int {
	t := c.t
	if !t.relativePronoun(i) {
		return i
	}
	for g, n := c, 0; g != nil && n < 16; n++ {
		l := g.lead()
		if l.link == linkRelative && l.noun >= 0 {
			return t.apposed(l.noun)
		}
		g = g.parent
	}
	return i
}

// objects are the heads of the clause's direct objects in text order. A
// verb shares the object of the verb it is coordinated with when that
// object stands after both.
func (c *clause) objects() []int {
	t := c.t
	if c.kind == copular {
		return nil
	}
	for _, o := range t.children(c.pred, "obj") {
		if loadLexicon().is("time-unit", t.lemma(o)) && (t.child(o, "advcl", "acl") >= 0 || loadLexicon().is("intransitive", t.lemma(c.pred))) {
			continue // "resigned hours after he was charged"
		}
		return c.coordinated(c.dereference(o))
	}
	if l := c.lead(); l == c && c.link == linkRelative && c.noun >= 0 && c.gap() == "obj" {
		return t.antecedent(c.noun)
	}
	if l := c.lead(); l != c && l.link == linkRelative && l.noun >= 0 && l.gap() == "obj" && !c.passive && c.kind == verbal &&
		t.child(c.pred, "nsubj") >= 0 && t.child(c.pred, "xcomp", "ccomp") < 0 {
		return t.antecedent(l.noun) // "the plan that A drew up and B backed"
	}
	if !c.passive && t.child(c.pred, "obl", "xcomp", "ccomp", "obl:agent", "iobj") < 0 && !loadLexicon().is("intransitive", t.lemma(c.pred)) {
		// "condemned and rejected the plan": the object stands once.
		for _, k := range t.children(c.pred, "conj") {
			if g := t.byPred[k]; g != nil && k == c.pred+2 && !g.passive && t.child(k, "nsubj") < 0 {
				for _, o := range t.children(k, "obj") {
					return g.coordinated(o)
				}
			}
		}
	}
	if c.first != nil && !c.passive && t.child(c.pred, "obl", "xcomp", "ccomp") < 0 {
		for _, o := range t.children(c.first.pred, "obj") {
			if o > c.pred {
				return c.coordinated(o)
			}
		}
	}
	return nil
}

// stranded is the preposition that a relative clause leaves behind its verb,
// or "".
func (c *clause) stranded() string {
	t := c.t
	if l := c.lead(); l.link != linkRelative || l.gap() != "obj" {
		return ""
	}
	for _, k := range t.kids[c.pred] {
		if k == c.pred+1 && t.upos(k) == "ADP" && len(t.kids[k]) == 0 && t.rel(k) != "compound:prt" {
			return t.lower(k)
		}
	}
	return ""
}

// indirect are the heads of the indirect objects.
func (c *clause) indirect() []int {
	for _, o := range c.t.children(c.pred, "iobj") {
		return c.coordinated(c.dereference(o))
	}
	return nil
}

// adjuncts are the prepositional and bare adverbial nominals of the clause,
// in text order, without the passive agent, times and sources of speech.
func (c *clause) adjuncts() []adjunct {
	t := c.t
	var out []adjunct
	add := func(from int, shared bool) {
		for _, k := range t.children(from, "obl", "obl:unmarked", "obl:npmod", "obl:tmod", "obl:arg") {
			if shared && k < c.pred {
				continue
			}
			if t.byPred[k] != nil || t.inTime[k] >= 0 || t.upos(k) == "ADP" {
				continue
			}
			p := t.prep(k)
			if p == "according_to" || c.passive && p == "by" && c.agentive(k) || p == "at" && loadLexicon().is("at-idiom", t.lower(k)) || len(t.kids[k]) == 1 && loadLexicon().is("prep-idiom", p+"_"+t.lower(k)) {
				continue
			}
			if t.relativePronoun(k) {
				if r := c.dereference(k); r != k {
					out = append(out, adjunct{r, p})
				}
				continue
			}
			for _, x := range t.conjuncts(k) {
				if x != k && t.gapped(x, p) {
					continue
				}
				xp := t.prep(x)
				if xp == "" {
					xp = p
				}
				out = append(out, adjunct{x, xp})
			}
		}
	}
	add(c.pred, false)
	if len(out) == 0 && c.first != nil && c.t.child(c.pred, "obj", "ccomp", "xcomp") < 0 {
		add(c.first.pred, true)
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].tok < out[j].tok })
	return out
}

// gapped reports a conjunct that is the object of a clause whose verb is left
// out: "described the offer as a trap and the minister as deaf".
func (t *tree) gapped(x int, prep string) bool {
	if prep == "" {
		return false
	}
	for _, k := range t.children(x, "nmod", "obl", "orphan") {
		if k > x && t.prep(x) == "" && t.prep(k) == prep {
			return prep == "as"
		}
	}
	return false
}

// agentive reports that the nominal of a by-phrase acts or causes, and is
// not a means, a margin or a deadline.
func (c *clause) agentive(k int) bool {
	t := c.t
	if t.actorLike(k) {
		return true
	}
	lex := loadLexicon()
	return t.upos(k) == "NOUN" && t.child(k, "nummod") < 0 && t.inTime[k] < 0 && !lex.is("measure-noun", t.lemma(k)) && !lex.is("means-noun", t.lemma(k))
}

// agents are the heads of the by-phrase of a passive.
func (c *clause) agents() []int {
	t := c.t
	if !c.passive {
		return nil
	}
	for _, k := range t.children(c.pred, "obl:agent") {
		if !t.actorLike(k) && (t.child(k, "nummod") >= 0 || loadLexicon().is("means-noun", t.lemma(k))) {
			continue // "was defeated by 424 votes", "was returned by mail"
		}
		return c.coordinated(c.dereference(k))
	}
	for _, k := range t.children(c.pred, "obl") {
		if t.prep(k) == "by" && c.agentive(k) && t.inTime[k] < 0 {
			return c.coordinated(c.dereference(k))
		}
	}
	for _, o := range t.children(c.pred, "obj") {
		for _, k := range t.children(o, "nmod", "nmod:agent") {
			if t.prep(k) == "by" && t.actorLike(k) {
				return c.coordinated(k) // "was given a medal by the king"
			}
		}
	}
	if c.bareConjunct() && c.first.passive {
		// "was arrested and charged by police": the agent stands last.
		return nil
	}
	// "was arrested and charged by police": agent of a later conjunct.
	for _, k := range t.children(c.pred, "conj") {
		if g := t.byPred[k]; g != nil && g.bareConjunct() && g.passive {
			if l := t.lemma(g.pred); l == "replace" || l == "succeed" {
				return nil // "was dismissed and replaced by Eva": she dismissed nobody
			}
			return g.agents()
		}
	}
	return nil
}
