package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/intake"
	"github.com/dramatis-kg/dramatis/nlp/gazetteer"
	"github.com/dramatis-kg/dramatis/pipeline"
	"github.com/dramatis-kg/dramatis/text"
	"github.com/spf13/cobra"
)

// buildCommand reads articles into the graph.
func (a *app) buildCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "build PATH…",
		Short: "Read articles into the graph",
		Long: `Build reads articles and stores what they say. A path is a file (.txt, .md,
.html, .jsonl), a folder, a pattern in quotes, or - for standard input. A .json
file beside an article may hold its title, published, url, source and author.

What is in the graph already is not read again; a changed file replaces what
it said before. Ctrl-C stops after the articles being read and leaves the graph
whole; the same command then finishes the work.`,
		Example: "  dramatis build articles/ more/*.html\n  cat article.txt | dramatis build --published 2025-03-14 -",
		Args:    atLeast(1, "name at least one file or folder, or - for standard input"),
	}
	addIntakeFlags(cmd)
	cmd.Flags().Int("jobs", 0, "articles read at the same time (default one per processor)")
	again := cmd.Flags().Bool("again", false, "read anew what the graph already has")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		articles, err := a.articles(cmd, args)
		if err != nil {
			return err
		}
		ctx := cmd.Context()
		if noStore(a.cfg.Store) {
			ready, skips := untilArticle(articles)
			if ready == nil {
				return a.readNothing(ctx, &pipeline.Report{Skipped: skips}, args)
			}
			articles = ready
		}
		return a.withStore(ctx, graph.Options{}, func(store *graph.Store) error {
			return a.build(ctx, store, articles, args, *again)
		})
	}
	return cmd
}

// noStore reports whether there is nothing yet where the graph is to be.
func noStore(dir string) bool {
	entries, err := os.ReadDir(dir)
	return errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0
}

// untilArticle reads up to the first article and returns the whole stream
// again, or nil and what was skipped if there is none: no graph is made then.
func untilArticle(in articleSeq) (articleSeq, []intake.Skip) {
	next, stop := iter.Pull2(in)
	var skips []intake.Skip
	for {
		article, skip, ok := next()
		if !ok {
			stop()
			return nil, skips
		}
		if skip != nil {
			skips = append(skips, *skip)
			continue
		}
		return func(yield func(*text.Article, *intake.Skip) bool) {
			defer stop()
			for i := range skips {
				if !yield(nil, &skips[i]) {
					return
				}
			}
			for ok := true; ok; article, skip, ok = next() {
				if !yield(article, skip) {
					return
				}
			}
		}, nil
	}
}

// articleSeq is a stream of articles and of what is none.
type articleSeq = iter.Seq2[*text.Article, *intake.Skip]

// readNothing reports a build that found no article, which is no success.
func (a *app) readNothing(ctx context.Context, r *pipeline.Report, paths []string) error {
	a.report(r)
	if ctx.Err() != nil {
		return &interrupted{"interrupted; nothing was read"}
	}
	return nothingRead(r.Skipped, paths)
}

// nothingRead says why no article was found.
func nothingRead(skips []intake.Skip, paths []string) error {
	if err := failedNames(skips); err != nil {
		return err
	}
	where := strings.Join(paths, ", ")
	if len(skips) == 0 {
		return fmt.Errorf("nothing was read: there is no file in %s; name files or folders with .txt, .md, .html or .jsonl", where)
	}
	return fmt.Errorf("nothing was read: no article in %s, %s; --verbose says why of each", where, plural(len(skips), "file or line was skipped", "files or lines were skipped"))
}

// articles is the stream of articles that the paths hold.
func (a *app) articles(cmd *cobra.Command, paths []string) (iter.Seq2[*text.Article, *intake.Skip], error) {
	if err := a.load(cmd.Flags()); err != nil {
		return nil, err
	}
	if err := checkPublished(a.cfg.Published, a.now()); err != nil {
		return nil, &usageError{err}
	}
	format, _ := cmd.Flags().GetString("input")
	anyLanguage, _ := cmd.Flags().GetBool("any-language")
	r, err := intake.New(intake.Options{
		Published:   a.cfg.Published,
		MaxBytes:    a.cfg.Limits.Article,
		Stdin:       stdin(cmd.Context(), a.in),
		StdinFormat: intake.Format(format),
		AnyLanguage: anyLanguage,
	})
	if err != nil {
		return nil, &usageError{err}
	}
	if sentences, _ := cmd.Flags().GetBool("sentences"); sentences {
		return r.Sentences(cmd.Context(), paths), nil
	}
	return a.telling(r.Read(cmd.Context(), paths)), nil
}

