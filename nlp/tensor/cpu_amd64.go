//go:build amd64 && !noasm

package tensor

import "golang.org/x/sys/cpu"

//go:noescape
func mul12x32(pairs int, a *int16, lda int, b *int16, c *float32, ldc int, rowScale, colScale *float32)

//go:noescape
func mul4x32(pairs int, a *int16, lda int, b *int16, c *float32, ldc int, rowScale, colScale *float32)

//go:noescape
func mul1x32(pairs int, a *int16, lda int, b *int16, c *float32, ldc int, rowScale, colScale *float32)

//go:noescape
func mul4x16(pairs int, a *int16, lda int, b *int16, c *float32, ldc int, rowScale, colScale *float32)

//go:noescape
func mul1x16(pairs int, a *int16, lda int, b *int16, c *float32, ldc int, rowScale, colScale *float32)

//go:noescape
func sigmoidAVX2(n int, dst, src *float32, pre, post, add float32)

//go:noescape
func dotAVX2(n int, a, b *int16) int32

//go:noescape
func roundAVX2(n int, q *int16, x *float32, factor float32)

//go:noescape
func topAVX2(n int, x *float32) float32

//go:noescape
func blendAVX2(n int, c, a, b, d, e *float32)

//go:noescape
func mulAVX2(n int, y, x *float32)

//go:noescape
func leakAVX2(n int, x *float32, slope float32)

//go:noescape
func addBytesAVX2(n int, x *float32, row *int8, k float32)

var (
	vnni = set{width: 32, rows: []int{12, 4, 1}, kern: []kernel{mul12x32, mul4x32, mul1x32}}
	avx2 = set{width: 16, rows: []int{4, 1}, kern: []kernel{mul4x16, mul1x16}}
)

var (
	hasAVX2 = cpu.X86.HasAVX2
	kernels = detect()
)

func detect() set {
	switch {
	case cpu.X86.HasAVX512F && cpu.X86.HasAVX512VNNI:
		return vnni
	case cpu.X86.HasAVX2:
		return avx2
	}
	return generic
}

// setOf is the set whose tiles have that many columns.
func setOf(width int) *set {
	switch width {
	case vnni.width:
		return &vnni
	case avx2.width:
		return &avx2
	}
	return &generic
}
