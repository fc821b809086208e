package resolve

import (
	"fmt"
	"math/rand"
	"runtime"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// perturbed makes n documents of about twenty actors each, as news has them:
// few names that are everywhere, many that are rare, and of each the ways in
// which articles vary it. The names are made of syllables, so that surnames
// meet by chance as they do in life. The same n gives the same documents.
func perturbed(n int) []DocLocals {
	rng := rand.New(rand.NewSource(7))
	syllables := strings.Fields("ba ber dan do el fran ga hol ja ka kim lan le lin lu ma mar mi mor na nor o pe ra ro sa sen ta tor va vi wen yu za")
	word := func() string {
		var b strings.Builder
		for range 2 + rng.Intn(2) {
			b.WriteString(syllables[rng.Intn(len(syllables))])
		}
		s := b.String()
		return strings.ToUpper(s[:1]) + s[1:]
	}
	// The stock of actors grows with the number of documents, slower than it,
	// as Heaps' law has it for words.
	type somebody struct {
		kind        text.EntityKind
		first, last string
	}
	stock := make([]somebody, 200+n)
	firsts := make([]string, 300)
	for i := range firsts {
		firsts[i] = word()
	}
	for i := range stock {
		stock[i] = somebody{[]text.EntityKind{text.KindPerson, text.KindPerson, text.KindOrg, text.KindPlace}[rng.Intn(4)], firsts[rng.Intn(len(firsts))], word()}
	}
	zipf := rand.NewZipf(rng, 1.1, 5, uint64(len(stock)-1))
	docs := make([]DocLocals, n)
	for d := range docs {
		docs[d].Doc = text.ArticleID(fmt.Sprintf("doc:%016x", d))
		seen := map[uint64]bool{}
		for range 20 {
			at := zipf.Uint64()
			if seen[at] {
				continue
			}
			seen[at] = true
			docs[d].Locals = append(docs[d].Locals, vary(rng, stock[at].kind, stock[at].first, stock[at].last, len(docs[d].Locals)))
		}
	}
	return docs
}

// vary is an actor by one of its names.
func vary(rng *rand.Rand, kind text.EntityKind, first, last string, i int) schema.LocalActor {
	name := last
	switch {
	case kind == text.KindPerson && rng.Intn(4) > 0:
		name = first + " " + last
		switch rng.Intn(8) {
		case 0:
			name = first[:1] + ". " + last
		case 1:
			name = first + " " + string(rune('A'+rng.Intn(26))) + ". " + last
		case 2:
			name = strings.NewReplacer("k", "c", "y", "i").Replace(name)
		}
	case kind == text.KindOrg:
		name += " Group"
		if rng.Intn(3) == 0 {
			name += " Inc."
		}
	}
	return schema.LocalActor{Key: fmt.Sprintf("a%02d", i), Name: name, Kind: kind, Named: true, Names: []schema.Name{{Text: name, Count: 1 + rng.Intn(4)}}}
}

// BenchmarkLink shows how linking grows with the number of documents:
//
//	go test ./resolve -run '^$' -bench Link
func BenchmarkLink(b *testing.B) {
	for _, n := range []int{1000, 3000, 10000} {
		docs := perturbed(n)
		b.Run(fmt.Sprintf("docs=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Link(docs)
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(n), "µs/doc")
		})
	}
}

// Ten times the documents may take twenty times the work at most, or something
// compares every pair. Work is counted in allocations and in bytes, which no
// load of the machine changes, and in comparisons of two names: all pairs would
// be a hundred times as many.
func TestLinkGrowth(t *testing.T) {
	work := func(n int) (allocs, bytes, compared float64) {
		docs := perturbed(n)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		l := newLinkerOf(docs, nil)
		l.link()
		l.assign()
		runtime.ReadMemStats(&after)
		return float64(after.Mallocs - before.Mallocs), float64(after.TotalAlloc - before.TotalAlloc), float64(l.compared)
	}
	const small, large, most = 200, 2000, 20.0
	a, b, c := work(small)
	A, B, C := work(large)
	t.Logf("%d documents: %.0f allocations, %.0f bytes, %.0f comparisons; %d: %.1f, %.1f, %.1f times as many", small, a, b, c, large, A/a, B/b, C/c)
	for what, times := range map[string]float64{"allocations": A / a, "bytes": B / b, "comparisons": C / c} {
		if times > most {
			t.Errorf("%d documents take %.1f times the %s of %d", large, times, what, small)
		}
	}
}
