package pebblekv

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"sync"
	"time"

	"github.com/cockroachdb/pebble"
	"github.com/cockroachdb/pebble/vfs"
)

// A reader must not take the writer's lock, and a writer removes files that a
// reader may still need. So the reader opens every file first and works on
// the open files, which live on after their names are gone (pinnedFS). What it
// opened is one state of the database if the directory did not change
// meanwhile: the same names, and a manifest of the same length, since every
// flush and compaction appends to the manifest. Otherwise it tries again.

// openAttempts bounds how often a reader tries to catch a moment between two
// flushes of a busy writer; the pauses between add up to about 3 seconds.
const openAttempts = 40

func openReadOnly(dir string, o Options) (*DB, error) {
	var last error
	for try := range openAttempts {
		if try > 0 {
			time.Sleep(time.Duration(min(try*5, 100)) * time.Millisecond)
		}
		before, err := directoryState(dir)
		if err != nil {
			return nil, openError(dir, err)
		}
		fs, err := pin(dir)
		if err != nil {
			return nil, openError(dir, err)
		}
		opts := pebbleOptions(o)
		opts.FS = fs
		opts.FormatMajorVersion = pebble.FormatMostCompatible // whatever the file says
		p, err := pebble.Open(dir, opts)
		opts.Cache.Unref()
		after, serr := directoryState(dir)
		if err == nil && serr == nil && before.files == after.files {
			return &DB{db: p, dir: dir, sync: pebble.NoSync, readOnly: true, mark: before, pinned: fs}, nil
		}
		if err == nil {
			err = errors.Join(serr, p.Close())
			if err == nil {
				err = errors.New("the writer changes it faster than it can be opened")
			}
		}
		err = errors.Join(err, fs.Close())
		if serr == nil && before.files == after.files {
			return nil, openError(dir, err) // it is not the writer's doing
		}
		last = err
	}
	return nil, openError(dir, last)
}

// state describes a directory for comparison.
type state struct {
	files   string            // names, and the manifest's length
	written map[string]string // lengths of manifests, lengths and times of write-ahead logs, by name
}

// newer reports whether something was written since an earlier state. What is
// only gone says nothing: the writer removes tables and logs at its leisure,
// after the manifest has what took their place.
func (s state) newer(old state) bool {
	for name, w := range s.written {
		if old.written[name] != w {
			return true
		}
	}
	return false
}

func directoryState(dir string) (state, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return state{}, err
	}
	var files strings.Builder
	written := map[string]string{}
	for _, e := range entries {
		name := e.Name()
		if name == "LOCK" {
			continue
		}
		fmt.Fprintf(&files, "%s\n", name)
		manifest, wal := strings.HasPrefix(name, "MANIFEST-"), strings.HasSuffix(name, ".log")
		if !manifest && !wal {
			continue
		}
		info, err := e.Info()
		if errors.Is(err, os.ErrNotExist) {
			continue
		} else if err != nil {
			return state{}, err
		}
		if manifest {
			fmt.Fprintf(&files, "%d\n", info.Size())
			written[name] = fmt.Sprint(info.Size())
		} else {
			written[name] = fmt.Sprintf("%d %d", info.Size(), info.ModTime().UnixNano())
		}
	}
	return state{files.String(), written}, nil
}

// Stale reports whether a database opened read-only has been written to
// since by another process, so that opening it again would show more.
func (d *DB) Stale(dir string) bool {
	if !d.readOnly {
		return false
	}
	now, err := directoryState(dir)
	return err == nil && now.newer(d.mark)
}

// File is a file of the database.
type File struct {
	Name string
	Size int64
	f    *os.File
}

// Content reads the file from its beginning.
func (f File) Content() io.Reader { return io.NewSectionReader(f.f, 0, f.Size) }

// Files lists, by name, the files of a database that is open for reading
// only, as they were when it was opened: a copy of them is a database. One
// that is open for writing lists nothing.
func (d *DB) Files() func(yield func(File) bool) {
	return func(yield func(File) bool) {
		if d.pinned == nil {
			return
		}
		for _, name := range slices.Sorted(maps.Keys(d.pinned.files)) {
			if !yield(File{name, d.pinned.sizes[name], d.pinned.files[name]}) {
				return
			}
		}
	}
}

// pinnedFS is a directory of files that were all opened at once. It cannot
// be written to.
type pinnedFS struct {
	dir   string
	files map[string]*os.File
	sizes map[string]int64 // when they were opened
	once  sync.Once
	err   error
}

func pin(dir string) (*pinnedFS, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	fs := &pinnedFS{dir: filepath.Clean(dir), files: map[string]*os.File{}, sizes: map[string]int64{}}
	for _, e := range entries {
		if !e.Type().IsRegular() || e.Name() == "LOCK" {
			continue // opening and closing LOCK would end this process's own lock
		}
		f, err := os.Open(filepath.Join(dir, e.Name()))
		if errors.Is(err, os.ErrNotExist) {
			continue // removed since; the comparison of states decides
		} else if err != nil {
			return nil, errors.Join(err, fs.Close())
		}
		fs.files[e.Name()] = f
		info, err := f.Stat()
		if err != nil {
			return nil, errors.Join(err, fs.Close())
		}
		fs.sizes[e.Name()] = info.Size()
	}
	return fs, nil
}

