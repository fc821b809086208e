package resolve

import (
	"fmt"
	"math/rand"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// corpus builds documents from lines "doc: kind Name, kind Name". A name
// preceded by = is known to the gazetteer by the name after it:
// "state Kyiv=Ukraine". A name in lower case is nameless.
func corpus(t *testing.T, lines ...string) []DocLocals {
	t.Helper()
	kinds := map[string]text.EntityKind{"p": text.KindPerson, "o": text.KindOrg, "s": text.KindState, "l": text.KindPlace, "g": text.KindGroup}
	var docs []DocLocals
	for _, line := range lines {
		id, rest, ok := strings.Cut(line, ": ")
		if !ok {
			t.Fatalf("corpus line %q", line)
		}
		d := DocLocals{Doc: text.ArticleID("doc:" + id)}
		for _, item := range strings.Split(rest, ", ") {
			k, name, _ := strings.Cut(item, " ")
			name, known, isKnown := strings.Cut(name, "=")
			a := schema.LocalActor{Key: schema.Slug(name), Name: name, Kind: kinds[k], Named: strings.ToLower(name) != name}
			if g := name[len(name)-1]; g == '*' || g == '^' { // Name* is a woman, Name^ a man
				a.Name, a.Gender = name[:len(name)-1], map[byte]string{'*': "f", '^': "m"}[g]
				a.Key = schema.Slug(a.Name)
			}
			if a.Kind == text.KindState && !isKnown {
				a.Country = strings.ToUpper(name[:2])
			}
			if isKnown {
				a.Name, a.Known = known, schema.NodeID("actor:"+schema.Slug(known))
			}
			a.Names = []schema.Name{{Text: strings.TrimRight(name, "*^"), Count: 1}}
			d.Locals = append(d.Locals, a)
		}
		docs = append(docs, d)
	}
	return docs
}

// nodes prints an assignment as "doc/key=id", sorted.
func nodes(a Assignment) []string {
	var out []string
	for doc, m := range a {
		for key, g := range m {
			out = append(out, fmt.Sprintf("%s/%s=%s", strings.TrimPrefix(string(doc), "doc:"), key, strings.TrimPrefix(string(g.ID), "actor:")))
		}
	}
	slices.Sort(out)
	return out
}

var linkCases = []struct {
	name string
	docs []string
	want []string
}{
	{"surname joins the only full name", []string{"1: p Steve Witkoff", "2: p Witkoff"},
		[]string{"1/steve-witkoff=steve-witkoff", "2/witkoff=steve-witkoff"}},
	{"surname stays apart between two people", []string{"1: p Bill Clinton", "2: p Hillary Clinton", "3: p Clinton"},
		[]string{"1/bill-clinton=bill-clinton", "2/hillary-clinton=hillary-clinton", "3/clinton=clinton"}},
	{"gender decides between two people", []string{"1: p Bill Clinton^", "2: p Hillary Clinton*", "3: p Clinton*"},
		[]string{"1/bill-clinton=bill-clinton", "2/hillary-clinton=hillary-clinton", "3/clinton=hillary-clinton"}},
	{"middle initials", []string{"1: p Donald J. Trump", "2: p Donald Trump", "3: p Donald Trump"},
		[]string{"1/donald-j-trump=donald-trump", "2/donald-trump=donald-trump", "3/donald-trump=donald-trump"}},
	{"an initial that may be two people", []string{"1: p J. Smith", "2: p John Smith", "3: p Jane Smith"},
		[]string{"1/j-smith=j-smith", "2/john-smith=john-smith", "3/jane-smith=jane-smith"}},
	{"generations", []string{"1: p George Bush Jr.", "2: p George Bush Sr."},
		[]string{"1/george-bush-jr=george-bush-jr", "2/george-bush-sr=george-bush-sr"}},
	{"transliteration", []string{"1: p Aliaksandr Lukashenka", "2: p Alexander Lukashenko", "3: p Alexander Lukashenko"},
		[]string{"1/aliaksandr-lukashenka=alexander-lukashenko", "2/alexander-lukashenko=alexander-lukashenko", "3/alexander-lukashenko=alexander-lukashenko"}},
	{"similar names of different people", []string{"1: p Maria Petrov", "2: p Mario Petrov", "3: p Ivan Petrov"},
		[]string{"1/maria-petrov=maria-petrov", "2/mario-petrov=mario-petrov", "3/ivan-petrov=ivan-petrov"}},
	{"states by the gazetteer", []string{"1: s Kyiv=Ukraine, l Kyiv", "2: s Ukraine=Ukraine", "3: s Austria, s Australia"},
		[]string{"1/kyiv=kyiv", "1/kyiv=ukraine", "2/ukraine=ukraine", "3/australia=australia", "3/austria=austria"}},
	{"legal forms", []string{"1: o Apple Inc.", "2: o Apple"},
		[]string{"1/apple-inc=apple-inc", "2/apple=apple-inc"}},
	{"the same name of two kinds", []string{"1: p Paris", "2: l Paris"},
		[]string{"1/paris=paris", "2/paris=paris-place"}},
	{"nameless actors stay in their document", []string{"1: g two officials", "2: g two officials"},
		[]string{"1/two-officials=two-officials/1", "2/two-officials=two-officials/2"}},
	{"common names of two states", []string{"1: s Loria, o Supreme Court, o Labour Party", "2: s Moria, o Supreme Court", "3: s Loria, o Supreme Court"},
		[]string{"1/labour-party=labour-party", "1/loria=loria", "1/supreme-court=supreme-court", "2/moria=moria", "2/supreme-court=supreme-court-mo", "3/loria=loria", "3/supreme-court=supreme-court"}},
	{"common names without a state", []string{"1: o Supreme Court", "2: o Supreme Court"},
		[]string{"1/supreme-court=supreme-court", "2/supreme-court=supreme-court-organisation"}},
	{"one name in two orders", []string{"1: p Orbán Viktor", "2: p Viktor Orban"},
		[]string{"1/orb-n-viktor=orban-viktor", "2/viktor-orban=orban-viktor"}},
	{"a second surname among the same people", []string{"1: p Luz Quispe, o Miners Federation", "2: p Luz Quispe Mamani, o Miners Federation", "3: p Quispe"},
		[]string{"1/luz-quispe=luz-quispe-mamani", "1/miners-federation=miners-federation", "2/luz-quispe-mamani=luz-quispe-mamani", "2/miners-federation=miners-federation", "3/quispe=luz-quispe-mamani"}},
	{"a second surname among others", []string{"1: p Ana Rojas", "2: p Ana Rojas Vidal"},
		[]string{"1/ana-rojas=ana-rojas", "2/ana-rojas-vidal=ana-rojas-vidal"}},
	{"a double surname by itself", []string{"1: p Lena Kessler-Wolf, p Franz Wolf", "2: p Kessler-Wolf"},
		[]string{"1/franz-wolf=franz-wolf", "1/lena-kessler-wolf=lena-kessler-wolf", "2/kessler-wolf=lena-kessler-wolf"}},
	{"a surname with its article", []string{"1: p Abu Omar al-Masri", "2: p Al-Masri"},
		[]string{"1/abu-omar-al-masri=abu-omar-al-masri", "2/al-masri=abu-omar-al-masri"}},
	{"a firm that one document takes for a person", []string{"1: o Holm Elektrik", "2: p Holm Elektrik^", "3: p Holm Elektrik"},
		[]string{"1/holm-elektrik=holm-elektrik", "2/holm-elektrik=holm-elektrik", "3/holm-elektrik=holm-elektrik"}},
	{"a surname is no firm", []string{"1: o Holm", "2: o Holm", "3: p Holm", "4: p Karl Holm"},
		[]string{"1/holm=holm", "2/holm=holm", "3/holm=karl-holm", "4/karl-holm=karl-holm"}},
	{"Arabic first names of two words", []string{"1: p Abdul Rahman al-Qadi", "2: p Abdelrahman Al-Qadi", "3: p Abdul Qadi"},
		[]string{"1/abdul-rahman-al-qadi=abdul-rahman-al-qadi", "2/abdelrahman-al-qadi=abdul-rahman-al-qadi", "3/abdul-qadi=abdul-qadi"}},
	{"accents and apostrophes", []string{"1: p Emmanuel Macron, p Sinéad O’Neill", "2: p Sinead O'Neill"},
		[]string{"1/emmanuel-macron=emmanuel-macron", "1/sin-ad-oneill=sinead-oneill", "2/sinead-oneill=sinead-oneill"}},
}

func TestLink(t *testing.T) {
	for _, c := range linkCases {
		t.Run(c.name, func(t *testing.T) {
			docs := corpus(t, c.docs...)
			if c.name == "states by the gazetteer" {
				docs[0].Locals[1].Key = "kyiv-2"
			}
			got := nodes(Link(docs))
			for i := range got {
				got[i] = strings.Replace(got[i], "kyiv-2=", "kyiv=", 1)
			}
			slices.Sort(got)
			if !reflect.DeepEqual(got, c.want) {
				t.Errorf("got  %v\nwant %v", got, c.want)
			}
		})
	}
}

// Link must not care in which order documents arrive.
func TestLinkOrder(t *testing.T) {
	var lines []string
	for i, c := range linkCases {
		for j, d := range c.docs {
			_, rest, _ := strings.Cut(d, ": ")
			lines = append(lines, fmt.Sprintf("%02d%d: %s", i, j, rest))
		}
	}
	docs := corpus(t, lines...)
	want := Link(docs)
	rng := rand.New(rand.NewSource(1))
	for range 50 {
		rng.Shuffle(len(docs), func(i, j int) { docs[i], docs[j] = docs[j], docs[i] })
		if got := Link(docs); !reflect.DeepEqual(got, want) {
			t.Fatalf("another order gave\n%v\nwant\n%v", nodes(got), nodes(want))
		}
	}
}

func TestSkeleton(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"aliaksandr", "alexander", true},
		{"zelensky", "zelenskyy", true},
		{"volodymyr", "vladimir", true},
		{"sergei", "sergey", true},
		{"iran", "iraq", false},
		{"ivanov", "ivanova", true}, // gender and similarity tell these apart, or do not
		{"peskov", "pushkov", false},
	} {
		if got := skeleton(c.a) == skeleton(c.b); got != c.same {
			t.Errorf("skeleton(%s)=%s, skeleton(%s)=%s: same %v, want %v", c.a, skeleton(c.a), c.b, skeleton(c.b), got, c.same)
		}
	}
}

