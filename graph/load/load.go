// Package load reads triples that other tools extracted into a store.
//
// What enters: N-Quads (.nq, .nt), which become quads as they are, and JSON
// lines (.jsonl) or tables with a header (.csv, .tsv), each line a statement,
// which become records with the same quads as statements of our own. What
// leaves: a store that holds the file whole. A file with a fault is refused
// whole, with the numbers of the faulty lines. Files may be compressed by gzip.
// It never guesses what a line
// leaves out, but for the modality, which is asserted.
package load

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/cayleygraph/quad"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/schema"
)

// Format is a format of files.
type Format string

// The formats.
const (
	NQuads Format = "nquads"
	JSONL  Format = "jsonl"
	CSV    Format = "csv"
	TSV    Format = "tsv"
)

// FormatOf is the format of a file by the ending of its name; a further ".gz"
// means that it is compressed.
func FormatOf(name string) (Format, error) {
	plain := strings.TrimSuffix(strings.ToLower(name), ".gz")
	switch filepath.Ext(plain) {
	case ".nq", ".nt", ".nquads", ".ntriples":
		return NQuads, nil
	case ".jsonl", ".ndjson":
		return JSONL, nil
	case ".csv":
		return CSV, nil
	case ".tsv":
		return TSV, nil
	}
	return "", fmt.Errorf("load: %s: unknown ending: want .nq, .nt, .jsonl, .csv or .tsv, or one of them with .gz", name)
}

// Options say how files are read. The zero value is ready for use.
type Options struct {
	// Format of the input. Default: by the ending of the name.
	Format Format
	// MaxLines bounds the number of statements in a file, which are held in
	// memory, and of quads that [Read] returns; quads that go into a store
	// have no such bound. Default 500,000.
	MaxLines int
	// MemoryBytes bounds what is gathered of N-Quads before it is written.
	// Default: that of graph.BulkLoad.
	MemoryBytes int64
	// Progress is told now and then how many quads of N-Quads were read.
	// Default: nobody is told.
	Progress func(read int64)
	// MaxLineBytes bounds the length of a line. Default 1 MiB.
	MaxLineBytes int
	// Vocabulary maps predicates to relations. Default
	// schema.DefaultVocabulary.
	Vocabulary *schema.Vocabulary
	// Actor finds the actor that a name means. Default: the store's actor of
	// exactly that name, if there is one alone, else a new one named by it.
	Actor func(ctx context.Context, name string) (id schema.NodeID, ok bool, err error)

	held int64 // heldInput but for tests
}

// format is the one of the options, or else that of the name.
func (o Options) format(source string) (Format, error) {
	if o.Format != "" {
		return o.Format, nil
	}
	return FormatOf(source)
}

func (o Options) withDefaults() Options {
	if o.MaxLines <= 0 {
		o.MaxLines = 500_000
	}
	if o.held <= 0 {
		o.held = heldInput
	}
	if o.MaxLineBytes <= 0 {
		o.MaxLineBytes = 1 << 20
	}
	if o.Vocabulary == nil {
		o.Vocabulary = schema.DefaultVocabulary()
	}
	if o.Actor == nil {
		o.Actor = func(context.Context, string) (schema.NodeID, bool, error) { return "", false, nil }
	}
	return o
}

// Content is what a file holds: quads or records.
type Content struct {
	Quads   []quad.Quad
	Records []*schema.Record
}

// LineError is a fault of one line, counted from 1.
type LineError struct {
	File string
	Line int
	Err  error
}

// Error names file and line.
func (e *LineError) Error() string { return fmt.Sprintf("%s:%d: %v", e.File, e.Line, e.Err) }

// Unwrap is the fault itself.
func (e *LineError) Unwrap() error { return e.Err }

// maxFaults bounds how many faulty lines are named.
const maxFaults = 10

// faults gathers the errors of lines.
type faults struct {
	file string
	errs []error
	more int
}

func (f *faults) add(line int, err error) {
	if len(f.errs) < maxFaults {
		f.errs = append(f.errs, &LineError{f.file, line, err})
	} else {
		f.more++
	}
}

func (f *faults) err() error {
	if f.more > 0 {
		return errors.Join(append(f.errs, fmt.Errorf("%s: and %d more faulty lines", f.file, f.more))...)
	}
	return errors.Join(f.errs...)
}

// Report says what a load did.
type Report struct {
	Changes    []graph.Change
	Statements int
	Quads      int // as they are
}

