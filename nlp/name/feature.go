package name

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/dramatis-kg/dramatis/nlp/cluster"
	"github.com/dramatis-kg/dramatis/nlp/gazetteer"
	"github.com/dramatis-kg/dramatis/text"
)

// Buckets is the size of the table that features are hashed into.
const Buckets = 1 << 18

// extractor makes the features of the candidate spans of a sentence.
type extractor struct {
	off      map[Technique]bool
	tokens   []text.Token
	low      []string
	shape    []string
	upper    bool // the sentence is all capitals or title case, so that capitals mean little
	buf      []uint32
	clusters [][3]string // filled at first use
	class    []class
	memo     map[span][]gazetteer.Entry
	region   region // that known was made for
	known    []span // the spans of region that the gazetteer has
	headed   region // that heads was made for
	heads    []span // phrases of headed around heads of organisations
}

// class tells which lists of the gazetteer a word is in.
type class struct{ looked, title, organisation, place, first, role, group, demonym bool }

// classOf looks token i up at its first use.
func (x *extractor) classOf(i int) *class {
	if i < 0 || i >= len(x.low) || x.off[Gazetteer] {
		return &class{}
	}
	c := &x.class[i]
	if !c.looked {
		w := x.low[i]
		_, demonym := gazetteer.Demonym(w)
		*c = class{true, gazetteer.Title(w), gazetteer.OrganisationWord(w), gazetteer.PlaceWord(w), gazetteer.FirstName(w),
			gazetteer.RoleNoun(w), gazetteer.GroupNoun(w), demonym}
	}
	return c
}

func newExtractor(tokens []text.Token, off map[Technique]bool) *extractor {
	x := &extractor{off: off, tokens: tokens, low: make([]string, len(tokens)), shape: make([]string, len(tokens)), class: make([]class, len(tokens)), clusters: make([][3]string, len(tokens)), memo: make(map[span][]gazetteer.Entry)}
	caps, words := 0, 0
	for i := range tokens {
		x.low[i] = strings.ToLower(tokens[i].Norm)
		x.shape[i] = shapeOf(tokens[i].Norm)
		if startsLetter(tokens[i].Norm) && len(tokens[i].Norm) > 3 {
			words++
			if startsUpper(tokens[i].Norm) {
				caps++
			}
		}
	}
	x.upper = words > 3 && caps*10 >= words*7
	return x
}

// entries looks a span up in the gazetteer.
func (x *extractor) entries(first, end int) []gazetteer.Entry {
	if x.off[Gazetteer] {
		return nil
	}
	key := span{first: first, end: end}
	if e, ok := x.memo[key]; ok {
		return e
	}
	e := gazetteer.Lookup(x.surface(first, end))
	x.memo[key] = e
	return e
}

// surface is the text of a span with normal forms and single blanks.
func (x *extractor) surface(first, end int) string { return surface(x.tokens, first, end) }

