package plan

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"path/filepath"
	"sync"

	"github.com/cayleygraph/quad"
	"github.com/hidal-go/hidalgo/kv/flat"

	"github.com/dramatis-kg/dramatis/graph/pebblekv"
)

// Bulk gathers quads in memory and writes them as sorted tables, which then
// become part of the database at once. It takes about 50 bytes a quad and 40
// a node, besides the values. It is for one goroutine.
type Bulk struct {
	db     *pebblekv.DB
	base   *pebblekv.Snapshot
	meta   meta
	values valueTable
	quads  [][][4]uint32 // entries of values; 0 is none
	count  int
	last   [4]quad.Value // of the quad before
	lastAt [4]uint32
	buf    []byte
}

// NewBulk prepares to add quads to what a snapshot of the database shows.
// Nothing else may write until the tables are ingested.
func NewBulk(db *pebblekv.DB, base *pebblekv.Snapshot) (*Bulk, error) {
	m, err := readMeta(base)
	if err != nil {
		return nil, err
	}
	return &Bulk{db: db, base: base, meta: m, values: newValueTable()}, nil
}

const quadChunk = 1 << 16

// Add adds a quad. It may have been added before, or be in the store.
func (l *Bulk) Add(q quad.Quad) error {
	if !q.IsValid() {
		return fmt.Errorf("plan: quad %s lacks a subject, predicate or object", q)
	}
	var at [4]uint32
	for i, d := range quad.Directions {
		v := q.Get(d)
		if v == nil {
			continue
		}
		if v != l.last[i] {
			l.buf = appendIdentity(l.buf[:0], v)
			e, err := l.values.entry(v, l.buf)
			if err != nil {
				return fmt.Errorf("plan: %w", err)
			}
			l.last[i], l.lastAt[i] = v, e
		}
		at[i] = l.lastAt[i]
	}
	if l.count%quadChunk == 0 {
		l.quads = append(l.quads, make([][4]uint32, 0, quadChunk))
	}
	c := &l.quads[len(l.quads)-1]
	*c = append(*c, at)
	l.count++
	return nil
}

// Len is the number of quads that were added.
func (l *Bulk) Len() int { return l.count }

// Bytes is about how much memory writing will take.
func (l *Bulk) Bytes() int64 { return 3*16*int64(l.count) + l.values.bytes() }

// Report says what a bulk brought.
type Report struct {
	Quads  int64 // that were not there
	Nodes  int64
	Shared []IDs // those of another label than asked for, in order: see [Bulk.Tables]
	There  []IDs // those of them that were there already
}

// Tables sorts everything and writes it to tables in a folder. Quads that the
// store has are left out. extra is called with the report and a function that
// writes further keys, in ascending order and all of them less than "M",
// before any key of quads is written. The paths are for [pebblekv.DB.Ingest].
func (l *Bulk) Tables(ctx context.Context, dir string, own quad.Value, extra func(Report, func(k, v []byte) error) error) (paths []string, rep Report, err error) {
	ids, fresh, err := l.resolve(ctx)
	if err != nil {
		return nil, rep, err
	}
	sorted := l.sortAll(ids)
	var ownID uint64
	if own != nil {
		identity := appendIdentity(nil, own)
		if e := l.values.find(identity); e != 0 {
			ownID = ids[e]
		} else {
			ownID = math.MaxUint64 // no quad bears it: all are of other labels
		}
	}
	if rep, err = l.screen(ctx, sorted, ownID); err != nil {
		return nil, rep, err
	}
	rep.Nodes = int64(len(fresh))
	files := &tableSet{db: l.db, dir: dir}
	defer func() {
		if err != nil {
			err = errors.Join(err, files.remove())
		}
	}()
	m := l.meta
	m.next += uint64(len(fresh))
	m.nodes += rep.Nodes
	m.quads += rep.Quads
	first := files.begin("0")
	if err := extra(rep, first.Add); err != nil {
		return nil, rep, err
	}
	if err := first.Add([]byte{metaKey}, m.encode()); err != nil {
		return nil, rep, err
	}
	var wg sync.WaitGroup
	var nodesErr error
	nodes, hashes := files.begin("n"), files.begin("h")
	wg.Go(func() {
		if nodesErr = l.writeNodes(nodes, ids, fresh); nodesErr == nil {
			nodesErr = l.writeHashes(hashes, ids, fresh)
		}
	})
	err = sorted.write(ctx, files)
	wg.Wait()
	if err = errors.Join(err, nodesErr); err != nil {
		return nil, rep, err
	}
	paths, err = files.close()
	return paths, rep, err
}

