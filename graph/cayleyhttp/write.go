package cayleyhttp

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"
)

// body reads the quads of a request.
func (h *handler) body(r *http.Request) ([]quad.Quad, error) {
	format, err := formatOf(r, "Content-Type")
	if err != nil {
		return nil, err
	}
	if format.Reader == nil {
		return nil, fmt.Errorf("%w: %s cannot be read", errFormat, format.Name)
	}
	var in io.Reader = r.Body
	if r.Header.Get("Content-Encoding") == "gzip" {
		zr, err := gzip.NewReader(r.Body)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", errQuads, err)
		}
		in = http.MaxBytesReader(nil, zr, 8*h.o.MaxBody)
	}
	text, err := io.ReadAll(in)
	if err != nil {
		return nil, err
	}
	if format.Name == "nquads" {
		return nQuads(text)
	}
	rd := format.Reader(bytes.NewReader(text))
	qs, err := quad.ReadAll(rd)
	if cerr := rd.Close(); err == nil {
		err = cerr
	}
	switch {
	case err != nil:
		return nil, fmt.Errorf("%w of the format %s: %w", errQuads, format.Name, err)
	case len(qs) == 0 && len(bytes.TrimSpace(text)) > len("[]"):
		return nil, fmt.Errorf("%w of the format %s: there is none in it", errQuads, format.Name)
	}
	return qs, nil
}

// nQuads reads N-Quads. Cayley's reader passes over lines that are none.
func nQuads(text []byte) ([]quad.Quad, error) {
	var qs []quad.Quad
	number := 0
	for line := range bytes.Lines(text) {
		number++
		if line = bytes.TrimSpace(line); len(line) == 0 || line[0] == '#' {
			continue
		}
		q, err := nquads.Parse(string(line))
		if err == nil && !q.IsValid() {
			err = errors.New("want a subject, a predicate and an object")
		}
		if err != nil {
			return nil, fmt.Errorf("%w: line %d: %w", errQuads, number, err)
		}
		qs = append(qs, q)
	}
	return qs, nil
}

func (h *handler) write(w http.ResponseWriter, r *http.Request) {
	h.change(w, r, func(qs []quad.Quad) (int, error) {
		n, _, err := h.s.Edit(r.Context(), qs, nil)
		return n, err
	}, "Successfully wrote %d quads.")
}

func (h *handler) delete(w http.ResponseWriter, r *http.Request) {
	h.change(w, r, func(qs []quad.Quad) (int, error) {
		_, n, err := h.s.Edit(r.Context(), nil, qs)
		return n, err
	}, "Successfully deleted %d quads.")
}

var errNotWritable = errors.New("the graph is read-only here; serve it with --writable to change it")

func (h *handler) change(w http.ResponseWriter, r *http.Request, do func([]quad.Quad) (int, error), message string) {
	if !h.o.Writable || h.s.ReadOnly() {
		fail(w, http.StatusForbidden, errNotWritable)
		return
	}
	qs, err := h.body(r)
	if err != nil {
		fail(w, http.StatusBadRequest, err)
		return
	}
	n, err := do(qs)
	if err != nil {
		fail(w, statusOf(err), err)
		return
	}
	h.reply(w, "application/json", map[string]any{"result": fmt.Sprintf(message, n), "count": n})
}

// deleteNode deletes the loaded quads of a node; it fails if the node has
// quads of documents.
func (h *handler) deleteNode(w http.ResponseWriter, r *http.Request) {
	if !h.o.Writable || h.s.ReadOnly() {
		fail(w, http.StatusForbidden, errNotWritable)
		return
	}
	format, err := formatOf(r, "Content-Type")
	if err == nil && format.UnmarshalValue == nil {
		err = fmt.Errorf("the format %s cannot express a node", format.Name)
	}
	if err != nil {
		fail(w, http.StatusBadRequest, err)
		return
	}
	b, err := io.ReadAll(io.LimitReader(r.Body, 128<<10))
	if err != nil {
		fail(w, http.StatusBadRequest, err)
		return
	}
	v, err := format.UnmarshalValue(b)
	if err != nil || v == nil {
		fail(w, http.StatusBadRequest, fmt.Errorf("cannot read the node: %w", errors.Join(err)))
		return
	}
	del, err := h.quadsOf(r.Context(), v)
	if err == nil {
		_, _, err = h.s.Edit(r.Context(), nil, del)
	}
	if err != nil {
		fail(w, statusOf(err), err)
		return
	}
	h.reply(w, "application/json", map[string]any{"result": "Successfully deleted 1 nodes.", "count": 1})
}

func (h *handler) quadsOf(ctx context.Context, v quad.Value) ([]quad.Quad, error) {
	qs, release, err := h.s.QuadStore(ctx)
	if err != nil {
		return nil, err
	}
	seen := map[quad.Quad]bool{}
	var out []quad.Quad
	for i := range quad.Directions {
		var d [4][]quad.Value
		d[i] = []quad.Value{v}
		if err == nil {
			err = qs.Match(ctx, d[0], d[1], d[2], d[3], func(q quad.Quad) (bool, error) {
				if !seen[q] {
					seen[q] = true
					out = append(out, q)
				}
				return true, nil
			})
		}
	}
	return out, errors.Join(err, release())
}
