package plan

import (
	"context"
	"errors"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"sync"

	"github.com/cayleygraph/quad"

	"github.com/dramatis-kg/dramatis/graph/pebblekv"
)

// Bulk gathers quads and writes them as sorted tables, which then become part
// of the database at once. In memory are 128 bits of every value, about 26
// bytes with the space between, and as many quads as there is room for; the
// rest waits in files. It is for one goroutine, and is closed at the end.
type Bulk struct {
	db   *pebblekv.DB
	base *pebblekv.Snapshot
	meta meta
	dir  string
	room int64 // bytes
	rows int   // that are sorted at once

	// What the caller's goroutine fills.
	batch  *batch
	last   [4]quad.Value // of the quad before
	lastAt [4]uint32
	count  int
	held   int64 // bytes of the dictionary, one batch ago
	err    error
	todo   chan *batch
	done   chan *batch

	// What the other goroutine fills until finish.
	values *dictionary
	texts  *textFile
	quads  []row
	later  *rowFile // quads for which there was no room
	sum    uint32   // keeps [dictionary.warm] from being left out

	tablesLock sync.Mutex
	tables     []*pebblekv.Tables
}

// BulkOptions say where and with how much memory quads are gathered.
type BulkOptions struct {
	// Dir is an empty folder on the file system of the database, for tables
	// and what does not fit in memory. The caller removes it.
	Dir string
	// Bytes is about how much memory gathering and sorting may take.
	Bytes int64
}

// leastRows are sorted at once, however little memory there is.
const leastRows = 1 << 10

// mostQuads bounds what is gathered at once: when loading is interrupted, at
// most so many quads are read again.
const mostQuads = 1 << 25

// mostRuns bounds how many sorted files are merged.
const mostRuns = 64

// NewBulk prepares to add quads to what a snapshot of the database shows.
// Nothing else may write until the tables are ingested.
func NewBulk(db *pebblekv.DB, base *pebblekv.Snapshot, o BulkOptions) (*Bulk, error) {
	m, err := readMeta(base)
	if err != nil {
		return nil, err
	}
	l := &Bulk{db: db, base: base, meta: m, dir: o.Dir, room: o.Bytes, values: newDictionary()}
	l.rows = int(min(mostQuads, max(leastRows, o.Bytes/(3*rowBytes))))
	if l.texts, err = createTexts(filepath.Join(o.Dir, "values")); err != nil {
		return nil, err
	}
	l.todo, l.done = make(chan *batch, 1), make(chan *batch, 2)
	l.batch = &batch{}
	l.done <- &batch{}
	go func() {
		defer close(l.done)
		for b := range l.todo {
			if b.err = l.enter(b); b.err != nil {
				b.err = fmt.Errorf("plan: %w", b.err)
			}
			l.done <- b
		}
	}()
	return l, nil
}

// batch is a group of quads on their way into the dictionary.
type batch struct {
	rows  []row // places in values, counted from 1
	marks []mark
	vals  []quad.Value
	bytes []byte // identities of vals
	ends  []int  // in bytes

	entries []uint32 // of vals
	held    int64    // bytes of the dictionary then
	err     error
}

func (b *batch) clear() {
	b.rows, b.marks, b.bytes, b.ends, b.entries = b.rows[:0], b.marks[:0], b.bytes[:0], b.ends[:0], b.entries[:0]
	clear(b.vals)
	b.vals = b.vals[:0]
}

// identity are the bytes of a value's identity.
func (b *batch) identity(i int) []byte {
	if i == 0 {
		return b.bytes[:b.ends[0]]
	}
	return b.bytes[b.ends[i-1]:b.ends[i]]
}

// batchRows is how many quads a batch has: few while there are few, so that
// little memory is soon known to be full.
func (l *Bulk) batchRows() int { return min(1<<10, max(16, l.count/16)) }

