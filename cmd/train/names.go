package main

import (
	"context"
	"flag"
	"fmt"
	"os"

	"github.com/dramatis-kg/dramatis/train/names"
)

// trainNames fits the model of nlp/name. The parser must have been trained
// before, since names are learned on its tags and trees.
func trainNames(_ context.Context, set *flag.FlagSet, args []string) error {
	data := set.String("data", "../shared/data", "folder of the training data")
	out := set.String("out", "nlp/name/names.model", "model file to write")
	if err := set.Parse(args); err != nil {
		return err
	}
	m, err := names.Train(names.Options{Data: *data})
	if err != nil {
		return err
	}
	if err := os.WriteFile(*out, m.Bytes(), 0o644); err != nil {
		return fmt.Errorf("write %s: %w", *out, err)
	}
	return nil
}
