// Package gazetteer makes the tables of nlp/gazetteer from public data.
//
// What enters: the JSON that npm/export.mjs writes (countries, cities, first
// names), the MIT-licensed dictionaries of petrarch2 and WordNet 3.0. What
// leaves: four tab-separated tables. The same input gives the same bytes.
package gazetteer

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/mozillazg/go-unidecode"

	"github.com/dramatis-kg/dramatis/train/wordnet"
)

// Options of Make.
type Options struct {
	Export  string // JSON file written by npm/export.mjs
	Data    string // folder that holds events/petrarch2
	WordNet string // folder of WordNet 3.0
	Out     string // folder to write into
}

// export is what npm/export.mjs writes.
type export struct {
	Countries []struct {
		Code, Name, Official, Demonym, Region string
		Aliases, Capitals                     []string
		State                                 bool
	}
	Cities []struct {
		Name, Country string
		Population    int
	}
	Names struct{ F, M []string }
}

// Make writes countries.tsv, cities.tsv, names.tsv, organisations.tsv and
// words.tsv.
func Make(o Options) error {
	data, err := os.ReadFile(o.Export)
	if err != nil {
		return fmt.Errorf("gazetteer: %w", err)
	}
	var e export
	if err := json.Unmarshal(data, &e); err != nil {
		return fmt.Errorf("gazetteer: %s: %w", o.Export, err)
	}
	db, err := wordnet.Open(o.WordNet, wordnet.Noun, wordnet.Verb, wordnet.Adj)
	if err != nil {
		return fmt.Errorf("gazetteer: %w", err)
	}
	names := firstNames(e, db)
	organisations, err := organisations(filepath.Join(o.Data, "events", "petrarch2"), names, db)
	if err != nil {
		return err
	}
	for _, t := range []struct {
		file string
		rows []string
	}{
		{"countries.tsv", countries(e)},
		{"cities.tsv", cities(e)},
		{"names.tsv", nameRows(names)},
		{"organisations.tsv", organisations},
		{"words.tsv", words(db)},
	} {
		if err := os.WriteFile(filepath.Join(o.Out, t.file), []byte(strings.Join(t.rows, "\n")+"\n"), 0o644); err != nil {
			return fmt.Errorf("gazetteer: %w", err)
		}
	}
	return nil
}

// countries gives code, kind, name, demonym, capitals and aliases.
func countries(e export) []string {
	var out []string
	for _, c := range e.Countries {
		kind := "place"
		if c.State || slices.Contains([]string{"TW", "PS", "XK"}, c.Code) {
			kind = "state"
		}
		var aliases []string
		for _, a := range append([]string{c.Official}, c.Aliases...) {
			if latin(a) && len(a) > 3 && a != c.Name && !slices.Contains(aliases, a) {
				aliases = append(aliases, a)
			}
		}
		out = append(out, strings.Join([]string{c.Code, kind, c.Name, c.Demonym, strings.Join(c.Capitals, ";"), strings.Join(aliases, ";")}, "\t"))
	}
	slices.Sort(out)
	return out
}

func latin(s string) bool {
	for _, r := range s {
		if r > 0x24f && r != '’' {
			return false
		}
	}
	return true
}

// romanised are states whose cities the source spells in a transcription with
// marks that no newspaper prints: Salalah, not Şalālah.
var romanised = strings.Fields("AE AF BD BH BY CN EG ER ET IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK LY MM MR NP OM PK PS QA RU SA SD SY TH TJ TM TW UA UZ YE")

// plain drops the signs that transcriptions have for glottal stops and soft
// consonants.
var plain = strings.NewReplacer("`", "", "'", "")

// cities gives name and country; of cities of one name the greatest counts.
func cities(e export) []string {
	type city struct {
		country    string
		population int
	}
	best := make(map[string]city)
	for _, c := range e.Cities {
		if slices.Contains(romanised, c.Country) {
			c.Name = plain.Replace(unidecode.Unidecode(c.Name))
		}
		if old, ok := best[c.Name]; latin(c.Name) && (!ok || c.Population > old.population) {
			best[c.Name] = city{c.Country, c.Population}
		}
	}
	var out []string
	for _, name := range slices.Sorted(maps.Keys(best)) {
		out = append(out, name+"\t"+best[name].country)
	}
	return out
}

// maxName bounds a first name, in bytes.
const maxName = 14

// firstNames gives "f" or "m" for each name in lower-case ASCII that the
// sources give one gender.
func firstNames(e export, db *wordnet.DB) map[string]string {
	out := make(map[string]string)
	put := func(list []string, gender string) {
		for _, n := range list {
			n = strings.ToLower(strings.TrimSpace(unidecode.Unidecode(n)))
			for _, v := range spellings(n) {
				if len(v) < 3 || len(v) > maxName || strings.Trim(v, "abcdefghijklmnopqrstuvwxyz-") != "" {
					continue
				}
				if old, ok := out[v]; ok && old != gender {
					out[v] = "" // both
					continue
				}
				out[v] = gender
			}
		}
	}
	put(e.Names.F, "f")
	put(e.Names.M, "m")
	maps.DeleteFunc(out, func(n, g string) bool {
		return g == "" && len(db.Senses(wordnet.Noun, n))+len(db.Senses(wordnet.Verb, n)) > 0
	})
	return out
}

// spellings adds to a transliterated Slavic name the form that newspapers
// write: Dmitrii → Dmitry, Sergei → Sergey.
func spellings(n string) []string {
	switch {
	case strings.HasSuffix(n, "ii"):
		return []string{n, n[:len(n)-2] + "y", n[:len(n)-1]}
	case strings.HasSuffix(n, "ei"):
		return []string{n, n[:len(n)-1] + "y"}
	}
	return []string{n}
}

func nameRows(names map[string]string) []string {
	var out []string
	for _, n := range slices.Sorted(maps.Keys(names)) {
		out = append(out, n+"\t"+names[n])
	}
	return out
}
