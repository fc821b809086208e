package surface

import (
	"slices"
	"strings"
)

// argument is what follows the relation.
type argument struct {
	prep  string   // preposition, which may join the relation
	words string   // without it
	parts []string // the words of its conjuncts, if they are distributed
	kind  string   // obj, iobj, obl, content, adverb
	pre   bool     // it stands before the predicate

	clausal    bool   // a clause with its own verb
	infinitive bool   // what the object is to do, which has facts of its own
	mark, bare string // conjunction of an adverbial clause, and its words without that
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
	if r.rel(i) == "xcomp" && r.head(i) >= 0 && r.predicate(r.head(i)) && r.child(r.head(i), "obj", "iobj") < 0 {
		// "wanted to leave Rome": one relation.
		verb = append(r.verbWords(r.head(i)), r.verbWords(i)...)
		if h := r.head(i); !slices.Contains(verb, h) && r.upos(h) == "ADJ" {
			verb = append(verb, h) // "is able to reach"
		}
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
	if o := r.child(i, "nsubj:outer"); o >= 0 && r.child(i, "nsubj", "nsubj:pass") >= 0 {
		// "the problem is that they left": a clause as the predicate.
		cop := r.children(i, "cop")
		toks := r.collect(i, func(k int) bool { return r.head(k) == i && (k == o || r.rel(k) == "cop" || r.rel(k) == "mark") })
		subject, content := r.phrase(o, false), r.words(r.trim(toks))
		r.emit(i, "copula-clause", r.words(cop), []string{subject, content}, Triple{subject, r.words(cop), content})
		verb = slices.DeleteFunc(verb, func(k int) bool { return r.rel(k) == "cop" })
		if !slices.Contains(verb, i) {
			verb = append(verb, i)
		}
	} else if r.child(i, "cop") >= 0 {
		r.copular(i, subjects, verb, args)
		return
	}
	relation := r.words(verb)
	said := relation
	if (rule == "participle" || rule == "adverbial") && r.xpos(i) == "VBN" && r.child(i, "aux", "aux:pass") < 0 {
		relation = "was " + relation
	}
	if x := r.child(i, "expl"); x >= 0 && r.lower(x) == "there" {
		r.existential(i, x, relation)
		return
	}
	for _, s := range subjects {
		if s == "" {
			continue
		}
		if len(args) == 0 {
			if r.child(i, "xcomp") < 0 {
				r.alone = append(r.alone, Fact{Triple: Triple{Subject: s, Relation: said}, Sentence: r.sentence, Span: r.s.Tokens[i].Span, Rule: "intransitive", Confidence: r.confidence("intransitive", said, []string{s, ""})})
			}
			continue
		}
		r.verbal(i, rule, relation, said, s, args)
	}
}

// subordinate is the conjunction of an adverbial clause in lower case and
// the clause without it; none for a participle or an infinitive alone.
func (r *reader) subordinate(k int) (mark, bare string) {
	var toks []int
	for _, m := range r.kids[k] {
		if m < k && (r.rel(m) == "mark" && r.lower(m) != "to" || r.rel(m) == "advmod" && r.lower(m) == "when") {
			toks = append(toks, r.collect(m, nil)...)
		}
	}
	if len(toks) == 0 {
		return "", ""
	}
	slices.Sort(toks)
	rest := r.collect(k, nil)
	rest = slices.DeleteFunc(rest, func(j int) bool { return j <= toks[len(toks)-1] })
	return strings.ToLower(r.words(toks)), r.words(r.trim(rest))
}

// existential emits "there is X".
func (r *reader) existential(i, x int, relation string) {
	if k := r.child(i, "nsubj", "nsubj:pass"); k > i {
		there, thing := r.s.Tokens[x].Text, r.phrase(k, false)
		r.emit(i, "existential", relation, []string{there, thing}, Triple{there, relation, thing})
	}
}

// verbal emits the tuples of a verb: its object or first complement as the
// second argument, the others behind it.
//
// relation is said with what an open tuple adds to it: "was" before a
// participle.
func (r *reader) verbal(i int, rule, relation, said, subject string, args []argument) {
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
	var rest []string
	for n, b := range args {
		if n != main {
			rest = append(rest, b.full())
		}
	}
	seconds := []string{second}
	if len(a.parts) > 1 && !(a.kind == "obl" && a.pre) {
		seconds = a.parts
	}
	about := subject
	if rule == "controlled" {
		// "asked the court to annul", "the vote": with the verb above.
		if h := r.head(i); h >= 0 && r.child(h, "obj", "iobj") >= 0 {
			if above, _ := r.subjects(h, 0); len(above) > 0 {
				about, said = above[0], r.words(r.verbWords(h))+" "+r.phrase(r.child(h, "obj", "iobj"), false)+" "+said
			}
		}
	}
	facts := r.binary(said, about, args, main)
	for n, second := range seconds {
		if n > 0 {
			facts = nil
		}
		r.emit(i, rule+"-"+a.kind, rel, append([]string{subject, second}, rest...), facts...)
	}
	// "was trained as a pianist at McGill": the further phrases of a verb
	// without object, each with its preposition in the relation.
	for n, b := range args {
		if n != main && b.kind == "obl" && !b.pre && b.prep != "" && a.kind == "obl" {
			for _, second := range b.parts {
				r.emit(i, "further-obl", relation+" "+b.prep, []string{subject, second})
			}
		}
	}
}

// binary parts a verb with its arguments into facts. The object, or what
// stands for it, goes with the verb alone; a phrase with a preposition has
// verb, object and preposition before it: "met Ben in", "Oslo".
func (r *reader) binary(relation, subject string, args []argument, main int) []Triple {
	var out []Triple
	before := relation
	for _, a := range args {
		if a.kind == "iobj" {
			before += " " + a.words
		}
	}
	add := func(relation string, a argument) {
		parts := a.parts
		if len(parts) == 0 {
			parts = []string{a.words}
		}
		for _, p := range parts {
			out = append(out, Triple{subject, relation, p})
		}
	}
	switch a := args[main]; {
	case a.kind == "obl" && a.prep != "":
		add(before+" "+a.prep, a)
	case a.mark != "":
		add(before+" "+a.mark, argument{words: a.bare})
	case a.kind == "adverb" && a.infinitive:
	default:
		add(before, a)
	}
	if a := args[main]; a.kind == "obj" || a.kind == "content" && !a.clausal {
		before += " " + a.words
	}
	for n, b := range args {
		switch {
		case n == main || b.kind == "iobj" || b.kind == "aside" || b.kind == "content":
		case b.mark != "":
			add(before+" "+b.mark, argument{words: b.bare})
		case b.kind == "adverb":
		case b.prep != "":
			add(before+" "+strings.ToLower(b.prep), b)
		default:
			add(before, b)
		}
	}
	return out
}

// copular emits "X is Y".
func (r *reader) copular(i int, subjects []string, verb []int, args []argument) {
	relation := r.words(verb)
	for _, s := range subjects {
		if s == "" {
			continue
		}
		var rest []string
		for _, a := range args {
			if a.kind == "obl" || a.kind == "adverb" {
				rest = append(rest, a.full())
			}
		}
		if p := r.prep(i); p != "" {
			for _, y := range r.nominals(i) {
				r.emit(i, "copula-phrase", relation+" "+p, append([]string{s, y}, rest...), Triple{s, relation + " " + p, y})
			}
			continue
		}
		if r.upos(i) == "ADJ" || r.upos(i) == "VERB" {
			// "is equipped with", "is responsible for"
			if k := slices.IndexFunc(args, func(a argument) bool { return a.kind == "obl" && !a.pre && a.prep != "" }); k >= 0 {
				head := r.collect(i, func(k int) bool { return r.head(k) == i && r.base(k) != "advmod" || r.beside(i, k, false) })
				rel := relation + " " + r.words(r.trim(head)) + " " + args[k].prep
				r.emit(i, "copula-adjective-obl", rel, []string{s, args[k].words}, Triple{s, rel, args[k].words})
				continue
			}
		}
		if k := r.child(i, "xcomp"); k >= 0 && r.upos(i) == "ADJ" && r.predicate(k) && r.child(k, "obj", "obl", "ccomp") >= 0 {
			continue // "is able to reach" says it
		}
		for n, y := range r.nominals(i) {
			facts := []Triple{{s, relation, y}}
			if n == 0 {
				for _, a := range args {
					if a.kind == "obl" {
						facts = append(facts, Triple{s, strings.TrimRight(relation+" "+r.phrase(i, false)+" "+strings.ToLower(a.prep), " "), a.words})
					}
				}
			}
			r.emit(i, "copula", relation, append([]string{s, y}, rest...), facts...)
		}
		if k := r.ofPhrase(i); k >= 0 {
			head := r.collect(i, func(j int) bool {
				return j == k || r.beside(i, j, false) || r.head(j) == i && (r.base(j) == "conj" || r.base(j) == "cc")
			})
			for _, y := range r.nominals(k) {
				r.emit(i, "copula-of", relation+" "+r.words(r.trim(head))+" "+r.prep(k), []string{s, y})
			}
		}
	}
}

// ofPhrase is the only prepositional phrase behind a noun, or -1.
func (r *reader) ofPhrase(i int) int {
	if all := r.children(i, "nmod"); len(all) == 1 && all[0] > i && r.prep(all[0]) != "" && r.child(i, "acl", "acl:relcl") < 0 {
		return all[0]
	}
	return -1
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
		a := argument{pre: k < i}
		switch r.base(k) {
		case "obj":
			a.kind = "obj"
		case "iobj":
			a.kind = "iobj"
		case "obl":
			if r.stranded(i, k) {
				continue
			}
			a.kind = "obl"
			a.prep = r.prep(k)
			if p := strings.ToLower(a.prep); p == "according to" || p == "for" && (r.lower(k) == "instance" || r.lower(k) == "example") {
				a.kind = "aside"
			}
		case "ccomp":
			a.kind, a.words, a.clausal = "content", r.content(k, false), true
		case "xcomp":
			if r.predicate(k) && r.child(i, "obj", "iobj") < 0 {
				return nil // joined to the relation of its complement
			}
			a.kind, a.words = "content", r.content(k, true)
			if r.child(i, "obj") >= 0 {
				a.kind, a.infinitive = "adverb", r.predicate(k)
			}
		case "advmod":
			if r.stranded(i, k) {
				continue
			}
			if len(r.kids[k]) == 0 && (k == i-1 || strings.HasPrefix(r.xpos(k), "W")) || r.lower(k) == "not" || r.lower(k) == "n't" || r.lower(k) == "longer" && r.child(k, "advmod", "det") >= 0 {
				continue
			}
			a.kind, a.words = "adverb", r.content(k, true)
		case "advcl":
			a.kind, a.words, a.clausal = "adverb", r.content(k, true), true
			a.mark, a.bare = r.subordinate(k)
		default:
			continue
		}
		if a.words == "" {
			if relativePronoun(r.lower(k)) && relative >= 0 {
				a.words = r.antecedent(relative)
			} else {
				a.words = r.phrase(k, false)
				a.parts = r.nominals(k)
			}
		}
		if a.words != "" {
			out = append(out, a)
		}
	}
	if k := r.child(i, "advmod"); k >= 0 && r.lower(k) == "where" && r.rel(i) == "acl:relcl" && r.child(i, "nsubj", "nsubj:pass") > k {
		// "Paris, where he died": he died in Paris.
		if w := r.antecedent(relative); w != "" {
			out = append(out, argument{prep: "in", words: w, kind: "obl"})
		}
	}
	if r.rel(i) == "acl:relcl" && r.child(i, "nsubj", "nsubj:pass") >= 0 && !slices.ContainsFunc(out, func(a argument) bool { return a.kind == "obj" || a.kind == "content" }) {
		if k := r.child(i, "nsubj", "nsubj:pass"); !relativePronoun(r.lower(k)) && r.child(i, "aux:pass", "cop") < 0 && !slices.ContainsFunc(r.kids[i], func(k int) bool { return strings.HasPrefix(r.xpos(k), "W") }) {
			if w := r.antecedent(r.head(i)); w != "" {
				out = append(out, argument{words: w, kind: "obj"})
			}
		}
	}
	return out
}
