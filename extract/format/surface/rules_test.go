package surface

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/text"
)

// tagged builds a document from "word/UPOS/XPOS/head/relation" cells, with a
// "+" where no space follows.
func tagged(t testing.TB, cells string) *text.Document {
	t.Helper()
	var s text.Sentence
	var b strings.Builder
	for _, cell := range strings.Fields(cells) {
		cell, tight := strings.CutSuffix(cell, "+")
		f := strings.Split(cell, "/")
		if len(f) != 5 {
			t.Fatalf("cell %q", cell)
		}
		head, err := strconv.Atoi(f[3])
		if err != nil {
			t.Fatal(err)
		}
		s.Tokens = append(s.Tokens, text.Token{Span: text.Span{Start: b.Len(), End: b.Len() + len(f[0])}, Text: f[0], Norm: f[0], UPOS: f[1], XPOS: f[2], Head: head - 1, Deprel: f[4], Space: !tight})
		b.WriteString(f[0])
		if !tight {
			b.WriteByte(' ')
		}
	}
	s.Span = text.Span{End: b.Len()}
	return &text.Document{Article: &text.Article{Text: b.String()}, Sentences: []text.Sentence{s}}
}

// TestRules holds every rule to its documentation and to a row of
// testdata/rules.tsv.
func TestRules(t *testing.T) {
	table, err := os.ReadFile(filepath.Join("testdata", "rules.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	note, err := os.ReadFile(filepath.Join("..", "..", "..", "docs", "oie.md"))
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string][]string{}
	for _, line := range strings.Split(strings.TrimSpace(string(table)), "\n") {
		if f := strings.Split(line, "\t"); len(f) == 4 {
			rows[f[0]] = f
		}
	}
	for _, rule := range Rules() {
		if rule.Doc == "" || !strings.Contains(rule.Example, " → ") {
			t.Errorf("rule %s has no doc line or no example", rule.Name)
		}
		if !strings.Contains(string(note), "| `"+rule.Name+"` |") {
			t.Errorf("rule %s is not in docs/oie.md", rule.Name)
		}
		row, ok := rows[rule.Name]
		if !ok {
			t.Errorf("rule %s has no row in testdata/rules.tsv", rule.Name)
			continue
		}
		d := tagged(t, row[3])
		var tuple string
		for _, tp := range Read(d) {
			if tp.Rule == rule.Name {
				tuple = tp.Args[0] + "; " + tp.Relation + "; " + strings.Join(tp.Args[1:], "; ")
				break
			}
		}
		var facts []string
		for _, f := range Facts(d, 0) {
			if f.Rule == rule.Name {
				facts = append(facts, strings.TrimSuffix(f.Subject+"; "+f.Relation+"; "+f.Object, "; "))
			}
		}
		if rule.Name == "intransitive" {
			tuple = strings.Join(facts, "")
		}
		if tuple != row[1] || strings.Join(facts, " / ") != row[2] {
			t.Errorf("%s: %s\n facts %s\n want %s\n facts %s", rule.Name, tuple, strings.Join(facts, " / "), row[1], row[2])
		}
		if _, want, _ := strings.Cut(rule.Example, " → "); want != row[1] {
			t.Errorf("%s: the example says %q, the table %q", rule.Name, want, row[1])
		}
		delete(rows, rule.Name)
	}
	for name := range rows {
		t.Errorf("testdata/rules.tsv has a row for %s, which is no rule", name)
	}
}
