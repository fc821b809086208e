package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/dramatis-kg/dramatis/extract/format"
)

// bratPrinter writes the standoff annotation of one article to w or, if a
// folder is named, a pair of files for each article into it: NAME.txt and
// NAME.ann, at the end annotation.conf. The folder is made if need be; files
// of the same name are written over.
func bratPrinter(w io.Writer, folder string) (print func(*reading) error, finish func() error) {
	if folder == "" {
		articles := 0
		return func(r *reading) error {
			if articles++; articles > 1 {
				return &usageError{errors.New("brat wants a pair of files for each article: name a folder for them with --out")}
			}
			return format.Brat(w, r.doc, r.rec.Statements)
		}, func() error { return nil }
	}
	var types format.BratTypes
	names := map[string]bool{}
	save := func(name, content string) error {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o644); err != nil {
			return fmt.Errorf("extract: %w", err)
		}
		return nil
	}
	return func(r *reading) error {
			if len(names) == 0 {
				if err := os.MkdirAll(folder, 0o755); err != nil {
					return fmt.Errorf("extract: %w", err)
				}
			}
			name := bratName(r.article.Source)
			if names[name] {
				name += "-" + strings.TrimPrefix(string(r.article.ID), "doc:")
			}
			names[name] = true
			var b strings.Builder
			if err := format.Brat(&b, r.doc, r.rec.Statements); err != nil {
				return err
			}
			types.Add(b.String())
			return errors.Join(save(name+".txt", r.article.Text), save(name+".ann", b.String()))
		}, func() error {
			if len(names) == 0 {
				return nil
			}
			return save("annotation.conf", types.Config())
		}
}

// bratName is the name of an article's files: that of its source without
// folders and extension, of letters, digits, "-", "_" and ".".
func bratName(source string) string {
	base := filepath.Base(filepath.FromSlash(source))
	base = strings.TrimSuffix(base, filepath.Ext(base))
	base = strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-', r == '_', r == '.':
			return r
		}
		return '_'
	}, base)
	if base = strings.TrimLeft(base, "."); base == "" {
		return "article"
	}
	return base
}
