package speech

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dramatis-kg/dramatis/text"
)

// quotation is a stretch of text in quotation marks.
type quotation struct {
	span  text.Span // with its marks
	inner text.Span // without them
	para  int       // paragraph it opens in
	// prev is the quotation of the paragraph before that this one goes on
	// from: the one before is left open and this one opens anew. -1 if none.
	prev   int
	closed bool
	single bool
	depth  int // 1 for a quotation inside another
}

// markKind tells the roles that a quotation mark can play.
type markKind int

const (
	markNone markKind = iota
	markOpen
	markClose
	markEither
)

// doubleMark recognises a double quotation mark at the start of s and its
// length in bytes. Two single marks or two backticks count as one.
func doubleMark(s string) (markKind, int) {
	switch {
	case strings.HasPrefix(s, "``"):
		return markOpen, 2
	case strings.HasPrefix(s, "''"):
		return markEither, 2
	case strings.HasPrefix(s, "‘‘"):
		return markOpen, len("‘‘")
	case strings.HasPrefix(s, "’’"):
		return markClose, len("’’")
	}
	r, n := utf8.DecodeRuneInString(s)
	switch r {
	case '“', '«', '„':
		return markOpen, n
	case '”', '»':
		return markClose, n
	case '"', '‟', '＂':
		return markEither, n
	}
	return markNone, 0
}

// paragraphSpans returns the byte span of each paragraph that has sentences,
// with the paragraph's number.
func paragraphSpans(d *text.Document) (spans []text.Span, numbers []int) {
	for i := range d.Sentences {
		s := &d.Sentences[i]
		if n := len(numbers); n > 0 && numbers[n-1] == s.Paragraph {
			spans[n-1] = spans[n-1].Cover(s.Span)
			continue
		}
		spans = append(spans, s.Span)
		numbers = append(numbers, s.Paragraph)
	}
	// Marks that the splitter left outside of the last sentence.
	t := d.Article.Text
	for i := range spans {
		limit := len(t)
		if i+1 < len(spans) {
			limit = spans[i+1].Start
		}
		for spans[i].End < limit {
			k, n := doubleMark(t[spans[i].End:])
			if k != markClose && k != markEither || spans[i].End+n > limit {
				break
			}
			spans[i].End += n
		}
	}
	return spans, numbers
}

// pairQuotes finds the quotations of a document, outer before inner. A
// quotation ends with its paragraph at the latest. One that is left open
// runs to the paragraph's end if the next paragraph opens with a mark again
// (the convention for quotations over several paragraphs) or if it is the
// document's last paragraph; else it ends with its sentence.
func pairQuotes(d *text.Document) []quotation {
	spans, numbers := paragraphSpans(d)
	var out []quotation
	for i, p := range spans {
		qs := pairDouble(d.Article.Text, p)
		for j := range qs {
			qs[j].para = numbers[i]
		}
		if n := len(qs); n > 0 && !qs[n-1].closed {
			q := &qs[n-1]
			continues := i+1 < len(spans) && opensWithMark(d.Article.Text, spans[i+1])
			if !continues && i+1 < len(spans) {
				q.span.End = sentenceEnd(d, q.span.Start)
				q.inner.End = q.span.End
			}
		}
		if len(qs) > 0 && len(out) > 0 {
			last := &out[len(out)-1]
			if !last.closed && last.para == numbers[i]-1 && i > 0 && last.span.End == spans[i-1].End && opensWithMark(d.Article.Text, p) {
				qs[0].prev = len(out) - 1
			}
		}
		out = append(out, qs...)
	}
	n := len(out)
	for i := 0; i < n; i++ {
		for _, q := range pairSingle(d.Article.Text, out[i].inner) {
			q.para, q.depth = out[i].para, 1
			out = append(out, q)
		}
	}
	if n == 0 || hasBareSingles(d.Article.Text) {
		out = append(out, bareSingles(d, spans, numbers, out[:n])...)
	}
	return out
}

func sentenceEnd(d *text.Document, at int) int {
	for i := range d.Sentences {
		if d.Sentences[i].Start <= at && at < d.Sentences[i].End {
			return d.Sentences[i].End
		}
	}
	return at
}