// File loads a file into the store; loading it again replaces what it brought
// before. "-" is standard input in the format of the options, which has to be
// given then.
//
// N-Quads go in part by part, if they are more than fit in Options.MemoryBytes
// (see [graph.Store.BulkLoad]), else whole or not at all. Of the other formats every document (the
// values of the field "doc") goes in whole or not at all: if the process dies
// half-way, some documents are there, and loading again brings the rest.
func File(ctx context.Context, s *graph.Store, path string, o Options) (Report, error) {
	in := io.Reader(os.Stdin)
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return Report{}, fmt.Errorf("load: %w", err)
		}
		defer f.Close()
		in = f
	}
	return From(ctx, s, in, path, o)
}

// From loads what a reader gives into the store under the name of a source.
func From(ctx context.Context, s *graph.Store, r io.Reader, source string, o Options) (Report, error) {
	if o.Actor == nil {
		o.Actor = func(ctx context.Context, name string) (schema.NodeID, bool, error) {
			ms, err := s.FindActors(ctx, name)
			if err != nil || len(ms) != 1 || ms[0].How != "id" && ms[0].How != "name" {
				return "", false, err
			}
			return ms[0].Actor.ID, true, nil
		}
	}
	if f, err := o.format(source); err != nil {
		return Report{}, err
	} else if f == NQuads {
		return loadQuads(ctx, s, r, source, o.withDefaults())
	}
	c, err := Read(ctx, r, source, o)
	if err != nil {
		return Report{}, err
	}
	return put(ctx, s, c, source)
}

func put(ctx context.Context, s *graph.Store, c *Content, source string) (Report, error) {
	if len(c.Records) == 0 {
		if source == "-" || source == "" {
			source = "standard input"
		}
		ch, err := s.PutLoad(ctx, graph.Load{Source: source, Title: "Quads of " + filepath.Base(source), Quads: c.Quads})
		if err != nil {
			return Report{}, err
		}
		return Report{Changes: []graph.Change{ch}, Quads: len(c.Quads)}, nil
	}
	var rep Report
	keep := map[string]bool{}
	for _, r := range c.Records {
		rep.Statements += len(r.Statements)
		keep[r.Doc.Source] = true
	}
	var err error
	if rep.Changes, err = s.PutAll(ctx, c.Records); err != nil {
		return rep, err
	}
	// Documents that an earlier version of the file had.
	var gone []string
	for d, err := range s.Documents(ctx) {
		if err != nil {
			return rep, err
		}
		for _, src := range d.Sources {
			if strings.HasPrefix(src, source+"#") && !keep[src] {
				gone = append(gone, src)
			}
		}
	}
	for _, src := range gone {
		ch, err := s.Forget(ctx, src)
		if err != nil {
			return rep, err
		}
		rep.Changes = append(rep.Changes, ch)
	}
	return rep, nil
}

// Read reads a file without storing anything. Its error joins a *[LineError]
// for each faulty line, at most ten.
func Read(ctx context.Context, r io.Reader, source string, o Options) (*Content, error) {
	var err error
	if o.Format, err = o.format(source); err != nil {
		return nil, err
	}
	o = o.withDefaults()
	if o.Format != NQuads {
		if r, err = plain(r); err != nil {
			return nil, fmt.Errorf("load: %s: %w", source, err)
		}
	}
	var c *Content
	switch o.Format {
	case NQuads:
		c, err = readQuads(ctx, r, source, o)
	case JSONL:
		c, err = readStatements(ctx, source, o, jsonLines(r, o))
	case CSV:
		c, err = readStatements(ctx, source, o, table(r, ','))
	case TSV:
		c, err = readStatements(ctx, source, o, table(r, '\t'))
	default:
		return nil, fmt.Errorf("load: unknown format %q", o.Format)
	}
	if err != nil {
		return nil, fmt.Errorf("load: %w", err)
	}
	return c, nil
}

func readQuads(ctx context.Context, r io.Reader, source string, o Options) (*Content, error) {
	c := &Content{}
	for q, err := range quadsIn(ctx, r, source, o, new(int)) {
		if err != nil {
			return nil, err
		}
		if len(c.Quads) == o.MaxLines {
			return nil, fmt.Errorf("%s: more than %d quads", source, o.MaxLines)
		}
		c.Quads = append(c.Quads, q)
	}
	return c, nil
}

func lines(r io.Reader, o Options) *bufio.Scanner {
	sc := bufio.NewScanner(r)
	sc.Buffer(make([]byte, 0, min(64<<10, o.MaxLineBytes)), o.MaxLineBytes)
	return sc
}

func scanError(sc *bufio.Scanner, source string, n int, o Options) error {
	err := sc.Err()
	if errors.Is(err, bufio.ErrTooLong) {
		err = fmt.Errorf("the line is longer than %d bytes", o.MaxLineBytes)
	}
	if err != nil {
		return &LineError{source, n + 1, err}
	}
	return nil
}
