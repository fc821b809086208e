// Package model says what the network of nlp/parse is made of: its sizes,
// its inventories of words and labels, how a word becomes rows of its tables,
// and the file that holds all of it.
//
// What enters: the bytes of a model file, or the parameters a trainer found.
// What leaves: the other of the two. It never computes with the parameters
// and never trusts a file: every size is checked before memory is taken.
package model

import (
	"errors"
	"fmt"
	"slices"
)

// Header is everything of a model but its numbers. Slices of names are
// inventories: an index into them is a class.
type Header struct {
	Members int // networks of the same shape whose scores are added up

	Hidden int // cells of one direction of one recurrent layer
	Layers int // recurrent layers
	TagAt  int // tags are read from the output of that layer, counted from 1
	Word   int // columns of the table of words
	Arc    int // width of the vectors that score arcs
	Label  int // width of the vectors that score relations
	Tag    int // width of the layer before the tags
	Name   int // width of the layer before the name labels

	Words  []string // known words in folded form; row 0 of the table stands for all others, row i+1 for Words[i]
	UPOS   []string
	XPOS   []string
	Pairs  [][]int  `json:",omitempty"` // Pairs[x][u]: how often XPOS x came with UPOS u in training; empty: not counted
	Deprel []string // without "root": the root's relation is known
	Names  []string // "O", then "B-PER", "I-PER" …

	// Lists are word lists, such as first names, in folded form. Which of
	// them a word stands in is a feature. There may be none.
	Lists [][]string

	// Vectors is the number of columns of the fixed word vectors that are
	// read beside the tables, and VectorSum tells which they are; 0 and "" if
	// there are none.
	Vectors   int    `json:",omitempty"`
	VectorSum string `json:",omitempty"`

	About []Note // where the model comes from, for people
}

// Note is one remark about a model: training data, licence, seed, score.
type Note struct{ Key, Value string }

// Limits of what Validate accepts.
const (
	maxMembers = 8
	maxWidth   = 1024
	maxLayers  = 8
	maxWords   = 1 << 18
	maxLabels  = 1 << 10
	maxString  = 256
	maxLists   = 6
)

// Validate reports all faults of the header at once.
func (h *Header) Validate() error {
	var errs []error
	for _, d := range []struct {
		name       string
		value, max int
	}{
		{"members", h.Members, maxMembers}, {"hidden", h.Hidden, maxWidth}, {"layers", h.Layers, maxLayers}, {"tag layer", h.TagAt, h.Layers},
		{"word", h.Word, maxWidth}, {"arc", h.Arc, maxWidth}, {"label", h.Label, maxWidth},
		{"tag", h.Tag, maxWidth}, {"name", h.Name, maxWidth},
	} {
		if d.value < 1 || d.value > d.max {
			errs = append(errs, fmt.Errorf("model: %s is %d, not 1 to %d", d.name, d.value, d.max))
		}
	}
	for _, d := range []struct {
		name  string
		items []string
		max   int
	}{{"words", h.Words, maxWords}, {"UPOS", h.UPOS, maxLabels}, {"XPOS", h.XPOS, maxLabels}, {"relations", h.Deprel, maxLabels}, {"name labels", h.Names, maxLabels}} {
		if len(d.items) < 1 || len(d.items) > d.max {
			errs = append(errs, fmt.Errorf("model: %d %s, not 1 to %d", len(d.items), d.name, d.max))
		}
		if slices.ContainsFunc(d.items, func(s string) bool { return s == "" || len(s) > maxString }) {
			errs = append(errs, fmt.Errorf("model: %s hold an empty or overlong string", d.name))
		}
	}
	if len(h.Lists) > maxLists {
		errs = append(errs, fmt.Errorf("model: %d word lists, not 0 to %d", len(h.Lists), maxLists))
	}
	if len(h.Pairs) > 0 && (len(h.Pairs) != len(h.XPOS) || slices.ContainsFunc(h.Pairs, func(row []int) bool {
		return len(row) != len(h.UPOS) || slices.Min(row) < 0
	})) {
		errs = append(errs, errors.New("model: pairs of tags are not counts for each XPOS and UPOS"))
	}
	if h.Vectors < 0 || h.Vectors > maxWidth || (h.Vectors > 0) != (h.VectorSum != "") {
		errs = append(errs, fmt.Errorf("model: %d columns of vectors %q", h.Vectors, h.VectorSum))
	}
	if len(h.Names) > 0 {
		errs = append(errs, checkNames(h.Names)...)
	}
	return errors.Join(errs...)
}

