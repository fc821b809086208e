package worker

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/dramatis-kg/dramatis/graph"
)

// A message is a length of four bytes, big-endian, and as many bytes of JSON.

// maxMessage bounds a message in bytes.
const maxMessage = 64 << 20

// errMessage is wrapped by errors about messages that cannot be read.
var errMessage = errors.New("malformed message")

func writeMessage(w io.Writer, v any) (int, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return 0, fmt.Errorf("worker: encode message: %w", err)
	}
	if len(b) > maxMessage {
		return 0, fmt.Errorf("worker: %w: %d bytes", errBytes, len(b))
	}
	head := binary.BigEndian.AppendUint32(make([]byte, 0, 4+len(b)), uint32(len(b)))
	return w.Write(append(head, b...))
}

// readMessage reads a message of at most limit bytes.
func readMessage(r io.Reader, v any, limit int64) (int, error) {
	var head [4]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return 0, err
	}
	n := int64(binary.BigEndian.Uint32(head[:]))
	if n > min(limit, maxMessage) {
		return 0, fmt.Errorf("worker: %w: it has %d bytes", errBytes, n)
	}
	b := make([]byte, n)
	if _, err := io.ReadFull(r, b); err != nil {
		return 0, fmt.Errorf("worker: %w: %w", errMessage, err)
	}
	if err := json.Unmarshal(b, v); err != nil {
		return 0, fmt.Errorf("worker: %w: %w", errMessage, err)
	}
	return len(b) + 4, nil
}

type operation string

const (
	opOpen   operation = "open"   // open the store, answer nothing
	opRows   operation = "rows"   // graph.Store.Query
	opCayley operation = "cayley" // graph.Store.CayleyQuery
	opShape  operation = "shape"  // graph.Store.CayleyShape
)

// request is what a worker is asked.
type request struct {
	Dir       string         `json:"dir"`
	Op        operation      `json:"op"`
	Language  graph.Language `json:"language,omitempty"`
	Text      string         `json:"text,omitempty"`
	Collation int            `json:"collation,omitempty"`
	Timeout   time.Duration  `json:"timeout,omitempty"`
	CPU       time.Duration  `json:"cpu,omitempty"`
	Rows      int            `json:"rows,omitempty"`
	Bytes     int64          `json:"bytes,omitempty"`
}

// reply is a part of an answer: rows, values, or the end.
type reply struct {
	Rows   []wireRow         `json:"rows,omitempty"`
	Values []json.RawMessage `json:"values,omitempty"`
	End    bool              `json:"end,omitempty"`
	Fault  string            `json:"fault,omitempty"` // "" if there was none, else one of faults
	Words  string            `json:"words,omitempty"` // what went wrong
}

// faults name the errors that callers tell apart.
var faults = []struct {
	name string
	err  error
}{
	{"memory", graph.ErrMemory},
	{"time", graph.ErrTimeout},
	{"rows", graph.ErrRowLimit},
	{"bytes", errBytes},
	{"script", graph.ErrScript},
	{"corrupt", graph.ErrCorrupt},
	{"store", graph.ErrNoStore},
}

func faultOf(err error) string {
	for _, f := range faults {
		if errors.Is(err, f.err) {
			return f.name
		}
	}
	return "other"
}

// Error is an error of a query in another process: it has the words of the
// error there and wraps one of graph's.
type Error struct {
	words string
	kind  error
}

// Error is what the worker said.
func (e *Error) Error() string { return e.words }

// Unwrap is graph's error of the same kind, nil if there is none.
func (e *Error) Unwrap() error { return e.kind }

func (r *reply) err() error {
	if r.Fault == "" {
		return nil
	}
	e := &Error{words: r.Words}
	for _, f := range faults {
		if f.name == r.Fault {
			e.kind = f.err
		}
	}
	return e
}

// wireRow is a graph.Row with the kinds of its values.
type wireRow []wireField

type wireField struct {
	Name  string    `json:"n"`
	Value wireValue `json:"v"`
}

type wireValue struct {
	Kind   graph.ValueKind `json:"k"`
	Text   string          `json:"t,omitempty"` // a number in its shortest form
	List   []wireValue     `json:"l,omitempty"`
	Object wireRow         `json:"o,omitempty"`
}

func packRow(r graph.Row) wireRow {
	out := make(wireRow, len(r))
	for i, f := range r {
		out[i] = wireField{f.Name, packValue(f.Value)}
	}
	return out
}

func packValue(v graph.Value) wireValue {
	out := wireValue{Kind: v.Kind, Text: v.Text}
	switch v.Kind {
	case graph.Number:
		out.Text = strconv.FormatFloat(v.Number, 'g', -1, 64) + " " + v.Text
	case graph.List:
		out.List = make([]wireValue, len(v.List))
		for i, x := range v.List {
			out.List[i] = packValue(x)
		}
	case graph.Object:
		out.Object = packRow(v.Object)
	}
	return out
}

func (r wireRow) row() (graph.Row, error) {
	out := make(graph.Row, len(r))
	for i, f := range r {
		v, err := f.Value.value()
		if err != nil {
			return nil, err
		}
		out[i] = graph.Field{Name: f.Name, Value: v}
	}
	return out, nil
}

func (w wireValue) value() (graph.Value, error) {
	v := graph.Value{Kind: w.Kind, Text: w.Text}
	switch w.Kind {
	case graph.Number:
		var number string
		for i := range w.Text {
			if w.Text[i] == ' ' {
				number, v.Text = w.Text[:i], w.Text[i+1:]
				break
			}
		}
		n, err := strconv.ParseFloat(number, 64)
		if err != nil {
			return v, fmt.Errorf("worker: %w: number %q", errMessage, w.Text)
		}
		v.Number = n
	case graph.List:
		v.List = make([]graph.Value, len(w.List))
		for i, x := range w.List {
			var err error
			if v.List[i], err = x.value(); err != nil {
				return v, err
			}
		}
	case graph.Object:
		var err error
		if v.Object, err = w.Object.row(); err != nil {
			return v, err
		}
	}
	return v, nil
}
