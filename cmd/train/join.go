package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"

	"github.com/dramatis-kg/dramatis/nlp/parse/model"
)

// joinParsers makes one model of several that were trained with different
// seeds: the parser adds up their scores.
func joinParsers(_ context.Context, set *flag.FlagSet, args []string) error {
	out := set.String("out", "model.bin", "model file to write")
	if err := set.Parse(args); err != nil {
		return err
	}
	if set.NArg() == 0 {
		return errors.New("join: name the model files to join")
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
			about = append(about, model.Note{Key: fmt.Sprintf("%s of member %d", n.Key, i+1), Value: n.Value})
		}
		files = append(files, b)
	}
	b, err := model.Join(about, files...)
	if err != nil {
		return err
	}
	return os.WriteFile(*out, b, 0o644)
}
