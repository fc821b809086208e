package resolve

import (
	"fmt"
	"sort"
	"strings"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
	"github.com/xrash/smetrics"
)

// DocLocals are the local actors of one document.
type DocLocals struct {
	Doc    text.ArticleID
	Locals []schema.LocalActor
}

// Link decides which local actors of different documents are the same. It
// prefers to leave two nodes for one actor over one node for two: names must
// agree, and a bare surname joins a full name only where it can be nobody
// else. The result does not depend on the order of docs. Time grows with the
// number of actors times the size of the largest group that shares a surname.
func Link(docs []DocLocals) Assignment {
	assignment, _ := LinkWith(docs, nil)
	return assignment
}

// LinkWith does the same under the decisions of the user, which win over
// every rule. idle are the decisions about names that changed nothing, each
// with the reason: what they speak of is not there.
func LinkWith(docs []DocLocals, decisions *Decisions) (assignment Assignment, idle []Idle) {
	l := newLinkerOf(docs, decisions)
	l.link()
	return l.assign(), l.idle
}

// newLinkerOf is a linker under decisions.
func newLinkerOf(docs []DocLocals, decisions *Decisions) *linker {
	docs = append([]DocLocals(nil), docs...)
	for i := range docs {
		docs[i].Locals = Divide(docs[i].Doc, docs[i].Locals, decisions)
	}
	l := newLinker(docs)
	l.decisions = decisions.All()
	return l
}

// link joins what is the same, decisions first, then the surest rules.
func (l *linker) link() {
	l.splitOff()
	l.settle()
	l.keepApart()
	l.joinDecided()
	l.joinKnown()
	l.joinNames()
	l.joinPersons()
	l.joinTurned()
	l.joinTransliterations()
	l.joinDoubled()
	l.joinSurnames()
	l.joinMistaken()
}

// member is a local actor on its way into a cluster.
type member struct {
	doc    text.ArticleID
	actor  schema.LocalActor
	person personName
	parent int
	why    []string
	// apart is the new name of a member that a decision split off; such
	// members join only each other.
	apart string
	// mistaken marks what one document takes for a person and others for an
	// organisation or place; the others decide.
	mistaken bool
	// common marks an organisation whose name many states have; it is one
	// with others of its name and home only.
	common bool
	home   string
	// sides says, for the cluster of a root, which sides of each decision
	// "different" it holds: 1 the first name, 2 the second, 3 both.
	sides map[int]int
}

type linker struct {
	members   []member
	decisions []Decision
	meant     []map[int]bool // for each decision on a name or kind, the members it means
	idle      []Idle
	merges    []Merge
	compared  int // pairs of names that were looked at, for the measure of growth
}

func newLinker(docs []DocLocals) *linker {
	l := &linker{}
	sort.Slice(docs, func(i, j int) bool { return docs[i].Doc < docs[j].Doc })
	for _, d := range docs {
		for _, a := range d.Locals {
			m := member{doc: d.Doc, actor: a, parent: len(l.members)}
			if a.Kind == text.KindPerson && a.Named {
				m.person = parsePerson(a.Name)
			}
			l.members = append(l.members, m)
		}
	}
	return l
}

func (l *linker) root(i int) int {
	for l.members[i].parent != i {
		l.members[i].parent = l.members[l.members[i].parent].parent
		i = l.members[i].parent
	}
	return i
}

// join merges the clusters of i and j, noting the reason and its certainty at
// j.
func (l *linker) join(i, j int, score float64, why string) bool {
	a, b := l.root(i), l.root(j)
	if a == b || l.members[i].apart != l.members[j].apart || l.kept(a, b) {
		return false
	}
	if l.members[i].actor.Name != l.members[j].actor.Name {
		l.members[j].why = append(l.members[j].why, fmt.Sprintf("%s (certainty %.2f)", why, score))
		l.merges = append(l.merges, Merge{A: l.side(i), B: l.side(j), Why: why, Score: score})
	}
	if b < a {
		a, b = b, a
	}
	l.members[b].parent = a
	l.members[a].takeSides(&l.members[b])
	return true
}

