package network

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// escaped is s as the value of an attribute or the text of an element.
// Characters that XML does not have are replaced.
func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder does not fail
	return b.String()
}

// writeGEXF writes a dynamic network in GEXF 1.3 (gexf.net): the days of an
// edge are its spells, and what has no date has none and is always there.
func writeGEXF(w io.Writer, s *sheet) error {
	b := bufio.NewWriter(w)
	direction := "undirected"
	if s.directed {
		direction = "directed"
	}
	fmt.Fprintf(b, `<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">
<graph mode="dynamic" defaultedgetype="%s" timeformat="date" timerepresentation="interval">
`, direction)
	for _, class := range []struct {
		name    string
		columns []column
	}{{"node", s.nodeColumns}, {"edge", s.edgeColumns}} {
		fmt.Fprintf(b, "<attributes class=\"%s\" mode=\"static\">\n", class.name)
		for _, c := range class.columns {
			kind := c.kind
			if kind == day {
				kind = words
			}
			fmt.Fprintf(b, "<attribute id=\"%s\" title=\"%s\" type=\"%s\"/>\n", c.name, c.name, kind)
		}
		fmt.Fprint(b, "</attributes>\n")
	}
	fmt.Fprint(b, "<nodes>\n")
	for i := range s.nodes {
		v := &s.nodes[i]
		fmt.Fprintf(b, "<node id=\"%s\" label=\"%s\">", escaped(v.id), escaped(v.label))
		gexfBody(b, s.nodeColumns, v.values, v.spells)
		fmt.Fprint(b, "</node>\n")
	}
	fmt.Fprint(b, "</nodes>\n<edges>\n")
	for e, err := range s.edges {
		if err != nil {
			return err
		}
		fmt.Fprintf(b, "<edge id=\"%s\" source=\"%s\" target=\"%s\" label=\"%s\" weight=\"%s\" kind=\"%s\">",
			escaped(e.id), escaped(e.source), escaped(e.target), escaped(e.label), strconv.FormatFloat(e.weight, 'g', -1, 64), escaped(e.predicate))
		gexfBody(b, s.edgeColumns, e.values, e.spells)
		fmt.Fprint(b, "</edge>\n")
	}
	fmt.Fprint(b, "</edges>\n</graph>\n</gexf>\n")
	return b.Flush() // keeps the first failure of all
}

func gexfBody(b *bufio.Writer, columns []column, values []string, spells []Spell) {
	fmt.Fprint(b, "<attvalues>")
	for i, c := range columns {
		if values[i] != "" {
			fmt.Fprintf(b, "<attvalue for=\"%s\" value=\"%s\"/>", c.name, escaped(values[i]))
		}
	}
	fmt.Fprint(b, "</attvalues>")
	if len(spells) == 0 {
		return
	}
	fmt.Fprint(b, "<spells>")
	for _, sp := range spells {
		fmt.Fprint(b, "<spell")
		if sp.First != "" {
			fmt.Fprintf(b, " start=\"%s\"", sp.First)
		}
		if sp.Last != "" {
			fmt.Fprintf(b, " end=\"%s\"", sp.Last)
		}
		fmt.Fprint(b, "/>")
	}
	fmt.Fprint(b, "</spells>")
}
