package graph

import (
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

// ErrStorage is wrapped by the error with which a write ends the process that
// it cannot go on with, by a panic: the disk is full. What was written before is
// kept.
var ErrStorage = pebblekv.ErrStorage

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

const indexDigits = 8

func parseIndex(s string) (int, error) {
	if len(s) != indexDigits {
		return 0, fmt.Errorf("index %q has not eight digits", s)
	}
	var n int
	for i := range indexDigits {
		switch c := s[i]; {
		case '0' <= c && c <= '9':
			n = n<<4 | int(c-'0')
		case 'a' <= c && c <= 'f':
			n = n<<4 | int(c-'a'+10)
		default:
			return 0, fmt.Errorf("index %q is not hexadecimal", s)
		}
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

// parseWhere reads what follows node and width in a key of a timeline. What it
// gives are parts of s.
func parseWhere(s string) (day, order string, p place, err error) {
	tail := len(s) - indexDigits - 1
	a := strings.IndexByte(s, 0)
	if a < 0 || a >= tail || s[tail] != 0 {
		return "", "", place{}, errParts
	}
	b := a + 1 + strings.IndexByte(s[a+1:tail], 0)
	if b == a || strings.IndexByte(s[b+1:tail], 0) >= 0 {
		return "", "", place{}, errParts
	}
	i, err := parseIndex(s[tail+1:])
	return s[:a], s[a+1 : b], place{text.ArticleID(s[b+1 : tail]), i}, err
}

var errParts = errors.New("it has not the parts of a timeline's key")
