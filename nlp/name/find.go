package name

import (
	"cmp"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/nlp/gazetteer"
	"github.com/dramatis-kg/dramatis/text"
)

// Find returns the names of d. labels[i][j] is the BIO label of token j of
// sentence i from the parser; a label that is missing counts as "O", and of a
// sentence without labels the rest decides. Time grows linearly with the
// document.
func Find(d *text.Document, labels [][]string) []text.Mention {
	return FindWith(load(), d, labels)
}

// FindWith is Find with another model, and without some of the techniques.
func FindWith(m Model, d *text.Document, labels [][]string, without ...Technique) []text.Mention {
	off := setOf(without)
	if off[Labels] {
		labels = nil
	}
	names := m.names(d, labels, off)
	surnames, given := make(map[string]bool), make(map[string]bool)
	for i := range names {
		for _, f := range names[i] {
			if f.kind == "PER" && f.end-f.first > 1 {
				surnames[d.Sentences[i].Tokens[f.end-1].Norm] = true
				given[d.Sentences[i].Tokens[f.first].Norm] = true
			}
		}
	}
	var out []text.Mention
	for i := range d.Sentences {
		tokens := d.Sentences[i].Tokens
		taken := make([]text.EntityKind, len(tokens))
		first := len(out)
		for _, f := range names[i] {
			s := trim(tokens, f.span)
			if honour(tokens, s) {
				continue
			}
			if word := tokens[s.first].Norm; s.kind == "PER" && s.end-s.first == 1 && !surnames[word] && !given[word] &&
				!(s.first > 0 && gazetteer.Title(tokens[s.first-1].Norm)) && seatOfState(word) {
				s.kind = "LOC" // Washington and Paris are people only where a longer name or a title says so
			}
			if s.kind == "LOC" && s.end-s.first == 1 && given[tokens[s.first].Norm] && gazetteer.Lookup(tokens[s.first].Norm) == nil {
				s.kind = "PER" // the first name of somebody in the document, and of no known place
			}
			if portfolio(tokens, s) {
				continue
			}
			kind, why := kindOf(tokens, s, surnames)
			if f.firm && kind == text.KindOrg {
				why = "firm"
			}
			out = append(out, mention(tokens, i, s, kind, why))
			for k := s.first; k < s.end; k++ {
				taken[k] = kind
			}
		}
		for _, s := range demonyms(tokens, taken) {
			kind, why, _ := strings.Cut(s.kind, " ")
			out = append(out, mention(tokens, i, s, text.EntityKind(kind), why))
		}
		slices.SortStableFunc(out[first:], func(a, b text.Mention) int {
			return cmp.Or(cmp.Compare(a.First, b.First), cmp.Compare(b.End, a.End))
		})
	}
	return out
}

// names finds names in two passes: the first looks at each sentence alone,
// the second also at what the first made of the same words elsewhere.
func (m Model) names(d *text.Document, labels [][]string, off map[Technique]bool) [][]found {
	lattices := make([][]lattice, len(d.Sentences))
	first, out := make([][]found, len(d.Sentences)), make([][]found, len(d.Sentences))
	known := newMemory()
	for i := range d.Sentences {
		var own []string
		if i < len(labels) {
			own = labels[i]
		}
		lattices[i] = m.lattices(d.Sentences[i].Tokens, own, off)
		for k := range lattices[i] {
			for _, f := range lattices[i][k].search(nil) {
				known.add(d.Sentences[i].Tokens, f)
				first[i] = append(first[i], f)
			}
		}
		known.read(d.Sentences[i].Tokens, first[i])
	}
	for i := range d.Sentences {
		mates := matesOf(d.Sentences[i].Tokens, first[i])
		for k := range lattices[i] {
			votes := func(c span) scores {
				var v scores
				if !off[Document] {
					v = known.votes(d.Sentences[i].Tokens, c)
				}
				if !off[Enumerations] {
					v.join(mates, d.Sentences[i].Tokens, c)
				}
				return v
			}
			out[i] = append(out[i], lattices[i][k].search(votes)...)
		}
	}
	if !off[Document] {
		agree(d, out)
		recall(d, out)
		firms(d, out)
	}
	return out
}

