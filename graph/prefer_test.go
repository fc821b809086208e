package graph

import (
	"testing"

	"github.com/dramatis-kg/dramatis/schema"
)

func TestPrefer(t *testing.T) {
	actor := func(id, name string, names ...schema.Name) Match {
		return Match{Actor: Actor{Actor: schema.Actor{ID: schema.NodeID(id), Name: name, Names: names}}, How: "name"}
	}
	named := func(text string, n int) schema.Name { return schema.Name{Text: text, Count: n} }
	for _, c := range []struct {
		name, folded string
		ms           []Match
		first        string
		ambiguous    bool
	}{
		{"shown by the full name", "hillary clinton", []Match{actor("b", "Alex Seitz", named("Hillary Clinton", 1)), actor("a", "Hillary Clinton", named("Hillary Clinton", 4))}, "a", false},
		{"borne far oftener", "trump", []Match{actor("a", "Donald Trump", named("Trump", 80), named("Donald Trump", 9)), actor("b", "Trump", named("Trump", 2))}, "a", false},
		{"borne about as often", "clinton", []Match{actor("a", "Bill Clinton", named("Clinton", 8)), actor("b", "Hillary Clinton", named("Clinton", 30))}, "a", true},
		{"two shown by one name", "john smith", []Match{actor("a", "John Smith", named("John Smith", 3)), actor("b", "John Smith", named("John Smith", 2))}, "a", true},
		{"one of a kind", "oslo", []Match{actor("a", "Oslo", named("Oslo", 1))}, "a", false},
	} {
		prefer(c.ms, c.folded)
		if got := string(c.ms[0].Actor.ID); got != c.first {
			t.Errorf("%s: %s comes first, want %s", c.name, got, c.first)
		}
		if got := len(c.ms) > 1 && c.ms[1].Exact(); got != c.ambiguous {
			t.Errorf("%s: ambiguous %v, want %v", c.name, got, c.ambiguous)
		}
	}
}
