package main

import (
	"context"
	"flag"
	"fmt"
	"os"

	"github.com/dramatis-kg/dramatis/train/sentences"
)

// trainSentences fits the model of sentence ends of nlp/token.
func trainSentences(_ context.Context, set *flag.FlagSet, args []string) error {
	data := set.String("data", "../shared/data", "folder of the training data")
	out := set.String("out", "nlp/token/sentences.model", "model file to write")
	if err := set.Parse(args); err != nil {
		return err
	}
	m, err := sentences.Train(sentences.Options{Data: *data})
	if err != nil {
		return err
	}
	if err := os.WriteFile(*out, m.Bytes(), 0o644); err != nil {
		return fmt.Errorf("write %s: %w", *out, err)
	}
	return nil
}
