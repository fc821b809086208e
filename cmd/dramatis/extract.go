package main

import (
	"context"
	"fmt"
	"iter"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/intake"
	"github.com/dramatis-kg/dramatis/pipeline"
	"github.com/dramatis-kg/dramatis/resolve"
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
	"github.com/spf13/cobra"
)

// extractCommand prints the statements of articles without storing them.
func (a *app) extractCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "extract FILE…",
		Short: "Print the statements of articles, without storing them",
		Long: `Extract reads articles and prints one statement a line, in the order of the
text. docs/formats.md describes the columns. Paths are those of dramatis build.`,
		Example: "  dramatis extract article.txt --format jsonl\n  dramatis extract - --published 2025-03-14 < article.txt",
		Args:    atLeast(1, "name at least one file or folder, or - for standard input"),
	}
	addIntakeFlags(cmd)
	cmd.Flags().String("format", "", "jsonl, tsv or table (default table on a terminal, else jsonl)")
	minimum := cmd.Flags().Float64("min-confidence", 0, "leave out statements below this confidence, 0 to 1")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		articles, err := a.articles(cmd, args)
		if err != nil {
			return err
		}
		o := extract.Options{MinConfidence: *minimum}
		if err := o.Validate(); err != nil {
			return &usageError{err}
		}
		printer, err := a.statementPrinter()
		if err != nil {
			return err
		}
		return a.extract(cmd.Context(), articles, o, printer)
	}
	return cmd
}

// extract reads one article after the other and prints its statements.
func (a *app) extract(ctx context.Context, articles iter.Seq2[*text.Article, *intake.Skip], o extract.Options, p statementPrinter) error {
	reader, err := pipeline.NewReader(o)
	if err != nil {
		return err
	}
	var named []intake.Skip
	undated := 0
	for article, skip := range articles {
		if skip != nil {
			if skip.Named && !a.cfg.Verbose {
				fmt.Fprintf(a.err, "skipped %s\n", skip)
			}
			named = append(named, *skip)
			continue
		}
		if article.Published == "" {
			undated++
		}
		rec, err := readAlone(ctx, reader, article)
		if err != nil {
			return err
		}
		for i := range rec.Statements {
			if err := p.print(rec, &rec.Statements[i]); err != nil {
				return err
			}
		}
	}
	if err := p.finish(); err != nil {
		return err
	}
	if undated > 0 {
		a.note("%s no day of publication, so that relative dates in them stay open; give it with --published", plural(undated, "article has", "articles have"))
	}
	if ctx.Err() != nil {
		return &interrupted{"interrupted"}
	}
	return failedNames(named)
}

// readAlone reads one article with actors named as if there were no other.
func readAlone(ctx context.Context, reader *pipeline.Reader, article *text.Article) (*schema.Record, error) {
	rec, _, err := reader.Read(ctx, article)
	if err != nil {
		return nil, err
	}
	return resolve.Apply(rec, resolve.Link([]resolve.DocLocals{{Doc: rec.Doc.ID, Locals: rec.Locals}}))
}
