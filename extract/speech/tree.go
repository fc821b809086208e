package speech

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dramatis-kg/dramatis/text"
)

// tree is a copy of a sentence, which repair may correct, with its dependency
// children at hand.
type tree struct {
	doc  *text.Document
	si   int
	s    *text.Sentence
	kids [][]int
}

func newTree(d *text.Document, si int) *tree {
	s := new(text.Sentence)
	*s = d.Sentences[si]
	s.Tokens = slices.Clone(s.Tokens)
	for i := range s.Tokens {
		// Rules go by relations and then climb: what has no head is a root.
		if k := &s.Tokens[i]; k.Head < 0 || k.Head >= len(s.Tokens) || k.Head == i {
			k.Head, k.Deprel = -1, "root"
		}
	}
	if len(s.Tokens) <= maxTokens {
		Mend(s, func(i, head int, rel string) {
			s.Tokens[i].Head, s.Tokens[i].Deprel = head, rel
		}, func(i int, upos, xpos string) {
			s.Tokens[i].UPOS, s.Tokens[i].XPOS = upos, xpos
		})
	}
	t := &tree{doc: d, si: si, s: s, kids: make([][]int, len(s.Tokens))}
	for i := range s.Tokens {
		if h := s.Tokens[i].Head; h >= 0 && h < len(s.Tokens) && h != i {
			t.kids[h] = append(t.kids[h], i)
		}
	}
	return t
}

func (t *tree) tok(i int) *text.Token { return &t.s.Tokens[i] }

// rel is the universal relation of a token, without its subtype.
func (t *tree) rel(i int) string {
	r, _, _ := strings.Cut(t.s.Tokens[i].Deprel, ":")
	return r
}

// is reports whether the token's relation is one of those given: a plain
// name matches with any subtype, one with a colon only itself.
func (t *tree) is(i int, rels ...string) bool {
	full := t.s.Tokens[i].Deprel
	base := t.rel(i)
	for _, r := range rels {
		if r == full || r == base {
			return true
		}
	}
	return false
}

// child returns the first child of h with one of the relations, -1 if none.
func (t *tree) child(h int, rels ...string) int {
	for _, k := range t.kids[h] {
		if t.is(k, rels...) {
			return k
		}
	}
	return -1
}

// childLower returns the first child of h with that relation and, in lower
// case, one of those words; -1 if none.
func (t *tree) childLower(h int, rel string, words ...string) int {
	for _, k := range t.kids[h] {
		if !t.is(k, rel) {
			continue
		}
		for _, w := range words {
			if strings.EqualFold(t.tok(k).Norm, w) {
				return k
			}
		}
	}
	return -1
}

func (t *tree) lower(i int) string { return strings.ToLower(t.tok(i).Norm) }

// lemma is the lower-case lemma.
func (t *tree) lemma(i int) string { return strings.ToLower(t.tok(i).Lemma) }

// subtree marks the tokens under h, h included, but not those under the
// roots in without.
func (t *tree) subtree(h int, without ...int) []bool {
	in := make([]bool, len(t.s.Tokens))
	skip := map[int]bool{}
	for _, w := range without {
		skip[w] = true
	}
	stack := []int{h}
	for len(stack) > 0 {
		i := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if in[i] || skip[i] {
			continue
		}
		in[i] = true
		stack = append(stack, t.kids[i]...)
	}
	return in
}

// under reports whether i is h or under it.
func (t *tree) under(i, h int) bool {
	for n := 0; i >= 0 && n <= len(t.s.Tokens); n++ {
		if i == h {
			return true
		}
		i = t.s.Tokens[i].Head
	}
	return false
}

// bounds returns the first and the last token that is marked; last < first
// if none is.
func bounds(in []bool) (first, last int) {
	first, last = len(in), -1
	for i, b := range in {
		if b {
			first = min(first, i)
			last = i
		}
	}
	return first, last
}

// spans turns marked tokens into byte spans: one for each run. Gaps that
// hold only punctuation are bridged; punctuation at the ends is trimmed,
// brackets and quotation marks excepted.
func (t *tree) spans(in []bool) []text.Span {
	var out []text.Span
	n := len(in)
	for i := 0; i < n; {
		if !in[i] {
			i++
			continue
		}
		j := i
		for k := i; k < n; k++ {
			if in[k] {
				j = k
			} else if t.tok(k).UPOS != "PUNCT" {
				break
			}
		}
		if s := t.trim(i, j); !s.Empty() && !t.onlyPunct(i, j) {
			out = append(out, s)
		}
		i = j + 1
	}
	return out
}

// trim drops punctuation at the ends of the tokens [i, j], and returns their
// span.
func (t *tree) trim(i, j int) text.Span {
	for i <= j && t.tok(i).UPOS == "PUNCT" && !isBracketOrQuote(t.tok(i).Norm) {
		i++
	}
	for j >= i && t.tok(j).UPOS == "PUNCT" && !isBracketOrQuote(t.tok(j).Norm) {
		j--
	}
	if i > j {
		return text.Span{}
	}
	return text.Span{Start: t.tok(i).Start, End: t.tok(j).End}
}

func isBracketOrQuote(s string) bool {
	if k, n := doubleMark(s); k != markNone && n == len(s) {
		return true
	}
	switch s {
	case "(", ")", "[", "]", "'", "‘", "’", "`":
		return true
	}
	return false
}

// tokenAt returns the token of the sentence that holds the byte, or the next
// one after it; -1 if there is none.
func (t *tree) tokenAt(at int) int {
	for i := range t.s.Tokens {
		if t.tok(i).End > at {
			return i
		}
	}
	return -1
}

// hasVerb reports whether one of the tokens [i, j] is a finite verb or has a
// subject.
func (t *tree) hasClause(i, j int) bool {
	for k := max(i, 0); k <= j && k < len(t.s.Tokens); k++ {
		tok := t.tok(k)
		if t.is(k, "nsubj", "csubj", "expl") {
			return true
		}
		if (tok.UPOS == "VERB" || tok.UPOS == "AUX") && (tok.XPOS == "VBD" || tok.XPOS == "VBZ" || tok.XPOS == "VBP" || tok.XPOS == "MD") {
			return true
		}
	}
	return false
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}
