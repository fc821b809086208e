package effort

import "time"

var start = time.Now()

// clock is the time since the start of the program.
func clock() time.Duration { return time.Since(start) }
