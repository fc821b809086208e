package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/format"
	"github.com/dramatis-kg/dramatis/intake"
	"github.com/dramatis-kg/dramatis/text"
	"github.com/spf13/cobra"
)

// extractCommand prints the statements of articles without storing them.
func (a *app) extractCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "extract FILE…",
		Short: "Print the statements of articles, without storing them",
		Long: `Extract reads articles and prints one statement a line, in the order of the
text. docs/formats.md describes the columns. Paths are those of dramatis build.
With --sentences every line of the files is a sentence by itself; with --events
too, and what is printed is its events, for outside scorers.`,
		Example: "  dramatis extract article.txt --format jsonl\n  dramatis extract article.txt --explain\n  dramatis extract --events --format tsv --date 2025-03-14 sentences.txt\n  dramatis extract - --published 2025-03-14 < article.txt",
		Args:    atLeast(1, "name at least one file or folder, or - for standard input"),
	}
	addIntakeFlags(cmd)
	cmd.Flags().Int("jobs", 0, "articles read at the same time (default one per processor)")
	cmd.Flags().String("format", "", strings.Join(outputFormats(), ", ")+" (default table on a terminal, else jsonl)")
	var x extraction
	cmd.Flags().Float64Var(&x.rules.MinConfidence, "min-confidence", 0, "leave out statements below this confidence, 0 to 1")
	cmd.Flags().BoolVar(&x.sentences, "sentences", false, "every line is a sentence by itself")
	cmd.Flags().BoolVar(&x.events, "events", false, "every line is a sentence, and its events are printed: line, source, TYPE, target, date, modality")
	cmd.Flags().BoolVar(&x.explain, "explain", false, "print each sentence's tree, and its statements and open tuples with the rules that fired")
	cmd.Flags().StringVar(&x.out, "out", "", "folder for the pairs of files of --format brat")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		// Checked here, for the formats of answers are others.
		if kind, _ := cmd.Flags().GetString("format"); kind != "" && kind != "json" && !slices.Contains(outputFormats(), kind) {
			return &usageError{fmt.Errorf("extract prints %s, not %q", strings.Join(outputFormats(), ", "), kind)}
		}
		if x.events {
			if kind, _ := cmd.Flags().GetString("format"); kind != "" && kind != "tsv" && kind != string(format.Events) {
				return &usageError{fmt.Errorf("events are printed as tsv, not %q", kind)}
			}
			x.sentences = true
			if err := cmd.Flags().Set("sentences", "true"); err != nil {
				return err
			}
			if err := cmd.Flags().Set("format", string(format.Events)); err != nil {
				return err
			}
		}
		articles, err := a.articles(cmd, args)
		if err != nil {
			return err
		}
		x.rules.Headings = x.sentences // a line without a full stop is a sentence all the same
		if err := x.rules.Validate(); err != nil {
			return &usageError{err}
		}
		if x.print, x.finish, err = a.statementPrinter(x); err != nil {
			return err
		}
		return a.extract(cmd.Context(), articles, x)
	}
	return cmd
}

// extraction is what extract was told to do.
type extraction struct {
	rules     extract.Options
	sentences bool
	events    bool
	explain   bool
	out       string
	print     func(*reading) error
	finish    func() error
}

// outputFormats are the formats of extract.
func outputFormats() []string {
	var names []string
	for _, k := range format.Kinds() {
		names = append(names, string(k))
	}
	return append(names, "open", "conllu", "brat")
}

// statementPrinter chooses what prints an article's statements, or the open
// tuples of at least its confidence.
func (a *app) statementPrinter(x extraction) (print func(*reading) error, finish func() error, err error) {
	_, onTerminal := terminal(a.out)
	w := a.out
	if onTerminal || x.explain || a.cfg.Format == string(format.Table) {
		w = forPeople(a.out)
	}
	nothing := func() error { return nil }
	kind := a.cfg.Format
	min := x.rules.MinConfidence
	if x.out != "" && (x.explain || kind != "brat") {
		return nil, nil, &usageError{errors.New("--out goes with --format brat")}
	}
	switch {
	case x.explain:
		return func(r *reading) error { return format.Explain(w, r.doc, r.rec.Statements) }, nothing, nil
	case kind == "conllu":
		return func(r *reading) error { return format.CoNLLU(w, r.doc) }, nothing, nil
	case kind == "open":
		return func(r *reading) error { return format.OpenLayers(w, r.doc, min) }, nothing, nil
	case kind == "brat":
		print, finish := bratPrinter(w, x.out)
		return print, finish, nil
	case kind == "" && onTerminal:
		kind = string(format.Table)
	case kind == "" || kind == "json":
		kind = string(format.JSONL)
	}
	if !slices.Contains(outputFormats(), kind) {
		return nil, nil, &usageError{fmt.Errorf("extract prints %s, not %q", strings.Join(outputFormats(), ", "), kind)}
	}
	enc, err := format.New(w, format.Kind(kind))
	if err != nil {
		return nil, nil, err
	}
	if kind == string(format.CaRB) || kind == string(format.BenchIE) {
		return func(r *reading) error { return enc.Open(r.doc, r.sentences(), min) }, enc.Close, nil
	}
	return func(r *reading) error { return enc.Document(r.article, r.sentences(), r.rec.Statements) }, enc.Close, nil
}

// extract prints the statements of the articles in their order.
func (a *app) extract(ctx context.Context, articles iter.Seq2[*text.Article, *intake.Skip], x extraction) error {
	reader, err := a.reader(x.rules)
	if err != nil {
		return err
	}
	var skips []intake.Skip
	undated := 0
	var silent []string
	for r := range readInOrder(ctx, reader, articles, a.cfg.Workers) {
		switch {
		case r.skip != nil:
			if r.skip.Named && !a.cfg.Verbose {
				fmt.Fprintf(a.err, "skipped %s\n", r.skip)
			}
			skips = append(skips, *r.skip)
			continue
		case ctx.Err() != nil:
			return &interrupted{"interrupted"}
		case r.err != nil:
			return r.err
		}
		if r.article.Published == "" {
			undated++
		}
		if len(r.rec.Statements) == 0 {
			silent = append(silent, r.article.Source)
		}
		r.whole = x.sentences
		if err := x.print(r); err != nil {
			return err
		}
	}
	if err := x.finish(); err != nil {
		return err
	}
	if undated > 0 && !x.sentences {
		a.note("%s no day of publication, so that relative dates in them stay open; give it with --published", plural(undated, "article has", "articles have"))
	}
	if !x.sentences {
		a.tellSilent(silent)
	}
	if errors.Is(ctx.Err(), context.Canceled) {
		return &interrupted{"interrupted"}
	}
	return failedNames(skips)
}