func opensWithMark(t string, p text.Span) bool {
	k, _ := doubleMark(t[p.Start:p.End])
	return k == markOpen || k == markEither
}

// pairDouble pairs the double marks of one paragraph.
func pairDouble(t string, p text.Span) []quotation {
	var out []quotation
	open := -1 // index in out of the open quotation
	for i := p.Start; i < p.End; {
		k, n := doubleMark(t[i:p.End])
		if k == markNone {
			_, n = utf8.DecodeRuneInString(t[i:p.End])
			i += n
			continue
		}
		if k == markEither || k == markClose && open < 0 && opensParagraph(t, p, i, n) {
			k = straightRole(t, p, i, n, open >= 0) // some set ” in front as well
		}
		switch {
		case k == markOpen && open < 0:
			out = append(out, quotation{span: text.Span{Start: i, End: p.End}, inner: text.Span{Start: i + n, End: p.End}, prev: -1})
			open = len(out) - 1
		case k == markOpen:
			// Opens again while open: the first one was never closed. It
			// ends before this one, at the last sentence end if it has one.
			q := &out[open]
			q.span.End, q.inner.End = i, i
			out = append(out, quotation{span: text.Span{Start: i, End: p.End}, inner: text.Span{Start: i + n, End: p.End}, prev: -1})
			open = len(out) - 1
		case k == markClose && open >= 0:
			q := &out[open]
			q.span.End, q.inner.End, q.closed = i+n, i, true
			open = -1
		}
		i += n
	}
	kept := out[:0]
	for _, q := range out {
		q.inner = trimSpace(t, q.inner)
		q.span = trimSpace(t, q.span)
		if !q.inner.Empty() {
			kept = append(kept, q)
		}
	}
	return kept
}

// opensParagraph reports whether the mark is the first sign of its paragraph
// and a word follows it at once.
func opensParagraph(t string, p text.Span, i, n int) bool {
	if i+n >= p.End || strings.TrimSpace(t[p.Start:i]) != "" {
		return false
	}
	after, _ := utf8.DecodeRuneInString(t[i+n : p.End])
	return unicode.IsLetter(after) || unicode.IsDigit(after)
}

// straightRole decides whether a mark without a direction opens or closes,
// by its neighbours: an opening mark follows space or an opening bracket, a
// closing one follows a word or punctuation. After a digit and outside of a
// quotation it means inches.
func straightRole(t string, p text.Span, i, n int, open bool) markKind {
	before, _ := utf8.DecodeLastRuneInString(t[p.Start:i])
	after, _ := utf8.DecodeRuneInString(t[i+n : p.End])
	atStart, atEnd := i == p.Start, i+n >= p.End
	spaceBefore := atStart || unicode.IsSpace(before) || strings.ContainsRune("([{—–-", before)
	spaceAfter := atEnd || unicode.IsSpace(after) || strings.ContainsRune(",.;:!?)]}—–", after)
	switch {
	case open && !spaceBefore:
		return markClose
	case open && spaceAfter:
		return markClose
	case open && spaceBefore && !spaceAfter && !atStart:
		return markOpen
	case open:
		return markClose
	case unicode.IsDigit(before) && spaceAfter:
		return markNone
	case spaceAfter && !spaceBefore:
		return markNone // a closing mark with nothing to close
	}
	return markOpen
}

