package speech

import (
	"sort"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// Find returns the attributions of a document in the order of their cues,
// those without a cue where their content begins. It reads tokens, trees,
// paragraphs and mentions; a document without trees yields only what
// quotation marks show. It takes time linear in the text, but for the
// square of the number of attributions in it.
func Find(d *text.Document) []Attribution {
	f := &finder{doc: d, lex: loadLexicon()}
	f.trees = make([]*tree, len(d.Sentences))
	for i := range d.Sentences {
		f.trees[i] = newTree(d, i)
	}
	for _, t := range f.trees {
		if t.turn() > 0 {
			f.turns++
		}
	}
	f.quotes = pairQuotes(d)
	f.indexMentions()
	for _, t := range f.trees {
		if len(t.s.Tokens) > maxTokens {
			continue
		}
		f.repair(t)
		f.phrases(t)
		f.nouns(t)
		f.verbs(t)
	}
	f.fitQuotes()
	f.signatures()
	f.speakers()
	f.announced()
	f.free()
	f.finish()
	return f.out
}

// maxTokens bounds the sentences in which speech is looked for: what is longer
// is a table, a log or a text without punctuation.
const maxTokens = 1000

// finder is the state of one call of Find.
type finder struct {
	doc    *text.Document
	lex    *lexicon
	trees  []*tree
	quotes []quotation
	out    []Attribution
	// mentions holds, for each sentence, the mentions in it.
	mentions map[int][]int
	// used marks cues that have an attribution: its index plus one.
	used  map[text.TokenRef]int
	turns int // sentences that open a turn of a transcript
	// owner is the attribution of each quotation, -1 if none.
	owner []int
}

func (f *finder) indexMentions() {
	f.mentions = map[int][]int{}
	for i := range f.doc.Mentions {
		s := f.doc.Mentions[i].Sentence
		f.mentions[s] = append(f.mentions[s], i)
	}
	f.used = map[text.TokenRef]int{}
	f.owner = make([]int, len(f.quotes))
	for i := range f.owner {
		f.owner[i] = -1
	}
}

// add appends an attribution with a cue, unless the cue has one already, and
// returns its index, or -1.
func (f *finder) add(t *tree, cue int, a Attribution) int {
	ref := text.TokenRef{Sentence: t.si, Token: cue}
	if f.used[ref] > 0 || len(a.Content) == 0 {
		return -1
	}
	a.Cue.Head = ref
	if a.Cue.Span.Empty() {
		a.Cue.Span = t.cueSpan(cue)
	}
	if a.Modality == "" {
		a.Modality = t.actModality(cue)
	}
	a.Refuted = t.refuted(cue)
	a.Parent = -1
	f.out = append(f.out, a)
	f.used[ref] = len(f.out)
	return len(f.out) - 1
}

// source describes the phrase headed by a token; head < 0 stands for a
// source that the text hides. via is a relative pronoun that stands for it,
// -1 if none; cue is the token of the cue, -1 if it is not in the phrase.
func (f *finder) source(t *tree, head, via, cue int) Source {
	if head < 0 {
		return Source{Kind: SourceHidden, Mention: -1, Head: text.TokenRef{Sentence: -1, Token: -1}}
	}
	in := t.phrase(head)
	// "Peskov, who said …", "a letter stating …": the source ends before its
	// own speech.
	for _, k := range t.kids[head] {
		if cue >= 0 && k > head && t.under(cue, k) {
			for i, b := range t.subtree(k) {
				in[i] = in[i] && !b
			}
		}
	}
	first, last := bounds(in)
	s := Source{Mention: f.bearer(t, head), Head: text.TokenRef{Sentence: t.si, Token: head}, First: first, End: last + 1}
	s.Span = t.trim(first, last)
	if via >= 0 {
		s.Via = t.tok(via).Span
	}
	s.Kind = f.sourceKind(t, head, s.Mention)
	return s
}

// bearer finds the mention of a phrase: the one of its head, else that of a
// name in apposition to it ("the spokesman, Dmitry Peskov").
func (f *finder) bearer(t *tree, head int) int {
	if m := f.mentionAt(t.si, head); m >= 0 {
		return m
	}
	for _, k := range t.kids[head] {
		if t.is(k, "appos", "flat", "nmod:desc") && t.tok(k).UPOS == "PROPN" {
			if m := f.mentionAt(t.si, k); m >= 0 {
				return m
			}
		}
	}
	return -1
}

// mentionAt returns the smallest mention headed by the token, else the
// smallest that covers it, else -1.
func (f *finder) mentionAt(si, tok int) int {
	best, bestKey := -1, 0
	for _, m := range f.mentions[si] {
		x := &f.doc.Mentions[m]
		if tok < x.First || tok >= x.End {
			continue
		}
		key := x.End - x.First
		if x.Head != tok {
			key += 1 << 20
		}
		if best < 0 || key < bestKey {
			best, bestKey = m, key
		}
	}
	if best >= 0 && f.doc.Mentions[best].Head != tok {
		// A mention inside the phrase is somebody else: "a spokesman for
		// [the ministry]" is not the ministry.
		return -1
	}
	return best
}

func (f *finder) sourceKind(t *tree, head, mention int) SourceKind {
	tok := t.tok(head)
	if mention >= 0 {
		m := &f.doc.Mentions[mention]
		if m.Form == text.FormName {
			return SourceActor
		}
		if m.Chain >= 0 && m.Chain < len(f.doc.Chains) && f.doc.Chains[m.Chain].Name != "" {
			return SourceActor
		}
	}
	if tok.UPOS == "PROPN" {
		return SourceActor
	}
	if tok.UPOS == "NOUN" && f.lex.documents[t.lemma(head)] {
		return SourceDocument
	}
	if tok.UPOS == "PRON" && !namelessNouns[t.lower(head)] {
		return SourceActor
	}
	if t.hasName(head) || t.definite(head) && t.lemma(head) != "source" {
		return SourceActor
	}
	if namelessNouns[t.lemma(head)] || namelessNouns[t.lower(head)] {
		return SourceAnonymous
	}
	return SourceActor
}

// hasName reports whether the noun's phrase contains its bearer's name:
// "spokesman Dmitry Peskov", "the spokesman, Dmitry Peskov".
func (t *tree) hasName(head int) bool {
	for _, k := range t.kids[head] {
		if t.is(k, "appos", "flat") && t.tok(k).UPOS == "PROPN" {
			return true
		}
	}
	return false
}

func (t *tree) definite(head int) bool {
	for _, k := range t.kids[head] {
		if t.is(k, "nmod:poss") {
			return true
		}
		if t.is(k, "det") {
			switch t.lower(k) {
			case "the", "this", "that", "these", "those":
				return true
			}
		}
	}
	return false
}

// phrase marks the tokens of a noun phrase: its subtree without clauses that
// merely follow it after a comma, and without its preposition.
func (t *tree) phrase(head int) []bool {
	var drop []int
	for _, k := range t.kids[head] {
		if t.is(k, "case", "mark", "cc", "parataxis", "punct", "advcl", "discourse", "cop", "aux", "nsubj", "expl") {
			if !(t.is(k, "punct") && isBracketOrQuote(t.tok(k).Norm)) {
				drop = append(drop, k)
			}
		}
	}
	in := t.subtree(head, drop...)
	// The phrase is the run of tokens around the head; what lies beyond a
	// gap of other words belongs to something else.
	for i := head - 1; i >= 0; i-- {
		if !in[i] && t.tok(i).UPOS != "PUNCT" && !t.inPhraseGap(i, head) {
			for j := i; j >= 0; j-- {
				in[j] = false
			}
			break
		}
	}
	for i := head + 1; i < len(in); i++ {
		if !in[i] && t.tok(i).UPOS != "PUNCT" && !t.inPhraseGap(i, head) {
			for j := i; j < len(in); j++ {
				in[j] = false
			}
			break
		}
	}
	return in
}

// inPhraseGap reports whether a token left out of a phrase may stand inside
// it: coordinating words.
func (t *tree) inPhraseGap(i, head int) bool {
	return t.is(i, "cc") && t.s.Tokens[i].Head == head
}

// cueSpan covers a cue verb with its auxiliaries, negation and particles.
func (t *tree) cueSpan(v int) text.Span {
	s := t.tok(v).Span
	for _, k := range t.kids[v] {
		if t.is(k, "aux", "compound:prt", "cop") || t.is(k, "advmod") && t.negation(k) && !t.marksBetween(v, k) {
			s = s.Cover(t.tok(k).Span)
		}
	}
	return s
}

func (t *tree) negation(i int) bool {
	switch t.lower(i) {
	case "not", "n't", "n’t", "never", "neither", "nor", "hardly":
		return true
	}
	return false
}

// marksBetween reports whether a quotation mark stands between two tokens.
func (t *tree) marksBetween(i, j int) bool {
	for k := min(i, j) + 1; k < max(i, j); k++ {
		if m, _ := doubleMark(t.tok(k).Norm); m != markNone {
			return true
		}
	}
	return false
}

// actModality tells the modality of an act of speech from the verb's own
// auxiliaries, negation and conjunctions.
func (t *tree) actModality(v int) schema.Modality {
	m := schema.Asserted
	for _, k := range t.kids[v] {
		switch {
		case t.is(k, "advmod") && t.negation(k) && !t.marksBetween(v, k):
			return schema.Negated
		case t.is(k, "nsubj") && (t.lower(k) == "nobody" || t.lower(k) == "none" || t.lower(k) == "neither" || t.childLower(k, "det", "no", "neither") >= 0):
			return schema.Negated
		case t.is(k, "aux"):
			switch t.lower(k) {
			case "will", "'ll", "’ll", "shall":
				m = schema.Planned
			case "would", "'d", "’d", "could", "may", "might", "should", "can", "must":
				m = schema.Hypothetical
			}
		case t.is(k, "mark") && (t.lower(k) == "if" || t.lower(k) == "unless" || t.lower(k) == "whether"):
			m = schema.Hypothetical
		}
	}
	if m == schema.Asserted && t.is(v, "xcomp", "acl", "advcl") && t.childLower(v, "mark", "to") >= 0 {
		m = schema.Planned
	}
	return m
}

// finish sets kinds, parents and order.
func (f *finder) finish() {
	for i := range f.out {
		a := &f.out[i]
		a.Content = sortSpans(a.Content)
		a.Quotes, a.Kind = f.quotedPart(a.Content)
	}
	sort.SliceStable(f.out, func(i, j int) bool { return f.out[i].position() < f.out[j].position() })
	for i := range f.out {
		f.out[i].Parent = f.parent(i)
	}
	f.breakCycles()
}

func (a *Attribution) position() int {
	if !a.Cue.Span.Empty() {
		return a.Cue.Span.Start
	}
	return a.Cover().Start
}

// quotedPart tells which part of the content stands in quotation marks.
func (f *finder) quotedPart(content []text.Span) ([]text.Span, Kind) {
	var inner []text.Span
	total, quoted := 0, 0
	for _, c := range content {
		total += f.letters(c)
		for _, q := range f.quotes {
			if q.depth > 0 {
				continue
			}
			cut := text.Span{Start: max(c.Start, q.inner.Start), End: min(c.End, q.inner.End)}
			if cut.Empty() {
				continue
			}
			// A quotation that holds the whole content and the cue as well
			// is around the speech, not of it; that shows in its parent.
			inner = append(inner, cut)
			quoted += f.letters(cut)
		}
	}
	switch {
	case quoted == 0:
		return nil, Indirect
	case quoted >= total:
		return sortSpans(inner), Direct
	}
	return sortSpans(inner), Mixed
}

// letters counts the bytes of a span that are no space and no punctuation of
// ASCII, nor quotation marks.
func (f *finder) letters(s text.Span) int {
	n := 0
	t := s.In(f.doc.Article.Text)
	for i := 0; i < len(t); {
		if k, w := doubleMark(t[i:]); k != markNone {
			i += w
			continue
		}
		if c := t[i]; c > ' ' && c != ',' && c != '.' && c != ';' && c != ':' && c != '?' && c != '!' && c != '-' {
			n++
		}
		i++
	}
	return n
}

// parent returns the attribution with the smallest content that holds the
// cue of i, or its content where it has no cue; -1 if none.
func (f *finder) parent(i int) int {
	a := &f.out[i]
	at := a.Cue.Span
	if at.Empty() {
		at = a.Cover()
	}
	best, bestLen := -1, 0
	for j := range f.out {
		if j == i {
			continue
		}
		for _, c := range f.out[j].Content {
			if c.Contains(at) && (best < 0 || c.Len() < bestLen) {
				best, bestLen = j, c.Len()
			}
		}
	}
	return best
}

// breakCycles cuts parents that lead back to their child.
func (f *finder) breakCycles() {
	for i := range f.out {
		seen := map[int]bool{i: true}
		for j := i; f.out[j].Parent >= 0; j = f.out[j].Parent {
			if seen[f.out[j].Parent] {
				f.out[j].Parent = -1
				break
			}
			seen[f.out[j].Parent] = true
		}
	}
}
