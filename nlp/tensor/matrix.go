// Package tensor holds the arithmetic of the embedded networks: products of
// quantised matrices and the functions applied to their results.
//
// What enters: int8 weights with a scale per column, activations as 12-bit
// integers with a scale per row. What leaves: float32 sums. Sums of products
// are exact in 32-bit integers and no float operation is fused, so assembly
// (AVX2 or AVX-512 with VNNI, found out when the program starts) and plain Go
// give the same bits on every machine. It never allocates while multiplying,
// starts no goroutines and reads no files.
package tensor

import (
	"fmt"
	"math"
)

// MaxActivation bounds the quantised activations: twelve bits. Together with
// 8-bit weights a sum of MaxTerms products cannot overflow 32 bits.
const (
	MaxActivation = 2047
	MaxTerms      = math.MaxInt32 / (MaxActivation * 128)
)

// Matrix is a quantised right-hand side of a product: in × out weights.
// It is immutable and safe for concurrent use.
type Matrix struct {
	in, out int
	pairs   int // pairs of terms: (in+1)/2
	width   int // columns of a tile
	packed  []int16
	scale   []float32 // per column, padded to whole tiles
}

// NewMatrix packs weights, in rows of out columns. Column j stands for
// weights[i*out+j]·scale[j].
func NewMatrix(in, out int, weights []int8, scale []float32) (*Matrix, error) {
	return newMatrix(in, out, weights, scale, &kernels)
}

func newMatrix(in, out int, weights []int8, scale []float32, s *set) (*Matrix, error) {
	switch {
	case in < 1 || out < 1 || in > MaxTerms:
		return nil, fmt.Errorf("tensor: matrix of %d×%d", in, out)
	case len(weights) != in*out || len(scale) != out:
		return nil, fmt.Errorf("tensor: %d weights and %d scales for a matrix of %d×%d", len(weights), len(scale), in, out)
	}
	w := s.width
	m := &Matrix{in: in, out: out, pairs: (in + 1) / 2, width: w}
	tiles := (out + w - 1) / w
	m.scale = make([]float32, tiles*w)
	copy(m.scale, scale)
	m.packed = make([]int16, tiles*m.pairs*w*2)
	for t := range tiles {
		tile := m.packed[t*m.pairs*w*2:]
		for i := range in {
			row := weights[i*out : (i+1)*out]
			for j := t * w; j < min(out, t*w+w); j++ {
				tile[(i/2*w+j-t*w)*2+i&1] = int16(row[j])
			}
		}
	}
	return m, nil
}

// In is the number of terms of each sum.
func (m *Matrix) In() int { return m.in }

// Out is the number of columns.
func (m *Matrix) Out() int { return m.out }

// Activations is a left-hand side: rows of 12-bit integers with a scale each.
// The zero value is empty; its memory is reused.
type Activations struct {
	rows, in, stride int
	q                []int16
	scale            []float32
}

// Resize makes room for rows of in values.
func (a *Activations) Resize(rows, in int) {
	a.rows, a.in = rows, in
	a.stride = (in + 1) &^ 1
	if n := rows * a.stride; cap(a.q) < n {
		a.q = make([]int16, n)
	} else {
		a.q = a.q[:n]
	}
	if cap(a.scale) < rows {
		a.scale = make([]float32, rows)
	} else {
		a.scale = a.scale[:rows]
	}
}

// Quantize sets row r from x by the row's own largest value.
func (a *Activations) Quantize(r int, x []float32) {
	top := largest(x)
	if top == 0 || top > math.MaxFloat32 {
		clear(a.q[r*a.stride : (r+1)*a.stride])
		a.scale[r] = 0
		return
	}
	q := a.q[r*a.stride : (r+1)*a.stride]
	q[len(q)-1] = 0
	round(q, x, float32(MaxActivation)/top)
	a.scale[r] = top / MaxActivation
}

// QuantizeUnit sets the values of row r from column col on to x, which lies
// in [-1, 1].
func (a *Activations) QuantizeUnit(r, col int, x []float32) {
	a.scale[r] = 1.0 / MaxActivation
	round(a.q[r*a.stride+col:r*a.stride+col+len(x)], x, MaxActivation)
	if a.stride > a.in {
		a.q[r*a.stride+a.in] = 0
	}
}

// AddMul adds the product of the rows [first, first+rows) of a, from column
// col on, with m to dst, whose rows lie ld apart and hold m.Out() values each.
// col is even; an odd m.In() must reach to the end of the rows.
func (m *Matrix) AddMul(dst []float32, ld int, a *Activations, first, rows, col int) {
	if rows == 0 {
		return
	}
	if end := col + m.in; end > a.in || first+rows > a.rows || col&1 != 0 || m.in&1 != 0 && end != a.in {
		panicShape(a.in, col, m.in)
	}
	_ = dst[(rows-1)*ld+m.out-1]
	w := m.width
	s := setOf(w)
	var edge [12 * 32]float32
	for c := 0; c < m.out; c += w {
		tile := &m.packed[c*m.pairs*2]
		cols := min(w, m.out-c)
		for i := 0; i < rows; {
			n, kern := s.choose(rows - i)
			src := &a.q[(first+i)*a.stride+col]
			if cols == w {
				kern(m.pairs, src, a.stride*2, tile, &dst[i*ld+c], ld*4, &a.scale[first+i], &m.scale[c])
			} else {
				for r := range n {
					copy(edge[r*w:r*w+cols], dst[(i+r)*ld+c:])
				}
				kern(m.pairs, src, a.stride*2, tile, &edge[0], w*4, &a.scale[first+i], &m.scale[c])
				for r := range n {
					copy(dst[(i+r)*ld+c:], edge[r*w:r*w+cols])
				}
			}
			i += n
		}
	}
}
