package model

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"reflect"
)

// A model file is, with all numbers little-endian:
//
//	8 bytes   "DRMPARSE"
//	uint32    Version
//	uint32    length of the header
//	header    Header as JSON
//	tensors   for each member, in the order of Header.Specs, by their Storage:
//	          Float: rows·cols float32
//	          ByRow: rows float32 scales, then rows·cols int8
//	          ByColumn: cols float32 scales, then rows·cols int8
//	32 bytes  SHA-256 of all that comes before
const (
	magic   = "DRMPARSE"
	Version = 1

	maxHeader = 16 << 20
	maxFile   = 64 << 20
)

// ErrFormat is wrapped by every error of Decode.
var ErrFormat = errors.New("model: not a model file of this version")

// Stored is a tensor as the file has it: Float holds the numbers when the
// Spec's Storage is Float; otherwise Bytes holds them, to be multiplied by
// the Scale of their row or column.
type Stored struct {
	Spec
	Float []float32
	Bytes []int8
	Scale []float32
}

// Encode renders a model of one member. values holds the tensors in the order
// of h.Specs.
func Encode(h *Header, values [][]float32) ([]byte, error) {
	if err := h.Validate(); err != nil {
		return nil, err
	}
	specs := h.Specs()
	if h.Members != 1 {
		return nil, fmt.Errorf("model: %d members to encode, not one", h.Members)
	}
	if len(values) != len(specs) {
		return nil, fmt.Errorf("model: %d tensors instead of %d", len(values), len(specs))
	}
	b, err := begin(h)
	if err != nil {
		return nil, err
	}
	for i, s := range specs {
		v := values[i]
		if len(v) != s.Rows*s.Cols {
			return nil, fmt.Errorf("model: tensor %s has %d values, not %d×%d", s.Name, len(v), s.Rows, s.Cols)
		}
		for _, x := range v {
			if x != x || math.IsInf(float64(x), 0) {
				return nil, fmt.Errorf("model: tensor %s holds %v", s.Name, x)
			}
		}
		if s.Storage == Float {
			putFloats(b, v)
			continue
		}
		scale, q := quantize(&s, v)
		putFloats(b, scale)
		for _, x := range q {
			b.WriteByte(byte(x))
		}
	}
	return finish(b), nil
}

// begin writes what comes before the tensors.
func begin(h *Header) (*bytes.Buffer, error) {
	head, err := json.Marshal(h)
	if err != nil {
		return nil, fmt.Errorf("model: header: %w", err)
	}
	b := new(bytes.Buffer)
	b.WriteString(magic)
	b.Write(binary.LittleEndian.AppendUint32(nil, Version))
	b.Write(binary.LittleEndian.AppendUint32(nil, uint32(len(head))))
	b.Write(head)
	return b, nil
}

// finish adds the checksum.
func finish(b *bytes.Buffer) []byte {
	sum := sha256.Sum256(b.Bytes())
	b.Write(sum[:])
	return b.Bytes()
}

// Join makes one model of several that agree in all but their numbers and
// notes. Its members are theirs, its notes are about.
func Join(about []Note, files ...[]byte) ([]byte, error) {
	var joined *Header
	var tensors []byte
	for i, f := range files {
		h, _, err := Decode(f)
		if err != nil {
			return nil, fmt.Errorf("model: join file %d: %w", i+1, err)
		}
		body := f[:len(f)-sha256.Size]
		fixed := len(magic) + 8
		tensors = append(tensors, body[fixed+int(binary.LittleEndian.Uint32(body[len(magic)+4:])):]...)
		h.About = about
		if joined == nil {
			joined = h
			continue
		}
		joined.Members, h.Members = joined.Members+h.Members, joined.Members+h.Members
		if !reflect.DeepEqual(joined, h) {
			return nil, fmt.Errorf("model: join: file %d has other sizes, words or labels than the first", i+1)
		}
	}
	if joined == nil {
		return nil, errors.New("model: join: no files")
	}
	if err := joined.Validate(); err != nil {
		return nil, err
	}
	b, err := begin(joined)
	if err != nil {
		return nil, err
	}
	b.Write(tensors)
	return finish(b), nil
}

