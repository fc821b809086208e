package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/dramatis-kg/dramatis/train"
	"github.com/dramatis-kg/dramatis/train/wordnet"
)

// trainPlover derives the dictionary of event types from the CAMEO verb
// patterns and trains the classifier on PLV_train.
func trainPlover(_ context.Context, set *flag.FlagSet, args []string) error {
	data := set.String("data", "../shared/data", "folder with events/")
	dir := set.String("wordnet", "/usr/share/wordnet", "folder of WordNet 3.0 (apt-get install wordnet-base)")
	out := set.String("out", "extract/plover", "folder for dictionary.tsv and weights.bin")
	if err := set.Parse(args); err != nil {
		return err
	}
	db, err := wordnet.Open(*dir, wordnet.Noun, wordnet.Verb)
	if err != nil {
		return err
	}
	dictionary, err := train.PloverDictionary(*data, db)
	if err != nil {
		return err
	}
	model, err := train.PloverModel(*data, dictionary)
	if err != nil {
		return err
	}
	var weights bytes.Buffer
	if err := model.Write(&weights); err != nil {
		return err
	}
	for name, content := range map[string][]byte{"dictionary.tsv": dictionary, "weights.bin": weights.Bytes()} {
		path := filepath.Join(*out, name)
		if err := os.WriteFile(path, content, 0o644); err != nil {
			return fmt.Errorf("write %s: %w", path, err)
		}
	}
	return nil
}
