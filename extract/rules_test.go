package extract

import (
	"strings"
	"testing"
)

func TestRules(t *testing.T) {
	trees := readTrees(t, "rules.conllu")
	fired := map[string]bool{}
	for _, c := range readTable(t, "rules.tsv") {
		tree := trees[c.text]
		if tree == nil {
			t.Errorf("no tree for %q", c.text)
			continue
		}
		var lines []string
		for _, s := range statementsOf(t, tree) {
			lines = append(lines, s.Rule+" "+show(&s))
			fired[s.Rule] = true
		}
		all := strings.Join(lines, "\n")
		for _, want := range c.want {
			if no, ok := strings.CutPrefix(want, "!"); ok {
				if strings.Contains(all, no) {
					t.Errorf("%q: %q is read in it:\n%s", c.text, no, all)
				}
			} else if !strings.Contains(all, want) {
				t.Errorf("%q: want %q, got\n%s", c.text, want, all)
			}
		}
	}
	known := map[string]bool{}
	for _, r := range Rules() {
		known[r.Name] = true
		if r.Doc == "" || r.Example == "" {
			t.Errorf("rule %s has no doc or example", r.Name)
		}
		if _, ok := prior[r.Name]; !ok {
			t.Errorf("rule %s has no prior", r.Name)
		}
		if !fired[r.Name] && r.Name != "say-continued" {
			t.Errorf("no sentence of testdata/rules.tsv fires rule %s", r.Name)
		}
	}
	for r := range fired {
		if !known[r] {
			t.Errorf("rule %s is not listed by Rules", r)
		}
	}
}
