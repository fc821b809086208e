// Package gemm multiplies float32 matrices for the trainers.
//
// What enters: row-major slices with strides. What leaves: C += A·B in place.
// The inner loops are AVX-512 or AVX2 assembly where the machine has them and
// plain Go elsewhere; the three round differently, so results are repeatable
// on one machine, not across machines. It never starts goroutines and is
// never linked into the reader of news: nlp does without it.
package gemm

// termBlock is how many terms of the sum are worked on at a time: a packed
// tile of 32 columns then takes 32 KiB and stays in the first-level cache.
const termBlock = 256

// B is a right-hand matrix, packed into tiles of columns. It may be used by
// several goroutines at once as long as none packs it.
type B struct {
	k, n, width int
	data        []float32
}

// Pack replaces b by the k×n matrix src. Element (i, j) is src[i*ld+j], or
// src[j*ld+i] when transposed.
func (b *B) Pack(src []float32, k, n, ld int, transposed bool) {
	w := kernels.width
	tiles := (n + w - 1) / w
	b.k, b.n, b.width = k, n, w
	if need := tiles * k * w; cap(b.data) < need {
		b.data = make([]float32, need)
	} else {
		b.data = b.data[:need]
	}
	for t := range tiles {
		first := t * w
		cols := min(w, n-first)
		tile := b.data[t*k*w : (t+1)*k*w]
		if transposed {
			for j := range cols {
				col := src[(first+j)*ld : (first+j)*ld+k]
				for i, v := range col {
					tile[i*w+j] = v
				}
			}
		} else {
			for i := range k {
				copy(tile[i*w:i*w+cols], src[i*ld+first:i*ld+first+cols])
			}
		}
		if cols < w {
			for i := range k {
				clear(tile[i*w+cols : (i+1)*w])
			}
		}
	}
}

// AddMul adds A·b to the m×n matrix c, whose rows lie ldc apart. Element
// (i, p) of A is a[i*rs+p*ks].
func (b *B) AddMul(m int, a []float32, rs, ks int, c []float32, ldc int) {
	if m == 0 || b.k == 0 || b.n == 0 {
		return
	}
	_ = a[(m-1)*rs+(b.k-1)*ks]
	_ = c[(m-1)*ldc+b.n-1]
	w := b.width
	var edge [12 * 32]float32
	for p := 0; p < b.k; p += termBlock {
		terms := min(termBlock, b.k-p)
		for first := 0; first < b.n; first += w {
			tile := b.data[first*b.k+p*w:]
			cols := min(w, b.n-first)
			for i := 0; i < m; {
				rows, kern := kernels.choose(m - i)
				if cols == w {
					kern(terms, &a[i*rs+p*ks], rs*4, ks*4, &tile[0], &c[i*ldc+first], ldc*4)
				} else {
					clear(edge[:rows*w])
					kern(terms, &a[i*rs+p*ks], rs*4, ks*4, &tile[0], &edge[0], w*4)
					for r := range rows {
						dst := c[(i+r)*ldc+first:]
						for j, v := range edge[r*w : r*w+cols] {
							dst[j] += v
						}
					}
				}
				i += rows
			}
		}
	}
}

// kernel adds the product of a few rows of A and one packed tile to c;
// strides are in bytes.
type kernel func(k int, a *float32, rs, ks int, b, c *float32, ldc int)

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
