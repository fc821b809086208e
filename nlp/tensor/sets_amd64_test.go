//go:build amd64 && !noasm

package tensor

import "golang.org/x/sys/cpu"

func sets() map[string]set {
	out := map[string]set{"generic": generic}
	if cpu.X86.HasAVX2 {
		out["avx2"] = avx2
	}
	if cpu.X86.HasAVX512F && cpu.X86.HasAVX512VNNI {
		out["vnni"] = vnni
	}
	return out
}