func putFloats(b *bytes.Buffer, v []float32) {
	for _, x := range v {
		b.Write(binary.LittleEndian.AppendUint32(nil, math.Float32bits(x)))
	}
}

// quantize rounds to 127 steps of the largest value of each row or column.
func quantize(s *Spec, v []float32) (scale []float32, q []int8) {
	n := s.Rows
	if s.Storage == ByColumn {
		n = s.Cols
	}
	group := func(i int) int {
		if s.Storage == ByColumn {
			return i % s.Cols
		}
		return i / s.Cols
	}
	scale = make([]float32, n)
	for i, x := range v {
		g := group(i)
		scale[g] = max(scale[g], float32(math.Abs(float64(x)))/127)
	}
	q = make([]int8, len(v))
	for i, x := range v {
		if k := scale[group(i)]; k > 0 {
			q[i] = int8(max(-127, min(127, math.RoundToEven(float64(x)/float64(k)))))
		}
	}
	return scale, q
}

// Decode reads a model. It checks the checksum, every size and that all
// numbers are finite; the tensors, member after member, share no memory with
// data.
func Decode(data []byte) (*Header, []Stored, error) {
	fail := func(format string, args ...any) (*Header, []Stored, error) {
		return nil, nil, fmt.Errorf("%w: %s", ErrFormat, fmt.Sprintf(format, args...))
	}
	const fixed = len(magic) + 8
	if len(data) < fixed+sha256.Size || len(data) > maxFile {
		return fail("%d bytes", len(data))
	}
	body, sum := data[:len(data)-sha256.Size], data[len(data)-sha256.Size:]
	if string(body[:len(magic)]) != magic {
		return fail("no %s at the start", magic)
	}
	if v := binary.LittleEndian.Uint32(body[len(magic):]); v != Version {
		return fail("version %d, not %d", v, Version)
	}
	n := binary.LittleEndian.Uint32(body[len(magic)+4:])
	if n > maxHeader || int(n) > len(body)-fixed {
		return fail("header of %d bytes", n)
	}
	if got := sha256.Sum256(body); !bytes.Equal(got[:], sum) {
		return fail("checksum differs")
	}
	h := new(Header)
	if err := json.Unmarshal(body[fixed:fixed+int(n)], h); err != nil {
		return fail("header: %v", err)
	}
	if err := h.Validate(); err != nil {
		return fail("%v", err)
	}
	rest := body[fixed+int(n):]
	specs := h.Specs()
	want := 0
	for i := range specs {
		if want += specs[i].bytes(); want > maxFile {
			return fail("tensors of more than %d bytes", maxFile)
		}
	}
	if want *= h.Members; want > maxFile {
		return fail("tensors of more than %d bytes", maxFile)
	}
	if want != len(rest) {
		return fail("%d bytes of tensors instead of %d", len(rest), want)
	}
	out := make([]Stored, len(specs)*h.Members)
	for i := range out {
		out[i].Spec = specs[i%len(specs)]
		var ok bool
		if ok, rest = out[i].read(rest); !ok {
			return fail("tensor %s holds a number that is not finite", out[i].Name)
		}
	}
	return h, out, nil
}

// read fills t from the front of b and returns what follows.
func (t *Stored) read(b []byte) (ok bool, rest []byte) {
	switch t.Storage {
	case Float:
		t.Float, ok, b = getFloats(b, t.Rows*t.Cols)
		return ok, b
	case ByRow:
		t.Scale, ok, b = getFloats(b, t.Rows)
	case ByColumn:
		t.Scale, ok, b = getFloats(b, t.Cols)
	}
	t.Bytes = make([]int8, t.Rows*t.Cols)
	for i := range t.Bytes {
		t.Bytes[i] = int8(b[i])
	}
	return ok, b[len(t.Bytes):]
}

func getFloats(b []byte, n int) (out []float32, finite bool, rest []byte) {
	out, finite = make([]float32, n), true
	for i := range out {
		out[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
		if math.Abs(float64(out[i])) <= 1e9 {
			continue
		}
		finite = false
	}
	return out, finite, b[4*n:]
}
