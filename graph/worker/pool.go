package worker

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"os"
	"sync"
	"time"

	"github.com/cayleygraph/cayley/query"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/graph/plan"
)

const defaultMemory = 512 << 20

// Options of a [Pool].
type Options struct {
	// Command starts a worker: a program and its arguments, which make it
	// call [Serve] with what follows them. Default: this program with [Verb].
	Command []string
	// Env are the variables of workers, "NAME=value". Default: none.
	Env []string
	// Max is how many queries run at a time; more wait. Default 4.
	Max int
	// Idle is how many workers wait for queries. Default 1.
	Idle int
	// Timeout bounds a query by the clock, apart from the start of a worker;
	// limits of a query can only lower it. Default 20 s.
	Timeout time.Duration
	// CPU bounds the processor time of a query. Default: twice Timeout, as a
	// worker has two processors.
	CPU time.Duration
	// Rows bounds an answer. Default 100,000.
	Rows int
	// Bytes bounds an answer on its way from the worker. Default 64 MiB.
	Bytes int64
	// MemoryBytes bounds a worker. Default 512 MiB.
	MemoryBytes int64
}

func (o Options) withDefaults() (Options, error) {
	if len(o.Command) == 0 {
		self, err := os.Executable()
		if err != nil {
			return o, fmt.Errorf("worker: find this program: %w", err)
		}
		o.Command = []string{self, Verb}
	}
	o.Max = cmp.Or(o.Max, 4)
	o.Idle = cmp.Or(o.Idle, 1)
	o.Timeout = cmp.Or(o.Timeout, 20*time.Second)
	o.CPU = cmp.Or(o.CPU, 2*o.Timeout)
	o.Rows = cmp.Or(o.Rows, 100_000)
	o.Bytes = cmp.Or(o.Bytes, 64<<20)
	o.MemoryBytes = cmp.Or(o.MemoryBytes, defaultMemory)
	return o, nil
}

// leastMemory is what a worker needs to answer anything.
const leastMemory = 64 << 20

// Validate reports all faults.
func (o Options) Validate() error {
	var errs []error
	if o.Max < 0 || o.Idle < 0 {
		errs = append(errs, fmt.Errorf("worker: options: %d workers, %d idle: want no negative numbers", o.Max, o.Idle))
	}
	if o.Timeout < 0 || o.CPU < 0 {
		errs = append(errs, fmt.Errorf("worker: options: limits of time %s, %s: want no negative ones", o.Timeout, o.CPU))
	}
	if o.Rows < 0 || o.Bytes < 0 {
		errs = append(errs, fmt.Errorf("worker: options: %d rows, %d bytes: want no negative numbers", o.Rows, o.Bytes))
	}
	if o.MemoryBytes != 0 && o.MemoryBytes < leastMemory {
		errs = append(errs, fmt.Errorf("worker: options: MemoryBytes is %d, want at least %d", o.MemoryBytes, leastMemory))
	}
	return errors.Join(errs...)
}

// Pool runs queries in workers. It is safe for concurrent use.
type Pool struct {
	o      Options
	states *states
	tokens chan struct{} // one for each query that runs

	done chan struct{} // closed by Close

	mu     sync.Mutex
	idle   []*process
	closed bool
	wg     sync.WaitGroup // of workers that are being started or ended
}

// ErrClosed means that the pool was closed.
var ErrClosed = errors.New("the pool of workers is closed")

// New makes a pool for a store, which stays the caller's. No worker starts
// before the first query or [Pool.Warm].
func New(store *graph.Store, o Options) (*Pool, error) {
	if err := o.Validate(); err != nil {
		return nil, err
	}
	o, err := o.withDefaults()
	if err != nil {
		return nil, err
	}
	st, err := newStates(store)
	if err != nil {
		return nil, err
	}
	return &Pool{o: o, states: st, tokens: make(chan struct{}, o.Max), done: make(chan struct{})}, nil
}

// Close ends all workers, once queries that run have come to their end, and
// removes the checkpoints. Further calls do nothing.
func (p *Pool) Close() error {
	p.mu.Lock()
	if p.closed {
		p.mu.Unlock()
		return nil
	}
	p.closed = true
	close(p.done)
	idle := p.idle
	p.idle = nil
	p.mu.Unlock()
	for _, w := range idle {
		w.stop()
	}
	for range p.o.Max { // queries that run, and end
		p.tokens <- struct{}{}
	}
	p.wg.Wait()
	return p.states.close()
}

// Warm starts the workers that are to be idle, with the store open, so that
// the next query need not wait for them.
func (p *Pool) Warm(ctx context.Context) error {
	for {
		p.mu.Lock()
		enough := p.closed || len(p.idle) >= p.o.Idle
		p.mu.Unlock()
		if enough {
			return nil
		}
		w, err := p.open(ctx)
		if err != nil {
			return err
		}
		p.put(w)
	}
}

// startTime bounds the start of a worker, which no query has to pay for: on a
// machine that is busy with other things it takes longer than a short query
// may.
const startTime = time.Minute

// open starts a worker and lets it open the store.
func (p *Pool) open(ctx context.Context) (*process, error) {
	w, err := startProcess(p.o)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, startTime)
	defer cancel()
	if err := p.ask(ctx, w, request{Op: opOpen}, func(*reply) error { return nil }); err != nil {
		w.stop()
		return nil, err
	}
	return w, nil
}

// put makes a worker idle, or ends it if there are enough.
func (p *Pool) put(w *process) {
	p.mu.Lock()
	keep := !p.closed && len(p.idle) < max(p.o.Idle, 1)
	if keep {
		p.idle = append(p.idle, w)
	}
	p.mu.Unlock()
	if !keep {
		w.stop()
	}
}

