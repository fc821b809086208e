package parse

import "math"

// maxArc bounds the width of arc vectors: sums of products of two 12-bit
// activations stay within 32 bits.
const maxArc = 512

// treeScratch is the memory of best.
type treeScratch struct {
	heads []int
	seen  []int
}

// best returns the head of each of m tokens, 0 for the root and j+1 for
// token j, in the tree of highest score that has exactly one root.
// score[i*(m+1)+h] is the score of head h for token i. Ties go to the lower
// head. O(m²) when the best heads form a tree, O(m³) at worst.
func (s *treeScratch) best(score []float32, m int) []int {
	heads := grow(&s.heads, m)
	roots := 0
	for i := range m {
		row := score[i*(m+1) : (i+1)*(m+1)]
		best := -1
		for h, v := range row {
			if h != i+1 && (best < 0 || v > row[best]) {
				best = h
			}
		}
		heads[i] = best
		if best == 0 {
			roots++
		}
	}
	if roots == 1 && s.isTree(heads) {
		return heads
	}

	// Chu-Liu/Edmonds. A penalty larger than any difference between trees
	// leaves the root with as few dependents as possible: one.
	var spread float64
	for _, v := range score {
		spread = max(spread, math.Abs(float64(v)))
	}
	penalty := 2*spread*float64(m+1) + 1
	w := make([]float64, (m+1)*(m+1)) // w[h*(m+1)+d]
	for i := range m {
		for h := range m + 1 {
			v := float64(score[i*(m+1)+h])
			if h == 0 {
				v -= penalty
			}
			w[h*(m+1)+i+1] = v
		}
	}
	parents := arborescence(w, m+1)
	copy(heads, parents[1:])
	return heads
}

// isTree reports whether every chain of heads ends at the root.
func (s *treeScratch) isTree(heads []int) bool {
	seen := grow(&s.seen, len(heads))
	clear(seen)
	for i := range heads {
		for j := i; seen[j] == 0; {
			seen[j] = i + 1
			if heads[j] == 0 {
				break
			}
			if j = heads[j] - 1; seen[j] == i+1 {
				return false
			}
		}
	}
	return true
}

// arborescence returns the parents in the spanning arborescence of highest
// weight with root 0, of a complete graph in which w[u*n+v] is the weight of
// the edge from u to v (Chu and Liu 1965, Edmonds 1967).
func arborescence(w []float64, n int) []int {
	parent := make([]int, n)
	for v := 1; v < n; v++ {
		parent[v] = -1
		for u := range n {
			if u != v && (parent[v] < 0 || w[u*n+v] > w[parent[v]*n+v]) {
				parent[v] = u
			}
		}
	}
	cycle := findCycle(parent)
	if cycle == nil {
		return parent
	}

	// Contract the cycle into one node, the last of a smaller graph.
	inCycle := make([]bool, n)
	for _, v := range cycle {
		inCycle[v] = true
	}
	var kept []int // node of the smaller graph → node here
	for v := range n {
		if !inCycle[v] {
			kept = append(kept, v)
		}
	}
	k := len(kept) + 1
	c := k - 1
	small := make([]float64, k*k)
	enter := make([]int, c) // where an edge from kept[i] would enter the cycle
	leave := make([]int, c) // from where an edge to kept[i] would leave it
	for i, u := range kept {
		for j, v := range kept {
			small[i*k+j] = w[u*n+v]
		}
		small[i*k+c], small[c*k+i] = math.Inf(-1), math.Inf(-1)
		for _, v := range cycle {
			if gain := w[u*n+v] - w[parent[v]*n+v]; gain > small[i*k+c] {
				small[i*k+c], enter[i] = gain, v
			}
			if out := w[v*n+u]; out > small[c*k+i] {
				small[c*k+i], leave[i] = out, v
			}
		}
	}
	sub := arborescence(small, k)
	for i := 1; i < c; i++ {
		if sub[i] == c {
			parent[kept[i]] = leave[i]
		} else {
			parent[kept[i]] = kept[sub[i]]
		}
	}
	parent[enter[sub[c]]] = kept[sub[c]]
	return parent
}

// findCycle returns the nodes of a cycle of parents, or nil. Node 0 has none.
func findCycle(parent []int) []int {
	mark := make([]int, len(parent))
	for v := 1; v < len(parent); v++ {
		u := v
		for u != 0 && mark[u] == 0 {
			mark[u] = v
			u = parent[u]
		}
		if u == 0 || mark[u] != v {
			continue
		}
		cycle := []int{u}
		for x := parent[u]; x != u; x = parent[x] {
			cycle = append(cycle, x)
		}
		return cycle
	}
	return nil
}
