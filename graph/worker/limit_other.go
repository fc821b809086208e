//go:build !unix

package worker

import "time"

// limitProcess does nothing where the system has no such limits; the worker
// watches its own memory.
func limitProcess(int64) error { return nil }

// processorTime is not known here; the time of the clock bounds a query.
func processorTime() (time.Duration, bool) { return 0, false }
