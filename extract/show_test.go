package extract

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
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

// TestDump prints the statements of the files named by EXTRACT_DUMP,
// treebanks (.conllu) or articles (.txt, with the day of publication in a
// sidecar .json), for reading. EXTRACT_TREE=1 adds trees and mentions.
func TestDump(t *testing.T) {
	names := os.Getenv("EXTRACT_DUMP")
	if names == "" {
		t.Skip("SKIPPED: set EXTRACT_DUMP=\"FILE …\" to read statements")
	}
	for _, name := range strings.Fields(names) {
		if strings.HasSuffix(name, ".conllu") {
			f, err := os.Open(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range goldDocuments(t, f, "2020-01-02") {
				dump(d)
			}
			if err := f.Close(); err != nil {
				t.Fatal(err)
			}
			continue
		}
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		a := &text.Article{ID: "doc:x", Source: name, Text: string(b)}
		if j, err := os.ReadFile(strings.TrimSuffix(name, ".txt") + ".json"); err == nil {
			var side struct{ Published string }
			if err := json.Unmarshal(j, &side); err != nil {
				t.Fatal(err)
			}
			a.Published = side.Published[:min(10, len(side.Published))]
		}
		dump(annotate(t, a))
	}
}

func dump(d *text.Document) {
	ss := Statements(d, Options{Headings: true})
	k := 0
	for si := range d.Sentences {
		s := &d.Sentences[si]
		fmt.Printf("\n# %s\n", strings.Join(strings.Fields(s.Span.In(d.Article.Text)), " "))
		if os.Getenv("EXTRACT_TREE") != "" {
			for i, tk := range s.Tokens {
				fmt.Printf("   %d:%s/%s/%s<%d:%s", i, tk.Text, tk.XPOS, tk.Lemma, tk.Head, tk.Deprel)
			}
			fmt.Println()
			for _, m := range d.Mentions {
				if m.Sentence == si {
					fmt.Printf("   [%s %s %s %d]", m.Span.In(d.Article.Text), m.Form, m.Kind, m.Chain)
				}
			}
			fmt.Println()
		}
		for ; k < len(ss) && ss[k].Sentence.Start < s.End; k++ {
			fmt.Printf("  %.2f %-18s %-8s %s   %v\n", ss[k].Confidence, ss[k].Rule, ss[k].EventType, show(&ss[k]), ss[k].Notes)
		}
	}
}
