package pipeline

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"sync"
	"time"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/intake"
	"github.com/dramatis-kg/dramatis/resolve"
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// Store is what a build asks of the graph.
type Store interface {
	// PutAll stores records, each whole or not at all. A record with the
	// Source of a stored document replaces that document; one with the
	// content of a stored document adds its Source to it. Storing an equal
	// record again changes nothing.
	PutAll(ctx context.Context, recs []*schema.Record) ([]graph.Change, error)
	// Record returns the stored record of a document.
	Record(ctx context.Context, id text.ArticleID) (*schema.Record, error)
	// Documents yields all stored documents, in order of their ids.
	Documents(ctx context.Context) iter.Seq2[graph.Document, error]
	// Outlines yields all stored records without their statements.
	Outlines(ctx context.Context) iter.Seq2[*schema.Record, error]
}

var _ Store = (*graph.Store)(nil)

// Report counts what a build did.
type Report struct {
	Articles   int // read and stored
	Unchanged  int // in the store already, read by the same engine
	Skipped    []intake.Skip
	Statements int              // of the articles read
	Actors     int              // local actors of the articles read
	Refused    []error          // statements that broke a rule of the schema
	Relinked   int              // stored documents whose actors another document changed
	Idle       []resolve.Idle   // decisions that speak of nothing in the store
	Undated    []text.ArticleID // articles without a day of publication
	Faults     []error          // articles that could not be read for a fault of the program, wrapping ErrFault
	Silent     []string         // sources of the articles read that gave no statement
	Bytes      int64
}

// Progress is told after every article and skip; done counts both.
type Progress func(done int, r *Report)

// groupInterval bounds how long finished documents wait to be stored
// together, so that a kill loses no more than that much work.
const groupInterval = 2 * time.Second

// linkShare is how many times longer than the last commit took the next
// waits: linking looks at all documents, and its share of a large build stays
// small.
const linkShare = 10

// groupSize bounds how many documents are linked and stored together.
const groupSize = 256

// Build reads the articles and stores what they say. Documents are stored
// whole, in the order of their paths; cancelling ctx stops after the documents
// already read, stores those, and returns the report with ctx's error. The
// store it leaves depends only on the documents that it holds.
func Build(ctx context.Context, store Store, articles iter.Seq2[*text.Article, *intake.Skip], reader *Reader, opts Options) (*Report, error) {
	if err := opts.Validate(); err != nil {
		return nil, err
	}
	opts.SetDefaults()
	b := &build{store: store, reader: reader, opts: opts, report: &Report{}, last: time.Now()}
	var err error
	if b.ledger, err = openLedger(ctx, store, opts.Decisions); err != nil {
		return b.report, err
	}
	err = b.read(ctx, articles)
	// What was read is kept even if the user interrupts.
	if cerr := b.commit(context.WithoutCancel(ctx)); cerr != nil {
		return b.report, errors.Join(cerr, err)
	}
	if rerr := b.relink(context.WithoutCancel(ctx)); rerr != nil {
		return b.report, errors.Join(rerr, err)
	}
	return b.report, err
}

type build struct {
	store   Store
	reader  *Reader
	opts    Options
	ledger  *ledger
	report  *Report
	pending []*schema.Record
	last    time.Time     // of the last commit
	took    time.Duration // the last commit
	done    int
}

// job is one article on its way through the workers.
type job struct {
	article *text.Article
	skip    *intake.Skip
	same    bool // stored already
	result  chan outcome
}

type outcome struct {
	rec     *schema.Record
	refused []error
	err     error
}

// read sends the articles through the workers and collects the results in
// the order of the articles.
func (b *build) read(ctx context.Context, articles iter.Seq2[*text.Article, *intake.Skip]) error {
	work := make(chan *job)
	order := make(chan *job, 4*b.opts.Workers)
	var workers sync.WaitGroup
	for range b.opts.Workers {
		workers.Go(func() {
			for j := range work {
				rec, refused, err := b.reader.Read(ctx, j.article)
				j.result <- outcome{rec, refused, err}
			}
		})
	}
	// The ledger changes while articles are still being read, so what is
	// stored already is decided against a copy taken now.
	stored := b.ledger.snapshot()
	go func() {
		defer close(order)
		defer close(work)
		for a, skip := range articles {
			j := &job{article: a, skip: skip, result: make(chan outcome, 1)}
			if skip == nil {
				j.same = !b.opts.Again && stored.has(a.ID, b.reader.Engine())
			}
			select {
			case order <- j:
			case <-ctx.Done():
				return
			}
			if skip != nil || j.same {
				continue
			}
			select {
			case work <- j:
			case <-ctx.Done():
				j.result <- outcome{err: ctx.Err()}
				return
			}
		}
	}()
	var first error
	for j := range order {
		if err := b.collect(ctx, j); err != nil && first == nil {
			first = err
		}
	}
	workers.Wait()
	if first == nil {
		first = ctx.Err()
	}
	return first
}

