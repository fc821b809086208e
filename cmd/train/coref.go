package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/dramatis-kg/dramatis/nlp/coref"
	"github.com/dramatis-kg/dramatis/text"
	train "github.com/dramatis-kg/dramatis/train/coref"
	"github.com/dramatis-kg/dramatis/train/gold"
)

// trainCoref fits the weights of the pronoun pass to GUM's entities.
func trainCoref(_ context.Context, set *flag.FlagSet, args []string) error {
	data := set.String("data", "../shared/data", "folder of the training data")
	out := set.String("out", "nlp/coref/weights.tsv", "table to write")
	if err := set.Parse(args); err != nil {
		return err
	}
	fit, err := corefExamples(filepath.Join(*data, "treebank", "gum-open-train.conllu"))
	if err != nil {
		return err
	}
	dev, err := corefExamples(filepath.Join(*data, "treebank", "gum-open-dev.conllu"))
	if err != nil {
		return err
	}
	w := train.Train(fit, train.Options{})
	var table bytes.Buffer
	fmt.Fprintln(&table, "# Weights of the pronoun pass, fitted by cmd/train coref to the entities of UD English GUM")
	fmt.Fprintln(&table, "# (annotations CC BY 4.0; texts of open genres CC BY or CC BY-SA).")
	if err := train.Write(&table, w); err != nil {
		return err
	}
	if err := os.WriteFile(*out, table.Bytes(), 0o644); err != nil {
		return fmt.Errorf("write %s: %w", *out, err)
	}
	fmt.Fprintf(os.Stderr, "%d decisions; right on dev: %.3f of %d\n", len(fit), train.Accuracy(dev, w), len(dev))
	return nil
}

func corefExamples(file string) ([]coref.Example, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	docs, err := gold.ReadChains(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	var out []coref.Example
	for i := range docs {
		d := &docs[i]
		out = append(out, coref.Examples(d.Doc, coref.Options{}, func(m text.Mention, conjunction bool) string { return d.Entity(m, conjunction) })...)
	}
	return out, nil
}
