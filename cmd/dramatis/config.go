package main

import (
	"encoding/json"
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"
)

// configCommand prints the effective settings.
func (a *app) configCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "config",
		Short: "Print every setting, its value and where it came from",
		Long: `Config prints the settings in effect. A flag wins over a variable
(DRAMATIS_SERVE_PORT for serve.port), that over the file, that over the default.`,
		Args: between(0, 0, "config takes none"),
	}
	cmd.Flags().String("format", "", "table or json (default table)")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := a.load(cmd.Flags()); err != nil {
			return err
		}
		if a.cfg.Format == "json" {
			return a.configJSON()
		}
		w := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
		fmt.Fprintln(w, "setting\tvalue\tfrom\tmeaning")
		for _, s := range a.cfg.Settings() {
			value := s.Value
			if value == "" {
				value = "-"
			}
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", s.Key, value, s.From, s.Doc)
		}
		return w.Flush()
	}
	return cmd
}

// configJSON prints one object per setting, a line each.
func (a *app) configJSON() error {
	enc := json.NewEncoder(a.out)
	for _, s := range a.cfg.Settings() {
		if err := enc.Encode(map[string]string{"setting": s.Key, "value": s.Value, "from": s.From.String()}); err != nil {
			return err
		}
	}
	return nil
}
