package resolve

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// joinTurned joins full personal names of the same words in another order:
// "Orbán Viktor", "Viktor Orbán".
func (l *linker) joinTurned() {
	for _, g := range l.groups(func(m *member) string {
		w := fold(m.actor.Name)
		if !m.person.full() || m.person.suffix != "" || len(w) != 2+len(m.person.middle) {
			return ""
		}
		slices.Sort(w)
		return strings.Join(w, " ")
	}) {
		buckets := l.buckets(g)
		for x, a := range buckets {
			for _, b := range buckets[x+1:] {
				l.compared++
				i, j := &l.members[a[0]], &l.members[b[0]]
				if turned(fold(i.actor.Name), fold(j.actor.Name)) && !clash(i.actor.Gender, j.actor.Gender) {
					l.joinBuckets(a, b, certainTurned, fmt.Sprintf("%q and %q are one name in two orders", i.actor.Name, j.actor.Name))
				}
			}
		}
	}
}

// turned reports names that are the same words, begun at another.
func turned(a, b []string) bool {
	for n := 1; n < len(b); n++ {
		if slices.Equal(a, slices.Concat(b[n:], b[:n])) {
			return true
		}
	}
	return false
}

// joinDoubled joins a person whose second surname only some articles give:
// "Luz Quispe", "Luz Quispe Mamani". It asks that only one name goes on so and
// that articles with either speak of somebody else in common.
func (l *linker) joinDoubled() {
	docs := l.byDocument()
	for _, g := range l.groups(func(m *member) string {
		w := fold(m.actor.Name)
		if !m.person.full() || m.person.suffix != "" || len(w) > 3 || len(w) != 2+len(m.person.middle) || len(w[1]) < 3 {
			return ""
		}
		return strings.Join(w[:2], " ")
	}) {
		buckets := l.buckets(g)
		var short, long []bucket
		for _, b := range buckets {
			if len(l.members[b[0]].person.middle) == 0 {
				short = append(short, b)
			} else {
				long = append(long, b)
			}
		}
		for _, a := range short {
			found, many := bucket(nil), false
			for _, b := range long {
				l.compared++
				if clash(l.members[a[0]].actor.Gender, l.members[b[0]].actor.Gender) {
					continue
				}
				many = many || found != nil && l.root(found[0]) != l.root(b[0])
				found = b
			}
			if found != nil && !many && l.together(docs, a, found) {
				i, j := &l.members[a[0]], &l.members[found[0]]
				l.joinBuckets(found, a, certainSurname, fmt.Sprintf("%q goes on as %q, among the same people", i.actor.Name, j.actor.Name))
			}
		}
	}
}

// byDocument lists the members of each document.
func (l *linker) byDocument() map[text.ArticleID][]int {
	docs := map[text.ArticleID][]int{}
	for i := range l.members {
		docs[l.members[i].doc] = append(docs[l.members[i].doc], i)
	}
	return docs
}

// mostDocuments bounds how many documents of an actor are asked with whom they
// name it.
const mostDocuments = 40

// together reports whether documents of two lists of members speak of one
// person, organisation or group besides them that no list knows: those who are in
// the news every day prove nothing.
func (l *linker) together(docs map[text.ArticleID][]int, a, b []int) bool {
	apart := map[int]bool{l.root(a[0]): true, l.root(b[0]): true}
	about := func(list []int) map[int]bool {
		roots := map[int]bool{}
		for _, i := range list[:min(len(list), mostDocuments)] {
			for _, k := range docs[l.members[i].doc] {
				m := &l.members[k]
				if m.actor.Named && m.actor.Known == "" && !geographic(m.actor.Kind) && !m.common && !apart[l.root(k)] {
					roots[l.root(k)] = true
				}
			}
		}
		return roots
	}
	of := about(a)
	for r := range about(b) {
		if of[r] {
			return true
		}
	}
	return false
}

// byOffice is the one among persons of a surname who has an office of member
// j, known by its surname only, in an article that speaks of somebody else in
// common; -1 if there is none or more than one, or the office is held too often
// to tell.
func (l *linker) byOffice(docs map[text.ArticleID][]int, j int, held map[string][]int) int {
	found := -1
	for _, o := range l.members[j].offices() {
		list := held[l.members[j].person.last+"\x00"+o]
		if len(list) > mostDocuments {
			return -1
		}
		for _, i := range list {
			l.compared++
			if clash(l.members[i].actor.Gender, l.members[j].actor.Gender) || !l.together(docs, []int{i}, []int{j}) {
				continue
			}
			if found >= 0 && l.root(found) != l.root(i) {
				return -1
			}
			found = i
		}
	}
	return found
}

// offices are the nouns of the roles that the document gives a member, sorted.
func (m *member) offices() []string {
	var out []string
	for _, r := range m.actor.Roles {
		if r.Noun != "" {
			out = append(out, r.Noun)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// joinMistaken joins what some documents take for a person to the only
// organisation or place of that name in others, where no document gives the
// person an office or another name: readers of names err about those that no
// list has. For a name of one word, which may be a surname, more documents must
// have the thing than the person, of whom nothing tells the sex.
func (l *linker) joinMistaken() {
	size := map[int]int{} // members of each cluster
	for i := range l.members {
		size[l.root(i)]++
	}
	for _, g := range l.groups(func(m *member) string {
		if m.actor.Known != "" || m.apart != "" {
			return ""
		}
		return foldKey(m.actor.Name)
	}) {
		var persons []int
		thing, things, sure := -1, 0, true
		word := !strings.Contains(foldKey(l.members[g[0]].actor.Name), " ")
		mine := map[int]int{} // of those sizes, members of this name
		for _, i := range g {
			m := &l.members[i]
			switch {
			case m.actor.Kind != text.KindPerson:
				sure = sure && (thing < 0 || l.root(thing) == l.root(i))
				thing = i
				things++
			case word && m.actor.Gender != "" || len(m.actor.Roles) > 0 || slices.ContainsFunc(m.actor.Names, func(n schema.Name) bool { return foldKey(n.Text) != foldKey(m.actor.Name) }):
				sure = false
			default:
				persons = append(persons, i)
				mine[l.root(i)]++
			}
		}
		if thing < 0 || !sure || word && things <= len(persons) {
			continue
		}
		for _, i := range persons {
			if mine[l.root(i)] < size[l.root(i)] && l.root(i) != l.root(thing) {
				continue // called otherwise, too, by other documents
			}
			why := "other articles have an " + string(text.KindOrg) + " of that name"
			if l.members[thing].actor.Kind == text.KindPlace {
				why = "other articles have a " + string(text.KindPlace) + " of that name"
			}
			l.join(thing, i, certainMistaken, why)
			if m := &l.members[i]; l.root(i) == l.root(thing) {
				m.mistaken = true
				m.why = append(m.why, fmt.Sprintf("%s (certainty %.2f)", why, certainMistaken))
			}
		}
	}
}
