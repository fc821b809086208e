package gemm

import "unsafe"

// generic is the set of every machine.
var generic = set{width: 16, rows: []int{1}, kern: []kernel{kern1Go}}

// kern1Go is the kernel of one row and 16 columns in plain Go.
func kern1Go(k int, a *float32, _, ks int, b, c *float32, _ int) {
	var sum [16]float32
	bs := unsafe.Slice(b, k*16)
	for p := range k {
		x := *(*float32)(unsafe.Add(unsafe.Pointer(a), p*ks))
		row := bs[p*16 : p*16+16 : p*16+16]
		for j := range sum {
			sum[j] += x * row[j]
		}
	}
	cs := unsafe.Slice(c, 16)
	for j := range sum {
		cs[j] += sum[j]
	}
}