// firstYear is the year from which there are newspapers, about.
const firstYear = 1600

// checkPublished refuses a day on which no article can have appeared: nearly
// always a slip of the hand, and every relative date would follow from it. A
// year ahead of now is allowed, for issues dated ahead and clocks gone wrong.
func checkPublished(day string, now time.Time) error {
	if day == "" {
		return nil
	}
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return fmt.Errorf("published %q is no day; write --published YYYY-MM-DD", day)
	}
	const remedy = "give the day the articles appeared with --published YYYY-MM-DD"
	switch {
	case t.Year() < firstYear:
		return fmt.Errorf("published %s is before %d; %s", day, firstYear, remedy)
	case t.After(now.AddDate(1, 0, 0)):
		return fmt.Errorf("published %s is more than a year after today, %s; %s", day, now.Format(time.DateOnly), remedy)
	}
	return nil
}

// addIntakeFlags adds the flags of verbs that read articles.
func addIntakeFlags(cmd *cobra.Command) {
	cmd.Flags().String("published", "", "day of publication of every article, YYYY-MM-DD; overrides their own")
	cmd.Flags().String("date", "", "the same as --published")
	cmd.MarkFlagsMutuallyExclusive("published", "date")
	cmd.Flags().String("max-article", "", `largest article, bytes or as "8 MiB"`)
	cmd.Flags().String("input", "", "format of standard input: txt, md, html, jsonl (default by its first characters)")
	cmd.Flags().Bool("any-language", false, "read articles that do not look English too")
}

// telling passes articles on and tells which of their dates were ignored and,
// with --verbose, what of each is left out and why.
func (a *app) telling(in iter.Seq2[*text.Article, *intake.Skip]) iter.Seq2[*text.Article, *intake.Skip] {
	return func(yield func(*text.Article, *intake.Skip) bool) {
		for article, skip := range in {
			if article != nil && article.Ignored != "" {
				a.note("%s: %s; the article is read without it", article.Source, article.Ignored)
			}
			if article != nil && len(article.Text) >= longArticle {
				a.note("reading %s, %d kB: that takes a while; Ctrl-C ends it", article.Source, len(article.Text)/1000)
			}
			switch {
			case !a.cfg.Verbose:
			case article != nil:
				a.tellArticle(article)
			default:
				fmt.Fprintf(a.err, "skipped %s\n", skip)
			}
			if !yield(article, skip) {
				return
			}
		}
	}
}

// longArticle is the size from which an article is announced, in bytes: what
// takes more than some ten seconds.
const longArticle = 300_000

func (a *app) tellArticle(article *text.Article) {
	published := "no day of publication"
	if article.Published != "" {
		published = fmt.Sprintf("published %s by %s", article.Published, article.DateBasis)
	}
	fmt.Fprintf(a.err, "%s: %d bytes, %s\n", article.Source, len(article.Text), published)
	if n, of := gazetteer.Expired(article.Published); n > 0 {
		fmt.Fprintf(a.err, "  who holds %d of %d offices is not known for that day, so that “the president of …” without a name may mean nobody; --actors adds holders\n", n, of)
	}
	for _, l := range article.Skip {
		fmt.Fprintf(a.err, "  left out (%s): %s\n", l.Reason, shorten(l.In(article.Text), 70))
	}
}

// shorten cuts a text for display, in characters.
func shorten(s string, n int) string {
	r := []rune(strings.Join(strings.Fields(s), " "))
	if len(r) <= n {
		return string(r)
	}
	return string(r[:n-1]) + "…"
}

