package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/spf13/cobra"
)

// storeCommands look after the graph's folder.
func (a *app) storeCommands() []*cobra.Command {
	return []*cobra.Command{a.verifyCommand(), a.reindexCommand(), a.rebuildCommand(), a.backupCommand(), a.restoreCommand()}
}

// verifyCommand compares the graph with the records that it follows from.
func (a *app) verifyCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "verify",
		Short: "Check that the graph holds exactly what its documents say",
		Long: `Verify reads the whole graph, derives everything anew from what was read of each
document, and names what is missing, stray or damaged. It changes nothing and
works beside a running server or build. dramatis reindex mends what can be
derived; what cannot is read again by dramatis build --again.`,
		Args: cobra.NoArgs,
	}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := a.load(cmd.Flags()); err != nil {
			return err
		}
		ctx := cmd.Context()
		return a.withStore(ctx, graph.Options{ReadOnly: true}, func(store *graph.Store) error {
			faults, err := store.Verify(ctx)
			if err != nil {
				return err
			}
			derived := false
			for _, f := range faults {
				if _, err := fmt.Fprintln(a.out, f); err != nil {
					return err
				}
				derived = derived || !f.Unfinished()
			}
			switch n := plural(len(faults), "fault", "faults"); {
			case derived:
				return fmt.Errorf("verify %s: %s; dramatis reindex mends what follows from the documents", a.cfg.Store, n)
			case len(faults) > 0:
				return fmt.Errorf("verify %s: %s; dramatis load goes on with a load, dramatis forget takes it out", a.cfg.Store, n)
			}
			a.note("%s is sound", a.cfg.Store)
			return nil
		})
	}
	return cmd
}

// reindexCommand writes the graph anew from its records.
func (a *app) reindexCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "reindex",
		Short: "Write the graph anew from what was read of its documents",
		Long: `Reindex derives all edges and indexes anew and gives disk space back. The new
graph takes the old one's place when it is whole; it needs as much space again
until then. Articles are not read again: dramatis build --again does that.`,
		Args: cobra.NoArgs,
	}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := a.load(cmd.Flags()); err != nil {
			return err
		}
		ctx := cmd.Context()
		documents := 0
		if err := graph.Reindex(ctx, a.cfg.Store, graph.Options{}, func(n int) { documents = n }); err != nil {
			return err
		}
		a.note("%s: %s written anew", a.cfg.Store, plural(documents, "document", "documents"))
		return nil
	}
	return cmd
}

// backupCommand copies the graph.
func (a *app) backupCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "backup FOLDER|-",
		Short: "Copy the graph to a new folder, or as a tar archive to standard output",
		Long: `Backup copies one state of the graph, also while a server or a build works on
it. A copy in a folder is a graph: name it with --store. dramatis restore reads
both.`,
		Example: "  dramatis backup ../archive-2025-03.store\n  dramatis backup - | gzip > archive.tar.gz",
		Args:    between(1, 1, "name a new folder, or - for standard output"),
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := a.load(cmd.Flags()); err != nil {
			return err
		}
		ctx := cmd.Context()
		return a.withStore(ctx, graph.Options{ReadOnly: true}, func(store *graph.Store) error {
			if args[0] == "-" {
				return store.WriteBackup(ctx, a.out)
			}
			return store.CopyTo(ctx, args[0])
		})
	}
	return cmd
}

// restoreCommand makes a graph of a backup.
func (a *app) restoreCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "restore FOLDER|FILE|-",
		Short: "Make the graph of a backup: a folder, a tar archive, also with .gz, or standard input",
		Long: `Restore makes the graph named by --store of a backup. There must be none yet:
move the old one away first. Check the result with dramatis verify.`,
		Example: "  dramatis restore ../archive-2025-03.store\n  dramatis restore archive.tar.gz",
		Args:    between(1, 1, "name a folder or an archive, or - for standard input"),
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := a.load(cmd.Flags()); err != nil {
			return err
		}
		ctx := cmd.Context()
		if args[0] == "-" {
			return graph.Restore(ctx, a.cfg.Store, stdin(ctx, a.in))
		}
		info, err := os.Stat(args[0])
		if errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("restore: there is no %s; name a folder or an archive that dramatis backup made", args[0])
		} else if err != nil {
			return fmt.Errorf("restore: %w", err)
		}
		if info.IsDir() {
			from, err := graph.Open(ctx, args[0], graph.Options{ReadOnly: true})
			if err != nil {
				return err
			}
			return errors.Join(from.CopyTo(ctx, a.cfg.Store), from.Close())
		}
		f, err := os.Open(args[0])
		if err != nil {
			return fmt.Errorf("restore: %w", err)
		}
		defer f.Close()
		return graph.Restore(ctx, a.cfg.Store, f)
	}
	return cmd
}
