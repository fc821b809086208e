package model

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Table is a table of feature vectors, addressed by a hash.
type Table struct {
	Name       string
	Rows, Cols int
}

// Tables are the hashed features of a word, one row each, in the order of
// [Features.Rows]. They belong to the format: changing them changes Version.
var Tables = [...]Table{
	{"prefix2", 1024, 12},
	{"prefix3", 4096, 24},
	{"suffix1", 256, 8},
	{"suffix2", 1024, 16},
	{"suffix3", 4096, 32},
	{"suffix4", 8192, 24},
	{"shape", 1024, 24},
	{"case", 16, 8},
}

// Ngrams is the table of the letters n-grams of a word, whose rows are
// averaged.
var Ngrams = Table{"ngram", 16384, 48}

// ListCols is the width of the table of word lists.
const ListCols = 12

// maxNgrams bounds the n-grams taken of one word; longer words are cut.
const maxNgrams = 48

// Features is a word as rows of the tables. The zero value is ready for use;
// its memory is reused.
type Features struct {
	Folded string // key for Header.Words
	Rows   [len(Tables)]int32
	Ngrams []int32
	ends   []int
}

// Set computes the features of a word; first says that it begins the
// sentence.
func (f *Features) Set(word string, first bool) {
	if len(word) > 4*maxNgrams {
		word = word[:4*maxNgrams]
	}
	f.Folded = Fold(word)
	w := f.Folded
	f.ends = f.ends[:0]
	for i := range w {
		f.ends = append(f.ends, i)
	}
	f.ends = append(f.ends, len(w))
	n := len(f.ends) - 1
	for i, k := range [...]int{2, 3} {
		f.Rows[i] = row(w[:f.ends[min(k, n)]], uint32(i), Tables[i].Rows)
	}
	for i := range 4 {
		f.Rows[2+i] = row(w[f.ends[max(0, n-1-i)]:], uint32(2+i), Tables[2+i].Rows)
	}
	f.Rows[6] = row(shape(word), 6, Tables[6].Rows)
	f.Rows[7] = int32(casing(word))
	if first {
		f.Rows[7] += 8
	}
	f.ngrams(w, n)
}

// ngrams lists the hashed runs of three to five letters of "<w>".
func (f *Features) ngrams(w string, n int) {
	f.Ngrams = f.Ngrams[:0]
	for size := 3; size <= 5; size++ {
		for i := -1; i+size <= n+1; i++ {
			h := offset ^ uint32(size)
			if i < 0 {
				h = mix(h, '<')
			}
			end := i + size
			part := w[f.ends[max(i, 0)]:f.ends[min(end, n)]]
			for j := range len(part) {
				h = mix(h, part[j])
			}
			if end > n {
				h = mix(h, '>')
			}
			f.Ngrams = append(f.Ngrams, int32(spread(h)%uint32(Ngrams.Rows)))
			if len(f.Ngrams) == maxNgrams {
				return
			}
		}
	}
}

// Fold is the form under which a word is looked up: lower case, digits as 0.
func Fold(word string) string {
	plain := true
	for i := range len(word) {
		if c := word[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' || '1' <= c && c <= '9' {
			plain = false
			break
		}
	}
	if plain {
		return word
	}
	return strings.Map(func(r rune) rune {
		if r >= '1' && r <= '9' {
			return '0'
		}
		return unicode.ToLower(r)
	}, word)
}

// shape maps upper-case letters to X, others to x, digits to d, keeps the
// rest, and shortens runs to two.
func shape(word string) string {
	var buf [64]byte
	out := buf[:0]
	var last rune
	run := 0
	for _, r := range word {
		switch {
		case unicode.IsUpper(r):
			r = 'X'
		case unicode.IsLetter(r):
			r = 'x'
		case unicode.IsDigit(r):
			r = 'd'
		}
		if r != last {
			last, run = r, 0
		}
		if run++; run <= 2 && len(out) < 32 {
			out = utf8.AppendRune(out, r)
		}
	}
	return string(out)
}

// casing sorts words by their capitals into 0 to 6.
func casing(word string) int {
	upper, lower, firstUpper, digit := 0, 0, false, false
	for i, r := range word {
		switch {
		case unicode.IsUpper(r):
			upper++
			if i == 0 {
				firstUpper = true
			}
		case unicode.IsLetter(r):
			lower++
		case unicode.IsDigit(r):
			digit = true
		}
	}
	switch {
	case upper+lower == 0 && digit:
		return 0
	case upper+lower == 0:
		return 1
	case upper == 0:
		return 2
	case lower == 0 && upper > 1:
		return 3
	case firstUpper && upper == 1:
		return 4
	case firstUpper:
		return 5
	}
	return 6
}

const offset uint32 = 2166136261

// mix is a step of the 32-bit FNV-1a hash.
func mix(h uint32, c byte) uint32 { return (h ^ uint32(c)) * 16777619 }

// spread brings the high bits of h down, as tables are powers of two.
func spread(h uint32) uint32 { return h ^ h>>15 ^ h>>24 }

func row(s string, seed uint32, rows int) int32 {
	h := mix(offset, byte(seed))
	for i := range len(s) {
		h = mix(h, s[i])
	}
	return int32(spread(h) % uint32(rows))
}
