package queries

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/dramatis-kg/dramatis/schema"
)

// Options bound a run.
type Options struct {
	MaxResults int           // results read from the query language; default 20000
	MaxRows    int           // rows of the table; default 1000
	Timeout    time.Duration // for the whole run; default 20 s
}

// SetDefaults fills what is zero.
func (o *Options) SetDefaults() {
	o.MaxResults = cmp.Or(o.MaxResults, 20000)
	o.MaxRows = cmp.Or(o.MaxRows, 1000)
	o.Timeout = cmp.Or(o.Timeout, 20*time.Second)
}

// Validate reports all faults.
func (o Options) Validate() error {
	var errs []error
	if o.MaxResults < 0 {
		errs = append(errs, fmt.Errorf("queries: MaxResults %d is negative", o.MaxResults))
	}
	if o.MaxRows < 0 {
		errs = append(errs, fmt.Errorf("queries: MaxRows %d is negative", o.MaxRows))
	}
	if o.Timeout < 0 {
		errs = append(errs, fmt.Errorf("queries: Timeout %s is negative", o.Timeout))
	}
	return errors.Join(errs...)
}

// ErrTimeout is wrapped by the error of a run that took too long.
var ErrTimeout = errors.New("the query took too long")

// Run answers a query. A wrong value is a *[ParamError], a fault of the
// query's text is the language's own error with the file's name before it, a
// run that took too long wraps [ErrTimeout]. Rows come in the query's order,
// the same for the same graph.
func Run(ctx context.Context, g Graph, q *Query, v Values, opt Options) (*Table, error) {
	if err := opt.Validate(); err != nil {
		return nil, err
	}
	opt.SetDefaults()
	ctx, cancel := context.WithTimeout(ctx, opt.Timeout)
	defer cancel()
	b, err := bind(ctx, g, q, v)
	if err != nil {
		return nil, timedOut(ctx, q, opt, err)
	}
	results, found, err := execute(ctx, g, q, b, opt)
	if err != nil {
		return nil, timedOut(ctx, q, opt, err)
	}
	notes := append(b.taken, found...)
	rows, err := join(ctx, g, q, results)
	if err != nil {
		return nil, timedOut(ctx, q, opt, err)
	}
	rows, left := b.keep(q, rows)
	notes = append(notes, left...)
	if err := fill(ctx, g, q, rows); err != nil {
		return nil, timedOut(ctx, q, opt, err)
	}
	rows = onceTold(q, together(q, group(q, rows)))
	order(q, rows)
	number(q, rows)
	limit := opt.MaxRows
	if b.limit > 0 && b.limit < limit {
		limit = b.limit
	}
	if len(rows) > limit {
		notes = append(notes, fmt.Sprintf("%d of %d rows shown", limit, len(rows)))
		rows = rows[:limit]
	}
	return newTable(q, b, rows, notes), nil
}

func timedOut(ctx context.Context, q *Query, opt Options, err error) error {
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return fmt.Errorf("queries: %s: %w (over %s)", q.Name, ErrTimeout, opt.Timeout)
	}
	return err
}

// draft is a row before it is shown.
type draft struct {
	result   Result
	evidence []Evidence
	ids      []schema.StatementID
	cells    []Cell
}

// execute gets the results of the query's body.
func execute(ctx context.Context, g Graph, q *Query, b *binding, opt Options) ([]Result, []string, error) {
	if q.Language == Primitive {
		return primitives[q.Primitive](ctx, g, b)
	}
	text, err := q.compose(b.args)
	if err != nil {
		return nil, nil, err
	}
	run := g.Run
	if apart, ok := g.(Isolator); ok && !q.builtIn {
		run = apart.RunApart
	}
	results, more, err := run(ctx, q.Language, text, opt.MaxResults)
	if err != nil {
		return nil, nil, fmt.Errorf("queries: %s: %w", q.Source, err)
	}
	var notes []string
	if more {
		notes = append(notes, fmt.Sprintf("the query found more than %d results; only these were read", opt.MaxResults))
	}
	return results, notes, nil
}

// statementTag is the tag by which a result names the statements that it
// rests on.
const statementTag = "st"

// join reads the statements that results rest on. Results that repeat an
// earlier one are dropped, for the languages return a row for every path.
func join(ctx context.Context, g Graph, q *Query, results []Result) ([]*draft, error) {
	var rows []*draft
	var want []schema.StatementID
	seen, asked := map[string]bool{}, map[schema.StatementID]bool{}
	for _, r := range results {
		key := resultKey(r, q)
		if seen[key] {
			continue
		}
		seen[key] = true
		d := &draft{result: r}
		for _, s := range stringsOf(r[statementTag]) {
			id := schema.StatementID(strings.Trim(s, "<>"))
			d.ids = append(d.ids, id)
			if !asked[id] {
				asked[id] = true
				want = append(want, id)
			}
		}
		rows = append(rows, d)
	}
	if len(want) == 0 {
		return rows, nil
	}
	found, err := g.Evidence(ctx, want)
	if err != nil {
		return nil, fmt.Errorf("queries: %s: read statements: %w", q.Name, err)
	}
	for _, d := range rows {
		for _, id := range d.ids {
			if e, ok := found[id]; ok {
				d.evidence = append(d.evidence, e)
			}
		}
	}
	return rows, nil
}

