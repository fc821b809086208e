package format

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"

	"github.com/dramatis-kg/dramatis/extract/format/surface"
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// Kind names an output format.
type Kind string

// The formats.
const (
	JSONL   Kind = "jsonl"   // one object a line, keys as in [Row]
	TSV     Kind = "tsv"     // a header, then the first sixteen keys of [Row]
	Table   Kind = "table"   // aligned, for a terminal
	CaRB    Kind = "carb"    // sentence, confidence, relation, arguments
	BenchIE Kind = "benchie" // number of the sentence, subject, relation, object
	Events  Kind = "events"  // number of the sentence, source, type, target, date, modality
)

// Kinds lists the formats in the order of the help text.
func Kinds() []Kind { return []Kind{JSONL, TSV, Table, CaRB, BenchIE, Events} }

// ErrKind is wrapped by the error of [New] for an unknown format.
var ErrKind = errors.New("unknown format")

// Row is a statement as JSON lines and TSV show it. The order and the names
// of the first sixteen keys are a promise; later ones may be added to.
type Row struct {
	Doc        string  `json:"doc"`
	ID         string  `json:"id"`
	Subject    string  `json:"subject"`
	Predicate  string  `json:"predicate"` // the relation: "meet"
	Object     string  `json:"object"`    // "" if there is none
	Place      string  `json:"place"`
	EventType  string  `json:"event_type"`
	Modality   string  `json:"modality"`
	Speaker    string  `json:"speaker"`    // innermost; "" if the article itself says it
	Date       string  `json:"date"`       // EDTF; "" if unknown
	DateBasis  string  `json:"date_basis"` // explicit, inherited, anaphor, publication, none
	Sentence   string  `json:"sentence"`
	Start      int     `json:"start"` // bytes of the file: the words the statement was read from
	End        int     `json:"end"`
	Confidence float64 `json:"confidence"`
	Rule       string  `json:"rule"`

	Source      string      `json:"source,omitempty"` // path or URL of the article
	Verb        string      `json:"verb,omitempty"`   // as written
	SubjectText string      `json:"subject_text,omitempty"`
	SubjectID   string      `json:"subject_id,omitempty"`
	SubjectKind string      `json:"subject_kind,omitempty"`
	ObjectText  string      `json:"object_text,omitempty"`
	ObjectID    string      `json:"object_id,omitempty"`
	ObjectKind  string      `json:"object_kind,omitempty"`
	Speakers    []string    `json:"speakers,omitempty"` // outermost first
	Cue         string      `json:"cue,omitempty"`
	Quoted      bool        `json:"quoted,omitempty"`
	Quote       string      `json:"quote,omitempty"`
	Qualifiers  []Qualifier `json:"qualifiers,omitempty"`
	Mode        string      `json:"mode,omitempty"`
	DatePhrase  string      `json:"date_phrase,omitempty"`
	Notes       []string    `json:"notes,omitempty"`
}

// Qualifier is a further argument of a row.
type Qualifier struct {
	Role string `json:"role"`
	Term string `json:"term"`
	ID   string `json:"id,omitempty"`
}

// MakeRow shows a statement of the article.
func MakeRow(a *text.Article, s *schema.Statement) Row {
	sp := a.Bytes.FileSpan(s.Span)
	r := Row{
		Doc: string(s.Doc), ID: string(s.ID), Subject: name(s.Subject), Predicate: string(s.Relation), Object: name(s.Object),
		Place: name(s.Place), EventType: string(s.EventType), Modality: string(s.Modality), Speaker: name(s.Speaker()),
		Date: s.Date.EDTF(), DateBasis: string(s.Date.Basis), Sentence: oneLine(s.Sentence.In(a.Text)), Start: sp.Start, End: sp.End,
		Confidence: s.Confidence, Rule: s.Rule,
		Source: a.Source, Verb: s.Verb, SubjectText: s.Subject.Text, SubjectID: string(s.Subject.ID), SubjectKind: string(s.Subject.Kind),
		ObjectText: s.Object.Text, ObjectID: string(s.Object.ID), ObjectKind: string(s.Object.Kind),
		Mode: s.Mode, DatePhrase: s.Date.Phrase, Quote: s.Quote.In(a.Text), Notes: s.Notes,
	}
	if r.DateBasis == "" {
		r.DateBasis = string(schema.BasisNone)
	}
	for _, at := range s.Source {
		r.Speakers = append(r.Speakers, name(at.Speaker))
		r.Cue, r.Quoted = at.Cue, at.Quoted
	}
	for _, q := range s.Qualifiers {
		r.Qualifiers = append(r.Qualifiers, Qualifier{q.Role, name(q.Term), string(q.Term.ID)})
	}
	return r
}

