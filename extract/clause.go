package extract

import (
	"strings"
)

// clauseKind is the shape of a predicate.
type clauseKind int

const (
	verbal  clauseKind = iota
	copular            // "X is Y": the predicate is a noun, an adjective or a phrase
)

// linkKind says how a clause hangs on the one that governs it.
type linkKind int

const (
	linkRoot       linkKind = iota
	linkConj                // coordinated with the clause first
	linkParataxis           // beside another clause
	linkInfinitive          // to-complement of a verb, adjective or noun
	linkGerund              // -ing complement, with or without preposition
	linkFinite              // that-clause, wh-clause or bare complement
	linkSubject             // clausal subject
	linkAdverbial           // with a subordinator, or a purpose infinitive
	linkFree                // participial clause without subordinator
	linkRelative            // relative clause of a noun
	linkReduced             // participle after a noun: "proposed by Washington"
)

// clause is one predicate with what was learnt of it. The lazily computed
// fields are filled on first use.
type clause struct {
	t       *tree
	pred    int // token of the predicate
	kind    clauseKind
	passive bool
	parent  *clause // governing clause; nil at the top
	first   *clause // first conjunct; nil if the clause is not coordinated
	link    linkKind
	noun    int    // governing noun of relative, reduced and noun-complement clauses, or -1
	mark    string // subordinator: "if", "because", "while"

	subj      []int
	subjState int // 0 not computed, 1 in progress, 2 done

	mood      mood
	moodState int
	dateState int
	date      clauseDate
}

// clausesOf finds the predicates of the tree and how they hang together.
func clausesOf(t *tree) {
	for i := range t.s.Tokens {
		if !t.predicate(i) {
			continue
		}
		c := &clause{t: t, pred: i, noun: -1}
		if t.child(i, "cop") >= 0 && !(t.upos(i) == "VERB" && t.infinitive(i)) {
			c.kind = copular
		}
		t.clauses = append(t.clauses, c)
		t.byPred[i] = c
	}
	for _, c := range t.clauses {
		c.attach()
		c.passive = c.isPassive()
	}
}

// predicate reports whether token i heads a clause.
func (t *tree) predicate(i int) bool {
	if t.child(i, "cop") >= 0 {
		return true
	}
	if h := t.head(i); t.base(i) == "xcomp" && h >= 0 && !t.infinitive(i) && loadLexicon().is("naming", t.lemma(h)) {
		return false // "called them promising"
	}
	switch t.base(i) {
	case "amod", "compound", "case", "fixed", "mark", "flat", "aux", "cop", "det", "discourse", "goeswith", "reparandum", "cc", "punct", "nummod":
		return false
	}
	switch t.upos(i) {
	case "VERB":
		if t.xpos(i) == "VBG" && t.child(i, "det") >= 0 && t.child(i, "obj", "aux") < 0 {
			return false // "the following"
		}
		// "a loss of 84, compared with a profit of 12"
		return !(t.lemma(i) == "compare" && t.xpos(i) == "VBN" && t.child(i, "aux", "aux:pass", "nsubj", "nsubj:pass") < 0 && i+1 < len(t.s.Tokens) && (t.lower(i+1) == "with" || t.lower(i+1) == "to"))
	case "NOUN", "ADJ", "PROPN":
		return t.xpos(i) == "VB" && t.infinitive(i) // the two tags disagree
	case "AUX":
		return t.child(i, "nsubj", "nsubj:pass", "expl") >= 0 || len(t.kids[i]) > 1
	}
	return false
}

