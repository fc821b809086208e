package intake

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dramatis-kg/dramatis/text"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// letters is the visible text of a page without white space, each byte with
// the stretch of the source that it stands for. White space is what HTML
// extraction changes, letters are not.
type letters struct {
	s   string
	at  []text.Span // for every byte of s
	gap []gap       // for every byte of s, what stands before it
}

// gap is what the page has between two letters.
type gap uint8

const (
	noGap    gap = iota // nothing, or inline markup
	spaceGap            // white space
	blockGap            // the border of a block element: a paragraph's end
)

// pageLetters reads the text nodes of a page that are shown.
func pageLetters(page string) letters {
	var l letters
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(page))
	offset, before := 0, noGap
	silent, depth := "", 0 // the silent element we are in, and how many of its name
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			break // the reader is a string: the only error is its end
		}
		start := offset
		offset += len(z.Raw())
		switch kind {
		case html.StartTagToken, html.SelfClosingTagToken:
			tag, attrs := startTag(z)
			a := atom.Lookup([]byte(tag))
			if blockElements[a] {
				before = blockGap
			}
			opens := kind == html.StartTagToken || a != atom.Svg // only drawings may end in "/>"
			switch {
			case silent == tag && opens:
				depth++
			case silent == "" && opens && (silentElements[a] || !impliedEnd[a] && hidden(a, attrs)):
				silent, depth = tag, 1
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if blockElements[atom.Lookup(name)] {
				before = blockGap
			}
			if silent == string(name) {
				if depth--; depth == 0 {
					silent = ""
				}
			}
		case html.TextToken:
			if silent != "" {
				continue
			}
			pieces(page, start, offset, func(from, to int) {
				for i, r := range page[from:to] {
					before = l.add(&b, r, text.Span{Start: from + i, End: from + i + utf8.RuneLen(r)}, true, before)
				}
			}, func(t string, from, to int) {
				for _, r := range t {
					before = l.add(&b, r, text.Span{Start: from, End: to}, false, before)
				}
			})
		}
	}
	l.s = b.String()
	return l
}

// startTag is the name of the tag the tokenizer is at, and its attributes.
func startTag(z *html.Tokenizer) (string, []html.Attribute) {
	name, more := z.TagName()
	tag := string(name) // before the next call reuses its bytes
	var attrs []html.Attribute
	for more {
		var k, v []byte
		k, v, more = z.TagAttr()
		attrs = append(attrs, html.Attribute{Key: string(k), Val: string(v)})
	}
	return tag, attrs
}

// add appends a letter after a gap, and returns the gap before the next one;
// spread maps each of the letter's bytes to its own.
func (l *letters) add(b *strings.Builder, r rune, at text.Span, spread bool, before gap) gap {
	if unicode.IsSpace(r) {
		return max(before, spaceGap)
	}
	n := utf8.RuneLen(r)
	if n < 0 {
		return before
	}
	for i := range n {
		if spread && at.Len() == n {
			l.at = append(l.at, text.Span{Start: at.Start + i, End: at.Start + i + 1})
		} else {
			l.at = append(l.at, at)
		}
		l.gap = append(l.gap, before)
		before = noGap
	}
	b.WriteRune(r)
	return before
}

// place is where a block's letters stand among those of the page.
type place struct{ start, end int }

// anchorLen is the number of letters from which a block is taken to occur
// only once in a page after the block before it.
const anchorLen = 40

// paragraphEnd stands between two paragraphs.
const paragraphEnd = "\n\n"

