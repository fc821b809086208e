//go:build amd64 && !noasm

package gemm

import "golang.org/x/sys/cpu"

func sets() map[string]set {
	out := map[string]set{"generic": generic}
	if cpu.X86.HasAVX2 && cpu.X86.HasFMA {
		out["avx2"] = avx2
	}
	if cpu.X86.HasAVX512F {
		out["avx512"] = avx512
	}
	return out
}