func (c *clause) isPassive() bool {
	t := c.t
	if c.kind == copular || t.upos(c.pred) != "VERB" {
		return false
	}
	if a := t.child(c.pred, "aux:pass"); a >= 0 && t.lemma(a) == "have" && t.child(c.pred, "obl:agent") < 0 {
		return false // "having lied"
	}
	if t.child(c.pred, "aux:pass", "obl:agent") >= 0 {
		return true
	}
	if t.child(c.pred, "nsubj:pass", "csubj:pass") >= 0 {
		// A finite passive has its auxiliary but in telegraphic style; with
		// "has" alone, or none in running text, the label is a mistake.
		if t.child(c.pred, "aux") >= 0 {
			return c.hasAux("be", "get")
		}
		return t.s.Heading || t.xpos(c.pred) == "VBN" && !t.ended()
	}
	if c.first != nil && c.first != c && t.child(c.pred, "nsubj", "aux") < 0 && t.xpos(c.pred) == "VBN" &&
		t.xpos(c.first.pred) == "VBN" && c.first.isPassive() {
		return true
	}
	if c.first != nil && c.first != c && t.xpos(c.pred) == "VBN" && t.child(c.pred, "nsubj") >= 0 && t.child(c.pred, "aux", "obj", "xcomp", "ccomp") < 0 && c.first.hasAux("be") && c.first.isPassive() {
		return true // "homes were raided and computers seized"
	}
	if c.first != nil && c.first != c && c.first.kind == copular && t.upos(c.first.pred) == "ADJ" && t.xpos(c.pred) == "VBN" && t.child(c.pred, "nsubj", "aux", "obj", "ccomp") < 0 {
		return true // "were missing and feared dead"
	}
	if t.xpos(c.pred) == "VBN" && t.rel(c.pred) == "advcl" && c.mark == "with" && t.child(c.pred, "aux") < 0 && !loadLexicon().is("intransitive", t.lemma(c.pred)) && t.lemma(c.pred) != "vote" {
		return true // "with laws expected soon"
	}
	if t.xpos(c.pred) != "VBN" || t.child(c.pred, "aux", "nsubj") >= 0 {
		return false
	}
	if l := t.lemma(c.pred); t.rel(c.pred) == "acl" && (l == "vote" || loadLexicon().is("intransitive", l)) && t.child(c.pred, "obl") < 0 && t.actorLike(t.head(c.pred)) {
		return false // "around 2 million voters voted"
	}
	switch t.rel(c.pred) {
	case "acl", "advcl", "xcomp", "amod":
		return true
	}
	return false
}

// attach finds the governing clause and the kind of the link.
func (c *clause) attach() {
	t := c.t
	i := c.pred
	h := t.head(i)
	c.mark = t.marks(i)
	if h < 0 {
		c.link = linkRoot
		return
	}
	// The nearest predicate above, and the noun between, if any.
	for p, n := h, 0; p >= 0 && n <= len(t.kids); p, n = t.head(p), n+1 {
		if g := t.byPred[p]; g != nil && g != c {
			c.parent = g
			break
		}
	}
	headIsPred := t.byPred[h] != nil
	switch t.base(i) {
	case "conj":
		c.link = linkConj
		if g := t.byPred[h]; g != nil {
			c.first = g
		} else {
			c.link = linkParataxis
		}
	case "parataxis", "list", "appos", "dislocated", "dep", "vocative", "orphan":
		c.link = linkParataxis
	case "ccomp":
		c.link = linkFinite
		c.nonfinite()
	case "xcomp":
		c.link = linkInfinitive
		c.nonfinite()
		if t.infinitive(i) && t.upos(h) == "VERB" && (t.child(h, "obj", "iobj", "aux:pass") >= 0 || loadLexicon().is("intransitive", t.lemma(h))) && !loadLexicon().takesInfinitive(t.lemma(h)) {
			c.link = linkAdverbial // "met the envoy to explain": a purpose
		}
	case "csubj":
		c.link = linkSubject
	case "advcl":
		if t.rel(i) == "advcl:relcl" {
			c.link = linkParataxis
			return
		}
		c.link = linkAdverbial
		if c.mark == "" && !t.infinitive(i) && t.child(i, "nsubj", "nsubj:pass") < 0 && c.mark == "" && !c.inverted() {
			c.link = linkFree
		}
		if t.infinitive(i) && c.mark == "" && h < i && headIsPred && t.upos(h) == "VERB" && t.child(h, "obj", "iobj") >= 0 &&
			t.child(i, "nsubj", "nsubj:pass") < 0 && t.lemma(h) != "use" && loadLexicon().takesInfinitive(t.lemma(h)) && !c.commaBefore() {
			c.link = linkInfinitive // "asked Kyiv not to attack"
			return
		}
		if n := c.calledFor(); n >= 0 {
			c.link, c.noun = linkInfinitive, n // "calls for Israel to stop"
			return
		}
		if c.mark == "with" && t.child(i, "nsubj", "nsubj:pass") >= 0 {
			c.link = linkFree // "with the rebels holding the city"
		} else if prepositional(c.mark) && c.ing() {
			c.gerundOrAdverbial()
		}
	case "acl":
		if !headIsPred || c.kind == copular || t.byPred[h].kind == copular {
			c.noun = h
		}
		switch {
		case t.rel(i) == "acl:relcl":
			c.link = linkRelative
			if c.noun < 0 {
				c.link = linkParataxis
			} else if k := t.thingBefore(c.noun, i); k >= 0 {
				c.noun = k
			}
		case t.infinitive(i):
			c.link = linkInfinitive
		case loadLexicon().is("time-mark", c.mark):
			c.link, c.noun = linkAdverbial, -1 // "hours after he left"
		case c.mark != "" && c.mark != "as", t.child(i, "nsubj", "nsubj:pass") >= 0 && c.tense() != "" && loadLexicon().takesThat(t.lemma(h)):
			c.link = linkFinite
			if c.ing() {
				c.link = linkGerund
			}
		default:
			c.link = linkReduced
		}
	case "nsubj", "obj", "obl", "nmod", "iobj":
		c.link = linkGerund
		if t.byPred[h] == nil {
			c.noun = h
		}
	default:
		c.link = linkParataxis
	}
}

