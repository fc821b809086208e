package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/jedib0t/go-pretty/v6/table"
	gotext "github.com/jedib0t/go-pretty/v6/text"
)

// statementPrinter prints statements one after the other.
type statementPrinter interface {
	print(rec *schema.Record, s *schema.Statement) error
	finish() error
}

// statementPrinter chooses a printer by the format that is set.
func (a *app) statementPrinter() (statementPrinter, error) {
	columns, onTerminal := terminal(a.out)
	format := a.cfg.Format
	if format == "" {
		format = "jsonl"
		if onTerminal {
			format = "table"
		}
	}
	switch format {
	case "jsonl", "json":
		enc := json.NewEncoder(a.out)
		enc.SetEscapeHTML(false)
		return jsonlPrinter{enc}, nil
	case "tsv":
		return &tsvPrinter{w: a.out}, nil
	case "table":
		return newTablePrinter(a.out, columns), nil
	}
	return nil, &usageError{fmt.Errorf("extract prints jsonl, tsv or table, not %q", format)}
}

// statementLine is a statement as extract prints it. docs/formats.md
// describes it to users.
type statementLine struct {
	Doc        string  `json:"doc"`
	ID         string  `json:"id"`
	Subject    string  `json:"subject"`
	Predicate  string  `json:"predicate"`
	Object     string  `json:"object"`
	Place      string  `json:"place"`
	EventType  string  `json:"event_type"`
	Modality   string  `json:"modality"`
	Speaker    string  `json:"speaker"`
	Date       string  `json:"date"`
	DateBasis  string  `json:"date_basis"`
	Sentence   string  `json:"sentence"`
	Start      int     `json:"start"`
	End        int     `json:"end"`
	Confidence float64 `json:"confidence"`
	Rule       string  `json:"rule"`

	Edge       string            `json:"edge"`
	Verb       string            `json:"verb"`
	SubjectID  string            `json:"subject_id,omitempty"`
	ObjectID   string            `json:"object_id,omitempty"`
	PlaceID    string            `json:"place_id,omitempty"`
	SpeakerID  string            `json:"speaker_id,omitempty"`
	Speakers   []string          `json:"speakers,omitempty"`
	Qualifiers map[string]string `json:"qualifiers,omitempty"`
	Quote      string            `json:"quote,omitempty"`
	Sent       [2]int            `json:"sentence_span"`
	Source     string            `json:"source"`
	Published  string            `json:"published,omitempty"`
}

// lineOf is a statement with its words looked up in the document's text.
func lineOf(rec *schema.Record, s *schema.Statement) statementLine {
	speaker := s.Speaker()
	l := statementLine{
		Doc: string(s.Doc), ID: string(s.ID), Subject: termName(s.Subject), Predicate: string(s.Relation), Object: termName(s.Object),
		Place: termName(s.Place), EventType: string(s.EventType), Modality: string(s.Modality), Speaker: termName(speaker),
		Date: s.Date.EDTF(), DateBasis: string(s.Date.Basis), Sentence: oneLine(s.Sentence.In(rec.Doc.Text)),
		Start: s.Span.Start, End: s.Span.End, Confidence: s.Confidence, Rule: s.Rule,
		Edge: s.Predicate(), Verb: oneLine(s.Verb), SubjectID: string(s.Subject.ID), ObjectID: string(s.Object.ID), PlaceID: string(s.Place.ID), SpeakerID: string(speaker.ID),
		Quote: oneLine(s.Quote.In(rec.Doc.Text)), Sent: [2]int{s.Sentence.Start, s.Sentence.End}, Source: rec.Doc.Source, Published: rec.Doc.Published,
	}
	for _, step := range s.Source {
		l.Speakers = append(l.Speakers, termName(step.Speaker))
	}
	for _, q := range s.Qualifiers {
		if l.Qualifiers == nil {
			l.Qualifiers = map[string]string{}
		}
		if old, ok := l.Qualifiers[q.Role]; ok {
			l.Qualifiers[q.Role] = old + "; " + termName(q.Term)
		} else {
			l.Qualifiers[q.Role] = termName(q.Term)
		}
	}
	return l
}

// termName is the canonical name of a term, else its words.
func termName(t schema.Term) string {
	if t.Name != "" {
		return oneLine(t.Name)
	}
	return oneLine(t.Text)
}

// oneLine collapses white space and drops control characters: words of an
// article must not steer a terminal or break a line.
func oneLine(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			return -1
		}
		return r
	}, s)
}

type jsonlPrinter struct{ enc *json.Encoder }

func (p jsonlPrinter) print(rec *schema.Record, s *schema.Statement) error {
	return p.enc.Encode(lineOf(rec, s))
}

func (p jsonlPrinter) finish() error { return nil }

// tsvPrinter prints the named columns with a heading.
type tsvPrinter struct {
	w     io.Writer
	begun bool
}

func (p *tsvPrinter) print(rec *schema.Record, s *schema.Statement) error {
	if !p.begun {
		p.begun = true
		if _, err := fmt.Fprintln(p.w, strings.Join(tsvColumns, "\t")); err != nil {
			return err
		}
	}
	l := lineOf(rec, s)
	_, err := fmt.Fprintln(p.w, strings.Join([]string{l.Doc, l.ID, l.Subject, l.Predicate, l.Object, l.Place, l.EventType, l.Modality, l.Speaker,
		l.Date, l.DateBasis, l.Sentence, strconv.Itoa(l.Start), strconv.Itoa(l.End), strconv.FormatFloat(l.Confidence, 'f', 3, 64), l.Rule}, "\t"))
	return err
}

func (p *tsvPrinter) finish() error { return nil }

var tsvColumns = []string{"doc", "id", "subject", "predicate", "object", "place", "event_type", "modality", "speaker", "date", "date_basis", "sentence", "start", "end", "confidence", "rule"}

// tablePrinter aligns all statements when the last is known.
type tablePrinter struct {
	w       io.Writer
	columns int
	t       table.Writer
}

func newTablePrinter(w io.Writer, columns int) *tablePrinter {
	if columns == 0 {
		columns = 160
	}
	t := table.NewWriter()
	t.SetStyle(table.StyleLight)
	t.Style().Options = table.OptionsNoBordersAndSeparators
	t.Style().Format.Header = gotext.FormatDefault
	t.AppendHeader(table.Row{"date", "modality", "subject", "predicate", "object", "further", "speaker", "conf", "id"})
	wide := max(12, (columns-52)/4)
	var cols []table.ColumnConfig
	for _, name := range []string{"subject", "object", "further", "speaker"} {
		cols = append(cols, table.ColumnConfig{Name: name, WidthMax: wide, WidthMaxEnforcer: gotext.WrapSoft})
	}
	t.SetColumnConfigs(cols)
	return &tablePrinter{w, columns, t}
}

func (p *tablePrinter) print(rec *schema.Record, s *schema.Statement) error {
	l := lineOf(rec, s)
	var further []string
	if l.Place != "" {
		further = append(further, "in "+l.Place)
	}
	for _, q := range s.Qualifiers {
		further = append(further, q.Role+" "+termName(q.Term))
	}
	p.t.AppendRow(table.Row{l.Date, l.Modality, l.Subject, l.Predicate, l.Object, strings.Join(further, ", "), l.Speaker, strconv.FormatFloat(l.Confidence, 'f', 2, 64), l.ID})
	return nil
}

func (p *tablePrinter) finish() error {
	_, err := fmt.Fprintln(p.w, p.t.Render())
	return err
}
