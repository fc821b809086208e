package coref

import (
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// twosomeReach is how many sentences back "the two leaders" look for whom they
// mean.
const twosomeReach = 2

// What two are called together; whom "the two leaders", "the two countries"
// and "the two firms" can be. A word for an office must fit both.
var (
	twosomes     = words("pair duo two")
	anyPersons   = words("leader politician statesman man woman official person colleague rival diplomat")
	anyStates    = words("country nation state neighbour neighbor capital government power")
	anyCompanies = words("company firm corporation bank business manufacturer carmaker automaker airline chipmaker brewer retailer lender")
	anyBodies    = words("side party ally group organisation organization club team union")
)

// joinTwosomes links "the two leaders", "both countries", "the pair" to the
// two that were last named together, by "and" or as the sides of what takes
// two.
func (r *resolver) joinTwosomes() {
	for i := range r.items {
		it := &r.items[i]
		if it.Form != text.FormNominal || it.group != nil || it.skip || r.linked(i) || !r.twosome(it) {
			continue
		}
		if a := r.lastTwo(i); a >= 0 {
			r.join(i, a, "twosome")
		}
	}
}

// twosome reports a phrase for two that were named: "the two leaders", "both
// countries", "the pair"; not "a pair of shoes", "two leaders of the party".
func (r *resolver) twosome(it *item) bool {
	s := &r.doc.Sentences[it.Sentence]
	the, two, both := false, false, false
	for k := range s.Tokens {
		t := &s.Tokens[k]
		if t.Head != it.Head {
			continue
		}
		w := strings.ToLower(t.Norm)
		switch {
		case t.Deprel == "det" && (w == "the" || w == "these"), t.Deprel == "det:predet":
			the = true
			both = both || w == "both"
		case t.Deprel == "det" && w == "both", t.Deprel == "cc:preconj" && w == "both":
			both = true
		case t.Deprel == "nummod":
			if w != "two" {
				return false
			}
			two = true
		case k > it.Head && (t.Deprel == "nmod" || strings.HasPrefix(t.Deprel, "acl") || t.Deprel == "appos" || t.Deprel == "conj"):
			return false // whose, or which, is said behind
		case t.Deprel == "amod" || t.Deprel == "compound" || t.Deprel == "nmod:poss":
			return false
		}
	}
	if twosomes[it.lemma] {
		return the
	}
	return it.number == plural && (the && two || both)
}

// lastTwo is the item of the two that noun phrase i means, -1 if there are
// none, or others that can be.
func (r *resolver) lastTwo(i int) int {
	it := &r.items[i]
	for s := it.Sentence; s >= 0 && s >= it.Sentence-twosomeReach; s-- {
		if s < it.Sentence && r.doc.Sentences[s].Heading {
			return -1
		}
		best := -1
		for k := r.spans[s]; k < r.spans[s+1]; k++ {
			o := &r.items[k]
			if o.group == nil && k < i && o.Form == text.FormNominal && o.number == plural && r.counted(o, "two") && r.parts(r.cluster(k)) == nil {
				return -1 // "two suspects fled; the two men …"
			}
			if len(o.group) != 2 || s == it.Sentence && o.End > it.First || !r.actors(o) || !r.calledSo(it, o) {
				continue
			}
			if best >= 0 && !r.sameMembers(best, k) {
				return -1
			}
			best = k
		}
		if best >= 0 {
			return best
		}
	}
	return -1
}

// counted reports a noun with the number before it.
func (r *resolver) counted(it *item, n string) bool {
	s := &r.doc.Sentences[it.Sentence]
	for k := it.First; k < it.Head; k++ {
		if s.Tokens[k].Head == it.Head && s.Tokens[k].Deprel == "nummod" && strings.EqualFold(s.Tokens[k].Norm, n) {
			return true
		}
	}
	return false
}

// sameMembers reports whether two conjunctions or pairs are of the same.
func (r *resolver) sameMembers(a, b int) bool {
	of := func(k int) []int {
		var out []int
		for _, h := range r.items[k].group {
			if m := r.itemAt(r.items[k].Sentence, h); m >= 0 {
				out = append(out, r.of[m])
			}
		}
		slices.Sort(out)
		return out
	}
	return slices.Equal(of(a), of(b))
}

// calledSo reports whether the members of a conjunction or pair can be called
// by the noun.
func (r *resolver) calledSo(it, o *item) bool {
	for _, h := range o.group {
		k := r.itemAt(o.Sentence, h)
		if k < 0 {
			return false
		}
		c := r.cluster(k)
		person := c.kind == text.KindPerson || c.person > 0
		state := c.kind == text.KindState || c.kind == text.KindPlace
		body := c.kind == text.KindOrg || c.kind == text.KindGroup
		holds := slices.ContainsFunc(c.roles, func(n roleName) bool { return sameRole(n.lemma, it.lemma) })
		switch {
		case twosomes[it.lemma]:
		case anyPersons[it.lemma]:
			if !person || it.gender != 0 && c.gender != 0 && it.gender != c.gender {
				return false
			}
		case anyStates[it.lemma]:
			if !state {
				return false
			}
		case anyCompanies[it.lemma]:
			if c.kind != text.KindOrg {
				return false
			}
		case anyBodies[it.lemma]:
			if !body && !(state && (it.lemma == "ally" || it.lemma == "side")) {
				return false
			}
		case !holds:
			return false
		}
	}
	return true
}
