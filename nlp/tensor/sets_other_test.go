//go:build !amd64 || noasm

package tensor

func sets() map[string]set { return map[string]set{"generic": generic} }
