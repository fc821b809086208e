package extract

import (
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// TestOwnReport reads who is meant by the subject of what a body reports, and by
// the noun and the name that stand together.
func TestOwnReport(t *testing.T) {
	const bank = "Norvik Bank, which is controlled by the Danish group Donau Kredit, confirmed the search and said that it was assisting the authorities."
	for _, c := range []struct{ text, relation, want string }{
		{"The union said on Monday that the ship was late. The port authority, which runs the docks, told reporters it would pay.", "pay", "port authority"},
		{bank, "control", "Donau Kredit"},
		{"A lawyer for Hugo Lamm said his client had cooperated with the investigators.", "cooperate", "Hugo Lamm"},
	} {
		d := annotate(t, &text.Article{ID: "doc:x", Text: c.text, Published: "2024-06-05"})
		found := false
		var got []string
		for _, s := range Statements(d, Options{}) {
			got = append(got, show(&s))
			name := s.Subject.Name
			if m := s.Subject.Mention; name == "" && m >= 0 {
				if ci := d.Mentions[m].Chain; ci >= 0 {
					m = d.Chains[ci].Mentions[0]
				}
				name = d.Mentions[m].In(d.Article.Text)
			}
			found = found || s.Relation == schema.Relation(c.relation) && strings.HasSuffix(name, c.want)
		}
		if !found {
			t.Errorf("%q: want %s as the subject of %s, got\n%s", c.text, c.want, c.relation, strings.Join(got, "\n"))
		}
	}
}
