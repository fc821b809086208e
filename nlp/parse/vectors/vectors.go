// Package vectors holds word vectors that were learned from much more text
// than any treebank has, as fixed features for the parser.
//
// What enters: the bytes of a table. What leaves: the vector of a word, which
// is the same for all its capitalisations. It never changes a vector, never
// makes one up for a word that has none, and never trusts a file: every size
// is checked before memory is taken.
//
// The embedded table is derived by `go run ./cmd/train vectors` from the
// vectors of Pennington, Socher and Manning, "GloVe: Global Vectors for Word
// Representation" (EMNLP 2014); docs/models.md tells how.
package vectors

import (
	"bytes"
	"crypto/sha256"
	_ "embed" // for the table
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"strings"
	"sync"
)

// A table is, with all numbers little-endian:
//
//	8 bytes   "DRMWVECS"
//	uint32    Version
//	uint32    columns
//	uint32    words
//	uint32    length of the text
//	text      the words, one a line, in falling order of frequency
//	float32   a scale for each word
//	int8      words × columns
//	32 bytes  SHA-256 of all that comes before
const (
	magic   = "DRMWVECS"
	Version = 1

	fixed    = len(magic) + 16
	maxCols  = 512
	maxWords = 1 << 20
	maxFile  = 64 << 20
)

// ErrFormat is wrapped by every error of Decode.
var ErrFormat = errors.New("vectors: not a table of this version")

// Table maps words to vectors. It is immutable.
type Table struct {
	cols  int
	index map[string]int32
	scale []float32
	rows  []int8
	sum   string
}

// Vector is a word as numbers: Values times Scale. The zero value stands for
// a word without a vector.
type Vector struct {
	Values []int8
	Scale  float32
}

// Add adds the vector to x, which has the table's columns.
func (v Vector) Add(x []float32) {
	for i, n := range v.Values {
		x[i] += float32(float32(n) * v.Scale)
	}
}

// Cols is the number of columns.
func (t *Table) Cols() int { return t.cols }

// Len is the number of words.
func (t *Table) Len() int { return len(t.index) }

// Sum tells the table from others: the first 16 hexadecimal digits of its
// SHA-256.
func (t *Table) Sum() string { return t.sum }

// Of returns the vector of word, in whatever capitals.
func (t *Table) Of(word string) Vector {
	i, ok := t.index[word]
	if !ok {
		if i, ok = t.index[strings.ToLower(word)]; !ok {
			return Vector{}
		}
	}
	return Vector{t.rows[int(i)*t.cols : int(i+1)*t.cols : int(i+1)*t.cols], t.scale[i]}
}

//go:embed words.vectors
var embedded []byte

var load = sync.OnceValues(func() (*Table, error) { return Decode(embedded) })

// Load returns the embedded table, decoded at the first call and shared by
// all callers.
func Load() (*Table, error) { return load() }

// Encode renders a table. values holds cols numbers per word; each word's are
// rounded to 255 steps between plus and minus its largest.
func Encode(words []string, cols int, values []float32) ([]byte, error) {
	if cols < 1 || cols > maxCols || len(words) == 0 || len(words) > maxWords || len(values) != cols*len(words) {
		return nil, fmt.Errorf("vectors: encode: %d values for %d words of %d columns", len(values), len(words), cols)
	}
	for _, w := range words {
		if w == "" || strings.Contains(w, "\n") || strings.ToLower(w) != w {
			return nil, fmt.Errorf("vectors: encode: %q is no word in lower case", w)
		}
	}
	text := strings.Join(words, "\n")
	b := []byte(magic)
	for _, n := range []int{Version, cols, len(words), len(text)} {
		b = binary.LittleEndian.AppendUint32(b, uint32(n))
	}
	b = append(b, text...)
	rows := make([]byte, len(values))
	for i := range words {
		v := values[i*cols : (i+1)*cols]
		var top float64
		for _, x := range v {
			top = max(top, math.Abs(float64(x)))
		}
		if math.IsNaN(top) || math.IsInf(top, 0) {
			return nil, fmt.Errorf("vectors: encode: %q has a value that is no number", words[i])
		}
		scale := float32(top / 127)
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(scale))
		if scale == 0 {
			continue
		}
		for j, x := range v {
			rows[i*cols+j] = byte(int8(math.RoundToEven(float64(x) / float64(scale))))
		}
	}
	b = append(b, rows...)
	sum := sha256.Sum256(b)
	return append(b, sum[:]...), nil
}

// Decode reads a table. Its errors wrap ErrFormat.
func Decode(data []byte) (*Table, error) {
	fault := func(format string, args ...any) (*Table, error) {
		return nil, fmt.Errorf("%w: %s", ErrFormat, fmt.Sprintf(format, args...))
	}
	if len(data) < fixed+sha256.Size || len(data) > maxFile || string(data[:len(magic)]) != magic {
		return fault("%d bytes, or another beginning", len(data))
	}
	body := data[:len(data)-sha256.Size]
	sum := sha256.Sum256(body)
	if !bytes.Equal(sum[:], data[len(body):]) {
		return fault("the checksum is wrong: the file is damaged")
	}
	number := func(i int) int { return int(binary.LittleEndian.Uint32(body[len(magic)+4*i:])) }
	cols, n, size := number(1), number(2), number(3)
	if number(0) != Version {
		return fault("version %d, not %d", number(0), Version)
	}
	if cols < 1 || cols > maxCols || n < 1 || n > maxWords || size > maxFile || len(body) != fixed+size+n*(4+cols) {
		return fault("%d words of %d columns and %d bytes of text do not make %d bytes", n, cols, size, len(data))
	}
	t := &Table{cols: cols, index: make(map[string]int32, n), scale: make([]float32, n), rows: make([]int8, n*cols), sum: hex.EncodeToString(sum[:8])}
	i := 0
	for w := range strings.SplitSeq(string(body[fixed:fixed+size]), "\n") {
		if _, twice := t.index[w]; twice || w == "" || i == n {
			return fault("word %d, %q, is empty, there twice, or one too many", i+1, w)
		}
		t.index[w] = int32(i)
		i++
	}
	if i != n {
		return fault("%d words instead of %d", i, n)
	}
	rest := body[fixed+size:]
	for i := range t.scale {
		t.scale[i] = math.Float32frombits(binary.LittleEndian.Uint32(rest[4*i:]))
		if x := float64(t.scale[i]); !(x >= 0 && x < 1e6) {
			return fault("scale %v of word %d", x, i+1)
		}
	}
	for i, c := range rest[4*n:] {
		t.rows[i] = int8(c)
	}
	return t, nil
}
