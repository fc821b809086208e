package conllu

import (
	"sort"
	"strings"
)

// Entity is a mention of the Entity= annotation (CorefUD 1.0 and GUM):
// mentions with one ID in one document are one entity.
type Entity struct {
	ID          string
	Sentence    int // index in the list given to Entities
	First, End  int // words [First, End)
	Head        int // word of the span whose head lies outside it
	Type        string
	Infstat     string // "new", "giv:act" …
	Link        string // kind of link: "coref", "ana", "appos", "sgl" …
	Identity    string // title of the Wikipedia article, or ""
	MinspanHead int    // first word of the minimal span, as the annotators give it
}

// Entities reads the Entity= annotation of the trees of one document, in
// text order, the longer of two that start together first. Brackets that are
// not closed are dropped, as are the parts of discontinuous mentions after
// the first.
func Entities(trees []*Sentence) []Entity {
	var out []Entity
	open := map[string][]Entity{}
	finish := func(e Entity, s, end int) {
		if e.Sentence != s {
			return
		}
		e.End = end
		e.Head = head(trees[s], e.First, e.End)
		out = append(out, e)
	}
	for s, tree := range trees {
		for w := range tree.Words {
			v, ok := Attr(tree.Words[w].Misc, "Entity")
			if !ok {
				continue
			}
			for v != "" {
				if v[0] == '(' {
					n := strings.IndexAny(v[1:], "()")
					body := v[1:]
					if n >= 0 {
						body = v[1 : n+1]
					}
					single := n >= 0 && v[n+1] == ')'
					v = v[1+len(body):]
					e := entity(body)
					e.Sentence, e.First = s, w
					if single {
						v = v[1:]
						finish(e, s, w+1)
					} else {
						open[e.ID] = append(open[e.ID], e)
					}
					continue
				}
				id, rest, found := strings.Cut(v, ")")
				if !found || strings.Contains(id, "(") {
					n := strings.IndexByte(v, '(')
					if n <= 0 {
						break
					}
					v = v[n:]
					continue
				}
				v = rest
				if stack := open[id]; len(stack) > 0 {
					finish(stack[len(stack)-1], s, w+1)
					open[id] = stack[:len(stack)-1]
				}
			}
		}
	}
	sort.SliceStable(out, func(i, j int) bool {
		a, b := &out[i], &out[j]
		if a.Sentence != b.Sentence {
			return a.Sentence < b.Sentence
		}
		if a.First != b.First {
			return a.First < b.First
		}
		return a.End > b.End
	})
	return out
}

// entity reads "12-person-giv:act-nnnnn-cf1-1,2-coref-Some_Title".
func entity(body string) Entity {
	f := strings.SplitN(body, "-", 8)
	e := Entity{ID: f[0]}
	if i := strings.IndexByte(e.ID, '['); i > 0 {
		e.ID = e.ID[:i]
	}
	get := func(i int) string {
		if i < len(f) {
			return f[i]
		}
		return ""
	}
	e.Type, e.Infstat, e.Link, e.Identity = get(1), get(2), get(6), get(7)
	for _, c := range get(5) {
		if c < '0' || c > '9' {
			break
		}
		e.MinspanHead = e.MinspanHead*10 + int(c-'0')
	}
	return e
}

// head is the word of [first, end) whose head lies outside; the first such.
func head(s *Sentence, first, end int) int {
	for w := first; w < end; w++ {
		if h := s.Words[w].Head; h < first || h >= end {
			if s.Words[w].UPOS != "PUNCT" {
				return w
			}
		}
	}
	return first
}
