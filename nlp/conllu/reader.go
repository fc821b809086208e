package conllu

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
)

// SyntaxError says what is wrong with which line.
type SyntaxError struct {
	Line int // 1-based
	Text string
}

// Error renders "conllu: line 12: …".
func (e *SyntaxError) Error() string { return fmt.Sprintf("conllu: line %d: %s", e.Line, e.Text) }

// Reader yields the sentences of a stream. It is not safe for concurrent use.
type Reader struct {
	scan *bufio.Scanner
	line int
}

// NewReader returns a Reader of r.
func NewReader(r io.Reader) *Reader {
	s := bufio.NewScanner(r)
	s.Buffer(make([]byte, 0, 1<<16), MaxLine)
	return &Reader{scan: s}
}

// Read returns the next sentence, or io.EOF after the last. After any other
// error the Reader is of no further use.
func (r *Reader) Read() (*Sentence, error) {
	s := &Sentence{}
	lines := 0
	for r.scan.Scan() {
		r.line++
		line := strings.TrimRight(r.scan.Text(), "\r")
		if line == "" {
			if lines == 0 {
				continue
			}
			return r.finish(s)
		}
		if lines++; lines > MaxWords {
			return nil, r.fail("sentence of more than %d lines", MaxWords)
		}
		if line[0] == '#' {
			if len(s.Words) > 0 || len(s.Ranges) > 0 || len(s.Empty) > 0 {
				return nil, r.fail("comment inside a sentence")
			}
			s.Comments = append(s.Comments, line)
			continue
		}
		if err := r.row(s, line); err != nil {
			return nil, err
		}
	}
	if err := r.scan.Err(); err != nil {
		if errors.Is(err, bufio.ErrTooLong) {
			r.line++
			return nil, r.fail("line of more than %d bytes", MaxLine)
		}
		return nil, fmt.Errorf("conllu: read: %w", err)
	}
	if lines > 0 {
		return r.finish(s)
	}
	return nil, io.EOF
}

// All yields every sentence; after an error it yields that error and stops.
func (r *Reader) All() iter.Seq2[*Sentence, error] {
	return func(yield func(*Sentence, error) bool) {
		for {
			s, err := r.Read()
			if err == io.EOF {
				return
			}
			if !yield(s, err) || err != nil {
				return
			}
		}
	}
}

func (r *Reader) fail(format string, args ...any) error {
	return &SyntaxError{Line: r.line, Text: fmt.Sprintf(format, args...)}
}

// row adds one line of ten columns to s.
func (r *Reader) row(s *Sentence, line string) error {
	var col [10]string
	n := 0
	for rest, more := line, true; more; n++ {
		if n == len(col) {
			return r.fail("more than ten columns")
		}
		col[n], rest, more = strings.Cut(rest, "\t")
		if col[n] == "" {
			return r.fail("column %d is empty", n+1)
		}
	}
	if n != len(col) {
		return r.fail("%d columns instead of ten", n)
	}
	if first, last, ok := strings.Cut(col[0], "-"); ok {
		return r.multiword(s, &col, first, last)
	}
	w := Word{Form: col[1], Lemma: col[2], UPOS: col[3], XPOS: col[4], Feats: col[5],
		Head: NoHead, Deprel: col[7], Deps: col[8], Misc: col[9]}
	if col[6] != "_" {
		h, err := canonical(col[6])
		if err != nil {
			return r.fail("head %q", col[6])
		}
		w.Head = h - 1
	}
	if after, sub, ok := strings.Cut(col[0], "."); ok {
		a, err1 := canonical(after)
		b, err2 := canonical(sub)
		if err1 != nil || err2 != nil || a != len(s.Words) || b < 1 {
			return r.fail("empty node %q after word %d", col[0], len(s.Words))
		}
		w.After, w.Sub = a, b
		s.Empty = append(s.Empty, w)
		return nil
	}
	if id, err := canonical(col[0]); err != nil || id != len(s.Words)+1 {
		return r.fail("ID %q where %d was due", col[0], len(s.Words)+1)
	}
	s.Words = append(s.Words, w)
	return nil
}

func (r *Reader) multiword(s *Sentence, col *[10]string, first, last string) error {
	a, err1 := canonical(first)
	b, err2 := canonical(last)
	if err1 != nil || err2 != nil || a != len(s.Words)+1 || b < a {
		return r.fail("multiword token %q after word %d", col[0], len(s.Words))
	}
	if n := len(s.Ranges); n > 0 && s.Ranges[n-1].End >= a {
		return r.fail("multiword token %q overlaps another", col[0])
	}
	m := Range{First: a - 1, End: b, Form: col[1], Misc: col[9]}
	if rest := strings.Join(col[2:9], "\t"); rest != noColumns {
		m.Rest = rest
	}
	s.Ranges = append(s.Ranges, m)
	return nil
}

// noColumns are the columns 3 to 9 of an ordinary multiword token.
const noColumns = "_\t_\t_\t_\t_\t_\t_"

// finish checks what can be known only at the end of a sentence.
func (r *Reader) finish(s *Sentence) (*Sentence, error) {
	n := len(s.Words)
	for i := range s.Words {
		if h := s.Words[i].Head; h >= n || h == i {
			return nil, r.fail("head of word %d is %d in a sentence of %d words", i+1, h+1, n)
		}
	}
	for _, m := range s.Ranges {
		if m.End > n {
			return nil, r.fail("multiword token %d-%d in a sentence of %d words", m.First+1, m.End, n)
		}
	}
	return s, nil
}

// canonical reads a number that has no sign and no leading zero, so that
// what is written is what was read.
func canonical(s string) (int, error) {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0, err
	}
	if n < 0 || strconv.Itoa(n) != s {
		return 0, strconv.ErrSyntax
	}
	return n, nil
}
