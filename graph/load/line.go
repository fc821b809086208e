package load

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"unicode/utf8"
)

// line is a statement as other tools give it. Subject and predicate are
// needed, everything else may be left out.
type line struct {
	Subject    string `json:"subject"`
	Predicate  string `json:"predicate"`
	Object     string `json:"object"`
	ObjectKind string `json:"object_kind"` // actor, topic, event or literal
	Modality   string `json:"modality"`
	Date       string `json:"date"` // EDTF
	Place      string `json:"place"`
	Speaker    string `json:"speaker"`
	EventType  string `json:"event_type"`
	Sentence   string `json:"sentence"`
	Doc        string `json:"doc"`
	Confidence number `json:"confidence"`
}

// number is a number or its text.
type number string

func (n *number) UnmarshalJSON(b []byte) error {
	*n = number(strings.Trim(string(b), `"`))
	if *n == "null" {
		*n = ""
	}
	return nil
}

// numbered is a line with its number; if err is set it could not be read.
type numbered struct {
	n    int
	line line
	err  error
}

// jsonLines reads a JSON object from every line that is not empty.
func jsonLines(r io.Reader, o Options) iter.Seq2[numbered, error] {
	return func(yield func(numbered, error) bool) {
		sc := lines(r, o)
		n := 0
		for sc.Scan() {
			n++
			b := sc.Bytes()
			if len(strings.TrimSpace(string(b))) == 0 {
				continue
			}
			l := numbered{n: n}
			if !utf8.Valid(b) {
				l.err = errors.New("not valid UTF-8")
			} else {
				l.err = json.Unmarshal(b, &l.line)
			}
			if !yield(l, nil) {
				return
			}
		}
		if err := scanError(sc, "line", n, o); err != nil {
			yield(numbered{}, err)
		}
	}
}

// table reads rows under a header that names the fields, in any order and
// case.
func table(r io.Reader, comma rune) iter.Seq2[numbered, error] {
	return func(yield func(numbered, error) bool) {
		cr := csv.NewReader(r)
		cr.Comma = comma
		cr.FieldsPerRecord = -1
		cr.LazyQuotes = comma == '\t'
		header, err := cr.Read()
		if errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			yield(numbered{}, err)
			return
		}
		for i := range header {
			h := strings.ToLower(strings.TrimSpace(strings.TrimPrefix(header[i], "\ufeff")))
			header[i] = strings.ReplaceAll(h, " ", "_")
			if _, ok := new(line).field(header[i]); !ok {
				yield(numbered{}, fmt.Errorf("line 1: unknown column %q: want some of %s", header[i], strings.Join(fieldNames, ", ")))
				return
			}
		}
		for {
			rec, err := cr.Read()
			if errors.Is(err, io.EOF) {
				return
			}
			var l numbered
			if err != nil {
				var pe *csv.ParseError
				if !errors.As(err, &pe) {
					yield(numbered{}, err)
					return
				}
				l.n, l.err = pe.StartLine, pe.Err
			} else {
				l.n, _ = cr.FieldPos(0)
				l.err = l.line.fill(header, rec)
			}
			if !yield(l, nil) {
				return
			}
		}
	}
}

var fieldNames = []string{"subject", "predicate", "object", "object_kind", "modality", "date", "place", "speaker",
	"event_type", "sentence", "doc", "confidence"}

func (l *line) field(name string) (*string, bool) {
	for i, f := range []*string{&l.Subject, &l.Predicate, &l.Object, &l.ObjectKind, &l.Modality, &l.Date, &l.Place, &l.Speaker,
		&l.EventType, &l.Sentence, &l.Doc, (*string)(&l.Confidence)} {
		if fieldNames[i] == name {
			return f, true
		}
	}
	return nil, false
}

func (l *line) fill(header, rec []string) error {
	if len(rec) > len(header) {
		return fmt.Errorf("%d fields under %d columns", len(rec), len(header))
	}
	for i, v := range rec {
		if !utf8.ValidString(v) {
			return errors.New("not valid UTF-8")
		}
		if f, ok := l.field(header[i]); ok {
			*f = v
		}
	}
	return nil
}
