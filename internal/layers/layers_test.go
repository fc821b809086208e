package layers

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func TestCheck(t *testing.T) {
	for _, c := range []struct {
		pkg, imp string
		broken   bool
	}{
		{"cmd/dramatis", Module + "/web", false},
		{"cmd/dramatis", "github.com/spf13/cobra", false},
		{"web", "github.com/spf13/cobra", true},
		{"web", "github.com/cayleygraph/cayley/ui", false},
		{"web", "github.com/cayleygraph/quad", true},
		{"graph/plan", "github.com/cayleygraph/quad", false},
		{"graph", Module + "/graph/plan", false},
		{"graph", Module + "/schema", false},
		{"graph", Module + "/resolve", true},
		{"nlp", Module + "/train", true},
		{"nlp/parse", Module + "/text", false},
		{"text", Module + "/schema", true},
		{"config", Module + "/text", true},
		{"newroom", Module + "/text", true},
		{"extract", "strings", false},
	} {
		if got := Check(c.pkg, []string{c.imp}); (len(got) > 0) != c.broken {
			t.Errorf("%s importing %s: got %v", c.pkg, c.imp, got)
		}
	}
}

// TestTree checks the imports of every package of the module, tests aside: a
// test may bring in whatever shows that its package works.
func TestTree(t *testing.T) {
	root := "../.."
	if _, err := os.Stat(filepath.Join(root, "go.mod")); err != nil {
		t.Fatal(err)
	}
	imports := map[string][]string{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() && path != root && (strings.HasPrefix(name, ".") || name == "testdata" || name == "node_modules" || strings.HasSuffix(name, ".store")) {
			return filepath.SkipDir
		}
		if _, err := os.Stat(filepath.Join(path, "go.mod")); d.IsDir() && path != root && err == nil {
			return filepath.SkipDir // a module of its own: the product cannot import it
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, filepath.Dir(path))
		if err != nil {
			return err
		}
		for _, spec := range file.Imports {
			imp, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			pkg := filepath.ToSlash(rel)
			imports[pkg] = append(imports[pkg], imp)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(imports) < 5 {
		t.Fatalf("found only %d packages", len(imports))
	}
	for pkg, list := range imports {
		slices.Sort(list)
		for _, broken := range Check(pkg, slices.Compact(list)) {
			t.Error(broken)
		}
	}
}
