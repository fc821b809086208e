package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/intake"
	"github.com/dramatis-kg/dramatis/pipeline"
	"github.com/dramatis-kg/dramatis/resolve"
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
	"github.com/dramatis-kg/dramatis/web"
)

// editor changes the graph for serve as the verbs do for the shell.
type editor struct {
	a      *app
	store  *graph.Store
	reader *pipeline.Reader // loaded by the first article
}

var _ web.Editor = (*editor)(nil)

// Decisions are those of the decisions file.
func (e *editor) Decisions(context.Context) ([]resolve.Decision, []string, error) {
	d, err := e.a.decisions()
	if err != nil {
		return nil, nil, err
	}
	return d.All(), nil, nil
}

// mostDecision bounds a part of a decision in bytes.
const mostDecision = 1000

// Decide adds a decision to the file and applies it.
func (e *editor) Decide(ctx context.Context, d resolve.Decision) (resolve.Decision, int, error) {
	d.On = e.a.now().Format(time.DateOnly)
	d.Args = append([]string(nil), d.Args...)
	for _, part := range append([]string{d.By, d.Note}, d.Args...) {
		if len(part) > mostDecision || !utf8.ValidString(part) || strings.ContainsFunc(part, unicode.IsControl) {
			return d, 0, fmt.Errorf("%w: a name or note is longer than %d bytes or has characters that are not shown", web.ErrDecision, mostDecision)
		}
	}
	d, err := e.lasting(ctx, d)
	if err != nil {
		return d, 0, err
	}
	changed, err := e.a.apply(ctx, e.store, d)
	var usage *usageError
	if errors.As(err, &usage) || errors.Is(err, errIdle) {
		err = fmt.Errorf("%w: %w", web.ErrDecision, err)
	}
	return d, changed, err
}

// lasting puts what lasts in the place of ids: names for actors, places of
// documents for statements. It refuses a name that several have, as the verbs
// do.
func (e *editor) lasting(ctx context.Context, d resolve.Decision) (resolve.Decision, error) {
	if d.Verb == resolve.Reject || d.Verb == resolve.Confirm {
		if len(d.Args) != 1 {
			return d, fmt.Errorf("%w: %s takes the id of one statement", web.ErrDecision, d.Verb)
		}
		st, _, err := e.store.Statement(ctx, schema.StatementID(d.Args[0]))
		if errors.Is(err, graph.ErrNotFound) {
			return d, fmt.Errorf("%w: the graph has no statement %s", web.ErrDecision, d.Args[0])
		} else if err != nil {
			return d, err
		}
		d.Args = resolve.Verdict(d.Verb, &st).Args
		return d, nil
	}
	for _, arg := range d.Args {
		if !strings.HasPrefix(arg, "actor:") {
			continue
		}
		_, err := e.store.Actor(ctx, schema.NodeID(arg))
		if errors.Is(err, graph.ErrNotFound) {
			return d, fmt.Errorf("%w: the graph has no actor %s", web.ErrDecision, arg)
		} else if err != nil {
			return d, err
		}
	}
	d, err := e.a.lasting(ctx, e.store, d)
	var several *graph.AmbiguousActorError
	var usage *usageError
	if errors.As(err, &several) || errors.As(err, &usage) {
		err = fmt.Errorf("%w: %w", web.ErrDecision, err)
	}
	return d, err
}

// Undo takes the last decision of the file back.
func (e *editor) Undo(ctx context.Context) (resolve.Decision, int, error) {
	last, err := e.a.takeBack()
	if errors.Is(err, errNoDecision) {
		err = fmt.Errorf("%w: %w", web.ErrDecision, err)
	}
	if err != nil {
		return last, 0, err
	}
	changed, err := e.relink(ctx)
	return last, changed, err
}

func (e *editor) relink(ctx context.Context) (int, error) {
	decisions, err := e.a.decisions()
	if err != nil {
		return 0, err
	}
	changed, _, err := pipeline.Relink(ctx, e.store, decisions)
	return changed, err
}

// Forget removes a document, and brings the others in line.
func (e *editor) Forget(ctx context.Context, id text.ArticleID) (bool, int, error) {
	change, err := e.store.Forget(ctx, string(id))
	if err != nil {
		return false, 0, err
	}
	relinked, err := e.relink(ctx)
	return change.Action == graph.Removed, relinked, err
}

// uploaded begins the source of what was posted, so that it never takes the
// place of a file that was read by build.
const uploaded = "upload:"

// Read reads a posted article into the graph.
func (e *editor) Read(ctx context.Context, u web.Upload, stage func(string)) (web.Reading, error) {
	stage("opening")
	article, err := e.open(ctx, u)
	if err != nil {
		return web.Reading{}, err
	}
	stage("reading")
	if e.reader == nil {
		if e.reader, err = e.a.reader(extract.Options{}); err != nil {
			return web.Reading{}, err
		}
	}
	decisions, err := e.a.decisions()
	if err != nil {
		return web.Reading{}, err
	}
	out := web.Reading{Document: article.ID, Action: graph.Added}
	if _, err := e.store.Document(ctx, article.Source); err == nil {
		out.Action = graph.Replaced
	} else if !errors.Is(err, graph.ErrNotFound) {
		return out, err
	}
	report, err := pipeline.Build(ctx, e.store, one(article), e.reader, pipeline.Options{
		Workers: 1, Decisions: decisions, Progress: func(int, *pipeline.Report) { stage("linking") },
	})
	if err != nil {
		return out, err
	}
	if err := errors.Join(report.Faults...); err != nil {
		return out, err
	}
	if report.Unchanged > 0 {
		out.Action = graph.Unchanged
	}
	out.Actors, out.Relinked = report.Actors, report.Relinked
	d, err := e.store.Document(ctx, string(article.ID))
	if err != nil {
		return out, err
	}
	out.Statements = d.Statements
	return out, nil
}

// open finds text and facts of a posted article; what was posted with it wins.
func (e *editor) open(ctx context.Context, u web.Upload) (*text.Article, error) {
	r, err := intake.New(intake.Options{
		Published: u.Published, MaxBytes: e.a.cfg.Limits.Article, Stdin: strings.NewReader(u.Text), StdinFormat: intake.Format(u.Format),
	})
	if err != nil {
		return nil, fmt.Errorf("%w: %w", web.ErrUpload, err)
	}
	var article *text.Article
	for a, skip := range r.Read(ctx, []string{"-"}) {
		if skip != nil {
			return nil, fmt.Errorf("%w: %s", web.ErrUpload, skip.Words())
		}
		if article != nil {
			return nil, fmt.Errorf("%w: it holds several articles; post one at a time", web.ErrUpload)
		}
		article = a
	}
	if article == nil {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		return nil, fmt.Errorf("%w: there is none in it", web.ErrUpload)
	}
	for _, f := range []struct {
		into  *string
		given string
	}{{&article.Title, u.Title}, {&article.Author, u.Author}, {&article.Outlet, u.Outlet}, {&article.URL, u.URL}} {
		if f.given != "" {
			*f.into = f.given
		}
	}
	article.Source = uploaded + strings.TrimPrefix(article.Source, "stdin:")
	if u.Source != "" {
		article.Source = uploaded + u.Source
	}
	return article, nil
}

// one is a stream of one article.
func one(a *text.Article) iter.Seq2[*text.Article, *intake.Skip] {
	return func(yield func(*text.Article, *intake.Skip) bool) { yield(a, nil) }
}
