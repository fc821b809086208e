package plan

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
)

// rowSource gives out rows in order, a block at a time; none means the end. A
// block is valid until the next.
type rowSource interface {
	next() ([]row, error)
	Close() error
}

// sourceBlock is how many rows a source gives out at once, at most.
const sourceBlock = 1 << 12

// held is a source of rows in memory.
type held struct{ rest []row }

func (h *held) next() ([]row, error) {
	n := min(len(h.rest), sourceBlock)
	block := h.rest[:n]
	h.rest = h.rest[n:]
	return block, nil
}

func (h *held) Close() error { return nil }

// runWriter writes sorted rows to a file. Of each it writes how many of its
// numbers are those of the row before, how much greater the next one is, and
// the others.
type runWriter struct {
	f    *os.File
	w    *bufio.Writer
	last row
	buf  []byte
}

const fileBuffer = 256 << 10

func createRun(path string) (*runWriter, error) {
	f, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	return &runWriter{f: f, w: bufio.NewWriterSize(f, fileBuffer)}, nil
}

func (r *runWriter) add(q row) error {
	same := 0
	for same < 3 && q[same] == r.last[same] {
		same++
	}
	r.buf = append(r.buf[:0], byte(same))
	r.buf = binary.AppendUvarint(r.buf, uint64(q[same]-r.last[same]))
	for _, id := range q[same+1:] {
		r.buf = binary.AppendUvarint(r.buf, uint64(id))
	}
	r.last = q
	_, err := r.w.Write(r.buf)
	return err
}

func (r *runWriter) Close() error { return errors.Join(r.w.Flush(), r.f.Close()) }

// runReader reads what a runWriter wrote.
type runReader struct {
	f   *os.File
	r   *bufio.Reader
	now row
}

func openRun(path string, buffer int) (*runReader, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	return &runReader{f: f, r: bufio.NewReaderSize(f, buffer)}, nil
}

// advance reads the next row into now; ok is false at the end.
func (r *runReader) advance() (ok bool, err error) {
	same, err := r.r.ReadByte()
	if errors.Is(err, io.EOF) {
		return false, nil
	}
	if err == nil && same > 3 {
		err = errRun
	}
	for i := int(same); i < 4 && err == nil; i++ {
		var n uint64
		if n, err = binary.ReadUvarint(r.r); i == int(same) {
			n += uint64(r.now[i])
		}
		r.now[i] = uint32(n)
	}
	if err != nil {
		return false, fmt.Errorf("%s: %w", r.f.Name(), err)
	}
	return true, nil
}

func (r *runReader) Close() error { return r.f.Close() }

var errRun = errors.New("it has other content than was written")

// merged is a source of the rows of several runs, each row once. Rows in runs
// have their numbers in the order by which they are sorted; here they are
// quads again.
type merged struct {
	heap  []*runReader // the one with the least row first
	all   []*runReader
	dirs  [4]int
	block []row
	last  row
}

func mergeRuns(paths []string, dirs [4]int) (m *merged, err error) {
	m = &merged{dirs: dirs, block: make([]row, 0, sourceBlock)}
	defer func() {
		if err != nil {
			err = errors.Join(err, m.Close())
		}
	}()
	for _, p := range paths {
		r, err := openRun(p, max(16<<10, fileBuffer/len(paths)))
		if err != nil {
			return m, err
		}
		m.all = append(m.all, r)
		ok, err := r.advance()
		if err != nil {
			return m, err
		}
		if ok {
			m.heap = append(m.heap, r)
		}
	}
	for i := len(m.heap)/2 - 1; i >= 0; i-- {
		m.sink(i)
	}
	return m, nil
}

// sink restores the order of the heap below a place.
func (m *merged) sink(i int) {
	for {
		least := 2*i + 1
		if least >= len(m.heap) {
			return
		}
		if right := least + 1; right < len(m.heap) && compareRows(m.heap[right].now, m.heap[least].now) < 0 {
			least = right
		}
		if compareRows(m.heap[i].now, m.heap[least].now) <= 0 {
			return
		}
		m.heap[i], m.heap[least] = m.heap[least], m.heap[i]
		i = least
	}
}