// collect takes the next article's result.
func (b *build) collect(ctx context.Context, j *job) error {
	defer func() {
		b.done++
		if b.opts.Progress != nil {
			b.opts.Progress(b.done, b.report)
		}
	}()
	if j.skip != nil {
		b.report.Skipped = append(b.report.Skipped, *j.skip)
		return nil
	}
	if j.article.Published == "" {
		b.report.Undated = append(b.report.Undated, j.article.ID)
	}
	if j.same {
		return b.unchanged(ctx, j.article)
	}
	out := <-j.result
	if out.err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if errors.Is(out.err, ErrFault) {
			b.report.Faults = append(b.report.Faults, out.err)
			return nil
		}
		return out.err
	}
	b.report.Articles++
	b.report.Statements += len(out.rec.Statements)
	if len(out.rec.Statements) == 0 {
		b.report.Silent = append(b.report.Silent, j.article.Source)
	}
	b.report.Actors += len(out.rec.Locals)
	b.report.Refused = append(b.report.Refused, out.refused...)
	b.report.Bytes += int64(len(j.article.Text))
	b.pending = append(b.pending, out.rec)
	if len(b.pending) >= groupSize || time.Since(b.last) > max(groupInterval, linkShare*b.took) {
		return b.commit(context.WithoutCancel(ctx))
	}
	return nil
}

// unchanged notes an article that is stored as the same engine read it; its
// source may be a further one.
func (b *build) unchanged(ctx context.Context, a *text.Article) error {
	b.report.Unchanged++
	if b.ledger.hasSource(a.ID, a.Source) {
		return nil
	}
	rec, err := b.store.Record(ctx, a.ID)
	if err != nil {
		return fmt.Errorf("pipeline: %s: %w", a.Source, err)
	}
	rec.Doc.Source = a.Source
	return b.put(ctx, []*schema.Record{rec})
}

// commit links the pending records with all stored ones and stores them.
func (b *build) commit(ctx context.Context) error {
	start := time.Now()
	defer func() { b.last = time.Now(); b.took = b.last.Sub(start) }()
	if len(b.pending) == 0 {
		return nil
	}
	assignment, joins, _ := b.ledger.link(b.pending)
	full, err := applyAll(b.pending, assignment, joins, b.opts.Decisions)
	if err != nil {
		return err
	}
	if err := b.put(ctx, full); err != nil {
		return err
	}
	b.pending = nil
	return nil
}

// applyAll gives records their global actors, the verdicts on their
// statements and the events of other documents that these tell of.
func applyAll(recs []*schema.Record, assignment resolve.Assignment, joins resolve.Joins, decisions *resolve.Decisions) ([]*schema.Record, error) {
	full := make([]*schema.Record, len(recs))
	for i, rec := range recs {
		judged, _ := resolve.Judge(resolve.DivideRecord(rec, decisions), decisions)
		var err error
		if full[i], err = resolve.Apply(judged, assignment); err != nil {
			return nil, fmt.Errorf("pipeline: %s: %w", rec.Doc.Source, err)
		}
		full[i] = resolve.Join(full[i], joins)
	}
	return full, nil
}

// put stores records with global actors and notes them in the ledger.
func (b *build) put(ctx context.Context, recs []*schema.Record) error {
	if err := putAll(ctx, b.store, b.ledger, recs); err != nil {
		return fmt.Errorf("pipeline: store: %w", err)
	}
	return nil
}

func putAll(ctx context.Context, store Store, l *ledger, recs []*schema.Record) error {
	changes, err := store.PutAll(ctx, recs)
	for i, c := range changes {
		l.add(recs[i], c.Old)
	}
	return err
}

// relink stores anew the documents whose actors other documents changed.
func (b *build) relink(ctx context.Context) error {
	n, idle, err := relink(ctx, b.store, b.ledger)
	b.report.Relinked, b.report.Idle = n, idle
	return err
}

// Relink brings the actors of all stored documents in line with each other
// and with the decisions of the user: needed after a document was forgotten
// or a decision was taken or undone. It returns how many documents changed,
// and the decisions that speak of nothing that the store has.
func Relink(ctx context.Context, store Store, decisions *resolve.Decisions) (changed int, idle []resolve.Idle, err error) {
	l, err := openLedger(ctx, store, decisions)
	if err != nil {
		return 0, nil, err
	}
	return relink(ctx, store, l)
}

func relink(ctx context.Context, store Store, l *ledger) (int, []resolve.Idle, error) {
	assignment, joins, idle := l.link(nil)
	missing, err := l.verdictsWithout(ctx, store)
	if err != nil {
		return 0, nil, err
	}
	idle = append(idle, missing...)
	stale := l.stale(assignment, joins)
	for group := range slices.Chunk(stale, groupSize) {
		recs := make([]*schema.Record, len(group))
		for i, id := range group {
			var err error
			if recs[i], err = store.Record(ctx, id); err != nil {
				return 0, nil, fmt.Errorf("pipeline: relink %s: %w", id, err)
			}
		}
		full, err := applyAll(recs, assignment, joins, l.decisions)
		if err != nil {
			return 0, nil, err
		}
		if err := putAll(ctx, store, l, full); err != nil {
			return 0, nil, fmt.Errorf("pipeline: relink: %w", err)
		}
	}
	return len(stale), idle, nil
}
