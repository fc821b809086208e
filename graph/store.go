package graph

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"syscall"

	"github.com/hidal-go/hidalgo/kv/flat"

	"github.com/dramatis-kg/dramatis/graph/pebblekv"
	"github.com/dramatis-kg/dramatis/graph/plan"
	"github.com/dramatis-kg/dramatis/schema"
)

// formatVersion is the version of the store's keys and of the quads made from
// a record. A store of another version is refused.
const formatVersion = "5"

// reindexable reports whether a format before this one differs in indexes
// only, which [Reindex] derives anew.
func reindexable(format string) bool { return format == "3" || format == "4" }

// Errors that callers branch on.
var (
	// ErrNoStore means that the directory holds no store.
	ErrNoStore = errors.New("there is no store")
	// ErrLocked means that another process has the store open for writing.
	ErrLocked = errors.New("another dramatis process is writing to it")
	// ErrReadOnly means that a store opened for reading was to be changed.
	ErrReadOnly = errors.New("the store is open for reading only")
	// ErrClosed means that the store was closed.
	ErrClosed = errors.New("the store is closed")
	// ErrNotFound means that a document, statement or actor is not there.
	ErrNotFound = errors.New("not in the store")
	// ErrPermission means that the system does not let this user read or
	// write the store's folder.
	ErrPermission = pebblekv.ErrPermission
	// ErrFormat means that the store was written by another version.
	ErrFormat = errors.New("the store has another format")
)

// Options say how a store is opened. The zero value opens for writing and
// creates the store where there is none.
type Options struct {
	// ReadOnly opens without changing a byte and beside a writer in another
	// process, whose later changes [Store.Refresh] brings in. Default false.
	ReadOnly bool
	// NoSync returns from writes before they are on disk. A crash of the
	// machine can then lose the last documents, whole; one of the process
	// cannot. Default false.
	NoSync bool
	// CacheBytes is the size of the block cache. Default 64 MiB.
	CacheBytes int64
	// Vocabulary tells which relations hold both ways. Default
	// schema.DefaultVocabulary.
	Vocabulary *schema.Vocabulary
}

// Validate reports all faults.
func (o Options) Validate() error {
	if o.CacheBytes < 0 {
		return fmt.Errorf("graph: options: CacheBytes is %d, want 0 or more", o.CacheBytes)
	}
	return nil
}

// Store is an open store. It is safe for concurrent use: every reading method
// sees one state of the store from its first to its last result, and writes
// follow one another.
type Store struct {
	dir   string
	opts  Options
	older bool // whether a reindexable format will do

	removal int // quads of a load taken out in one write: removedAtATime

	mu     sync.Mutex
	h      *handle // nil once closed
	writer sync.Mutex
	seq    atomic.Uint64 // counts commits, for caches
}

// handle is an open database that closes when its last user is done.
type handle struct {
	db   *pebblekv.DB
	refs int // guarded by Store.mu
}

// Open opens the store in dir. The error wraps [ErrNoStore], [ErrLocked],
// [ErrFormat] or [ErrCorrupt] where that is the cause, and names the remedy.
func Open(ctx context.Context, dir string, o Options) (*Store, error) {
	return openFormat(ctx, dir, o, false)
}

func openFormat(ctx context.Context, dir string, o Options, older bool) (*Store, error) {
	if err := o.Validate(); err != nil {
		return nil, err
	}
	if o.Vocabulary == nil {
		o.Vocabulary = schema.DefaultVocabulary()
	}
	s := &Store{dir: dir, opts: o, older: older, removal: removedAtATime}
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return nil, fmt.Errorf("graph: open %s: %w: it is a file; a store is a folder", dir, ErrNoStore)
	}
	if !o.ReadOnly {
		if err := checkDirectory(dir); err != nil {
			return nil, err
		}
		if err := s.checkTables(ctx); err != nil {
			return nil, err
		}
	}
	db, err := s.open(ctx)
	if err != nil {
		return nil, err
	}
	s.h = &handle{db: db, refs: 1}
	return s, nil
}

