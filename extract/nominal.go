package extract

import (
	"slices"
	"sort"

	"github.com/dramatis-kg/dramatis/schema"
)

// nominals writes what nouns of happening say of their participants ("a
// meeting of Ukrainian and US delegations", "Russia's attack on Kyiv") and
// what compound participles say ("a US-proposed ceasefire").
func (x *extractor) nominals(t *tree) {
	for i := range t.s.Tokens {
		switch t.upos(i) {
		case "NOUN":
			x.eventNoun(t, i)
		case "VERB", "ADJ":
			if t.base(i) == "amod" {
				x.compoundParticiple(t, i)
			}
		}
	}
}

func (x *extractor) eventNoun(t *tree, i int) {
	ev, ok := x.lex.events[t.lemma(i)]
	if !ok || ev.relation == "" || t.byPred[i] != nil && t.byPred[i].kind != copular {
		return
	}
	c := t.nearest(i)
	if c != nil && t.head(i) == c.pred && t.base(i) == "obj" && x.lex.light[c.verbForm()+"_"+t.lemma(i)] && !t.between(i) {
		return // read as a light verb
	}
	targets := x.nominalTargets(t, i, ev)
	agents := x.nominalAgents(t, i, ev)
	f := fact{t: t, c: c, at: i, form: ev.relation, fixed: true, rule: "nominal-event", verb: t.cover(i, i), shared: true}
	if p := t.byPred[i]; p != nil {
		// "It was the first visit to Rome by a Danish minister."
		f.mood, f.date = x.moodOf(p), x.dateOf(p)
	} else {
		f.mood = x.nominalMood(t, i, c)
		f.date = x.nominalDate(t, i, c, f.mood)
	}
	if p := x.nounPlace(t, i); p >= 0 {
		f.place = x.term(t, p)
	} else if c != nil {
		f.place, _ = x.placeOf(c, c.adjuncts())
	}
	for _, k := range t.children(i, "nmod") {
		switch p := t.prep(k); p {
		case "about", "on", "over", "regarding":
			if !slices.Contains(targets, k) && t.inTime[k] < 0 {
				f.quals = append(f.quals, schema.Qualifier{Role: p, Term: x.term(t, k)})
			}
		}
	}
	if ev.symmetric {
		all := x.limit(union(agents, targets))
		for a := range all {
			for b := a + 1; b < len(all); b++ {
				g := f
				g.subject, g.object = x.term(t, all[a]), x.term(t, all[b])
				x.emit(g)
			}
		}
		return
	}
	for _, a := range x.limit(agents) {
		for _, o := range x.limit(targets) {
			if a == o {
				continue
			}
			g := f
			g.subject, g.object = x.term(t, a), x.term(t, o)
			x.emit(g)
		}
	}
}

// nominalTargets are the participants behind the noun's prepositions.
func (x *extractor) nominalTargets(t *tree, i int, ev eventNoun) []int {
	var out []int
	for _, k := range t.children(i, "nmod") {
		p := t.prep(k)
		for _, w := range ev.targets {
			if p == w {
				out = append(out, x.participants(t, k)...)
			}
		}
	}
	// "condemned Russia's attack on Kyiv", where "on Kyiv" was hung on the
	// verb.
	if h := t.head(i); len(out) == 0 && h >= 0 && t.base(i) == "obj" && t.byPred[h] != nil {
		for _, k := range t.children(h, "obl") {
			if k > i && k <= i+4 && slices.Contains(ev.targets, t.prep(k)) && t.inTime[k] < 0 {
				out = append(out, x.participants(t, k)...)
				break
			}
		}
	}
	// "the timing of a conversation (between A and B)": parsers may hang the
	// participants one noun higher.
	if h := t.head(i); len(out) == 0 && h >= 0 && h < i && t.base(i) == "nmod" && x.lex.is("transparent", t.lemma(h)) {
		for _, k := range t.children(h, "nmod") {
			if p := t.prep(k); k > i && (p == "between" || p == "with") && slices.Contains(ev.targets, p) {
				out = append(out, x.participants(t, k)...)
			}
		}
	}
	var actors []int
	for _, o := range out {
		if t.actorLike(o) {
			actors = append(actors, o)
		}
	}
	return actors
}

