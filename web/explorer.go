package web

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"
)

// dist holds the built explorer, or nothing but a note if this program was
// built without it: its files are not committed, `make web` makes them.
//
//go:embed all:explorer/dist
var dist embed.FS

// NoExplorer tells what to do about a program without the built explorer.
const NoExplorer = "the explorer is not built into this program (make web, then build again); the plain pages, Cayley's UI and the API are served"

// loadExplorer reads the built explorer; nil if there is none.
func loadExplorer(in fs.FS) (map[string]uiFile, error) {
	files := map[string]uiFile{}
	err := fs.WalkDir(in, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(path.Base(name), ".") || path.Ext(name) == ".map" {
			return err
		}
		b, err := fs.ReadFile(in, name)
		if err != nil {
			return err
		}
		files["/"+name] = uiFile{mimeType(name), b}
		return nil
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	} else if err != nil {
		return nil, fmt.Errorf("web: read the explorer: %w", err)
	}
	if len(files["/index.html"].body) == 0 {
		return nil, nil
	}
	return files, nil
}

// builtPolicy lets the explorer load scripts, styles and fonts of this host
// and start its own workers. It has no inline script.
const builtPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; " +
	"worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// explorerHandler serves the built explorer: its page at /, its files below
// /explorer/.
func explorerHandler(files map[string]uiFile) http.Handler {
	return fileHandler(files, "/", builtPolicy, func(name string) string {
		if strings.HasPrefix(name, "/explorer/") { // their names change with their content
			return "private, max-age=31536000, immutable"
		}
		return "no-cache"
	})
}
