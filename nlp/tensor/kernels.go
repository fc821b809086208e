package tensor

import (
	"fmt"
	"unsafe"
)

// kernel adds the product of a few rows of activations and one tile of
// weights to c; strides are in bytes.
type kernel func(pairs int, a *int16, lda int, b *int16, c *float32, ldc int, rowScale, colScale *float32)

// set is the kernels of one instruction set: by falling number of rows, the
// last for a single row.
type set struct {
	width int // columns of a tile
	rows  []int
	kern  []kernel
}

func (s *set) choose(m int) (int, kernel) {
	for i, r := range s.rows {
		if r <= m {
			return r, s.kern[i]
		}
	}
	return 1, s.kern[len(s.kern)-1]
}

// generic is the set of every machine.
var generic = set{width: 8, rows: []int{1}, kern: []kernel{mul1x8}}

// mul1x8 is the kernel of one row and eight columns in plain Go.
func mul1x8(pairs int, a *int16, _ int, b *int16, c *float32, _ int, rowScale, colScale *float32) {
	as, bs := unsafe.Slice(a, pairs*2), unsafe.Slice(b, pairs*16)
	var s0, s1, s2, s3, s4, s5, s6, s7 int32
	for p := 0; p < len(as)-1; p += 2 {
		x, y := int32(as[p]), int32(as[p+1])
		w := bs[p*8 : p*8+16 : p*8+16]
		s0 += x*int32(w[0]) + y*int32(w[1])
		s1 += x*int32(w[2]) + y*int32(w[3])
		s2 += x*int32(w[4]) + y*int32(w[5])
		s3 += x*int32(w[6]) + y*int32(w[7])
		s4 += x*int32(w[8]) + y*int32(w[9])
		s5 += x*int32(w[10]) + y*int32(w[11])
		s6 += x*int32(w[12]) + y*int32(w[13])
		s7 += x*int32(w[14]) + y*int32(w[15])
	}
	cs, scale, row := unsafe.Slice(c, 8), unsafe.Slice(colScale, 8), *rowScale
	for j, s := range [8]int32{s0, s1, s2, s3, s4, s5, s6, s7} {
		v := float32(float32(s) * row)
		cs[j] += float32(v * scale[j])
	}
}

// panicShape reports a programming error inside this module: shapes are
// fixed when a model is decoded and checked there.
func panicShape(in, col, want int) {
	panic(fmt.Sprintf("tensor: %d activations per row, from %d on, for a matrix of %d", in, col, want))
}
