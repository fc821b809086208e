package plan

import (
	"cmp"
	"hash/maphash"
	"math/bits"
	"slices"
)

// mark is what a dictionary knows a value by: the hash under which the store
// has it, and one whose key is drawn anew for every dictionary.
type mark struct{ h, g uint64 }

// dictionary gives values entries from 1 in the order of their coming. It
// holds 128 bits of each, not the value, so that its size does not depend on
// theirs: two of a thousand million values would share their marks in one of
// 10²⁰ loads, and nobody can make two that do, since one half is keyed.
type dictionary struct {
	seed  maphash.Seed
	parts [1 << partBits]dictionaryPart // by the leading bits of h
	n     uint32
	held  int64 // bytes
}

// dictionaryPart is a table with open addressing, small enough to grow and to
// sort within the processor's cache.
type dictionaryPart struct {
	slots []slot
	n     int
}

// slot is a mark in halves and its entry, which is 0 in a free one.
type slot [5]uint32

const (
	partBits  = 8
	slotBytes = 20
)

func newDictionary() *dictionary { return &dictionary{seed: maphash.MakeSeed()} }

func (d *dictionary) mark(identity []byte) mark {
	return mark{hashOf(identity), maphash.Bytes(d.seed, identity)}
}

func (m mark) slot(e uint32) slot {
	return slot{uint32(m.h >> 32), uint32(m.h), uint32(m.g >> 32), uint32(m.g), e}
}

func (s *slot) mark() mark {
	return mark{uint64(s[0])<<32 | uint64(s[1]), uint64(s[2])<<32 | uint64(s[3])}
}

func (d *dictionary) part(m mark) *dictionaryPart { return &d.parts[m.h>>(64-partBits)] }

// at is where looking for a mark begins.
func (p *dictionaryPart) at(m mark) int {
	hi, _ := bits.Mul64(m.g, uint64(len(p.slots)))
	return int(hi)
}

// warm reads the first slot of every mark: the processor waits for many of
// them at once, where entry would wait for one after the other.
func (d *dictionary) warm(marks []mark) (sum uint32) {
	for _, m := range marks {
		if p := d.part(m); len(p.slots) > 0 {
			sum += p.slots[p.at(m)][0]
		}
	}
	return sum
}

// find is the entry of a mark, 0 if there is none, and its slot.
func (p *dictionaryPart) find(m mark) (at int, e uint32) {
	want := m.slot(0)
	for at = p.at(m); ; {
		s := &p.slots[at]
		if s[4] == 0 || s[0] == want[0] && s[1] == want[1] && s[2] == want[2] && s[3] == want[3] {
			return at, s[4]
		}
		if at++; at == len(p.slots) {
			at = 0
		}
	}
}

// find is the entry of a mark, 0 if there is none.
func (d *dictionary) find(m mark) uint32 {
	p := d.part(m)
	if p.n == 0 {
		return 0
	}
	_, e := p.find(m)
	return e
}

// entry finds or makes the entry of a mark.
func (d *dictionary) entry(m mark) (e uint32, fresh bool) {
	p := d.part(m)
	if 5*(p.n+1) > 4*len(p.slots) {
		d.grow(p)
	}
	at, e := p.find(m)
	if e != 0 {
		return e, false
	}
	d.n++
	p.n++
	p.slots[at] = m.slot(d.n)
	return d.n, true
}

func (d *dictionary) grow(p *dictionaryPart) {
	old := p.slots
	p.slots = make([]slot, max(8, len(old)+len(old)/2))
	d.held += slotBytes * int64(len(p.slots)-len(old))
	for i := range old {
		if old[i][4] != 0 {
			at, _ := p.find(old[i].mark())
			p.slots[at] = old[i]
		}
	}
}

// marked is an entry with its mark.
type marked struct {
	mark
	e uint32
}

// hash is the one that the store uses, as a number.
func (m *marked) hash() uint64 { return m.h >> (64 - 8*hashBytes) }

// sorted visits the entries by the hashes that the store uses, the parts one
// after the other, and entries with the same hash in their order. The list is
// valid until visit returns.
func (d *dictionary) sorted(visit func([]marked) error) error {
	var list, scratch []marked
	for i := range d.parts {
		p := &d.parts[i]
		list = list[:0]
		for j := range p.slots {
			if s := &p.slots[j]; s[4] != 0 {
				list = append(list, marked{s.mark(), s[4]})
			}
		}
		out := list
		if len(list) < 1<<10 {
			slices.SortFunc(list, func(a, b marked) int { return cmp.Or(cmp.Compare(a.hash(), b.hash()), cmp.Compare(a.e, b.e)) })
		} else {
			scratch = slices.Grow(scratch[:0], len(list))[:len(list)]
			out = radix(list, list, scratch, 8*hashBytes, func(m marked) uint64 { return m.hash() })
			for from := 0; from < len(out); {
				to := from + 1
				for to < len(out) && out[to].hash() == out[from].hash() {
					to++
				}
				slices.SortFunc(out[from:to], func(a, b marked) int { return cmp.Compare(a.e, b.e) })
				from = to
			}
		}
		if len(out) == 0 {
			continue
		}
		if err := visit(out); err != nil {
			return err
		}
	}
	return nil
}
