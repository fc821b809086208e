package train

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/dramatis-kg/dramatis/nlp/parse"
	"github.com/dramatis-kg/dramatis/train/gold"
)

// small trains on the toy corpus.
func small(t *testing.T, ctx context.Context, parallel int, seed uint64) ([]byte, *Corpus, error) {
	t.Helper()
	ex := toy()
	c := &Corpus{Train: ex, Trees: []DevSet{{"toy", ex[:2]}}, Names: []DevSet{{"toy", ex[:1]}}}
	b, err := Parser(ctx, c, Options{
		Epochs: 3, Hidden: 8, Layers: 2, Tokens: 8, Parallel: parallel, Seed: seed, Rename: 0.3, Augment: 0.3,
		Dropout: Dropout{Input: 0.1, Layer: 0.1, Recurrent: 0.1, Head: 0.1},
	})
	return b, c, err
}

// TestDeterminism wants the same bytes for the same seed on one goroutine and
// on two, and others for another seed.
func TestDeterminism(t *testing.T) {
	one, _, err := small(t, t.Context(), 1, 7)
	if err != nil {
		t.Fatal(err)
	}
	two, c, err := small(t, t.Context(), 2, 7)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(one, two) {
		t.Error("two goroutines give other bytes than one")
	}
	other, _, err := small(t, t.Context(), 2, 8)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(one, other) {
		t.Error("another seed gives the same bytes")
	}
	again, err := Parser(t.Context(), c, Options{Epochs: 1, Hidden: 8, Layers: 2, Seed: 1, Start: two})
	if err != nil || bytes.Equal(again, two) {
		t.Errorf("going on from a model: %v", err)
	}
	if _, err := Parser(t.Context(), c, Options{Epochs: 1, Hidden: 10, Layers: 2, Start: two}); err == nil {
		t.Error("went on from a model of another size")
	}
	mean, err := Average(nil, two, again)
	if err != nil || bytes.Equal(mean, two) {
		t.Errorf("average: %v", err)
	}
	if _, err := Average(nil); err == nil {
		t.Error("averaged nothing")
	}
	p, err := parse.New(two)
	if err != nil {
		t.Fatal(err)
	}
	ScoreTrees(p, c.Trees[0].Examples)
}

func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := small(t, ctx, 1, 1); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
}

func TestOptions(t *testing.T) {
	o := Options{Hidden: 3, Parallel: 9, Augment: 1}
	o.SetDefaults()
	if err := o.Validate(); err == nil {
		t.Error("no error")
	}
	if _, err := Parser(t.Context(), &Corpus{}, Options{}); err == nil {
		t.Error("trained on nothing")
	}
}

// TestTeach wants a teacher's annotations where there are none and nowhere
// else, and a student that reads words alone.
func TestTeach(t *testing.T) {
	data, c, err := small(t, t.Context(), 2, 7)
	if err != nil {
		t.Fatal(err)
	}
	teacher, err := parse.New(data)
	if err != nil {
		t.Fatal(err)
	}
	whole, bare := c.Train[0], &gold.Example{Forms: c.Train[0].Forms}
	named := &gold.Example{Forms: whole.Forms, Names: slices.Repeat([]string{"O"}, len(whole.Forms))}
	got := Teach(teacher, []*gold.Example{whole, bare, named})
	n := len(whole.Forms)
	if b := got[1]; len(b.UPOS) != n || len(b.XPOS) != n || len(b.Heads) != n || len(b.Deprels) != n || len(b.Names) != n {
		t.Errorf("a layer of %+v is missing", b)
	}
	if bare.UPOS != nil || bare.Names != nil {
		t.Error("an example was changed")
	}
	if !slices.Equal(got[2].Names, named.Names) || len(got[2].Heads) != n {
		t.Errorf("got %+v, want its own names and the teacher's trees", got[2])
	}
	if !slices.Equal(got[0].UPOS, whole.UPOS) || !slices.Equal(got[0].Heads, whole.Heads) {
		t.Errorf("got %+v, want what was annotated", got[0])
	}
	c.Bare = []*gold.Example{bare}
	taught, err := Parser(t.Context(), c, Options{Epochs: 1, Hidden: 8, Layers: 2, Seed: 1, Teacher: teacher})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := parse.New(taught); err != nil {
		t.Error(err)
	}
}
