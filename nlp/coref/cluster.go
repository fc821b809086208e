package coref

import (
	"sort"

	"github.com/dramatis-kg/dramatis/nlp/gazetteer"
	"github.com/dramatis-kg/dramatis/text"
)

// cluster is a chain while it grows.
type cluster struct {
	members []int // items, ascending
	gender  trait
	weak    trait // guess at the gender from a single name
	number  number
	person  int8
	kind    text.EntityKind
	full    []string // words of its fullest name
	roles   []roleName
	calls   []string // nouns for a kind of organisation said of it
	// unsure is 1 for a person and -1 for anything else where the kind of all
	// its names is only the recogniser's guess, else 0; settled is the class
	// of pronoun that corrected the guess.
	unsure  int8
	settled pronounClass

	generation string // jr, sr, ii … if one of its names says so
}

// newClusters puts every item in a chain of its own.
func (r *resolver) newClusters() {
	r.of = make([]int, len(r.items))
	r.clusters = make([]cluster, len(r.items))
	for i := range r.items {
		it := &r.items[i]
		r.of[i] = i
		c := cluster{members: []int{i}, gender: it.gender, weak: it.weak, number: it.number, person: it.person, kind: it.Kind, roles: it.roles, generation: it.generation}
		if it.Form == text.FormName {
			c.full = it.words
			c.unsure = r.guess(it)
		}
		r.clusters[i] = c
	}
}

// guess tells whether the kind of a name is a guess: of a model, with no
// title, office or first name to support a person, or with a first name that
// speaks against anything else.
func (r *resolver) guess(it *item) int8 {
	if it.Why != "model" || len(it.words) == 0 {
		return 0
	}
	first := gazetteer.FirstName(it.words[0])
	switch it.Kind {
	case text.KindPerson:
		if it.gender == 0 && it.title == "" && len(it.roles) == 0 && (!first || len(it.words) == 1) {
			return 1
		}
	case text.KindOrg, text.KindPlace, text.KindOther:
		if first {
			return 0
		}
	}
	return 0
}

func (r *resolver) cluster(i int) *cluster { return &r.clusters[r.of[i]] }

// join puts item i into the chain of item a and records why. It does
// nothing if they are in one chain already.
func (r *resolver) join(i, a int, rule string) {
	x, y := r.of[i], r.of[a]
	if x == y {
		return
	}
	r.links = append(r.links, text.Link{Mention: i, Antecedent: a, Rule: rule})
	if len(r.clusters[x].members) > len(r.clusters[y].members) {
		x, y = y, x
	}
	cx, cy := &r.clusters[x], &r.clusters[y]
	for _, m := range cx.members {
		r.of[m] = y
	}
	cy.members = merge(cy.members, cx.members)
	if cy.gender == 0 {
		cy.gender = cx.gender
	}
	if len(cx.full) > 0 && len(cy.full) > 0 && cx.unsure != cy.unsure {
		cy.unsure = 0
	} else if len(cy.full) == 0 {
		cy.unsure = cx.unsure
	}
	if cy.settled == notPronoun {
		cy.settled = cx.settled
	}
	if cy.weak == 0 {
		cy.weak = cx.weak
	}
	if cy.person == 0 {
		cy.person = cx.person
	}
	if cy.number == 0 {
		cy.number = cx.number
	}
	if cy.kind == text.KindUnknown || len(cy.full) == 0 && len(cx.full) > 0 {
		if cx.kind != text.KindUnknown {
			cy.kind = cx.kind
		}
	}
	if len(cx.full) > len(cy.full) {
		cy.full = cx.full
	}
	if cy.generation == "" {
		cy.generation = cx.generation
	}
	cy.roles = append(cy.roles, cx.roles...)
	cy.calls = append(cy.calls, cx.calls...)
	*cx = cluster{}
}

// merge joins two ascending lists.
func merge(a, b []int) []int {
	out := make([]int, 0, len(a)+len(b))
	out = append(append(out, a...), b...)
	sort.Ints(out)
	return out
}

// agree reports whether two chains may be one: no known trait contradicts.
func agree(a, b *cluster) bool {
	if a.gender != 0 && b.gender != 0 && a.gender != b.gender {
		return false
	}
	if a.person*b.person < 0 {
		return false
	}
	if a.number != 0 && b.number != 0 && a.number != b.number {
		return false
	}
	return a.generation == "" || b.generation == "" || a.generation == b.generation
}