// resultKey tells results apart by what the table shows of them.
func resultKey(r Result, q *Query) string {
	var b strings.Builder
	b.WriteString(strings.Join(stringsOf(r[statementTag]), ","))
	for _, c := range q.Columns {
		b.WriteByte(0)
		b.WriteString(strings.Join(stringsOf(r[c.Key]), ","))
	}
	return b.String()
}

// keep applies modality, dates and confidence to the statements of each row. A row that
// named statements and keeps none is left out; notes count them.
func (b *binding) keep(q *Query, rows []*draft) ([]*draft, []string) {
	var out []*draft
	var otherClass [len(classOrder)]int
	undated, otherUndated, unsure, placeless := 0, 0, 0, 0
	var events map[string]bool
	if q.Together {
		events = dated(b, rows)
	}
	for _, d := range rows {
		if len(d.ids) == 0 {
			out = append(out, d)
			continue
		}
		var kept []Evidence
		for _, e := range d.evidence {
			if !b.words.in(e.content()...) {
				continue
			}
			if places := e.places(); len(b.place) > 0 && len(places) == 0 {
				if in, _ := b.inRange(&e); in && b.allows(e.Class) {
					placeless++
				}
				continue
			} else if !slices.ContainsFunc(places, func(p string) bool { return b.place.in(p) }) && len(b.place) > 0 {
				continue
			}
			in, certain := b.inRange(&e)
			if !certain && e.Event != "" && events[string(e.Class)+string(e.Event)] {
				in, certain = true, true // another statement says when it was
			}
			switch {
			case e.Confidence < b.least:
				if in && certain && b.allows(e.Class) {
					unsure++
				}
			case !b.allows(e.Class):
				if in {
					otherClass[classRank(e.Class)]++
				}
				if in && !certain {
					otherUndated++
				}
			case in && certain:
				kept = append(kept, e)
			case in:
				undated++
			}
		}
		out = append(out, d.split(kept)...)
	}
	var notes, others []string
	for i, n := range otherClass {
		if n > 0 && !b.quiet {
			others = append(others, fmt.Sprintf("%d %s", n, classOrder[i]))
		}
	}
	if len(others) > 0 {
		remedy := "all-modalities shows them"
		if !q.Has(FilterModality) {
			remedy = "the query is about " + joinWords(q.Modality) + " statements"
		} else if otherUndated > 0 {
			remedy += fmt.Sprintf("; undated too for %d without a certain date", otherUndated)
		}
		notes = append(notes, fmt.Sprintf("left out: %s (%s)", strings.Join(others, ", "), remedy))
	}
	if undated > 0 {
		notes = append(notes, fmt.Sprintf("left out: %d without a certain date (undated shows them)", undated))
	}
	if placeless > 0 {
		notes = append(notes, fmt.Sprintf("left out: %d that say no place", placeless))
	}
	if unsure > 0 {
		notes = append(notes, fmt.Sprintf("left out: %d below confidence %v (a lower min-confidence shows them)", unsure, b.least))
	}
	return out, notes
}

// split makes one row for each modality, so that no row mixes two.
func (d *draft) split(kept []Evidence) []*draft {
	var out []*draft
	for _, c := range classOrder {
		part := &draft{result: d.result, ids: d.ids}
		for _, e := range kept {
			if e.Class == c {
				part.evidence = append(part.evidence, e)
			}
		}
		if len(part.evidence) > 0 {
			out = append(out, part)
		}
	}
	return out
}

func (b *binding) allows(c Class) bool {
	for _, x := range b.classes {
		if x == c {
			return true
		}
	}
	return false
}

// inRange tells whether a statement's date can fall in the asked range, and
// whether that rests on a date known on both sides (or nothing was asked).
func (b *binding) inRange(e *Evidence) (in, certain bool) {
	if b.from == "" && b.to == "" {
		return true, true
	}
	if !e.Date.Known() {
		return true, b.undated
	}
	return e.Date.Overlaps(b.from, b.to), e.Certain() || b.undated
}

// newTable shows rows, with the modality beside all that rest on statements.
func newTable(q *Query, b *binding, rows []*draft, notes []string) *Table {
	t := &Table{
		Query: q.Name, Title: q.Title, Question: q.Question, View: q.View,
		Params: append([]BoundParam{}, b.shown...), Columns: q.columns(),
		Rows: make([]Row, 0, len(rows)), Notes: append([]string{}, notes...),
	}
	for _, d := range rows {
		t.Rows = append(t.Rows, Row{Cells: d.cells, Evidence: d.evidence})
	}
	return t
}
