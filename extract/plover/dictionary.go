package plover

import (
	"fmt"
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// Dictionary is the table of verbs and verb patterns. Its text form, which
// train.CAMEO writes, has five kinds of lines:
//
//	set   TAB NAME TAB word word …
//	nouns TAB CODE TAB noun noun …
//	verbs TAB CODE TAB verb verb_particle …
//	also  TAB CODE TAB verb …
//	when  TAB CODE TAB before … * after …
//
// "Also" and "when" lines belong to the "verbs" line above them: the former
// lists verbs of the group with another code. The words of a pattern must stand
// before and after the verb, in that order; "&NAME" stands for any word of a
// set. A CODE is TYPE or TYPE:mode, "SAY", "APPEAL" (a request, which PLOVER
// leaves out), or "-" for none.
type Dictionary struct {
	sets   map[string]map[string]bool
	blocks map[string][]*block // by verb, first word of a phrase
	nouns  map[string]Code     // event nouns that are no verbs: "meeting"
}

// block is a group of verbs that share patterns.
type block struct {
	verb    string // the verb as listed, with its particle: "set_up"
	code    Code
	pattern []pattern
}

type pattern struct {
	code          Code
	before, after []string
}

// Code is a type with its mode, as the dictionary has it.
type Code struct{ Type, Mode string }

// ParseCode reads "TYPE", "TYPE:mode" or "-".
func ParseCode(s string) Code {
	if s == "-" {
		return Code{}
	}
	t, m, _ := strings.Cut(s, ":")
	return Code{t, m}
}

// String prints what ParseCode reads.
func (c Code) String() string {
	switch {
	case c.Type == "":
		return "-"
	case c.Mode == "":
		return c.Type
	}
	return c.Type + ":" + c.Mode
}

// ParseDictionary reads a dictionary's text form.
func ParseDictionary(table string) (*Dictionary, error) {
	d := &Dictionary{sets: map[string]map[string]bool{}, blocks: map[string][]*block{}, nouns: map[string]Code{}}
	var current []*block
	n := 0
	for line := range strings.Lines(table) {
		n++
		line = strings.TrimSuffix(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 3 {
			return nil, fmt.Errorf("plover: dictionary line %d: want 3 columns, got %d", n, len(f))
		}
		switch f[0] {
		case "set":
			words := map[string]bool{}
			for _, w := range strings.Fields(f[2]) {
				words[w] = true
			}
			d.sets["&"+f[1]] = words
		case "nouns":
			for _, w := range strings.Fields(f[2]) {
				d.nouns[w] = ParseCode(f[1])
			}
		case "verbs", "also":
			if f[0] == "verbs" {
				current = nil
			}
			for _, v := range strings.Fields(f[2]) {
				first, _, _ := strings.Cut(v, "_")
				b := &block{verb: v, code: ParseCode(f[1])}
				d.blocks[first] = append(d.blocks[first], b)
				current = append(current, b)
			}
		case "when":
			left, right, ok := strings.Cut(f[2], "*")
			if !ok || len(current) == 0 {
				return nil, fmt.Errorf("plover: dictionary line %d: pattern without a verb", n)
			}
			p := pattern{ParseCode(f[1]), strings.Fields(left), strings.Fields(right)}
			for _, b := range current {
				b.pattern = append(b.pattern, p)
			}
		default:
			return nil, fmt.Errorf("plover: dictionary line %d: unknown kind %q", n, f[0])
		}
	}
	return d, nil
}

// match is what the dictionary finds at a verb.
type match struct {
	code  Code
	words int  // words of the pattern that matched, 0 for the verb's own code
	found bool // the verb is listed
}

// reach is the number of tokens around the verb that a pattern may span.
const reach = 12

// match looks a verb up: the longest pattern that fits, else the verb's own
// code. A verb with a particle wins over the bare one. A noun has the code of
// event nouns, if any. Patterns see only the tokens in own; nil stands for
// all.
func (d *Dictionary) match(s *text.Sentence, v int, own []bool) match {
	lemma := word(&s.Tokens[v])
	var best match
	if s.Tokens[v].UPOS == "NOUN" {
		code, ok := d.nouns[lemma]
		return match{code: code, found: ok}
	}
	bestVerb := 0
	for _, b := range d.blocks[lemma] {
		end, ok := b.at(s, v)
		if !ok {
			continue
		}
		size := strings.Count(b.verb, "_")
		if best.found && size < bestVerb {
			continue
		}
		if size > bestVerb {
			best, bestVerb = match{}, size
		}
		if !best.found || best.words == 0 && best.code.Type == "" {
			best = match{code: b.code, found: true, words: best.words}
		}
		for _, p := range b.pattern {
			n := len(p.before) + len(p.after)
			if n > best.words && d.fits(s, v, end, p, own) {
				best = match{p.code, n, true}
			}
		}
	}
	return best
}

// at reports whether the block's verb stands at token v, and where it ends.
func (b *block) at(s *text.Sentence, v int) (end int, ok bool) {
	end = v + 1
	rest := strings.Split(b.verb, "_")[1:]
	for _, w := range rest {
		// A particle may follow after the object: "set the team up".
		found := -1
		for i := end; i < len(s.Tokens) && i < end+4; i++ {
			if strings.EqualFold(s.Tokens[i].Norm, w) {
				found = i
				break
			}
			if len(rest) > 1 {
				break
			}
		}
		if found < 0 {
			return 0, false
		}
		end = found + 1
	}
	return end, true
}

func (d *Dictionary) fits(s *text.Sentence, v, end int, p pattern, own []bool) bool {
	i := v - 1
	for k := len(p.before) - 1; k >= 0; k-- {
		for i >= 0 && i >= v-reach && !(visible(own, i) && d.is(&s.Tokens[i], p.before[k])) {
			i--
		}
		if i < 0 || i < v-reach {
			return false
		}
		i--
	}
	i = end
	for _, w := range p.after {
		for i < len(s.Tokens) && i < end+reach && !(visible(own, i) && d.is(&s.Tokens[i], w)) {
			i++
		}
		if i >= len(s.Tokens) || i >= end+reach {
			return false
		}
		i++
	}
	return true
}

func visible(own []bool, i int) bool { return own == nil || own[i] }

func (d *Dictionary) is(t *text.Token, want string) bool {
	lemma, form := word(t), strings.ToLower(t.Norm)
	if want[0] == '&' {
		return d.sets[want][lemma] || d.sets[want][form]
	}
	return want == lemma || want == form
}

// word is the lower-case lemma of a token, or its form where it has none.
func word(t *text.Token) string {
	if t.Lemma == "" {
		return strings.ToLower(t.Norm)
	}
	return strings.ToLower(t.Lemma)
}