func (p *pinnedFS) Close() error {
	p.once.Do(func() {
		for _, f := range p.files {
			p.err = errors.Join(p.err, f.Close())
		}
	})
	return p.err
}

var errReadOnlyFS = errors.New("pebblekv: opened read-only")

func (p *pinnedFS) lookup(name string) (*os.File, error) {
	if filepath.Dir(filepath.Clean(name)) == p.dir {
		if f, ok := p.files[filepath.Base(name)]; ok {
			return f, nil
		}
	}
	return nil, &os.PathError{Op: "open", Path: name, Err: os.ErrNotExist}
}

func (p *pinnedFS) Open(name string, opts ...vfs.OpenOption) (vfs.File, error) {
	f, err := p.lookup(name)
	if err != nil {
		return nil, err
	}
	pf := &pinnedFile{f: f}
	for _, o := range opts {
		o.Apply(pf)
	}
	return pf, nil
}

func (p *pinnedFS) OpenDir(name string) (vfs.File, error) {
	if filepath.Clean(name) != p.dir {
		return nil, &os.PathError{Op: "open", Path: name, Err: os.ErrNotExist}
	}
	return &pinnedFile{}, nil
}

func (p *pinnedFS) List(dir string) ([]string, error) {
	if filepath.Clean(dir) != p.dir {
		return nil, &os.PathError{Op: "list", Path: dir, Err: os.ErrNotExist}
	}
	names := make([]string, 0, len(p.files))
	for n := range p.files {
		names = append(names, n)
	}
	sort.Strings(names)
	return names, nil
}

func (p *pinnedFS) Stat(name string) (os.FileInfo, error) {
	if filepath.Clean(name) == p.dir {
		return os.Stat(p.dir)
	}
	f, err := p.lookup(name)
	if err != nil {
		return nil, err
	}
	return f.Stat()
}

// Lock locks nothing: that is the point.
func (p *pinnedFS) Lock(string) (io.Closer, error) { return &pinnedFile{}, nil }

func (p *pinnedFS) Create(string) (vfs.File, error) { return nil, errReadOnlyFS }
func (p *pinnedFS) Link(string, string) error       { return errReadOnlyFS }
func (p *pinnedFS) OpenReadWrite(string, ...vfs.OpenOption) (vfs.File, error) {
	return nil, errReadOnlyFS
}
func (p *pinnedFS) Remove(string) error                            { return errReadOnlyFS }
func (p *pinnedFS) RemoveAll(string) error                         { return errReadOnlyFS }
func (p *pinnedFS) Rename(string, string) error                    { return errReadOnlyFS }
func (p *pinnedFS) ReuseForWrite(string, string) (vfs.File, error) { return nil, errReadOnlyFS }
func (p *pinnedFS) MkdirAll(string, os.FileMode) error             { return errReadOnlyFS }
func (p *pinnedFS) PathBase(path string) string                    { return filepath.Base(path) }
func (p *pinnedFS) PathJoin(elem ...string) string                 { return filepath.Join(elem...) }
func (p *pinnedFS) PathDir(path string) string                     { return filepath.Dir(path) }
func (p *pinnedFS) GetDiskUsage(path string) (vfs.DiskUsage, error) {
	return vfs.Default.GetDiskUsage(path)
}

// pinnedFile reads a pinned file from an offset of its own; the zero value
// stands for the directory.
type pinnedFile struct {
	f   *os.File
	off int64
}

func (f *pinnedFile) Close() error { return nil }
func (f *pinnedFile) Read(b []byte) (int, error) {
	n, err := f.ReadAt(b, f.off)
	f.off += int64(n)
	if n > 0 && errors.Is(err, io.EOF) {
		err = nil
	}
	return n, err
}
func (f *pinnedFile) ReadAt(b []byte, off int64) (int, error) {
	if f.f == nil {
		return 0, errReadOnlyFS
	}
	return f.f.ReadAt(b, off)
}
func (f *pinnedFile) Stat() (os.FileInfo, error) {
	if f.f == nil {
		return nil, errReadOnlyFS
	}
	return f.f.Stat()
}
func (f *pinnedFile) Write([]byte) (int, error)          { return 0, errReadOnlyFS }
func (f *pinnedFile) WriteAt([]byte, int64) (int, error) { return 0, errReadOnlyFS }
func (f *pinnedFile) Preallocate(int64, int64) error     { return errReadOnlyFS }
func (f *pinnedFile) Sync() error                        { return nil }
func (f *pinnedFile) SyncTo(int64) (bool, error)         { return false, nil }
func (f *pinnedFile) SyncData() error                    { return nil }
func (f *pinnedFile) Prefetch(int64, int64) error        { return nil }
func (f *pinnedFile) Fd() uintptr                        { return vfs.InvalidFd }
