package intake

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// line is one line of a file, without its end.
type line struct {
	number int // from 1
	offset int // of its first byte in the file
	data   []byte
	tooBig bool // over the limit; data is then empty
}

// readLines calls yield for each line until it returns false. A line over
// limit bytes is read past, not kept: memory stays bounded by the limit.
func readLines(r io.Reader, limit int64, yield func(line) bool) error {
	br := bufio.NewReaderSize(r, 64<<10)
	offset := 0
	for number := 1; ; number++ {
		l := line{number: number, offset: offset}
		for {
			part, err := br.ReadSlice('\n')
			offset += len(part)
			if int64(len(l.data)+len(part)) > limit+1 {
				l.tooBig, l.data = true, nil
			}
			if !l.tooBig {
				l.data = append(l.data, part...)
			}
			if err == nil {
				break
			}
			if errors.Is(err, bufio.ErrBufferFull) {
				continue
			}
			if !errors.Is(err, io.EOF) {
				return err
			}
			if offset > l.offset {
				l.data = bytes.TrimRight(l.data, "\r\n")
				yield(l)
			}
			return nil
		}
		l.data = bytes.TrimRight(l.data, "\r\n")
		if !yield(l) {
			return nil
		}
	}
}

// readRecord reads one line of .jsonl: the text, with the way back to the
// bytes of the file, and what else the line says.
func readRecord(l line) (mapped, metadata, error) {
	data := l.data
	if l.number == 1 {
		data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	}
	if !utf8.Valid(data) {
		return mapped{}, metadata{}, errors.New("not UTF-8")
	}
	var f fields
	if err := json.Unmarshal(data, &f); err != nil {
		return mapped{}, metadata{}, jsonError(err)
	}
	m := f.metadata()
	if strings.TrimSpace(f.Text) == "" {
		return mapped{}, metadata{}, errors.New(`no "text"`)
	}
	start, end, err := valueSpan(data, "text")
	if err != nil {
		return mapped{}, metadata{}, err
	}
	shift := l.offset + len(l.data) - len(data)
	out, err := unquoteMapped(string(data[start:end]), shift+start)
	if err != nil || out.s != f.Text {
		// encoding/json folds the case of keys and repairs lone surrogates;
		// where it reads the text differently, its reading stands and the
		// whole value is its origin.
		d := newDraft(mapped{})
		d.m.AddRange(0, shift+start, end-start)
		d.b.WriteString(f.Text)
		out, err = d.finish()
	}
	return out, m, err
}

// jsonError shortens what encoding/json says to words for people.
func jsonError(err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Errorf("column %d: %w", syntax.Offset, err)
	case errors.As(err, &kind) && kind.Field != "":
		return fmt.Errorf("%q is a %s, want a string", kind.Field, kind.Value)
	case errors.As(err, &kind):
		return fmt.Errorf("a %s, want an object", kind.Value)
	}
	return err
}

// valueSpan finds the last value of a key in a JSON object, the one that
// encoding/json takes.
func valueSpan(data []byte, key string) (start, end int, err error) {
	dec := json.NewDecoder(bytes.NewReader(data))
	if _, err := dec.Token(); err != nil {
		return 0, 0, err
	}
	for dec.More() {
		name, err := dec.Token()
		if err != nil {
			return 0, 0, err
		}
		from := int(dec.InputOffset())
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			return 0, 0, err
		}
		if s, ok := name.(string); ok && strings.EqualFold(s, key) && string(raw) != "null" {
			end = int(dec.InputOffset())
			start = from + bytes.IndexByte(data[from:], raw[0])
		}
	}
	if end == 0 {
		return 0, 0, fmt.Errorf("no %q", key)
	}
	return start, end, nil
}

// unquoteMapped reads a JSON string in quotation marks that begins at offset
// of the file.
func unquoteMapped(quoted string, offset int) (mapped, error) {
	bad := errors.New("not a JSON string")
	if len(quoted) < 2 || quoted[0] != '"' || quoted[len(quoted)-1] != '"' {
		return mapped{}, bad
	}
	d := newDraft(mapped{})
	put := func(s string, at, width int) {
		if len(s) == width {
			d.m.Add(d.len(), offset+at)
		} else {
			d.m.AddRange(d.len(), offset+at, width)
		}
		d.b.WriteString(s)
	}
	for i, end := 1, len(quoted)-1; i < end; {
		if quoted[i] != '\\' {
			put(quoted[i:i+1], i, 1)
			i++
			continue
		}
		if i+1 >= end {
			return mapped{}, bad
		}
		if c := quoted[i+1]; c != 'u' {
			at := strings.IndexByte(`"\/bfnrt`, c)
			if at < 0 {
				return mapped{}, bad
			}
			put("\"\\/\b\f\n\r\t"[at:at+1], i, 2)
			i += 2
			continue
		}
		r, width, ok := unicodeEscape(quoted[i:end])
		if !ok {
			return mapped{}, bad
		}
		d.m.AddRange(d.len(), offset+i, width)
		d.b.WriteRune(r)
		i += width
	}
	return d.finish()
}

// unicodeEscape reads \uXXXX, or two of them that form a surrogate pair.
func unicodeEscape(s string) (r rune, width int, ok bool) {
	one := func(s string) (rune, bool) {
		if len(s) < 6 || s[0] != '\\' || s[1] != 'u' {
			return 0, false
		}
		v, err := strconv.ParseUint(s[2:6], 16, 32)
		return rune(v), err == nil
	}
	if r, ok = one(s); !ok {
		return 0, 0, false
	}
	if utf16.IsSurrogate(r) {
		low, _ := one(s[6:])
		if r = utf16.DecodeRune(r, low); r == utf8.RuneError {
			return r, 6, true
		}
		return r, 12, true
	}
	return r, 6, true
}
