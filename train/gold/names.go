package gold

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dramatis-kg/dramatis/nlp/conllu"
)

// mention is one span of GUM's Entity annotation within a sentence.
type mention struct {
	first, end int
	kind       string
}

// kinds maps GUM's entity types to name kinds. Times are no names.
var kinds = map[string]string{
	"person": "PER", "organization": "ORG", "place": "LOC",
	"event": "OTHER", "object": "OTHER", "abstract": "OTHER", "animal": "OTHER", "plant": "OTHER",
}

// titles are proper nouns that stand before names of persons and are no part
// of them.
const titles = " President Vice Prime Minister Premier Chancellor Secretary Senator Governor Mayor King Queen Prince Princess Tsar Emperor Pope General Colonel Captain Professor Prof. Dr. Dr Mr. Mr Mrs. Mrs Ms. Ms Miss Sir Lady Lord Judge Justice "

// NamesOf turns GUM's mentions into flat name labels. A mention gives a name
// when its syntactic head is a proper noun: the name is that word with the
// parts of the mention that belong to the proper name, without articles,
// titles ("President"), appositions and clauses. Of nested names the longer
// one counts. Mentions that do not end in the sentence are left out.
func NamesOf(s *conllu.Sentence) []string {
	labels := make([]string, len(s.Words))
	for i := range labels {
		labels[i] = "O"
	}
	type name struct {
		mention
		size int
	}
	var names []name
	for _, m := range mentions(s) {
		if first, end, ok := properName(s, m); ok {
			kind := m.kind
			for kind == "PER" && first < end && strings.Contains(titles, " "+s.Words[first].Form+" ") {
				first++
			}
			if first == end {
				continue
			}
			if kind == "PER" && end-first == 1 && s.Words[first].XPOS == "NNPS" {
				kind = "OTHER" // peoples: "Americans"
			}
			names = append(names, name{mention{first, end, kind}, m.end - m.first})
		}
	}
	slices.SortStableFunc(names, func(a, b name) int {
		if d := (b.end - b.first) - (a.end - a.first); d != 0 {
			return d
		}
		return a.size - b.size
	})
	for _, n := range names {
		if slices.ContainsFunc(labels[n.first:n.end], func(l string) bool { return l != "O" }) {
			continue
		}
		for i := n.first; i < n.end; i++ {
			labels[i] = "I-" + n.kind
		}
		labels[n.first] = "B-" + n.kind
	}
	return labels
}

// mentions reads the brackets of the Entity column: "(id-type-…" opens a
// mention, "id)" closes the last open one of that id, "(id-type-…)" is a
// mention of one word.
func mentions(s *conllu.Sentence) []mention {
	var out []mention
	type open struct {
		id    string
		kind  string
		first int
	}
	var stack []open
	for i := range s.Words {
		v, ok := conllu.Attr(s.Words[i].Misc, "Entity")
		if !ok {
			continue
		}
		for v != "" {
			if v[0] == '(' {
				end := strings.IndexAny(v[1:], "()")
				body := v[1:]
				if end >= 0 {
					body = v[1 : 1+end]
				}
				v = v[1+len(body):]
				col := strings.SplitN(body, "-", 3)
				if len(col) < 2 {
					continue
				}
				if strings.HasPrefix(v, ")") {
					v = v[1:]
					if k, ok := kinds[col[1]]; ok {
						out = append(out, mention{i, i + 1, k})
					}
					continue
				}
				stack = append(stack, open{col[0], col[1], i})
				continue
			}
			end := strings.IndexByte(v, ')')
			if end < 0 {
				break
			}
			id := v[:end]
			v = v[end+1:]
			for k := len(stack) - 1; k >= 0; k-- {
				if stack[k].id == id {
					if kind, ok := kinds[stack[k].kind]; ok {
						out = append(out, mention{stack[k].first, i + 1, kind})
					}
					stack = slices.Delete(stack, k, k+1)
					break
				}
			}
		}
	}
	return out
}

// properName finds the name in a mention, or reports that there is none.
func properName(s *conllu.Sentence, m mention) (first, end int, ok bool) {
	head := -1
	for i := m.first; i < m.end; i++ {
		if h := s.Words[i].Head; h < m.first || h >= m.end {
			if head >= 0 {
				return 0, 0, false
			}
			head = i
		}
	}
	if head < 0 || !proper(&s.Words[head]) {
		return 0, 0, false
	}
	first, end = head, head+1
	inside := func(i int) bool { h := s.Words[i].Head; return h >= first && h < end }
	for {
		grown := false
		for first > m.first && partBefore(&s.Words[first-1], inside(first-1)) {
			first--
			grown = true
		}
		for end < m.end && partAfter(&s.Words[end], inside(end)) {
			end++
			grown = true
		}
		// "of the Netherlands", "and Human Services"
		if j := joint(s, end, m.end); j > 0 && m.kind != "PER" && (inside(j) || proper(&s.Words[j])) {
			end = j + 1
			grown = true
		}
		// "Coca - Cola": a hyphen and what stands before it
		if first-1 > m.first && s.Words[first-1].Form == "-" && proper(&s.Words[first-2]) && capital(s.Words[first-2].Form) {
			first -= 2
			grown = true
		}
		if !grown {
			return first, end, true
		}
	}
}

// joint returns the index of the capitalised word that "of", "for", "and" or
// "&" at i joins to a name, or 0.
func joint(s *conllu.Sentence, i, limit int) int {
	if i >= limit {
		return 0
	}
	switch s.Words[i].Form {
	case "of", "for":
		if i++; i < limit && s.Words[i].Form == "the" {
			i++
		}
	case "and", "&", "-":
		i++
	default:
		return 0
	}
	for j := i; j < limit && j < i+4; j++ {
		w := &s.Words[j]
		if !proper(w) || !capital(w.Form) {
			return 0
		}
		if w.Head < i || w.Head > j+3 {
			return j
		}
	}
	return 0
}

func partBefore(w *conllu.Word, inside bool) bool {
	switch w.Deprel {
	case "nmod:desc", "det", "case", "cc", "punct", "nmod:poss":
		return false
	}
	return proper(w) || inside && capital(w.Form) && (w.Deprel == "compound" || w.Deprel == "amod" || w.Deprel == "flat")
}

func partAfter(w *conllu.Word, inside bool) bool {
	switch w.Deprel {
	case "flat":
		return true
	case "nummod", "nmod:unmarked", "compound":
		return inside && (proper(w) || w.UPOS == "NUM")
	}
	return false
}

func proper(w *conllu.Word) bool {
	return w.UPOS == "PROPN" || w.XPOS == "NNP" || w.XPOS == "NNPS"
}

func capital(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) || unicode.IsDigit(r)
}
