package text

import (
	"fmt"
	"sort"
)

// ArticleID names an article by its content: "doc:" and the first 16
// hexadecimal digits of the SHA-256 of its canonical content.
type ArticleID string

// Article is one news article as intake found it. It is immutable once made.
type Article struct {
	ID        ArticleID
	Source    string // where it came from: path, URL, path:line or "stdin:" with a hash; a newer article with the same Source replaces the older
	Title     string // "" if unknown
	Outlet    string // name of the publication, "" if unknown
	Author    string // "" if unknown
	URL       string // "" if unknown
	Published string // publication day "2006-01-02", or "" if unknown: relative dates then stay unresolved
	DateBasis string // how Published is known: "metadata", "sidecar", "flag", "dateline"; "" if unknown
	Retrieved string // RFC 3339 time or "" if unknown
	Language  string // BCP 47, "en"
	// Ignored says what of the metadata could not be used, "" if all could.
	Ignored string

	// Text is valid UTF-8. For a plain text file in UTF-8 it is the file's
	// bytes after any byte order mark; nothing is normalised away, so tokens
	// carry a normal form of their own.
	Text string
	// Skip lists spans of Text that are not the article's prose: page
	// leftovers, teasers, share lines. Sorted, disjoint. Nothing is
	// extracted from them.
	Skip []Leftover
	// Bytes maps offsets of Text to offsets in the source file.
	Bytes ByteMap
}

// Leftover is a stretch of page furniture and why it is thought to be that.
type Leftover struct {
	Span
	Reason string // short, for people: "advertisement marker", "teaser list"
}

// ByteMap translates byte offsets of an Article's Text into byte offsets of
// the original file. The zero value is the identity.
type ByteMap struct {
	runs []run
}

// run says that text offsets from Text on (up to the next run) stand for
// file offsets from File on, one byte for one, or, when Frozen, that they all
// stand for the same Width file bytes from File on.
type run struct {
	Text, File int
	Frozen     bool
	Width      int
}

// NewByteMap returns an empty map to which Add appends runs.
func NewByteMap() *ByteMapBuilder { return &ByteMapBuilder{} }

// ByteMapBuilder collects runs in ascending text order.
type ByteMapBuilder struct{ runs []run }

// Add states that the text from offset text on corresponds, byte for byte,
// to the file from offset file on. A run that merely continues the previous
// one is not stored.
func (b *ByteMapBuilder) Add(text, file int) {
	if n := len(b.runs); n > 0 {
		last := b.runs[n-1]
		if !last.Frozen && file-last.File == text-last.Text {
			return
		}
	}
	b.runs = append(b.runs, run{Text: text, File: file})
}

// AddFrozen states that the text from offset text on, up to the next run,
// has no counterpart of its own: all of it maps to the file offset file.
func (b *ByteMapBuilder) AddFrozen(text, file int) { b.AddRange(text, file, 0) }

// AddRange states that the text from offset text on, up to the next run,
// stands as a whole for the width file bytes from offset file on: a
// character reference, or a letter that another encoding spells in fewer or
// more bytes.
func (b *ByteMapBuilder) AddRange(text, file, width int) {
	b.runs = append(b.runs, run{Text: text, File: file, Frozen: true, Width: width})
}

// Map returns the finished map. It fails if runs are not in ascending text
// order.
func (b *ByteMapBuilder) Map() (ByteMap, error) {
	for i := 1; i < len(b.runs); i++ {
		if b.runs[i].Text < b.runs[i-1].Text {
			return ByteMap{}, fmt.Errorf("text: byte map: run %d starts at %d, before %d", i, b.runs[i].Text, b.runs[i-1].Text)
		}
	}
	return ByteMap{runs: b.runs}, nil
}

// File translates one text offset. O(log runs).
func (m ByteMap) File(offset int) int { return m.At(offset).Start }

// At is the stretch of the file that the text byte at offset stands for: one
// byte, none for text without a counterpart, several for a whole character
// reference. O(log runs).
func (m ByteMap) At(offset int) Span {
	i := sort.Search(len(m.runs), func(i int) bool { return m.runs[i].Text > offset }) - 1
	if i < 0 {
		return Span{offset, offset + 1}
	}
	r := m.runs[i]
	if r.Frozen {
		return Span{r.File, r.File + r.Width}
	}
	start := r.File + offset - r.Text
	return Span{start, start + 1}
}

// FileSpan translates a span of the text into the span of the file that
// covers it: the end is taken from the last byte, so that text which was
// inserted after the span does not stretch it.
func (m ByteMap) FileSpan(s Span) Span {
	if s.Empty() {
		p := m.File(s.Start)
		return Span{p, p}
	}
	start, end := m.File(s.Start), m.At(s.End-1).End
	return Span{start, max(start, end)}
}
