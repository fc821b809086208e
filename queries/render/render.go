package render

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/queries"
)

// Format is a form of output.
type Format string

// The formats.
const (
	Table    Format = "table" // aligned, for people
	JSON     Format = "json"  // everything, evidence included
	CSV      Format = "csv"
	TSV      Format = "tsv"
	Markdown Format = "md"
)

// Formats lists the formats.
func Formats() []Format { return []Format{Table, JSON, CSV, TSV, Markdown} }

// ErrFormat is wrapped by the error about an unknown format.
var ErrFormat = errors.New("unknown format")

// ParseFormat reads a format's name.
func ParseFormat(s string) (Format, error) {
	if f := Format(s); slices.Contains(Formats(), f) {
		return f, nil
	}
	return "", fmt.Errorf("render: %w %q: want table, json, csv, tsv or md", ErrFormat, s)
}

// Options say how to print.
type Options struct {
	Format Format // default Table
	Width  int    // of the terminal in columns; default 100. Only Table heeds it.
	Color  bool   // colours by escape sequences; only Table heeds it
}

// SetDefaults fills what is zero.
func (o *Options) SetDefaults() {
	if o.Format == "" {
		o.Format = Table
	}
	if o.Width == 0 {
		o.Width = 100
	}
}

// Validate reports all faults.
func (o Options) Validate() error {
	var errs []error
	if o.Format != "" {
		if _, err := ParseFormat(string(o.Format)); err != nil {
			errs = append(errs, err)
		}
	}
	if o.Width < 0 {
		errs = append(errs, fmt.Errorf("render: width %d is negative", o.Width))
	}
	return errors.Join(errs...)
}

// Write prints a table. CSV and TSV do not carry the table's notes.
func Write(w io.Writer, t *queries.Table, opt Options) error {
	if err := opt.Validate(); err != nil {
		return err
	}
	opt.SetDefaults()
	var err error
	switch opt.Format {
	case JSON:
		enc := json.NewEncoder(w)
		enc.SetIndent("", "  ")
		enc.SetEscapeHTML(false)
		err = enc.Encode(t)
	case CSV:
		err = writeCSV(w, t, ',')
	case TSV:
		err = writeCSV(w, t, '\t')
	case Markdown:
		_, err = io.WriteString(w, markdown(t))
	default:
		_, err = io.WriteString(w, terminal(t, opt))
	}
	if err != nil {
		return fmt.Errorf("render: write %s: %w", opt.Format, err)
	}
	return nil
}

// plain makes one line of words that come from articles: white space becomes
// single spaces, and what is hidden goes.
func plain(s string) string {
	var b strings.Builder
	space := false
	for _, r := range s {
		switch {
		case r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == 0xa0 || r == 0x2028 || r == 0x2029:
			space = true
			continue
		case hidden(r):
			continue
		}
		if space && b.Len() > 0 {
			b.WriteByte(' ')
		}
		space = false
		b.WriteRune(r)
	}
	return b.String()
}

// Visible is s without control characters, other than the ends of lines and
// tabs, and without those that format the direction of text: what may be
// written to a terminal.
func Visible(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && hidden(r) {
			return -1
		}
		return r
	}, s)
}

// hidden reports whether a character is not seen and changes how others are:
// control characters, marks of direction, tags, the soft hyphen and the byte
// order mark.
func hidden(r rune) bool {
	return r < 0x20 || r >= 0x7f && r < 0xa0 || r == 0xad || r == 0x61c || r == 0x180e || r == 0xfeff || r >= 0x200b && r <= 0x200f ||
		r >= 0x2028 && r <= 0x202e || r >= 0x2060 && r <= 0x206f || r >= 0xfff9 && r <= 0xfffb || r >= 0xe0000 && r <= 0xe007f
}
