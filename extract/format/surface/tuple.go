package surface

import (
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// Tuple is one open extraction.
type Tuple struct {
	Sentence   int       // index into Document.Sentences
	Span       text.Span // the predicate, bytes of Article.Text
	Relation   string    // "was founded by"; "is" where no word of the text says it
	Args       []string  // subject, object, then further arguments with their prepositions
	Facts      []Triple  // what it says, each fact by itself; none if other tuples say it
	Minimal    []Triple  // the facts with less words, one for one
	Layers     Layers    // what the minimal form leaves to be said
	Rule       string    // name of the rule that found it
	Confidence float64   // estimated probability that a reader accepts it, 0 to 1
}

// Triple is a fact with two arguments, in the words of the sentence.
type Triple struct{ Subject, Relation, Object string }

// reader holds one sentence while it is read.
type reader struct {
	*tree
	sentence int
	out      []Tuple
	alone    []Fact // clauses with a subject only
	seen     map[string]bool
	deep     bool
}

// Read lists the tuples of the document in text order. O(n²) in the length
// of a sentence at worst.
func Read(d *text.Document) []Tuple {
	var out []Tuple
	for si := range d.Sentences {
		out = append(out, read(d, si, false).out...)
	}
	return out
}

// ReadLayers is as [Read], with the minimal form and the layers of every
// tuple.
func ReadLayers(d *text.Document) []Tuple {
	var out []Tuple
	for si := range d.Sentences {
		out = append(out, read(d, si, true).out...)
	}
	return out
}

// read reads one sentence, with its layers if deep.
func read(d *text.Document, si int, deep bool) *reader {
	r := &reader{tree: newTree(&d.Sentences[si]), sentence: si, seen: map[string]bool{}, deep: deep}
	for i := range r.s.Tokens {
		if r.predicate(i) {
			r.clause(i)
		}
		r.apposition(i)
		r.possession(i)
		r.title(i)
		r.example(i)
		r.owned(i)
	}
	return r
}

// predicate reports whether a token heads a clause.
func (r *reader) predicate(i int) bool {
	if r.child(i, "cop") >= 0 {
		return true
	}
	switch r.base(i) {
	case "aux", "cop", "case", "mark", "amod", "compound", "det", "fixed", "flat", "cc", "advmod":
		return false
	}
	return r.upos(i) == "VERB" || r.upos(i) == "AUX" && len(r.kids[i]) > 0
}

// emit adds a tuple with its facts unless an argument is empty or it was
// seen. Facts with an empty part are left out.
func (r *reader) emit(pred int, rule, relation string, args []string, facts ...Triple) {
	if relation == "" || slices.Contains(args, "") {
		return
	}
	key := relation + "\t" + strings.Join(args, "\t")
	if r.seen[key] {
		return
	}
	r.seen[key] = true
	facts = slices.DeleteFunc(facts, func(f Triple) bool { return f.Subject == "" || f.Relation == "" || f.Object == "" })
	t := Tuple{Sentence: r.sentence, Span: r.s.Tokens[pred].Span, Relation: relation, Args: args, Facts: facts, Rule: rule,
		Confidence: r.confidence(rule, relation, args)}
	if r.deep {
		t.Layers = r.layers(pred)
		for _, q := range r.quantities(pred) {
			if slices.ContainsFunc(args, func(a string) bool { return strings.Contains(a, q) }) {
				t.Layers.Quantities = append(t.Layers.Quantities, q)
			}
		}
		for _, f := range facts {
			t.Minimal = append(t.Minimal, r.minimal(pred, rule, f))
		}
	}
	r.out = append(r.out, t)
}

// phrase is the words of a nominal without relative clauses, appositions and
// asides; lead takes its preposition along.
func (r *reader) phrase(i int, lead bool) string {
	toks := r.collect(i, func(k int) bool { return r.beside(i, k, lead) })
	return r.words(r.trim(toks))
}

// beside reports whether child k is no part of the phrase of i.
func (r *reader) beside(i, k int, lead bool) bool {
	switch r.rel(k) {
	case "acl:relcl", "parataxis", "discourse", "vocative", "list", "dislocated", "reparandum":
		return true
	case "appos":
		return r.loose(k)
	case "acl":
		return r.upos(k) == "VERB" && k > 0 && r.s.Tokens[k-1].Text == ","
	}
	if r.head(k) != i {
		return false
	}
	if c := r.child(i, "cop"); c >= 0 && (k < c && r.base(k) != "case" || r.base(k) == "obl" || r.base(k) == "advmod" && k < i && !r.degree(i)) {
		return true
	}
	switch r.base(k) {
	case "case":
		return !lead && k < i
	case "cop", "nsubj", "aux", "mark", "advcl", "csubj", "expl", "ccomp":
		return true
	case "cc":
		return k < i && r.rel(i) == "conj"
	case "advmod":
		w := r.lower(k)
		return r.child(i, "cop") >= 0 && (w == "not" || w == "n't" || w == "also")
	case "conj":
		return r.predicate(k)
	}
	return false
}

// loose reports an apposition set off by punctuation; a close one is part of
// its phrase: "English captain Harry Kane".
func (r *reader) loose(k int) bool {
	first := r.collect(k, nil)[0]
	return first == 0 || first < r.head(k) || r.upos(first) == "PUNCT" || r.upos(first-1) == "PUNCT"
}

// degree reports a predicate whose adverbs measure it: "very small".
func (r *reader) degree(i int) bool {
	return r.upos(i) == "ADJ" || r.upos(i) == "ADV" || r.upos(i) == "NUM"
}

// nominals are the phrases of the conjuncts of a nominal; one phrase for one
// that is not coordinated or whose parts belong together ("between A and B").
func (r *reader) nominals(i int) []string {
	heads := []int{i}
	for _, k := range r.children(i, "conj") {
		if !r.predicate(k) {
			heads = append(heads, k)
		}
	}
	if len(heads) == 1 || len(heads) > maxConjuncts || r.upos(i) == "NUM" || r.prep(i) == "between" || r.prep(i) == "Between" {
		return []string{r.phrase(i, false)}
	}
	if d := r.child(i, "det"); d >= 0 && (r.lower(d) == "no" || r.lower(d) == "neither") {
		return []string{r.phrase(i, false)} // "no injuries or deaths": each is denied
	}
	var out []string
	for _, h := range heads {
		if k := r.child(h, "cc"); k >= 0 && r.s.Tokens[k].Text == "&" && r.upos(h) == "PROPN" {
			return []string{r.phrase(i, false)} // "Laughlin & Constable" are one
		}
		if r.upos(h) != r.upos(i) && !(r.upos(h) == "PROPN" || r.upos(h) == "NOUN") {
			return []string{r.phrase(i, false)}
		}
		toks := r.collect(h, func(k int) bool {
			return r.beside(h, k, false) || r.head(k) == h && (r.base(k) == "conj" || r.base(k) == "cc")
		})
		out = append(out, r.words(r.trim(toks)))
	}
	return out
}

// maxConjuncts bounds the conjuncts that are distributed.
const maxConjuncts = 12

// content is the words of a clause, without its subordinator.
func (r *reader) content(i int, mark bool) string {
	toks := r.collect(i, func(k int) bool {
		return r.head(k) == i && (r.rel(k) == "mark" && !mark && r.lower(k) != "to" || r.base(k) == "parataxis" || r.base(k) == "discourse")
	})
	return r.words(r.trim(toks))
}

// subjects are the subjects of the clause of i as phrases, and whether they
// were found elsewhere than at the predicate itself.
func (r *reader) subjects(i, depth int) (subjects []string, far bool) {
	if depth > 8 {
		return nil, true
	}
	if k := r.child(i, "nsubj", "nsubj:pass", "nsubj:outer"); k >= 0 {
		if n := r.relativeOf(i); n >= 0 && relativePronoun(r.lower(k)) {
			return []string{r.antecedent(n)}, true
		}
		return r.nominals(k), false
	}
	if k := r.child(i, "csubj", "csubj:pass"); k >= 0 {
		return []string{r.content(k, true)}, false
	}
	if k := r.child(i, "expl"); k >= 0 {
		// Parsers take many a plain "it" for an expletive; it is one where a
		// clause stands in for it.
		if r.lower(k) == "it" && r.child(i, "ccomp", "csubj", "csubj:pass", "csubj:outer") < 0 {
			return []string{r.s.Tokens[k].Text}, false
		}
		return nil, false
	}
	h := r.head(i)
	if h < 0 || h >= len(r.kids) {
		return nil, true
	}
	switch r.rel(i) {
	case "conj":
		if r.predicate(h) {
			s, _ := r.subjects(h, depth+1)
			return s, true
		}
	case "xcomp":
		if o := r.child(h, "obj", "iobj"); o >= 0 {
			return r.nominals(o), true
		}
		s, _ := r.subjects(h, depth+1)
		return s, true
	case "advcl":
		if r.finite(i) || !r.predicate(h) {
			return nil, true
		}
		s, _ := r.subjects(h, depth+1)
		return s, true
	case "acl:relcl":
		if r.child(i, "nsubj", "nsubj:pass") < 0 {
			return []string{r.antecedent(h)}, true
		}
	case "acl":
		if r.child(i, "mark") < 0 {
			return []string{r.antecedent(h)}, true
		}
	}
	return nil, true
}

func relativePronoun(w string) bool {
	return w == "who" || w == "which" || w == "that" || w == "whom"
}

// relativeOf is the noun that the clause of i is relative to, or -1.
func (r *reader) relativeOf(i int) int {
	for n := 0; n < 8 && i >= 0; n++ {
		switch r.rel(i) {
		case "acl:relcl":
			return r.head(i)
		case "conj":
			i = r.head(i)
			continue
		}
		return -1
	}
	return -1
}

// antecedent is a noun with what stands before its relative clause.
// One that is itself said of something stands for that: "Anna is a writer
// who lives in Rome".
func (r *reader) antecedent(n int) string {
	if n < 0 {
		return ""
	}
	if k := r.child(n, "nsubj"); k >= 0 && r.child(n, "cop") >= 0 && r.upos(n) == "NOUN" && !relativePronoun(r.lower(k)) {
		n = k
	}
	toks := r.collect(n, func(k int) bool {
		return r.beside(n, k, false) || r.head(k) == n && (r.base(k) == "acl" || r.base(k) == "conj" || r.base(k) == "cc")
	})
	return r.words(r.trim(toks))
}

// finite reports a clause with tense.
func (r *reader) finite(i int) bool {
	for _, k := range append(r.children(i, "aux", "aux:pass", "cop"), i) {
		switch r.xpos(k) {
		case "VBD", "VBZ", "VBP", "MD":
			return true
		}
	}
	return false
}

// stranded reports a preposition that stands behind its verb alone: "is
// referred to as a city".
func (r *reader) stranded(i, k int) bool {
	return k == i+1 && r.upos(k) == "ADP" && len(r.kids[k]) == 0
}

// verbWords are the tokens of the relation of a predicate: auxiliaries,
// negation, particles, and the verb; for a copular predicate all but the
// predicate.
func (r *reader) verbWords(i int) []int {
	var out []int
	copular := r.child(i, "cop") >= 0
	for _, k := range r.kids[i] {
		switch r.rel(k) {
		case "aux", "aux:pass", "cop", "compound:prt":
			out = append(out, k)
		case "obl", "advmod":
			if r.stranded(i, k) {
				out = append(out, k)
			}
			if n := r.child(k, "advmod", "det"); r.lower(k) == "longer" && n >= 0 && r.lower(n) == "no" {
				out = append(out, n, k)
			}
			if r.lower(k) == "not" || r.lower(k) == "n't" || r.lower(k) == "never" || k == i-1 && !copular && len(r.kids[k]) == 0 && r.child(i, "aux", "aux:pass") >= 0 {
				out = append(out, k)
			}
		case "mark":
			if r.lower(k) == "to" && (r.rel(i) == "xcomp" || r.child(i, "aux") >= 0 && r.child(i, "aux") < k) { // "are to travel"
				out = append(out, k)
			}
		}
	}
	if r.rel(i) == "conj" && r.child(i, "aux", "aux:pass", "cop", "nsubj", "nsubj:pass") < 0 && r.upos(i) == "VERB" {
		// "was seen and heard": the second verb shares the auxiliaries.
		if h := r.head(i); h >= 0 && r.upos(h) == "VERB" && r.xpos(h) == r.xpos(i) {
			out = append(out, r.children(h, "aux", "aux:pass")...)
		}
	}
	if !copular {
		out = append(out, i)
	}
	slices.Sort(out)
	return out
}
