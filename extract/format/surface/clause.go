package surface

import (
	"slices"
	"strings"
)

// argument is what follows the relation.
type argument struct {
	at    int    // token of its head
	prep  string // preposition, which may join the relation
	words string // without it
	kind  string // obj, iobj, obl, content, adverb
	pre   bool   // it stands before the predicate
}

func (a argument) full() string {
	if a.prep == "" {
		return a.words
	}
	return a.prep + " " + a.words
}

// clause emits the tuples of a predicate.
func (r *reader) clause(i int) {
	subjects, far := r.subjects(i, 0)
	var verb []int
	rule := "verb"
	z := 0.0
	if r.rel(i) == "xcomp" && r.head(i) >= 0 && r.predicate(r.head(i)) && r.child(r.head(i), "obj", "iobj") < 0 {
		// "wanted to leave Rome": one relation.
		verb = append(r.verbWords(r.head(i)), r.verbWords(i)...)
		slices.Sort(verb)
		rule = "verb-complement"
	} else {
		verb = r.verbWords(i)
	}
	switch {
	case r.rel(i) == "acl:relcl":
		rule = "relative"
	case r.rel(i) == "acl":
		rule = "participle"
	case r.rel(i) == "advcl" && far:
		rule = "adverbial"
	case r.rel(i) == "xcomp" && rule != "verb-complement":
		rule = "controlled"
	case r.rel(i) == "conj" && far:
		rule = "conjunct"
	}
	args := r.arguments(i)
	if r.child(i, "cop") >= 0 || r.child(r.headIfComplement(i), "cop") >= 0 && r.upos(i) != "VERB" {
		r.copular(i, subjects, verb, args)
		return
	}
	relation := r.words(verb)
	if rule == "participle" && r.xpos(i) == "VBN" {
		relation = "was " + relation
	}
	if x := r.child(i, "expl"); x >= 0 && len(subjects) == 0 {
		return
	}
	if len(subjects) == 0 || len(args) == 0 {
		return
	}
	for _, s := range subjects {
		if s == "" {
			continue
		}
		r.verbal(i, rule, relation, s, args, z)
	}
}

func (r *reader) headIfComplement(i int) int {
	return i
}

// verbal emits the tuples of a verb: its object or first complement as the
// second argument, the others behind it.
func (r *reader) verbal(i int, rule, relation, subject string, args []argument, z float64) {
	main := slices.IndexFunc(args, func(a argument) bool { return a.kind == "obj" })
	if main < 0 {
		main = slices.IndexFunc(args, func(a argument) bool { return a.kind == "content" })
	}
	if main < 0 {
		main = slices.IndexFunc(args, func(a argument) bool { return a.kind == "obl" && !a.pre })
	}
	if main < 0 {
		main = slices.IndexFunc(args, func(a argument) bool { return a.kind == "obl" || a.kind == "adverb" })
	}
	if main < 0 {
		return
	}
	a := args[main]
	rel := relation
	second := a.words
	if a.kind == "obl" && !a.pre {
		if a.prep != "" {
			rel += " " + a.prep
		}
	} else if a.kind == "obl" {
		second = a.full()
	}
	cells := []string{subject, second}
	for n, b := range args {
		if n != main {
			cells = append(cells, b.full())
		}
	}
	r.emit(i, rule+"-"+a.kind, rel, cells, z)
}

// copular emits "X is Y".
func (r *reader) copular(i int, subjects []string, verb []int, args []argument) {
	if len(subjects) == 0 {
		if x := r.child(i, "expl"); x < 0 {
			return
		}
		return
	}
	relation := r.words(verb)
	for _, s := range subjects {
		if s == "" {
			continue
		}
		if p := r.child(i, "case"); p >= 0 {
			r.emit(i, "copula-phrase", relation+" "+r.prep(i), []string{s, r.phrase(i, false)}, 0)
			continue
		}
		if r.upos(i) == "ADJ" || r.upos(i) == "VERB" {
			// "is equipped with", "is responsible for"
			if k := slices.IndexFunc(args, func(a argument) bool { return a.kind == "obl" && !a.pre && a.prep != "" }); k >= 0 {
				head := r.collect(i, func(k int) bool { return r.head(k) == i && r.base(k) != "advmod" || r.beside(i, k, false) })
				r.emit(i, "copula-adjective-obl", relation+" "+r.words(r.trim(head))+" "+args[k].prep, []string{s, args[k].words}, 0)
				continue
			}
		}
		r.emit(i, "copula", relation, []string{s, r.phrase(i, false)}, 0)
	}
}

// prep is the preposition of a nominal, "" if it has none.
func (r *reader) prep(i int) string {
	var toks []int
	for _, k := range r.kids[i] {
		if r.rel(k) == "case" && r.xpos(k) != "POS" && k < i {
			toks = append(toks, r.collect(k, nil)...)
		}
	}
	slices.Sort(toks)
	return r.words(toks)
}

// arguments are what depends on the predicate besides its subject, in text
// order.
func (r *reader) arguments(i int) []argument {
	var out []argument
	relative := r.relativeOf(i)
	for _, k := range r.kids[i] {
		a := argument{at: k, pre: k < i}
		switch r.base(k) {
		case "obj":
			a.kind = "obj"
		case "iobj":
			a.kind = "iobj"
		case "obl":
			a.kind = "obl"
			a.prep = r.prep(k)
		case "ccomp":
			a.kind, a.words = "content", r.content(k, false)
		case "xcomp":
			if r.predicate(k) && r.child(i, "obj", "iobj") < 0 {
				continue // joined to the relation
			}
			a.kind, a.words = "content", r.content(k, true)
			if r.child(i, "obj") >= 0 {
				a.kind = "adverb"
			}
		case "advmod":
			if len(r.kids[k]) == 0 && (k == i-1 || strings.HasPrefix(r.xpos(k), "W")) || r.lower(k) == "not" || r.lower(k) == "n't" {
				continue
			}
			a.kind, a.words = "adverb", r.content(k, true)
		case "advcl":
			a.kind, a.words = "adverb", r.content(k, true)
		default:
			continue
		}
		if a.words == "" {
			if relativePronoun(r.lower(k)) && relative >= 0 {
				a.words = r.antecedent(relative)
			} else {
				a.words = r.phrase(k, false)
			}
		}
		if a.words != "" {
			out = append(out, a)
		}
	}
	if r.rel(i) == "acl:relcl" && r.child(i, "nsubj", "nsubj:pass") >= 0 && !slices.ContainsFunc(out, func(a argument) bool { return a.kind == "obj" || a.kind == "content" }) {
		if k := r.child(i, "nsubj", "nsubj:pass"); !relativePronoun(r.lower(k)) && r.child(i, "aux:pass", "cop") < 0 && !slices.ContainsFunc(r.kids[i], func(k int) bool { return strings.HasPrefix(r.xpos(k), "W") }) {
			out = append(out, argument{at: r.head(i), words: r.antecedent(r.head(i)), kind: "obj"})
		}
	}
	return out
}
