package resolve

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// Idle is a decision that changed nothing, and why.
type Idle struct {
	Decision Decision
	Why      string
}

// String is one line for people.
func (i Idle) String() string {
	return fmt.Sprintf("decisions line %d (%s): %s", i.Decision.Line, i.Decision, i.Why)
}

func (l *linker) note(d Decision, format string, args ...any) {
	l.idle = append(l.idle, Idle{d, fmt.Sprintf(format, args...)})
}

// called reports whether a local actor has the name, given folded.
func (m *member) called(name string) bool { return callsIt(&m.actor, name) }

// find returns the members that have the name; where some have it as their
// fullest name, only those, so that a decision on "Donald Trump" does not
// touch another Trump. A name bound to a document means who is called so
// there, also by words that are no name. A name that only a decision "rename"
// gave means whom it renamed.
func (l *linker) find(name string) []int {
	for range len(l.decisions) + 1 {
		plain, doc := unbind(name)
		key := foldKey(plain)
		var full, any []int
		for i := range l.members {
			m := &l.members[i]
			if doc != "" && m.doc != doc {
				continue
			}
			if (m.actor.Named || doc != "") && foldKey(m.actor.Name) == key {
				full = append(full, i)
			} else if m.called(key) {
				any = append(any, i)
			}
		}
		if len(full) > 0 {
			return full
		}
		if len(any) > 0 {
			return any
		}
		given := slices.IndexFunc(l.decisions, func(d Decision) bool { return d.Verb == Rename && foldKey(d.Args[1]) == foldKey(name) })
		if given < 0 {
			return nil
		}
		name = l.decisions[given].Args[0]
	}
	return nil
}

// keepApart marks the members that decisions "different" keep apart.
func (l *linker) keepApart() {
	for n, d := range l.decisions {
		if d.Verb != Different {
			continue
		}
		for side, name := range d.Args {
			found := l.find(name)
			if len(found) == 0 {
				l.note(d, "nobody is called %q", name)
			}
			for _, i := range found {
				m := &l.members[i]
				if m.sides == nil {
					m.sides = map[int]int{}
				}
				if m.sides[n] |= 1 << side; m.sides[n] == 3 {
					l.note(d, "%s itself uses both names for one actor; split it there", m.doc)
				}
			}
		}
	}
}

// kept reports whether a decision keeps the clusters of two roots apart.
func (l *linker) kept(a, b int) bool { return l.keeper(a, b) >= 0 }

// keeper is the first decision that keeps the clusters of two roots apart, -1
// for none.
func (l *linker) keeper(a, b int) int {
	first := -1
	for n, s := range l.members[a].sides {
		if s != 3 && l.members[b].sides[n] != 3 && s|l.members[b].sides[n] == 3 && (first < 0 || n < first) {
			first = n
		}
	}
	return first
}

func (m *member) takeSides(o *member) {
	for n, s := range o.sides {
		if m.sides == nil {
			m.sides = map[int]int{}
		}
		m.sides[n] |= s
	}
}

// joinDecided joins what decisions call the same, before any rule does, and
// finds whom the others mean.
func (l *linker) joinDecided() {
	byName := map[string]int{} // those who were split off, by their new name
	for i := range l.members {
		m := &l.members[i]
		if m.apart == "" {
			continue
		}
		if first, ok := byName[m.apart]; ok {
			l.join(first, i, certainDecision, "split off under one name")
		} else {
			byName[m.apart] = i
		}
	}
	l.meant = make([]map[int]bool, len(l.decisions))
	for n, d := range l.decisions {
		if d.Verb != Same && d.Verb != Rename && d.Verb != Kind {
			continue
		}
		a := l.find(d.Args[0])
		if len(a) == 0 {
			l.note(d, "nobody is called %q", d.Args[0])
		}
		if d.Verb == Same {
			l.joinSame(d, a)
			continue
		}
		l.meant[n] = map[int]bool{}
		for _, i := range a {
			l.meant[n][i] = true
		}
	}
}

// joinSame joins those whom a decision "same" means, a being who has its first
// name, and tells what another decision keeps apart.
func (l *linker) joinSame(d Decision, a []int) {
	b := l.find(d.Args[1])
	if len(b) == 0 {
		l.note(d, "nobody is called %q", d.Args[1])
	}
	if len(a) == 0 || len(b) == 0 {
		return
	}
	told := false
	for _, j := range slices.Concat(a[1:], b) {
		if l.join(a[0], j, certainDecision, fmt.Sprintf("decisions line %d says so", d.Line)) || told || l.root(a[0]) == l.root(j) {
			continue
		}
		why := "a decision split one of them off"
		if n := l.keeper(l.root(a[0]), l.root(j)); n >= 0 {
			why = fmt.Sprintf("line %d (%s) keeps them apart", l.decisions[n].Line, l.decisions[n])
		}
		l.note(d, "%s", why)
		told = true
	}
}

// decide gives a cluster the name and kind that decisions say.
func (l *linker) decide(cluster []int, g *Global) {
	for n, d := range l.decisions {
		if d.Verb != Rename && d.Verb != Kind {
			continue
		}
		if foldKey(g.Name) != foldKey(d.Args[0]) && !slices.ContainsFunc(cluster, func(i int) bool { return l.meant[n][i] }) {
			continue
		}
		if d.Verb == Rename {
			g.Name = d.Args[1]
		} else {
			g.Kind = text.EntityKind(d.Args[1])
		}
	}
}

// Verdicts are the decisions on statements of one document, one a line; ""
// for none. Equal strings mean equal verdicts.
func (d *Decisions) Verdicts(doc text.ArticleID) string {
	var lines []string
	for _, x := range d.All() {
		if (x.Verb == Reject || x.Verb == Confirm) && x.Args[0] == string(doc) {
			x.By, x.On, x.Note = "", "", ""
			lines = append(lines, x.String())
		}
	}
	sort.Strings(lines)
	return strings.Join(lines, "\n")
}

// Judge returns a copy of the record with the decisions on its statements
// applied in the place of those applied before. idle are decisions on
// statements that the document does not have.
func Judge(rec *schema.Record, decisions *Decisions) (judged *schema.Record, idle []Idle) {
	out := *rec
	out.Verdicts = decisions.Verdicts(rec.Doc.ID)
	verdict := map[string]Verb{}
	for _, d := range decisions.All() {
		if d.Verb == Reject || d.Verb == Confirm {
			verdict[strings.Join(d.Args, " ")] = d.Verb
		}
	}
	met := map[string]bool{}
	out.Statements, out.Rejected = nil, nil
	for _, s := range slices.Concat(rec.Statements, rec.Rejected) {
		key := statementKey(rec.Doc.ID, &s)
		met[key] = true
		s.Confirmed = verdict[key] == Confirm
		if verdict[key] == Reject {
			out.Rejected = append(out.Rejected, s)
		} else {
			out.Statements = append(out.Statements, s)
		}
	}
	for _, list := range [][]schema.Statement{out.Statements, out.Rejected} {
		sort.SliceStable(list, func(i, j int) bool {
			return list[i].Order < list[j].Order || list[i].Order == list[j].Order && list[i].ID < list[j].ID
		})
	}
	for _, d := range decisions.All() {
		if (d.Verb == Reject || d.Verb == Confirm) && d.Args[0] == string(rec.Doc.ID) && !met[strings.Join(d.Args, " ")] {
			idle = append(idle, Idle{d, "the document has no such statement (any more)"})
		}
	}
	idle = append(idle, splitPlaces(rec, decisions)...)
	return &out, idle
}
