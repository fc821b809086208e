package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"

	"github.com/dramatis-kg/dramatis/train"
	"github.com/dramatis-kg/dramatis/train/wordnet"
)

// trainDeverbals derives the nouns of happening of verbs from WordNet.
func trainDeverbals(_ context.Context, set *flag.FlagSet, args []string) error {
	dir := set.String("wordnet", "/usr/share/wordnet", "folder of WordNet 3.0 (apt-get install wordnet-base)")
	out := set.String("out", "deverbals.tsv", "table to write")
	if err := set.Parse(args); err != nil {
		return err
	}
	db, err := wordnet.Open(*dir, wordnet.Verb, wordnet.Noun)
	if err != nil {
		return err
	}
	var table bytes.Buffer
	if err := train.Deverbals(db, &table); err != nil {
		return err
	}
	if err := os.WriteFile(*out, table.Bytes(), 0o644); err != nil {
		return fmt.Errorf("write %s: %w", *out, err)
	}
	return nil
}
