package worker

import (
	"sync/atomic"
	"time"
)

// budget is the processor time that a query may use, watched by another
// goroutine than the one that runs it.
type budget struct {
	busy  atomic.Bool
	until atomic.Int64 // processor time of the process at which the query is over, 0 for never
}

func (b *budget) begin(cpu time.Duration) {
	if used, ok := processorTime(); ok && cpu > 0 {
		b.until.Store(int64(used + cpu))
	}
	b.busy.Store(true)
}

func (b *budget) end() {
	b.until.Store(0)
	b.busy.Store(false)
}

// spent reports whether the running query has had its time.
func (b *budget) spent() bool {
	until := b.until.Load()
	if until == 0 {
		return false
	}
	used, ok := processorTime()
	return ok && int64(used) > until
}
