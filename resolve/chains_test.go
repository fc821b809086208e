package resolve

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// named builds a document from its text, in which [name|kind chain] marks a
// name: "[Ann Lee|p0] met [Lee|p0]."
func named(t *testing.T, marked string) *text.Document {
	t.Helper()
	kinds := map[byte]text.EntityKind{'p': text.KindPerson, 'o': text.KindOrg, 's': text.KindState, 'l': text.KindPlace}
	d := &text.Document{Article: &text.Article{ID: "doc:1"}}
	var body strings.Builder
	s := text.Sentence{}
	for i, part := range strings.Split(marked, "[") {
		plain := part
		if i > 0 {
			mark, rest, _ := strings.Cut(part, "]")
			name, tag, _ := strings.Cut(mark, "|")
			chain := int(tag[1] - '0')
			m := text.Mention{Span: text.Span{Start: body.Len(), End: body.Len() + len(name)}, First: len(s.Tokens), Form: text.FormName, Kind: kinds[tag[0]], Chain: chain}
			for w := range strings.SplitSeq(name, " ") {
				upos := "PROPN"
				if strings.HasSuffix(w, "ian") {
					upos = "ADJ"
				}
				s.Tokens = append(s.Tokens, text.Token{Text: w, Norm: w, UPOS: upos})
			}
			m.End = len(s.Tokens)
			m.Head = m.End - 1
			body.WriteString(name)
			for len(d.Chains) <= chain {
				d.Chains = append(d.Chains, text.Chain{Kind: kinds[tag[0]]})
			}
			if len(name) > len(d.Chains[chain].Name) {
				d.Chains[chain].Name = name
			}
			d.Chains[chain].Mentions = append(d.Chains[chain].Mentions, len(d.Mentions))
			d.Mentions = append(d.Mentions, m)
			plain = rest
		}
		body.WriteString(plain)
	}
	d.Article.Text = body.String()
	d.Sentences = []text.Sentence{s}
	return d
}

