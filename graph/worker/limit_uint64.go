//go:build unix && !freebsd && !dragonfly

package worker

import "golang.org/x/sys/unix"

// lower lowers a limit.
func lower(l *unix.Rlimit, value uint64) {
	l.Cur = min(l.Cur, value)
	l.Max = min(l.Max, value)
}
