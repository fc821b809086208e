package speech

import (
	"slices"

	"github.com/dramatis-kg/dramatis/text"
)

// repair corrects, in the finder's own copy of a tree, attachments that
// parsers get wrong around speech and that the wording gives away. The
// document's trees stay as they are.
func (f *finder) repair(t *tree) {
	for v := range t.s.Tokens {
		if t.tok(v).UPOS != "VERB" {
			continue
		}
		_, e, known := f.lookup(t, v)
		if !known || !e.takes('t') && !e.takes('q') {
			continue
		}
		f.splitSubjects(t, v)
		f.takeToldClause(t, v)
		f.takeNext(t, v)
		f.gatherQuoted(t, v)
		if e.takes('t') {
			t.wakeReduced(v)
		}
		f.raiseParticiples(t, v, e)
		if t.is(v, "parataxis") {
			f.lowerParticiples(t, v)
		}
		if c := t.bestComplement(v); c > v {
			f.lendSubject(t, v, c)
			f.raiseTrailing(t, v, c)
			t.raiseTime(v, c)
			f.raiseSaying(t, v, c)
		}
	}
}

// wakeReduced: in "the statement suggested both are keen" the tensed verb is
// no reduced relative of its subject, as the second subject shows.
func (t *tree) wakeReduced(v int) {
	x := t.tok(v).XPOS
	n := t.tok(v).Head
	if !t.is(v, "acl") || t.is(v, "acl:relcl") || x != "VBD" && x != "VBZ" && x != "VBP" || n < 0 || n > v || !t.is(n, "nsubj") {
		return
	}
	h := t.tok(n).Head
	if h < v {
		return
	}
	for _, k := range t.kids[h] {
		if k > v && k < h && t.is(k, "nsubj", "expl") {
			up, rel := t.tok(h).Head, t.tok(h).Deprel
			if up == v || t.under(up, v) {
				return
			}
			t.attach(v, up, rel)
			t.attach(n, v, "nsubj")
			t.attach(h, v, "ccomp")
			return
		}
	}
}

// splitSubjects: in "the deal, officials say, could be signed" the verb of
// speech has one subject, the nearest; the other is that of its content. In
// "Asked about it, Rossi said …" the participle is no content.
func (f *finder) splitSubjects(t *tree, v int) {
	var subjects []int
	for _, k := range t.kids[v] {
		if k < v && t.is(k, "nsubj") {
			subjects = append(subjects, k)
		}
	}
	if c := t.bestComplement(v); len(subjects) == 2 && c > v && t.child(c, "nsubj", "expl") < 0 {
		t.attach(subjects[0], c, "nsubj")
	}
	if c := t.child(v, "ccomp"); len(subjects) > 0 && c >= 0 && c < subjects[0] && f.inQuote(t.tok(c).Span) < 0 &&
		(t.tok(c).XPOS == "VBN" || t.tok(c).XPOS == "VBD") && t.child(c, "nsubj", "nsubj:pass", "aux", "cop") < 0 {
		t.attach(c, v, "advcl")
	}
}

// takeToldClause: in "told the court that he knew nothing" the clause is what
// was told, not what the court is.
func (f *finder) takeToldClause(t *tree, v int) {
	switch t.lemma(v) {
	case "tell", "inform", "remind", "warn", "assure", "convince", "persuade", "notify", "advise":
	default:
		return
	}
	o := t.child(v, "iobj", "obj")
	if o < v {
		return
	}
	for _, k := range t.kids[o] {
		if t.is(k, "acl") && !t.is(k, "acl:relcl") && t.childLower(k, "mark", "that") >= 0 {
			t.attach(k, v, "ccomp")
			return
		}
	}
}

// raiseTime: in "said on Tuesday it would open an inquiry" the day right
// after the verb is that of the speech.
func (t *tree) raiseTime(v, c int) {
	s := t.child(c, "nsubj", "nsubj:pass", "expl", "mark")
	for _, k := range slices.Clone(t.kids[c]) {
		first, last := bounds(t.subtree(k))
		if !t.is(k, "obl", "advmod") || first != v+1 || s < 0 || last > s || !isDay(t.lower(k)) {
			continue
		}
		t.attach(k, v, t.tok(k).Deprel)
	}
}

func isDay(w string) bool {
	switch w {
	case "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "week", "month", "night", "morning", "afternoon", "evening":
		return true
	}
	return false
}

