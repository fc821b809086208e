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
	if (out.m == schema.Asserted || out.m == schema.Planned) && c.alternative() {
		out = disjunction(out)
	}
	if out.m != schema.Hypothetical && x.questioned(c.t.tok(c.pred).Span) && !(c.link == linkParataxis && x.isCue(c)) {
		out.m = schema.Hypothetical
		out.notes = append(out.notes, "modality:question")
	}
	c.mood, c.moodState = out, 2
	return out
}

// alternative reports one of two verbs joined by "or": which of them it was is
// open.
func (c *clause) alternative() bool {
	t := c.t
	if c.first != nil && t.coordinator(c.pred) == "or" {
		return true
	}
	for _, k := range t.children(c.pred, "conj") {
		if g := t.byPred[k]; g != nil && g.first == c && t.coordinator(k) == "or" {
			return true
		}
	}
	return false
}

func noted(m schema.Modality, note string) mood {
	return mood{m: m, notes: []string{"modality:" + note}}
}

// localMood reads the clause's own words: auxiliaries, negation, adverbs.
func (x *extractor) localMood(c *clause) mood {
	t := c.t
	out := mood{m: schema.Asserted}
	if t.base(c.pred) != "advcl" && c.inverted() {
		return noted(schema.Hypothetical, "inverted_if")
	}
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
	if x.contingent(c) {
		return noted(schema.Hypothetical, "if")
	}
	if c.tense() == "present" {
		for _, k := range t.children(c.pred, "obl") {
			if x.lex.is("fiction", t.lemma(k)) && t.prep(k) == "in" {
				return noted(schema.Hypothetical, "in_"+t.lemma(k)) // told, not happening: "in the film, Smith kills Jones"
			}
		}
	}
	if l := c.lead(); c.tense() == "" && c.kind == verbal && t.infinitive(c.pred) && (l.link == linkRoot || l.link == linkParataxis) {
		return noted(schema.Planned, "infinitive") // no finite word says that it happened
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
			if c.perfect() && t.xpos(a) == "VBD" {
				return noted(schema.Hypothetical, "was_to_have") // "was to have signed": nothing says that he did
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
	if !c.perfect() && !x.conditioned(c) && !c.t.childLemma(c.pred, "advmod", "rather", "sooner") {
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
			if t.quoteBetween(k, c.pred) {
				continue // “Probably not,” she said
			}
			if w == "not" && (t.lower(min(k+1, len(t.s.Tokens)-1)) == "only" || t.childLemma(k, "", "only")) {
				continue
			}
			if x.lex.is("negator", w) || w == "longer" && t.childLemma(k, "", "no", "not", "any") {
				return true, w
			}
		}
	}
	for _, k := range t.kids[c.pred] {
		if t.quoteBetween(k, c.pred) {
			continue
		}
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
		if t.coordinator(c.pred) == "or" && t.childLemma(c.first.pred, "", "either") {
			return false, "" // "either not loading or loading slowly"
		}
		if c.bareConjunct() || t.coordinator(c.pred) == "or" && t.child(c.pred, "nsubj", "aux") < 0 {
			return x.negation(c.first)
		}
	}
	return false, ""
}

// negatedNominal reports "no soldiers", "none of them", "nobody", "neither
// side", "not everybody".
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
			if w := t.lower(k); w == "not" && k < i {
				// "not everybody", "not the minister"; but "not only the minister".
				switch t.lower(k + 1) {
				case "only", "just", "merely", "simply", "least":
					continue
				}
				return true
			}
		}
	}
	return false
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

// bareSingular reports a verb without the ending of its singular subject, what
// is demanded and not told: "insisted that the army first release them".
func (c *clause) bareSingular() bool {
	t := c.t
	if x := t.xpos(c.pred); x != "VB" && x != "VBP" || c.kind != verbal || len(c.auxiliaries()) > 0 {
		return false
	}
	for _, s := range t.children(c.pred, "nsubj") {
		switch t.xpos(s) {
		case "NN", "NNP":
			return t.lower(s) != "police" && t.lower(s) != "people" && len(t.conjuncts(s)) == 1 && t.lower(c.pred) == t.lemma(c.pred)
		case "PRP":
			w := t.lower(s)
			return w == "he" || w == "she" || w == "it"
		}
	}
	return false
}