func (m *merged) next() ([]row, error) {
	m.block = m.block[:0]
	for len(m.heap) > 0 && len(m.block) < sourceBlock {
		r := m.heap[0]
		if r.now != m.last {
			m.last = r.now
			var q row
			for i, d := range m.dirs {
				q[d] = r.now[i]
			}
			m.block = append(m.block, q)
		}
		ok, err := r.advance()
		if err != nil {
			return nil, err
		}
		if !ok {
			m.heap[0] = m.heap[len(m.heap)-1]
			m.heap = m.heap[:len(m.heap)-1]
		}
		m.sink(0)
	}
	return m.block, nil
}

func (m *merged) Close() error {
	var err error
	for _, r := range m.all {
		err = errors.Join(err, r.Close())
	}
	return err
}

// textFile keeps values in the order of their entries.
type textFile struct {
	f   *os.File
	w   *bufio.Writer
	len []byte
}

func createTexts(path string) (*textFile, error) {
	f, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	return &textFile{f: f, w: bufio.NewWriterSize(f, fileBuffer)}, nil
}

func (t *textFile) add(stored []byte) error {
	t.len = binary.AppendUvarint(t.len[:0], uint64(len(stored)))
	if _, err := t.w.Write(t.len); err != nil {
		return err
	}
	_, err := t.w.Write(stored)
	return err
}

func (t *textFile) flush() error { return t.w.Flush() }

// each visits the values; one is valid until visit returns.
func (t *textFile) each(visit func([]byte) error) error {
	if _, err := t.f.Seek(0, io.SeekStart); err != nil {
		return err
	}
	r := bufio.NewReaderSize(t.f, fileBuffer)
	var buf []byte
	for {
		n, err := binary.ReadUvarint(r)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			if uint64(cap(buf)) < n {
				buf = make([]byte, n)
			}
			_, err = io.ReadFull(r, buf[:n])
		}
		if err != nil {
			return fmt.Errorf("%s: %w", t.f.Name(), err)
		}
		if err := visit(buf[:n]); err != nil {
			return err
		}
	}
}

// rowBytes is the size of a row, in memory and in a rowFile.
const rowBytes = 16

// rowFile keeps rows in the order in which they come.
type rowFile struct {
	f   *os.File
	buf []byte
	r   *bufio.Reader // once reading
}

func createRows(path string) (*rowFile, error) {
	f, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	return &rowFile{f: f, buf: make([]byte, 0, fileBuffer)}, nil
}

func (w *rowFile) add(rows []row) error {
	for len(rows) > 0 {
		n := min(len(rows), fileBuffer/rowBytes)
		w.buf = w.buf[:0]
		for _, q := range rows[:n] {
			for _, id := range q {
				w.buf = binary.LittleEndian.AppendUint32(w.buf, id)
			}
		}
		if _, err := w.f.Write(w.buf); err != nil {
			return err
		}
		rows = rows[n:]
	}
	return nil
}

// rewind makes ready to read from the beginning.
func (w *rowFile) rewind() error {
	_, err := w.f.Seek(0, io.SeekStart)
	w.r = bufio.NewReaderSize(w.f, fileBuffer)
	return err
}

// fill reads as many rows as there is room for, fewer only at the end.
func (w *rowFile) fill(rows []row) (n int, err error) {
	for ; n < len(rows); n++ {
		b, err := w.r.Peek(rowBytes)
		if errors.Is(err, io.EOF) && len(b) == 0 {
			return n, nil
		} else if err != nil {
			return n, fmt.Errorf("%s: %w", w.f.Name(), err)
		}
		for i := range rows[n] {
			rows[n][i] = binary.LittleEndian.Uint32(b[4*i:])
		}
		if _, err := w.r.Discard(rowBytes); err != nil {
			return n, err
		}
	}
	return n, nil
}
