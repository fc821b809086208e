package token

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"

	"github.com/dramatis-kg/dramatis/text"
)

// Words cuts one paragraph into tokens. The paragraph is t[at.Start:at.End];
// spans are offsets into t. A token's Space says whether blank follows it;
// after the last token of the paragraph it is true. O(at.Len()).
func Words(t string, at text.Span) []text.Token {
	w := wordCutter{text: t, par: at, out: make([]text.Token, 0, at.Len()/5+1)}
	start := -1
	for i, r := range t[at.Start:at.End] {
		switch p := at.Start + i; {
		case isBlank(r):
			if start >= 0 {
				w.chunk(start, p)
				start = -1
			}
		case start < 0:
			start = p
		}
	}
	if start >= 0 {
		w.chunk(start, at.End)
	}
	return w.out
}

// wordCutter collects the tokens of one paragraph.
type wordCutter struct {
	text string
	par  text.Span
	seg  []text.Span // segments of the present chunk
	out  []text.Token
}

// add appends the token [start, end).
func (w *wordCutter) add(start, end int) {
	s := w.text[start:end]
	if strings.TrimFunc(s, invisible) == "" {
		return
	}
	w.out = append(w.out, text.Token{Span: text.Span{Start: start, End: end}, Text: s, Norm: Norm(s)})
}

// chunk cuts a stretch without blanks.
func (w *wordCutter) chunk(start, end int) {
	first := len(w.out)
	w.cut(start, end)
	if len(w.out) > first {
		w.out[len(w.out)-1].Space = true
	} else if first > 0 {
		w.out[first-1].Space = true
	}
}

func (w *wordCutter) cut(start, end int) {
	if e := emoticon(w.text[start:end]); e == end-start {
		w.add(start, end)
		return
	}
	if a, b, ok := address(w.text[start:end]); ok {
		if a > 0 {
			w.segments(start, start+a)
		}
		w.add(start+a, start+b)
		if start+b < end {
			w.segments(start+b, end)
		}
		return
	}
	if i := scheme(w.text[start:end]); i > 0 { // "[text](https://…)"
		w.segments(start, start+i)
		w.cut(start+i, end)
		return
	}
	w.segments(start, end)
}

// segments cuts [start, end) at Unicode word boundaries and then joins and
// splits as the treebanks do.
func (w *wordCutter) segments(start, end int) {
	w.seg = w.seg[:0]
	it := words.FromString(w.text[start:end])
	for it.Next() {
		w.segment(start+it.Start(), start+it.End())
	}
	for i := 0; i < len(w.seg); {
		n := w.join(i, start, end)
		s, e := w.seg[i].Start, w.seg[i+n-1].End
		i += n
		w.split(s, e)
	}
}

// segment adds one Unicode word to the segments, cut where the Unicode rules
// join what English writes apart: "said:Word", "end.Start", "13,14".
func (w *wordCutter) segment(start, end int) {
	s := w.text[start:end]
	for i := 1; i < len(s)-1; i++ {
		cut := false
		switch s[i] {
		case ':', ';':
			cut = true
		case '.':
			cut = missingSpace(s[:i], s[i+1:])
		case ',':
			cut = !isThousands(s)
		}
		if cut {
			w.seg = append(w.seg, text.Span{Start: start, End: start + i}, text.Span{Start: start + i, End: start + i + 1})
			start += i + 1
			s, i = w.text[start:end], 0
		}
	}
	w.seg = append(w.seg, text.Span{Start: start, End: end})
}

// missingSpace reports whether the period between left and right ends a
// sentence although no space follows: "hospital.The".
func missingSpace(left, right string) bool {
	if i := strings.LastIndexByte(left, '.'); i >= 0 {
		left = left[i+1:]
	}
	if len(left) < 3 || len(right) < 2 || len(left) > 40 {
		return false
	}
	for _, r := range left[1:] {
		if !unicode.IsLower(r) {
			return false
		}
	}
	r, n := utf8.DecodeRuneInString(right)
	q, _ := utf8.DecodeRuneInString(right[n:])
	return unicode.IsUpper(r) && unicode.IsLower(q)
}

// isThousands reports whether s, digits with commas, is one number.
func isThousands(s string) bool {
	if len(s) > 40 {
		return false
	}
	if i := strings.IndexByte(s, '.'); i >= 0 {
		s = s[:i]
	}
	parts := strings.Split(s, ",")
	for i, p := range parts {
		if p == "" || len(p) > 3 || i > 0 && len(p) != 3 && !(len(parts) == 2 && len(p) == 2 && parts[0] == "0") {
			return false
		}
	}
	return true
}

func (w *wordCutter) at(i int) string {
	if i < 0 || i >= len(w.seg) {
		return ""
	}
	return w.text[w.seg[i].Start:w.seg[i].End]
}

// join says how many segments from i on make one token. start and end bound
// the chunk.
func (w *wordCutter) join(i, start, end int) int {
	s := w.at(i)
	r, _ := utf8.DecodeRuneInString(s)
	if !isWordRune(r) {
		return w.joinSymbols(i, s, r, start)
	}
	n := 1
	if d := w.joinNumber(i); d > 1 {
		return d
	}
	for boundPrefix(s) && i+n+1 < len(w.seg) && isHyphenText(w.at(i+n)) && startsWord(w.at(i+n+1)) {
		s = w.at(i + n + 1)
		n += 2
	}
	next := w.at(i + n)
	switch {
	case n == 1 && isDecade(s, next, w.at(i+2)):
		n += 2
	case next == "@" && startsLetter(s) && startsLetter(w.at(i+n+1)):
		n += 2
	case next == "$" && isDollarPrefix(s):
		n++
	case next == "&" && n == 1 && isUpperWord(s) && isUpperWord(w.at(i+2)):
		n += 2
	case next == "/" && n == 1 && slashWords[strings.ToLower(s+"/"+w.at(i+2))]:
		n += 2
	case next == "." && (w.at(i+n+1) != "." || w.at(i+n+2) != "."):
		p := w.seg[i+n]
		if w.ownsPeriod(w.seg[i+n-1], p) {
			n++
		}
	}
	return n
}

