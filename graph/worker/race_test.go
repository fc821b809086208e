//go:build race

package worker

// raced says that the race detector runs: it multiplies memory, so that the
// limits on memory mean something else.
const raced = true
