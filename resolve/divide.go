package resolve

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/mozillazg/go-unidecode"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// part is what a decision "split" takes out of a local actor.
type part struct {
	decision Decision
	from, to string          // keys; equal if it takes the whole actor
	names    map[string]bool // folded names that it takes
	span     text.Span       // only words that touch it; empty for everywhere
}

// Divide returns the local actors of a document as the decisions "split" cut
// them up, in the place of cuts made before. A person is split off whole. Of
// what is called by several names, a state and its seat of power, only the
// name goes that the decision gives, and with a span only what stands there.
func Divide(doc text.ArticleID, locals []schema.LocalActor, decisions *Decisions) []schema.LocalActor {
	out, _ := divide(doc, locals, decisions)
	return out
}

// DivideRecord does the same for a record: words of its statements that name
// what was cut out go with it.
func DivideRecord(rec *schema.Record, decisions *Decisions) *schema.Record {
	locals, parts := divide(rec.Doc.ID, rec.Locals, decisions)
	back := map[string]string{}
	for _, a := range rec.Locals {
		if a.From != "" {
			back[a.Key] = a.From
		}
	}
	out := *rec
	out.Locals = locals
	if len(parts) == 0 && len(back) == 0 {
		return &out
	}
	move := func(t *schema.Term) { moveTerm(t, back, parts) }
	out.Statements, out.Rejected = movedStatements(rec.Statements, move), movedStatements(rec.Rejected, move)
	return &out
}

func movedStatements(list []schema.Statement, move func(*schema.Term)) []schema.Statement {
	out := slices.Clone(list)
	for i := range out {
		s := &out[i]
		move(&s.Subject)
		move(&s.Object)
		move(&s.Place)
		s.Qualifiers, s.Source = slices.Clone(s.Qualifiers), slices.Clone(s.Source)
		for k := range s.Qualifiers {
			move(&s.Qualifiers[k].Term)
		}
		for k := range s.Source {
			move(&s.Source[k].Speaker)
		}
	}
	return out
}

// moveTerm undoes former cuts and makes the present ones.
func moveTerm(t *schema.Term, back map[string]string, parts []part) {
	if from, ok := back[t.Local]; ok {
		t.Local = from
	}
	for i := range parts {
		if p := &parts[i]; t.Local == p.from && p.takes(t.Text, t.Span) {
			t.Local = p.to
			return
		}
	}
}

func (p *part) takes(words string, span text.Span) bool {
	if p.from == p.to {
		return true
	}
	return p.names[foldKey(withoutArticle(clean(words)))] && (p.span.Empty() || p.span.Overlaps(span))
}

func divide(doc text.ArticleID, locals []schema.LocalActor, decisions *Decisions) ([]schema.LocalActor, []part) {
	whole := reunite(locals)
	var parts []part
	for _, d := range decisions.All() {
		if d.Verb != Split || d.Args[1] != string(doc) {
			continue
		}
		for i := range whole {
			a := &whole[i]
			if a.Apart != "" || a.From != "" || !callsIt(a, foldKey(d.Args[0])) {
				continue
			}
			p := cut(a, d)
			if p.from == p.to {
				a.Apart = d.newName()
			} else {
				p.to = freeKey(whole, d.newName())
				whole = append(whole, takeOut(&whole[i], p))
			}
			parts = append(parts, p)
			break
		}
	}
	for i := range whole {
		roles := slices.Clone(whole[i].Roles)
		for k := range roles {
			moveTerm(&roles[k].Of, nil, parts)
		}
		whole[i].Roles = roles
	}
	sort.SliceStable(whole, func(i, j int) bool { return whole[i].Key < whole[j].Key })
	return whole, parts
}

// callsIt reports whether a local actor has the name, given folded.
func callsIt(a *schema.LocalActor, name string) bool {
	return a.Named && (foldKey(a.Name) == name || slices.ContainsFunc(a.Names, func(n schema.Name) bool { return foldKey(n.Text) == name }))
}

// cut finds what a decision takes of an actor that has its name.
func cut(a *schema.LocalActor, d Decision) part {
	p := part{decision: d, from: a.Key, to: a.Key, names: map[string]bool{}, span: d.span()}
	key := foldKey(d.Args[0])
	others := false
	for _, n := range a.Names {
		if k := foldKey(withoutArticle(clean(n.Text))); k == key || foldKey(n.Text) == key {
			p.names[k] = true
		} else {
			others = true
		}
	}
	if len(p.names) > 0 && (!p.span.Empty() || others && a.Kind != text.KindPerson) {
		p.to = ""
	}
	return p
}

