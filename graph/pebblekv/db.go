// Package pebblekv keeps Cayley's keys in a Pebble database: an adapter from
// github.com/cockroachdb/pebble to hidalgo's flat.KV.
//
// What enters: a directory. What leaves: a database that gives out read-only
// snapshots, each a consistent flat.KV of its own, and batches, in which any
// number of Cayley transactions become one atomic Pebble batch. It never
// interprets a key and never prints; a second writer is refused, while
// readers of other processes are always let in (see [Options.ReadOnly]).
package pebblekv

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"

	"github.com/cockroachdb/pebble"
	"github.com/cockroachdb/pebble/vfs"
)

// Errors on opening.
var (
	// ErrLocked means that another process has the database open for writing.
	ErrLocked = errors.New("open for writing in another process")
	// ErrNotExist means that the directory holds no database.
	ErrNotExist = errors.New("no database there")
	// ErrPermission means that the operating system does not let this user
	// read or write the files.
	ErrPermission = errors.New("no permission")
	// ErrCorrupt means that files of the database are missing or have other
	// content than was written. Its words stand in the message too, for not
	// every layer above passes errors on unbroken.
	ErrCorrupt = errors.New("the store is damaged")
)

// Options say how a database is opened.
type Options struct {
	// ReadOnly opens without writing a byte and without taking the lock, so
	// that any number of readers can work beside one writer. The reader sees
	// the state at the moment of opening. Default false.
	ReadOnly bool
	// NoSync leaves it to the operating system when written data reaches the
	// disk: a crash of the machine (not of the process) can then lose the
	// last transactions, whole. Default false: every commit is on disk when
	// it returns.
	NoSync bool
	// CacheBytes is the size of the cache of blocks. Default 64 MiB.
	CacheBytes int64
	// Filtered tells of which keys it is worth to know quickly that they are
	// absent; the others take no space in the tables' filters. It must always
	// say the same of a key. Default: all.
	Filtered func(key []byte) bool
	// MemTableBytes is how much is gathered in memory before a table is
	// written. Default 16 MiB.
	MemTableBytes int

	fs vfs.FS // of tests; nil is the system's
}

func (o Options) withDefaults() Options {
	if o.CacheBytes <= 0 {
		o.CacheBytes = 64 << 20
	}
	if o.MemTableBytes <= 0 {
		o.MemTableBytes = 16 << 20
	}
	return o
}

// DB is an open database. It is safe for concurrent use.
type DB struct {
	db       *pebble.DB
	dir      string
	opts     *pebble.Options
	sync     *pebble.WriteOptions
	readOnly bool
	mark     state // of the directory, when a reader opened it
	pinned   *pinnedFS

	writer sync.Mutex // held by the open batch

	free  func() (uint64, error) // bytes that the disk has left
	fault atomic.Pointer[error]  // what ended writing, see guarded

	closeOnce sync.Once
	closeErr  error
}

// Open opens the database in dir; a writer creates it if it is not there.
// The error wraps [ErrLocked], [ErrNotExist], [ErrPermission] or [ErrCorrupt]
// where that is the cause.
func Open(dir string, o Options) (*DB, error) {
	o = o.withDefaults()
	if o.ReadOnly {
		return openReadOnly(dir, o)
	}
	// Without its manifest Pebble would take the folder for an empty one and
	// make a new database over what is left of the old.
	if desc, err := pebble.Peek(dir, vfs.Default); err == nil && !desc.Exists && HoldsTables(dir) {
		return nil, openError(dir, pebble.ErrDBDoesNotExist)
	}
	opts := pebbleOptions(o)
	p, err := pebble.Open(dir, opts)
	opts.Cache.Unref()
	if err != nil {
		return nil, openError(dir, err)
	}
	sync := pebble.Sync
	if o.NoSync {
		sync = pebble.NoSync
	}
	return &DB{db: p, dir: dir, opts: opts, sync: sync, free: func() (uint64, error) {
		u, err := opts.FS.GetDiskUsage(dir)
		return u.AvailBytes, err
	}}, nil
}

func pebbleOptions(o Options) *pebble.Options {
	opts := &pebble.Options{
		// Pebble takes the memory of its tables out of the cache's.
		Cache:                    pebble.NewCache(o.CacheBytes + 3*int64(o.MemTableBytes)),
		MemTableSize:             uint64(o.MemTableBytes),
		FormatMajorVersion:       pebble.FormatNewest,
		L0CompactionThreshold:    4,
		Logger:                   silent{},
		ReadOnly:                 o.ReadOnly,
		MaxConcurrentCompactions: func() int { return max(1, min(3, runtime.NumCPU()/2)) },
	}
	if o.fs != nil {
		opts.FS = o.fs
	} else {
		opts.FS = vfs.Default
	}
	opts.Levels = make([]pebble.LevelOptions, 7)
	for i := range opts.Levels {
		l := &opts.Levels[i]
		l.BlockSize = 8 << 10
		l.IndexBlockSize = 512 << 10 // one index a file: an index of indexes doubles every seek
		l.FilterPolicy = o.filter()
		l.TargetFileSize = int64(4<<20) << min(i, 3)
		l.EnsureDefaults()
	}
	return opts
}

