package extract

import (
	"strings"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// fact is one reading of a clause or a noun before it becomes a statement.
type fact struct {
	t       *tree
	c       *clause // governing clause; nil for roles
	at      int     // token of the relation
	form    string  // relation form before normalisation
	fixed   bool    // the form is a relation already
	verb    text.Span
	subject schema.Term
	object  schema.Term
	quals   []schema.Qualifier
	place   schema.Term
	mood    mood
	date    schema.Date
	rule    string
	notes   []string
	shared  bool // an argument was shared through coordination, control or a relative clause
	event   schema.EventType
	deed    bool // an act of speech that is more than words: a demand
	patient bool // the subject is acted on
	quote   text.Span
	hedge   []schema.Attribution // on whose word a title stands
}

// verb writes what a verbal clause says.
func (x *extractor) verb(c *clause) {
	t := c.t
	if x.existential(c) || x.contentless(c) {
		return
	}
	if t.xpos(c.pred) == "MD" || c.passive && c.mark == "as" && t.child(c.pred, "nsubj", "nsubj:pass") < 0 {
		return // "all who can"; "as measured by its sales" is a manner
	}
	subjects := x.limit(x.referring(t, c.subjects()))
	objects := x.limit(t.listed(c.objects()))
	indirect := x.limit(c.indirect())
	agents := x.limit(c.agents())
	if len(objects) == 0 && len(indirect) > 0 && t.child(c.pred, "xcomp") >= 0 {
		objects, indirect = indirect, nil // "asked Kyiv to agree"
	}
	if len(objects) == 0 && len(indirect) > 0 && len(agents) == 0 && !c.passive && !x.lex.is("telling", t.lemma(c.pred)) && t.child(c.pred, "ccomp") < 0 {
		objects, indirect = indirect, nil // "people who trusted her"
	}
	adj := c.adjuncts()
	if r, _ := x.normalize(c.verbForm()); x.opts.Vocabulary.Symmetric(r) && len(objects) == 0 {
		adj = x.partners(t, adj)
	}
	if len(agents) > 0 {
		patients := subjects
		subjects = agents
		if len(objects) > 0 {
			indirect = append(indirect, patients...)
		} else {
			objects = patients
		}
	}
	if len(objects) == 0 && c.ended() {
		return // "ending months of fighting"
	}
	if len(subjects) == 0 || t.lemma(c.pred) == "include" && len(objects) == 0 && t.child(c.pred, "aux", "aux:pass") < 0 {
		return // "…, schools included"
	}
	f := fact{t: t, c: c, at: c.pred, mood: x.moodOf(c), shared: t.child(c.pred, "nsubj", "nsubj:pass") < 0}
	f.place, adj = x.placeOf(c, adj)
	f.date = x.dateOf(c)
	if cue := x.cueOf(c); cue >= 0 && x.utters(c, cue) {
		x.say(f, cue, subjects, append(objects, indirect...), adj)
		return
	}
	base := c.verbForm()
	passive := c.passive && len(agents) == 0
	if passive {
		base = "be_" + strings.Join(append([]string{t.lower(c.pred)}, particles(c)...), "_")
	}
	if p := c.stranded(); p != "" && len(objects) > 0 {
		base += "_" + p // "the truce that Kyiv agreed to"
	}
	f.rule, f.form, f.patient = "sv", base, passive
	f.verb = t.verbSpan(c, -1)
	complement := x.complement(c)
	var targets []int
	switch {
	case len(objects) > 0 && !passive:
		f.rule = "svo"
		if c.passive {
			f.rule = "passive-agent"
		}
		targets = objects
		if len(indirect) > 0 {
			f.rule = "svoo"
		}
		if form, to, rest, ok := x.lightVerb(c, base, objects, adj); ok && (len(to) > 0 || len(subjects) > 1 || !x.lex.is("light-with-partner", base)) {
			f.rule, f.form, targets, adj = "light-verb", form, to, rest
			f.fixed = true
			f.verb = t.verbSpan(c, objects[0])
			if len(targets) == 0 && x.opts.Vocabulary.Symmetric(schema.Relation(form)) && len(subjects) > 1 {
				x.reciprocal(f, subjects, adj)
				return
			}
		}
	case len(objects) > 0: // "was given weapons"
		f.rule = "passive"
		targets = objects
	default:
		if passive {
			f.rule = "passive"
		}
		if base == "speak" && len(subjects) > 1 {
			base = "talk" // "A and B spoke by telephone"
			f.form = base
		}
		rel, _ := x.normalize(base)
		symmetric := !passive && x.opts.Vocabulary.Symmetric(rel)
		k := x.promoted(c, base, adj, symmetric && len(subjects) > 1)
		if k < 0 && symmetric && len(subjects) > 1 {
			x.reciprocal(f, subjects, adj)
			return
		}
		if k >= 0 {
			p := adj[k].prep
			f.form = base + "_" + p
			f.verb = t.verbSpan(c, t.child(adj[k].tok, "case"))
			if !passive {
				f.rule = "sva"
			} else {
				f.rule = "passive-sva"
			}
			var rest []adjunct
			for j, a := range adj {
				if j >= k && a.prep == p && (a.tok == adj[k].tok || t.head(a.tok) == adj[k].tok) {
					targets = append(targets, a.tok)
				} else {
					rest = append(rest, a)
				}
			}
			adj = rest
		}
	}
	if r, _ := x.normalize(f.form); r == "give" && f.rule == "svo" && len(indirect) == 0 {
		// "supplied Kyiv with weapons": the weapons are given.
		for k, a := range adj {
			if a.prep == "with" && !t.actorLike(a.tok) && len(targets) > 0 && t.actorLike(targets[0]) {
				indirect, targets = targets, []int{a.tok}
				adj = append(append([]adjunct(nil), adj[:k]...), adj[k+1:]...)
				break
			}
		}
	}
	f.quals = append(x.qualifiers(t, adj), x.terms(c)...)
	for _, i := range indirect {
		f.quals = append([]schema.Qualifier{{Role: "to", Term: x.term(t, i)}}, f.quals...)
	}
	f.quote = x.quoteOf(c)
	if !complement.IsZero() {
		if len(targets) == 0 {
			f.object = complement
			if f.rule == "sv" {
				f.rule = "svc"
			}
		} else {
			targets = t.complemented(targets, complement)
			f.quals = append(f.quals, schema.Qualifier{Role: "complement", Term: complement})
			if f.rule == "svo" {
				f.rule = "naming"
			}
		}
	}
	if q, ok := x.gerund(c); ok {
		f.quals = append(f.quals, q)
	}
	x.distribute(f, subjects, targets)
	x.becoming(f, c, subjects, objects, passive)
}

func particles(c *clause) []string {
	var out []string
	t := c.t
	for _, k := range t.kids[c.pred] {
		// Some parsers call the particle an adverb: "turned away boats".
		if t.rel(k) == "compound:prt" || t.rel(k) == "advmod" && k == c.pred+1 && loadLexicon().is("particle", t.lower(k)) {
			out = append(out, t.lower(k))
		}
	}
	return out
}

// distribute writes the fact for every pair of subject and object.
func (x *extractor) distribute(f fact, subjects, objects []int) {
	t := f.t
	subjects, objects = x.withoutHalves(t, subjects), x.withoutHalves(t, objects)
	for _, s := range subjects {
		if tm, ok := x.halfName(t, s); ok && f.subject.IsZero() {
			g := f
			g.subject, g.shared = tm, true
			for _, o := range objects {
				h := g
				if tm, ok := x.halfName(t, o); ok {
					h.object = tm
					x.emit(h)
				}
				h.object = x.term(t, o)
				x.emit(h)
			}
			if len(objects) == 0 {
				x.emit(g)
			}
		}
		g := f
		g.subject = x.term(t, s)
		if len(objects) == 0 || len(objects) == 1 && t.amount(objects[0]) {
			g.quals = append(append([]schema.Qualifier(nil), g.quals...), x.subjectQualifiers(t, s, g.subject)...)
		}
		if len(subjects) > 1 && t.disjunct(s) {
			g.mood = disjunction(g.mood)
		}
		if len(objects) == 0 {
			x.emit(g)
			continue
		}
		for _, o := range objects {
			if t.relativePronoun(o) && len(objects) == 1 {
				break // "what he did": an object without a content
			}
			if tm, ok := x.halfName(t, o); ok {
				h := g
				h.object, h.shared = tm, true
				x.emit(h)
			}
			h := g
			h.object = x.term(t, o)
			h.quals = append(append([]schema.Qualifier(nil), g.quals...), x.nounQualifiers(t, o, h.object)...)
			if len(objects) > 1 && t.disjunct(o) {
				h.mood = disjunction(h.mood)
			}
			if x.negatedConjunct(t, o) {
				h.mood = mood{m: under(h.mood.m, schema.Negated), notes: append(append([]string(nil), h.mood.notes...), "modality:not")}
			}
			x.emit(h)
		}
	}
}

// negatedConjunct reports "not Kyiv" in "not Kyiv but Moscow".
func (x *extractor) negatedConjunct(t *tree, o int) bool {
	for _, k := range t.kids[o] {
		if k < o && t.lower(k) == "not" {
			return true
		}
	}
	return false
}

// disjunction is what remains of a mood for one of several "or" members.
func disjunction(m mood) mood {
	if m.m == schema.Negated {
		return m
	}
	return mood{m: schema.Hypothetical, notes: append(append([]string(nil), m.notes...), "modality:or")}
}

// reciprocal writes "A and B met" as A meet B for every pair.
func (x *extractor) reciprocal(f fact, subjects []int, adj []adjunct) {
	f.quals = append(f.quals, x.qualifiers(f.t, adj)...)
	f.rule = "reciprocal"
	for i, a := range subjects {
		for _, b := range subjects[i+1:] {
			g := f
			g.subject, g.object = x.term(f.t, a), x.term(f.t, b)
			if f.t.disjunct(a) {
				g.mood = disjunction(g.mood)
			}
			x.emit(g)
		}
	}
}

// promoted is the index of the adjunct that becomes the object of a verb
// without one: first a preposition that the vocabulary knows with the verb,
// then the first close argument; -1 if there is none.
func (x *extractor) promoted(c *clause, base string, adj []adjunct, reciprocal bool) int {
	t := c.t
	if r, _ := x.normalize(base); x.opts.Vocabulary.Symmetric(r) {
		for k, a := range adj {
			if q, ok := x.normalize(base + "_" + a.prep); ok && q == r {
				return k // "talked about trade with Boris"
			}
		}
	}
	for k, a := range adj {
		if a.prep == "" || reciprocal && a.prep != "with" && a.prep != "to" {
			continue
		}
		if _, ok := x.normalize(base + "_" + a.prep); ok {
			return k
		}
	}
	if reciprocal {
		return -1
	}
	for k, a := range adj {
		if c.passive || t.upos(a.tok) == "NUM" || x.lex.is("measure-noun", t.lemma(a.tok)) {
			switch a.prep {
			case "to", "from", "of", "against", "into", "as":
			default:
				continue
			}
		}
		switch a.prep {
		case "to", "with", "for", "on", "against", "about", "of", "from", "into", "over", "toward", "towards", "at", "as", "by", "through":
			if a.tok > c.pred && t.upos(a.tok) != "NUM" && !x.lex.is("means-noun", t.lemma(a.tok)) {
				return k
			}
		}
	}
	return -1
}

// verbSpan is the verb with its particles, up to token to when only light
// words stand between ("met with", "held talks").
func (t *tree) verbSpan(c *clause, to int) text.Span {
	last := c.pred
	for _, k := range t.children(c.pred, "compound:prt") {
		if k > last && k <= last+2 {
			last = k
		}
	}
	if to > last {
		ok := true
		for k := last + 1; k < to; k++ {
			switch t.base(k) {
			case "det", "amod", "advmod", "compound", "aux", "case", "fixed":
			default:
				ok = false
			}
		}
		if ok {
			last = to
		}
	}
	return t.cover(c.pred, last)
}

// contentless reports verbs that only prepare the verb below them: "is
// expected to talk", "began to rearm", "has to leave". The statement is that
// of the lower verb, with the modality of this one.
func (x *extractor) contentless(c *clause) bool {
	t := c.t
	lemma := t.lemma(c.pred)
	if (!x.lex.is("raising", lemma) || lemma == "use" && c.passive) && !(c.passive && x.reports(c) && !x.lex.is("object-control", lemma) && len(c.agents()) == 0) {
		return false
	}
	for _, g := range t.clauses {
		if g.parent == c && t.head(g.pred) == c.pred && t.base(g.pred) == "xcomp" && g.kind == verbal || g.parent == c && t.base(g.pred) == "xcomp" && g.kind == copular {
			return true
		}
	}
	return lemma == "be"
}

// reports: "is said to have met".
func (x *extractor) reports(c *clause) bool {
	f, ok := x.lex.frames[frameKey{c.t.lemma(c.pred), "V", "that"}]
	return ok && (f == forceSpeech || f == forceHypo)
}

// existential writes "there was a meeting".
func (x *extractor) existential(c *clause) bool {
	t := c.t
	e := t.child(c.pred, "expl")
	if e < 0 {
		return false
	}
	if t.lower(e) != "there" {
		return true // "it seems that": what counts is below
	}
	s := t.child(c.pred, "nsubj", "nsubj:pass")
	if s < 0 || c.kind != verbal {
		return true
	}
	f := fact{t: t, c: c, at: c.pred, form: "exist", fixed: true, rule: "existential", mood: x.moodOf(c), verb: t.verbSpan(c, -1), date: x.dateOf(c)}
	adj := c.adjuncts()
	f.place, adj = x.placeOf(c, adj)
	f.quals = x.qualifiers(t, adj)
	for _, k := range t.conjuncts(s) {
		g := f
		g.subject = x.term(t, k)
		g.quals = append(append([]schema.Qualifier(nil), f.quals...), x.nounQualifiers(t, k, g.subject)...)
		if g.subject.Kind == schema.TermLiteral || g.subject.Kind == schema.TermTopic && len(g.quals) == 0 && g.place.IsZero() {
			continue // "there are reasons to …" says nothing by itself
		}
		x.emit(g)
	}
	return true
}

// referring drops subjects that refer to nothing: relative pronouns without
// antecedent, question words, expletives.
func (x *extractor) referring(t *tree, in []int) []int {
	var out []int
	for _, i := range t.listed(in) {
		if t.inTime[i] >= 0 || t.relativePronoun(i) || t.lower(i) == "there" || t.xpos(i) == "WRB" || t.xpos(i) == "EX" {
			continue
		}
		out = append(out, i)
	}
	return out
}

func (x *extractor) limit(in []int) []int {
	if len(in) > x.opts.MaxArguments {
		return in[:x.opts.MaxArguments]
	}
	return in
}
