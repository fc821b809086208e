package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/graph/worker"
	"github.com/spf13/cobra"
)

// workerCommand is the verb by which the program starts itself to run the
// queries of others; people have no use for it.
func (a *app) workerCommand() *cobra.Command {
	return &cobra.Command{
		Use:    worker.Verb + " MEMORY",
		Short:  "Run queries that come over standard input (started by serve and query -f)",
		Hidden: true,
		Args:   between(1, 1, "it is started by serve and query -f"),
		RunE: func(_ *cobra.Command, args []string) error {
			return worker.Serve(a.in, a.out, args)
		},
	}
}

// withWorkers calls use with a pool of processes that run queries over the
// store.
func (a *app) withWorkers(store *graph.Store, use func(*worker.Pool) error) error {
	pool, err := worker.New(store, worker.Options{Timeout: a.cfg.Query.Timeout})
	if err != nil {
		return err
	}
	return errors.Join(use(pool), pool.Close())
}

// warm starts the first worker in the background. Its failure is told; the
// rest of the program does not need it.
func (a *app) warm(ctx context.Context, pool *worker.Pool) {
	if err := pool.Warm(ctx); err != nil && ctx.Err() == nil {
		fmt.Fprintln(a.err, "dramatis: serve:", err)
	}
}
