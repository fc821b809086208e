package effort

import (
	"runtime"
	"testing"
	"time"
)

// sum makes n numbers and adds them up.
func sum(n int) (s uint64) {
	x := uint64(1)
	for range n {
		x = x*6364136223846793005 + 1442695040888963407
		s += x >> 33
	}
	return s
}

// TestOf: sleep is no work, and more work is more.
func TestOf(t *testing.T) {
	if runtime.GOOS == "windows" || runtime.GOOS == "plan9" {
		t.Skip("SKIPPED: the system does not tell processor time")
	}
	total := uint64(0)
	sleep := Of(func() { time.Sleep(100 * time.Millisecond) })
	little := Of(func() { total += sum(32e6) })
	much := Of(func() { total += sum(256e6) })
	if sleep > 50*time.Millisecond || much < 3*little || little <= 0 || total == 0 {
		t.Errorf("sleep takes %s, some work %s, eight times as much %s", sleep, little, much)
	}
}
