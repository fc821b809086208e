package parse

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/dramatis-kg/dramatis/nlp/conllu"
	"github.com/dramatis-kg/dramatis/text"
)

func sentence(words string) text.Sentence {
	var s text.Sentence
	for w := range strings.FieldsSeq(words) {
		s.Tokens = append(s.Tokens, text.Token{Text: w})
	}
	return s
}

func sentences() []text.Sentence {
	return []text.Sentence{
		sentence("The envoy met President Vladimir Putin in Moscow on Thursday night ."),
		sentence("Yes"),
		{},
		sentence("Ukraine 's allies , including the United States , rejected it ."),
		sentence("“ No , ” she said — and left ."),
		sentence("\xff\xfe \u200b 🙂 ...."),
	}
}

func load1(t testing.TB) *Parser {
	t.Helper()
	p, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// checkTrees wants one root, heads in range, no cycle and well-formed names.
func checkTrees(t *testing.T, sents []text.Sentence, names [][]string) {
	t.Helper()
	for i, s := range sents {
		if len(names[i]) != len(s.Tokens) {
			t.Fatalf("sentence %d: %d labels for %d tokens", i, len(names[i]), len(s.Tokens))
		}
		roots := 0
		for j, tok := range s.Tokens {
			if tok.Head < 0 {
				roots++
			}
			if (tok.Head < 0) != (tok.Deprel == "root") || tok.UPOS == "" || tok.XPOS == "" || tok.Deprel == "" {
				t.Errorf("sentence %d, token %d: %+v", i, j, tok)
			}
			steps := 0
			for k := j; k >= 0; k = s.Tokens[k].Head {
				if steps++; steps > len(s.Tokens) {
					t.Fatalf("sentence %d: a cycle at token %d", i, j)
				}
			}
			l := names[i][j]
			if kind, ok := strings.CutPrefix(l, "I-"); ok && (j == 0 || names[i][j-1] != "B-"+kind && names[i][j-1] != l) {
				t.Errorf("sentence %d, token %d: %s after %v", i, j, l, names[i][:j])
			}
		}
		if len(s.Tokens) > 0 && roots != 1 {
			t.Errorf("sentence %d has %d roots", i, roots)
		}
	}
}

func TestAnnotate(t *testing.T) {
	sents := sentences()
	names := load1(t).Annotate(sents)
	checkTrees(t, sents, names)
	toks := sents[0].Tokens
	if toks[2].Head != -1 || toks[1].Head != 2 || toks[1].Deprel != "nsubj" || toks[2].UPOS != "VERB" || toks[2].XPOS != "VBD" {
		t.Errorf("got %+v", toks)
	}
	if names[0][7] != "B-LOC" || names[0][5][0] != 'I' {
		t.Errorf("names: %v", names[0])
	}
}

// TestGrouping wants the same output however sentences are grouped and
// however many goroutines ask.
func TestGrouping(t *testing.T) {
	p := load1(t)
	sents := sentences()
	names := p.Annotate(sents)
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			for i, s := range sentences() {
				one := []text.Sentence{s}
				n := p.Annotate(one)
				if !reflect.DeepEqual(one[0].Tokens, sents[i].Tokens) || !slices.Equal(n[0], names[i]) {
					t.Errorf("sentence %d differs when alone", i)
				}
			}
		})
	}
	wg.Wait()
}

func TestLongSentence(t *testing.T) {
	for _, n := range []int{maxPiece, maxPiece + 1, 1000, 5003} {
		var words []string
		for i := range n {
			words = append(words, strings.Fields("the envoy met him , and it said no")[i%9])
		}
		sents := []text.Sentence{sentence(strings.Join(words, " "))}
		names := load1(t).Annotate(sents)
		checkTrees(t, sents, names)
	}
}

func TestAnnotateNothing(t *testing.T) {
	if got := load1(t).Annotate(nil); len(got) != 0 {
		t.Errorf("got %v", got)
	}
}

// devFile finds a treebank in the folder of shared data.
func devFile(t testing.TB, name string) []*conllu.Sentence {
	t.Helper()
	dir := os.Getenv("DRAMATIS_DATA")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "data")
	}
	f, err := os.Open(filepath.Join(dir, "treebank", name))
	if err != nil {
		t.Skipf("SCORES NOT CHECKED: no treebank %s (set DRAMATIS_DATA): %v", name, err)
	}
	defer f.Close()
	var out []*conllu.Sentence
	for s, err := range conllu.NewReader(f).All() {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, s)
	}
	return out
}

func tokens(bank []*conllu.Sentence) (sents []text.Sentence, n int) {
	for _, b := range bank {
		var s text.Sentence
		for i := range b.Words {
			s.Tokens = append(s.Tokens, text.Token{Text: b.Words[i].Form})
		}
		n += len(s.Tokens)
		sents = append(sents, s)
	}
	return sents, n
}

func BenchmarkParse(b *testing.B) {
	p := load1(b)
	sents, n := tokens(devFile(b, "gum-open-dev.conllu"))
	b.ResetTimer()
	for b.Loop() {
		p.Annotate(sents)
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
	b.ReportMetric(0, "ns/op")
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := New(embedded); err != nil {
			b.Fatal(err)
		}
	}
}

func ExampleParser_Annotate() {
	p, err := Load()
	if err != nil {
		fmt.Println(err)
		return
	}
	sents := []text.Sentence{{Tokens: []text.Token{{Text: "Anna"}, {Text: "slept"}, {Text: "."}}}}
	names := p.Annotate(sents)
	for i, t := range sents[0].Tokens {
		fmt.Println(t.Text, t.UPOS, t.Head, t.Deprel, names[0][i])
	}
	// Output:
	// Anna PROPN 1 nsubj B-PER
	// slept VERB -1 root O
	// . PUNCT 1 punct O
}
