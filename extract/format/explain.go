package format

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/dramatis-kg/dramatis/extract/format/surface"
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// Explain writes every sentence as an indented tree, and below it the
// statements (=) and the open tuples (~) that were read from it with the
// rules that fired, and the facts of a tuple where they say more.
func Explain(w io.Writer, d *text.Document, ss []schema.Statement) error {
	b := bufio.NewWriter(w)
	tuples := surface.Read(d)
	k, n := 0, 0
	for si := range d.Sentences {
		s := &d.Sentences[si]
		fmt.Fprintf(b, "# %s\n", oneLine(s.Span.In(d.Article.Text)))
		kids := make([][]int, len(s.Tokens))
		for i := range s.Tokens {
			if h := s.Tokens[i].Head; h >= 0 && h < len(kids) {
				kids[h] = append(kids[h], i)
			}
		}
		seen := make([]bool, len(s.Tokens))
		for i := range s.Tokens {
			if s.Tokens[i].Head < 0 {
				branch(b, s, kids, seen, i, 1)
			}
		}
		for ; k < len(ss) && ss[k].Sentence.Start < s.End; k++ {
			st := &ss[k]
			fmt.Fprintf(b, "  = %s\n", Line(st))
			fmt.Fprintf(b, "      rule %s, confidence %.2f", st.Rule, st.Confidence)
			if len(st.Notes) > 0 {
				fmt.Fprintf(b, "; %s", strings.Join(st.Notes, ", "))
			}
			fmt.Fprintln(b)
		}
		for ; n < len(tuples) && tuples[n].Sentence == si; n++ {
			t := &tuples[n]
			said := oneLine(t.Args[0] + " | " + t.Relation + " | " + strings.Join(t.Args[1:], " | "))
			fmt.Fprintf(b, "  ~ %s\n      rule %s, confidence %.2f\n", said, t.Rule, t.Confidence)
			for _, f := range t.Facts {
				if fact := oneLine(f.Subject + " | " + f.Relation + " | " + f.Object); fact != said {
					fmt.Fprintf(b, "      fact %s\n", fact)
				}
			}
		}
		fmt.Fprintln(b)
	}
	if err := b.Flush(); err != nil {
		return fmt.Errorf("format: explain: %w", err)
	}
	return nil
}

func branch(b *bufio.Writer, s *text.Sentence, kids [][]int, seen []bool, i, depth int) {
	if seen[i] {
		return
	}
	seen[i] = true
	t := &s.Tokens[i]
	fmt.Fprintf(b, "%s%s  %s/%s %s\n", strings.Repeat("  ", depth), t.Text, t.UPOS, t.Deprel, t.Lemma)
	for _, k := range kids[i] {
		branch(b, s, kids, seen, k, depth+1)
	}
}

// Line is a statement on one line: "planned Vladimir Putin | talk | Donald
// Trump; about ceasefire; 2025-03-14/..; says Dmitry Peskov".
func Line(s *schema.Statement) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s | %s", s.Modality, name(s.Subject), s.Relation)
	if !s.Object.IsZero() {
		fmt.Fprintf(&b, " | %s", name(s.Object))
	}
	for _, q := range s.Qualifiers {
		fmt.Fprintf(&b, "; %s %s", q.Role, name(q.Term))
	}
	if !s.Place.IsZero() {
		fmt.Fprintf(&b, "; where: %s", name(s.Place))
	}
	if s.Date.Known() {
		fmt.Fprintf(&b, "; %s", s.Date)
	}
	for _, a := range s.Source {
		fmt.Fprintf(&b, "; says %s", name(a.Speaker))
	}
	return b.String()
}