// Add adds a quad. It may have been added before, or be in the store. The
// error may be about one of the few thousand quads before it.
func (l *Bulk) Add(q quad.Quad) error {
	if !q.IsValid() {
		return fmt.Errorf("plan: quad %s lacks a subject, predicate or object", q)
	}
	var at row
	b := l.batch
	for i, d := range quad.Directions {
		v := q.Get(d)
		if v == nil {
			continue
		}
		if l.lastAt[i] == 0 || v != l.last[i] {
			from := len(b.bytes)
			b.bytes = appendIdentity(b.bytes, v)
			b.marks = append(b.marks, l.values.mark(b.bytes[from:]))
			b.ends = append(b.ends, len(b.bytes))
			b.vals = append(b.vals, v)
			l.last[i], l.lastAt[i] = v, uint32(len(b.vals))
		}
		at[i] = l.lastAt[i]
	}
	b.rows = append(b.rows, at)
	l.count++
	if len(b.rows) >= l.batchRows() {
		return l.pass()
	}
	return nil
}

// pass hands the batch over and takes the one before the last back.
func (l *Bulk) pass() error {
	l.todo <- l.batch
	l.batch = <-l.done
	if l.err == nil {
		l.err = l.batch.err
	}
	l.held = l.batch.held
	l.batch.clear()
	l.lastAt = [4]uint32{}
	return l.err
}

// enter puts a batch into the dictionary and keeps its quads.
func (l *Bulk) enter(b *batch) error {
	l.sum += l.values.warm(b.marks)
	for i, m := range b.marks {
		e, fresh := l.values.entry(m)
		if fresh {
			stored, err := encodeValue(b.vals[i], b.identity(i))
			if err != nil {
				return err
			}
			if err := l.texts.add(stored); err != nil {
				return err
			}
		}
		b.entries = append(b.entries, e)
	}
	for _, at := range b.rows {
		var q row
		for i, n := range at {
			if n > 0 {
				q[i] = b.entries[n-1]
			}
		}
		if len(l.quads) == l.rows {
			if err := l.putOff(); err != nil {
				return err
			}
		}
		if len(l.quads) == cap(l.quads) {
			l.quads = growRows(l.quads, l.rows)
		}
		l.quads = append(l.quads, q)
	}
	b.held = l.values.held
	return nil
}

// growRows gives rows more room, by a quarter once they are many.
func growRows(rows []row, most int) []row {
	n := len(rows)
	if n < 1<<18 {
		n *= 2
	} else {
		n += n / 4
	}
	return append(make([]row, 0, min(most, max(n, 256))), rows...)
}

// putOff writes the quads that are held to the file of those for later.
func (l *Bulk) putOff() error {
	if l.later == nil {
		var err error
		if l.later, err = createRows(filepath.Join(l.dir, "quads")); err != nil {
			return err
		}
	}
	err := l.later.add(l.quads)
	l.quads = l.quads[:0]
	return err
}

// Len is the number of quads that were added.
func (l *Bulk) Len() int { return l.count }

// Full reports whether it is time to write tables. It depends on nothing but
// the quads and the options.
func (l *Bulk) Full() bool {
	return l.held >= l.room/4*3 || l.count >= min(mostQuads, mostRuns*l.runRows())
}

// finish waits until all quads are in the dictionary.
func (l *Bulk) finish() error {
	if l.todo == nil {
		return l.err
	}
	l.todo <- l.batch
	close(l.todo)
	for b := range l.done {
		if l.err == nil {
			l.err = b.err
		}
	}
	l.todo, l.batch = nil, nil
	if l.err == nil {
		l.err = l.texts.flush()
	}
	return l.err
}

// runRows is how many quads are sorted at once if they are not all: fewer, for
// the dictionary is still there.
func (l *Bulk) runRows() int { return l.rows / 2 }

// Close gives up what is not written and closes the files.
func (l *Bulk) Close() error {
	l.err = errors.Join(l.finish(), errClosed)
	err := l.texts.f.Close()
	if l.later != nil {
		err = errors.Join(err, l.later.f.Close())
	}
	for _, t := range l.tables {
		err = errors.Join(err, t.Remove()) // of what was ingested nothing is left here
	}
	return err
}

var errClosed = errors.New("plan: the bulk is closed")

