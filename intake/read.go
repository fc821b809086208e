package intake

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/dramatis-kg/dramatis/text"
)

// Reader reads articles. It may be used from several goroutines.
type Reader struct{ o Options }

// New checks the options and returns a reader.
func New(o Options) (*Reader, error) {
	if err := o.Validate(); err != nil {
		return nil, err
	}
	if o.MaxBytes == 0 {
		o.MaxBytes = DefaultMaxBytes
	}
	return &Reader{o}, nil
}

// Read yields what the paths hold, one article or one skip at a time: exactly
// one of the two is non-nil. Files of a folder come sorted by name, folders
// where their name sorts, hidden ones left out. An article whose content was
// already read in this call is skipped as a duplicate. The sequence ends
// early when ctx is done; the caller sees that by ctx.Err().
func (r *Reader) Read(ctx context.Context, paths []string) iter.Seq2[*text.Article, *Skip] {
	return func(yield func(*text.Article, *Skip) bool) {
		w := &walk{reader: r, ctx: ctx, yield: yield, seen: map[text.ArticleID]string{}, folders: map[string]bool{}}
		for _, p := range paths {
			if !w.path(p) {
				return
			}
		}
	}
}

// emit hands one article on, unless it was seen.
func (w *walk) emit(a *text.Article) bool {
	if first, ok := w.seen[a.ID]; ok {
		return w.skip(a.Source, SkipDuplicate, "as "+first)
	}
	w.seen[a.ID] = a.Source
	return w.yield(a, nil) && w.ctx.Err() == nil
}

// file reads one regular file by its extension.
func (w *walk) file(path string, size int64) bool {
	format := formatOf(path)
	source := filepath.ToSlash(filepath.Clean(path))
	if format == FormatAuto {
		return w.skip(source, SkipUnsupported, filepath.Ext(path))
	}
	if format != FormatJSONL && size > w.reader.o.MaxBytes {
		return w.skip(source, SkipTooLarge, fmt.Sprintf("%d bytes, the limit is %d", size, w.reader.o.MaxBytes))
	}
	f, err := os.Open(path)
	if err != nil {
		return w.skip(source, SkipUnreadable, cause(err))
	}
	defer f.Close() // read only: nothing can be lost
	if format == FormatJSONL {
		return w.lines(source, f)
	}
	side, err := readSidecar(path)
	if err != nil {
		return w.skip(source, SkipBadSidecar, cause(err))
	}
	return w.whole(source, f, format, side)
}

// whole reads one article that is the whole of an input.
func (w *walk) whole(source string, in io.Reader, format Format, side metadata) bool {
	data, err := io.ReadAll(io.LimitReader(in, w.reader.o.MaxBytes+1))
	if err != nil {
		return w.skip(source, SkipUnreadable, cause(err))
	}
	if int64(len(data)) > w.reader.o.MaxBytes {
		return w.skip(source, SkipTooLarge, fmt.Sprintf("the limit is %d bytes", w.reader.o.MaxBytes))
	}
	a, skip := w.reader.article(source, data, format, side)
	if skip != nil {
		return w.skip(source, skip.Reason, skip.Detail)
	}
	if source == "-" {
		a.Source = stdinSource(data)
	}
	return w.emit(a)
}

// lines reads a .jsonl input.
func (w *walk) lines(source string, in io.Reader) bool {
	more := true
	buffered := bufio.NewReaderSize(in, sniffLen)
	if head, _ := buffered.Peek(sniffLen); len(head) > 0 { // a fault comes again with the lines
		if name := wideEncoding(head); name != "" {
			return w.skip(source, SkipEncoding, "it is "+name+"; lines of JSON are read in UTF-8 only")
		}
	}
	err := readLines(buffered, w.reader.o.MaxBytes, func(l line) bool {
		at := fmt.Sprintf("%s:%d", source, l.number)
		switch {
		case l.tooBig:
			more = w.skip(at, SkipTooLarge, fmt.Sprintf("the limit is %d bytes a line", w.reader.o.MaxBytes))
		case len(bytes.TrimSpace(l.data)) == 0:
			more = w.ctx.Err() == nil
		default:
			more = w.record(at, l)
		}
		return more
	})
	if err != nil {
		return w.skip(source, SkipUnreadable, cause(err))
	}
	return more
}

