package worker

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"strconv"
	"time"

	"github.com/cayleygraph/cayley/query"

	"github.com/dramatis-kg/dramatis/graph"
)

// Exit codes of a worker that stops itself.
const (
	exitMemory = 86
	exitCPU    = 87
	exitOrphan = 88 // its parent went away
)

// Verb is the argument that starts this program as a worker. The limit of
// memory in bytes follows it.
const Verb = "query-worker"

// maxStack bounds the stack of a goroutine in bytes: a script that recurses
// without end fails at once instead of filling a gigabyte.
const maxStack = 64 << 20

// watchEvery is how often a worker looks at its memory and processor time.
const watchEvery = 5 * time.Millisecond

// cacheBytes is a worker's cache of blocks. Its store's files are in the
// system's cache already, by the reading of the parent.
const cacheBytes = 16 << 20

// Serve is the life of a worker: it answers requests until in ends, which it
// does when the parent goes away. args follow [Verb]. It is to be the only
// thing that its process does: it changes limits of the process, and ends it
// when a query breaks one.
func Serve(in io.Reader, out io.Writer, args []string) (err error) {
	memory := int64(defaultMemory)
	if len(args) > 0 {
		if memory, err = strconv.ParseInt(args[0], 10, 64); err != nil || memory <= 0 {
			return fmt.Errorf("worker: limit of memory %q: want a number of bytes", args[0])
		}
	}
	debug.SetMaxStack(maxStack)
	debug.SetMemoryLimit(memory * 7 / 8)
	runtime.GOMAXPROCS(min(2, runtime.NumCPU()))
	if err := limitProcess(memory); err != nil {
		return fmt.Errorf("worker: limit the process: %w", err)
	}
	s := &server{out: bufio.NewWriterSize(out, 64<<10), memory: memory}
	defer func() { err = errors.Join(err, s.close()) }()
	go s.watch()
	requests, failed := make(chan request), make(chan error, 1)
	go func() {
		r := bufio.NewReaderSize(in, 64<<10)
		for {
			var q request
			if _, err := readMessage(r, &q, maxMessage); err != nil {
				failed <- err
				if s.busy.Load() {
					os.Exit(exitOrphan)
				}
				return
			}
			requests <- q
		}
	}()
	for {
		select {
		case q := <-requests:
			if err := s.answer(&q); err != nil {
				return err
			}
		case err := <-failed:
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
	}
}

// server is a worker.
type server struct {
	out    *bufio.Writer
	memory int64
	dir    string
	store  *graph.Store
	sent   int64
	budget
}

func (s *server) close() error {
	if s.store == nil {
		return nil
	}
	err := s.store.Close()
	s.store = nil
	return err
}

// open makes the store of a request the current one, in its newest state.
func (s *server) open(ctx context.Context, dir string) error {
	if s.store != nil && s.dir == dir {
		_, err := s.store.Refresh(ctx)
		return err
	}
	if err := s.close(); err != nil {
		return err
	}
	store, err := graph.Open(ctx, dir, graph.Options{ReadOnly: true, CacheBytes: cacheBytes})
	if err != nil {
		return err
	}
	s.store, s.dir = store, dir
	return nil
}

func (s *server) answer(q *request) error {
	s.begin(q.CPU)
	defer s.end()
	s.sent = 0
	err := s.open(context.Background(), q.Dir)
	if err == nil {
		err = s.run(context.Background(), q)
	}
	end := reply{End: true}
	if err != nil {
		end.Fault, end.Words = faultOf(err), err.Error()
	}
	if _, err := writeMessage(s.out, end); err != nil {
		return err
	}
	return s.out.Flush()
}

func (s *server) run(ctx context.Context, q *request) error {
	l := graph.Limits{Timeout: q.Timeout, Rows: q.Rows, MemoryBytes: s.memory * 3 / 4}
	switch q.Op {
	case opOpen:
		return nil
	case opShape:
		shape, err := s.store.CayleyShape(ctx, q.Language, q.Text, l)
		if err != nil {
			return err
		}
		return s.values(q, shape)
	case opCayley:
		out, err := s.store.CayleyQuery(ctx, q.Language, q.Text, query.Collation(q.Collation), l)
		if err != nil {
			return err
		}
		return s.values(q, out...)
	case opRows:
		for row, err := range s.store.Query(ctx, q.Language, q.Text, l) {
			if err != nil {
				return err
			}
			if err := s.send(q, reply{Rows: []wireRow{packRow(row)}}); err != nil {
				return err
			}
		}
		return nil
	}
	return fmt.Errorf("worker: unknown operation %q", q.Op)
}

// values sends values one by one: what an object of JavaScript holds may be
// more than one message can.
func (s *server) values(q *request, list ...any) error {
	for _, v := range list {
		b, err := json.Marshal(v)
		if err != nil {
			return fmt.Errorf("%w: its result is no JSON: %w", graph.ErrScript, err)
		}
		if err := s.send(q, reply{Values: []json.RawMessage{b}}); err != nil {
			return err
		}
	}
	return nil
}

var errBytes = errors.New("the answer is larger than allowed")

func (s *server) send(q *request, r reply) error {
	n, err := writeMessage(s.out, r)
	if s.sent += int64(n); err == nil && s.sent > q.Bytes {
		err = fmt.Errorf("worker: %w: over %d bytes", errBytes, q.Bytes)
	}
	return err
}

// watch ends the process when it needs more memory than it may, or when a
// query has used up its processor time.
func (s *server) watch() {
	sample := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	for range time.Tick(watchEvery) {
		metrics.Read(sample)
		if used := int64(sample[0].Value.Uint64() - sample[1].Value.Uint64()); used > s.memory {
			os.Exit(exitMemory)
		}
		if s.spent() {
			os.Exit(exitCPU)
		}
	}
}
