package extract

import (
	"testing"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// TestPlaceNamed: "the port of Odesa" is Odesa, and "the port" after it too;
// the capital of a state is not the state.
func TestPlaceNamed(t *testing.T) {
	for _, c := range []struct{ body, relation, want string }{
		{"Anna Berg visited the Ukrainian port of Odesa on Monday.", "visit", "Odesa"},
		{"Anna Berg visited the island of Crete on Monday. She left the island on Tuesday.", "leave", "Crete"},
		{"Boris Lind met Anna Berg in the city of Lyon.", "meet", "Lyon"},
		{"Anna Berg visited the capital of France on Monday.", "visit", ""},
	} {
		d := annotate(t, &text.Article{ID: "doc:x", Text: c.body, Published: "2024-06-05"})
		got, found := "", false
		for _, s := range Statements(d, Options{}) {
			if string(s.Relation) != c.relation {
				continue
			}
			where := s.Object
			if !s.Place.IsZero() {
				where = s.Place
			}
			found, got = true, nameIn(d, where)
		}
		if !found || got != c.want {
			t.Errorf("%s: %s (found %v) %q, want %q", c.body, c.relation, found, got, c.want)
		}
	}
}

// nameIn is the name that a term goes by, "" for none.
func nameIn(d *text.Document, tm schema.Term) string {
	if m := tm.Mention; m >= 0 && d.Mentions[m].Form == text.FormName {
		return d.Mentions[m].In(d.Article.Text)
	}
	return tm.Name
}
