package name

import (
	"strings"

	"github.com/dramatis-kg/dramatis/nlp/gazetteer"
	"github.com/dramatis-kg/dramatis/text"
)

// demonymOf returns the gazetteer's entry for a token that is a demonym or
// the adjective of a people by itself: "Russian", "Kurds". A word that is
// also a name of another kind ("Georgian" is not, "Guarani" may be) counts
// only if its first entry is a demonym.
func demonymOf(tokens []text.Token, i int) *gazetteer.Entry {
	if !startsUpper(tokens[i].Norm) {
		return nil
	}
	e := gazetteer.Lookup(tokens[i].Norm)
	if len(e) == 0 || e[0].Type != gazetteer.TypeDemonym && e[0].Type != gazetteer.TypePeople {
		return nil
	}
	return &e[0]
}

// demonyms finds the adjectives and names of peoples that stand for a state
// or people and are not names of their own. taken tells the tokens of names.
func demonyms(tokens []text.Token, taken []text.EntityKind) []span {
	u := user{tokens}
	var out []span
	for i := range tokens {
		e := demonymOf(tokens, i)
		if e == nil {
			continue
		}
		kind, why := demonymUse(u, i, *e)
		if taken[i] != text.KindUnknown {
			if e.Type != gazetteer.TypeDemonym || taken[i] != text.KindOrg || i > 0 && taken[i-1] != text.KindUnknown && startsUpper(tokens[i-1].Norm) {
				continue
			}
			kind, why = text.KindState, "demonym-in-name" // "Russian Foreign Ministry"
		}
		if kind != text.KindUnknown {
			out = append(out, span{i, i + 1, string(kind) + " " + why})
		}
	}
	return out
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
