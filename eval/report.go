package eval

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// ErrNoData is wrapped by evaluations whose dev data is not in the folder.
var ErrNoData = errors.New("no such dev data")

// Report is the outcome of an evaluation: a table of figures, the same bytes
// in every run.
type Report struct {
	Name    string
	Columns []string
	Rows    [][]string
	Notes   []string // definitions and reservations, printed below
}

// Add appends a row; figures are printed with one decimal.
func (r *Report) Add(cells ...any) {
	row := make([]string, len(cells))
	for i, c := range cells {
		switch v := c.(type) {
		case float64:
			row[i] = fmt.Sprintf("%.1f", v)
		default:
			row[i] = fmt.Sprint(v)
		}
	}
	r.Rows = append(r.Rows, row)
}

// String prints the report as an aligned table, first column left, others
// right.
func (r *Report) String() string {
	width := make([]int, len(r.Columns))
	rows := append([][]string{r.Columns}, r.Rows...)
	for _, row := range rows {
		for i, c := range row {
			if i < len(width) {
				width[i] = max(width[i], len([]rune(c)))
			}
		}
	}
	var b strings.Builder
	for _, row := range rows {
		for i, c := range row {
			if i >= len(width) {
				break
			}
			pad := strings.Repeat(" ", width[i]-len([]rune(c)))
			if i == 0 {
				b.WriteString(strings.TrimRight(c+pad, "\n"))
			} else {
				b.WriteString("  " + pad + c)
			}
		}
		b.WriteByte('\n')
	}
	for _, n := range r.Notes {
		b.WriteString("# " + n + "\n")
	}
	return b.String()
}

// WriteTo writes String.
func (r *Report) WriteTo(w io.Writer) (int64, error) {
	n, err := io.WriteString(w, r.String())
	return int64(n), err
}

// Evaluation is one named measurement on dev data.
type Evaluation struct {
	Name    string
	Summary string // one line: what is measured on what
	// Run measures over the data folder. It fails with ErrNoData if the
	// folder lacks its data.
	Run func(ctx context.Context, dataDir string) (*Report, error)
}

// Find returns the evaluation of that name.
func Find(name string) (Evaluation, bool) {
	all := append(All(), Studies()...)
	i := slices.IndexFunc(all, func(e Evaluation) bool { return e.Name == name })
	if i < 0 {
		return Evaluation{}, false
	}
	return all[i], true
}