// nominalAgents are the owners and the compounded participants of the noun:
// "Trump's meeting", "the Trump-Putin summit", "US strikes", "by Israel".
func (x *extractor) nominalAgents(t *tree, i int, ev eventNoun) []int {
	var out []int
	for _, k := range t.kids[i] {
		switch t.rel(k) {
		case "nmod:poss":
			out = append(out, x.participants(t, k)...)
		case "compound", "amod":
			if k < i && t.mention[k] >= 0 && actorKind(t.kindOf(k)) {
				out = append(out, k)
				for _, j := range t.children(k, "conj", "compound") {
					if t.mention[j] >= 0 && actorKind(t.kindOf(j)) {
						out = append(out, j)
					}
				}
			}
		case "nmod":
			if t.prep(k) == "by" {
				out = append(out, x.participants(t, k)...)
			} else if slices.Contains(ev.targets, t.prep(k)) {
				// "the arrest of Anna by police": a name has no agent.
				for _, j := range t.children(k, "nmod") {
					if t.prep(j) == "by" && (t.upos(k) == "PROPN" || t.actorLike(k)) {
						out = append(out, x.participants(t, j)...)
					}
				}
			}
		}
	}
	var actors []int
	for _, o := range out {
		if t.actorLike(o) {
			actors = append(actors, o)
		}
	}
	sort.Ints(actors)
	return actors
}

// participants are the conjuncts of a nominal; one plural noun with
// coordinated names before it stands for several: "Ukrainian and US
// delegations".
func (x *extractor) participants(t *tree, k int) []int {
	all := t.conjuncts(k)
	if len(all) > 1 {
		return all
	}
	var mods []int
	for _, j := range t.kids[k] {
		if (t.base(j) == "amod" || t.base(j) == "compound") && t.mention[j] >= 0 && actorKind(t.kindOf(j)) {
			mods = append(mods, j)
			for _, y := range t.children(j, "conj") {
				if t.mention[y] >= 0 && actorKind(t.kindOf(y)) {
					mods = append(mods, y)
				}
			}
		}
	}
	if len(mods) > 1 {
		sort.Ints(mods)
		return mods
	}
	return all
}

// nominalMood is whether the happening that a noun names took place. A noun
// asserts little by itself, so that it must be shown to have happened.
func (x *extractor) nominalMood(t *tree, i int, c *clause) mood {
	for _, k := range t.kids[i] {
		switch t.base(k) {
		case "amod":
			switch l := t.lower(k); {
			case x.lex.is("planned-adjective", l) && c != nil && t.head(i) == c.pred && x.lex.is("cancelling", c.verbForm()) && x.moodOf(c).m == schema.Asserted:
				return noted(schema.Negated, c.verbForm()) // "the planned meeting was cancelled"
			case x.lex.is("planned-adjective", l):
				return noted(schema.Planned, l)
			case x.lex.is("possible-adjective", l):
				return noted(schema.Hypothetical, l)
			}
		case "det":
			switch l := t.lower(k); l {
			case "no":
				return noted(schema.Negated, l)
			case "any", "such", "another", "every", "each":
				return noted(schema.Hypothetical, l)
			}
		}
	}
	// Nouns above: "the need for a conversation", "plans for a summit".
	n := i
	for step := 0; step < 4; step++ {
		h := t.head(n)
		if h < 0 || t.byPred[h] != nil || t.upos(h) != "NOUN" {
			break
		}
		switch l := t.lemma(h); {
		case x.lex.is("possible-noun", l):
			return noted(schema.Hypothetical, l)
		case x.lex.is("planned-noun", l):
			return noted(schema.Planned, l)
		}
		n = h
	}
	if c == nil {
		return noted(schema.Hypothetical, "nominal")
	}
	up := x.moodOf(c)
	verb := c.verbForm()
	about := t.head(n) == c.pred && (t.base(n) == "obj" || t.base(n) == "obl")
	subject := t.head(n) == c.pred && t.base(n) == "nsubj"
	switch {
	case about && t.definite(i) && x.lex.is("judging", verb):
		return mood{m: schema.Asserted} // who condemns an invasion, or does not, takes it for granted
	case up.m != schema.Asserted && up.m != schema.Negated:
		return up
	case up.m == schema.Negated && t.definite(i) && !(subject && x.occurring(c)):
		return mood{m: schema.Hypothetical, notes: up.notes}
	case x.lex.is("cancelling", verb):
		return noted(schema.Negated, verb)
	case x.lex.is("planning", verb):
		return noted(schema.Planned, verb)
	case x.lex.is("wishing", verb):
		return noted(schema.Hypothetical, verb)
	}
	direct := t.head(n) == c.pred
	if direct && (t.base(n) == "obj" || t.base(n) == "nsubj") && x.occurring(c) {
		return up
	}
	if p := t.prep(n); direct && t.base(n) == "obl" {
		switch p {
		case "at", "during", "after", "following", "since", "in", "throughout":
			if c.tense() == "present" && p != "since" {
				return noted(schema.Hypothetical, "nominal")
			}
			if up.m == schema.Asserted || t.definite(i) {
				return mood{m: schema.Asserted}
			}
		case "before", "ahead_of", "until", "prior_to":
			return noted(schema.Planned, p)
		case "for":
			return noted(schema.Hypothetical, p)
		}
	}
	if up.m == schema.Asserted && t.definite(i) && x.effectiveTense(c) == "past" {
		return mood{m: schema.Asserted, notes: []string{"modality:definite"}}
	}
	return noted(schema.Hypothetical, "nominal")
}

