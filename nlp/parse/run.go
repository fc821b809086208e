package parse

import (
	"github.com/dramatis-kg/dramatis/nlp/parse/model"
	"github.com/dramatis-kg/dramatis/nlp/tensor"
)

// scratch is the memory of one pass. The rows of all its matrices are the
// tokens of a batch in time-major order: first the first token of every
// piece, then the second of all that have one, and so on. As pieces come by
// falling length, the tokens of one step lie together, and so do the tokens
// before or after them.
type scratch struct {
	start []int // row of the first token of each step; one more for the end
	feats model.Features

	act, top, hidden tensor.Activations
	taps             tensor.Activations // output of the layer that the tags are read from
	gates            []float32          // rows × 4·Hidden
	cell             []float32          // rows × Hidden
	wide             []float32
	out              []float32
	upos, xpos       []float32
	names            []float32
	arcs             tensor.Activations // what dependents look for
	heads            tensor.Activations // what heads offer; the root's row is last
	rel, relDep      []float32
	relHead          []float32
	score            []float32
	line             []float32
	tree             treeScratch
	path             pathScratch
}

// row is the row of token t of piece b.
func (s *scratch) row(b, t int) int { return s.start[t] + b }

// grow returns buf with n elements of any value.
func grow[T any](buf *[]T, n int) []T {
	if cap(*buf) < n {
		*buf = make([]T, n)
	}
	*buf = (*buf)[:n]
	return *buf
}

// run annotates pieces, which come by falling length.
func (n *network) run(s *scratch, pieces []*piece) {
	rows := s.layout(pieces)
	n.embed(s, pieces, rows)
	n.encode(s, rows)
	n.tags(s, pieces, rows)
	n.nameLabels(s, pieces, rows)
	n.trees(s, pieces, rows)
}

// layout fills s.start and returns the number of rows.
func (s *scratch) layout(pieces []*piece) int {
	s.start = append(s.start[:0], 0)
	active := len(pieces)
	for t := range len(pieces[0].tokens) {
		for len(pieces[active-1].tokens) <= t {
			active--
		}
		s.start = append(s.start, s.start[t]+active)
	}
	return s.start[len(s.start)-1]
}

// embed sets s.act to the features of the words.
func (n *network) embed(s *scratch, pieces []*piece, rows int) {
	width := n.header.Input()
	s.act.Resize(rows, width)
	x := grow(&s.line, width)
	for b, p := range pieces {
		for t := range p.tokens {
			f := &s.feats
			f.Set(word(&p.tokens[t]), p.first+t == 0)
			clear(x)
			n.tables[0].add(x, n.words[f.Folded], 1)
			at := n.tables[0].cols
			for i, r := range f.Rows {
				n.tables[1+i].add(x[at:], r, 1)
				at += n.tables[1+i].cols
			}
			grams := &n.tables[1+len(f.Rows)]
			for _, g := range f.Ngrams {
				grams.add(x[at:], g, 1/float32(len(f.Ngrams)))
			}
			s.act.Quantize(s.row(b, t), x)
		}
	}
}

// encode runs the recurrent layers from s.act to s.top and keeps the output
// of the tags' layer in s.taps.
func (n *network) encode(s *scratch, rows int) {
	h := n.header.Hidden
	in := &s.act
	spare := [2]*tensor.Activations{&s.top, &s.hidden}
	for i := range n.layers {
		out := spare[i%2]
		if i == n.header.TagAt-1 {
			out = &s.taps
		}
		out.Resize(rows, 2*h)
		for d := range 2 {
			n.layers[i].run(s, in, out, d, h, rows)
		}
		in = out
	}
	s.act, *in = *in, s.act
	if n.header.TagAt == n.header.Layers {
		s.taps, s.act = s.act, s.taps
	}
}

// run computes direction d of a layer: 0 reads from the first token to the
// last, 1 the other way.
func (l *layer) run(s *scratch, in, out *tensor.Activations, d, h, rows int) {
	z := grow(&s.gates, rows*4*h)
	c := grow(&s.cell, rows*h)
	y := grow(&s.wide, 2*h)
	fill(z, l.bias[d])
	l.wx[d].AddMul(z, 4*h, in, 0, rows, 0)
	steps := len(s.start) - 1
	for i := range steps {
		t, before := i, i-1
		if d == 1 {
			t, before = steps-1-i, steps-i
		}
		first, end := s.start[t], s.start[t+1]
		prev, from := 0, 0 // rows with a token before them, and where those tokens begin
		if i > 0 {
			from = s.start[before]
			prev = min(end-first, s.start[before+1]-from)
			l.wh[d].AddMul(z[first*4*h:], 4*h, out, from, prev, d*h)
		}
		for r := first; r < end; r++ {
			var was []float32
			if r-first < prev {
				k := from + r - first
				was = c[k*h : (k+1)*h]
			}
			tensor.Cell(c[r*h:(r+1)*h], y, z[r*4*h:(r+1)*4*h], was)
			out.QuantizeUnit(r, d*h, y[:h])
		}
	}
}

// leaky is the activation of the layers before the scores.
func leaky(x []float32) {
	for i, v := range x {
		if v < 0 {
			x[i] = float32(v * 0.1)
		}
	}
}

// quantizeRows sets dst to the columns [col, col+width) of x, whose rows are
// ld wide.
func quantizeRows(dst *tensor.Activations, x []float32, ld, col, width int) {
	rows := len(x) / ld
	dst.Resize(rows, width)
	for r := range rows {
		dst.Quantize(r, x[r*ld+col:r*ld+col+width])
	}
}