// name is the resolved name of a term, else its words.
func name(t schema.Term) string {
	if t.Name != "" {
		return oneLine(t.Name)
	}
	return oneLine(t.Text)
}

// oneLine replaces runs of white space, tabs and line ends among them, by
// one space.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// Encoder writes the statements of any number of documents. It is not safe
// for concurrent use.
type Encoder struct {
	w     *bufio.Writer
	kind  Kind
	table table.Writer
	begun bool
	lines int // sentences written so far, for the numbered formats
	last  int // the sentence that the events in told are of
	told  map[string]bool
}

// New returns an encoder for the format.
func New(w io.Writer, kind Kind) (*Encoder, error) {
	for _, k := range Kinds() {
		if k == kind {
			return &Encoder{w: bufio.NewWriter(w), kind: kind}, nil
		}
	}
	return nil, fmt.Errorf("format: %w %q: want one of %v", ErrKind, kind, Kinds())
}

// columns of TSV and of the table.
var (
	tsvColumns   = []string{"doc", "id", "subject", "predicate", "object", "place", "event_type", "modality", "speaker", "date", "date_basis", "sentence", "start", "end", "confidence", "rule"}
	tableColumns = []string{"subject", "predicate", "object", "modality", "speaker", "date", "place", "conf", "rule"}
)

// Document writes the statements of one article. sentences are the spans of
// its sentences, which the numbered formats count; they may be nil
// otherwise.
func (e *Encoder) Document(a *text.Article, sentences []text.Span, ss []schema.Statement) error {
	var err error
	switch e.kind {
	case JSONL:
		err = e.jsonl(a, ss)
	case TSV:
		err = e.tsv(a, ss)
	case Table:
		e.rows(a, ss)
	default:
		err = e.numbered(a, sentences, ss)
	}
	if err != nil {
		return fmt.Errorf("format: write %s: %w", a.ID, err)
	}
	return nil
}

// Close writes what is left. It does not close the underlying writer.
func (e *Encoder) Close() error {
	if e.table != nil {
		if _, err := e.w.WriteString(e.table.Render() + "\n"); err != nil {
			return fmt.Errorf("format: close: %w", err)
		}
	}
	if err := e.w.Flush(); err != nil {
		return fmt.Errorf("format: close: %w", err)
	}
	return nil
}

func (e *Encoder) jsonl(a *text.Article, ss []schema.Statement) error {
	enc := json.NewEncoder(e.w)
	enc.SetEscapeHTML(false)
	for i := range ss {
		if err := enc.Encode(MakeRow(a, &ss[i])); err != nil {
			return err
		}
	}
	return e.w.Flush()
}

func (e *Encoder) tsv(a *text.Article, ss []schema.Statement) error {
	if !e.begun {
		e.begun = true
		if err := e.line(tsvColumns); err != nil {
			return err
		}
	}
	for i := range ss {
		r := MakeRow(a, &ss[i])
		if err := e.line([]string{r.Doc, r.ID, r.Subject, r.Predicate, r.Object, r.Place, r.EventType, r.Modality, r.Speaker,
			r.Date, r.DateBasis, r.Sentence, strconv.Itoa(r.Start), strconv.Itoa(r.End), confidence(r.Confidence), r.Rule}); err != nil {
			return err
		}
	}
	return e.w.Flush()
}

func (e *Encoder) line(cells []string) error {
	_, err := e.w.WriteString(strings.Join(cells, "\t") + "\n")
	return err
}

func confidence(p float64) string { return strconv.FormatFloat(p, 'f', 3, 64) }

func (e *Encoder) rows(a *text.Article, ss []schema.Statement) {
	if e.table == nil {
		e.table = table.NewWriter()
		e.table.SetStyle(table.StyleLight)
		var head table.Row
		for _, c := range tableColumns {
			head = append(head, c)
		}
		e.table.AppendHeader(head)
	}
	for i := range ss {
		r := MakeRow(a, &ss[i])
		e.table.AppendRow(table.Row{clip(r.Subject, 32), clip(r.Predicate, 24), clip(r.whole(), 60), r.Modality, clip(r.Speaker, 24), r.Date, clip(r.Place, 18),
			strconv.FormatFloat(r.Confidence, 'f', 2, 64), r.Rule})
	}
}

// whole is the object with the further arguments: "Putin's comment · as
// promising", "Oslo · with Anna Lind".
func (r *Row) whole() string {
	var parts []string
	if r.Object != "" {
		parts = append(parts, r.Object)
	}
	for _, q := range r.Qualifiers {
		s := strings.TrimSpace(strings.ReplaceAll(q.Role, "_", " ") + " " + q.Term)
		if !strings.Contains(r.Object, s) { // a role names what it is of
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, " · ")
}

// clip shortens a cell to n runes.
func clip(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n-1]) + "…"
}

