package plan

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/cayleygraph/quad"
	"github.com/cespare/xxhash/v2"
	"github.com/hidal-go/hidalgo/kv/flat"

	"github.com/dramatis-kg/dramatis/graph/pebblekv"
)

// Fingerprint sums a set of quads, in whatever order they come: sets with
// the same fingerprint are the same, but for one chance in 2^64.
type Fingerprint struct {
	Count int64
	Sum   uint64
	buf   []byte
}

// Add adds a quad, which must not have been added before.
func (f *Fingerprint) Add(q quad.Quad) {
	var h [4]uint64
	for i, d := range quad.Directions {
		if v := q.Get(d); v != nil {
			f.buf = appendIdentity(f.buf[:0], v)
			h[i] = hashOf(f.buf)
		}
	}
	f.Count++
	f.Sum += mix(h)
}

// Merge adds another set, which has no quad in common.
func (f *Fingerprint) Merge(o Fingerprint) { f.Count, f.Sum = f.Count+o.Count, f.Sum+o.Sum }

// Same reports whether two sets are the same.
func (f *Fingerprint) Same(o Fingerprint) bool { return f.Count == o.Count && f.Sum == o.Sum }

func mix(h [4]uint64) uint64 {
	var b [32]byte
	for i, x := range h {
		binary.LittleEndian.PutUint64(b[8*i:], x)
	}
	return xxhash.Sum64(b[:])
}

// Fault is something wrong with the quad store itself.
type Fault struct {
	What    string // "missing key", "stray key", "damaged", "wrong count"
	Subject string
}

// maxFaults bounds what is reported.
const maxFaults = 1000

// Check reads the whole quad store once, in the order in which it lies on
// disk, and compares its parts with each other: values with their hashes, the
// four orders of quads, the counts. It returns the fingerprint of the quads
// whose label is not among those to skip. It holds eight bytes a node, and a
// bit, in memory.
func (qs *QuadStore) Check(ctx context.Context, skip []quad.Value) (Fingerprint, []Fault, error) {
	c := &audit{ctx: ctx, qs: qs, skip: map[uint64]bool{}}
	for _, v := range skip {
		ref, err := qs.ValueOf(v)
		if err != nil {
			return Fingerprint{}, nil, err
		}
		if id, ok := ref.(Node); ok {
			c.skip[uint64(id)] = true
		}
	}
	err := c.run()
	return c.print, c.faults, err
}

type audit struct {
	ctx    context.Context
	qs     *QuadStore
	skip   map[uint64]bool // labels
	hashes hashTable
	used   map[uint64]uint64 // bits of the nodes that quads have, by number/64
	print  Fingerprint
	faults []Fault
}

// hashTable holds the hash of the value of each node; 0 is none.
type hashTable struct {
	dense  []uint64
	sparse map[uint64]uint64
}

func (t *hashTable) get(id uint64) uint64 {
	if t.sparse != nil {
		return t.sparse[id]
	}
	if id < uint64(len(t.dense)) {
		return t.dense[id]
	}
	return 0
}

func (t *hashTable) set(id, h uint64) bool {
	if h == 0 {
		h = 1
	}
	switch {
	case t.sparse != nil:
		t.sparse[id] = h
	case id < uint64(len(t.dense)):
		t.dense[id] = h
	default:
		return false
	}
	return true
}

func (c *audit) fault(what, format string, args ...any) {
	if len(c.faults) < maxFaults {
		c.faults = append(c.faults, Fault{what, fmt.Sprintf(format, args...)})
	}
}

// each visits the keys under a letter.
func (c *audit) each(prefix byte, visit func(k, v []byte) error) error {
	n := 0
	return c.qs.snap.Each([]byte{prefix}, []byte{prefix + 1}, func(k, v []byte) (bool, error) {
		if n++; n%4096 == 0 && c.ctx.Err() != nil {
			return false, c.ctx.Err()
		}
		return true, visit(k, v)
	})
}

