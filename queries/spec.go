package queries

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/schema"
)

// Language is the language of a query's body.
type Language string

// The languages.
const (
	Gizmo     Language = "gizmo"     // .js
	GraphQL   Language = "graphql"   // .graphql
	MQL       Language = "mql"       // .mql, .json
	Primitive Language = "primitive" // .yaml: a function of this package, named by the front matter
)

// ParamType says how the text of a parameter is read.
type ParamType string

// The types of parameters.
const (
	TypeActor    ParamType = "actor"    // any name of an actor, or its id; bound as "<actor:…>"
	TypeTopic    ParamType = "topic"    // words of a topic, or its id; bound as the list of matching "<topic:…>"
	TypeDate     ParamType = "date"     // 2025, 2025-03 or 2025-03-13; bound as a day, see [Param.Last]
	TypeText     ParamType = "text"     // any words
	TypeInt      ParamType = "int"      // a whole number, zero or more
	TypeFraction ParamType = "fraction" // a number from 0 to 1
	TypeBool     ParamType = "bool"     // true or false
	TypeModality ParamType = "modality" // names of modalities; bound as the list of predicate prefixes
	TypeRelation ParamType = "relation" // relations in words, commas between alternatives; bound as the list of their names in the graph
)

func paramTypes() []ParamType {
	return []ParamType{TypeActor, TypeTopic, TypeDate, TypeText, TypeInt, TypeFraction, TypeBool, TypeModality, TypeRelation}
}

// Param is one parameter of a query.
type Param struct {
	Name        string    `json:"name"`
	Type        ParamType `json:"type"`
	Required    bool      `json:"required,omitempty"`
	Default     string    `json:"default,omitempty"`
	Example     string    `json:"example,omitempty"`
	Description string    `json:"description,omitempty"`
	// Last binds a date that names a month or a year to its last day; by
	// default it is bound to its first.
	Last bool `json:"-"`
	// Filter marks the parameters that the runner itself applies to the
	// statements of a row; see [Filter].
	Filter bool `json:"filter,omitempty"`
}

// ColumnType says what a column holds, for alignment, colour and links.
type ColumnType string

// The types of columns.
const (
	ColText      ColumnType = "text"
	ColActor     ColumnType = "actor"
	ColTopic     ColumnType = "topic"
	ColDate      ColumnType = "date"
	ColModality  ColumnType = "modality"
	ColStatement ColumnType = "statement"
	ColDocument  ColumnType = "document"
	ColSentence  ColumnType = "sentence"
	ColNumber    ColumnType = "number"
)

func columnTypes() []ColumnType {
	return []ColumnType{ColText, ColActor, ColTopic, ColDate, ColModality, ColStatement, ColDocument, ColSentence, ColNumber}
}

// Column is one column of a table.
type Column struct {
	Name  string     `json:"name"`
	Type  ColumnType `json:"type"`
	Label string     `json:"label"`
	// Key is the tag of results that fills the column; by default its name.
	// What no result carries is taken from the row's statement.
	Key string `json:"-"`
}

// View is how a table is best shown.
type View string

// The views.
const (
	ViewTable    View = "table"
	ViewTimeline View = "timeline"
	ViewNetwork  View = "network"
)

// Filter is a group of parameters that the runner applies to the statements
// of a row, so that query files need not repeat them.
type Filter string

// The filters.
const (
	// FilterDates adds from, to, on and undated. A row stays if the date of
	// one of its statements, known on both sides, can fall in the range;
	// what has no such date is left out and counted in a note, unless
	// undated is true. Without a range everything stays.
	FilterDates Filter = "dates"
	// FilterModality adds modality and all-modalities. The query's
	// [Query.Modality] is the default.
	FilterModality Filter = "modality"
	// FilterConfidence adds min-confidence: statements below it are left out
	// and counted. Every query has it whose rows rest on statements, whether
	// its front matter says so or not.
	FilterConfidence Filter = "confidence"
	// FilterPlace adds place: a row stays if one of its statements says that
	// it takes place there, or goes there or from there. Those that say no
	// place are left out and counted. Every query has it that is no
	// primitive and whose rows rest on statements.
	FilterPlace Filter = "place"
	// FilterWords adds words: a row stays if one of its statements has them
	// in what it says, its sentence aside. Queries have it as they have
	// FilterPlace.
	FilterWords Filter = "words"
)

// Class is what people call the modality of a statement: schema's modality,
// with what a speaker asserts set apart from what the article asserts.
type Class string

// The classes, in display order.
const (
	ClassAsserted     Class = "asserted"     // rel: the article says so
	ClassReported     Class = "reported"     // said: somebody it names says so
	ClassPlanned      Class = "planned"      // plan:
	ClassHypothetical Class = "hypothetical" // if:
	ClassNegated      Class = "negated"      // not:
)

