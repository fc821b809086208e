package train

import (
	"bufio"
	"fmt"
	"io"
	"sort"
	"strings"

	"github.com/dramatis-kg/dramatis/train/wordnet"
)

// maxDeverbalSenses is how many senses of a noun are looked at.
const maxDeverbalSenses = 10

// deverbalFiles are the lexicographer files of nouns that happen: acts,
// speech, events, feelings and processes, states, possession.
var deverbalFiles = map[int]bool{lexAct: true, lexSpeechNoun: true, lexEvent: true, 22: true, 26: true, 21: true}

// Deverbals writes the nouns that name what a verb does, by WordNet's links of
// derivation: "arrest → arrest", "announcement → announce". Each line is a
// noun and its verbs, with tabs and blanks between. Nouns of one word only.
func Deverbals(db *wordnet.DB, w io.Writer) error {
	out := bufio.NewWriter(w)
	fmt.Fprintln(out, "# Derived by train.Deverbals from WordNet 3.0 (WordNet licence). Do not edit.")
	nouns := append([]string(nil), db.Lemmas(wordnet.Noun)...)
	sort.Strings(nouns)
	for _, noun := range nouns {
		if strings.ContainsAny(noun, " .0123456789'/") {
			continue
		}
		verbs := map[string]bool{}
		if v := ownDeverbals[noun]; v != "" {
			verbs[v] = true
		}
		for n, id := range db.Senses(wordnet.Noun, noun) {
			s := db.Synset(id)
			if n >= maxDeverbalSenses || !deverbalFiles[s.LexFile] {
				continue
			}
			for _, verb := range derivedVerbs(db, s, noun) {
				if kin(noun, verb) {
					verbs[strings.ReplaceAll(verb, " ", "_")] = true
				}
			}
		}
		if len(verbs) == 0 {
			continue
		}
		list := make([]string, 0, len(verbs))
		for v := range verbs {
			list = append(list, v)
		}
		sort.Strings(list)
		fmt.Fprintf(out, "%s\t%s\n", noun, strings.Join(list, " "))
	}
	return out.Flush()
}

// ownDeverbals are nouns unlike their verbs.
var ownDeverbals = map[string]string{"death": "die", "sale": "sell", "loss": "lose", "birth": "bear", "theft": "steal", "flight": "fly", "lawsuit": "sue",
	"suit": "sue", "speech": "speak", "thought": "think", "growth": "grow", "gift": "give", "choice": "choose", "belief": "believe", "trial": "try"}

// kin reports words that begin alike: WordNet links "theft" with "steal" too,
// but most links of unlike words are of rarer senses.
func kin(a, b string) bool {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n >= 3 || n >= 2 && len(b) <= 4
}