// build sends the articles down the pipeline and reports.
func (a *app) build(ctx context.Context, store *graph.Store, articles articleSeq, paths []string, again bool) error {
	reader, err := a.reader(extract.Options{})
	if err != nil {
		return err
	}
	bar := a.newProgress("articles")
	decisions, err := a.decisions()
	if err != nil {
		return err
	}
	opts := pipeline.Options{Workers: a.cfg.Workers, Again: again, Progress: bar.show, Decisions: decisions}
	if err := opts.Validate(); err != nil {
		return &usageError{err}
	}
	report, err := pipeline.Build(ctx, store, articles, reader, opts)
	bar.finish()
	if report != nil {
		a.report(report)
		if serr := a.holdings(context.WithoutCancel(ctx), store); serr != nil {
			return errors.Join(err, serr)
		}
	}
	if ctx.Err() != nil && errors.Is(err, ctx.Err()) {
		return &interrupted{"interrupted; the graph is whole; run it again to finish"}
	}
	if err != nil {
		return err
	}
	if n := len(report.Faults); n > 0 {
		return fmt.Errorf("%s not read for a fault of the program, see above; the others are in the graph", plural(n, "article was", "articles were"))
	}
	if report.Articles == 0 && report.Unchanged == 0 {
		return nothingRead(report.Skipped, paths)
	}
	return failedNames(report.Skipped)
}

// report prints what a build did.
func (a *app) report(r *pipeline.Report) {
	if !a.cfg.Verbose {
		for _, s := range r.Skipped {
			if s.Named {
				fmt.Fprintf(a.err, "skipped %s\n", &s)
			}
		}
	}
	for _, err := range r.Faults {
		fmt.Fprintf(a.err, "%v\n", err)
	}
	if a.cfg.Verbose {
		for _, err := range r.Refused {
			fmt.Fprintf(a.err, "refused: %v\n", err)
		}
	}
	if n := len(r.Undated); n > 0 {
		a.note("%s no day of publication, so that \"on Thursday\" stays open there; give it with --published or a .json file beside the article", plural(n, "article has", "articles have"))
	}
	a.tellSilent(r.Silent)
	a.tellIdle(r.Idle)
	if a.cfg.Quiet {
		return
	}
	line := fmt.Sprintf("%s read, %s", plural(r.Articles, "article", "articles"), plural(r.Statements, "statement", "statements"))
	if r.Unchanged > 0 {
		line += fmt.Sprintf("; %d unchanged", r.Unchanged)
	}
	if len(r.Skipped) > 0 {
		line += "; skipped " + countSkips(r.Skipped)
	}
	fmt.Fprintln(a.out, line)
}

// tellSilent names articles that say nothing, as far as was understood.
func (a *app) tellSilent(sources []string) {
	const most = 3
	if len(sources) == 0 {
		return
	}
	names := strings.Join(sources[:min(most, len(sources))], ", ")
	if len(sources) > most {
		names += ", …"
	}
	a.note("%s no statement (%s); is it English prose?", plural(len(sources), "article gave", "articles gave"), names)
}

// holdings prints what the graph holds.
func (a *app) holdings(ctx context.Context, store *graph.Store) error {
	if a.cfg.Quiet {
		return nil
	}
	s, err := store.Stats(ctx)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.out, "%s holds %s, %s, %s\n", store.Dir(), plural(s.Documents, "article", "articles"),
		plural(s.Statements, "statement", "statements"), plural(s.Actors, "actor", "actors"))
	return err
}

// countSkips is "3 (2 unsupported, 1 empty)".
func countSkips(skips []intake.Skip) string {
	counts := map[intake.SkipReason]int{}
	var reasons []intake.SkipReason
	for _, s := range skips {
		if counts[s.Reason] == 0 {
			reasons = append(reasons, s.Reason)
		}
		counts[s.Reason]++
	}
	slices.Sort(reasons)
	var parts []string
	for _, r := range reasons {
		parts = append(parts, fmt.Sprintf("%d %s", counts[r], r))
	}
	return fmt.Sprintf("%d (%s)", len(skips), strings.Join(parts, ", "))
}

// failedNames is an error if something that the user named by itself could
// not be read: a wrong path must not look like success.
func failedNames(skips []intake.Skip) error {
	n := 0
	for _, s := range skips {
		if s.Named && s.Reason != intake.SkipDuplicate {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	return fmt.Errorf("%s not read, see above", plural(n, "named input was", "named inputs were"))
}

// plural is "1 article", "2 articles".
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// atLeast wants n or more arguments.
func atLeast(n int, remedy string) cobra.PositionalArgs {
	return between(n, 1<<30, remedy)
}

// between wants low to high arguments.
func between(low, high int, remedy string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) < low || len(args) > high {
			return &usageError{fmt.Errorf("%s: %s; %s", cmd.CommandPath(), plural(len(args), "argument", "arguments"), remedy)}
		}
		return nil
	}
}
