package main

import "github.com/spf13/cobra"

// pathCommand is short for the query of that name.
func (a *app) pathCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "path ACTOR ACTOR",
		Short:   "How two actors are connected, with the evidence of each step",
		Example: "  dramatis path Lukashenko Trump",
		Args:    between(2, 2, "name two actors"),
	}
	cmd.Flags().String("max-hops", "", "longest chain to look for (default 4)")
	cmd.Flags().StringSlice("modality", nil, "asserted, reported, planned, hypothetical, negated")
	cmd.Flags().Bool("all-modalities", false, "every modality")
	addAnswerFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		values := given(cmd, "max-hops", "modality", "all-modalities", "limit")
		values["from-actor"], values["to-actor"] = args[:1], args[1:]
		return a.askNamed(cmd, "path", values)
	}
	return cmd
}
