package conllu

import (
	"iter"
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// Raw is the running text of one document of a treebank with the spans of its
// annotations: what a tokeniser would be given and what it should find.
type Raw struct {
	ID        string
	Text      string      // paragraphs parted by blank lines, sentences by a space
	Sentences []text.Span // of Text, one per tree
	Words     []text.Span // of Text, one per syntactic word; the words of a multiword token share its letters
	First     []int       // First[i] is the index in Words of the first word of sentence i; one more at the end
	Paragraph []int       // 0-based paragraph of every sentence
	Trees     []*Sentence

	buf strings.Builder
}

// Documents rebuilds the running text of each document from the comments
// "newdoc", "newpar" and "text". A treebank without "newdoc" is one document; a
// sentence without "text" is its words with the spaces that MISC tells of.
func (r *Reader) Documents() iter.Seq2[*Raw, error] {
	return func(yield func(*Raw, error) bool) {
		var doc *Raw
		for s, err := range r.All() {
			if err != nil {
				yield(nil, err)
				return
			}
			id, isNew := s.Comment("newdoc id")
			if !isNew {
				isNew = s.has("newdoc")
			}
			if doc == nil || isNew {
				if doc != nil && !yield(doc.finish(), nil) {
					return
				}
				doc = &Raw{ID: id}
			}
			doc.add(s)
		}
		if doc != nil {
			yield(doc.finish(), nil)
		}
	}
}

// has reports whether one of the comments begins with key.
func (s *Sentence) has(key string) bool {
	for _, c := range s.Comments {
		if strings.HasPrefix(strings.TrimLeft(c[1:], " "), key) {
			return true
		}
	}
	return false
}

func (d *Raw) finish() *Raw {
	d.First = append(d.First, len(d.Words))
	d.Text = d.buf.String()
	return d
}

func (d *Raw) add(s *Sentence) {
	par := 0
	if n := len(d.Paragraph); n > 0 {
		par = d.Paragraph[n-1]
		if s.has("newpar") {
			par++
			d.buf.WriteString("\n\n")
		} else {
			d.buf.WriteByte(' ')
		}
	}
	t := s.Text()
	if t == "" {
		t = s.written()
	}
	start := d.buf.Len()
	d.buf.WriteString(t)
	d.Sentences = append(d.Sentences, text.Span{Start: start, End: start + len(t)})
	d.Paragraph = append(d.Paragraph, par)
	d.First = append(d.First, len(d.Words))
	d.Trees = append(d.Trees, s)
	d.align(s, t, start)
}

// written is the text of a sentence put together of its tokens.
func (s *Sentence) written() string {
	var b strings.Builder
	space, ranges := s.SpaceAfter(), s.Ranges
	for i := 0; i < len(s.Words); {
		form, end := s.Words[i].Form, i+1
		if len(ranges) > 0 && ranges[0].First == i {
			form, end, ranges = ranges[0].Form, ranges[0].End, ranges[1:]
		}
		b.WriteString(form)
		if i = end; i < len(s.Words) && space[i-1] {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// align finds the words of s in t. The words of a multiword token are laid
// out in its letters one after the other; where they are not its letters
// they all get the whole token.
func (d *Raw) align(s *Sentence, t string, start int) {
	pos, ranges := 0, s.Ranges
	find := func(form string) text.Span {
		i := strings.Index(t[pos:], form)
		if i < 0 {
			return text.Span{Start: start + pos, End: start + pos}
		}
		at := text.Span{Start: start + pos + i, End: start + pos + i + len(form)}
		pos += i + len(form)
		return at
	}
	for i := 0; i < len(s.Words); {
		if len(ranges) == 0 || ranges[0].First != i {
			d.Words = append(d.Words, find(s.Words[i].Form))
			i++
			continue
		}
		m := ranges[0]
		ranges = ranges[1:]
		whole, joined := find(m.Form), ""
		for k := m.First; k < m.End; k++ {
			joined += s.Words[k].Form
		}
		at := whole.Start
		for ; i < m.End; i++ {
			if joined != m.Form {
				d.Words = append(d.Words, whole)
				continue
			}
			d.Words = append(d.Words, text.Span{Start: at, End: at + len(s.Words[i].Form)})
			at += len(s.Words[i].Form)
		}
	}
}
