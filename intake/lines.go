package intake

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"

	"github.com/dramatis-kg/dramatis/text"
)

// Sentences yields every line of the files as an article of its own, in
// order, for text that was split into sentences before: nothing is looked for
// in it, not even a date, and an empty line is an article without text, so
// that lines can be counted. "-" is standard input.
func (r *Reader) Sentences(ctx context.Context, paths []string) iter.Seq2[*text.Article, *Skip] {
	return func(yield func(*text.Article, *Skip) bool) {
		w := &walk{reader: r, ctx: ctx, yield: yield, named: true}
		for _, p := range paths {
			if !w.sentences(p) {
				return
			}
		}
	}
}

func (w *walk) sentences(path string) bool {
	source := filepath.ToSlash(path)
	if path == "" {
		return w.skip(`""`, SkipNotFound, "the path is empty")
	}
	var in io.Reader = w.reader.o.Stdin
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return w.skip(source, SkipUnreadable, cause(err))
		}
		defer f.Close() // read only: nothing can be lost
		in = f
	}
	if in == nil {
		return w.skip(source, SkipUnreadable, "there is no standard input")
	}
	more := true
	err := readLines(in, w.reader.o.MaxBytes, func(l line) bool {
		at := fmt.Sprintf("%s:%d", source, l.number)
		if l.tooBig {
			more = w.skip(at, SkipTooLarge, fmt.Sprintf("the limit is %d bytes a line", w.reader.o.MaxBytes))
			return more
		}
		a, err := w.reader.sentence(at, l)
		if err != nil {
			more = w.skip(at, SkipEncoding, err.Error())
			return more
		}
		more = w.yield(a, nil) && w.ctx.Err() == nil
		return more
	})
	if err != nil && w.ctx.Err() == nil {
		return w.skip(source, SkipUnreadable, cause(err))
	}
	return more && w.ctx.Err() == nil
}

// sentence is the article of one line.
func (r *Reader) sentence(source string, l line) (*text.Article, error) {
	data := l.data
	if l.number == 1 {
		data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	}
	body, err := decode(data, "")
	if err != nil {
		return nil, err
	}
	shift := l.offset + len(l.data) - len(data)
	m := text.NewByteMap()
	for i := range len(body.s) {
		at := body.m.At(i)
		if at.Len() == 1 {
			m.Add(i, shift+at.Start)
		} else {
			m.AddRange(i, shift+at.Start, at.Len())
		}
	}
	a := &text.Article{Source: source, Language: "en", Text: body.s, Published: r.o.Published}
	if a.Published != "" {
		a.DateBasis = "flag"
	}
	a.Bytes, err = m.Map()
	a.ID = identify(a)
	return a, err
}
