package main

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/dramatis-kg/dramatis/eval"
	"github.com/spf13/cobra"
)

// evalCommand measures quality on dev data.
func (a *app) evalCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "eval [NAME]",
		Short:   "Measure quality on dev data; without a name, list the evaluations",
		Example: "  dramatis eval\n  dramatis eval time --data ../shared/data",
		Args:    between(0, 1, "name one evaluation; dramatis eval lists them"),
	}
	cmd.Flags().String("data", "", "folder of gold data (default ../shared/data)")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := a.load(cmd.Flags()); err != nil {
			return err
		}
		if len(args) == 0 {
			return a.listEvaluations()
		}
		e, ok := eval.Find(args[0])
		if !ok {
			var names []string
			for _, e := range append(eval.All(), eval.Studies()...) {
				names = append(names, e.Name)
			}
			return &usageError{fmt.Errorf("there is no evaluation %q; choose from %s", args[0], strings.Join(names, ", "))}
		}
		report, err := e.Run(cmd.Context(), a.cfg.Data)
		if err != nil {
			return fmt.Errorf("eval %s: %w", e.Name, err)
		}
		_, err = fmt.Fprint(a.out, report)
		return err
	}
	return cmd
}

func (a *app) listEvaluations() error {
	w := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
	for _, e := range append(eval.All(), eval.Studies()...) {
		fmt.Fprintf(w, "%s\t%s\n", e.Name, e.Summary)
	}
	return w.Flush()
}
