package load

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"

	"github.com/dramatis-kg/dramatis/graph"
)

// loadQuads stores N-Quads of any length: they are read as they are sorted,
// never held as a whole.
func loadQuads(ctx context.Context, s *graph.Store, r io.Reader, source string, o Options) (rep Report, err error) {
	in, release, err := repeatable(r, s.Dir(), o.held)
	if err != nil {
		return Report{}, fmt.Errorf("load: %s: %w", source, err)
	}
	defer func() { err = errors.Join(err, release()) }()
	h := sha256.New()
	if err := copyAll(ctx, h, in); err != nil {
		return Report{}, fmt.Errorf("load: %s: %w", source, err)
	}
	if _, err := in.Seek(0, io.SeekStart); err != nil {
		return Report{}, fmt.Errorf("load: %s: %w", source, err)
	}
	if source == "-" || source == "" {
		source = "standard input"
	}
	ch, err := s.BulkLoad(ctx, graph.BulkLoad{
		Source: source, Title: "Quads of " + filepath.Base(source), Digest: hex.EncodeToString(h.Sum(nil)),
		Quads: quadsIn(ctx, in, source, o, &rep.Quads), MemoryBytes: o.MemoryBytes, Progress: o.Progress,
	})
	if err != nil {
		return Report{}, err
	}
	rep.Changes = []graph.Change{ch}
	return rep, nil
}

// heldInput is how much of an input that cannot be read twice is kept in
// memory, in bytes; more goes to a file beside the store.
const heldInput = 4 << 20

// repeatable makes a reader of one that gives the same again: the content is
// read once for its hash, which tells whether it is in the store, and once
// for its quads. So many bytes are held in memory.
func repeatable(r io.Reader, dir string, held int64) (io.ReadSeeker, func() error, error) {
	nothing := func() error { return nil }
	if f, ok := r.(io.ReadSeeker); ok {
		if _, err := f.Seek(0, io.SeekStart); err == nil {
			return f, nothing, nil
		}
	}
	var head bytes.Buffer
	if _, err := io.Copy(&head, io.LimitReader(r, held)); err != nil {
		return nil, nil, err
	}
	if int64(head.Len()) < held {
		return bytes.NewReader(head.Bytes()), nothing, nil
	}
	f, err := os.CreateTemp(filepath.Dir(filepath.Clean(dir)), ".dramatis-load-*")
	if err != nil {
		return nil, nil, err
	}
	// Where the system lets an open file go, nothing is left if the process is
	// killed.
	gone := os.Remove(f.Name()) == nil
	release := func() error {
		err := f.Close()
		if !gone {
			err = errors.Join(err, os.Remove(f.Name()))
		}
		return err
	}
	_, err = io.Copy(f, io.MultiReader(&head, r))
	if err == nil {
		_, err = f.Seek(0, io.SeekStart)
	}
	if err != nil {
		return nil, nil, errors.Join(err, release())
	}
	return f, release, nil
}

// copyAll is io.Copy that ends with its context.
func copyAll(ctx context.Context, w io.Writer, r io.Reader) error {
	buf := make([]byte, 1<<20)
	for ctx.Err() == nil {
		n, err := r.Read(buf)
		if _, werr := w.Write(buf[:n]); werr != nil {
			return werr
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
	return ctx.Err()
}

// plain undoes gzip, which the first two bytes tell.
func plain(r io.Reader) (io.Reader, error) {
	b := bufio.NewReaderSize(r, 64<<10)
	if head, err := b.Peek(2); err != nil || head[0] != 0x1f || head[1] != 0x8b {
		return b, nil // an error comes again with the first byte
	}
	z, err := gzip.NewReader(b)
	if err != nil {
		return nil, err
	}
	return z, nil
}

// quadsIn lists the quads of an input, counting them in n. After a faulty line
// it lists no more, but reads on to name the next ones too.
func quadsIn(ctx context.Context, in io.Reader, source string, o Options, n *int) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		r, err := plain(in)
		if err != nil {
			yield(quad.Quad{}, fmt.Errorf("%s: %w", source, err))
			return
		}
		bad := &faults{file: source}
		sc := lines(r, o)
		line := 0
		for sc.Scan() {
			if line++; line%4096 == 0 && ctx.Err() != nil {
				yield(quad.Quad{}, ctx.Err())
				return
			}
			words := strings.TrimSpace(sc.Text())
			if words == "" || words[0] == '#' {
				continue
			}
			q, err := parseQuad(words)
			switch {
			case err != nil:
				bad.add(line, err)
			case len(bad.errs) == 0:
				if *n++; !yield(q, nil) {
					return
				}
			}
		}
		if err := scanError(sc, source, line, o); err != nil {
			bad.errs = append(bad.errs, err)
		}
		if err := bad.err(); err != nil {
			yield(quad.Quad{}, err)
		}
	}
}

func parseQuad(line string) (quad.Quad, error) {
	q, err := nquads.Parse(line)
	switch {
	case err != nil:
		return q, err
	case !q.IsValid():
		return q, errors.New("want a subject, a predicate and an object")
	case q.Label == graph.Merged:
		return q, fmt.Errorf("%w: the label %s is one that the store keeps for itself", graph.ErrQuad, graph.Merged)
	}
	return q, nil
}
