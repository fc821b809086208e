package intake

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/dramatis-kg/dramatis/text"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
)

// decode reads bytes as text. A byte order mark decides; then valid UTF-8;
// then the declared encoding if it has one byte a letter; then Windows-1252,
// of which Latin-1 is a part for all that is printed.
func decode(data []byte, declared string) (mapped, error) {
	if name := unreadEncoding(data); name != "" {
		return mapped{}, fmt.Errorf("it is %s", name)
	}
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		if rest := data[3:]; utf8.Valid(rest) {
			b := text.NewByteMap()
			b.Add(0, 3)
			m, err := b.Map()
			return mapped{string(rest), m}, err
		}
		return mapped{}, fmt.Errorf("a UTF-8 byte order mark before bytes that are not UTF-8")
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return decodeUTF16(data, func(b []byte) uint16 { return uint16(b[0]) | uint16(b[1])<<8 })
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return decodeUTF16(data, func(b []byte) uint16 { return uint16(b[1]) | uint16(b[0])<<8 })
	case utf8.Valid(data):
		return mapped{s: string(data)}, nil
	}
	table := charmap.Windows1252
	if declared != "" {
		enc, err := htmlindex.Get(declared)
		if err != nil {
			return mapped{}, fmt.Errorf("unknown encoding %q", declared)
		}
		switch name, _ := htmlindex.Name(enc); {
		case name == "utf-8":
			// The page claims UTF-8 and is not: read it as browsers read
			// pages that claim nothing.
		default:
			cm, ok := enc.(*charmap.Charmap)
			if !ok {
				return mapped{}, fmt.Errorf("encoding %s", name)
			}
			table = cm
		}
	}
	return decodeTable(data, table)
}

// unreadEncoding names an encoding of two or four bytes a letter that is told
// by its zero bytes and that we do not read; "" if it is none of these.
// UTF-16 without a byte order mark is not read because which byte comes first
// would be a guess.
func unreadEncoding(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe\x00\x00")), bytes.HasPrefix(data, []byte("\x00\x00\xfe\xff")):
		return "UTF-32"
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		return ""
	}
	// English in UTF-16 has a zero byte in every other place, nearly without
	// exception, and a printable one beside it.
	probe := data[:min(len(data), binaryProbe)/2*2]
	var zero, letter [2]int
	for i, c := range probe {
		switch {
		case c == 0:
			zero[i%2]++
		case c >= ' ' && c < 0x7f || c == '\n' || c == '\r' || c == '\t':
			letter[i%2]++
		}
	}
	half := len(probe) / 2
	for high := range 2 {
		if half > 0 && zero[high]*10 >= half*9 && letter[1-high]*10 >= half*9 {
			return "UTF-16 without a byte order mark"
		}
	}
	return ""
}

// wideEncoding names an encoding of more than one byte a letter other than
// UTF-8, read by us or not; "" if it is none.
func wideEncoding(data []byte) string {
	if name := unreadEncoding(data); name != "" {
		return name
	}
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		return "UTF-16"
	}
	return ""
}

// decodeTable reads an encoding with one byte a letter.
func decodeTable(data []byte, table *charmap.Charmap) (mapped, error) {
	var b strings.Builder
	m := text.NewByteMap()
	for i, c := range data {
		r := table.DecodeByte(c)
		if r < utf8.RuneSelf {
			m.Add(b.Len(), i)
		} else {
			m.AddRange(b.Len(), i, 1)
		}
		b.WriteRune(r)
	}
	bm, err := m.Map()
	return mapped{b.String(), bm}, err
}

// decodeUTF16 reads what follows a UTF-16 byte order mark. Half a surrogate
// pair becomes U+FFFD; an odd last byte is an error.
func decodeUTF16(data []byte, unit func([]byte) uint16) (mapped, error) {
	if len(data)%2 != 0 {
		return mapped{}, fmt.Errorf("UTF-16 with an odd number of bytes")
	}
	var b strings.Builder
	m := text.NewByteMap()
	for i := 2; i < len(data); {
		r, width := rune(unit(data[i:])), 2
		if utf16.IsSurrogate(r) {
			low := rune(0)
			if i+4 <= len(data) {
				low = rune(unit(data[i+2:]))
			}
			if r = utf16.DecodeRune(r, low); r != utf8.RuneError {
				width = 4
			}
		}
		m.AddRange(b.Len(), i, width)
		b.WriteRune(r)
		i += width
	}
	bm, err := m.Map()
	return mapped{b.String(), bm}, err
}

// binarySignatures are the first bytes of common files that are not text
// though they may hold no zero byte early on.
var binarySignatures = []string{"%PDF-", "PK\x03\x04", "\x89PNG", "\xff\xd8\xff", "GIF8", "{\\rtf", "\x1f\x8b", "BM\x00", "\x7fELF", "\xd0\xcf\x11\xe0"}

// binaryProbe is how many bytes looksBinary reads.
const binaryProbe = 8 << 10

// looksBinary reports whether the data is no text in any encoding we read:
// a known signature, a zero byte outside UTF-16, or more than a tenth
// control characters.
func looksBinary(data []byte) bool {
	for _, sig := range binarySignatures {
		if bytes.HasPrefix(data, []byte(sig)) {
			return true
		}
	}
	if wideEncoding(data) == "UTF-16" {
		return false
	}
	probe := data[:min(len(data), binaryProbe)]
	control := 0
	for _, c := range probe {
		switch {
		case c == 0:
			return true
		case c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1b:
			control++
		}
	}
	return control*10 > len(probe)
}
