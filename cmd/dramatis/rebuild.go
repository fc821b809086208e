package main

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/intake"
	"github.com/dramatis-kg/dramatis/pipeline"
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
	"github.com/spf13/cobra"
)

// rebuildCommand reads all articles of the graph again.
func (a *app) rebuildCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "rebuild",
		Short: "Read all articles of the graph again, from the texts that it keeps",
		Long: `Rebuild reads every article of the graph again with the rules of this version,
from the text that the graph keeps: the files need not be there any more. What
other tools brought by dramatis load stays as it is. The new graph takes the old
one's place when it is whole; until then, and if you press Ctrl-C, the old one
stays as it was. It needs as much space again meanwhile.`,
		Args: cobra.NoArgs,
	}
	cmd.Flags().Int("jobs", 0, "articles read at the same time (default one per processor)")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := a.load(cmd.Flags()); err != nil {
			return err
		}
		ctx := cmd.Context()
		err := graph.Rebuild(ctx, a.cfg.Store, graph.Options{}, func(old, fresh *graph.Store) error { return a.rebuild(ctx, old, fresh) })
		if ctx.Err() != nil && errors.Is(err, ctx.Err()) {
			return &interrupted{"interrupted; the graph is as it was"}
		}
		if err != nil {
			return err
		}
		return a.withStore(ctx, graph.Options{ReadOnly: true}, func(store *graph.Store) error { return a.holdings(ctx, store) })
	}
	return cmd
}

// rebuild fills a fresh graph from the documents of an old one.
func (a *app) rebuild(ctx context.Context, old, fresh *graph.Store) error {
	reader, err := a.reader(extract.Options{})
	if err != nil {
		return err
	}
	decisions, err := a.decisions()
	if err != nil {
		return err
	}
	kept, err := a.keepForeign(ctx, old, fresh)
	if err != nil {
		return err
	}
	var failed error
	bar := a.newProgress("articles")
	opts := pipeline.Options{Workers: a.cfg.Workers, Progress: bar.show, Decisions: decisions}
	report, err := pipeline.Build(ctx, fresh, keptArticles(ctx, old, &failed), reader, opts)
	bar.finish()
	if report != nil {
		err = errors.Join(err, errors.Join(report.Faults...))
	}
	if err = errors.Join(failed, err); err != nil {
		return err
	}
	if err := furtherSources(ctx, old, fresh); err != nil {
		return err
	}
	a.report(report)
	if kept > 0 {
		a.note("%s stayed as loaded", plural(kept, "document of another tool", "documents of other tools"))
	}
	return nil
}

// readByUs tells articles that a build has read from statements that other
// tools made, whose sentences are all that is kept.
func readByUs(r *schema.Record) bool { return r.Engine != "" }

// keptArticles are the articles of a graph as they were when they were read.
func keptArticles(ctx context.Context, old *graph.Store, failed *error) iter.Seq2[*text.Article, *intake.Skip] {
	return func(yield func(*text.Article, *intake.Skip) bool) {
		for r, err := range old.Outlines(ctx) {
			if err != nil {
				*failed = err
				return
			}
			if readByUs(r) && !yield(articleOf(r), nil) {
				return
			}
		}
	}
}

// articleOf is the article that a record was made of, but for the places in
// its file, which the graph does not need.
func articleOf(r *schema.Record) *text.Article {
	return &text.Article{
		ID: r.Doc.ID, Source: r.Doc.Source, Title: r.Doc.Title, Outlet: r.Doc.Outlet, Author: r.Doc.Author, URL: r.Doc.URL,
		Published: r.Doc.Published, DateBasis: r.Doc.DateBasis, Language: "en", Text: r.Doc.Text, Skip: r.Leftovers,
	}
}

// keepForeign copies the statements that other tools made, and counts their
// documents.
func (a *app) keepForeign(ctx context.Context, old, fresh *graph.Store) (kept int, err error) {
	for outline, err := range old.Outlines(ctx) {
		if err != nil {
			return kept, err
		}
		if readByUs(outline) {
			continue
		}
		r, err := old.Record(ctx, outline.Doc.ID)
		if err != nil {
			return kept, err
		}
		if _, err := fresh.Put(ctx, r); err != nil {
			return kept, err
		}
		kept++
	}
	return kept, nil
}

// furtherSources brings the other places where the same content was found.
func furtherSources(ctx context.Context, old, fresh *graph.Store) error {
	for d, err := range old.Documents(ctx) {
		if err != nil {
			return err
		}
		if d.Load || len(d.Sources) < 2 {
			continue
		}
		r, err := fresh.Record(ctx, d.ID)
		if err != nil {
			return fmt.Errorf("rebuild: %w", err)
		}
		for _, source := range d.Sources[1:] {
			r.Doc.Source = source
			if _, err := fresh.Put(ctx, r); err != nil {
				return err
			}
		}
	}
	return nil
}
