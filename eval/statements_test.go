package eval

import (
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/schema"
)

const smallGold = `# doc a
Steve Witkoff	meet	Vladimir Putin	asserted	-	2025-03-13	core
Vladimir Putin	talk	Donald Trump	planned	Dmitry Peskov	-	core
Donald Trump	call	promising but incomplete	asserted	-	-	core
Ukraine	support	ceasefire	asserted	-	-	minor
`

func TestScoreStatements(t *testing.T) {
	_, gold, err := ParseGoldStatements(smallGold)
	if err != nil {
		t.Fatal(err)
	}
	person := func(name string) schema.Term { return schema.Term{Kind: schema.TermActor, Name: name, Text: name} }
	day, _ := schema.Day("2025-03-13", schema.BasisExplicit)
	ours := []schema.Statement{
		// found, symmetric relation the other way round
		{ID: "1", Subject: person("Putin"), Relation: "meet", Object: person("Witkoff"), Modality: schema.Asserted, Date: day},
		// found, but asserted without its speaker
		{ID: "2", Subject: person("Vladimir Putin"), Relation: "talk", Object: person("Trump"), Modality: schema.Asserted},
		// found through its complement
		{ID: "3", Subject: person("Trump"), Relation: "call", Object: schema.Term{Kind: schema.TermTopic, Text: "them"}, Modality: schema.Asserted,
			Qualifiers: []schema.Qualifier{{Role: "complement", Term: schema.Term{Kind: schema.TermLiteral, Text: "promising but incomplete"}}}},
		// no such line
		{ID: "4", Subject: person("Trump"), Relation: "meet", Object: person("Zelensky"), Modality: schema.Asserted},
	}
	s := ScoreStatements("a", ours, gold)
	if s.Found != 3 || s.CoreFound != 3 || s.Core != 3 || s.Gold != 4 || s.OursMatched != 3 {
		t.Errorf("found %d/%d, core %d/%d, matched %d", s.Found, s.Gold, s.CoreFound, s.Core, s.OursMatched)
	}
	if s.Modality != 2 || s.Speaker != 2 || s.Date != 1 || s.DateWanted != 1 || s.FalselyAsserted != 1 {
		t.Errorf("modality %d, speaker %d, date %d/%d, falsely asserted %d", s.Modality, s.Speaker, s.Date, s.DateWanted, s.FalselyAsserted)
	}
	if len(s.Unmatched) != 1 || !strings.Contains(s.Unmatched[0], "Zelensky") {
		t.Errorf("unmatched: %v", s.Unmatched)
	}
}

func TestParseGoldStatements(t *testing.T) {
	for _, bad := range []string{"", "# doc a\nx\ty\tz\tasserted\t-\t-\tmaybe\n", "# doc a\nx\ty\tz\tperhaps\t-\t-\tcore\n", "x\ty\tz\tasserted\t-\t-\tcore\n"} {
		if _, _, err := ParseGoldStatements(bad); err == nil {
			t.Errorf("gold list %q gave no error", bad)
		}
	}
}
