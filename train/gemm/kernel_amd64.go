//go:build amd64 && !noasm

package gemm

import "golang.org/x/sys/cpu"

//go:noescape
func kern12x32(k int, a *float32, rs, ks int, b, c *float32, ldc int)

//go:noescape
func kern4x32(k int, a *float32, rs, ks int, b, c *float32, ldc int)

//go:noescape
func kern1x32(k int, a *float32, rs, ks int, b, c *float32, ldc int)

//go:noescape
func kern6x16(k int, a *float32, rs, ks int, b, c *float32, ldc int)

//go:noescape
func kern1x16(k int, a *float32, rs, ks int, b, c *float32, ldc int)

var (
	avx512 = set{width: 32, rows: []int{12, 4, 1}, kern: []kernel{kern12x32, kern4x32, kern1x32}}
	avx2   = set{width: 16, rows: []int{6, 1}, kern: []kernel{kern6x16, kern1x16}}
)

// kernels is the set in use.
var kernels = detect()

func detect() set {
	switch {
	case cpu.X86.HasAVX512F:
		return avx512
	case cpu.X86.HasAVX2 && cpu.X86.HasFMA:
		return avx2
	}
	return generic
}
