package intake

import (
	"regexp"
	"strings"
	"time"
)

// dayLayouts are the date formats read in metadata. Day and month in figures
// alone ("03/04/2025") are not read: nobody can know which is which.
var dayLayouts = []string{
	time.RFC3339Nano, "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02T15:04:05-0700", "2006-01-02 15:04:05", "2006-01-02 15:04:05 -0700",
	"2006-01-02 15:04", "2006-01-02", "2006/01/02", "20060102",
	"20060102T15:04:05Z07:00", "20060102T150405Z07:00", "2006-01-02T15:04Z07:00", "Mon Jan 2 2006",
	time.RFC1123Z, time.RFC1123, time.RFC850, time.RFC822, time.RFC822Z, time.ANSIC, time.UnixDate,
	"January 2, 2006", "Jan 2, 2006", "2 January 2006", "2 Jan 2006", "Monday, January 2, 2006", "Monday, 2 January 2006",
	"January 2, 2006 15:04", "January 2, 2006 3:04 PM", "Mon, 2 Jan 2006 15:04:05 -0700",
}

// parseDay reads a date or time as written by a publisher and returns its day
// "2006-01-02" in the publisher's own time zone.
func parseDay(s string) (string, bool) {
	s = strings.Join(strings.Fields(s), " ")
	for _, layout := range dayLayouts {
		if t, err := time.Parse(layout, s); err == nil && plausibleYear(t.Year()) {
			return t.Format(time.DateOnly), true
		}
	}
	return "", false
}

// plausibleYear keeps out default values such as year 1 and typing errors.
func plausibleYear(y int) bool { return y >= 1600 && y < 2200 }

const (
	monthWords   = `(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)`
	weekdayWords = `(?:(?:Mon|Tue|Tues|Wed|Wednes|Thu|Thur|Thurs|Fri|Sat|Satur|Sun)(?:day|\.)?,?\s+)?`
	dateWords    = `(?:` + monthWords + `\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{1,2}(?:st|nd|rd|th)?\s+` + monthWords + `,?\s+\d{4}|\d{4}-\d{2}-\d{2})`
	nameWords    = `(?:\p{Lu}[\p{L}.'’-]*(?:,?\s+(?:(?:and|for|in|the|at|of)\s+)+|\s*[,|/&]\s*|\s+)?)`
	clockWords   = `(?:,?\s*(?:at\s+)?\d{1,2}[:.]\d{2}(?:\s*[ap]\.?m\.?)?(?:\s*(?:GMT|UTC|BST|CET|EST|EDT|ET|[A-Z]{2,4}))?)?`
)

// The shapes of a dateline: a line of its own, with or without the byline or
// the agency or the place before the date; the date before the
// first sentence, set off by a dash or, with its weekday, by nothing at all;
// and place, date and agency before a dash.
var (
	dateLineAlone = regexp.MustCompile(`^(?i:published|posted|updated|date|last updated)?:?\s*(?i:on\s+)?` + weekdayWords + `(` + dateWords + `)` + clockWords + `\.?$`)
	dateLineBy    = regexp.MustCompile(`^((?:By|by|BY)\s+` + nameWords + `{1,9}?|` + nameWords + `{1,4}?(?:[,|·•–—]|-\s)\s*)(?:\s*[,|·•–—-]\s*|\s+(?:on\s+)?)?` + weekdayWords + `(` + dateWords + `)` + clockWords + `\.?$`)
	dateLineHead  = regexp.MustCompile(`^` + weekdayWords + `(` + dateWords + `)` + clockWords + `\s*(?:[—–:|-]|\([^)]{1,40}\)\s*[—–-])\s*`)
	dateLineDay   = regexp.MustCompile(`^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,\s+(` + dateWords + `)\s+`)
	dateLinePlace = regexp.MustCompile(`^\p{Lu}[\p{L}.'’-]*(?:,? \p{Lu}[\p{L}.'’-]*){0,4},?\s+\(?` + weekdayWords + `(` + dateWords + `)\)?,?\s*(?:\([^)]{1,40}\)\s*)?[—–-]+\s*`)
	ordinalSuffix = regexp.MustCompile(`(\d)(?:st|nd|rd|th)\b`)
)

// placeName is a name in ordinary letters.
const placeName = `\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+){0,2}`

// placeHead is the head of an agency's report without a full date: a place in
// capitals, a place with its region, or an agency in brackets, set off by a dash from a sentence.
var placeHead = regexp.MustCompile(`^(?:\p{Lu}{2}[\p{Lu}.'’ -]{1,30}(?:,\s*\p{Lu}[\p{L}.'’ ]{1,30})?(?:,?\s+(?:` + monthWords + `\s+\d{1,2}|\d{1,2}\s+` + monthWords + `))?\s*(?:\(\p{Lu}[^)]{1,30}\)\s*)?|\(\p{Lu}[^)]{1,30}\)\s*|` + placeName + `(?:, ` + placeName + `){1,2} )[—–-]+\s+["'“‘]?\p{Lu}`)

// readPlaceHead is the length of such a head, 0 if there is none.
func readPlaceHead(line string) int {
	at := placeHead.FindStringIndex(line)
	if at == nil {
		return 0
	}
	return strings.LastIndexAny(line[:at[1]], " \u00a0\t") + 1
}

// dateline is the day a line begins with and how many bytes of the line say
// it.
type dateline struct {
	day   string
	bytes int
	by    string // what comes before the date in a line that holds nothing else
}

// readDateline finds the day of publication at the beginning of a line.
func readDateline(line string) (dateline, bool) {
	for _, re := range []*regexp.Regexp{dateLineAlone, dateLineHead, dateLineDay, dateLinePlace} {
		at := re.FindStringSubmatchIndex(line)
		if at == nil {
			continue
		}
		if day, ok := parseWrittenDay(line[at[2]:at[3]]); ok {
			return dateline{day: day, bytes: at[1]}, true
		}
	}
	if at := dateLineBy.FindStringSubmatchIndex(line); at != nil {
		if day, ok := parseWrittenDay(line[at[4]:at[5]]); ok {
			return dateline{day, at[1], strings.TrimRight(line[at[2]:at[3]], " ,|·•–—-\u00a0")}, true
		}
	}
	return dateline{}, false
}

// parseWrittenDay reads what dateWords matches.
func parseWrittenDay(s string) (string, bool) {
	s = ordinalSuffix.ReplaceAllString(s, "$1")
	s = strings.NewReplacer(",", " ", ".", " ").Replace(s)
	f := strings.Fields(s)
	for i, w := range f {
		if len(w) > 3 && w[0] > '9' {
			f[i] = w[:3]
		}
	}
	s = strings.Join(f, " ")
	for _, layout := range []string{"Jan 2 2006", "2 Jan 2006", time.DateOnly} {
		if t, err := time.Parse(layout, s); err == nil && plausibleYear(t.Year()) {
			return t.Format(time.DateOnly), true
		}
	}
	return "", false
}
