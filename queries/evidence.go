package queries

import (
	"cmp"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// Ref is a node or a literal, with the words that people read.
type Ref struct {
	ID   schema.NodeID `json:"id,omitempty"` // "" for a literal
	Name string        `json:"name"`
	// Words are how the article calls a place that is known by the name of
	// its owner: "the White House" of the United States. "" if that is Name.
	Words string `json:"words,omitempty"`
}

// Shown is the words of the article for a place, and else the name.
func (r Ref) Shown() string { return cmp.Or(r.Words, r.Name) }

// IsZero reports whether there is neither node nor literal.
func (r Ref) IsZero() bool { return r.ID == "" && r.Name == "" }

// Argument is a further argument of a statement by its preposition.
type Argument struct {
	Role string `json:"role"` // "with", "about"
	Ref  Ref    `json:"ref"`
}

// Evidence is a statement as the graph holds it, with what is known of its
// document: everything that is needed to judge and to cite it.
type Evidence struct {
	Statement  schema.StatementID `json:"statement"`
	Subject    Ref                `json:"subject"`
	Relation   schema.Relation    `json:"relation"`
	Verb       string             `json:"verb,omitempty"`      // as written
	Auxiliary  string             `json:"auxiliary,omitempty"` // written before the verb: "had", "was", "would not"
	Object     Ref                `json:"object,omitzero"`
	Qualifiers []Argument         `json:"qualifiers,omitempty"`
	Actors     []Ref              `json:"actors,omitempty"` // all that take part; sorted by id
	Place      Ref                `json:"place,omitzero"`
	At         string             `json:"at,omitempty"` // the preposition before the place
	Class      Class              `json:"modality"`
	Speakers   []Ref              `json:"speakers,omitempty"` // outermost first; empty if the article says so itself
	Cue        string             `json:"cue,omitempty"`
	Quoted     bool               `json:"quoted,omitempty"`
	Quote      string             `json:"quote,omitempty"`
	Date       schema.Date        `json:"date"`
	Type       schema.EventType   `json:"type,omitempty"`
	Event      schema.NodeID      `json:"event,omitempty"`
	Doc        Document           `json:"document"`
	Sentence   string             `json:"sentence"`
	// SentenceSpan and Span are bytes of the document's text: of the
	// sentence, and of the clause that the statement was read from.
	SentenceSpan text.Span `json:"sentence_span"`
	Span         text.Span `json:"span"`
	Order        int       `json:"order"` // position in the narrative
	Confidence   float64   `json:"confidence"`
	Rule         string    `json:"rule"`
	// Before are statements of the same document that tell of something
	// later, as the text says.
	Before []schema.StatementID `json:"before,omitempty"`
	// Reads is how the statement is read aloud between its subject and its
	// place.
	Reads Reading `json:"reads,omitzero"`

	localities []bool // of each of Qualifiers: it is a place
	toPlace    bool   // the object is one
}

// Reading is the wording of a statement.
type Reading struct {
	Phrase    string     `json:"phrase"`              // what stands for the relation: "did not meet"
	Arguments []Argument `json:"arguments,omitempty"` // those that are shown after the object
}

// IsZero reports whether there is no wording.
func (r Reading) IsZero() bool { return r.Phrase == "" }

// Document is what a reader needs to find a document again.
type Document struct {
	ID        text.ArticleID `json:"id"`
	Title     string         `json:"title,omitempty"`
	Outlet    string         `json:"outlet,omitempty"`
	Author    string         `json:"author,omitempty"`
	Published string         `json:"published,omitempty"`
	URL       string         `json:"url,omitempty"`
	Source    string         `json:"source,omitempty"`
}

// Name is the title, or else the name of the file that it came from.
func (d Document) Name() string {
	switch {
	case d.Title != "":
		return d.Title
	case d.Source != "":
		return path.Base(filepath.ToSlash(d.Source))
	}
	return string(d.ID)
}

// Speaker is the innermost speaker; the zero Ref if the article itself
// asserts the statement.
func (e *Evidence) Speaker() Ref {
	if len(e.Speakers) == 0 {
		return Ref{}
	}
	return e.Speakers[len(e.Speakers)-1]
}

// AccordingTo tells on whose word the statement rests: "the article", "own
// words" if the subject itself says it, or the speaker's name.
func (e *Evidence) AccordingTo() string {
	s := e.Speaker()
	switch {
	case s.IsZero():
		return "the article"
	case s.ID != "" && s.ID == e.Subject.ID, s.ID == "" && s.Name == e.Subject.Name:
		return "own words"
	}
	return s.Name
}

// When sorts by date, undated last, then by document and position, so that
// equal dates keep the narrative's order.
func (e *Evidence) When() string {
	n := strconv.Itoa(e.Order)
	return e.sortDay() + "/" + strings.Repeat("0", max(0, 6-len(n))) + n + "/" + string(e.Doc.ID)
}

// sortDay puts dates that are only bounded after all that are known.
func (e *Evidence) sortDay() string {
	first, last := e.Date.Bounds()
	switch {
	case first == "" && last == "":
		return "9999-12-31/2"
	case first == "":
		return "9999-12-31/0/" + last
	case last == "":
		return "9999-12-31/1/" + first
	}
	return first
}

// Certain reports whether the date is bounded on both sides.
func (e *Evidence) Certain() bool {
	first, last := e.Date.Bounds()
	return first != "" && last != ""
}

// ShowDate prints a date for people: "2025-03-13", "by 2025-03-14", "from
// 2025-03-14", "2025-03-11 to 2025-03-14", "undated".
func ShowDate(d schema.Date) string {
	v := d.EDTF()
	a, b, isInterval := strings.Cut(v, "/")
	switch {
	case v == "":
		return "undated"
	case !isInterval:
		return v
	case a == "..":
		return "by " + b
	case b == "..":
		return "from " + a
	}
	return a + " to " + b
}

// Where is the place, or what stands in its stead with "at" or "in" and is
// known as an actor: "at the White House" of the United States.
func (e *Evidence) Where() Ref {
	if !e.Place.IsZero() {
		return e.Place
	}
	for _, q := range e.Qualifiers {
		if (q.Role == "at" || q.Role == "in") && q.Ref.Words != "" {
			return q.Ref
		}
	}
	return Ref{}
}

// field is the value of the statement's field that a column is named after.
func (e *Evidence) field(name string) (Cell, bool) {
	ref := func(r Ref) (Cell, bool) { return cellOf(r), true }
	plain := func(s string) (Cell, bool) { return Cell{Text: s}, true }
	switch name {
	case "statement":
		return Cell{Text: string(e.Statement), IDs: []string{string(e.Statement)}}, true
	case "subject", "actor":
		return ref(e.Subject)
	case "object":
		return ref(e.Object)
	case "speaker":
		return ref(e.Speaker())
	case "place":
		r := e.Where()
		return cellOf(Ref{ID: r.ID, Name: r.Shown()}), true
	case "relation":
		return plain(strings.ReplaceAll(string(e.Relation), "_", " "))
	case "verb":
		return plain(e.Words())
	case "what":
		return plain(e.What())
	case "claim":
		return plain(e.Claim())
	case "according_to":
		return plain(e.AccordingTo())
	case "modality":
		return plain(string(e.Class))
	case "cue":
		return plain(e.Cue)
	case "quote":
		if e.Quote == "" {
			return plain(e.Sentence)
		}
		return plain(e.Quote)
	case "date":
		return plain(ShowDate(e.Date))
	case "basis":
		if !e.Date.Known() {
			return plain("")
		}
		return plain(string(e.Date.Basis))
	case "type":
		return plain(string(e.Type))
	case "doc", "document":
		return Cell{Text: e.Doc.Name(), IDs: []string{string(e.Doc.ID)}}, true
	case "outlet":
		return plain(e.Doc.Outlet)
	case "published":
		return plain(e.Doc.Published)
	case "sentence":
		return plain(e.Sentence)
	case "chars":
		return plain(e.Span.String())
	case "confidence":
		return plain(strconv.FormatFloat(e.Confidence, 'f', 2, 64))
	case "rule":
		return plain(e.Rule)
	}
	for _, q := range e.Qualifiers {
		if q.Role == name {
			return ref(q.Ref)
		}
	}
	return Cell{}, false
}

func cellOf(r Ref) Cell {
	if r.ID == "" {
		return Cell{Text: r.Name}
	}
	return Cell{Text: r.Name, IDs: []string{string(r.ID)}}
}
