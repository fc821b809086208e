package schema

import (
	"cmp"
	"slices"

	"github.com/dramatis-kg/dramatis/text"
)

// Actor is a person, organisation, state, group or place as known from one
// document or from many.
type Actor struct {
	ID       NodeID          `json:"id"`   // "actor:steve-witkoff"
	Name     string          `json:"name"` // preferred name
	Kind     text.EntityKind `json:"kind"`
	Names    []Name          `json:"names,omitempty"` // as written, with counts; sorted
	Roles    []Role          `json:"roles,omitempty"`
	Country  string          `json:"country,omitempty"`  // ISO 3166-1 alpha-2 for states, "" otherwise
	Wikidata string          `json:"wikidata,omitempty"` // "Q…" or ""
	// Reasons say which mentions were merged into this actor and why.
	Reasons []string `json:"reasons,omitempty"`
}

// Name is a name of an actor as found in the text.
type Name struct {
	Text  string `json:"text"`
	Count int    `json:"count"`
}

// CountName counts a text once more among names; one that is new comes last.
func CountName(list []Name, name string) []Name {
	for i := range list {
		if list[i].Text == name {
			list[i].Count++
			return list
		}
	}
	return append(list, Name{Text: name, Count: 1})
}

// SortNames sorts by count, the commonest first, then by text.
func SortNames(list []Name) {
	slices.SortFunc(list, func(a, b Name) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Text, b.Text))
	})
}

// Role is what an actor is said to be: "Kremlin spokesman", "president" of
// something.
type Role struct {
	Title string    `json:"title"`          // as written: "Kremlin spokesman"
	Noun  string    `json:"noun"`           // lemma of its head: "spokesman"
	Of    Term      `json:"of"`             // whose: the Kremlin; zero if not said
	Date  Date      `json:"date"`           // when it was said to hold
	Span  text.Span `json:"span"`           // evidence
	Sent  text.Span `json:"sentence"`       // its sentence
	Rule  string    `json:"rule,omitempty"` // "title-before-name", "apposition", "copula", "body-of"
	// Member says that who has the role acts for Of: its envoys, ministers,
	// delegations, spokespeople. Speaks says that it is for speaking.
	Member bool `json:"member,omitempty"`
	Speaks bool `json:"speaks,omitempty"`
}

// LocalActor is an actor as one document alone knows it. Which global actor
// it is follows from all documents together, and may change as others are
// added or removed; the local view does not.
type LocalActor struct {
	Key      string          `json:"key"`  // unique in the document: "witkoff"
	Name     string          `json:"name"` // fullest name in the document
	Kind     text.EntityKind `json:"kind"`
	Names    []Name          `json:"names"` // as written, with counts; sorted by text
	Roles    []Role          `json:"roles,omitempty"`
	Gender   string          `json:"gender,omitempty"`   // "f", "m" or ""
	Global   NodeID          `json:"global,omitempty"`   // the actor of the graph that it was found to be
	Known    NodeID          `json:"known,omitempty"`    // the actor that the gazetteer knows by this name
	Country  string          `json:"country,omitempty"`  // ISO 3166-1 alpha-2
	Wikidata string          `json:"wikidata,omitempty"` // "Q…" or ""
	// Apart is the name under which a decision of the user splits the actor
	// off, From the key of the actor that it was cut out of, if it is not the
	// whole of one.
	Apart string `json:"apart,omitempty"`
	From  string `json:"from,omitempty"`
	// Named is false for an actor without a name ("two officials"), which is
	// never the same as one of another document.
	Named   bool     `json:"named"`
	Reasons []string `json:"reasons,omitempty"` // why its mentions were joined
}

// Event joins statements about the same happening.
type Event struct {
	ID     NodeID    `json:"id"` // "event:2025-03-13/consult/steve-witkoff+vladimir-putin"
	Type   EventType `json:"type"`
	Date   Date      `json:"date"`
	Actors []NodeID  `json:"actors"` // sorted
	Place  NodeID    `json:"place,omitempty"`
	Topic  NodeID    `json:"topic,omitempty"`
}

// Happening is what joins a statement to an event: what happened, between
// whom, and when. Events of one document are joined when its actors are
// known; this is kept so that events of several documents can be joined.
type Happening struct {
	Statement StatementID `json:"statement"`
	Kind      string      `json:"kind"`             // "CONSULT", or a deed: "resign", "agree-sign"
	Type      EventType   `json:"type,omitempty"`   // "" where none is known
	Mutual    bool        `json:"mutual,omitempty"` // the sides have no order
	Sides     [2]Side     `json:"sides"`            // the first is none in a passive without agent
	Place     Side        `json:"place"`
	About     NodeID      `json:"about,omitempty"` // the topic that was spoken about
	Date      Date        `json:"date"`
	// Same is another statement of the document that names the same
	// happening with the same words; "" for none.
	Same StatementID `json:"same,omitempty"`
	// Guest says that the subject took part in what Same names, beside its
	// sides: somebody attends a meeting of others.
	Guest bool `json:"guest,omitempty"`
	// Recurs says that the words tell of another time or of several, so that
	// the statement is not simply of the time that the article tells of.
	Recurs bool `json:"recurs,omitempty"`
}

// Side is a side of a happening: an actor of the document, by its local key,
// or a topic; neither for none.
type Side struct {
	Local string `json:"local,omitempty"`
	Node  NodeID `json:"node,omitempty"`
}

// Record is everything that is kept of one document: what the graph's quads
// are made from, and what a deletion removes. It is the unit of storage: in
// the store whole or not at all.
type Record struct {
	Doc            DocMeta                `json:"doc"`
	Locals         []LocalActor           `json:"locals"`     // sorted by key
	Actors         []Actor                `json:"actors"`     // sorted by ID; the Locals as global actors, only what this document says of them
	Events         []Event                `json:"events"`     // sorted by ID
	Statements     []Statement            `json:"statements"` // in text order
	StatementEvent map[StatementID]NodeID `json:"statement_event,omitempty"`
	Happenings     []Happening            `json:"happenings,omitempty"` // of the asserted statements, in their order
	Leftovers      []text.Leftover        `json:"leftovers,omitempty"`
	// Rejected are statements that a decision of the user took out; undoing
	// it brings them back. Sorted like Statements.
	Rejected []Statement `json:"rejected,omitempty"`
	// Verdicts are the decisions on single statements that shaped Statements
	// and Rejected, one a line.
	Verdicts string `json:"verdicts,omitempty"`
	// Engine fingerprints the models and rules that read the document: a
	// document that the same engine has read need not be read again.
	Engine string `json:"engine,omitempty"`
}

// DocMeta is what is known of a document, with its text.
type DocMeta struct {
	ID        text.ArticleID `json:"id"`
	Source    string         `json:"source"`
	Title     string         `json:"title,omitempty"`
	Outlet    string         `json:"outlet,omitempty"`
	Author    string         `json:"author,omitempty"`
	URL       string         `json:"url,omitempty"`
	Published string         `json:"published,omitempty"` // "2006-01-02"
	DateBasis string         `json:"date_basis,omitempty"`
	Text      string         `json:"text"`
}
