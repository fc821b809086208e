package eval

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/nlp"
	"github.com/dramatis-kg/dramatis/nlp/coref"
	"github.com/dramatis-kg/dramatis/nlp/name"
	"github.com/dramatis-kg/dramatis/nlp/parse"
	"github.com/dramatis-kg/dramatis/nlp/timex"
	"github.com/dramatis-kg/dramatis/nlp/token"
	"github.com/dramatis-kg/dramatis/text"
)

// newsTexts are the articles beside the dev data.
func newsTexts(b *testing.B) []string {
	b.Helper()
	var out []string
	for _, pattern := range []string{"*.txt", filepath.Join("wikinews", "*.txt")} {
		files, err := filepath.Glob(filepath.Join(dataDir(), "..", "articles", pattern))
		if err != nil {
			b.Fatal(err)
		}
		for _, f := range files {
			data, err := os.ReadFile(f)
			if err != nil {
				b.Fatal(err)
			}
			out = append(out, string(data))
		}
	}
	if len(out) == 0 {
		b.Skip("NOT MEASURED: no articles; set DRAMATIS_DATA to the folder of dev data, beside which they lie")
	}
	return out
}

// BenchmarkStages measures each stage of package nlp over the articles, on
// one core, in tokens a second. A pass reads all of them.
func BenchmarkStages(b *testing.B) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	parser, err := parse.Load()
	if err != nil {
		b.Fatal(err)
	}
	var articles []*text.Article
	for i, t := range newsTexts(b) {
		articles = append(articles, &text.Article{ID: text.ArticleID(fmt.Sprint(i)), Text: t, Language: "en", Published: "2025-03-14"})
	}
	docs := make([]*text.Document, len(articles))
	labels := make([][][]string, len(articles))
	tokens := 0
	for i, a := range articles {
		docs[i] = &text.Document{Article: a, Sentences: token.Split(a)}
		labels[i] = parser.Annotate(docs[i].Sentences)
		nlp.SetLemmas(docs[i].Sentences)
		docs[i].Mentions = name.Find(docs[i], labels[i])
		for _, s := range docs[i].Sentences {
			tokens += len(s.Tokens)
		}
	}
	annotator, err := nlp.New()
	if err != nil {
		b.Fatal(err)
	}
	for _, stage := range []struct {
		name string
		run  func(i int)
	}{
		{"sentences and tokens", func(i int) { token.Split(articles[i]) }},
		{"tags, trees and name labels", func(i int) { parser.Annotate(docs[i].Sentences) }},
		{"lemmas", func(i int) { nlp.SetLemmas(docs[i].Sentences) }},
		{"names", func(i int) { name.Find(docs[i], labels[i]) }},
		{"times", func(i int) { timex.Find(docs[i]) }},
		{"coreference", func(i int) {
			d := *docs[i]
			d.Mentions = append([]text.Mention(nil), d.Mentions...)
			coref.Resolve(&d)
		}},
		{"all", func(i int) { annotator.Annotate(articles[i]) }},
	} {
		b.Run(strings.ReplaceAll(stage.name, " ", "-"), func(b *testing.B) {
			for b.Loop() {
				for i := range articles {
					stage.run(i)
				}
			}
			b.ReportMetric(float64(tokens)*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
		})
	}
}

// BenchmarkThousandArticles reads a thousand articles one after the other,
// those beside the dev data over and over, and reports the most memory that
// the program took from the system, in MiB.
func BenchmarkThousandArticles(b *testing.B) {
	texts := newsTexts(b)
	annotator, err := nlp.New()
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		for i := range 1000 {
			annotator.Annotate(&text.Article{ID: text.ArticleID(fmt.Sprint(i)), Text: texts[i%len(texts)], Language: "en", Published: "2025-03-14"})
		}
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(m.Sys)/(1<<20), "MiB-taken")
}
