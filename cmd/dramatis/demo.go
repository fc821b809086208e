package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/dramatis-kg/dramatis"
	"github.com/spf13/cobra"
)

// demoSteps are the commands of the demonstration.
var demoSteps = [][]string{
	{"build", "examples"},
	{"query", "met", "--format", "table"},
	{"timeline", "Witkoff", "--all-modalities", "--undated", "--format", "table"},
	{"path", "Alexander Lukashenko", "Donald Trump", "--format", "table"},
}

// demoCommand builds a graph from the example articles and asks it.
func (a *app) demoCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Build a graph from eight example articles and ask it three questions",
		Long: `Demo writes the example articles and a graph of them to a temporary folder,
runs the commands that it prints, and removes the folder again.`,
		Args: between(0, 0, "demo takes none"),
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) (err error) {
		dir, err := os.MkdirTemp("", "dramatis-demo-")
		if err != nil {
			return fmt.Errorf("demo: %w", err)
		}
		defer func() {
			if rerr := os.RemoveAll(dir); err == nil {
				err = rerr
			}
		}()
		if err := os.CopyFS(dir, dramatis.Examples); err != nil {
			return fmt.Errorf("demo: %w", err)
		}
		for _, step := range demoSteps {
			if err := a.demoStep(cmd.Context(), dir, step); err != nil {
				return err
			}
		}
		return nil
	}
	return cmd
}

// commandLine is the arguments as they are typed.
func commandLine(args []string) string {
	words := slices.Clone(args)
	for i, w := range words {
		if strings.Contains(w, " ") {
			words[i] = strconv.Quote(w)
		}
	}
	return strings.Join(words, " ")
}

// demoStep prints a command and runs it on the graph in dir.
func (a *app) demoStep(ctx context.Context, dir string, step []string) error {
	fmt.Fprintln(a.out, "$ dramatis", commandLine(step))
	args := append([]string{"--store", filepath.Join(dir, "dramatis.store")}, step...)
	for i, arg := range args {
		if arg == "examples" {
			args[i] = filepath.Join(dir, arg)
		}
	}
	sub := &app{in: a.in, out: a.out, err: a.err, environ: a.environ, now: a.now}
	root := sub.root()
	root.SetArgs(args)
	root.SetOut(a.out)
	root.SetErr(a.err)
	if err := root.ExecuteContext(ctx); err != nil {
		return err
	}
	_, err := fmt.Fprintln(a.out)
	return err
}
