package parse

import (
	"crypto/sha256"
	_ "embed" // for the model
	"encoding/hex"
	"sync"
)

//go:embed model.bin
var embedded []byte

var load = sync.OnceValues(func() (*Parser, error) { return New(embedded) })

// Load returns the parser with the embedded model, decoded at the first call
// and shared by all callers.
func Load() (*Parser, error) { return load() }

// Fingerprint tells the embedded model from others: the first 12 hexadecimal
// digits of its SHA-256. It does not decode the model.
func Fingerprint() string {
	sum := sha256.Sum256(embedded)
	return hex.EncodeToString(sum[:])[:12]
}
