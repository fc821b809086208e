// Package layers knows which package of this module may import which, and
// which outside modules only one of them may touch.
//
// What enters: the imports of a package. What leaves: the broken rules, each
// with its reason. Its test reads the source tree; the program never does.
package layers

import (
	"fmt"
	"slices"
	"strings"
)

// Module is the path of this module.
const Module = "github.com/dramatis-kg/dramatis"

// rooms are the top-level packages, from the lowest layer to the highest.
// A package imports what stands in lower layers; packages below one room
// (graph, graph/plan) may import each other.
var rooms = [][]string{
	{".", "text", "config", "examples"},
	{"schema"},
	{"nlp", "intake"},
	{"extract", "resolve", "graph"},
	{"pipeline", "queries", "train"}, // train stands above what it trains
	{"network", "eval"},
	{"web"},
	{"cmd"},
}

// isolated rooms import none of ours at all.
var isolated = map[string]string{
	"text":   "text is data only; everything imports it",
	"config": "config must not pull the program into a reader of settings; cmd copies its fields into Options",
}

// owner is the only room that may import modules with a prefix.
type owner struct {
	prefix string
	rooms  []string
	reason string
}

var owners = []owner{
	{"github.com/cayleygraph/cayley/ui", []string{"web"}, "only web serves files to browsers"},
	{"github.com/cayleygraph/", []string{"graph"}, "the graph's storage stays replaceable behind graph.Store"},
	{"github.com/hidal-go/", []string{"graph"}, "the graph's storage stays replaceable behind graph.Store"},
	{"github.com/cockroachdb/pebble", []string{"graph"}, "the graph's storage stays replaceable behind graph.Store"},
	{"github.com/spf13/cobra", []string{"cmd"}, "only a command line knows its library"},
	{"github.com/spf13/viper", []string{"config"}, "settings have one reader"},
	{"github.com/markusmobius/", []string{"intake"}, "pages are read in one place"},
}

// forbidden pairs are within reach by their layer and still wrong.
var forbidden = map[[2]string]string{
	{"web", "train"}: "training is no part of the program",
}

// Check names every rule that a package breaks by its imports. pkg is its
// path below the module, "." for the root.
func Check(pkg string, imports []string) []string {
	var broken []string
	for _, imp := range imports {
		if why := check(pkg, imp); why != "" {
			broken = append(broken, fmt.Sprintf("%s must not import %s: %s", pkg, imp, why))
		}
	}
	return broken
}

func check(pkg, imp string) string {
	from := room(pkg)
	if imp != Module && !strings.HasPrefix(imp, Module+"/") {
		return checkOutside(from, imp)
	}
	to := room(strings.TrimPrefix(strings.TrimPrefix(imp, Module), "/"))
	if from == to || from == "internal" {
		return ""
	}
	if reason, ok := isolated[from]; ok {
		return reason
	}
	if reason, ok := forbidden[[2]string{from, to}]; ok {
		return reason
	}
	a, b := layer(from), layer(to)
	switch {
	case a < 0:
		return fmt.Sprintf("%s has no layer; give it one in internal/layers", from)
	case b < 0:
		return fmt.Sprintf("%s has no layer; give it one in internal/layers", to)
	case a == b:
		return fmt.Sprintf("both stand in layer %d, and stages of one layer do not know each other; compose them above", a+1)
	case a < b:
		return fmt.Sprintf("imports go downwards: %s is layer %d, %s layer %d", from, a+1, to, b+1)
	}
	return ""
}

// checkOutside applies the first owner whose prefix fits.
func checkOutside(from, imp string) string {
	for _, o := range owners {
		if !strings.HasPrefix(imp, o.prefix) {
			continue
		}
		if slices.Contains(o.rooms, from) {
			return ""
		}
		return fmt.Sprintf("only %s may: %s", strings.Join(o.rooms, ", "), o.reason)
	}
	return ""
}

// room is the top-level folder of a package.
func room(pkg string) string {
	if pkg == "" || pkg == "." {
		return "."
	}
	top, _, _ := strings.Cut(pkg, "/")
	return top
}

// layer is the index of a room's layer, -1 if it has none.
func layer(room string) int {
	return slices.IndexFunc(rooms, func(l []string) bool { return slices.Contains(l, room) })
}
