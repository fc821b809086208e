package graph

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime/metrics"
	"strings"
	"time"

	"github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/gizmo"
	"github.com/cayleygraph/cayley/query/graphql"
	"github.com/cayleygraph/cayley/query/mql"

	"github.com/dramatis-kg/dramatis/graph/plan"
)

// Language is a query language.
type Language string

// The query languages.
const (
	Gizmo   Language = gizmo.Name
	GraphQL Language = graphql.Name
	MQL     Language = mql.Name
)

// ParseLanguage reads the name of a language, or the ending of a file's name
// in it: "js", "graphql", "mql".
func ParseLanguage(s string) (Language, error) {
	switch strings.ToLower(strings.TrimPrefix(s, ".")) {
	case "gizmo", "js":
		return Gizmo, nil
	case "graphql", "gql":
		return GraphQL, nil
	case "mql", "json":
		return MQL, nil
	}
	return "", fmt.Errorf("graph: unknown query language %q: want gizmo, graphql or mql", s)
}

// Limits bound a query.
type Limits struct {
	// Timeout is the time after which the query ends with [ErrTimeout].
	// Default 30 seconds.
	Timeout time.Duration
	// Rows is how many rows there may be; one more ends the query with
	// [ErrRowLimit]. Default 100,000.
	Rows int
	// MemoryBytes is how much the heap of the process may grow while the
	// query runs; more ends it with [ErrMemory]. Default 1 GiB. It is looked
	// at twenty times a second, so that a script can exceed it for a moment.
	MemoryBytes int64
}

func (l Limits) withDefaults() Limits {
	if l.Timeout <= 0 {
		l.Timeout = 30 * time.Second
	}
	if l.Rows <= 0 {
		l.Rows = 100_000
	}
	if l.MemoryBytes <= 0 {
		l.MemoryBytes = 1 << 30
	}
	return l
}

// Errors of queries.
var (
	// ErrScript is wrapped by errors that are the query's own fault.
	ErrScript = errors.New("the query failed")
	// ErrTimeout means that the query took longer than it may.
	ErrTimeout = errors.New("the query took too long")
	// ErrMemory means that the query used more memory than it may.
	ErrMemory = errors.New("the query needs too much memory")
	// ErrRowLimit means that there were more rows than wanted. Those before
	// are valid.
	ErrRowLimit = errors.New("the query has more rows than allowed")
)

// Query runs a query over one state of the store and lists its rows. Rows of
// Gizmo are the tags of a path's results ("id" is the node itself) or what
// the script emits; rows of GraphQL are the objects of its first field; rows
// of MQL its objects. The order is the same for the same store.
//
// A script runs inside this process: one that exhausts memory, or makes
// Cayley panic, ends the process. Run the scripts of strangers in a process
// of their own.
func (s *Store) Query(ctx context.Context, lang Language, text string, l Limits) iter.Seq2[Row, error] {
	l = l.withDefaults()
	return func(yield func(Row, error) bool) {
		err := s.session(ctx, l, func(ctx context.Context, qs *plan.QuadStore) error {
			n := 0
			return eachResult(ctx, qs, lang, text, func(row Row) error {
				if n++; n > l.Rows {
					return ErrRowLimit
				}
				if !yield(row, nil) {
					return errStop
				}
				return nil
			})
		})
		if err != nil && !errors.Is(err, errStop) {
			yield(nil, fmt.Errorf("graph: %s query: %w", lang, err))
		}
	}
}

// queryError tells the end of a query's time from its other failures.
func queryError(ctx context.Context, err error) error {
	switch {
	case errors.Is(err, errStop), errors.Is(err, ErrRowLimit):
		return err
	case errors.Is(context.Cause(ctx), ErrMemory):
		return ErrMemory
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return ErrTimeout
	case ctx.Err() != nil:
		return ctx.Err()
	}
	return err
}

// guarded turns a panic of Cayley into an error, where it happens on this
// goroutine.
func guarded(fn func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: Cayley cannot run it: %v", ErrScript, r)
		}
	}()
	return fn()
}