// lattices scores the candidates of a sentence by the model, the parser's
// labels and the gazetteer.
func (m Model) lattices(tokens []text.Token, labels []string, off map[Technique]bool) []lattice {
	x := newExtractor(tokens, off)
	own := spans(labels, len(tokens))
	var out []lattice
	for _, r := range regions(tokens, labels) {
		for len(own) > 0 && own[0].end <= r.first {
			own = own[1:]
		}
		l := lattice{region: r, spans: candidates(x, r)}
		for _, c := range l.spans {
			var s scores
			if !off[Ranker] {
				s = m.score(x.features(r, c.first, c.end))
			}
			if labels != nil {
				s.vote(own, c)
			}
			if !off[Gazetteer] {
				s.consult(x, r, c)
			}
			l.scores = append(l.scores, s)
		}
		out = append(out, l)
	}
	return out
}

// agree gives names of the same words the same kind throughout the document:
// the one with the highest sum of scores.
func agree(d *text.Document, names [][]found) {
	sums := make(map[string]scores)
	key := func(i int, f found) string { return surface(d.Sentences[i].Tokens, f.first, f.end) }
	for i := range names {
		for _, f := range names[i] {
			sum := sums[key(i, f)]
			for l := range sum {
				sum[l] += f.scores[l] - f.scores[None]
			}
			sums[key(i, f)] = sum
		}
	}
	for i := range names {
		for k, f := range names[i] {
			l, _ := sums[key(i, f)].best()
			names[i][k].kind = l.String()
		}
	}
}

// vote adds what the parser's labels say of a span.
func (s *scores) vote(own []span, c span) {
	for _, o := range own { // ascending
		if o.first >= c.end {
			break
		}
		switch {
		case o.first == c.first && o.end == c.end:
			s[ParseLabel(o.kind)] += labelVote
			return
		case o.first < c.end && c.first < o.end:
			s[ParseLabel(o.kind)] += labelVote / 4
			return
		}
	}
	s[None] += noneVote
}

// span is a run of tokens with one label.
type span struct {
	first, end int
	kind       string // PER, ORG, LOC, OTHER
}

// spans reads BIO labels. An I- without its B- begins a span.
func spans(labels []string, n int) []span {
	var out []span
	for i := 0; i < n && i < len(labels); i++ {
		prefix, kind, ok := strings.Cut(labels[i], "-")
		if !ok {
			continue
		}
		if k := len(out); prefix == "I" && k > 0 && out[k-1].end == i && out[k-1].kind == kind {
			out[k-1].end++
			continue
		}
		out = append(out, span{i, i + 1, kind})
	}
	return out
}

// trim takes articles, titles and possessive endings off a name.
func trim(tokens []text.Token, s span) span {
	for s.end-s.first > 1 && (tokens[s.end-1].Norm == "'s" || tokens[s.end-1].Norm == "'" || tokens[s.end-1].Norm == ".") {
		s.end--
	}
	if n := officeWords(tokens, s); n > 0 {
		s.end -= n
	}
	for s.end-s.first > 1 {
		n := titleWords(tokens, s)
		switch {
		case strings.EqualFold(tokens[s.first].Norm, "the") && !ownArticle(tokens, s):
			s.first++
		case n > 0:
			s.first += n
		default:
			return s
		}
	}
	return s
}

// ownArticle reports an article that belongs to the name of an organisation:
// one that is capitalised within a sentence, as in "The Economist".
func ownArticle(tokens []text.Token, s span) bool {
	return s.kind == "ORG" && tokens[s.first].Norm == "The" && !opensSentence(tokens, s.first)
}

// honour reports letters behind a person's name and a comma that are none:
// "Jane Doe, QC".
func honour(tokens []text.Token, s span) bool {
	return s.end-s.first == 1 && s.first > 1 && tokens[s.first-1].Norm == "," && startsUpper(tokens[s.first-2].Norm) && honours[tokens[s.first].Norm]
}

var honours = wordSet(`QC KC SC AC AO AM OAM MP MEP MLA MSP MBE OBE CBE KBE DBE CH PC JP MD PhD Ph.D. Ph.D M.D. DPhil FRS RN USN USMC
	Esq Esq. Jr Jr. Sr Sr. III BA MA MSc BSc LLB LLM MBA`)

