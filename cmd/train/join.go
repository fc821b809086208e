package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"

	"github.com/dramatis-kg/dramatis/nlp/parse/model"
	"github.com/dramatis-kg/dramatis/train"
)

// joinParsers makes one model of several that were trained with different
// seeds: the parser adds up their scores.
func joinParsers(_ context.Context, set *flag.FlagSet, args []string) error {
	return combine(model.Join, set, args)
}

// averageParsers makes one model of several that went on from one another:
// its parameters are the means of theirs.
func averageParsers(_ context.Context, set *flag.FlagSet, args []string) error {
	return combine(train.Average, set, args)
}

func combine(f func([]model.Note, ...[]byte) ([]byte, error), set *flag.FlagSet, args []string) error {
	out := set.String("out", "model.bin", "model file to write")
	if err := set.Parse(args); err != nil {
		return err
	}
	if set.NArg() == 0 {
		return errors.New("name the model files")
	}
	var files [][]byte
	var about []model.Note
	for i, name := range set.Args() {
		b, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		h, _, err := model.Decode(b)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		for _, n := range h.About {
			if n.Key == "trained on" {
				if i == 0 {
					about = append(about, n)
				}
				continue
			}
			about = append(about, model.Note{Key: fmt.Sprintf("%s of model %d", n.Key, i+1), Value: n.Value})
		}
		files = append(files, b)
	}
	b, err := f(about, files...)
	if err != nil {
		return err
	}
	return os.WriteFile(*out, b, 0o644)
}
