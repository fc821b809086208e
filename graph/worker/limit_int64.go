//go:build freebsd || dragonfly

package worker

import "golang.org/x/sys/unix"

// lower lowers a limit; the numbers of these systems are signed.
func lower(l *unix.Rlimit, value uint64) {
	l.Cur = min(l.Cur, int64(value))
	l.Max = min(l.Max, int64(value))
}
