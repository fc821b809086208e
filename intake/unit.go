package intake

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dramatis-kg/dramatis/text"
)

// unit is a paragraph or line of an article, as far as page furniture is
// concerned: what a reader sees as one piece.
type unit struct {
	text.Span
	words    []string // split at white space
	s        string   // the text, white space collapsed, quotes straight
	low      string   // s in lower case
	stop     bool     // ends like a sentence: . ! ? … or such before a closing quote
	quoted   bool     // holds a quotation mark
	titled   bool     // most of its longer words are capitalised
	sentence int      // number of sentence ends inside and at the end
	reason   string   // why it is a leftover; "" for prose
}

// splitUnits cuts a text into units: at blank lines, and at line ends that do
// not look like wrapping, which is a long line without a sentence's end
// before another line.
func splitUnits(s string) []unit {
	var units []unit
	open := text.Span{}
	flush := func() {
		if !open.Empty() {
			units = append(units, newUnit(s, open))
		}
		open = text.Span{}
	}
	for at := 0; at < len(s); {
		end := strings.IndexByte(s[at:], '\n')
		next := at + end + 1
		if end < 0 {
			end, next = len(s)-at, len(s)
		}
		line := trimSpan(s, text.Span{Start: at, End: at + end})
		switch {
		case line.Empty():
			flush()
		case open.Empty():
			open = line
		case wraps(s, open, line):
			open.End = line.End
		default:
			flush()
			open = line
		}
		at = next
	}
	flush()
	return units
}

// Lines of wrapped text are between these lengths, in bytes.
const (
	wrapMin = 55
	wrapMax = 110
)

// wraps reports whether next continues the paragraph whose last line ends
// where open ends.
func wraps(s string, open, next text.Span) bool {
	last := strings.LastIndexByte(s[open.Start:open.End], '\n') + 1
	n := open.End - open.Start - last
	r, _ := utf8.DecodeRuneInString(s[next.Start:])
	if n < wrapMin || n > wrapMax {
		return unicode.IsLower(r) && n <= wrapMax
	}
	return !endsSentence(s[open.Start:open.End]) || unicode.IsLower(r) || next.Len() > wrapMin && n > wrapMin+5
}

func trimSpan(s string, sp text.Span) text.Span {
	part := s[sp.Start:sp.End]
	trimmed := strings.TrimLeftFunc(part, unicode.IsSpace)
	sp.Start += len(part) - len(trimmed)
	sp.End = sp.Start + len(strings.TrimRightFunc(trimmed, unicode.IsSpace))
	return sp
}

// usCountry is the country, which in lower case would read as "us".
var usCountry = regexp.MustCompile(`\bUS\b`)

var straight = strings.NewReplacer("\u2019", "'", "\u2018", "'", "\u201c", `"`, "\u201d", `"`, "\u00a0", " ", "\u00ad", "", "\u200b", "")

func newUnit(s string, sp text.Span) unit {
	u := unit{Span: sp, words: strings.Fields(straight.Replace(sp.In(s)))}
	u.s = strings.Join(u.words, " ")
	u.low = strings.ToLower(usCountry.ReplaceAllString(u.s, "U.S."))
	u.stop = endsSentence(u.s)
	u.quoted = strings.ContainsAny(u.s, "\"«»„")
	u.titled = titleCase(u.words)
	for i, w := range u.words {
		if i == len(u.words)-1 && u.stop || i < len(u.words)-1 && endsSentence(w) && utf8.RuneCountInString(w) > 3 && startsUpper(u.words[i+1]) {
			u.sentence++
		}
	}
	return u
}

// endsSentence reports a final mark, perhaps before closing quotes and
// brackets.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, "\"'”’»)]")
	r, _ := utf8.DecodeLastRuneInString(s)
	return r == '.' || r == '!' || r == '?' || r == '…'
}

func startsUpper(w string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "\"'“‘([«"))
	return unicode.IsUpper(r) || unicode.IsDigit(r)
}

// titleCase reports whether at least three quarters of the words of four or
// more letters are capitalised, and at least three of them.
func titleCase(words []string) bool {
	long, upper := 0, 0
	for _, w := range words {
		if utf8.RuneCountInString(w) < 4 {
			continue
		}
		long++
		if startsUpper(w) {
			upper++
		}
	}
	return upper >= 3 && upper*4 >= long*3
}

// headline reports whether the unit could be one: short, without a final
// full stop, beginning like one.
func (u *unit) headline() bool {
	return len(u.words) >= 3 && len(u.words) <= 22 && !strings.HasSuffix(strings.TrimRight(u.s, "\"'”’)"), ".") && startsUpper(u.s) && u.sentence <= 1
}
