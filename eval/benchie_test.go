package eval

import (
	"strings"
	"testing"
)

const factSample = `# made up
sent_id:1	Anna Lind , the mayor , met old Ben in Oslo .

1--> Cluster 1:
Anna Lind --> met --> [old] Ben
Anna Lind --> met [old] Ben in --> Oslo
1--> Cluster 2:
[Anna] Lind --> [is] the --> mayor
sent_id:2	It rained .
2--> Cluster 1:
sent_id:3	Rain fell .
3--> Cluster 1:
Rain --> fell -->
`

func TestScoreFacts(t *testing.T) {
	gold, err := ReadFacts(strings.NewReader(factSample))
	if err != nil {
		t.Fatal(err)
	}
	tuple := func(cells ...string) OpenTuple {
		return OpenTuple{Relation: cells[1], Args: append([]string{cells[0]}, cells[2:]...)}
	}
	for _, tc := range []struct {
		name                string
		preds               []OpenTuple
		right, found, again int
	}{
		{"word for word", []OpenTuple{tuple("Anna Lind", "met", "old Ben")}, 1, 1, 0},
		{"without optional words", []OpenTuple{tuple("Anna Lind", "met", "Ben")}, 1, 1, 0},
		{"another wording", []OpenTuple{tuple("Anna Lind", "met old Ben in", "Oslo")}, 1, 1, 0},
		{"slots of two wordings are not mixed", []OpenTuple{tuple("Anna Lind", "met Ben in", "Ben")}, 0, 0, 0},
		{"one word too many", []OpenTuple{tuple("Anna Lind", "met", "very old Ben")}, 0, 0, 0},
		{"one word short", []OpenTuple{tuple("Lind", "met", "Ben")}, 0, 0, 0},
		{"words in another slot", []OpenTuple{tuple("Anna Lind", "met Ben", "in Oslo")}, 0, 0, 0},
		{"case does not count, nor do further arguments", []OpenTuple{tuple("anna lind", "met", "Ben", "in May")}, 1, 1, 0},
		{"both facts", []OpenTuple{tuple("Lind", "the", "mayor"), tuple("Anna Lind", "met", "Ben")}, 2, 2, 0},
		{"a fact counts once", []OpenTuple{tuple("Anna Lind", "met", "Ben"), tuple("Anna Lind", "met Ben in", "Oslo")}, 2, 1, 1},
		{"without an object", []OpenTuple{{Relation: "met", Args: []string{"Anna Lind"}}}, 0, 0, 0},
	} {
		s := ScoreFacts(gold, [][]OpenTuple{tc.preds})
		p, r := ratio(tc.right, len(tc.preds)), ratio(tc.found, 3)
		if s.Right != tc.right || s.Found != tc.found || s.Again != tc.again || s.Gold != 3 || !near(s.Precision, p) || !near(s.Recall, r) || !near(s.F1, harmonic(p, r)) {
			t.Errorf("%s: %+v; want %d right, %d found", tc.name, s, tc.right, tc.found)
		}
	}
	// A clause without object is a fact, too.
	if s := ScoreFacts(gold[2:], [][]OpenTuple{{tuple("rain", "fell"), tuple("rain", "fell", ""), tuple("rain", "fell", "on")}}); s.Right != 2 || s.Found != 1 {
		t.Errorf("without an object: %+v", s)
	}
	// What is said of a sentence without facts is wrong.
	if s := ScoreFacts(gold, [][]OpenTuple{nil, {tuple("It", "rained", "cats")}}); s.Predicted != 1 || s.Right != 0 {
		t.Errorf("a sentence without facts: %+v", s)
	}
	if s := ScoreFacts(gold, nil); s.F1 != 0 || s.Gold != 3 {
		t.Errorf("nothing predicted: %+v", s)
	}
}

func TestReadFactsFaults(t *testing.T) {
	for _, tc := range []struct{ in, want string }{
		{"a --> b --> c", "line 1"},
		{"sent_id:1\tA .\na --> b --> c", "before the first cluster"},
		{"sent_id:1\tA .\n2--> Cluster 1:", "below sentence"},
		{"sent_id:1\tA .\nsent_id:1\tB .", "twice"},
		{"sent_id:1 A .", "a tab"},
		{"sent_id:1\tA .\n1--> Cluster 1:\na --> b", "2 parts"},
		{"sent_id:1\tA .\n1--> Cluster 1:\n[] --> b --> c", "has no words"},
		{"sent_id:1\tA .\n1--> Cluster 1:\na --> [b --> c", "without its ]"},
		{"sent_id:1\tA .\n1--> Cluster 1:\na --> b] --> c", "without its ["},
	} {
		if _, err := ReadFacts(strings.NewReader(tc.in)); err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%q: error %v, want %q", tc.in, err, tc.want)
		}
	}
}

func FuzzReadFacts(f *testing.F) {
	f.Add(factSample)
	f.Add("sent_id:1\tA\n1--> Cluster 1:\n[a][b]c --> [[ --> ]")
	f.Fuzz(func(t *testing.T, in string) {
		gold, err := ReadFacts(strings.NewReader(in))
		if err != nil {
			return
		}
		// Every wording without its optional words words its own fact.
		for _, s := range gold {
			for _, fact := range s.Facts {
				for _, g := range fact {
					bare := func(slot []FactWords) string {
						var out []string
						for _, w := range slot {
							if !w.Optional {
								out = append(out, w.Words...)
							}
						}
						return strings.Join(out, " ")
					}
					if !fact.says(OpenTuple{Relation: bare(g.Relation), Args: []string{bare(g.Subject), bare(g.Object)}}) {
						t.Fatalf("%+v does not word its fact", g)
					}
				}
			}
		}
	})
}
