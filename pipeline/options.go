package pipeline

import (
	"errors"
	"fmt"
	"runtime"

	"github.com/dramatis-kg/dramatis/resolve"
)

// Options steer a build.
type Options struct {
	Workers int  // articles read at the same time; 0 means one for each processor
	Again   bool // read anew what the store has from the same engine; default false
	// Decisions are the user's corrections; they win over every rule. Default
	// none.
	Decisions *resolve.Decisions
	Progress  Progress // told after every article; default none
}

// SetDefaults fills in what is zero.
func (o *Options) SetDefaults() {
	if o.Workers == 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
}

// Validate reports all faults at once.
func (o *Options) Validate() error {
	var errs []error
	if o.Workers < 0 || o.Workers > 1024 {
		errs = append(errs, fmt.Errorf("pipeline: workers %d: want 0 to 1024", o.Workers))
	}
	return errors.Join(errs...)
}
