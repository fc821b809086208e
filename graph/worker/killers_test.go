package worker

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/dramatis-kg/dramatis/graph"
)

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
