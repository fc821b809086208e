package extract

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/schema"
)

// show prints a statement on one line for tests and failures:
// "asserted Trump > call > them | complement=promising @2025-03-14 :Peskov".
func show(s *schema.Statement) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s > %s", s.Modality, shownTerm(s.Subject), s.Relation)
	if !s.Object.IsZero() {
		fmt.Fprintf(&b, " > %s", shownTerm(s.Object))
	}
	for _, q := range s.Qualifiers {
		fmt.Fprintf(&b, " | %s=%s", q.Role, shownTerm(q.Term))
	}
	if !s.Place.IsZero() {
		fmt.Fprintf(&b, " | in %s", s.Place.Text)
	}
	if s.Date.Known() {
		fmt.Fprintf(&b, " @%s", s.Date)
	}
	for _, a := range s.Source {
		fmt.Fprintf(&b, " :%s", shownTerm(a.Speaker))
	}
	return b.String()
}

func shownTerm(tm schema.Term) string {
	s := tm.Text
	switch tm.Kind {
	case schema.TermTopic, schema.TermEvent:
		s = "{" + tm.Name + "}"
		if tm.Kind == schema.TermEvent {
			s = "<" + tm.Name + ">"
		}
	case schema.TermLiteral:
		s = "\"" + s + "\""
	}
	return s
}

// TestDump prints the statements of a treebank file named by
// EXTRACT_DUMP=file[:document], for reading.
func TestDump(t *testing.T) {
	name := os.Getenv("EXTRACT_DUMP")
	if name == "" {
		t.Skip("SKIPPED: set EXTRACT_DUMP=file.conllu[:document] to read statements")
	}
	name, only, _ := strings.Cut(name, ":")
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, d := range goldDocuments(t, f, "2020-01-02") {
		_ = only
		last := ""
		for _, s := range Statements(d, Options{Headings: true}) {
			if sent := s.Sentence.In(d.Article.Text); sent != last {
				fmt.Printf("\n# %s\n", strings.ReplaceAll(sent, "\n", " "))
				last = sent
			}
			fmt.Printf("  %.2f %-18s %s   %v\n", s.Confidence, s.Rule, show(&s), s.Notes)
		}
	}
}
