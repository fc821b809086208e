package worker

import (
	"bytes"
	"context"
	"math/rand/v2"
	"os"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/dramatis-kg/dramatis/graph"
)

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
