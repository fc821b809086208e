package extract

import (
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// force is what a word does to the proposition in its complement.
type force string

// The forces. The tables are in complements.tsv and docs/extraction.md.
const (
	forceAsserted force = "asserted"     // implicative or aspectual: it happened if the verb's own clause did ("managed to")
	forcePlanned  force = "planned"      // meant, expected or promised ("plans to", "agreed to")
	forceHypo     force = "hypothetical" // asked, wished, possible ("urged X to", "able to")
	forceNegated  force = "negated"      // it did not happen if the verb's own clause did ("failed to", "denied")
	forceSpeech   force = "speech"       // claimed by a speaker; holds on that speaker's word only
	forceFactive  force = "factive"      // taken for granted whatever happens to the verb ("regret that")
)

func parseForce(s string) (force, bool) {
	switch f := force(s); f {
	case forceAsserted, forcePlanned, forceHypo, forceNegated, forceSpeech, forceFactive:
		return f, true
	}
	return "", false
}

// mood is a modality with the words that led to it.
type mood struct {
	m     schema.Modality
	notes []string
}

// under composes the modality of a governing clause with that of what hangs
// below it. Documented in docs/extraction.md; the table is tested as a
// whole.
//
//	outer \ inner   asserted      planned       hypothetical  negated
//	asserted        asserted      planned       hypothetical  negated
//	planned         planned       planned       hypothetical  negated
//	hypothetical    hypothetical  hypothetical  hypothetical  hypothetical
//	negated         negated       negated       hypothetical  hypothetical
func under(outer, inner schema.Modality) schema.Modality {
	switch outer {
	case schema.Asserted:
		return inner
	case schema.Planned:
		if inner == schema.Asserted {
			return schema.Planned
		}
		return inner
	case schema.Negated:
		switch inner {
		case schema.Asserted, schema.Planned:
			return schema.Negated
		}
	}
	return schema.Hypothetical
}

// apply is the modality of a complement whose head has modality m and
// force f, before the complement's own words count.
func apply(m schema.Modality, f force) schema.Modality {
	switch f {
	case forceFactive:
		return schema.Asserted
	case forceAsserted:
		return m
	case forcePlanned:
		return under(m, schema.Planned)
	case forceNegated:
		switch m {
		case schema.Asserted, schema.Planned:
			return schema.Negated
		}
		return schema.Hypothetical // "did not deny": nothing is said
	case forceSpeech:
		if m == schema.Asserted {
			return schema.Asserted
		}
	}
	return schema.Hypothetical
}

// moodOf is the modality of the clause in its place: the words that govern
// it, composed with its own.
func (x *extractor) moodOf(c *clause) mood {
	switch c.moodState {
	case 2:
		return c.mood
	case 1:
		return mood{m: schema.Hypothetical, notes: []string{"modality:cycle"}}
	}
	c.moodState = 1
	local := x.localMood(c)
	context := x.contextMood(c)
	voice := x.voiceMood(c)
	out := mood{m: under(voice.m, under(context.m, local.m))}
	out.notes = append(append(append(out.notes, voice.notes...), context.notes...), local.notes...)
	if out.m != schema.Hypothetical && x.questioned(c.t.tok(c.pred).Span) {
		out.m = schema.Hypothetical
		out.notes = append(out.notes, "modality:question")
	}
	c.mood, c.moodState = out, 2
	return out
}

func noted(m schema.Modality, note string) mood {
	return mood{m: m, notes: []string{"modality:" + note}}
}

// localMood reads the clause's own words: auxiliaries, negation, adverbs.
func (x *extractor) localMood(c *clause) mood {
	t := c.t
	out := mood{m: schema.Asserted}
	neg, negWord := x.negation(c)
	aux := x.auxiliaryMood(c)
	switch {
	case aux.m == schema.Asserted:
	case neg && aux.m == schema.Planned:
		// "will not attend", "does not have to": what is denied is the event.
		return noted(schema.Negated, negWord)
	case neg && c.hasAux("can", "could", "ca", "would") && !x.conditioned(c) && !c.perfect():
		return noted(schema.Negated, negWord)
	default:
		return aux
	}
	if neg {
		return noted(schema.Negated, negWord)
	}
	for _, k := range t.children(c.pred, "advmod") {
		if x.lex.is("doubt-adverb", t.lower(k)) {
			return noted(schema.Hypothetical, t.lower(k))
		}
	}
	if c.tense() == "" && c.kind == verbal && t.xpos(c.pred) == "VB" && !t.infinitive(c.pred) {
		if l := c.lead(); len(c.subjects()) == 0 && (l.link == linkRoot || l.link == linkParataxis) && len(c.auxiliaries()) == 0 {
			return noted(schema.Hypothetical, "imperative")
		}
		if c.link == linkFinite && len(c.auxiliaries()) == 0 {
			return noted(schema.Hypothetical, "subjunctive") // "demanded that he leave"
		}
	}
	return out
}

// perfect reports "have" beside a modal: "would have met".
func (c *clause) perfect() bool { return c.hasAux("have", "'ve") }

// auxiliaryMood reads modal auxiliaries and "be to".
func (x *extractor) auxiliaryMood(c *clause) mood {
	t := c.t
	for _, a := range c.auxiliaries() {
		w := t.lower(a)
		switch w {
		case "will", "'ll", "shall", "wo", "gonna":
			return noted(schema.Planned, "will")
		case "may", "might", "can", "could", "should", "ought", "ca", "dare":
			return noted(schema.Hypothetical, w)
		case "must", "need":
			if c.perfect() {
				return noted(schema.Hypothetical, w+"_have")
			}
			if t.infinitive(c.pred) || t.xpos(c.pred) == "VB" {
				return noted(schema.Planned, w)
			}
			return noted(schema.Hypothetical, w)
		case "would", "'d":
			if w == "'d" && t.xpos(c.pred) != "VB" {
				continue // "'d" for "had"
			}
			return x.would(c)
		}
		if t.lemma(a) == "be" && t.infinitive(c.pred) && x.beTo(c, a) {
			if t.lower(a) == "were" && c.inverted() {
				return noted(schema.Hypothetical, "were_to")
			}
			return noted(schema.Planned, "be_to")
		}
	}
	return mood{m: schema.Asserted}
}

// beTo reports the "be to" future: the auxiliary stands before the "to".
func (x *extractor) beTo(c *clause, aux int) bool {
	for _, k := range c.t.kids[c.pred] {
		if c.t.rel(k) == "mark" && (c.t.lower(k) == "to" || c.t.words(k) == "due_to") {
			return aux < k
		}
	}
	return false
}

// would is the future seen from the past in reported speech when an actor
// speaks of what an actor will do and no condition is attached ("said it
// would attack"), else hypothetical.
func (x *extractor) would(c *clause) mood {
	if !c.perfect() && !x.conditioned(c) {
		g := c.lead()
		for n := 0; g.parent != nil && n < 4; n++ {
			if g.link == linkFinite && g.parent.tense() == "past" && x.isCue(g.parent) {
				for _, s := range c.subjects() {
					if c.t.actorLike(s) {
						return noted(schema.Planned, "future_in_past")
					}
				}
			}
			if g.link != linkInfinitive && g.link != linkGerund && g.link != linkFree {
				break
			}
			g = g.parent.lead()
		}
	}
	return noted(schema.Hypothetical, "would")
}

// conditioned reports that an if-clause depends on the clause.
func (x *extractor) conditioned(c *clause) bool {
	for _, g := range c.t.clauses {
		if g.parent == c && g.link == linkAdverbial && (x.lex.is("if-mark", g.mark) || g.inverted()) {
			return true
		}
	}
	return false
}

// negation reports whether the clause is negated and by which word.
func (x *extractor) negation(c *clause) (bool, string) {
	t := c.t
	for _, k := range t.kids[c.pred] {
		switch t.base(k) {
		case "advmod", "cc", "det", "aux", "discourse":
			w := t.words(k)
			if w == "not" && (t.lower(min(k+1, len(t.s.Tokens)-1)) == "only" || t.childLemma(k, "", "only")) {
				continue
			}
			if x.lex.is("negator", w) || w == "longer" && t.childLemma(k, "", "no", "not", "any") {
				return true, w
			}
		}
	}
	for _, k := range t.kids[c.pred] {
		switch t.base(k) {
		case "nsubj", "obj", "obl", "csubj", "iobj":
			if t.base(k) == "obl" && t.prep(k) == "without" {
				continue
			}
			if x.negatedNominal(t, k) {
				return true, "no"
			}
		}
	}
	if c.kind == copular && t.nounLike(c.pred) && x.negatedNominal(t, c.pred) {
		return true, "no"
	}
	if c.first != nil {
		for _, k := range t.children(c.pred, "cc") {
			if t.lower(k) == "nor" || t.lower(k) == "neither" {
				return true, "nor"
			}
		}
		// The scope of a negation runs on over "or" and over bare forms.
		if c.bareConjunct() || t.coordinator(c.pred) == "or" && t.child(c.pred, "nsubj", "aux") < 0 {
			return x.negation(c.first)
		}
	}
	return false, ""
}

// negatedNominal reports "no soldiers", "none of them", "nobody", "neither
// side".
func (x *extractor) negatedNominal(t *tree, i int) bool {
	if x.lex.is("negative-pronoun", t.lower(i)) {
		return true
	}
	for _, k := range t.kids[i] {
		switch t.base(k) {
		case "det", "cc", "advmod":
			if w := t.lower(k); w == "no" || w == "neither" || w == "zero" && t.base(k) == "det" {
				// "no longer", "no fewer than" are not denials of the noun.
				if k+1 < len(t.s.Tokens) {
					switch t.lower(k + 1) {
					case "fewer", "less", "later", "more", "doubt":
						continue
					}
				}
				return true
			}
		}
	}
	return false
}

// contextMood reads what governs the clause.
func (x *extractor) contextMood(c *clause) mood {
	t := c.t
	if c.first != nil {
		if x.lead0(c) {
			return x.contextMood(c.first)
		}
	}
	switch c.link {
	case linkRoot:
		return mood{m: schema.Asserted}
	case linkParataxis:
		return mood{m: schema.Asserted}
	case linkAdverbial:
		return x.adverbialMood(c)
	case linkFree:
		if c.parent == nil {
			return mood{m: schema.Asserted}
		}
		switch p := x.moodOf(c.parent); {
		case p.m == schema.Planned, p.m == schema.Hypothetical:
			return p
		case p.m == schema.Negated && !c.detached():
			return mood{m: schema.Hypothetical, notes: p.notes}
		}
		if t.infinitive(c.pred) {
			return noted(schema.Planned, "purpose")
		}
		return mood{m: schema.Asserted}
	case linkRelative, linkReduced:
		if c.noun < 0 {
			if c.parent != nil {
				return x.moodOf(c.parent) // hung on a verb by mistake
			}
			return mood{m: schema.Asserted}
		}
		return x.relativeMood(c)
	case linkSubject:
		return x.subjectMood(c)
	}
	return x.complementMood(c)
}

func (x *extractor) lead0(c *clause) bool { return c.first != nil && c.first != c }

// complementMood reads the verb, adjective or noun that the clause
// completes.
func (x *extractor) complementMood(c *clause) mood {
	t := c.t
	frame := "inf"
	switch c.link {
	case linkGerund:
		frame = "ger"
		if c.mark != "" {
			frame = "ger:" + c.mark
		}
	case linkFinite:
		frame = "that"
	}
	if x.lex.is("if-mark", c.mark) || c.mark == "whether" {
		return noted(schema.Hypothetical, c.mark)
	}
	if c.noun >= 0 && (c.parent == nil || c.noun != c.parent.pred || posClass(t.upos(c.noun)) == "N") {
		return x.nounComplementMood(c, frame)
	}
	g := c.parent
	if g == nil {
		return mood{m: schema.Asserted}
	}
	up := x.moodOf(g)
	h := t.head(c.pred)
	lemma, pos := t.lemma(h), posClass(t.upos(h))
	if form := g.verbForm(); pos == "V" && form != lemma {
		if _, ok := x.force(form, pos, frame); ok {
			lemma = form
		}
	}
	f, known := x.force(lemma, pos, frame)
	switch {
	case pos == "V" && lemma == "be":
		f, known = forcePlanned, true // "is to meet", when the copula heads the clause
		if frame != "inf" {
			f = forceAsserted
		}
	case pos == "V" && lemma == "have" && frame == "inf":
		// "had to leave" happened, "has to leave" is due.
		f, known = forcePlanned, true
		if g.tense() == "past" && up.m == schema.Asserted && !c.passive && len(x.voices.chain(t.tok(c.pred).Span)) == 0 {
			f = forceAsserted
		}
	case pos == "V" && lemma == "go" && frame == "inf":
		f, known = forcePlanned, true
	case pos == "A" && lemma == "able" && g.tense() == "past":
		f = forceAsserted
	}
	if frame == "that" && t.childLemma(h, "advmod", "so") && !t.childLemma(c.pred, "mark", "if", "whether") {
		return up // "so severe that it broke"
	}
	if g.passive && !known && frame == "inf" {
		f = forceHypo
	}
	if !known && frame == "that" {
		f = forceHypo
		if cue := x.cueOf(g); cue >= 0 {
			f = actForce(x.voices.all[cue].Act)
		}
	}
	if !known && frame != "that" {
		f = forceHypo
		if x.secondary(c) {
			f = forceAsserted
		}
	}
	if f == forceSpeech && !x.isCue(g) && pos == "V" && frame == "that" {
		f = forceHypo // no speaker was found who would vouch for it
	}
	m := apply(up.m, f)
	if f == forceNegated && t.prep(c.pred) == "" && m == schema.Negated {
		return mood{m: m, notes: append(append([]string(nil), up.notes...), "modality:"+lemma)}
	}
	if m == up.m && f == forceAsserted {
		return up
	}
	return mood{m: m, notes: append(append([]string(nil), up.notes...), "modality:"+lemma+"_"+frameNote(frame))}
}

func frameNote(frame string) string {
	switch frame {
	case "inf":
		return "to"
	case "that":
		return "that"
	}
	return "ing"
}

// secondary reports a predicate without a verb: "made him angry".
func (x *extractor) secondary(c *clause) bool { return c.t.upos(c.pred) != "VERB" }

func posClass(upos string) string {
	switch upos {
	case "VERB", "AUX":
		return "V"
	case "ADJ", "ADV":
		return "A"
	}
	return "N"
}

// force looks a word up; a gerund's preposition may be left open in the
// table.
func (x *extractor) force(lemma, pos, frame string) (force, bool) {
	if f, ok := x.lex.frames[frameKey{lemma, pos, frame}]; ok {
		return f, true
	}
	if len(frame) > 4 && frame[:4] == "ger:" {
		if f, ok := x.lex.frames[frameKey{lemma, pos, "ger"}]; ok {
			return f, true
		}
		if f, ok := x.lex.frames[frameKey{"*", pos, frame}]; ok {
			return f, true
		}
	}
	return "", false
}

// nounComplementMood reads the noun that the clause completes: "a plan to
// meet", "the refusal to sign", "evidence that".
func (x *extractor) nounComplementMood(c *clause, frame string) mood {
	t := c.t
	lemma := t.lemma(c.noun)
	f, ok := x.force(lemma, "N", frame)
	if !ok {
		f = forceHypo
		if frame == "inf" {
			for _, k := range t.kids[c.noun] {
				if t.base(k) == "amod" && x.lex.is("ordinal", t.lemma(k)) {
					f = forceAsserted // "the first country to recognise"
				}
			}
		}
		if frame == "that" && c.mark != "that" {
			f = forceHypo
		}
	}
	up := mood{m: schema.Asserted}
	if c.parent != nil {
		up = x.moodOf(c.parent)
	}
	if x.negatedNominal(t, c.noun) && up.m == schema.Asserted {
		up = noted(schema.Negated, "no")
	}
	m := apply(up.m, f)
	return mood{m: m, notes: append(append([]string(nil), up.notes...), "modality:"+lemma+"_"+frameNote(frame))}
}

// subjectMood reads the predicate of a clausal subject: "it is likely that".
func (x *extractor) subjectMood(c *clause) mood {
	t := c.t
	if c.parent == nil {
		return mood{m: schema.Asserted}
	}
	up := x.moodOf(c.parent)
	if c.mark == "whether" || x.lex.is("if-mark", c.mark) {
		return noted(schema.Hypothetical, c.mark)
	}
	frame := "that"
	if t.infinitive(c.pred) {
		frame = "inf"
	} else if t.xpos(c.pred) == "VBG" && t.child(c.pred, "aux") < 0 {
		frame = "ger"
	}
	h := c.parent.pred
	f, ok := x.force(t.lemma(h), posClass(t.upos(h)), frame)
	if !ok {
		f = forceFactive // "It is good that …"
		if frame != "that" {
			f = forceHypo
		}
		if c.parent.passive && frame == "that" {
			f = forceSpeech
		}
	}
	return mood{m: apply(up.m, f), notes: append(append([]string(nil), up.notes...), "modality:"+t.lemma(h)+"_"+frameNote(frame))}
}

// adverbialMood reads the subordinator.
func (x *extractor) adverbialMood(c *clause) mood {
	t := c.t
	var up mood
	if c.parent != nil {
		up = x.moodOf(c.parent)
	} else {
		up = mood{m: schema.Asserted}
	}
	mark := c.mark
	if mark == "" {
		for _, k := range t.children(c.pred, "advmod") {
			if w := t.lower(k); w == "when" || w == "where" || w == "whenever" || w == "once" || w == "how" {
				mark = w
			}
		}
	}
	switch {
	case x.lex.is("if-mark", mark), c.inverted():
		if mark == "" {
			mark = "inverted_if"
		}
		return noted(schema.Hypothetical, mark)
	case x.lex.is("instead-mark", mark):
		return noted(schema.Negated, mark)
	case x.lex.is("apart-mark", mark):
		return mood{m: schema.Asserted}
	case t.infinitive(c.pred) && c.parent != nil && c.parent.askedOf() >= 0:
		return mood{m: apply(up.m, forceHypo), notes: []string{"modality:" + c.parent.verbForm() + "_to"}}
	case t.infinitive(c.pred) && c.parent != nil:
		if x.lex.is("result-adjective", t.lemma(c.parent.pred)) {
			return up
		}
		m := under(up.m, schema.Planned)
		if up.m == schema.Negated {
			m = schema.Hypothetical
		}
		return mood{m: m, notes: []string{"modality:purpose"}}
	case x.lex.is("time-mark", mark):
		// "when Witkoff brings" under "we will determine" has not happened.
		switch {
		case up.m == schema.Planned, up.m == schema.Hypothetical:
			return mood{m: up.m, notes: append(append([]string(nil), up.notes...), "modality:"+mark+"_future")}
		case mark == "until" && up.m == schema.Negated:
			return mood{m: schema.Hypothetical, notes: []string{"modality:until"}}
		case (mark == "before" || mark == "until" || mark == "till") && c.tense() == "present":
			return noted(schema.Hypothetical, mark)
		case mark == "before" && c.hasAux("could", "can"):
			return noted(schema.Negated, mark)
		case (mark == "before" || mark == "until") && up.m == schema.Negated:
			return noted(schema.Hypothetical, mark)
		}
		return mood{m: schema.Asserted}
	case x.lex.is("purpose-mark", mark):
		return noted(schema.Planned, mark)
	case c.tense() == "":
		// "by cheating", "in signing" share the fate of the main clause.
		if up.m == schema.Planned || up.m == schema.Hypothetical {
			return up
		}
		if up.m == schema.Negated && !c.detached() {
			return mood{m: schema.Hypothetical, notes: up.notes}
		}
	}
	return mood{m: schema.Asserted}
}

// detached reports a clause set off by a comma or put in front, beyond the
// reach of a negation in the main clause.
func (c *clause) detached() bool {
	if c.parent == nil || c.pred < c.parent.pred {
		return true
	}
	return c.commaBefore()
}

// relativeMood is asserted, but for a present-tense or bare description of
// something that is itself only asked for or planned ("seeks a deal that
// ends the war"), and of "any" and "no" thing.
func (x *extractor) relativeMood(c *clause) mood {
	t := c.t
	indefinite, anyOrNo, article := true, false, false
	for _, k := range t.kids[c.noun] {
		switch t.base(k) {
		case "det":
			switch t.lower(k) {
			case "the", "this", "that", "these", "those":
				indefinite = false
			case "any", "no", "every", "whatever":
				anyOrNo = true
			case "a", "an":
				article = true
			}
		case "nmod":
			if t.rel(k) == "nmod:poss" {
				indefinite = false
			}
		}
	}
	if article {
		// also "a Europe that is …"
	} else if t.upos(c.noun) == "PROPN" || t.mention[c.noun] >= 0 && t.d.Mentions[t.mention[c.noun]].Form == text.FormName {
		indefinite = false
	}
	if anyOrNo {
		return noted(schema.Hypothetical, "any")
	}
	up := mood{m: schema.Asserted}
	if g := t.nearest(c.noun); g != nil && g != c {
		up = x.moodOf(g)
		if up.m == schema.Asserted && t.base(c.noun) == "obj" && (x.lex.is("wishing", g.verbForm()) || x.lex.is("planning", g.verbForm())) {
			up = noted(schema.Hypothetical, g.verbForm()) // "wants a deal that …"
		}
	}
	if up.m == schema.Asserted || !indefinite || t.byPred[t.head(c.noun)] == nil {
		return mood{m: schema.Asserted}
	}
	if x.lex.is("free-relative", t.lower(c.noun)) {
		return mood{m: schema.Hypothetical, notes: up.notes}
	}
	if c.tense() == "past" || c.link == linkReduced && c.passive {
		return mood{m: schema.Asserted}
	}
	return mood{m: schema.Hypothetical, notes: append(append([]string(nil), up.notes...), "modality:nonspecific")}
}

// questioned reports whether the span stands inside a question: between a
// question mark and the quotation mark or sentence end before it.
func (x *extractor) questioned(sp text.Span) bool {
	for _, q := range x.questions {
		if q.Contains(sp) {
			return true
		}
	}
	return false
}
