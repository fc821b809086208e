package main

import (
	"context"
	"iter"

	"github.com/dramatis-kg/dramatis/intake"
	"github.com/dramatis-kg/dramatis/pipeline"
	"github.com/dramatis-kg/dramatis/resolve"
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// reading is one article that was read, a skip, or an error.
type reading struct {
	article *text.Article
	skip    *intake.Skip
	rec     *schema.Record // its actors are named as if there were no other article
	doc     *text.Document
	whole   bool // the article is one sentence
	err     error
}

// sentences are the spans of the article's sentences.
func (r *reading) sentences() []text.Span {
	if r.whole {
		return []text.Span{{Start: 0, End: len(r.article.Text)}}
	}
	spans := make([]text.Span, len(r.doc.Sentences))
	for i := range r.doc.Sentences {
		spans[i] = r.doc.Sentences[i].Span
	}
	return spans
}

// readInOrder reads articles on several processors and yields them in their
// order. It ends early when ctx is done.
func readInOrder(ctx context.Context, reader *pipeline.Reader, articles iter.Seq2[*text.Article, *intake.Skip], workers int) iter.Seq[*reading] {
	return func(yield func(*reading) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		// Each article has a channel of its own, and the queue keeps their
		// order; its length bounds how many are read ahead.
		queue := make(chan chan *reading, workers)
		go func() {
			defer close(queue)
			for article, skip := range articles {
				done := make(chan *reading, 1)
				select {
				case queue <- done:
				case <-ctx.Done():
					return
				}
				if skip != nil {
					done <- &reading{skip: skip}
					continue
				}
				go func() { done <- readAlone(ctx, reader, article) }()
			}
		}()
		for done := range queue {
			if !yield(<-done) {
				return
			}
		}
	}
}

// readAlone reads one article.
func readAlone(ctx context.Context, reader *pipeline.Reader, article *text.Article) *reading {
	r := &reading{article: article}
	var rec *schema.Record
	rec, r.doc, _, r.err = reader.ReadAnnotated(ctx, article)
	if r.err == nil {
		r.rec, r.err = resolve.Apply(rec, resolve.Link([]resolve.DocLocals{{Doc: rec.Doc.ID, Locals: rec.Locals}}))
	}
	return r
}
