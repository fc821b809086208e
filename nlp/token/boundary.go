package token

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dramatis-kg/dramatis/text"
)

// SentenceBuckets is the size of the table that boundary features are hashed
// into.
const SentenceBuckets = 1 << 16

// Boundaries yields the features of the possible sentence ends of one
// paragraph, as the model reads them and the trainer learns them.
type Boundaries struct {
	t       string
	tokens  []text.Token
	low     []string
	opens   []bool // token i is a quotation mark or bracket that opens
	closes  []bool
	quoted  []bool   // a quotation is open after token i
	classes []string // filled at first use
	last    int      // first token of the present sentence
	buf     []uint32
}

// title reports a short paragraph without any final mark: a heading, one
// sentence even if words in it are capitalised. Greetings, addresses, times and
// smileys stand in none.
func (b *Boundaries) title() bool {
	if len(b.tokens) > maxHeading {
		return false
	}
	for i := range b.tokens {
		if b.isFinal(i) && b.low[i] != "vs." {
			return false
		}
		switch b.class(i) {
		case "greet", "url", "mail", "ampm", "smile", "rule", "file":
			return false
		}
	}
	return true
}

// NewBoundaries prepares the tokens of one paragraph of t.
func NewBoundaries(t string, tokens []text.Token) *Boundaries {
	n := len(tokens)
	b := &Boundaries{t: t, tokens: tokens, low: make([]string, n), opens: make([]bool, n), closes: make([]bool, n), quoted: make([]bool, n), classes: make([]string, n)}
	inside := false
	for i := range tokens {
		b.low[i] = strings.ToLower(tokens[i].Norm)
		r := firstRune(tokens[i].Text)
		spaceBefore := i == 0 || tokens[i-1].Space
		switch {
		case tokens[i].Norm == `"`:
			b.opens[i] = r == '“' || r == '„' || r == '«' || r != '”' && r != '»' && (spaceBefore && !tokens[i].Space || !inside && spaceBefore)
			b.closes[i] = !b.opens[i]
			inside = b.opens[i]
		case tokens[i].Norm == "'":
			b.opens[i] = r == '‘' || r == '`' || r != '’' && spaceBefore && !tokens[i].Space
			b.closes[i] = !b.opens[i]
		case isOpener(r):
			b.opens[i] = true
		case isCloser(r) && len(tokens[i].Text) == utf8.RuneLen(r):
			b.closes[i] = true
		}
		b.quoted[i] = inside
	}
	return b
}

// Start states that a sentence begins with token i.
func (b *Boundaries) Start(i int) { b.last = i }

// End is what stands where a sentence may end.
type End uint8

// The kinds of possible sentence ends.
const (
	NoEnd  End = iota
	Marked     // a final mark, perhaps before closing quotes or brackets
	Dotted     // an abbreviation with its period
	Bare       // neither
)

// At says how a sentence may end after token i.
func (b *Boundaries) At(i int) End {
	if i+1 >= len(b.tokens) {
		return NoEnd
	}
	k := b.core(i)
	switch final := b.isFinal(k); {
	case final && b.attributed(i, k):
		return NoEnd
	case final && !b.closes[i+1] && (isTerminal(firstRune(b.tokens[k].Text)) || !b.tokens[i].Space):
		return Marked
	case final && b.tokens[i].Space:
		return Dotted
	case b.tokens[i].Space && (b.class(i) == "smile" && b.shape(i + 1)[0] == 'A' || b.class(i) == "url" && b.class(i+1) == "url"):
		return Marked // as good as one
	case b.tokens[i].Space:
		return Bare
	}
	return NoEnd
}

// attributed reports a quoted question or cry whose speaker follows in the
// same sentence, as treebanks of news have it: “Why?” Smith asked.
// “Why?” He said that … is another sentence: there the verb of saying goes on.
func (b *Boundaries) attributed(i, k int) bool {
	if k == i || !b.closes[i] || b.tokens[i].Norm != `"` && b.tokens[i].Norm != "'" || b.low[k] == "." {
		return false
	}
	for j := i + 1; j < len(b.tokens) && j <= i+7; j++ {
		if askingVerbs[b.low[j]] {
			after := b.at(j + 1)
			return after == "." || after == "," || after == "∅" || j == i+1 && b.shape(j+1) != "a"
		}
		if r := firstRune(b.low[j]); !isWordRune(r) && r != '-' && b.low[j] != "'s" {
			return false
		}
	}
	return false
}

