package queries

import "strings"

// Ask is the question with the values of parameters in the place of their
// names in braces; actors, topics, relations, places and words that the
// question does not name follow in brackets. If one of them has no value the title
// stands for it.
func (t *Table) Ask() string {
	out := t.Question
	var rest []string
	for _, p := range t.Params {
		if (len(p.IDs) > 0 || p.narrows) && !strings.Contains(out, "{"+p.Name+"}") {
			rest = append(rest, p.Name+": "+p.Means)
		}
	}
	for _, p := range t.Params {
		out = strings.ReplaceAll(out, "{"+p.Name+"}", p.Means)
	}
	if strings.Contains(out, "{") {
		out = t.Title
	}
	if len(rest) > 0 {
		out += " (" + strings.Join(rest, "; ") + ")"
	}
	return out
}
