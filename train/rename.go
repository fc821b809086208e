package train

import (
	_ "embed" // for the lists
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dramatis-kg/dramatis/nlp/parse/model"
	"github.com/dramatis-kg/dramatis/train/gold"
)

// The lists of names, one a line. docs/models.md tells where they come from.
var (
	//go:embed lists/first.txt
	firstNames string
	//go:embed lists/last.txt
	lastNames string
	//go:embed lists/places.txt
	places string
	//go:embed lists/orgs.txt
	organisations string
)

// wordLists are the words of the four lists in folded form, sorted.
func wordLists() [][]string {
	var out [][]string
	for _, text := range []string{firstNames, lastNames, places, organisations} {
		var words []string
		for w := range strings.FieldsSeq(text) {
			if w = model.Fold(gold.Plain(w)); len(w) > 1 && !slices.Contains(functionWords, w) {
				words = append(words, w)
			}
		}
		slices.Sort(words)
		out = append(out, slices.Compact(words))
	}
	return out
}

var functionWords = []string{"of", "the", "and", "for", "to", "de", "la", "do", "in", "on", "al"}

// renamer puts other names of the same number of words in the place of names.
// Names of persons are made of first and last names; places and
// organisations come from the lists and from the examples.
type renamer struct {
	first, last []string
	pool        map[string][][]string // kind and number of words → names
}

func newRenamer(train []*gold.Example) *renamer {
	r := &renamer{first: strings.Fields(firstNames), last: strings.Fields(lastNames), pool: map[string][][]string{}}
	add := func(kind string, words []string) {
		k := poolKey(kind, len(words))
		r.pool[k] = append(r.pool[k], words)
	}
	for line := range strings.Lines(places) {
		add("LOC", strings.Fields(strings.ReplaceAll(line, "'s", " 's")))
	}
	for line := range strings.Lines(organisations) {
		add("ORG", strings.Fields(strings.ReplaceAll(line, "'s", " 's")))
	}
	for _, e := range train {
		for _, n := range gold.Names(e.Names) {
			add(n.Kind, e.Forms[n.First:n.End])
		}
	}
	return r
}

func poolKey(kind string, words int) string { return kind + strings.Repeat(".", words) }

// rename returns e, or a copy in which that share of the names is replaced.
// Some persons also get a title, which is no part of the name; the tree is
// then dropped from the copy.
func (r *renamer) rename(e *gold.Example, share float64, rng *rand.Rand) *gold.Example {
	c, changed := *e, false
	titleAt := -1
	for _, n := range gold.Names(e.Names) {
		if n.Kind == "PER" && (n.First == 0 || e.Names[n.First-1] == "O" && !startsUpper(e.Forms[n.First-1])) && rng.Float64() < titleShare {
			titleAt = n.First
		}
		if rng.Float64() >= share {
			continue
		}
		name := r.draw(n.Kind, n.End-n.First, rng)
		if name == nil {
			continue
		}
		if !changed {
			c.Forms, changed = slices.Clone(e.Forms), true
		}
		copy(c.Forms[n.First:n.End], name)
	}
	if titleAt >= 0 {
		t := strings.Fields(titlesBefore[rng.IntN(len(titlesBefore))])
		c.Forms = slices.Concat(c.Forms[:titleAt], t, c.Forms[titleAt:])
		c.Names = slices.Concat(c.Names[:titleAt], slices.Repeat([]string{"O"}, len(t)), c.Names[titleAt:])
		c.UPOS, c.XPOS, c.Heads, c.Deprels = nil, nil, nil, nil
	}
	return &c
}

// titleShare is the share of persons without a title that get one.
const titleShare = 0.06

// titlesBefore stand before names of persons.
var titlesBefore = []string{
	"President", "US President", "Russian President", "former President", "Vice President", "Prime Minister", "British Prime Minister",
	"Foreign Minister", "Russian Foreign Minister", "Defence Minister", "Secretary of State", "US Secretary of State", "Chancellor", "Senator", "Sen.",
	"Rep.", "Gov.", "Governor", "Mayor", "General", "Gen.", "Lt. Gen.", "Colonel", "Dr.", "Mr.", "Mrs.", "Ms.", "Mr", "Professor", "King", "Queen",
	"Prince", "Pope", "envoy", "US envoy", "spokesman", "spokeswoman", "Kremlin spokesman", "Secretary-General", "Judge", "Justice", "coach", "director", "CEO", "chief executive",
	"opposition leader", "party leader", "Crown Prince", "Ambassador", "chairman", "analyst", "journalist", "actor", "singer",
}

// draw returns a name of that kind and number of words, or nil.
func (r *renamer) draw(kind string, words int, rng *rand.Rand) []string {
	pick := func(list []string) string { return list[rng.IntN(len(list))] }
	if kind == "PER" && rng.Float64() < 0.8 {
		switch words {
		case 1:
			if rng.Float64() < 0.75 {
				return []string{pick(r.last)}
			}
			return []string{pick(r.first)}
		case 2:
			return []string{pick(r.first), pick(r.last)}
		case 3:
			middle := pick(r.first)
			if rng.Float64() < 0.5 {
				middle = middle[:1] + "."
				if middle[0] >= 0x80 {
					middle = "J."
				}
			}
			return []string{pick(r.first), middle, pick(r.last)}
		}
	}
	pool := r.pool[poolKey(kind, words)]
	if len(pool) == 0 {
		return nil
	}
	return pool[rng.IntN(len(pool))]
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}
