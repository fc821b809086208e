package queries

import (
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// statementOf is a statement whose verb and place stand in a sentence.
func statementOf(t *testing.T, sentence, verb string, relation schema.Relation) *schema.Statement {
	t.Helper()
	at := strings.LastIndex(sentence, verb)
	if at < 0 {
		t.Fatalf("%q is not in %q", verb, sentence)
	}
	return &schema.Statement{Relation: relation, Verb: verb, VerbSpan: text.Span{Start: at, End: at + len(verb)}, Sentence: text.Span{Start: 0, End: len(sentence)}}
}

func TestPhrase(t *testing.T) {
	for _, c := range []struct {
		sentence, verb string
		relation       schema.Relation
		class          Class
		want           string
	}{
		{"Lind had spoken to Strand.", "spoken to", "talk", ClassAsserted, "had spoken to"},
		{"Lind had often met Strand.", "met", "meet", ClassAsserted, "met"},
		{"Lind was received in the palace.", "received", "be_received", ClassAsserted, "was received"},
		{"Lind has just been taken to hospital.", "taken to", "be_taken_to", ClassAsserted, "has been taken to"},
		{"The crane was toppled by strong winds.", "toppled", "topple", ClassAsserted, "toppled"},
		{"Lind did not accept the offer.", "accept", "accept", ClassNegated, "did not accept"},
		{"No deaths were reported.", "reported", "be_reported", ClassNegated, "were not reported"},
		{"Lind didn’t go.", "go", "go", ClassNegated, "didn’t go"},
		{"Nobody met Strand.", "met", "meet", ClassNegated, "not met"},
		{"Lind is expected to meet Strand.", "meet", "meet", ClassPlanned, "to meet"},
		{"Lind and Bo are to meet Strand.", "meet", "meet", ClassPlanned, "are to meet"},
		{"The terms had to be studied.", "studied", "be_studied", ClassPlanned, "had to be studied"},
		{"Lind would soon support it.", "support", "support", ClassPlanned, "would support"},
		{"Lind is trying it.", "trying", "try", ClassAsserted, "is trying"},
		{"Met Strand.", "Met", "meet", ClassAsserted, "Met"},
		{"The first boat rescued was old.", "rescued", "be_rescued", ClassAsserted, "be rescued"},
	} {
		s := statementOf(t, c.sentence, c.verb, c.relation)
		e := Evidence{Relation: c.relation, Verb: c.verb, Class: c.class, Auxiliary: auxiliaryOf(s, c.sentence)}
		if got := e.Phrase(); got != c.want {
			t.Errorf("%s %s: got %q, want %q", c.sentence, c.verb, got, c.want)
		}
	}
	person := statementOf(t, "Lind and Bo were elected.", "elected", "be_elected")
	person.Subject.Type = text.KindPerson
	if got := auxiliaryOf(person, "Lind and Bo were elected."); got != "was" {
		t.Errorf("of one of two: %q", got)
	}
}

func TestClaimWords(t *testing.T) {
	ann, bo := Ref{ID: "actor:ann", Name: "Ann"}, Ref{ID: "actor:bo", Name: "Bo"}
	for _, c := range []struct {
		e    Evidence
		want string
	}{
		{Evidence{Subject: ann, Relation: "role", Verb: "President", Object: Ref{Name: "President"}}, "Ann · is · President"},
		{Evidence{Subject: ann, Relation: "role", Verb: "envoy", Object: Ref{Name: "northern envoy"}, Qualifiers: []Argument{{"of", Ref{Name: "North"}}}}, "Ann · is · northern envoy"},
		{Evidence{Subject: ann, Relation: "role", Verb: "envoy", Object: Ref{Name: "envoy"}, Qualifiers: []Argument{{"of", Ref{Name: "North"}}}}, "Ann · is · envoy · of North"},
		{Evidence{Subject: ann, Relation: "talk", Verb: "conversation", Object: bo, Rule: nominalRule, Type: schema.Consult}, "Ann · conversation with · Bo"},
		{Evidence{Subject: ann, Relation: "talk", Verb: "spoke", Object: bo, Type: schema.Consult}, "Ann · spoke with · Bo"},
		{Evidence{Subject: ann, Relation: "talk", Verb: "talk", Auxiliary: "will", Object: bo, Type: schema.Consult}, "Ann · will talk with · Bo"},
		{Evidence{Subject: ann, Relation: "talk", Verb: "spoken to", Auxiliary: "had", Object: bo, Type: schema.Consult}, "Ann · had spoken to · Bo"},
		{Evidence{Subject: ann, Relation: "agree", Verb: "agreed", Object: Ref{Name: "the need"}, Qualifiers: []Argument{{"between", ann}, {"between", bo}}}, "Ann · agreed · the need · between Ann and Bo"},
		{Evidence{Subject: ann, Relation: "improve", Verb: "improved", Object: Ref{Name: "her position"}, Qualifiers: []Argument{{"of", ann}}}, "Ann · improved · her position"},
		{Evidence{Subject: ann, Relation: "meet", Verb: "met", Object: bo, At: "at", Place: Ref{ID: "actor:north", Name: "North", Words: "the White Hall"}}, "Ann · met · Bo · at the White Hall"},
		{Evidence{Subject: ann, Relation: "meet", Verb: "met", Object: bo, Place: Ref{Name: "Lakeside"}}, "Ann · met · Bo · in Lakeside"},
		{Evidence{Subject: ann, Relation: "have", Verb: "had", Object: Ref{Name: "no intention"}, Class: ClassNegated}, "Ann · had · no intention"},
		{Evidence{Subject: Ref{Name: "Neither claim"}, Relation: "hold", Verb: "held", Class: ClassNegated}, "Neither claim · held"},
		{Evidence{Subject: Ref{ID: "actor:no-10", Name: "No 10"}, Relation: "meet", Verb: "met", Object: bo, Class: ClassNegated}, "No 10 · not met · Bo"},
		{Evidence{Subject: ann, Relation: "visit", Verb: "trip", Object: Ref{Name: "Oslo"}, Rule: nominalRule, Class: ClassNegated}, "Ann · not trip to · Oslo"},
		{Evidence{Subject: ann, Relation: "meet", Verb: "met", Object: bo, Qualifiers: []Argument{{"at", Ref{ID: "actor:north", Name: "North", Words: "the White Hall"}}}}, "Ann · met · Bo · at the White Hall"},
	} {
		if got := c.e.Claim(); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestWhere(t *testing.T) {
	hall := Ref{ID: "actor:north", Name: "North", Words: "the White Hall"}
	for _, c := range []struct {
		e    Evidence
		want string
	}{
		{Evidence{Place: Ref{Name: "Lakeside"}, Qualifiers: []Argument{{"at", hall}}}, "Lakeside"},
		{Evidence{Qualifiers: []Argument{{"at", hall}}}, "the White Hall"},
		{Evidence{Qualifiers: []Argument{{"to", hall}, {"at", Ref{Name: "noon"}}}}, ""},
	} {
		if got, _ := c.e.field("place"); got.Text != c.want {
			t.Errorf("got %q, want %q", got.Text, c.want)
		}
	}
}

func TestPlaceWords(t *testing.T) {
	const doc = "They met at the White Hall in Lakeside, in Northern Lake, in the US and there."
	for _, c := range []struct{ text, name, want string }{
		{"White Hall", "North", "the White Hall"},
		{"Lakeside", "North", "Lakeside"},
		{"Northern Lake", "Northern Lake District", ""},
		{"US", "United States", ""},
		{"there", "North", ""},
	} {
		at := strings.Index(doc, c.text)
		term := schema.Term{Kind: schema.TermActor, ID: "actor:x", Name: c.name, Text: c.text, Span: text.Span{Start: at, End: at + len(c.text)}}
		if got := placeWords(term, doc); got != c.want {
			t.Errorf("%s of %s: got %q, want %q", c.text, c.name, got, c.want)
		}
		if got := prepositionBefore(doc, text.Span{End: len(doc)}, term.Span); c.text == "White Hall" && got != "at" || c.text == "US" && got != "in" {
			t.Errorf("before %s: %q", c.text, got)
		}
	}
}