// askingVerbs introduce a quoted question or cry from behind.
var askingVerbs = map[string]bool{"asked": true, "said": true, "asks": true, "says": true, "wondered": true, "added": true,
	"shouted": true, "exclaimed": true, "cried": true, "tweeted": true, "wrote": true, "demanded": true, "declared": true,
	"yelled": true, "joked": true, "quipped": true, "replied": true, "answered": true, "remarked": true, "concluded": true,
	"continued": true, "told": true}

// core is the last token up to i that does not close a quotation or bracket.
func (b *Boundaries) core(i int) int {
	k := i
	for k > b.last && b.closes[k] && i-k < 4 {
		k--
	}
	return k
}

func (b *Boundaries) isFinal(k int) bool {
	return isTerminal(lastRune(b.tokens[k].Text))
}

// Features returns the hashed features of a sentence end after token i. The
// slice is reused by the next call.
func (b *Boundaries) Features(i int) []uint32 {
	b.buf = b.buf[:0]
	k := b.core(i)
	w0, w1 := b.at(i), b.at(i+1)
	c0, cp := b.at(k), b.at(k-1)
	next := i + 1
	if b.opens[next] && next+1 < len(b.tokens) {
		next++
	}
	n0, n1 := b.at(next), b.at(next+1)
	closing := "-"
	if k < i {
		closing = b.at(k + 1)
		if i-k > 1 {
			closing += b.at(k + 2)
		}
	}
	opening := "-"
	if next > i+1 {
		opening = b.at(i + 1)
	}
	mark := markOf(c0)
	if b.class(k) == "smile" {
		mark = "smile"
	}
	state := flag(b.quoted[i]) + flag(b.tokens[i].Space)
	sn, sc, sp := b.shape(next), b.shape(k), b.shape(k-1)
	b.add("b", "", "")
	b.add("mark", mark, closing)
	b.add("mark+open", mark, opening)
	b.add("mark+next", mark, sn)
	b.add("mark+state", mark+closing+opening, state)
	b.add("w0", w0, "")
	b.add("w1", w1, "")
	b.add("c0", c0, sn)
	b.add("cp", mark, cp)
	b.add("cp+n", mark+sn, cp)
	b.add("n0", mark, n0)
	b.add("n1", mark, n1)
	b.add("n0n1", mark+n0, n1)
	b.add("c0n0", c0, n0)
	b.add("shapes", sp+mark+sc, sn)
	b.add("state+next", state+closing+mark, sn)
	b.add("qn", state+closing+mark, n0)
	b.add("len", lengthBucket(i-b.last), mark)
	b.add("len+n", lengthBucket(i-b.last)+sn, mark)
	b.add("rest", lengthBucket(len(b.tokens)-1-i), mark)
	b.add("first", mark, b.at(b.last))
	b.add("shape n1", mark+sn, b.shape(next+1))
	b.add("suffix", mark, suffix(cp)+sn)
	b.add("starter", mark, sn+flag(sentenceStarters[n0]))
	b.add("starter2", sp+mark+sc, sn+flag(sentenceStarters[n0]))
	b.add("newline", flag(b.newline(i)), mark+sn)
	if !b.isFinal(k) { // edited prose has no such ends
		g0, g1, g2, gp := b.class(i), b.class(i+1), b.class(i+2), b.class(i-1)
		b.add("class", g0, g1)
		b.add("class+mark", g0+mark, g1)
		b.add("classes before", gp+g0, sn)
		b.add("classes behind", g0, g1+g2)
		b.add("classes", gp+g0, g1+g2)
		b.add("class of the line", b.class(b.last), g0+g1)
		b.add("class+len", g0+g1, lengthBucket(i-b.last))
		b.add("class+w0", w0, g1)
		b.add("class+w1", g0, w1)
		b.add("class of the line+mark", b.class(b.last), mark+sn)
		b.add("tail", b.class(len(b.tokens)-1), mark+sn)
		b.add("words of the line", b.class(b.last)+b.class(b.last+1), g0+g1)
	}
	return b.buf
}

// sentenceStarters are words that, capitalised inside a paragraph, hardly ever
// belong to a name after an abbreviation.
var sentenceStarters = wordSet(`he she it they we you i this that these those there here who what when where why how
	his her its their our my your but and or so yet although though while if because since after before as once until
	however meanwhile moreover also then now still the a an in on at for from with by to of some many most several both
	all no not nobody nothing one two three another other each every according last earlier later`)

func wordSet(list string) map[string]bool {
	out := make(map[string]bool)
	for _, w := range strings.Fields(list) {
		out[w] = true
	}
	return out
}

