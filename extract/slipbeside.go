package extract

import (
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// slipsBeside corrects what stands beside a clause, set off by commas, and was
// hung on the clause before it instead of the one that it belongs to.
func slipsBeside(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	switch s.Tokens[i].Deprel {
	case "advcl":
		slipDealing(s, i, edit)
	case "acl":
		slipThatGap(s, i, edit, retag)
	case "conj":
		slipBehindTime(s, i, edit)
	case "ccomp":
		slipAskedFirst(s, i, edit, retag)
	case "obj":
		slipFined(s, i, edit)
	case "nsubj", "nsubj:pass":
		slipRivals(s, i, edit)
	}
	if s.Tokens[i].XPOS == "WP$" {
		slipWhose(s, i, edit)
		slipWhoseClause(s, i, edit)
	}
}

// firstOf is the leftmost token of the words that hang on i without a gap,
// punctuation left out.
func firstOf(s *text.Sentence, i int) int {
	first := i
	for first > 0 && s.Tokens[first-1].UPOS != "PUNCT" && s.Below(first-1, i) {
		first--
	}
	return first
}

// comma reports that token k is a comma.
func comma(s *text.Sentence, k int) bool {
	return k >= 0 && k < len(s.Tokens) && s.Tokens[k].Text == ","
}

// slipDealing hangs a participle behind a comma on the main clause where a
// relative clause without commas goes before it: "rejected the treaty that
// Anna had signed, plunging the union into a crisis". Behind a relative clause
// that is set off by commas itself it stays below.
func slipDealing(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	r := s.Tokens[i].Head
	if s.Tokens[i].XPOS != "VBG" || r < 0 || r > i || s.Tokens[r].Deprel != "acl:relcl" || s.Child(i, "mark", "case", "nsubj", "nsubj:pass", "aux", "cc") >= 0 {
		return
	}
	n := s.Tokens[r].Head
	if n < 0 || n > r || !comma(s, firstOf(s, i)-1) {
		return
	}
	if w := s.Child(r, "nsubj"); w >= 0 && s.Tokens[w].Head == r && (s.Tokens[w].XPOS == "WDT" || s.Tokens[w].XPOS == "WP") && loadLexicon().is("harming", strings.ToLower(s.Tokens[i].Lemma)) {
		return // "arrested the driver of a train that jumped the rails, killing 11"
	}
	for k := n + 1; k < firstOf(s, i)-1; k++ {
		if s.Tokens[k].UPOS == "PUNCT" {
			return
		}
	}
	for up, k := n, 0; up >= 0 && k < len(s.Tokens); up, k = s.Tokens[up].Head, k+1 {
		if s.Tokens[up].UPOS != "VERB" || up > n {
			continue
		}
		if s.Tokens[up].Deprel == "acl:relcl" {
			return
		}
		if s.Child(up, "nsubj", "nsubj:pass") >= 0 {
			edit(i, up, "advcl")
			return
		}
	}
}

// slipBehindTime hangs a verb behind a clause of time that is set between two
// commas on the clause before it: "Norway recalled its envoy, hours after rebels
// seized the port, and blamed its neighbour".
func slipBehindTime(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	h := s.Tokens[i].Head
	if h < 0 || h > i || s.Tokens[h].Deprel != "advcl" || s.Child(i, "nsubj", "nsubj:pass", "expl", "mark") >= 0 {
		return
	}
	m, up := s.Child(h, "mark"), s.Tokens[h].Head
	if m < 0 || m > h || up < 0 || up > m || s.Tokens[up].UPOS != "VERB" || s.Child(up, "nsubj") < 0 || !loadLexicon().is("time-mark", strings.ToLower(s.Tokens[m].Text)) {
		return
	}
	cc := s.Child(i, "cc")
	first := firstOf(s, h)
	if p := first - 1; p > up && s.Tokens[p].Head == up && s.Tokens[p].UPOS == "NOUN" && strings.HasPrefix(s.Tokens[p].Deprel, "obl") {
		first = firstOf(s, p) // "hours after rebels seized it", with the hours hung above
	}
	if cc < h || !comma(s, cc-1) || !comma(s, first-1) {
		return
	}
	finite := s.Tokens[i].XPOS
	if a := s.Child(i, "aux", "aux:pass"); a >= 0 {
		finite = s.Tokens[a].XPOS
	}
	if !finiteTag(finite) || !finiteTag(s.Tokens[up].XPOS) && s.Child(up, "aux", "aux:pass") < 0 {
		return
	}
	edit(i, up, "conj")
}

// slipAskedFirst makes a participle of the "asked" that opens a sentence and
// was taken for what is said: "Asked whether she would run, the mayor said she
// was undecided".
func slipAskedFirst(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	v := s.Tokens[i].Head
	if v < i || s.Tokens[i].UPOS != "VERB" || s.Child(i, "nsubj", "nsubj:pass", "aux", "aux:pass", "mark", "expl") >= 0 || s.Child(v, "nsubj") < i {
		return
	}
	switch strings.ToLower(s.Tokens[i].Text) {
	case "asked", "pressed", "questioned", "challenged", "quizzed":
	default:
		return
	}
	for k := range i {
		if s.Tokens[k].UPOS != "ADV" && s.Tokens[k].UPOS != "CCONJ" {
			return // quotation marks, or words of another clause
		}
	}
	edit(i, v, "advcl")
	retag(i, "VERB", "VBN")
}

// slipRivals sets a noun between commas beside the names before it, which it
// explains and does not replace: "Lind and Berg, once close allies, were
// photographed". A clause has one subject.
func slipRivals(s *text.Sentence, i int, edit func(i, head int, rel string)) {
	v := s.Tokens[i].Head
	if v < i || s.Tokens[i].UPOS != "NOUN" || !comma(s, firstOf(s, i)-1) {
		return
	}
	last := i
	for last+1 < v && s.Tokens[last+1].UPOS != "PUNCT" && s.Below(last+1, i) {
		last++
	}
	if !comma(s, last+1) || last+1 >= v {
		return
	}
	for k := range firstOf(s, i) {
		if s.Tokens[k].Head != v || !strings.HasPrefix(s.Tokens[k].Deprel, "nsubj") || s.Tokens[k].UPOS != "PROPN" {
			continue
		}
		if c := s.Child(i, "case"); c >= 0 && c < i {
			switch strings.ToLower(s.Tokens[c].Text) {
			case "once":
				edit(c, i, "advmod")
			default:
				return
			}
		}
		edit(i, k, "appos")
		return
	}
}

// slipWhose gives a relative clause the subject whose owner is the antecedent:
// in "the party, whose founder, Jan Berg, threatened to sue" the founder was
// taken for somebody beside the party. The name in apposition stays with him.
func slipWhose(s *text.Sentence, w int, edit func(i, head int, rel string)) {
	p := s.Tokens[w].Head
	if p < w || p > w+3 || s.Tokens[p].UPOS != "NOUN" || strings.HasPrefix(s.Tokens[p].Deprel, "nsubj") || w == 0 {
		return
	}
	n := s.Tokens[p].Head
	if n < 0 || n > w {
		return
	}
	for r := p + 1; r < len(s.Tokens); r++ {
		if s.Tokens[r].Head != n || s.Tokens[r].Deprel != "acl:relcl" || s.Child(r, "nsubj", "nsubj:pass", "expl") >= 0 {
			continue
		}
		rel := subjectRelation(s, r)
		edit(p, r, rel)
		return
	}
}

// slipWhoseClause hangs a clause that opens with "whose" behind a comma on the
// noun right before it, where it was taken for what is said: "…,” said Eva Lind,
// whose brother was among the dead", "warned the firm, whose owner resigned".
func slipWhoseClause(s *text.Sentence, w int, edit func(i, head int, rel string)) {
	p := s.Tokens[w].Head
	if p < w || !comma(s, w-1) || !strings.HasPrefix(s.Tokens[p].Deprel, "nsubj") {
		return
	}
	c := s.Tokens[p].Head
	if c < p || s.Tokens[c].Head < 0 || s.Tokens[c].Head > w {
		return
	}
	switch s.Tokens[c].Deprel {
	case "ccomp", "parataxis", "advcl":
	default:
		return
	}
	v := s.Tokens[c].Head
	if w < 2 {
		return
	}
	n := w - 2
	for k := 0; s.Tokens[n].Head != v; k++ {
		if n = s.Tokens[n].Head; n <= v || k > len(s.Tokens) {
			return
		}
	}
	if n < v || n > w || s.Tokens[n].UPOS != "NOUN" && s.Tokens[n].UPOS != "PROPN" || s.Tokens[n].Deprel != "nsubj" && s.Tokens[n].Deprel != "obj" && s.Tokens[n].Deprel != "iobj" {
		return
	}
	edit(c, n, "acl:relcl")
}

// slipThatGap makes a relative clause of a that-clause which lacks an object,
// behind a noun that takes none: "rejected the treaty that Anna had signed".
func slipThatGap(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	n, lex := s.Tokens[i].Head, loadLexicon()
	m := s.Child(i, "mark")
	if n < 0 || m != n+1 || m > i || !strings.EqualFold(s.Tokens[m].Text, "that") || s.Tokens[n].UPOS != "NOUN" || s.Tokens[i].UPOS != "VERB" || lex.takesThat(strings.ToLower(s.Tokens[n].Lemma)) {
		return
	}
	if s.Child(i, "nsubj") < m || s.Child(i, "obj", "ccomp", "xcomp", "aux:pass", "cop", "expl", "compound:prt") >= 0 || lex.is("intransitive", strings.ToLower(s.Tokens[i].Lemma)) {
		return
	}
	edit(i, n, "acl:relcl")
	edit(m, i, "obj")
	retag(m, "PRON", "WDT")
}

// slipFined parts who pays or gets an amount from the amount, which was taken
// for one phrase: "fined the bank 3 million euros".
func slipFined(s *text.Sentence, o int, edit func(i, head int, rel string)) {
	v := s.Tokens[o].Head
	if v < 0 || v > o || s.Tokens[o].UPOS != "NOUN" {
		return
	}
	num := s.Child(o, "nummod")
	k := num
	for k >= 0 && k > v && s.Below(k, num) {
		k--
	}
	if num < 0 || num > o || k <= v || s.Tokens[k].Head != o || s.Tokens[k].Deprel != "compound" || s.Tokens[k].UPOS != "NOUN" && s.Tokens[k].UPOS != "PROPN" {
		return
	}
	d := s.Child(o, "det", "nmod:poss")
	if d < 0 || d > k {
		return // "paid the 3 million euros"
	}
	who, what := "iobj", "obj"
	switch strings.ToLower(s.Tokens[v].Lemma) {
	case "fine", "charge", "bill", "tax", "dock":
		who, what = "obj", "obl:unmarked"
	case "pay", "give", "lend", "offer", "owe", "grant", "award", "cost", "promise", "send":
	default:
		return
	}
	for j := v + 1; j < k; j++ {
		if s.Tokens[j].Head == o {
			edit(j, k, s.Tokens[j].Deprel)
		}
	}
	edit(k, v, who)
	edit(o, v, what)
}