// tableSet are the tables of one ingestion.
type tableSet struct {
	db   *pebblekv.DB
	dir  string
	mu   sync.Mutex
	list []*pebblekv.Tables
}

func (s *tableSet) begin(name string) *pebblekv.Tables {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.db.NewTables(filepath.Join(s.dir, name))
	s.list = append(s.list, t)
	return t
}

func (s *tableSet) close() ([]string, error) {
	var paths []string
	for _, t := range s.list {
		p, err := t.Close()
		if err != nil {
			return nil, errors.Join(err, s.remove())
		}
		paths = append(paths, p...)
	}
	return paths, nil
}

func (s *tableSet) remove() error {
	var err error
	for _, t := range s.list {
		err = errors.Join(err, t.Remove())
	}
	return err
}

// resolve gives every entry its number: that of the store, or a new one in
// the order in which the values came. fresh are the entries with new ones.
func (l *Bulk) resolve(ctx context.Context) (ids []uint64, fresh []uint32, err error) {
	n := l.values.len()
	ids = make([]uint64, n+1)
	if l.meta.nodes > 0 {
		if err := l.findOld(ctx, ids); err != nil {
			return nil, nil, err
		}
	}
	next := l.meta.next
	for e := uint32(1); e <= uint32(n); e++ {
		if ids[e] != 0 {
			continue
		}
		if next > maxNode {
			return nil, nil, ErrFull
		}
		ids[e] = next
		next++
		fresh = append(fresh, e)
	}
	return ids, fresh, nil
}

// findOld looks up the values that the store has, in the order of its hashes.
func (l *Bulk) findOld(ctx context.Context, ids []uint64) (err error) {
	byHash := l.byHash(nil)
	c, err := l.base.Cursor([]byte{hashKey}, []byte{hashKey + 1})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.Close()) }()
	for i, e := range byHash {
		if i%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		key := hashKeyOf(l.values.hash(e))
		if !c.Seek(key) {
			return c.Err()
		}
		if string(c.Key()) != string(key) {
			continue
		}
		list, err := c.Value()
		if err != nil {
			return err
		}
		stored := l.values.stored(e)
		identity, err := identityOf(stored)
		if err != nil {
			return err
		}
		for len(list) > 0 && ids[e] == 0 {
			id, n := readID(list)
			if n == 0 {
				return errHash
			}
			list = list[n:]
			val, err := l.base.Get(keyOf(id))
			if err != nil {
				return fmt.Errorf("%w: node %d: %w", pebblekv.ErrCorrupt, id, err)
			}
			if sameValue(val, identity) {
				ids[e] = id
			}
		}
	}
	return nil
}

// byHash are entries in the order of their hashes; nil stands for all.
func (l *Bulk) byHash(of []uint32) []uint32 {
	if of == nil {
		of = make([]uint32, l.values.len())
		for i := range of {
			of[i] = uint32(i + 1)
		}
	} else {
		of = append([]uint32(nil), of...)
	}
	scratch := make([]uint32, len(of))
	return radix(of, scratch, 8*hashBytes, func(e uint32) uint64 { return l.values.hash(e) >> (64 - 8*hashBytes) })
}

// radix sorts by the low bits of a key, stably, and returns one of the two
// slices.
func radix[T any](a, b []T, bits int, key func(T) uint64) []T {
	const digit = 11
	for shift := 0; shift < bits; shift += digit {
		var count [1 << digit]int
		for _, x := range a {
			count[key(x)>>shift&(1<<digit-1)]++
		}
		at := 0
		for i, n := range count {
			count[i], at = at, at+n
		}
		for _, x := range a {
			d := key(x) >> shift & (1<<digit - 1)
			b[count[d]] = x
			count[d]++
		}
		a, b = b, a
	}
	return a
}

func (l *Bulk) writeNodes(t *pebblekv.Tables, ids []uint64, fresh []uint32) error {
	for _, e := range fresh {
		if err := t.Add(keyOf(ids[e]), l.values.stored(e)); err != nil {
			return err
		}
	}
	return nil
}

