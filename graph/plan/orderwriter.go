package plan

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"

	"github.com/cayleygraph/quad"
)

// orderWriter writes the quads of a bulk in all orders. What fits in memory is
// sorted there; else parts of it are, and merged.
type orderWriter struct {
	*Bulk
	ids      *numbers
	own      uint64 // label of quads that are not shared; 0 asks for none
	keys     Keys
	quadsNew int64
}

func (w *orderWriter) write(ctx context.Context) error {
	if w.later == nil {
		rows := w.quads
		w.quads = nil
		if len(rows) == 0 {
			return nil
		}
		s := &rowSorter{room: [3][]row{rows, make([]row, len(rows)), make([]row, len(rows))}}
		return w.sort(ctx, s, rows, func(o int, rows, there []row) error {
			return w.writeTables(ctx, o, &held{rows}, &held{there})
		})
	}
	runs, err := w.sortRuns(ctx)
	if err != nil {
		return err
	}
	return w.mergeRuns(ctx, runs)
}

// sort puts rows of the first room into numbers and into each of the orders.
// emit is called in another goroutine for each of them, for the first one also
// with shared quads that the store has.
func (w *orderWriter) sort(ctx context.Context, s *rowSorter, rows []row, emit func(o int, rows, there []row) error) error {
	for i := range rows {
		q := &rows[i]
		for d, e := range q {
			q[d] = w.ids.of(e)
		}
	}
	rows = s.subjects(rows)
	rows, there, err := w.screen(ctx, rows)
	if err != nil || len(rows)+len(there) == 0 {
		return err
	}
	begin := func(o int, rows, there []row) (wait func() error) {
		done := make(chan error, 1)
		go func() { done <- emit(o, rows, there) }()
		return sync.OnceValue(func() error { return <-done })
	}
	subjects := begin(0, rows, there)
	if len(rows) == 0 {
		return subjects()
	}
	same := func(a, b []row) bool { return &a[0] == &b[0] }
	byLabel := s.by(rows, 3)
	labels := begin(3, byLabel, nil)
	if !same(byLabel, rows) {
		err = labels() // its room is needed
	}
	byPredicate := s.by(rows, 1)
	predicates := begin(2, byPredicate, nil)
	if !same(byPredicate, rows) {
		err = errors.Join(err, subjects(), labels())
	}
	objects := begin(1, s.by(byPredicate, 2), nil)
	for _, wait := range []func() error{subjects, labels, predicates, objects} {
		if werr := wait(); werr != nil && !errors.Is(err, werr) {
			err = errors.Join(err, werr)
		}
	}
	return err
}

// screen drops what the store has already from rows in the order of their
// subjects, and lists those of it that are shared.
func (w *orderWriter) screen(ctx context.Context, rows []row) (kept, there []row, err error) {
	if w.meta.quads == 0 {
		return rows, nil, nil
	}
	kept = rows[:0]
	var key []byte
	err = w.seekAll(ctx, orders[0].prefix, func(old *ascending) error {
		for _, q := range rows {
			if max(q[0], q[1], q[2], q[3]) <= w.ids.before {
				key = q.ids().appendKey(key[:0], &orders[0])
				has, err := old.has(key)
				if err != nil {
					return err
				}
				if has {
					if w.shared(q) {
						there = append(there, q)
					}
					continue
				}
			}
			kept = append(kept, q)
		}
		return nil
	})
	return kept, there, err
}

func (q row) ids() IDs { return IDs{uint64(q[0]), uint64(q[1]), uint64(q[2]), uint64(q[3])} }

// shared reports whether a quad has another label than asked for.
func (w *orderWriter) shared(q row) bool { return w.own != 0 && uint64(q[3]) != w.own }

// thereRun is the place of the runs of shared quads that the store has, behind
// those of the orders.
const thereRun = len(orders)

// sortRuns sorts as many quads at a time as there is room for, and writes
// them to files. It returns their paths by order.
func (w *orderWriter) sortRuns(ctx context.Context) (runs [thereRun + 1][]string, err error) {
	if err := w.putOff(); err != nil {
		return runs, err
	}
	if err := w.later.rewind(); err != nil {
		return runs, err
	}
	n := w.runRows()
	s := &rowSorter{room: [3][]row{w.quads[:n], w.quads[n : 2*n], make([]row, n)}}
	w.quads = nil
	var lock sync.Mutex
	for chunk := 0; ; chunk++ {
		k, err := w.later.fill(s.room[0])
		if err != nil || k == 0 {
			return runs, err
		}
		put := func(o int, rows []row) error {
			if len(rows) == 0 {
				return nil
			}
			path := filepath.Join(w.dir, fmt.Sprintf("run-%d-%03d", o, chunk))
			lock.Lock()
			runs[o] = append(runs[o], path)
			lock.Unlock()
			return writeRun(ctx, path, o, rows)
		}
		err = w.sort(ctx, s, s.room[0][:k], func(o int, rows, there []row) error {
			return errors.Join(put(o, rows), put(thereRun, there))
		})
		if err != nil {
			return runs, err
		}
	}
}

// directions are the places of a quad's numbers in an order.
func directions(o int) (dirs [4]int) {
	for i, d := range orders[o%len(orders)].dirs {
		dirs[i] = int(d - quad.Subject)
	}
	return dirs
}

func writeRun(ctx context.Context, path string, o int, rows []row) (err error) {
	r, err := createRun(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	dirs := directions(o)
	for i, q := range rows {
		if i%65536 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if err := r.add(row{q[dirs[0]], q[dirs[1]], q[dirs[2]], q[dirs[3]]}); err != nil {
			return err
		}
	}
	return nil
}

// mergeRuns merges the files of each order into tables.
func (w *orderWriter) mergeRuns(ctx context.Context, runs [thereRun + 1][]string) (err error) {
	there, err := mergeRuns(runs[thereRun], directions(thereRun))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, there.Close()) }()
	done := make(chan error, len(orders))
	for o := range orders {
		go func() {
			src, err := mergeRuns(runs[o], directions(o))
			if err == nil {
				err = errors.Join(w.writeTables(ctx, o, src, there), src.Close())
			}
			done <- err
		}()
	}
	for range orders {
		err = errors.Join(err, <-done)
	}
	return err
}

// writeTables writes the keys of quads in an order. Of the first one it counts
// the quads and tells of those that are shared.
func (w *orderWriter) writeTables(ctx context.Context, o int, src, there rowSource) error {
	t := w.NewTables(string(orders[o].prefix))
	var key []byte
	var old []row
	first, err := o == 0, error(nil)
	if first {
		if old, err = there.next(); err != nil {
			return err
		}
	}
	// tell tells of shared quads of the store, those before one.
	tell := func(before row) error {
		for len(old) > 0 && (before == row{} || compareRows(old[0], before) < 0) {
			if err := w.keys.Shared(old[0].ids(), true); err != nil {
				return err
			}
			if old = old[1:]; len(old) == 0 {
				if old, err = there.next(); err != nil {
					return err
				}
			}
		}
		return nil
	}
	for {
		rows, err := src.next()
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		if len(rows) == 0 {
			break
		}
		for _, q := range rows {
			if first {
				w.quadsNew++
				if w.shared(q) {
					if err := errors.Join(tell(q), w.keys.Shared(q.ids(), false)); err != nil {
						return err
					}
				}
			} else if q[3] == 0 && orders[o].prefix == 'l' {
				continue
			}
			key = q.ids().appendKey(key[:0], &orders[o])
			if err := t.Add(key, nil); err != nil {
				return err
			}
		}
	}
	return tell(row{})
}