// Classes lists the classes in display order.
func Classes() []Class {
	return []Class{ClassAsserted, ClassReported, ClassPlanned, ClassHypothetical, ClassNegated}
}

// ParseClass reads a class, or the prefix of a predicate that stands for it.
func ParseClass(s string) (Class, error) {
	for _, c := range Classes() {
		if string(c) == s || string(c.Prefix()) == s {
			return c, nil
		}
	}
	return "", fmt.Errorf("queries: unknown modality %q: want %s", s, joinWords(Classes()))
}

// Prefix is the namespace of predicates for the class.
func (c Class) Prefix() schema.Prefix {
	switch c {
	case ClassReported:
		return schema.PrefixSaid
	case ClassPlanned:
		return schema.PrefixPlan
	case ClassHypothetical:
		return schema.PrefixIf
	case ClassNegated:
		return schema.PrefixNot
	}
	return schema.PrefixRel
}

// ClassOf is the class of a predicate's prefix; the asserted class only for
// "rel", the hypothetical one for anything unknown, so that nothing doubtful
// passes for a fact.
func ClassOf(p schema.Prefix) Class {
	for _, c := range Classes() {
		if c.Prefix() == p {
			return c
		}
	}
	return ClassHypothetical
}

// Query is one query file.
type Query struct {
	Name     string   `json:"name"`
	Title    string   `json:"title"`
	Question string   `json:"question"`
	Language Language `json:"language"`
	Params   []Param  `json:"params"` // the file's own, then those of its filters
	Columns  []Column `json:"columns"`
	View     View     `json:"view"`
	// Group names the columns whose equal values make one row of several;
	// rows of different modality are never joined. Empty: no grouping.
	Group []string `json:"group,omitempty"`
	// Together makes one row of those that tell of one event.
	Together bool `json:"together,omitempty"`
	// Order names the columns by which rows are sorted, each ascending or,
	// with a leading "-", descending. The word "when" stands for the date of
	// the row's first statement, then the position in the narrative, with
	// undated rows last. By default "when".
	Order []string `json:"order"`
	// Modality lists the classes that the query returns unless others are
	// asked for; by default asserted alone.
	Modality []Class `json:"modality"`
	// Primitive is the function that answers, if Language is Primitive.
	Primitive string `json:"primitive,omitempty"`
	// Body is the text of the query without its front matter. It starts on
	// line BodyLine of the file.
	Body     string `json:"-"`
	BodyLine int    `json:"-"`
	// Source is the file's name, for messages.
	Source string `json:"source"`

	filters []Filter
	builtIn bool // it came with the program, and was tried
}

// Param finds a parameter by name.
func (q *Query) Param(name string) (Param, bool) {
	i := slices.IndexFunc(q.Params, func(p Param) bool { return p.Name == name })
	if i < 0 {
		return Param{}, false
	}
	return q.Params[i], true
}

// Has reports whether the query takes the filter's parameters.
func (q *Query) Has(f Filter) bool { return slices.Contains(q.filters, f) }

// Example is the values that the front matter gives as examples.
func (q *Query) Example() Values {
	v := Values{}
	for _, p := range q.Params {
		if p.Example != "" {
			v[p.Name] = []string{p.Example}
		}
	}
	return v
}

// Parameters that the program's filters add by themselves.
const (
	confidenceParam = "min-confidence"
	placeParam      = "place"
	wordsParam      = "words"
)

// filterParams are the parameters that a filter adds.
func filterParams(f Filter) []Param {
	switch f {
	case FilterDates:
		return []Param{
			{Name: "from", Type: TypeDate, Filter: true, Description: "first day, month or year"},
			{Name: "to", Type: TypeDate, Last: true, Filter: true, Description: "last day, month or year"},
			{Name: "on", Type: TypeText, Filter: true, Description: "a single day, month or year, instead of from and to"},
			{Name: "undated", Type: TypeBool, Filter: true, Description: "with a range: also list what has no certain date"},
		}
	case FilterModality:
		return []Param{
			{Name: "modality", Type: TypeModality, Filter: true, Description: "only these: " + joinWords(Classes())},
			{Name: "all-modalities", Type: TypeBool, Filter: true, Description: "every modality, each marked in its column"},
		}
	case FilterConfidence:
		return []Param{{Name: confidenceParam, Type: TypeFraction, Filter: true, Description: "leave out statements below this confidence, 0 to 1"}}
	case FilterPlace:
		return []Param{{Name: placeParam, Type: TypeText, Filter: true, Description: "only what takes place there, or goes there or from there: Moscow, White House"}}
	case FilterWords:
		return []Param{{Name: wordsParam, Type: TypeText, Filter: true, Description: "only statements that have these words; commas between alternatives"}}
	}
	return nil
}

func joinWords[T ~string](words []T) string {
	s := make([]string, len(words))
	for i, w := range words {
		s[i] = string(w)
	}
	return strings.Join(s, ", ")
}
