package pebblekv

import (
	"errors"
	"fmt"
	"os"

	"github.com/cockroachdb/pebble"
	"github.com/cockroachdb/pebble/bloom"
	"github.com/cockroachdb/pebble/objstorage/objstorageprovider"
	"github.com/cockroachdb/pebble/sstable"
	"github.com/cockroachdb/pebble/vfs"
)

// bitsPerKey of a filter: one look-up of an absent key in a hundred reads a
// block in vain.
const bitsPerKey = 10

func (o Options) filter() pebble.FilterPolicy {
	if o.Filtered == nil {
		return bloom.FilterPolicy(bitsPerKey)
	}
	return someKeys{bloom.FilterPolicy(bitsPerKey), o.Filtered}
}

// someKeys is a filter that says nothing of some keys.
type someKeys struct {
	bloom.FilterPolicy
	filtered func(key []byte) bool
}

func (f someKeys) Name() string { return "dramatis.bloom" }

func (f someKeys) MayContain(t pebble.FilterType, filter, key []byte) bool {
	return !f.filtered(key) || f.FilterPolicy.MayContain(t, filter, key)
}

func (f someKeys) NewWriter(t pebble.FilterType) pebble.FilterWriter {
	return someWriter{f.FilterPolicy.NewWriter(t), f.filtered}
}

type someWriter struct {
	pebble.FilterWriter
	filtered func(key []byte) bool
}

func (w someWriter) AddKey(key []byte) {
	if w.filtered(key) {
		w.FilterWriter.AddKey(key)
	}
}

// Tables writes sorted keys to files that [DB.Ingest] makes part of the
// database. The keys of all its files are written in ascending order. It is
// for one goroutine; several may write for one ingestion if their keys do not
// overlap.
type Tables struct {
	db     *DB
	name   string // path without its number
	paths  []string
	w      *sstable.Writer
	ending chan error // of the table before, which is on its way to the disk
	failed error
}

// NewTables prepares to write tables in a folder on the same file system as
// the database, under names that begin with the given one.
func (d *DB) NewTables(path string) *Tables { return &Tables{db: d, name: path} }

// tableBytes is the size from which a new table is begun.
const tableBytes = 32 << 20

// Add writes a key, which must come after the one before.
func (t *Tables) Add(key, value []byte) error {
	if t.failed != nil {
		return t.failed
	}
	if t.w != nil && t.w.EstimatedSize() >= tableBytes {
		t.failed = t.end()
	}
	if t.w == nil && t.failed == nil {
		t.failed = t.open()
	}
	if t.failed == nil {
		t.failed = t.w.Set(key, value)
	}
	return t.failed
}

func (t *Tables) open() error {
	path := fmt.Sprintf("%s-%06d.sst", t.name, len(t.paths))
	f, err := vfs.Default.Create(path)
	if err != nil {
		return fmt.Errorf("pebblekv: create table: %w", err)
	}
	t.paths = append(t.paths, path)
	// What is written goes to the disk little by little, not all at the end.
	f = vfs.NewSyncingFile(f, vfs.SyncingFileOptions{BytesPerSync: 1 << 20})
	format := t.db.db.FormatMajorVersion().MaxTableFormat()
	o := t.db.opts.MakeWriterOptions(len(t.db.opts.Levels)-1, format)
	t.w = sstable.NewWriter(objstorageprovider.NewFileWritable(f), o)
	return nil
}

// end has the table finished, which waits for the disk, while the next is
// being written, after the one before is finished.
func (t *Tables) end() error {
	err := t.wait()
	w := t.w
	t.w, t.ending = nil, make(chan error, 1)
	go func() { t.ending <- w.Close() }()
	return err
}

// wait waits for the table that is being finished.
func (t *Tables) wait() error {
	if t.ending == nil {
		return nil
	}
	err := <-t.ending
	t.ending = nil
	if err != nil {
		return fmt.Errorf("pebblekv: write table: %w", err)
	}
	return nil
}

// Close finishes the files and returns their paths.
func (t *Tables) Close() ([]string, error) {
	var err error
	if t.w != nil {
		err = t.end()
	}
	if err = errors.Join(err, t.wait()); t.failed == nil {
		t.failed = err
	}
	return t.paths, t.failed
}

// Remove deletes the files after a failure. It may be called after Close.
func (t *Tables) Remove() error {
	_, err := t.Close()
	if errors.Is(err, t.failed) {
		err = nil // told already
	}
	for _, p := range t.paths {
		if rerr := os.Remove(p); rerr != nil && !errors.Is(rerr, os.ErrNotExist) {
			err = errors.Join(err, rerr)
		}
	}
	return err
}

// Ingest makes tables part of the database, all at once and durably. Their
// keys must not overlap; where a key is in the database already, that of the
// table counts. The files are moved. No batch may be open.
func (d *DB) Ingest(paths []string) error {
	if d.readOnly {
		return fmt.Errorf("pebblekv: ingest: %w", pebble.ErrReadOnly)
	}
	d.writer.Lock()
	defer d.writer.Unlock()
	err := d.room(0)
	if err == nil {
		err = d.guarded(func() error { return d.db.Ingest(paths) })
	}
	if err != nil {
		return fmt.Errorf("pebblekv: ingest %d tables: %w", len(paths), err)
	}
	return nil
}
