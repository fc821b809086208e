package extract

import (
	"bufio"
	"bytes"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/nlp/conllu"
	"github.com/dramatis-kg/dramatis/schema"
)

// tableCase is a line of a table of sentences and what they must say.
type tableCase struct {
	text string
	want []string
}

func readTable(t *testing.T, name string) []tableCase {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []tableCase
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		line := sc.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		sentence, rest, ok := strings.Cut(line, "\t")
		if !ok {
			t.Fatalf("%s: malformed line %q", name, line)
		}
		c := tableCase{text: sentence}
		for _, w := range strings.Split(rest, "\t") {
			c.want = append(c.want, strings.TrimSpace(w))
		}
		out = append(out, c)
	}
	if err := sc.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// readTrees maps the sentences of a treebank in testdata to their trees.
func readTrees(t *testing.T, name string) map[string]*conllu.Sentence {
	t.Helper()
	out := map[string]*conllu.Sentence{}
	f, err := os.Open(filepath.Join("testdata", name))
	if os.IsNotExist(err) {
		return out
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for s, err := range conllu.NewReader(f).All() {
		if err != nil {
			t.Fatal(err)
		}
		out[s.Text()] = s
	}
	return out
}

// statementsOf reads one sentence with its tree.
func statementsOf(t *testing.T, s *conllu.Sentence) []schema.Statement {
	t.Helper()
	var b bytes.Buffer
	if err := conllu.Write(&b, s); err != nil {
		t.Fatal(err)
	}
	docs := goldDocuments(t, &b, "2024-06-05")
	return Statements(docs[0], Options{})
}

func TestModality(t *testing.T) {
	cases := readTable(t, "modality.tsv")
	trees := readTrees(t, "modality.conllu")
	if len(cases) < 200 {
		t.Errorf("got %d minimal pairs", len(cases))
	}
	for _, c := range cases {
		tree := trees[c.text]
		if tree == nil {
			t.Errorf("no tree for %q", c.text)
			continue
		}
		got := map[string][]string{}
		var all []string
		for _, s := range statementsOf(t, tree) {
			got[string(s.Relation)] = append(got[string(s.Relation)], string(s.Modality))
			all = append(all, show(&s))
		}
		for _, pair := range strings.Split(c.want[0], ",") {
			rel, want, _ := strings.Cut(strings.TrimSpace(pair), "=")
			have := got[rel]
			sort.Strings(have)
			if len(have) == 0 {
				t.Errorf("%q: no statement %s: %q", c.text, rel, all)
			}
			for _, m := range have {
				if m != want {
					t.Errorf("%q: %s is %s, want %s", c.text, rel, m, want)
				}
			}
		}
	}
}

// TestUnder checks the lattice as a whole: nothing below something that is
// not asserted may come out asserted.
func TestUnder(t *testing.T) {
	for _, outer := range schema.Modalities() {
		for _, inner := range schema.Modalities() {
			got := under(outer, inner)
			if got == schema.Asserted && (outer != schema.Asserted || inner != schema.Asserted) {
				t.Errorf("under(%s, %s) = %s", outer, inner, got)
			}
			if outer == schema.Asserted && got != inner {
				t.Errorf("under(%s, %s) = %s", outer, inner, got)
			}
		}
		for _, f := range []force{forcePlanned, forceHypo, forceNegated} {
			if got := apply(outer, f); got == schema.Asserted {
				t.Errorf("apply(%s, %s) = %s", outer, f, got)
			}
		}
	}
}
