package schema

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// DateBasis says how the date of a statement is known.
type DateBasis string

// The bases of dates, strongest first.
const (
	BasisExplicit    DateBasis = "explicit"    // a time expression in the clause: "on Thursday night"
	BasisInherited   DateBasis = "inherited"   // from the clause that governs it or the sentence before
	BasisAnaphor     DateBasis = "anaphor"     // "on the same day", "at the meeting"
	BasisPublication DateBasis = "publication" // bounded by the day of publication: "../2025-03-14"
	BasisNone        DateBasis = "none"        // not known; the EDTF value is empty
)

// Date is when something happened: an Extended Date/Time Format value
// (EDTF, ISO 8601-2:2019, the part of levels 0 and 1 that [ParseEDTF]
// documents), how it is known and the words it was read from.
type Date struct {
	edtf   string
	Basis  DateBasis
	Phrase string // "Thursday night"; "" if bounded or inherited
}

// ParseEDTF reads a date or interval:
//
//	2025  2025-03  2025-03-14      year, month, day
//	202X  20XX  2025-XX            decade, century, some month of the year
//	2025-21 … 2025-24              spring, summer, autumn, winter (northern)
//	2025-03-11/2025-03-14          interval
//	../2025-03-14  2025-03-14/..   open start, open end
//	any of them with ?, ~ or %     uncertain, approximate, both
//
// The empty string is the unknown date. Years run from 0000 to 9999.
func ParseEDTF(s string, basis DateBasis) (Date, error) {
	if s == "" {
		return Date{Basis: BasisNone}, nil
	}
	if _, _, err := edtfBounds(s); err != nil {
		return Date{}, err
	}
	return Date{edtf: s, Basis: basis}, nil
}

// Day is the date of one calendar day, "2006-01-02".
func Day(day string, basis DateBasis) (Date, error) {
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		return Date{}, fmt.Errorf("schema: date %q: want YYYY-MM-DD", day)
	}
	return Date{edtf: day, Basis: basis}, nil
}

// WithPhrase is the same date with the words it was read from.
func (d Date) WithPhrase(p string) Date { d.Phrase = p; return d }

// WithBasis is the same date, known in another way.
func (d Date) WithBasis(b DateBasis) Date { d.Basis = b; return d }

// EDTF is the value; "" if the date is unknown.
func (d Date) EDTF() string { return d.edtf }

// Known reports whether anything is known about the date.
func (d Date) Known() bool { return d.edtf != "" }

// String prints the EDTF value, which [ParseEDTF] reads.
func (d Date) String() string { return d.edtf }

// Bounds are the first and the last day that the date can mean, both
// "2006-01-02" and inclusive. An open or unknown side is "".
func (d Date) Bounds() (first, last string) {
	if d.edtf == "" {
		return "", ""
	}
	first, last, _ = edtfBounds(d.edtf)
	return first, last
}

// SortKey orders dates on a timeline: the first day if there is one, else
// the last, else "9999-12-31", so that what is unknown comes last.
func (d Date) SortKey() string {
	first, last := d.Bounds()
	switch {
	case first != "":
		return first
	case last != "":
		return last
	}
	return "9999-12-31"
}

// Precision names the width of the date: "day", "month", "season", "year",
// "decade", "century", "interval", "before", "after" or "unknown".
func (d Date) Precision() string {
	s := strings.TrimRight(d.edtf, "?~%")
	switch {
	case s == "":
		return "unknown"
	case strings.HasPrefix(s, "../"):
		return "before"
	case strings.HasSuffix(s, "/.."):
		return "after"
	case strings.Contains(s, "/"):
		return "interval"
	case len(s) == 10:
		return "day"
	case len(s) == 7 && strings.HasSuffix(s, "XX"):
		return "year"
	case len(s) == 7 && s[5] == '2':
		return "season"
	case len(s) == 7:
		return "month"
	case strings.HasSuffix(s, "XX"):
		return "century"
	case strings.HasSuffix(s, "X"):
		return "decade"
	}
	return "year"
}