// Report says what a bulk brought.
type Report struct {
	Quads int64 // that were not there
	Nodes int64
}

// Keys are the further keys of a bulk, none of which is like those of quads.
type Keys interface {
	// Shared is told of the quads of another label than asked for, in their
	// order, and whether the store has them already.
	Shared(q IDs, there bool) error
	// Rest is called once, after that.
	Rest(Report) error
}

// NewTables begins tables of further keys, which are ingested with the
// others: see [pebblekv.Tables].
func (l *Bulk) NewTables(name string) *pebblekv.Tables {
	l.tablesLock.Lock()
	defer l.tablesLock.Unlock()
	t := l.db.NewTables(filepath.Join(l.dir, name))
	l.tables = append(l.tables, t)
	return t
}

// closeTables finishes all tables and lists them.
func (l *Bulk) closeTables() (paths []string, err error) {
	for _, t := range l.tables {
		p, terr := t.Close()
		paths, err = append(paths, p...), errors.Join(err, terr)
	}
	slices.Sort(paths) // goroutines began them in any order
	return paths, err
}

// Tables sorts everything and writes it to tables. Quads that the store has
// are left out. The paths are for [pebblekv.DB.Ingest]. It is called once.
func (l *Bulk) Tables(ctx context.Context, own quad.Value, keys Keys) (paths []string, rep Report, err error) {
	if err := l.finish(); err != nil {
		return nil, rep, err
	}
	ids, err := l.resolve(ctx)
	if err != nil {
		return nil, rep, err
	}
	w := &orderWriter{Bulk: l, ids: ids, keys: keys}
	if own != nil {
		if e := l.values.find(l.values.mark(appendIdentity(nil, own))); e != 0 {
			w.own = uint64(ids.of(e))
		} else {
			w.own = math.MaxUint64 // no quad bears it: all are of other labels
		}
	}
	nodes := make(chan error, 1)
	go func() {
		err := l.writeHashes(ctx, ids)
		l.values = nil
		if err == nil {
			err = l.writeNodes(ctx, ids)
		}
		nodes <- err
	}()
	err = w.write(ctx)
	if err = errors.Join(err, <-nodes); err != nil {
		return nil, rep, err
	}
	rep = Report{Quads: w.quadsNew, Nodes: int64(ids.fresh)}
	if err := keys.Rest(rep); err != nil {
		return nil, rep, err
	}
	m := l.meta
	m.next += uint64(ids.fresh)
	m.nodes += rep.Nodes
	m.quads += rep.Quads
	if err := l.NewTables("m").Add([]byte{metaKey}, m.encode()); err != nil {
		return nil, rep, err
	}
	paths, err = l.closeTables()
	return paths, rep, err
}

// writeHashes writes the lists of nodes by hash.
func (l *Bulk) writeHashes(ctx context.Context, ids *numbers) error {
	t := l.NewTables("h")
	var key, list []byte
	return l.values.sorted(func(all []marked) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		for i := 0; i < len(all); {
			hash := all[i].hash()
			key, list = appendHashKey(key[:0], all[i].h), list[:0]
			if ids.beside[all[i].e] {
				old, err := l.base.Get(key)
				if err != nil {
					return err
				}
				list = append(list, old...)
			}
			was := len(list)
			for ; i < len(all) && all[i].hash() == hash; i++ {
				if e := all[i].e; ids.isNew(e) {
					list = appendID(list, uint64(ids.of(e)))
				}
			}
			if len(list) == was {
				continue
			}
			if err := t.Add(key, list); err != nil {
				return err
			}
		}
		return nil
	})
}

// writeNodes writes the values of new nodes.
func (l *Bulk) writeNodes(ctx context.Context, ids *numbers) error {
	t := l.NewTables("n")
	var key []byte
	e := uint32(0)
	return l.texts.each(func(stored []byte) error {
		if e++; !ids.isNew(e) {
			return nil
		}
		if e%65536 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		key = appendID(append(key[:0], nodeKey), uint64(ids.of(e)))
		return t.Add(key, stored)
	})
}
