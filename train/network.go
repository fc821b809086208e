package train

import (
	"github.com/dramatis-kg/dramatis/nlp/parse/model"
)

// network is what the workers share during a step.
type network struct {
	header  *model.Header
	p       *params
	packs   *packs
	plan    plan
	dropout Dropout
}

// weights are the factors of one example's share in the loss: one over the
// number of annotated tokens in the whole step.
type weights struct{ tags, trees, names float32 }

// losses are the sums of the parts of the loss.
type losses struct{ upos, xpos, arcs, rels, names float64 }

func (l *losses) add(o losses) {
	l.upos += o.upos
	l.xpos += o.xpos
	l.arcs += o.arcs
	l.rels += o.rels
	l.names += o.names
}

func (l losses) total() float64 { return l.upos + l.xpos + l.arcs + l.rels + l.names }

// step computes the loss of b and adds its gradient to w.grad.
func (w *worker) step(b *batch, f weights) losses {
	w.mem.reset()
	n := w.net
	h := n.header
	x := w.embed(b)
	inMask := w.mask(len(b.items), h.Input(), n.dropout.Input)
	applyMask(x, inMask, h.Input(), b.owner)

	// Forward through the recurrent layers. xs are their inputs, and
	// last what the heads read.
	width := 2 * h.Hidden
	xs, masks := [][]float32{x}, [][]float32{inMask}
	var traces [][2]*lstmTrace
	for l := range h.Layers {
		out := w.mem.take(b.rows * width)
		var tr [2]*lstmTrace
		for d := range 2 {
			tr[d] = w.lstm(n.plan.lstm[l][d], b, d, xs[l], out, n.dropout.Recurrent)
		}
		traces = append(traces, tr)
		next := w.mem.take(len(out))
		copy(next, out)
		m := w.mask(len(b.items), width, n.dropout.Layer)
		applyMask(next, m, width, b.owner)
		xs, masks = append(xs, next), append(masks, m)
	}

	// Heads read the dropped output of their layer and leave a gradient there.
	dxs := make([][]float32, len(xs))
	for i := range xs {
		dxs[i] = w.mem.take(len(xs[i]))
	}
	var sum losses
	w.tagHead(b, xs[h.TagAt], dxs[h.TagAt], f, &sum)
	w.nameHead(b, xs[h.Layers], dxs[h.Layers], f, &sum)
	w.treeHead(b, xs[h.Layers], dxs[h.Layers], f, &sum)

	for l := h.Layers - 1; l >= 0; l-- {
		applyMask(dxs[l+1], masks[l+1], width, b.owner)
		for d := range 2 {
			w.lstmBack(n.plan.lstm[l][d], b, d, traces[l][d], dxs[l+1], dxs[l])
		}
	}
	applyMask(dxs[0], inMask, h.Input(), b.owner)
	w.embedBack(b, dxs[0])
	return sum
}

// embed looks up the features of every row.
func (w *worker) embed(b *batch) []float32 {
	width := w.net.header.Input()
	x := w.mem.take(b.rows * width)
	for r := range b.rows {
		row := x[r*width : (r+1)*width]
		w.eachFeature(b, r, func(table, index, at, cols int, factor float32) {
			v := w.net.p.of(w.net.p.data, table)[index*cols : (index+1)*cols]
			for j, e := range v {
				row[at+j] += e * factor
			}
		})
		b.fixed[r].Add(row[width-w.net.header.Vectors:])
	}
	return x
}

func (w *worker) embedBack(b *batch, dx []float32) {
	width := w.net.header.Input()
	for r := range b.rows {
		row := dx[r*width : (r+1)*width]
		w.eachFeature(b, r, func(table, index, at, cols int, factor float32) {
			g := w.net.p.of(w.grad, table)[index*cols : (index+1)*cols]
			for j := range g {
				g[j] += row[at+j] * factor
			}
		})
	}
}

// eachFeature visits the table rows that make up row r of the input.
func (w *worker) eachFeature(b *batch, r int, visit func(table, index, at, cols int, factor float32)) {
	n := w.net
	at := 0
	for i, t := range n.plan.tables {
		cols := n.p.specs[t].Cols
		switch {
		case i == 0:
			visit(t, int(b.words[r]), at, cols, 1)
		case i == 1:
			visit(t, int(b.lists[r]), at, cols, 1)
		case i <= len(model.Tables)+1:
			visit(t, int(b.tables[r][i-2]), at, cols, 1)
		default:
			for _, g := range b.ngrams[r] {
				visit(t, int(g), at, cols, 1/float32(len(b.ngrams[r])))
			}
		}
		at += cols
	}
}

// hidden is a dense layer with activation and dropout, and back.
type hidden struct {
	y, slope, mask []float32
	width          int
}

func (w *worker) hidden(d densePlan, b *batch, x []float32, ld int) hidden {
	width := w.net.p.specs[d.w].Cols
	y := w.dense(d, x, ld, b.rows)
	slope := w.leaky(y)
	m := w.mask(len(b.items), width, w.net.dropout.Head)
	applyMask(y, m, width, b.owner)
	return hidden{y, slope, m, width}
}

// back turns the gradient of h.y into that of the layer's input.
func (w *worker) hiddenBack(h hidden, d densePlan, b *batch, x []float32, ld int, dy, dx []float32) {
	applyMask(dy, h.mask, h.width, b.owner)
	mul(dy, h.slope)
	w.denseBack(d, x, ld, b.rows, dy, dx)
}

// classify adds the loss of a softmax over a dense layer on h.
func (w *worker) classify(d densePlan, b *batch, h hidden, dh []float32, gold []int, factor float32) (loss float64) {
	k := w.net.p.specs[d.w].Cols
	y := w.dense(d, h.y, h.width, b.rows)
	for r := range b.rows {
		row := y[r*k : (r+1)*k]
		if gold[r] < 0 {
			clear(row)
			continue
		}
		loss += softmaxLoss(row, gold[r], factor) * float64(factor)
	}
	w.denseBack(d, h.y, h.width, b.rows, y, dh)
	return loss
}

func (w *worker) tagHead(b *batch, x, dx []float32, f weights, sum *losses) {
	p := &w.net.plan
	ld := 2 * w.net.header.Hidden
	h := w.hidden(p.tag, b, x, ld)
	dh := w.mem.take(len(h.y))
	sum.upos += w.classify(p.upos, b, h, dh, b.classes(func(i *item) []int { return i.upos }), f.tags)
	sum.xpos += w.classify(p.xpos, b, h, dh, b.classes(func(i *item) []int { return i.xpos }), f.tags)
	w.hiddenBack(h, p.tag, b, x, ld, dh, dx)
}

func (w *worker) nameHead(b *batch, x, dx []float32, f weights, sum *losses) {
	p := &w.net.plan
	ld := 2 * w.net.header.Hidden
	h := w.hidden(p.name, b, x, ld)
	dh := w.mem.take(len(h.y))
	sum.names += w.classify(p.names, b, h, dh, b.classes(func(i *item) []int { return i.names }), f.names)
	w.hiddenBack(h, p.name, b, x, ld, dh, dx)
}
