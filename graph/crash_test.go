package graph

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/dramatis-kg/dramatis/schema"
)

// randomDoc makes a document about few actors, so that documents share them.
func randomDoc(t testing.TB, rng *rand.Rand, source string, statements int) *schema.Record {
	names := []string{"anna-arden", "boris-bolt", "cleo-crane", "dora-dean", "emil-eck", "fritz-falk"}
	actor := func() string { return "actor:" + names[rng.IntN(len(names))] }
	var lines []string
	for i := range statements {
		rel := []string{"rel:meet", "said:support", "plan:talk", "not:attack", "if:visit"}[rng.IntN(5)]
		extra := "by=" + actor()
		if rng.IntN(3) == 0 {
			extra += " about=topic:ceasefire"
		}
		if rng.IntN(4) == 0 {
			extra += fmt.Sprintf(" type=CONSULT event=event:2025-03-0%d/consult", 1+rng.IntN(3))
		}
		lines = append(lines, fmt.Sprintf("2025-03-%02d | %s | %s | %s | %s | Sentence %d of %d.", 1+rng.IntN(28), actor(), rel, actor(), extra, i, rng.IntN(1000)))
	}
	return newDoc(t, source, "2025-03-31", lines...)
}

// TestKill kills a process in the middle of its work, again and again. What
// it acknowledged is there, and nothing is there by halves.
func TestKill(t *testing.T) {
	if dir := os.Getenv("DRAMATIS_TEST_KILL"); dir != "" {
		loadForever(t, dir)
		return
	}
	if testing.Short() {
		t.Skip("spawns processes")
	}
	dir := filepath.Join(t.TempDir(), "store")
	acked := map[string]bool{}
	for round := range 4 {
		cmd, sc := victim(t, "TestKill", "DRAMATIS_TEST_KILL="+dir, fmt.Sprintf("DRAMATIS_TEST_ROUND=%d", round))
		n := 0
		for sc.Scan() {
			id, ok := strings.CutPrefix(sc.Text(), "ack ")
			if !ok {
				continue
			}
			acked[id] = true
			if n++; n == 3+5*round {
				time.Sleep(time.Duration(round) * 3 * time.Millisecond) // into the next write
				if err := cmd.Process.Kill(); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := cmd.Wait(); err == nil {
			t.Fatal("the process ended by itself")
		}
		s, err := Open(ctx, dir, Options{})
		if err != nil {
			t.Fatalf("reopen: %v", err)
		}
		for id := range acked {
			if _, err := s.Document(ctx, id); err != nil {
				t.Errorf("round %d: acknowledged, but %v", round, err)
			}
		}
		diffs, err := s.Verify(ctx)
		if err != nil || len(diffs) > 0 {
			t.Errorf("round %d: verify: %v %v", round, diffs, err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// victim starts a test of this program as a process to be killed, and reads
// what it prints.
func victim(t *testing.T, test string, env ...string) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^"+test+"$", "-test.v=false")
	cmd.Env = append(os.Environ(), env...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd, bufio.NewScanner(out)
}

func loadForever(t *testing.T, dir string) {
	s, err := Open(ctx, dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var round int
	fmt.Sscan(os.Getenv("DRAMATIS_TEST_ROUND"), &round)
	rng := rand.New(rand.NewPCG(uint64(round), 9))
	for i := range 10_000 {
		r := randomDoc(t, rng, fmt.Sprintf("%d-%d.txt", round, i), 10)
		if _, err := s.Put(ctx, r); err != nil {
			t.Fatal(err)
		}
		fmt.Println("ack", r.Doc.ID)
	}
}

// TestKillBulkLoad kills a process that loads quads part by part, again and
// again. The store is sound each time but for the load being unfinished, and
// in the end holds what a store does that was loaded at once.
func TestKillBulkLoad(t *testing.T) {
	load := BulkLoad{Source: "x.nq", Digest: "1", MemoryBytes: 40_000}
	qs := someQuads(3000, 8)
	if dir := os.Getenv("DRAMATIS_TEST_KILL"); dir != "" {
		s, err := Open(ctx, dir, Options{})
		if err != nil {
			t.Fatal(err)
		}
		load.Quads = listOf(qs, nil)
		load.Progress = func(read int64) { fmt.Println("read", read) }
		if _, err := s.BulkLoad(ctx, load); err != nil {
			t.Fatal(err)
		}
		fmt.Println("done")
		time.Sleep(time.Hour) // until it is killed
	}
	if testing.Short() {
		t.Skip("spawns processes")
	}
	dir := filepath.Join(t.TempDir(), "store")
	for round, done := 0, false; !done; round++ {
		cmd, sc := victim(t, "TestKillBulkLoad", "DRAMATIS_TEST_KILL="+dir)
		for n := 0; sc.Scan(); n++ {
			// In the third round it may come to its end.
			if done = sc.Text() == "done"; done || round < 2 && n == 1+round {
				time.Sleep(time.Duration(round) * time.Millisecond)
				if err := cmd.Process.Kill(); err != nil {
					t.Fatal(err)
				}
				break
			}
		}
		for sc.Scan() { // what it still said
		}
		if err := cmd.Wait(); err == nil {
			t.Fatal("the process ended by itself")
		}
		if !done && round >= 2 {
			t.Fatal("the process ended before it was done")
		}
		s, err := Open(ctx, dir, Options{})
		if err != nil {
			t.Fatalf("reopen: %v", err)
		}
		diffs, err := s.Verify(ctx)
		if err != nil || len(diffs) > 1 || len(diffs) == 1 && (done || diffs[0].What != "unfinished") {
			t.Errorf("round %d: verify: %v %v", round, diffs, err)
		}
		if done {
			whole := openStore(t, Options{NoSync: true})
			load.Quads, load.MemoryBytes = listOf(qs, nil), 0
			if _, err := whole.BulkLoad(ctx, load); err != nil {
				t.Fatal(err)
			}
			if d := diffLines(allQuads(t, whole, ""), allQuads(t, s, "")); d != "" {
				t.Error(d)
			}
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// TestModel plays random puts and forgets on a store, and compares it with a
// store that was given only what should be left, in another order.
func TestModel(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	s := openStore(t, Options{NoSync: true})
	model := map[string]*schema.Record{} // by source
	for step := range 60 {
		source := fmt.Sprintf("%d.txt", rng.IntN(6))
		switch {
		case rng.IntN(4) == 0 && model[source] != nil:
			if _, err := s.Forget(ctx, source); err != nil {
				t.Fatalf("step %d: %v", step, err)
			}
			delete(model, source)
		case rng.IntN(4) == 0 && model[source] != nil:
			// The same document, read by other rules.
			r := *model[source]
			r.Statements = r.Statements[:rng.IntN(len(r.Statements))+1]
			model[source] = &r
			mustPut(t, s, &r)
		default:
			r := randomDoc(t, rng, source, 1+rng.IntN(6))
			model[source] = r
			mustPut(t, s, r)
		}
		if step%20 != 19 {
			continue
		}
		fresh := openStore(t, Options{NoSync: true})
		for i := 5; i >= 0; i-- {
			if r := model[fmt.Sprintf("%d.txt", i)]; r != nil {
				mustPut(t, fresh, r)
			}
		}
		if d := diffLines(dump(t, fresh), dump(t, s)); d != "" {
			t.Fatalf("step %d: the store differs from the model:\n%s", step, d)
		}
		if diffs, err := s.Verify(ctx); err != nil || len(diffs) > 0 {
			t.Fatalf("step %d: verify: %v %v", step, diffs, err)
		}
	}
}

// TestReadersAndWriter reads with many goroutines while one writes. Every
// read sees whole documents.
func TestReadersAndWriter(t *testing.T) {
	s := openStore(t, Options{NoSync: true})
	mustPut(t, s, storyA(t), storyB(t))
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	var wg sync.WaitGroup
	for i := range 64 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := 0; ctx.Err() == nil; n++ {
				if err := readSome(ctx, s, i+n); err != nil && ctx.Err() == nil {
					t.Error(err)
					return
				}
			}
		}()
	}
	rng := rand.New(rand.NewPCG(3, 3))
	for i := 0; ctx.Err() == nil; i++ {
		if _, err := s.Put(ctx, randomDoc(t, rng, fmt.Sprintf("%d.txt", i%5), 4)); err != nil && ctx.Err() == nil {
			t.Error(err)
			break
		}
		if i%3 == 2 {
			if _, err := s.Forget(ctx, fmt.Sprintf("%d.txt", i%5)); err != nil && ctx.Err() == nil {
				t.Error(err)
				break
			}
		}
	}
	wg.Wait()
	if diffs, err := s.Verify(context.Background()); err != nil || len(diffs) > 0 {
		t.Errorf("verify: %v %v", diffs, err)
	}
}

func readSome(ctx context.Context, s *Store, i int) error {
	switch i % 6 {
	case 0:
		for _, err := range s.Query(ctx, Gizmo, `g.V("<actor:anna-arden>").Out("<rel:meet>").Save("<actor:label>","n").All()`, Limits{}) {
			if err != nil {
				return err
			}
		}
	case 1:
		for _, err := range s.Timeline(ctx, Filter{Actors: []schema.NodeID{"actor:anna-arden"}}) {
			if err != nil {
				return err
			}
		}
	case 2:
		_, err := s.ResolveActor(ctx, "Arden")
		return err
	case 3:
		for d, err := range s.Documents(ctx) {
			if err != nil {
				return err
			}
			if d.Statements == 0 {
				return fmt.Errorf("document %s without statements", d.ID)
			}
		}
	case 4:
		_, err := s.Path(ctx, "actor:anna-arden", "actor:cleo-crane", PathOptions{})
		return err
	case 5:
		_, err := s.Neighbourhood(ctx, "actor:boris-bolt", Filter{})
		return err
	}
	return nil
}