func TestJoinChains(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a first name by itself", "[Daniel Moss|p0] left. [Daniel|p1] was tired.", "[0 0]"},
		{"a first name of two", "[Daniel Moss|p0] met [Daniel Reed|p1]. [Daniel|p2] left.", "[0 1 2]"},
		{"a slip of the pen", "[Karin Maurer|p0] spoke. [Mauer|p1] left.", "[0 0]"},
		{"another surname", "[Karin Maurer|p0] spoke. [Miller|p1] left.", "[0 1]"},
		{"a short surname", "[Ann Lee|p0] spoke to [Lea|p1].", "[0 1]"},
		{"half of a country", "[North Loria|s0] fired. The [South|o1] saw how the [North|o2] fired.", "[0 1 0]"},
		{"half of a country beside its people", "[South Loria|s0] and a [South Lorian|s1] said the [South|o2] fired.", "[0 1 0]"},
		{"the noun alone", "the [Church of Loria|o0] paid; the [Church|o1] said", "[0 0]"},
		{"the noun of two", "the [Church of Loria|o0] paid the [Free Church|o1]; the [Church|o2] said", "[0 1 2]"},
		{"acronym in brackets", "the [Union of Free Bakers|o0] ([UFB|o1]) met", "[0 0]"},
		{"letters of another language, used again", "the [Election Office of Freedonia|o0] ([NVI|o1]) met, and the [NVI|o1] left", "[0 0]"},
		{"letters of another language, used once", "the [Election Office of Freedonia|o0] ([NVI|o1]) met", "[0 1]"},
		{"acronym before the brackets, turned round", "[BUF|o0] ([Free Union of Bakers|o1]) met", "[1 1]"},
		{"brackets that define nothing", "the [Union of Free Bakers|o0] ([Oslo|l1]) met", "[0 1]"},
		{"without the nationality", "the [Lorian Supreme Court|o0] ruled; the [Supreme Court|o1] said", "[0 0]"},
		{"without what it is for", "the [Berg Foundation for Dance|o0] paid; the [Berg Foundation|o1] said", "[0 0]"},
		{"the short name first", "the [Berg Foundation|o0] paid; the [Berg Foundation for Dance|o1] said", "[0 1]"},
		{"two long names", "[Bank of Loria|o0], [Trade Bank of Loria|o1], [Trade Bank of Moria|o2], [Trade Bank|o3]", "[0 1 2 3]"},
	} {
		same, why := joinChains(named(t, c.text))
		if got := fmt.Sprint(same); got != c.want {
			t.Errorf("%s: got %s, want %s (%v)", c.name, got, c.want, why)
		}
	}
	// Every join is told.
	d := named(t, "[Daniel Moss|p0] left. [Daniel|p1] was tired.")
	rec := Local(d, []schema.Statement{{ID: "st:1", Subject: schema.Term{Kind: schema.TermActor, Mention: 1, Text: "Daniel"}, Relation: "say"}}, Nothing{})
	if len(rec.Locals) != 1 || rec.Locals[0].Name != "Daniel Moss" || !slices.Contains(rec.Locals[0].Reasons, `"Daniel" is "Daniel Moss": the only person of that first name`) {
		t.Errorf("got %+v", rec.Locals)
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"maurer", "mauer", 1}, {"untied", "united", 1}, {"kitten", "sitting", 3}, {"", "ab", 2}} {
		if got := distance(c.a, c.b); got != c.want {
			t.Errorf("distance(%s, %s) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

// offices knows who presided over Loria.
type offices struct{ Nothing }

func (offices) Holder(phrase, day string) (Known, bool) {
	if phrase != "the Lorian president" {
		return Known{}, false
	}
	if day < "2020-01-01" {
		return Known{Name: "Anna Berg", Kind: text.KindPerson, Why: "President of Loria to 2019"}, true
	}
	return Known{Name: "Karl Holm", Kind: text.KindPerson, Why: "President of Loria from 2020"}, true
}

// The holder of an office is a question of the day: of the statement, else of
// publication.
func TestLocalOffice(t *testing.T) {
	const body = "the Lorian president spoke"
	d := &text.Document{Article: &text.Article{ID: "doc:1", Text: body, Published: "2021-05-01"},
		Mentions: []text.Mention{{Span: text.Span{Start: 0, End: 20}, Form: text.FormNominal, Kind: text.KindPerson, Chain: -1}}}
	early, _ := schema.Day("2018-03-01", schema.BasisExplicit)
	term := schema.Term{Kind: schema.TermActor, Text: "the Lorian president", Mention: 0}
	rec := Local(d, []schema.Statement{{ID: "st:1", Subject: term, Relation: "say"}, {ID: "st:2", Subject: term, Relation: "leave", Date: early}}, offices{})
	if a, b := rec.Statements[0].Subject, rec.Statements[1].Subject; a.Name != "Karl Holm" || b.Name != "Anna Berg" {
		t.Errorf("got %q and %q", a.Name, b.Name)
	}
	d.Article.Published = ""
	if rec := Local(d, []schema.Statement{{ID: "st:1", Subject: term, Relation: "say"}}, offices{}); rec.Locals[0].Named {
		t.Errorf("without a day: %+v", rec.Locals)
	}
}

// A delegation is of those whom its name says.
func TestLocalBelongs(t *testing.T) {
	d := named(t, "the [Lorian|s0] and [Morian|s1] delegations met")
	s := &d.Sentences[0]
	s.Span = text.Span{Start: 0, End: len(d.Article.Text)}
	s.Tokens[0].Deprel, s.Tokens[0].Head = "amod", 2
	s.Tokens[1].Deprel, s.Tokens[1].Head = "conj", 0
	s.Tokens = append(s.Tokens, text.Token{Text: "delegations", Norm: "delegations", Lemma: "delegation", Head: -1})
	d.Mentions = append(d.Mentions, text.Mention{Span: text.Span{Start: 0, End: len("the Lorian and Morian delegations")}, First: 0, End: 3, Head: 2,
		Form: text.FormNominal, Kind: text.KindGroup, Chain: -1})
	rec := Local(d, []schema.Statement{{ID: "st:1", Subject: schema.Term{Kind: schema.TermActor, Mention: 2, Text: "the Lorian and Morian delegations"}, Relation: "meet"}}, Nothing{})
	var got []string
	for _, a := range rec.Locals {
		for _, r := range a.Roles {
			got = append(got, a.Name+" "+r.Noun+" of "+r.Of.Name)
		}
	}
	want := []string{"Lorian and Morian delegations delegation of Lorian", "Lorian and Morian delegations delegation of Morian"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
