package format

import (
	"bytes"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

func TestBrat(t *testing.T) {
	// ü has two bytes and one character; the title goes over a line end.
	a := &text.Article{ID: "doc:1", Text: "Müller met\nEva Strand in Rome."}
	at := func(words string) text.Span {
		i := strings.Index(a.Text, words)
		return text.Span{Start: i, End: i + len(words)}
	}
	actor := func(words string) schema.Term {
		return schema.Term{Kind: schema.TermActor, Text: words, Span: at(words)}
	}
	d := &text.Document{Article: a, Mentions: []text.Mention{{Span: at("Müller"), Form: text.FormName, Kind: "person"}}}
	ss := []schema.Statement{
		{Relation: "meet", VerbSpan: at("met"), Subject: actor("Müller"), Object: actor("Eva Strand"), Modality: schema.Negated, Rule: "svo", Confidence: .5,
			Qualifiers: []schema.Qualifier{{Role: "in", Term: actor("Rome")}, {Role: "in", Term: actor("Rome")}}},
		{Relation: "go/to", Span: at("met\nEva"), Subject: actor("Müller"), Modality: schema.Asserted, Rule: "sv"},
		{Relation: "nowhere", Subject: actor("Müller")},
	}
	var b bytes.Buffer
	if err := Brat(&b, d, ss); err != nil {
		t.Fatal(err)
	}
	want := strings.Join([]string{
		"T1\tperson 0 6\tMüller",
		"T2\tmeet 7 10\tmet",
		"T3\tactor 11 21\tEva Strand",
		"T4\tactor 25 29\tRome",
		"E1\tmeet:T2 Subject:T1 Object:T3 in:T4 in2:T4",
		"A1\tModality E1 negated",
		"#1\tAnnotatorNotes E1\tnegated Müller | meet | Eva Strand; in Rome; in Rome; rule svo, confidence 0.50",
		"T5\tgo_to 7 10;11 14\tmet Eva",
		"E2\tgo_to:T5 Subject:T1",
		"A2\tModality E2 asserted",
		"#2\tAnnotatorNotes E2\tasserted Müller | go/to; rule sv, confidence 0.00",
		"",
	}, "\n")
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
	var types BratTypes
	types.Add(b.String())
	conf := types.Config()
	for _, w := range []string{"[entities]\nactor\nperson\n", "meet\tObject*:<ANY>, Subject*:<ANY>, in*:<ANY>\n", "go_to\t", "Modality\tArg:<EVENT>"} {
		if !strings.Contains(conf, w) {
			t.Errorf("annotation.conf lacks %q:\n%s", w, conf)
		}
	}
	if err := Brat(brokenWriter{}, d, ss); err == nil {
		t.Error("a failing write went unreported")
	}
}

func TestOpenLayersAndExplain(t *testing.T) {
	a := &text.Article{ID: "doc:1", Text: "The envoy may not meet two officials"}
	var s text.Sentence
	for i, c := range [][3]string{{"The", "DET/DT", "1 det"}, {"envoy", "NOUN/NN", "4 nsubj"}, {"may", "AUX/MD", "4 aux"}, {"not", "PART/RB", "4 advmod"}, {"meet", "VERB/VB", "-1 root"}, {"two", "NUM/CD", "6 nummod"}, {"officials", "NOUN/NNS", "4 obj"}} {
		u, x, _ := strings.Cut(c[1], "/")
		h, rel, _ := strings.Cut(c[2], " ")
		start := strings.Index(a.Text, c[0])
		head := int(h[0] - '0')
		if h == "-1" {
			head = -1
		}
		s.Tokens = append(s.Tokens, text.Token{Span: text.Span{Start: start, End: start + len(c[0])}, Text: c[0], UPOS: u, XPOS: x, Head: head, Deprel: rel, Space: i < 6})
	}
	s.Span = text.Span{End: len(a.Text)}
	d := &text.Document{Article: a, Sentences: []text.Sentence{s}}
	var b bytes.Buffer
	if err := OpenLayers(&b, d, 0); err != nil {
		t.Fatal(err)
	}
	for _, w := range []string{`"relation":"may not meet"`, `"facts":[{"subject":"The envoy","relation":"may not meet","object":"two officials"}]`,
		`"minimal":[{"subject":"envoy","relation":"meet","object":"two officials"}]`, `"polarity":"negative","negation":["not"]`,
		`"certainty":"uncertain","modality":["may"]`, `"quantities":["two officials"]`, `"start":18,"end":22`} {
		if !strings.Contains(b.String(), w) {
			t.Errorf("open lacks %s:\n%s", w, b.String())
		}
	}
	b.Reset()
	if err := OpenLayers(&b, d, .99); err != nil || b.Len() != 0 {
		t.Errorf("below the confidence: %q, %v", b.String(), err)
	}
	if err := OpenLayers(brokenWriter{}, d, 0); err == nil {
		t.Error("a failing write went unreported")
	}
	if err := Explain(&b, d, nil); err != nil || !strings.Contains(b.String(), "~ The envoy | may not meet | two officials\n      rule verb-obj, confidence ") {
		t.Errorf("explain: %v\n%s", err, b.String())
	}
}