// take is an idle worker, or a new one.
func (p *Pool) take(ctx context.Context) (*process, error) {
	p.mu.Lock()
	if p.closed {
		p.mu.Unlock()
		return nil, fmt.Errorf("worker: %w", ErrClosed)
	}
	for n := len(p.idle); n > 0; n = len(p.idle) {
		w := p.idle[n-1]
		p.idle = p.idle[:n-1]
		if !w.ended() { // a system that is short of memory ends processes
			p.mu.Unlock()
			return w, nil
		}
	}
	p.mu.Unlock()
	return p.open(ctx)
}

// replace ends a worker whose query may still be running in it, and starts
// another in its place.
func (p *Pool) replace(w *process) {
	w.stop()
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return
	}
	p.wg.Go(func() {
		// A worker that cannot be started now is started by the next query,
		// which is told why if that fails.
		_ = p.Warm(context.Background())
	})
}

// do sends a query to a worker and visits the parts of its answer. Only a
// worker whose query ended by itself is used again.
func (p *Pool) do(ctx context.Context, q request, l graph.Limits, visit func(*reply) error) error {
	q.Timeout = p.o.Timeout
	if l.Timeout > 0 {
		q.Timeout = min(q.Timeout, l.Timeout)
	}
	q.Rows = p.o.Rows
	if l.Rows > 0 {
		q.Rows = min(q.Rows, l.Rows)
	}
	q.CPU, q.Bytes = p.o.CPU, p.o.Bytes
	if err := p.wait(ctx, q.Timeout+grace); err != nil {
		return err
	}
	defer func() { <-p.tokens }()
	w, err := p.take(ctx)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeoutCause(ctx, q.Timeout+grace, graph.ErrTimeout)
	defer cancel()
	count := 0
	err = p.ask(ctx, w, q, func(r *reply) error {
		count += len(r.Values)
		return visit(r)
	})
	var remote *Error
	finished := err == nil || errors.As(err, &remote) && errors.Is(err, graph.ErrScript)
	if finished && count < q.Rows {
		p.put(w)
	} else {
		p.replace(w)
	}
	return err
}

// wait takes a token, which the caller gives back.
func (p *Pool) wait(ctx context.Context, most time.Duration) error {
	ctx, cancel := context.WithTimeoutCause(ctx, most, graph.ErrTimeout)
	defer cancel()
	select {
	case p.tokens <- struct{}{}:
		return nil
	case <-p.done:
		return fmt.Errorf("worker: %w", ErrClosed)
	case <-ctx.Done():
		return fmt.Errorf("worker: wait for a free worker: %w", context.Cause(ctx))
	}
}

// grace is how much longer than its limit a query may take by the parent's
// clock, so that the worker can say itself that it was the time.
const grace = 200 * time.Millisecond

// ask sends a request and visits the parts of the answer. Its error is the
// query's, or, of a worker that came to its end, the reason of that.
func (p *Pool) ask(ctx context.Context, w *process, q request, visit func(*reply) error) error {
	st, err := p.states.acquire(ctx)
	if err != nil {
		return err
	}
	defer p.states.release(st)
	q.Dir = st.dir
	stop := context.AfterFunc(ctx, w.kill)
	defer stop()
	received := int64(0)
	if _, err := writeMessage(w.in, q); err != nil {
		return w.cause(ctx, err)
	}
	for {
		var r reply
		n, err := readMessage(w.out, &r, p.o.Bytes+maxOverhead)
		if err != nil {
			return w.cause(ctx, err)
		}
		if received += int64(n); received > p.o.Bytes+maxOverhead {
			return fmt.Errorf("worker: %w: over %d bytes", errBytes, p.o.Bytes)
		}
		if r.End {
			if err := r.err(); err != nil {
				return err
			}
			return nil
		}
		if err := visit(&r); err != nil {
			return err
		}
	}
}

// maxOverhead is the size of messages beyond the answers in them.
const maxOverhead = 1 << 20

var errStop = errors.New("stop")

// Query is [graph.Store.Query] in another process.
func (p *Pool) Query(ctx context.Context, lang graph.Language, text string, l graph.Limits) iter.Seq2[graph.Row, error] {
	return func(yield func(graph.Row, error) bool) {
		err := p.do(ctx, request{Op: opRows, Language: lang, Text: text}, l, func(r *reply) error {
			for _, packed := range r.Rows {
				row, err := packed.row()
				if err != nil {
					return err
				}
				if !yield(row, nil) {
					return errStop
				}
			}
			return nil
		})
		if err != nil && !errors.Is(err, errStop) {
			yield(nil, err)
		}
	}
}

// CayleyQuery is [graph.Store.CayleyQuery] in another process; its values are
// json.RawMessage.
func (p *Pool) CayleyQuery(ctx context.Context, lang graph.Language, text string, col query.Collation, l graph.Limits) ([]any, error) {
	out := []any{}
	err := p.do(ctx, request{Op: opCayley, Language: lang, Text: text, Collation: int(col)}, l, func(r *reply) error {
		for _, v := range r.Values {
			out = append(out, v)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// CayleyShape is [graph.Store.CayleyShape] in another process.
func (p *Pool) CayleyShape(ctx context.Context, lang graph.Language, text string, l graph.Limits) (plan.QueryShape, error) {
	var out plan.QueryShape
	err := p.do(ctx, request{Op: opShape, Language: lang, Text: text}, l, func(r *reply) error {
		for _, v := range r.Values {
			if err := json.Unmarshal(v, &out); err != nil {
				return fmt.Errorf("worker: %w: %w", errMessage, err)
			}
		}
		return nil
	})
	return out, err
}
