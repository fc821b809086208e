// Package lemma finds the dictionary form of a word from its form and tags.
//
// What enters: a token's normal form with its Universal and Penn tags. What
// leaves: the lemma as Universal Dependencies English writes it: lower case
// save for names and "I", pronouns in the nominative, nouns in the singular,
// verbs in the infinitive, adjectives in the positive. It never looks at the
// sentence and never fails: a word it does not know gets the form that its
// ending suggests.
//
// The suffix rules and exceptions of table.tsv are learned from WordNet's
// exception lists and the treebanks by "go run ./cmd/train lemmas".
package lemma

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
	"unicode"
)

// table holds one rule a line: class, ending, number of bytes to strip,
// string to add, tab-separated. An ending that begins with "^" is a whole
// word.
//
//go:embed table.tsv
var table string

// edit turns a form into a lemma.
type edit struct {
	strip int
	add   string
}

// rules reads the table once.
var rules = sync.OnceValue(func() map[string]edit {
	out := make(map[string]edit, strings.Count(table, "\n"))
	for line := range strings.Lines(table) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != 4 {
			continue
		}
		if n, err := strconv.Atoi(f[2]); err == nil {
			out[f[0]+" "+f[1]] = edit{n, f[3]}
		}
	}
	return out
})

// MaxSuffix is the longest ending of a rule in bytes.
const MaxSuffix = 7

// Class names the inflection that a Penn tag stands for, "" for none.
func Class(upos, xpos string) string {
	switch xpos {
	case "VBZ", "VBD", "VBN", "VBG":
		if upos == "ADJ" || upos == "NOUN" {
			return ""
		}
		if upos == "AUX" {
			return "AUX"
		}
		return xpos
	case "VB", "VBP", "MD":
		if upos == "AUX" {
			return "AUX"
		}
		return "VB"
	case "NNS", "NNPS":
		return "NNS"
	case "JJR", "JJS", "RBR", "RBS":
		return xpos
	}
	switch upos {
	case "PRON":
		return xpos
	case "DET", "PART", "ADJ":
		return upos
	}
	return ""
}

// Lemma returns the lemma of a form. It runs in time linear in the form.
func Lemma(norm, upos, xpos string) string {
	low := strings.ToLower(norm)
	switch {
	case xpos == "NNPS" || upos == "PROPN" && xpos == "NNS":
		return plural(norm, low)
	case upos == "PROPN" || upos == "X" || xpos == "NNP":
		return norm
	case upos == "PUNCT" || upos == "SYM":
		if low == "--" || norm == "–" || norm == "—" {
			return "-"
		}
		return norm
	case upos == "NUM":
		if norm != strings.ToUpper(norm) {
			norm = low // "Two", but "XIV"
		}
		return strings.ReplaceAll(norm, ",", "")
	case low == "i" && upos == "PRON":
		return "I"
	case low == "'s" && upos == "PART", low == "'" && xpos == "POS":
		return "'s"
	}
	if upos == "NOUN" && norm != low && norm == strings.ToUpper(norm) && xpos == "NN" {
		return norm // acronyms: "CEO", "GDP"
	}
	if out := apply(Class(upos, xpos), low); out != "" {
		return out
	}
	return low
}

// plural undoes the plural of a name and keeps its capitals.
func plural(norm, low string) string {
	out := apply("NNS", low)
	if out == "" || norm == low {
		return norm
	}
	n := 0 // bytes that stay as written
	for n < len(out) && n < len(low) && out[n] == low[n] {
		n++
	}
	if len(norm) != len(low) {
		return norm
	}
	rest := out[n:]
	if norm == strings.ToUpper(norm) && strings.IndexFunc(norm, unicode.IsLower) < 0 && len(norm) > 3 {
		rest = strings.ToUpper(rest)
	}
	return norm[:n] + rest
}

// apply uses the exception for the word, or the rule for its longest ending;
// "" if there is none.
func apply(class, low string) string {
	if class == "" {
		return ""
	}
	r := rules()
	if e, ok := r[class+" ^"+low]; ok && e.strip <= len(low) {
		return low[:len(low)-e.strip] + e.add
	}
	if out := rooted(class, low); out != "" {
		return out
	}
	for n := min(MaxSuffix, len(low)-1); n >= 0; n-- {
		if e, ok := r[class+" "+low[len(low)-n:]]; ok && e.strip < len(low) {
			return low[:len(low)-e.strip] + e.add
		}
	}
	return ""
}

// rooted undoes what the ending rules do to verbs whose root ends in a vowel:
// "-ie" in words of one syllable ("lied" is of "lie", "denied" of "deny") and
// "-o" ("vetoes" is of "veto"), and to compounds of "cast", which has one form.
func rooted(class, low string) string {
	n := len(low)
	switch {
	case (class == "VBD" || class == "VBN") && n == 4 && strings.HasSuffix(low, "ied"):
		return low[:n-1]
	case class == "VBZ" && n > 5 && strings.HasSuffix(low, "oes") && !strings.HasSuffix(low, "shoes") && !strings.HasSuffix(low, "ptoes") && !strings.HasSuffix(low, "noes"):
		return low[:n-2]
	case (class == "VBD" || class == "VBN") && strings.HasSuffix(low, "cast"):
		return low // "broadcast", "forecast"
	}
	return ""
}
