package train

import (
	"cmp"
	"math/rand/v2"
	"slices"

	"github.com/dramatis-kg/dramatis/nlp/parse/model"
	"github.com/dramatis-kg/dramatis/nlp/parse/vectors"
)

// item is an example in numbers. Classes are -1 where nothing is known.
type item struct {
	forms             []string
	upos, xpos, names []int
	heads, rels       []int // heads: 0 for the root, j+1 for token j; rels: -1 for the root
}

// batch is a shard of a step: items by falling length, laid out in time-major
// order: row start[t]+b is token t of item b, and the rows of one t lie
// together.
type batch struct {
	items []*item
	start []int
	rows  int

	words  []int32
	lists  []int32
	tables [][len(model.Tables)]int32
	ngrams [][]int32
	fixed  []vectors.Vector
	owner  []int // item of each row
}

func (b *batch) row(i, t int) int { return b.start[t] + i }

// listDrop is the share of words that are taken for unlisted in training, as
// no list is complete.
const listDrop = 0.25

// vectorDrop is the share of words that go without their fixed vector in
// training, as rare words have none.
const vectorDrop = 0.08

// newBatch lays out items and computes their features. A known word becomes
// unknown the more often the rarer it is: with probability drop/(drop+count).
// With drop 0 nothing is hidden.
func newBatch(items []*item, v *vocabulary, drop float64, r *rand.Rand) *batch {
	b := &batch{items: slices.Clone(items), start: []int{0}}
	slices.SortStableFunc(b.items, func(x, y *item) int { return cmp.Compare(len(y.forms), len(x.forms)) })
	active := len(b.items)
	for t := range len(b.items[0].forms) {
		for len(b.items[active-1].forms) <= t {
			active--
		}
		b.start = append(b.start, b.start[t]+active)
	}
	b.rows = b.start[len(b.start)-1]
	b.words = make([]int32, b.rows)
	b.lists = make([]int32, b.rows)
	b.tables = make([][len(model.Tables)]int32, b.rows)
	b.ngrams = make([][]int32, b.rows)
	b.fixed = make([]vectors.Vector, b.rows)
	b.owner = make([]int, b.rows)
	var f model.Features
	for i, it := range b.items {
		for t, w := range it.forms {
			f.Set(w, t == 0)
			row := b.row(i, t)
			b.owner[row] = i
			if id, ok := v.words[f.Folded]; ok && (drop == 0 || r.Float64() >= drop/(drop+float64(v.counts[id-1]))) {
				b.words[row] = id
			}
			if drop == 0 || r.Float64() >= listDrop {
				b.lists[row] = v.lists[f.Folded]
			}
			if drop == 0 || r.Float64() >= vectorDrop {
				b.fixed[row] = v.vectors.Of(w)
			}
			b.tables[row] = f.Rows
			b.ngrams[row] = slices.Clone(f.Ngrams)
		}
	}
	return b
}

// classes lists class get(item)[t] by row.
func (b *batch) classes(get func(*item) []int) []int {
	out := make([]int, b.rows)
	for i, it := range b.items {
		c := get(it)
		for t := range it.forms {
			if c == nil {
				out[b.row(i, t)] = -1
			} else {
				out[b.row(i, t)] = c[t]
			}
		}
	}
	return out
}

// arena hands out zeroed slices that live until reset.
type arena struct {
	slab []float32
	used int
}

func (a *arena) take(n int) []float32 {
	if a.used+n > len(a.slab) {
		a.slab = make([]float32, max(2*len(a.slab), a.used+n, 1<<22))
		a.used = 0
	}
	s := a.slab[a.used : a.used+n : a.used+n]
	a.used += n
	clear(s)
	return s
}

func (a *arena) reset() { a.used = 0 }
