package extract

import (
	"errors"
	"fmt"

	"github.com/dramatis-kg/dramatis/schema"
)

// Options steer extraction. The zero value is the default.
type Options struct {
	// Vocabulary maps relation forms to relations; default
	// [schema.DefaultVocabulary].
	Vocabulary *schema.Vocabulary
	// MinConfidence drops statements below it, in [0, 1]; default 0.
	MinConfidence float64
	// MaxArguments bounds how many coordinated subjects or objects of one
	// clause are distributed; default 12.
	MaxArguments int
	// Headings keeps statements read from headings; default false, because
	// headline English has no tense to tell a plan from a fact.
	Headings bool
}

// Validate reports all faults at once.
func (o Options) Validate() error {
	var errs []error
	if o.MinConfidence < 0 || o.MinConfidence > 1 {
		errs = append(errs, fmt.Errorf("extract: MinConfidence is %v: want 0 to 1", o.MinConfidence))
	}
	if o.MaxArguments < 0 {
		errs = append(errs, fmt.Errorf("extract: MaxArguments is %d: want 0 or more", o.MaxArguments))
	}
	return errors.Join(errs...)
}

func (o Options) withDefaults() Options {
	if o.Vocabulary == nil {
		o.Vocabulary = schema.DefaultVocabulary()
	}
	if o.MaxArguments == 0 {
		o.MaxArguments = 12
	}
	return o
}