func openError(dir string, err error) error {
	// A lock that is held is a bare error number, EAGAIN or EACCES by the
	// system; a file that may not be opened is named by its path.
	var file *fs.PathError
	switch {
	case errors.As(err, &file) && errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("pebblekv: %w: %s", ErrPermission, file)
	case errors.Is(err, syscall.EAGAIN), errors.Is(err, syscall.EACCES):
		return fmt.Errorf("pebblekv: open %s: %w", dir, ErrLocked)
	case HoldsTables(dir) && (errors.Is(err, pebble.ErrDBDoesNotExist) || errors.Is(err, fs.ErrNotExist)):
		return fmt.Errorf("pebblekv: open %s: %w: files of it are missing: %s", dir, ErrCorrupt, strings.Join(strings.Fields(err.Error()), " "))
	case pebble.IsCorruptionError(err), strings.Contains(err.Error(), "size mismatch"), strings.Contains(err.Error(), "unknown to the objstorage"):
		// Pebble has no error value for tables of another length, or none.
		return fmt.Errorf("pebblekv: open %s: %w", dir, damage(dir, err))
	case errors.Is(err, pebble.ErrDBDoesNotExist), errors.Is(err, os.ErrNotExist):
		return fmt.Errorf("pebblekv: open %s: %w", dir, ErrNotExist)
	case err.Error() == "lock held by current process":
		// Pebble has no error value for this.
		return fmt.Errorf("pebblekv: open %s: %w (this very process)", dir, ErrLocked)
	}
	return fmt.Errorf("pebblekv: open %s: %w", dir, err)
}

// damaged is what Pebble says of files, in one line that names the first of
// them by its path. It wraps [ErrCorrupt] and what Pebble said.
type damaged struct {
	words string
	err   error
}

func (d *damaged) Error() string   { return d.words }
func (d *damaged) Unwrap() []error { return []error{ErrCorrupt, d.err} }

// numbered finds a file in Pebble's words, which name a table by its number.
var numbered = regexp.MustCompile(`\b(MANIFEST-|OPTIONS-)?[0-9]{6,}(\.log)?\b`)

func damage(dir string, err error) error {
	said := strings.Split(strings.TrimSpace(err.Error()), "\n")
	words := ErrCorrupt.Error()
	if name := numbered.FindString(said[0]); name != "" {
		if strings.Trim(name, "0123456789") == "" {
			name += ".sst"
		}
		words += ": " + filepath.Join(dir, name)
	}
	if said[0] != "" {
		words += ": " + said[0]
	}
	if n := len(said) - 1; n > 0 {
		words += fmt.Sprintf(" (and so with %d more of its files)", n)
	}
	return &damaged{words, err}
}

// HoldsTables reports whether a folder has tables of a database, which are
// only there once it was created whole and written to.
func HoldsTables(dir string) bool {
	tables, err := filepath.Glob(filepath.Join(dir, "*.sst"))
	return err == nil && len(tables) > 0
}

// ReadOnly reports whether the database was opened for reading only.
func (d *DB) ReadOnly() bool { return d.readOnly }

// Close releases the database. Snapshots and batches must be closed before.
// Further calls return what the first returned.
func (d *DB) Close() error {
	d.closeOnce.Do(func() {
		var err error
		if d.failed() != nil {
			return // it was told when it happened, and Pebble's locks are held
		}
		log, live := "", uint64(0)
		err = d.guarded(func() (err error) {
			if !d.readOnly {
				// What is only in the log would be read again at every opening.
				if err = errors.Join(d.db.Flush(), d.reclaim()); err == nil {
					log, err = d.dropLogs()
					live = d.db.Metrics().WAL.Size
				}
			}
			return errors.Join(err, d.db.Close())
		})
		if err == nil {
			err = trim(log, live)
		}
		if err != nil {
			d.closeErr = fmt.Errorf("pebblekv: close: %w", err)
		}
		if d.pinned != nil {
			if err := d.pinned.Close(); err != nil && d.closeErr == nil {
				d.closeErr = fmt.Errorf("pebblekv: close: %w", err)
			}
		}
	})
	return d.closeErr
}

// Compact rewrites everything, which drops what was overwritten or deleted.
// It reads and writes the whole database.
func (d *DB) Compact() error {
	if err := d.guarded(func() error { return d.db.Compact([]byte{0}, []byte{0xff, 0xff}, true) }); err != nil {
		return fmt.Errorf("pebblekv: compact: %w", err)
	}
	return nil
}

// Checkpoint copies the database to a new folder, sharing files by hard link
// where the file system can. A database opened read-only cannot.
func (d *DB) Checkpoint(dir string) error {
	if d.readOnly {
		return fmt.Errorf("pebblekv: checkpoint: %w", pebble.ErrReadOnly)
	}
	if err := d.guarded(func() error { return d.db.Checkpoint(dir, pebble.WithFlushedWAL()) }); err != nil {
		return fmt.Errorf("pebblekv: checkpoint: %w", err)
	}
	return nil
}

// DiskBytes is the size of the database's files.
func (d *DB) DiskBytes() uint64 {
	var n uint64
	_ = d.guarded(func() error { // a fault was told when it happened
		n = d.db.Metrics().DiskSpaceUsage()
		return nil
	})
	return n
}

var _ vfs.FS = (*pinnedFS)(nil)
