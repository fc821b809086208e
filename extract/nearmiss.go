package extract

import "github.com/dramatis-kg/dramatis/schema"

// What nearly happened, and what holds on a condition only: words beside a
// verb that keep what hangs on it from having happened.

// measured is the adverb or adjective right before the preposition of a
// gerund that says how far from happening it was, as the word that the gerund
// completes: "came close to signing", "stopped short of saying", "far from
// agreeing"; -1 if there is none.
func (x *extractor) measured(c *clause, frame string) int {
	t := c.t
	m := t.child(c.pred, "mark", "case")
	if m < 1 || c.mark == "" || posClass(t.upos(m-1)) != "A" {
		return -1
	}
	if h := t.head(m - 1); h != t.head(c.pred) && m-1 != t.head(c.pred) {
		return -1
	}
	if _, ok := x.lex.frames[frameKey{t.lemma(m - 1), "A", frame}]; !ok {
		return -1
	}
	return m - 1
}

// tooFor reports an infinitive that says what something was too much for:
// "too weak to fight", "came too late to vote", "too few men to hold it".
func (c *clause) tooFor() bool {
	t := c.t
	first, _ := t.subtree(c.pred, nil)
	for k := max(0, first-6); k < first; k++ {
		if t.lower(k) != "too" || t.rel(k) != "advmod" {
			continue
		}
		a := t.head(k)
		if a < k || a >= first || t.upos(a) != "ADJ" && t.upos(a) != "ADV" {
			continue
		}
		// The measure, or the noun that it measures, governs the infinitive or
		// hangs on what governs it.
		for h := t.head(c.pred); a >= 0 && a < first; a = t.head(a) {
			if a == h || t.head(a) == h && t.base(a) != "nsubj" {
				return true
			}
			if t.base(a) != "amod" && t.base(a) != "advmod" {
				break
			}
		}
	}
	return false
}

// tooMood is that of what something was too much for: it did not happen, or
// was not too much for it.
func tooMood(up mood) mood {
	switch up.m {
	case schema.Asserted:
		return noted(schema.Negated, "too_to")
	case schema.Planned:
		return mood{m: schema.Negated, notes: append(append([]string(nil), up.notes...), "modality:too_to")}
	}
	return mood{m: schema.Hypothetical, notes: append(append([]string(nil), up.notes...), "modality:too_to")}
}

// conditions are subordinators under which the main clause holds only if they
// do.
var conditions = map[string]bool{
	"if": true, "unless": true, "only_if": true, "provided": true, "providing": true, "assuming": true, "supposing": true, "as_long_as": true,
	"so_long_as": true, "on_condition": true, "in_the_event": true,
}

// contingent reports a clause that is told as a fact but hangs on a
// condition: "the dam holds if the rain stops", "the fleet has sailed, if the
// report is right". What asks or says ("asked if"), or has a complement that
// the condition may belong to, is no such clause.
func (x *extractor) contingent(c *clause) bool {
	t := c.t
	if x.isCue(c) || t.child(c.pred, "ccomp", "xcomp", "csubj", "expl") >= 0 {
		return false
	}
	if c.tense() == "past" {
		l := t.lemma(c.pred)
		if _, says := x.lex.frames[frameKey{l, "V", "that"}]; says || x.lex.takesInfinitive(l) {
			return false // "have called a strike unless …": the strike, not the call
		}
	}
	for _, g := range t.clauses {
		if g.parent != c || g.link != linkAdverbial || g.tense() == "" {
			continue
		}
		if t.childLemma(g.pred, "advmod", "even") || g.pred > 0 && t.marksAfter(g.pred, "even") {
			continue // "even if": it holds anyway
		}
		if conditions[g.mark] || g.inverted() {
			return true
		}
	}
	return false
}

// marksAfter reports that the word stands right before the subordinator of the
// clause.
func (t *tree) marksAfter(pred int, word string) bool {
	m := t.child(pred, "mark")
	return m > 0 && t.lower(m-1) == word
}

// drafts are nouns for texts that do nothing yet.
var drafts = map[string]bool{
	"bill": true, "proposal": true, "motion": true, "amendment": true, "draft": true, "petition": true, "referendum": true, "initiative": true,
	"plan": true, "scheme": true, "blueprint": true,
}

// drafted reports a relative clause in the present about what is only a
// draft: "voted for a bill that bans coal".
func (c *clause) drafted() bool {
	return drafts[c.t.lemma(c.noun)] && c.link == linkRelative && c.tense() == "present" && c.kind == verbal && !c.passive && !c.ing()
}

// few reports that hardly anybody does what the clause says: what few believe
// is no claim.
func (c *clause) few() bool {
	t := c.t
	for _, s := range t.children(c.pred, "nsubj") {
		if t.lower(s) == "few" && !t.childLemma(s, "det", "a") {
			return true
		}
		for _, k := range t.children(s, "amod", "det", "nummod") {
			if t.lower(k) == "few" && !t.childLemma(s, "det", "a") && !t.childLemma(k, "det", "a") {
				return true
			}
		}
	}
	return false
}

// undone are verbs by which a plan, promise or order comes to nothing.
var undone = map[string]bool{
	"cancel": true, "scrap": true, "abandon": true, "drop": true, "shelve": true, "reverse": true, "withdraw": true, "ditch": true, "axe": true,
	"rescind": true, "revoke": true, "call_off": true, "give_up": true, "suspend": true, "break": true, "renege_on": true,
}

// afforded reports an infinitive that completes the adjective of the clause
// above, though it was read as its purpose: "is free to leave".
func (c *clause) afforded(lex *lexicon) bool {
	t := c.t
	if t.upos(c.parent.pred) != "ADJ" || c.parent.pred > c.pred || c.commaBefore() {
		return false
	}
	_, ok := lex.frames[frameKey{t.lemma(c.parent.pred), "A", "inf"}]
	return ok
}

// misread reads what parsers make of two openings of a sentence: "Had the
// paper printed it, …" as something printed that somebody had, and "Not one of
// the guards left" as one of the guards who were left.
func (c *clause) misread() (mood, bool) {
	t := c.t
	h := t.head(c.noun)
	if c.link != linkReduced || h < 0 {
		return mood{}, false
	}
	front := 0
	for front < h && t.isPunct(front) {
		front++
	}
	if w := t.lower(h); h == front && t.upos(h) == "AUX" && (w == "had" || w == "were" || w == "should") {
		return noted(schema.Hypothetical, "inverted_if"), true
	}
	if t.lower(h) == "one" && t.childLemma(h, "advmod", "not") && h == t.s.Root() {
		return noted(schema.Negated, "not_one"), true
	}
	return mood{}, false
}

// lasting are verbs whose participle says what a thing is as long as it
// exists: "a government led by Lind". Of a thing that is only spoken of, they
// say no more than that it would be so.
var lasting = map[string]bool{
	"lead": true, "head": true, "chair": true, "run": true, "govern": true, "rule": true, "control": true, "dominate": true, "back": true, "support": true,
	"supervise": true, "monitor": true, "oversee": true, "guarantee": true, "fund": true, "finance": true, "sponsor": true, "staff": true, "host": true,
	"mediate": true, "moderate": true, "protect": true, "own": true, "enforce": true, "administer": true, "patrol": true, "command": true, "guard": true,
}
