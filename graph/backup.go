package graph

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// ErrBackup is wrapped by errors about what is no backup of a store.
var ErrBackup = errors.New("it is no backup of a store")

// WriteBackup writes a copy of the store, as it was when it was opened, as a
// tar archive. The store must be open for reading only, which it may be
// beside a writer.
func (s *Store) WriteBackup(ctx context.Context, w io.Writer) error {
	h, err := s.acquire()
	if err != nil {
		return fmt.Errorf("graph: backup: %w", err)
	}
	tw := tar.NewWriter(w)
	for f := range h.db.Files() {
		if err = ctx.Err(); err != nil {
			break
		}
		if err = tw.WriteHeader(&tar.Header{Name: f.Name, Mode: 0o644, Size: f.Size, Typeflag: tar.TypeReg}); err != nil {
			break
		}
		if _, err = io.Copy(tw, f.Content()); err != nil {
			break
		}
	}
	if err == nil {
		err = tw.Close()
	}
	if err = errors.Join(err, s.release(h)); err != nil {
		return fmt.Errorf("graph: backup: %w", err)
	}
	return nil
}

// CopyTo makes a store in dir of what [Store.WriteBackup] writes. The folder
// must be empty or absent; it is filled whole or not at all.
func (s *Store) CopyTo(ctx context.Context, dir string) error {
	err := vacant(dir)
	if err == nil {
		err = apart(s.dir, dir)
	}
	if err != nil {
		return fmt.Errorf("graph: copy %s to %s: %w", s.dir, dir, err)
	}
	r, w := io.Pipe()
	done := make(chan error, 1)
	go func() {
		err := s.WriteBackup(ctx, w)
		w.CloseWithError(err) // which never fails
		done <- err
	}()
	err = Restore(ctx, dir, r)
	cerr := r.Close()
	// If restoring fails so does the backup, for nobody takes it.
	if werr := <-done; err == nil || werr != nil && errors.Is(err, werr) {
		err = errors.Join(werr, cerr)
	}
	return err
}

// ErrNotVacant means that something is in the place of a new store.
var ErrNotVacant = errors.New("the place is taken")

// vacant reports what is in the place of a new store.
func vacant(dir string) error {
	if dir == "" {
		return fmt.Errorf("%w: it has no name; name a folder", ErrNotVacant)
	}
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !info.IsDir():
		return fmt.Errorf("%w: it is a file; name another folder, or move it away", ErrNotVacant)
	}
	entries, err := os.ReadDir(dir)
	if err == nil && len(entries) > 0 {
		err = fmt.Errorf("%w: the folder is not empty; name another, or move it away", ErrNotVacant)
	}
	return err
}

// apart reports whether a new store would lie within another, whose folder
// holds nothing else.
func apart(store, dir string) error {
	a, err := filepath.Abs(store)
	if err != nil {
		return err
	}
	b, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	if strings.HasPrefix(b, a+string(filepath.Separator)) {
		return fmt.Errorf("%w: it lies within the store; name a folder outside of it", ErrNotVacant)
	}
	return nil
}

// Restore makes a store in dir of what [Store.WriteBackup] wrote, also
// compressed by gzip. The folder must be empty or absent; it is filled whole or
// not at all.
func Restore(ctx context.Context, dir string, r io.Reader) (err error) {
	if err := vacant(dir); err != nil {
		return fmt.Errorf("graph: restore to %s: %w", dir, err)
	}
	part := dir + ".restore"
	if err := errors.Join(os.RemoveAll(part), os.MkdirAll(part, 0o755)); err != nil {
		return fmt.Errorf("graph: restore to %s: %w", dir, err)
	}
	defer func() {
		if err != nil {
			err = fmt.Errorf("graph: restore to %s: %w", dir, errors.Join(err, os.RemoveAll(part)))
		}
	}()
	plain, err := unzipped(r)
	if err != nil {
		return err
	}
	tr := tar.NewReader(plain)
	for n := 0; ; n++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		h, err := tr.Next()
		switch {
		case errors.Is(err, io.EOF) && n > 0:
		case errors.Is(err, io.EOF):
			return fmt.Errorf("%w: it is empty", ErrBackup)
		case errors.Is(err, io.ErrUnexpectedEOF):
			return fmt.Errorf("%w: it ends too early", ErrBackup)
		case errors.Is(err, tar.ErrHeader):
			return fmt.Errorf("%w: it is no tar archive", ErrBackup)
		case err != nil:
			return fmt.Errorf("%w: %w", ErrBackup, err)
		}
		if err != nil {
			break
		}
		if h.Typeflag != tar.TypeReg || h.Name != filepath.Base(h.Name) || strings.HasPrefix(h.Name, ".") {
			return fmt.Errorf("%w: it holds %q", ErrBackup, h.Name)
		}
		err = writeFile(filepath.Join(part, h.Name), tr)
		if errors.Is(err, io.ErrUnexpectedEOF) {
			err = fmt.Errorf("%w: it ends too early", ErrBackup)
		}
		if err != nil {
			return err
		}
	}
	s, err := Open(ctx, part, Options{ReadOnly: true})
	if err != nil {
		return fmt.Errorf("%w: %w", ErrBackup, err)
	}
	if err := s.Close(); err != nil {
		return err
	}
	if err := os.Remove(dir); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return os.Rename(part, dir)
}

// unzipped reads what may be compressed by gzip.
func unzipped(r io.Reader) (io.Reader, error) {
	b := bufio.NewReader(r)
	if magic, err := b.Peek(2); err != nil || magic[0] != 0x1f || magic[1] != 0x8b {
		return b, nil // what is too short is no archive either
	}
	z, err := gzip.NewReader(b)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBackup, err)
	}
	return z, nil
}

// writeFile writes a file durably.
func writeFile(path string, r io.Reader) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, r)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}
