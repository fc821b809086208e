package web

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries/story"
	"github.com/dramatis-kg/dramatis/resolve"
	"github.com/dramatis-kg/dramatis/text"
)

// storyEditor changes a store with records of stories: what it is given as an
// article is a story. How articles are read is proven where that is done
// (cmd/dramatis, script serve).
type storyEditor struct {
	s    *graph.Store
	mu   sync.Mutex
	list []resolve.Decision
}

func editorOf(s *graph.Store) Editor { return &storyEditor{s: s} }

func (e *storyEditor) Decisions(context.Context) ([]resolve.Decision, []string, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.list, nil, nil
}

func (e *storyEditor) Decide(_ context.Context, d resolve.Decision) (resolve.Decision, int, error) {
	if _, err := resolve.ParseDecisions(d.String()); err != nil {
		return d, 0, fmt.Errorf("%w: %w", ErrDecision, err)
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.list = append(e.list, d)
	return d, 1, nil
}

func (e *storyEditor) Undo(context.Context) (resolve.Decision, int, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if len(e.list) == 0 {
		return resolve.Decision{}, 0, fmt.Errorf("%w: there is none", ErrDecision)
	}
	last := e.list[len(e.list)-1]
	e.list = e.list[:len(e.list)-1]
	return last, 1, nil
}

func (e *storyEditor) Forget(ctx context.Context, id text.ArticleID) (bool, int, error) {
	c, err := e.s.Forget(ctx, string(id))
	return c.Action == graph.Removed, 0, err
}

func (e *storyEditor) Read(ctx context.Context, u Upload, stage func(string)) (Reading, error) {
	stage("opening")
	if strings.Contains(u.Text, "PANIC") {
		panic("a fault of the reader")
	}
	st, err := story.Parse("posted.story", u.Text)
	if err != nil {
		return Reading{}, fmt.Errorf("%w: %w", ErrUpload, err)
	}
	stage("reading")
	var out Reading
	for i := range st.Records {
		c, err := e.s.Put(ctx, &st.Records[i])
		if err != nil {
			return out, err
		}
		out = Reading{Document: c.Doc, Action: c.Action, Statements: len(st.Records[i].Statements), Actors: len(st.Records[i].Actors)}
	}
	stage("linking")
	return out, nil
}
