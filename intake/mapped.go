package intake

import (
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// mapped is a text with the way back to the bytes it was read from.
type mapped struct {
	s string
	m text.ByteMap
}

// draft is a text made of pieces of another, with the way back kept.
type draft struct {
	from mapped
	b    strings.Builder
	m    *text.ByteMapBuilder
	last int // offset in from just after the piece last used
}

func newDraft(from mapped) *draft { return &draft{from: from, m: text.NewByteMap()} }

// copy appends from.s[start:end].
func (d *draft) copy(start, end int) {
	for i := start; i < end; i++ {
		if at := d.from.m.At(i); at.Len() == 1 {
			d.m.Add(d.b.Len(), at.Start)
		} else {
			d.m.AddRange(d.b.Len(), at.Start, at.Len())
		}
		d.b.WriteByte(d.from.s[i])
	}
	d.last = end
}

// stand appends s, which stands as a whole for from.s[start:end].
func (d *draft) stand(s string, start, end int) {
	if s == "" {
		return
	}
	at := d.from.m.FileSpan(text.Span{Start: start, End: end})
	if at.Len() == len(s) {
		d.m.Add(d.b.Len(), at.Start)
	} else {
		d.m.AddRange(d.b.Len(), at.Start, at.Len())
	}
	d.b.WriteString(s)
	d.last = end
}

// insert appends s, which has no counterpart in the file.
func (d *draft) insert(s string) {
	at := d.from.m.File(d.last)
	d.m.AddFrozen(d.b.Len(), at)
	d.b.WriteString(s)
}

// len is the length of the text so far, in bytes.
func (d *draft) len() int { return d.b.Len() }

// finish returns the text. Runs are added in ascending order only, so the
// map cannot fail.
func (d *draft) finish() (mapped, error) {
	m, err := d.m.Map()
	return mapped{d.b.String(), m}, err
}