// align joins blocks of extracted text with blank lines and maps them to the
// page. Long blocks are looked up first, in order; short ones, which may
// also stand in menus, only between their long neighbours. A block that was
// changed by the extraction is mapped word by word. Whatever the extraction
// joined, a block element of the page ends a paragraph, and words that the
// page does not show are left out: no letter is without its place.
func align(src mapped, blocks []string) (mapped, error) {
	page := pageLetters(src.s)
	bare := make([]string, len(blocks))
	for i, s := range blocks {
		bare[i] = withoutSpace(s)
	}
	places := placeBlocks(page.s, bare)
	d := newDraft(src)
	at := 0 // in page.s, for words that are not found
	for i, block := range blocks {
		if p := places[i]; p.end > p.start {
			at = d.letters(block, page, p.start, paragraphEnd)
			continue
		}
		limit := len(page.s)
		for _, p := range places[i+1:] {
			if p.end > p.start {
				limit = p.start
				break
			}
		}
		at = d.words(block, page, at, limit)
	}
	return d.finish()
}

// placeBlocks finds where each block stands; the zero place is "nowhere".
func placeBlocks(page string, bare []string) []place {
	places := make([]place, len(bare))
	find := func(i, from, to int) bool {
		if from > to || bare[i] == "" {
			return false
		}
		at := strings.Index(page[from:to], bare[i])
		if at >= 0 {
			places[i] = place{from + at, from + at + len(bare[i])}
		}
		return at >= 0
	}
	at := 0
	for i := range bare {
		if len(bare[i]) >= anchorLen && find(i, at, len(page)) {
			at = places[i].end
		}
	}
	at = 0
	for i := range bare {
		if places[i].end > 0 {
			at = places[i].end
			continue
		}
		if len(bare[i]) >= anchorLen {
			continue
		}
		to := len(page)
		for _, p := range places[i+1:] {
			if p.end > 0 {
				to = p.start
				break
			}
		}
		if find(i, at, to) {
			at = places[i].end
		}
	}
	return places
}

// letters writes a block whose letters stand in the page from at on, after
// space unless it is the first, and returns where they end.
func (d *draft) letters(block string, page letters, at int, space string) int {
	for i := 0; i < len(block); {
		r, n := utf8.DecodeRuneInString(block[i:])
		if unicode.IsSpace(r) {
			if space != paragraphEnd {
				space += block[i : i+n]
			}
			i += n
			continue
		}
		if i > 0 {
			switch {
			case page.gap[at] == blockGap:
				space = paragraphEnd
			case page.gap[at] == spaceGap && space == "":
				space = " "
			}
		}
		if d.len() > 0 {
			d.insert(space)
		}
		space = ""
		for j := range n {
			span := page.at[at+j]
			d.stand(block[i+j:i+j+1], span.Start, span.End)
		}
		at += n
		i += n
	}
	return at
}

// nearby is how many letters ahead a single word is looked for.
const nearby = 400

// words writes a block word by word, each mapped to its next occurrence
// within reach, and returns where the last one ends. A word that is not
// there is left out.
func (d *draft) words(block string, page letters, at, limit int) int {
	space := paragraphEnd
	for word := range strings.SplitSeq(block, " ") {
		bare := withoutSpace(word)
		if at > limit || bare == "" {
			continue
		}
		found := page.word(bare, at, min(limit, at+nearby))
		if found < 0 {
			continue
		}
		if slices.Contains(page.gap[at:found+1], blockGap) {
			space = paragraphEnd
		}
		at = d.letters(word, page, found, space)
		space = " "
	}
	return at
}

// word finds a word that is not part of a longer one in l.s[from:to]; -1 if
// there is none.
func (l letters) word(bare string, from, to int) int {
	for from+len(bare) <= to {
		found := strings.Index(l.s[from:to], bare)
		if found < 0 {
			return -1
		}
		start := from + found
		if !l.joined(start) && !l.joined(start+len(bare)) {
			return start
		}
		_, n := utf8.DecodeRuneInString(l.s[start:])
		from = start + n
	}
	return -1
}

// joined reports whether at stands between two letters of one word.
func (l letters) joined(at int) bool {
	if at <= 0 || at >= len(l.s) || l.gap[at] != noGap {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(l.s[:at])
	after, _ := utf8.DecodeRuneInString(l.s[at:])
	return isWordRune(before) && isWordRune(after)
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// withoutSpace removes all white space.
func withoutSpace(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}