func TestApply(t *testing.T) {
	day, _ := schema.Day("2025-03-13", schema.BasisExplicit)
	actor := func(local string) schema.Term {
		return schema.Term{Kind: schema.TermActor, Local: local, Text: local}
	}
	rec := &schema.Record{
		Doc: schema.DocMeta{ID: "doc:1"},
		Locals: []schema.LocalActor{
			{Key: "putin", Name: "Putin", Kind: text.KindPerson, Named: true, Names: []schema.Name{{Text: "Putin", Count: 2}}},
			{Key: "vladimir-putin", Name: "Vladimir Putin", Kind: text.KindPerson, Named: true, Names: []schema.Name{{Text: "Vladimir Putin", Count: 1}}},
			{Key: "witkoff", Name: "Witkoff", Kind: text.KindPerson, Named: true},
		},
		Statements: []schema.Statement{
			{ID: "st:1", Subject: actor("witkoff"), Relation: "meet", Object: actor("putin"), EventType: schema.Consult, Modality: schema.Asserted, Date: day},
			{ID: "st:2", Subject: actor("vladimir-putin"), Relation: "meet", Object: actor("witkoff"), EventType: schema.Consult, Modality: schema.Asserted, Date: day},
			{ID: "st:3", Subject: actor("vladimir-putin"), Relation: "meet", Object: actor("witkoff"), EventType: schema.Consult, Modality: schema.Planned, Date: day},
		},
	}
	got, err := Apply(rec, Link([]DocLocals{{"doc:1", rec.Locals}}))
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Actors) != 2 || got.Actors[0].ID != "actor:vladimir-putin" || len(got.Actors[0].Names) != 2 {
		t.Errorf("actors: %+v", got.Actors)
	}
	const id = "event:2025-03-13/consult/vladimir-putin+witkoff"
	if len(got.Events) != 1 || got.Events[0].ID != id {
		t.Errorf("events: %+v, want one, %s", got.Events, id)
	}
	want := map[schema.StatementID]schema.NodeID{"st:1": id, "st:2": id}
	if !reflect.DeepEqual(got.StatementEvent, want) {
		t.Errorf("statements of events: %v, want %v", got.StatementEvent, want)
	}
	if rec.Statements[0].Subject.ID != "" {
		t.Error("Apply changed its input")
	}
	if _, err := Apply(rec, Assignment{}); err == nil {
		t.Error("an assignment without the record's actors gave no error")
	}
}

