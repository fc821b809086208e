package parse

import (
	_ "embed" // for the model
	"sync"
)

//go:embed model.bin
var embedded []byte

var load = sync.OnceValues(func() (*Parser, error) { return New(embedded) })

// Load returns the parser with the embedded model, decoded at the first call
// and shared by all callers.
func Load() (*Parser, error) { return load() }
