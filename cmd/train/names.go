package main

import (
	"context"
	"flag"
	"fmt"
	"os"

	"github.com/dramatis-kg/dramatis/eval"
	"github.com/dramatis-kg/dramatis/train/gold"
	"github.com/dramatis-kg/dramatis/train/names"
)

// runs is the number of runs averaged in the model that is shipped: with the
// default of five, chance moves the scores of small sets by a point.
const runs = 20

// trainNames fits the model of nlp/name, or cross-validates it. The parser
// must have been trained before, since names are learned on its tags and
// trees.
func trainNames(ctx context.Context, set *flag.FlagSet, args []string) error {
	data := set.String("data", "../shared/data", "folder of the training data")
	out := set.String("out", "nlp/name/names.model", "model file to write")
	folds := set.Int("folds", 0, "cross-validate over WikiGold in so many parts and write nothing")
	if err := set.Parse(args); err != nil {
		return err
	}
	c, err := names.Load(*data)
	if err != nil {
		return err
	}
	if *folds > 0 {
		s, err := eval.NameFolds(ctx, c, names.Options{}, *folds)
		if err != nil {
			return err
		}
		fmt.Printf("WikiGold, %d folds: %d names, F1 %.1f (PER %.1f, ORG %.1f, LOC %.1f), spans alone %.1f\n", *folds, s.All.Gold,
			100*s.All.F1(), 100*s.Kind["PER"].F1(), 100*s.Kind["ORG"].F1(), 100*s.Kind["LOC"].F1(), 100*s.Spans.F1())
		return nil
	}
	m, err := c.Train(names.Options{Runs: runs}, func(document int) bool { return !gold.HeldOut(document) })
	if err != nil {
		return err
	}
	if err := os.WriteFile(*out, m.Bytes(), 0o644); err != nil {
		return fmt.Errorf("write %s: %w", *out, err)
	}
	return nil
}