// checkDirectory refuses to create a store among other files.
func checkDirectory(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) || err == nil && len(entries) == 0 {
		return nil
	}
	if err != nil {
		return fmt.Errorf("graph: open %s: %w", dir, err)
	}
	for _, e := range entries {
		if e.Name() == "CURRENT" || e.Name() == "LOCK" {
			return nil
		}
	}
	return fmt.Errorf("graph: open %s: %w: the folder holds other files; name an empty or a new one", dir, ErrNoStore)
}

// checkTables refuses to write to a store whose list of tables has lost them:
// Pebble would take the folder for a new one and remove what is not listed.
func (s *Store) checkTables(ctx context.Context) error {
	if !pebblekv.HoldsTables(s.dir) {
		return nil
	}
	reader := &Store{dir: s.dir, opts: s.opts, older: true}
	reader.opts.ReadOnly = true
	db, err := reader.open(ctx)
	if err != nil {
		return err
	}
	if err := db.Close(); err != nil {
		return fmt.Errorf("graph: open %s: %w", s.dir, err)
	}
	return nil
}

func (s *Store) open(ctx context.Context) (*pebblekv.DB, error) {
	db, err := pebblekv.Open(s.dir, pebblekv.Options{ReadOnly: s.opts.ReadOnly, NoSync: s.opts.NoSync, CacheBytes: s.opts.CacheBytes, Filtered: filtered})
	var system syscall.Errno
	switch {
	case errors.Is(err, pebblekv.ErrLocked):
		return nil, fmt.Errorf("graph: open %s: %w: wait for it or stop it, or name another store", s.dir, ErrLocked)
	case errors.Is(err, pebblekv.ErrPermission):
		return nil, fmt.Errorf("graph: open %s: %w; let yourself read and write the folder, or name another store", s.dir, err)
	case errors.Is(err, pebblekv.ErrNotExist) && !s.opts.ReadOnly:
		return nil, fmt.Errorf("graph: create %s: %w: the folder cannot be made; name another store", s.dir, ErrNoStore)
	case errors.Is(err, pebblekv.ErrNotExist):
		return nil, fmt.Errorf("graph: open %s: %w: run dramatis build first, or name another store", s.dir, ErrNoStore)
	case errors.As(err, &system) && !errors.Is(err, ErrCorrupt):
		return nil, fmt.Errorf("graph: open %s: %w", s.dir, err) // no space, too many files …
	case err != nil:
		return nil, fmt.Errorf("graph: open %s: %w", s.dir, damaged(err))
	}
	if err := s.checkFormat(db); err != nil {
		if cerr := db.Close(); !errors.Is(err, ErrCorrupt) {
			err = errors.Join(err, cerr) // a damaged one can but tell the same again
		}
		return nil, err
	}
	if !s.opts.ReadOnly {
		// What a load that was killed left behind.
		if err := os.RemoveAll(filepath.Join(s.dir, tablesDir)); err != nil {
			return nil, errors.Join(fmt.Errorf("graph: open %s: %w", s.dir, err), db.Close())
		}
	}
	return db, nil
}

func (s *Store) checkFormat(db *pebblekv.DB) error {
	snap := db.Snapshot()
	v, err := snap.Get(key(secMeta, "format"))
	if cerr := snap.Close(); err == nil {
		err = cerr
	}
	older := reindexable(string(v))
	switch {
	case err == nil && (string(v) == formatVersion || s.older && older):
		return nil
	case err == nil && older:
		return fmt.Errorf("graph: open %s: %w: it is %q, this program reads %q; dramatis reindex writes it anew", s.dir, ErrFormat, v, formatVersion)
	case err == nil:
		return fmt.Errorf("graph: open %s: %w: it is %q, this program reads %q; build it again with this version", s.dir, ErrFormat, v, formatVersion)
	case !errors.Is(err, flat.ErrNotFound):
		return fmt.Errorf("graph: open %s: %w", s.dir, damaged(err))
	case s.opts.ReadOnly && pebblekv.HoldsTables(s.dir):
		return fmt.Errorf("graph: open %s: %w", s.dir, damaged(fmt.Errorf("%w: its list of tables has lost them", ErrCorrupt)))
	case s.opts.ReadOnly:
		return fmt.Errorf("graph: open %s: %w: run dramatis build first, or name another store", s.dir, ErrNoStore)
	}
	b, err := db.Begin()
	if err != nil {
		return fmt.Errorf("graph: create %s: %w", s.dir, err)
	}
	if err = plan.Init(b); err == nil {
		err = b.Set(key(secMeta, "format"), []byte(formatVersion))
	}
	if err != nil {
		return fmt.Errorf("graph: create %s: %w", s.dir, errors.Join(err, b.Close()))
	}
	if err := b.Commit(); err != nil {
		return fmt.Errorf("graph: create %s: %w", s.dir, err)
	}
	return nil
}

