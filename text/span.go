package text

import (
	"fmt"
	"strconv"
	"strings"
)

// Span is the half-open byte range [Start, End) of a text.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Len is the number of bytes in the span.
func (s Span) Len() int { return s.End - s.Start }

// Empty reports whether the span holds no bytes. The zero Span is empty and
// stands for "no span".
func (s Span) Empty() bool { return s.End <= s.Start }

// Contains reports whether o lies wholly inside s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Overlaps reports whether the spans share at least one byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// Cover is the smallest span that contains both; an empty span adds nothing.
func (s Span) Cover(o Span) Span {
	switch {
	case s.Empty():
		return o
	case o.Empty():
		return s
	}
	return Span{min(s.Start, o.Start), max(s.End, o.End)}
}

// In slices the span out of t. A span outside t yields "".
func (s Span) In(t string) string {
	if s.Start < 0 || s.End > len(t) || s.Empty() {
		return ""
	}
	return t[s.Start:s.End]
}

// String prints "240-319", the form that [ParseSpan] reads.
func (s Span) String() string { return strconv.Itoa(s.Start) + "-" + strconv.Itoa(s.End) }

// ParseSpan reads what String prints.
func ParseSpan(v string) (Span, error) {
	a, b, ok := strings.Cut(v, "-")
	if !ok {
		return Span{}, fmt.Errorf("text: span %q: want START-END", v)
	}
	start, err1 := strconv.Atoi(a)
	end, err2 := strconv.Atoi(b)
	if err1 != nil || err2 != nil || start < 0 || end < start {
		return Span{}, fmt.Errorf("text: span %q: want START-END with 0 <= START <= END", v)
	}
	return Span{start, end}, nil
}