func (c *audit) run() error {
	m := c.qs.meta
	if int64(m.next) <= 4*m.nodes+1<<20 {
		c.hashes.dense = make([]uint64, m.next)
	} else {
		c.hashes.sparse = map[uint64]uint64{}
	}
	c.used = map[uint64]uint64{}
	nodes, err := c.values()
	if err != nil {
		return err
	}
	var prints [len(orders)]Fingerprint
	var labelled Fingerprint
	for i := range orders {
		if prints[i], err = c.order(&orders[i], &labelled); err != nil {
			return err
		}
	}
	same := true
	for i := range orders[:3] {
		same = same && prints[i].Same(prints[0])
	}
	if !same || !prints[3].Same(labelled) {
		if err := c.compareOrders(); err != nil {
			return err
		}
	}
	orphans := int64(0)
	err = c.each(nodeKey, func(k, _ []byte) error {
		if id, n := readID(k[1:]); n > 0 && c.used[id/64]&(1<<(id%64)) == 0 {
			orphans++
			c.fault("stray key", "node %d, which no quad has", id)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if nodes != m.nodes || prints[0].Count != m.quads {
		c.fault("wrong count", "the store believes in %d nodes and %d quads, but has %d and %d", m.nodes, m.quads, nodes, prints[0].Count)
	}
	return nil
}

// values reads the nodes and compares them with the hashes.
func (c *audit) values() (nodes int64, err error) {
	var want, got uint64
	err = c.each(nodeKey, func(k, v []byte) error {
		id, n := readID(k[1:])
		if n == 0 || n+1 != len(k) {
			c.fault("damaged", "key of a node %q", k)
			return nil
		}
		identity, err := identityOf(v)
		if err != nil {
			c.fault("damaged", "node %d: %v", id, err)
			return nil
		}
		h := hashOf(identity)
		nodes++
		if !c.hashes.set(id, h) {
			c.fault("damaged", "node %d has a number that was not given out", id)
		}
		want += mix([4]uint64{h >> (64 - 8*hashBytes), id})
		return nil
	})
	if err != nil {
		return 0, err
	}
	err = c.each(hashKey, func(k, v []byte) error {
		var b [8]byte
		copy(b[8-hashBytes:], k[1:])
		h := binary.BigEndian.Uint64(b[:])
		for len(v) > 0 {
			id, n := readID(v)
			if n == 0 {
				c.fault("damaged", "list of nodes at %q", k)
				return nil
			}
			got, v = got+mix([4]uint64{h, id}), v[n:]
		}
		return nil
	})
	if err != nil || want == got {
		return nodes, err
	}
	return nodes, c.compareHashes()
}

// identityOf is the identity of a stored value.
func identityOf(stored []byte) ([]byte, error) {
	if len(stored) > 0 && (stored[0] == kindIRI || stored[0] == kindString || stored[0] == kindBlank) {
		return stored, nil
	}
	v, err := decodeValue(stored)
	if err != nil {
		return nil, err
	}
	return appendIdentity(nil, v), nil
}

// compareHashes finds the nodes that cannot be found by their value.
func (c *audit) compareHashes() error {
	err := c.each(nodeKey, func(k, v []byte) error {
		id, n := readID(k[1:])
		identity, err := identityOf(v)
		if n == 0 || err != nil {
			return nil // told already
		}
		found, _, err := lookUp(c.qs.snap, hashKeyOf(hashOf(identity)), identity)
		if err != nil && !errors.Is(err, pebblekv.ErrCorrupt) {
			return err
		}
		if found != id {
			c.fault("missing key", "the hash of node %d, %.60q", id, v)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return c.each(hashKey, func(k, v []byte) error {
		for len(v) > 0 {
			id, n := readID(v)
			if n == 0 {
				return nil
			}
			if h := c.hashes.get(id); h == 0 || string(hashKeyOf(h)) != string(k) {
				c.fault("stray key", "the hash %x of node %d", k[1:], id)
			}
			v = v[n:]
		}
		return nil
	})
}

// order reads the quads in one order. The first also tells which nodes they
// have, which of them are labelled, and what they say.
func (c *audit) order(o *order, labelled *Fingerprint) (Fingerprint, error) {
	var out Fingerprint
	first := o == &orders[0]
	err := c.each(o.prefix, func(k, _ []byte) error {
		q, err := parseKey(k, o)
		if err != nil {
			c.fault("damaged", "key of a quad %q", k)
			return nil
		}
		sum := mix(q)
		out.Count++
		out.Sum += sum
		if !first {
			return nil
		}
		if q[3] != 0 {
			labelled.Count++
			labelled.Sum += sum
		}
		var h [4]uint64
		for i, id := range q {
			if id == 0 {
				continue
			}
			c.used[id/64] |= 1 << (id % 64)
			if h[i] = c.hashes.get(id); h[i] == 0 {
				c.fault("missing key", "the value of node %d, which a quad has", id)
			}
		}
		if !c.skip[q[3]] {
			c.print.Count++
			c.print.Sum += mix(h)
		}
		return nil
	})
	return out, err
}

// compareOrders finds the quads that are not in all orders.
func (c *audit) compareOrders() error {
	for i := range orders {
		err := c.each(orders[i].prefix, func(k, _ []byte) error {
			q, err := parseKey(k, &orders[i])
			if err != nil {
				return nil // told already
			}
			for j := range orders {
				if j == i || orders[j].prefix == 'l' && q[3] == 0 {
					continue
				}
				_, err := c.qs.snap.Get(q.appendKey(nil, &orders[j]))
				if errors.Is(err, flat.ErrNotFound) {
					what, _ := c.qs.Quad(q)
					c.fault("missing key", "order %c lacks %s", orders[j].prefix, what.NQuad())
				} else if err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}
