package gazetteer

import (
	_ "embed"
	"encoding/csv"
	"slices"
	"sort"
	"strings"
	"sync"

	"github.com/mozillazg/go-unidecode"

	"github.com/dramatis-kg/dramatis/text"
)

//go:embed countries.tsv
var countriesTable string

//go:embed cities.tsv
var citiesTable string

//go:embed names.tsv
var namesTable string

//go:embed organisations.tsv
var organisationsTable string

//go:embed words.tsv
var wordsTable string

//go:embed actors.csv
var actorsTable string

// Type says how an entry's name relates to what it stands for.
type Type string

// The types of entries.
const (
	TypeState        Type = "state"        // a state or dependency by its name
	TypeDemonym      Type = "demonym"      // a state by its adjective or people: Russian, Swedes
	TypeCapital      Type = "capital"      // a capital, which may stand for its state
	TypeSeat         Type = "seat"         // a building or district that stands for Of: the Kremlin
	TypeCity         Type = "city"         // a city that is no capital
	TypeRegion       Type = "region"       // a region, sea or continent
	TypePeople       Type = "people"       // a people or faith by its adjective or members: Kurdish
	TypeLeader       Type = "leader"       // a holder of an office
	TypeOrganisation Type = "organisation" // an organisation or armed group
)

// Entry is one thing that a name may refer to.
type Entry struct {
	Name     string // canonical name
	Kind     text.EntityKind
	Type     Type
	Country  string // ISO 3166-1 alpha-2 code, "" if none
	Gender   string // "f", "m" or ""
	Role     string // office of a leader, nature of an organisation
	Of       string // canonical name of what a leader leads, a seat or demonym stands for
	From, To string // first and last day of the office or existence, "" if open or unknown
	Wikidata string // "Q159", "" if unknown
	Checked  string // month in which an entry of actors.csv was last checked, "2025-03"; "" where nothing expires
}

// Capital reports whether the entry is a capital.
func (e Entry) Capital() bool { return e.Type == TypeCapital }

// Demonym reports whether the entry is a state by its people or adjective.
func (e Entry) Demonym() bool { return e.Type == TypeDemonym }

// index holds all entries by folded name. Entries of one name stand in the
// order in which they were added: actors, states, capitals, cities, others.
type index struct {
	entries   map[string][]Entry
	countries map[string]Entry // by code
	offices   offices
}

var load = sync.OnceValue(newIndex)

func newIndex() *index {
	x := &index{entries: make(map[string][]Entry, 12000), countries: make(map[string]Entry, 260), offices: offices{}}
	x.addActors()
	x.addCountries()
	for line := range strings.Lines(citiesTable) {
		name, country, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		x.add(name, Entry{Name: name, Kind: text.KindPlace, Type: TypeCity, Country: country})
	}
	for line := range strings.Lines(organisationsTable) {
		name, kind, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		x.add(name, Entry{Name: name, Kind: text.EntityKind(kind), Type: TypeOrganisation})
	}
	return x
}

// add records an entry under a name unless an entry of that type, country
// and canonical name is there already, or a city is already a capital.
func (x *index) add(name string, e Entry) {
	key := Fold(name)
	if key == "" {
		return
	}
	for _, old := range x.entries[key] {
		same := old.Type == e.Type && old.Country == e.Country && old.Name == e.Name && old.From == e.From
		covered := e.Type == TypeCity && old.Country == e.Country && old.Kind == text.KindPlace
		if same || covered || e.Type == TypeOrganisation && old.Kind != text.KindPlace && old.Type != TypeLeader {
			return
		}
	}
	x.entries[key] = append(x.entries[key], e)
}

func (x *index) addActors() {
	r := csv.NewReader(strings.NewReader(actorsTable))
	rows, err := r.ReadAll()
	if err != nil || len(rows) == 0 {
		return // the package's test reads the table and fails
	}
	for _, f := range rows[1:] {
		e := Entry{Name: f[0], Type: Type(f[2]), Kind: text.EntityKind(f[3]), Country: f[4], Role: f[5], Of: f[6],
			From: f[7], To: f[8], Wikidata: f[9], Gender: f[10], Checked: f[12]}
		x.offices.add(e)
		x.add(f[0], e)
		for _, a := range strings.Split(f[1], ";") {
			x.add(a, e)
		}
		if e.Type == TypeDemonym || e.Type == TypePeople {
			for _, n := range append(strings.Split(f[1], ";"), f[0]) {
				x.add(pluralOf(n), e)
			}
		}
	}
}

// pluralOf is the plural of the members of a people, "" if it has none of
// its own: Russians, but Chinese, Polish.
func pluralOf(demonym string) string {
	for _, end := range [...]string{"s", "sh", "ch", "se", "x", "men"} {
		if strings.HasSuffix(demonym, end) {
			return ""
		}
	}
	if demonym == "" {
		return ""
	}
	return demonym + "s"
}