// portfolio reports the field of a minister, which is no organisation by
// itself: Defense in "Defense Minister Ahn".
func portfolio(tokens []text.Token, s span) bool {
	if s.end-s.first != 1 || s.end >= len(tokens) || !fields[strings.ToLower(tokens[s.first].Norm)] && !qualities[strings.ToLower(tokens[s.first].Norm)] {
		return false
	}
	switch tokens[s.end].Norm {
	case "Minister", "Ministers", "Secretary", "Minister-designate":
		return true
	}
	return false
}

// officeWords is the number of words of an office that follows the name of an
// organisation or state: "White House" Press Secretary. What is left must be
// in the gazetteer.
func officeWords(tokens []text.Token, s span) int {
	if s.kind == "PER" || !gazetteer.RoleNoun(tokens[s.end-1].Norm) && !gazetteer.Title(tokens[s.end-1].Norm) {
		return 0
	}
	for end := s.end - 1; end > s.first && end >= s.end-4; end-- {
		if gazetteer.Lookup(surface(tokens, s.first, end)) != nil {
			return s.end - end
		}
	}
	return 0
}

// titleWords is the number of words of a title that a person's name begins
// with. At least one word of the name is left.
func titleWords(tokens []text.Token, s span) int {
	if s.kind != "PER" {
		return 0
	}
	words := make([]string, 0, 4)
	for i := s.first; i < s.end-1 && len(words) < 4; i++ {
		words = append(words, tokens[i].Norm)
	}
	if n := gazetteer.LongTitle(words); n > 0 {
		return n
	}
	if gazetteer.Title(words[0]) {
		return 1
	}
	if len(words) > 1 && gazetteer.FirstName(words[1]) && !gazetteer.FirstName(words[0]) {
		if e, n := demonymAt(tokens, s.first); e != nil && n == 1 { // Democrat Jane Doe
			return 1
		}
	}
	return 0
}

// kindOf says what a name refers to, and why. surnames are the last words of
// the document's longer names of persons.
func kindOf(tokens []text.Token, s span, surnames map[string]bool) (text.EntityKind, string) {
	entries := gazetteer.Lookup(surface(tokens, s.first, s.end))
	h := head(tokens, s)
	switch s.kind {
	case "PER":
		if s.end-s.first == 1 && tokens[s.first].XPOS == "NNPS" && !surnames[tokens[s.first].Norm] && s.first > 0 && strings.EqualFold(tokens[s.first-1].Norm, "the") {
			return text.KindGroup, "plural-name"
		}
		if s.end-s.first == 1 && !surnames[tokens[s.first].Norm] && !gazetteer.FirstName(tokens[s.first].Norm) && (user{tokens}).plays(h) {
			return text.KindOrg, "team"
		}
		return text.KindPerson, "model"
	case "ORG":
		for _, e := range entries {
			if e.Kind == text.KindGroup || e.Kind == text.KindOrg {
				return e.Kind, "gazetteer"
			}
		}
		if g := geographyOf(entries); g == state {
			return user{tokens}.use(g, h)
		}
		return text.KindOrg, "model"
	case "LOC":
		for _, e := range entries {
			if e.Type == gazetteer.TypeSeat && e.Kind == text.KindOrg {
				return text.KindOrg, "seat"
			}
		}
		u, g := user{tokens}, geographyOf(entries)
		if g != state && u.plays(h) {
			return text.KindOrg, "team"
		}
		return u.use(g, h)
	}
	return text.KindOther, "model"
}

// seatOfState reports whether a word is the name of a state, a capital or
// a seat of power.
func seatOfState(word string) bool {
	_, ok := gazetteer.LookupType(word, gazetteer.TypeState, gazetteer.TypeCapital, gazetteer.TypeSeat)
	return ok
}

func mention(tokens []text.Token, i int, s span, kind text.EntityKind, why string) text.Mention {
	return text.Mention{
		Span:     tokens[s.first].Span.Cover(tokens[s.end-1].Span),
		Sentence: i, First: s.first, End: s.end, Head: head(tokens, s),
		Form: text.FormName, Kind: kind, Chain: -1, Why: why,
	}
}

// head is the token of s whose head lies outside s, the last one if there are
// several.
func head(tokens []text.Token, s span) int {
	for j := s.end - 1; j >= s.first; j-- {
		if h := tokens[j].Head; h < s.first || h >= s.end {
			return j
		}
	}
	return s.end - 1
}
