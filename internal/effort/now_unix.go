//go:build unix

package effort

import (
	"syscall"
	"time"
)

// now is the processor time that this process has used, of all its threads.
func now() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return clock()
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
