package plan

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/pquads"
	"github.com/cespare/xxhash/v2"

	"github.com/dramatis-kg/dramatis/graph/pebblekv"
)

// The keys of a quad store. Quads are kept in four orders and nowhere else:
// the key is the quad. Nodes are numbered from 1 in the order of their coming;
// a number is never used again.
//
//	M                        next number, quads and nodes, as varints
//	h hash                   numbers of the nodes whose value has this hash
//	n number                 value of the node
//	s subject, predicate, object, label      (numbers; nothing as value)
//	o object, predicate, subject, label
//	p predicate, subject, object, label
//	l label, subject, predicate, object      (only quads with a label)
const (
	metaKey = 'M'
	hashKey = 'h'
	nodeKey = 'n'
)

// order is a way in which quads are sorted.
type order struct {
	prefix byte
	dirs   [4]quad.Direction
}

var orders = [...]order{
	{'s', [4]quad.Direction{quad.Subject, quad.Predicate, quad.Object, quad.Label}},
	{'o', [4]quad.Direction{quad.Object, quad.Predicate, quad.Subject, quad.Label}},
	{'p', [4]quad.Direction{quad.Predicate, quad.Subject, quad.Object, quad.Label}},
	{'l', [4]quad.Direction{quad.Label, quad.Subject, quad.Predicate, quad.Object}},
}

// Filtered tells of which keys of the quad store it is worth to know quickly
// that they are absent: the hashes of new values.
func Filtered(key []byte) bool { return len(key) > 0 && key[0] == hashKey }

// maxNode is the largest number of a node: what fits in four bytes, so that
// bulk loading can sort numbers in half the memory.
const maxNode = 1<<32 - 1

// ErrFull means that a store has no numbers left for nodes.
var ErrFull = errors.New("the store has given out all four thousand million numbers of nodes; reindex it")

// appendID writes a number so that bytes sort like numbers: the leading ones
// of the first byte tell how many bytes follow, 7 bits a byte.
func appendID(b []byte, id uint64) []byte {
	switch {
	case id < 1<<7:
		return append(b, byte(id))
	case id < 1<<14:
		return append(b, 0x80|byte(id>>8), byte(id))
	case id < 1<<21:
		return append(b, 0xc0|byte(id>>16), byte(id>>8), byte(id))
	case id < 1<<28:
		return append(b, 0xe0|byte(id>>24), byte(id>>16), byte(id>>8), byte(id))
	}
	return append(b, 0xf0|byte(id>>32), byte(id>>24), byte(id>>16), byte(id>>8), byte(id))
}

// readID reads what appendID writes; n is 0 if that is not there.
func readID(b []byte) (id uint64, n int) {
	if len(b) == 0 {
		return 0, 0
	}
	switch c := b[0]; {
	case c < 0x80:
		return uint64(c), 1
	case c < 0xc0 && len(b) >= 2:
		return uint64(c&0x3f)<<8 | uint64(b[1]), 2
	case c < 0xe0 && len(b) >= 3:
		return uint64(c&0x1f)<<16 | uint64(b[1])<<8 | uint64(b[2]), 3
	case c >= 0xe0 && c < 0xf0 && len(b) >= 4:
		return uint64(c&0x0f)<<24 | uint64(b[1])<<16 | uint64(b[2])<<8 | uint64(b[3]), 4
	case c >= 0xf0 && c < 0xf8 && len(b) >= 5:
		return uint64(c&0x07)<<32 | uint64(binary.BigEndian.Uint32(b[1:])), 5
	}
	return 0, 0
}

// IDs are the numbers of a quad's nodes: subject, predicate, object, label, 0
// for none. They refer to the quad.
type IDs [4]uint64

// Key is the quad itself.
func (q IDs) Key() any { return q }

func (q IDs) at(d quad.Direction) uint64 { return q[d-quad.Subject] }

// appendKey writes the key of the quad in an order.
func (q IDs) appendKey(b []byte, o *order) []byte {
	b = append(b, o.prefix)
	for _, d := range o.dirs {
		b = appendID(b, q.at(d))
	}
	return b
}

// AppendBytes writes the quad so that it can be read back by ReadIDs.
func (q IDs) AppendBytes(b []byte) []byte {
	for _, id := range q {
		b = appendID(b, id)
	}
	return b
}

// ReadIDs reads what AppendBytes writes and tells how many bytes that were, 0
// if it is not there.
func ReadIDs(b []byte) (IDs, int) {
	var q IDs
	n := 0
	for i := range q {
		id, m := readID(b[n:])
		if m == 0 {
			return IDs{}, 0
		}
		q[i], n = id, n+m
	}
	return q, n
}

