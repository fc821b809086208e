package intake

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// walk is one call of Read.
type walk struct {
	reader  *Reader
	ctx     context.Context
	yield   func(*text.Article, *Skip) bool
	seen    map[text.ArticleID]string
	folders map[string]bool // real paths of the folders being read
	named   bool            // the user named the file itself
}

// skip hands one skip on.
func (w *walk) skip(source string, reason SkipReason, detail string) bool {
	return w.yield(nil, &Skip{Source: source, Reason: reason, Detail: detail, Named: w.named}) && w.ctx.Err() == nil
}

// path reads one argument: "-", a file, a folder, or a pattern if there is no
// file of that name. All methods that return a bool say whether to go on.
func (w *walk) path(p string) bool {
	w.named = true
	if w.ctx.Err() != nil {
		return false
	}
	if p == "" {
		return w.skip(`""`, SkipNotFound, "the path is empty")
	}
	if p == "-" {
		return w.stdin()
	}
	info, err := os.Stat(p)
	switch {
	case err == nil && info.IsDir():
		w.named = false
		return w.folder(p)
	case err == nil:
		return w.node(p, info)
	case errors.Is(err, fs.ErrNotExist) && strings.ContainsAny(p, "*?["):
		return w.pattern(p)
	case errors.Is(err, fs.ErrNotExist):
		return w.skip(filepath.ToSlash(p), SkipNotFound, "")
	}
	return w.skip(filepath.ToSlash(p), SkipUnreadable, cause(err))
}

// pattern reads what a glob pattern matches, sorted.
func (w *walk) pattern(p string) bool {
	matches, err := filepath.Glob(p)
	if err != nil {
		return w.skip(p, SkipNotFound, "the pattern is malformed")
	}
	if len(matches) == 0 {
		return w.skip(p, SkipNotFound, "the pattern matches nothing")
	}
	w.named = false
	slices.Sort(matches)
	for _, m := range matches {
		if isSidecar(m) {
			continue
		}
		if !w.entry(m) {
			return false
		}
	}
	return true
}

// folder reads a folder and those below it.
func (w *walk) folder(dir string) bool {
	source := filepath.ToSlash(filepath.Clean(dir))
	real, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return w.skip(source, SkipUnreadable, cause(err))
	}
	if real, err = filepath.Abs(real); err != nil {
		return w.skip(source, SkipUnreadable, cause(err))
	}
	if w.folders[real] {
		return w.skip(source, SkipLoop, "")
	}
	w.folders[real] = true
	defer delete(w.folders, real)
	entries, err := os.ReadDir(dir)
	if err != nil {
		return w.skip(source, SkipUnreadable, cause(err))
	}
	if isStore(entries) {
		return w.skip(source, SkipStore, "")
	}
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		if strings.HasPrefix(e.Name(), ".") || isSidecar(path) {
			continue
		}
		if !w.entry(path) {
			return false
		}
	}
	return true
}

// isStore reports the folder of a graph: the database names its manifest in
// a file CURRENT.
func isStore(entries []fs.DirEntry) bool {
	current, manifest := false, false
	for _, e := range entries {
		current = current || e.Name() == "CURRENT"
		manifest = manifest || strings.HasPrefix(e.Name(), "MANIFEST-")
	}
	return current && manifest
}

// entry reads a file or folder found in a folder or by a pattern.
func (w *walk) entry(path string) bool {
	if w.ctx.Err() != nil {
		return false
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return w.skip(filepath.ToSlash(path), SkipUnreadable, cause(err))
	case info.IsDir():
		return w.folder(path)
	}
	return w.node(path, info)
}

// node reads a file that is not a folder.
func (w *walk) node(path string, info fs.FileInfo) bool {
	if !info.Mode().IsRegular() && info.Mode()&fs.ModeNamedPipe == 0 {
		return w.skip(filepath.ToSlash(path), SkipUnsupported, "it is no regular file")
	}
	return w.file(path, info.Size())
}

// stdin reads standard input.
func (w *walk) stdin() bool {
	if w.reader.o.Stdin == nil {
		return w.skip("-", SkipUnreadable, "there is no standard input")
	}
	in := bufio.NewReaderSize(w.reader.o.Stdin, sniffLen)
	format := w.reader.o.StdinFormat
	if format == FormatAuto {
		head, err := in.Peek(sniffLen)
		if err != nil && !errors.Is(err, io.EOF) {
			return w.skip("-", SkipUnreadable, cause(err))
		}
		format = sniff(head)
	}
	if format == FormatJSONL {
		return w.lines("-", in)
	}
	return w.whole("-", in, format, metadata{})
}

// stdinSource names an article from standard input by its bytes: two articles
// piped in one after the other are two, so each has a source of its own.
func stdinSource(data []byte) string {
	sum := sha256.Sum256(data)
	return "stdin:" + hex.EncodeToString(sum[:4])
}

// sniffLen is how much of standard input decides its format, in bytes.
const sniffLen = 4 << 10

// sniff tells the format from the first bytes.
func sniff(head []byte) Format {
	if wideEncoding(head) == "UTF-16" {
		if m, err := decode(head[:len(head)/2*2], ""); err == nil {
			head = []byte(m.s)
		}
	}
	head = bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")))
	low := bytes.ToLower(head[:min(len(head), 512)])
	switch {
	case bytes.HasPrefix(head, []byte("{")) && bytes.Contains(head, []byte(`"`)):
		return FormatJSONL
	case bytes.HasPrefix(low, []byte("<!doctype html")), bytes.HasPrefix(low, []byte("<html")), bytes.HasPrefix(low, []byte("<head")), bytes.HasPrefix(low, []byte("<body")), bytes.HasPrefix(low, []byte("<article")), bytes.HasPrefix(low, []byte("<?xml")) && bytes.Contains(low, []byte("<html")):
		return FormatHTML
	case bytes.HasPrefix(head, []byte("---\n")), bytes.HasPrefix(head, []byte("---\r\n")), bytes.HasPrefix(head, []byte("# ")):
		return FormatMarkdown
	}
	return FormatText
}

// formatOf tells the format from the extension, FormatAuto if it is none of
// ours.
func formatOf(path string) Format {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".txt", ".text":
		return FormatText
	case ".md", ".markdown":
		return FormatMarkdown
	case ".html", ".htm", ".xhtml":
		return FormatHTML
	case ".jsonl", ".ndjson":
		return FormatJSONL
	}
	return FormatAuto
}

// isSidecar reports whether path is the .json file beside an article.
func isSidecar(path string) bool {
	if !strings.EqualFold(filepath.Ext(path), ".json") {
		return false
	}
	base := strings.TrimSuffix(path, filepath.Ext(path))
	for _, ext := range []string{".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml"} {
		if _, err := os.Stat(base + ext); err == nil {
			return true
		}
	}
	return false
}