// emit writes mentions, chains and links into the document: every name and
// every mention of a kind of actor, other noun phrases only where a chain
// holds them together with something else.
func (r *resolver) emit() {
	d := r.doc
	index := make([]int, len(r.items))
	d.Mentions = d.Mentions[:0:0]
	for i := range r.items {
		it := &r.items[i]
		c := r.cluster(i)
		index[i] = -1
		if it.Why == pairWhy && it.group != nil {
			continue // stands for its members
		}
		if it.Form == text.FormName || it.Form == text.FormPronoun && it.keep || it.keep && !it.skip && it.group == nil || len(c.members) > 1 {
			index[i] = len(d.Mentions)
			m := it.Mention
			m.Chain = -1
			if it.group != nil {
				m.Head = r.coordinator(it)
			}
			if (m.Form != text.FormName || c.settled != notPronoun) && c.kind != text.KindUnknown {
				m.Kind = c.kind
				if m.Form == text.FormName {
					m.Why = "pronoun"
				}
			}
			d.Mentions = append(d.Mentions, m)
		}
	}
	chain := map[int]int{} // cluster to chain
	d.Chains = nil
	for i := range r.items {
		if index[i] < 0 {
			continue
		}
		c := r.of[i]
		n, ok := chain[c]
		if !ok {
			if r.items[i].Form == text.FormPronoun && len(r.clusters[c].members) == 1 {
				continue
			}
			n = len(d.Chains)
			chain[c] = n
			d.Chains = append(d.Chains, r.chainOf(c))
			for _, p := range r.parts(&r.clusters[c]) {
				if index[p] < 0 {
					d.Chains[n].Parts = nil
					break
				}
				d.Chains[n].Parts = append(d.Chains[n].Parts, index[p])
			}
		}
		d.Mentions[index[i]].Chain = n
		d.Chains[n].Mentions = append(d.Chains[n].Mentions, index[i])
	}
	for _, l := range r.links {
		if a := &r.items[l.Antecedent]; index[l.Antecedent] < 0 && a.group != nil {
			if l.Antecedent = r.itemAt(a.Sentence, a.group[0]); index[l.Antecedent] < 0 {
				continue
			}
		}
		if index[l.Mention] < 0 {
			continue
		}
		n := d.Mentions[index[l.Mention]].Chain
		d.Chains[n].Links = append(d.Chains[n].Links, text.Link{Mention: index[l.Mention], Antecedent: index[l.Antecedent], Rule: l.Rule})
	}
}

// coordinator is the "and" of a conjunction, by which the whole is told from
// its first member; the head of that where there is none.
func (r *resolver) coordinator(it *item) int {
	toks := r.doc.Sentences[it.Sentence].Tokens
	for t := it.First; t < it.End; t++ {
		if toks[t].Deprel == "cc" {
			return t
		}
	}
	return it.Head
}

func (r *resolver) chainOf(c int) text.Chain {
	cl := &r.clusters[c]
	out := text.Chain{Kind: cl.kind, Plural: cl.number == plural}
	switch cl.gender {
	case male:
		out.Gender = "m"
	case female:
		out.Gender = "f"
	}
	best := -1
	for _, m := range cl.members {
		it := &r.items[m]
		if it.Form == text.FormName && (best < 0 || len(it.words) > len(r.items[best].words)) {
			best = m
		}
	}
	if best >= 0 {
		out.Name = r.nameOf(&r.items[best])
		out.Kind = r.items[best].Kind
		if cl.kind != text.KindUnknown {
			out.Kind = cl.kind
		}
	}
	seen := map[string]bool{}
	for _, n := range cl.roles {
		if n.phrase != "" && !seen[n.phrase] {
			seen[n.phrase] = true
			out.Roles = append(out.Roles, n.phrase)
		}
	}
	return out
}

// nameOf is the name as written, without a title before it or a possessive
// ending.
func (r *resolver) nameOf(it *item) string {
	toks := r.doc.Sentences[it.Sentence].Tokens
	first, end := it.First, it.End
	for end > first+1 && (toks[end-1].Norm == "'s" || toks[end-1].Norm == "'" || toks[end-1].Norm == "’s") {
		end--
	}
	if it.Kind == text.KindPerson && len(it.words) > 0 {
		for first < end-1 && ascii(lowerWord(toks[first].Norm)) != it.words[0] {
			first++
		}
	}
	return text.Span{Start: toks[first].Start, End: toks[end-1].Span.End}.In(r.doc.Article.Text)
}
