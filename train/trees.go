package train

import "github.com/dramatis-kg/dramatis/train/gemm"

// treeHead adds the losses of arcs and relations. For arcs, every word
// chooses among all others and the root; relations are learned on the right
// heads.
func (w *worker) treeHead(b *batch, x, dx []float32, f weights, sum *losses) {
	n := w.net
	h, p := n.header, &n.plan
	in := 2 * h.Hidden
	m := w.hidden(p.mlp, b, x, in)
	dm := w.mem.take(len(m.y))
	w.arcLoss(b, m, dm, f, sum)
	w.relLoss(b, m, dm, f, sum)
	w.hiddenBack(m, p.mlp, b, x, in, dm, dx)
}

func (w *worker) arcLoss(b *batch, m hidden, dm []float32, f weights, sum *losses) {
	n := w.net
	p := &n.plan
	a := n.header.Arc
	bias, root := n.p.of(n.p.data, p.arcHead), n.p.of(n.p.data, p.arcRoot)
	dbias, droot := n.p.of(w.grad, p.arcHead), n.p.of(w.grad, p.arcRoot)

	// seek = dependent·U + bias, offer = head; score = seek·offer.
	seek, dseek := w.mem.take(b.rows*a), w.mem.take(b.rows*a)
	for r := range b.rows {
		copy(seek[r*a:], bias)
	}
	n.packs.fwd[p.arc].AddMul(b.rows, m.y, m.width, 1, seek, a)

	longest := len(b.start) - 1
	s, o := w.mem.take(longest*a), w.mem.take((longest+1)*a)
	ds, do := w.mem.take(longest*a), w.mem.take((longest+1)*a)
	score := w.mem.take(longest * (longest + 1))
	var right gemm.B
	for i, it := range b.items {
		if it.heads == nil {
			continue
		}
		l := len(it.forms)
		copy(o, root)
		for t := range l {
			r := b.row(i, t)
			copy(s[t*a:(t+1)*a], seek[r*a:])
			copy(o[(t+1)*a:(t+2)*a], m.y[r*m.width+a:])
		}
		y := score[:l*(l+1)]
		clear(y)
		right.Pack(o, a, l+1, a, true)
		right.AddMul(l, s, a, 1, y, l+1)
		for t := range l {
			y[t*(l+1)+t+1] = -1e9 // no word heads itself
			sum.arcs += softmaxLoss(y[t*(l+1):(t+1)*(l+1)], it.heads[t], f.trees) * float64(f.trees)
		}
		clear(ds[:l*a])
		clear(do[:(l+1)*a])
		right.Pack(o, l+1, a, a, false)
		right.AddMul(l, y, l+1, 1, ds, a)
		right.Pack(s, l, a, a, false)
		right.AddMul(l+1, y, 1, l+1, do, a)
		add(droot, do[:a])
		for t := range l {
			r := b.row(i, t)
			copy(dseek[r*a:(r+1)*a], ds[t*a:])
			add(dm[r*m.width+a:r*m.width+2*a], do[(t+1)*a:(t+2)*a])
		}
	}
	for r := range b.rows {
		add(dbias, dseek[r*a:(r+1)*a])
	}
	w.weightsBack(p.arc, m.y, m.width, b.rows, dseek, dm)
}

func (w *worker) relLoss(b *batch, m hidden, dm []float32, f weights, sum *losses) {
	n := w.net
	p := &n.plan
	q, k := n.header.Label, len(n.header.Deprel)
	atDep := 2 * n.header.Arc
	atHead := atDep + q
	dep, ddep := m.y[atDep:], dm[atDep:]
	prod, dprod := w.mem.take(b.rows*k*q), w.mem.take(b.rows*k*q)
	n.packs.fwd[p.label].AddMul(b.rows, dep, m.width, 1, prod, k*q)
	score := w.dense(p.labelDep, dep, m.width, b.rows)
	alone := w.mem.take(b.rows * k) // what the head says alone
	n.packs.fwd[p.labelHead].AddMul(b.rows, m.y[atHead:], m.width, 1, alone, k)
	dalone := w.mem.take(b.rows * k)
	for i, it := range b.items {
		for t := range it.forms {
			r := b.row(i, t)
			y := score[r*k : (r+1)*k]
			if it.heads == nil || it.rels[t] < 0 {
				clear(y)
				continue
			}
			g := b.row(i, it.heads[t]-1)
			offer := m.y[g*m.width+atHead : g*m.width+atHead+q]
			doffer := dm[g*m.width+atHead : g*m.width+atHead+q]
			for c := range y {
				y[c] += alone[g*k+c]
				row := prod[(r*k+c)*q : (r*k+c+1)*q]
				var v float32
				for j, o := range offer {
					v += row[j] * o
				}
				y[c] += v
			}
			sum.rels += softmaxLoss(y, it.rels[t], f.trees) * float64(f.trees)
			add(dalone[g*k:(g+1)*k], y)
			for c, e := range y {
				row, drow := prod[(r*k+c)*q:(r*k+c+1)*q], dprod[(r*k+c)*q:(r*k+c+1)*q]
				for j, o := range offer {
					drow[j] = e * o
					doffer[j] += e * row[j]
				}
			}
		}
	}
	w.weightsBack(p.label, dep, m.width, b.rows, dprod, ddep)
	w.denseBack(p.labelDep, dep, m.width, b.rows, score, ddep)
	w.weightsBack(p.labelHead, m.y[atHead:], m.width, b.rows, dalone, dm[atHead:])
}
