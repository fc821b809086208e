package main

import (
	"context"
	"flag"
	"fmt"
	"os"

	"github.com/dramatis-kg/dramatis/nlp/parse"
	"github.com/dramatis-kg/dramatis/nlp/parse/model"
	"github.com/dramatis-kg/dramatis/train"
)

// trainParser reads the corpus, trains, and writes every model that is better
// than those before to the output file.
func trainParser(ctx context.Context, set *flag.FlagSet, args []string) error {
	data := set.String("data", "../shared/data", "folder with treebank/ and ner/")
	out := set.String("out", "model.bin", "model file to write")
	start := set.String("start", "", "model file to go on from, of the same data and sizes")
	teacher := set.String("teacher", "", "model file, best of several joined members, that annotates text without annotations for this one to learn from")
	var o train.Options
	set.IntVar(&o.Epochs, "epochs", 30, "passes over the training data")
	set.IntVar(&o.Last, "last", 0, "pass after which to stop, the rate falling as if all were made (default epochs)")
	set.Uint64Var(&o.Seed, "seed", 1, "of everything that is drawn")
	set.IntVar(&o.Parallel, "parallel", 2, "goroutines, 1 or 2; the result is the same")
	set.IntVar(&o.Hidden, "hidden", 0, "cells per direction and layer (default 192)")
	set.IntVar(&o.Layers, "layers", 0, "recurrent layers (default 3)")
	set.IntVar(&o.TagAt, "tag-layer", 0, "layer that the tags are read from (default 2)")
	set.IntVar(&o.Tokens, "tokens", 0, "tokens of a step (default 1200)")
	set.Float64Var(&o.Rate, "rate", 0, "highest learning rate (default 0.002)")
	set.Float64Var(&o.WordDrop, "word-drop", 0, "how readily rare words count as unknown (default 0.25)")
	set.Float64Var(&o.Augment, "augment", 0.08, "share of disturbed sentences")
	set.Float64Var(&o.Rename, "rename", 0.35, "share of names replaced by others")
	set.IntVar(&o.Again, "again", 0, "how many times more the sentences of GUM are read in a pass")
	set.Float64Var(&o.Dropout.Input, "drop-input", 0.2, "dropout of features")
	set.Float64Var(&o.Dropout.Layer, "drop-layer", 0.33, "dropout between layers")
	set.Float64Var(&o.Dropout.Recurrent, "drop-recurrent", 0.25, "dropout from a cell to itself")
	set.Float64Var(&o.Dropout.Head, "drop-head", 0.33, "dropout before the scores")
	if err := set.Parse(args); err != nil {
		return err
	}
	if *start != "" {
		b, err := os.ReadFile(*start)
		if err != nil {
			return err
		}
		o.Start = b
	}
	c, err := train.LoadCorpus(*data)
	if err != nil {
		return err
	}
	if *teacher != "" {
		b, err := os.ReadFile(*teacher)
		if err != nil {
			return err
		}
		if o.Teacher, err = parse.New(b); err != nil {
			return fmt.Errorf("%s: %w", *teacher, err)
		}
		if c.Bare, err = train.LoadUnlabelled(*data); err != nil {
			return err
		}
	}
	o.About = []model.Note{
		{Key: "trained on", Value: "UD English EWT train (CC BY-SA 4.0); GUM train, genres news, interview, bio, academic, court, voyage (annotations CC BY 4.0, texts CC BY or CC BY-SA); WikiGold, nine documents in ten (CC BY 4.0)"},
		{Key: "epochs", Value: fmt.Sprint(o.Epochs)},
		{Key: "seed", Value: fmt.Sprint(o.Seed)},
	}
	if o.Again > 0 {
		o.About = append(o.About, model.Note{Key: "again", Value: fmt.Sprint(o.Again)})
	}
	if *teacher != "" {
		o.About = append(o.About, model.Note{Key: "taught by", Value: "a joined model of earlier seeds, on EWT's names, WikiGold's trees and the snippets of GAP development (Apache 2.0; texts of Wikipedia, CC BY-SA)"})
	}
	if *start != "" {
		o.About = append(o.About, model.Note{Key: "start", Value: "an earlier model"})
	}
	o.Progress = func(r train.Report) {
		fmt.Fprintf(os.Stderr, "epoch %d: %.0f s, loss %.3f (upos %.3f xpos %.3f arcs %.3f rels %.3f names %.3f)", r.Epoch, r.Seconds, r.Loss, r.Parts[0], r.Parts[1], r.Parts[2], r.Parts[3], r.Parts[4])
		for i, s := range r.Trees {
			fmt.Fprintf(os.Stderr, "; %s UPOS %.2f XPOS %.2f UAS %.2f LAS %.2f", c.Trees[i].Name, s.UPOS, s.XPOS, s.UAS, s.LAS)
		}
		for i, f := range r.Names {
			fmt.Fprintf(os.Stderr, "; names %s F1 %.2f", c.Names[i].Name, f)
		}
		fmt.Fprintln(os.Stderr)
	}
	o.Best = func(b []byte, r train.Report) error { return os.WriteFile(*out, b, 0o644) }
	_, err = train.Parser(ctx, c, o)
	return err
}
