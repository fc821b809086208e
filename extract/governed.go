package extract

import (
	"strings"

	"github.com/dramatis-kg/dramatis/extract/speech"
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// contextMood reads what governs the clause.
func (x *extractor) contextMood(c *clause) mood {
	t := c.t
	if c.first != nil {
		return x.contextMood(c.first)
	}
	switch c.link {
	case linkRoot:
		if x.lex.is("if-mark", c.mark) {
			return noted(schema.Hypothetical, c.mark) // "If only she had known."
		}
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
		if t.infinitive(c.pred) && !(c.commaBefore() && t.childLemma(c.pred, "advmod", "only")) {
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
	if c.link == linkInfinitive && c.parent != nil && c.tooFor() {
		return tooMood(x.moodOf(c.parent))
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
	measure := x.measured(c, frame)
	if measure >= 0 {
		lemma, pos = t.lemma(measure), "A"
	}
	f, known := x.force(lemma, pos, frame)
	switch {
	case measure >= 0 && f == forcePlanned && g.tense() == "past":
		f = forceHypo // "came close to signing"
	case pos == "V" && lemma == "be":
		f, known = forcePlanned, true // "is to meet", when the copula heads the clause
		if frame != "inf" {
			f = forceAsserted
		}
	case pos == "V" && lemma == "have" && frame == "inf":
		// "had to leave" happened, "has to leave" is due.
		f, known = forcePlanned, true
		if t.infinitive(c.pred) && t.child(h, "obj") >= 0 {
			f = forceHypo // "had enough fuel to burn it"
		} else if g.tense() == "past" && up.m == schema.Asserted && !c.passive && len(x.voices.chain(t.tok(c.pred).Span)) == 0 {
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
	if f == forceHypo && frame == "that" && x.lex.is("claim-or-demand", lemma) && x.isCue(g) {
		switch c.tense() {
		case "past", "present":
			if !c.bareSingular() {
				f = forceSpeech // "insisted that he was right", not "that he be"
			}
		}
	}
	if f == forceSpeech && g.few() {
		f = forceHypo
	}
	if f == forceSpeech && !x.isCue(g) && pos == "V" && (frame == "that" || frame == "inf") {
		f = forceHypo // no speaker was found who would vouch for it
	}
	blamed := f == forceAsserted && (frame == "ger:for" || frame == "ger:of") // "convicted of killing"
	if (f == forceSpeech || f == forceHypo || blamed) && h == g.pred && (x.refutedBy(g) >= 0 || blamed && x.wronged(g)) {
		f = forceNegated // "falsely claimed that", "wrongly accused of", "wrongly jailed for"
	}
	if f == forceNegated && up.m == schema.Planned && strings.HasPrefix(frame, "ger") {
		f = forceHypo // "plans to stop them from crossing": whether they will is open
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

// wronged reports a clause that says itself that it was a mistake: "was
// wrongly jailed".
func (x *extractor) wronged(g *clause) bool {
	for _, k := range g.t.children(g.pred, "advmod") {
		if speech.FalseAdverb(g.t.lower(k)) {
			return true
		}
	}
	return false
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
		if v := c.parent.verbForm(); (frame == "that" || frame == "ger:for") && t.head(c.noun) == c.parent.pred && x.refutes(c.parent) {
			return mood{m: apply(up.m, forceNegated), notes: []string{"modality:" + v}} // "denied reports that …", "denied responsibility for killing"
		}
	}
	if g := c.parent; g != nil && g.kind == copular && t.head(c.noun) == g.pred && frame == "that" {
		if fc, ok := x.force(t.lemma(g.pred), posClass(t.upos(g.pred)), "that"); ok && fc == forceNegated || speech.Falsity(t.lemma(g.pred)) {
			return mood{m: apply(up.m, forceNegated), notes: []string{"modality:" + t.lemma(g.pred)}} // "the report that … is false"
		}
	}
	if g := c.parent; g != nil && frame == "inf" && f == forcePlanned && t.base(c.noun) == "obj" && t.head(c.noun) == g.pred && undone[g.verbForm()] && up.m == schema.Asserted {
		return noted(schema.Negated, g.verbForm()) // "cancelled plans to fly"
	}
	if x.negatedNominal(t, c.noun) && up.m == schema.Asserted {
		up = noted(schema.Negated, "no")
	}
	if f == forceSpeech && frame == "that" && len(x.voices.chain(t.tok(c.pred).Span)) == 0 {
		if _, ok := x.nounSource(c); !ok {
			f = forceHypo // a claim that nobody is named for is not the article's
		}
	}
	m := apply(up.m, f)
	return mood{m: m, notes: append(append([]string(nil), up.notes...), "modality:"+lemma+"_"+frameNote(frame))}
}

// refutes reports a clause that holds its object to be false: "denied reports
// that …", "called reports that … false".
func (x *extractor) refutes(g *clause) bool {
	t := g.t
	if x.lex.is("denying", g.verbForm()) {
		return true
	}
	for _, i := range x.voices.byCue[text.TokenRef{Sentence: t.si, Token: g.pred}] {
		if a := &x.voices.all[i]; a.Act == speech.Deny && a.Rule == "object-clause" {
			return true
		}
	}
	if !x.lex.is("naming", t.lemma(g.pred)) {
		return false
	}
	for _, k := range t.children(g.pred, "xcomp") {
		if f, ok := x.force(t.lemma(k), posClass(t.upos(k)), "that"); ok && f == forceNegated {
			return true
		}
	}
	return false
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
			if !x.isCue(c.parent) {
				f = forceHypo // "it was rumoured that …"
			}
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
	case mark == "but" && c.parent != nil && t.childLemma(c.parent.pred, "", "anything", "everything"):
		return noted(schema.Negated, "anything_but")
	case x.lex.is("apart-mark", mark):
		return mood{m: schema.Asserted}
	case t.infinitive(c.pred) && c.tooFor():
		return tooMood(up)
	case t.infinitive(c.pred) && c.parent != nil && c.parent.askedOf() >= 0:
		return mood{m: apply(up.m, forceHypo), notes: []string{"modality:" + c.parent.verbForm() + "_to"}}
	case t.infinitive(c.pred) && c.parent != nil && c.commaBefore() && t.childLemma(c.pred, "advmod", "only"):
		return up // "announced it, only to withdraw it": so it went on
	case t.infinitive(c.pred) && c.parent != nil && c.parent.kind == copular && c.afforded(x.lex):
		f, _ := x.force(t.lemma(c.parent.pred), "A", "inf")
		return mood{m: apply(up.m, f), notes: append(append([]string(nil), up.notes...), "modality:"+t.lemma(c.parent.pred)+"_to")}
	case t.infinitive(c.pred) && c.parent != nil:
		if x.lex.is("result-adjective", t.lemma(c.parent.pred)) {
			return up
		}
		m := under(up.m, schema.Planned)
		if up.m == schema.Negated {
			m = schema.Hypothetical
		}
		return mood{m: m, notes: []string{"modality:purpose"}}
	case mark == "as" && x.reason(c):
		return mood{m: schema.Asserted}
	case x.lex.is("time-mark", mark) && c.parent != nil && c.tense() == "present" && x.habit(c.parent):
		return noted(schema.Hypothetical, mark) // "are required to leave when an alarm is raised"
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
	case mark == "than" && up.m != schema.Asserted && c.tense() != "":
		return mood{m: schema.Hypothetical, notes: append(append([]string(nil), up.notes...), "modality:than")} // "is thought to need it more than he needs them"
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

// reason reports that "as" gives a ground, not a time: what somebody or
// something is, or is doing, in the present, behind a comma or in front.
func (x *extractor) reason(c *clause) bool {
	if !c.detached() {
		return false
	}
	if c.tense() == "past" && c.parent != nil && c.parent.hasAux("should", "must", "will", "may", "can") {
		return true // "as they came from India, they should go free"
	}
	if c.tense() != "present" {
		return false
	}
	return c.kind == copular || c.ing() || c.t.lemma(c.pred) == "have"
}

// habit reports what holds at all times and is no plan with a beginning: an
// obligation in the present, "residents are required to leave".
func (x *extractor) habit(c *clause) bool {
	for n := 0; c != nil && n < 8; n++ {
		l := c.lead()
		if l.tense() != "" {
			return l.passive && l.tense() == "present" && !l.hasAux("have") && !l.hasAux("will") && x.lex.is("obliging", l.t.lemma(l.pred))
		}
		if l.link != linkInfinitive && l.link != linkFree {
			return false
		}
		c = l.parent
	}
	return false
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
	if g := t.byPred[t.head(c.noun)]; anyOrNo && c.link == linkReduced && g != nil && t.child(g.pred, "expl") >= 0 && t.childLemma(c.noun, "det", "no") && x.moodOf(g).m == schema.Negated {
		return x.moodOf(g) // "there are no prisoners left"
	}
	if m, ok := c.misread(); ok {
		return m
	}
	if c.link == linkRelative && c.gap() != "nsubj" && x.isCue(c) {
		return mood{m: schema.Asserted} // "an offer which he says he will refuse": so he says
	}
	if anyOrNo {
		return noted(schema.Hypothetical, "any")
	}
	if c.drafted() {
		return noted(schema.Hypothetical, t.lemma(c.noun))
	}
	up := mood{m: schema.Asserted}
	if g := t.nearest(c.noun); g != nil && g != c {
		up = x.moodOf(g)
		if up.m == schema.Asserted && t.base(c.noun) == "obj" && (x.lex.is("wishing", g.verbForm()) || x.lex.is("planning", g.verbForm())) {
			up = noted(schema.Hypothetical, g.verbForm()) // "wants a deal that …"
		}
	}
	if up.m == schema.Asserted || !indefinite || t.byPred[t.head(c.noun)] == nil || c.aside() {
		return mood{m: schema.Asserted}
	}
	if x.lex.is("free-relative", t.lower(c.noun)) {
		return mood{m: schema.Hypothetical, notes: up.notes}
	}
	if c.tense() == "past" || c.link == linkReduced && c.passive && len(t.kids[c.pred]) > 0 && !lasting[t.lemma(c.pred)] {
		return mood{m: schema.Asserted}
	}
	return mood{m: schema.Hypothetical, notes: append(append([]string(nil), up.notes...), "modality:nonspecific")}
}