// numbered writes the formats of the scorers, which address sentences by
// number or by text.
func (e *Encoder) numbered(a *text.Article, sentences []text.Span, ss []schema.Statement) error {
	k := 0
	for n, sp := range sentences {
		for k < len(ss) && ss[k].Sentence.Start < sp.Start {
			k++
		}
		for ; k < len(ss) && ss[k].Sentence.Start < sp.End; k++ {
			if err := e.scored(a, e.lines+n+1, sp, &ss[k]); err != nil {
				return err
			}
		}
	}
	e.lines += len(sentences)
	return e.w.Flush()
}

func (e *Encoder) scored(a *text.Article, n int, sp text.Span, s *schema.Statement) error {
	switch e.kind {
	case CaRB:
		cells := []string{strings.TrimRight(sp.In(a.Text), "\r\n"), confidence(s.Confidence), relationText(s), oneLine(s.Subject.Text)}
		if !s.Object.IsZero() {
			cells = append(cells, oneLine(s.Object.Text))
		}
		for _, q := range s.Qualifiers {
			cells = append(cells, phrase(q))
		}
		if !s.Place.IsZero() {
			cells = append(cells, "in "+oneLine(s.Place.Text))
		}
		if s.Date.Phrase != "" {
			cells = append(cells, oneLine(s.Date.Phrase))
		}
		return e.line(cells)
	case BenchIE:
		object := oneLine(s.Object.Text)
		if s.Object.IsZero() {
			if len(s.Qualifiers) == 0 {
				return nil
			}
			object = phrase(s.Qualifiers[0])
		}
		return e.line([]string{strconv.Itoa(n), oneLine(s.Subject.Text), relationText(s), object})
	}
	if s.EventType == "" || s.EventType == schema.Say {
		return nil
	}
	target := s.Object
	if target.Kind != schema.TermActor {
		for _, q := range s.Qualifiers {
			if q.Term.Kind == schema.TermActor {
				target = q.Term
				break
			}
		}
	}
	row := []string{strconv.Itoa(n), name(s.Subject), string(s.EventType), name(target), s.Date.EDTF(), string(s.Modality)}
	if n != e.last {
		e.last, e.told = n, map[string]bool{}
	}
	key := strings.Join(row, "\t")
	if e.told[key] {
		return nil // told again in other words
	}
	e.told[key] = true
	return e.line(row)
}

// Open writes the open tuples of the document, see package surface, in the
// formats [CaRB] and [BenchIE]: those of at least the confidence min.
// sentences are the spans that are written as sentences, or counted. It
// fails with ErrKind in other formats.
func (e *Encoder) Open(d *text.Document, sentences []text.Span, min float64) error {
	if e.kind != CaRB && e.kind != BenchIE {
		return fmt.Errorf("format: %w for open tuples: %q", ErrKind, e.kind)
	}
	var rows [][]string
	var at []int // the sentence of each row
	if e.kind == CaRB {
		for _, t := range surface.Read(d) {
			if t.Confidence >= min {
				rows, at = append(rows, append([]string{confidence(t.Confidence), t.Relation}, t.Args...)), append(at, t.Sentence)
			}
		}
	} else {
		for _, f := range surface.Facts(d, min) {
			if f.Object != "" {
				rows, at = append(rows, []string{f.Subject, f.Relation, f.Object}), append(at, f.Sentence)
			}
		}
	}
	k := 0
	for n, sp := range sentences {
		first := strings.TrimRight(sp.In(d.Article.Text), "\r\n")
		if e.kind == BenchIE {
			first = strconv.Itoa(e.lines + n + 1)
		}
		for ; k < len(rows) && d.Sentences[at[k]].Start < sp.End; k++ {
			for i, c := range rows[k] {
				rows[k][i] = oneLine(c)
			}
			if err := e.line(append([]string{first}, rows[k]...)); err != nil {
				return fmt.Errorf("format: write %s: %w", d.Article.ID, err)
			}
		}
	}
	e.lines += len(sentences)
	if err := e.w.Flush(); err != nil {
		return fmt.Errorf("format: write %s: %w", d.Article.ID, err)
	}
	return nil
}

// relationText is the relation as written.
func relationText(s *schema.Statement) string {
	if s.Relation == "role" {
		return "is"
	}
	if v := oneLine(s.Verb); v != "" {
		return v
	}
	return strings.ReplaceAll(string(s.Relation), "_", " ")
}

func phrase(q schema.Qualifier) string {
	switch q.Role {
	case "complement", "measure", "object2":
		return oneLine(q.Term.Text)
	}
	return strings.ReplaceAll(q.Role, "_", " ") + " " + oneLine(q.Term.Text)
}
