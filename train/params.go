package train

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"strings"

	"github.com/dramatis-kg/dramatis/nlp/parse/model"
	"github.com/dramatis-kg/dramatis/train/gemm"
)

// params is a model's tensors, one after the other in one slice.
type params struct {
	specs []model.Spec
	start []int // of each tensor; one more for the end
	data  []float32
}

func newParams(h *model.Header) *params {
	p := &params{specs: h.Specs(), start: []int{0}}
	for i, s := range p.specs {
		p.start = append(p.start, p.start[i]+s.Rows*s.Cols)
	}
	p.data = make([]float32, p.start[len(p.specs)])
	return p
}

// of returns tensor i of data, which is laid out like p.data.
func (p *params) of(data []float32, i int) []float32 { return data[p.start[i]:p.start[i+1]] }

// values splits data into tensors.
func (p *params) values(data []float32) [][]float32 {
	out := make([][]float32, len(p.specs))
	for i := range out {
		out[i] = p.of(data, i)
	}
	return out
}

// initialise draws the start of training: tables normal, weights uniform
// after Glorot and Bengio (2010), forget gates open.
func (p *params) initialise(r *rand.Rand, hidden int) {
	for i, s := range p.specs {
		v := p.of(p.data, i)
		switch {
		case s.Storage == model.ByRow:
			for j := range v {
				v[j] = float32(r.NormFloat64() * 0.25)
			}
		case s.Storage == model.ByColumn:
			out := s.Cols
			if strings.HasPrefix(s.Name, "lstm") {
				out = hidden
			}
			if s.Name == "label.u" {
				out = s.Rows
			}
			b := math.Sqrt(6 / float64(s.Rows+out))
			for j := range v {
				v[j] = float32((r.Float64()*2 - 1) * b)
			}
		case s.Name == "arc.root":
			for j := range v {
				v[j] = float32(r.NormFloat64() * 0.1)
			}
		case strings.HasPrefix(s.Name, "lstm"):
			for j := hidden; j < 2*hidden; j++ {
				v[j] = 1
			}
		}
	}
}

// resume takes the values of a model file of one member.
func (p *params) resume(h *model.Header, file []byte) error {
	was, tensors, err := model.Decode(file)
	if err != nil {
		return fmt.Errorf("train: start: %w", err)
	}
	was.About = h.About
	if !reflect.DeepEqual(was, h) {
		return errors.New("train: start: the model has other sizes, words or labels")
	}
	for i := range tensors {
		copy(p.of(p.data, i), numbers(&tensors[i]))
	}
	return nil
}

// packs holds every matrix of weights ready for products: as it is for the
// way forward and transposed for the way back.
type packs struct {
	fwd, bwd []gemm.B
}

// pack renews the packed matrices with index ≡ part (mod parts).
func (k *packs) pack(p *params, part, parts int) {
	for i, s := range p.specs {
		if i%parts != part || s.Storage != model.ByColumn {
			continue
		}
		w := p.of(p.data, i)
		k.fwd[i].Pack(w, s.Rows, s.Cols, s.Cols, false)
		k.bwd[i].Pack(w, s.Cols, s.Rows, s.Cols, true)
	}
}

func newPacks(p *params) *packs {
	return &packs{make([]gemm.B, len(p.specs)), make([]gemm.B, len(p.specs))}
}

// plan says which tensor does what.
type plan struct {
	tables []int // word, word lists, model.Tables, n-grams
	lstm   [][2]lstmPlan
	tag, upos, xpos, name, names,
	mlp, labelDep densePlan
	arc, arcHead, arcRoot, label, labelHead int
}

type lstmPlan struct{ wx, wh, b int }
type densePlan struct{ w, b int }

// newPlan counts through the tensors in the order of Header.Specs.
func newPlan(h *model.Header) plan {
	i := -1
	next := func() int { i++; return i }
	dense := func() densePlan { return densePlan{next(), next()} }
	var p plan
	for range len(model.Tables) + 3 {
		p.tables = append(p.tables, next())
	}
	for range h.Layers {
		var l [2]lstmPlan
		for d := range l {
			l[d] = lstmPlan{next(), next(), next()}
		}
		p.lstm = append(p.lstm, l)
	}
	p.tag, p.upos, p.xpos = dense(), dense(), dense()
	p.name, p.names = dense(), dense()
	p.mlp = dense()
	p.arc, p.arcHead, p.arcRoot = next(), next(), next()
	p.label, p.labelDep = next(), dense()
	p.labelHead = next()
	return p
}
