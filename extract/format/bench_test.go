package format

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/format/surface"
	"github.com/dramatis-kg/dramatis/nlp"
	"github.com/dramatis-kg/dramatis/nlp/parse"
	"github.com/dramatis-kg/dramatis/text"
)

// BenchmarkExtractionShare measures parsing, the statements and the open
// tuples of the same sentences in turn and reports the time of the two as a
// share of the parser's: the news among the shared articles if they are
// there, else the examples. One goroutine throughout.
func BenchmarkExtractionShare(b *testing.B) {
	files, err := filepath.Glob(filepath.Join("..", "..", "..", "shared", "articles", "wikinews", "*.txt"))
	if err != nil {
		b.Fatal(err)
	}
	if dir := os.Getenv("DRAMATIS_DATA"); len(files) == 0 && dir != "" {
		files, _ = filepath.Glob(filepath.Join(dir, "..", "articles", "wikinews", "*.txt"))
	}
	if len(files) == 0 {
		if files, err = filepath.Glob(filepath.Join("..", "..", "examples", "*.txt")); err != nil || len(files) == 0 {
			b.Fatalf("no examples: %v", err)
		}
	}
	a, err := nlp.New()
	if err != nil {
		b.Fatal(err)
	}
	p, err := parse.Load()
	if err != nil {
		b.Fatal(err)
	}
	var docs []*text.Document
	tokens := 0
	for _, f := range files {
		content, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		d := a.Annotate(&text.Article{ID: "doc:bench", Text: string(content), Published: "2020-01-02"})
		for i := range d.Sentences {
			tokens += len(d.Sentences[i].Tokens)
		}
		docs = append(docs, d)
	}
	var parsing, statements, tuples time.Duration
	b.ResetTimer()
	for b.Loop() {
		for _, d := range docs {
			bare := make([]text.Sentence, len(d.Sentences))
			for i, s := range d.Sentences {
				bare[i] = text.Sentence{Span: s.Span, Tokens: slices.Clone(s.Tokens)}
			}
			start := time.Now()
			p.Annotate(bare)
			parsing += time.Since(start)
			start = time.Now()
			extract.Statements(d, extract.Options{})
			statements += time.Since(start)
			start = time.Now()
			surface.Read(d)
			tuples += time.Since(start)
		}
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(tokens)*float64(b.N)/parsing.Seconds(), "parsed-tokens/s")
	b.ReportMetric(100*statements.Seconds()/parsing.Seconds(), "statements-%-of-parse")
	b.ReportMetric(100*tuples.Seconds()/parsing.Seconds(), "tuples-%-of-parse")
}
