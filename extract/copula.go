package extract

import (
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// copula writes "X is Y": a role when Y is what a person is, a relation with
// its preposition for "X is in Moscow", else "be" with a thing or with words.
func (x *extractor) copula(c *clause) {
	t := c.t
	p := c.pred
	if t.child(p, "expl") >= 0 || t.child(p, "csubj", "csubj:outer") >= 0 {
		return
	}
	subjects := x.limit(x.referring(t, c.subjects()))
	if len(subjects) == 0 || t.relativePronoun(p) || t.xpos(p) == "WRB" {
		return
	}
	if x.lex.is("negator", t.lower(p)) {
		return // "but if it isn't": what it is not stands elsewhere
	}
	for _, g := range t.clauses {
		if g.parent == c && t.head(g.pred) == p && t.infinitive(g.pred) && g.pred > p && t.lower(subjects[0]) == "it" && t.child(p, "det", "nmod:poss") < 0 && (t.lemma(p) == "time" || t.lemma(p) == "moment") {
			return // "it is time to leave" says nothing of any it
		}
		// "is likely to win", "is ready to talk": the lower verb counts.
		if g.parent == c && t.head(g.pred) == p && g.link == linkInfinitive && t.upos(p) == "ADJ" {
			return
		}
		if g.parent == c && t.head(g.pred) == p && g.link == linkFinite && g.pred > p && t.lemma(subjects[0]) == "it" {
			return
		}
	}
	if w := t.lower(subjects[0]); (w == "it" || w == "this" || w == "that") && t.upos(p) == "NOUN" && x.happensNamed(t.lemma(p)) && actorKind(t.kindOf(subjects[0])) {
		return // "it was the deadliest shooting": no actor is one
	}
	cop := t.child(p, "cop")
	f := fact{t: t, c: c, at: p, mood: x.moodOf(c), verb: t.cover(cop, cop), date: x.dateOf(c), shared: t.child(p, "nsubj") < 0}
	if cop < 0 {
		f.verb = t.cover(p, p)
	}
	adj := c.adjuncts()
	f.place, adj = x.placeOf(c, adj)
	prep := t.prep(p)
	switch {
	case prep != "" && t.nounLike(p):
		f.form, f.rule = "be_"+prep, "copula-phrase"
		f.object = x.term(t, p)
		f.quals = append(x.qualifiers(t, adj), x.nounQualifiers(t, p, f.object)...)
		if k := t.child(p, "case"); cop >= 0 && k > cop && k <= cop+3 {
			f.verb = t.cover(cop, k) // "has been in talks"
		}
		x.distribute(f, subjects, nil)
	case t.nounLike(p) && t.upos(p) != "ADJ" && t.upos(p) != "PRON":
		for _, o := range t.conjuncts(p) {
			g := f
			if x.isRole(t, o) && x.allPersons(t, subjects) || len(subjects) == 1 && x.belongs(t, subjects[0], o) {
				x.copulaRole(g, subjects, o)
				continue
			}
			g.form, g.rule = "be", "copula-noun"
			g.object = x.term(t, o)
			if t.topicHead(o) != o && g.object.Kind == schema.TermTopic {
				g.object.Name = g.object.Text // "part of the effort" is not the effort
			}
			g.quals = append(x.qualifiers(t, adj), x.nounQualifiers(t, o, g.object)...)
			x.distribute(g, subjects, nil)
		}
	default:
		f.form, f.rule = "be", "copula-adjective"
		first, last := t.subtree(p, func(k int) bool {
			switch t.base(k) {
			case "advmod", "amod", "fixed", "compound", "det", "nummod":
				return k > p
			case "conj", "cc":
				return t.byPred[k] != nil
			case "obl":
				return true
			}
			return true
		})
		if cop >= 0 && cop < p {
			first = max(first, cop+1)
		}
		for first < p && (x.lex.is("negator", t.lower(first)) || t.base(first) == "mark" || t.base(first) == "cc") {
			first++
		}
		f.object = t.literal(t.trim(first, last))
		f.quals = x.qualifiers(t, adj)
		x.distribute(f, subjects, nil)
	}
}

// isRole reports whether the noun says what somebody is by office or work.
func (x *extractor) isRole(t *tree, i int) bool {
	switch t.upos(i) {
	case "NOUN", "PROPN":
		return x.lex.is("role-noun", t.lemma(i)) || x.lex.is("role-noun", t.lower(i))
	}
	return false
}

func (x *extractor) allPersons(t *tree, in []int) bool {
	for _, i := range in {
		if k := t.kindOf(i); k != text.KindPerson && k != text.KindUnknown {
			return false
		}
		if t.mention[i] < 0 {
			return false
		}
	}
	return true
}

// belongs reports a noun that says what an organisation is to another actor: "a
// subsidiary of the group", "a joint venture of two firms".
func (x *extractor) belongs(t *tree, i, noun int) bool {
	if m := t.mention[i]; m < 0 || t.d.Mentions[m].Form != text.FormName || t.kindOf(i) == text.KindPerson || t.kindOf(i) == text.KindPlace || t.kindOf(i) == text.KindState || !x.lex.is("body-role", t.lemma(noun)) {
		return false
	}
	for _, k := range t.children(noun, "nmod", "nmod:poss") {
		if p := t.prep(k); (p == "of" || t.rel(k) == "nmod:poss") && t.actorLike(k) {
			return true
		}
	}
	return false
}

// copulaRole writes "X is president of Y".
func (x *extractor) copulaRole(f fact, subjects []int, noun int) {
	f.form, f.fixed, f.rule = "role", true, "role-copula"
	f.object, f.quals = x.title(f.t, noun)
	x.distribute(f, subjects, nil)
}

// becoming adds the role that a verb of appointment gives: "was elected
// president", "named him envoy", "became chancellor", "served as minister".
func (x *extractor) becoming(f fact, c *clause, subjects, objects []int, passive bool) {
	t := c.t
	if !x.lex.is("appointing", t.lemma(c.pred)) {
		return
	}
	holders := objects
	if passive || len(objects) == 0 {
		holders = subjects
	}
	var nouns []int
	for _, k := range t.kids[c.pred] {
		if t.base(k) == "xcomp" || t.base(k) == "obj" || t.base(k) == "obl" && t.prep(k) == "as" {
			if x.isRole(t, k) && t.mention[k] < 0 || t.base(k) != "obj" && x.isRole(t, k) {
				nouns = append(nouns, k)
			}
		}
	}
	for _, n := range nouns {
		var who []int
		for _, h := range holders {
			if h != n {
				who = append(who, h)
			}
		}
		if len(who) == 0 || !x.allPersons(t, who) {
			continue
		}
		g := f
		g.object, g.quals, g.place = schema.Term{}, nil, schema.Term{}
		g.fixed = true
		g.form, g.rule = "role", "role-appointed"
		g.object, g.quals = x.title(t, n)
		x.distribute(g, who, nil)
	}
}
