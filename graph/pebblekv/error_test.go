package pebblekv

import (
	"errors"
	"io/fs"
	"syscall"
	"testing"
)

// TestOpenError tells a lock that is held, a bare error number, from a file
// that may not be opened.
func TestOpenError(t *testing.T) {
	for _, c := range []struct{ err, want error }{
		{&fs.PathError{Op: "open", Path: "LOCK", Err: syscall.EACCES}, ErrPermission},
		{&fs.PathError{Op: "mkdir", Path: "store", Err: syscall.EPERM}, ErrPermission},
		{syscall.EACCES, ErrLocked},
		{syscall.EAGAIN, ErrLocked},
		{&fs.PathError{Op: "open", Path: "store", Err: syscall.ENOENT}, ErrNotExist},
	} {
		if got := openError(t.TempDir(), c.err); !errors.Is(got, c.want) {
			t.Errorf("%v: got %v, want %v", c.err, got, c.want)
		}
	}
}
