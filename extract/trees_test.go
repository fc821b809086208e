package extract

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/dramatis-kg/dramatis/nlp"
	"github.com/dramatis-kg/dramatis/nlp/conllu"
	"github.com/dramatis-kg/dramatis/text"
)

var loadNLP = sync.OnceValues(nlp.New)

func annotate(t *testing.T, a *text.Article) *text.Document {
	t.Helper()
	n, err := loadNLP()
	if err != nil {
		t.Fatal(err)
	}
	return n.Annotate(a)
}

// TestMakeTrees parses the sentences of the tables that have no tree yet and
// appends them to the treebanks in testdata, to be read and corrected by
// hand.
func TestMakeTrees(t *testing.T) {
	if os.Getenv("EXTRACT_TREES") == "" {
		t.Skip("SKIPPED: set EXTRACT_TREES=1 to parse the sentences of testdata that have no tree")
	}
	for _, name := range []string{"modality", "rules"} {
		if _, err := os.Stat(filepath.Join("testdata", name+".tsv")); err != nil {
			continue
		}
		trees := readTrees(t, name+".conllu")
		f, err := os.OpenFile(filepath.Join("testdata", name+".conllu"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range readTable(t, name+".tsv") {
			if trees[c.text] != nil {
				continue
			}
			d := annotate(t, &text.Article{ID: "doc:x", Text: c.text, Published: "2024-06-05"})
			s := &conllu.Sentence{Comments: []string{"# text = " + c.text}}
			mention := map[int]string{}
			for _, m := range d.Mentions {
				k := map[text.EntityKind]string{text.KindPerson: "person", text.KindOrg: "org", text.KindPlace: "place", text.KindState: "state", text.KindGroup: "group"}[m.Kind]
				if k != "" && m.Chain >= 0 {
					mention[m.Head] = "M=" + k + "/" + strings.ToLower(strings.Join(strings.Fields(d.Chains[m.Chain].Name), "_"))
				}
			}
			times := map[int]string{}
			for _, e := range d.Times {
				if e.EDTF != "" {
					h := e.First
					for i := e.First; i < e.End; i++ {
						if x := d.Sentences[0].Tokens[i].Head; x < e.First || x >= e.End {
							h = i
						}
					}
					times[h] = "T=" + e.EDTF
				}
			}
			for i, tk := range d.Sentences[0].Tokens {
				var misc []string
				if m := mention[i]; m != "" {
					misc = append(misc, m)
				}
				if !tk.Space && i < len(d.Sentences[0].Tokens)-1 {
					misc = append(misc, "SpaceAfter=No")
				}
				if v := times[i]; v != "" {
					misc = append(misc, v)
				}
				if len(misc) == 0 {
					misc = []string{"_"}
				}
				s.Words = append(s.Words, conllu.Word{Form: tk.Text, Lemma: tk.Lemma, UPOS: tk.UPOS, XPOS: tk.XPOS, Feats: "_", Head: tk.Head, Deprel: tk.Deprel, Deps: "_", Misc: strings.Join(misc, "|")})
			}
			if len(d.Sentences) != 1 {
				t.Errorf("%q was split", c.text)
			}
			if err := conllu.Write(f, s); err != nil {
				t.Fatal(err)
			}
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
