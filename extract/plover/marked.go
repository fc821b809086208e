package plover

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// Marked is a sentence in which the two sides of an event were marked.
type Marked struct {
	Text           string    // without the marks
	Source, Target text.Span // bytes of Text
}

// ErrMarks is wrapped by the errors of [ParseMarked].
var ErrMarks = errors.New("want <S>who acts</S> and <T>on whom</T>, each once")

var mark = regexp.MustCompile(`(?i)</?[st]>`)

// ParseMarked takes "<S>…</S>" and "<T>…</T>" out of a sentence; small
// letters do as well. One of the two may lie in the other. It fails with
// ErrMarks if one of them is absent, empty, or there twice.
func ParseMarked(s string) (Marked, error) {
	m, seen := StripMarks(s)
	for _, tag := range []string{"<s>", "</s>", "<t>", "</t>"} {
		if seen[tag] != 1 {
			return Marked{}, fmt.Errorf("plover: %s stands %d times: %w", tag, seen[tag], ErrMarks)
		}
	}
	if m.Source.Empty() || m.Target.Empty() {
		return Marked{}, fmt.Errorf("plover: a mark encloses nothing: %w", ErrMarks)
	}
	return m, nil
}

// StripMarks takes the marks out of a sentence that may lack some, and counts
// them. A side without its two marks, or with them the wrong way round, has no
// sense; of several the last counts.
func StripMarks(s string) (m Marked, seen map[string]int) {
	var b strings.Builder
	seen = map[string]int{}
	at := 0
	for _, i := range mark.FindAllStringIndex(s, -1) {
		b.WriteString(s[at:i[0]])
		tag := strings.ToLower(s[i[0]:i[1]])
		seen[tag]++
		switch tag {
		case "<s>":
			m.Source.Start = b.Len()
		case "</s>":
			m.Source.End = b.Len()
		case "<t>":
			m.Target.Start = b.Len()
		default:
			m.Target.End = b.Len()
		}
		at = i[1]
	}
	b.WriteString(s[at:])
	m.Text = b.String()
	return m, seen
}

// Tokens is the run of the sentence's tokens that share a byte with the
// span; empty if none does.
func Tokens(s *text.Sentence, span text.Span) Range {
	r := Range{First: -1}
	for i := range s.Tokens {
		if s.Tokens[i].Span.Overlaps(span) {
			if r.First < 0 {
				r.First = i
			}
			r.End = i + 1
		}
	}
	if r.First < 0 {
		return Range{}
	}
	return r
}
