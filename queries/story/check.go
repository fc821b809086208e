package story

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/queries"
	"github.com/dramatis-kg/dramatis/schema"
)

func sortActors(a []schema.Actor) {
	slices.SortFunc(a, func(x, y schema.Actor) int { return cmp.Compare(x.ID, y.ID) })
}

// Check compares an answer with what the question wants; "" if they agree,
// else what differs. err is the error of the run.
func (s *Story) Check(e *Eval, t *queries.Table, err error) string {
	if e.Fails {
		if err == nil {
			return "want an error, got an answer"
		}
		for _, n := range e.Notes {
			if !strings.Contains(err.Error(), n) {
				return fmt.Sprintf("want an error with %q, got: %v", n, err)
			}
		}
		return ""
	}
	if err != nil {
		return "error: " + err.Error()
	}
	got := s.Answer(e, t)
	want := render(e.head(t), e.Rows, e.Notes)
	if !slices.Equal(got, want) {
		return "got\n" + strings.Join(got, "\n") + "\nwant\n" + strings.Join(want, "\n")
	}
	return ""
}

func (e *Eval) head(t *queries.Table) []string {
	if len(e.Head) > 0 {
		return e.Head
	}
	var head []string
	for _, c := range t.Columns {
		head = append(head, c.Name)
	}
	return head
}

// Answer prints a table as a story has it: the question's columns, statements
// by the names that the story gives them.
func (s *Story) Answer(e *Eval, t *queries.Table) []string {
	head := e.head(t)
	var rows [][]string
	for _, r := range t.Rows {
		var cells []string
		for _, name := range head {
			cells = append(cells, s.cell(t, &r, name))
		}
		rows = append(rows, cells)
	}
	return render(head, rows, t.Notes)
}

func (s *Story) cell(t *queries.Table, r *queries.Row, name string) string {
	if name == "statement" {
		var names []string
		for _, id := range r.Statements() {
			names = append(names, cmp.Or(s.Alias[id], string(id)))
		}
		return strings.Join(names, " ")
	}
	i := t.Column(name)
	if i < 0 {
		return "(no such column)"
	}
	return strings.Join(strings.Fields(r.Cells[i].Text), " ")
}

// render prints the lines of an answer, columns aligned.
func render(head []string, rows [][]string, notes []string) []string {
	widths := make([]int, len(head))
	for _, r := range append([][]string{head}, rows...) {
		for i, c := range r {
			widths[i] = max(widths[i], len([]rune(escapeCell(c))))
		}
	}
	out := []string{joinRow(head, widths)}
	for _, r := range rows {
		out = append(out, joinRow(r, widths))
	}
	for _, n := range notes {
		out = append(out, "! "+n)
	}
	return out
}

// Update returns the story's text with the answers of its questions replaced:
// answers[i] belongs to Evals[i]; nil keeps what stands there.
func (s *Story) Update(answers [][]string) string {
	lines := slices.Clone(s.lines)
	for i := len(s.Evals) - 1; i >= 0; i-- {
		if e := s.Evals[i]; answers[i] != nil {
			lines = slices.Replace(lines, e.start, e.end, answers[i]...)
		}
	}
	return strings.Join(lines, "\n")
}
