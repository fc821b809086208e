package gazetteer

import (
	"maps"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/train/wordnet"
)

// classes are the roots in WordNet of the classes of nouns, the most specific
// first. A root is a lemma with the number of its sense.
var classes = []struct {
	name  string
	roots []root
}{
	{"role", []root{{"leader", 1}, {"official", 1}, {"official", 2}, {"representative", 1}, {"negotiator", 1}, {"spokesperson", 1},
		{"adviser", 1}, {"head", 4}, {"serviceman", 1}, {"military_officer", 1}, {"lawyer", 1}, {"judge", 1}, {"journalist", 1},
		{"politician", 1}, {"politician", 2}, {"professional", 1}, {"scientist", 1}, {"expert", 1}, {"policeman", 1}, {"diplomat", 1},
		{"administrator", 1}, {"clergyman", 1}, {"teacher", 1}, {"worker", 1}, {"entertainer", 1}, {"athlete", 1}, {"activist", 1},
		{"militant", 1}, {"rebel", 1}, {"combatant", 1}, {"criminal", 1}, {"educator", 1}, {"writer", 1}, {"communicator", 1},
		{"intellectual", 1}, {"aristocrat", 1}, {"ruler", 1}, {"employee", 1}, {"assistant", 1}, {"deputy", 1}, {"businessperson", 1}}},
	{"person", []root{{"person", 1}}},
	{"group", []root{{"organization", 1}, {"social_group", 1}, {"gathering", 1}, {"military_unit", 1}, {"people", 1}}},
}

type root struct {
	lemma string
	sense int
}

// farSense is the number of senses of a noun that are looked at: in the
// later ones nearly every noun is a person.
const farSense = 2

// never are nouns that are persons in a sense that news hardly ever means:
// farm hands, the help, a computer who reckons.
var never = strings.Fields(`butter canon char coyote computer conditioner cookie crimp dishwasher dispenser draw fence fuzz ghost hand hangover help ideal
	inducer jack luger mace md modifier mole np pawn pi po poster processor rat recorder remover retainer rn
	sampler sealer sensation sneaker standby sweep tanker tar tender timer warhorse whiteface`)

// words gives nouns of one word, or two, with their class.
func words(db *wordnet.DB) []string {
	class := make(map[string]string)
	for _, c := range classes {
		under := make(map[wordnet.ID]bool)
		for _, r := range c.roots {
			senses := db.Senses(wordnet.Noun, r.lemma)
			if r.sense > len(senses) {
				continue
			}
			id := senses[r.sense-1]
			under[id] = true
			for _, h := range db.Hyponyms(id) {
				under[h] = true
			}
		}
		for _, lemma := range db.Lemmas(wordnet.Noun) {
			if _, done := class[lemma]; done || slices.Contains(never, lemma) || strings.Count(lemma, "_") > 1 || strings.Trim(lemma, "abcdefghijklmnopqrstuvwxyz_-") != "" {
				continue
			}
			senses := db.Senses(wordnet.Noun, lemma)
			limit := farSense
			if c.name != "role" {
				limit = 1
			}
			for i, id := range senses {
				if i < limit && under[id] && !isInstance(db, id) {
					class[lemma] = c.name
					break
				}
			}
		}
	}
	var out []string
	for _, lemma := range slices.Sorted(maps.Keys(class)) {
		out = append(out, strings.ReplaceAll(lemma, "_", " ")+"\t"+class[lemma])
	}
	return out
}

// isInstance reports synsets that name a single thing.
func isInstance(db *wordnet.DB, id wordnet.ID) bool {
	return slices.ContainsFunc(db.Synset(id).Pointers, func(p wordnet.Pointer) bool { return p.Symbol == "@i" })
}
