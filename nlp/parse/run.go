package parse

import (
	"github.com/dramatis-kg/dramatis/nlp/parse/model"
	"github.com/dramatis-kg/dramatis/nlp/parse/vectors"
	"github.com/dramatis-kg/dramatis/nlp/tensor"
)

// scratch is the memory of one pass. The rows of all its matrices are the
// tokens of a batch in time-major order: first the first token of every
// piece, then the second of all that have one, and so on. As pieces come by
// falling length, the tokens of one step lie together, and so do the tokens
// before or after them.
type scratch struct {
	start []int // row of the first token of each step; one more for the end
	rows  int
	feats []model.Features // by row
	words []int32          // by row
	lists []int32          // by row; empty if the model has no word lists

	vectors []vectors.Vector // by row; empty if the model reads none
	member  []memberScratch

	// Sums over the members of the model.
	upos, xpos, names []float32 // rows × classes
	arcs              []float32 // per piece, per token: the root, then every token
	rels              []float32 // relChunk × relations

	heads []int // row of the head of each row, -1 for a root
	path  pathScratch
	score []float32
	tree  treeScratch
}

// memberScratch is the memory of one member of the model.
type memberScratch struct {
	act, top   tensor.Activations
	taps       tensor.Activations // output of the layer that the tags are read from
	hidden     tensor.Activations
	seek       tensor.Activations // what dependents look for
	offer      tensor.Activations // what heads offer; the root's row is last
	gates      []float32          // rows × 4·Hidden
	cell       []float32          // rows × Hidden
	line, wide []float32
	mlp        []float32 // rows × (2·Arc + 2·Label)
	relHead    []float32 // rows × relations: what a head says alone
	rel        []float32 // relChunk × relations·Label
}

// relChunk is how many tokens' relations are worked on at a time, so that
// their products stay in the second-level cache.
const relChunk = 48

// row is the row of token t of piece b.
func (s *scratch) row(b, t int) int { return s.start[t] + b }

// grow returns buf with n elements of any value.
func grow[T any](buf *[]T, n int) []T {
	if cap(*buf) < n {
		*buf = append((*buf)[:cap(*buf)], make([]T, n-cap(*buf))...)
	}
	*buf = (*buf)[:n]
	return *buf
}

// zeros returns buf with n zeros.
func zeros(buf *[]float32, n int) []float32 {
	x := grow(buf, n)
	clear(x)
	return x
}

// run annotates pieces, which come by falling length.
func (n *network) run(s *scratch, pieces []*piece) {
	s.layout(pieces)
	n.features(s, pieces)
	n.clear(s, pieces)
	for i, m := range n.members {
		w := &s.member[i]
		m.embed(s, w)
		m.encode(s, w)
		m.classify(s, w)
		m.arcs(s, w, pieces)
	}
	n.setTags(s, pieces)
	n.setNames(s, pieces)
	n.setHeads(s, pieces)
	n.setRelations(s, pieces)
}

// layout fills s.start and s.rows.
func (s *scratch) layout(pieces []*piece) {
	s.start = append(s.start[:0], 0)
	active := len(pieces)
	for t := range len(pieces[0].tokens) {
		for len(pieces[active-1].tokens) <= t {
			active--
		}
		s.start = append(s.start, s.start[t]+active)
	}
	s.rows = s.start[len(s.start)-1]
}

// features computes the features of all words.
func (n *network) features(s *scratch, pieces []*piece) {
	grow(&s.feats, s.rows)
	grow(&s.words, s.rows)
	if n.lists != nil {
		grow(&s.lists, s.rows)
	}
	if n.vectors != nil {
		grow(&s.vectors, s.rows)
	}
	for b, p := range pieces {
		for t := range p.tokens {
			r := s.row(b, t)
			f := &s.feats[r]
			f.Set(word(&p.tokens[t]), p.first+t == 0)
			s.words[r] = n.words[f.Folded]
			if n.lists != nil {
				s.lists[r] = n.lists[f.Folded]
			}
			if n.vectors != nil {
				s.vectors[r] = n.vectors.Of(word(&p.tokens[t]))
			}
		}
	}
}

// clear empties the sums.
func (n *network) clear(s *scratch, pieces []*piece) {
	h := n.header
	grow(&s.member, len(n.members))
	zeros(&s.upos, s.rows*len(h.UPOS))
	zeros(&s.xpos, s.rows*len(h.XPOS))
	zeros(&s.names, s.rows*len(h.Names))
	arcs := 0
	for _, p := range pieces {
		arcs += len(p.tokens) * (len(p.tokens) + 1)
	}
	zeros(&s.arcs, arcs)
}

