package pipeline

import (
	"fmt"
	"strings"

	"github.com/dramatis-kg/dramatis/nlp/gazetteer"
	"github.com/dramatis-kg/dramatis/resolve"
	"github.com/dramatis-kg/dramatis/text"
)

// Gazetteer is the embedded gazetteer as resolve asks it. A state, its
// government and its people are one actor; a capital or a seat of power is
// its state when it acts ("Kyiv said", "the Kremlin") and itself when things
// happen there.
type Gazetteer struct {
	// More are actors that the user adds; they win over those embedded.
	// Default none.
	More *gazetteer.List
}

var (
	_ resolve.Knowledge = Gazetteer{}
	_ resolve.Offices   = Gazetteer{}
)

// Holder says who held the office of a phrase on a day.
func (g Gazetteer) Holder(phrase, day string) (resolve.Known, bool) {
	e, ok := gazetteer.Holder(phrase, day, g.More)
	if !ok {
		return resolve.Known{}, false
	}
	why := fmt.Sprintf("%s of %s from %s", e.Role, e.Of, e.From)
	if e.To != "" {
		why += " to " + e.To
	}
	return resolve.Known{Name: e.Name, Kind: e.Kind, Wikidata: e.Wikidata, Why: why}, true
}

// listed finds a name in the user's list. A name that is read as a place or
// state is one of its persons or organisations only if it says so by kind.
func (g Gazetteer) listed(name string, kind text.EntityKind) (resolve.Known, bool) {
	geographic := func(k text.EntityKind) bool { return k == text.KindState || k == text.KindPlace }
	for _, e := range g.More.Lookup(name) {
		if geographic(e.Kind) == geographic(kind) {
			return resolve.Known{Name: e.Name, Kind: e.Kind, Country: e.Country, Wikidata: e.Wikidata, Why: "your list of actors"}, true
		}
	}
	return resolve.Known{}, false
}

// governed is what a government is of: "Canadian Government", "Government of
// Canada".
func governed(name string) (of string, ok bool) {
	words := strings.Fields(name)
	if n := len(words); n > 1 && strings.EqualFold(words[n-1], "government") {
		return strings.Join(words[:n-1], " "), true
	}
	if len(words) > 2 && strings.EqualFold(words[0], "government") && words[1] == "of" {
		return strings.Join(words[2:], " "), true
	}
	return "", false
}

// typesFor says which entries of the gazetteer a name of a kind may mean, the
// likeliest first.
func typesFor(kind text.EntityKind) []gazetteer.Type {
	switch kind {
	case text.KindState:
		return []gazetteer.Type{gazetteer.TypeState, gazetteer.TypeSeat, gazetteer.TypeDemonym, gazetteer.TypeCapital}
	case text.KindPlace:
		return []gazetteer.Type{gazetteer.TypeState, gazetteer.TypeCapital, gazetteer.TypeCity, gazetteer.TypeRegion}
	case text.KindPerson:
		return []gazetteer.Type{gazetteer.TypeLeader}
	case text.KindOrg, text.KindGroup:
		return []gazetteer.Type{gazetteer.TypeOrganisation, gazetteer.TypeSeat, gazetteer.TypeState, gazetteer.TypeDemonym}
	}
	return nil
}

// Known looks the name up.
func (g Gazetteer) Known(name string, kind text.EntityKind) (resolve.Known, bool) {
	if k, ok := g.listed(name, kind); ok {
		return k, true
	}
	if of, ok := governed(name); ok && kind != text.KindPerson {
		if k, ok := g.Known(of, text.KindState); ok && k.Kind == text.KindState {
			k.Why = "government of " + k.Name
			return k, true
		}
	}
	types := typesFor(kind)
	if len(types) == 0 {
		return resolve.Known{}, false
	}
	e, ok := gazetteer.LookupType(name, types...)
	if !ok {
		return resolve.Known{}, false
	}
	k := resolve.Known{Name: e.Name, Kind: e.Kind, Country: e.Country, Wikidata: e.Wikidata}
	switch e.Type {
	case gazetteer.TypeSeat:
		why := "seat of " + e.Of
		of, ok := gazetteer.LookupType(e.Of, gazetteer.TypeState, gazetteer.TypeOrganisation)
		if !ok {
			return resolve.Known{Name: e.Of, Kind: text.KindOrg, Country: e.Country, Why: why}, true
		}
		k = resolve.Known{Name: of.Name, Kind: of.Kind, Country: of.Country, Wikidata: of.Wikidata, Why: why}
	case gazetteer.TypeState, gazetteer.TypeDemonym, gazetteer.TypeCapital:
		if kind == text.KindPlace && e.Type == gazetteer.TypeCapital {
			return resolve.Known{Name: e.Name, Kind: text.KindPlace, Country: e.Country, Why: fmt.Sprintf("city in %s", e.Of)}, true
		}
		state, ok := gazetteer.Country(e.Country)
		if !ok {
			return resolve.Known{}, false
		}
		k = resolve.Known{Name: state.Name, Kind: text.KindState, Country: state.Country, Wikidata: state.Wikidata}
		if e.Type != gazetteer.TypeState {
			k.Why = fmt.Sprintf("%s of %s", e.Type, state.Name)
		}
	case gazetteer.TypeCity:
		k.Kind, k.Why = text.KindPlace, "city"
	case gazetteer.TypeLeader:
		k.Country = "" // whom a leader leads is a role, with dates
	}
	return k, true
}