func (l *Bulk) writeHashes(t *pebblekv.Tables, ids []uint64, fresh []uint32) error {
	byHash := l.byHash(fresh)
	if len(fresh) == 0 {
		return nil
	}
	for i := 0; i < len(byHash); {
		key := hashKeyOf(l.values.hash(byHash[i]))
		var list []byte
		if l.meta.nodes > 0 {
			old, err := getOrNil(l.base, key)
			if err != nil {
				return err
			}
			list = append(list, old...)
		}
		for ; i < len(byHash) && string(hashKeyOf(l.values.hash(byHash[i]))) == string(key); i++ {
			list = appendID(list, ids[byHash[i]])
		}
		if err := t.Add(key, list); err != nil {
			return err
		}
	}
	return nil
}

// sortAll puts the quads in the numbers of the store and sorts them in the
// first of their orders, each once.
func (l *Bulk) sortAll(ids []uint64) *sortedQuads {
	all := make([][4]uint32, 0, l.count)
	for i, c := range l.quads {
		for _, q := range c {
			for j, e := range q {
				q[j] = uint32(ids[e])
			}
			all = append(all, q)
		}
		l.quads[i] = nil
	}
	l.quads, l.count = nil, 0
	s := &sortedQuads{a: all, b: make([][4]uint32, len(all)), bits: bitsOf(ids)}
	for _, dir := range []int{3, 2, 1, 0} {
		s.by(dir)
	}
	out := s.a[:0]
	for i, q := range s.a {
		if i == 0 || q != s.a[i-1] {
			out = append(out, q)
		}
	}
	s.a = out
	return s
}

func bitsOf(ids []uint64) int {
	var most uint64
	for _, id := range ids {
		most = max(most, id)
	}
	bits := 1
	for most>>bits > 0 {
		bits++
	}
	return bits
}

// sortedQuads are quads in one of the orders.
type sortedQuads struct {
	a, b [][4]uint32 // b is scratch space
	bits int         // of the largest number
}

// by sorts by one direction, keeping the order among equals.
func (s *sortedQuads) by(dir int) {
	n := len(s.a)
	if n < 2 {
		return
	}
	first := &s.a[:1][0]
	out := radix(s.a, s.b[:n], s.bits, func(q [4]uint32) uint64 { return uint64(q[dir]) })
	if &out[:1][0] != first {
		s.a, s.b = out, s.a[:n]
	}
}

// screen drops what the store has already from quads sorted by subject.
func (l *Bulk) screen(ctx context.Context, s *sortedQuads, own uint64) (rep Report, err error) {
	old := func(id uint32) bool { return id == 0 || uint64(id) < l.meta.next }
	c, err := l.base.Cursor([]byte{orders[0].prefix}, []byte{orders[0].prefix + 1})
	if err != nil {
		return rep, err
	}
	defer func() { err = errors.Join(err, c.Close()) }()
	kept := s.a[:0]
	var key []byte
	for i, q := range s.a {
		if i%65536 == 0 && ctx.Err() != nil {
			return rep, ctx.Err()
		}
		id := IDs{uint64(q[0]), uint64(q[1]), uint64(q[2]), uint64(q[3])}
		foreign := own != 0 && id[3] != own
		if foreign {
			rep.Shared = append(rep.Shared, id)
		}
		if l.meta.quads > 0 && old(q[0]) && old(q[1]) && old(q[2]) && old(q[3]) {
			key = id.appendKey(key[:0], &orders[0])
			if c.Seek(key) && string(c.Key()) == string(key) {
				if foreign {
					rep.There = append(rep.There, id)
				}
				continue
			}
			if err := c.Err(); err != nil {
				return rep, err
			}
		}
		kept = append(kept, q)
	}
	s.a = kept
	rep.Quads = int64(len(kept))
	return rep, nil
}

// write writes quads sorted by subject in all orders. Each order is the one
// before sorted stably by one more direction; tables are written while the
// next is being sorted.
func (s *sortedQuads) write(ctx context.Context, files *tableSet) error {
	if len(s.a) == 0 {
		return nil
	}
	busy := make(chan error, 1)
	third := make([][4]uint32, len(s.a))
	put := func(o *order, qs [][4]uint32) {
		t := files.begin(string(o.prefix))
		go func() { busy <- writeOrder(ctx, t, o, qs) }()
	}
	// by subject → by predicate → by object; by subject → by label.
	bySubject := s.a
	put(&orders[0], bySubject)
	byLabel := &sortedQuads{a: third, b: s.b[:len(s.a)], bits: s.bits}
	copy(byLabel.a, bySubject)
	byLabel.by(3)
	err := <-busy
	put(&orders[3], byLabel.a)
	s.b = byLabel.b[:len(s.a)]
	s.by(1)
	err = errors.Join(err, <-busy)
	put(&orders[2], s.a)
	byObject := &sortedQuads{a: byLabel.a, b: s.b[:len(s.a)], bits: s.bits}
	copy(byObject.a, s.a)
	byObject.by(2)
	err = errors.Join(err, <-busy)
	put(&orders[1], byObject.a)
	return errors.Join(err, <-busy)
}

