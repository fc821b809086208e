package parse

import (
	"math"

	"github.com/dramatis-kg/dramatis/nlp/parse/model"
)

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

// pairWeight is how much the logarithm of the share of a UPOS among the words
// of an XPOS counts beside the network's scores; rarePair is that logarithm
// for pairs that were never seen. Both were chosen on the dev treebanks.
const (
	pairWeight = 0.3
	rarePair   = -12
)

// pairScores computes network.pairs.
func pairScores(h *model.Header) []float32 {
	if len(h.Pairs) == 0 {
		return nil
	}
	out := make([]float32, 0, len(h.XPOS)*len(h.UPOS))
	for _, row := range h.Pairs {
		all := 0
		for _, n := range row {
			all += n
		}
		for _, n := range row {
			score := float64(rarePair)
			if n > 0 {
				score = math.Log(float64(n) / float64(all))
			}
			out = append(out, float32(pairWeight*score))
		}
	}
	return out
}

// setTags sets UPOS and XPOS: the pair with the highest sum of both scores
// and of that for their coming together.
func (n *network) setTags(s *scratch, pieces []*piece) {
	u, x := n.header.UPOS, n.header.XPOS
	for b, p := range pieces {
		for t := range p.tokens {
			r := s.row(b, t)
			su, sx := s.upos[r*len(u):(r+1)*len(u)], s.xpos[r*len(x):(r+1)*len(x)]
			iu, ix := argmax(su), argmax(sx)
			if n.pairs != nil {
				iu, ix = bestPair(su, sx, n.pairs, iu, ix)
			}
			p.tokens[t].UPOS, p.tokens[t].XPOS = u[iu], x[ix]
		}
	}
}

// bestPair returns the indices into su and sx with the highest sum of their
// values and of pairs[x·len(su)+u], the lower of equals; topU and topX are the
// indices of the largest values.
func bestPair(su, sx, pairs []float32, topU, topX int) (u, x int) {
	best := su[topU] + sx[topX] + pairs[topX*len(su)+topU]
	u, x = topU, topX
	for j, b := range sx {
		if b+su[topU] < best { // no pair adds more than 0
			continue
		}
		for i, p := range pairs[j*len(su) : (j+1)*len(su)] {
			if v := su[i] + b + p; v > best {
				best, u, x = v, i, j
			}
		}
	}
	return u, x
}

// setNames sets the name labels to the best sequence that is well formed.
func (n *network) setNames(s *scratch, pieces []*piece) {
	k := len(n.header.Names)
	for b, p := range pieces {
		score := grow(&s.score, len(p.tokens)*k)
		for t := range p.tokens {
			r := s.row(b, t)
			copy(score[t*k:(t+1)*k], s.names[r*k:(r+1)*k])
		}
		for t, l := range s.path.best(score, k) {
			p.names[t] = n.header.Names[l]
		}
	}
}

// setHeads sets Head to the best tree of each piece, and s.heads.
func (n *network) setHeads(s *scratch, pieces []*piece) {
	heads := grow(&s.heads, s.rows)
	at := 0
	for b, p := range pieces {
		m := len(p.tokens)
		for i, head := range s.tree.best(s.arcs[at:at+m*(m+1)], m) {
			if head == 0 {
				p.tokens[i].Head, heads[s.row(b, i)] = -1, -1
				continue
			}
			p.tokens[i].Head, heads[s.row(b, i)] = p.first+head-1, s.row(b, head-1)
		}
		at += m * (m + 1)
	}
}

// setRelations sets Deprel: for each token and its head the relation with the
// highest sum of dependent·U·head and of what either says alone.
func (n *network) setRelations(s *scratch, pieces []*piece) {
	h := n.header
	k := len(h.Deprel)
	best := grow(&s.words, s.rows) // no longer needed as words
	for first := 0; first < s.rows; first += relChunk {
		rows := min(relChunk, s.rows-first)
		sum := zeros(&s.rels, rows*k)
		for i, m := range n.members {
			m.relations(&s.member[i], s.heads[first:first+rows], first, sum)
		}
		for r := range rows {
			best[first+r] = int32(argmax(sum[r*k : (r+1)*k]))
		}
	}
	for b, p := range pieces {
		for t := range p.tokens {
			r := s.row(b, t)
			p.tokens[t].Deprel = h.Deprel[best[r]]
			if s.heads[r] < 0 {
				p.tokens[t].Deprel = rootRelation
			}
		}
	}
}

// relations adds the scores of the relations of the rows from first on, whose
// heads are given, to sum.
func (m *member) relations(w *memberScratch, heads []int, first int, sum []float32) {
	h := m.header
	k, q := len(h.Deprel), h.Label
	ld := 2*h.Arc + 2*q
	rel := zeros(&w.rel, len(heads)*k*q)
	m.label.AddMul(rel, k*q, &w.hidden, first, len(heads), 0)
	for r := range heads {
		for j, b := range m.labelDep.bias {
			sum[r*k+j] += b
		}
	}
	m.labelDep.w.AddMul(sum, k, &w.hidden, first, len(heads), 0)
	for r, g := range heads {
		if g < 0 {
			continue
		}
		offer := w.mlp[(g+1)*ld-q : (g+1)*ld]
		for l := range k {
			at := (r*k + l) * q
			sum[r*k+l] += float32(dot(rel[at:at+q], offer) + w.relHead[g*k+l])
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
