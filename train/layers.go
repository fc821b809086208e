package train

import (
	"math"
	"math/rand/v2"

	"github.com/dramatis-kg/dramatis/nlp/tensor"
	"github.com/dramatis-kg/dramatis/train/gemm"
)

// worker computes the loss of one shard and its gradient.
type worker struct {
	net   *network
	grad  []float32
	mem   arena
	rng   *rand.Rand
	right gemm.B // for products whose right side is no parameter
	train bool   // with dropout
}

// mask draws a dropout mask of n columns per item: 0 with probability p, else
// 1/(1-p). It returns nil when nothing is to be dropped.
func (w *worker) mask(items, n int, p float64) []float32 {
	if !w.train || p <= 0 {
		return nil
	}
	m := w.mem.take(items * n)
	keep := float32(1 / (1 - p))
	limit := uint32(p * (1 << 32))
	for i := range m {
		if w.rng.Uint32() >= limit {
			m[i] = keep
		}
	}
	return m
}

// applyMask multiplies the rows of x, n wide, by the mask of their items.
func applyMask(x, mask []float32, n int, owner []int) {
	if mask == nil {
		return
	}
	for r, o := range owner {
		row := x[r*n : (r+1)*n]
		m := mask[o*n : (o+1)*n]
		for j := range row {
			row[j] *= m[j]
		}
	}
}

// dense computes x·w + b; x has rows of in values, ld apart.
func (w *worker) dense(d densePlan, x []float32, ld, rows int) []float32 {
	s := w.net.p.specs[d.w]
	y := w.mem.take(rows * s.Cols)
	bias := w.net.p.of(w.net.p.data, d.b)
	for r := range rows {
		copy(y[r*s.Cols:], bias)
	}
	w.net.packs.fwd[d.w].AddMul(rows, x, ld, 1, y, s.Cols)
	return y
}

// denseBack adds to the gradients of w, b and, unless nil, x.
func (w *worker) denseBack(d densePlan, x []float32, ld, rows int, dy, dx []float32) {
	s := w.net.p.specs[d.w]
	db := w.net.p.of(w.grad, d.b)
	for r := range rows {
		add(db, dy[r*s.Cols:(r+1)*s.Cols])
	}
	w.weightsBack(d.w, x, ld, rows, dy, dx)
}

// weightsBack is denseBack without a bias.
func (w *worker) weightsBack(i int, x []float32, ld, rows int, dy, dx []float32) {
	s := w.net.p.specs[i]
	w.right.Pack(dy, rows, s.Cols, s.Cols, false)
	w.right.AddMul(s.Rows, x, 1, ld, w.net.p.of(w.grad, i), s.Cols)
	if dx != nil {
		w.net.packs.bwd[i].AddMul(rows, dy, s.Cols, 1, dx, ld)
	}
}

func add(dst, src []float32) {
	src = src[:len(dst)]
	for i := range dst {
		dst[i] += src[i]
	}
}

// leaky applies the activation of the layers before the scores and returns
// its slopes.
func (w *worker) leaky(x []float32) (slope []float32) {
	slope = w.mem.take(len(x))
	for i, v := range x {
		slope[i] = 1
		if v < 0 {
			x[i] = v * 0.1
			slope[i] = 0.1
		}
	}
	return slope
}

func mul(dst, by []float32) {
	by = by[:len(dst)]
	for i := range dst {
		dst[i] *= by[i]
	}
}

// softmaxLoss returns -log of the share of class in the exponentials of x,
// and replaces x by factor times the gradient.
func softmaxLoss(x []float32, class int, factor float32) float64 {
	top := x[0]
	for _, v := range x {
		top = max(top, v)
	}
	gold := x[class]
	var sum float64
	for j, v := range x {
		e := math.Exp(float64(v - top))
		sum += e
		x[j] = float32(e)
	}
	k := float32(1 / sum)
	for j := range x {
		x[j] = x[j] * k * factor
	}
	x[class] -= factor
	return math.Log(sum) + float64(top-gold)
}

// lstmTrace is what the way back needs of one direction of one layer.
type lstmTrace struct {
	x     []float32 // rows × in, after dropout
	gates []float32 // rows × 4h, activated
	cell  []float32 // rows × h
	tanh  []float32 // rows × h, of cell
	fed   []float32 // rows × h, output after the recurrent dropout
	mask  []float32 // recurrent dropout, items × h
}

// steps yields, in the order of direction d, the rows [first, end) of a step
// and, from 'from' on, the rows of the prev tokens read just before.
func steps(b *batch, d int, visit func(first, end, from, prev int)) {
	n := len(b.start) - 1
	for i := range n {
		t, before := i, i-1
		if d == 1 {
			t, before = n-1-i, n-i
		}
		first, end := b.start[t], b.start[t+1]
		from, prev := 0, 0
		if i > 0 {
			from = b.start[before]
			prev = min(end-first, b.start[before+1]-from)
		}
		visit(first, end, from, prev)
	}
}