// eachResult runs a query in Cayley's session for its language and visits the
// rows until visit fails.
func eachResult(ctx context.Context, qs *plan.QuadStore, lang Language, text string, visit func(Row) error) error {
	opt := query.Options{Collation: query.Raw}
	if lang == MQL {
		opt.Collation = query.JSON
	}
	it, err := execute(ctx, qs, lang, text, opt)
	if err != nil {
		return err
	}
	c := converter{ctx: ctx, qs: qs}
	for it.Next(ctx) {
		result := it.Result()
		if lang == GraphQL {
			if result, err = distinct(result); err != nil {
				return errors.Join(err, it.Close())
			}
		}
		rows, err := c.rows(result)
		for _, r := range rows {
			if err == nil {
				c.any = true
				err = visit(r)
			}
		}
		if err != nil {
			return errors.Join(err, it.Close())
		}
	}
	err = it.Err()
	if cerr := it.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return scriptError(err)
	}
	return nil
}

// CayleyQuery runs a query and returns what Cayley's own HTTP interface
// answers: JSON values, never nil. More rows than allowed are cut off.
func (s *Store) CayleyQuery(ctx context.Context, lang Language, text string, col query.Collation, l Limits) ([]any, error) {
	l = l.withDefaults()
	out := []any{}
	err := s.session(ctx, l, func(ctx context.Context, qs *plan.QuadStore) error {
		it, err := execute(ctx, qs, lang, text, query.Options{Collation: col, Limit: l.Rows})
		if err != nil {
			return err
		}
		for len(out) < l.Rows && it.Next(ctx) {
			r := it.Result()
			if lang == GraphQL {
				if r, err = distinct(r); err != nil {
					return errors.Join(err, it.Close())
				}
			}
			if r != nil {
				out = append(out, r)
			}
		}
		err = it.Err()
		if cerr := it.Close(); err == nil {
			err = cerr
		}
		if err != nil {
			return scriptError(err)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("graph: %s query: %w", lang, err)
	}
	return out, nil
}

// CayleyShape is the shape of a query's last path, found without running it
// on the graph.
func (s *Store) CayleyShape(ctx context.Context, lang Language, text string, l Limits) (plan.QueryShape, error) {
	var out plan.QueryShape
	err := s.session(ctx, l.withDefaults(), func(ctx context.Context, qs *plan.QuadStore) error {
		rec := qs.Record()
		it, err := execute(ctx, rec, lang, text, query.Options{Collation: query.JSON, Limit: 1})
		if err != nil {
			return err
		}
		for it.Next(ctx) {
		}
		err = it.Err()
		if cerr := it.Close(); err == nil {
			err = cerr
		}
		if err != nil {
			return scriptError(err)
		}
		out = rec.Shape(ctx)
		return nil
	})
	if err != nil {
		return plan.QueryShape{}, fmt.Errorf("graph: shape of a %s query: %w", lang, err)
	}
	return out, nil
}

// session runs fn over one state of the store with a time limit.
func (s *Store) session(ctx context.Context, l Limits, fn func(context.Context, *plan.QuadStore) error) error {
	return s.read(func(v *view) error {
		ctx, cancel := context.WithTimeout(ctx, l.Timeout)
		defer cancel()
		ctx, over := context.WithCancelCause(ctx)
		done := make(chan struct{})
		defer close(done)
		go watchMemory(done, l.MemoryBytes, over)
		qs, err := v.quads(ctx)
		if err != nil {
			return err
		}
		return queryError(ctx, guarded(func() error { return fn(ctx, qs) }))
	})
}

// watchMemory ends a query when the heap has grown by more than it may, until
// done is closed.
func watchMemory(done <-chan struct{}, growth int64, over context.CancelCauseFunc) {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	heap := func() int64 {
		metrics.Read(sample)
		return int64(sample[0].Value.Uint64())
	}
	start := heap()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-done:
			over(nil)
			return
		case <-tick.C:
			if heap()-start > growth {
				over(ErrMemory)
				return
			}
		}
	}
}
