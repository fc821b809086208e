package intake

import (
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
	s  string
	at []text.Span // for every byte of s
}

// pageLetters reads the text nodes of a page.
func pageLetters(page string) letters {
	var l letters
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(page))
	offset := 0
	silent := atom.Atom(0) // the script or style element we are in
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			break // the reader is a string: the only error is its end
		}
		start := offset
		offset += len(z.Raw())
		switch kind {
		case html.StartTagToken:
			if name, _ := z.TagName(); isSilent(atom.Lookup(name)) {
				silent = atom.Lookup(name)
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); atom.Lookup(name) == silent {
				silent = 0
			}
		case html.TextToken:
			if silent != 0 {
				continue
			}
			pieces(page, start, offset, func(from, to int) {
				for i, r := range page[from:to] {
					l.add(&b, r, text.Span{Start: from + i, End: from + i + utf8.RuneLen(r)}, true)
				}
			}, func(t string, from, to int) {
				for _, r := range t {
					l.add(&b, r, text.Span{Start: from, End: to}, false)
				}
			})
		}
	}
	l.s = b.String()
	return l
}

// isSilent reports elements whose text is not shown.
func isSilent(a atom.Atom) bool {
	return a == atom.Script || a == atom.Style || a == atom.Noscript || a == atom.Template
}

// add appends a letter; spread maps each of its bytes to its own.
func (l *letters) add(b *strings.Builder, r rune, at text.Span, spread bool) {
	if unicode.IsSpace(r) {
		return
	}
	n := utf8.RuneLen(r)
	if n < 0 {
		return
	}
	for i := range n {
		if spread && at.Len() == n {
			l.at = append(l.at, text.Span{Start: at.Start + i, End: at.Start + i + 1})
		} else {
			l.at = append(l.at, at)
		}
	}
	b.WriteRune(r)
}

// place is where a block's letters stand among those of the page.
type place struct{ start, end int }

// anchorLen is the number of letters from which a block is taken to occur
// only once in a page after the block before it.
const anchorLen = 40

// align joins blocks of extracted text with blank lines and maps them to the
// page. Long blocks are looked up first, in order; short ones, which may
// also stand in menus, only between their long neighbours. A block that was
// changed by the extraction is mapped word by word, and what is nowhere in
// the page maps to the place where it would stand.
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
		if i > 0 {
			d.insert("\n\n")
		}
		if p := places[i]; p.end > p.start {
			at = d.letters(block, page, p.start)
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

// letters writes a block whose letters stand in the page from at on, and
// returns where they end.
func (d *draft) letters(block string, page letters, at int) int {
	for i := 0; i < len(block); {
		r, n := utf8.DecodeRuneInString(block[i:])
		if unicode.IsSpace(r) {
			d.insert(block[i : i+n])
		} else {
			for j := range n {
				span := page.at[at+j]
				d.stand(block[i+j:i+j+1], span.Start, span.End)
			}
			at += n
		}
		i += n
	}
	return at
}

// nearby is how many letters ahead a single word is looked for.
const nearby = 400

// words writes a block word by word, each mapped to its next occurrence
// within reach, and returns where the last one ends.
func (d *draft) words(block string, page letters, at, limit int) int {
	for i, word := range strings.Split(block, " ") {
		if i > 0 {
			d.insert(" ")
		}
		bare := withoutSpace(word)
		found := -1
		if at <= limit && bare != "" {
			found = strings.Index(page.s[at:min(limit, at+nearby)], bare)
		}
		if found < 0 {
			d.insert(word)
			continue
		}
		at = d.letters(word, page, at+found)
	}
	return at
}

// withoutSpace removes all white space.
func withoutSpace(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}
