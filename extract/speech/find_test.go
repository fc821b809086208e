package speech

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// line renders an attribution as the comments "# want" of
// testdata/attributions.conllu have it: kind, form, act and modality; the
// source with its kind unless that is an actor; the cue; the content.
func line(t string, a *Attribution) string {
	var content []string
	for _, c := range a.Content {
		content = append(content, c.In(t))
	}
	source := a.Source.Span.In(t)
	if a.Source.Kind != SourceActor {
		source += "(" + string(a.Source.Kind) + ")"
	}
	modality := string(a.Modality)
	if a.Refuted {
		modality += " refuted"
	}
	return fmt.Sprintf("%s %s %s %s | %s | %s | %s", a.Kind, a.Form, a.Act, modality, source, a.Cue.Span.In(t), strings.Join(content, " || "))
}

// TestFind runs on sentences of our own. The trees of documents 1 to 34 are
// right; many of those after them are as a parser slipped, which repair is to
// make good.
func TestFind(t *testing.T) {
	raw, err := os.ReadFile("testdata/attributions.conllu")
	if err != nil {
		t.Fatal(err)
	}
	var want []string // by document
	for _, l := range strings.Split(string(raw), "\n") {
		switch w, ok := strings.CutPrefix(l, "# want = "); {
		case strings.HasPrefix(l, "# newdoc"):
			want = append(want, "")
		case ok && w != "none":
			want[len(want)-1] += w + "\n"
		}
	}
	docs := readDocuments(t, strings.NewReader(string(raw)))
	if len(docs) != len(want) {
		t.Fatalf("%d documents, %d expectations", len(docs), len(want))
	}
	for i, d := range docs {
		got := ""
		all := Find(d)
		for j := range all {
			checkAttribution(t, d, all, j)
			got += line(d.Article.Text, &all[j]) + "\n"
		}
		if got != want[i] {
			t.Errorf("%q:\n got %s\nwant %s", strings.TrimSpace(d.Article.Text), got, want[i])
		}
	}
}

// TestFindOnTreebank checks the promises of attributions on gold trees.
func TestFindOnTreebank(t *testing.T) {
	f, err := os.Open(filepath.Join(dataDir(t), "treebank", "gum-open-dev.conllu"))
	if err != nil {
		t.Skipf("SKIPPED: no treebank: %v", err)
	}
	defer f.Close()
	n := 0
	for _, d := range readDocuments(t, f) {
		all := Find(d)
		again := Find(d)
		for i := range all {
			checkAttribution(t, d, all, i)
			if got, want := line(d.Article.Text, &again[i]), line(d.Article.Text, &all[i]); got != want {
				t.Fatalf("second run: got %s, want %s", got, want)
			}
		}
		n += len(all)
	}
	if n < 150 {
		t.Errorf("only %d attributions in gum-open-dev", n)
	}
}

func BenchmarkFind(b *testing.B) {
	f, err := os.Open(filepath.Join(dataDir(b), "treebank", "gum-open-dev.conllu"))
	if err != nil {
		b.Skipf("SKIPPED: no treebank: %v", err)
	}
	defer f.Close()
	docs := readDocuments(b, f)
	tokens := 0
	for _, d := range docs {
		for i := range d.Sentences {
			tokens += len(d.Sentences[i].Tokens)
		}
	}
	b.ResetTimer()
	for range b.N {
		for _, d := range docs {
			Find(d)
		}
	}
	b.ReportMetric(float64(tokens)*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}