var errKey = fmt.Errorf("%w: malformed key of a quad", pebblekv.ErrCorrupt)

// parseKey reads a key of the quad store's order.
func parseKey(k []byte, o *order) (IDs, error) {
	var q IDs
	n := 1
	for _, d := range o.dirs {
		id, m := readID(k[min(n, len(k)):])
		if m == 0 {
			return IDs{}, errKey
		}
		q[d-quad.Subject], n = id, n+m
	}
	if n != len(k) {
		return IDs{}, errKey
	}
	return q, nil
}

// keyOf is the key of a node's value.
func keyOf(id uint64) []byte { return appendID([]byte{nodeKey}, id) }

// Values are stored as a letter for their kind and their bytes. What makes
// two values the same is, for kinds without a letter of their own, their text
// in N-Quads.
const (
	kindIRI    = 'I'
	kindString = 'S'
	kindBlank  = 'B'
	kindOther  = 'X'
)

// appendIdentity writes what makes a value the same as another.
func appendIdentity(b []byte, v quad.Value) []byte {
	switch v := v.(type) {
	case quad.IRI:
		return append(append(b, kindIRI), v...)
	case quad.String:
		return append(append(b, kindString), v...)
	case quad.BNode:
		return append(append(b, kindBlank), v...)
	}
	return append(append(b, kindOther), v.String()...)
}

// encodeValue writes a value, given its identity.
func encodeValue(v quad.Value, identity []byte) ([]byte, error) {
	if identity[0] != kindOther {
		return identity, nil
	}
	b, err := pquads.MarshalValue(v)
	if err != nil {
		return nil, fmt.Errorf("value %s: %w", v, err)
	}
	return append([]byte{kindOther}, b...), nil
}

// decodeValue reads what encodeValue writes.
func decodeValue(b []byte) (quad.Value, error) {
	if len(b) == 0 {
		return nil, errValue
	}
	switch b[0] {
	case kindIRI:
		return quad.IRI(b[1:]), nil
	case kindString:
		return quad.String(b[1:]), nil
	case kindBlank:
		return quad.BNode(b[1:]), nil
	case kindOther:
		v, err := pquads.UnmarshalValue(b[1:])
		if err != nil {
			return nil, fmt.Errorf("%w: %w", errValue, err)
		}
		if v != nil {
			return v, nil
		}
	}
	return nil, errValue
}

var errValue = fmt.Errorf("%w: malformed value of a node", pebblekv.ErrCorrupt)

// sameValue reports whether a stored value has an identity.
func sameValue(stored, identity []byte) bool {
	if len(stored) == 0 || stored[0] != identity[0] {
		return false
	}
	if stored[0] != kindOther {
		return bytes.Equal(stored, identity)
	}
	v, err := decodeValue(stored)
	return err == nil && v.String() == string(identity[1:])
}

// hashBytes is the length of a hash in a key: among ten million values one in
// five stores has a pair that shares its hash, which costs a second look.
const hashBytes = 6

func hashOf(identity []byte) uint64 { return xxhash.Sum64(identity) }

// hashKeyOf is the key of the numbers of nodes with a hash.
func hashKeyOf(h uint64) []byte { return appendHashKey(nil, h) }

func appendHashKey(b []byte, h uint64) []byte {
	b = append(b, hashKey)
	for i := range hashBytes {
		b = append(b, byte(h>>(56-8*i)))
	}
	return b
}

// meta is what a store knows of itself.
type meta struct {
	next         uint64 // number of the next node
	quads, nodes int64
}

func (m meta) encode() []byte {
	b := binary.AppendUvarint(nil, m.next)
	b = binary.AppendUvarint(b, uint64(m.quads))
	return binary.AppendUvarint(b, uint64(m.nodes))
}

var errMeta = fmt.Errorf("%w: the quad store's counts cannot be read", pebblekv.ErrCorrupt)

func readMeta(r reader) (meta, error) {
	b, err := r.Get([]byte{metaKey})
	if err != nil {
		return meta{}, fmt.Errorf("plan: read the counts: %w", err)
	}
	var f [3]uint64
	for i := range f {
		v, n := binary.Uvarint(b)
		if n <= 0 {
			return meta{}, errMeta
		}
		f[i], b = v, b[n:]
	}
	if len(b) > 0 || f[0] == 0 || f[0] > maxNode+1 {
		return meta{}, errMeta
	}
	return meta{f[0], int64(f[1]), int64(f[2])}, nil
}

// reader is a snapshot or a batch.
type reader interface {
	Get(key []byte) ([]byte, error)
	Each(start, end []byte, visit func(key, value []byte) (bool, error)) error
	Cursor(start, end []byte) (*pebblekv.Cursor, error)
}
