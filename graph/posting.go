package graph

import (
	"encoding/binary"
	"errors"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/schema"
)

// part says in what way a node takes part in a statement; a set of bits.
type part uint

const (
	partSubject part = 1 << iota
	partObject
	partQualifier
	partPlace
	partSpeaker
)

// participates are the parts that make an actor a participant, as opposed to
// somebody who speaks about it or a place where it happens.
const participates = partSubject | partObject | partQualifier

// member is a node of a statement with its part in it.
type member struct {
	node schema.NodeID
	part part
}

// posting is what the timeline keeps of a statement, enough to filter and to
// walk the graph without reading it.
type posting struct {
	modality    schema.Modality
	reported    bool
	event       schema.EventType
	relation    schema.Relation
	first, last string // days, "" if open or unknown
	known       bool   // whether the date is known at all
	confidence  int    // in thousandths
	members     []member
}

func postingOf(s *schema.Statement) posting {
	first, last := s.Date.Bounds()
	return posting{
		modality: s.Modality, reported: s.Reported(), event: s.EventType, relation: s.Relation,
		first: first, last: last, known: s.Date.Known(),
		confidence: int(s.Confidence*1000 + 0.5), members: members(s),
	}
}

// members are the nodes of a statement in order of first mention among
// subject, object, qualifiers, place and speakers.
func members(s *schema.Statement) []member {
	var out []member
	add := func(t schema.Term, p part) {
		if t.ID == "" || t.Kind == schema.TermLiteral {
			return
		}
		for i := range out {
			if out[i].node == t.ID {
				out[i].part |= p
				return
			}
		}
		out = append(out, member{t.ID, p})
	}
	add(s.Subject, partSubject)
	add(s.Object, partObject)
	for _, q := range s.Qualifiers {
		add(q.Term, partQualifier)
	}
	add(s.Place, partPlace)
	for _, a := range s.Source {
		add(a.Speaker, partSpeaker)
	}
	return out
}

func (p *posting) part(n schema.NodeID) part {
	for _, m := range p.members {
		if m.node == n {
			return m.part
		}
	}
	return 0
}

// Flags of a posting, and where in them the number of the modality begins.
const (
	flagReported = 1 << iota
	flagKnown
	flagOneDay    // both days are that of the key, and not repeated
	modalityShift = iota
)

// modalities are numbered from 1 in the values of the store: none of them may
// ever change its place. 0 is followed by the name.
var modalities = [...]schema.Modality{1: schema.Asserted, 2: schema.Planned, 3: schema.Hypothetical, 4: schema.Negated}

// encode is the value under a timeline's key, whose day is that of
// [schema.Date.SortKey].
func (p *posting) encode() []byte {
	b := make([]byte, 0, 64)
	var flags uint64
	if p.reported {
		flags |= flagReported
	}
	if p.known {
		flags |= flagKnown
	}
	oneDay := p.first != "" && p.first == p.last
	if oneDay {
		flags |= flagOneDay
	}
	mode := max(0, slices.Index(modalities[:], p.modality))
	b = binary.AppendUvarint(b, flags|uint64(mode)<<modalityShift)
	b = binary.AppendUvarint(b, uint64(p.confidence))
	if mode == 0 {
		b = appendString(b, string(p.modality))
	}
	b = appendString(b, string(p.event))
	b = appendString(b, string(p.relation))
	if !oneDay {
		b = appendString(b, p.first)
		b = appendString(b, p.last)
	}
	b = binary.AppendUvarint(b, uint64(len(p.members)))
	for _, m := range p.members {
		b = appendString(b, string(m.node))
		b = binary.AppendUvarint(b, uint64(m.part))
	}
	return b
}

func appendString(b []byte, s string) []byte {
	b = binary.AppendUvarint(b, uint64(len(s)))
	return append(b, s...)
}

// decoder reads what [posting.encode] writes; the first fault sticks. All that
// it gives out are parts of s.
type decoder struct {
	s   string
	at  int
	bad bool
}

func (d *decoder) uvarint() uint64 {
	if d.at < len(d.s) && d.s[d.at] < 0x80 {
		d.at++
		return uint64(d.s[d.at-1])
	}
	return d.long()
}

// long reads a number of several bytes.
func (d *decoder) long() uint64 {
	v := uint64(0)
	for shift := uint(0); d.at < len(d.s) && shift < 64; shift += 7 {
		c := d.s[d.at]
		d.at++
		v |= uint64(c&0x7f) << shift
		if c < 0x80 {
			return v
		}
	}
	d.bad, d.at = true, len(d.s)
	return 0
}

func (d *decoder) string() string {
	n := d.uvarint()
	if n > uint64(len(d.s)-d.at) {
		d.bad, d.at = true, len(d.s)
		return ""
	}
	from := d.at
	d.at += int(n)
	return d.s[from:d.at]
}

var errPosting = errors.New("malformed timeline entry")

// unpacker reads the entries of one listing. It copies them into pieces of
// memory, from which their strings are cut: an entry costs no allocation of
// its own, and whoever keeps a string keeps its piece, of at most pieceBytes.
type unpacker struct {
	text    strings.Builder
	members []member // of the entry read last
}

const (
	firstPiece = 512
	pieceBytes = 8 << 10
)

// join is a string of a and b.
func (u *unpacker) join(a, b []byte) string {
	n := len(a) + len(b)
	if u.text.Cap()-u.text.Len() < n {
		size := max(n, firstPiece, min(2*u.text.Cap(), pieceBytes))
		u.text = strings.Builder{}
		u.text.Grow(size)
	}
	from := u.text.Len()
	u.text.Write(a)
	u.text.Write(b)
	return u.text.String()[from:]
}

// entry reads an entry of a timeline: what follows node and width in its key,
// and the value. Its members are overwritten by those of the next.
func (u *unpacker) entry(e *entry, key, value []byte) error {
	s := u.join(key, value)
	var err error
	if e.day, e.order, e.at, err = parseWhere(s[:len(key)]); err != nil {
		return err
	}
	return u.posting(&e.posting, e.day, s[len(key):])
}

// posting reads what [posting.encode] writes under a key with the day.
func (u *unpacker) posting(p *posting, day, s string) error {
	d := decoder{s: s}
	flags := d.uvarint()
	p.reported, p.known = flags&flagReported != 0, flags&flagKnown != 0
	p.confidence = int(d.uvarint() & 0xffff)
	switch mode := flags >> modalityShift; {
	case mode == 0:
		p.modality = schema.Modality(d.string())
	case mode < uint64(len(modalities)):
		p.modality = modalities[mode]
	default:
		return errPosting
	}
	p.event = schema.EventType(d.string())
	p.relation = schema.Relation(d.string())
	p.first, p.last = day, day
	if flags&flagOneDay == 0 {
		p.first, p.last = d.string(), d.string()
	}
	u.members = u.members[:0]
	for n := d.uvarint(); n > 0 && !d.bad; n-- {
		u.members = append(u.members, member{schema.NodeID(d.string()), part(d.uvarint())})
	}
	p.members = u.members
	if d.bad || d.at < len(s) {
		return errPosting
	}
	return nil
}