// Overlaps reports whether the date can fall in [from, to], days
// "2006-01-02"; "" leaves a side open. An unknown date overlaps only the
// range that is open on both sides.
func (d Date) Overlaps(from, to string) bool {
	if !d.Known() {
		return from == "" && to == ""
	}
	first, last := d.Bounds()
	return (to == "" || first == "" || first <= to) && (from == "" || last == "" || last >= from)
}

// Within reports whether the date surely falls in [from, to].
func (d Date) Within(from, to string) bool {
	if !d.Known() {
		return from == "" && to == ""
	}
	first, last := d.Bounds()
	return (from == "" || first != "" && first >= from) && (to == "" || last != "" && last <= to)
}

type dateJSON struct {
	EDTF   string    `json:"edtf"`
	Basis  DateBasis `json:"basis"`
	Phrase string    `json:"phrase,omitempty"`
}

// MarshalJSON writes {"edtf", "basis", "phrase"}.
func (d Date) MarshalJSON() ([]byte, error) {
	return json.Marshal(dateJSON{d.edtf, d.Basis, d.Phrase})
}

// UnmarshalJSON reads what MarshalJSON writes and refuses malformed values.
func (d *Date) UnmarshalJSON(b []byte) error {
	var v dateJSON
	if err := json.Unmarshal(b, &v); err != nil {
		return err
	}
	got, err := ParseEDTF(v.EDTF, v.Basis)
	if err != nil {
		return err
	}
	*d = got
	d.Basis, d.Phrase = v.Basis, v.Phrase
	return nil
}

// edtfBounds computes the first and last day of an EDTF value.
func edtfBounds(s string) (first, last string, err error) {
	a, b, isInterval := strings.Cut(s, "/")
	if !isInterval {
		return pointBounds(s)
	}
	if a == ".." && b == ".." {
		return "", "", fmt.Errorf("schema: date %q: both ends open", s)
	}
	if a != ".." {
		if first, _, err = pointBounds(a); err != nil {
			return "", "", err
		}
	}
	if b != ".." {
		if _, last, err = pointBounds(b); err != nil {
			return "", "", err
		}
	}
	if first != "" && last != "" && first > last {
		return "", "", fmt.Errorf("schema: date %q: ends before it starts", s)
	}
	return first, last, nil
}

// seasons maps EDTF season codes to first month and length; winter is taken
// as December to February, beginning in the named year.
var seasons = map[string]time.Month{"21": time.March, "22": time.June, "23": time.September, "24": time.December}

func pointBounds(s string) (first, last string, err error) {
	bad := func() (string, string, error) {
		return "", "", fmt.Errorf("schema: date %q: want YYYY, YYYY-MM, YYYY-MM-DD, a decade 202X, a season YYYY-21..24 or an interval of them", s)
	}
	p := s
	if n := len(p); n > 0 && strings.ContainsRune("?~%", rune(p[n-1])) {
		p = p[:n-1]
	}
	switch len(p) {
	case 4:
		lo, hi := strings.ReplaceAll(p, "X", "0"), strings.ReplaceAll(p, "X", "9")
		digits := strings.TrimRight(p, "X")
		if len(digits) < 2 || !allDigits(digits) {
			return bad()
		}
		return lo + "-01-01", hi + "-12-31", nil
	case 7:
		if !allDigits(p[:4]) || p[4] != '-' {
			return bad()
		}
		if p[5:] == "XX" {
			return p[:4] + "-01-01", p[:4] + "-12-31", nil
		}
		if m, ok := seasons[p[5:]]; ok {
			y, _ := strconv.Atoi(p[:4])
			from := time.Date(y, m, 1, 0, 0, 0, 0, time.UTC)
			return from.Format(time.DateOnly), from.AddDate(0, 3, -1).Format(time.DateOnly), nil
		}
		from, err := time.Parse("2006-01", p)
		if err != nil {
			return bad()
		}
		return from.Format(time.DateOnly), from.AddDate(0, 1, -1).Format(time.DateOnly), nil
	case 10:
		if _, err := time.Parse(time.DateOnly, p); err != nil {
			return bad()
		}
		return p, p, nil
	}
	return bad()
}

func allDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
