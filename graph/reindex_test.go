package graph

import (
	"bytes"
	"compress/gzip"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
)

// TestReindex writes a store with documents and loads anew, after some of
// what follows from them was lost, and wants the same as before.
func TestReindex(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "store")
	s, err := Open(ctx, dir, Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	mustPut(t, s, storyA(t), storyB(t))
	shared := quad.Quad{Subject: quad.IRI("a"), Predicate: quad.IRI("p"), Object: quad.Int(7), Label: quad.IRI("l")}
	for _, source := range []string{"x.nq", "y.nq"} {
		if _, err := s.PutLoad(ctx, Load{Source: source, Quads: []quad.Quad{shared, {Subject: quad.IRI(source), Predicate: quad.IRI("p"), Object: quad.String("o")}}}); err != nil {
			t.Fatal(err)
		}
	}
	want := allQuads(t, s, "")
	err = s.write(ctx, func(w *write) error {
		for p, err := range pairs(ctx, w.b, under(secTimeline)) {
			if err != nil {
				return err
			}
			return w.b.Delete(append([]byte(nil), p.key...))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if diffs, err := s.Verify(ctx); err != nil || len(diffs) != 1 || diffs[0].What != "missing key" {
		t.Errorf("verify: %v, %v; want one missing key", diffs, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := Reindex(ctx, dir, Options{}, nil); err != nil {
		t.Fatal(err)
	}
	if s, err = Open(ctx, dir, Options{NoSync: true}); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	sound(t, s)
	if d := diffLines(want, allQuads(t, s, "")); d != "" {
		t.Error(d)
	}
	// The loads still share a quad.
	for _, source := range []string{"x.nq", "y.nq"} {
		if _, err := s.Forget(ctx, source); err != nil {
			t.Fatal(err)
		}
		sound(t, s)
	}
	for _, line := range allQuads(t, s, "") {
		if line == shared.NQuad() {
			t.Error("a quad is left that no load owns")
		}
	}
}

// TestBackupBesideWriter copies a store that is being written to.
func TestBackupBesideWriter(t *testing.T) {
	dir := t.TempDir()
	s := openDir(t, filepath.Join(dir, "store"), Options{})
	mustPut(t, s, storyA(t))
	r, err := Open(ctx, s.Dir(), Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	want := allQuads(t, r, "")
	mustPut(t, s, storyB(t))
	var b bytes.Buffer
	if err := errors.Join(r.WriteBackup(ctx, &b), r.Close()); err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	if _, err := z.Write(b.Bytes()); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	for name, backup := range map[string][]byte{"copy": b.Bytes(), "unpacked": packed.Bytes()} {
		copied := filepath.Join(dir, name)
		if err := Restore(ctx, copied, bytes.NewReader(backup)); err != nil {
			t.Fatal(err)
		}
		c := openDir(t, copied, Options{})
		sound(t, c)
		if d := diffLines(want, allQuads(t, c, "")); d != "" {
			t.Error(d)
		}
	}
	broken := filepath.Join(dir, "broken")
	for _, bad := range []struct {
		backup []byte
		words  string
	}{
		{b.Bytes()[:b.Len()/2], "it ends too early"},
		{packed.Bytes()[:packed.Len()/2], "it ends too early"},
		{nil, "it is empty"},
		{bytes.Repeat([]byte("no archive "), 100), "it is no tar archive"},
	} {
		if err := Restore(ctx, broken, bytes.NewReader(bad.backup)); !errors.Is(err, ErrBackup) || !strings.Contains(err.Error(), bad.words) {
			t.Errorf("got %v, want ErrBackup: …%s…", err, bad.words)
		}
	}
	if _, err := os.Stat(broken); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("half a backup left a folder: %v", err)
	}
}
