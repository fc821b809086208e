//go:build !amd64 || noasm

package gemm

// kernels is the set in use.
var kernels = generic
