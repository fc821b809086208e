package extract

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
)

// The word classes of extraction are data: lexicon.tsv holds one class a
// line, complements.tsv the verbs, adjectives and nouns that decide whether
// their complement happened. Both were written for this package.
//
//go:embed lexicon.tsv
var lexiconTSV string

//go:embed complements.tsv
var complementsTSV string

// lexicon is the parsed content of both files. It is immutable.
type lexicon struct {
	classes map[string]map[string]bool
	events  map[string]eventNoun
	light   map[string]bool // "hold_talk": the verb is light with the noun
	frames  map[frameKey]force
}

// eventNoun says which relation a noun of happening stands for.
type eventNoun struct {
	relation  string
	symmetric bool
	targets   []string // prepositions of the other participant
}

type frameKey struct{ lemma, pos, frame string }

var loadLexicon = sync.OnceValue(func() *lexicon {
	l, err := parseLexicon(lexiconTSV, complementsTSV)
	if err != nil {
		// The files are part of the binary and read by a test, so that this
		// cannot happen in a released build. Without the negators nothing
		// may be read at all: Statements then returns nothing.
		return &lexicon{}
	}
	return l
})

// parseLexicon reads both files. It fails on malformed and repeated lines.
func parseLexicon(words, complements string) (*lexicon, error) {
	l := &lexicon{classes: map[string]map[string]bool{}, events: map[string]eventNoun{}, light: map[string]bool{}, frames: map[frameKey]force{}}
	for n, line := range strings.Split(words, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		switch {
		case f[0] == "event" && len(f) == 4:
			for _, noun := range strings.Fields(f[1]) {
				if _, dup := l.events[noun]; dup {
					return nil, fmt.Errorf("extract: lexicon line %d: event noun %s is listed twice", n+1, noun)
				}
				rel, sym := strings.CutSuffix(f[2], "*")
				l.events[noun] = eventNoun{relation: rel, symmetric: sym, targets: strings.Fields(f[3])}
			}
		case f[0] == "light" && len(f) == 3:
			for _, v := range strings.Fields(f[1]) {
				for _, noun := range strings.Fields(f[2]) {
					l.light[v+"_"+noun] = true
				}
			}
		case f[0] != "event" && f[0] != "light" && len(f) == 2:
			m := l.classes[f[0]]
			if m == nil {
				m = map[string]bool{}
				l.classes[f[0]] = m
			}
			for _, w := range strings.Fields(f[1]) {
				if m[w] {
					return nil, fmt.Errorf("extract: lexicon line %d: %s is in %s already", n+1, w, f[0])
				}
				m[w] = true
			}
		default:
			return nil, fmt.Errorf("extract: lexicon line %d: malformed", n+1)
		}
	}
	for n, line := range strings.Split(complements, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 4 {
			return nil, fmt.Errorf("extract: complements line %d: want force, part of speech, frames, words", n+1)
		}
		fc, ok := parseForce(f[0])
		if !ok {
			return nil, fmt.Errorf("extract: complements line %d: unknown force %q", n+1, f[0])
		}
		for _, frame := range strings.Fields(f[2]) {
			for _, w := range strings.Fields(f[3]) {
				k := frameKey{w, f[1], frame}
				if _, dup := l.frames[k]; dup {
					return nil, fmt.Errorf("extract: complements line %d: %s %s %s is listed twice", n+1, w, f[1], frame)
				}
				l.frames[k] = fc
			}
		}
	}
	return l, nil
}

// takesInfinitive reports a verb that is known to take an infinitive as its
// complement.
func (l *lexicon) takesInfinitive(lemma string) bool {
	_, ok := l.frames[frameKey{lemma, "V", "inf"}]
	return ok || lemma == "have" || lemma == "go" || lemma == "be"
}

// takesThat reports a noun that is known to take a clause as its complement.
func (l *lexicon) takesThat(lemma string) bool {
	_, ok := l.frames[frameKey{lemma, "N", "that"}]
	return ok
}

func (l *lexicon) is(class, word string) bool { return l.classes[class][word] }
