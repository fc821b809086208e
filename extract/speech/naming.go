package speech

import (
	"github.com/dramatis-kg/dramatis/text"
)

// naming attributes a quoted fragment to the subject of the verb of speech
// or judgement above it: called them “promising but incomplete”. The content
// is what the verb says of whom.
func (f *finder) naming(q int) bool {
	qu := &f.quotes[q]
	for _, t := range f.trees {
		if !t.s.Span.Overlaps(qu.inner) {
			continue
		}
		i := t.tokenAt(qu.inner.Start)
		for i >= 0 && i < len(t.s.Tokens) && t.tok(i).Start < qu.inner.End && t.tok(i).Head >= 0 && qu.span.Contains(t.tok(t.tok(i).Head).Span) {
			i = t.tok(i).Head
		}
		for n := 0; i >= 0 && n < len(t.s.Tokens); n++ {
			v := t.tok(i).Head
			if v < 0 {
				break
			}
			if t.tok(i).UPOS == "VERB" && t.is(i, "acl:relcl", "ccomp", "advcl", "parataxis") && !qu.span.Contains(t.tok(i).Span) {
				break // another clause
			}
			if f.names(t, v, i, q) {
				return true
			}
			i = v
		}
		break
	}
	return false
}

// names attributes quotation q, which stands in the phrase of token arg, to
// the subject of the verb v.
func (f *finder) names(t *tree, v, arg, q int) bool {
	if t.tok(v).UPOS != "VERB" || f.quotes[q].span.Contains(t.tok(v).Span) || t.is(arg, "nsubj", "nsubj:pass", "obl:agent") {
		return false
	}
	key, e, known := f.lookup(t, v)
	if !known || !e.takes('1') || !e.takes('q') && !e.takes('n') && !e.takes('t') {
		return false
	}
	head, via := t.speaker(v, 0)
	if head < 0 {
		return false
	}
	if n := f.used[text.TokenRef{Sentence: t.si, Token: v}]; n > 0 {
		a := &f.out[n-1]
		if a.Form == FormTopic {
			a.Form = FormPhrase
		}
		f.join(q, n-1)
		if a.Form == FormClause && !f.clausal(q) {
			a.Form = FormPhrase
		}
		return true
	}
	in := make([]bool, len(t.s.Tokens))
	for _, k := range t.kids[v] {
		if k > v && t.is(k, "obj", "xcomp", "ccomp", "obl", "advcl") && (k <= arg || k == arg) {
			for i, b := range t.subtree(k) {
				in[i] = in[i] || b
			}
		}
	}
	a := Attribution{Act: e.act, Form: FormPhrase, Cue: Cue{Lemma: key}, Source: f.source(t, head, via, v), Rule: "naming", Confidence: 0.5}
	a.Content = sortSpans(append(t.spans(in), f.quotes[q].span))
	if i := f.add(t, v, a); i >= 0 {
		f.owner[q] = i
		return true
	}
	return false
}
