package extract

import (
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// TestHappenings reads short stories, published on Wednesday 19 March 2025,
// and compares where the words in question are placed: word, modality,
// anchor, how it is known.
func TestHappenings(t *testing.T) {
	for _, c := range []struct{ body, want string }{
		{"Anna Lind met Eva Strand on Monday. She praised the deal.", "met asserted 2025-03-17 own; praised asserted 2025-03-17 narrative"},
		{"The company reports a loss.", "reports asserted 2025-03-19 narrative"},
		{"Norway has built a harbour.", "built asserted 2025-03-19 narrative"},
		{"Norway has often built harbours.", "built asserted - -"},
		{"Norway had built a harbour.", "built asserted - -"},
		{"Norway will build a harbour in 2027.", "build planned 2027 own"},
		{"Norway did not attack Lakeside on Monday.", "attack negated 2025-03-17 own"},
		{"Anna Lind has led the firm since 2004.", "led asserted 2004 own"},
		{"In 2004, the firm says, it lost money.", "lost asserted 2004 own"},
		{"The firm filed for bankruptcy Thursday.", "filed asserted 2025-03-13 own"},
	} {
		d := annotate(t, &text.Article{ID: "doc:x", Text: c.body, Published: "2025-03-19"})
		got := map[string]string{}
		for _, h := range Happenings(d, Options{}) {
			word := h.Span.In(c.body)
			anchor, basis := h.Anchor.EDTF(), h.AnchorBasis
			if anchor == "" {
				anchor, basis = "-", "-"
			}
			got[word] = strings.Join([]string{word, string(h.Modality), anchor, basis}, " ")
		}
		for want := range strings.SplitSeq(c.want, "; ") {
			word, _, _ := strings.Cut(want, " ")
			if got[word] != want {
				t.Errorf("%s\n got %q\nwant %q", c.body, got[word], want)
			}
		}
	}
}

func TestHappeningParties(t *testing.T) {
	body := "The town was attacked by rebels after Norway's withdrawal."
	d := annotate(t, &text.Article{ID: "doc:x", Text: body, Published: "2025-03-19"})
	got := map[string]string{}
	for _, h := range Happenings(d, Options{}) {
		var parts []string
		for _, p := range h.Parties {
			parts = append(parts, p.Role+" "+d.Token(p.Head).Text)
		}
		got[h.Span.In(body)] = strings.Join(parts, ", ")
	}
	for word, want := range map[string]string{"attacked": "patient town, agent rebels", "withdrawal": "agent Norway"} {
		if !strings.HasPrefix(got[word], want) {
			t.Errorf("%s: got %q, want %q", word, got[word], want)
		}
	}
}

// TestTerms: a term that lies ahead of a past tense is in the future, and
// dates what is to be done by then, not the setting of it.
func TestTerms(t *testing.T) {
	for _, c := range []struct{ body, relation, want string }{
		{"The minister said the border would be closed if the two sides did not agree by Friday.", "agree", "../2025-03-21"},
		{"Norway warned that it would close the port unless a deal was reached by Friday.", "be_reached", "../2025-03-21"},
		{"Anna Lind demanded that the rebels leave the town by Sunday.", "leave", "../2025-03-23"},
		{"Anna Lind gave the rebels until Saturday to leave Lakeside.", "give", "../2025-03-19"},
		{"The rebels left the town on Friday.", "leave", "2025-03-14"},
		{"Anna Lind met Eva Strand on Harvest Day, 4 March, in Oslo.", "meet", "2025-03-04"},
	} {
		d := annotate(t, &text.Article{ID: "doc:x", Text: c.body, Published: "2025-03-19"})
		got := "no statement"
		for _, s := range Statements(d, Options{}) {
			if s.Relation == schema.Relation(c.relation) {
				got = s.Date.EDTF()
			}
		}
		if got != c.want {
			t.Errorf("%s: %s is dated %s, want %s", c.body, c.relation, got, c.want)
		}
	}
}

// TestOrder: what the text says of the order of happenings, by their
// relations.
func TestOrder(t *testing.T) {
	for _, c := range []struct{ body, want string }{
		{"Anna Lind met Eva Strand before she travelled to Oslo.", "meet < travel_to"},
		{"Before travelling to Oslo, Anna Lind met Eva Strand.", "meet < travel_to"},
		{"Anna Lind visited Oslo after Norway attacked Lakeside.", "attack < visit"},
		{"Anna Lind met Eva Strand. She then criticized Norway.", "meet < criticize"},
		{"Anna Lind met Eva Strand on Monday. After the meeting, Eva Strand left Norway.", "meet < leave"},
		{"Anna Lind met Eva Strand and criticized Norway.", ""},
		{"Anna Lind did not meet Eva Strand before she left Norway.", ""},
	} {
		d := annotate(t, &text.Article{ID: "doc:x", Text: c.body, Published: "2025-03-19"})
		ss := Statements(d, Options{})
		name := map[schema.StatementID]string{}
		for _, s := range ss {
			name[s.ID] = string(s.Relation)
		}
		var got []string
		for _, s := range ss {
			for _, later := range s.Before {
				got = append(got, string(s.Relation)+" < "+name[later])
			}
		}
		if g := strings.Join(got, "; "); g != c.want {
			t.Errorf("%s\n got %q\nwant %q", c.body, g, c.want)
		}
	}
}

// TestSameHappening lists the words of a document that tell of one happening.
func TestSameHappening(t *testing.T) {
	for _, c := range []struct{ why, body, want string }{
		{"the noun of the verb", "Norway announced a tax on Monday. The announcement surprised Anna Lind.", "announced announcement"},
		{"of another speaker", "Norway announced a tax on Monday. Sweden's announcement surprised Anna Lind.", ""},
		{"the same deed to the same", "Police arrested Boris Maro in Oslo on Monday. They had watched him. They arrested Maro at a hotel.", "arrested arrested"},
		{"to another", "Police arrested Boris Maro on Monday. They arrested Anna Lind at a hotel.", ""},
		{"another day", "Police arrested Boris Maro on Monday. They arrested Maro on Tuesday.", ""},
		{"denied", "Police arrested Boris Maro on Monday. They did not arrest Maro in a hotel.", ""},
		{"another one", "The firm sued the bank on Monday. Another lawsuit was settled.", ""},
		{"the lawsuit", "The firm sued the bank on Monday. The lawsuit was settled.", "sued lawsuit"},
	} {
		d := annotate(t, &text.Article{ID: "doc:x", Text: c.body, Published: "2025-03-19"})
		hs := Happenings(d, Options{})
		var got []string
		for i, h := range hs {
			if h.Same != i {
				got = append(got, hs[h.Same].Span.In(c.body)+" "+h.Span.In(c.body))
			}
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%s: %s\n got %q\nwant %q", c.why, c.body, got, c.want)
		}
	}
}
