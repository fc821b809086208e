package main

import (
	"github.com/dramatis-kg/dramatis/queries"
	"github.com/spf13/cobra"
)

// timelineCommand is short for the query of that name.
func (a *app) timelineCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "timeline ACTOR [ACTOR]",
		Short:   "What an actor did, or two actors had with each other, in order",
		Example: "  dramatis timeline Witkoff\n  dramatis timeline Putin Trump --from 2025-03-01 --to 2025-03-31",
		Args:    between(1, 2, "name one actor, or two"),
	}
	f := cmd.Flags()
	f.String("with", "", "only what this other actor took part in too")
	f.String("from", "", "first day, YYYY-MM-DD, or month or year")
	f.String("to", "", "last day, or month or year")
	f.String("on", "", "a single day, month or year, instead of from and to")
	f.String("place", "", "only what takes place there, or goes there or from there")
	f.String("words", "", "only statements that have these words; commas between alternatives")
	f.Bool("undated", false, "keep what has no certain date")
	f.StringSlice("modality", nil, "asserted, reported, planned, hypothetical, negated")
	f.Bool("all-modalities", false, "every modality")
	f.String("min-confidence", "", "leave out statements below this confidence, 0 to 1")
	addAnswerFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		values := given(cmd, "with", "from", "to", "on", "place", "words", "undated", "modality", "all-modalities", "min-confidence", "limit")
		values["actor"] = args[:1]
		if len(args) == 2 {
			values["with"] = args[1:]
		}
		return a.askNamed(cmd, "timeline", values)
	}
	return cmd
}

// addAnswerFlags adds the flags of verbs that answer.
func addAnswerFlags(cmd *cobra.Command) {
	cmd.Flags().String("format", "", "table, json, csv, tsv, md (default table on a terminal, else tsv)")
	cmd.Flags().Int("limit", 0, "show the first N rows")
	cmd.Flags().String("timeout", "", "longest time, as 20s")
}

// given are the values of those flags that were given.
func given(cmd *cobra.Command, names ...string) queries.Values {
	values := queries.Values{}
	for _, name := range names {
		if f := cmd.Flags().Lookup(name); f.Changed {
			if list, err := cmd.Flags().GetStringSlice(name); err == nil {
				values[name] = list
			} else {
				values[name] = []string{f.Value.String()}
			}
		}
	}
	return values
}

// askNamed loads the configuration and answers a saved query.
func (a *app) askNamed(cmd *cobra.Command, name string, values queries.Values) error {
	if err := a.load(cmd.Flags()); err != nil {
		return err
	}
	library, err := a.library()
	if err != nil {
		return err
	}
	q, err := library.Get(name)
	if err != nil {
		return err
	}
	return a.ask(cmd.Context(), q, values)
}
