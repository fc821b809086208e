package train

import "math"

// adam is the optimiser of Kingma and Ba (2015), with an exponential moving
// average of the parameters beside it.
type adam struct {
	m, v, average []float32
	step          int
}

func newAdam(start []float32) *adam {
	a := &adam{m: make([]float32, len(start)), v: make([]float32, len(start)), average: make([]float32, len(start))}
	copy(a.average, start)
	return a
}

const (
	beta1   = 0.9
	beta2   = 0.95
	epsilon = 1e-8
	// maxAverage is the decay of the moving average once it is warm: it then
	// spans some 500 steps.
	maxAverage = 0.998
)

// update moves p[from:to] against the gradient g times scale.
func (a *adam) update(p, g []float32, from, to int, rate float64, scale float32) {
	c1 := float32(1 / (1 - math.Pow(beta1, float64(a.step))))
	c2 := float32(1 / (1 - math.Pow(beta2, float64(a.step))))
	decay := float32(min(maxAverage, float64(1+a.step)/float64(10+a.step)))
	r := float32(rate)
	p, g = p[from:to], g[from:to]
	m, v, avg := a.m[from:to], a.v[from:to], a.average[from:to]
	for i, x := range g {
		if x != 0 || m[i] != 0 {
			x *= scale
			m[i] = beta1*m[i] + (1-beta1)*x
			v[i] = beta2*v[i] + (1-beta2)*x*x
			p[i] -= r * m[i] * c1 / (sqrt(v[i]*c2) + epsilon)
		}
		avg[i] = decay*avg[i] + (1-decay)*p[i]
	}
}

func sqrt(x float32) float32 { return float32(math.Sqrt(float64(x))) }

// norm2 is the squared length of g[from:to].
func norm2(g []float32, from, to int) float64 {
	var s0, s1 float32
	var sum float64
	for i := from; i < to; {
		end := min(i+1024, to)
		s0, s1 = 0, 0
		for ; i+1 < end; i += 2 {
			s0 += g[i] * g[i]
			s1 += g[i+1] * g[i+1]
		}
		for ; i < end; i++ {
			s0 += g[i] * g[i]
		}
		sum += float64(s0) + float64(s1)
	}
	return sum
}
