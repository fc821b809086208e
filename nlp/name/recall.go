package name

import (
	"strings"

	"github.com/dramatis-kg/dramatis/nlp/gazetteer"
	"github.com/dramatis-kg/dramatis/text"
)

// recall adds the last names that the search passed over because they are
// ordinary words and open their sentence ("Jobs said", "Hope called", where
// the document has Steve Jobs and Grant Hope), and makes names of persons
// whole that were cut at a hyphen or between their words.
func recall(d *text.Document, names [][]found) {
	surnames, common := make(map[string]bool), make(map[string]bool)
	for i := range names {
		tokens := d.Sentences[i].Tokens
		whole(tokens, names[i])
		for _, f := range names[i] {
			if last := tokens[f.end-1].Norm; f.kind == "PER" && f.end-f.first > 1 && shapeOf(last) == "Xx" {
				surnames[last] = true
			}
		}
		for k := range tokens {
			if shapeOf(tokens[k].Norm) == "x" {
				common[tokens[k].Norm] = true
			}
		}
	}
	if len(surnames) == 0 {
		return
	}
	for i := range names {
		tokens := d.Sentences[i].Tokens
		for k := range tokens {
			if !opensSentence(tokens, k) {
				continue
			}
			if w := tokens[k].Norm; !surnames[w] || covered(names[i], k) || !acts(tokens, k, common[strings.ToLower(w)]) {
				continue
			}
			f := found{span: span{k, k + 1, Person.String()}}
			at := 0
			for at < len(names[i]) && names[i][at].first < k {
				at++
			}
			names[i] = append(names[i][:at:at], append([]found{f}, names[i][at:]...)...)
		}
	}
}

// acts reports whether the verb behind token i tells of a person: any finite
// verb in the singular or the past, but one of speech or thought where the
// document has the word in lower case too, or where a plural would agree.
func acts(tokens []text.Token, i int, common bool) bool {
	k := i + 1
	for k < len(tokens) && tokens[k].UPOS == "ADV" && k < i+3 {
		k++
	}
	if k >= len(tokens) {
		return false
	}
	t := &tokens[k]
	if k == i+1 && (t.Norm == "'s" || t.Norm == "'") {
		return !common && t.XPOS == "POS"
	}
	lem := lemmaOf(t)
	plural := strings.HasPrefix(tokens[i].XPOS, "NN") && strings.HasSuffix(tokens[i].XPOS, "S")
	if noun := lemmaOf(&tokens[i]); common && (gazetteer.GroupNoun(noun) || gazetteer.OrganisationWord(noun) || gazetteer.RoleNoun(noun)) && !(plural && t.XPOS == "VBZ") {
		return false // "Banks said": those of the country
	}
	switch t.XPOS {
	case "VBZ":
		return !common || plural || speaks[lem]
	case "VBD", "MD":
		return !common || speaks[lem]
	}
	return false
}

// speaks are verbs that hardly anything but a person is the subject of.
var speaks = wordSet(`say tell add argue claim insist deny think believe ask reply answer admit explain warn promise accuse call urge
	announce write speak declare respond note vow want hope refuse agree decline joke concede acknowledge thank apologise apologize
	resign meet testify recall describe criticise criticize`)

func covered(names []found, i int) bool {
	for _, f := range names {
		if f.first <= i && i < f.end {
			return true
		}
	}
	return false
}

// tight reports a token with no blank on either side.
func tight(tokens []text.Token, i int) bool {
	return tokens[i].Span.End > 0 && tokens[i-1].Span.End == tokens[i].Start && i+1 < len(tokens) && tokens[i+1].Start == tokens[i].Span.End
}

// syllable reports a second half of a given name as Korean and Chinese names
// have it in small letters: "un", "wen", "yong".
func syllable(word string) bool {
	return len(word) > 1 && len(word) <= 5 && strings.IndexFunc(word, func(r rune) bool { return r < 'a' || r > 'z' }) < 0
}

// whole lengthens names of persons over what belongs to them: the second half
// of a double name, and a word that the tree joins flat to them.
func whole(tokens []text.Token, names []found) {
	for i := range names {
		f := &names[i]
		if f.kind != "PER" {
			continue
		}
		limit := len(tokens)
		if i+1 < len(names) {
			limit = names[i+1].first
		}
		for {
			switch e := f.end; {
			case e+1 < limit && tokens[e].Norm == "-" && tight(tokens, e) && (shapeOf(tokens[e+1].Norm) == "Xx" || syllable(tokens[e+1].Norm)) && (tokens[e+1].UPOS == "PROPN" || tokens[e+1].UPOS == "ADV" && f.end-f.first > 1) && !gazetteer.RoleNoun(tokens[e+1].Norm):
				f.end += 2 // Ann Sole-Park, Kim Jong-un
				continue
			case e < limit && tokens[e].UPOS == "PROPN" && tokens[e].Deprel == "flat" && tokens[e].Head >= f.first && tokens[e].Head < e &&
				shapeOf(tokens[e].Norm) == "Xx" && !months[strings.ToLower(tokens[e].Norm)] && !gazetteer.RoleNoun(tokens[e].Norm):
				f.end++
				continue
			}
			break
		}
	}
}
