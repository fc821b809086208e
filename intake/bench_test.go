package intake

import (
	"strings"
	"testing"
)

// BenchmarkArticle reads plain text: an ordinary article, and the largest
// that is accepted, as one line and as many.
func BenchmarkArticle(b *testing.B) {
	r, err := New(Options{})
	if err != nil {
		b.Fatal(err)
	}
	for _, c := range []struct{ name, text string }{
		{"article", strings.Repeat(story+"\n\n", 20)},
		{"8MiB-lines", strings.Repeat(story+"\n\n", DefaultMaxBytes/(len(story)+2))},
		{"8MiB-one-line", strings.Repeat(story+" ", DefaultMaxBytes/(len(story)+1))},
		{"html", page},
	} {
		format := FormatText
		if c.name == "html" {
			format = FormatHTML
		}
		data := []byte(c.text)
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, skip := r.article("x", data, format, metadata{}); skip != nil {
					b.Fatal(skip)
				}
			}
		})
	}
}
