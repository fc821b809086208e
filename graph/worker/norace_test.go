//go:build !race

package worker

// raced says that the race detector runs.
const raced = false
