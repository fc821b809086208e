package graph

import (
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/graph/pebblekv"
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
		{"manifest cut after its first entry", func(t *testing.T, dir string) {
			found, err := filepath.Glob(filepath.Join(dir, "MANIFEST-*"))
			if err != nil || len(found) != 1 {
				t.Fatalf("manifests %v, %v", found, err)
			}
			b, err := os.ReadFile(found[0])
			if err != nil {
				t.Fatal(err)
			}
			// A checksum of 4 bytes, a length of 2, a kind of 1, and the entry.
			overwrite(t, found[0], b[:7+int(binary.LittleEndian.Uint16(b[4:]))])
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
			if !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.words) || strings.Contains(err.Error(), "\n") {
				t.Errorf("%s, %+v: got %v, want %v: …%s… in one line", c.name, o, err, c.want, c.words)
			}
			if strings.HasPrefix(c.name, "manifest") && !pebblekv.HoldsTables(dir) {
				t.Errorf("%s, %+v: the tables are gone", c.name, o)
			}
		}
	}
}

// TestDamagedTables wants one line that names the store, a file of it and what
// to do, whatever became of its tables.
func TestDamagedTables(t *testing.T) {
	for name, spoil := range map[string]func(b []byte) []byte{
		"zeroed":    func(b []byte) []byte { return make([]byte, len(b)) },
		"emptied":   func([]byte) []byte { return nil },
		"truncated": func(b []byte) []byte { return b[:len(b)-1] },
		"overwritten": func(b []byte) []byte {
			for i := range b {
				b[i] ^= 0x55
			}
			return b
		},
	} {
		for _, o := range []Options{{ReadOnly: true}, {}} {
			dir := filepath.Join(t.TempDir(), "store")
			makeStore(t, dir)
			spoilTables(t, dir, spoil)
			_, err := Open(ctx, dir, o)
			if !errors.Is(err, ErrCorrupt) {
				t.Errorf("%s, %+v: got %v, want ErrCorrupt", name, o, err)
				continue
			}
			m := err.Error()
			if strings.Contains(m, "\n") || strings.Count(m, ErrCorrupt.Error()) != 1 || !strings.Contains(m, ".sst: ") || !strings.HasSuffix(m, remedy) || !strings.HasPrefix(m, "graph: open "+dir) {
				t.Errorf("%s, %+v: %q: want one line with the store, a file and the remedy", name, o, m)
			}
		}
	}
}

// spoilTables replaces what each table of a store holds.
func spoilTables(t *testing.T, dir string, spoil func([]byte) []byte) {
	t.Helper()
	tables, err := filepath.Glob(filepath.Join(dir, "*.sst"))
	if err != nil || len(tables) == 0 {
		t.Fatalf("tables %v, %v", tables, err)
	}
	for _, table := range tables {
		b, err := os.ReadFile(table)
		if err != nil {
			t.Fatal(err)
		}
		overwrite(t, table, spoil(b))
	}
}

// TestCopyTo copies a store, but not over anything.
func TestCopyTo(t *testing.T) {
	dir := t.TempDir()
	makeStore(t, filepath.Join(dir, "store"))
	s := openDir(t, filepath.Join(dir, "store"), Options{ReadOnly: true})
	file, full := filepath.Join(dir, "file"), filepath.Join(dir, "full")
	overwrite(t, file, []byte("x"))
	if err := os.Mkdir(full, 0o755); err != nil {
		t.Fatal(err)
	}
	overwrite(t, filepath.Join(full, "notes.txt"), []byte("y"))
	for _, taken := range []string{file, full, s.Dir(), filepath.Join(s.Dir(), "within"), ""} {
		err := s.CopyTo(ctx, taken)
		if !errors.Is(err, ErrNotVacant) || strings.Contains(err.Error(), "\n") || !strings.Contains(err.Error(), taken) {
			t.Errorf("over %s: got %v, want ErrNotVacant in one line", taken, err)
		}
	}
	for path, want := range map[string]string{file: "x", filepath.Join(full, "notes.txt"): "y"} {
		if b, err := os.ReadFile(path); err != nil || string(b) != want {
			t.Errorf("%s holds %q, %v", path, b, err)
		}
	}
	for _, free := range []string{"new", "empty"} {
		if free == "empty" {
			if err := os.Mkdir(filepath.Join(dir, free), 0o755); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.CopyTo(ctx, filepath.Join(dir, free)); err != nil {
			t.Fatal(err)
		}
		c := openDir(t, filepath.Join(dir, free), Options{})
		sound(t, c)
		if d := diffLines(allQuads(t, s, ""), allQuads(t, c, "")); d != "" {
			t.Error(d)
		}
	}
}

// TestReadDamaged wants tables with other content than was written to be
// told as damage.
func TestReadDamaged(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "store")
	makeStore(t, dir)
	spoilTables(t, dir, func(b []byte) []byte {
		for i := range len(b) / 2 {
			b[i] ^= 0x55
		}
		return b
	})
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
