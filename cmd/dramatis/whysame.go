package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/spf13/cobra"
)

// whySameCommand tells why names are one actor.
func (a *app) whySameCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "why-same NAME [NAME]",
		Short:   "Why the names of an actor, or two names, are one actor",
		Example: "  dramatis why-same Lukashenko Lukashenka",
		Args:    between(1, 2, "give one name or two"),
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := a.load(cmd.Flags()); err != nil {
			return err
		}
		ctx := cmd.Context()
		return a.withStore(ctx, graph.Options{ReadOnly: true}, func(store *graph.Store) error {
			first, err := a.meant(ctx, store, args[0])
			if err != nil {
				return err
			}
			if len(args) == 2 {
				second, err := a.meant(ctx, store, args[1])
				if err != nil {
					return err
				}
				if first.ID != second.ID {
					_, err := fmt.Fprintf(a.out, "%q is %s, %q is %s: two actors\n", args[0], first.ID, args[1], second.ID)
					return err
				}
			}
			return a.whySame(ctx, forPeople(a.out), store, first)
		})
	}
	return cmd
}

// whySame prints, for each document, by which names it calls the actor and
// why they were joined to it.
func (a *app) whySame(ctx context.Context, w io.Writer, store *graph.Store, actor graph.Actor) error {
	fmt.Fprintf(w, "%s (%s) %s\n", actor.Name, actor.Kind, actor.ID)
	for rec, err := range store.Outlines(ctx) {
		if err != nil {
			return err
		}
		for _, in := range rec.Actors {
			if in.ID != actor.ID {
				continue
			}
			fmt.Fprintf(w, "%s %s: %s\n", rec.Doc.ID, rec.Doc.Source, nameList(in.Names))
			for _, reason := range in.Reasons {
				fmt.Fprintf(w, "  %s\n", reason)
			}
		}
	}
	return nil
}

func nameList(names []schema.Name) string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = fmt.Sprintf("%s ×%d", n.Text, n.Count)
	}
	return strings.Join(out, ", ")
}
