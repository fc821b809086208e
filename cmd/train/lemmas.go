package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"

	"github.com/dramatis-kg/dramatis/train/lemmas"
)

// trainLemmas learns the table of nlp/lemma.
func trainLemmas(_ context.Context, set *flag.FlagSet, args []string) error {
	data := set.String("data", "../shared/data", "folder of the training data")
	dir := set.String("wordnet", "/usr/share/wordnet", "folder of WordNet 3.0 (apt-get install wordnet-base)")
	out := set.String("out", "nlp/lemma/table.tsv", "table to write")
	if err := set.Parse(args); err != nil {
		return err
	}
	var table bytes.Buffer
	if err := lemmas.Learn(&table, *data, *dir); err != nil {
		return err
	}
	if err := os.WriteFile(*out, table.Bytes(), 0o644); err != nil {
		return fmt.Errorf("write %s: %w", *out, err)
	}
	return nil
}