// newline reports whether the blank after token i holds a line break.
func (b *Boundaries) newline(i int) bool {
	return strings.Contains(b.t[b.tokens[i].End:b.tokens[i+1].Start], "\n")
}

func (b *Boundaries) at(i int) string {
	if i < 0 || i >= len(b.low) {
		return "∅"
	}
	return b.low[i]
}

// shape is the class of token i: capitals, lower case, digits, sign.
func (b *Boundaries) shape(i int) string {
	if i < 0 || i >= len(b.tokens) {
		return "∅"
	}
	s := b.tokens[i].Norm
	r := firstRune(s)
	switch {
	case unicode.IsUpper(r):
		if len(s) == utf8.RuneLen(r) {
			return "A"
		}
		if strings.Contains(s, ".") {
			return "A."
		}
		if s == strings.ToUpper(s) {
			return "AA"
		}
		return "Aa"
	case unicode.IsLower(r):
		if len(s) <= 3 {
			return "aa"
		}
		return "a"
	case unicode.IsDigit(r):
		return "0"
	}
	if len(s) > 3 {
		return s[:1]
	}
	return s
}

// class tells what a token is that letters, lists and forums use without final
// marks: addresses, times, smileys, rules, bullets, greetings, names of files.
func (b *Boundaries) class(i int) string {
	if i < 0 || i >= len(b.tokens) {
		return "∅"
	}
	if b.classes[i] == "" {
		b.classes[i] = classOf(b.low[i], b.tokens[i].Norm)
	}
	return b.classes[i]
}

func classOf(low, norm string) string {
	first := firstRune(norm)
	switch {
	case strings.Contains(low, "://") || strings.HasPrefix(low, "www."):
		return "url"
	case strings.Contains(low, "@"):
		return "mail"
	case greetings[low]:
		return "greet"
	case low == "am" || low == "pm" || low == "a.m." || low == "p.m.":
		return "ampm"
	case unicode.IsDigit(first):
		switch {
		case strings.Count(low, "/") == 2:
			return "date"
		case strings.Contains(low, ":"):
			return "time"
		case len(low) == 4:
			return "year"
		case strings.ContainsAny(low, "-."):
			return "9."
		}
		return "9"
	case len(low) > 3 && strings.Contains(low[1:len(low)-1], ".") && !unicode.IsUpper(first) && isWordRune(lastRune(low)):
		return "file"
	case isSmiley(norm):
		return "smile"
	case len(low) > 2 && strings.Trim(low, "-=_*~#+.") == "":
		return "rule"
	case !isWordRune(first):
		return norm[:min(len(norm), 3)]
	case unicode.IsUpper(first) && len(norm) > 1 && norm == strings.ToUpper(norm):
		return "XX"
	case unicode.IsUpper(first):
		return "X"
	}
	return "x"
}

// isSmiley reports eyes with a mouth: :-) ;P =(
func isSmiley(s string) bool {
	if len(s) < 2 || len(s) > 4 || !strings.ContainsAny(s[:1], ":;=8") {
		return false
	}
	return strings.ContainsAny(s[len(s)-1:], ")(DPpdOo/|*3]")
}

// greetings end letters or open them.
var greetings = wordSet("thanks thank thx regards sincerely cheers love best hi hello dear yours truly cordially respectfully thnx rgds ps p.s.")

func (b *Boundaries) add(name, x, y string) {
	const prime = 16777619
	h := uint32(2166136261)
	for _, s := range [...]string{name, x, y} {
		for i := 0; i < len(s); i++ {
			h = (h ^ uint32(s[i])) * prime
		}
		h = (h ^ 0xff) * prime
	}
	h ^= h >> 15
	h *= 0x2c1b3c6d
	h ^= h >> 12
	b.buf = append(b.buf, h%SentenceBuckets)
}

// markOf names the kind of mark that a sentence might end with.
func markOf(s string) string {
	r := lastRune(s)
	switch {
	case strings.HasSuffix(s, ".."):
		return "..."
	case r == '.' && len(s) > 1:
		return "abbr"
	case r == 0 || !isTerminal(r) && unicode.IsLetter(r):
		return "w"
	case unicode.IsDigit(r):
		return "0"
	}
	return string(r)
}

func suffix(s string) string {
	if len(s) > 3 {
		return s[len(s)-3:]
	}
	return s
}

func flag(b bool) string {
	if b {
		return "1"
	}
	return "0"
}

func lengthBucket(n int) string {
	for i, limit := range [...]int{1, 2, 3, 5, 8, 12, 20, 30, 50} {
		if n < limit {
			return string(rune('a' + i))
		}
	}
	return "z"
}
