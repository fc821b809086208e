package eval

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/dramatis-kg/dramatis/text"
)

// GAPExample is one snippet of GAP (Webster et al. 2018): a pronoun and two
// names, each of which it may or may not refer to.
type GAPExample struct {
	ID, Text string
	Pronoun  text.Span
	A, B     text.Span
	CorefA   bool
	CorefB   bool
	Feminine bool
}

// ReadGAP reads the tab-separated file with its header line.
func ReadGAP(r io.Reader) ([]GAPExample, error) {
	sc := bufio.NewScanner(r)
	sc.Buffer(make([]byte, 0, 1<<16), 1<<20)
	var out []GAPExample
	for n := 1; sc.Scan(); n++ {
		if n == 1 {
			continue
		}
		f := strings.Split(sc.Text(), "\t")
		if len(f) < 11 {
			return nil, fmt.Errorf("eval: gap: line %d: %d columns, want 11", n, len(f))
		}
		span := func(word, at string) (text.Span, error) {
			k, err := strconv.Atoi(at)
			if err != nil {
				return text.Span{}, fmt.Errorf("eval: gap: line %d: %w", n, err)
			}
			start := byteOffset(f[1], k)
			return text.Span{Start: start, End: start + len(word)}, nil
		}
		e := GAPExample{ID: f[0], Text: f[1], CorefA: f[6] == "TRUE", CorefB: f[9] == "TRUE"}
		var err error
		if e.Pronoun, err = span(f[2], f[3]); err != nil {
			return nil, err
		}
		if e.A, err = span(f[4], f[5]); err != nil {
			return nil, err
		}
		if e.B, err = span(f[7], f[8]); err != nil {
			return nil, err
		}
		switch strings.ToLower(f[2]) {
		case "she", "her", "hers":
			e.Feminine = true
		}
		out = append(out, e)
	}
	return out, sc.Err()
}

// byteOffset is the byte of the n-th character.
func byteOffset(s string, n int) int {
	at := 0
	for ; n > 0 && at < len(s); n-- {
		_, size := utf8.DecodeRuneInString(s[at:])
		at += size
	}
	return at
}

// GAPScore counts the answers for names A and B together.
type GAPScore struct {
	Gold, System, Right int
	Of                  map[bool]*GAPScore // by feminine; nil in the parts
}

// F1 is the harmonic mean of precision and recall, 0 to 1.
func (s *GAPScore) F1() float64 {
	if s.Gold+s.System == 0 {
		return 0
	}
	return 2 * float64(s.Right) / float64(s.Gold+s.System)
}

// String is one line of figures in per cent; bias is feminine over masculine.
func (s *GAPScore) String() string {
	m, f := s.Of[false].F1(), s.Of[true].F1()
	return fmt.Sprintf("gold %d system %d right %d  F1 %.1f  masculine %.1f feminine %.1f bias %.2f", s.Gold, s.System, s.Right, 100*s.F1(), 100*m, 100*f, f/m)
}

// ScoreGAP scores resolved documents, one for each example: the pronoun
// refers to a name if a mention of its chain ends in the name's last word.
func ScoreGAP(examples []GAPExample, resolve func(GAPExample) *text.Document) *GAPScore {
	s := &GAPScore{Of: map[bool]*GAPScore{false: {}, true: {}}}
	for _, e := range examples {
		d := resolve(e)
		chain := chainAt(d, e.Pronoun)
		for _, x := range []struct {
			span text.Span
			gold bool
		}{{e.A, e.CorefA}, {e.B, e.CorefB}} {
			got := chain >= 0 && inChain(d, chain, x.span)
			for _, c := range []*GAPScore{s, s.Of[e.Feminine]} {
				if x.gold {
					c.Gold++
				}
				if got {
					c.System++
				}
				if got && x.gold {
					c.Right++
				}
			}
		}
	}
	return s
}

func chainAt(d *text.Document, sp text.Span) int {
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.Span == sp && m.Form == text.FormPronoun {
			return m.Chain
		}
	}
	return -1
}

func inChain(d *text.Document, chain int, sp text.Span) bool {
	for _, i := range d.Chains[chain].Mentions {
		m := &d.Mentions[i]
		if m.Form != text.FormPronoun && m.Why != "conjunction" && m.Overlaps(sp) && m.Span.Len() <= sp.Len()+40 {
			head := d.Sentences[m.Sentence].Tokens[m.Head]
			if m.Form == text.FormName || sp.Contains(head.Span) {
				return true
			}
		}
	}
	return false
}
