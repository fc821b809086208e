package eval

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/nlp/coref"
	"github.com/dramatis-kg/dramatis/train/gold"
)

// TestCorefMeasures works the example of Luo (2005) by hand: gold chains
// {1 2 3 4 5} {6 7} {8 9 A B C}, system chains {1 2 3 4 5} {6 7 8 9 A B C}.
func TestCorefMeasures(t *testing.T) {
	split := func(s string) Partition {
		var p Partition
		for _, ch := range strings.Fields(s) {
			p = append(p, strings.Split(ch, ""))
		}
		return p
	}
	gold := split("12345 67 89ABC")
	for _, c := range []struct {
		system        string
		muc, b3, ceaf PRF
	}{
		// MUC: 9 of 10 links of the system are right, all 9 of gold are found.
		// B³ precision: (5 + 4/7 + 25/7)/12 = 16/21; recall 1.
		// CEAFe: φ4 = 1 + 2·5/12 = 11/6, over 2 system and 3 gold chains.
		{"12345 6789ABC", PRF{.9, 1, 18. / 19}, PRF{16. / 21, 1, 32. / 37}, PRF{11. / 12, 11. / 18, 11. / 15}},
		{"12345 67 89ABC", PRF{1, 1, 1}, PRF{1, 1, 1}, PRF{1, 1, 1}},
		// Everything in one chain: 9 of 11 links; B³ precision (25+4+25)/12/12 = 3/8.
		{"123456789ABC", PRF{9. / 11, 1, .9}, PRF{.375, 1, 6. / 11}, PRF{10. / 17, 10. / 51, 5. / 17}},
	} {
		var n CorefCounts
		n.Add(gold, split(c.system))
		for _, m := range []struct {
			name      string
			got, want PRF
		}{{"MUC", n.MUC(), c.muc}, {"B³", n.BCubed(), c.b3}, {"CEAFe", n.CEAFe(), c.ceaf}} {
			if math.Abs(m.got.P-m.want.P)+math.Abs(m.got.R-m.want.R)+math.Abs(m.got.F-m.want.F) > 1e-9 {
				t.Errorf("system %s: %s = %v, want %v", c.system, m.name, m.got, m.want)
			}
		}
	}
}

// TestCorefGUM scores chains on the news of GUM with gold trees and names:
// the documents of the dev split, and as a wider sample those of the training
// split (on which the weights of the pronoun pass were fitted).
func TestCorefGUM(t *testing.T) {
	dir := os.Getenv("DRAMATIS_DATA")
	if dir == "" {
		dir = filepath.Join("..", "..", "shared", "data")
	}
	for _, c := range []struct {
		file  string
		floor float64
	}{{"gum-open-dev.conllu", .66}, {"gum-open-train.conllu", .72}} {
		f, err := os.Open(filepath.Join(dir, "treebank", c.file))
		if err != nil {
			t.Skip("SKIPPED: no treebank: set DRAMATIS_DATA to the shared data folder")
		}
		docs, err := gold.ReadChains(f)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		var news, all CorefCounts
		for i := range docs {
			coref.Resolve(docs[i].Doc)
			ChainDocument(&all, docs[i], docs[i].Doc)
			if strings.Contains(docs[i].ID, "_news_") {
				ChainDocument(&news, docs[i], docs[i].Doc)
			}
		}
		t.Logf("%s news: %s", c.file, &news)
		t.Logf("%s all:  %s", c.file, &all)
		if got := news.CoNLL(); got < c.floor {
			t.Errorf("%s: CoNLL average on news %.3f, want at least %.2f", c.file, got, c.floor)
		}
	}
}
