package main

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries"
	"github.com/dramatis-kg/dramatis/queries/render"
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
	"github.com/spf13/cobra"
)

// showCommand shows one statement or one actor.
func (a *app) showCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "show STATEMENT|ACTOR|DOCUMENT",
		Short:   "A statement in its sentence, an actor with names, roles and relations, or a document",
		Example: "  dramatis show st:4f2c19a07be3\n  dramatis show \"Steve Witkoff\"\n  dramatis show doc:11d612c526236719",
		Args:    atLeast(1, "name a statement (st:…), an actor or a document (doc:…)"),
	}
	addAnswerFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := a.load(cmd.Flags()); err != nil {
			return err
		}
		o, err := a.renderOptions()
		if err != nil {
			return err
		}
		if a.cfg.Format == "" {
			o.Format = render.Table
		}
		return a.withStore(cmd.Context(), graph.Options{ReadOnly: true}, func(store *graph.Store) error {
			if name := strings.Join(args, " "); queries.IsDocumentID(name) {
				return a.showDocument(cmd.Context(), store, text.ArticleID(name), o)
			}
			return a.show(cmd.Context(), queries.FromStore(store), strings.Join(args, " "), o)
		})
	}
	return cmd
}

// show prints what the graph knows of a statement or an actor.
func (a *app) show(ctx context.Context, g queries.Graph, name string, o render.Options) error {
	if queries.IsStatementID(name) {
		e, err := queries.ShowStatement(ctx, g, schema.StatementID(name))
		if err != nil {
			return err
		}
		if o.Format == render.JSON {
			return a.printJSON(e)
		}
		return render.Statement(a.out, e, o)
	}
	library, err := a.library()
	if err != nil {
		return err
	}
	v, err := queries.ShowActor(ctx, g, library, name, a.queryOptions())
	if err != nil {
		return err
	}
	if v.Note != "" {
		a.note("note: %s", v.Note)
	}
	if o.Format == render.JSON {
		return a.printJSON(v)
	}
	return render.Actor(a.out, v, o)
}

// showDocument prints what the graph keeps of a document.
func (a *app) showDocument(ctx context.Context, store *graph.Store, id text.ArticleID, o render.Options) error {
	v, err := queries.ShowDocument(ctx, store, id)
	if err != nil {
		return err
	}
	if o.Format == render.JSON {
		return a.printJSON(v)
	}
	return render.Document(a.out, v, o)
}

// printJSON prints a value, indented.
func (a *app) printJSON(v any) error {
	enc := json.NewEncoder(a.out)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}
