package extract

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// Which words of a document tell of one happening: the verb of a headline and
// that of the report, "announced" and "the announcement", "the loss" and "the
// loss". A word joins the nearest earlier one that it can repeat; where
// participants, days or modality speak against it, none.

//go:embed deverbals.tsv
var deverbalTable string

// deverbals are the verbs that nouns of happening are made of.
var deverbals = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{}
	for line := range strings.SplitSeq(deverbalTable, "\n") {
		if noun, verbs, ok := strings.Cut(line, "\t"); ok {
			out[noun] = strings.Fields(verbs)
		}
	}
	return out
})

// Sentences between two words for one happening, at most: of two verbs, and of
// a noun and what it takes up.
const (
	sameVerbReach = 12
	sameNounReach = 4
	bareNounReach = 2 // of a noun that says of nobody
)

// anew are words before a noun by which it is another happening than the last
// of its kind.
var anew = []string{"another", "previous", "earlier", "last", "second", "third", "similar", "other", "further", "additional", "former", "next", "separate", "any", "each", "every", "no", "such", "recent"}

// chains numbers the happenings: equal for words of one, by the index of the
// first.
func (n *narrative) chains(hs []told) []int {
	out := make([]int, len(hs))
	for i := range hs {
		out[i] = i
		for j := i - 1; j >= 0 && hs[i].t.si-hs[j].t.si <= sameVerbReach; j-- {
			if n.same(&hs[j], &hs[i]) {
				out[i] = out[j]
				break
			}
		}
	}
	return out
}

// same reports that b can tell again what a told before it.
func (n *narrative) same(a, b *told) bool {
	far := b.t.si - a.t.si
	if far == 0 || !n.sameDeed(a, b) || !compatibleDates(a.Date, b.Date) || !b.Noun && b.c.hasAux("had") && !a.Noun && !a.c.hasAux("had") {
		return false
	}
	agents, agentsTold := n.shared(a, b, "agent")
	patients, patientsTold := n.shared(a, b, "patient")
	if a.Heading && far <= freshReach {
		// A report tells again what its headline says, in more words.
		switch {
		case a.Noun && b.Noun:
			return !n.anew(b) && n.first(b) && (agents || patients || !n.ofOthers(b))
		case !b.Noun && b.c.hasAux("had"):
			return false // what was before the news
		case (agents || patients) && (!agentsTold || agents || !n.named(a, b, "agent")) && (!patientsTold || patients || !n.named(a, b, "patient")):
			return a.Noun != b.Noun || sameMood(a, b) || agents && patients
		}
		return false
	}
	if agentsTold && !agents || patientsTold && !patients {
		return false
	}
	switch {
	case !a.Noun && !b.Noun:
		if a.Speech || b.Speech || !sameMood(a, b) {
			return false
		}
		if n.x.lex.is("light-deed", b.Lemma) && !(agents && patients) {
			return false
		}
		if len(n.heads(a, "patient")) == 0 && len(n.heads(b, "patient")) == 0 {
			return agents
		}
		return patients
	case !b.Noun:
		return false
	}
	t, k := b.t, b.At.Token
	if far > sameNounReach || b.Modality == schema.Negated || t.xpos(k) == "NNS" && !(a.Noun && a.t.xpos(a.At.Token) == "NNS") {
		return false
	}
	if n.anew(b) || !t.definite(k) {
		return false
	}
	if a.Noun && !n.sameOwner(a, b) {
		return false
	}
	return agents || patients || far <= bareNounReach
}

// anew reports a noun that its words set apart from the last of its kind:
// "another lawsuit", "the 1991 agreement".
func (n *narrative) anew(h *told) bool {
	t, k := h.t, h.At.Token
	for _, j := range t.kids[k] {
		if j < k && (slices.Contains(anew, t.lower(j)) || t.inTime[j] >= 0) {
			return true
		}
	}
	return false
}

// first reports that no noun before tells of such a happening in the report.
func (n *narrative) first(h *told) bool {
	for i := range n.all {
		o := &n.all[i]
		if o.Span.Start < h.Span.Start && o.Noun && !o.Heading && o.Lemma == h.Lemma {
			return false
		}
	}
	return true
}

// ofOthers reports a happening with a participant who is named.
func (n *narrative) ofOthers(h *told) bool {
	return slices.ContainsFunc(h.Parties, func(p Party) bool { return h.t.upos(p.Head.Token) == "PROPN" && h.t.inTime[p.Head.Token] < 0 })
}