// takeOut makes the actor of a part and takes its names from the rest.
func takeOut(a *schema.LocalActor, p part) schema.LocalActor {
	out := schema.LocalActor{Key: p.to, Name: p.decision.Args[0], Kind: a.Kind, Named: true, Apart: p.decision.newName(), From: a.Key}
	var rest []schema.Name
	for _, n := range a.Names {
		taken := 0
		if p.names[foldKey(withoutArticle(clean(n.Text)))] {
			taken = n.Count
			if !p.span.Empty() {
				taken = min(1, n.Count)
			}
		}
		if taken > 0 && (p.span.Empty() || len(out.Names) == 0) {
			out.Names = append(out.Names, schema.Name{Text: n.Text, Count: taken})
			n.Count -= taken
		}
		if n.Count > 0 {
			rest = append(rest, n)
		}
	}
	a.Names = rest
	return out
}

// freeKey makes a key that no actor of the document has.
func freeKey(locals []schema.LocalActor, name string) string {
	base := schema.Slug(unidecode.Unidecode(name))
	if base == "" {
		base = "unnamed"
	}
	key := base
	for n := 2; slices.ContainsFunc(locals, func(a schema.LocalActor) bool { return a.Key == key }); n++ {
		key = fmt.Sprintf("%s-%d", base, n)
	}
	return key
}

// reunite undoes all cuts.
func reunite(locals []schema.LocalActor) []schema.LocalActor {
	var out []schema.LocalActor
	at, back := map[string]int{}, map[string]string{}
	for _, a := range locals {
		if a.From == "" {
			a.Apart = ""
			a.Names = slices.Clone(a.Names)
			at[a.Key] = len(out)
			out = append(out, a)
		}
	}
	for _, a := range locals {
		if i, ok := at[a.From]; ok && a.From != "" {
			out[i].Names = addNames(out[i].Names, a.Names)
			back[a.Key] = a.From
		}
	}
	for i := range out {
		roles := slices.Clone(out[i].Roles)
		for k := range roles {
			moveTerm(&roles[k].Of, back, nil)
		}
		out[i].Roles = roles
	}
	return out
}

// newName is what a decision "split" calls whom it splits off.
func (d Decision) newName() string { return d.Args[len(d.Args)-1] }

// span is where a decision "split" holds, empty for the whole document.
func (d Decision) span() text.Span {
	if len(d.Args) != 4 {
		return text.Span{}
	}
	s, err := text.ParseSpan(d.Args[2])
	if err != nil {
		return text.Span{}
	}
	return s
}

// splitOff gives the local actors that decisions split off their new names.
func (l *linker) splitOff() {
	done := map[string]bool{}
	for i := range l.members {
		m := &l.members[i]
		if m.actor.Apart == "" {
			continue
		}
		for _, d := range l.decisions {
			if d.Verb == Split && d.Args[1] == string(m.doc) && d.newName() == m.actor.Apart && callsIt(&m.actor, foldKey(d.Args[0])) {
				m.why = append(m.why, fmt.Sprintf("decisions line %d says that this is somebody else", d.Line))
				done[d.key()] = true
				break
			}
		}
		m.apart, m.actor.Name, m.actor.Known, m.person = m.actor.Apart, m.actor.Apart, "", personName{}
	}
	for _, d := range l.decisions {
		if d.Verb == Split && !done[d.key()] {
			l.note(d, "%s has nobody called %q", d.Args[1], d.Args[0])
		}
	}
}

// splitPlaces finds the decisions "split" whose span names nobody in the
// record, after [DivideRecord].
func splitPlaces(rec *schema.Record, decisions *Decisions) (idle []Idle) {
	_, parts := divide(rec.Doc.ID, rec.Locals, decisions)
	for _, p := range parts {
		if p.span.Empty() {
			continue
		}
		found := false
		check := func(t *schema.Term) { found = found || t.Local == p.to && p.span.Overlaps(t.Span) }
		movedStatements(rec.Statements, check)
		movedStatements(rec.Rejected, check)
		for _, a := range rec.Locals {
			for _, r := range a.Roles {
				check(&r.Of)
			}
		}
		if !found {
			idle = append(idle, Idle{p.decision, fmt.Sprintf("no statement of %s names %q at %s", p.decision.Args[1], p.decision.Args[0], strings.TrimSpace(p.decision.Args[2]))})
		}
	}
	return idle
}
