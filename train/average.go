package train

import (
	"errors"
	"fmt"
	"reflect"

	"github.com/dramatis-kg/dramatis/nlp/parse/model"
)

// Average makes one model of several of one member each, whose parameters are
// the means of theirs. It makes sense where each went on from another, so
// that they lie in one valley of the loss (Izmailov et al. 2018). Its notes
// are about.
func Average(about []model.Note, files ...[]byte) ([]byte, error) {
	var mean *model.Header
	var sum [][]float32
	for n, f := range files {
		h, tensors, err := model.Decode(f)
		if err != nil {
			return nil, fmt.Errorf("train: average: file %d: %w", n+1, err)
		}
		h.About = about
		if mean == nil {
			mean = h
			sum = make([][]float32, len(tensors))
			for i := range tensors {
				sum[i] = make([]float32, tensors[i].Rows*tensors[i].Cols)
			}
		}
		if !reflect.DeepEqual(mean, h) {
			return nil, fmt.Errorf("train: average: file %d has other sizes, words or labels than the first", n+1)
		}
		for i := range tensors {
			for j, v := range numbers(&tensors[i]) {
				sum[i][j] += v / float32(len(files))
			}
		}
	}
	if mean == nil {
		return nil, errors.New("train: average: no files")
	}
	return model.Encode(mean, sum)
}

// numbers are the values of a stored tensor.
func numbers(t *model.Stored) []float32 {
	if t.Storage == model.Float {
		return t.Float
	}
	v := make([]float32, len(t.Bytes))
	for i, q := range t.Bytes {
		group := i / t.Cols
		if t.Storage == model.ByColumn {
			group = i % t.Cols
		}
		v[i] = float32(q) * t.Scale[group]
	}
	return v
}
