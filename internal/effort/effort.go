// Package effort measures work in processor time, for tests that compare the
// work for two inputs.
//
// What enters: a function. What leaves: the least time that this process had a
// processor for while the function ran. It never looks at the clock where the
// system can tell processor time: a machine that is busy with something else
// changes the clock's answer by any factor.
package effort

import "time"

// tries are the runs of which the quickest counts: the others met a garbage
// collection, a cold cache or another goroutine.
const tries = 3

// Of is the processor time of fn, the least of three runs.
func Of(fn func()) time.Duration {
	var least time.Duration
	for i := range tries {
		before := now()
		fn()
		if took := now() - before; i == 0 || took < least {
			least = took
		}
	}
	return least
}