// calledFor is the noun whose "for X" stands right before the infinitive, when
// that noun takes infinitives: "calls for Israel to stop"; else -1.
func (c *clause) calledFor() int {
	t := c.t
	if !t.infinitive(c.pred) {
		return -1
	}
	first, _ := t.subtree(c.pred, nil)
	for first > 0 && (t.isPunct(first-1) || t.isPunct(first)) {
		first-- // "plans by the operator, Acme, to cut jobs"
	}
	for k, n := first-1, 0; k >= 0 && n < len(t.kids); k, n = t.head(k), n+1 {
		h := t.head(k)
		if h < 0 || h > c.pred {
			return -1
		}
		if p := t.prep(k); t.base(k) == "nmod" && (p == "for" || p == "by" && t.actorLike(k)) {
			if _, ok := loadLexicon().frames[frameKey{t.lemma(h), "N", "inf"}]; ok {
				return h
			}
		}
	}
	return -1
}

// beTo reports the finite "are to meet": a form of "be" before the "to".
func (c *clause) beTo() bool {
	t := c.t
	for _, a := range t.children(c.pred, "aux", "cop") {
		for _, k := range t.children(c.pred, "mark") {
			if a < k && t.lemma(a) == "be" && (t.lower(k) == "to" || t.words(k) == "due_to") {
				return true
			}
		}
	}
	return false
}

// commaBefore reports a comma at the left edge of the clause.
func (c *clause) commaBefore() bool {
	first, _ := c.t.subtree(c.pred, nil)
	return c.t.lower(first) == "," || first > 0 && c.t.lower(first-1) == ","
}

// nonfinite tells gerunds from infinitives and finite complements.
func (c *clause) nonfinite() {
	t := c.t
	switch {
	case t.infinitive(c.pred) && !c.beTo():
		c.link = linkInfinitive
	case c.ing() && t.child(c.pred, "nsubj", "nsubj:pass") < 0:
		c.link = linkGerund
	case t.xpos(c.pred) == "VB" && t.child(c.pred, "nsubj", "nsubj:pass", "aux") < 0:
		c.link = linkInfinitive // bare infinitive: "let him go"
	case t.rel(c.pred) == "xcomp":
		c.link = linkInfinitive
	default:
		c.link = linkFinite
	}
	if t.byPred[t.head(c.pred)] == nil {
		c.noun = t.head(c.pred)
	}
}

// ing reports a gerund or participle, also of the copula and of
// auxiliaries: "being ready", "having been seen".
func (c *clause) ing() bool {
	t := c.t
	if aux := t.children(c.pred, "aux", "aux:pass", "cop"); len(aux) > 0 {
		if t.xpos(aux[0]) == "VBG" {
			return true
		}
		return t.xpos(aux[0]) == "VBN" && t.child(c.pred, "aux") >= 0 && t.xpos(t.child(c.pred, "aux")) == "VBG"
	}
	return t.xpos(c.pred) == "VBG"
}

// gerundOrAdverbial tells complements ("accused of stealing") from adjuncts
// ("by stealing", "before leaving").
func (c *clause) gerundOrAdverbial() {
	lex := loadLexicon()
	if _, governs := lex.frames[frameKey{c.t.lemma(c.t.head(c.pred)), "V", "ger:" + c.mark}]; governs && c.mark != "in" || !lex.is("adjunct-mark", c.mark) {
		c.link = linkGerund
	}
}

