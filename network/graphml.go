package network

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
)

// graphMLType is the type of a column in GraphML.
func (t valueType) graphML() string {
	switch t {
	case integer:
		return "int"
	case number:
		return "double"
	}
	return "string"
}

// writeGraphML writes a network in GraphML (graphml.graphdrawing.org), as
// yEd, Cytoscape, igraph and networkx read it. Parallel edges have ids.
func writeGraphML(w io.Writer, s *sheet) error {
	b := bufio.NewWriter(w)
	fmt.Fprint(b, `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
`)
	key := func(of, id, name string, kind valueType) {
		fmt.Fprintf(b, "<key id=\"%s\" for=\"%s\" attr.name=\"%s\" attr.type=\"%s\"/>\n", id, of, name, kind.graphML())
	}
	key("node", "label", "label", words)
	for i, c := range s.nodeColumns {
		key("node", "n"+strconv.Itoa(i), c.name, c.kind)
	}
	key("edge", "edge_label", "label", words)
	key("edge", "weight", "weight", number)
	for i, c := range s.edgeColumns {
		key("edge", "e"+strconv.Itoa(i), c.name, c.kind)
	}
	direction := "undirected"
	if s.directed {
		direction = "directed"
	}
	fmt.Fprintf(b, "<graph id=\"dramatis\" edgedefault=\"%s\">\n", direction)
	data := func(prefix string, values []string) {
		for i, v := range values {
			if v != "" {
				fmt.Fprintf(b, "<data key=\"%s%d\">%s</data>", prefix, i, escaped(v))
			}
		}
	}
	for i := range s.nodes {
		v := &s.nodes[i]
		fmt.Fprintf(b, "<node id=\"%s\"><data key=\"label\">%s</data>", escaped(v.id), escaped(v.label))
		data("n", v.values)
		fmt.Fprint(b, "</node>\n")
	}
	for e, err := range s.edges {
		if err != nil {
			return err
		}
		fmt.Fprintf(b, "<edge id=\"e%s\" source=\"%s\" target=\"%s\"><data key=\"edge_label\">%s</data><data key=\"weight\">%s</data>",
			escaped(e.id), escaped(e.source), escaped(e.target), escaped(e.label), strconv.FormatFloat(e.weight, 'g', -1, 64))
		data("e", e.values)
		fmt.Fprint(b, "</edge>\n")
	}
	fmt.Fprint(b, "</graph>\n</graphml>\n")
	return b.Flush()
}
