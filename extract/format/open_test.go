package format

import (
	"bytes"
	"errors"
	"testing"

	"github.com/dramatis-kg/dramatis/text"
)

func TestOpen(t *testing.T) {
	a := &text.Article{ID: "doc:1", Text: "Hello .\n\nAnna  met Ben "}
	word := func(start, end int, upos, xpos string, head int, rel string) text.Token {
		return text.Token{Span: text.Span{Start: start, End: end}, Text: a.Text[start:end], UPOS: upos, XPOS: xpos, Head: head, Deprel: rel, Space: true}
	}
	d := &text.Document{Article: a, Sentences: []text.Sentence{
		{Span: text.Span{Start: 0, End: 7}, Tokens: []text.Token{word(0, 5, "INTJ", "UH", -1, "root"), word(6, 7, "PUNCT", ".", 0, "punct")}},
		{Span: text.Span{Start: 9, End: 22}, Tokens: []text.Token{word(9, 13, "PROPN", "NNP", 1, "nsubj"), word(15, 18, "VERB", "VBD", -1, "root"), word(19, 22, "PROPN", "NNP", 1, "obj")}},
	}}
	lines := []text.Span{{Start: 0, End: 7}, {Start: 8, End: 8}, {Start: 9, End: 23}}
	for _, c := range []struct {
		kind Kind
		min  float64
		want string
	}{
		{CaRB, 0, "Anna  met Ben \t0.8"},
		{CaRB, .99, ""},
		{BenchIE, 0, "3\tAnna\tmet\tBen\n"},
	} {
		var out bytes.Buffer
		e, err := New(&out, c.kind)
		if err != nil {
			t.Fatal(err)
		}
		if err := e.Open(d, lines, c.min); err != nil {
			t.Fatal(err)
		}
		if got := out.String(); !bytes.HasPrefix(out.Bytes(), []byte(c.want)) || c.want == "" && got != "" {
			t.Errorf("%s at %v: %q, want %q…", c.kind, c.min, got, c.want)
		}
		if c.kind == CaRB && c.min == 0 && !bytes.HasSuffix(out.Bytes(), []byte("\tmet\tAnna\tBen\n")) {
			t.Errorf("tuple: %q", out.String())
		}
	}
	e, err := New(&bytes.Buffer{}, TSV)
	if err != nil {
		t.Fatal(err)
	}
	if err := e.Open(d, lines, 0); !errors.Is(err, ErrKind) {
		t.Errorf("tuples as tsv: %v, want ErrKind", err)
	}
}