func writeOrder(ctx context.Context, t *pebblekv.Tables, o *order, qs [][4]uint32) error {
	var key []byte
	for i, q := range qs {
		if i%65536 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if o.prefix == 'l' && q[3] == 0 {
			continue
		}
		key = IDs{uint64(q[0]), uint64(q[1]), uint64(q[2]), uint64(q[3])}.appendKey(key[:0], o)
		if err := t.Add(key, nil); err != nil {
			return err
		}
	}
	return nil
}

// valueTable gives values entries from 1, each value once.
type valueTable struct {
	slots  []uint32 // entries by hash, open addressing
	hashes []([]uint64)
	places []([]uint64) // in arena: chunk and offset
	n      int
	arena  [][]byte
	held   int64
}

const (
	entryChunk = 1 << 14
	arenaChunk = 1 << 20
)

func newValueTable() valueTable { return valueTable{slots: make([]uint32, 1<<12)} }

func (t *valueTable) len() int { return t.n }

func (t *valueTable) bytes() int64 {
	// 16 bytes an entry here, 4 for its number, 8 to sort hashes by.
	return t.held + int64(t.n)*28 + 4*int64(len(t.slots))
}

func (t *valueTable) hash(e uint32) uint64 { return t.hashes[(e-1)/entryChunk][(e-1)%entryChunk] }

// stored is the stored form of an entry's value.
func (t *valueTable) stored(e uint32) []byte {
	p := t.places[(e-1)/entryChunk][(e-1)%entryChunk]
	b := t.arena[p>>32][uint32(p):]
	n, m := binary.Uvarint(b)
	return b[m : m+int(n)]
}

// find is the entry of a value, 0 if there is none.
func (t *valueTable) find(identity []byte) uint32 {
	_, e := t.slot(hashOf(identity), identity)
	return e
}

func (t *valueTable) slot(h uint64, identity []byte) (at uint64, e uint32) {
	mask := uint64(len(t.slots) - 1)
	for at = h & mask; ; at = (at + 1) & mask {
		e := t.slots[at]
		if e == 0 || t.hash(e) == h && sameValue(t.stored(e), identity) {
			return at, e
		}
	}
}

// entry finds or makes the entry of a value.
func (t *valueTable) entry(v quad.Value, identity []byte) (uint32, error) {
	h := hashOf(identity)
	at, e := t.slot(h, identity)
	if e != 0 {
		return e, nil
	}
	stored, err := encodeValue(v, identity)
	if err != nil {
		return 0, err
	}
	if t.n%entryChunk == 0 {
		t.hashes = append(t.hashes, make([]uint64, 0, entryChunk))
		t.places = append(t.places, make([]uint64, 0, entryChunk))
	}
	last := len(t.hashes) - 1
	t.hashes[last] = append(t.hashes[last], h)
	t.places[last] = append(t.places[last], t.keep(stored))
	t.n++
	e = uint32(t.n)
	t.slots[at] = e
	if 4*t.n > 3*len(t.slots) {
		t.grow()
	}
	return e, nil
}

func (t *valueTable) keep(b []byte) uint64 {
	need := len(b) + binary.MaxVarintLen32
	if n := len(t.arena); n == 0 || cap(t.arena[n-1])-len(t.arena[n-1]) < need {
		size := max(arenaChunk, need)
		t.arena = append(t.arena, make([]byte, 0, size))
	}
	t.held += int64(need)
	last := len(t.arena) - 1
	p := uint64(last)<<32 | uint64(len(t.arena[last]))
	t.arena[last] = append(binary.AppendUvarint(t.arena[last], uint64(len(b))), b...)
	return p
}

func (t *valueTable) grow() {
	t.slots = make([]uint32, 2*len(t.slots))
	mask := uint64(len(t.slots) - 1)
	for e := uint32(1); e <= uint32(t.n); e++ {
		at := t.hash(e) & mask
		for t.slots[at] != 0 {
			at = (at + 1) & mask
		}
		t.slots[at] = e
	}
}

func getOrNil(r reader, key []byte) ([]byte, error) {
	v, err := r.Get(key)
	if errors.Is(err, flat.ErrNotFound) {
		return nil, nil
	}
	return v, err
}
