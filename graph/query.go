package graph

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"math"
	"runtime/metrics"
	"sort"
	"strconv"
	"strings"
	"time"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/gizmo"
	"github.com/cayleygraph/cayley/query/graphql"
	"github.com/cayleygraph/cayley/query/mql"
	"github.com/cayleygraph/quad"

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

// Row is one result: its fields, sorted by name.
type Row []Field

// Field is a named value.
type Field struct {
	Name  string
	Value Value
}

// Get is the value of a field.
func (r Row) Get(name string) (Value, bool) {
	for _, f := range r {
		if f.Name == name {
			return f.Value, true
		}
	}
	return Value{}, false
}

// MarshalJSON writes an object with the fields in their order.
func (r Row) MarshalJSON() ([]byte, error) {
	b := []byte{'{'}
	for i, f := range r {
		if i > 0 {
			b = append(b, ',')
		}
		k, err := json.Marshal(f.Name)
		if err != nil {
			return nil, err
		}
		v, err := json.Marshal(f.Value)
		if err != nil {
			return nil, err
		}
		b = append(append(append(b, k...), ':'), v...)
	}
	return append(b, '}'), nil
}

// ValueKind tells values apart.
type ValueKind string

// The kinds of values.
const (
	Null   ValueKind = "null"
	Node   ValueKind = "node" // an IRI: an actor, a statement, a predicate
	Text   ValueKind = "text"
	Number ValueKind = "number"
	Bool   ValueKind = "bool"
	List   ValueKind = "list"
	Object ValueKind = "object"
)

// Value is a value of a result.
type Value struct {
	Kind   ValueKind
	Text   string  // of a node (without angle brackets), text, number or bool
	Number float64 // of a number
	List   []Value
	Object Row
}

// String is the value as text: a node without its angle brackets, a list with
// commas.
func (v Value) String() string {
	switch v.Kind {
	case List:
		out := make([]string, len(v.List))
		for i, x := range v.List {
			out[i] = x.String()
		}
		return strings.Join(out, ", ")
	case Object:
		out := make([]string, len(v.Object))
		for i, f := range v.Object {
			out[i] = f.Name + ": " + f.Value.String()
		}
		return strings.Join(out, ", ")
	}
	return v.Text
}

// MarshalJSON writes the value plainly; a node is a string without its angle
// brackets.
func (v Value) MarshalJSON() ([]byte, error) {
	switch v.Kind {
	case Null, "":
		return []byte("null"), nil
	case Number, Bool:
		return []byte(v.Text), nil
	case List:
		if v.List == nil {
			return []byte("[]"), nil
		}
		return json.Marshal(v.List)
	case Object:
		return json.Marshal(v.Object)
	}
	return json.Marshal(v.Text)
}

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

// distinct drops repeated objects from the lists of a GraphQL result: an
// object comes once for every quad that leads to it, and where a plan starts
// decides which quads are walked.
func distinct(v any) (any, error) {
	switch v := v.(type) {
	case map[string]any:
		for k := range v {
			d, err := distinct(v[k])
			if err != nil {
				return nil, err
			}
			v[k] = d
		}
	case []map[string]any:
		seen := make(map[string]bool, len(v))
		out := v[:0]
		for _, m := range v {
			if _, err := distinct(m); err != nil {
				return nil, err
			}
			b, err := json.Marshal(m)
			if err != nil {
				return nil, err
			}
			if !seen[string(b)] {
				seen[string(b)] = true
				out = append(out, m)
			}
		}
		return out, nil
	}
	return v, nil
}

// converter turns results of Cayley's sessions into rows.
type converter struct {
	ctx context.Context
	qs  *plan.QuadStore
	any bool // whether there was a row already
}

func (c converter) rows(result any) ([]Row, error) {
	switch r := result.(type) {
	case *gizmo.Result:
		return c.gizmo(r)
	case map[string]any: // GraphQL, or an object of MQL
		names := sortedNames(r)
		if len(names) == 1 {
			switch v := r[names[0]].(type) {
			case []map[string]any:
				var out []Row
				for _, m := range v {
					row, err := c.object(m)
					if err != nil {
						return nil, err
					}
					out = append(out, row)
				}
				return out, nil
			case map[string]any:
				row, err := c.object(v)
				return []Row{row}, err
			case nil:
				return nil, nil
			}
		}
		row, err := c.object(r)
		return []Row{row}, err
	case nil:
		return nil, nil
	}
	v, err := c.value(result)
	return []Row{{{"value", v}}}, err
}

