package token

import (
	"strings"
	"unicode"
)

// split adds [start, end) as one token or, where it holds clitics, a number
// with its unit, or a contraction, as several.
func (w *wordCutter) split(start, end int) {
	s := w.text[start:end]
	if startsDigit(s) {
		if n := unitAt(s); n > 0 {
			w.add(start, start+n)
			w.add(start+n, end)
			return
		}
	}
	if n := contraction(s); n > 0 {
		w.add(start, start+n)
		w.add(start+n, end)
		return
	}
	if n := clitic(s); n > 0 {
		w.split(start, start+n)
		w.add(start+n, end)
		return
	}
	w.add(start, end)
}

// clitic returns where the clitic at the end of s begins, or 0.
func clitic(s string) int {
	if len(s) < 3 || len(s) > 80 {
		return 0
	}
	lower := strings.ToLower(Norm(s))
	for _, c := range [...]string{"n't", "'s", "'m", "'d", "'re", "'ve", "'ll"} {
		if !strings.HasSuffix(lower, c) || len(lower) == len(c) {
			continue
		}
		stem := strings.TrimSuffix(lower, c)
		if c == "n't" && !takesNot(stem) {
			continue
		}
		if c == "'d" && stem == "ok" || c == "'s" && isDecade(stem, "'", "s") {
			return 0
		}
		return lastRunes(s, len(c))
	}
	return 0
}

// lastRunes is the offset at which the last n visible runes of s begin.
func lastRunes(s string, n int) int {
	for i := len(s); i > 0; {
		r, size := lastVisible(s[:i])
		i -= size
		if r == 0 {
			return 0
		}
		if n--; n == 0 {
			return i
		}
	}
	return 0
}

// lastVisible is the last visible rune of s and the bytes from its start to
// the end of s.
func lastVisible(s string) (rune, int) {
	for i := len(s); i > 0; {
		r := lastRune(s[:i])
		n := len(string(r))
		if !invisible(r) {
			return r, len(s) - i + n
		}
		i -= n
	}
	return 0, 0
}

// takesNot reports the stems that contract with "not": do, ca, wo …
func takesNot(stem string) bool {
	switch stem {
	case "do", "does", "did", "is", "are", "was", "were", "have", "has", "had", "ca", "could", "wo", "would",
		"sha", "should", "might", "must", "need", "ought", "dare", "ai", "may":
		return true
	}
	return false
}

// contraction returns where the second word of a contraction without an
// apostrophe begins, or 0.
func contraction(s string) int {
	if len(s) < 4 || len(s) > 8 {
		return 0
	}
	switch strings.ToLower(s) {
	case "cannot", "gonna", "gotta", "wanna", "gimme", "lemme":
		return 3
	case "dont", "isnt", "hasnt", "wasnt", "didnt", "doesnt", "arent", "werent", "havent", "couldnt", "wouldnt":
		return len(s) - 2
	case "thats", "whats", "theres", "lets", "heres":
		if s == "lets" {
			return 0 // "lets them in"; "Lets go"
		}
		return len(s) - 1
	case "youre", "theyre", "youve", "theyve", "weve":
		return len(s) - 2
	}
	return 0
}

// unitAt returns where the unit of measure begins in "5pm" or "35mm", or 0
// where s is no number with a unit.
func unitAt(s string) int {
	n := 0
	for n < len(s) && (s[n] >= '0' && s[n] <= '9' || s[n] == '.' || s[n] == ',') {
		n++
	}
	if n == 0 || n == len(s) {
		return 0
	}
	switch s[n:] {
	case "am", "pm", "a.m", "p.m", "AM", "PM", "mm", "cm", "m", "km", "g", "mg", "kg", "ft", "lb", "lbs", "oz", "k", "bn", "mn", "tn",
		"hr", "hrs", "min", "mins", "sec", "secs", "mph", "kph", "GB", "MB", "TB", "KB", "kW", "MW", "GW", "kWh", "MWh", "Hz", "kHz",
		"MHz", "GHz", "ml", "K", "M", "B", "MM", "yr", "yrs", "ha", "sq", "GMT", "EST", "UTC":
		return n
	}
	return 0
}

// isDecade reports "1980's" and "60's", which the treebanks keep whole, from
// its three segments.
func isDecade(digits, apostrophe, s string) bool {
	return s == "s" && isDigits(digits) && (len(digits) == 2 || len(digits) == 4) && digits[len(digits)-1] == '0' &&
		isSingleQuote(firstRune(apostrophe)) && len(apostrophe) <= 3
}

// possessive reports the clitics that may stand apart from their host by
// segmentation: "U.S." + "'s".
func possessive(s string) bool {
	switch strings.ToLower(s) {
	case "s", "ll", "d", "re", "ve", "m":
		return true
	}
	return false
}

// elisions follow an apostrophe that stands for what is left out: 'em, '90s.
var elisions = elisionSet()

