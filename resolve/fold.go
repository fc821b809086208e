package resolve

import (
	"strings"
	"unicode"

	"github.com/mozillazg/go-unidecode"
)

// unmarked drops what stands inside a word.
var unmarked = strings.NewReplacer("'", "", "`", "", ".", "")

// fold makes names comparable: transliterated to ASCII, lower case, words
// of letters and digits only. "O'Neill" folds to "oneill", "Jong-un" to two
// words, "U.S." to "us".
func fold(name string) []string {
	s := strings.ToLower(unidecode.Unidecode(name))
	s = unmarked.Replace(s)
	return strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// foldKey is the folded name as one string.
func foldKey(name string) string { return strings.Join(fold(name), " ") }

// personTitles are words before a name that are no part of it.
var personTitles = map[string]bool{
	"mr": true, "mrs": true, "ms": true, "miss": true, "dr": true, "sir": true, "lord": true, "lady": true,
	"prof": true, "professor": true, "president": true, "minister": true, "general": true, "gen": true,
	"senator": true, "sen": true, "rep": true, "governor": true, "gov": true, "king": true, "queen": true,
	"prince": true, "princess": true, "pope": true, "judge": true, "captain": true, "colonel": true, "col": true,
}

// nameSuffixes tell generations apart and are kept out of the surname.
var nameSuffixes = map[string]bool{"jr": true, "sr": true, "ii": true, "iii": true, "iv": true}

// personName is a folded personal name taken apart.
type personName struct {
	first  string // "" if only a surname is known
	middle []string
	last   string
	suffix string
	half   string // of a surname by itself that has a hyphen, what stands before that
}

// parsePerson splits a name into first name, middle names, surname and
// suffix. It drops titles unless nothing would be left.
func parsePerson(name string) personName {
	w := fold(name)
	for len(w) > 1 && personTitles[w[0]] {
		w = w[1:]
	}
	w = servants(w)
	var p personName
	if n := len(w); n > 1 && nameSuffixes[w[n-1]] {
		p.suffix, w = w[n-1], w[:n-1]
	}
	one := !strings.ContainsAny(strings.TrimSpace(name), " \u00a0")
	switch {
	case len(w) == 0:
	case len(w) == 1:
		p.last = w[0]
	case one && len(w) == 2: // Kessler-Wolf, al-Masri
		p.last = w[1]
		if !arabicArticles[w[0]] {
			p.half = w[0]
		}
	default:
		p.first, p.last = w[0], w[len(w)-1]
		p.middle = w[1 : len(w)-1]
	}
	return p
}

// arabicArticles stand before a hyphen in a surname.
var arabicArticles = set("al el ad adh an ar as ash at az ul ed es")

// servants writes "Abdul Rahman", "Abdel Rahman" and "Abdelrahman" as one word
// of one spelling, where a surname follows.
func servants(w []string) []string {
	out := make([]string, 0, len(w))
	for i := 0; i < len(w); i++ {
		x := w[i]
		switch rest, ok := strings.CutPrefix(x, "abdel"); {
		case (x == "abdul" || x == "abdel") && i+2 < len(w):
			i++
			x = "abdul" + w[i]
		case ok && len(rest) > 2:
			x = "abdul" + rest
		}
		out = append(out, x)
	}
	return out
}

// may reports whether a surname by itself can be that of a full name.
func (p personName) may(full personName) bool {
	return p.half == "" || len(full.middle) > 0 && full.middle[len(full.middle)-1] == p.half
}

// full reports whether both a first name and a surname are known.
func (p personName) full() bool { return p.first != "" && p.last != "" }

// compatible reports whether two names of the same surname can be one
// person's: first names equal or one the initial of the other, no clash of
// middle names or suffixes.
func (p personName) compatible(q personName) bool {
	if p.last != q.last || p.suffix != q.suffix {
		return false
	}
	if p.first != q.first && !initialOf(p.first, q.first) && !initialOf(q.first, p.first) {
		return false
	}
	if len(p.middle) == 0 || len(q.middle) == 0 {
		return true
	}
	if len(p.middle) != len(q.middle) {
		return false
	}
	for i := range p.middle {
		a, b := p.middle[i], q.middle[i]
		if a != b && !initialOf(a, b) && !initialOf(b, a) {
			return false
		}
	}
	return true
}

func initialOf(a, b string) bool { return len(a) == 1 && strings.HasPrefix(b, a) }

// oneSpelling unifies digraphs.
var oneSpelling = strings.NewReplacer("x", "ks", "kh", "h", "zh", "j", "tch", "c", "ch", "c", "sch", "§", "sh", "§",
	"ph", "f", "ck", "k", "q", "k", "w", "v")

// skeleton is a consonant skeleton that Latin spellings of one Slavic,
// Arabic or Persian name share: vowels and glides dropped, digraphs unified,
// doubled letters made single. "Aliaksandr" and "Alexander" both give
// "lksndr", "Zelenskyy" and "Zelensky" "zlnsk".
func skeleton(word string) string {
	w := oneSpelling.Replace(word)
	var b strings.Builder
	var last rune
	for _, r := range w {
		if strings.ContainsRune("aeiouyj", r) || r == last {
			last = r
			continue
		}
		if r == 'h' && b.Len() > 0 {
			last = r
			continue
		}
		b.WriteRune(r)
		last = r
	}
	return b.String()
}

// corporate words may be absent from a name of the same organisation.
var corporate = map[string]bool{"inc": true, "corp": true, "corporation": true, "ltd": true, "plc": true, "co": true,
	"company": true, "llc": true, "ag": true, "spa": true, "gmbh": true, "the": true}

// orgKey folds the name of an organisation without article and legal form.
func orgKey(name string) string {
	w := fold(name)
	for len(w) > 1 && w[0] == "the" {
		w = w[1:]
	}
	for len(w) > 1 && corporate[w[len(w)-1]] {
		w = w[:len(w)-1]
	}
	return strings.Join(w, " ")
}
