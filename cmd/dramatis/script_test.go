package main

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/dramatis-kg/dramatis"
	"github.com/dramatis-kg/dramatis/graph/pebblekv"
	"github.com/dramatis-kg/dramatis/graph/worker"
	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite the expected output inside testdata/script")

func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == worker.Verb { // a server of this process has started itself
		main()
		return
	}
	testscript.Main(m, map[string]func(){"dramatis": main})
}

// withGraph are the scripts that begin with a graph of the example articles,
// which is built once for all of them.
var withGraph = map[string]bool{"ask": true, "export": true, "forget": true, "load": true, "path": true, "query": true, "serve": true, "show": true, "store": true, "timeline": true}

// TestScripts runs the program as its users do: one script per verb, in an
// empty folder that holds the example articles, without any configuration.
func TestScripts(t *testing.T) {
	built := sync.OnceValue(func() string { return exampleStore(t) })
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		WorkdirRoot:         t.TempDir(), // else a folder is left where -run chooses some of the scripts
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			if err := os.CopyFS(env.WorkDir, dramatis.Examples); err != nil {
				return err
			}
			if withGraph[strings.TrimPrefix(filepath.Base(env.WorkDir), "script-")] {
				if err := os.CopyFS(filepath.Join(env.WorkDir, "dramatis.store"), os.DirFS(built())); err != nil {
					return err
				}
			}
			env.Setenv("XDG_CONFIG_HOME", filepath.Join(env.WorkDir, "xdg"))
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){"latin1": latin1, "damage": damage},
	})
}

// damage STORE takes an entry of a timeline and a key of an edge out of a
// store.
func damage(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: damage STORE")
	}
	db, err := pebblekv.Open(ts.MkAbs(args[0]), pebblekv.Options{})
	ts.Check(err)
	b, err := db.Begin()
	ts.Check(err)
	for _, prefix := range []string{"Dt", "o"} {
		var gone []byte
		ts.Check(b.Each([]byte(prefix), pebblekv.PrefixEnd([]byte(prefix)), func(k, _ []byte) (bool, error) {
			gone = slices.Clone(k)
			return false, nil
		}))
		ts.Check(b.Delete(gone))
	}
	ts.Check(b.Commit())
	ts.Check(db.Close())
}

// latin1 FILE rewrites a UTF-8 file in ISO 8859-1.
func latin1(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: latin1 FILE")
	}
	var b strings.Builder
	for _, r := range ts.ReadFile(args[0]) {
		if r > 0xff {
			ts.Fatalf("latin1: %q has %q", args[0], r)
		}
		b.WriteByte(byte(r))
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(b.String()), 0o644))
}
