package intake

import (
	"errors"
	"fmt"
	"io"
	"time"
)

// DefaultMaxBytes is the default limit on one article: 8 MiB.
const DefaultMaxBytes = 8 << 20

// Format is the syntax of an input.
type Format string

// The formats. FormatAuto goes by the extension, and for standard input by
// the first characters.
const (
	FormatAuto     Format = ""
	FormatText     Format = "txt"
	FormatMarkdown Format = "md"
	FormatHTML     Format = "html"
	FormatJSONL    Format = "jsonl"
)

// Options are the choices of a [Reader]. The zero value is usable once Stdin
// is set or "-" is not read.
type Options struct {
	// Published is the day of publication "2006-01-02" of every article; it
	// overrides what the articles say themselves. Default "": ask them.
	Published string
	// MaxBytes is the largest article accepted, in bytes of its file (of its
	// line in a .jsonl file). Default [DefaultMaxBytes].
	MaxBytes int64
	// Stdin is what the path "-" reads. Default nil: "-" is unreadable.
	Stdin io.Reader
	// StdinFormat is the syntax of standard input. Default [FormatAuto].
	StdinFormat Format
	// AnyLanguage accepts articles that do not look English. Default false.
	AnyLanguage bool
}

// Validate reports every fault of the options.
func (o Options) Validate() error {
	var errs []error
	if o.Published != "" {
		if _, err := time.Parse(time.DateOnly, o.Published); err != nil {
			errs = append(errs, fmt.Errorf("intake: published %q: want a day as YYYY-MM-DD", o.Published))
		}
	}
	if o.MaxBytes < 0 {
		errs = append(errs, fmt.Errorf("intake: size limit %d: want a positive number of bytes", o.MaxBytes))
	}
	switch o.StdinFormat {
	case FormatAuto, FormatText, FormatMarkdown, FormatHTML, FormatJSONL:
	default:
		errs = append(errs, fmt.Errorf("intake: format %q: want txt, md, html or jsonl", o.StdinFormat))
	}
	return errors.Join(errs...)
}