// takeNext: a quotation right after a verb of speech, with only a comma or a
// colon between, is that verb's, not one's further up: “…, Rossi said,
// adding: “…””.
func (f *finder) takeNext(t *tree, v int) {
	if t.child(v, "ccomp") >= 0 || v+2 >= len(t.s.Tokens) {
		return
	}
	i := v + 1
	if n := t.tok(i).Norm; n == "," || n == ":" {
		i++
	}
	q := f.inQuote(t.tok(i).Span)
	if q < 0 || f.quotes[q].span.Start != t.tok(i).Start || !f.clausal(q) {
		return
	}
	for k := i; k < len(t.s.Tokens) && f.quotes[q].span.Contains(t.tok(k).Span); k++ {
		h := t.tok(k).Head
		if t.tok(k).UPOS != "PUNCT" && h >= 0 && h != v && !f.quotes[q].span.Contains(t.tok(h).Span) && t.under(v, h) && t.is(k, "ccomp", "parataxis", "obj", "dep", "conj") {
			t.attach(k, v, "ccomp")
			return
		}
	}
}

// gatherQuoted makes the words of a quoted clause that hang on a verb of
// speech outside of it one complement: “Is it over?” Rossi asked, where the
// parser takes "is" for the auxiliary of "asked".
func (f *finder) gatherQuoted(t *tree, v int) {
	inside := map[int][]int{}
	for _, k := range t.kids[v] {
		if q := f.inQuote(t.tok(k).Span); q >= 0 && t.tok(k).UPOS != "PUNCT" && !f.quotes[q].span.Contains(t.tok(v).Span) {
			inside[q] = append(inside[q], k)
		}
	}
	for q := range f.quotes {
		kids := inside[q]
		if len(kids) == 0 || !f.clausal(q) {
			continue
		}
		main, size := -1, 0
		for _, k := range kids {
			n := 0
			for _, b := range t.subtree(k) {
				if b {
					n++
				}
			}
			if t.is(k, "ccomp") {
				n += len(t.s.Tokens)
			}
			if n > size {
				main, size = k, n
			}
		}
		for _, k := range kids {
			if k != main {
				t.attach(k, main, t.tok(k).Deprel)
			}
		}
		if !t.is(main, "ccomp", "parataxis") {
			t.attach(main, v, "ccomp")
		}
	}
}

// attach gives token i a new head and relation; head -1 makes it the root.
func (t *tree) attach(i, head int, rel string) {
	if old := t.tok(i).Head; old >= 0 {
		if n := slices.Index(t.kids[old], i); n >= 0 {
			t.kids[old] = slices.Delete(t.kids[old], n, n+1)
		}
	}
	t.tok(i).Head, t.tok(i).Deprel = head, rel
	if head < 0 {
		return
	}
	at, _ := slices.BinarySearch(t.kids[head], i)
	t.kids[head] = slices.Insert(t.kids[head], at, i)
}

// raiseParticiples: in "Trump said that Cruz had lied, calling him weak" and
// "Trump attacked Cruz, who lost, saying …" the participle after the comma
// goes with the verb of speech or judgement above, not with a verb or noun
// inside its content.
func (f *finder) raiseParticiples(t *tree, v int, e cueEntry) {
	if t.tok(v).XPOS != "VBG" || !t.is(v, "advcl", "acl", "conj", "xcomp") || t.is(v, "acl:relcl") || !t.afterComma(v) {
		return
	}
	top := -1
	for n, i := 0, t.tok(v).Head; i >= 0 && n < len(t.s.Tokens); n, i = n+1, t.tok(i).Head {
		h := t.tok(i).Head
		if h < 0 {
			break
		}
		if t.is(i, "ccomp", "xcomp", "obj", "obl", "parataxis") && t.tok(h).UPOS == "VERB" && h < v && i != h {
			if _, he, ok := f.lookup(t, h); ok && (he.takes('t') || he.takes('q') || he.takes('n')) && t.child(h, "nsubj") >= 0 {
				top = h
			}
		}
	}
	if top >= 0 && top != t.tok(v).Head {
		t.attach(v, top, "advcl")
	}
}

// lowerParticiples: in "The plan is dead, Rossi said, adding …" the
// participle goes with the verb of speech, not with what is said.
func (f *finder) lowerParticiples(t *tree, v int) {
	h := t.tok(v).Head
	for _, k := range slices.Clone(t.kids[h]) {
		if k > v && t.is(k, "advcl", "conj", "parataxis") && t.tok(k).XPOS == "VBG" && t.afterComma(k) && f.inQuote(t.tok(k).Span) < 0 {
			t.attach(k, v, "advcl")
		}
	}
}

