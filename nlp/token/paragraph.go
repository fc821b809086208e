package token

import (
	"strings"
	"unicode/utf8"

	"github.com/dramatis-kg/dramatis/text"
)

// paragraphs cuts the prose of an article, that is its text without the
// leftovers, into paragraphs. Blank lines part paragraphs; single line breaks
// do too unless the text looks wrapped at a fixed width. A paragraph's span
// begins and ends with a visible character.
func paragraphs(a *text.Article) []text.Span {
	wrapped := looksWrapped(a.Text)
	var out []text.Span
	at := 0
	for _, s := range a.Skip {
		if s.Empty() || s.Start < at || s.End > len(a.Text) {
			continue
		}
		out = cutParagraphs(out, a.Text, text.Span{Start: at, End: s.Start}, wrapped)
		at = s.End
	}
	return cutParagraphs(out, a.Text, text.Span{Start: at, End: len(a.Text)}, wrapped)
}

func cutParagraphs(out []text.Span, t string, in text.Span, wrapped bool) []text.Span {
	start, end := -1, -1 // of the paragraph so far
	flush := func() {
		if start >= 0 {
			out = append(out, text.Span{Start: start, End: end})
		}
		start = -1
	}
	breaks := 0 // line breaks since end
	for i, r := range t[in.Start:in.End] {
		p := in.Start + i
		switch {
		case r == '\n' || r == '\u2028' || r == '\u0085' || r == '\r' && !strings.HasPrefix(t[p+1:in.End], "\n"):
			if breaks++; breaks > 1 || !wrapped || bulleted(strings.TrimLeft(t[p:in.End], " \t\r\n")) {
				flush()
			}
		case r == '\u2029' || r == '\f' || r == '\v':
			flush()
		case isBlank(r) || invisible(r):
		default:
			breaks = 0
			if start < 0 {
				start = p
			}
			end = p + utf8.RuneLen(r)
		}
	}
	flush()
	return out
}

// Limits of looksWrapped, in bytes of a line.
const (
	shortLine = 40  // a wrapped line is rarely shorter, save the last of a paragraph
	longLine  = 160 // nobody wraps wider
)

// looksWrapped reports whether single line breaks in t stand inside
// sentences: most lines that another line follows directly end without final
// punctuation, are of middling length, and none is long.
func looksWrapped(t string) bool {
	lines, open := 0, 0
	prev := ""
	for rest, more := t, true; more; {
		var line string
		line, rest, more = strings.Cut(rest, "\n")
		line = strings.TrimSpace(line)
		if len(line) > longLine {
			return false
		}
		if prev != "" && line != "" {
			lines++
			if r := lastRune(prev); len(prev) >= shortLine && !isTerminal(r) && !isCloser(r) && r != ':' {
				open++
			}
		}
		prev = line
	}
	return lines >= 3 && open*10 >= lines*6
}

// bulleted reports a line that begins with the mark of a list.
func bulleted(line string) bool {
	for _, mark := range []string{"- ", "– ", "* ", "• ", "· ", "▪ ", "◦ ", "‣ ", "●"} {
		if strings.HasPrefix(line, mark) {
			return true
		}
	}
	return false
}

// listItem reports a paragraph that begins with the mark of a list or a number:
// an item, which needs no final mark, and no heading.
func listItem(p string) bool {
	if bulleted(p) {
		return true
	}
	n := 0
	for n < len(p) && n < 3 && p[n] >= '0' && p[n] <= '9' {
		n++
	}
	return n > 0 && n+1 < len(p) && (p[n] == '.' || p[n] == ')') && p[n+1] == ' '
}

// maxHeading is the greatest number of tokens of a heading.
const maxHeading = 16

// maxTitle is that of the title of an article, its first paragraph.
const maxTitle = 30

// isHeading reports whether the tokens of a paragraph, one sentence, are a
// title, a heading, a date line or a caption: short and without final
// punctuation.
func isHeading(tokens []text.Token) bool {
	return len(tokens) <= maxHeading && unended(tokens)
}

// unended reports words without final punctuation.
func unended(tokens []text.Token) bool {
	words := false
	for i := range tokens {
		words = words || startsLetter(tokens[i].Norm)
	}
	if !words {
		return false
	}
	for i := len(tokens) - 1; i >= 0; i-- {
		r := lastRune(tokens[i].Text)
		if isCloser(r) {
			continue
		}
		return !isTerminal(r) && r != ':' && r != ';' && r != ',' || isAcronymToken(tokens[i].Norm)
	}
	return false
}

func isAcronymToken(s string) bool {
	t, ok := strings.CutSuffix(s, ".")
	return ok && isAcronym(t)
}
