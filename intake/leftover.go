package intake

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dramatis-kg/dramatis/text"
)

// leftovers marks the units of an article that are page furniture, in five
// passes: what a unit says by itself; lists of other articles after a
// heading that announces them; words to the reader at the end; runs of link
// words at either end; credits inside captions. Prose that only resembles
// furniture stays: a fact lost is worse than a line too much.
func leftovers(s string, units []unit) []text.Leftover {
	markAlone(units)
	markTeasers(units)
	markEnding(units)
	markLinks(units)
	var out []text.Leftover
	for _, u := range units {
		if u.reason != "" {
			out = append(out, text.Leftover{Span: u.Span, Reason: u.reason})
			continue
		}
		if sp := creditSpan(s, u); !sp.Empty() {
			out = append(out, text.Leftover{Span: sp, Reason: "picture credit"})
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Start < out[j].Start })
	return out
}

// markerLen is the greatest number of words of a marker line.
const markerLen = 12

// markAlone judges every unit by its own words.
func markAlone(units []unit) {
	for i := range units {
		u := &units[i]
		bare := strings.Trim(u.low, " .:|>»«-–—*•▼▶→…[]()!")
		switch {
		case bare == "":
			u.reason = "rule"
		case len(u.words) <= markerLen && (advertMarks[bare] || advertLine.MatchString(bare)):
			u.reason = "advertisement marker"
		case shareMarks[bare]:
			u.reason = "share or navigation link"
		case len(u.words) <= markerLen && listHeading(bare):
			u.reason = "heading of other articles"
		case len(u.words) <= 25 && !u.quoted && (!u.stop || u.titled) && pointer.MatchString(u.s):
			u.reason = "pointer to another article"
		case i < headUnits && len(u.words) <= 25 && byline.MatchString(u.s):
			u.reason = "byline"
		case len(u.words) <= markerLen && pageFacts.MatchString(bare):
			u.reason = "page data"
		case len(u.words) <= 60 && !u.quoted && rights.MatchString(u.low):
			u.reason = "copyright line"
		case len(u.words) <= 30 && keyboard.MatchString(u.low):
			u.reason = "keyboard hint"
		case len(u.words) <= 60 && !u.quoted && cookies.MatchString(u.low):
			u.reason = "cookie notice"
		case !u.quoted && len(u.words) <= 40 && addressed(u):
			u.reason = "words to the reader"
		}
	}
}

// addressed reports an imperative to the reader that names us, ours or a
// place to click: "Sign up for our newsletter", "To report an error, write to
// us here".
func addressed(u *unit) bool {
	return namesReader(u) && appeal.MatchString(u.low) && usOrYours.MatchString(u.low)
}

// namesReader reports whether a word is one that usOrYours could want: a
// cheap test that spares nearly all prose the dear one.
func namesReader(u *unit) bool {
	for w := range strings.FieldsFuncSeq(u.low, func(r rune) bool { return !unicode.IsLetter(r) && r != '@' }) {
		if readerWords[w] || strings.Contains(w, "@") {
			return true
		}
	}
	return false
}

// teaserRun is the longest run of units taken for a list of other articles.
const teaserRun = 30

// markTeasers marks what follows a heading of other articles, as long as it
// looks like their headlines and summaries.
func markTeasers(units []unit) {
	for i := 0; i < len(units); i++ {
		if units[i].reason != "heading of other articles" {
			continue
		}
		j := i + 1
		for j < len(units) && j <= i+teaserRun {
			n := teaser(units, j)
			if n == 0 {
				break
			}
			for range n {
				if units[j].reason == "" {
					units[j].reason = "teaser of another article"
				}
				j++
			}
		}
		i = j - 1
	}
}

// teaser returns how many units from i on are one entry of a list of other
// articles: a headline, perhaps with its summary; 0 if prose goes on.
func teaser(units []unit, i int) int {
	u := &units[i]
	if u.reason != "" && u.reason != "heading of other articles" {
		return 1
	}
	if !u.headline() || u.quoted && !u.titled {
		return 0
	}
	if i+1 >= len(units) || units[i+1].reason != "" {
		return 1
	}
	next := &units[i+1]
	if summary(u, next) || next.sentence <= 1 && len(next.words) <= summaryLen && i+2 < len(units) && units[i+2].headline() && units[i+2].titled && u.titled {
		return 2
	}
	return 1
}

// summaryLen is the greatest number of words of a teaser's summary.
const summaryLen = 45

// summary reports whether next says in a sentence what the headline is
// about: it shares a longer word with it and does not lead on from what was
// said before.
func summary(head, next *unit) bool {
	if next.sentence > 1 || len(next.words) > summaryLen || next.headline() && next.titled {
		return false
	}
	if len(next.words) > 0 && leadsOn[strings.Trim(strings.ToLower(next.words[0]), ",")] {
		return false
	}
	stems := map[string]bool{}
	for _, w := range head.words {
		if st := stem(w); st != "" {
			stems[st] = true
		}
	}
	shared := 0
	for _, w := range next.words {
		if st := stem(w); stems[st] {
			shared++
			delete(stems, st)
		}
	}
	return shared >= 2
}

// stem is the first five letters of a longer word, in lower case, "" for
// words too short to tell anything.
func stem(w string) string {
	w = strings.ToLower(strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) }))
	w = strings.TrimSuffix(w, "'s")
	if utf8.RuneCountInString(w) < 3 || shortCommon[w] {
		return ""
	}
	if r := []rune(w); len(r) > 5 {
		return string(r[:5])
	}
	return w
}

// markEnding marks words to the reader that end an article: going backwards,
// units that address the reader or carry other furniture, until prose.
func markEnding(units []unit) {
	for i := len(units) - 1; i >= 0; i-- {
		u := &units[i]
		if u.reason != "" {
			continue
		}
		if u.quoted || len(u.words) > 40 || !(ending.MatchString(u.low) || secondPerson.MatchString(u.low) && usOrYours.MatchString(u.low)) {
			return
		}
		u.reason = "words to the reader"
	}
}

// linkRun is the number of link words in a row that makes a menu.
const linkRun = 4

// markLinks marks menus: runs of very short lines without a sentence's end
// before the first or after the last prose.
func markLinks(units []unit) {
	link := func(u *unit) bool {
		return u.reason != "" || len(u.words) <= 3 && !u.stop && !strings.ContainsAny(u.s, "0123456789\"")
	}
	mark := func(run []unit) {
		n := 0
		for i := range run {
			if run[i].reason == "" {
				n++
			}
		}
		if n < linkRun {
			return
		}
		for i := range run {
			if run[i].reason == "" {
				run[i].reason = "menu"
			}
		}
	}
	i := 0
	for i < len(units) && link(&units[i]) {
		i++
	}
	mark(units[:i])
	j := len(units)
	for j > i && link(&units[j-1]) {
		j--
	}
	mark(units[j:])
}

// creditReach is the greatest length of a credit, in bytes.
const creditReach = 300

// creditSpan finds the credit of a picture at the end of a caption.
func creditSpan(s string, u unit) text.Span {
	// The credit is at the end; what is far before it need not be searched.
	start := max(u.Start, u.End-creditReach)
	for start < u.End && !utf8.RuneStart(s[start]) {
		start++
	}
	part := s[start:u.End]
	m := credit.FindStringSubmatchIndex(part)
	if m == nil {
		return text.Span{}
	}
	return text.Span{Start: start + m[2], End: start + m[3]}
}
