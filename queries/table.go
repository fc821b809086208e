package queries

import "github.com/dramatis-kg/dramatis/schema"

// Cell is one value of a table: the words, and the ids of the nodes that
// they name.
type Cell struct {
	Text string   `json:"text"`
	IDs  []string `json:"ids,omitempty"`

	mixed []string // nodes that have no names yet, and words between them
}

// Row is one row of a table with the statements that it rests on. A row
// about documents or actors as such rests on none.
type Row struct {
	Cells    []Cell     `json:"cells"` // one for each column
	Evidence []Evidence `json:"evidence,omitempty"`
}

// Class is the modality of the row's statements, which all have the same; ""
// for a row that rests on none.
func (r *Row) Class() Class {
	if len(r.Evidence) == 0 {
		return ""
	}
	return r.Evidence[0].Class
}

// Statements lists the ids of the statements that the row rests on.
func (r *Row) Statements() []schema.StatementID {
	out := make([]schema.StatementID, len(r.Evidence))
	for i := range r.Evidence {
		out[i] = r.Evidence[i].Statement
	}
	return out
}

// BoundParam is the value of a parameter, as given and as understood.
type BoundParam struct {
	Name  string   `json:"name"`
	Given string   `json:"given"`
	Means string   `json:"means"` // "Vladimir Putin", "2025-03-01"
	IDs   []string `json:"ids,omitempty"`

	taken   string // note on others of the name
	narrows bool   // it says what the answer is about
}

// Table is the answer to a query.
type Table struct {
	Query    string       `json:"query"`
	Title    string       `json:"title"`
	Question string       `json:"question"`
	View     View         `json:"view"`
	Params   []BoundParam `json:"params"`
	Columns  []Column     `json:"columns"`
	Rows     []Row        `json:"rows"`
	// Notes tell what the rows do not: what was left out and how to see it.
	Notes []string `json:"notes"`
}

// Column is the index of a column, or -1.
func (t *Table) Column(name string) int {
	for i, c := range t.Columns {
		if c.Name == name {
			return i
		}
	}
	return -1
}
