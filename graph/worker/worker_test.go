package worker

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/quad"

	"github.com/dramatis-kg/dramatis/graph"
)

// asWorker makes the test binary a worker.
const asWorker = "DRAMATIS_TEST_WORKER=1"

// lastWords makes the test binary a worker that says them and fails, in the
// middle of a message if lastMessage is set, or that is killed as a system
// short of memory does it, if they are killMe.
const killMe = "kill me"
const lastWords, lastMessage = "DRAMATIS_TEST_LAST_WORDS", "DRAMATIS_TEST_LAST_MESSAGE"

// slowStart is how long a worker of the test binary waits before it serves.
const slowStart = "DRAMATIS_TEST_SLOW_START"

// half is a message of 16 bytes, of which 12 never come.
const half = "\x00\x00\x00\x10half"

func TestMain(m *testing.M) {
	if words := os.Getenv(lastWords); words != "" {
		if os.Getenv(lastMessage) != "" {
			fmt.Fprint(os.Stdout, half)
		}
		if self, err := os.FindProcess(os.Getpid()); words == killMe && err == nil {
			_ = self.Kill()
			time.Sleep(time.Minute) // it is over before
		}
		fmt.Fprintln(os.Stderr, words)
		os.Exit(2)
	}
	if os.Getenv("DRAMATIS_TEST_WORKER") != "" {
		if d, err := time.ParseDuration(os.Getenv(slowStart)); err == nil {
			time.Sleep(d)
		}
		if err := Serve(os.Stdin, os.Stdout, os.Args[len(os.Args)-1:]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// openStore holds a chain of people who know each other, a hub whom all know,
// and ages.
func openStore(t testing.TB, people int) *graph.Store {
	t.Helper()
	s, err := graph.Open(context.Background(), filepath.Join(t.TempDir(), "store"), graph.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	load(t, s, "people", people)
	return s
}

func load(t testing.TB, s *graph.Store, source string, people int) {
	t.Helper()
	name := func(i int) quad.IRI { return quad.IRI(fmt.Sprintf("%s%d", source, i)) }
	var qs []quad.Quad
	for i := range people {
		qs = append(qs,
			quad.Quad{Subject: name(i), Predicate: quad.IRI("knows"), Object: name((i + 1) % people)},
			quad.Quad{Subject: name(i), Predicate: quad.IRI("knows"), Object: quad.IRI("hub")},
			quad.Quad{Subject: name(i), Predicate: quad.IRI("age"), Object: quad.Int(i % 90)},
			quad.Quad{Subject: name(i), Predicate: quad.IRI("label"), Object: quad.String(fmt.Sprintf("Person %d", i))})
	}
	if _, err := s.PutLoad(context.Background(), graph.Load{Source: source, Quads: qs}); err != nil {
		t.Fatal(err)
	}
}

func openPool(t testing.TB, s *graph.Store, o Options) *Pool {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	o.Command, o.Env = []string{self}, []string{asWorker}
	p, err := New(s, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	})
	return p
}

type querier interface {
	Query(context.Context, graph.Language, string, graph.Limits) iter.Seq2[graph.Row, error]
}

func rowsOf(ctx context.Context, q querier, lang graph.Language, text string) ([]graph.Row, error) {
	var out []graph.Row
	for r, err := range q.Query(ctx, lang, text, graph.Limits{}) {
		if err != nil {
			return out, err
		}
		out = append(out, r)
	}
	return out, nil
}

// TestSame compares answers of workers with those of this process.
func TestSame(t *testing.T) {
	ctx := context.Background()
	s := openStore(t, 40)
	p := openPool(t, s, Options{})
	for _, c := range []struct {
		lang graph.Language
		text string
	}{
		{graph.Gizmo, `g.V("<people3>").Out("<knows>").All()`},
		{graph.Gizmo, `g.V("<people3>").Tag("who").Save("<age>", "age").Save("<label>", "name").All()`},
		{graph.Gizmo, `g.Emit({a: [1, 2.5, "x", null, true], b: {c: -1e300}, "ünï": "\u202e<&>"}); g.Emit(7)`},
		{graph.Gizmo, `g.V("<hub>").In("<knows>").Count()`},
		{graph.GraphQL, `{ nodes(id: <people3>) { id, <knows> { id } } }`},
		{graph.MQL, `[{"id": "<people3>", "<knows>": null}]`},
	} {
		want, werr := rowsOf(ctx, s, c.lang, c.text)
		got, gerr := rowsOf(ctx, p, c.lang, c.text)
		if werr != nil || gerr != nil || len(want) == 0 || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %v (%v), want %v (%v)", c.text, got, gerr, want, werr)
		}
	}
	want, err := s.CayleyQuery(ctx, graph.Gizmo, `g.V("<people3>").Out("<knows>").All()`, query.JSON, graph.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	got, err := p.CayleyQuery(ctx, graph.Gizmo, `g.V("<people3>").Out("<knows>").All()`, query.JSON, graph.Limits{})
	a, _ := json.Marshal(want)
	b, _ := json.Marshal(got)
	if err != nil || string(a) != string(b) {
		t.Errorf("Cayley's answer: got %s (%v), want %s", b, err, a)
	}
	if got, err = p.CayleyQuery(ctx, graph.Gizmo, `g.V("<nobody>").All()`, query.JSON, graph.Limits{}); err != nil || got == nil || len(got) != 0 {
		t.Errorf("no result: %v %v, want []", got, err)
	}
	shape, err := p.CayleyShape(ctx, graph.Gizmo, `g.V("<people3>").Out("<knows>").All()`, graph.Limits{})
	if err != nil || len(shape.Nodes) == 0 {
		t.Errorf("shape: %+v %v", shape, err)
	}
	if _, err := rowsOf(ctx, p, graph.Gizmo, `g.V(`); !errors.Is(err, graph.ErrScript) || !strings.Contains(err.Error(), "SyntaxError") {
		t.Errorf("a mistake: %v", err)
	}
}

// alive tries a harmless query until it is answered.
func alive(ctx context.Context, p *Pool) error {
	for began := time.Now(); ; {
		rows, err := rowsOf(ctx, p, graph.Gizmo, `g.V("<people3>").Out("<knows>").All()`)
		if err == nil && len(rows) == 2 {
			return nil
		}
		if time.Since(began) > patience {
			return fmt.Errorf("no answer: %d rows, %w", len(rows), err)
		}
	}
}

// quiet fails the test if workers that have nothing to do use a processor, or
// if there are other processes. What a query leaves to clean up may take a
// moment; what goes on burning never ends.
func quiet(t *testing.T, p *Pool) {
	t.Helper()
	if runtime.GOOS != "linux" {
		return
	}
	fault := "not looked at"
	for began := time.Now(); fault != ""; {
		if time.Since(began) > patience {
			t.Errorf("after %s: %s", patience, fault)
			return
		}
		fault = unrest(t, p)
	}
}

// unrest is what is wrong with idle workers in half a second.
func unrest(t *testing.T, p *Pool) string {
	t.Helper()
	// used are ticks of processor time, of which a second has a hundred.
	used := func() (ticks int, workers int) {
		p.wg.Wait()
		p.mu.Lock()
		defer p.mu.Unlock()
		for _, w := range p.idle {
			b, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", w.cmd.Process.Pid))
			if err != nil {
				continue // it has ended
			}
			_, rest, _ := strings.Cut(string(b), ") ")
			f := strings.Fields(rest)
			user, _ := strconv.Atoi(f[11])
			system, _ := strconv.Atoi(f[12])
			ticks += user + system
			workers++
		}
		return ticks, workers
	}
	before, workers := used()
	began := time.Now()
	time.Sleep(500 * time.Millisecond)
	after, _ := used()
	took := time.Since(began)
	if n := after - before; workers == 0 || time.Duration(n)*10*time.Millisecond > took/5 {
		return fmt.Sprintf("%d idle workers used %d ticks in %s", workers, n, took)
	}
	children, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", os.Getpid()))
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, c := range children {
		b, err := os.ReadFile(c)
		if err != nil && !errors.Is(err, os.ErrNotExist) && !errors.Is(err, syscall.ESRCH) {
			t.Fatal(err)
		}
		n += len(strings.Fields(string(b)))
	}
	if n > workers {
		return fmt.Sprintf("%d processes are left, %d of them idle workers", n, workers)
	}
	return ""
}

// TestCancel lets clients go away in the middle of a query.
func TestCancel(t *testing.T) {
	s := openStore(t, 40)
	p := openPool(t, s, Options{Timeout: time.Hour, Max: 2})
	if err := p.Warm(context.Background()); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
		began := time.Now()
		_, err := rowsOf(ctx, p, graph.Gizmo, `while(true){}`)
		cancel()
		if took := time.Since(began); err == nil || took > patience {
			t.Errorf("got %v after %s", err, took)
		}
	}
	for range p.Query(context.Background(), graph.Gizmo, `while(true)g.V("<people3>").ForEach(function(x){g.Emit(x)})`, graph.Limits{}) {
		break
	}
	if err := alive(context.Background(), p); err != nil {
		t.Error(err)
	}
	quiet(t, p)
}

// TestFresh writes between queries: the next answer knows.
func TestFresh(t *testing.T) {
	ctx := context.Background()
	s := openStore(t, 5)
	p := openPool(t, s, Options{})
	for i := range 4 {
		source := fmt.Sprintf("more%d-", i)
		load(t, s, source, 3)
		rows, err := rowsOf(ctx, p, graph.Gizmo, fmt.Sprintf(`g.V("<%s1>").Out("<knows>").All()`, source))
		if err != nil || len(rows) != 2 {
			t.Fatalf("after write %d: %v %v", i, rows, err)
		}
	}
	left, err := filepath.Glob(filepath.Join(filepath.Dir(s.Dir()), ".store"+checkpointMark+"*", "*"))
	if err != nil || len(left) != 1 {
		t.Errorf("checkpoints: %v %v, want one", left, err)
	}
	durable, err := graph.Open(ctx, t.TempDir(), graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer durable.Close()
	reader, err := graph.Open(ctx, durable.Dir(), graph.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	p2 := openPool(t, reader, Options{})
	for i := range 3 {
		source := fmt.Sprintf("again%d-", i)
		load(t, durable, source, 3)
		rows, err := rowsOf(ctx, p2, graph.Gizmo, fmt.Sprintf(`g.V("<%s1>").Out("<knows>").All()`, source))
		if err != nil || len(rows) != 2 {
			t.Fatalf("read in place after write %d: %v %v", i, rows, err)
		}
	}
}

func TestClose(t *testing.T) {
	s := openStore(t, 5)
	p := openPool(t, s, Options{})
	if err := alive(context.Background(), p); err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	if left, err := filepath.Glob(filepath.Join(filepath.Dir(s.Dir()), ".store"+checkpointMark+"*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
	if _, err := rowsOf(context.Background(), p, graph.Gizmo, `g.V().All()`); !errors.Is(err, ErrClosed) {
		t.Errorf("after Close: %v", err)
	}
}

// TestEndedWorker ends a worker that waits: the next query gets another.
func TestEndedWorker(t *testing.T) {
	p := openPool(t, openStore(t, 5), Options{})
	if err := p.Warm(context.Background()); err != nil {
		t.Fatal(err)
	}
	p.idle[0].stop()
	if rows, err := rowsOf(context.Background(), p, graph.Gizmo, `g.V("<people3>").Out("<knows>").All()`); err != nil || len(rows) != 2 {
		t.Errorf("%v %v", rows, err)
	}
}

// TestStartIsNoQuery: a query that may take a moment is answered by a worker
// that takes longer to start. Where the machine is so busy that the query
// itself takes too long, it is tried with another.
func TestStartIsNoQuery(t *testing.T) {
	s := openStore(t, 5)
	for began := time.Now(); ; {
		p := openPool(t, s, Options{})
		p.o.Env = append(p.o.Env, slowStart+"=1500ms")
		n := 0
		var err error
		for _, err = range p.Query(context.Background(), graph.Gizmo, `g.V("<people3>").Out("<knows>").All()`, graph.Limits{Timeout: time.Second}) {
			n++
		}
		if n == 2 && err == nil {
			return
		}
		if !errors.Is(err, graph.ErrTimeout) || time.Since(began) > patience {
			t.Fatalf("%d rows, %v; want 2", n, err)
		}
		if err := p.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestOptions(t *testing.T) {
	err := Options{Max: -1, Timeout: -1, Rows: -1, MemoryBytes: 5}.Validate()
	for _, want := range []string{"-1 workers", "-1ns", "-1 rows", "MemoryBytes is 5"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q is missing in %v", want, err)
		}
	}
	s := openStore(t, 2)
	p, err := New(s, Options{Command: []string{filepath.Join(t.TempDir(), "nothing")}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := rowsOf(context.Background(), p, graph.Gizmo, `1`); err == nil || !strings.Contains(err.Error(), "nothing") {
		t.Errorf("no program: %v", err)
	}
	if err := p.Close(); err != nil {
		t.Error(err)
	}
}

// BenchmarkQuery compares a query in this process with one in a warm worker.
func BenchmarkQuery(b *testing.B) {
	ctx := context.Background()
	s := openStore(b, 1000)
	p := openPool(b, s, Options{})
	for _, c := range []struct {
		name string
		q    querier
	}{{"here", s}, {"worker", p}} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				if rows, err := rowsOf(ctx, c.q, graph.Gizmo, `g.V("<people3>").Out("<knows>").All()`); err != nil || len(rows) != 2 {
					b.Fatal(rows, err)
				}
			}
		})
	}
}
