package parse

import (
	"fmt"

	"github.com/dramatis-kg/dramatis/nlp/parse/model"
	"github.com/dramatis-kg/dramatis/nlp/parse/vectors"
	"github.com/dramatis-kg/dramatis/nlp/tensor"
)

// network is a decoded model made ready for computing. It is immutable.
type network struct {
	header  *model.Header
	words   map[string]int32
	lists   map[string]int32 // nil if the model has no word lists
	vectors *vectors.Table   // nil if the model reads none
	pairs   []float32        // XPOS × UPOS: what is added for a pair of tags; nil if they are chosen apart
	members []*member
}

// member is one of the networks whose scores a model adds up.
type member struct {
	header *model.Header
	tables []table // words, word lists if there are any, model.Tables, n-grams
	layers []layer

	tag, upos, xpos     dense
	name, names         dense
	mlp                 dense // dependent and head for arcs, dependent and head for relations
	arc                 *tensor.Matrix
	arcHead, arcRoot    []float32
	label               *tensor.Matrix
	labelDep, labelHead dense // labelHead has no bias of its own
}

// table is a table of feature vectors.
type table struct {
	cols  int
	rows  []int8
	scale []float32 // per row
}

// add adds factor times row i to x.
func (t *table) add(x []float32, i int32, factor float32) {
	k := float32(t.scale[i] * factor)
	tensor.AddBytes(x, t.rows[int(i)*t.cols:(int(i)+1)*t.cols], k)
}

// layer is a recurrent layer, forward and backward.
type layer struct {
	wx, wh [2]*tensor.Matrix
	bias   [2][]float32
}

// dense is a product with a bias.
type dense struct {
	w    *tensor.Matrix
	bias []float32
}

// fill repeats row over dst.
func fill(dst, row []float32) {
	for len(dst) > 0 {
		dst = dst[copy(dst, row):]
	}
}

// newNetwork arranges the tensors of a model, which come in the order of
// h.Specs, member after member.
func newNetwork(h *model.Header, tensors []model.Stored) (*network, error) {
	if h.Hidden%2 != 0 || h.Arc%2 != 0 || h.Label%2 != 0 || h.Arc > maxArc {
		return nil, fmt.Errorf("widths %d, %d, %d: not even, or the second over %d", h.Hidden, h.Arc, h.Label, maxArc)
	}
	n := &network{header: h, words: make(map[string]int32, len(h.Words))}
	for i, w := range h.Words {
		n.words[w] = int32(i + 1)
	}
	if len(h.Lists) > 0 {
		n.lists = h.ListIndex()
	}
	if h.Vectors > 0 {
		t, err := vectors.Load()
		if err != nil {
			return nil, err
		}
		if t.Cols() != h.Vectors || t.Sum() != h.VectorSum {
			return nil, fmt.Errorf("the model was trained with the word vectors %s of %d columns; these are %s of %d", h.VectorSum, h.Vectors, t.Sum(), t.Cols())
		}
		n.vectors = t
	}
	n.pairs = pairScores(h)
	r := reader{tensors: tensors}
	for range h.Members {
		n.members = append(n.members, newMember(h, &r))
	}
	return n, r.err
}

func newMember(h *model.Header, r *reader) *member {
	m := &member{header: h}
	tables := len(model.Tables) + 2
	if len(h.Lists) > 0 {
		tables++
	}
	for range tables {
		m.tables = append(m.tables, r.table())
	}
	for range h.Layers {
		var l layer
		for d := range 2 {
			l.wx[d], l.wh[d] = r.matrix(), r.matrix()
			l.bias[d] = r.floats()
		}
		m.layers = append(m.layers, l)
	}
	m.tag, m.upos, m.xpos = r.dense(), r.dense(), r.dense()
	m.name, m.names = r.dense(), r.dense()
	m.mlp = r.dense()
	m.arc, m.arcHead, m.arcRoot = r.matrix(), r.floats(), r.floats()
	m.label, m.labelDep = r.matrix(), r.dense()
	m.labelHead = dense{r.matrix(), make([]float32, len(h.Deprel))}
	return m
}

// reader takes tensors one after the other and keeps the first error.
type reader struct {
	tensors []model.Stored
	err     error
}

func (r *reader) next() *model.Stored {
	t := &r.tensors[0]
	r.tensors = r.tensors[1:]
	return t
}

func (r *reader) floats() []float32 { return r.next().Float }

func (r *reader) table() table {
	t := r.next()
	return table{t.Cols, t.Bytes, t.Scale}
}

func (r *reader) matrix() *tensor.Matrix {
	t := r.next()
	m, err := tensor.NewMatrix(t.Rows, t.Cols, t.Bytes, t.Scale)
	if err != nil && r.err == nil {
		r.err = fmt.Errorf("%s: %w", t.Name, err)
	}
	return m
}

func (r *reader) dense() dense {
	m := r.matrix()
	return dense{m, r.floats()}
}
