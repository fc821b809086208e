package intake

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// stopwords are the commonest short words of English and of the languages
// that share its alphabet and are likeliest in a folder of news. Words that
// an English text also has many of are left out of the other lists.
var stopwords = map[string][]string{
	"en": {"the", "of", "and", "to", "in", "a", "that", "is", "was", "for", "on", "with", "as", "by", "at", "from", "his", "he", "it", "be", "has", "have", "had", "said", "are", "were", "an", "not", "this", "which", "but", "they", "their", "will", "who", "its", "after", "been", "would", "she", "her", "or"},
	"de": {"der", "die", "das", "und", "den", "von", "zu", "mit", "sich", "des", "auf", "für", "ist", "im", "dem", "nicht", "ein", "eine", "als", "auch", "es", "wird", "bei", "einer", "nach", "sind"},
	"fr": {"le", "la", "les", "de", "des", "et", "du", "une", "un", "que", "est", "dans", "qui", "pour", "par", "sur", "au", "avec", "il", "ne", "pas", "plus", "ce", "se", "sont", "ont"},
	"es": {"el", "la", "los", "las", "de", "que", "y", "en", "del", "un", "una", "por", "con", "para", "se", "su", "al", "lo", "como", "más", "fue", "ha", "es", "sus"},
	"it": {"il", "di", "che", "la", "e", "del", "della", "un", "una", "per", "con", "non", "le", "si", "dei", "al", "da", "è", "sono", "nel", "alla", "ha", "gli", "anche"},
	"pt": {"o", "de", "que", "e", "do", "da", "em", "um", "uma", "os", "não", "para", "com", "por", "se", "na", "no", "dos", "mais", "ao", "foi", "as", "das"},
	"nl": {"de", "het", "een", "van", "en", "dat", "te", "zijn", "op", "met", "voor", "niet", "die", "aan", "er", "ook", "bij", "naar", "om", "heeft", "door", "uit"},
	"sv": {"och", "att", "det", "som", "en", "på", "är", "av", "för", "med", "till", "den", "har", "de", "inte", "om", "ett", "han", "var", "jag", "från"},
	"pl": {"w", "i", "na", "z", "się", "do", "nie", "że", "o", "jest", "to", "po", "jak", "przez", "od", "dla", "za", "oraz", "ale", "przy"},
	"tr": {"ve", "bir", "bu", "da", "için", "ile", "olarak", "çok", "daha", "olan", "gibi", "sonra", "kadar", "ama"},
	"id": {"yang", "dan", "di", "itu", "dengan", "untuk", "tidak", "ini", "dari", "dalam", "akan", "pada", "juga", "ke", "adalah"},
}

// benefitOfDoubt is the number of words below which a text in the Latin
// alphabet is taken for English unless it has two words more of another
// language than of English.
const benefitOfDoubt = 20

// englishProbe is how many words of a text are looked at.
const englishProbe = 2000

// looksEnglish reports whether the text is English: mostly Latin letters,
// with English stopwords making up at least a tenth of its words in small
// letters and outnumbering those of every other language. Words with a capital
// do not count, as they are names (El-Sisi, La Paz), unless there are no others.
func looksEnglish(s string) bool {
	if !looksLatin(s) {
		return false
	}
	counts, capitals := map[string]int{}, map[string]int{}
	words := 0
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) {
			capitals[strings.ToLower(w)]++
			continue
		}
		if words++; words > englishProbe {
			break
		}
		counts[w]++
	}
	if words == 0 {
		counts = capitals
		for _, n := range capitals {
			words += n
		}
	}
	score := func(lang string) int {
		n := 0
		for _, w := range stopwords[lang] {
			n += counts[w]
		}
		return n
	}
	english, lead := score("en"), 0
	if words < benefitOfDoubt {
		lead = 1
	} else if english*10 < words {
		return false
	}
	for lang := range stopwords {
		if lang != "en" && score(lang) > english+lead {
			return false
		}
	}
	return true
}

// looksLatin reports whether two thirds of the letters or more are Latin.
func looksLatin(s string) bool {
	latin, other := 0, 0
	for _, r := range s {
		switch {
		case r < 0x80:
			if unicode.IsLetter(r) {
				latin++
			}
		case unicode.Is(unicode.Latin, r):
			latin++
		case unicode.IsLetter(r):
			other++
		}
		if latin+other >= englishProbe*5 {
			break
		}
	}
	return latin >= 2*other
}

// hasWords reports whether there is any letter at all.
func hasWords(s string) bool { return strings.IndexFunc(s, unicode.IsLetter) >= 0 }
