package token

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Norm returns the normal form of a token for models and lexicons: soft
// hyphens, zero-width characters and byte order marks dropped, curly quotes
// and primes made straight, typographic hyphens made "-", the ellipsis
// character three periods, ligatures and full-width letters plain, all in
// NFC. Case and dashes are kept. Treebank forms should pass through it before
// a model is trained on them. O(len(s)).
func Norm(s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf || s[i] == '`' {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	switch s {
	case "``", "''":
		return `"`
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		switch {
		case invisible(r) || unicode.IsSpace(r):
		case isSingleQuote(r):
			b.WriteByte('\'')
		case isDoubleQuote(r):
			b.WriteByte('"')
		case r == '\u2010' || r == '\u2011' || r == '\u2212' || r == '\ufe63':
			b.WriteByte('-')
		case r == '…':
			b.WriteString("...")
		case r == 'ﬀ':
			b.WriteString("ff")
		case r == 'ﬁ':
			b.WriteString("fi")
		case r == 'ﬂ':
			b.WriteString("fl")
		case r == 'ﬃ':
			b.WriteString("ffi")
		case r == 'ﬄ':
			b.WriteString("ffl")
		case r == 'ﬅ' || r == 'ﬆ':
			b.WriteString("st")
		case r >= '！' && r <= '～':
			b.WriteRune(r - '！' + '!')
		default:
			b.WriteRune(r)
		}
	}
	out := norm.NFC.String(b.String())
	if out == "" {
		return s
	}
	return out
}

// invisible reports characters that have no width and part no words.
func invisible(r rune) bool {
	switch r {
	case '\u00ad', '\u200c', '\u200d', '\u2060', '\ufeff', '\u200e', '\u200f', '\ufe0e', '\ufe0f',
		'\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069':
		return true
	}
	return false
}

// isBlank reports characters that part words: white space of every width,
// no-break spaces, zero-width spaces and control characters.
func isBlank(r rune) bool {
	return unicode.IsSpace(r) || r == '\u200b' || unicode.IsControl(r)
}

func isSingleQuote(r rune) bool {
	switch r {
	case '\'', '‘', '’', '‚', '‛', '`', '´', '\u02bc', '′', '＇', '‹', '›':
		return true
	}
	return false
}

func isDoubleQuote(r rune) bool {
	switch r {
	case '"', '“', '”', '„', '‟', '«', '»', '″', '＂', '〝', '〞':
		return true
	}
	return false
}

func isHyphen(r rune) bool {
	return r == '-' || r == '\u2010' || r == '\u2011'
}

func isTerminal(r rune) bool {
	switch r {
	case '.', '!', '?', '…', '‽', '。':
		return true
	}
	return false
}

func isOpener(r rune) bool {
	switch r {
	case '(', '[', '{', '“', '‘', '«', '„', '‹', '<', '¿', '¡':
		return true
	}
	return false
}

func isCloser(r rune) bool {
	switch r {
	case ')', ']', '}', '”', '’', '»', '›', '>', '"', '\'':
		return true
	}
	return false
}