func (c converter) gizmo(r *gizmo.Result) ([]Row, error) {
	switch {
	case r.Meta:
		// The value of the script's last line is a result only if the script
		// had no other, as in "g.V().Count()".
		switch r.Val.(type) {
		case int64, float64, string, bool, []any, map[string]any:
			if !c.any {
				return c.gizmo(&gizmo.Result{Val: r.Val})
			}
		}
		return nil, nil
	case r.Tags == nil && r.Val == nil:
		return nil, nil
	case r.Tags == nil:
		if m, ok := r.Val.(map[string]any); ok {
			row, err := c.object(m)
			return []Row{row}, err
		}
		v, err := c.value(r.Val)
		return []Row{{{"value", v}}}, err
	}
	names := make([]string, 0, len(r.Tags))
	for n := range r.Tags {
		names = append(names, n)
	}
	sort.Strings(names)
	nodes := make([]cayley.Ref, len(names))
	for i, n := range names {
		nodes[i] = r.Tags[n]
	}
	vals, err := refs.ValuesOf(c.ctx, c.qs, nodes)
	if err != nil {
		return nil, err
	}
	row := make(Row, 0, len(names))
	for i, n := range names {
		if vals[i] != nil {
			row = append(row, Field{n, valueOf(vals[i])})
		}
	}
	if len(row) == 0 {
		return nil, nil
	}
	return []Row{row}, nil
}

func sortedNames(m map[string]any) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}

func (c converter) object(m map[string]any) (Row, error) {
	row := make(Row, 0, len(m))
	for _, k := range sortedNames(m) {
		v, err := c.value(m[k])
		if err != nil {
			return nil, err
		}
		row = append(row, Field{k, v})
	}
	return row, nil
}

func (c converter) value(v any) (Value, error) {
	list := func(n int, at func(int) any) (Value, error) {
		out := Value{Kind: List, List: make([]Value, n)}
		for i := range n {
			x, err := c.value(at(i))
			if err != nil {
				return Value{}, err
			}
			out.List[i] = x
		}
		return out, nil
	}
	switch v := v.(type) {
	case nil:
		return Value{Kind: Null}, nil
	case quad.Value:
		return valueOf(v), nil
	case string:
		return textOrNode(v), nil
	case bool:
		return Value{Kind: Bool, Text: strconv.FormatBool(v)}, nil
	case int64:
		return Value{Kind: Number, Number: float64(v), Text: strconv.FormatInt(v, 10)}, nil
	case int:
		return Value{Kind: Number, Number: float64(v), Text: strconv.Itoa(v)}, nil
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return Value{Kind: Text, Text: strconv.FormatFloat(v, 'g', -1, 64)}, nil
		}
		return Value{Kind: Number, Number: v, Text: strconv.FormatFloat(v, 'f', -1, 64)}, nil
	case time.Time:
		return Value{Kind: Text, Text: v.UTC().Format(time.RFC3339)}, nil
	case map[string]any:
		row, err := c.object(v)
		return Value{Kind: Object, Object: row}, err
	case []any:
		return list(len(v), func(i int) any { return v[i] })
	case []quad.Value:
		return list(len(v), func(i int) any { return v[i] })
	case []map[string]any:
		return list(len(v), func(i int) any { return v[i] })
	case []string:
		return list(len(v), func(i int) any { return v[i] })
	case cayley.Ref:
		q, err := c.qs.NameOf(v)
		if err != nil || q == nil {
			return Value{Kind: Null}, err
		}
		return valueOf(q), nil
	}
	return Value{Kind: Text, Text: fmt.Sprint(v)}, nil
}

// valueOf converts a value of the graph.
func valueOf(v quad.Value) Value {
	switch v := v.(type) {
	case nil:
		return Value{Kind: Null}
	case quad.IRI:
		return Value{Kind: Node, Text: string(v)}
	case quad.BNode:
		return Value{Kind: Node, Text: "_:" + string(v)}
	case quad.String:
		return Value{Kind: Text, Text: string(v)}
	case quad.LangString:
		return Value{Kind: Text, Text: string(v.Value)}
	case quad.TypedString:
		return Value{Kind: Text, Text: string(v.Value)}
	case quad.Int:
		return Value{Kind: Number, Number: float64(v), Text: strconv.FormatInt(int64(v), 10)}
	case quad.Float:
		return Value{Kind: Number, Number: float64(v), Text: strconv.FormatFloat(float64(v), 'f', -1, 64)}
	case quad.Bool:
		return Value{Kind: Bool, Text: strconv.FormatBool(bool(v))}
	case quad.Time:
		return Value{Kind: Text, Text: time.Time(v).UTC().Format(time.RFC3339)}
	}
	return Value{Kind: Text, Text: quad.ToString(v)}
}

// textOrNode reads a string as scripts have it: nodes in angle brackets.
func textOrNode(s string) Value {
	if len(s) > 2 && s[0] == '<' && s[len(s)-1] == '>' && !strings.ContainsAny(s[1:len(s)-1], " <>\"\n") {
		return Value{Kind: Node, Text: s[1 : len(s)-1]}
	}
	return Value{Kind: Text, Text: s}
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