// What is mistaken for a person keeps the kind that others give it.
func TestLinkMistaken(t *testing.T) {
	docs := corpus(t, "1: o Holm Elektrik", "2: p Holm Elektrik^", "3: p Holm Elektrik^")
	g := Link(docs)["doc:3"]["holm-elektrik"]
	if g.Kind != text.KindOrg || !slices.Contains(g.Reasons, "other articles have an organisation of that name (certainty 0.65)") {
		t.Errorf("Holm Elektrik is %s for %q, want an organisation", g.Kind, g.Reasons)
	}
	docs = corpus(t, "1: o Holm Elektrik", "2: p Holm Elektrik^")
	docs[1].Locals[0].Roles = []schema.Role{{Noun: "envoy"}}
	if a := Link(docs); a["doc:1"]["holm-elektrik"].ID == a["doc:2"]["holm-elektrik"].ID {
		t.Error("the envoy Holm Elektrik is an organisation")
	}
}

// A surname that two have is whose office it holds, among the same people.
func TestLinkOffice(t *testing.T) {
	role := func(a *schema.LocalActor, noun string) { a.Roles = []schema.Role{{Noun: noun}} }
	for _, c := range []struct {
		noun, friend, want string
	}{
		{"spokesman", "Ann Lee", "actor:viktor-holm"}, {"minister", "Ann Lee", "actor:ruslan-holm"},
		{"spokesman", "Bo Ek", "actor:holm"}, {"envoy", "Ann Lee", "actor:holm"},
	} {
		docs := corpus(t, "1: p Viktor Holm, p Ruslan Holm, p Ann Lee", "2: p Holm, p "+c.friend)
		role(&docs[0].Locals[0], "spokesman")
		role(&docs[0].Locals[1], "minister")
		role(&docs[1].Locals[0], c.noun)
		if got := Link(docs)["doc:2"]["holm"].ID; string(got) != c.want {
			t.Errorf("the %s Holm with %s is %s, want %s", c.noun, c.friend, got, c.want)
		}
	}
}
