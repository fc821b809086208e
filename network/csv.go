package network

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// Spreadsheet puts an apostrophe before what a spreadsheet would take for a
// formula: the words are those of strangers.
func Spreadsheet(fields []string) []string {
	for i, f := range fields {
		if f != "" && strings.ContainsRune("=+-@\t\r", rune(f[0])) {
			fields[i] = "'" + f
		}
	}
	return fields
}

// writeNodes writes the nodes as CSV. Gephi takes Id and Label for what they
// are.
func writeNodes(w io.Writer, s *sheet) error {
	c := csv.NewWriter(w)
	if err := c.Write(append([]string{"Id", "Label"}, names(s.nodeColumns)...)); err != nil {
		return err
	}
	for i := range s.nodes {
		v := &s.nodes[i]
		if err := c.Write(Spreadsheet(append([]string{v.id, v.label}, v.values...))); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// writeEdges writes the edges as CSV. Gephi takes Source, Target, Type, Id,
// Label and Weight for what they are.
func writeEdges(w io.Writer, s *sheet) error {
	c := csv.NewWriter(w)
	if err := c.Write(append([]string{"Source", "Target", "Type", "Id", "Label", "Weight", "source_name", "target_name"}, names(s.edgeColumns)...)); err != nil {
		return err
	}
	labels := make(map[string]string, len(s.nodes))
	for i := range s.nodes {
		labels[s.nodes[i].id] = s.nodes[i].label
	}
	direction := "Undirected"
	if s.directed {
		direction = "Directed"
	}
	for e, err := range s.edges {
		if err != nil {
			return err
		}
		row := []string{e.source, e.target, direction, e.id, e.label, strconv.FormatFloat(e.weight, 'g', -1, 64), labels[e.source], labels[e.target]}
		if err := c.Write(Spreadsheet(append(row, e.values...))); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

func names(columns []column) []string {
	out := make([]string, len(columns))
	for i, c := range columns {
		out[i] = c.name
	}
	return out
}

// neo4jType is the type of a column in a heading of neo4j-admin.
func (t valueType) neo4j() string {
	switch t {
	case integer:
		return ":int"
	case number:
		return ":double"
	case day:
		return ":date"
	}
	return ""
}

func neo4jHeading(columns []column) []string {
	out := make([]string, len(columns))
	for i, c := range columns {
		out[i] = c.name + c.kind.neo4j()
	}
	return out
}

// oneLine keeps values to a line, as neo4j-admin reads them.
func oneLine(fields []string) []string {
	for i, f := range fields {
		if strings.ContainsAny(f, "\r\n") {
			fields[i] = strings.Join(strings.Fields(f), " ")
		}
	}
	return fields
}

// neo4jLabels are the labels of an actor of a kind.
func neo4jLabels(kind string) string {
	switch text.EntityKind(kind) {
	case text.KindPerson, text.KindOrg, text.KindState, text.KindGroup, text.KindPlace:
		return "Actor;" + strings.ToUpper(kind[:1]) + kind[1:]
	}
	return "Actor"
}

// neo4jRelation is the type of a relationship: the predicate, with its
// modality before it, so that a pattern for meetings finds none that was only
// planned.
func neo4jRelation(predicate string) string {
	up := strings.ToUpper(strings.TrimPrefix(predicate, "rel:"))
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return '_'
	}, up)
}

// writeNeo4jNodes writes the nodes for neo4j-admin database import.
func writeNeo4jNodes(w io.Writer, s *sheet) error {
	c := csv.NewWriter(w)
	if err := c.Write(append(append([]string{"id:ID", "name"}, neo4jHeading(s.nodeColumns)...), ":LABEL")); err != nil {
		return err
	}
	for i := range s.nodes {
		v := &s.nodes[i]
		row := append([]string{v.id, v.label}, v.values...)
		if err := c.Write(oneLine(append(row, neo4jLabels(v.kind)))); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// writeNeo4jEdges writes the edges for neo4j-admin database import.
func writeNeo4jEdges(w io.Writer, s *sheet) error {
	c := csv.NewWriter(w)
	if err := c.Write(append([]string{":START_ID", ":END_ID", ":TYPE", "weight:double", "label"}, neo4jHeading(s.edgeColumns)...)); err != nil {
		return err
	}
	for e, err := range s.edges {
		if err != nil {
			return err
		}
		row := []string{e.source, e.target, neo4jRelation(e.predicate), strconv.FormatFloat(e.weight, 'g', -1, 64), e.label}
		if err := c.Write(oneLine(append(row, e.values...))); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}
