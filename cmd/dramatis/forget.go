package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/intake"
	"github.com/spf13/cobra"
)

// forgetCommand removes documents.
func (a *app) forgetCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "forget DOCUMENT…",
		Short: "Remove what was read from a document, given its id or its path",
		Long: `Forget removes a document by its id (doc:…), or all that was read or loaded from
a file, however its path is spelled. dramatis query documents lists both.`,
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
				sources, err := sourcesOf(ctx, store, name)
				if err != nil {
					return err
				}
				for _, source := range sources {
					change, err := store.Forget(ctx, source)
					if err != nil {
						return err
					}
					a.note("%s %s: %s", change.Action, change.Doc, plural(change.QuadsDeleted, "edge", "edges"))
				}
			}
			// Actors that the document had joined or named may now stand apart.
			return a.relink(ctx, store)
		})
	}
	return cmd
}

// insideFile is what follows the path in the source of a part of a file: a
// line of articles, or the document that loaded statements name.
var insideFile = regexp.MustCompile(`(?::\d+|#.*)$`)

// fileOf is the path in a source, absolute, so that spellings can be compared.
func fileOf(source string) string {
	path, err := filepath.Abs(filepath.FromSlash(source))
	if err != nil {
		return filepath.Clean(source)
	}
	return path
}

// sourcesOf are the ids and sources in the store that a name means: itself,
// or else all that came from the file that it is the path of.
func sourcesOf(ctx context.Context, store *graph.Store, name string) ([]string, error) {
	if _, err := store.Document(ctx, name); err == nil {
		return []string{name}, nil
	} else if !errors.Is(err, graph.ErrNotFound) {
		return nil, err
	}
	inFile, err := contents(ctx, name)
	if err != nil {
		return nil, err
	}
	var found, near []string
	path := fileOf(name)
	for d, err := range store.Documents(ctx) {
		if err != nil {
			return nil, err
		}
		same, read := inFile[string(d.ID)]
		for _, source := range d.Sources {
			file := insideFile.ReplaceAllString(source, "")
			_, listed := inFile[source]
			alike := filepath.Base(file) == filepath.Base(name)
			switch {
			case fileOf(source) == path, fileOf(file) == path, listed, read && same && alike:
				found = append(found, source)
			case alike:
				near = append(near, file)
			}
		}
	}
	if len(found) > 0 {
		slices.Sort(found)
		return found, nil
	}
	err = fmt.Errorf("forget %s: %w", name, graph.ErrNotFound)
	if len(near) > 0 {
		slices.Sort(near)
		err = fmt.Errorf("%w; did you mean %s?", err, strings.Join(slices.Compact(near), ", "))
	}
	return nil, err
}

// contents are the ids of the articles that a file holds, if it is there, and
// the sources of those that lines give an address of their own.
func contents(ctx context.Context, path string) (map[string]bool, error) {
	out := map[string]bool{}
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
		return out, nil
	}
	r, err := intake.New(intake.Options{AnyLanguage: true})
	if err != nil {
		return nil, err
	}
	for article := range r.Read(ctx, []string{path}) {
		if article == nil {
			continue
		}
		out[string(article.ID)] = true
		if article.URL != "" && article.Source == article.URL {
			out[article.Source] = true
		}
	}
	return out, ctx.Err()
}
