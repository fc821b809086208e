package resolve

import (
	"fmt"
	"sort"

	"github.com/dramatis-kg/dramatis/schema"
)

// Apply returns a copy of the record in which every actor has its global id
// and name, with the record's actors and events. It fails if the assignment
// lacks a local actor of the record. Applying another assignment to the
// result replaces the former one.
func Apply(rec *schema.Record, assignment Assignment) (*schema.Record, error) {
	globals := assignment[rec.Doc.ID]
	for _, a := range rec.Locals {
		if _, ok := globals[a.Key]; !ok {
			return nil, fmt.Errorf("resolve: %s: local actor %q is not assigned", rec.Doc.ID, a.Key)
		}
	}
	out := *rec
	out.Statements = make([]schema.Statement, len(rec.Statements))
	for i, s := range rec.Statements {
		out.Statements[i] = applyStatement(s, globals)
	}
	out.Locals = append([]schema.LocalActor(nil), rec.Locals...)
	for i := range out.Locals {
		out.Locals[i].Global = globals[out.Locals[i].Key].ID
	}
	out.Actors = actors(rec.Locals, globals)
	out.Happenings = happenings(&out)
	out.Events, out.StatementEvent = ownEvents(units(rec.Doc.ID, rec.Doc.Published, out.Happenings, globals))
	return &out, nil
}

func applyStatement(s schema.Statement, globals map[string]Global) schema.Statement {
	s.Subject = applyTerm(s.Subject, globals)
	s.Object = applyTerm(s.Object, globals)
	s.Place = applyTerm(s.Place, globals)
	s.Qualifiers = append([]schema.Qualifier(nil), s.Qualifiers...)
	for i := range s.Qualifiers {
		s.Qualifiers[i].Term = applyTerm(s.Qualifiers[i].Term, globals)
	}
	s.Source = append([]schema.Attribution(nil), s.Source...)
	for i := range s.Source {
		s.Source[i].Speaker = applyTerm(s.Source[i].Speaker, globals)
	}
	return s
}

func applyTerm(t schema.Term, globals map[string]Global) schema.Term {
	if t.Local == "" {
		return t
	}
	g := globals[t.Local]
	t.ID, t.Name, t.Type = g.ID, g.Name, g.Kind
	return t
}

// actors gathers the global actors of one document.
func actors(locals []schema.LocalActor, globals map[string]Global) []schema.Actor {
	byID := map[schema.NodeID]*schema.Actor{}
	var ids []schema.NodeID
	for _, l := range locals {
		g := globals[l.Key]
		a := byID[g.ID]
		if a == nil {
			a = &schema.Actor{ID: g.ID, Name: g.Name, Kind: g.Kind, Country: g.Country, Wikidata: g.Wikidata}
			byID[g.ID] = a
			ids = append(ids, g.ID)
		}
		a.Names = addNames(a.Names, l.Names)
		for _, r := range l.Roles {
			r.Of = applyTerm(r.Of, globals)
			a.Roles = append(a.Roles, r)
		}
		a.Reasons = append(a.Reasons, g.Reasons...)
	}
	sort.Slice(ids, func(i, j int) bool { return ids[i] < ids[j] })
	out := make([]schema.Actor, len(ids))
	for i, id := range ids {
		out[i] = *byID[id]
	}
	return out
}

// addNames adds counts of names, keeping the list sorted by text.
func addNames(have, more []schema.Name) []schema.Name {
	counts := map[string]int{}
	for _, list := range [][]schema.Name{have, more} {
		for _, n := range list {
			counts[n.Text] += n.Count
		}
	}
	out := make([]schema.Name, 0, len(counts))
	for t, c := range counts {
		out = append(out, schema.Name{Text: t, Count: c})
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Text < out[j].Text })
	return out
}
