package eval

import (
	"fmt"
	"sort"
)

// Partition is a set of chains over keys that name mentions.
type Partition [][]string

// PRF is precision, recall and their harmonic mean, 0 to 1.
type PRF struct{ P, R, F float64 }

func prf(pn, pd, rn, rd float64) PRF {
	var s PRF
	if pd > 0 {
		s.P = pn / pd
	}
	if rd > 0 {
		s.R = rn / rd
	}
	if s.P+s.R > 0 {
		s.F = 2 * s.P * s.R / (s.P + s.R)
	}
	return s
}

// CorefCounts adds up numerators and denominators of the three measures over
// documents, as the CoNLL scorer does.
type CorefCounts struct {
	muc, b3, ceaf [4]float64 // precision numerator and denominator, recall numerator and denominator
}

// Add scores one document. Chains of one mention count in B³ and CEAF only
// where the caller leaves them in.
func (c *CorefCounts) Add(gold, system Partition) {
	addTo := func(dst *[4]float64, v [4]float64) {
		for i := range v {
			dst[i] += v[i]
		}
	}
	rn, rd := muc(gold, system)
	pn, pd := muc(system, gold)
	addTo(&c.muc, [4]float64{pn, pd, rn, rd})
	rn, rd = bCubed(gold, system)
	pn, pd = bCubed(system, gold)
	addTo(&c.b3, [4]float64{pn, pd, rn, rd})
	phi := ceafE(gold, system)
	addTo(&c.ceaf, [4]float64{phi, float64(len(system)), phi, float64(len(gold))})
}

// MUC is the link-based measure of Vilain et al. (1995).
func (c *CorefCounts) MUC() PRF { return prf(c.muc[0], c.muc[1], c.muc[2], c.muc[3]) }

// BCubed is the mention-based measure of Bagga and Baldwin (1998).
func (c *CorefCounts) BCubed() PRF { return prf(c.b3[0], c.b3[1], c.b3[2], c.b3[3]) }

// CEAFe is the entity-based measure of Luo (2005) with φ4.
func (c *CorefCounts) CEAFe() PRF { return prf(c.ceaf[0], c.ceaf[1], c.ceaf[2], c.ceaf[3]) }

// CoNLL is the mean F of the three.
func (c *CorefCounts) CoNLL() float64 { return (c.MUC().F + c.BCubed().F + c.CEAFe().F) / 3 }

// String is one line of figures in per cent.
func (c *CorefCounts) String() string {
	f := func(s PRF) string { return fmt.Sprintf("%.1f/%.1f/%.1f", 100*s.P, 100*s.R, 100*s.F) }
	return fmt.Sprintf("MUC %s  B³ %s  CEAFe %s  CoNLL %.1f", f(c.MUC()), f(c.BCubed()), f(c.CEAFe()), 100*c.CoNLL())
}

func chainOfKey(p Partition) map[string]int {
	m := map[string]int{}
	for i, ch := range p {
		for _, k := range ch {
			m[k] = i
		}
	}
	return m
}

// muc is the recall of key by response: the links kept of those that each
// chain of key needs.
func muc(key, response Partition) (num, den float64) {
	in := chainOfKey(response)
	for _, ch := range key {
		parts := map[int]bool{}
		alone := 0
		for _, k := range ch {
			if r, ok := in[k]; ok {
				parts[r] = true
			} else {
				alone++
			}
		}
		num += float64(len(ch) - len(parts) - alone)
		den += float64(len(ch) - 1)
	}
	return num, den
}

// bCubed is the recall of key by response over the mentions of key.
func bCubed(key, response Partition) (num, den float64) {
	in := chainOfKey(response)
	for _, ch := range key {
		overlap := map[int]int{}
		for _, k := range ch {
			if r, ok := in[k]; ok {
				overlap[r]++
			}
		}
		sum := 0
		for _, n := range overlap {
			sum += n * n
		}
		num += float64(sum) / float64(len(ch))
		den += float64(len(ch))
	}
	return num, den
}

// ceafE is the similarity of the best one-to-one alignment of chains, with
// φ4(K, R) = 2|K∩R| / (|K|+|R|).
func ceafE(gold, system Partition) float64 {
	in := chainOfKey(system)
	sim := make([][]float64, len(gold))
	for i, ch := range gold {
		sim[i] = make([]float64, len(system))
		for _, k := range ch {
			if r, ok := in[k]; ok {
				sim[i][r]++
			}
		}
		for j := range system {
			sim[i][j] = 2 * sim[i][j] / float64(len(ch)+len(system[j]))
		}
	}
	return assignment(sim)
}

// assignment is the greatest sum of a one-to-one choice of cells (Kuhn's
// Hungarian method in the O(n³) form with potentials).
func assignment(w [][]float64) float64 {
	n := len(w)
	if n == 0 || len(w[0]) == 0 {
		return 0
	}
	m := len(w[0])
	if n > m {
		t := make([][]float64, m)
		for j := range t {
			t[j] = make([]float64, n)
			for i := range w {
				t[j][i] = w[i][j]
			}
		}
		return assignment(t)
	}
	const inf = 1e18
	u, v := make([]float64, n+1), make([]float64, m+1)
	match, way := make([]int, m+1), make([]int, m+1)
	for i := 1; i <= n; i++ {
		match[0] = i
		j0 := 0
		least := make([]float64, m+1)
		used := make([]bool, m+1)
		for j := range least {
			least[j] = inf
		}
		for {
			used[j0] = true
			i0, delta, j1 := match[j0], inf, 0
			for j := 1; j <= m; j++ {
				if used[j] {
					continue
				}
				if c := -w[i0-1][j-1] - u[i0] - v[j]; c < least[j] {
					least[j], way[j] = c, j0
				}
				if least[j] < delta {
					delta, j1 = least[j], j
				}
			}
			for j := 0; j <= m; j++ {
				if used[j] {
					u[match[j]] += delta
					v[j] -= delta
				} else {
					least[j] -= delta
				}
			}
			j0 = j1
			if match[j0] == 0 {
				break
			}
		}
		for j0 != 0 {
			j1 := way[j0]
			match[j0] = match[j1]
			j0 = j1
		}
	}
	sum := 0.0
	for j := 1; j <= m; j++ {
		if match[j] > 0 {
			sum += w[match[j]-1][j-1]
		}
	}
	return sum
}

// partition groups keys by chain name, chains of at least least mentions,
// in order of their first key.
func partition(of map[string]string, least int) Partition {
	keys := make([]string, 0, len(of))
	for k := range of {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	at := map[string]int{}
	var p Partition
	for _, k := range keys {
		i, ok := at[of[k]]
		if !ok {
			i = len(p)
			at[of[k]] = i
			p = append(p, nil)
		}
		p[i] = append(p[i], k)
	}
	var out Partition
	for _, ch := range p {
		if len(ch) >= least {
			out = append(out, ch)
		}
	}
	return out
}
