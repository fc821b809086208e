package plover

import (
	"sort"
	"strings"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// clause is the view of an input that features are read from.
type clause struct {
	in      Input
	s       *text.Sentence
	dict    *Dictionary
	kids    [][]int
	trigger int    // token that names the event, -1 if none
	path    []int  // tokens on the tree's path from source to target, both heads included
	own     []bool // tokens of the trigger's clause; nil where all of the sentence counts
	source  int    // head token, -1 if none
	target  int
}

func newClause(in Input, dict *Dictionary) *clause {
	c := &clause{in: in, s: in.Sentence, dict: dict, trigger: in.Verb}
	n := len(c.s.Tokens)
	c.kids = make([][]int, n)
	for i := range c.s.Tokens {
		if h := c.s.Tokens[i].Head; h >= 0 && h < n && h != i {
			c.kids[h] = append(c.kids[h], i)
		}
	}
	c.source, c.target = c.head(in.Source), c.head(in.Target)
	c.path = c.between(c.source, c.target)
	if c.trigger < 0 || c.trigger >= n {
		c.trigger = c.findTrigger()
		return c
	}
	c.own = c.clauseOf(c.trigger)
	return c
}

// clauseOf marks the trigger and what depends on it, without the clauses in
// it that have a subject of their own or modify a noun: those may tell of
// another event.
func (c *clause) clauseOf(v int) []bool {
	in := make([]bool, len(c.s.Tokens))
	stack := []int{v}
	for len(stack) > 0 {
		i := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if in[i] {
			continue
		}
		in[i] = true
		for _, k := range c.kids[i] {
			switch c.rel(k) {
			case "ccomp", "parataxis", "csubj":
			case "acl", "advcl", "conj":
				if c.predicate(k) && (c.hasSubject(k) || c.rel(k) == "acl" || c.rel(k) == "conj") {
					continue
				}
				stack = append(stack, k)
			default:
				stack = append(stack, k)
			}
		}
	}
	return in
}

func (c *clause) hasSubject(i int) bool {
	for _, k := range c.kids[i] {
		if r := c.rel(k); r == "nsubj" || r == "csubj" || r == "expl" {
			return true
		}
	}
	return false
}

// match looks token i up in the dictionary, within the trigger's clause.
func (c *clause) match(i int) match { return c.dict.match(c.s, i, c.own) }

// head returns the token of the range whose head lies outside of it, the
// first one if there are several; -1 for an empty range.
func (c *clause) head(r Range) int {
	for i := max(r.First, 0); i < r.End && i < len(c.s.Tokens); i++ {
		if h := c.s.Tokens[i].Head; (h < 0 || !r.holds(h)) && c.s.Tokens[i].UPOS != "PUNCT" && c.s.Tokens[i].UPOS != "ADP" {
			return i
		}
	}
	return -1
}

// ancestors lists a token and those above it, up to the root.
func (c *clause) ancestors(i int) []int {
	var out []int
	for n := 0; i >= 0 && n <= len(c.s.Tokens); n++ {
		out = append(out, i)
		i = c.s.Tokens[i].Head
	}
	return out
}

// between is the path in the tree from a to b. If one is absent it is the
// path from the other to the root.
func (c *clause) between(a, b int) []int {
	if a < 0 || b < 0 {
		return c.ancestors(max(a, b))
	}
	up, down := c.ancestors(a), c.ancestors(b)
	at := map[int]int{}
	for i, x := range up {
		at[x] = i
	}
	for j, x := range down {
		i, ok := at[x]
		if !ok {
			continue
		}
		path := append([]int(nil), up[:i+1]...)
		for k := j - 1; k >= 0; k-- {
			path = append(path, down[k])
		}
		return path
	}
	return append(append([]int(nil), up...), down...)
}

func (c *clause) tok(i int) *text.Token { return &c.s.Tokens[i] }
func (c *clause) lemma(i int) string    { return word(&c.s.Tokens[i]) }

func (c *clause) rel(i int) string {
	r, _, _ := strings.Cut(c.s.Tokens[i].Deprel, ":")
	return r
}

func (c *clause) predicate(i int) bool {
	u := c.tok(i).UPOS
	return u == "VERB" || u == "AUX" && c.rel(i) != "aux" && c.rel(i) != "cop"
}

// findTrigger picks the verb that relates source and target: of those on the
// path between them the highest that the dictionary gives a type ("refused"
// in "refused to meet"), else the highest of all that is no plain speech,
// else the sentence's main verb.
func (c *clause) findTrigger() int {
	best, bestRank, bestDepth := -1, 0, 0
	for _, i := range c.path {
		if c.in.Source.holds(i) || c.in.Target.holds(i) || !c.predicate(i) {
			continue
		}
		rank := 2
		switch m := c.match(i); m.code.Type {
		case "SAY":
			rank = 1
		case "", "APPEAL":
		default:
			rank = 3
		}
		if depth := len(c.ancestors(i)); rank > bestRank || rank == bestRank && depth < bestDepth {
			best, bestRank, bestDepth = i, rank, depth
		}
	}
	if best >= 0 {
		return best
	}
	for i := range c.s.Tokens {
		if c.predicate(i) && c.tok(i).Head < 0 {
			return i
		}
	}
	for i := range c.s.Tokens {
		if c.predicate(i) {
			return i
		}
	}
	return -1
}

// knowledge is how much the dictionaries know of the trigger.
type knowledge int

const (
	unknownVerb knowledge = iota // nothing: there is no event
	openVerb                     // listed, but its type depends on its company
	typedVerb                    // has a type
	speechVerb                   // plain speech
)

// known tells whether the trigger can name an event at all.
func (c *clause) known() knowledge {
	if c.trigger < 0 {
		return unknownVerb
	}
	m := c.match(c.trigger)
	switch {
	case !m.found:
		return unknownVerb
	case m.code.Type == "SAY":
		return speechVerb
	case m.code.Type == "" || m.code.Type == "APPEAL":
		return openVerb
	}
	return typedVerb
}

// mode is the PLOVER mode that the dictionary gives a verb of the clause, the
// trigger first, if it agrees on the type.
func (c *clause) mode(t schema.EventType) string {
	if c.trigger < 0 {
		return ""
	}
	at := append([]int{c.trigger}, c.kids[c.trigger]...)
	for _, i := range at {
		if i != c.trigger && !c.predicate(i) && c.rel(i) != "obj" {
			continue
		}
		if m := c.match(i); m.code.Mode != "" && m.code.Type == string(t) {
			return m.code.Mode
		}
	}
	return ""
}

// features lists what the classifier sees of the clause, each once, sorted.
func (c *clause) features() []string {
	set := map[string]bool{"bias": true}
	add := func(parts ...string) { set[strings.Join(parts, " ")] = true }
	if c.trigger >= 0 {
		c.triggerFeatures(add)
	}
	c.pathFeatures(add)
	c.wordFeatures(add)
	out := make([]string, 0, len(set))
	for f := range set {
		out = append(out, f)
	}
	sort.Strings(out)
	return out
}

// triggerFeatures describe the trigger, its arguments, its polarity and what
// the dictionary makes of it.
func (c *clause) triggerFeatures(add func(...string)) {
	v := c.trigger
	l := c.lemma(v)
	add("verb", l)
	if m := c.match(v); m.found {
		add("dictionary", m.code.Type)
		if m.words > 0 {
			add("pattern", m.code.Type)
		}
	}
	for _, k := range c.kids[v] {
		kl := c.lemma(k)
		switch c.rel(k) {
		case "obj", "xcomp", "ccomp", "iobj":
			add(c.rel(k), kl)
			add("verb+"+c.rel(k), l, kl)
			for _, g := range c.kids[k] {
				switch c.rel(g) {
				case "amod", "compound", "nmod", "obj", "xcomp", "obl", "ccomp":
					add("inner", c.lemma(g))
				}
			}
			if m := c.match(k); m.code.Type != "" && c.predicate(k) {
				add("complement dictionary", m.code.Type)
			}
		case "obl", "nmod", "advcl":
			if p := c.caseOf(k); p != "" {
				add("verb+prep", l, p)
				add("prep", p)
				if !c.in.Source.holds(k) && !c.in.Target.holds(k) {
					add("oblique", p, kl)
				}
			}
		case "compound":
			if c.tok(k).Deprel == "compound:prt" {
				add("verb+particle", l, kl)
			}
		case "aux":
			switch c.tok(k).Deprel {
			case "aux:pass":
				add("passive")
			default:
				add("aux", strings.ToLower(c.tok(k).Norm))
			}
		case "advmod":
			if kl == "not" || kl == "never" || kl == "n't" || kl == "no" {
				add("negated")
				add("negated verb", l)
			}
		case "mark":
			add("mark", kl)
		}
	}
	for _, a := range c.ancestors(v)[1:] {
		if c.predicate(a) {
			add("above", c.lemma(a))
			if m := c.match(a); m.code.Type != "" {
				add("above dictionary", m.code.Type)
			}
		}
	}
}

func (c *clause) caseOf(i int) string {
	for _, k := range c.kids[i] {
		if c.rel(k) == "case" || c.rel(k) == "mark" {
			return c.lemma(k)
		}
	}
	return ""
}

// pathFeatures describe how the tree joins source and target.
func (c *clause) pathFeatures(add func(...string)) {
	if c.source >= 0 {
		add("source is", c.tok(c.source).Deprel)
	}
	if c.target >= 0 {
		add("target is", c.tok(c.target).Deprel)
		if p := c.caseOf(c.target); p != "" {
			add("target prep", p)
		}
	}
	for _, i := range c.path {
		if c.in.Source.holds(i) || c.in.Target.holds(i) || c.own != nil && !c.own[i] {
			continue
		}
		add("path", c.lemma(i))
		if m := c.match(i); m.code.Type != "" {
			add("path dictionary", m.code.Type)
		}
		for _, k := range c.kids[i] {
			if r := c.rel(k); (r == "obj" || r == "xcomp" || r == "amod" || r == "compound" || r == "obl") && !c.in.Source.holds(k) && !c.in.Target.holds(k) {
				add("beside path", c.lemma(k))
			}
		}
	}
}

// wordFeatures are the content words of the sentence, told apart by where
// they stand. Where the caller names the trigger, only words below it count:
// the rest may be about another event.
func (c *clause) wordFeatures(add func(...string)) {
	for i := range c.s.Tokens {
		if c.own != nil && !c.own[i] {
			continue
		}
		switch c.tok(i).UPOS {
		case "VERB", "NOUN", "ADJ", "ADV", "PROPN":
		default:
			continue
		}
		l := c.lemma(i)
		switch {
		case c.in.Source.holds(i):
			if i == c.source {
				add("source word", l)
			}
		case c.in.Target.holds(i):
			add("target word", l)
		default:
			if c.tok(i).UPOS == "PROPN" {
				continue
			}
			add("word", l)
			if c.predicate(i) {
				if m := c.match(i); m.code.Type != "" {
					add("any dictionary", m.code.Type)
				}
			}
		}
	}
}
