package graph

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestOpenDamaged wants the true cause of a store that cannot be opened, and
// no store made anew in the place of one that lost files.
func TestOpenDamaged(t *testing.T) {
	for _, c := range []struct {
		name   string
		damage func(t *testing.T, dir string)
		want   error
		words  string
	}{
		{"manifest gone", remove("MANIFEST-*"), ErrCorrupt, "restore it from a backup"},
		{"table gone", remove("*.sst"), ErrCorrupt, "restore it from a backup"},
		{"CURRENT empty", func(t *testing.T, dir string) {
			overwrite(t, filepath.Join(dir, "CURRENT"), nil)
			remove("marker.manifest.*")(t, dir)
		}, ErrCorrupt, "restore it from a backup"},
		{"a file", func(t *testing.T, dir string) {
			if err := os.RemoveAll(dir); err != nil {
				t.Fatal(err)
			}
			overwrite(t, dir, []byte("x"))
		}, ErrNoStore, "it is a file"},
	} {
		for _, o := range []Options{{ReadOnly: true}, {}} {
			dir := filepath.Join(t.TempDir(), "store")
			makeStore(t, dir)
			c.damage(t, dir)
			s, err := Open(ctx, dir, o)
			if err == nil {
				// What a table that is opened late lacks shows when it is read.
				_, err = s.Record(ctx, storyA(t).Doc.ID)
				if cerr := s.Close(); cerr != nil && err == nil {
					err = cerr
				}
			}
			if !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.words) {
				t.Errorf("%s, %+v: got %v, want %v: …%s…", c.name, o, err, c.want, c.words)
			}
		}
	}
}

// TestReadDamaged wants tables with other content than was written to be
// told as damage.
func TestReadDamaged(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "store")
	makeStore(t, dir)
	tables, err := filepath.Glob(filepath.Join(dir, "*.sst"))
	if err != nil || len(tables) == 0 {
		t.Fatalf("tables %v, %v", tables, err)
	}
	for _, table := range tables {
		b, err := os.ReadFile(table)
		if err != nil {
			t.Fatal(err)
		}
		for i := range len(b) / 2 {
			b[i] ^= 0x55
		}
		overwrite(t, table, b)
	}
	s, err := Open(ctx, dir, Options{ReadOnly: true})
	if err == nil {
		_, err = s.Record(ctx, storyA(t).Doc.ID)
		if cerr := s.Close(); cerr != nil {
			t.Logf("close: %v", cerr)
		}
	}
	if !errors.Is(err, ErrCorrupt) {
		t.Errorf("got %v, want ErrCorrupt", err)
	}
}

// makeStore makes a store of one story, all of it in tables.
func makeStore(t *testing.T, dir string) {
	t.Helper()
	s, err := Open(ctx, dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	mustPut(t, s, storyA(t))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func remove(pattern string) func(t *testing.T, dir string) {
	return func(t *testing.T, dir string) {
		files, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if err := os.Remove(f); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func overwrite(t *testing.T, path string, b []byte) {
	t.Helper()
	if err := os.WriteFile(path, b, 0o644); err != nil {
		t.Fatal(err)
	}
}
