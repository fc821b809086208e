package plover

import (
	"fmt"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// sentence builds a parsed sentence of rows "form lemma UPOS head deprel",
// heads counted from 1, 0 for the root.
func sentence(t testing.TB, rows string) *text.Sentence {
	t.Helper()
	s := &text.Sentence{}
	at := 0
	for _, r := range strings.Split(strings.TrimSpace(rows), "\n") {
		var form, lemma, upos, rel string
		var head int
		if _, err := fmt.Sscan(r, &form, &lemma, &upos, &head, &rel); err != nil {
			t.Fatalf("row %q: %v", r, err)
		}
		s.Tokens = append(s.Tokens, text.Token{Span: text.Span{Start: at, End: at + len(form)}, Text: form, Norm: form, Lemma: lemma, UPOS: upos, Head: head - 1, Deprel: rel, Space: true})
		at += len(form) + 1
	}
	s.Span = text.Span{Start: 0, End: at - 1}
	return s
}

const met = `
Rossi Rossi PROPN 2 nsubj
met meet VERB 0 root
with with ADP 4 case
Kovacs Kovacs PROPN 2 obl
in in ADP 6 case
Oslo Oslo PROPN 2 obl`

const condemned = `
Norway Norway PROPN 2 nsubj
condemned condemn VERB 0 root
the the DET 4 det
attack attack NOUN 2 obj
on on ADP 6 case
Oslo Oslo PROPN 4 nmod`

const said = `
Rossi Rossi PROPN 2 nsubj
said say VERB 0 root
that that SCONJ 5 mark
it it PRON 5 nsubj
rained rain VERB 2 ccomp`

const owns = `
Rossi Rossi PROPN 2 nsubj
resembles resemble VERB 0 root
Kovacs Kovacs PROPN 2 obj`

const troops = `
Norway Norway PROPN 2 nsubj
sent send VERB 0 root
humanitarian humanitarian ADJ 4 amod
aid aid NOUN 2 obj
to to ADP 6 case
Chad Chad PROPN 2 obl`

const robbed = `
Rossi Rossi PROPN 2 nsubj
robbed rob VERB 0 root
a a DET 4 det
bank bank NOUN 2 obj`

func TestClassify(t *testing.T) {
	for _, c := range []struct {
		name, rows string
		verb       int
		want       schema.EventType
	}{
		{"meeting, target its place", met, 1, schema.Consult},
		{"condemnation", condemned, 1, schema.Disapprove},
		{"attack as a noun", condemned, 3, schema.Assault},
		{"plain speech", said, 1, schema.Say},
		{"no event", owns, 1, ""},
		{"crime", robbed, 1, schema.Crime},
		{"aid", troops, 1, schema.Aid},
	} {
		s := sentence(t, c.rows)
		got := Classify(Input{Sentence: s, Verb: c.verb, Source: Range{0, 1}, Target: Range{len(s.Tokens) - 1, len(s.Tokens)}})
		if got.Type != c.want {
			t.Errorf("%s: got %q (%.2f, %v), want %q", c.name, got.Type, got.Confidence, got.Why, c.want)
		}
		if len(got.Why) == 0 || got.Confidence < 0 || got.Confidence > 1 {
			t.Errorf("%s: confidence %v, reasons %v", c.name, got.Confidence, got.Why)
		}
	}
}

// TestFallback: where the dictionary speaks for a verb that the classifier has
// not learnt.
func TestFallback(t *testing.T) {
	learnt := func(f string) bool { return f == "verb arrest" }
	for _, c := range []struct {
		why, features string
		best          float64
		want          schema.EventType
	}{
		{"a new verb, unsure", "bias,dictionary ASSAULT,verb bombard", 0.3, schema.Assault},
		{"a new verb, sure", "bias,dictionary ASSAULT,verb bombard", 0.6, ""},
		{"a learnt verb", "bias,dictionary COERCE,verb arrest", 0.2, ""},
		{"a crime, which it cannot know", "bias,dictionary CRIME,verb bribe", 0.9, schema.Crime},
		{"a verb without a type", "bias,dictionary ,verb urge", 0.2, ""},
		{"no verb", "bias,dictionary AID", 0.2, ""},
		{"plain speech", "bias,dictionary SAY,verb say", 0.2, ""},
	} {
		got, ok := Fallback(strings.Split(c.features, ","), learnt, c.best)
		if ok != (c.want != "") || ok && got != c.want {
			t.Errorf("%s: got %q %v, want %q", c.why, got, ok, c.want)
		}
	}
}
