package extract

import (
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// tree is one sentence with its child lists and its mentions by head.
type tree struct {
	d       *text.Document
	si      int
	s       *text.Sentence
	kids    [][]int
	mention []int // by token: index of the mention that it heads, or -1
	inTime  []int // by token: index of the time expression that covers it, or -1
	clauses []*clause
	byPred  map[int]*clause
}

func newTree(d *text.Document, si int) *tree {
	s := &d.Sentences[si]
	n := len(s.Tokens)
	t := &tree{d: d, si: si, s: s, kids: make([][]int, n), mention: make([]int, n), inTime: make([]int, n), byPred: map[int]*clause{}}
	for i := range s.Tokens {
		t.mention[i], t.inTime[i] = -1, -1
		if h := s.Tokens[i].Head; h >= 0 && h < n && h != i {
			t.kids[h] = append(t.kids[h], i)
		}
	}
	return t
}

// addMention notes m, the mention with index mi. Names win over nominals on
// the same head, then the longer span.
func (t *tree) addMention(mi int) {
	m := &t.d.Mentions[mi]
	if m.Head < 0 || m.Head >= len(t.mention) {
		return
	}
	old := t.mention[m.Head]
	if old < 0 || better(m, &t.d.Mentions[old]) {
		t.mention[m.Head] = mi
	}
}

func better(a, b *text.Mention) bool {
	if (a.Form == text.FormName) != (b.Form == text.FormName) {
		return a.Form == text.FormName
	}
	if (a.Chain >= 0) != (b.Chain >= 0) {
		return a.Chain >= 0
	}
	return a.Len() > b.Len()
}

// lendMentions gives the head of a name whose mention leaves it out, such as
// "Mr", the mention of the rest.
func (t *tree) lendMentions() {
	for i := range t.s.Tokens {
		if t.mention[i] >= 0 || t.upos(i) != "PROPN" {
			continue
		}
		for _, k := range t.children(i, "flat", "compound", "appos") {
			if m := t.mention[k]; m >= 0 && k == i+1 && t.d.Mentions[m].Form == text.FormName {
				t.mention[i] = m
			}
		}
		for _, k := range t.children(i, "nmod:desc") {
			if m := t.mention[k]; t.mention[i] < 0 && m >= 0 && t.d.Mentions[m].Form == text.FormName && t.d.Mentions[m].First <= i && i < t.d.Mentions[m].End {
				t.mention[i] = m // "chairman Lee Park", all of it taken for the name
			}
		}
	}
}

func (t *tree) addTime(ti int) {
	x := &t.d.Times[ti]
	for i := max(x.First, 0); i < x.End && i < len(t.inTime); i++ {
		t.inTime[i] = ti
	}
}

func (t *tree) tok(i int) *text.Token { return &t.s.Tokens[i] }

func (t *tree) lemma(i int) string {
	tk := &t.s.Tokens[i]
	if tk.Lemma != "" && tk.Lemma != "_" {
		return strings.ToLower(tk.Lemma)
	}
	return t.lower(i)
}

func (t *tree) lower(i int) string {
	tk := &t.s.Tokens[i]
	s := tk.Norm
	if s == "" {
		s = tk.Text
	}
	if len(s) > 2 && strings.Contains(s, "[") {
		s = strings.NewReplacer("[", "", "]", "").Replace(s) // "[I]f"
	}
	return strings.ToLower(s)
}

func (t *tree) upos(i int) string { return t.s.Tokens[i].UPOS }
func (t *tree) xpos(i int) string { return t.s.Tokens[i].XPOS }
func (t *tree) head(i int) int    { return t.s.Tokens[i].Head }
func (t *tree) rel(i int) string  { return t.s.Tokens[i].Deprel }

// base is the dependency relation without its subtype.
func (t *tree) base(i int) string {
	r, _, _ := strings.Cut(t.s.Tokens[i].Deprel, ":")
	return r
}

// child is the first child of h with one of the relations (exact, with
// subtype), or -1.
func (t *tree) child(h int, rels ...string) int {
	for _, k := range t.kids[h] {
		for _, r := range rels {
			if t.rel(k) == r {
				return k
			}
		}
	}
	return -1
}

// children are all children of h with one of the relations.
func (t *tree) children(h int, rels ...string) []int {
	var out []int
	for _, k := range t.kids[h] {
		for _, r := range rels {
			if t.rel(k) == r {
				out = append(out, k)
				break
			}
		}
	}
	return out
}

func (t *tree) childLemma(h int, rel string, lemmas ...string) bool {
	for _, k := range t.kids[h] {
		if rel != "" && t.rel(k) != rel {
			continue
		}
		for _, l := range lemmas {
			if t.lower(k) == l || t.lemma(k) == l {
				return true
			}
		}
	}
	return false
}

// above reports whether a is i or an ancestor of i.
func (t *tree) above(a, i int) bool {
	for n := 0; i >= 0 && n <= len(t.kids); n++ {
		if i == a {
			return true
		}
		i = t.head(i)
	}
	return false
}

// words joins a token with its "fixed" and "goeswith" children by "_".
func (t *tree) words(i int) string {
	out := t.lower(i)
	for _, k := range t.kids[i] {
		if t.rel(k) == "fixed" || t.rel(k) == "goeswith" {
			out += "_" + t.lower(k)
		}
	}
	return out
}

// prep is the preposition of a nominal: all its case markers joined, "" if
// it has none. Possessive markers do not count.
func (t *tree) prep(i int) string {
	var parts []string
	for _, k := range t.kids[i] {
		if t.rel(k) == "case" && t.xpos(k) != "POS" && t.lower(k) != "'s" && t.lower(k) != "-" {
			parts = append(parts, t.words(k))
		}
	}
	return strings.Join(parts, "_")
}

// marks are the subordinators of a clause, joined.
func (t *tree) marks(i int) string {
	var parts []string
	for _, k := range t.kids[i] {
		r := t.rel(k)
		if w := t.words(k); r == "mark" && w == "in" && k+1 < len(t.kids) && t.lower(k+1) == "case" && t.head(k+1) == i {
			return "in_case"
		} else if r == "cc" && (w == "rather_than" || w == "instead_of") && k < i && t.rel(i) == "advcl" {
			return w // "rather than fight, she left"
		}
		if (r == "mark" || r == "case") && t.xpos(k) != "POS" && (t.lower(k) != "to" || t.toGerund(i)) {
			parts = append(parts, t.words(k))
		}
	}
	if n := len(parts); n > 1 && (parts[n-1] == "whether" || parts[n-1] == "if") {
		return parts[n-1] // "an inquiry into whether …"
	}
	return strings.Join(parts, "_")
}

// infinitive reports whether "to" marks the verb.
func (t *tree) infinitive(i int) bool {
	if t.toGerund(i) {
		return false
	}
	for _, k := range t.kids[i] {
		if t.rel(k) == "mark" && (t.lower(k) == "to" || strings.HasSuffix(t.words(k), "_to")) {
			return true
		}
	}
	return false
}

// toGerund reports a gerund after the preposition "to": "admitted to being".
func (t *tree) toGerund(i int) bool {
	k := t.child(i, "mark")
	if k < 0 || t.lower(k) != "to" || k+1 >= len(t.s.Tokens) || t.xpos(k+1) != "VBG" {
		return false
	}
	return k+1 == i || t.head(k+1) == i
}

// cover is the byte span from token a to token b, inclusive.
func (t *tree) cover(a, b int) text.Span {
	return text.Span{Start: t.s.Tokens[a].Start, End: t.s.Tokens[b].End}
}

// slice is the text of a span of the article.
func (t *tree) slice(sp text.Span) string { return sp.In(t.d.Article.Text) }

// subtree is the lowest and the highest token under i, leaving out the
// branches for which skip is true.
func (t *tree) subtree(i int, skip func(k int) bool) (first, last int) {
	first, last = i, i
	seen := make([]bool, len(t.kids))
	var walk func(int)
	walk = func(h int) {
		if seen[h] {
			return
		}
		seen[h] = true
		first, last = min(first, h), max(last, h)
		for _, k := range t.kids[h] {
			if skip == nil || !skip(k) {
				walk(k)
			}
		}
	}
	walk(i)
	return first, last
}

// ended reports whether the sentence closes like a sentence, not like a
// headline or a caption.
func (t *tree) ended() bool {
	for i := len(t.s.Tokens) - 1; i >= 0 && i >= len(t.s.Tokens)-3; i-- {
		switch t.tok(i).Text {
		case ".", "!", "?":
			return true
		}
	}
	return false
}

// isPunct reports whether the token is punctuation.
func (t *tree) isPunct(i int) bool { return t.upos(i) == "PUNCT" || t.rel(i) == "punct" }

// quoteBetween reports that a quotation ends or begins between two tokens.
func (t *tree) quoteBetween(a, b int) bool {
	for k := min(a, b) + 1; k < max(a, b); k++ {
		switch t.tok(k).Text {
		case "“", "”", "\"", "``", "''", "«", "»":
			return true
		}
	}
	return false
}