// pairSingle pairs single marks inside a quotation: an opening one follows
// space or the start, a closing one a letter or punctuation and is followed
// by neither letter nor digit.
func pairSingle(t string, p text.Span) []quotation {
	var out []quotation
	start := -1
	startLen := 0
	for i := p.Start; i < p.End; {
		r, n := utf8.DecodeRuneInString(t[i:p.End])
		if r != '\'' && r != '‘' && r != '’' {
			i += n
			continue
		}
		before, _ := utf8.DecodeLastRuneInString(t[p.Start:i])
		after, _ := utf8.DecodeRuneInString(t[i+n : p.End])
		wordBefore := i > p.Start && !unicode.IsSpace(before) && !strings.ContainsRune("([{—–", before)
		wordAfter := i+n < p.End && (unicode.IsLetter(after) || unicode.IsDigit(after))
		switch {
		case start < 0 && r != '’' && !wordBefore && wordAfter:
			start, startLen = i, n
		case start >= 0 && r != '‘' && wordBefore && !wordAfter:
			q := quotation{span: text.Span{Start: start, End: i + n}, inner: text.Span{Start: start + startLen, End: i}, prev: -1, closed: true, single: true}
			// A plural's apostrophe looks the same; a quotation ends with
			// punctuation or before it.
			if isPossessivePlural(t, p, i, n) {
				break
			}
			out = append(out, q)
			start = -1
		}
		i += n
	}
	return out
}

// isPossessivePlural reports whether the mark at i is an apostrophe as in
// "the voters' choice": after s and before a space and a small letter, with
// another closing mark further on.
func isPossessivePlural(t string, p text.Span, i, n int) bool {
	if t[i-1] != 's' || i+n >= p.End || t[i+n] != ' ' {
		return false
	}
	rest := t[i+n : p.End]
	after, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, " "))
	if !unicode.IsLower(after) {
		return false
	}
	for j, r := range rest {
		if (r == '\'' || r == '’') && j > 0 {
			b, _ := utf8.DecodeLastRuneInString(rest[:j])
			a, _ := utf8.DecodeRuneInString(rest[j+utf8.RuneLen(r):])
			if !unicode.IsSpace(b) && !unicode.IsLetter(a) {
				return true
			}
		}
	}
	return false
}

// hasBareSingles reports whether the text uses single marks as its main
// quotation marks: an opening curly one or a straight one after a space, and
// no double marks at all.
func hasBareSingles(t string) bool {
	return strings.Contains(t, "‘") || strings.Contains(t, " '")
}

// bareSingles finds quotations in single marks outside of double ones.
func bareSingles(d *text.Document, spans []text.Span, numbers []int, taken []quotation) []quotation {
	var out []quotation
	for i, p := range spans {
		for _, q := range pairSingle(d.Article.Text, p) {
			if overlapsAny(taken, q.span) {
				continue
			}
			q.para = numbers[i]
			out = append(out, q)
		}
	}
	return out
}

func overlapsAny(qs []quotation, s text.Span) bool {
	for i := range qs {
		if qs[i].span.Overlaps(s) {
			return true
		}
	}
	return false
}

func trimSpace(t string, s text.Span) text.Span {
	for s.Start < s.End {
		r, n := utf8.DecodeRuneInString(t[s.Start:s.End])
		if !unicode.IsSpace(r) {
			break
		}
		s.Start += n
	}
	for s.Start < s.End {
		r, n := utf8.DecodeLastRuneInString(t[s.Start:s.End])
		if !unicode.IsSpace(r) {
			break
		}
		s.End -= n
	}
	return s
}

// sortSpans orders spans and joins those that overlap or touch.
func sortSpans(spans []text.Span) []text.Span {
	sort.Slice(spans, func(i, j int) bool {
		return spans[i].Start < spans[j].Start || spans[i].Start == spans[j].Start && spans[i].End < spans[j].End
	})
	out := spans[:0]
	for _, s := range spans {
		if s.Empty() {
			continue
		}
		if n := len(out); n > 0 && s.Start <= out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}

// Quotations returns the quotations of a document that are speech rather than a
// word or a title, without their marks, in the order of the text: those whose
// words have a verb with a subject, are many, or end a sentence.
func Quotations(d *text.Document) []text.Span {
	f := &finder{doc: d, lex: loadLexicon(), quotes: pairQuotes(d)}
	f.trees = make([]*tree, len(d.Sentences))
	for i := range d.Sentences {
		f.trees[i] = newTree(d, i)
	}
	var out []text.Span
	for q := range f.quotes {
		if f.quotes[q].depth == 0 && f.clausal(q) {
			out = append(out, f.quotes[q].inner)
		}
	}
	return out
}
