package timex

import "time"

// The closed word classes of the grammar. All keys are lower case.

var months = map[string]time.Month{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6,
	"july": 7, "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
}

// shortMonths are abbreviations; they count only next to a number.
var shortMonths = map[string]time.Month{
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8,
	"sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}

var weekdays = map[string]time.Weekday{
	"sunday": 0, "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6,
}

// shortWeekdays count only before a date or after a preposition of time.
var shortWeekdays = map[string]time.Weekday{
	"sun": 0, "mon": 1, "tue": 2, "tues": 2, "wed": 3, "thu": 4, "thur": 4, "thurs": 4, "fri": 5, "sat": 6,
}

// seasons holds the EDTF season number.
var seasons = map[string]int{"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}

var seasonCodes = [...]string{"", "SP", "SU", "FA", "WI"}

// dayParts holds the TIMEX3 code of a part of the day.
var dayParts = map[string]string{
	"morning": "MO", "mornings": "MO", "noon": "MI", "midday": "MI", "afternoon": "AF", "evening": "EV", "night": "NI",
	"nighttime": "NI", "midnight": "NI", "lunchtime": "MI",
}

// units holds the grain of singular and plural names of units.
var units = map[string]grain{
	"second": grainSecond, "seconds": grainSecond, "minute": grainMinute, "minutes": grainMinute,
	"hour": grainHour, "hours": grainHour, "day": grainDay, "days": grainDay,
	"night": grainNight, "nights": grainNight,
	"week": grainWeek, "weeks": grainWeek, "fortnight": grainFortnight, "fortnights": grainFortnight,
	"weekend": grainWeekend, "weekends": grainWeekend,
	"month": grainMonth, "months": grainMonth, "quarter": grainQuarter, "quarters": grainQuarter,
	"season": grainSeason, "seasons": grainSeason,
	"year": grainYear, "years": grainYear, "decade": grainDecade, "decades": grainDecade,
	"century": grainCentury, "centuries": grainCentury,
	"millennium": grainMillennium, "millennia": grainMillennium,
}

var cardinals = map[string]int{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
	"eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
	"seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "thousand": 1000, "dozen": 12,
}

var ordinals = map[string]int{
	"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
	"tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15,
	"sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
}

// vague are quantities that leave the number open.
var vague = map[string]bool{"several": true, "some": true, "many": true, "few": true, "numerous": true, "recent": true, "various": true, "countless": true}

var spelledDecades = map[string]int{
	"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90,
}

// counted are nouns that a round four-digit number counts rather than dates.
var counted = map[string]bool{
	"people": true, "persons": true, "men": true, "women": true, "children": true, "workers": true, "employees": true,
	"troops": true, "soldiers": true, "jobs": true, "dollars": true, "euros": true, "pounds": true, "yen": true, "rubles": true, "roubles": true,
	"km": true, "kilometers": true, "kilometres": true, "miles": true, "meters": true, "metres": true, "feet": true, "tons": true,
	"tonnes": true, "barrels": true, "percent": true, "points": true, "votes": true, "seats": true, "units": true, "vehicles": true,
	"cars": true, "times": true, "days": true, "weeks": true, "months": true, "years": true, "hours": true, "minutes": true, "seconds": true,
	"mph": true, "kg": true, "degrees": true, "members": true, "residents": true, "homes": true, "cases": true, "deaths": true,
	"civilians": true, "students": true, "prisoners": true, "copies": true, "shares": true, "million": true, "billion": true, "trillion": true,
	"hundred": true, "thousand": true, "calories": true, "acres": true, "hectares": true, "gmt": true, "utc": true, "hrs": true,
}

// yearCues are words after which a bare number from 1000 on is a year.
var yearCues = map[string]bool{
	"in": true, "since": true, "by": true, "until": true, "till": true, "before": true, "after": true, "during": true,
	"from": true, "early": true, "late": true, "mid": true, "circa": true, "throughout": true, "year": true, "through": true,
	"around": true, "between": true, "fiscal": true, "for": true, "to": true, "of": true, "born": true,
}

// papers are words that make a weekday the name of a newspaper or show.
var papers = map[string]bool{
	"times": true, "telegraph": true, "mirror": true, "express": true, "mail": true, "herald": true, "post": true,
	"star": true, "independent": true, "tribune": true, "world": true,
}

// future and past words govern the reading of a date without a year.
var scheduling = map[string]bool{
	"expect": true, "plan": true, "schedule": true, "set": true, "due": true, "slate": true, "intend": true, "want": true,
	"hope": true, "agree": true, "vow": true, "promise": true, "likely": true, "unlikely": true, "aim": true, "seek": true, "go": true,
	"ready": true, "decide": true, "ask": true, "urge": true, "call": true, "propose": true, "invite": true, "prepare": true,
	"need": true, "threaten": true, "pledge": true, "bind": true, "poise": true, "order": true, "require": true, "tell": true,
	"deadline": true, "offer": true, "hopeful": true, "wish": true, "about": true, "tentatively": true, "postpone": true, "delay": true,
}

// speech verbs carry the time of saying, not of the story.
var speech = map[string]bool{
	"say": true, "tell": true, "announce": true, "confirm": true, "report": true, "add": true, "claim": true, "state": true,
	"declare": true, "deny": true, "reveal": true, "write": true, "note": true, "comment": true, "warn": true, "admit": true,
}