// remedy is what can be done about a damaged store.
const remedy = "restore it from a backup, or delete the folder and build it again"

// damaged is an error of a store that cannot be read, with the remedy.
func damaged(err error) error {
	if errors.Is(err, ErrCorrupt) {
		return fmt.Errorf("%w; %s", err, remedy)
	}
	return fmt.Errorf("%w: %w; %s", ErrCorrupt, err, remedy)
}

// Dir is the folder of the store.
func (s *Store) Dir() string { return s.dir }

// ReadOnly reports whether the store was opened for reading only.
func (s *Store) ReadOnly() bool { return s.opts.ReadOnly }

// Close closes the store once everything that still reads it is done.
// Further calls do nothing.
func (s *Store) Close() error {
	s.writer.Lock() // let a write finish
	defer s.writer.Unlock()
	s.mu.Lock()
	h := s.h
	s.h = nil
	s.mu.Unlock()
	if h == nil {
		return nil
	}
	if err := s.release(h); err != nil {
		return fmt.Errorf("graph: close %s: %w", s.dir, err)
	}
	return nil
}

func (s *Store) acquire() (*handle, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.h == nil {
		return nil, ErrClosed
	}
	s.h.refs++
	return s.h, nil
}

func (s *Store) release(h *handle) error {
	s.mu.Lock()
	h.refs--
	last := h.refs == 0
	s.mu.Unlock()
	if last {
		return h.db.Close()
	}
	return nil
}

// Refresh lets a store that is open for reading see what another process has
// written since. It reports whether there was anything; reads under way keep
// the state that they began with. On a store open for writing it does
// nothing.
func (s *Store) Refresh(ctx context.Context) (bool, error) {
	if !s.opts.ReadOnly {
		return false, nil
	}
	h, err := s.acquire()
	if err != nil {
		return false, fmt.Errorf("graph: refresh: %w", err)
	}
	stale := h.db.Stale(s.dir)
	if err := s.release(h); err != nil {
		return false, fmt.Errorf("graph: refresh: %w", err)
	}
	if !stale {
		return false, nil
	}
	db, err := s.open(ctx)
	if err != nil {
		return false, err
	}
	s.mu.Lock()
	old := s.h
	if old != nil {
		s.h = &handle{db: db, refs: 1}
	}
	s.mu.Unlock()
	if old == nil {
		return false, errors.Join(ErrClosed, db.Close())
	}
	s.seq.Add(1)
	if err := s.release(old); err != nil {
		return true, fmt.Errorf("graph: refresh: %w", err)
	}
	return true, nil
}

// Revision changes whenever the content of the store may have changed: a
// cache may keep its answers while it stays the same. It is meaningless in
// another process.
func (s *Store) Revision() uint64 { return s.seq.Load() }

// view is one state of the store. The caller closes it.
type view struct {
	s    *Store
	h    *handle
	snap *pebblekv.Snapshot

	once sync.Once
	qs   *plan.QuadStore
	err  error
}

func (s *Store) view() (*view, error) {
	h, err := s.acquire()
	if err != nil {
		return nil, err
	}
	v := &view{s: s, h: h, snap: h.db.Snapshot()}
	v.snap.OnRelease(func() error { return s.release(h) })
	return v, nil
}

// close gives the view up; a script that still reads it, because it did not
// notice yet that its time is over, keeps the database open until it does.
func (v *view) close() error { return v.snap.Close() }

