package plan

import (
	"cmp"
	"slices"
)

// row is a quad in numbers or entries; 0 is none.
type row [4]uint32

// radix sorts by the low bits of a key, stably. It reads from src, works in x
// and y and returns one of the three; src stays as it is unless it is x or y.
func radix[T any](src, x, y []T, bits int, key func(T) uint64) []T {
	const digit = 11
	for shift := 0; shift < bits; shift += digit {
		var count [1 << digit]int
		for _, v := range src {
			count[key(v)>>shift&(1<<digit-1)]++
		}
		if len(src) == 0 || count[key(src[0])>>shift&(1<<digit-1)] == len(src) {
			continue // all have the same digit
		}
		at := 0
		for i, n := range count {
			count[i], at = at, at+n
		}
		to := x
		if &src[0] == &x[0] {
			to = y
		}
		to = to[:len(src)]
		for _, v := range src {
			d := key(v) >> shift & (1<<digit - 1)
			to[count[d]] = v
			count[d]++
		}
		src = to
	}
	return src
}

// rowSorter sorts quads in each of their orders.
type rowSorter struct {
	room [3][]row // each with room for all
	bits [4]int   // of the largest number in each direction
}

// measure finds how many bits the numbers of rows have.
func (s *rowSorter) measure(rows []row) {
	var most row
	for _, q := range rows {
		for d, id := range q {
			most[d] = max(most[d], id)
		}
	}
	for d, id := range most {
		s.bits[d] = 0
		for id>>s.bits[d] > 0 {
			s.bits[d]++
		}
	}
}

// by sorts rows by one direction, keeping the order among equals. The rows
// stay as they are; the result is in one of the other rooms, or is the rows
// if they are in order already.
func (s *rowSorter) by(rows []row, dir int) []row {
	if slices.IsSortedFunc(rows, func(a, b row) int { return cmp.Compare(a[dir], b[dir]) }) {
		return rows
	}
	var other [][]row
	for _, r := range s.room {
		if &r[0] != &rows[0] {
			other = append(other, r)
		}
	}
	return radix(rows, other[0], other[1], s.bits[dir], func(q row) uint64 { return uint64(q[dir]) })
}

// longGroup is from how many quads of one subject on sorting digit by digit is
// quicker than comparing.
const longGroup = 1 << 13

// subjects sorts rows of the first room by subject, predicate, object and
// label, each once. The result is in one of the rooms.
func (s *rowSorter) subjects(rows []row) []row {
	if len(rows) == 0 {
		return rows
	}
	s.measure(rows)
	rows = s.by(rows, 0)
	scratch := s.room[0]
	if &scratch[0] == &rows[0] {
		scratch = s.room[1]
	}
	out := rows[:0]
	for from := 0; from < len(rows); {
		to := from + 1
		for to < len(rows) && rows[to][0] == rows[from][0] {
			to++
		}
		group := rows[from:to]
		if len(group) < longGroup {
			slices.SortFunc(group, compareRows)
		} else {
			sorted := group
			for _, dir := range []int{3, 2, 1} {
				sorted = radix(sorted, group, scratch[:len(group)], s.bits[dir], func(q row) uint64 { return uint64(q[dir]) })
			}
			copy(group, sorted)
		}
		for i, q := range group {
			if i == 0 || q != out[len(out)-1] {
				out = append(out, q)
			}
		}
		from = to
	}
	return out
}

func compareRows(a, b row) int {
	for d := range a {
		if a[d] != b[d] {
			return cmp.Compare(a[d], b[d])
		}
	}
	return 0
}
