//go:build !amd64 || noasm

package gemm

func sets() map[string]set { return map[string]set{"generic": generic} }
