package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"strings"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/graph/load"
	"github.com/dramatis-kg/dramatis/queries"
	"github.com/spf13/cobra"
)

// loadCommand reads triples that other tools extracted.
func (a *app) loadCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "load FILE…",
		Short: "Add statements that other tools extracted: .nq, .jsonl, .csv, .tsv, also with .gz",
		Long: `Load adds what other tools extracted. Lines of .jsonl and rows of .csv and .tsv
are statements (docs/formats.md names their keys); .nq and .nt are added as they
are, in files of any length. A file with a fault is refused whole. Loading a file
again replaces what it brought before; dramatis forget FILE removes it.

Ctrl-C leaves the graph usable: of a large .nq file the parts read so far may
stay, and the same command then goes on behind them.`,
		Example: "  dramatis load triples.nq\n  other-tool | dramatis load - --input csv",
		Args:    atLeast(1, "name at least one file, or - for standard input"),
	}
	input := cmd.Flags().String("input", "", "format: nquads, jsonl, csv, tsv (default by the file's extension)")
	source := cmd.Flags().String("source", "stdin", "name for what standard input brings; loading under a name again replaces it")
	cmd.Flags().String("memory", "", `about how much memory .nq and .nt files may take, bytes or as "512 MiB" (default 1 GiB)`)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := a.load(cmd.Flags()); err != nil {
			return err
		}
		// What is gathered and sorted is half of it; the rest is for tables, and
		// for what the store's cache takes beside Go's memory.
		debug.SetMemoryLimit(a.cfg.Limits.Memory / 8 * 7)
		o := load.Options{Format: load.Format(*input), MemoryBytes: a.cfg.Limits.Memory / 2}
		if *input == "" {
			for _, path := range args {
				if _, err := load.FormatOf(path); err != nil {
					return &usageError{fmt.Errorf("%w; say which with --input", err)}
				}
			}
		}
		return a.withStore(cmd.Context(), graph.Options{}, func(store *graph.Store) error {
			for _, path := range args {
				if err := a.loadFile(cmd.Context(), store, path, *source, o); err != nil {
					return err
				}
			}
			return a.holdings(cmd.Context(), store)
		})
	}
	return cmd
}

// loadFile loads one file and says what came of it.
func (a *app) loadFile(ctx context.Context, store *graph.Store, path, source string, o load.Options) error {
	if info, err := os.Stat(path); err == nil && a.cfg.Limits.Upload > 0 && info.Size() > a.cfg.Limits.Upload {
		return fmt.Errorf("load %s: %d bytes are over the limit of %d; raise limits.upload", path, info.Size(), a.cfg.Limits.Upload)
	}
	var report load.Report
	var err error
	bar := a.newProgress("edges")
	o.Progress = bar.count
	if path == "-" {
		report, err = load.From(ctx, store, stdin(ctx, a.in), source, o)
	} else {
		report, err = load.File(ctx, store, path, o)
	}
	bar.finish()
	if ctx.Err() != nil && errors.Is(err, ctx.Err()) {
		return &interrupted{"interrupted; the graph is whole but for what was read of " + path + "; run it again to go on"}
	}
	if err != nil && !strings.Contains(err.Error(), path) {
		return fmt.Errorf("%s: %w; see docs/formats.md", path, err)
	}
	if err != nil {
		return err
	}
	if !a.cfg.Quiet {
		if nothingNew(report) {
			fmt.Fprintf(a.out, "%s: nothing has changed\n", path)
			return nil
		}
		fmt.Fprintf(a.out, "%s: %s, %s; %s\n", path, plural(report.Statements, "statement", "statements"),
			plural(report.Quads, "edge as it is", "edges as they are"), describeChanges(report.Changes))
	}
	return a.tellTwice(ctx, store, path, report)
}

// tellTwice warns of statements that were loaded from what extract printed of
// an article that the graph has read itself: it then holds them twice.
func (a *app) tellTwice(ctx context.Context, store *graph.Store, path string, report load.Report) error {
	for _, c := range report.Changes {
		if c.Action == graph.Removed {
			continue
		}
		d, err := store.Document(ctx, string(c.Doc))
		if err != nil {
			return err
		}
		if !queries.IsDocumentID(d.Title) {
			continue
		}
		switch _, err := store.Document(ctx, d.Title); {
		case err == nil:
			a.note("%s is in the graph already, so that its statements are there twice now; dramatis forget %s takes those of the file out", d.Title, path)
		case !errors.Is(err, graph.ErrNotFound):
			return err
		}
	}
	return nil
}

// describeChanges counts what a write did: "2 added, 1 unchanged".
func describeChanges(changes []graph.Change) string {
	counts := map[graph.Action]int{}
	for _, c := range changes {
		counts[c.Action]++
	}
	words := ""
	for _, action := range []graph.Action{graph.Added, graph.Replaced, graph.Unchanged, graph.Removed} {
		if n := counts[action]; n > 0 {
			if words != "" {
				words += ", "
			}
			words += fmt.Sprintf("%d %s", n, action)
		}
	}
	if words == "" {
		return "nothing to store"
	}
	return "documents: " + words
}

// nothingNew tells of N-Quads that the graph has already: they were not read.
func nothingNew(r load.Report) bool {
	return r.Statements == 0 && r.Quads == 0 && len(r.Changes) == 1 && r.Changes[0].Action == graph.Unchanged
}