func (x *index) addCountries() {
	for line := range strings.Lines(countriesTable) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != 6 {
			continue
		}
		e := Entry{Name: f[2], Kind: text.EntityKind(f[1]), Type: TypeState, Country: f[0]}
		x.countries[f[0]] = e
		x.add(f[2], e)
		for _, a := range strings.Split(f[5], ";") {
			x.add(a, e)
		}
		if f[3] != "" && e.Kind == text.KindState {
			d := e
			d.Type, d.Of = TypeDemonym, e.Name
			x.add(f[3], d)
			x.add(pluralOf(f[3]), d)
		}
		for _, c := range strings.Split(f[4], ";") {
			x.add(c, Entry{Name: c, Kind: text.KindPlace, Type: TypeCapital, Country: f[0], Of: e.Name})
		}
	}
	for alias, code := range shortNames {
		x.add(alias, x.countries[code])
	}
	for key, list := range x.entries { // demonyms of actors.csv take the state's name
		for i := range list {
			if c, ok := x.countries[list[i].Country]; ok && list[i].Type == TypeDemonym && list[i].Of == "" {
				x.entries[key][i].Name, x.entries[key][i].Of = c.Name, c.Name
			}
		}
	}
}

// shortNames are names of states that the table of countries lacks.
var shortNames = map[string]string{
	"US": "US", "U.S.": "US", "USA": "US", "U.S.A.": "US", "America": "US", "United States of America": "US", "the States": "US",
	"UK": "GB", "U.K.": "GB", "Britain": "GB", "Great Britain": "GB", "UAE": "AE", "Emirates": "AE", "DRC": "CD", "DR Congo": "CD",
	"Democratic Republic of Congo": "CD", "Congo": "CD", "Ivory Coast": "CI", "Burma": "MM", "Holland": "NL", "Czech Republic": "CZ",
	"Macedonia": "MK", "Swaziland": "SZ", "Cape Verde": "CV", "East Timor": "TL", "Türkiye": "TR", "Turkiye": "TR", "Bosnia": "BA", "Palestine": "PS",
	"Republic of Korea": "KR", "DPRK": "KP", "ROK": "KR", "PRC": "CN", "Korea": "KR", "Bahamas": "BS", "Gambia": "GM", "Vatican City": "VA",
}

// Fold is the form under which names are looked up: lower-case ASCII without
// periods and apostrophes, blanks for hyphens, without a leading "the".
func Fold(name string) string {
	s := name
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			s = unidecode.Unidecode(s)
			break
		}
	}
	s = strings.ToLower(s)
	s = strings.Map(func(r rune) rune {
		switch r {
		case '.', '\'', '`', '"':
			return -1
		case '-':
			return ' '
		}
		return r
	}, s)
	s = strings.Join(strings.Fields(s), " ")
	return strings.TrimPrefix(s, "the ")
}

// Lookup returns what a name may refer to, nil if it is unknown. The slice is
// the caller's own.
func Lookup(name string) []Entry { return slices.Clone(load().entries[Fold(name)]) }

// LookupType returns the first entry of a name that has one of the types.
func LookupType(name string, types ...Type) (Entry, bool) {
	for _, e := range load().entries[Fold(name)] {
		if slices.Contains(types, e.Type) {
			return e, true
		}
	}
	return Entry{}, false
}

// Country returns the state or dependency with an ISO 3166-1 alpha-2 code.
func Country(code string) (Entry, bool) {
	e, ok := load().countries[code]
	return e, ok
}

// Demonym returns the state that an adjective or the name of a people belongs
// to: Russian, Russians → Russia.
func Demonym(word string) (Entry, bool) {
	e, ok := LookupType(word, TypeDemonym)
	if !ok {
		return Entry{}, false
	}
	if c, ok := Country(e.Country); ok {
		return c, true
	}
	return e, true
}

// Gender returns the usual gender of a first name, "f" or "m", or "" where
// it is unknown or given to both.
func Gender(first string) string {
	g, _ := find(namesTable, Fold(first))
	return g
}

// FirstName reports whether a word is a known first name.
func FirstName(word string) bool {
	_, ok := find(namesTable, Fold(word))
	return ok
}

// RoleNoun reports nouns, in the singular, for persons by what they do or
// stand for: envoy, president, spokesman.
func RoleNoun(noun string) bool {
	class, _ := find(wordsTable, strings.ToLower(noun))
	return class == "role"
}

// PersonNoun reports nouns for persons of any kind: envoy, child, neighbour.
func PersonNoun(noun string) bool {
	class, _ := find(wordsTable, strings.ToLower(noun))
	return class == "role" || class == "person"
}

// GroupNoun reports nouns for groups and organisations: ministry, delegation.
func GroupNoun(noun string) bool {
	class, _ := find(wordsTable, strings.ToLower(noun))
	return class == "group"
}

// find looks a key up in a table of lines "key TAB value" sorted by key.
// O(log lines).
func find(table, key string) (string, bool) {
	if key == "" {
		return "", false
	}
	at := sort.Search(len(table), func(i int) bool {
		start := strings.LastIndexByte(table[:i], '\n') + 1
		k, _, _ := strings.Cut(table[start:min(len(table), start+64)], "\t")
		return k >= key
	})
	start := strings.LastIndexByte(table[:min(at, len(table))], '\n') + 1
	for range 2 {
		line, _, _ := strings.Cut(table[start:], "\n")
		if k, v, ok := strings.Cut(line, "\t"); ok && k == key {
			return v, true
		}
		if start += len(line) + 1; start >= len(table) {
			break
		}
	}
	return "", false
}
