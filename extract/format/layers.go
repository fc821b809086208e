package format

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"

	"github.com/dramatis-kg/dramatis/extract/format/surface"
	"github.com/dramatis-kg/dramatis/text"
)

// OpenRow is an open tuple with its layers, as [OpenLayers] writes it.
type OpenRow struct {
	Doc        string     `json:"doc"`
	Sentence   string     `json:"sentence"`
	Start      int        `json:"start"` // bytes of the file: the predicate
	End        int        `json:"end"`
	Subject    string     `json:"subject"`
	Relation   string     `json:"relation"`
	Arguments  []string   `json:"arguments"`
	Facts      []OpenFact `json:"facts"`   // each by itself, in the words of the sentence
	Minimal    []OpenFact `json:"minimal"` // the facts without what is marked below
	Polarity   string     `json:"polarity"`
	Negation   []string   `json:"negation,omitempty"`
	Certainty  string     `json:"certainty"` // "certain" or, with words of Modality, "uncertain"
	Modality   []string   `json:"modality,omitempty"`
	Speaker    string     `json:"speaker,omitempty"`
	Cue        string     `json:"cue,omitempty"`
	Quantities []string   `json:"quantities,omitempty"`
	Confidence float64    `json:"confidence"`
	Rule       string     `json:"rule"`
}

// OpenFact is a fact of two arguments.
type OpenFact struct {
	Subject  string `json:"subject"`
	Relation string `json:"relation"`
	Object   string `json:"object"`
}

// OpenLayers writes the open tuples of at least the confidence min, one JSON
// object a line: the surface, its facts, their minimal form, and beside it
// what that leaves out: polarity, modality, speaker, quantities.
func OpenLayers(w io.Writer, d *text.Document, min float64) error {
	b := bufio.NewWriter(w)
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	for _, t := range surface.ReadLayers(d) {
		if t.Confidence < min {
			continue
		}
		sp := d.Article.Bytes.FileSpan(t.Span)
		r := OpenRow{
			Doc: string(d.Article.ID), Sentence: oneLine(d.Sentences[t.Sentence].Span.In(d.Article.Text)), Start: sp.Start, End: sp.End,
			Subject: oneLine(t.Args[0]), Relation: oneLine(t.Relation), Facts: openFacts(t.Facts), Minimal: openFacts(t.Minimal),
			Polarity: "positive", Negation: t.Layers.Negation, Certainty: "certain", Modality: t.Layers.Modality,
			Speaker: oneLine(t.Layers.Speaker), Cue: oneLine(t.Layers.Cue), Quantities: t.Layers.Quantities, Confidence: t.Confidence, Rule: t.Rule,
		}
		for _, a := range t.Args[1:] {
			r.Arguments = append(r.Arguments, oneLine(a))
		}
		if len(r.Negation)%2 == 1 {
			r.Polarity = "negative"
		}
		if len(r.Modality) > 0 {
			r.Certainty = "uncertain"
		}
		if err := enc.Encode(r); err != nil {
			return fmt.Errorf("format: open: %w", err)
		}
	}
	if err := b.Flush(); err != nil {
		return fmt.Errorf("format: open: %w", err)
	}
	return nil
}

func openFacts(in []surface.Triple) []OpenFact {
	out := []OpenFact{}
	for _, f := range in {
		out = append(out, OpenFact{oneLine(f.Subject), oneLine(f.Relation), oneLine(f.Object)})
	}
	return out
}
