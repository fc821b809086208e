//go:build !unix

package effort

import "time"

// now is the clock's time where the system does not tell processor time.
func now() time.Duration { return clock() }
