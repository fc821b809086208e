package format

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// sample is an article that starts at byte 3 of its file, with one
// statement.
func sample(t *testing.T) (*text.Article, []text.Span, []schema.Statement) {
	t.Helper()
	b := text.NewByteMap()
	b.Add(0, 3)
	m, err := b.Map()
	if err != nil {
		t.Fatal(err)
	}
	a := &text.Article{ID: "doc:1", Source: "a.txt", Text: "Envoys met\tin Rome. All is well.", Bytes: m}
	sents := []text.Span{{Start: 0, End: 19}, {Start: 20, End: 32}}
	day, err := schema.Day("2025-03-01", schema.BasisExplicit)
	if err != nil {
		t.Fatal(err)
	}
	s := schema.Statement{
		ID: "st:1", Doc: "doc:1", Subject: schema.Term{Kind: schema.TermActor, Text: "Envoys", Span: text.Span{Start: 0, End: 6}},
		Relation: "meet", Verb: "met", VerbSpan: text.Span{Start: 7, End: 10}, EventType: schema.Consult, Modality: schema.Asserted,
		Place: schema.Term{Kind: schema.TermActor, Name: "Rome", Text: "Rome"}, Date: day, Sentence: sents[0], Span: text.Span{Start: 0, End: 10},
		Confidence: 0.5, Rule: "sv", Qualifiers: []schema.Qualifier{{Role: "with", Term: schema.Term{Kind: schema.TermLiteral, Text: "\"care\""}}},
	}
	return a, sents, []schema.Statement{s}
}

func TestEncoder(t *testing.T) {
	for _, c := range []struct {
		kind Kind
		want []string
	}{
		{JSONL, []string{`{"doc":"doc:1","id":"st:1","subject":"Envoys","predicate":"meet","object":"","place":"Rome","event_type":"CONSULT","modality":"asserted","speaker":"","date":"2025-03-01","date_basis":"explicit","sentence":"Envoys met in Rome.","start":3,"end":13,"confidence":0.5,"rule":"sv"`}},
		{TSV, []string{"doc\tid\tsubject", "doc:1\tst:1\tEnvoys\tmeet\t\tRome\tCONSULT\tasserted\t\t2025-03-01\texplicit\tEnvoys met in Rome.\t3\t13\t0.500\tsv"}},
		{Table, []string{"SUBJECT", "Envoys", "meet", "with \"care\""}},
		{CaRB, []string{"Envoys met\tin Rome.\t0.500\tmet\tEnvoys\twith \"care\"\tin Rome"}},
		{BenchIE, []string{"1\tEnvoys\tmet\twith \"care\""}},
		{Events, []string{"1\tEnvoys\tCONSULT\t\t2025-03-01\tasserted"}},
	} {
		a, sents, ss := sample(t)
		var b bytes.Buffer
		e, err := New(&b, c.kind)
		if err != nil {
			t.Fatal(err)
		}
		if err := e.Document(a, sents, ss); err != nil {
			t.Fatal(err)
		}
		if err := e.Close(); err != nil {
			t.Fatal(err)
		}
		for _, w := range c.want {
			if !strings.Contains(b.String(), w) {
				t.Errorf("%s: got\n%s\nwant it to hold\n%s", c.kind, b.String(), w)
			}
		}
		if c.kind == JSONL && !json.Valid(bytes.TrimSpace(b.Bytes())) {
			t.Errorf("not JSON: %s", b.String())
		}
	}
	if _, err := New(&bytes.Buffer{}, "xml"); !errors.Is(err, ErrKind) {
		t.Errorf("unknown format: got %v", err)
	}
}

type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestWriteErrorsAreReported(t *testing.T) {
	for _, k := range Kinds() {
		a, sents, ss := sample(t)
		e, err := New(brokenWriter{}, k)
		if err != nil {
			t.Fatal(err)
		}
		err = errors.Join(e.Document(a, sents, ss), e.Close())
		if err == nil {
			t.Errorf("%s: a failing write went unreported", k)
		}
	}
}