// groups collects the indices of the members for which key is not empty, in
// order of the key.
func (l *linker) groups(key func(m *member) string) [][]int {
	by := map[string][]int{}
	for i := range l.members {
		if !l.members[i].actor.Named {
			continue
		}
		if k := key(&l.members[i]); k != "" {
			by[k] = append(by[k], i)
		}
	}
	keys := make([]string, 0, len(by))
	for k := range by {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	out := make([][]int, len(keys))
	for i, k := range keys {
		out[i] = by[k]
	}
	return out
}

func (l *linker) joinKnown() {
	for _, g := range l.groups(func(m *member) string { return string(m.actor.Known) }) {
		for _, j := range g[1:] {
			l.join(g[0], j, certainGazetteer, "the gazetteer knows both names as "+string(l.members[j].actor.Known))
		}
	}
}

// bucket is the members of one name and gender. Rules compare buckets, so
// that a name which is everywhere costs as much as one that is rare.
type bucket []int

// buckets parts a group by folded name and gender, in order of their first
// members, and joins each.
func (l *linker) buckets(group []int) []bucket {
	at := map[string]int{}
	var out []bucket
	for _, i := range group {
		m := &l.members[i]
		k := foldKey(m.actor.Name) + "\x00" + m.actor.Gender + "\x00" + m.apart
		n, ok := at[k]
		if !ok {
			n = len(out)
			at[k] = n
			out = append(out, nil)
		} else {
			l.join(out[n][0], i, certainNames, "the same name")
		}
		out[n] = append(out[n], i)
	}
	return out
}

// joinBuckets joins two buckets and notes the reason at every member of the
// second.
func (l *linker) joinBuckets(a, b bucket, score float64, why string) {
	if !l.join(a[0], b[0], score, why) || l.members[a[0]].actor.Name == l.members[b[0]].actor.Name {
		return
	}
	told := l.members[b[0]].why
	for _, j := range b[1:] {
		l.members[j].why = append(l.members[j].why, told[len(told)-1])
	}
}

// joinPersons joins full personal names that agree, middle names and
// initials aside.
func (l *linker) joinPersons() {
	for _, g := range l.groups(func(m *member) string {
		if !m.person.full() {
			return ""
		}
		return m.person.last
	}) {
		buckets := l.buckets(g)
		for x, a := range buckets {
			for _, b := range buckets[x+1:] {
				l.compared++
				i, j := &l.members[a[0]], &l.members[b[0]]
				if !i.person.compatible(j.person) || clash(i.actor.Gender, j.actor.Gender) {
					continue
				}
				score := certainNames
				if i.person.first != j.person.first {
					if l.firstNames(buckets, i.person) > 1 {
						continue // "J. Smith" may be John or Jane
					}
					score = certainInitial
				}
				l.joinBuckets(a, b, score, fmt.Sprintf("the names %q and %q agree", i.actor.Name, j.actor.Name))
			}
		}
	}
}

// firstNames counts the written-out first names in a group that the initial
// of a name could stand for.
func (l *linker) firstNames(buckets []bucket, a personName) int {
	initial := a.first[:1]
	seen := map[string]bool{}
	for _, b := range buckets {
		if f := l.members[b[0]].person.first; len(f) > 1 && strings.HasPrefix(f, initial) {
			seen[f] = true
		}
	}
	return len(seen)
}

// joinTransliterations joins spellings of one name: equal consonant
// skeletons of both first name and surname, and enough similarity of the
// whole (Jaro–Winkler ≥ 0.75) to keep short skeletons apart.
func (l *linker) joinTransliterations() {
	for _, g := range l.groups(func(m *member) string {
		if !m.person.full() {
			return ""
		}
		first, last := skeleton(m.person.first), skeleton(m.person.last)
		if len(first) < 3 || len(last) < 3 {
			return ""
		}
		return first + " " + last + " " + m.person.suffix
	}) {
		buckets := l.buckets(g)
		for x, i := range buckets {
			for _, j := range buckets[x+1:] {
				l.compared++
				a, b := &l.members[i[0]], &l.members[j[0]]
				sim := smetrics.JaroWinkler(foldKey(a.actor.Name), foldKey(b.actor.Name), 0.7, 4)
				if sim < 0.75 || clash(a.actor.Gender, b.actor.Gender) {
					continue
				}
				l.joinBuckets(i, j, certainSpelling*sim, fmt.Sprintf("%q and %q are spellings of one name (similarity %.2f)", a.actor.Name, b.actor.Name, sim))
			}
		}
	}
}

// joinSurnames joins a bare surname to the only person of that surname.
func (l *linker) joinSurnames() {
	type candidate struct {
		last   string
		root   int
		gender string
	}
	full, seen := map[string][]int{}, map[candidate]bool{}
	held := map[string][]int{} // members by surname and office, for surnames that several have
	docs := l.byDocument()
	for i := range l.members {
		if p := l.members[i].person; p.full() {
			for _, o := range l.members[i].offices() {
				held[p.last+"\x00"+o] = append(held[p.last+"\x00"+o], i)
			}
			// One of each cluster and gender will do.
			one := candidate{p.last, l.root(i), l.members[i].actor.Gender}
			if !seen[one] {
				seen[one] = true
				full[p.last] = append(full[p.last], i)
			}
		}
	}
	for j := range l.members {
		m := &l.members[j]
		if m.person.last == "" || m.person.full() || m.actor.Known != "" {
			continue
		}
		found, many := -1, false
		for _, i := range full[m.person.last] {
			l.compared++
			if clash(m.actor.Gender, l.members[i].actor.Gender) || !m.person.may(l.members[i].person) {
				continue
			}
			if found >= 0 && l.root(found) != l.root(i) {
				many = true
			}
			found = i
		}
		if many {
			if i := l.byOffice(docs, j, held); i >= 0 {
				l.join(i, j, certainShort, fmt.Sprintf("%q holds the same office as %q, among the same people", l.members[i].actor.Name, m.actor.Name))
			}
		} else if found >= 0 {
			l.join(found, j, certainSurname, fmt.Sprintf("%q is the only person called %q", l.members[found].actor.Name, m.actor.Name))
		}
	}
	// Bare surnames among themselves.
	for _, g := range l.groups(func(m *member) string {
		if m.person.full() || m.person.last == "" {
			return ""
		}
		return m.person.half + " " + m.person.last
	}) {
		for _, j := range g[1:] {
			if len(full[l.members[j].person.last]) == 0 && !clash(l.members[g[0]].actor.Gender, l.members[j].actor.Gender) {
				l.join(g[0], j, certainBare, "the same name")
			}
		}
	}
}

// joinNames joins organisations, groups, states, places and others that
// share a name. An acronym joins two organisations only if their full names
// do not differ.
func (l *linker) joinNames() {
	type use struct{ class, key, home string }
	by := map[use][]int{}
	var uses []use
	for i := range l.members {
		m := &l.members[i]
		if !m.actor.Named || m.actor.Kind == text.KindPerson {
			continue
		}
		seen := map[string]bool{}
		for _, n := range append([]schema.Name{{Text: m.actor.Name}}, m.actor.Names...) {
			k := orgKey(n.Text)
			if k == "" || seen[k] || geographic(m.actor.Kind) && k != orgKey(m.actor.Name) {
				continue
			}
			seen[k] = true
			u := use{class(m.actor.Kind), k, ""}
			if common(k) && class(m.actor.Kind) == "organisation" && (m.common || m.actor.Known == "") {
				if u.home = m.home; u.home == "" {
					u.home = string(m.doc)
				}
			}
			if by[u] == nil {
				uses = append(uses, u)
			}
			by[u] = append(by[u], i)
		}
	}
	sort.Slice(uses, func(i, j int) bool {
		return uses[i].class < uses[j].class || uses[i].class == uses[j].class && (uses[i].key < uses[j].key || uses[i].key == uses[j].key && uses[i].home < uses[j].home)
	})
	for _, u := range uses {
		g := by[u]
		for _, j := range g[1:] {
			a, b := &l.members[g[0]], &l.members[j]
			ka, kb := orgKey(a.actor.Name), orgKey(b.actor.Name)
			if ka != kb && ka != u.key && kb != u.key {
				continue // only a lesser name is shared, and the full names differ
			}
			if a.actor.Known != "" && b.actor.Known != "" && a.actor.Known != b.actor.Known {
				continue
			}
			score := certainOrganisation
			if ka != kb {
				score = certainShort
			}
			l.join(g[0], j, score, fmt.Sprintf("both are called %q", u.key))
		}
	}
}

// class puts together the kinds between which a name may waver.
func class(k text.EntityKind) string {
	switch k {
	case text.KindState:
		return "state"
	case text.KindPlace:
		return "place"
	case text.KindPerson:
		return "person"
	}
	return "organisation"
}

func clash(a, b string) bool { return a != "" && b != "" && a != b }
