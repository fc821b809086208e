package name

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dramatis-kg/dramatis/nlp/gazetteer"
	"github.com/dramatis-kg/dramatis/text"
)

// Limits that keep the search linear in the text, in tokens.
const (
	maxRegion = 16 // a longer run of name-like words is cut
	maxName   = 12 // a longer name is not found whole
)

// region is a run of tokens in which names may stand.
type region struct{ first, end int }

// regions cuts a sentence into runs of words that are capitalised, tagged as
// proper nouns or labelled, with the small words that names hold inside.
func regions(tokens []text.Token, labels []string) []region {
	var out []region
	for i := 0; i < len(tokens); {
		if !namelike(tokens, labels, i) && !article(tokens, i) {
			i++
			continue
		}
		r := region{i, i + 1}
		for j := i + 1; j < len(tokens) && j-r.first < maxRegion && j-r.end < 3; j++ {
			if namelike(tokens, labels, j) {
				r.end = j + 1
			} else if nickname(tokens, j) || r.end == j && article(tokens, j) {
				r.end = j + 3
				j += 2
			} else if r.end == j && numeral(tokens, j) {
				r.end = j + 1
			} else if !inner[tokens[j].Norm] && !district(tokens, j) {
				break
			}
		}
		out = append(out, r)
		i = r.end
	}
	return out
}

// numeral reports a short number behind a capitalised word, as in Radio 1 or
// Highway 301, but no day behind its month.
func numeral(tokens []text.Token, i int) bool {
	n := tokens[i].Norm
	return len(n) <= 3 && strings.Trim(n, "0123456789") == "" && !months[strings.ToLower(tokens[i-1].Norm)] && startsUpper(tokens[i-1].Norm) &&
		(i+1 == len(tokens) || !months[strings.ToLower(tokens[i+1].Norm)] && tokens[i+1].Norm != "%" && tokens[i+1].Norm != "-")
}

// district reports the comma in "Washington, D.C.", "Smith, Inc." and "Ministry
// of Education, Culture and Sport", and the apostrophe of "St Thomas' Hospital".
func district(tokens []text.Token, i int) bool {
	if i+1 == len(tokens) || i == 0 {
		return false
	}
	if tokens[i].Norm == "'" {
		return tokens[i].Start == tokens[i-1].Span.End && tokens[i].Space && startsUpper(tokens[i-1].Norm) && startsUpper(tokens[i+1].Norm)
	}
	if tokens[i].Norm != "," {
		return false
	}
	if startsUpper(tokens[i+1].Norm) && startsUpper(tokens[i-1].Norm) && fields[strings.ToLower(tokens[i+1].Norm)] && fields[strings.ToLower(tokens[i-1].Norm)] {
		return true
	}
	switch tokens[i+1].Norm {
	case "D.C.", "DC", "Inc.", "Inc", "Ltd.", "Ltd", "LLC":
		return true
	}
	return false
}

// inner are words and signs inside names that are not capitalised.
var inner = wordSet("of the and for on in de del la le los las von van der den bin bint binti ibn ben ould ag al el as ul da di du dos do e y & - ' 's . to")

func namelike(tokens []text.Token, labels []string, i int) bool {
	t := &tokens[i]
	r, _ := utf8.DecodeRuneInString(t.Norm)
	labelled := i < len(labels) && labels[i] != "O" && labels[i] != ""
	if strings.ContainsAny(t.Norm, "/@") {
		return false // addresses
	}
	if !unicode.IsLetter(r) {
		return unicode.IsDigit(r) && (labelled || callSign(t.Norm) || t.UPOS == "PROPN" || isOrdinal(t.Norm) && i+1 < len(tokens) && shapeOf(tokens[i+1].Norm) == "Xx")
	}
	if unicode.IsLower(r) && i > 0 && tokens[i-1].Norm == "-" && (t.UPOS == "VERB" || t.UPOS == "ADJ") {
		return false // US-led, Washington-based
	}
	if t.UPOS == "PROPN" || labelled {
		return true
	}
	if !unicode.IsUpper(r) {
		return false
	}
	if t.Norm == "I" {
		return false
	}
	if opensSentence(tokens, i) && (len(t.Norm) < 2 || shapeOf(t.Norm) != "XX" || i+1 < len(tokens) && shapeOf(tokens[i+1].Norm) == "XX") {
		if t.UPOS == "AUX" && givenName(tokens, i) {
			return true
		}
		switch t.UPOS {
		case "PRON", "DET", "ADP", "CCONJ", "SCONJ", "AUX", "ADV", "PART", "INTJ", "NUM":
			return false
		case "VERB", "NOUN", "ADJ", "X":
			return gazetteer.Lookup(t.Norm) != nil || t.UPOS != "VERB" && i+1 < len(tokens) && startsUpper(tokens[i+1].Norm) || gazetteer.FirstName(t.Norm)
		}
	}
	return true
}

// givenName reports a first name that is also an auxiliary, before a surname
// and in no question: "Will Banks of the union said".
func givenName(tokens []text.Token, i int) bool {
	if !gazetteer.FirstName(tokens[i].Norm) || i+1 == len(tokens) || shapeOf(tokens[i+1].Norm) != "Xx" || tokens[i+1].UPOS == "PRON" || tokens[i+1].UPOS == "DET" {
		return false
	}
	for k := i + 2; k < len(tokens); k++ {
		switch {
		case tokens[k].Norm == "?":
			return false
		case tokens[k].XPOS == "VBD" || tokens[k].XPOS == "VBZ":
			return true
		}
	}
	return false
}

// callSign reports digits that end in capitals or in the short ordinals of
// old regiments: 6PR, 93d.
func callSign(s string) bool {
	i := 0
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	rest := s[i:]
	return i > 0 && len(rest) > 1 && len(rest) < 4 && strings.Trim(rest, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" && rest != "AM" && rest != "PM" && rest != "GMT" || i > 0 && rest == "d"
}

// isOrdinal reports "47th", "2nd".
func isOrdinal(s string) bool {
	n := len(s) - 2
	if n < 1 || s[0] < '0' || s[0] > '9' {
		return false
	}
	switch s[n:] {
	case "st", "nd", "rd", "th":
		return s[n-1] >= '0' && s[n-1] <= '9'
	}
	return false
}

// opensSentence reports whether token i is the first word of a sentence or
// of a quotation.
func opensSentence(tokens []text.Token, i int) bool {
	for i--; i >= 0; i-- {
		switch tokens[i].Norm {
		case `"`, "'", "(", "[", ":", "-", "–", "—", "...", "*":
			if tokens[i].Norm == ":" {
				return true
			}
			continue
		}
		return false
	}
	return true
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}
