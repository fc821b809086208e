package speech

import (
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// speakers looks for who says the quotations that no content covers yet.
func (f *finder) speakers() {
	// A second round for first halves, whose cue the second half showed.
	for n := range 2 * len(f.quotes) {
		q := n % len(f.quotes)
		if f.quotes[q].depth > 0 || f.owner[q] >= 0 || f.insideContent(q) {
			continue
		}
		clausal := f.clausal(q)
		switch {
		case clausal && f.continued(q):
		case clausal && f.finishedBy(q):
		case clausal && f.cueBeside(q):
		case !clausal && f.naming(q):
		case clausal && f.naming(q):
		case clausal && f.follows(q):
		}
	}
}

// insideContent reports whether an attribution with its cue outside of the
// quotation holds it.
func (f *finder) insideContent(q int) bool {
	for i := range f.out {
		if f.out[i].Form != FormTopic && f.out[i].Holds(f.quotes[q].inner) && !f.quotes[q].span.Contains(f.out[i].Cue.Span) {
			f.owner[q] = i
			return true
		}
	}
	return false
}

// join appends a quotation to an attribution.
func (f *finder) join(q, i int) {
	a := &f.out[i]
	if a.Form == FormTopic && f.clausal(q) {
		a.Content = nil // called for more, chanting: “…”
	}
	a.Content = sortSpans(append(a.Content, f.quotes[q].span))
	if a.Form == FormTopic {
		a.Form = FormClause
	}
	f.owner[q] = i
}

// continued joins a quotation that opens a paragraph to the one left open at
// the end of the paragraph before.
func (f *finder) continued(q int) bool {
	p := f.quotes[q].prev
	if p < 0 || f.owner[p] < 0 {
		return false
	}
	f.join(q, f.owner[p])
	return true
}

// finishedBy joins a quotation that is left open at the end of its paragraph
// to the one that goes on with it, where that has a cue of its own.
func (f *finder) finishedBy(q int) bool {
	for next := q + 1; next < len(f.quotes) && !f.quotes[q].closed; next++ {
		if f.quotes[next].depth > 0 || f.quotes[next].prev != q {
			continue
		}
		if f.owner[next] >= 0 || f.insideContent(next) || f.clausal(next) && (f.cueBeside(next) || f.finishedBy(next)) {
			f.join(q, f.owner[next])
			return true
		}
	}
	return false
}

// side says where a cue stands to a quotation.
type side int

const (
	sideAfter side = iota
	sideBefore
)

// cueBeside looks for a verb of speech with a subject right after or right
// before the quotation: “…,” said Peskov; Peskov added: “…”.
func (f *finder) cueBeside(q int) bool {
	qu := &f.quotes[q]
	inner := qu.inner.In(f.doc.Article.Text)
	last := inner[len(inner)-1]
	order := []side{sideAfter, sideBefore}
	if before := f.charBefore(qu.span.Start); (before == ':' || before == ',') && last != ',' {
		order = []side{sideBefore, sideAfter}
	}
	for _, s := range order {
		if s == sideAfter && f.cueAfter(q) || s == sideBefore && f.cueBefore(q) {
			return true
		}
	}
	return false
}

// charBefore returns the last byte before the offset that is no space or end
// of a line, 0 at the start of the text: a quotation set as a block follows
// its colon in a paragraph of its own.
func (f *finder) charBefore(at int) byte {
	t := strings.TrimRight(f.doc.Article.Text[:at], " \t\r\n\u00a0")
	if t == "" {
		return 0
	}
	return t[len(t)-1]
}

// maxCueGap is the number of tokens that may stand between a quotation and
// the verb of its cue: a name with a long apposition fits.
const maxCueGap = 14

func (f *finder) cueAfter(q int) bool {
	qu := &f.quotes[q]
	for n, t := range f.trees {
		if t.s.End <= qu.span.End {
			continue
		}
		if t.s.Start >= qu.span.End {
			// The next sentence, if it goes on in the paragraph with a bare
			// cue: “Is it?” Putin asked.
			if t.s.Paragraph != qu.para || n == 0 || len(t.s.Tokens) > 2*maxCueGap || strings.HasSuffix(qu.inner.In(f.doc.Article.Text), ".") {
				return false
			}
			if between := (text.Span{Start: qu.span.End, End: t.s.Start}).In(f.doc.Article.Text); strings.TrimSpace(between) != "" {
				return false
			}
		}
		start := t.tokenAt(qu.span.End)
		if start < 0 || t.tok(start).Start < qu.span.End {
			return false
		}
		for v := start; v < len(t.s.Tokens) && v < start+maxCueGap; v++ {
			if k, _ := doubleMark(t.tok(v).Norm); k != markNone {
				return false
			}
			if w := t.tok(v); v > start && w.UPOS == "PUNCT" && (w.Norm == ";" || w.Norm == ":") {
				return false
			}
			if f.speaks(t, v, q) {
				return true
			}
			if t.tok(v).UPOS == "VERB" && t.s.Start >= qu.span.End {
				return false
			}
		}
		return false
	}
	return false
}

// speaks attributes quotation q to the subject of the token v if v is a verb
// that introduces speech.
func (f *finder) speaks(t *tree, v, q int) bool {
	if t.tok(v).UPOS != "VERB" {
		return false
	}
	key, e, known := f.lookup(t, v)
	if n := f.used[text.TokenRef{Sentence: t.si, Token: v}]; !known && n > 0 && f.out[n-1].Rule == "quote-cue" {
		f.join(q, n-1) // the other half of “…,” he boomed, “…”
		return true
	}
	if !known && f.touches(t, v, q) {
		// “…,” he boomed: any verb speaks that stands right at the marks.
		key, e, known = t.lemma(v), cueEntry{act: Say, flags: "q"}, true
	}
	if !known || !e.takes('q') && !e.takes('t') || e.act == Know && !e.takes('q') {
		return false
	}
	head, via := t.speaker(v, 0)
	if head < 0 {
		head = f.nearSubject(t, v)
	}
	if head >= 0 && f.quotes[q].span.Contains(t.tok(head).Span) {
		head, via = f.outsideSubject(t, v, f.quotes[q].span), -1
	}
	if head < 0 {
		return false
	}
	if n := f.used[text.TokenRef{Sentence: t.si, Token: v}]; n > 0 {
		f.join(q, n-1)
		return true
	}
	if t.sentenceAfter(f.quotes[q].span) && t.child(v, "ccomp", "obj") >= 0 && key != "tell" {
		return false // says something else
	}
	a := Attribution{Act: e.act, Form: FormClause, Cue: Cue{Lemma: key}, Source: f.source(t, head, via, v), Rule: "quote-cue", Confidence: 0.76}
	a.Content = []text.Span{f.quotes[q].span}
	if i := f.add(t, v, a); i >= 0 {
		f.owner[q] = i
		return true
	}
	return false
}

// touches reports whether the verb stands right before the quotation, but for
// a comma or colon, and is tensed.
func (f *finder) touches(t *tree, v, q int) bool {
	if x := t.tok(v).XPOS; x != "VBD" && x != "VBZ" || v+2 >= len(t.s.Tokens) {
		return false
	}
	mark := t.tok(v + 1).Norm
	return (mark == "," || mark == ":") && t.tok(v+2).Start == f.quotes[q].span.Start
}

func (t *tree) sentenceAfter(s text.Span) bool { return t.s.Start >= s.End }

// nearSubject finds the noun right after a verb of speech that the parser
// gave no subject: “…,” said the minister.
func (f *finder) nearSubject(t *tree, v int) int {
	for _, k := range t.kids[v] {
		if u := t.tok(k).UPOS; (u == "PROPN" || u == "PRON" || u == "NOUN") && (k == v+1 || k == v-1) && t.is(k, "obj", "obl", "dep", "vocative") {
			return k
		}
	}
	return -1
}

func (f *finder) cueBefore(q int) bool {
	qu := &f.quotes[q]
	for n := len(f.trees) - 1; n >= 0; n-- {
		t := f.trees[n]
		if t.s.Start >= qu.span.Start {
			continue
		}
		end := len(t.s.Tokens)
		if t.s.End > qu.span.Start {
			end = t.tokenAt(qu.span.Start)
		} else if f.charBefore(qu.span.Start) != ':' {
			return false // the sentence before closes with a full stop
		}
		colon := f.charBefore(qu.span.Start) == ':'
		gap := maxCueGap
		if colon {
			gap = len(t.s.Tokens)
		}
		for v := end - 1; v >= 0 && v >= end-gap; v-- {
			if k, _ := doubleMark(t.tok(v).Norm); k != markNone && !colon {
				return false
			}
			if f.speaks(t, v, q) {
				return true
			}
			if !colon && t.tok(v).UPOS == "VERB" && !t.is(v, "xcomp", "advcl", "acl") {
				return false
			}
		}
		return colon && f.label(t, end, q)
	}
	return false
}

// label attributes a quotation to the name before a colon: “Peskov: “…””.
func (f *finder) label(t *tree, end, q int) bool {
	head := -1
	for i := 0; i < end; i++ {
		if u := t.tok(i).UPOS; u == "VERB" {
			return false
		} else if u == "PROPN" && head < 0 {
			head = i
		}
	}
	colon := end - 1
	for colon >= 0 && t.tok(colon).Norm != ":" {
		colon--
	}
	if head < 0 || colon < 0 || colon > 8 {
		return false
	}
	for t.tok(head).Head >= 0 && t.tok(head).Head < colon && t.is(head, "flat", "compound", "appos", "nmod", "amod") {
		head = t.tok(head).Head
	}
	a := Attribution{Act: Say, Form: FormClause, Cue: Cue{Lemma: ":", Span: t.tok(colon).Span}, Source: f.source(t, head, -1, -1), Rule: "label", Confidence: 0.8}
	a.Content = []text.Span{f.quotes[q].span}
	if i := f.add(t, colon, a); i >= 0 {
		f.owner[q] = i
		return true
	}
	return false
}
