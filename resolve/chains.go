package resolve

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// joinChains finds the chains of a document that names show to be one actor
// and that coreference left apart, since it wants more than the name. same is
// for each chain the first of its actor, why the reasons by that chain. Each
// rule asks that only one candidate fits.
func joinChains(d *text.Document) (same []int, why map[int][]string) {
	j := &chainJoiner{doc: d, same: make([]int, len(d.Chains)), why: map[int][]string{}}
	for c := range d.Chains {
		j.same[c] = c
		if d.Chains[c].Name != "" && d.Chains[c].Kind != text.KindOther {
			j.named = append(j.named, c)
			j.words = append(j.words, fold(fullest(d, c)))
		}
	}
	j.defined()
	for i := range j.named {
		j.only(i, "the only state of that half", j.half)
		if d.Chains[j.named[i]].Kind == text.KindPerson {
			j.only(i, "the only person of that first name", j.firstName)
			j.only(i, "the only person of a surname like it", j.misspelt)
		} else {
			j.only(i, "a shorter name of it", j.shorter)
		}
	}
	return j.same, j.why
}

// fullest is the name of a chain. For a person coreference may have chosen
// the surname: then it is the longest name that ends in it.
func fullest(d *text.Document, chain int) string {
	c := &d.Chains[chain]
	name := clean(c.Name)
	if c.Kind != text.KindPerson || strings.Contains(name, " ") {
		return name
	}
	full := name
	for _, i := range c.Mentions {
		if m := &d.Mentions[i]; m.Form == text.FormName {
			if n := clean(m.Span.In(d.Article.Text)); strings.HasSuffix(n, " "+name) && len(n) > len(full) {
				full = n
			}
		}
	}
	return full
}

type chainJoiner struct {
	doc   *text.Document
	same  []int
	why   map[int][]string
	named []int      // chains with a name
	words [][]string // their names folded
}

func (j *chainJoiner) root(c int) int {
	for j.same[c] != c {
		c = j.same[c]
	}
	return c
}

// join makes one actor of two chains, known by the name of the first.
func (j *chainJoiner) join(full, other int, rule string) {
	a, b := j.root(full), j.root(other)
	if a == b {
		return
	}
	for c := range j.same {
		if j.same[c] == b {
			j.same[c] = a
		}
	}
	reason := fmt.Sprintf("%q is %q: %s", j.doc.Chains[other].Name, j.doc.Chains[full].Name, rule)
	j.why[a] = append(append(j.why[a], j.why[b]...), reason)
	delete(j.why, b)
}

// only joins name i to the single other that fits it.
func (j *chainJoiner) only(i int, rule string, fits func(i, k int) bool) {
	found := -1
	for k := range j.named {
		if k == i || !fits(i, k) {
			continue
		}
		if found >= 0 && j.root(j.named[found]) != j.root(j.named[k]) {
			return
		}
		found = k
	}
	if found >= 0 {
		j.join(j.named[found], j.named[i], rule)
	}
}

// person reports whether name k is a full name of a person.
func (j *chainJoiner) person(k int) bool {
	return j.doc.Chains[j.named[k]].Kind == text.KindPerson && len(j.words[k]) > 1
}

// firstName: "Daniel" beside "Daniel Montalvo", where nobody else is called
// Daniel.
func (j *chainJoiner) firstName(i, k int) bool {
	return len(j.words[i]) == 1 && len(j.words[i][0]) > 2 && j.person(k) && slices.Contains(j.words[k], j.words[i][0]) &&
		!clash(j.doc.Chains[j.named[i]].Gender, j.doc.Chains[j.named[k]].Gender)
}

// misspelt: a surname by itself that stands once, beside a full name whose
// surname differs by a slip of the pen.
func (j *chainJoiner) misspelt(i, k int) bool {
	if len(j.words[i]) != 1 || !j.person(k) || j.names(i) > 1 {
		return false
	}
	a, b := j.words[i][0], j.words[k][len(j.words[k])-1]
	if a == b || len(a) < 5 || a[0] != b[0] || clash(j.doc.Chains[j.named[i]].Gender, j.doc.Chains[j.named[k]].Gender) {
		return false
	}
	slips := 1
	if len(a) >= 8 {
		slips = 2
	}
	return distance(a, b) <= slips
}

// names counts how often a chain is named.
func (j *chainJoiner) names(i int) int {
	n := 0
	for _, m := range j.doc.Chains[j.named[i]].Mentions {
		if j.doc.Mentions[m].Form == text.FormName {
			n++
		}
	}
	return n
}

// half: "the North" beside "North Korea".
func (j *chainJoiner) half(i, k int) bool {
	w := j.words[i]
	if len(w) > 1 && w[0] == "the" {
		w = w[1:]
	}
	if len(w) != 1 || !slices.Contains([]string{"north", "south", "east", "west"}, w[0]) {
		return false
	}
	return len(j.words[k]) == 2 && j.words[k][0] == w[0] && geographic(j.doc.Chains[j.named[k]].Kind) && !j.people(k)
}

