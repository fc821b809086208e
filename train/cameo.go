package train

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"regexp"
	"slices"
	"sort"
	"strings"

	"github.com/dramatis-kg/dramatis/extract/plover"
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/train/wordnet"
)

// ploverNames are the types of the PLOVER reference by the root names of
// CAMEO2PLOVER-2021.txt, where they differ.
var ploverNames = map[string]string{"REQUEST": "DEMAND", "ACCUSE": "DISAPPROVE"}

// CameoCodes reads CAMEO2PLOVER-2021.txt: dictionary codes by CAMEO code.
// That table has one root ACCUSE for what the reference splits: its mode
// "investigate" becomes INVESTIGATE, the rest DISAPPROVE; REQUEST becomes
// DEMAND.
func CameoCodes(r io.Reader) (map[string]plover.Code, error) {
	out := map[string]plover.Code{}
	sc := bufio.NewScanner(r)
	for sc.Scan() {
		line, _, _ := strings.Cut(sc.Text(), "#")
		cameo, rest, ok := strings.Cut(line, ":")
		f := strings.Split(rest, ",")
		if !ok || len(f) < 2 || len(cameo) < 3 {
			continue
		}
		c := plover.Code{Type: strings.TrimSpace(f[0]), Mode: strings.TrimSpace(f[1])}
		if c.Type == "ACCUSE" && c.Mode == "investigate" {
			c = plover.Code{Type: "INVESTIGATE"}
		}
		if n, ok := ploverNames[c.Type]; ok {
			c.Type = n
		}
		out[cameo] = c
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("train: CAMEO codes: %w", err)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("train: CAMEO codes: no line like \"040: CONSULT, …\"")
	}
	return out, nil
}

// cameoBlock is a group of verbs that share patterns.
type cameoBlock struct {
	code     plover.Code
	verbs    []string
	also     []string // "CODE TAB verb": verbs with a code of their own
	patterns []string // "CODE TAB before * after"
}

var (
	cameoHeader  = regexp.MustCompile(`^---\s*(.*?)\s*\[(.*?)\]\s*---`)
	cameoVerb    = regexp.MustCompile(`^\+?([A-Z][A-Z_'-]*)\s*(?:\{[^}]*\})?\s*(?:\[(.*?)\])?`)
	cameoPattern = regexp.MustCompile(`^-\s*(.*?)\s*\[(.*?)\]`)
	cameoWord    = regexp.MustCompile(`&?[A-Z][A-Z_'0-9-]*`)
)

// CAMEO derives the dictionary of extract/plover from PETRARCH's CAMEO.2.0
// verb dictionary: verbs, synonym sets and patterns as they are, phrase
// brackets flattened to their words, codes replaced by PLOVER types. Nouns
// that WordNet derives from a listed verb ("meeting", "invasion") are added
// with the verb's type.
func CAMEO(dict io.Reader, codes map[string]plover.Code, db *wordnet.DB, w io.Writer) error {
	sets := map[string][]string{}
	var blocks []*cameoBlock
	var block *cameoBlock
	set := ""
	sc := bufio.NewScanner(dict)
	for sc.Scan() {
		line, _, _ := strings.Cut(sc.Text(), "#")
		line = strings.TrimRight(line, " \t\r")
		switch {
		case line == "" || line[0] == '~':
		case line[0] == '&':
			set = cameoLower(line[1:])
		case strings.HasPrefix(line, "---"):
			set = ""
			m := cameoHeader.FindStringSubmatch(line)
			if m == nil {
				return fmt.Errorf("train: CAMEO: header %q", line)
			}
			block = &cameoBlock{code: cameoCode(codes, m[2])}
			blocks = append(blocks, block)
		case line[0] == '+' && set != "":
			sets[set] = append(sets[set], cameoLower(strings.Fields(line[1:])[0]))
		case line[0] == '-' && block != nil:
			m := cameoPattern.FindStringSubmatch(line)
			if m == nil || !strings.Contains(m[1], "*") {
				continue
			}
			left, right, _ := strings.Cut(m[1], "*")
			p := strings.TrimSpace(cameoWords(left) + " * " + cameoWords(right))
			if p != "*" {
				block.patterns = append(block.patterns, cameoCode(codes, m[2]).String()+"\t"+p)
			} else if block.code.Type == "" {
				block.code = cameoCode(codes, m[2])
			}
		case block != nil:
			m := cameoVerb.FindStringSubmatch(line)
			if m == nil {
				continue
			}
			verb := cameoLower(m[1])
			if m[2] != "" && m[2] != "---" {
				block.also = append(block.also, cameoCode(codes, m[2]).String()+"\t"+verb)
				continue
			}
			block.verbs = append(block.verbs, verb)
		}
	}
	if err := sc.Err(); err != nil {
		return fmt.Errorf("train: CAMEO: %w", err)
	}
	return writeDictionary(w, sets, blocks, db)
}

// cameoCode maps a CAMEO code, of which "source:target" forms give the one
// for the source, to a dictionary code. Statements (01) become SAY, appeals
// (02) APPEAL.
func cameoCode(codes map[string]plover.Code, cameo string) plover.Code {
	for _, part := range strings.Split(cameo, ":") {
		switch {
		case part == "" || part == "---":
		case strings.HasPrefix(part, "01"):
			return plover.Code{Type: "SAY"}
		case strings.HasPrefix(part, "02"):
			return plover.Code{Type: "APPEAL"}
		default:
			for n := len(part); n >= 3; n-- {
				if c, ok := codes[part[:n]]; ok {
					return c
				}
			}
		}
	}
	return plover.Code{}
}

