package name

import (
	"strings"

	"github.com/dramatis-kg/dramatis/nlp/gazetteer"
	"github.com/dramatis-kg/dramatis/text"
)

// maxDemonym is the number of tokens of the longest demonym: "African - American".
const maxDemonym = 3

// demonymAt returns the gazetteer's entry for the demonym or adjective of a
// people that begins with token i, and the number of its tokens: "Russian",
// "Kurds", "North Korean". nil if there is none.
func demonymAt(tokens []text.Token, i int) (*gazetteer.Entry, int) {
	if !startsUpper(tokens[i].Norm) || tokens[i].UPOS == "DET" {
		return nil, 0
	}
	for n := min(maxDemonym, len(tokens)-i); n > 0; n-- {
		if !startsLetter(tokens[i+n-1].Norm) {
			continue // the gazetteer does not see periods and quotation marks
		}
		e := gazetteer.Lookup(surface(tokens, i, i+n))
		if len(e) > 0 && (e[0].Type == gazetteer.TypeDemonym || e[0].Type == gazetteer.TypePeople) {
			return &e[0], n
		}
	}
	return nil, 0
}

// demonymOnly reports spans that hold demonyms and hyphens alone: "Cuban
// Americans", "Irish - American".
func demonymOnly(tokens []text.Token, s span) bool {
	for i := s.first; i < s.end; {
		e, n := demonymAt(tokens, i)
		switch {
		case e != nil && i+n <= s.end:
			i += n
		case tokens[i].Norm == "-" && i > s.first:
			i++
		default:
			return false
		}
	}
	return true
}

// demonyms finds the adjectives and names of peoples that stand for a state
// or people and are not names of their own. taken tells the tokens of names.
func demonyms(tokens []text.Token, taken []text.EntityKind) []span {
	u := user{tokens}
	var out []span
	for i, n := 0, 0; i < len(tokens); i += max(n, 1) {
		var e *gazetteer.Entry
		if e, n = demonymAt(tokens, i); e == nil {
			continue
		}
		last := i + n - 1
		if m, k := second(tokens, last+1); m != nil {
			n += k
			out = append(out, span{i, i + n, string(text.KindGroup) + " demonym-people"})
			continue
		}
		kind, why := demonymUse(u, last, *e)
		if taken[i] != text.KindUnknown {
			if e.Type != gazetteer.TypeDemonym || taken[i] != text.KindOrg || i > 0 && taken[i-1] != text.KindUnknown && startsUpper(tokens[i-1].Norm) {
				continue
			}
			kind, why = text.KindState, "demonym-in-name" // "Russian Foreign Ministry"
		}
		if kind != text.KindUnknown {
			out = append(out, span{i, i + n, string(kind) + " " + why})
		}
	}
	return out
}

// second returns the people that follows another demonym and the tokens up to
// its end: "Cuban" Americans, "Irish" - Americans.
func second(tokens []text.Token, i int) (*gazetteer.Entry, int) {
	skip := 0
	if i < len(tokens) && tokens[i].Norm == "-" {
		skip = 1
	}
	if i+skip >= len(tokens) || tokens[i+skip].XPOS != "NNS" && tokens[i+skip].XPOS != "NNPS" {
		return nil, 0
	}
	e, n := demonymAt(tokens, i+skip)
	return e, n + skip
}

func demonymUse(u user, i int, e gazetteer.Entry) (text.EntityKind, string) {
	t := &u.tokens[i]
	governor, lem := u.governor(i)
	plural := t.XPOS == "NNS" || t.XPOS == "NNPS"
	the := i > 0 && strings.EqualFold(u.tokens[i-1].Norm, "the")
	rel, _, _ := strings.Cut(t.Deprel, ":")
	modifies := governor != nil && t.Head > i && (rel == "amod" || rel == "compound" || rel == "nmod" || rel == "conj")
	if !modifies && rel == "conj" && governor != nil && t.Head < i { // "Ukrainian and Russian delegations"
		if g, l := u.governor(t.Head); g != nil && t.Head < i && i+1 < len(u.tokens) && u.tokens[t.Head].Head > i {
			modifies, governor, lem = true, g, l
		}
	}
	if e.Type == gazetteer.TypePeople {
		if plural || modifies && (gazetteer.PersonNoun(lem) || gazetteer.GroupNoun(lem)) {
			return text.KindGroup, "demonym-people"
		}
		return text.KindUnknown, ""
	}
	switch {
	case modifies && languageNouns[lem]:
		return text.KindUnknown, ""
	case modifies:
		return text.KindState, "demonym-adjective"
	case plural && the && (rel == "nsubj" || t.Deprel == "obl:agent"):
		return text.KindState, "demonym-acting"
	case plural:
		return text.KindGroup, "demonym-people"
	case the && (i+1 == len(u.tokens) || u.tokens[i+1].UPOS != "NOUN"):
		return text.KindState, "demonym-noun"
	}
	return text.KindUnknown, ""
}

// languageNouns are nouns with which a demonym speaks of language and ways of
// life.
var languageNouns = wordSet(`language word speaker literature cuisine restaurant food accent translation version phrase dictionary dialect
	alphabet lesson text wine beer novel grammar`)
