package resolve

import (
	"github.com/dramatis-kg/dramatis/text"
)

// Knowledge is what resolve asks of a gazetteer.
type Knowledge interface {
	// Known says which actor a name stands for when it is used as the given
	// kind: "Moscow" as a state is Russia, as a place the city. ok is false
	// for a name that it does not know as that kind. Words that nothing
	// else takes for a name are asked for as of unknown kind.
	Known(name string, kind text.EntityKind) (k Known, ok bool)
}

// Known is an actor that the gazetteer knows.
type Known struct {
	Name     string // canonical name: "Russia"
	Kind     text.EntityKind
	Country  string // ISO 3166-1 alpha-2, "" if none
	Wikidata string // "Q…" or ""
	Why      string // "capital of Russia", "alias of NATO"
}

// Offices is a [Knowledge] that also knows who held an office when.
type Offices interface {
	// Holder says who held the office that a definite phrase names ("the US
	// president") on a day, "2006-01-02". ok is false for other phrases, and
	// where it is not certain.
	Holder(phrase, day string) (k Known, ok bool)
}

// Nothing is the Knowledge of nothing.
type Nothing struct{}

// Known reports false.
func (Nothing) Known(string, text.EntityKind) (Known, bool) { return Known{}, false }
