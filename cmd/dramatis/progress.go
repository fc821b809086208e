package main

import (
	"fmt"
	"io"
	"time"

	"github.com/dramatis-kg/dramatis/pipeline"
	"github.com/schollz/progressbar/v3"
)

// progress shows how far a build or a load is: a bar on a terminal, else a line now
// and then.
type progress struct {
	bar  *progressbar.ProgressBar // nil if not on a terminal
	w    io.Writer                // nil if nothing is shown
	last time.Time
}

// lineInterval is how often a build that is not on a terminal says how far it
// is.
const lineInterval = 10 * time.Second

func (a *app) newProgress(units string) *progress {
	if a.cfg.Quiet || a.cfg.Verbose {
		return &progress{}
	}
	p := &progress{w: a.err, last: time.Now()}
	if _, ok := terminal(a.err); ok {
		p.bar = progressbar.NewOptions(-1,
			progressbar.OptionSetWriter(behind(a.err)),
			progressbar.OptionSetDescription("reading"),
			progressbar.OptionShowCount(),
			progressbar.OptionShowIts(),
			progressbar.OptionSetItsString(units),
			progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionSpinnerType(14),
			progressbar.OptionClearOnFinish(),
		)
	}
	return p
}

// show is called after every article.
func (p *progress) show(done int, r *pipeline.Report) {
	switch {
	case p.w == nil:
	case p.bar != nil:
		// The bar writes to a terminal only; if that fails nothing is lost.
		_ = p.bar.Set(done)
	case time.Since(p.last) >= lineInterval:
		p.last = time.Now()
		fmt.Fprintf(p.w, "%d done, %d statements\n", done, r.Statements)
	}
}

// count is called now and then with the number of quads read.
func (p *progress) count(quads int64) {
	switch {
	case p.w == nil:
	case p.bar != nil:
		_ = p.bar.Set64(quads) // as above
	case time.Since(p.last) >= lineInterval:
		p.last = time.Now()
		fmt.Fprintf(p.w, "%d edges read\n", quads)
	}
}

// finish takes the bar off the screen.
func (p *progress) finish() {
	if p.bar != nil {
		_ = p.bar.Finish()
	}
}
