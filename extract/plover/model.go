package plover

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"math/bits"
	"sort"
	"sync"

	"github.com/dramatis-kg/dramatis/schema"
)

//go:embed dictionary.tsv
var dictionaryTable string

//go:embed weights.bin
var weightsFile []byte

// model is what Classify decides by.
type model struct {
	dict    *Dictionary
	weights *weights
}

// defaultModel reads the embedded files once. They are part of the program:
// a fault in them is caught by the tests, and leaves an empty model.
var defaultModel = sync.OnceValue(func() *model {
	d, err := ParseDictionary(dictionaryTable)
	if err != nil {
		d = &Dictionary{}
	}
	w, err := decodeWeights(weightsFile)
	if err != nil {
		w = &weights{classes: []schema.EventType{""}}
	}
	return &model{d, w}
})

// weights is a multinomial logistic regression over binary features.
type weights struct {
	classes []schema.EventType
	scale   float64 // of one step of a weight
	index   map[string]int32
	rows    []int8 // len(classes) for each feature
}

func (w *weights) row(feature string) []int8 {
	i, ok := w.index[feature]
	if !ok {
		return nil
	}
	n := len(w.classes)
	return w.rows[int(i)*n : (int(i)+1)*n]
}

func (w *weights) knows(feature string) bool { return w.row(feature) != nil }

func (w *weights) value(row []int8, k int) float64 { return float64(row[k]) * w.scale }

// probabilities scores the classes.
func (w *weights) probabilities(features []string) []float64 {
	p := make([]float64, len(w.classes))
	for _, f := range features {
		for k, v := range w.row(f) {
			p[k] += float64(v)
		}
	}
	top := math.Inf(-1)
	for k := range p {
		p[k] *= w.scale
		top = max(top, p[k])
	}
	sum := 0.0
	for k := range p {
		p[k] = math.Exp(p[k] - top)
		sum += p[k]
	}
	for k := range p {
		p[k] /= sum
	}
	return p
}

// The weights file is a gzip stream of: the magic, the number of classes and
// their names, the scale, the number of features, and for each feature in
// alphabetical order the length of the prefix that it shares with the one
// before, its rest, a bit mask of the classes with a weight, and one byte
// for each such weight. Numbers are varints, strings have their length in
// front, the scale is a little-endian float64.
const magic = "dramatis plover 1\n"

// Limits of what the decoder accepts.
const (
	maxClasses  = 64
	maxFeatures = 1 << 20
	maxString   = 1 << 10
	maxFile     = 64 << 20 // bytes, unpacked
)

// EncodeWeights writes a weights file. values holds the weights of each
// feature by class; those that round to nothing are left out.
func EncodeWeights(out io.Writer, classes []schema.EventType, values map[string][]float64) error {
	if len(classes) > maxClasses {
		return fmt.Errorf("plover: encode: %d classes, at most %d", len(classes), maxClasses)
	}
	largest := 0.0
	names := make([]string, 0, len(values))
	for name, row := range values {
		if len(row) != len(classes) || len(name) > maxString {
			return fmt.Errorf("plover: encode: feature %.40q: %d weights for %d classes", name, len(row), len(classes))
		}
		names = append(names, name)
		for _, v := range row {
			largest = max(largest, math.Abs(v))
		}
	}
	sort.Strings(names)
	scale := largest / math.MaxInt8
	if scale == 0 {
		scale = 1
	}
	var body []byte
	n, last := 0, ""
	for _, name := range names {
		var mask uint64
		var steps []byte
		for k, v := range values[name] {
			if s := int8(math.Round(v / scale)); s != 0 {
				mask |= 1 << k
				steps = append(steps, byte(s))
			}
		}
		if mask == 0 {
			continue
		}
		shared := 0
		for shared < len(last) && shared < len(name) && last[shared] == name[shared] {
			shared++
		}
		body = binary.AppendUvarint(body, uint64(shared))
		body = appendString(body, name[shared:])
		body = binary.AppendUvarint(body, mask)
		body = append(body, steps...)
		last = name
		n++
	}
	head := []byte(magic)
	head = binary.AppendUvarint(head, uint64(len(classes)))
	for _, c := range classes {
		head = appendString(head, string(c))
	}
	head = binary.LittleEndian.AppendUint64(head, math.Float64bits(scale))
	head = binary.AppendUvarint(head, uint64(n))
	z, err := gzip.NewWriterLevel(out, gzip.BestCompression)
	if err != nil {
		return fmt.Errorf("plover: encode: %w", err)
	}
	_, err = z.Write(append(head, body...))
	if err = errors.Join(err, z.Close()); err != nil {
		return fmt.Errorf("plover: encode: %w", err)
	}
	return nil
}

func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

var errFormat = errors.New("plover: weights file is damaged")

// decodeWeights reads what EncodeWeights writes.
func decodeWeights(data []byte) (*weights, error) {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errFormat, err)
	}
	plain, err := io.ReadAll(io.LimitReader(z, maxFile))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errFormat, err)
	}
	r := &reader{b: plain}
	if string(r.take(len(magic))) != magic {
		return nil, errFormat
	}
	w := &weights{index: map[string]int32{}}
	for n := r.number(maxClasses); n > 0 && !r.bad; n-- {
		w.classes = append(w.classes, schema.EventType(r.take(r.number(maxString))))
	}
	if s := r.take(8); len(s) == 8 {
		w.scale = math.Float64frombits(binary.LittleEndian.Uint64(s))
	}
	nc := len(w.classes)
	last := ""
	for n := r.number(maxFeatures); n > 0 && !r.bad; n-- {
		shared := r.number(len(last))
		name := last[:shared] + string(r.take(r.number(maxString)))
		mask := r.uvarint()
		if bits.Len64(mask) > nc {
			r.bad = true
			break
		}
		row := make([]int8, nc)
		for k := range row {
			if mask>>k&1 != 0 {
				if s := r.take(1); len(s) == 1 {
					row[k] = int8(s[0])
				}
			}
		}
		w.index[name] = int32(len(w.rows) / max(nc, 1))
		w.rows = append(w.rows, row...)
		last = name
	}
	if r.bad || len(r.b) > 0 || nc == 0 || math.IsNaN(w.scale) || math.IsInf(w.scale, 0) {
		return nil, errFormat
	}
	return w, nil
}

// ReadWeights reports how many features a weights file holds, or why it
// cannot be read.
func ReadWeights(data []byte) (features int, err error) {
	w, err := decodeWeights(data)
	if err != nil {
		return 0, err
	}
	return len(w.index), nil
}

// reader takes values off the front of b; bad marks that there were too few
// bytes or too large a number.
type reader struct {
	b   []byte
	bad bool
}

func (r *reader) take(n int) []byte {
	if r.bad || n > len(r.b) {
		r.bad = true
		return nil
	}
	s := r.b[:n]
	r.b = r.b[n:]
	return s
}

func (r *reader) uvarint() uint64 {
	v, n := binary.Uvarint(r.b)
	if r.bad || n <= 0 {
		r.bad = true
		return 0
	}
	r.b = r.b[n:]
	return v
}

func (r *reader) number(limit int) int {
	v := r.uvarint()
	if v > uint64(limit) {
		r.bad = true
		return 0
	}
	return int(v)
}
