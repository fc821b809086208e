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
	return words >= 8 || words >= 2 && strings.ContainsAny(inner[len(inner)-1:], ".!?") && startsUpper(inner)
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

// speakers looks for who says the quotations that no content covers yet.
func (f *finder) speakers() {
	for q := range f.quotes {
		if f.quotes[q].depth > 0 || f.owner[q] >= 0 || f.insideContent(q) {
			continue
		}
		clausal := f.clausal(q)
		switch {
		case clausal && f.continued(q):
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

// charBefore returns the last byte before the offset that is no space, 0 at
// the start of the text.
func (f *finder) charBefore(at int) byte {
	t := strings.TrimRight(f.doc.Article.Text[:at], " \t\u00a0")
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
			if t.s.Paragraph != qu.para || n == 0 || len(t.s.Tokens) > 2*maxCueGap {
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
	a := Attribution{Act: e.act, Form: FormClause, Cue: Cue{Lemma: key}, Source: f.source(t, head, via), Rule: "quote-cue", Confidence: 0.9}
	a.Content = []text.Span{f.quotes[q].span}
	if i := f.add(t, v, a); i >= 0 {
		f.owner[q] = i
		return true
	}
	return false
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
	a := Attribution{Act: Say, Form: FormClause, Cue: Cue{Lemma: ":", Span: t.tok(colon).Span}, Source: f.source(t, head, -1), Rule: "label", Confidence: 0.8}
	a.Content = []text.Span{f.quotes[q].span}
	if i := f.add(t, colon, a); i >= 0 {
		f.owner[q] = i
		return true
	}
	return false
}

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
	a := Attribution{Act: e.act, Form: FormPhrase, Cue: Cue{Lemma: key}, Source: f.source(t, head, via), Rule: "naming", Confidence: 0.75}
	a.Content = sortSpans(append(t.spans(in), f.quotes[q].span))
	if i := f.add(t, v, a); i >= 0 {
		f.owner[q] = i
		return true
	}
	return false
}

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

// opensSentence reports whether the quotation begins a sentence.
func (f *finder) opensSentence(qu *quotation) bool {
	for _, t := range f.trees {
		if t.s.Start <= qu.inner.Start && qu.inner.Start < t.s.End {
			return qu.inner.Start-t.s.Start <= len("“")
		}
	}
	return false
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
