package graph

import (
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/dramatis-kg/dramatis/graph/pebblekv"
	"github.com/dramatis-kg/dramatis/graph/plan"
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// The store's own keys lie beside those of the quads in one Pebble database.
// They all begin with 'D', as none of the quads' does; then follows a letter for the
// section and the parts, separated by a zero byte. docs/store.md lists them.
const (
	secMeta       = 'm' // name → value
	secHead       = 'd' // document → docHead
	secRecord     = 'r' // document → record without statements
	secState      = 'x' // document, index → statement
	secSource     = 's' // source → document
	secID         = 'i' // statement id, document → index
	secActor      = 'a' // actor, document → actorEntry
	secActorSum   = 'A' // actor → actorSum over all documents
	secEvent      = 'e' // event, document → schema.Event
	secTopic      = 'p' // topic, document → topicEntry
	secTopicSum   = 'P' // topic → topicSum over all documents
	secName       = 'n' // folded name, actor, document → nothing
	secWord       = 'w' // word of a folded name, actor, document → nothing
	secTimeline   = 't' // node, day, order, document, index → posting
	secWide       = 'u' // node, width, day, order, document, index → posting, of dates of several days
	secUnfinished = 'l' // load → how far it is, if it is not all there
	secQuad       = 'q' // load, numbers of a loaded quad whose label is not the load → nothing
	secOwner      = 'o' // numbers of such a quad, load → nothing
)

// filtered tells of which keys tables keep filters: those that writing looks
// for and does not find.
func filtered(k []byte) bool {
	if len(k) > 1 && k[0] == 'D' {
		return strings.IndexByte("dsiAP", k[1]) >= 0
	}
	return plan.Filtered(k)
}

// everything is the node under which a timeline of all statements is kept.
const everything schema.NodeID = "*"

// keyError reports that a key or value of the store cannot be read.
type keyError struct {
	key  string
	what string
}

func (e *keyError) Error() string {
	return fmt.Sprintf("malformed entry %q: %s", e.key, e.what)
}

// ErrCorrupt is wrapped by errors about entries that cannot be read.
var ErrCorrupt = pebblekv.ErrCorrupt

func (e *keyError) Unwrap() error { return ErrCorrupt }

// key joins a section and its parts. A zero byte inside a part is dropped:
// none of ours has one, and a source with one names no file.
func key(section byte, parts ...string) []byte {
	n := 2
	for _, p := range parts {
		n += len(p) + 1
	}
	k := make([]byte, 0, n)
	k = append(k, 'D', section)
	for i, p := range parts {
		if i > 0 {
			k = append(k, 0)
		}
		if strings.IndexByte(p, 0) >= 0 {
			p = strings.ReplaceAll(p, "\x00", "")
		}
		k = append(k, p...)
	}
	return k
}

// under is the prefix of all keys that begin with the parts.
func under(section byte, parts ...string) []byte {
	k := key(section, parts...)
	if len(parts) > 0 {
		k = append(k, 0)
	}
	return k
}

// parts splits a key that key made, given how many parts it has.
func parts(k []byte, section byte, n int) ([]string, error) {
	if len(k) < 2 || k[0] != 'D' || k[1] != section {
		return nil, &keyError{string(k), "it belongs to another section"}
	}
	p := strings.Split(string(k[2:]), "\x00")
	if len(p) != n {
		return nil, &keyError{string(k), fmt.Sprintf("it has %d parts, not %d", len(p), n)}
	}
	return p, nil
}

// index prints the number of a statement in its document in sortable form,
// without zero bytes.
func index(i int) string { return fmt.Sprintf("%08x", i) }

func parseIndex(s string) (int, error) {
	if len(s) != 8 {
		return 0, fmt.Errorf("index %q has not eight digits", s)
	}
	var n int
	for i := 0; i < len(s); i++ {
		d := strings.IndexByte("0123456789abcdef", s[i])
		if d < 0 {
			return 0, fmt.Errorf("index %q is not hexadecimal", s)
		}
		n = n<<4 | d
	}
	return n, nil
}

// place is where a statement is kept.
type place struct {
	doc   text.ArticleID
	index int
}

// timelineKey orders the statements of a node by date, narrative position,
// document and index.
func timelineKey(n schema.NodeID, day string, order int, p place) []byte {
	return key(secTimeline, string(n), day, orderKey(order), string(p.doc), index(p.index))
}

func parseTimelineKey(k []byte) (n schema.NodeID, day string, order string, p place, err error) {
	f, err := parts(k, secTimeline, 5)
	if err != nil {
		return "", "", "", place{}, err
	}
	i, err := parseIndex(f[4])
	if err != nil {
		return "", "", "", place{}, &keyError{string(k), err.Error()}
	}
	return schema.NodeID(f[0]), f[1], f[2], place{text.ArticleID(f[3]), i}, nil
}

// width says how far apart the days are that a date can mean. The key of an
// entry has one of them; how far the others may be tells where to look for
// what can lie in a range of days.
type width string

const (
	oneDay  width = ""
	aMonth  width = "m" // at most daysOfMonth after the first
	aYear   width = "y" // at most daysOfYear after the first
	before  width = "b" // the first is open
	farther width = "z" // the last is open or farther away
)

const (
	daysOfMonth = 31
	daysOfYear  = 366
	noDay       = "9999-12-31" // in keys of what has no date
)

func widthOf(first, last string) width {
	switch {
	case first == "":
		return before
	case first == last && first != noDay:
		return oneDay
	}
	a, err := time.Parse(time.DateOnly, first)
	b, berr := time.Parse(time.DateOnly, last)
	switch days := b.Sub(a).Hours() / 24; {
	case err != nil || berr != nil || first == noDay:
		return farther
	case days <= daysOfMonth:
		return aMonth
	case days <= daysOfYear:
		return aYear
	}
	return farther
}

// wideKey orders statements of one width like timelineKey.
func wideKey(n schema.NodeID, w width, day string, order int, p place) []byte {
	return key(secWide, string(n), string(w), day, orderKey(order), string(p.doc), index(p.index))
}

// parseWhere reads what follows node and width in a key of a timeline.
func parseWhere(s string) (day, order string, p place, err error) {
	var f [3]string
	for i := range f {
		n := strings.IndexByte(s, 0)
		if n < 0 {
			return "", "", place{}, errors.New("it has too few parts")
		}
		f[i], s = s[:n], s[n+1:]
	}
	i, err := parseIndex(s)
	return f[0], f[1], place{text.ArticleID(f[2]), i}, err
}

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

func (p *posting) encode() []byte {
	b := make([]byte, 0, 96)
	var flags uint64
	if p.reported {
		flags |= 1
	}
	if p.known {
		flags |= 2
	}
	b = binary.AppendUvarint(b, flags)
	b = binary.AppendUvarint(b, uint64(p.confidence))
	for _, s := range []string{string(p.modality), string(p.event), string(p.relation), p.first, p.last} {
		b = appendString(b, s)
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

// decoder reads what posting.encode writes; the first fault sticks. Strings
// are parts of s, which is b again: one allocation for all of them.
type decoder struct {
	b   []byte
	s   string
	bad bool
}

func (d *decoder) uvarint() uint64 {
	v, n := binary.Uvarint(d.b)
	if n <= 0 {
		d.bad, d.b, d.s = true, nil, ""
		return 0
	}
	d.b, d.s = d.b[n:], d.s[n:]
	return v
}

func (d *decoder) string() string {
	n := d.uvarint()
	if n > uint64(len(d.b)) {
		d.bad, d.b, d.s = true, nil, ""
		return ""
	}
	s := d.s[:n]
	d.b, d.s = d.b[n:], d.s[n:]
	return s
}

var errPosting = errors.New("malformed timeline entry")

func decodePosting(b []byte) (posting, error) {
	d := &decoder{b: b, s: string(b)}
	flags := d.uvarint()
	p := posting{reported: flags&1 != 0, known: flags&2 != 0, confidence: int(d.uvarint() & 0xffff)}
	p.modality = schema.Modality(d.string())
	p.event = schema.EventType(d.string())
	p.relation = schema.Relation(d.string())
	p.first, p.last = d.string(), d.string()
	n := d.uvarint()
	if n > uint64(len(d.b)) {
		return posting{}, errPosting
	}
	p.members = make([]member, 0, min(n, 16))
	for range n {
		p.members = append(p.members, member{schema.NodeID(d.string()), part(d.uvarint())})
	}
	if d.bad || len(d.b) > 0 {
		return posting{}, errPosting
	}
	return p, nil
}
