package gemm

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

func fill(r *rand.Rand, n int) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = r.Float32()*2 - 1
	}
	return x
}

// TestAddMul compares every kernel of this machine with a sum in float64,
// for plain and transposed operands and for sizes off the tile.
func TestAddMul(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for name, s := range sets() {
		was := kernels
		kernels = s
		for _, d := range [][3]int{{1, 1, 1}, {3, 5, 7}, {12, 32, 64}, {13, 300, 33}, {29, 257, 97}, {5, 16, 15}} {
			m, k, n := d[0], d[1], d[2]
			for mode := range 4 {
				ta, tb := mode&1 != 0, mode&2 != 0
				a, bm, c := fill(r, m*k), fill(r, k*n), fill(r, m*(n+3))
				rs, ks, ld := k, 1, n
				if ta {
					rs, ks = 1, m
				}
				if tb {
					ld = k
				}
				want := make([]float64, len(c))
				for i := range c {
					want[i] = float64(c[i])
				}
				for i := range m {
					for j := range n {
						for p := range k {
							bv := bm[(p*ld+j)%len(bm)]
							if tb {
								bv = bm[j*ld+p]
							}
							want[i*(n+3)+j] += float64(a[i*rs+p*ks]) * float64(bv)
						}
					}
				}
				var b B
				b.Pack(bm, k, n, ld, tb)
				b.AddMul(m, a, rs, ks, c, n+3)
				for i := range c {
					if math.Abs(float64(c[i])-want[i]) > 1e-4 {
						t.Fatalf("%s %v transposed %v %v: element %d is %v, want %v", name, d, ta, tb, i, c[i], want[i])
					}
				}
			}
		}
		kernels = was
	}
}

func BenchmarkAddMul(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	for name, s := range sets() {
		for _, d := range [][3]int{{512, 384, 768}, {24, 192, 768}} {
			b.Run(fmt.Sprintf("%s/%dx%dx%d", name, d[0], d[1], d[2]), func(b *testing.B) {
				was := kernels
				kernels = s
				defer func() { kernels = was }()
				m, k, n := d[0], d[1], d[2]
				x, w, c := fill(r, m*k), fill(r, k*n), make([]float32, m*n)
				var p B
				p.Pack(w, k, n, n, false)
				for b.Loop() {
					p.AddMul(m, x, k, 1, c, n)
				}
				b.ReportMetric(2*float64(m)*float64(k)*float64(n)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOPS")
			})
		}
	}
}
