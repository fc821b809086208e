package worker

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
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

// killers are scripts that end Cayley, or burn its host, when they run inside
// of it.
var killers = []struct {
	name, text string
	want       []error // nil: it may also have an answer
}{
	{"labels order", `g.V("<people1>").labels().order().all()`, nil},
	{"iri of numbers", `g.V(iri(1,2,3)).All()`, nil},
	{"typed", `g.V(typed("x",{})).All()`, nil},
	{"recursive object", `g.V().FollowRecursive({}).All()`, nil},
	{"label context", `g.V().LabelContext({}).Out().All()`, nil},
	{"object as tag", `g.V().Out("<knows>",{}).All()`, nil},
	{"function as predicate", `g.V().Out(function(){}).All()`, nil},
	{"labels backwards", `g.V("<people1>").FollowR(g.M().Labels()).All()`, nil},
	{"predicates backwards", `g.V("<people1>").FollowR(g.M().OutPredicates()).All()`, nil},
	{"cycle", `var a={};a.a=a;g.Emit(a)`, []error{graph.ErrScript, graph.ErrMemory, graph.ErrTimeout}},
	{"memory", `var a=[];while(true)a.push({})`, []error{graph.ErrMemory, graph.ErrTimeout}},
	{"strings", `var a="x";while(true)a+=a`, []error{graph.ErrMemory, graph.ErrTimeout, graph.ErrScript}},
	{"array", `new Array(1e9).fill(0)`, []error{graph.ErrMemory, graph.ErrTimeout, graph.ErrScript}},
	{"loop", `while(true){}`, []error{graph.ErrTimeout}},
	{"recursion", `function f(){f()};f()`, []error{graph.ErrScript, graph.ErrMemory, graph.ErrTimeout}},
	{"order", `g.V().Out().In().Out().In().Out().In().order().all()`, nil},
	{"cross product", `g.V().Out().In().Out().In().Out().In().Out().In().Tag("x").All()`, []error{graph.ErrTimeout, graph.ErrRowLimit, graph.ErrMemory, errBytes}},
	{"regex", `g.V().Has("<label>", regex("(a+)+$")).Out().In().Out().In().Out().All()`, nil},
	{"save", `g.V().Save("<age>","a").Out().In().Out().In().Out().In().Save("<age>","b").Count()`, nil},
	{"nested", `var s="[";for(var i=0;i<22;i++)s+=s;JSON.parse(s)`, []error{graph.ErrScript, graph.ErrMemory, graph.ErrTimeout}},
	{"rows", `while(true)g.Emit("x")`, []error{graph.ErrTimeout, graph.ErrRowLimit, graph.ErrMemory, errBytes}},
	{"regular expression", `/(a+)+b/.test(new Array(40).join("a"))`, nil},
	{"redefined", `g.V=null;g.Emit=null;Object=null;Array=null;while(true);`, []error{graph.ErrTimeout}},
	{"deep recursion", `g.V("<people1>").FollowRecursive("<knows>", 1e9).FollowRecursive("<knows>").Count()`, nil},
}

// patience is how long what takes a second may take on a busy machine; what
// does not end at all takes longer.
const patience = time.Minute

// TestKillers runs each in a worker: each ends within its limits, with an
// error that says why, and the next query is answered.
func TestKillers(t *testing.T) {
	if raced {
		t.Skip("SKIPPED: limits of memory cannot be judged under the race detector; run without -race")
	}
	ctx := context.Background()
	s := openStore(t, 400)
	p := openPool(t, s, Options{Timeout: 400 * time.Millisecond, MemoryBytes: 128 << 20, Max: 2})
	for _, k := range killers {
		t.Run(k.name, func(t *testing.T) {
			began := time.Now()
			_, err := rowsOf(ctx, p, graph.Gizmo, k.text)
			if took := time.Since(began); took > patience {
				t.Errorf("took %s", took)
			}
			right := err == nil && k.want == nil
			for _, w := range append([]error{graph.ErrScript, graph.ErrTimeout, graph.ErrMemory, graph.ErrRowLimit, errBytes}, k.want...) {
				right = right || k.want == nil && errors.Is(err, w)
			}
			for _, w := range k.want {
				right = right || errors.Is(err, w)
			}
			if !right {
				t.Errorf("got %v, want one of %v", err, k.want)
			}
		})
	}
	if err := alive(ctx, p); err != nil {
		t.Errorf("after the killers: %v", err)
	}
	quiet(t, p)
}

