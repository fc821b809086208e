package gold

import (
	"slices"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/nlp/conllu"
)

func TestNamesOf(t *testing.T) {
	// The columns: form, UPOS, XPOS, head, relation, entity.
	for name, c := range map[string]struct {
		rows [][6]string
		want string
	}{
		"title and relative clause are no part": {[][6]string{
			{"President", "PROPN", "NNP", "2", "nmod:desc", "(1-person-new-cf1-1-sgl"},
			{"Jane", "PROPN", "NNP", "4", "nsubj", "_"},
			{"Doe", "PROPN", "NNP", "2", "flat", "1)"},
			{"left", "VERB", "VBD", "0", "root", "_"},
		}, "O B-PER I-PER O"},
		"longer name holds the shorter": {[][6]string{
			{"the", "DET", "DT", "2", "det", "(1-organization-new-cf1-2-sgl"},
			{"University", "PROPN", "NNP", "0", "root", "_"},
			{"of", "ADP", "IN", "4", "case", "_"},
			{"Oslo", "PROPN", "NNP", "2", "nmod", "(2-place-new-cf2-1-sgl)1)"},
		}, "O B-ORG I-ORG I-ORG"},
		"common nouns and times give none": {[][6]string{
			{"officials", "NOUN", "NNS", "2", "nsubj", "(1-person-new-cf1-1-sgl)"},
			{"met", "VERB", "VBD", "0", "root", "_"},
			{"Monday", "PROPN", "NNP", "2", "obl:unmarked", "(2-time-new-cf1-1-sgl)"},
		}, "O O O"},
		"unclosed": {[][6]string{{"Oslo", "PROPN", "NNP", "0", "root", "(2-place-new-cf2-1-sgl"}}, "O"},
	} {
		var b strings.Builder
		for i, r := range c.rows {
			misc := r[5]
			if misc != "_" {
				misc = "Entity=" + misc
			}
			b.WriteString(strings.Join([]string{string(rune('1' + i)), r[0], "_", r[1], r[2], "_", r[3], r[4], "_", misc}, "\t") + "\n")
		}
		s, err := conllu.NewReader(strings.NewReader(b.String())).Read()
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(NamesOf(s), " "); got != c.want {
			t.Errorf("%s: got %s, want %s", name, got, c.want)
		}
	}
}

func TestReadWikiGold(t *testing.T) {
	docs, err := ReadWikiGold(strings.NewReader("Osc-Dis I-MISC\nby O\nAnna I-PER\nBerg I-PER\n\n-DOCSTART- O\n\nOslo I-LOC\nReuters I-ORG\n"))
	if err != nil || len(docs) != 2 {
		t.Fatalf("got %d documents, %v", len(docs), err)
	}
	if got, want := docs[0][0].Names, []string{"B-OTHER", "I-OTHER", "I-OTHER", "O", "B-PER", "I-PER"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got, want := docs[1][0].Names, []string{"B-LOC", "B-ORG"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestReadUNER(t *testing.T) {
	ex, err := ReadUNER(strings.NewReader("# x\n1\tOslo\tB-LOC\t-\t-\n\n1\tYes\tO\n"))
	if err != nil || len(ex) != 2 || ex[0].Names[0] != "B-LOC" || ex[1].Forms[0] != "Yes" {
		t.Errorf("got %v, %v", ex, err)
	}
	if _, err := ReadUNER(strings.NewReader("1\tOslo\n")); err == nil {
		t.Error("no error for a line without a label")
	}
}

func TestNames(t *testing.T) {
	got := Names([]string{"I-PER", "B-PER", "I-PER", "I-LOC", "B-LOC", "B-LOC"})
	want := []Name{{1, 3, "PER"}, {4, 5, "LOC"}, {5, 6, "LOC"}}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func FuzzNamesOf(f *testing.F) {
	f.Add("(1-person-new(2-place-x)1)")
	f.Add("((()))1-")
	f.Fuzz(func(t *testing.T, entity string) {
		s := &conllu.Sentence{Words: []conllu.Word{
			{Form: "A", UPOS: "PROPN", Head: -1, Misc: "Entity=" + entity},
			{Form: "B", UPOS: "PROPN", Head: 0, Misc: "Entity=" + entity},
		}}
		if got := NamesOf(s); len(got) != 2 {
			t.Fatal(got)
		}
	})
}