func surface(tokens []text.Token, first, end int) string {
	var b strings.Builder
	for i := first; i < end; i++ {
		b.WriteString(tokens[i].Norm)
		if tokens[i].Space && i+1 < end {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

func (x *extractor) at(i int) string {
	if i < 0 || i >= len(x.low) {
		return "∅"
	}
	return x.low[i]
}

func (x *extractor) shapeAt(i int) string {
	if i < 0 || i >= len(x.shape) {
		return "∅"
	}
	return x.shape[i]
}

func (x *extractor) pos(i int) string {
	if i < 0 || i >= len(x.tokens) {
		return "∅"
	}
	return x.tokens[i].UPOS
}

func (x *extractor) add(name string, parts ...string) {
	const prime = 16777619
	h := uint32(2166136261)
	write := func(s string) {
		for i := 0; i < len(s); i++ {
			h = (h ^ uint32(s[i])) * prime
		}
		h = (h ^ 0xff) * prime
	}
	write(name)
	for _, p := range parts {
		write(p)
	}
	h ^= h >> 15
	h *= 0x2c1b3c6d
	h ^= h >> 12
	x.buf = append(x.buf, h%Buckets)
}

// features returns the hashed features of tokens [first, end) in a region.
// The slice is reused by the next call.
func (x *extractor) features(r region, first, end int) []uint32 {
	x.buf = x.buf[:0]
	n := min(end-first, 6)
	size := strconv.Itoa(n)
	last := end - 1
	x.add("bias")
	x.add("size", size)
	x.words(first, end, size)
	x.around(first, end, size)
	x.lists(r, first, end, size)
	if !x.off[Trees] {
		x.syntax(first, end)
	}
	if !x.off[WordClusters] {
		x.alike(first, end, size)
	}
	x.add("first", x.low[first])
	x.add("last", x.low[last])
	return x.buf
}

// words are features of the span's own words.
func (x *extractor) words(first, end int, size string) {
	last := end - 1
	if end-first <= 4 {
		x.add("all", strings.Join(x.low[first:end], " "))
	}
	shapes, tags := "", ""
	for i := first; i < end && i < first+6; i++ {
		shapes += x.shape[i] + " "
		tags += x.tokens[i].UPOS + " "
		if i > first && i < last {
			x.add("in", x.low[i])
		}
	}
	x.add("shapes", shapes)
	x.add("tags", tags)
	w := x.low[last]
	for k := 2; k <= 4 && k < len(w); k++ {
		x.add("suffix", size, w[len(w)-k:])
	}
	if f := x.low[first]; len(f) > 3 {
		x.add("prefix", f[:3])
	}
	x.add("firsttag", x.tokens[first].UPOS, x.tokens[first].XPOS, size)
	x.add("lasttag", x.tokens[last].UPOS, x.tokens[last].XPOS, size)
	if opensSentence(x.tokens, first) {
		x.add("opens", size, x.tokens[first].UPOS)
	}
	if x.upper {
		x.add("upper", size)
	}
}

// around are features of the words on both sides.
func (x *extractor) around(first, end int, size string) {
	p, q := x.at(first-1), x.at(end)
	x.add("prev", p)
	x.add("next", q)
	x.add("prevshape", x.shapeAt(first-1), size)
	x.add("nextshape", x.shapeAt(end), size)
	x.add("prevtag", x.pos(first-1), size)
	x.add("nexttag", x.pos(end), size)
	x.add("prev2", x.at(first-2), p)
	x.add("next2", q, x.at(end+1))
	x.add("sides", p, q)
	before, behind := x.classOf(first-1), x.classOf(end)
	if before.title {
		x.add("aftertitle", size, x.shape[first])
	}
	if before.role {
		x.add("afterrole", x.shapeAt(first-1), size)
	}
	if before.group {
		x.add("aftergroup", x.shapeAt(first-1))
	}
	if behind.group {
		x.add("beforegroup", x.shapeAt(end))
	}
	if behind.role {
		x.add("beforerole", x.shapeAt(end), size)
	}
	for i := end; i < end+4 && i < len(x.low); i++ { // "Name, the minister", "Name (…)"
		if q == "," && x.classOf(i).role {
			x.add("apposedrole")
			break
		}
	}
}

// bagReach is how many tokens on either side tell what is spoken of.
const bagReach = 6

// alike are features of the clusters of the span's words and of those around
// it.
func (x *extractor) alike(first, end int, size string) {
	last := end - 1
	for _, w := range [...]struct {
		name string
		at   int
	}{{"c-first", first}, {"c-last", last}, {"c-prev", first - 1}, {"c-next", end}, {"c-prev2", first - 2}, {"c-next2", end + 1}} {
		c := x.cluster(w.at)
		x.add(w.name, "w", c[0])
		x.add(w.name, "m", c[1])
		x.add(w.name, "n", c[2])
		if w.at == first || w.at == last {
			x.add(w.name, "s", c[0], size, x.shape[w.at])
			x.add(w.name, "t", c[1], size)
		}
	}
	x.add("c-ends", x.cluster(first)[0], x.cluster(last)[0], size)
	x.add("c-sides", x.cluster(first - 1)[0], x.cluster(end)[0])
	for i := first + 1; i < last; i++ {
		x.add("c-in", x.cluster(i)[0])
		x.add("c-in", x.cluster(i)[1])
	}
	for i := max(0, first-bagReach); i < min(len(x.low), end+bagReach); i++ {
		if i >= first && i < end {
			continue
		}
		if pos := x.tokens[i].UPOS; pos == "NOUN" || pos == "VERB" || pos == "PROPN" {
			x.add("c-bag", x.cluster(i)[0])
			x.add("c-bag", x.cluster(i)[1])
		}
	}
	if h := x.tokens[head(x.tokens, span{first: first, end: end})]; h.Head >= 0 {
		c := x.cluster(h.Head)
		x.add("c-head", h.Deprel, c[0])
		x.add("c-head", h.Deprel, c[1])
	}
}

// cluster gives the clusters of token i as letters, wide to narrow.
func (x *extractor) cluster(i int) [3]string {
	if i < 0 || i >= len(x.low) {
		return [3]string{"∅", "∅", "∅"}
	}
	if x.clusters[i][0] == "" {
		x.clusters[i] = [3]string{"?", "?", "?"}
		if c, ok := cluster.Of(x.low[i]); ok {
			x.clusters[i] = [3]string{strconv.Itoa(int(c.Wide)), strconv.Itoa(int(c.Middle)), strconv.Itoa(int(c.Narrow))}
		}
	}
	return x.clusters[i]
}

// lists are features of the gazetteer.
func (x *extractor) lists(r region, first, end int, size string) {
	last := end - 1
	known := false
	for _, e := range x.entries(first, end) {
		known = true
		x.add("gaz", string(e.Type), string(e.Kind))
		x.add("gazsize", string(e.Type), size, x.tokens[first].UPOS)
	}
	if !known {
		x.add("nogaz", size)
	}
	if x.partOfLonger(r, first, end) {
		x.add("partofgaz")
	}
	x.add("firstname", flag(x.classOf(first).first), size, x.shape[last])
	for i := first; i < end && i < first+6; i++ {
		c := x.classOf(i)
		switch {
		case i == first && c.title:
			x.add("title", size)
		case c.title:
			x.add("titleinside", flag(i == last))
		}
		if c.organisation {
			x.add("orgword", flag(i == last), flag(i == first), size)
		}
		if c.place {
			x.add("placeword", flag(i == last), flag(i == first), size)
		}
		if i > first && i < last && c.first {
			x.add("firstnameinside")
		}
		if c.demonym {
			x.add("demonym", flag(i == first), flag(i == last), size)
		}
	}
	if x.classOf(last).role {
		x.add("roleend", size)
	}
	if x.classOf(last).group {
		x.add("groupend", size)
	}
	if months[x.low[last]] {
		x.add("calendar", size)
	}
	if end < len(x.low) && x.classOf(last).first && x.shapeAt(end) == "Xx" {
		x.add("cutsname")
	}
	if first > 0 && x.classOf(first-1).first && x.shapeAt(first-1) == "Xx" {
		x.add("afterfirstname", size)
	}
}

// maxKnown is the number of tokens of the longest gazetteer's name that is
// looked for around a span.
const maxKnown = 6

// partOfLonger reports whether a longer span of the region that holds this
// one is in the gazetteer.
func (x *extractor) partOfLonger(r region, first, end int) bool {
	if x.region != r {
		x.region, x.known = r, x.known[:0]
		for a := r.first; a < r.end; a++ {
			for b := a + 2; b <= min(r.end, a+maxKnown); b++ {
				if x.entries(a, b) != nil {
					x.known = append(x.known, span{first: a, end: b})
				}
			}
		}
	}
	for _, k := range x.known {
		if k.first <= first && end <= k.end && k.end-k.first > end-first {
			return true
		}
	}
	return false
}

// syntax are features of the place of the span in the tree.
func (x *extractor) syntax(first, end int) {
	u := user{x.tokens}
	h := head(x.tokens, span{first: first, end: end})
	t := &x.tokens[h]
	x.add("rel", t.Deprel)
	if t.Head >= 0 && t.Head < len(x.tokens) {
		x.add("head", t.Deprel, x.low[t.Head])
		x.add("headtag", t.Deprel, x.tokens[t.Head].UPOS)
		x.add("headclass", t.Deprel, flag(x.classOf(t.Head).role), flag(x.classOf(t.Head).group), u.preposition(h))
		x.add("headprep", u.preposition(h), t.Deprel)
	}
	outside := 0
	for i := first; i < end; i++ {
		if g := x.tokens[i].Head; g < first || g >= end {
			outside++
		}
	}
	x.add("outside", strconv.Itoa(min(outside, 3)))
	if end < len(x.tokens) && x.tokens[end].Head >= first && x.tokens[end].Head < end {
		x.add("nextinside", x.tokens[end].Deprel)
	}
	if first > 0 && x.tokens[first-1].Head >= first && x.tokens[first-1].Head < end {
		x.add("previnside", x.tokens[first-1].Deprel)
	}
}

// months are words of the calendar, which name no actor.
var months = wordSet(`january february march april may june july august september october november december jan feb mar apr jun jul aug
	sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun easter christmas ramadan eid passover hanukkah halloween thanksgiving`)

func wordSet(list string) map[string]bool {
	out := make(map[string]bool)
	for _, w := range strings.Fields(list) {
		out[w] = true
	}
	return out
}

func flag(b bool) string {
	if b {
		return "1"
	}
	return "0"
}

func startsLetter(s string) bool {
	for _, r := range s {
		return unicode.IsLetter(r)
	}
	return false
}

// shapeOf is the outline of a word: "Xx", "XX", "X.", "x", "9", "xX".
func shapeOf(s string) string {
	upper, lower, digit, other := 0, 0, 0, 0
	first := rune(0)
	for _, r := range s {
		if first == 0 {
			first = r
		}
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLetter(r):
			lower++
		case unicode.IsDigit(r):
			digit++
		default:
			other++
		}
	}
	switch {
	case upper+lower == 0 && digit > 0:
		return "9"
	case upper+lower == 0:
		return s[:min(len(s), 3)]
	case lower == 0 && upper == 1 && other > 0:
		return "X."
	case lower == 0 && upper == 1:
		return "X"
	case lower == 0 && other > 0:
		return "X.X."
	case lower == 0:
		return "XX"
	case unicode.IsUpper(first) && upper == 1:
		return "Xx"
	case unicode.IsUpper(first):
		return "XxX"
	case upper > 0:
		return "xX"
	}
	return "x"
}
