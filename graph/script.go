package graph

import "fmt"

// maxScript bounds the length of a query's text in bytes.
const maxScript = 1 << 20

// checkScript refuses what can be seen to be wrong without running it.
func checkScript(_ Language, text string) error {
	if len(text) > maxScript {
		return fmt.Errorf("%w: it is %d bytes long, at most %d are allowed", ErrScript, len(text), maxScript)
	}
	return nil
}
