package queries

import (
	"slices"
	"strings"

	"github.com/mozillazg/go-unidecode"

	"github.com/dramatis-kg/dramatis/nlp/lemma"
)

// wanted are words that people look for: any one of several phrases, each a
// list of words that must all be there, in whatever order. Without phrases
// everything fits.
type wanted [][]string

// wantedOf reads phrases that are separated by commas. Words that every text
// has are not looked for, unless a phrase has no others.
func wantedOf(s string) wanted {
	var out wanted
	for phrase := range strings.SplitSeq(s, ",") {
		all := plainWords(phrase)
		telling := slices.DeleteFunc(slices.Clone(all), func(w string) bool { return functionWords[w] })
		if len(telling) == 0 {
			telling = all
		}
		if len(telling) > 0 {
			out = append(out, telling)
		}
	}
	return out
}

// functionWords are articles and the commonest prepositions: a closed class.
var functionWords = map[string]bool{
	"a": true, "an": true, "the": true, "of": true, "in": true, "on": true, "at": true, "to": true, "for": true,
	"from": true, "with": true, "by": true, "and": true, "or": true,
}

// in reports whether the words of the texts have all of one phrase. Case,
// accents and the endings of words make no difference: "drones" fits "drone".
func (w wanted) in(texts ...string) bool {
	if len(w) == 0 {
		return true
	}
	has := map[string]bool{}
	for _, t := range texts {
		for _, word := range plainWords(t) {
			for _, form := range wordForms(word) {
				has[form] = true
			}
		}
	}
	return slices.ContainsFunc(w, func(phrase []string) bool {
		return !slices.ContainsFunc(phrase, func(word string) bool {
			return !slices.ContainsFunc(wordForms(word), func(form string) bool { return has[form] })
		})
	})
}

// wordForms are a word, and what it is as a plural and as a form of a verb, if
// its ending lets it be one.
func wordForms(w string) []string {
	out := []string{w}
	for _, f := range [...]struct{ ending, upos, xpos string }{{"s", "NOUN", "NNS"}, {"s", "VERB", "VBZ"}, {"ing", "VERB", "VBG"}, {"", "VERB", "VBD"}} {
		if !strings.HasSuffix(w, f.ending) || len(w) < len(f.ending)+3 {
			continue
		}
		if l := lemma.Lemma(w, f.upos, f.xpos); len(l) > 2 && !slices.Contains(out, l) {
			out = append(out, l)
		}
	}
	return out
}

// plainWords are the words of a text without case, accents and possessive
// endings.
func plainWords(s string) []string {
	s = strings.NewReplacer("’", "'").Replace(s)
	var b strings.Builder
	for _, r := range strings.ToLower(unidecode.Unidecode(s)) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '\'':
			b.WriteRune(r)
		case r == '.': // U.S.
		default:
			b.WriteByte(' ')
		}
	}
	words := strings.Fields(b.String())
	for i, w := range words {
		words[i] = strings.ReplaceAll(strings.TrimSuffix(w, "'s"), "'", "")
	}
	return slices.DeleteFunc(words, func(w string) bool { return w == "" })
}

// content is what the statement itself says, as words to look in.
func (e *Evidence) content() []string {
	out := []string{e.Subject.Name, e.Verb, strings.ReplaceAll(string(e.Relation), "_", " "), e.Object.Name, e.Place.Name, e.Place.Words, e.Quote}
	for _, q := range e.Qualifiers {
		out = append(out, q.Ref.Name, q.Ref.Words)
	}
	return out
}

// motion are relations whose object is where somebody goes.
var motion = map[string]bool{
	"travel_to": true, "visit": true, "arrive_in": true, "arrive_at": true, "return_to": true, "leave": true, "flee": true,
	"flee_to": true, "enter": true, "reach": true, "move_to": true, "march_to": true, "land_in": true, "stay_in": true,
	"live_in": true, "withdraw_from": true, "depart_for": true, "arrive": true,
}

// places are where a statement says that it takes place, or where to or from:
// by their names and by the article's words.
func (e *Evidence) places() []string {
	var out []string
	add := func(r Ref) {
		for _, s := range []string{r.Name, r.Words} {
			if s != "" {
				out = append(out, s)
			}
		}
	}
	add(e.Place)
	for i, q := range e.Qualifiers {
		if within[q.Role] || locative[q.Role] && (q.Ref.Words != "" || i < len(e.localities) && e.localities[i]) {
			add(q.Ref)
		}
	}
	if e.toPlace || motion[string(e.Relation)] {
		add(e.Object)
	}
	return out
}

// within are the prepositions whose argument is a place whatever it is.
var within = map[string]bool{"in": true, "at": true, "near": true, "outside": true, "inside": true}
