package speech

import (
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// fitQuotes makes the contents that the trees gave agree with the quotation
// marks: a content that lies partly in a quotation, with the cue outside of
// it, takes in all of the quotation; one whose cue stands inside a quotation
// ends with it.
func (f *finder) fitQuotes() {
	for i := range f.out {
		a := &f.out[i]
		if a.Form == FormTopic && !f.sentential(a) {
			if f.claimQuotes(i, false) && !f.scare(a) {
				a.Form = FormPhrase
			}
			continue
		}
		if q := f.inQuote(a.Cue.Span); q >= 0 {
			a.Content = clipSpans(a.Content, f.quotes[q].span)
			continue
		}
		f.claimQuotes(i, true)
	}
	kept := f.out[:0]
	index := make([]int, len(f.out))
	for i := range f.out {
		index[i] = -1
		if len(f.out[i].Content) > 0 {
			index[i] = len(kept)
			kept = append(kept, f.out[i])
		}
	}
	f.out = kept
	for ref, n := range f.used {
		if j := index[n-1]; j >= 0 {
			f.used[ref] = j + 1
		} else {
			delete(f.used, ref)
		}
	}
	for q, n := range f.owner {
		if n >= 0 {
			f.owner[q] = index[n]
		}
	}
}

// scare reports whether the quotations of a topic are only names that the
// words carry anyway: the whole of a noun phrase after its article, as in
// approved the “bridge”.
func (f *finder) scare(a *Attribution) bool {
	t := f.trees[a.Cue.Head.Sentence]
	for q := range f.quotes {
		qu := &f.quotes[q]
		if qu.depth > 0 || !a.Cover().Overlaps(qu.inner) {
			continue
		}
		i := t.tokenAt(qu.inner.Start)
		if i < 0 {
			return false
		}
		for n := 0; n < len(t.s.Tokens) && t.tok(i).Head >= 0 && qu.inner.Contains(t.tok(t.tok(i).Head).Span); n++ {
			i = t.tok(i).Head
		}
		det := t.child(i, "det", "nmod:poss")
		if !t.is(i, "obj", "nmod", "nsubj:pass") || det < 0 || qu.span.Contains(t.tok(det).Span) {
			return false
		}
	}
	return true
}

// sentential reports whether a topic is really speech: it holds a quotation
// of a whole clause.
func (f *finder) sentential(a *Attribution) bool {
	for _, c := range a.Content {
		for q := range f.quotes {
			if f.quotes[q].depth == 0 && c.Overlaps(f.quotes[q].span) && f.clausal(q) {
				return true
			}
		}
	}
	return false
}

// claimQuotes gives attribution i the quotations that its content touches
// and reports whether there are any.
func (f *finder) claimQuotes(i int, extend bool) (any bool) {
	a := &f.out[i]
	for q := range f.quotes {
		qu := &f.quotes[q]
		if qu.depth > 0 || qu.span.Contains(a.Cue.Span) {
			continue
		}
		touches := false
		for _, c := range a.Content {
			touches = touches || c.Overlaps(qu.inner)
		}
		if !touches {
			continue
		}
		any = true
		if old := f.owner[q]; old < 0 || f.out[old].Cover().Len() > a.Cover().Len() {
			f.owner[q] = i
		}
		if !extend {
			continue
		}
		before := len(a.Content)
		covered := f.letters(text.Span{Start: max(a.Cover().Start, qu.span.Start), End: min(a.Cover().End, qu.span.End)})
		total := 0
		for _, c := range a.Content {
			total += f.letters(c)
		}
		switch {
		case f.clausal(q) && before == 1 && covered*10 >= total*7 && !f.openedByMark(a, qu):
			// The words outside of the marks are a slip of the parser.
			a.Content = []text.Span{qu.span}
		default:
			a.Content = sortSpans(append(a.Content, qu.span))
		}
		if a.Form == FormTopic {
			a.Form = FormClause
		}
	}
	return any
}

// openedByMark reports whether the content begins outside of the quotation,
// as in: said that the plan was “promising”.
func (f *finder) openedByMark(a *Attribution, q *quotation) bool {
	return a.Content[0].Start < q.span.Start
}

// clausal reports whether a quotation is speech rather than a word or a
// title: it has a verb with a subject, or is long, or ends a sentence.
func (f *finder) clausal(q int) bool {
	qu := &f.quotes[q]
	for _, t := range f.trees {
		if !t.s.Span.Overlaps(qu.inner) {
			continue
		}
		i, j := t.tokenAt(qu.inner.Start), len(t.s.Tokens)-1
		for j >= 0 && t.tok(j).Start >= qu.inner.End {
			j--
		}
		if i >= 0 && t.hasClause(i, j) {
			return true
		}
	}
	inner := qu.inner.In(f.doc.Article.Text)
	words := len(strings.Fields(inner))
	if words >= 8 {
		return true
	}
	if !startsUpper(inner) || !strings.ContainsAny(inner[len(inner)-1:], ".!?,") {
		return false
	}
	// “No,” he said; he said: “Never.” But not: the film “Rocky,” he said.
	before := f.charBefore(qu.span.Start)
	return before == ':' || before == ',' || f.opensSentence(qu) || words >= 2 && inner[len(inner)-1] != ','
}

func clipSpans(spans []text.Span, limit text.Span) []text.Span {
	var out []text.Span
	for _, s := range spans {
		s.Start, s.End = max(s.Start, limit.Start), min(s.End, limit.End)
		if !s.Empty() {
			out = append(out, s)
		}
	}
	return out
}