// TestLastWords has what a process says that the system refused memory, or
// that fails in another way.
func TestLastWords(t *testing.T) {
	s := openStore(t, 4)
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		words, message string
		want           error // nil: none of graph's
	}{
		{"fatal error: runtime: out of memory", "", graph.ErrMemory},
		{"runtime/cgo: pthread_create failed: Resource temporarily unavailable\nSIGABRT: abort", "", graph.ErrMemory},
		{"runtime: failed to create new OS thread (have 9 already; errno=11)", "", graph.ErrMemory},
		{"SIGSEGV: segmentation violation\nPC=0x43ad9d m=6 sigcode=1 addr=0x0", "", graph.ErrMemory},
		{"SIGSEGV: segmentation violation\nPC=0x43ad9d m=6 sigcode=1 addr=0x0", "half", graph.ErrMemory},
		{killMe, "", graph.ErrMemory},
		{"panic: unexpected type\n[signal SIGSEGV: segmentation violation code=0x1]", "", graph.ErrScript},
		{"fatal error: stack overflow", "", graph.ErrScript},
		{"fatal error: all goroutines are asleep", "", nil},
	} {
		p, err := New(s, Options{Command: []string{self}, Env: []string{lastWords + "=" + c.words, lastMessage + "=" + c.message}})
		if err != nil {
			t.Fatal(err)
		}
		_, err = rowsOf(context.Background(), p, graph.Gizmo, `g.V().All()`)
		if err == nil {
			t.Fatalf("%q: no error", c.words)
		}
		if c.want == nil && !strings.Contains(err.Error(), c.words) {
			t.Errorf("%q: got %v, want the words", c.words, err)
		}
		for _, e := range []error{graph.ErrMemory, graph.ErrScript, graph.ErrTimeout} {
			if got, want := errors.Is(err, e), e == c.want; got != want {
				t.Errorf("%q: got %v, want %v", c.words, err, c.want)
			}
		}
		if err := p.Close(); err != nil {
			t.Error(err)
		}
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

func FuzzMessage(f *testing.F) {
	f.Add([]byte("\x00\x00\x00\x02{}"))
	f.Add([]byte("\x00\x00\x00\x2a" + `{"rows":[[{"n":"a","v":{"k":"number"}}]]}`))
	f.Add([]byte("\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, b []byte) {
		var r reply
		if _, err := readMessage(bytes.NewReader(b), &r, 1<<20); err != nil {
			return
		}
		for _, w := range r.Rows {
			row, err := w.row()
			if err != nil {
				continue
			}
			again, err := packRow(row).row()
			if err != nil || !reflect.DeepEqual(again, row) {
				t.Errorf("%v became %v (%v)", row, again, err)
			}
		}
	})
}

// scripts makes n scripts of pieces that are legal here and there.
func scripts(n int) []string {
	rnd := rand.New(rand.NewPCG(7, 8))
	pieces := []string{"g", ".V(", "g.V()", "g.M()", ".Out(", ".In(", ".Both(", ".Has(", ".Save(", ".Tag(", ".All()", ".GetLimit(", ".order()", ".Labels()", ".LabelContext(",
		".FollowRecursive(", ".FollowR(", ".Follow(", ".ForEach(", ".Intersect(", ".Union(", ".Except(", ".Unique()", ".Skip(", ".Limit(", ".Back(", ".Count()", ".ToArray()",
		".OutPredicates()", ".SaveOpt(", "g.Emit(", "iri(", "typed(", "regex(", "lt(", "gte(", "lang(", "bnode(", "raw(", "str(", "null", "undefined", "{}", "[]", "[1,'a',{}]", "function(x){g.Emit(x)}",
		"function(){return 1}", "-1", "1e9", "'<knows>'", "'<hub>'", "'<people1>'", "\"x\"", ",", ")", ")", ");", ";", "(", "var a=[];", "while(true)", "for(var i=0;i<1e6;i++)", "a.push(", "new Array(1e8)", "JSON.stringify(",
		"new Date()", "this", "arguments", "throw ", "try{", "}catch(e){}", "new Proxy({},{})", "Symbol()", "\u202e", "\x00", "=>", "+", "[", "]", "{", "}"}
	args := []string{"", "'<knows>'", "'<age>'", "'<hub>'", "'<people1>'", "null", "undefined", "{}", "[]", "['<knows>','<age>']", "'<knows>','t'", "g.V()", "g.M().In('<knows>')", "g.M().Labels()", "g.V('<hub>')",
		"function(x){g.Emit(x)}", "-1", "0", "3", "1e9", "iri('hub')", "regex('a+')", "'<age>',gt(10)", "'<age>','v'", "new Date()", "'<knows>',5", "'<knows>',-1,['d']", "NaN", "{a:1}"}
	methods := []string{"Out", "In", "Both", "Has", "HasR", "Save", "SaveR", "SaveOpt", "Tag", "order", "Labels", "LabelContext", "FollowRecursive", "FollowR", "Follow", "Intersect", "Union", "Except",
		"Unique", "Skip", "Limit", "Back", "OutPredicates", "InPredicates", "SaveInPredicates", "Is", "Filter", "Difference"}
	ends := []string{".All()", ".GetLimit(5)", ".Count()", ".ToArray()", ".ToValue()", ".TagArray()", ".ForEach(function(x){g.Emit(x)})", ".Map(1)", ""}
	out := make([]string, n)
	for i := range out {
		var b strings.Builder
		if i%2 == 0 {
			b.WriteString("g.V(" + args[rnd.IntN(6)] + ")")
			for range rnd.IntN(5) {
				b.WriteString("." + methods[rnd.IntN(len(methods))] + "(" + args[rnd.IntN(len(args))] + ")")
			}
			out[i] = b.String() + ends[rnd.IntN(len(ends))]
			continue
		}
		for range 1 + rnd.IntN(14) {
			b.WriteString(pieces[rnd.IntN(len(pieces))])
		}
		out[i] = b.String()
	}
	return out
}

// TestFuzzedScripts runs scripts that nobody would write: 200, or as many as
// DRAMATIS_FUZZED_SCRIPTS says.
func TestFuzzedScripts(t *testing.T) {
	if raced {
		t.Skip("SKIPPED: limits of memory cannot be judged under the race detector; run without -race")
	}
	n := 200
	if v := os.Getenv("DRAMATIS_FUZZED_SCRIPTS"); v != "" {
		var err error
		if n, err = strconv.Atoi(v); err != nil {
			t.Fatal(err)
		}
	}
	ctx := context.Background()
	s := openStore(t, 40)
	p := openPool(t, s, Options{Timeout: 300 * time.Millisecond, MemoryBytes: 128 << 20})
	ends := map[string]int{}
	for _, text := range scripts(n) {
		_, err := rowsOf(ctx, p, graph.Gizmo, text)
		end := "answered"
		if err != nil {
			if end = faultOf(err); end == "other" {
				t.Errorf("%q: %v", text, err)
			}
		}
		ends[end]++
	}
	t.Logf("%d scripts: %v", n, ends)
	if err := alive(ctx, p); err != nil {
		t.Error(err)
	}
	quiet(t, p)
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
