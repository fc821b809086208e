package extract

import (
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkStatements reads the news of the open GUM dev set from gold trees.
func BenchmarkStatements(b *testing.B) {
	f, err := os.Open(filepath.Join(dataDir(b), "treebank", "gum-open-dev.conllu"))
	if err != nil {
		b.Skipf("SKIPPED: %v", err)
	}
	defer f.Close()
	docs := goldDocuments(b, f, "2020-01-02")
	tokens := 0
	for _, d := range docs {
		for i := range d.Sentences {
			tokens += len(d.Sentences[i].Tokens)
		}
	}
	b.ResetTimer()
	for range b.N {
		for _, d := range docs {
			Statements(d, Options{})
		}
	}
	b.ReportMetric(float64(tokens)*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}
