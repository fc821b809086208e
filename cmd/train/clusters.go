package main

import (
	"context"
	"flag"
	"io"

	"github.com/dramatis-kg/dramatis/train/clusters"
)

// trainClusters makes the table of nlp/cluster.
func trainClusters(ctx context.Context, set *flag.FlagSet, args []string) error {
	var o clusters.Options
	in := winkFlag(set)
	out := set.String("out", "nlp/cluster/words.clusters", "table file to write")
	set.IntVar(&o.Words, "words", 0, "how many of the most frequent words are kept (default 100,000)")
	set.Uint64Var(&o.Seed, "seed", 0, "of the first centres")
	if err := set.Parse(args); err != nil {
		return err
	}
	return makeTable(*in, *out, func(r io.Reader) ([]byte, error) { return clusters.Make(ctx, r, o) })
}
