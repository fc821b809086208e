package speech

import (
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// follows attributes a quotation without a cue of its own to the speaker of
// the one before: in the same paragraph after it, or, where the quotation is
// the whole paragraph, at the end of the paragraph before.
func (f *finder) follows(q int) bool {
	qu := &f.quotes[q]
	if !f.opensSentence(qu) {
		return false
	}
	if q > 0 && f.owner[q-1] >= 0 && f.quotes[q-1].para == qu.para && f.onlyCueBetween(q-1, q) {
		f.join(q, f.owner[q-1])
		return true
	}
	if a := f.speechBefore(qu); a >= 0 {
		f.join(q, a)
		return true
	}
	spans, numbers := paragraphSpans(f.doc)
	for i, n := range numbers {
		if n != qu.para || i == 0 {
			continue
		}
		if !f.fills(qu, spans[i]) {
			return false
		}
		if a := f.lastSpeech(spans[i-1]); a >= 0 {
			f.join(q, a)
			return true
		}
	}
	return false
}

// opensSentence reports whether the quotation begins a sentence, but for a
// word or two that join it to the one before: Instead, “…”.
func (f *finder) opensSentence(qu *quotation) bool {
	for _, t := range f.trees {
		if t.s.Start <= qu.inner.Start && qu.inner.Start < t.s.End {
			i := t.tokenAt(qu.span.Start)
			for k := 0; k < i; k++ {
				switch t.tok(k).UPOS {
				case "ADV", "CCONJ", "SCONJ", "PUNCT", "INTJ":
				default:
					return false
				}
			}
			return i <= 3
		}
	}
	return false
}

// speechBefore returns the attribution that the sentence before the
// quotation reports, in the same paragraph, where the quotation fills its
// own sentence: Rossi said the plan had failed. “It was a bad plan.” -1 if
// there is none.
func (f *finder) speechBefore(qu *quotation) int {
	at := -1
	for i, t := range f.trees {
		if t.s.Start <= qu.inner.Start && qu.inner.Start < t.s.End {
			at = i
		}
	}
	if at < 1 || f.trees[at-1].s.Paragraph != qu.para {
		return -1
	}
	end := qu.span.End
	for _, t := range f.trees[at:] {
		if t.s.Start < end && t.s.End > end {
			rest := t.tokenAt(end)
			if rest >= 0 && t.tok(rest).Start >= end && !t.onlyPunct(rest, len(t.s.Tokens)-1) {
				return -1 // has a clause of its own after the marks
			}
		}
	}
	best := -1
	for i := range f.out {
		a := &f.out[i]
		if a.Form != FormClause || a.Source.Kind == SourceHidden || a.Cue.Head.Sentence != at-1 || a.Cue.Span.Empty() || f.inQuote(a.Cue.Span) >= 0 || a.Act == Think || a.Act == Know || a.Act == Wish {
			continue
		}
		if best < 0 || a.Cover().Len() > f.out[best].Cover().Len() {
			best = i
		}
	}
	return best
}

// onlyCueBetween reports whether no sentence of its own stands between two
// quotations: only the end of the one that holds the first one's cue.
func (f *finder) onlyCueBetween(p, q int) bool {
	gap := text.Span{Start: f.quotes[p].span.End, End: f.quotes[q].span.Start}
	for _, t := range f.trees {
		if gap.Contains(t.s.Span) && t.s.Len() > 1 {
			if n := f.out[f.owner[p]].Cue.Head.Sentence; n != t.si {
				return false
			}
		}
	}
	return true
}

// fills reports whether a quotation makes up its paragraph, but for other
// quotations.
func (f *finder) fills(qu *quotation, p text.Span) bool {
	rest := f.letters(p)
	for i := range f.quotes {
		if f.quotes[i].depth == 0 && f.quotes[i].para == qu.para {
			rest -= f.letters(f.quotes[i].inner)
		}
	}
	return rest <= 0
}

// lastSpeech returns the outermost attribution with a named source and a
// clause for content whose cue or content ends the paragraph, -1 if none.
func (f *finder) lastSpeech(p text.Span) int {
	var last *tree
	for _, t := range f.trees {
		if p.Contains(t.s.Span) {
			last = t
		}
	}
	if last == nil {
		return -1
	}
	best := -1
	for i := range f.out {
		a := &f.out[i]
		if a.Form == FormTopic || a.Source.Hidden() {
			continue
		}
		ends := last.s.Span.Overlaps(a.Cover()) || a.Cue.Head.Sentence == last.si
		if ends && (best < 0 || a.Cover().Len() > f.out[best].Cover().Len()) {
			best = i
		}
	}
	return best
}

// announced attributes the paragraph behind a colon, which nobody is found to
// say yet, to whoever speaks before the colon: "The church denied this:" and
// then its statement as a block of its own without marks.
func (f *finder) announced() {
	for n, t := range f.trees {
		if n+1 >= len(f.trees) || t.s.Heading || len(t.s.Tokens) == 0 || !opensBlock[t.tok(len(t.s.Tokens)-1).Norm] {
			continue
		}
		next := f.trees[n+1].s
		if next.Paragraph != t.s.Paragraph+1 || next.Heading || f.said(next.Span) {
			continue
		}
		by, ok := f.announcer(t)
		if !ok {
			continue
		}
		a := Attribution{Source: by, Act: Say, Form: FormClause, Modality: schema.Asserted, Rule: "announced", Confidence: 0.6, Parent: -1}
		ended := true
		if q := f.inQuote(text.Span{Start: next.Start + 1, End: next.Start + 2}); q >= 0 {
			a.Content = []text.Span{f.quotes[q].span}
			f.owner[q] = len(f.out)
			f.out = append(f.out, a)
			continue
		}
		for _, u := range f.trees[n+1:] {
			if u.s.Paragraph != next.Paragraph {
				break
			}
			a.Content = append(a.Content, u.s.Span)
			last := t.doc.Article.Text[u.s.End-1]
			ended = last == '.' || last == '!' || last == '?' || last == '"' || last >= 0x80 || last == ')'
		}
		if ended { // a list of names is nobody's words
			f.out = append(f.out, a)
		}
	}
}

// announcer is who speaks in a sentence that a block of words follows.
func (f *finder) announcer(t *tree) (Source, bool) {
	root := t.s.Root()
	if root < 0 || t.tok(root).UPOS != "VERB" || t.actModality(root) != schema.Asserted {
		return Source{}, false
	}
	if n := f.used[text.TokenRef{Sentence: t.si, Token: root}]; n > 0 {
		return f.out[n-1].Source, !f.out[n-1].Source.Hidden()
	}
	_, e, known := f.lookup(t, root)
	if !known || !e.takes('q') && !e.takes('t') {
		return Source{}, false
	}
	head, via := t.speaker(root, 0)
	return f.source(t, head, via, root), head >= 0
}

// opensBlock are the marks that a sentence ends with where a block of words
// follows it.
var opensBlock = map[string]bool{":": true, ",": true}

// said reports whether an attribution holds the start of a stretch of text.
func (f *finder) said(s text.Span) bool {
	at := text.Span{Start: s.Start, End: s.Start + 1}
	for i := range f.out {
		if f.out[i].Form == FormClause && f.out[i].Holds(at) {
			return true
		}
	}
	return false
}
