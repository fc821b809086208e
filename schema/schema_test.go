package schema

import (
	"errors"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/text"
)

func TestPrefixOf(t *testing.T) {
	for _, c := range []struct {
		m        Modality
		reported bool
		want     Prefix
	}{
		{Asserted, false, PrefixRel},
		{Asserted, true, PrefixSaid},
		{Planned, false, PrefixPlan},
		{Planned, true, PrefixPlan},
		{Negated, false, PrefixNot},
		{Negated, true, PrefixNot},
		{Hypothetical, false, PrefixIf},
		{Hypothetical, true, PrefixIf},
	} {
		if got := PrefixOf(c.m, c.reported); got != c.want {
			t.Errorf("%s, reported %v: got %s, want %s", c.m, c.reported, got, c.want)
		}
	}
}

func TestVocabulary(t *testing.T) {
	if _, err := ParseVocabulary(vocabularyTSV); err != nil {
		t.Fatalf("the embedded vocabulary: %v", err)
	}
	v := DefaultVocabulary()
	for _, c := range []struct {
		form      string
		want      Relation
		ok        bool
		symmetric bool
	}{
		{"meet_with", "meet", true, true},
		{"back", "support", true, false},
		{"hold_talks_with", "talk", true, true},
		{"juggle", "juggle", false, false},
	} {
		r, ok := v.Normalize(c.form)
		if r != c.want || ok != c.ok || v.Symmetric(r) != c.symmetric {
			t.Errorf("%s: got %s, %v, symmetric %v", c.form, r, ok, v.Symmetric(r))
		}
	}
	if got := v.Label("call_for"); strings.Contains(got, "_") {
		t.Errorf("label %q", got)
	}
	for _, bad := range []string{"meet\tsym\tmet", "meet\tmaybe\tmet\tmeet", "a\t\ta\tx\na\t\ta\ty", "a\t\ta\tx\nb\t\tb\tx"} {
		if _, err := ParseVocabulary(bad); err == nil {
			t.Errorf("vocabulary %q gave no error", bad)
		}
	}
}

func TestEventTypes(t *testing.T) {
	for _, e := range EventTypes() {
		if got, err := ParseEventType(string(e)); err != nil || got != e {
			t.Errorf("%s reads as %s, %v", e, got, err)
		}
		if (e.Quad() == "") != (e == Say) {
			t.Errorf("%s has the quad class %q", e, e.Quad())
		}
	}
	if _, err := ParseEventType("DANCE"); err == nil {
		t.Error("DANCE is an event type")
	}
}

func TestSlug(t *testing.T) {
	for in, want := range map[string]string{
		"Steve Witkoff":        "steve-witkoff",
		"O'Neill":              "oneill",
		"O’Neill":              "oneill",
		"U.S. State Dept.":     "us-state-dept",
		"  Kim  Jong-un ":      "kim-jong-un",
		"…":                    "",
		"30-day ceasefire":     "30-day-ceasefire",
		"<script>alert(1)":     "script-alert-1",
		"a/b?c#d e\"f>g\\h{i}": "a-b-c-d-e-f-g-h-i",
	} {
		if got := Slug(in); got != want {
			t.Errorf("Slug(%q) = %q, want %q", in, got, want)
		}
	}
}

// valid is a statement that keeps every rule.
func valid() Statement {
	s := Statement{
		Doc:      "doc:1",
		Subject:  Term{Kind: TermActor, ID: "actor:a", Text: "A", Span: text.Span{Start: 0, End: 1}},
		Object:   Term{Kind: TermTopic, ID: "topic:b", Text: "b", Span: text.Span{Start: 8, End: 9}},
		Relation: "support", Modality: Asserted, EventType: Support,
		Sentence: text.Span{Start: 0, End: 10}, Span: text.Span{Start: 0, End: 9},
		Confidence: 0.9, Rule: "svo",
	}
	s.ID = MakeStatementID(&s)
	return s
}

func TestCheck(t *testing.T) {
	good := valid()
	if err := Check(&good, 10); err != nil {
		t.Fatalf("a valid statement: %v", err)
	}
	for name, spoil := range map[string]func(*Statement){
		"no id":                  func(s *Statement) { s.ID = "" },
		"no subject":             func(s *Statement) { s.Subject = Term{} },
		"no relation":            func(s *Statement) { s.Relation = "" },
		"unknown modality":       func(s *Statement) { s.Modality = "maybe" },
		"unknown type":           func(s *Statement) { s.EventType = "DANCE" },
		"confidence above one":   func(s *Statement) { s.Confidence = 1.1 },
		"no sentence":            func(s *Statement) { s.Sentence = text.Span{} },
		"sentence after the end": func(s *Statement) { s.Sentence.End = 11 },
		"words after the end":    func(s *Statement) { s.Object.Span.End = 11 },
		"unresolved actor":       func(s *Statement) { s.Subject.ID = "" },
		"speech without speaker": func(s *Statement) { s.Source = []Attribution{{Cue: "say"}} },
		"no rule":                func(s *Statement) { s.Rule = "" },
	} {
		s := valid()
		spoil(&s)
		if err := Check(&s, 10); !errors.Is(err, ErrRule) {
			t.Errorf("%s: got %v, want a broken rule", name, err)
		}
	}
}

// The identity of a statement is what it says and where, not who found it.
func TestStatementID(t *testing.T) {
	a, b := valid(), valid()
	b.Rule, b.Confidence, b.Subject.ID = "another", 0.1, "actor:other"
	if MakeStatementID(&a) != MakeStatementID(&b) {
		t.Error("rule, confidence or resolution changed the id")
	}
	b.Modality = Planned
	if MakeStatementID(&a) == MakeStatementID(&b) {
		t.Error("the modality does not change the id")
	}
}

func TestDerivedForms(t *testing.T) {
	hand := HandVocabulary()
	forms, err := parseForms(formsTSV, hand)
	if err != nil || len(forms) < 100 {
		t.Fatalf("%d forms, %v", len(forms), err)
	}
	if r, ok := DefaultVocabulary().Normalize("reprimand"); !ok || r != "criticize" {
		t.Errorf("reprimand is %s, %v", r, ok)
	}
	if r, ok := hand.Normalize("reprimand"); ok {
		t.Errorf("by hand reprimand is %s", r)
	}
	for _, tc := range []struct{ in, want string }{
		{"reprimand\tcriticize", "want form"},
		{"reprimand\tnowhere\tx", "no relation nowhere"},
		{"meet\tcriticize\tx", "already"},
		{"a\tmeet\tx\na\tmeet\tx", "already"},
	} {
		if _, err := parseForms(tc.in, hand); err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%q: %v, want %q", tc.in, err, tc.want)
		}
	}
}