// checkNames wants "O" first and then a B- and an I-label of each kind.
func checkNames(names []string) (errs []error) {
	if names[0] != "O" || len(names)%2 == 0 {
		return []error{errors.New(`model: name labels are not "O" and pairs of B- and I-`)}
	}
	for i := 1; i < len(names); i += 2 {
		if len(names[i]) < 3 || len(names[i+1]) < 3 || names[i][:2] != "B-" || names[i+1][:2] != "I-" || names[i][2:] != names[i+1][2:] {
			errs = append(errs, fmt.Errorf("model: name labels %q and %q are not a pair", names[i], names[i+1]))
		}
	}
	return errs
}

// Storage is how the numbers of a tensor lie in the file.
type Storage byte

// The storages: plain float32, or int8 with a float32 scale per row or per
// column.
const (
	Float Storage = iota
	ByRow
	ByColumn
)

// Spec names a tensor and gives its shape.
type Spec struct {
	Name       string
	Rows, Cols int
	Storage    Storage
}

// bytes is the room the tensor takes in the file.
func (s *Spec) bytes() int {
	n := s.Rows * s.Cols
	switch s.Storage {
	case ByRow:
		return n + 4*s.Rows
	case ByColumn:
		return n + 4*s.Cols
	}
	return 4 * n
}

// Input is the width of what the first recurrent layer reads: a column for
// each of the tables in the order of Specs, then the fixed vectors.
func (h *Header) Input() int {
	n := h.Word + Ngrams.Cols
	if len(h.Lists) > 0 {
		n += ListCols
	}
	for _, t := range Tables {
		n += t.Cols
	}
	return n + h.Vectors
}

// ListIndex maps every listed word to its row of the table emb.lists: bit i
// says that it stands in Lists[i].
func (h *Header) ListIndex() map[string]int32 {
	m := map[string]int32{}
	for i, l := range h.Lists {
		for _, w := range l {
			m[w] |= 1 << i
		}
	}
	return m
}

// Specs lists the tensors of one member of a model with this header, in the
// order of the file. Weights have a row per input and a column per output.
//
// The recurrent layers are long short-term memories whose four gates lie side
// by side: input, forget, output, candidate. The columns of mlp.w are the
// four vectors of a word: as dependent and as head for arcs, as dependent and
// as head for relations. Column l·Label+j of label.u belongs to relation l.
func (h *Header) Specs() []Spec {
	s := []Spec{{"emb.word", len(h.Words) + 1, h.Word, ByRow}}
	if len(h.Lists) > 0 {
		s = append(s, Spec{"emb.lists", 1 << len(h.Lists), ListCols, ByRow})
	}
	for _, t := range Tables {
		s = append(s, Spec{"emb." + t.Name, t.Rows, t.Cols, ByRow})
	}
	s = append(s, Spec{"emb." + Ngrams.Name, Ngrams.Rows, Ngrams.Cols, ByRow})
	in := h.Input()
	for l := range h.Layers {
		for _, d := range []string{"f", "b"} {
			p := fmt.Sprintf("lstm%d%s.", l+1, d)
			s = append(s, Spec{p + "wx", in, 4 * h.Hidden, ByColumn}, Spec{p + "wh", h.Hidden, 4 * h.Hidden, ByColumn}, Spec{p + "b", 1, 4 * h.Hidden, Float})
		}
		in = 2 * h.Hidden
	}
	dense := func(name string, in, out int) {
		s = append(s, Spec{name + ".w", in, out, ByColumn}, Spec{name + ".b", 1, out, Float})
	}
	dense("tag", in, h.Tag)
	dense("upos", h.Tag, len(h.UPOS))
	dense("xpos", h.Tag, len(h.XPOS))
	dense("name", in, h.Name)
	dense("names", h.Name, len(h.Names))
	dense("mlp", in, 2*h.Arc+2*h.Label)
	s = append(s, Spec{"arc.u", h.Arc, h.Arc, ByColumn}, Spec{"arc.head", 1, h.Arc, Float}, Spec{"arc.root", 1, h.Arc, Float})
	s = append(s, Spec{"label.u", h.Label, len(h.Deprel) * h.Label, ByColumn})
	dense("label.d", h.Label, len(h.Deprel))
	s = append(s, Spec{"label.h.w", h.Label, len(h.Deprel), ByColumn})
	return s
}
