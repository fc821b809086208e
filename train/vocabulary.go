package train

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dramatis-kg/dramatis/nlp/parse/model"
	"github.com/dramatis-kg/dramatis/nlp/parse/vectors"
	"github.com/dramatis-kg/dramatis/train/gold"
)

// vocabulary numbers words and classes.
type vocabulary struct {
	words  map[string]int32 // rows of the table: from 1
	counts []int            // of word id-1
	list   []string

	upos, xpos, deprel, names inventory

	pairs [][]int // Header.Pairs

	lists   map[string]int32
	vectors *vectors.Table
}

// inventory numbers the classes of one layer.
type inventory struct {
	list  []string
	index map[string]int
}

func newInventory(list []string) inventory {
	m := make(map[string]int, len(list))
	for i, s := range list {
		m[s] = i
	}
	return inventory{list, m}
}

// of returns the class of s, or -1.
func (v *inventory) of(s string) int {
	if i, ok := v.index[s]; ok {
		return i
	}
	return -1
}

// minCount is how often a word must occur to have a vector of its own.
const minCount = 2

// newVocabulary counts the examples.
func newVocabulary(train []*gold.Example) *vocabulary {
	words, upos, xpos, deprel := map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}
	kinds := map[string]int{}
	for _, e := range train {
		for _, f := range e.Forms {
			words[model.Fold(f)]++
		}
		for i := range e.UPOS {
			upos[e.UPOS[i]]++
			xpos[e.XPOS[i]]++
			if e.Heads[i] >= 0 {
				deprel[e.Deprels[i]]++
			}
		}
		for _, n := range e.Names {
			if n != "O" {
				kinds[n[2:]]++
			}
		}
	}
	v := &vocabulary{words: map[string]int32{}, upos: newInventory(ranked(upos, 1)), xpos: newInventory(ranked(xpos, 1)), deprel: newInventory(ranked(deprel, 1))}
	names := []string{"O"}
	for _, k := range ranked(kinds, 1) {
		names = append(names, "B-"+k, "I-"+k)
	}
	v.names = newInventory(names)
	v.pairs = make([][]int, len(v.xpos.list))
	for i := range v.pairs {
		v.pairs[i] = make([]int, len(v.upos.list))
	}
	for _, e := range train {
		for i := range e.UPOS {
			if x, u := v.xpos.of(e.XPOS[i]), v.upos.of(e.UPOS[i]); x >= 0 && u >= 0 {
				v.pairs[x][u]++
			}
		}
	}
	v.list = ranked(words, minCount)
	for i, w := range v.list {
		v.words[w] = int32(i + 1)
		v.counts = append(v.counts, words[w])
	}
	return v
}

// ranked lists the keys that occur at least least times, the most frequent
// first, those of equal frequency in order. Empty and overlong ones are left
// out.
func ranked(counts map[string]int, least int) []string {
	var out []string
	for k, n := range counts {
		if n >= least && k != "" && len(k) < 64 {
			out = append(out, k)
		}
	}
	slices.SortFunc(out, func(a, b string) int {
		if c := cmp.Compare(counts[b], counts[a]); c != 0 {
			return c
		}
		return strings.Compare(a, b)
	})
	return out
}

// header also sets v.lists and v.vectors.
func (v *vocabulary) header(o *Options) (*model.Header, error) {
	h := &model.Header{
		Members: 1,
		Hidden:  o.Hidden, Layers: o.Layers, TagAt: o.TagAt, Word: 80, Arc: 192, Label: 64, Tag: 160, Name: 128,
		Words: v.list, UPOS: v.upos.list, XPOS: v.xpos.list, Deprel: v.deprel.list, Names: v.names.list, Pairs: v.pairs,
		Lists: wordLists(), About: o.About,
	}
	v.lists = h.ListIndex()
	var err error
	if v.vectors, err = vectors.Load(); err != nil {
		return nil, fmt.Errorf("train: %w", err)
	}
	h.Vectors, h.VectorSum = v.vectors.Cols(), v.vectors.Sum()
	return h, nil
}

// item turns e into numbers.
func (v *vocabulary) item(e *gold.Example) *item {
	it := &item{forms: e.Forms}
	classes := func(in *inventory, s []string) []int {
		if s == nil {
			return nil
		}
		out := make([]int, len(s))
		for i, x := range s {
			out[i] = in.of(x)
		}
		return out
	}
	it.upos, it.xpos, it.names = classes(&v.upos, e.UPOS), classes(&v.xpos, e.XPOS), classes(&v.names, e.Names)
	if e.Heads != nil {
		it.rels = classes(&v.deprel, e.Deprels)
		it.heads = make([]int, len(e.Heads))
		for i, h := range e.Heads {
			it.heads[i] = h + 1
			if h < 0 {
				it.rels[i] = -1
			}
		}
	}
	return it
}

// disturb returns a copy of e as careless writing or a headline might have
// it: all in capitals or none, other dashes, no final period.
func disturb(e *gold.Example, r *rand.Rand) *gold.Example {
	c := *e
	c.Forms = slices.Clone(e.Forms)
	each := func(f func(string) string) {
		for i, w := range c.Forms {
			c.Forms[i] = f(w)
		}
	}
	switch k := r.IntN(10); {
	case k < 2:
		each(strings.ToLower)
	case k < 4:
		each(strings.ToUpper)
	case k < 5:
		each(func(w string) string {
			if r, n := utf8.DecodeRuneInString(w); len(w) > 3 && n > 0 {
				return string(unicode.ToUpper(r)) + w[n:]
			}
			return w
		})
	case k < 8:
		dashes := []string{"-", "--", "–", "—"}
		for i, w := range c.Forms {
			if slices.Contains(dashes, w) && c.XPOS != nil && c.XPOS[i] != "HYPH" {
				c.Forms[i] = dashes[r.IntN(len(dashes))]
			}
		}
	default:
		dropPeriod(&c)
	}
	return &c
}

// dropPeriod takes away a final period on which nothing depends.
func dropPeriod(c *gold.Example) {
	n := len(c.Forms) - 1
	if n < 1 || c.Forms[n] != "." || c.Heads == nil || slices.Contains(c.Heads, n) || c.Heads[n] < 0 {
		return
	}
	c.Forms, c.UPOS, c.XPOS, c.Heads, c.Deprels = c.Forms[:n], c.UPOS[:n], c.XPOS[:n], c.Heads[:n], c.Deprels[:n]
	if c.Names != nil {
		c.Names = c.Names[:n]
	}
}
