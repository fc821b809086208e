package extract

import (
	"strings"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// roles writes what people are called by their titles: before the name
// ("Kremlin spokesman Dmitry Peskov"), after it ("Peskov, the Kremlin
// spokesman,"), or with the name in apposition ("the spokesman, Peskov,").
// They become statements with the relation "role".
func (x *extractor) roles(t *tree) {
	for i := range t.s.Tokens {
		mi := t.mention[i]
		if mi < 0 || t.d.Mentions[mi].Form != text.FormName {
			continue
		}
		for _, k := range t.children(i, "appos") {
			if k > i && x.belongs(t, i, k) {
				x.role(t, i, k, "role-apposition")
			}
		}
		if k := t.kindOf(i); k != text.KindPerson && k != text.KindUnknown {
			continue
		}
		if k := x.titleBefore(t, i); k >= 0 {
			x.role(t, i, k, "role-before-name")
		}
		for _, k := range t.kids[i] {
			switch {
			case t.base(k) == "appos" && k > i && x.isRole(t, k):
				if t.childLemma(k, "advmod", "once") {
					continue // "once bitter rivals": no longer
				}
				for _, n := range t.conjuncts(k) {
					if !x.isRole(t, n) {
						continue
					}
					x.role(t, i, n, "role-apposition")
					if t.xpos(n) != "NNS" || t.base(i) == "conj" {
						continue
					}
					for _, y := range t.conjuncts(i) {
						// "Lind and Berg, both former teachers"
						if m := t.mention[y]; y != i && y < k && m >= 0 && t.d.Mentions[m].Form == text.FormName && t.kindOf(y) == text.KindPerson {
							x.role(t, y, n, "role-apposition")
						}
					}
				}
			}
		}
		if h := t.head(i); h >= 0 && t.base(i) == "appos" && x.isRole(t, h) && (t.mention[h] < 0 || t.d.Mentions[t.mention[h]].Form != text.FormName) {
			for _, n := range t.conjuncts(i) {
				if m := t.mention[n]; n == i || m >= 0 && t.d.Mentions[m].Form == text.FormName && t.kindOf(n) == text.KindPerson && t.xpos(h) == "NNS" {
					x.role(t, n, h, "role-apposition") // "councillors Ann Chiang and Claudia Mo"
				}
			}
		}
	}
}

// titleBefore is the last noun of the title before the name at i, or -1.
func (x *extractor) titleBefore(t *tree, i int) int {
	found := -1
	for _, k := range t.kids[i] {
		if k >= i || t.mention[k] >= 0 && t.d.Mentions[t.mention[k]].Form == text.FormName && t.rel(k) != "nmod:desc" {
			continue
		}
		switch t.rel(k) {
		case "nmod:desc", "compound", "flat", "appos", "nmod":
			if t.prep(k) == "" && (x.isRole(t, k) || t.rel(k) == "nmod:desc" && t.upos(k) == "NOUN") {
				found = k
			}
		}
	}
	return found
}

// role writes one title of the person named at i.
func (x *extractor) role(t *tree, i, noun int, rule string) {
	f := fact{t: t, at: noun, form: "role", fixed: true, rule: rule, verb: t.cover(noun, noun), mood: mood{m: schema.Asserted}}
	f.subject = x.term(t, i)
	f.object, f.quals = x.title(t, noun)
	if rule == "role-before-name" {
		f.object, f.quals = x.titleOf(t, i, noun)
	}
	f.hedge, f.mood = x.hedgedRole(t, noun, f.subject)
	if c := t.byPred[noun]; c != nil && c.kind == copular && f.mood.m == schema.Asserted {
		f.mood = x.moodOf(c) // "a man believed to be the treasurer, Jan Holm,"
	}
	if x.d.Article.Published != "" {
		if d, err := schema.Day(x.d.Article.Published, schema.BasisPublication); err == nil {
			f.date = d
		}
	}
	x.emit(f)
}

// titleOf is the whole title before the name at i, whose last noun is noun:
// "NATO Secretary General", "former Italian prime minister".
func (x *extractor) titleOf(t *tree, i, noun int) (schema.Term, []schema.Qualifier) {
	tm, quals := x.title(t, noun)
	first, last := noun, noun
	for _, k := range t.kids[i] {
		if k >= i || k > noun {
			continue
		}
		switch t.rel(k) {
		case "nmod:desc", "compound", "amod", "flat":
			a, _ := t.subtree(k, nil)
			first = min(first, a)
			if k != noun {
				_, more := x.title(t, k)
				quals = append(quals, more...)
				for _, o := range x.actorsUnder(t, k) {
					if x.lex.is("portfolio", t.lower(o)) {
						continue // the "Crown Prince" is no crown's
					}
					quals = append(quals, schema.Qualifier{Role: "of", Term: x.term(t, o)})
				}
			}
		}
	}
	if a, _ := t.subtree(noun, nil); a < first {
		first = a
	}
	for first < noun && (t.base(first) == "det" || t.base(first) == "cc" || t.isPunct(first) || t.xpos(first) == "PRP$" || t.xpos(first) == "WP$" || t.aged(first, noun)) {
		first++
	}
	if sp := t.trim(first, last); !tm.Span.Contains(sp) {
		tm = t.literal(sp)
	}
	return tm, quals
}

// title is the words of a role without article and without the name, and
// whose role it is.
func (x *extractor) title(t *tree, noun int) (schema.Term, []schema.Qualifier) {
	first, last := noun, noun
	var owner []int
	for _, k := range t.kids[noun] {
		switch t.rel(k) {
		case "compound", "amod", "nmod:poss", "nmod:unmarked", "nmod:desc":
			if k < noun {
				a, _ := t.subtree(k, nil)
				first = min(first, a)
				owner = append(owner, x.actorsUnder(t, k)...)
			}
		case "nmod":
			if p := t.prep(k); p == "of" || p == "for" || p == "to" || p == "at" {
				_, b := t.subtree(k, func(j int) bool {
					return t.base(j) == "punct" || t.byPred[j] != nil || t.base(j) == "appos" && !t.tight(j)
				})
				last = max(last, b)
				for _, y := range t.conjuncts(k) {
					if t.actorLike(y) {
						owner = append(owner, y)
					} else {
						owner = append(owner, x.actorsUnder(t, y)...)
					}
				}
			}
		case "flat", "fixed", "goeswith":
			if k > noun && t.upos(k) != "PROPN" || x.isRole(t, k) {
				last = max(last, k)
			}
		}
	}
	for first < noun && (t.base(first) == "det" || t.base(first) == "cc" || t.isPunct(first) || t.xpos(first) == "PRP$" || t.xpos(first) == "WP$" || t.aged(first, noun)) {
		first++
	}
	tm := t.literal(t.trim(first, last))
	var quals []schema.Qualifier
	for _, o := range owner {
		if x.lex.is("portfolio", t.lower(o)) && t.rel(o) != "nmod:poss" {
			continue // the "Interior Minister" is nobody's
		}
		if a := x.term(t, o); a.Kind == schema.TermActor {
			quals = append(quals, schema.Qualifier{Role: "of", Term: a})
		}
	}
	return tm, quals
}

// actorsUnder are the actors named by a modifier or inside it.
func (x *extractor) actorsUnder(t *tree, k int) []int {
	if t.mention[k] >= 0 && actorKind(t.kindOf(k)) {
		return []int{k}
	}
	var out []int
	for _, j := range t.kids[k] {
		if t.mention[j] >= 0 && actorKind(t.kindOf(j)) && t.base(j) != "appos" {
			out = append(out, j)
		}
	}
	return out
}

// aged reports that token k is part of an age before the title that ends at
// noun: "a 44-year-old former judge".
func (t *tree) aged(k, noun int) bool {
	for j := k; j < noun && j < k+5; j++ {
		if t.lower(j) == "old" || strings.HasSuffix(t.lower(j), "-old") {
			return true
		}
		if t.upos(j) != "NUM" && !t.isPunct(j) && t.lemma(j) != "year" {
			return false
		}
	}
	return false
}