// occurring reports that the clause presents its subject or object as
// having happened: "attended", "took place".
func (x *extractor) occurring(c *clause) bool {
	verb := c.verbForm()
	if x.lex.is("occurring", verb) {
		return true
	}
	for _, o := range c.t.children(c.pred, "obj") {
		if x.lex.is("occurring", verb+"_"+c.t.lemma(o)) {
			return true
		}
	}
	return false
}

// nominalDate is the noun's own time expression, else that of its clause
// when the clause is about the happening.
func (x *extractor) nominalDate(t *tree, i int, c *clause, m mood) schema.Date {
	first, last := t.phrase(i)
	for _, k := range t.kids[i] {
		a, b := t.subtree(k, func(j int) bool { return t.byPred[j] != nil })
		first, last = min(first, a), max(last, b)
	}
	for k := first; k <= last; k++ {
		ti := t.inTime[k]
		if ti < 0 {
			continue
		}
		e := &t.d.Times[ti]
		h := t.timeHead(e)
		if h >= 0 && t.head(h) == i && e.EDTF != "" {
			if d, ok := x.timeDate(t, e, h); ok {
				return d
			}
		}
	}
	if c == nil {
		return schema.Date{Basis: schema.BasisNone}
	}
	if d := x.dateIn(c); d.date.Known() && t.head(i) == c.pred && (t.base(i) == "obj" || t.base(i) == "nsubj" || t.base(i) == "obl") {
		if (m.m == schema.Asserted || m.m == schema.Planned) && (x.occurring(c) || t.prep(i) == "at" || t.prep(i) == "during") {
			return inherited(d.date)
		}
	}
	if m.m == schema.Asserted && x.d.Article.Published != "" {
		if d, err := schema.ParseEDTF("../"+x.d.Article.Published, schema.BasisPublication); err == nil {
			return d
		}
	}
	return schema.Date{Basis: schema.BasisNone}
}

// compoundParticiple reads "US-proposed ceasefire" as US propose ceasefire.
func (x *extractor) compoundParticiple(t *tree, i int) {
	if t.xpos(i) != "VBN" && t.xpos(i) != "VBD" && !(t.upos(i) == "ADJ" && len(t.lower(i)) > 3 && t.lower(i)[len(t.lower(i))-2:] == "ed") {
		return
	}
	noun := t.head(i)
	if noun < 0 || !t.nounLike(noun) {
		return
	}
	agent := -1
	for _, k := range t.kids[i] {
		if k < i && (t.base(k) == "obl" || t.base(k) == "compound" || t.base(k) == "nsubj" || t.base(k) == "nmod") && t.mention[k] >= 0 && actorKind(t.kindOf(k)) {
			agent = k
		}
	}
	if agent >= 0 && t.lower(i) == "based" {
		x.basedIn(t, i, agent, noun)
		return
	}
	if agent < 0 || x.lex.is("not-agentive", t.lower(i)) || t.lower(i) == t.lemma(i) && t.lower(i-1) != "-" {
		return // "should Acme cut wages" is no Acme-cut wages
	}
	f := fact{t: t, c: t.nearest(i), at: i, form: t.lemma(i), rule: "compound-participle", verb: t.cover(i, i), shared: true, mood: mood{m: schema.Asserted}}
	f.date = schema.Date{Basis: schema.BasisNone}
	if x.d.Article.Published != "" {
		if d, err := schema.ParseEDTF("../"+x.d.Article.Published, schema.BasisPublication); err == nil {
			f.date = d
		}
	}
	f.subject, f.object = x.term(t, agent), x.term(t, noun)
	x.emit(f)
}

// basedIn reads "the Paris-based group" as group be_based_in Paris.
func (x *extractor) basedIn(t *tree, i, place, noun int) {
	if !placeKind(t.kindOf(place)) || !t.actorLike(noun) {
		return
	}
	f := fact{t: t, c: t.nearest(i), at: i, form: "be_based_in", fixed: true, rule: "based-in", verb: t.cover(i, i), mood: mood{m: schema.Asserted}}
	f.date = schema.Date{Basis: schema.BasisNone}
	f.subject, f.object = x.term(t, noun), x.term(t, place)
	x.emit(f)
}

func union(a, b []int) []int {
	out := append([]int(nil), a...)
	for _, i := range b {
		if !slices.Contains(out, i) {
			out = append(out, i)
		}
	}
	sort.Ints(out)
	return out
}