func prepositional(mark string) bool { return loadLexicon().is("gerund-mark", mark) }

// inverted reports a conditional without "if": "Had he known", "Should they
// agree", "Were it to fail".
func (c *clause) inverted() bool {
	t := c.t
	if c.mark != "" {
		return false
	}
	if t.base(c.pred) != "advcl" {
		// A parser that misses the clause: "Had she known, he would …".
		last, front := len(t.s.Tokens)-1, 0
		for front < last && t.isPunct(front) {
			front++
		}
		if last < 0 || t.lower(last) == "?" || t.lower(front) != "had" && t.lower(front) != "should" && t.lower(front) != "were" || t.head(front) != c.pred {
			return false
		}
	}
	s := t.child(c.pred, "nsubj", "nsubj:pass", "expl")
	if s < 0 {
		return false
	}
	for _, k := range t.kids[c.pred] {
		if k < s && (t.base(k) == "aux" || t.base(k) == "cop") {
			switch t.lower(k) {
			case "had", "should", "were":
				return true
			}
		}
	}
	return false
}

// lead is the clause whose link counts: the first conjunct.
func (c *clause) lead() *clause {
	for n := 0; c.first != nil && n < 64; n++ {
		c = c.first
	}
	return c
}

// bareConjunct reports that a coordinated verb shares the auxiliaries of the
// first conjunct: it has none of its own and the same non-finite form.
func (c *clause) bareConjunct() bool {
	t := c.t
	if c.first == nil || t.child(c.pred, "aux", "aux:pass", "cop") >= 0 {
		return false
	}
	if t.child(c.pred, "nsubj", "nsubj:pass") >= 0 {
		// "should be closed and the shops emptied"
		return t.xpos(c.pred) == "VBN" && t.xpos(c.first.pred) == "VBN" && t.child(c.first.pred, "aux:pass") >= 0
	}
	switch t.xpos(c.pred) {
	case "VB", "VBG", "VBN":
		return true
	}
	return false
}

// auxiliaries of the clause, with those shared through coordination.
func (c *clause) auxiliaries() []int {
	out := c.t.children(c.pred, "aux", "aux:pass")
	if c.kind == verbal {
		out = append(out, c.t.children(c.pred, "cop")...)
	}
	if len(out) == 0 && c.bareConjunct() {
		return c.first.auxiliaries()
	}
	return out
}

func (c *clause) hasAux(lemmas ...string) bool {
	for _, a := range c.auxiliaries() {
		for _, l := range lemmas {
			if c.t.lower(a) == l || c.t.lemma(a) == l {
				return true
			}
		}
	}
	return false
}

// tense is "past", "present", "future" or "" for non-finite clauses without
// a finite word.
func (c *clause) tense() string {
	t := c.t
	if c.hasAux("will", "'ll", "shall", "wo") {
		return "future"
	}
	finite := append([]int(nil), c.auxiliaries()...)
	if c.kind == copular {
		finite = append(finite, t.children(c.pred, "cop")...)
	}
	finite = append(finite, c.pred)
	for _, i := range finite {
		switch t.xpos(i) {
		case "VBD":
			return "past"
		case "VBZ", "VBP":
			// "has met" is past in meaning; "is meeting" is not.
			if t.lemma(i) == "have" && i != c.pred {
				return "past"
			}
			return "present"
		case "MD":
			return "modal"
		}
	}
	if c.bareConjunct() {
		return c.first.tense()
	}
	if t.xpos(c.pred) == "VBN" && !c.passive && t.child(c.pred, "nsubj") >= 0 && t.child(c.pred, "aux") < 0 {
		return "past" // a past tense that was tagged as a participle
	}
	return ""
}

// verbForm joins the lemma with its particles: "send_back".
func (c *clause) verbForm() string {
	t := c.t
	form := t.lemma(c.pred)
	for _, p := range particles(c) {
		form += "_" + p
	}
	return strings.ReplaceAll(form, " ", "_")
}

// nounLike reports whether a token can be an argument.
func (t *tree) nounLike(i int) bool {
	switch t.upos(i) {
	case "NOUN", "PROPN", "PRON", "NUM", "SYM", "X":
		return true
	case "DET", "ADJ":
		switch t.base(i) {
		case "nsubj", "obj", "iobj", "obl", "nmod", "conj", "appos":
			return true
		}
	}
	return false
}
