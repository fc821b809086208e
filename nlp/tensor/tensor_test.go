package tensor

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func random(r *rand.Rand, rows, in, out int) (Activations, []int8, []float32) {
	var a Activations
	a.Resize(rows, in)
	x := make([]float32, in)
	for i := range rows {
		for j := range x {
			x[j] = float32(r.NormFloat64())
		}
		a.Quantize(i, x)
	}
	w, scale := make([]int8, in*out), make([]float32, out)
	for i := range w {
		w[i] = int8(r.IntN(255) - 127)
	}
	for i := range scale {
		scale[i] = r.Float32() / 100
	}
	return a, w, scale
}

// TestKernelsAgree holds every instruction set to the bits of plain Go.
func TestKernelsAgree(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, d := range [][3]int{{1, 1, 1}, {2, 3, 5}, {13, 31, 33}, {29, 200, 64}, {12, 7, 100}} {
		rows, in, out := d[0], d[1], d[2]
		a, w, scale := random(r, rows, in, out)
		start := make([]float32, rows*(out+2))
		for i := range start {
			start[i] = r.Float32()
		}
		var want []float32
		for _, name := range []string{"generic", "avx2", "vnni"} {
			s, ok := sets()[name]
			if !ok {
				continue
			}
			m, err := newMatrix(in, out, w, scale, &s)
			if err != nil {
				t.Fatal(err)
			}
			got := slices.Clone(start)
			m.AddMul(got, out+2, &a, 0, rows, 0)
			if want == nil {
				want = got
				if e := worst(got, start, &a, w, scale, rows, in, out); e > 1e-5 {
					t.Errorf("%v: plain Go is off by %g", d, e)
				}
			} else if !slices.Equal(got, want) {
				t.Errorf("%v: %s differs from plain Go", d, name)
			}
		}
	}
}

func worst(got, start []float32, a *Activations, w []int8, scale []float32, rows, in, out int) float64 {
	var e float64
	for i := range rows {
		for j := range out {
			sum := 0.0
			for p := range in {
				sum += float64(a.q[i*a.stride+p]) * float64(w[p*out+j])
			}
			sum = sum*float64(a.scale[i])*float64(scale[j]) + float64(start[i*(out+2)+j])
			e = max(e, math.Abs(sum-float64(got[i*(out+2)+j])))
		}
	}
	return e
}

func TestSigmoidAndTanh(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	x := []float32{0, 1, -1, 100, -100, 1e30, -1e30, 86.9, -86.9, 1e-20}
	for range 5001 {
		x = append(x, float32(r.NormFloat64()*6))
	}
	y, z := make([]float32, len(x)), make([]float32, len(x))
	Sigmoid(y, x)
	Tanh(z, x)
	for i, v := range x {
		if got, want := y[i], sigmoid1(v, -1, 1, 0); got != want {
			t.Fatalf("sigmoid(%v) = %v here, %v in plain Go", v, got, want)
		}
		if got, want := z[i], sigmoid1(v, -2, 2, -1); got != want {
			t.Fatalf("tanh(%v) = %v here, %v in plain Go", v, got, want)
		}
		if e := math.Abs(float64(y[i]) - 1/(1+math.Exp(-float64(v)))); e > 2e-7 {
			t.Errorf("sigmoid(%v) is off by %g", v, e)
		}
		if e := math.Abs(float64(z[i]) - math.Tanh(float64(v))); e > 4e-7 {
			t.Errorf("tanh(%v) is off by %g", v, e)
		}
	}
}

func TestQuantize(t *testing.T) {
	var a Activations
	a.Resize(3, 3)
	a.Quantize(0, []float32{-2, 1, 0})
	a.QuantizeUnit(1, 0, []float32{1, -1, 0.5})
	a.Quantize(2, []float32{0, 0, 0})
	want := []int16{-2047, 1024, 0, 0, 2047, -2047, 1024, 0, 0, 0, 0, 0}
	if !slices.Equal(a.q, want) {
		t.Errorf("got %v, want %v", a.q, want)
	}
}

