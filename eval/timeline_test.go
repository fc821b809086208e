package eval

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

const goldTimeline = `Anna Lind
0	XXXX-XX-XX	1-9-hoped
1	2008-XX-XX	1-2-founded
2	2009-06-01	1-3-met	2-4-met
2	2009-06-01	1-5-said
3	2009-07-XX	2-6-resigned
`

func TestTimelineScore(t *testing.T) {
	gold, err := parseTimeline(goldTimeline)
	if err != nil {
		t.Fatal(err)
	}
	// Five placed mentions have five dates, and three groups two steps.
	for _, c := range []struct {
		name, ours               string
		right, all, found, total int
	}{
		{"the same", goldTimeline, 7, 7, 7, 7},
		{"nothing", "Anna Lind\n", 0, 0, 0, 7},
		// Two right dates; that founding comes first follows from the gold.
		{"two events", "Anna Lind\n1\t2008\t1-2-founded\n2\t2009-07\t2-6-resigned\n", 3, 3, 2, 7},
		// The order is right although a date is not.
		{"a wrong date", "Anna Lind\n1\t2007\t1-2-founded\n2\t2009-06-01\t1-3-met\n", 2, 3, 2, 7},
		{"a wrong event", "Anna Lind\n1\t2008\t1-2-laughed\n", 0, 1, 0, 7},
		{"the wrong way round", "Anna Lind\n1\t2009-07\t2-6-resigned\n2\t2008\t1-2-founded\n", 2, 3, 2, 7},
	} {
		ours, err := parseTimeline(c.ours)
		if err != nil {
			t.Fatal(err)
		}
		var s TimelineScore
		s.Add(gold, ours, false)
		if want := (TimelineScore{c.right, c.all, c.found, c.total}); s != want {
			t.Errorf("%s: got %+v, want %+v", c.name, s, want)
		}
	}
	if _, err := parseTimeline("Anna Lind\nfirst\t2008\t1-2-founded"); err == nil {
		t.Error("a position that is no number was accepted")
	}
}

func FuzzParseTimeline(f *testing.F) {
	f.Add(goldTimeline)
	f.Add("")
	f.Fuzz(func(t *testing.T, in string) {
		tl, err := parseTimeline(in)
		if err != nil {
			return
		}
		var s TimelineScore
		s.Add(tl, tl, false)
		if s.Found < s.Right || s.Ours != s.Gold {
			t.Errorf("%q against itself: %+v", in, s)
		}
	})
}

func TestFitsName(t *testing.T) {
	for _, c := range []struct {
		name, entity string
		kind         text.EntityKind
		want         bool
	}{
		{"General Motors Corporation", "General Motors", text.KindOrg, true},
		{"GM", "General Motors", text.KindOrg, true},
		{"Ford Motor Company", "Ford", text.KindOrg, true},
		{"Ford Taurus", "Ford", text.KindOrg, false},
		{"Lind", "Anna Lind", text.KindPerson, true},
		{"Eva Lind", "Anna Lind", text.KindPerson, false},
		{"Lind", "Anna Lind", text.KindPlace, false},
		{"DaimlerChrysler", "Daimler Chrysler", text.KindOrg, true},
		{"Corporation", "General Motors", text.KindOrg, false},
	} {
		if got := fitsName(nameWords(c.name), nameWords(c.entity), c.kind); got != c.want {
			t.Errorf("%q for %q: got %v, want %v", c.name, c.entity, got, c.want)
		}
	}
}

func TestTimexMeans(t *testing.T) {
	for in, want := range map[string]string{"2009-06-01TMO": "2009-06-01", "2009-Q1": "2009-01/2009-03", "2009-Q4": "2009-10/2009-12", "2009": "2009", "P1D": "P1D"} {
		if got := timexMeans(in); got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
	}
	d, err := schema.ParseEDTF("2009-01/2009-03", schema.BasisExplicit)
	if err != nil || !anchored([]string{"2009-Q1"}, d) || anchored([]string{"2009-Q2"}, d) || anchored(nil, d) {
		t.Errorf("the first quarter: %v", err)
	}
}

// TestTimeFloors keeps the timelines of the task above what was asked for at
// least.
func TestTimeFloors(t *testing.T) {
	report, err := timing(context.Background(), dataDir())
	if errors.Is(err, ErrNoData) {
		t.Skipf("SKIPPED: %v: set DRAMATIS_DATA to the folder of dev data", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range report.Rows {
		if row[0] == "timelines" && len(row[4]) > 0 && (len(row[4]) < 4 || row[4] < "10.0") {
			t.Errorf("timelines of %s: F1 %s, want at least 10", row[1], row[4])
		}
	}
	if len(report.Rows) < 7 || !strings.HasPrefix(report.Rows[1][0], "time anchors") {
		t.Errorf("rows: %v", report.Rows)
	}
}