// cameoLower turns "SET_UP_" into "set_up".
func cameoLower(s string) string { return strings.Trim(strings.ToLower(s), "_") }

// cameoWords flattens one side of a pattern to its words.
func cameoWords(side string) string {
	var out []string
	for _, w := range cameoWord.FindAllString(side, -1) {
		if w[0] == '&' {
			out = append(out, "&"+cameoLower(w[1:]))
			continue
		}
		out = append(out, strings.Split(cameoLower(w), "_")...)
	}
	return strings.Join(out, " ")
}

func writeDictionary(w io.Writer, sets map[string][]string, blocks []*cameoBlock, db *wordnet.DB) error {
	out := bufio.NewWriter(w)
	fmt.Fprintln(out, "# Derived by train.CAMEO from PETRARCH's CAMEO.2.0.txt (MIT, (c) 2014-2015 Open Event Data Alliance)")
	fmt.Fprintln(out, "# and CAMEO2PLOVER-2021.txt; nouns through WordNet 3.0 (WordNet licence). Do not edit.")
	names := make([]string, 0, len(sets))
	for n := range sets {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		var words []string
		for _, x := range sets[n] {
			if x != "" && !strings.Contains(x, "_") {
				words = append(words, x)
			}
		}
		fmt.Fprintf(out, "set\t%s\t%s\n", n, strings.Join(words, " "))
	}
	verbs := map[string]plover.Code{}
	for _, b := range blocks {
		sort.Strings(b.verbs)
		b.verbs = slices.DeleteFunc(slices.Compact(b.verbs), func(v string) bool { return slices.Contains(crimeVerbs, v) })
		fmt.Fprintf(out, "verbs\t%s\t%s\n", b.code, strings.Join(b.verbs, " "))
		for _, v := range b.verbs {
			verbs[v] = b.code
		}
		for _, a := range b.also {
			fmt.Fprintf(out, "also\t%s\n", a)
			code, v, _ := strings.Cut(a, "\t")
			verbs[v] = plover.ParseCode(code)
		}
		for _, p := range b.patterns {
			fmt.Fprintf(out, "when\t%s\n", p)
		}
	}
	fmt.Fprintf(out, "verbs\t%s\t%s\n", schema.Crime, strings.Join(crimeVerbs, " "))
	for _, v := range crimeVerbs {
		verbs[v] = plover.Code{Type: string(schema.Crime)}
	}
	nouns := eventNouns(db, verbs)
	codes := make([]string, 0, len(nouns))
	for c := range nouns {
		codes = append(codes, c)
	}
	sort.Strings(codes)
	for _, c := range codes {
		sort.Strings(nouns[c])
		fmt.Fprintf(out, "nouns\t%s\t%s\n", c, strings.Join(nouns[c], " "))
	}
	return out.Flush()
}

// crimeVerbs are the acts of PLOVER's CRIME, which CAMEO lacks or counts
// elsewhere: theft, smuggling, bribery, extortion, fraud, money laundering,
// vandalism. Violence is left to ASSAULT, since a sentence does not tell
// whether it is political.
var crimeVerbs = []string{"bribe", "burglarize", "burgle", "counterfeit", "defraud", "embezzle", "extort", "launder", "loot", "misappropriate", "pilfer",
	"poach", "rob", "smuggle", "steal", "swindle", "vandalise", "vandalize"}

// Lexicographer files of WordNet for nouns that happen.
const (
	lexAct        = 4
	lexSpeechNoun = 10
	lexEvent      = 11
)

// Rarer senses than these do not make a noun an event, nor a verb its origin.
const (
	maxNounSense     = 2
	maxNounVerbSense = 3
)

// eventNouns finds, by code, the nouns for acts and events among the first
// senses of which WordNet derives one from a common sense of a verb with a
// type.
func eventNouns(db *wordnet.DB, verbs map[string]plover.Code) map[string][]string {
	out := map[string][]string{}
	for _, noun := range db.Lemmas(wordnet.Noun) {
		if strings.ContainsAny(noun, " -.'") {
			continue
		}
		if c := nounCode(db, noun, verbs); c.Type != "" {
			out[c.String()] = append(out[c.String()], noun)
		}
	}
	return out
}

// derivedVerbs are the verbs that WordNet derives a noun of synset s from, each
// with its own synset, in the order of the pointers.
func derivedVerbs(db *wordnet.DB, s *wordnet.Synset, noun string) iter.Seq2[wordnet.ID, string] {
	return func(yield func(wordnet.ID, string) bool) {
		for _, p := range s.Pointers {
			if p.Symbol != "+" || p.To.POS != wordnet.Verb || p.From != s.Word(noun) {
				continue
			}
			v := db.Synset(p.To)
			if v == nil || p.Target < 1 || p.Target > len(v.Words) {
				continue
			}
			if !yield(p.To, v.Words[p.Target-1]) {
				return
			}
		}
	}
}

func nounCode(db *wordnet.DB, noun string, verbs map[string]plover.Code) plover.Code {
	for rank, id := range db.Senses(wordnet.Noun, noun) {
		if rank >= maxNounSense {
			break
		}
		s := db.Synset(id)
		if s.LexFile != lexAct && s.LexFile != lexEvent && s.LexFile != lexSpeechNoun {
			continue
		}
		for to, verb := range derivedVerbs(db, s, noun) {
			senses := db.Senses(wordnet.Verb, verb)
			if i := slices.Index(senses, to); i < 0 || i >= maxNounVerbSense {
				continue
			}
			if c, ok := verbs[strings.ReplaceAll(verb, " ", "_")]; ok && c.Type != "" {
				return c
			}
		}
	}
	return plover.Code{}
}