func TestNewMatrixErrors(t *testing.T) {
	for _, d := range [][4]int{{0, 1, 0, 1}, {1, 0, 0, 0}, {2, 2, 3, 2}, {2, 2, 4, 1}, {MaxTerms + 1, 1, MaxTerms + 1, 1}} {
		if _, err := NewMatrix(d[0], d[1], make([]int8, d[2]), make([]float32, d[3])); err == nil {
			t.Errorf("%v: no error", d)
		}
	}
}

func BenchmarkAddMul(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	for name, s := range sets() {
		for _, d := range [][3]int{{512, 384, 768}, {24, 192, 768}} {
			b.Run(fmt.Sprintf("%s/%dx%dx%d", name, d[0], d[1], d[2]), func(b *testing.B) {
				a, w, scale := random(r, d[0], d[1], d[2])
				m, err := newMatrix(d[1], d[2], w, scale, &s)
				if err != nil {
					b.Fatal(err)
				}
				dst := make([]float32, d[0]*d[2])
				for b.Loop() {
					m.AddMul(dst, d[2], &a, 0, d[0], 0)
				}
				b.ReportMetric(float64(d[0])*float64(d[1])*float64(d[2])*float64(b.N)/b.Elapsed().Seconds()/1e9, "GMAC/s")
			})
		}
	}
}

func BenchmarkTanh(b *testing.B) {
	x := make([]float32, 1024)
	for b.Loop() {
		Tanh(x, x)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/1024, "ns/value")
}

// TestElements holds the assembly to plain Go, for lengths off its steps.
func TestElements(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	vec := func(n int) []float32 {
		x := make([]float32, n)
		for i := range x {
			x[i] = float32(r.NormFloat64())
		}
		return x
	}
	for _, n := range []int{1, 7, 8, 15, 16, 17, 31, 64, 193} {
		a, b, d, e := vec(n), vec(n), vec(n), vec(n)
		c := make([]float32, n)
		blend(c, a, b, d, e)
		y := slices.Clone(a)
		multiply(y, b)
		leaked := slices.Clone(a)
		Leak(leaked, 0.1)
		row, sum := make([]int8, n), slices.Clone(a)
		for i := range row {
			row[i] = int8(r.IntN(255) - 127)
		}
		AddBytes(sum, row, 0.37)
		q := make([]int16, n)
		round(q, a, 300)
		var top float32
		var dots int32
		var left, right Activations
		left.Resize(1, n)
		right.Resize(1, n)
		left.Quantize(0, a)
		right.Quantize(0, b)
		for i := range n {
			if want := float32(a[i]*b[i]) + float32(d[i]*e[i]); c[i] != want {
				t.Errorf("blend of %d: %v, want %v", n, c[i], want)
			}
			want := a[i]
			if want < 0 {
				want = float32(want * 0.1)
			}
			if leaked[i] != want {
				t.Errorf("leak of %d: %v, want %v", n, leaked[i], want)
			}
			if want := a[i] + float32(float32(row[i])*0.37); sum[i] != want {
				t.Errorf("bytes added to %d: %v, want %v", n, sum[i], want)
			}
			if want := float32(a[i] * b[i]); y[i] != want {
				t.Errorf("product of %d: %v, want %v", n, y[i], want)
			}
			if want := int16(math.RoundToEven(float64(float32(a[i] * 300)))); q[i] != want {
				t.Errorf("rounding of %d: %v, want %v", n, q[i], want)
			}
			top = max(top, float32(math.Abs(float64(a[i]))))
			dots += int32(left.q[i]) * int32(right.q[i])
		}
		if got := largest(a); got != top {
			t.Errorf("largest of %d: %v, want %v", n, got, top)
		}
		if got, want := Dot(&left, 0, &right, 0), float32(float32(float32(dots)*left.scale[0])*right.scale[0]); got != want {
			t.Errorf("dot of %d: %v, want %v", n, got, want)
		}
	}
}