func elisionSet() map[string]bool {
	out := make(map[string]bool)
	for _, w := range strings.Fields("em til cause n tis twas bout round ere") {
		out[w] = true
	}
	for _, d := range "0123456789" {
		for _, e := range "0123456789" {
			out[string(d)+string(e)] = true
		}
		out[string(d)+"0s"] = true
	}
	return out
}

// slashWords are abbreviations written with a slash.
var slashWords = map[string]bool{"w/o": true, "w/out": true, "s/he": true, "b/c": true, "b/t": true, "n/a": true, "l/c": true}

// boundPrefix reports prefixes that stay with their word over a hyphen, as
// the UD English treebanks have it: pro-Russian, non-profit, co-founder.
func boundPrefix(s string) bool {
	switch strings.ToLower(s) {
	case "anti", "arch", "bi", "co", "counter", "cross", "cyber", "de", "e", "ex", "extra", "hyper", "infra", "inter", "intra",
		"macro", "mega", "micro", "mid", "mini", "mis", "mono", "multi", "neo", "non", "pan", "para", "poly", "post", "pre", "pro",
		"proto", "pseudo", "psycho", "quasi", "re", "semi", "socio", "sub", "super", "supra", "trans", "tri", "ultra", "un", "uni":
		return true
	}
	return false
}

// address finds a web address, e-mail address or file path in a stretch
// without blanks and returns where it begins and ends.
func address(s string) (start, end int, ok bool) {
	if len(s) < 6 || !strings.ContainsAny(s, "./@") || len(s) > 4096 {
		return 0, 0, false
	}
	start, end = 0, len(s)
	for start < end && strings.IndexByte("(<[{\"'", s[start]) >= 0 {
		start++
	}
	for _, q := range [...]string{"“", "‘", "«"} {
		start += len(s[start:]) - len(strings.TrimPrefix(s[start:], q))
	}
	for end > start {
		r := lastRune(s[start:end])
		n := len(string(r))
		if r == '/' || r == '_' || r == '-' || r == '=' || r == '#' || r == '&' || isWordRune(r) {
			break
		}
		if r == ')' && strings.Count(s[start:end], "(") >= strings.Count(s[start:end], ")") {
			break
		}
		end -= n
	}
	if start >= end {
		return 0, 0, false
	}
	core := s[start:end]
	low := strings.ToLower(core)
	for _, scheme := range [...]string{"http://", "https://", "ftp://", "mailto:", "www."} {
		if strings.HasPrefix(low, scheme) && len(core) > len(scheme)+2 {
			return start, end, true
		}
	}
	if isMail(strings.ReplaceAll(core, "...", "")) || isHostPath(low) {
		return start, end, true
	}
	return 0, 0, false
}

// scheme returns where a web address begins inside s, or 0.
func scheme(s string) int {
	if len(s) > 4096 {
		return 0
	}
	for _, p := range [...]string{"http://", "https://"} {
		if i := strings.Index(s, p); i > 0 {
			return i
		}
	}
	return 0
}

func isMail(s string) bool {
	user, host, ok := strings.Cut(s, "@")
	if !ok || user == "" || strings.Contains(host, "@") {
		return false
	}
	dot := strings.LastIndexByte(host, '.')
	if dot <= 0 || dot > len(host)-3 {
		return false
	}
	for _, r := range user + host {
		if !(isWordRune(r) || strings.ContainsRune(".-_%+", r)) {
			return false
		}
	}
	return true
}

// isHostPath reports "example.org/path".
func isHostPath(low string) bool {
	host, _, ok := strings.Cut(low, "/")
	if !ok || strings.Count(host, ".") == 0 {
		return false
	}
	dot := strings.LastIndexByte(host, '.')
	top := host[dot+1:]
	if len(top) < 2 || len(top) > 4 || dot < 2 {
		return false
	}
	for _, r := range host {
		if !(r >= 'a' && r <= 'z' || unicode.IsDigit(r) || r == '.' || r == '-') {
			return false
		}
	}
	for _, r := range top {
		if r < 'a' || r > 'z' {
			return false
		}
	}
	return true
}

// emoticon returns the length of the emoticon that s begins with and that is
// not part of a longer word, or 0.
func emoticon(s string) int {
	if len(s) < 2 || strings.IndexByte(":;=8<X", s[0]) < 0 && s[0] != '^' {
		return 0
	}
	for _, e := range [...]string{":-)", ":-(", ";-)", ":-D", ":-P", ":-/", ":')", ":'(", ":)", ":(", ";)", ":D", ":P", ":p", ":/", "=)", "=D", "=(", "<3", "^_^", "^^"} {
		if strings.HasPrefix(s, e) {
			rest := s[len(e):]
			if rest == "" || !isWordRune(firstRune(rest)) && rest[0] != '/' {
				return len(e)
			}
		}
	}
	return 0
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}
