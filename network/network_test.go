package network

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/xml"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries/story"
	"github.com/dramatis-kg/dramatis/schema"
)

// talks is a graph small enough to count by hand.
const talks = `doc one 2025-03-14 "One & only"
actor ann person "Ann <A>"
actor bo person "=Bo"
actor cy state "Cy"
a1: asserted ann meet bo on 2025-03-11 type CONSULT :: Ann met Bo on 11 March.
a2: asserted bo meet ann on 2025-03-11/2025-03-13 type CONSULT :: Bo met Ann between 11 and 13 March.
a3: planned ann talk bo by cy on 2025-03-14/.. with dee :: Cy said Ann would talk to Bo, with Dee.
a4: negated ann attack cy :: Ann did not attack Cy.
a5: asserted ann praise cy :: Ann praised Cy.
a6: asserted ann resign - on 2025-03-01 :: Ann resigned on 1 March.
`

func open(t testing.TB, src string) Source {
	t.Helper()
	ctx := context.Background()
	store, err := graph.Open(ctx, t.TempDir(), graph.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	st, err := story.Parse("test.story", src)
	if err != nil {
		t.Fatal(err)
	}
	for i := range st.Records {
		if _, err := store.Put(ctx, &st.Records[i]); err != nil {
			t.Fatal(err)
		}
	}
	s, err := Open(ctx, store)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func written(t testing.TB, src Source, r Request, name string) (string, Tally) {
	t.Helper()
	var b bytes.Buffer
	tally, err := Write(context.Background(), &b, src, r, name)
	if err != nil {
		t.Fatalf("%s as %s: %v", r.What, r.Format, err)
	}
	return b.String(), tally
}

// gexf is what a reader of GEXF 1.3 looks at, in the order of the schema.
type gexf struct {
	XMLName xml.Name `xml:"http://gexf.net/1.3 gexf"`
	Version string   `xml:"version,attr"`
	Graph   struct {
		Mode       string `xml:"mode,attr"`
		TimeFormat string `xml:"timeformat,attr"`
		Direction  string `xml:"defaultedgetype,attr"`
		Attributes []struct {
			Class string `xml:"class,attr"`
			List  []struct {
				ID   string `xml:"id,attr"`
				Type string `xml:"type,attr"`
			} `xml:"attribute"`
		} `xml:"attributes"`
		Nodes []gexfElement `xml:"nodes>node"`
		Edges []gexfElement `xml:"edges>edge"`
	} `xml:"graph"`
}

type gexfElement struct {
	ID     string `xml:"id,attr"`
	Label  string `xml:"label,attr"`
	Source string `xml:"source,attr"`
	Target string `xml:"target,attr"`
	Weight string `xml:"weight,attr"`
	Kind   string `xml:"kind,attr"`
	Values []struct {
		For   string `xml:"for,attr"`
		Value string `xml:"value,attr"`
	} `xml:"attvalues>attvalue"`
	Spells []struct {
		Start string `xml:"start,attr"`
		End   string `xml:"end,attr"`
	} `xml:"spells>spell"`
}

func (e *gexfElement) value(name string) string {
	for _, v := range e.Values {
		if v.For == name {
			return v.Value
		}
	}
	return ""
}

func parseGEXF(t *testing.T, s string) *gexf {
	t.Helper()
	var g gexf
	if err := xml.Unmarshal([]byte(s), &g); err != nil {
		t.Fatalf("%v in\n%s", err, s)
	}
	nodes, ids := map[string]bool{}, map[string]bool{}
	for _, v := range g.Graph.Nodes {
		nodes[v.ID] = true
	}
	for _, e := range g.Graph.Edges {
		if !nodes[e.Source] || !nodes[e.Target] {
			t.Errorf("edge %s from %s to %s: no such nodes", e.ID, e.Source, e.Target)
		}
		if ids[e.ID] {
			t.Errorf("edge %s is there twice", e.ID)
		}
		ids[e.ID] = true
	}
	for i, class := range []string{"node", "edge"} {
		declared := map[string]bool{}
		if a := g.Graph.Attributes[i]; a.Class != class {
			t.Errorf("attributes of %s, want %s", a.Class, class)
		}
		for _, a := range g.Graph.Attributes[i].List {
			declared[a.ID] = true
		}
		for _, e := range [][]gexfElement{g.Graph.Nodes, g.Graph.Edges}[i] {
			for _, v := range e.Values {
				if !declared[v.For] {
					t.Errorf("attribute %s is not declared", v.For)
				}
			}
		}
	}
	return &g
}

func TestGEXF(t *testing.T) {
	src := open(t, talks)
	out, tally := written(t, src, Request{What: Ties, Format: GEXF, Filter: graph.Filter{Prefixes: Modalities()}}, "")
	g := parseGEXF(t, out)
	if g.Version != "1.3" || g.Graph.Mode != "dynamic" || g.Graph.TimeFormat != "date" || g.Graph.Direction != "undirected" {
		t.Errorf("head %+v", g)
	}
	// ann-bo asserted and planned, ann-cy asserted, dee with both: the negated one joins nobody.
	if len(g.Graph.Nodes) != 4 || len(g.Graph.Edges) != 5 || tally.Edges != 5 || tally.Nodes != 4 {
		t.Fatalf("%d nodes, %d edges, tally %+v:\n%s", len(g.Graph.Nodes), len(g.Graph.Edges), tally, out)
	}
	met := g.Graph.Edges[0]
	if met.Source != "actor:ann" || met.Target != "actor:bo" || met.Weight != "2" || met.Kind != "asserted" || met.value("types") != "CONSULT" || met.value("relations") != "meet" {
		t.Errorf("got %+v", met)
	}
	if len(met.Spells) != 1 || met.Spells[0].Start != "2025-03-11" || met.Spells[0].End != "2025-03-13" {
		t.Errorf("spells that overlap are one: %+v", met.Spells)
	}
	plan := g.Graph.Edges[1]
	if plan.Kind != "planned" || plan.value("speakers") != "Cy" || len(plan.Spells) != 1 || plan.Spells[0].Start != "2025-03-14" || plan.Spells[0].End != "" {
		t.Errorf("an open date: %+v", plan)
	}
	for _, v := range g.Graph.Nodes {
		if always := v.ID == "actor:ann" || v.ID == "actor:cy"; always != (len(v.Spells) == 0) { // their edge has no date
			t.Errorf("%s has spells %v", v.ID, v.Spells)
		}
	}
	out, _ = written(t, src, Request{What: Ties, Format: GEXF, Filter: graph.Filter{Prefixes: Modalities()}, Speech: true}, "")
	if n := len(parseGEXF(t, out).Graph.Edges); n != 8 {
		t.Errorf("with speech, Cy is tied with three: %d edges", n)
	}
}

func TestStatementsAsEdges(t *testing.T) {
	src := open(t, talks)
	out, _ := written(t, src, Request{What: Statements, Format: GEXF}, "")
	g := parseGEXF(t, out)
	var got []string
	for _, e := range g.Graph.Edges {
		got = append(got, e.Source+" "+e.Kind+" "+e.Target)
	}
	slices.Sort(got)
	want := []string{"actor:ann not:attack actor:cy", "actor:ann plan:talk actor:bo", "actor:ann plan:talk actor:dee", "actor:ann rel:meet actor:bo",
		"actor:ann rel:praise actor:cy", "actor:bo rel:meet actor:ann"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

func TestSelect(t *testing.T) {
	src := open(t, talks)
	for _, c := range []struct {
		part         Part
		nodes, edges int
	}{
		{Part{}, 4, 5}, {Part{Nodes: 2}, 2, 2}, {Part{Edges: 1}, 4, 2}, // an edge of Select has several modalities
		{Part{Center: nodes("cy"), Depth: 1}, 2, 1}, {Part{Center: nodes("cy"), Depth: 2}, 4, 5},
	} {
		out, _ := written(t, src, Request{What: Ties, Format: GEXF, Filter: graph.Filter{Prefixes: Modalities()}, Part: c.part}, "")
		if g := parseGEXF(t, out); len(g.Graph.Nodes) != c.nodes || len(g.Graph.Edges) != c.edges {
			t.Errorf("%+v: %d nodes, %d edges, want %d, %d", c.part, len(g.Graph.Nodes), len(g.Graph.Edges), c.nodes, c.edges)
		}
	}
}

func TestGraphML(t *testing.T) {
	src := open(t, talks)
	for _, what := range []What{Ties, Statements} {
		out, _ := written(t, src, Request{What: what, Format: GraphML}, "")
		var g struct {
			XMLName xml.Name `xml:"http://graphml.graphdrawing.org/xmlns graphml"`
			Keys    []struct {
				ID   string `xml:"id,attr"`
				For  string `xml:"for,attr"`
				Name string `xml:"attr.name,attr"`
				Type string `xml:"attr.type,attr"`
			} `xml:"key"`
			Graph struct {
				Direction string `xml:"edgedefault,attr"`
				Nodes     []struct {
					ID   string `xml:"id,attr"`
					Data []struct {
						Key   string `xml:"key,attr"`
						Value string `xml:",chardata"`
					} `xml:"data"`
				} `xml:"node"`
				Edges []struct {
					ID string `xml:"id,attr"`
				} `xml:"edge"`
			} `xml:"graph"`
		}
		if err := xml.Unmarshal([]byte(out), &g); err != nil {
			t.Fatal(err)
		}
		if want := map[What]string{Ties: "undirected", Statements: "directed"}[what]; g.Graph.Direction != want || len(g.Graph.Nodes) != 4 || len(g.Graph.Edges) != 6 {
			t.Errorf("%s: %s, %d nodes, %d edges", what, g.Graph.Direction, len(g.Graph.Nodes), len(g.Graph.Edges))
		}
		keys := map[string]bool{}
		for _, k := range g.Keys {
			if keys[k.ID] || !slices.Contains([]string{"string", "int", "double"}, k.Type) {
				t.Errorf("key %+v", k)
			}
			keys[k.ID] = true
		}
		for _, v := range g.Graph.Nodes {
			if v.ID == "actor:ann" && v.Data[0].Value != "Ann <A>" {
				t.Errorf("label %q", v.Data[0].Value)
			}
			for _, d := range v.Data {
				if !keys[d.Key] {
					t.Errorf("key %s is not declared", d.Key)
				}
			}
		}
	}
}

func TestCSV(t *testing.T) {
	src := open(t, talks)
	for _, c := range []struct {
		r    Request
		name string
		head string
		rows int
		has  string
	}{
		{Request{What: Ties, Format: CSV}, "nodes.csv", "Id,Label,kind", 4, "'=Bo"},
		{Request{What: Ties, Format: CSV}, "edges.csv", "Source,Target,Type,Id,Label,Weight", 6, "'=Bo"},
		{Request{What: Ties, Format: Neo4j}, "nodes.csv", "id:ID,name,kind", 4, "Actor;Person"},
		{Request{What: Ties, Format: Neo4j}, "edges.csv", ":START_ID,:END_ID,:TYPE,weight:double", 6, "PLANNED"},
		{Request{What: Statements, Format: Neo4j}, "edges.csv", ":START_ID,:END_ID,:TYPE,weight:double", 6, "NOT_ATTACK"},
		{Request{What: Statements, Format: CSV}, "", "statement,date,first,last", 6, "Ann resigned on 1 March."},
	} {
		out, _ := written(t, src, c.r, c.name)
		rows, err := csv.NewReader(strings.NewReader(out)).ReadAll() // refuses rows of unequal length
		if err != nil || !strings.HasPrefix(out, c.head) || len(rows) != c.rows+1 || !strings.Contains(out, c.has) {
			t.Errorf("%s %s %s: %v, %d rows:\n%s", c.r.What, c.r.Format, c.name, err, len(rows), out)
		}
	}
}

func TestSameBytes(t *testing.T) {
	b, err := os.ReadFile("../queries/testdata/ceasefire.story")
	if err != nil {
		t.Fatal(err)
	}
	one, other := open(t, string(b)), open(t, string(b))
	for _, what := range []What{Ties, Statements, Quads} {
		for _, f := range Formats(what) {
			for _, name := range Names(what, f) {
				r := Request{What: what, Format: f}
				x, _ := written(t, one, r, name)
				y, _ := written(t, other, r, name)
				if x == "" || x != y {
					t.Errorf("%s as %s: %d and %d bytes that differ", what, f, len(x), len(y))
				}
			}
		}
	}
}

func TestMerged(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""}, {"05-05", "05-05"}, {"05-05 05-05", "05-05"}, {"07-09 05-06", "05-06 07-09"}, {"05-07 06-09", "05-09"}, {"05-07 07-09", "05-09"},
		{"05-09 06-07", "05-09"}, {"-06 05-09", "-09"}, {"05- 07-09", "05-"}, {"-06 -03 08-", "-06 08-"}, {"05-06 -", "-"},
	} {
		var in []Spell
		for _, s := range strings.Fields(c.in) {
			a, b, _ := strings.Cut(s, "-")
			in = append(in, Spell{a, b})
		}
		var got []string
		for _, s := range merged(in) {
			got = append(got, s.First+"-"+s.Last)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("merged(%s) = %s, want %s", c.in, got, c.want)
		}
	}
}

func TestRequest(t *testing.T) {
	for _, c := range []struct {
		r    Request
		want string
	}{
		{Request{What: Ties, Format: "xml"}, "unknown format"},
		{Request{What: "all", Format: GEXF}, "unknown content"},
		{Request{What: Quads, Format: GEXF}, "want nquads"},
		{Request{What: Ties, Format: GEXF, Part: Part{Depth: -1}, Filter: graph.Filter{From: "x"}}, "negative"},
	} {
		if err := c.r.Validate(); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %v", c.r, err)
		}
	}
	for f, want := range map[Format]What{GEXF: Ties, GraphML: Ties, Neo4j: Ties, CSV: Statements, NDJSON: Statements, JSONLD: Statements, NQuads: Quads} {
		if got := Usual(f); got != want {
			t.Errorf("Usual(%s) = %s, want %s", f, got, want)
		}
	}
}

func nodes(slug string) []schema.NodeID { return []schema.NodeID{schema.NodeID("actor:" + slug)} }
