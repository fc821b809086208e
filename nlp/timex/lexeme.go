package timex

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dramatis-kg/dramatis/text"
)

// lexeme is the unit of the grammar: a run of letters, a run of digits or a
// single sign. Tokens are cut into lexemes so that "30-day" reads the same
// whether or not the tokeniser splits it.
type lexeme struct {
	low        string // lower case, curly quotes and dashes made plain, abbreviation dots dropped
	start, end int    // bytes of the article
	tok        int    // token of the sentence
	glued      bool   // no gap before it
	digits     bool
	num        int // value of digits, else -1
	upper      bool
}

// lex cuts the tokens of s into lexemes.
func lex(s *text.Sentence) []lexeme {
	out := make([]lexeme, 0, len(s.Tokens)+8)
	for t := range s.Tokens {
		tok := &s.Tokens[t]
		raw := tok.Text
		for i := 0; i < len(raw); {
			r, size := utf8.DecodeRuneInString(raw[i:])
			j := i + size
			lx := lexeme{tok: t, num: -1}
			switch {
			case isDigit(r):
				for j < len(raw) && (isDigit(rune(raw[j])) || (raw[j] == ',' && digitsAt(raw, j+1) == 3)) {
					j++
				}
				lx.low = strings.ReplaceAll(raw[i:j], ",", "")
				lx.digits = true
				if n, err := strconv.Atoi(lx.low); err == nil && len(lx.low) < 9 {
					lx.num = n
				}
				if strings.Contains(raw[i:j], ",") {
					lx.digits = false // "1,500" counts, it never dates
				}
			case unicode.IsLetter(r):
				j = i + letters(raw[i:])
				lx.low = lower(raw[i:j])
				lx.upper = unicode.IsUpper(r)
			case isApostrophe(r):
				k := letters(raw[j:])
				lx.low = "'" + lower(raw[j:j+k])
				j += k
			default:
				lx.low = lower(raw[i:j])
			}
			lx.start, lx.end = tok.Start+i, tok.Start+j
			if n := len(out); n > 0 {
				lx.glued = out[n-1].end == lx.start
			}
			i = j
			if r == '\u00ad' || unicode.IsSpace(r) {
				continue
			}
			out = append(out, lx)
		}
	}
	return out
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == '‘' || r == '`' }

// digitsAt counts the digits of s from i on.
func digitsAt(s string, i int) int {
	n := 0
	for i+n < len(s) && isDigit(rune(s[i+n])) {
		n++
	}
	return n
}

// letters is the length in bytes of the word at the start of s, with the
// inner dots of "p.m." and soft hyphens.
func letters(s string) int {
	n := 0
	for n < len(s) {
		r, size := utf8.DecodeRuneInString(s[n:])
		if unicode.IsLetter(r) || r == '\u00ad' && n > 0 {
			n += size
			continue
		}
		if r == '.' && n == 1 && len(s) > 2 && isASCIILetter(s[0]) && isASCIILetter(s[2]) && (len(s) == 3 || s[3] == '.') {
			return min(4, len(s))
		}
		break
	}
	if n > 0 && n < len(s) && s[n] == '.' && n+1 == len(s) {
		return n + 1 // "Jan." as one token
	}
	return n
}

func isASCIILetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

// lower folds case, drops dots and soft hyphens and makes dashes plain.
func lower(s string) string {
	switch s {
	case "–", "—", "‑", "‒", "−":
		return "-"
	case ".":
		return "."
	}
	return strings.Map(func(r rune) rune {
		if r == '.' || r == '\u00ad' {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}

// number reads a cardinal at i: digits, decimals, number words, "a dozen",
// "a couple of". It returns the value times ten (2.5 → 25) and the lexemes
// used, or n == 0.
func (c *scanner) number(i int) (tenths, n int) {
	if i >= len(c.lx) {
		return 0, 0
	}
	l := &c.lx[i]
	if l.num >= 0 {
		tenths, n = l.num*10, 1
		if c.is(i+1, ".") && c.at(i+2).digits && c.at(i+1).glued && c.at(i+2).glued && len(c.at(i+2).low) == 1 {
			return tenths + c.at(i+2).num, 3
		}
		return tenths, n
	}
	switch {
	case (l.low == "a" || l.low == "an") && c.is(i+1, "couple"):
		if c.is(i+2, "of") {
			return 20, 3
		}
		return 20, 2
	case (l.low == "a" || l.low == "an") && (c.is(i+1, "dozen") || c.is(i+1, "hundred") || c.is(i+1, "thousand")):
		return cardinals[c.lx[i+1].low] * 10, 2
	case l.low == "half" && (c.is(i+1, "a") || c.is(i+1, "an")):
		return 5, 2
	}
	v, ok := cardinals[l.low]
	if !ok {
		return 0, 0
	}
	n = 1
	if v >= 20 && v <= 90 {
		j := i + 1
		if c.is(j, "-") {
			j++
		}
		if u, ok := cardinals[c.at(j).low]; ok && u < 10 {
			v, n = v+u, j-i+1
		}
	}
	if c.is(i+n, "hundred") || c.is(i+n, "thousand") || c.is(i+n, "dozen") {
		v, n = v*cardinals[c.lx[i+n].low], n+1
	}
	tenths = v * 10
	if c.is(i+n, "and") && c.is(i+n+1, "a") && c.is(i+n+2, "half") {
		return tenths + 5, n + 3
	}
	return tenths, n
}

// ordinal reads "first", "twenty-first" or "21st" at i.
func (c *scanner) ordinal(i int) (v, n int) {
	l := c.at(i)
	if l.digits && l.num > 0 && c.at(i+1).glued {
		switch c.at(i + 1).low {
		case "st", "nd", "rd", "th":
			return l.num, 2
		}
		return 0, 0
	}
	if v, ok := ordinals[l.low]; ok {
		return v, 1
	}
	if t := cardinals[l.low]; t == 20 || t == 30 {
		j := i + 1
		if c.is(j, "-") {
			j++
		}
		if u := ordinals[c.at(j).low]; u > 0 && u < 10 {
			return t + u, j - i + 1
		}
	}
	if l.low == "thirtieth" {
		return 30, 1
	}
	return 0, 0
}