func (w *walk) record(at string, l line) bool {
	body, meta, err := readRecord(l)
	if err != nil {
		return w.skip(at, SkipBadLine, err.Error())
	}
	a, skip := w.reader.finish(at, body, meta, metadata{})
	if skip != nil {
		return w.skip(at, skip.Reason, skip.Detail)
	}
	if a.URL != "" {
		a.Source = a.URL // lines move, addresses stay
	}
	return w.emit(a)
}

// article makes an article of the bytes of one file.
func (r *Reader) article(source string, data []byte, format Format, side metadata) (*text.Article, *Skip) {
	if len(bytes.TrimSpace(data)) == 0 {
		return nil, &Skip{Reason: SkipEmpty}
	}
	if name := unreadEncoding(data); name != "" {
		return nil, &Skip{Reason: SkipEncoding, Detail: "it is " + name}
	}
	if looksBinary(data) {
		return nil, &Skip{Reason: SkipBinary}
	}
	declared := ""
	if format == FormatHTML {
		declared = declaredCharset(data)
	}
	body, err := decode(data, declared)
	if err != nil {
		return nil, &Skip{Reason: SkipEncoding, Detail: err.Error()}
	}
	var meta metadata
	switch format {
	case FormatMarkdown:
		body, meta, err = readMarkdown(body)
	case FormatHTML:
		body, meta, err = readHTML(body)
	}
	switch {
	case errors.Is(err, errNoArticle):
		return nil, &Skip{Reason: SkipNoArticle}
	case err != nil:
		return nil, &Skip{Reason: SkipMalformed, Detail: err.Error()}
	}
	return r.finish(source, body, meta, side)
}

// finish completes an article from its text and what is known of it: the day
// of publication from the options, else its metadata, else its sidecar, else
// its own dateline.
func (r *Reader) finish(source string, body mapped, meta, side metadata) (*text.Article, *Skip) {
	if !hasWords(body.s) {
		return nil, &Skip{Reason: SkipEmpty}
	}
	a := &text.Article{Source: source, Language: "en", Text: body.s, Bytes: body.m}
	known := meta.or(side)
	a.Title, a.Outlet, a.Author, a.URL, a.Ignored = known.title, known.outlet, known.author, known.url, known.ignored
	units := splitUnits(a.Text)
	head := readHead(a.Text, units)
	if a.Title == "" {
		a.Title = head.title
	}
	switch {
	case r.o.Published != "":
		a.Published, a.DateBasis = r.o.Published, "flag"
	case meta.published != "":
		a.Published, a.DateBasis = meta.published, "metadata"
	case side.published != "":
		a.Published, a.DateBasis = side.published, "sidecar"
	case head.published != "":
		a.Published, a.DateBasis = head.published, "dateline"
	}
	a.Skip = mergeLeftovers(head.leftover, leftovers(a.Text, units))
	if a.Author == "" {
		a.Author = head.author
	}
	if a.Outlet == "" {
		a.Outlet = head.outlet
	}
	if !r.o.AnyLanguage && !(looksEnglish(prose(a)) && looksLatin(a.Text)) {
		return nil, &Skip{Reason: SkipNotEnglish}
	}
	a.ID = identify(a)
	return a, nil
}

// prose is the text without its leftovers.
func prose(a *text.Article) string {
	var b strings.Builder
	at := 0
	for _, l := range a.Skip {
		b.WriteString(a.Text[at:l.Start])
		at = l.End
	}
	b.WriteString(a.Text[at:])
	return b.String()
}

// identify names an article by its canonical content: title, day and text.
func identify(a *text.Article) text.ArticleID {
	h := sha256.New()
	for _, s := range []string{a.Title, a.Published, a.Text} {
		fmt.Fprintf(h, "%d\n%s\n", len(s), s)
	}
	return text.ArticleID("doc:" + hex.EncodeToString(h.Sum(nil))[:16])
}

// cause is an error without the path that the skip names already.
func cause(err error) string {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err.Error()
	}
	return strings.ToValidUTF8(err.Error(), string(utf8.RuneError))
}
