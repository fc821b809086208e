package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/train/relations"
	"github.com/dramatis-kg/dramatis/train/wordnet"
)

// trainRelations derives the further forms of the vocabulary's relations.
func trainRelations(_ context.Context, set *flag.FlagSet, args []string) (err error) {
	data := set.String("data", "../shared/data", "folder of the training data")
	dir := set.String("wordnet", "/usr/share/wordnet", "folder of WordNet 3.0 (apt-get install wordnet-base)")
	out := set.String("out", "schema/forms.tsv", "table to write")
	if err := set.Parse(args); err != nil {
		return err
	}
	db, err := wordnet.Open(*dir, wordnet.Verb)
	if err != nil {
		return err
	}
	cameo, err := os.Open(filepath.Join(*data, "events", "petrarch2", "CAMEO.2.0.txt"))
	if err != nil {
		return fmt.Errorf("open the verb dictionary (--data): %w", err)
	}
	defer func() { err = errors.Join(err, cameo.Close()) }()
	entries, err := relations.Derive(db, cameo, schema.HandVocabulary())
	if err != nil {
		return err
	}
	var table bytes.Buffer
	if err := relations.Write(&table, entries); err != nil {
		return err
	}
	if err := os.WriteFile(*out, table.Bytes(), 0o644); err != nil {
		return fmt.Errorf("write %s: %w", *out, err)
	}
	fmt.Fprintf(os.Stderr, "%d forms in %s\n", len(entries), *out)
	return nil
}