func (w *wordCutter) ownsPeriod(word, period text.Span) bool {
	next := w.text[period.End:w.par.End]
	prev := w.text[w.par.Start:word.Start]
	if len(prev) > 64 {
		prev = prev[len(prev)-64:]
	}
	return ownsPeriod(strings.TrimFunc(w.text[word.Start:word.End], invisible), prev, next)
}

// joinSymbols joins punctuation that makes one token.
func (w *wordCutter) joinSymbols(i int, s string, r rune, start int) int {
	if e := emoticon(w.text[w.seg[i].Start:min(w.seg[len(w.seg)-1].End, w.seg[i].Start+8)]); e > 0 {
		return w.count(i, e)
	}
	next := w.at(i + 1)
	switch {
	case s == "#" && startsLetter(next), s == "@" && startsLetter(next) && w.seg[i].Start == start:
		return 2
	case s == "+" && startsDigit(next) && w.seg[i].Start == start && len(next) > 1:
		return 2
	case isSingleQuote(r) && elisions[strings.ToLower(next)] && (i == 0 || !isWordRune(lastRune(w.at(i-1)))):
		return 2
	case isSingleQuote(r) && i > 0 && possessive(next) && w.seg[i].Start > start && !isOpenerText(w.at(i-1)):
		return 2
	case s == "'":
		if next == "'" && w.at(i+2) != "'" {
			return 2
		}
	case s == "." || s == "!" || s == "?" || strings.ContainsAny(s, "-=*_~<>|^`+#$\\"):
		n := 1
		for i+n < len(w.seg) && (w.at(i+n) == s || mixes(s, w.at(i+n))) {
			n++
		}
		return n
	}
	return 1
}

// mixes reports marks that make one token with each other: "?!", "--==".
func mixes(a, b string) bool {
	in := func(set string) bool {
		return len(a) == 1 && len(b) == 1 && strings.Contains(set, a) && strings.Contains(set, b)
	}
	return in("!?") || in("-=|+") || in("-=<>")
}

// count says how many segments from i on make up n bytes.
func (w *wordCutter) count(i, n int) int {
	k := 0
	for end := w.seg[i].Start + n; i+k < len(w.seg) && w.seg[i+k].End <= end; k++ {
	}
	return max(k, 1)
}

// joinNumber joins the parts of times (7:30), dates (03/15/2001, 2025-03-11,
// 9/11) and telephone numbers (713-853-3989).
func (w *wordCutter) joinNumber(i int) int {
	if !isDigits(w.at(i)) {
		return 1
	}
	n := 1
	for sep := w.at(i + 1); sep != "" && n < 16 && w.at(i+n) == sep && isDigits(w.at(i+n+1)); {
		n += 2
	}
	if n == 1 {
		return 1
	}
	sep := w.at(i + 1)
	switch {
	case sep == ":":
		return n
	case sep == "/" && (n > 3 || isDayAndMonth(w.at(i), w.at(i+2))):
		return n
	case isHyphenText(sep) && (n > 3 || len(w.at(i)) == 3 && len(w.at(i+2)) == 4):
		return n
	}
	return 1
}

// isDayAndMonth tells 9/11 from the fraction 3/4.
func isDayAndMonth(a, b string) bool {
	if len(a) > 2 || len(b) > 2 {
		return false
	}
	x, y := atoi(a), atoi(b)
	if x == 0 || y == 0 || x > 31 || y > 31 || x > 12 && y > 12 {
		return false
	}
	fraction := x < y && (y <= 5 || y == 8 || y == 16)
	return !fraction
}

func atoi(s string) int {
	n := 0
	for i := 0; i < len(s) && n < 1e6; i++ {
		n = n*10 + int(s[i]-'0')
	}
	return n
}

func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsNumber(r) || unicode.IsMark(r) || r == '_'
}

func startsWord(s string) bool   { r, _ := utf8.DecodeRuneInString(s); return isWordRune(r) }
func startsLetter(s string) bool { r, _ := utf8.DecodeRuneInString(s); return unicode.IsLetter(r) }
func startsDigit(s string) bool  { return s != "" && s[0] >= '0' && s[0] <= '9' }
func lastRune(s string) rune     { r, _ := utf8.DecodeLastRuneInString(s); return r }

func isOpenerText(s string) bool { r, _ := utf8.DecodeRuneInString(s); return isOpener(r) }

func isHyphenText(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	return n == len(s) && n > 0 && isHyphen(r)
}

func isDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

func isUpperWord(s string) bool {
	for _, r := range s {
		if !unicode.IsUpper(r) {
			return false
		}
	}
	return s != "" && len(s) <= 6
}

func isDollarPrefix(s string) bool {
	switch s {
	case "US", "U", "A", "AU", "C", "CA", "HK", "NZ", "NT", "S", "R", "SG":
		return true
	}
	return false
}
