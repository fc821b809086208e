package extract

import (
	"testing"

	"github.com/dramatis-kg/dramatis/text"
)

// TestDates reads sentences of an article of Wednesday 20 June 2012 and
// compares the date of the statement with the relation.
func TestDates(t *testing.T) {
	for _, c := range []struct{ body, relation, want string }{
		// times of something else than what the verb tells
		{"This treaty replaces the 1991 agreement between the two states.", "succeed", ""},
		{"The minister attended a Friday meeting of the council.", "attend", "2012-06-15"},
		{"The bank posted its first annual loss since 1992.", "post", "../2012-06-20"},
		{"The fair was the largest trade show in the past decade.", "be", "../2012-06-20"},
		{"Lind won her first medal in 2008.", "win", "2008"},
		{"The firm's share rose to 17 percent, up from 14 percent a year ago.", "rise_to", "../2012-06-20"},
		{"The figures are better than in 2008.", "be", ""},
		{"Sales fell 35 percent in January, compared with the same month a year ago.", "fall", "2012-01"},
		{"The cuts come on top of plans announced in September.", "be_announced", "2011-09"},
		// later than what governs it
		{"Lind married Anna Strand in 2001, later moving to Lisbon.", "travel_to", "2001-01-01/2012-06-20"},
		{"In 2009, Corvin bought a stake in Delmar and has since raised its holding.", "raise", "2009-01-01/2012-06-20"},
		// at a noun of happening
		{"Kovac has not met Lind since the summit in May.", "meet", "2012-05/2012-06-20"},
		{"Since the talks in May, Lind has visited Oslo.", "visit", "2012-05/.."},
		// handed up
		{"The rebels failed to take the bridge last week.", "take", "2012-06-11/2012-06-17"},
		{"The envoy had met Maro before he travelled to Oslo on Monday.", "meet", "../2012-06-18"},
		{"Speaking in Oslo on Tuesday, Lind praised Maro.", "praise", "2012-06-19"},
		{"A storm on Monday caused a crane to fall on the station.", "fall_on", "2012-06-18"},
		{"In 1997 and 1998, Maro led the union.", "lead", "1997/1998"},
		// behind an object that is new, and one that has a time of its own
		{"The two sides signed a truce on Christmas Eve.", "sign", "2011-12-24"},
		{"Delmar had rejected a bid in the summer of 2010.", "reject", "2010-22"},
		{"The talks ended shortly after midnight on Tuesday.", "end", "2012-06-19"},
		// at a happening that was told with its verb
		{"The merger was signed on Tuesday. Hours before the signing, workers occupied the plant.", "capture", "../2012-06-19"},
		{"Kovac resigned on Friday. After the resignation, Lind met Maro.", "meet", "2012-06-15/2012-06-20"},
		{"The trial of Kovac opens on Friday.", "begin", "2012-06-22"},
		// counted
		{"Lind resigned two days after Kovac was arrested on Friday.", "resign", "2012-06-17"},
		{"On Monday, two days after the council rejected the plan, Lind left Oslo.", "reject", "2012-06-16"},
		{"On Monday, two days after the council rejected the plan, Lind left Oslo.", "leave", "2012-06-18"},
		{"The court freed Maro a week after his arrest on 4 June.", "release", "2012-06-11~"},
	} {
		got, found := "", false
		for _, s := range Statements(annotate(t, &text.Article{ID: "doc:x", Text: c.body, Published: "2012-06-20"}), Options{}) {
			if string(s.Relation) == c.relation && !found {
				got, found = s.Date.EDTF(), true
			}
		}
		if !found || got != c.want {
			t.Errorf("%s\n %s (found %v): got %q, want %q", c.body, c.relation, found, got, c.want)
		}
	}
}
