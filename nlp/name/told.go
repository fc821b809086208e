package name

import (
	"strings"

	"github.com/dramatis-kg/dramatis/nlp/gazetteer"
	"github.com/dramatis-kg/dramatis/text"
)

// told is what a sentence says that the name s is, None where it says
// nothing: "Hallstad is a town", "Hallstad, a town in the north", "the town of
// Hallstad", "the chief executive of Norholm", "Okafor, a spokeswoman".
func told(tokens []text.Token, s span) Label {
	u := user{tokens}
	h := head(tokens, s)
	if rel := tokens[h].Deprel; tokens[h].Head >= 0 && tokens[h].Head < len(tokens) {
		switch {
		case rel == "nsubj" && copula(tokens, tokens[h].Head):
			return classify(&tokens[tokens[h].Head])
		case rel == "nmod" && s.first > 2 && tokens[s.first-1].Norm == "of" && u.preposition(h) == "of":
			g := &tokens[tokens[h].Head]
			if tokens[h].Head != s.first-2 || shapeOf(g.Norm) != "x" {
				break
			}
			if settlements[lemmaOf(g)] {
				return Location
			}
			if firmsOwn[lemmaOf(g)] || lemmaOf(g) == "executive" && tokens[s.first-3].Norm == "chief" {
				return Organisation // the chief executive of Norholm
			}
		}
	}
	if s.end+2 < len(tokens) && tokens[s.end].Norm == "," {
		for i := s.end + 1; i < len(tokens) && i < s.end+8; i++ {
			if tokens[i].Deprel == "appos" && tokens[i].Head == h && tokens[i].UPOS == "NOUN" {
				return classify(&tokens[i])
			}
		}
	}
	return None
}

// where weighs how surely a name stands where places do: "in Hallstad" 1, "the
// president of Hallstad" and "HALLSTAD —" at the beginning of a report 3. A
// first name, or words with an article, do not: 0.
func where(tokens []text.Token, s span) int {
	u := user{tokens}
	h := head(tokens, s)
	if s.first == 0 && capitals(tokens, s) && u.dateline(h) {
		return 3
	}
	if s.end-s.first > 3 || s.first == 0 || gazetteer.FirstName(tokens[s.first].Norm) && s.end-s.first == 1 {
		return 0
	}
	rel, _, _ := strings.Cut(tokens[h].Deprel, ":")
	governor, lem := u.governor(h)
	if governor == nil || rel != "obl" && rel != "nmod" || tokens[s.first-1].UPOS != "ADP" {
		return 0
	}
	switch u.preposition(h) {
	case "in", "near", "outside", "inside", "throughout":
		if !believed[lem] {
			return 1
		}
	case "of":
		if rel == "nmod" && states[lem] {
			return 3
		}
	}
	return 0
}

// capitals reports a name in capitals.
func capitals(tokens []text.Token, s span) bool {
	for i := s.first; i < s.end; i++ {
		if shapeOf(tokens[i].Norm) != "XX" {
			return false
		}
	}
	return true
}

var (
	believed = wordSet("interest confidence trust faith belief believe role stake share investment invest interested disappointed")
	states   = wordSet("president minister parliament capital ambassador republic kingdom north south east west coast border province")
)

// copula reports a predicate noun.
func copula(tokens []text.Token, h int) bool {
	if tokens[h].UPOS != "NOUN" {
		return false
	}
	for i := h - 1; i >= 0 && i > h-10; i-- {
		if tokens[i].Head == h && tokens[i].Deprel == "cop" {
			return true
		}
	}
	return false
}

// classify is the kind of what a common noun means. Where a word has several
// meanings it decides nothing.
func classify(t *text.Token) Label {
	lem := strings.ToLower(lemmaOf(t))
	person := gazetteer.RoleNoun(lem) || gazetteer.PersonNoun(lem)
	place := settlements[lem]
	organisation := enterprises[lem]
	switch {
	case place && !person && !organisation:
		return Location
	case organisation && !person && !place:
		return Organisation
	case person && !place && !organisation && !gazetteer.GroupNoun(lem):
		return Person
	}
	return None
}

var (
	settlements = wordSet(`town city village municipality island river lake mountain suburb province region district county country
		republic kingdom capital hamlet archipelago peninsula bay valley desert neighbourhood neighborhood borough`)
	enterprises = wordSet(`company firm corporation party newspaper broadcaster agency charity university college organisation organization
		manufacturer maker airline retailer startup brewery bank insurer club association nonprofit militia ministry publisher union`)
)
