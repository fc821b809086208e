package pebblekv

import (
	"errors"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/cockroachdb/pebble/vfs"
	"github.com/cockroachdb/pebble/vfs/errorfs"
	"github.com/hidal-go/hidalgo/kv/flat"
)

func commit(t *testing.T, d *DB, key string) error {
	t.Helper()
	b, err := d.Begin()
	if err != nil {
		return err
	}
	if err := b.Set([]byte(key), []byte("value")); err != nil {
		t.Fatal(err)
	}
	return b.Commit()
}

func has(t *testing.T, d *DB, key string) bool {
	t.Helper()
	s := d.Snapshot()
	defer s.Close()
	_, err := s.Get([]byte(key))
	if err != nil && !errors.Is(err, flat.ErrNotFound) {
		t.Fatal(err)
	}
	return err == nil
}

// A write that the disk has no room for is refused before it begins, and the
// database goes on when there is room again.
func TestFullDisk(t *testing.T) {
	d, err := Open(t.TempDir(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	left := uint64(1 << 40)
	d.free = func() (uint64, error) { return left, nil }
	if err := commit(t, d, "a"); err != nil {
		t.Fatal(err)
	}
	left = 1 << 20
	err = commit(t, d, "b")
	if !errors.Is(err, ErrStorage) || !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), "1 MiB left") {
		t.Errorf("on a full disk: %v", err)
	}
	if !has(t, d, "a") || has(t, d, "b") {
		t.Error("after the refusal a or b is not as it was")
	}
	left = 1 << 40
	if err := commit(t, d, "b"); err != nil || !has(t, d, "b") {
		t.Errorf("with room again: %v", err)
	}
}

// A disk that fails under a write is an error, no panic; everything after it
// fails too, without waiting for what Pebble holds, and what was written before
// is there when the database is opened again.
func TestFailingDisk(t *testing.T) {
	dir := t.TempDir()
	var failing atomic.Bool
	fs := errorfs.Wrap(vfs.Default, errorfs.InjectorFunc(func(op errorfs.Op, path string) error {
		if failing.Load() && op.OpKind() == errorfs.OpKindWrite && filepath.Ext(path) == ".log" {
			return syscall.ENOSPC
		}
		return nil
	}))
	d, err := Open(dir, Options{fs: fs})
	if err != nil {
		t.Fatal(err)
	}
	if err := commit(t, d, "a"); err != nil {
		t.Fatal(err)
	}
	failing.Store(true)
	if err := commit(t, d, "b"); !errors.Is(err, ErrStorage) {
		t.Errorf("commit on a failing disk: %v", err)
	}
	failing.Store(false)
	if err := commit(t, d, "c"); !errors.Is(err, ErrStorage) {
		t.Errorf("commit after the failure: %v", err)
	}
	s := d.Snapshot()
	if _, err := s.Get([]byte("a")); !errors.Is(err, ErrStorage) {
		t.Errorf("reading after the failure: %v", err)
	}
	if err := errors.Join(s.Close(), d.Close()); err != nil {
		t.Errorf("close after the failure: %v", err)
	}
	r, err := Open(dir, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if !has(t, r, "a") || has(t, r, "c") {
		t.Error("what was written before is not there, or what was refused is")
	}
}
