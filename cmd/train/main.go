// Command train fits the models that the reader of news embeds.
//
//	go run ./cmd/train parser --data ../shared/data --out nlp/parse/model.bin
//
// What enters: treebanks and name annotations below the data folder. What
// leaves: a model file and, on standard error, the scores of every epoch. It
// is a workshop's tool: nothing that reads news needs it.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	if len(args) == 0 {
		return fmt.Errorf("which model? One of: parser")
	}
	set := flag.NewFlagSet(args[0], flag.ContinueOnError)
	switch args[0] {
	case "parser":
		return trainParser(ctx, set, args[1:])
	}
	return fmt.Errorf("no model %q; there is: parser", args[0])
}
