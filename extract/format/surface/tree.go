package surface

import (
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// tree is a sentence with its child lists.
type tree struct {
	s    *text.Sentence
	kids [][]int
}

func newTree(s *text.Sentence) *tree {
	t := &tree{s: s, kids: make([][]int, len(s.Tokens))}
	for i := range s.Tokens {
		if h := s.Tokens[i].Head; h >= 0 && h < len(s.Tokens) && h != i {
			t.kids[h] = append(t.kids[h], i)
		}
	}
	return t
}

func (t *tree) rel(i int) string   { return t.s.Tokens[i].Deprel }
func (t *tree) upos(i int) string  { return t.s.Tokens[i].UPOS }
func (t *tree) xpos(i int) string  { return t.s.Tokens[i].XPOS }
func (t *tree) lower(i int) string { return strings.ToLower(t.s.Tokens[i].Text) }

// head is the head of a token, -1 if it has none or its head is no other
// token of the sentence.
func (t *tree) head(i int) int {
	if h := t.s.Tokens[i].Head; h < len(t.kids) && h != i {
		return max(h, -1)
	}
	return -1
}

// base is the relation without its subtype.
func (t *tree) base(i int) string {
	r, _, _ := strings.Cut(t.rel(i), ":")
	return r
}

// child is the first child with one of the relations, or -1.
func (t *tree) child(h int, rels ...string) int {
	for _, k := range t.kids[h] {
		if slices.Contains(rels, t.rel(k)) {
			return k
		}
	}
	return -1
}

// children are all children with one of the relations.
func (t *tree) children(h int, rels ...string) []int {
	var out []int
	for _, k := range t.kids[h] {
		if slices.Contains(rels, t.rel(k)) {
			out = append(out, k)
		}
	}
	return out
}

// collect lists in order the tokens under i, leaving out the branches for
// which skip is true. It ends on damaged trees, too.
func (t *tree) collect(i int, skip func(k int) bool) []int {
	seen := make([]bool, len(t.kids))
	var out []int
	var walk func(int)
	walk = func(h int) {
		if seen[h] {
			return
		}
		seen[h] = true
		out = append(out, h)
		for _, k := range t.kids[h] {
			if skip == nil || !skip(k) {
				walk(k)
			}
		}
	}
	walk(i)
	slices.Sort(out)
	return out
}

// trim drops punctuation, and conjunctions, from the ends of a list of tokens,
// and commas and brackets whose neighbour was left out. A bracket or a
// quotation mark at an end stays when its partner is inside.
func (t *tree) trim(toks []int) []int {
	kept := make([]int, 0, len(toks))
	for n, k := range toks {
		next := n+1 < len(toks) && toks[n+1] == k+1
		before := len(kept) > 0 && kept[len(kept)-1] == k-1
		switch t.s.Tokens[k].Text {
		case ",", "(", "-LRB-", "--", ";":
			if !next {
				continue
			}
		case ")", "-RRB-":
			if !before {
				continue
			}
		}
		kept = append(kept, k)
	}
	toks = kept
	has := func(words ...string) bool {
		return slices.ContainsFunc(toks, func(k int) bool { return slices.Contains(words, t.s.Tokens[k].Text) })
	}
	for len(toks) > 0 {
		k := toks[0]
		if t.upos(k) == "PUNCT" && !(t.s.Tokens[k].Text == "``" && has("''")) || t.rel(k) == "cc" {
			toks = toks[1:]
			continue
		}
		break
	}
	for len(toks) > 0 {
		k := toks[len(toks)-1]
		if t.upos(k) == "PUNCT" && !(t.s.Tokens[k].Text == "''" && has("``")) && !(has("(", "-LRB-") && (t.s.Tokens[k].Text == ")" || t.s.Tokens[k].Text == "-RRB-")) {
			toks = toks[:len(toks)-1]
			continue
		}
		break
	}
	return toks
}

// words writes tokens as the text has them, with a space where one was or
// where tokens were left out.
func (t *tree) words(toks []int) string {
	var b strings.Builder
	for n, k := range toks {
		if n > 0 && (toks[n-1] != k-1 || t.s.Tokens[k-1].Space) {
			b.WriteByte(' ')
		}
		b.WriteString(t.s.Tokens[k].Text)
	}
	return b.String()
}
