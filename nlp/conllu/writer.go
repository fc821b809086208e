package conllu

import (
	"bufio"
	"io"
	"strconv"
)

// Write renders s with the empty line that ends it. What a [Reader] gave is
// written back byte for byte (line ends become "\n").
func Write(w io.Writer, s *Sentence) error {
	b := bufio.NewWriter(w)
	for _, c := range s.Comments {
		b.WriteString(c)
		b.WriteByte('\n')
	}
	ranges, empty := s.Ranges, s.Empty
	for i := 0; ; i++ {
		for len(empty) > 0 && empty[0].After == i {
			e := &empty[0]
			e.write(b, strconv.Itoa(e.After)+"."+strconv.Itoa(e.Sub))
			empty = empty[1:]
		}
		if i == len(s.Words) {
			break
		}
		if len(ranges) > 0 && ranges[0].First == i {
			ranges[0].write(b)
			ranges = ranges[1:]
		}
		s.Words[i].write(b, strconv.Itoa(i+1))
	}
	b.WriteByte('\n')
	return b.Flush()
}

func (w *Word) write(b *bufio.Writer, id string) {
	for i, c := range [...]string{id, w.Form, w.Lemma, w.UPOS, w.XPOS, w.Feats, headString(w.Head), w.Deprel, w.Deps, w.Misc} {
		if i > 0 {
			b.WriteByte('\t')
		}
		if c == "" {
			c = "_"
		}
		b.WriteString(c)
	}
	b.WriteByte('\n')
}

func (r *Range) write(b *bufio.Writer) {
	rest := r.Rest
	if rest == "" {
		rest = noColumns
	}
	misc := r.Misc
	if misc == "" {
		misc = "_"
	}
	b.WriteString(strconv.Itoa(r.First+1) + "-" + strconv.Itoa(r.End) + "\t" + r.Form + "\t" + rest + "\t" + misc + "\n")
}