// afterComma reports whether a comma or dash stands right before the
// token, adverbs aside.
func (t *tree) afterComma(i int) bool {
	for i--; i >= 0; i-- {
		switch {
		case t.tok(i).UPOS == "ADV":
		case t.tok(i).Norm == "," || t.tok(i).Norm == "-" || t.tok(i).Norm == "–" || t.tok(i).Norm == "—":
			return true
		default:
			return false
		}
	}
	return false
}

// lendSubject: in "the paper suggested the attacks show …" the noun after
// the verb is the subject of the clause, not the verb's object, where that
// clause is tensed and has none.
func (f *finder) lendSubject(t *tree, v, c int) {
	o := t.child(v, "obj")
	if o < 0 || o < v || o > c || t.child(c, "nsubj", "expl", "csubj") >= 0 || !t.finite(c) || t.childLower(c, "mark", "that") >= 0 {
		return
	}
	t.attach(o, c, "nsubj")
}

// raiseTrailing: a clause or a summary after the last comma of a reported
// clause is mostly the article's own: ", even as he …", ", a clear sign of …".
func (f *finder) raiseTrailing(t *tree, v, c int) {
	_, last := bounds(t.subtree(c))
	for _, k := range slices.Clone(t.kids[c]) {
		if k < c || !t.is(k, "advcl") {
			continue
		}
		in := t.subtree(k)
		first, end := bounds(in)
		if end < last && !t.onlyPunct(end+1, last) || !t.afterComma(first) || f.inQuote(t.tok(k).Span) >= 0 {
			continue
		}
		switch t.lower(first) {
		case "even", "though", "although", "as", "while", "whereas", "despite":
			t.attach(k, v, "advcl")
		}
	}
}

func (t *tree) onlyPunct(i, j int) bool {
	for ; i <= j; i++ {
		if t.tok(i).UPOS != "PUNCT" {
			return false
		}
	}
	return true
}

// raiseSaying: in "he says the plan failed and says he warned of it" the
// second verb of speech, which has no subject, belongs to the first.
func (f *finder) raiseSaying(t *tree, v, c int) {
	for _, k := range slices.Clone(t.kids[c]) {
		if t.is(k, "parataxis") && k > c && t.child(k, "nsubj") >= 0 && t.afterSemicolon(k) {
			if _, e, ok := f.lookup(t, k); ok && (e.takes('t') || e.act == Judge) {
				t.attach(k, v, "parataxis") // "…; critics call it a trick"
			}
			continue
		}
		if !t.is(k, "conj") || k < c || t.tok(k).UPOS != "VERB" || t.child(k, "nsubj") >= 0 || t.tok(k).XPOS != t.tok(v).XPOS {
			continue
		}
		if _, e, ok := f.lookup(t, k); ok && e.takes('t') && (t.child(k, "ccomp") >= 0 || e.act == Judge && t.child(k, "obj") >= 0) {
			t.attach(k, v, "conj")
		}
	}
}

func (t *tree) afterSemicolon(k int) bool {
	first, _ := bounds(t.subtree(k))
	return t.tok(first).Norm == ";" || first > 0 && t.tok(first-1).Norm == ";"
}

// outsideSubject finds the noun that heads the source of verb v outside of
// quotation q, where the tree names one inside of it: right after the verb
// ("…,” said Peskov"), or before it.
func (f *finder) outsideSubject(t *tree, v int, q text.Span) int {
	best := -1
	for i := v + 1; i < len(t.s.Tokens) && i <= v+4 && !q.Overlaps(t.tok(i).Span); i++ {
		if u := t.tok(i).UPOS; u == "PROPN" || u == "PRON" || u == "NOUN" || u == "NUM" && t.rel(i) != "nummod" {
			best = i
			break
		} else if u != "DET" && u != "ADJ" && u != "ADV" && u != "NUM" {
			break
		}
	}
	if best < 0 {
		for i := v - 1; i >= 0 && i >= v-maxCueGap && !q.Overlaps(t.tok(i).Span); i-- {
			if u := t.tok(i).UPOS; u == "PROPN" || u == "PRON" || u == "NOUN" {
				best = i
			}
		}
	}
	if best < 0 {
		return -1
	}
	// The head of the phrase, as far as it stays outside of the quotation.
	for h := t.tok(best).Head; h >= 0 && h != v && t.tok(h).UPOS != "VERB" && !q.Overlaps(t.tok(h).Span) && t.is(best, "compound", "flat", "amod", "nmod", "appos", "det", "nummod", "conj"); h = t.tok(best).Head {
		best = h
	}
	return best
}
