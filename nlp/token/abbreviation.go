package token

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// abbreviationUse says when a word followed by a period is an abbreviation
// that owns the period.
type abbreviationUse uint8

const (
	notAbbreviation abbreviationUse = iota
	always                          // wherever it stands
	beforeWord                      // when a word or number follows in the paragraph
	beforeNumber                    // when a number follows
)

// abbreviations are written without their period, as they are capitalised in
// running text. Months and days that are also words or names own their period
// only before a number.
var abbreviations = buildAbbreviations(map[abbreviationUse]string{
	always: `Mr Mrs Ms Mx Messrs Mme Mlle Dr Drs Prof Rev Revs Fr Hon Gov Govs Sen Sens Rep Reps Pres Supt Insp
		Gen Lt Col Capt Cpt Maj Sgt Cpl Pvt Cmdr Comdr Adm Brig Cdr Ens Det Amb Sec Treas Asst Assn Dept Univ
		Inc Corp Ltd Bros Cos Jr Sr Esq vs etc al eg ie cf approx ca dept est incl excl misc esp viz
		Jan Feb Apr Aug Sept Sep Oct Nov Dec Mon Tue Tues Thu Thur Thurs Fri
		Ave Blvd Rd Hwy Pkwy Ft Mt Mts Pt Ste Bldg Apt
		Ala Ariz Calif Colo Conn Fla Ga Ill Ind Kan Ky Md Minn Mont Neb Nev Okla Tenn Tex Va Wis Wyo Que Ont
		Vol Vols Fig Figs Eq Eqs Ch Sect Ph Co St`,
	beforeWord:   `No Nos Art Ed Eds Op pp p vol ed trans Attn Tel Fax Mob Ext ext a b c d m r div rec Mass Mich Miss Pa Wash Del La Ark Ore Me`,
	beforeNumber: `no nos Sun Sat Wed Mar Jul Jun May art fig sec ch para`,
})

func buildAbbreviations(lists map[abbreviationUse]string) map[string]abbreviationUse {
	out := make(map[string]abbreviationUse, 200)
	for use, list := range lists {
		for _, w := range strings.Fields(list) {
			out[w] = use
		}
	}
	return out
}

// ownsPeriod reports whether the word w, directly followed by one period,
// keeps it. next is the text after the period in the same paragraph; prev is
// the text before the word.
func ownsPeriod(w, prev, next string) bool {
	first, size := utf8.DecodeRuneInString(w)
	if size == len(w) && unicode.IsUpper(first) {
		return initialOwnsPeriod(first, prev, next)
	}
	if isAcronym(w) {
		return true
	}
	use := abbreviations[w]
	if use == notAbbreviation && len(w) > 2 && w == strings.ToUpper(w) {
		if use = abbreviations[w[:1]+strings.ToLower(w[1:])]; use != always {
			use = notAbbreviation
		}
	}
	switch use {
	case always:
		return true
	case beforeWord:
		n := firstVisible(next)
		return !(n == 0 || isTerminal(n) || isCloser(n)) && (unicode.IsDigit(n) || !startsNewSentence(next))
	case beforeNumber:
		return unicode.IsDigit(firstVisible(next))
	}
	return false
}

// initialOwnsPeriod decides on a single capital letter: an initial stands
// before a capitalised word or another initial, or after one ("George W.
// said"). "I." and letters that name things ("Plan B.") at the end of a
// paragraph do not.
func initialOwnsPeriod(r rune, prev, next string) bool {
	n := firstVisible(next)
	if n == 0 || r == 'I' && !unicode.IsUpper(n) {
		return false
	}
	if n == ',' || n == '.' || n == ';' || n == '-' {
		return n != '.'
	}
	if r == 'I' {
		p, _ := lastWord(prev)
		return p == "" || isCapitalised(p)
	}
	return unicode.IsUpper(n) || unicode.IsLower(n)
}

// isAcronym reports letters parted by periods: "U.S", "p.m", "Ph.D".
func isAcronym(w string) bool {
	if !strings.Contains(w, ".") {
		return false
	}
	for rest, more := w, true; more; {
		var part string
		part, rest, more = strings.Cut(rest, ".")
		n := utf8.RuneCountInString(part)
		if n == 0 || n > 2 {
			return false
		}
		for _, r := range part {
			if !unicode.IsLetter(r) {
				return false
			}
		}
	}
	return true
}

// firstVisible is the first character of s that is not blank, or 0. It looks
// at most at a few characters, since blanks are few.
func firstVisible(s string) rune {
	for i, r := range s {
		if i > 64 {
			break
		}
		if !isBlank(r) && !invisible(r) {
			return r
		}
	}
	return 0
}

// startsNewSentence reports whether s, the text after a period, begins with
// blank and a capital letter.
func startsNewSentence(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return isBlank(r) && unicode.IsUpper(firstVisible(s))
}

// lastWord is the last run of letters of s and where it starts, looking back
// at most 64 bytes.
func lastWord(s string) (string, int) {
	if len(s) > 64 {
		s = s[len(s)-64:]
	}
	end := strings.TrimRightFunc(s, func(r rune) bool { return isBlank(r) || r == '.' })
	start := strings.LastIndexFunc(end, func(r rune) bool { return !unicode.IsLetter(r) })
	return end[start+1:], start + 1
}

func isCapitalised(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}
