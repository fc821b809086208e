package parse

// pathScratch is the memory of best.
type pathScratch struct {
	labels []int
	back   []int
	now    []float32
	next   []float32
}

// best returns the labels of highest total score in which an inside label
// (2, 4, 6 …) follows only itself or the label before it in number, which
// begins the same kind. score has a row of k scores per token; k is odd.
func (s *pathScratch) best(score []float32, k int) []int {
	m := len(score) / k
	labels := grow(&s.labels, m)
	if m == 0 {
		return labels
	}
	back := grow(&s.back, m*k)
	now, next := grow(&s.now, k), grow(&s.next, k)
	const never = -1e30
	for l := range k {
		now[l] = score[l]
		if l > 0 && l%2 == 0 {
			now[l] = never
		}
	}
	for t := 1; t < m; t++ {
		top := argmax(now)
		for l := range k {
			from := top
			if l > 0 && l%2 == 0 {
				from = l - 1
				if now[l] > now[l-1] {
					from = l
				}
			}
			back[t*k+l] = from
			next[l] = now[from] + score[t*k+l]
		}
		now, next = next, now
	}
	l := argmax(now)
	for t := m - 1; t >= 0; t-- {
		labels[t] = l
		l = back[t*k+l]
	}
	return labels
}
