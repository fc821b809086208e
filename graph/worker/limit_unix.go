//go:build unix

package worker

import (
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// headroom is the memory beyond the limit after which the system refuses
// more: it ends a worker that asks for gigabytes at once, before the worker's
// own watch can see it. It covers what Go maps without using.
const headroom = 256 << 20

// limitProcess asks the system to refuse memory far above the limit, files
// that are written, and core dumps.
func limitProcess(memory int64) error {
	for _, l := range []struct {
		resource int
		value    uint64
	}{
		{unix.RLIMIT_DATA, uint64(memory + headroom)},
		{unix.RLIMIT_FSIZE, 0},
		{unix.RLIMIT_CORE, 0},
	} {
		var now unix.Rlimit
		if err := unix.Getrlimit(l.resource, &now); err != nil {
			return err
		}
		lower(&now, l.value)
		if err := unix.Setrlimit(l.resource, &now); err != nil && l.resource != unix.RLIMIT_DATA {
			return err // some systems refuse a limit of data; the worker watches itself
		}
	}
	return nil
}

// processorTime is what the process has used so far.
func processorTime() (time.Duration, bool) {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0, false
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()), true
}
