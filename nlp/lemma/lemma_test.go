package lemma_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/dramatis-kg/dramatis/nlp/conllu"
	"github.com/dramatis-kg/dramatis/nlp/lemma"
	"github.com/dramatis-kg/dramatis/nlp/token"
)

func TestLemma(t *testing.T) {
	tests := []struct{ norm, upos, xpos, want string }{
		{"saw", "VERB", "VBD", "see"}, {"saw", "NOUN", "NN", "saw"},
		{"left", "VERB", "VBD", "leave"}, {"left", "ADJ", "JJ", "left"},
		{"found", "VERB", "VBN", "find"}, {"founded", "VERB", "VBD", "found"},
		{"felt", "VERB", "VBD", "feel"}, {"met", "VERB", "VBD", "meet"}, {"led", "VERB", "VBN", "lead"},
		{"held", "VERB", "VBN", "hold"}, {"said", "VERB", "VBD", "say"}, {"agreed", "VERB", "VBD", "agree"},
		{"denied", "VERB", "VBD", "deny"}, {"stopping", "VERB", "VBG", "stop"}, {"making", "VERB", "VBG", "make"},
		{"lied", "VERB", "VBD", "lie"}, {"lied", "VERB", "VBN", "lie"}, {"vetoed", "VERB", "VBD", "veto"}, {"vetoes", "VERB", "VBZ", "veto"}, {"echoes", "VERB", "VBZ", "echo"},
		{"broadcast", "VERB", "VBD", "broadcast"}, {"forecast", "VERB", "VBN", "forecast"},
		{"undergoes", "VERB", "VBZ", "undergo"}, {"denies", "VERB", "VBZ", "deny"}, {"lies", "VERB", "VBZ", "lie"}, {"lying", "VERB", "VBG", "lie"}, {"proposed", "VERB", "VBN", "propose"}, {"goes", "VERB", "VBZ", "go"},
		{"regrouping", "VERB", "VBG", "regroup"}, {"ceasing", "VERB", "VBG", "cease"},
		{"was", "AUX", "VBD", "be"}, {"'s", "AUX", "VBZ", "be"}, {"'ve", "AUX", "VBP", "have"}, {"wo", "AUX", "MD", "will"},
		{"n't", "PART", "RB", "not"}, {"'s", "PART", "POS", "'s"}, {"'", "PART", "POS", "'s"},
		{"talks", "NOUN", "NNS", "talk"}, {"countries", "NOUN", "NNS", "country"}, {"crises", "NOUN", "NNS", "crisis"},
		{"leaves", "NOUN", "NNS", "leaf"}, {"leaves", "VERB", "VBZ", "leave"}, {"women", "NOUN", "NNS", "woman"},
		{"spokespersons", "NOUN", "NNS", "spokesperson"}, {"envoys", "NOUN", "NNS", "envoy"}, {"forces", "NOUN", "NNS", "force"},
		{"bigger", "ADJ", "JJR", "big"}, {"worst", "ADJ", "JJS", "bad"}, {"easier", "ADJ", "JJR", "easy"}, {"larger", "ADJ", "JJR", "large"},
		{"him", "PRON", "PRP", "he"}, {"Them", "PRON", "PRP", "they"}, {"I", "PRON", "PRP", "I"}, {"his", "PRON", "PRP$", "his"},
		{"An", "DET", "DT", "a"}, {"those", "DET", "DT", "that"},
		{"Putin", "PROPN", "NNP", "Putin"}, {"Nations", "PROPN", "NNPS", "Nation"}, {"Americans", "PROPN", "NNPS", "American"},
		{"2,000", "NUM", "CD", "2000"}, {"The", "DET", "DT", "the"}, {"Speaking", "VERB", "VBG", "speak"}, {"CEO", "NOUN", "NN", "CEO"},
	}
	for _, tt := range tests {
		if got := lemma.Lemma(tt.norm, tt.upos, tt.xpos); got != tt.want {
			t.Errorf("Lemma(%q, %s, %s) = %q, want %q", tt.norm, tt.upos, tt.xpos, got, tt.want)
		}
	}
}

// dataDir is the folder of the development data.
func dataDir(t *testing.T) string {
	t.Helper()
	if d := os.Getenv("DRAMATIS_DATA"); d != "" {
		return d
	}
	dir := filepath.Join("..", "..", "..", "shared", "data")
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("SKIPPED: no development data: set DRAMATIS_DATA or put them at %s", dir)
	}
	return dir
}

// TestDevelopment holds the accuracy on the development treebanks, with gold
// tags, above a floor.
func TestDevelopment(t *testing.T) {
	for _, tt := range []struct {
		file string
		want float64
	}{{"ewt-dev.conllu", 98.1}, {"gum-open-dev.conllu", 98.9}} {
		f, err := os.Open(filepath.Join(dataDir(t), "treebank", tt.file))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		right, all := 0, 0
		for s, err := range conllu.NewReader(f).All() {
			if err != nil {
				t.Fatal(err)
			}
			for _, w := range s.Words {
				all++
				got := lemma.Lemma(token.Norm(w.Form), w.UPOS, w.XPOS)
				if got == w.Lemma || got == token.Norm(w.Lemma) {
					right++
				} else if testing.Verbose() {
					t.Logf("wrong\t%s\t%s\t%s\tgot %s\twant %s", w.Form, w.UPOS, w.XPOS, got, w.Lemma)
				}
			}
		}
		got := 100 * float64(right) / float64(all)
		t.Logf("%s: %.2f %% of %d", tt.file, got, all)
		if got < tt.want {
			t.Errorf("%s: accuracy %.2f %%, want at least %.2f %%", tt.file, got, tt.want)
		}
	}
}

func FuzzLemma(f *testing.F) {
	f.Add("saw", "VERB", "VBD")
	f.Add("İs", "PROPN", "NNPS")
	f.Fuzz(func(t *testing.T, norm, upos, xpos string) {
		if got := lemma.Lemma(norm, upos, xpos); got == "" && norm != "" && norm != "," {
			t.Errorf("no lemma for %q %s %s", norm, upos, xpos)
		}
	})
}

func BenchmarkLemma(b *testing.B) {
	for b.Loop() {
		lemma.Lemma("negotiating", "VERB", "VBG")
	}
}
