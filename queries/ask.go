package queries

import "strings"

// Ask is the question with the values of parameters in the place of their
// names in braces. If one of them has no value it is the title.
func (t *Table) Ask() string {
	out := t.Question
	for _, p := range t.Params {
		out = strings.ReplaceAll(out, "{"+p.Name+"}", p.Means)
	}
	if strings.Contains(out, "{") {
		return t.Title
	}
	return out
}