// embed sets w.act to the vectors of the words.
func (m *member) embed(s *scratch, w *memberScratch) {
	width := m.header.Input()
	w.act.Resize(s.rows, width)
	x := grow(&w.line, width)
	for r := range s.rows {
		f := &s.feats[r]
		clear(x)
		tables, at := m.tables, 0
		next := func(row int32) {
			tables[0].add(x[at:], row, 1)
			at += tables[0].cols
			tables = tables[1:]
		}
		next(s.words[r])
		if len(s.lists) > 0 {
			next(s.lists[r])
		}
		for _, row := range f.Rows {
			next(row)
		}
		for _, g := range f.Ngrams {
			tables[0].add(x[at:], g, 1/float32(len(f.Ngrams)))
		}
		if len(s.vectors) > 0 {
			s.vectors[r].Add(x[at+tables[0].cols:])
		}
		w.act.Quantize(r, x)
	}
}

// encode runs the recurrent layers from w.act; their output is in w.act
// again, or in w.taps if the tags are read from the last layer.
func (m *member) encode(s *scratch, w *memberScratch) {
	h := m.header.Hidden
	in := &w.act
	spare := [2]*tensor.Activations{&w.top, &w.hidden}
	for i := range m.layers {
		out := spare[i%2]
		if i == m.header.TagAt-1 {
			out = &w.taps
		}
		out.Resize(s.rows, 2*h)
		for d := range 2 {
			m.layers[i].run(s, w, in, out, d, h)
		}
		in = out
	}
	if in != &w.taps {
		w.act, *in = *in, w.act
	}
}

// encoded is the output of the last layer.
func (w *memberScratch) encoded(h *model.Header) *tensor.Activations {
	if h.TagAt == h.Layers {
		return &w.taps
	}
	return &w.act
}

// run computes direction d of a layer: 0 reads from the first token to the
// last, 1 the other way.
func (l *layer) run(s *scratch, w *memberScratch, in, out *tensor.Activations, d, h int) {
	z := grow(&w.gates, s.rows*4*h)
	c := grow(&w.cell, s.rows*h)
	y := grow(&w.wide, h)
	fill(z, l.bias[d])
	l.wx[d].AddMul(z, 4*h, in, 0, s.rows, 0)
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
			out.QuantizeUnit(r, d*h, y)
		}
	}
}

// classify adds the scores of tags and name labels.
func (m *member) classify(s *scratch, w *memberScratch) {
	m.hidden(w, &m.tag, &w.taps, s.rows)
	m.upos.add(s.upos, &w.hidden)
	m.xpos.add(s.xpos, &w.hidden)
	m.hidden(w, &m.name, w.encoded(m.header), s.rows)
	m.names.add(s.names, &w.hidden)
}

// hidden sets w.hidden to the activations of a layer before scores.
func (m *member) hidden(w *memberScratch, d *dense, in *tensor.Activations, rows int) {
	n := d.w.Out()
	x := grow(&w.wide, rows*n)
	d.apply(x, in)
	quantizeRows(&w.hidden, x, n, 0, n)
}

// apply sets dst to the activations of a·w + bias.
func (d *dense) apply(dst []float32, a *tensor.Activations) {
	clear(dst)
	d.add(dst, a)
	tensor.Leak(dst, 0.1)
}

// add adds a·w + bias to dst.
func (d *dense) add(dst []float32, a *tensor.Activations) {
	n := d.w.Out()
	for i := 0; i < len(dst); i += n {
		for j, b := range d.bias {
			dst[i+j] += b
		}
	}
	d.w.AddMul(dst, n, a, 0, len(dst)/n, 0)
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

// arcs adds the scores of all arcs: (dependent·U + bias)·head.
func (m *member) arcs(s *scratch, w *memberScratch, pieces []*piece) {
	h := m.header
	ld := 2*h.Arc + 2*h.Label
	x := grow(&w.mlp, s.rows*ld)
	m.mlp.apply(x, w.encoded(h))
	quantizeRows(&w.hidden, x, ld, 0, h.Arc)
	u := grow(&w.wide, s.rows*h.Arc)
	fill(u, m.arcHead)
	m.arc.AddMul(u, h.Arc, &w.hidden, 0, s.rows, 0)
	quantizeRows(&w.seek, u, h.Arc, 0, h.Arc)
	w.offer.Resize(s.rows+1, h.Arc)
	for r := range s.rows {
		w.offer.Quantize(r, x[r*ld+h.Arc:r*ld+2*h.Arc])
	}
	w.offer.Quantize(s.rows, m.arcRoot)
	at := 0
	for b, p := range pieces {
		for i := range p.tokens {
			r := s.row(b, i)
			s.arcs[at] += tensor.Dot(&w.seek, r, &w.offer, s.rows)
			at++
			for j := range p.tokens {
				s.arcs[at] += tensor.Dot(&w.seek, r, &w.offer, s.row(b, j))
				at++
			}
		}
	}

	// For later: what a word says as a head about its dependents' relations.
	quantizeRows(&w.hidden, x, ld, 2*h.Arc+h.Label, h.Label)
	m.labelHead.add(zeros(&w.relHead, s.rows*len(h.Deprel)), &w.hidden)
	quantizeRows(&w.hidden, x, ld, 2*h.Arc, h.Label)
}