// named reports that both have a participant of the role who is named.
func (n *narrative) named(a, b *told, role string) bool {
	has := func(h *told) bool {
		return slices.ContainsFunc(n.heads(h, role), func(r text.TokenRef) bool { return h.t.upos(r.Token) == "PROPN" })
	}
	return has(a) && has(b)
}

// sameDeed reports two words for one kind of deed: the same verb, by the
// vocabulary, or the noun of a verb.
func (n *narrative) sameDeed(a, b *told) bool {
	switch {
	case a.Noun && b.Noun:
		return a.Lemma == b.Lemma
	case a.Noun:
		a, b = b, a
	}
	if !b.Noun {
		if a.Lemma == b.Lemma {
			return true
		}
		ra, _ := n.x.normalize(a.Lemma)
		rb, _ := n.x.normalize(b.Lemma)
		return ra == rb
	}
	of, _ := n.x.normalize(a.Lemma)
	for _, v := range deverbals()[b.Lemma] {
		if r, _ := n.x.normalize(v); v == a.Lemma || r == of {
			return true
		}
	}
	ev, ok := n.x.lex.events[b.Lemma]
	return ok && ev.relation != "" && ev.relation == string(of)
}

// sameOwner reports nouns whose possessor, if both have one, is the same.
func (n *narrative) sameOwner(a, b *told) bool {
	x, y := a.t.child(a.At.Token, "nmod:poss"), b.t.child(b.At.Token, "nmod:poss")
	if x < 0 || y < 0 {
		return true
	}
	return a.t.lower(x) == b.t.lower(y) || a.t.chainOf(x) >= 0 && a.t.chainOf(x) == b.t.chainOf(y)
}

// sameMood reports verbs of which both happened, or both are to come; a
// headline's infinitive is a plan.
func sameMood(a, b *told) bool {
	plan := func(h *told) bool {
		return h.Modality == schema.Planned || h.Heading && h.Modality == schema.Hypothetical
	}
	return a.Modality == b.Modality && a.Modality != schema.Hypothetical || plan(a) && plan(b)
}

// compatibleDates reports dates that can be of one day.
func compatibleDates(a, b schema.Date) bool {
	f, l := a.Bounds()
	g, m := b.Bounds()
	return !(l != "" && g != "" && l < g || m != "" && f != "" && m < f)
}

// heads are the words of a happening's participants of a role.
func (n *narrative) heads(h *told, role string) []text.TokenRef {
	var out []text.TokenRef
	for _, p := range h.Parties {
		if (p.Role == role || role == "agent" && p.Role == "owner") && h.t.inTime[p.Head.Token] < 0 {
			out = append(out, p.Head)
		}
	}
	return out
}

// shared reports a participant of the role that both have, and whether both
// tell of any.
func (n *narrative) shared(a, b *told, role string) (one, both bool) {
	x, y := n.heads(a, role), n.heads(b, role)
	for _, p := range x {
		for _, q := range y {
			if n.alike(a.t, p.Token, b.t, q.Token, role) {
				return true, true
			}
		}
	}
	return false, len(x) > 0 && len(y) > 0
}

// alike reports two nominals for one: of one chain, or of which one's name or
// noun is among the words of the other.
func (n *narrative) alike(t *tree, i int, u *tree, k int, role string) bool {
	if c := t.chainOf(i); c >= 0 && c == u.chainOf(k) {
		return true
	}
	words := func(t *tree, i int) []string {
		var out []string
		first, last := t.phrase(i)
		if role == "agent" {
			first, last = t.subtree(i, func(j int) bool { return t.byPred[j] != nil })
		}
		for j := first; j <= last; j++ {
			if t.upos(j) == "NOUN" || t.upos(j) == "PROPN" {
				out = append(out, strings.ToLower(t.lemma(j)))
			}
		}
		return out
	}
	x, y := words(t, i), words(u, k)
	if role == "agent" && t.upos(i) == "PROPN" && u.upos(k) == "PROPN" {
		return within(x, y) || within(y, x) // "Apple" and "Apple Computer", not "Apple Corps" and "Apple Computer"
	}
	return slices.Contains(y, strings.ToLower(t.lemma(i))) || slices.Contains(x, strings.ToLower(u.lemma(k)))
}

// within reports that all words are among others.
func within(words, others []string) bool {
	for _, w := range words {
		if !slices.Contains(others, w) {
			return false
		}
	}
	return len(words) > 0
}
