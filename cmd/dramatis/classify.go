package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/plover"
	"github.com/dramatis-kg/dramatis/pipeline"
	"github.com/spf13/cobra"
)

// classifyCommand types events whose two sides are marked.
func (a *app) classifyCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "classify-events FILE…",
		Short: "Say what kind of event each line tells of, its two sides being marked",
		Long: `Classify-events reads one sentence a line, with <S>…</S> around who acts and
<T>…</T> around the other side, and prints of each the PLOVER type of the event
between them: line, source, TYPE, target, mode, quad class, confidence, with
tabs between. Of a line with several columns it reads the first that has the
marks. A line without them is passed over and told of. docs/events.md says how
the types are found.`,
		Example: "  dramatis classify-events rows.tsv --format tsv\n  echo '<S>Norway</S> sued <T>the firm</T>.' | dramatis classify-events - --explain",
		Args:    atLeast(1, "name at least one file, or - for standard input"),
	}
	cmd.Flags().String("format", "", "tsv, jsonl (default tsv)")
	explain := cmd.Flags().Bool("explain", false, "add the features that spoke most for the type, with their weights")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		kind, _ := cmd.Flags().GetString("format")
		if !slices.Contains([]string{"", "tsv", "jsonl"}, kind) {
			return &usageError{fmt.Errorf("classify-events prints tsv, jsonl, not %q", kind)}
		}
		if err := a.load(cmd.Flags()); err != nil {
			return err
		}
		return a.classify(cmd.Context(), args, kind == "jsonl", *explain)
	}
	return cmd
}

// classified is one row as JSON lines and TSV show it.
type classified struct {
	Line       int      `json:"line"`
	Source     string   `json:"source"`
	Type       string   `json:"type"`
	Target     string   `json:"target"`
	Mode       string   `json:"mode"` // "" where none is known
	Quad       string   `json:"quad"`
	Confidence float64  `json:"confidence"`
	Why        []string `json:"why,omitempty"`
}

// classify reads the files line by line and prints each row as soon as it is
// known. Lines are numbered over all files.
func (a *app) classify(ctx context.Context, paths []string, asJSON, explain bool) error {
	reader, err := pipeline.NewReader(extract.Options{})
	if err != nil {
		return err
	}
	c := &classifier{app: a, reader: reader, out: bufio.NewWriter(a.out), json: asJSON, explain: explain}
	for _, p := range paths {
		if err := c.file(ctx, p); err != nil {
			return err
		}
	}
	if c.refused > 0 {
		return fmt.Errorf("%s no event: %w", plural(c.refused, "line gave", "lines gave"), plover.ErrMarks)
	}
	return nil
}

type classifier struct {
	*app
	reader        *pipeline.Reader
	out           *bufio.Writer
	json, explain bool
	line, refused int
}

func (c *classifier) file(ctx context.Context, path string) error {
	in, err := c.open(ctx, path)
	if err != nil {
		return fmt.Errorf("classify-events: %w", err)
	}
	defer in.Close() // read only: nothing can be lost
	r := bufio.NewReader(in)
	for {
		line, err := r.ReadString('\n')
		if ctx.Err() != nil {
			return &interrupted{"interrupted"}
		}
		if line != "" {
			c.line++
			if err := c.row(ctx, strings.TrimRight(line, "\r\n")); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("classify-events: %s: %w", path, err)
		}
	}
}

// row classifies one line. Empty lines count and say nothing.
func (c *classifier) row(ctx context.Context, line string) error {
	if strings.TrimSpace(line) == "" {
		return nil
	}
	if c.line == 1 {
		line = strings.TrimPrefix(line, "\ufeff")
	}
	cell := line
	for f := range strings.SplitSeq(line, "\t") {
		if l := strings.ToLower(f); strings.Contains(l, "<s>") && strings.Contains(l, "<t>") {
			cell = f
			break
		}
	}
	m, r, err := c.reader.ClassifyMarked(ctx, cell)
	switch {
	case errors.Is(err, plover.ErrMarks):
		c.refused++
		fmt.Fprintf(c.err, "line %d: %v\n", c.line, err)
		return nil
	case ctx.Err() != nil:
		return &interrupted{"interrupted"}
	case err != nil:
		return err
	}
	out := classified{Line: c.line, Source: m.Source.In(m.Text), Type: string(r.Type), Target: m.Target.In(m.Text), Mode: r.Mode,
		Quad: string(r.Type.Quad()), Confidence: float64(int(r.Confidence*1000+0.5)) / 1000}
	if c.explain {
		out.Why = r.Why
	}
	return c.print(out)
}

func (c *classifier) print(row classified) error {
	if c.json {
		enc := json.NewEncoder(c.out)
		enc.SetEscapeHTML(false)
		return cmp.Or(enc.Encode(row), c.out.Flush())
	}
	cells := []string{strconv.Itoa(row.Line), row.Source, row.Type, row.Target, row.Mode, row.Quad, strconv.FormatFloat(row.Confidence, 'f', 3, 64)}
	if c.explain {
		cells = append(cells, strings.Join(row.Why, "; "))
	}
	_, err := c.out.WriteString(strings.Join(cells, "\t") + "\n")
	return cmp.Or(err, c.out.Flush())
}