// quads opens Cayley's view of the state.
func (v *view) quads(ctx context.Context) (*plan.QuadStore, error) {
	v.once.Do(func() { v.qs, v.err = plan.Open(ctx, v.snap) })
	return v.qs, v.err
}

// pairs lists the keys with a prefix and their values, in order. Both are
// only valid until the next step.
func pairs(ctx context.Context, r keyReader, prefix []byte) iter.Seq2[pair, error] {
	return pairsFrom(ctx, r, prefix, pebblekv.PrefixEnd(prefix))
}

type pair struct{ key, value []byte }

// keyReader is a snapshot or the batch of a write.
type keyReader interface {
	Get(key []byte) ([]byte, error)
	Each(start, end []byte, visit func(key, value []byte) (bool, error)) error
}

// pairsFrom lists the keys in [start, end).
func pairsFrom(ctx context.Context, r keyReader, start, end []byte) iter.Seq2[pair, error] {
	return func(yield func(pair, error) bool) {
		stopped := false
		n := 0
		err := r.Each(start, end, func(k, v []byte) (bool, error) {
			if n++; n%256 == 0 {
				if err := ctx.Err(); err != nil {
					return false, err
				}
			}
			stopped = !yield(pair{k, v}, nil)
			return !stopped, nil
		})
		if err != nil && !stopped {
			yield(pair{}, err)
		}
	}
}

// Stats counts what the store holds.
type Stats struct {
	Documents  int    `json:"documents"`
	Statements int    `json:"statements"`
	Actors     int    `json:"actors"`
	Topics     int    `json:"topics"`
	Events     int    `json:"events"`
	Quads      int64  `json:"quads"`
	DiskBytes  uint64 `json:"disk_bytes"`
	Format     string `json:"format"`
}

// Stats counts by reading the store's keys, but not its values: about a
// second for a million statements.
func (s *Store) Stats(ctx context.Context) (Stats, error) {
	v, err := s.view()
	if err != nil {
		return Stats{}, fmt.Errorf("graph: statistics: %w", err)
	}
	defer v.close()
	st := Stats{Format: formatVersion, DiskBytes: v.h.db.DiskBytes()}
	for _, c := range []struct {
		section byte
		n       *int
		first   bool // count distinct first parts
	}{
		{secHead, &st.Documents, false}, {secState, &st.Statements, false},
		{secActorSum, &st.Actors, false}, {secTopicSum, &st.Topics, false}, {secEvent, &st.Events, true},
	} {
		last := ""
		for p, err := range pairs(ctx, v.snap, under(c.section)) {
			if err != nil {
				return Stats{}, fmt.Errorf("graph: statistics: %w", err)
			}
			if c.first {
				if f := firstPart(p.key); f == last {
					continue
				} else {
					last = f
				}
			}
			*c.n++
		}
	}
	qs, err := v.quads(ctx)
	if err != nil {
		return Stats{}, fmt.Errorf("graph: statistics: %w", err)
	}
	st.Quads = qs.Size()
	return st, nil
}

// firstPart is the first part of a key.
func firstPart(k []byte) string {
	for i := 2; i < len(k); i++ {
		if k[i] == 0 {
			return string(k[2:i])
		}
	}
	return string(k[min(2, len(k)):])
}

// decode reads JSON of the store.
func decode(k, v []byte, into any) error {
	if err := json.Unmarshal(v, into); err != nil {
		return &keyError{string(k), err.Error()}
	}
	return nil
}

// Backup writes a copy of the store, as it is now, to an empty or new
// folder. It takes little time and, on the same file system, little space.
func (s *Store) Backup(ctx context.Context, dir string) error {
	h, err := s.acquire()
	if err != nil {
		return fmt.Errorf("graph: backup: %w", err)
	}
	err = h.db.Checkpoint(filepath.Clean(dir))
	if rerr := s.release(h); err == nil {
		err = rerr
	}
	if err != nil {
		return fmt.Errorf("graph: backup to %s: %w", dir, err)
	}
	return nil
}
