package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/dramatis-kg/dramatis/train/wordnet"
)

// fromWordNet is the trainer that derives a table from the verbs and nouns of
// WordNet and writes it to a file of that name.
func fromWordNet(name string, derive func(*wordnet.DB, io.Writer) error) trainer {
	return func(_ context.Context, set *flag.FlagSet, args []string) error {
		dir := set.String("wordnet", "/usr/share/wordnet", "folder of WordNet 3.0 (apt-get install wordnet-base)")
		out := set.String("out", name, "table to write")
		if err := set.Parse(args); err != nil {
			return err
		}
		db, err := wordnet.Open(*dir, wordnet.Verb, wordnet.Noun)
		if err != nil {
			return err
		}
		var table bytes.Buffer
		if err := derive(db, &table); err != nil {
			return err
		}
		if err := os.WriteFile(*out, table.Bytes(), 0o644); err != nil {
			return fmt.Errorf("write %s: %w", *out, err)
		}
		return nil
	}
}
