package worker

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/dramatis-kg/dramatis/graph"
)

// process is a worker, seen from its parent.
type process struct {
	cmd  *exec.Cmd
	in   io.WriteCloser
	out  *bufio.Reader
	said *head // the beginning of its standard error
	gone chan struct{}
	once sync.Once
	err  error // of its end, once gone is closed
}

func startProcess(o Options) (*process, error) {
	args := append(append([]string(nil), o.Command[1:]...), strconv.FormatInt(o.MemoryBytes, 10))
	cmd := exec.Command(o.Command[0], args...)
	cmd.Env = append([]string{"GOTRACEBACK=single"}, o.Env...)
	p := &process{cmd: cmd, said: &head{}, gone: make(chan struct{})}
	cmd.Stderr = p.said
	var err error
	if p.in, err = cmd.StdinPipe(); err != nil {
		return nil, fmt.Errorf("worker: start: %w", err)
	}
	// An own pipe: Wait closes that of StdoutPipe, with what is still unread.
	r, w, err := os.Pipe()
	if err != nil {
		return nil, fmt.Errorf("worker: start: %w", errors.Join(err, p.in.Close()))
	}
	cmd.Stdout = w
	p.out = bufio.NewReaderSize(r, 64<<10)
	err = cmd.Start()
	if cerr := w.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return nil, fmt.Errorf("worker: start %s: %w; queries of your own need it, the saved ones do not", o.Command[0], errors.Join(err, r.Close(), p.in.Close()))
	}
	go func() {
		p.err = cmd.Wait()
		close(p.gone)
		_ = r.Close() // for reading only; what a worker that died left in it is half an answer
	}()
	return p, nil
}

// kill ends the worker without waiting for it.
func (p *process) kill() { p.once.Do(func() { _ = p.cmd.Process.Kill() }) } // it may have ended by itself

// ended reports whether the worker is gone.
func (p *process) ended() bool {
	select {
	case <-p.gone:
		return true
	default:
		return false
	}
}

// stop ends the worker and waits until it is gone.
func (p *process) stop() {
	p.kill()
	<-p.gone
}

// cause is why a worker cannot be talked with any more: a limit, or the
// error itself.
func (p *process) cause(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		p.stop()
		if cause := context.Cause(ctx); errors.Is(cause, graph.ErrTimeout) || errors.Is(cause, context.DeadlineExceeded) {
			return fmt.Errorf("worker: %w", graph.ErrTimeout)
		}
		return fmt.Errorf("worker: %w", context.Cause(ctx))
	}
	ended := errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, os.ErrClosed) // in the middle of a message
	if errors.Is(err, errBytes) || errors.Is(err, errMessage) && !ended {
		return err
	}
	p.stop() // it has ended, or is about to: its outcome stays what it was
	said := p.said.String()
	var exit *exec.ExitError
	code, killed := 0, false
	if errors.As(p.err, &exit) {
		code, killed = exit.ExitCode(), strings.HasPrefix(exit.Error(), "signal: killed")
	}
	switch {
	// Who kills a worker beside its parent is a system that is short of memory.
	case killed, code == exitMemory, slices.ContainsFunc(refusals, func(words string) bool { return strings.Contains(said, words) }):
		return fmt.Errorf("worker: %w", graph.ErrMemory)
	case code == exitCPU:
		return fmt.Errorf("worker: %w: it has used up its processor time", graph.ErrTimeout)
	case strings.Contains(said, "stack overflow"), strings.Contains(said, "exceeds"):
		return fmt.Errorf("worker: %w: it recurses without end", graph.ErrScript)
	case strings.Contains(said, "panic: "):
		_, words, _ := strings.Cut(said, "panic: ")
		words, _, _ = strings.Cut(words, "\n")
		return fmt.Errorf("worker: %w: Cayley cannot run it: %s", graph.ErrScript, words)
	}
	return fmt.Errorf("worker: the process ended: %w: %s", errors.Join(err, p.err), strings.TrimSpace(said))
}

// refusals are what the last words of a worker have in them when the system
// refused it memory: the runtime's for the heap, its own and the C library's
// for a thread, whose stack counts as data, and those of a runtime that falls
// over what it did not get, which names the place in itself and no panic.
var refusals = []string{
	"out of memory",
	"cannot allocate memory",
	"failed to create new OS thread",
	"pthread_create failed",
	"Resource temporarily unavailable",
	"SIGSEGV: segmentation violation\nPC=",
}

// head keeps the beginning of what is written to it.
type head struct {
	mu sync.Mutex
	b  []byte
}

// maxHead bounds what is kept, in bytes.
const maxHead = 4 << 10

func (h *head) Write(p []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.b = append(h.b, p[:min(len(p), maxHead-len(h.b))]...)
	return len(p), nil
}

func (h *head) String() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return string(h.b)
}
