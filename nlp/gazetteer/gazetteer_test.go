package gazetteer

import (
	"encoding/csv"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/dramatis-kg/dramatis/internal/effort"
	"github.com/dramatis-kg/dramatis/text"
)

func TestLookup(t *testing.T) {
	tests := []struct {
		name    string
		typ     Type
		kind    text.EntityKind
		country string
		full    string
	}{
		{"Russia", TypeState, text.KindState, "RU", "Russia"},
		{"the Russian Federation", TypeState, text.KindState, "RU", "Russia"},
		{"U.S.", TypeState, text.KindState, "US", "United States"},
		{"Russian", TypeDemonym, text.KindState, "RU", "Russia"},
		{"Americans", TypeDemonym, text.KindState, "US", "United States"},
		{"Swedes", TypeDemonym, text.KindState, "SE", "Sweden"},
		{"Polish", TypeDemonym, text.KindState, "PL", "Poland"},
		{"Moscow", TypeCapital, text.KindPlace, "RU", "Moscow"},
		{"Kyiv", TypeSeat, text.KindPlace, "UA", "Kyiv"},
		{"The Kremlin", TypeSeat, text.KindOrg, "RU", "Kremlin"},
		{"Kharkiv", TypeCity, text.KindPlace, "UA", "Kharkiv"},
		{"Zelenskyy", TypeLeader, text.KindPerson, "UA", "Volodymyr Zelensky"},
		{"ERDOGAN", TypeLeader, text.KindPerson, "TR", "Recep Tayyip Erdoğan"},
		{"Nato", TypeOrganisation, text.KindOrg, "", "North Atlantic Treaty Organization"},
		{"Hizbollah", TypeOrganisation, text.KindGroup, "LB", "Hezbollah"},
		{"Kurdish", TypePeople, text.KindGroup, "", "Kurd"},
		{"Gaza Strip", TypeRegion, text.KindPlace, "PS", "Gaza"},
	}
	for _, tt := range tests {
		got, ok := LookupType(tt.name, tt.typ)
		if !ok || got.Kind != tt.kind || got.Country != tt.country || got.Name != tt.full {
			t.Errorf("%s as %s: got %+v, %v", tt.name, tt.typ, got, ok)
		}
	}
	if got := Lookup("Xyzzyland"); got != nil {
		t.Errorf("unknown name: got %+v", got)
	}
}

func TestWords(t *testing.T) {
	tests := []struct {
		what string
		got  any
		want any
	}{
		{"Gender(Volodymyr)", Gender("Volodymyr"), "m"},
		{"Gender(Zoë)", Gender("Zoë"), "f"},
		{"Gender(Andrea)", Gender("Andrea"), ""},
		{"FirstName(Andrea)", FirstName("Andrea"), true},
		{"FirstName(Ministry)", FirstName("Ministry"), false},
		{"RoleNoun(envoy)", RoleNoun("envoy"), true},
		{"RoleNoun(spokesperson)", RoleNoun("spokesperson"), true},
		{"RoleNoun(idea)", RoleNoun("idea"), false},
		{"PersonNoun(child)", PersonNoun("child"), true},
		{"GroupNoun(delegation)", GroupNoun("delegation"), true},
		{"GroupNoun(zzz)", GroupNoun("zzz"), false},
		{"Title(President)", Title("President"), true},
		{"Title(Gen.)", Title("Gen."), true},
		{"LongTitle", LongTitle([]string{"Prime", "Minister", "Smith"}), 2},
		{"OrganisationWord", OrganisationWord("Inc."), true},
	}
	for _, tt := range tests {
		if tt.got != tt.want {
			t.Errorf("%s: got %v, want %v", tt.what, tt.got, tt.want)
		}
	}
	if c, ok := Demonym("Ukrainian"); !ok || c.Name != "Ukraine" {
		t.Errorf("Demonym(Ukrainian) = %+v, %v", c, ok)
	}
}

// TestActors holds actors.csv to its form, since its readers ignore faults.
func TestActors(t *testing.T) {
	rows, err := csv.NewReader(strings.NewReader(actorsTable)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	types := map[Type]bool{TypeDemonym: true, TypeSeat: true, TypeRegion: true, TypePeople: true, TypeLeader: true, TypeOrganisation: true}
	kinds := map[string]bool{"person": true, "organisation": true, "state": true, "group": true, "place": true}
	for i, f := range rows[1:] {
		line := i + 2
		if !types[Type(f[2])] || !kinds[f[3]] {
			t.Errorf("line %d: type %q, kind %q", line, f[2], f[3])
		}
		if f[4] != "" && f[4] != "SU" {
			if _, ok := Country(f[4]); !ok {
				t.Errorf("line %d: country %q", line, f[4])
			}
		}
		for _, day := range []string{f[7], f[8], f[12]} {
			if day != "" {
				if _, err := time.Parse("2006-01-02"[:min(len(day), 10)], day); len(day) != 10 && len(day) != 7 || err != nil {
					t.Errorf("line %d: date %q", line, day)
				}
			}
		}
		if f[9] != "" && (f[9][0] != 'Q' || strings.Trim(f[9][1:], "0123456789") != "") {
			t.Errorf("line %d: Wikidata %q", line, f[9])
		}
		if f[12] == "" {
			t.Errorf("line %d: no date of checking", line)
		}
		for _, source := range strings.Fields(f[11] + " ") {
			if u, err := url.Parse(source); source != "unverified" && (err != nil || u.Scheme != "https" || u.Host == "") {
				t.Errorf("line %d: source %q: want addresses, or unverified", line, source)
			}
		}
		if f[11] == "" {
			t.Errorf("line %d: no source", line)
		}
		if f[2] == "leader" && f[7] == "" {
			t.Errorf("line %d: a leader without a first day", line)
		}
	}
}

func TestTablesAreSorted(t *testing.T) {
	for name, table := range map[string]string{"names": namesTable, "words": wordsTable} {
		last := ""
		for line := range strings.Lines(table) {
			key, _, _ := strings.Cut(line, "\t")
			if key <= last {
				t.Fatalf("%s.tsv: %q after %q", name, key, last)
			}
			if last = key; len(key) > 60 {
				t.Fatalf("%s.tsv: key %q is too long for find", name, key)
			}
		}
	}
}

// A start of the program takes tens of milliseconds for the tables, of a
// processor that may be slow.
func TestLoadIsFast(t *testing.T) {
	if d := effort.Of(func() { newIndex() }); d > 300*time.Millisecond {
		t.Errorf("the tables load in %v", d)
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"The U.S.", "Erdoğan", "Al-Qaeda", "", "日本", "the the x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		Lookup(s)
		Gender(s)
		RoleNoun(s)
	})
}

func BenchmarkLookup(b *testing.B) {
	for b.Loop() {
		Lookup("Recep Tayyip Erdoğan")
	}
}

// What was checked long before tells of nobody, and that can be counted.
func TestExpired(t *testing.T) {
	expired, all := Expired("2025-04-01")
	if expired != 0 || all < 30 {
		t.Errorf("in April 2025 %d of %d offices have expired", expired, all)
	}
	if expired, all = Expired("2040-01-01"); expired != all || all < 30 {
		t.Errorf("in 2040 %d of %d offices have expired", expired, all)
	}
	for day, want := range map[string]string{"2025-10-20": "Shigeru Ishiba", "2025-10-22": "Sanae Takaichi", "2026-12-01": ""} {
		if e, _ := Holder("the prime minister of Japan", day, nil); e.Name != want {
			t.Errorf("the prime minister of Japan on %s is %q, want %q", day, e.Name, want)
		}
	}
}