// people reports whether a name is that of another's people: "South Korean"
// beside "South Korea".
func (j *chainJoiner) people(k int) bool {
	return slices.ContainsFunc(j.words, func(w []string) bool {
		return len(w) == 2 && w[0] == j.words[k][0] && len(w[1]) < len(j.words[k][1]) && strings.HasPrefix(j.words[k][1], w[1])
	})
}

// shorter: "Supreme Court" after "Italian Supreme Court", "Berg Foundation"
// after "Berg Foundation for the Arts", "the Court" after either court. Else
// two words at least, or a name of one word would swallow its namesakes.
func (j *chainJoiner) shorter(i, k int) bool {
	a, b := trimThe(j.words[i]), trimThe(j.words[k])
	kind := j.doc.Chains[j.named[k]].Kind
	noun := len(a) == 1 && commonWords[a[0]]
	if len(a) < 2 && !noun || len(a) >= len(b) || geographic(kind) || kind == text.KindPerson {
		return false
	}
	if j.doc.Chains[j.named[i]].Mentions[0] < j.doc.Chains[j.named[k]].Mentions[0] {
		return false
	}
	if noun {
		return b[len(b)-1] == a[0] || len(b) > 2 && b[0] == a[0] && b[1] == "of"
	}
	begins := func(b []string) bool {
		return len(b) > len(a)+1 && slices.Equal(a, b[:len(a)]) && (b[len(a)] == "of" || b[len(a)] == "for")
	}
	return begins(b) || (slices.Equal(a, b[1:]) || begins(b[1:])) && nationality(j.doc, j.named[k])
}

func trimThe(w []string) []string {
	if len(w) > 1 && w[0] == "the" {
		return w[1:]
	}
	return w
}

// nationality reports whether the first word of the chain's name is a
// mention of a state by itself, or an adjective of one.
func nationality(d *text.Document, chain int) bool {
	for _, i := range d.Chains[chain].Mentions {
		m := &d.Mentions[i]
		if m.Form != text.FormName || clean(m.Span.In(d.Article.Text)) != clean(d.Chains[chain].Name) {
			continue
		}
		for k := range d.Mentions {
			n := &d.Mentions[k]
			if n.Kind == text.KindState && n.Sentence == m.Sentence && n.First == m.First && n.End == m.First+1 {
				return true
			}
		}
		first := d.Sentences[m.Sentence].Tokens[m.First]
		return first.UPOS == "ADJ" && m.End-m.First > 1
	}
	return false
}

// defined joins what the text itself defines: "Union of Bakers (UB)",
// "UB (Union of Bakers)". The letters of the short name must begin words of
// the long one, in any order: acronyms of other languages turn it round. Other
// letters are the short name of an organisation in its own language, as NVI of
// a National Election Office, where they stand right behind it and again.
func (j *chainJoiner) defined() {
	body := j.doc.Article.Text
	var last *text.Mention
	for i := range j.doc.Mentions {
		m := &j.doc.Mentions[i]
		if m.Form != text.FormName || m.Chain < 0 {
			continue
		}
		if last != nil && last.Sentence == m.Sentence && last.Span.End <= m.Span.Start && last.Chain != m.Chain &&
			strings.TrimSpace(body[last.Span.End:m.Span.Start]) == "(" && strings.HasPrefix(body[m.Span.End:], ")") {
			long, short := last, m
			if last.Span.Len() < m.Span.Len() {
				long, short = m, last
			}
			if acronym(short.Span.In(body), long.Span.In(body)) || short == m && j.foreign(short, long) {
				j.join(long.Chain, short.Chain, "the text says so in brackets")
			}
		}
		last = m
	}
}

// foreign reports three to eight capitals that the text goes on to use for
// the organisation of several words before them.
func (j *chainJoiner) foreign(short, long *text.Mention) bool {
	letters := clean(short.Span.In(j.doc.Article.Text))
	if n := len(letters); n < 3 || n > 8 || strings.Trim(letters, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return false
	}
	return long.Kind == text.KindOrg && short.Kind == text.KindOrg && long.End-long.First > 2 && len(j.doc.Chains[short.Chain].Mentions) > 1
}

// acronym reports whether each capital of a short name begins a word of the
// long one.
func acronym(short, long string) bool {
	letters, capitals := 0, map[rune]int{}
	for _, w := range fold(long) {
		capitals[rune(w[0])]++
	}
	for _, r := range strings.ToLower(strings.Join(fold(short), "")) {
		if capitals[r]--; capitals[r] < 0 {
			return false
		}
		letters++
	}
	return letters > 1 && strings.ToUpper(short) == short
}

// distance is the least number of letters to insert, drop, change or swap
// with the next to make b of a (optimal string alignment).
func distance(a, b string) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for k := range last {
		last[k] = k
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for k := 1; k <= len(b); k++ {
			cost := 1
			if a[i-1] == b[k-1] {
				cost = 0
			}
			row[k] = min(last[k]+1, row[k-1]+1, last[k-1]+cost)
			if i > 1 && k > 1 && a[i-1] == b[k-2] && a[i-2] == b[k-1] {
				row[k] = min(row[k], before[k-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