// lstm runs direction d of a layer over x and writes to the columns
// [d·h, (d+1)·h) of out.
func (w *worker) lstm(l lstmPlan, b *batch, d int, x []float32, out []float32, drop float64) *lstmTrace {
	net := w.net
	h := net.header.Hidden
	t := &lstmTrace{x: x, gates: w.mem.take(b.rows * 4 * h), cell: w.mem.take(b.rows * h), tanh: w.mem.take(b.rows * h), fed: w.mem.take(b.rows * h)}
	t.mask = w.mask(len(b.items), h, drop)
	in := net.p.specs[l.wx].Rows
	bias := net.p.of(net.p.data, l.b)
	for r := range b.rows {
		copy(t.gates[r*4*h:], bias)
	}
	net.packs.fwd[l.wx].AddMul(b.rows, x, in, 1, t.gates, 4*h)
	steps(b, d, func(first, end, from, prev int) {
		if prev > 0 {
			net.packs.fwd[l.wh].AddMul(prev, t.fed[from*h:], h, 1, t.gates[first*4*h:], 4*h)
		}
		for r := first; r < end; r++ {
			z := t.gates[r*4*h : (r+1)*4*h]
			tensor.Sigmoid(z[:3*h], z[:3*h])
			tensor.Tanh(z[3*h:], z[3*h:])
			in, forget, o, cand := z[:h], z[h:2*h], z[2*h:3*h], z[3*h:4*h]
			c, tc := t.cell[r*h:(r+1)*h], t.tanh[r*h:(r+1)*h]
			for j := range c {
				c[j] = in[j] * cand[j]
			}
			if k := r - first; k < prev {
				was := t.cell[(from+k)*h : (from+k+1)*h]
				for j := range c {
					c[j] += forget[j] * was[j]
				}
			}
			tensor.Tanh(tc, c)
			y := out[r*2*h+d*h : r*2*h+d*h+h]
			fed := t.fed[r*h : (r+1)*h]
			for j := range y {
				y[j] = o[j] * tc[j]
			}
			copy(fed, y)
			if t.mask != nil {
				mul(fed, t.mask[b.owner[r]*h:(b.owner[r]+1)*h])
			}
		}
	})
	return t
}

// lstmBack adds to the gradients of the layer and of x, given that of out.
func (w *worker) lstmBack(l lstmPlan, b *batch, d int, t *lstmTrace, dout, dx []float32) {
	net := w.net
	h := net.header.Hidden
	dz := w.mem.take(b.rows * 4 * h)
	dfed := w.mem.take(b.rows * h)  // what the step after says of this one's output
	dcell := w.mem.take(b.rows * h) // and of its cells
	before := w.mem.take(b.rows * h)
	type step struct{ first, end, from, prev int }
	var order []step
	steps(b, d, func(first, end, from, prev int) { order = append(order, step{first, end, from, prev}) })
	for i := len(order) - 1; i >= 0; i-- {
		s := order[i]
		for r := s.first; r < s.end; r++ {
			z := t.gates[r*4*h : (r+1)*4*h]
			g := dz[r*4*h : (r+1)*4*h]
			in, forget, o, cand := z[:h], z[h:2*h], z[2*h:3*h], z[3*h:4*h]
			din, dforget, do, dcand := g[:h], g[h:2*h], g[2*h:3*h], g[3*h:4*h]
			tc, dc := t.tanh[r*h:(r+1)*h], dcell[r*h:(r+1)*h]
			dh := dfed[r*h : (r+1)*h]
			if t.mask != nil {
				mul(dh, t.mask[b.owner[r]*h:(b.owner[r]+1)*h])
			}
			add(dh, dout[r*2*h+d*h:r*2*h+d*h+h])
			for j := range dh {
				do[j] = dh[j] * tc[j] * o[j] * (1 - o[j])
				dc[j] += dh[j] * o[j] * (1 - tc[j]*tc[j])
				din[j] = dc[j] * cand[j] * in[j] * (1 - in[j])
				dcand[j] = dc[j] * in[j] * (1 - cand[j]*cand[j])
			}
			if k := s.from + r - s.first; r-s.first < s.prev {
				was, dwas := t.cell[k*h:(k+1)*h], dcell[k*h:(k+1)*h]
				for j := range dh {
					dforget[j] = dc[j] * was[j] * forget[j] * (1 - forget[j])
					dwas[j] = dc[j] * forget[j]
				}
				copy(before[r*h:(r+1)*h], t.fed[k*h:(k+1)*h])
			}
		}
		if s.prev > 0 {
			net.packs.bwd[l.wh].AddMul(s.prev, dz[s.first*4*h:], 4*h, 1, dfed[s.from*h:], h)
		}
	}
	in := net.p.specs[l.wx].Rows
	db := net.p.of(w.grad, l.b)
	for r := range b.rows {
		add(db, dz[r*4*h:(r+1)*4*h])
	}
	w.right.Pack(dz, b.rows, 4*h, 4*h, false)
	w.right.AddMul(in, t.x, 1, in, net.p.of(w.grad, l.wx), 4*h)
	w.right.AddMul(h, before, 1, h, net.p.of(w.grad, l.wh), 4*h)
	net.packs.bwd[l.wx].AddMul(b.rows, dz, 4*h, 1, dx, in)
}
