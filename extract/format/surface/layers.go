package surface

import (
	"slices"
	"strings"
)

// Layers is what a tuple's relation and arguments do not tell apart, after
// MinIE (Gashteovski et al. 2017): they are marked beside it, so that the
// minimal form may go without their words.
type Layers struct {
	Negation   []string // words that deny it: "not", "never", "no"
	Modality   []string // words that make it less or more than a fact: "may", "will", "reportedly"
	Speaker    string   // who says, thinks or hopes so; "" if nobody but the text
	Cue        string   // the words of saying so: "said", "does not believe"
	Quantities []string // what is counted in the arguments: "two weeks", "$ 4.25"
}

// Words that deny, and adverbs and adjectives that speak of how sure
// something is.
var (
	denying = []string{"not", "n't", "n’t", "never", "no", "neither", "nor", "nobody", "none", "hardly", "barely", "scarcely"}
	unsure  = []string{"perhaps", "maybe", "possibly", "probably", "likely", "unlikely", "reportedly", "allegedly", "apparently", "supposedly", "certainly", "surely", "definitely"}
)

// layers reads what governs the predicate and the quantities of its tuple.
// The predicate of a nominal rule has none of a clause's.
func (r *reader) layers(i int) Layers {
	var l Layers
	clause := []int{i}
	if r.rel(i) == "xcomp" && r.head(i) >= 0 {
		clause = append(clause, r.head(i))
	}
	for _, c := range clause {
		for _, k := range r.kids[c] {
			w := r.lower(k)
			switch {
			case r.base(k) == "aux" && r.xpos(k) == "MD":
				l.Modality = append(l.Modality, r.s.Tokens[k].Text)
			case r.base(k) == "advmod" && slices.Contains(denying, w):
				l.Negation = append(l.Negation, r.s.Tokens[k].Text)
			case r.base(k) == "advmod" && slices.Contains(unsure, w):
				l.Modality = append(l.Modality, r.s.Tokens[k].Text)
			case r.base(k) == "nsubj" || r.base(k) == "obj":
				if slices.Contains(denying, w) {
					l.Negation = append(l.Negation, r.s.Tokens[k].Text)
				}
				for _, d := range r.children(k, "det", "advmod") {
					if slices.Contains(denying, r.lower(d)) {
						l.Negation = append(l.Negation, r.s.Tokens[d].Text)
					}
				}
			}
		}
		if slices.Contains(unsure, r.lower(c)) {
			l.Modality = append(l.Modality, r.s.Tokens[c].Text)
		}
	}
	l.Speaker, l.Cue = r.speaker(i)
	return l
}

// speaker is who the words above say holds the clause of i, and the words of
// that: the nearest verb that has the clause as its content, or "according
// to".
func (r *reader) speaker(i int) (who, cue string) {
	for n := 0; n < 8 && i >= 0; n++ {
		for _, k := range r.children(i, "obl") {
			if p := r.prep(k); strings.EqualFold(p, "according to") {
				return r.phrase(k, false), p
			}
		}
		h := r.head(i)
		if h >= 0 && r.rel(i) == "ccomp" {
			if s, _ := r.subjects(h, 0); len(s) > 0 {
				return s[0], r.words(r.verbWords(h))
			}
		}
		if r.base(i) == "parataxis" || r.rel(i) == "root" {
			// "It rained, Anna said": the verb of saying is set beside.
			for _, k := range r.children(i, "parataxis") {
				if s := r.child(k, "nsubj"); s >= 0 && r.child(k, "obj", "ccomp", "obl", "xcomp") < 0 && r.upos(k) == "VERB" {
					return r.phrase(s, false), r.words(r.verbWords(k))
				}
			}
			return "", ""
		}
		i = h
	}
	return "", ""
}

// quantities are the numbers of the clause of i with what they count.
func (r *reader) quantities(i int) []string {
	var out []string
	for _, k := range r.collect(i, func(k int) bool { return r.predicate(k) }) {
		if r.upos(k) != "NUM" || r.rel(k) != "nummod" || r.head(k) < 0 {
			continue
		}
		h := r.head(k)
		toks := append(r.collect(k, nil), h)
		for _, m := range r.kids[h] {
			if m > k && m < h {
				toks = append(toks, r.collect(m, nil)...)
			}
		}
		slices.Sort(toks)
		out = append(out, r.words(slices.Compact(toks)))
	}
	return out
}

// minimal is the fact with less words: arguments without the articles in
// front, the relation without what its layers mark: modal verbs, negations
// and adverbs. What was said stays as it is.
func (r *reader) minimal(i int, rule string, f Triple) Triple {
	drop := map[string]bool{}
	clause := []int{i}
	if h := r.head(i); r.rel(i) == "xcomp" && h >= 0 {
		clause = append(clause, h)
	}
	for _, c := range clause {
		for _, k := range r.kids[c] {
			if r.base(k) == "aux" && (r.xpos(k) == "MD" || r.lower(k) == "did" || r.lower(k) == "do" || r.lower(k) == "does") || r.base(k) == "advmod" && len(r.kids[k]) == 0 && (slices.Contains(denying, r.lower(k)) || r.upos(k) == "ADV") {
				drop[r.s.Tokens[k].Text] = true
			}
		}
	}
	var verb []string
	for _, w := range strings.Fields(f.Relation) {
		if !drop[w] {
			verb = append(verb, w)
		}
	}
	if len(verb) > 0 {
		f.Relation = strings.Join(verb, " ")
	}
	if f.Subject = bare(f.Subject); !strings.HasSuffix(rule, "-content") {
		f.Object = bare(f.Object)
	}
	return f
}

// bare is a phrase without an article in front.
func bare(s string) string {
	first, rest, ok := strings.Cut(s, " ")
	switch strings.ToLower(first) {
	case "the", "a", "an":
		if ok {
			return rest
		}
	}
	return s
}
