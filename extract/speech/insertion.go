package speech

// Cues that stand inside of what they introduce, or beside it.

// insertion: "The talks, [Peskov said], will go on", and "…, Peskov said".
func (f *finder) insertion(t *tree, v int, e cueEntry, a Attribution) bool {
	if !t.is(v, "parataxis") || !e.takes('t') && !e.takes('q') || v > t.tok(v).Head && t.afterSemicolon(v) {
		return false
	}
	h := t.tok(v).Head
	if t.child(v, "nsubj", "nsubj:pass", "expl") < 0 || t.child(v, "ccomp", "xcomp") >= 0 {
		return false
	}
	if o := t.child(v, "obj"); o >= 0 && a.Cue.Lemma != "tell" && a.Cue.Lemma != "remind" && a.Cue.Lemma != "assure" && a.Cue.Lemma != "ask" && a.Cue.Lemma != "inform" {
		return false
	}
	without := []int{v}
	spoken := f.inQuote(t.tok(h).Span)
	for _, k := range t.kids[h] {
		if k > v && (t.is(k, "parataxis") || spoken >= 0 && f.inQuote(t.tok(v).Span) != spoken && f.unquoted(t, k)) {
			without = append(without, k) // “…,” she said as she left
		}
	}
	for _, k := range t.kids[h] {
		// "…, a poll showed, but pollsters warned that …": theirs.
		if k > v && t.is(k, "conj") && t.childLower(k, "cc", "but", "and", "while", "yet") > v && t.child(k, "nsubj", "nsubj:pass") >= 0 && f.isCue(t, k) {
			without = append(without, k)
		}
		if k < v && t.is(h, "acl:relcl") && relativeWord(t.tok(k).Text) {
			without = append(without, k) // "ministers who, he claims, took bribes"
		}
	}
	a.Content = t.spans(t.subtree(h, without...))
	a.Rule, a.Confidence = "insertion", 0.75
	return f.add(t, v, a) >= 0
}

// unquoted reports an adjunct of which no word stands in quotation marks.
func (f *finder) unquoted(t *tree, k int) bool {
	if !t.is(k, "advcl", "obl", "nmod") {
		return false
	}
	for i, b := range t.subtree(k) {
		if b && f.inQuote(t.tok(i).Span) >= 0 {
			return false
		}
	}
	return true
}

// asClause: "As Peskov put it, the talks will go on."
func (f *finder) asClause(t *tree, v int, e cueEntry, a Attribution) bool {
	if !t.is(v, "advcl") || t.childLower(v, "mark", "as") < 0 && t.childLower(v, "advmod", "as") < 0 || t.child(v, "nsubj") < 0 {
		return false
	}
	if e.act == Judge || e.act == Wish || e.act == Demand || e.act == Promise || !e.takes('t') && a.Cue.Lemma != "put" {
		return false
	}
	if o := t.child(v, "obj"); o >= 0 && t.lower(o) != "it" || t.child(v, "ccomp", "xcomp") >= 0 {
		return false
	}
	h := t.tok(v).Head
	if s := t.lower(t.child(v, "nsubj")); e.act == Know && (s == "we" || s == "i") {
		return false // "as we know it": so it is
	}
	a.Content = t.spans(t.subtree(h, v))
	a.Rule, a.Confidence = "as-clause", 0.67
	return f.add(t, v, a) >= 0
}
