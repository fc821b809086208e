package main

import (
	"context"
	"errors"
	"io"
	"os"
)

// open opens a file for reading, or standard input for "-", which a Ctrl-C
// interrupts.
func (a *app) open(ctx context.Context, path string) (io.ReadCloser, error) {
	if path != "-" {
		return os.Open(path)
	}
	in := stdin(ctx, a.in)
	if in == nil {
		return nil, errors.New("there is no standard input; name a file")
	}
	return io.NopCloser(in), nil
}

// interruptible is a reader that stops waiting when its context ends. A read
// from a terminal or a pipe cannot be ended from outside, so it goes on in a
// goroutine of its own, into a buffer of its own, and its bytes are lost: the
// process ends anyway.
type interruptible struct {
	ctx  context.Context
	r    io.Reader
	rest []byte // read and not yet asked for
	err  error
}

// stdin is in, made interruptible; nil stays nil.
func stdin(ctx context.Context, in io.Reader) io.Reader {
	if in == nil {
		return nil
	}
	return &interruptible{ctx: ctx, r: in}
}

// chunk is how much is read at a time, in bytes.
const chunk = 64 << 10

func (in *interruptible) Read(p []byte) (int, error) {
	if len(in.rest) == 0 && in.err == nil {
		type read struct {
			b   []byte
			err error
		}
		done := make(chan read, 1)
		go func() {
			b := make([]byte, chunk)
			n, err := in.r.Read(b)
			done <- read{b[:n], err}
		}()
		select {
		case <-in.ctx.Done():
			return 0, in.ctx.Err()
		case got := <-done:
			in.rest, in.err = got.b, got.err
		}
	}
	if len(in.rest) == 0 {
		return 0, in.err
	}
	n := copy(p, in.rest)
	in.rest = in.rest[n:]
	return n, nil
}
