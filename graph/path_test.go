package graph

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/schema"
)

func TestPath(t *testing.T) {
	s := openStore(t, Options{})
	mustPut(t, s, storyA(t), storyB(t), newDoc(t, "c.txt", "",
		"| actor:gus | rel:meet | actor:hana | | Gus met Hana.",
		"| actor:hana | plan:meet | actor:ines | | Hana will meet Ines.",
		"| actor:gus | rel:meet | actor:jan | | Gus met Jan.",
		"| actor:jan | rel:meet | actor:ines | | Jan met Ines.",
		"| actor:kai | not:meet | actor:gus | | Kai did not meet Gus.",
		"| actor:ines | said:meet | actor:lea | by=actor:gus | Ines met Lea, Gus said."))
	show := func(ps []Path) string {
		var out []string
		for _, p := range ps {
			b := strings.TrimPrefix(string(p.Actors[0]), "actor:")
			for _, h := range p.Hops {
				b += fmt.Sprintf(" -%s%d-> %s", h.Evidence[0].Predicate(), h.Statements, strings.TrimPrefix(string(h.To), "actor:"))
			}
			out = append(out, b)
		}
		return strings.Join(out, "; ")
	}
	for _, c := range []struct {
		a, b schema.NodeID
		o    PathOptions
		want string // "" if there is none
	}{
		{"actor:fritz-falk", "actor:anna-arden", PathOptions{}, "fritz-falk -if:meet1-> emil-eck -plan:talk1-> boris-bolt -rel:meet2-> anna-arden"},
		{"actor:gus", "actor:ines", PathOptions{}, "gus -rel:meet1-> jan -rel:meet1-> ines"},
		{"actor:gus", "actor:ines", PathOptions{Paths: 5}, "gus -rel:meet1-> jan -rel:meet1-> ines; gus -rel:meet1-> hana -plan:meet1-> ines"},
		{"actor:gus", "actor:ines", PathOptions{Avoid: []schema.NodeID{"actor:jan"}}, "gus -rel:meet1-> hana -plan:meet1-> ines"},
		{"actor:gus", "actor:ines", PathOptions{Avoid: []schema.NodeID{"actor:jan"}, AssertedOnly: true}, ""},
		{"actor:gus", "actor:ines", PathOptions{Speech: true}, "gus -said:meet1-> ines"},
		{"actor:gus", "actor:lea", PathOptions{}, "gus -rel:meet1-> jan -rel:meet1-> ines -said:meet1-> lea"},
		{"actor:gus", "actor:lea", PathOptions{AssertedOnly: true}, ""},
		{"actor:gus", "actor:lea", PathOptions{MaxHops: 2}, ""},
		{"actor:kai", "actor:gus", PathOptions{}, ""},
		{"actor:gus", "actor:ines", PathOptions{MinConfidence: 0.95}, ""},
		{"actor:kai", "actor:gus", PathOptions{Modalities: schema.Modalities()}, "kai -not:meet1-> gus"},
		{"actor:anna-arden", "actor:gus", PathOptions{}, ""},
		{"actor:anna-arden", "actor:cleo-crane", PathOptions{From: "2025-03-13", Within: true}, "anna-arden -rel:meet2-> boris-bolt -rel:meet1-> cleo-crane"},
		{"actor:anna-arden", "actor:anna-arden", PathOptions{}, "anna-arden"},
	} {
		got, err := s.Path(ctx, c.a, c.b, c.o)
		if c.want == "" {
			if !errors.Is(err, ErrNoPath) {
				t.Errorf("%s to %s %+v: got %s, %v, want ErrNoPath", c.a, c.b, c.o, show(got), err)
			}
			continue
		}
		if err != nil || show(got) != c.want {
			t.Errorf("%s to %s %+v:\ngot  %s, %v\nwant %s", c.a, c.b, c.o, show(got), err, c.want)
		}
		// The way back is as long.
		if back, err := s.Path(ctx, c.b, c.a, c.o); err != nil || len(back[0].Hops) != len(got[0].Hops) {
			t.Errorf("%s to %s: back: got %s, %v", c.b, c.a, show(back), err)
		}
	}
	if _, err := s.Path(ctx, "actor:none", "actor:gus", PathOptions{}); !errors.Is(err, ErrNotFound) {
		t.Errorf("unknown actor: got %v", err)
	}
}

// TestPathIsShortest compares with a plain search on random graphs.
func TestPathIsShortest(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 5))
	for round := range 5 {
		s := openStore(t, Options{NoSync: true})
		near := map[string]map[string]bool{}
		var lines []string
		for range 24 {
			a, b := fmt.Sprintf("actor:n%d", rng.IntN(20)), fmt.Sprintf("actor:n%d", rng.IntN(20))
			lines = append(lines, fmt.Sprintf("| %s | rel:meet | %s | | Line %d.", a, b, len(lines)))
			for _, p := range [][2]string{{a, b}, {b, a}} {
				if near[p[0]] == nil {
					near[p[0]] = map[string]bool{}
				}
				near[p[0]][p[1]] = true
			}
		}
		mustPut(t, s, newDoc(t, "a.txt", "", lines...))
		for a := range near {
			dist := map[string]int{a: 0}
			queue := []string{a}
			for len(queue) > 0 {
				n := queue[0]
				queue = queue[1:]
				for m := range near[n] {
					if _, ok := dist[m]; !ok {
						dist[m] = dist[n] + 1
						queue = append(queue, m)
					}
				}
			}
			for b := range near {
				want, ok := dist[b]
				if want > 6 {
					continue
				}
				ps, err := s.Path(ctx, schema.NodeID(a), schema.NodeID(b), PathOptions{MaxHops: 6})
				if ok && (err != nil || len(ps[0].Hops) != want) || !ok && !errors.Is(err, ErrNoPath) {
					t.Fatalf("round %d: %s to %s: got %v, %v, want %d hops (%v)", round, a, b, ps, err, want, ok)
				}
			}
		}
	}
}
