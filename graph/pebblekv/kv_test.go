package pebblekv

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hidal-go/hidalgo/kv"
	"github.com/hidal-go/hidalgo/kv/flat"
	"github.com/hidal-go/hidalgo/kv/kvtest"
)

func open(t testing.TB, dir string, o Options) *DB {
	t.Helper()
	db, err := Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

func put(t testing.TB, db *DB, pairs ...string) {
	t.Helper()
	b, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(pairs); i += 2 {
		if err := b.Set([]byte(pairs[i]), []byte(pairs[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Commit(); err != nil {
		t.Fatal(err)
	}
}

func TestConformance(t *testing.T) {
	kvtest.RunTestLocal(t, flat.UpgradeOpenPath(func(path string) (flat.KV, error) {
		db, err := Open(path, Options{NoSync: true})
		if err != nil {
			return nil, err
		}
		return KV{db}, nil
	}), &kvtest.Options{NoTx: true})
}

var _ kv.KV = flat.Upgrade(KV{})

func TestSnapshotStaysAsItWas(t *testing.T) {
	db := open(t, t.TempDir(), Options{})
	put(t, db, "a", "1")
	s := db.Snapshot()
	defer s.Close()
	put(t, db, "a", "2", "b", "3")
	if got, err := s.Get([]byte("a")); err != nil || string(got) != "1" {
		t.Errorf("got %q, %v; want 1", got, err)
	}
	if _, err := s.Get([]byte("b")); !errors.Is(err, flat.ErrNotFound) {
		t.Errorf("got %v, want not found", err)
	}
	if _, err := s.Tx(context.Background(), true); !errors.Is(err, flat.ErrReadOnly) {
		t.Errorf("got %v, want read only", err)
	}
	for range 2 {
		if err := s.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	}
}

func TestBatchIsAtomic(t *testing.T) {
	ctx := context.Background()
	db := open(t, t.TempDir(), Options{})
	put(t, db, "a", "1")
	b, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	// Two transactions of a guest, each thinking that it commits.
	for _, k := range []string{"x", "y"} {
		if err := b.Update(ctx, func(tx flat.Tx) error { return tx.Put(ctx, flat.Key(k), flat.Value("v")) }); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := b.Get([]byte("x")); err != nil || string(got) != "v" {
		t.Errorf("the batch does not read its own write: %q, %v", got, err)
	}
	s := db.Snapshot()
	if _, err := s.Get([]byte("x")); !errors.Is(err, flat.ErrNotFound) {
		t.Errorf("an uncommitted write is visible: %v", err)
	}
	s.Close()
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if err := b.Commit(); !errors.Is(err, ErrDone) {
		t.Errorf("commit after close: got %v", err)
	}
	s = db.Snapshot()
	defer s.Close()
	if _, err := s.Get([]byte("y")); !errors.Is(err, flat.ErrNotFound) {
		t.Errorf("a dropped write is visible: %v", err)
	}
}

func TestReaderBesideWriter(t *testing.T) {
	dir := t.TempDir()
	w := open(t, dir, Options{MemTableBytes: 64 << 10})
	put(t, w, "a", "1")
	r := open(t, dir, Options{ReadOnly: true})
	read := func(db *DB, k string) string {
		s := db.Snapshot()
		defer s.Close()
		v, err := s.Get([]byte(k))
		if err != nil {
			return err.Error()
		}
		return string(v)
	}
	if got := read(r, "a"); got != "1" {
		t.Errorf("got %q, want 1", got)
	}
	// The writer flushes and compacts away the files that the reader began
	// with; the reader keeps its state.
	for i := range 200 {
		put(t, w, fmt.Sprintf("k%03d", i), strings.Repeat("x", 4000), "a", "2")
	}
	if err := w.Compact(); err != nil {
		t.Fatal(err)
	}
	if got := read(r, "a"); got != "1" {
		t.Errorf("got %q, want 1", got)
	}
	if !r.Stale(dir) {
		t.Error("the reader does not notice that it is out of date")
	}
	r2 := open(t, dir, Options{ReadOnly: true})
	stale := r2.Stale(dir)
	for began := time.Now(); stale && time.Since(began) < time.Minute; stale = r2.Stale(dir) { // a compaction of the writer's own was under way
		time.Sleep(20 * time.Millisecond)
		r2 = open(t, dir, Options{ReadOnly: true})
	}
	if got := read(r2, "a"); got != "2" {
		t.Errorf("got %q, want 2", got)
	}
	if stale { // not asked again, for a compaction may have come since
		t.Error("a fresh reader believes to be out of date")
	}
	if _, err := r2.Begin(); !errors.Is(err, flat.ErrReadOnly) {
		t.Errorf("got %v, want read only", err)
	}
}

func TestSecondWriterIsRefused(t *testing.T) {
	if os.Getenv("PEBBLEKV_SECOND") != "" {
		_, err := Open(os.Getenv("PEBBLEKV_SECOND"), Options{})
		if errors.Is(err, ErrLocked) {
			os.Stdout.WriteString("locked")
		} else {
			fmt.Printf("got %v", err)
		}
		os.Exit(0)
	}
	dir := t.TempDir() // not before: a process that exits leaves it
	open(t, dir, Options{})
	if _, err := Open(dir, Options{}); !errors.Is(err, ErrLocked) {
		t.Errorf("same process: got %v, want ErrLocked", err)
	}
	cmd := exec.Command(os.Args[0], "-test.run=^TestSecondWriterIsRefused$")
	cmd.Env = append(os.Environ(), "PEBBLEKV_SECOND="+dir)
	out, err := cmd.Output()
	if err != nil || string(out) != "locked" {
		t.Errorf("other process: got %q, %v", out, err)
	}
}

func TestOpenErrors(t *testing.T) {
	if _, err := Open(filepath.Join(t.TempDir(), "none"), Options{ReadOnly: true}); !errors.Is(err, ErrNotExist) {
		t.Errorf("no directory: got %v", err)
	}
	if _, err := Open(t.TempDir(), Options{ReadOnly: true}); !errors.Is(err, ErrNotExist) {
		t.Errorf("empty directory: got %v", err)
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(file, Options{}); err == nil {
		t.Error("a file was opened as a database")
	}
}

func TestPrefixEnd(t *testing.T) {
	for _, c := range []struct{ in, want []byte }{
		{[]byte("ab"), []byte("ac")},
		{[]byte{1, 0xff}, []byte{2}},
		{[]byte{0xff, 0xff}, nil},
		{nil, nil},
	} {
		if got := PrefixEnd(c.in); !bytes.Equal(got, c.want) {
			t.Errorf("PrefixEnd(%x) = %x, want %x", c.in, got, c.want)
		}
	}
}

// TestCloseGivesSpaceBack deletes most of what it wrote, and wants the folder
// small and the rest readable.
func TestCloseGivesSpaceBack(t *testing.T) {
	dir := t.TempDir()
	value := bytes.Repeat([]byte{'v'}, 200)
	step := func(fn func(b *Batch, i int) error) {
		t.Helper()
		db, err := Open(dir, Options{NoSync: true, MemTableBytes: 256 << 10})
		if err != nil {
			t.Fatal(err)
		}
		b, err := db.Begin()
		if err != nil {
			t.Fatal(err)
		}
		for i := range 20_000 {
			if err := fn(b, i); err != nil {
				t.Fatal(err)
			}
		}
		if err := errors.Join(b.Commit(), db.Close()); err != nil {
			t.Fatal(err)
		}
	}
	size := func() (n int64) {
		files, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		logs := 0
		for _, f := range files {
			info, err := f.Info()
			if err != nil {
				t.Fatal(err)
			}
			n += info.Size()
			if filepath.Ext(f.Name()) == ".log" {
				logs++
			}
		}
		if logs > 1 {
			t.Errorf("%d logs are left", logs)
		}
		return n
	}
	key := func(i int) []byte { return fmt.Appendf(nil, "key %06d", i*7919%20_000) }
	step(func(b *Batch, i int) error { return b.Set(key(i), append(fmt.Appendf(nil, "%d", i), value...)) })
	full := size()
	step(func(b *Batch, i int) error {
		if i%100 == 0 {
			return nil
		}
		return b.Delete(key(i))
	})
	if left := size(); left > full/5 {
		t.Errorf("%d bytes are left of %d", left, full)
	}
	db, err := Open(dir, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	snap := db.Snapshot()
	for i := range 20_000 {
		_, err := snap.Get(key(i))
		if (err == nil) != (i%100 == 0) {
			t.Fatalf("key %d: %v", i, err)
		}
	}
	if err := errors.Join(snap.Close(), db.Close()); err != nil {
		t.Fatal(err)
	}
}