// tags sets UPOS and XPOS.
func (n *network) tags(s *scratch, pieces []*piece, rows int) {
	h := n.header
	hid := grow(&s.out, rows*h.Tag)
	n.tag.apply(hid, &s.taps, 0)
	leaky(hid)
	quantizeRows(&s.hidden, hid, h.Tag, 0, h.Tag)
	u := grow(&s.upos, rows*len(h.UPOS))
	x := grow(&s.xpos, rows*len(h.XPOS))
	n.upos.apply(u, &s.hidden, 0)
	n.xpos.apply(x, &s.hidden, 0)
	for b, p := range pieces {
		for t := range p.tokens {
			r := s.row(b, t)
			p.tokens[t].UPOS = h.UPOS[argmax(u[r*len(h.UPOS):(r+1)*len(h.UPOS)])]
			p.tokens[t].XPOS = h.XPOS[argmax(x[r*len(h.XPOS):(r+1)*len(h.XPOS)])]
		}
	}
}

// argmax is the index of the largest value, the first of equals.
func argmax(x []float32) int {
	best := 0
	for i, v := range x {
		if v > x[best] {
			best = i
		}
	}
	return best
}

// nameLabels sets the name labels to the best path that is well formed.
func (n *network) nameLabels(s *scratch, pieces []*piece, rows int) {
	h := n.header
	hid := grow(&s.out, rows*h.Name)
	n.name.apply(hid, s.encoded(h), 0)
	leaky(hid)
	quantizeRows(&s.hidden, hid, h.Name, 0, h.Name)
	k := len(h.Names)
	y := grow(&s.names, rows*k)
	n.names.apply(y, &s.hidden, 0)
	for b, p := range pieces {
		score := grow(&s.score, len(p.tokens)*k)
		for t := range p.tokens {
			r := s.row(b, t)
			copy(score[t*k:(t+1)*k], y[r*k:(r+1)*k])
		}
		for t, l := range s.path.best(score, k) {
			p.names[t] = h.Names[l]
		}
	}
}

// encoded is the output of the last layer.
func (s *scratch) encoded(h *model.Header) *tensor.Activations {
	if h.TagAt == h.Layers {
		return &s.taps
	}
	return &s.act
}

// trees sets Head and Deprel.
func (n *network) trees(s *scratch, pieces []*piece, rows int) {
	h := n.header
	ld := 2*h.Arc + 2*h.Label
	x := grow(&s.out, rows*ld)
	n.mlp.apply(x, s.encoded(h), 0)
	leaky(x)

	// Arcs: (dependent·U + bias)·head.
	quantizeRows(&s.hidden, x, ld, 0, h.Arc)
	du := grow(&s.wide, rows*h.Arc)
	fill(du, n.arcHead)
	n.arc.AddMul(du, h.Arc, &s.hidden, 0, rows, 0)
	quantizeRows(&s.arcs, du, h.Arc, 0, h.Arc)
	s.heads.Resize(rows+1, h.Arc)
	for r := range rows {
		s.heads.Quantize(r, x[r*ld+h.Arc:r*ld+2*h.Arc])
	}
	s.heads.Quantize(rows, n.arcRoot)

	// Relations: dependent·U, to be multiplied by the head once it is known,
	// and what either word says alone.
	quantizeRows(&s.hidden, x, ld, 2*h.Arc, h.Label)
	k := len(h.Deprel)
	rel := grow(&s.rel, rows*k*h.Label)
	clear(rel)
	n.label.AddMul(rel, k*h.Label, &s.hidden, 0, rows, 0)
	relDep, relHead := grow(&s.relDep, rows*k), grow(&s.relHead, rows*k)
	n.labelDep.apply(relDep, &s.hidden, 0)
	quantizeRows(&s.hidden, x, ld, 2*h.Arc+h.Label, h.Label)
	n.labelHead.apply(relHead, &s.hidden, 0)

	line := grow(&s.line, k)
	for b, p := range pieces {
		m := len(p.tokens)
		score := grow(&s.score, m*(m+1))
		for i := range m {
			score[i*(m+1)] = tensor.Dot(&s.arcs, s.row(b, i), &s.heads, rows)
			for j := range m {
				score[i*(m+1)+1+j] = tensor.Dot(&s.arcs, s.row(b, i), &s.heads, s.row(b, j))
			}
		}
		for i, head := range s.tree.best(score, m) {
			tok := &p.tokens[i]
			if head == 0 {
				tok.Head, tok.Deprel = -1, "root"
				continue
			}
			tok.Head = p.first + head - 1
			r, q := s.row(b, i), s.row(b, head-1)
			offer := x[q*ld+2*h.Arc+h.Label : (q+1)*ld]
			for l := range line {
				at := (r*k + l) * h.Label
				line[l] = dot(rel[at:at+h.Label], offer) + relDep[r*k+l] + relHead[q*k+l]
			}
			tok.Deprel = h.Deprel[argmax(line)]
		}
	}
}

// dot is the scalar product, summed in four interleaved parts.
func dot(a, b []float32) float32 {
	var s0, s1, s2, s3 float32
	b = b[:len(a)]
	i := 0
	for ; i+4 <= len(a); i += 4 {
		s0 += float32(a[i] * b[i])
		s1 += float32(a[i+1] * b[i+1])
		s2 += float32(a[i+2] * b[i+2])
		s3 += float32(a[i+3] * b[i+3])
	}
	for ; i < len(a); i++ {
		s0 += float32(a[i] * b[i])
	}
	return float32(s0+s1) + float32(s2+s3)
}
