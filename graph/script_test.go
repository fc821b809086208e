package graph

import (
	"errors"
	"strings"
	"testing"
	"time"
)

// patience is for scripts that take a moment: none is judged by its time.
const patience = 5 * time.Minute

// TestScriptsCannotPanic runs scripts each of which ends the process under
// Cayley alone, and their neighbours.
func TestScriptsCannotPanic(t *testing.T) {
	s := openStore(t, Options{})
	mustPut(t, s, storyA(t), storyB(t))
	for _, text := range []string{
		`iri(1,2,3)`, `iri()`, `typed("x",{})`, `typed("x")`, `lang("x")`, `str({})`,
		`g.V().FollowRecursive({})`, `g.V().LabelContext({}).Out().All()`, `g.V().LabelContext("<a>", {}).Out().All()`,
		`g.V().Out("<p>",{}).All()`, `g.V().Out(function(){}).All()`, `g.V().out("<p>", 4).all()`, `g.V().In([{}]).All()`, `g.V().Both({}).All()`,
		`g.V("<actor:anna-arden>").FollowR(g.M().Labels()).All()`, `g.V("<actor:anna-arden>").FollowR(g.M().OutPredicates()).All()`,
		`g.V("<actor:anna-arden>").FollowR(g.M().Follow(g.M().Labels()).Out()).All()`, `g.V().followR(g.M().labels().out()).all()`,
		`g.V("<actor:anna-arden>").FollowRecursive("<rel:meet>", 2, "d", 4).All()`,
		`g.V().And({}).All()`, `g.V().Follow({}).All()`, `g.V({}).All()`, `g.V().Has().All()`, `g.V().Has({}).All()`,
		`var a={}; a.a=a; g.Emit(a)`, `g.Emit(g.V())`, `g.Emit(function(){})`, `gt({})`, `lt(g)`, `regex()`, `like({})`, `g.IRI({})`, `g.Uri()`,
		`g.V().Filter(1).All()`, `g.V().Tag({}).All()`,
	} {
		var got error
		for _, err := range s.Query(ctx, Gizmo, text, Limits{Timeout: patience}) {
			got = err
		}
		if !errors.Is(got, ErrScript) || strings.Contains(got.Error(), "at fail") {
			t.Errorf("%s: got %v, want ErrScript", text, got)
		}
	}
	for _, text := range []string{
		`g.V("<actor:anna-arden>").labels().order().all()`, `g.V(iri("actor:anna-arden")).Out([iri("rel:meet")]).All()`,
		`g.V("<actor:anna-arden>").Follow(g.M().Out("<rel:meet>")).FollowR(g.M().Out("<rel:meet>")).All()`,
		`g.V("<actor:anna-arden>").FollowRecursive(g.M().Out("<rel:meet>"), 2, ["depth"]).All()`,
		`g.V("<actor:anna-arden>").Out("<rel:meet>", ["p", "q"]).All()`, `g.V().Has("<st:date>", gte("2025-03-13"), lt("2025-03-15")).All()`,
		`g.V().Filter(regex("actor:.*", true), like("%arden%")).All()`, `graph.Vertex("<actor:anna-arden>").And(graph.V("<actor:anna-arden>")).All()`,
		`g.V("<actor:anna-arden>").Out("<rel:meet>").ForEach(function(d) { g.Emit({who: d.id, n: g.V(d.id).Out("<actor:label>").ToValue()}) })`,
		`g.V("<actor:anna-arden>").Out("<rel:meet>").ForEach(1, function(d) { g.Emit(d.id) })`,
		`g.Emit(g.V("<actor:anna-arden>").TagArray())`, `g.Emit([1, "x", null, {a: [true]}])`, `g.Emit(g.V("<actor:anna-arden>").Count())`,
		`var path = g.Morphism().Out("<rel:meet>"); g.V("<actor:anna-arden>").Follow(path).GetLimit(5)`,
	} {
		n := 0
		for _, err := range s.Query(ctx, Gizmo, text, Limits{Timeout: patience}) {
			if err != nil {
				t.Errorf("%s: %v", text, err)
				break
			}
			n++
		}
		if n == 0 {
			t.Errorf("%s: no rows", text)
		}
	}
}

func TestMemoryIsBounded(t *testing.T) {
	s := openStore(t, Options{})
	var got error
	for _, err := range s.Query(ctx, Gizmo, `var a = []; while (true) a.push({x: "y" + a.length})`, Limits{Timeout: patience, MemoryBytes: 64 << 20}) {
		got = err
	}
	if !errors.Is(got, ErrMemory) {
		t.Errorf("got %v, want ErrMemory", got)
	}
}
