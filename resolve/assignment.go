package resolve

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
	"github.com/mozillazg/go-unidecode"
)

// Global is the actor that a local actor was found to be.
type Global struct {
	ID       schema.NodeID
	Name     string
	Kind     text.EntityKind
	Country  string
	Wikidata string
	Reasons  []string // why this local actor is that global one
}

// Assignment says for each document which global actor each local key is.
type Assignment map[text.ArticleID]map[string]Global

// assign names the clusters.
func (l *linker) assign() Assignment {
	clusters := map[int][]int{}
	var roots []int
	for i := range l.members {
		r := l.root(i)
		if clusters[r] == nil {
			roots = append(roots, r)
		}
		clusters[r] = append(clusters[r], i)
	}
	globals := make([]Global, len(roots))
	for n, r := range roots {
		globals[n] = l.describe(clusters[r])
	}
	order := make([]int, len(roots))
	for i := range order {
		order[i] = i
	}
	// Where two clusters want one id, the kind and then the first document
	// decide, so that the outcome is the same in every run.
	sort.SliceStable(order, func(x, y int) bool {
		a, b := globals[order[x]], globals[order[y]]
		if a.ID != b.ID {
			return a.ID < b.ID
		}
		return kindRank(a.Kind) < kindRank(b.Kind)
	})
	taken := map[schema.NodeID]bool{}
	for _, i := range order {
		id := globals[i].ID
		if c := strings.ToLower(globals[i].Country); taken[id] && c != "" && !taken[id+"-"+schema.NodeID(c)] {
			id += "-" + schema.NodeID(c)
		}
		if taken[id] {
			id = schema.NodeID(fmt.Sprintf("%s-%s", globals[i].ID, globals[i].Kind))
			for n := 2; taken[id]; n++ {
				id = schema.NodeID(fmt.Sprintf("%s-%s-%d", globals[i].ID, globals[i].Kind, n))
			}
		}
		taken[id] = true
		globals[i].ID = id
	}
	out := Assignment{}
	for n, r := range roots {
		for _, i := range clusters[r] {
			m := &l.members[i]
			g := globals[n]
			g.Reasons = append(append([]string(nil), m.actor.Reasons...), m.why...)
			if out[m.doc] == nil {
				out[m.doc] = map[string]Global{}
			}
			out[m.doc][m.actor.Key] = g
		}
	}
	return out
}

func kindRank(k text.EntityKind) int {
	for i, x := range []text.EntityKind{text.KindState, text.KindPerson, text.KindOrg, text.KindPlace, text.KindGroup, text.KindAnonymous, text.KindOther} {
		if x == k {
			return i
		}
	}
	return 9
}

// describe chooses the name, kind and id of a cluster.
func (l *linker) describe(cluster []int) Global {
	first := &l.members[cluster[0]]
	named := slices.ContainsFunc(cluster, func(i int) bool { return l.members[i].actor.Named })
	if !named {
		// Nameless actors leave their document by decisions only.
		hash := strings.TrimPrefix(string(first.doc), "doc:")
		g := Global{ID: schema.NodeID("actor:" + first.actor.Key + "/" + hash[:min(8, len(hash))]),
			Name: first.actor.Name, Kind: first.actor.Kind}
		l.decide(cluster, &g)
		return g
	}
	names, kinds := map[string]int{}, map[text.EntityKind]int{}
	var g Global
	for _, i := range cluster {
		a := &l.members[i].actor
		if !a.Named {
			continue
		}
		weight := 1
		if a.Kind == text.KindPerson && l.members[i].person.full() {
			weight = 1000 // a full name before any number of surnames
		}
		if a.Known != "" {
			weight = 1_000_000
		}
		if l.members[i].mistaken {
			names[a.Name]++
			continue
		}
		names[a.Name] += weight
		kinds[a.Kind] += weight
		if g.Country == "" {
			g.Country = a.Country
		}
		if m := &l.members[i]; g.Country == "" && m.common && len(m.home) == 2 {
			g.Country = m.home
		}
		if g.Wikidata == "" {
			g.Wikidata = a.Wikidata
		}
	}
	g.Name = mostOf(names, func(a, b string) bool { return len(a) > len(b) || len(a) == len(b) && a < b })
	g.Kind = mostOf(kinds, func(a, b text.EntityKind) bool { return kindRank(a) < kindRank(b) })
	l.decide(cluster, &g)
	slug := schema.Slug(unidecode.Unidecode(g.Name))
	if slug == "" {
		slug = "unnamed"
	}
	g.ID = schema.NodeID("actor:" + slug)
	return g
}

// mostOf is the key with the highest count; prefer breaks ties.
func mostOf[K ~string](counts map[K]int, prefer func(a, b K) bool) K {
	var best K
	n := -1
	for k, c := range counts {
		if c > n || c == n && prefer(k, best) {
			best, n = k, c
		}
	}
	return best
}
