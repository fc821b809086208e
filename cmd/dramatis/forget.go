package main

import (
	"github.com/dramatis-kg/dramatis/graph"
	"github.com/spf13/cobra"
)

// forgetCommand removes documents.
func (a *app) forgetCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "forget DOCUMENT…",
		Short:   "Remove what was read from a document, given its id or its path",
		Example: "  dramatis forget doc:0f3a9c51d2e47b68\n  dramatis forget articles/monday.txt",
		Args:    atLeast(1, "name a document by its id (doc:…) or by where it came from; dramatis query documents lists them"),
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := a.load(cmd.Flags()); err != nil {
			return err
		}
		ctx := cmd.Context()
		return a.withExisting(ctx, func(store *graph.Store) error {
			for _, name := range args {
				change, err := store.Forget(ctx, name)
				if err != nil {
					return err
				}
				a.note("%s %s: %s", change.Action, change.Doc, plural(change.QuadsDeleted, "edge", "edges"))
			}
			// Actors that the document had joined or named may now stand apart.
			return a.relink(ctx, store)
		})
	}
	return cmd
}
