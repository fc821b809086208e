package speech

import (
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// verbs finds the attributions whose cue is a verb or a predicate adjective
// and whose content depends on it, or it on the content.
func (f *finder) verbs(t *tree) {
	for v := range t.s.Tokens {
		switch {
		case t.tok(v).UPOS == "VERB", t.tok(v).UPOS == "AUX" && !t.is(v, "aux", "cop"):
			f.verb(t, v)
		case t.tok(v).UPOS == "ADJ":
			f.adjective(t, v)
		}
	}
}

// lookup finds a verb in the lexicon, with its particle or preposition if
// there is such an entry.
func (f *finder) lookup(t *tree, v int) (string, cueEntry, bool) {
	lemma := t.lemma(v)
	for _, k := range t.kids[v] {
		if t.is(k, "compound:prt") {
			key := lemma + " " + t.lower(k)
			if e, ok := f.lex.verbs[key]; ok {
				return key, e, true
			}
			// "set out", "carry out" are not "set" and "carry".
			e, ok := f.lex.verbs[lemma]
			return lemma, e, ok && e.takes('t')
		}
	}
	if t.child(v, "obj", "ccomp") < 0 {
		for _, k := range t.kids[v] {
			if !t.is(k, "obl", "advcl") {
				continue
			}
			if c := t.child(k, "case", "mark"); c >= 0 {
				key := lemma + " " + t.lower(c)
				if e, ok := f.lex.verbs[key]; ok {
					return key, e, true
				}
			}
		}
	}
	e, ok := f.lex.verbs[lemma]
	return lemma, e, ok
}

// verb tries the constructions of a verb, the surest first.
func (f *finder) verb(t *tree, v int) {
	key, e, known := f.lookup(t, v)
	if !known || t.quotesSaying(v) {
		return
	}
	base := Attribution{Act: e.act, Cue: Cue{Lemma: key}, Form: FormClause}
	head, via := t.speaker(v, 0)
	if head < 0 {
		head = t.bareSubject(v)
	}
	base.Source = f.source(t, head, via, v)
	if from := t.heardFrom(v); from >= 0 {
		base.Source, base.Act = f.source(t, from, -1, v), Say
	}

	try := []func(*tree, int, cueEntry, Attribution) bool{
		f.complement, f.insertion, f.asClause, f.raised, f.accusation, f.objectClause, f.selfReport, f.infinitive, f.topic,
	}
	for _, rule := range try {
		if rule(t, v, e, base) {
			return
		}
	}
}

// quotesSaying reports a verb of quoting whose words have a verb of their own:
// "quoted an official as saying that …".
func (t *tree) quotesSaying(v int) bool {
	switch t.lemma(v) {
	case "quote", "cite", "paraphrase":
	default:
		return false
	}
	for _, k := range t.kids[v] {
		if k > v && t.tok(k).XPOS == "VBG" && t.anyChildLower(k, "as") && t.child(k, "ccomp", "obj", "parataxis") >= 0 {
			return true
		}
	}
	return false
}

// complement: "Peskov said [that both sides agree]".
func (f *finder) complement(t *tree, v int, e cueEntry, a Attribution) bool {
	c := t.bestComplement(v)
	if c < 0 {
		// A clause before the verb is sometimes read as loosely attached.
		if p := t.child(v, "parataxis"); p >= 0 && p < v && !t.is(v, "acl:relcl") && e.takes('q') && t.child(v, "nsubj") >= 0 {
			c = p
		}
	}
	if c < 0 {
		return false
	}
	quoted := f.inQuote(t.tok(c).Span) >= 0 && f.inQuote(t.tok(c).Span) != f.inQuote(t.tok(v).Span)
	switch {
	case quoted && (e.takes('q') || e.takes('t') || e.takes('n')):
	case t.indirectQuestion(c) && (e.takes('w') || e.takes('t')):
		if a.Act == Say || a.Act == Know && t.childLower(c, "mark", "whether", "if") >= 0 {
			a.Act = Ask
		}
	case e.takes('t') && t.finite(c):
	case e.act == Demand && e.takes('t'), e.act == Wish && e.takes('t'):
	default:
		return false
	}
	if q := f.inQuote(t.tok(c).Span); quoted && q >= 0 && (a.Source.Hidden() && t.child(v, "aux:pass", "nsubj:pass") < 0 ||
		!a.Source.Hidden() && f.quotes[q].span.Contains(t.tok(a.Source.Head.Token).Span)) {
		a.Source = f.source(t, f.outsideSubject(t, v, f.quotes[q].span), -1, -1)
	}
	in := t.subtree(c)
	for _, k := range t.kids[c] {
		if k < v && c > v && relativeWord(t.tok(k).Text) {
			in[k] = false // "which auditors say hid the losses"
		}
	}
	if k := t.frontCondition(v, c); k >= 0 {
		for i, b := range t.subtree(k) {
			in[i] = in[i] || b
		}
	}
	var late []bool
	for _, k := range t.kids[v] {
		// "He said A, and that B": the second clause hangs on the verb.
		if k > c && c > v && (t.is(k, "conj", "ccomp") && t.childLower(k, "mark", "that") >= 0 || f.loose(t, v, c, k)) {
			for i, b := range t.subtree(k) {
				in[i] = in[i] || b
			}
		}
	}
	for _, k := range t.kids[v] {
		// "The fleet had sailed, he said, but the harbour was open": his too.
		if v > c && k > v && !quoted && t.is(k, "conj") && t.childLower(k, "cc", "but", "and", "so") > v && t.child(k, "nsubj", "nsubj:pass", "expl") >= 0 &&
			f.inQuote(t.tok(k).Span) < 0 && !f.isCue(t, k) && !a.Source.Hidden() {
			late = t.subtree(k)
		}
	}
	if v > c {
		// “…,” said X, who …: the clause before the verb ends before it.
		in = t.clip(in, 0, v)
		for i, b := range late {
			in[i] = in[i] || b
		}
	}
	a.Content = t.spans(in)
	a.Rule, a.Confidence = "complement", 0.85
	if a.Source.Hidden() {
		a.Rule, a.Confidence = "complement-hidden", 0.3
		if t.child(v, "aux:pass", "nsubj:pass", "expl") >= 0 {
			a.Confidence = 0.7
		}
	}
	return f.add(t, v, a) >= 0
}

// frontCondition is the condition in front of a verb of speech that was set
// into what it is a condition of: "[If they had paid], she believes, the court
// would have let them go"; -1 if there is none.
func (t *tree) frontCondition(v, c int) int {
	n := t.child(v, "nsubj")
	if n < 0 || n > v || c < v || t.childLower(c, "mark", "that") >= 0 || v+1 >= len(t.s.Tokens) || t.tok(v+1).Norm != "," {
		return -1
	}
	modal := false
	for _, k := range t.kids[c] {
		modal = modal || t.is(k, "aux") && t.tok(k).XPOS == "MD"
	}
	for _, k := range t.kids[v] {
		if k < n && t.is(k, "advcl") && modal && (t.childLower(k, "mark", "if", "unless") >= 0 || t.child(k, "mark") < 0 && t.childLower(k, "aux", "had", "were", "should") >= 0) {
			return k
		}
	}
	return -1
}

// bestComplement picks the clause that is most likely the content if the
// parser found several: one after the verb, with "that" if any has it.
func (t *tree) bestComplement(v int) int {
	best, rank := -1, 0
	for _, k := range t.kids[v] {
		stray := k > v && t.is(k, "acl", "advcl", "dep") && !t.is(k, "acl:relcl") && t.childLower(k, "mark", "that") >= 0
		if !t.is(k, "ccomp") && !stray {
			continue
		}
		r := 1
		if k > v {
			r = 2
			if t.childLower(k, "mark", "that") >= 0 {
				r = 3
			}
		}
		if r > rank {
			best, rank = k, r
		}
	}
	return best
}

// loose reports whether clause k after the complement c of v goes on with
// what is said: "He said A but B" without a comma, or "He said A; B".
func (f *finder) loose(t *tree, v, c, k int) bool {
	if !t.is(k, "conj", "parataxis") || t.child(k, "nsubj", "expl") < 0 || t.tok(k).UPOS == "VERB" && f.isCue(t, k) {
		return false
	}
	first, _ := bounds(t.subtree(k))
	if first < 1 {
		return false
	}
	before := t.tok(first - 1).Norm
	if t.tok(first).UPOS == "PUNCT" {
		before = t.tok(first).Norm
	}
	if t.is(k, "parataxis") {
		return before == ";"
	}
	return before != "," && before != ";"
}

func (f *finder) isCue(t *tree, v int) bool {
	_, e, ok := f.lookup(t, v)
	return ok && (e.takes('t') && t.child(v, "ccomp", "parataxis") >= 0 || e.act == Judge)
}

// raised: "[Putin] is said [to own a palace]", "[He] appeared [to agree]".
func (f *finder) raised(t *tree, v int, e cueEntry, a Attribution) bool {
	x := t.child(v, "xcomp")
	if x < 0 {
		return false
	}
	seems := a.Cue.Lemma == "seem" || a.Cue.Lemma == "appear"
	passive := t.child(v, "nsubj:pass") >= 0 || t.child(v, "aux:pass") >= 0
	switch {
	case seems:
	case t.childLower(x, "mark", "to") < 0 || !e.takes('t') && !e.takes('i'):
		return false
	case passive && (e.act == Say || e.act == Think || e.act == Claim || e.act == Know || e.act == Confirm || e.act == Expect):
	default:
		return false
	}
	subj := t.child(v, "nsubj")
	if subj < 0 {
		return false
	}
	a.Source = f.source(t, -1, -1, -1)
	if by := t.agent(v); by >= 0 && !seems {
		a.Source = f.source(t, by, -1, -1)
	}
	in := t.subtree(subj)
	for i, b := range t.subtree(x) {
		in[i] = in[i] || b
	}
	a.Content = t.spans(in)
	if seems {
		a.Act = Think
	}
	a.Rule, a.Confidence = "raised", 0.6
	return f.add(t, v, a) >= 0
}

// accusation: "Kyiv accused [Moscow of breaking the truce]".
func (f *finder) accusation(t *tree, v int, e cueEntry, a Attribution) bool {
	switch a.Cue.Lemma {
	case "accuse", "suspect", "charge", "convict":
	default:
		return false
	}
	of := -1
	for _, k := range t.kids[v] {
		if t.is(k, "advcl", "obl") && t.anyChildLower(k, "of", "with") {
			of = k
		}
	}
	whom := t.child(v, "obj", "nsubj:pass")
	if of < 0 || whom < 0 {
		return false
	}
	in := t.subtree(of)
	for i, b := range t.subtree(whom) {
		in[i] = in[i] || b
	}
	a.Content = t.spans(in)
	a.Act, a.Rule, a.Confidence = Claim, "accusation", 0.7
	return f.add(t, v, a) >= 0
}

func (t *tree) anyChildLower(h int, words ...string) bool {
	for _, k := range t.kids[h] {
		if t.is(k, "case", "mark") {
			for _, w := range words {
				if t.lower(k) == w {
					return true
				}
			}
		}
	}
	return false
}

// objectClause: "Putin reiterated a talking point [that a ceasefire would
// let Ukraine regroup]".
func (f *finder) objectClause(t *tree, v int, e cueEntry, a Attribution) bool {
	o := t.child(v, "obj", "iobj", "nsubj:pass")
	if o < 0 || !e.takes('n') && !e.takes('t') && !t.namedFalse(v) {
		return false
	}
	_, cueNoun := f.lex.nouns[t.lemma(o)]
	for _, k := range t.kids[o] {
		if t.is(k, "acl", "ccomp") && (t.contentClause(k) || cueNoun && t.is(k, "acl:relcl") && t.saysWhat(k)) {
			in := t.subtree(k)
			if cueNoun {
				in = t.subtree(o) // the noun is a cue of its own, inside
				if rejects[a.Cue.Lemma] || a.Act == Deny || t.namedFalse(v) {
					a.Act = Deny
				} else if act := f.lex.nouns[t.lemma(o)]; (act == Say || act == Claim) && !f.lex.vouches(a.Cue.Lemma) {
					continue // "criticised reports that": others'
				}
			}
			a.Content = t.spans(in)
			a.Rule, a.Confidence = "object-clause", 0.85
			return f.add(t, v, a) >= 0
		}
	}
	return false
}

// contentClause reports whether a clause under a noun says what the noun
// names ("the claim that he left") rather than which one it is ("the claim
// that he made"): "that" is no argument in it, or it lacks none.
func (t *tree) contentClause(k int) bool {
	if t.childLower(k, "mark", "that") >= 0 {
		return true
	}
	return t.is(k, "acl:relcl") && t.child(k, "nsubj") >= 0 && t.child(k, "obj", "ccomp", "xcomp") >= 0 &&
		t.childLower(k, "nsubj", "that", "who", "which") < 0 && t.childLower(k, "obj", "that", "which", "whom") < 0 && t.anyThat(k)
}

func (t *tree) anyThat(k int) bool {
	first, _ := bounds(t.subtree(k))
	return t.lower(first) == "that"
}

// infinitive: "Trump promised [to resign]", "Kyiv was urged [to wait]".
func (f *finder) infinitive(t *tree, v int, e cueEntry, a Attribution) bool {
	x := t.child(v, "xcomp")
	if x < 0 || !e.takes('i') || t.childLower(x, "mark", "to") < 0 {
		return false
	}
	in := t.subtree(x)
	if o := t.child(v, "obj", "iobj"); o >= 0 && (e.act == Demand || e.act == Ask || e.act == Wish || e.act == Expect) {
		for i, b := range t.subtree(o) {
			in[i] = in[i] || b
		}
	}
	a.Content = t.spans(in)
	if a.Act == Ask {
		a.Act = Demand
	}
	a.Form, a.Rule, a.Confidence = FormTopic, "infinitive", 0.7
	return f.add(t, v, a) >= 0
}

// topic: "Kyiv criticized [the plan]", "called for [a ceasefire]".
func (f *finder) topic(t *tree, v int, e cueEntry, a Attribution) bool {
	if !e.takes('n') || !e.takes('1') || a.Source.Hidden() {
		return false
	}
	passive := t.child(v, "nsubj:pass") >= 0
	_, preposition, _ := strings.Cut(a.Cue.Lemma, " ")
	in := make([]bool, len(t.s.Tokens))
	found := false
	mark := func(k int) {
		for i, b := range t.subtree(k) {
			in[i] = in[i] || b
		}
		found = true
	}
	for _, k := range t.kids[v] {
		switch {
		case passive && t.is(k, "nsubj:pass"):
			mark(k)
		case t.is(k, "obj", "xcomp"):
			mark(k)
		case t.is(k, "obl", "advcl") && !t.is(k, "obl:agent", "obl:tmod") && k > v && (t.anyChildLower(k, preposition) || t.anyChildLower(k, "as", "of", "for") || preposition != "" && t.anyChildLower(k, "to")):
			mark(k)
		}
	}
	if !found {
		return false
	}
	a.Content = t.spans(in)
	a.Form, a.Rule, a.Confidence = FormTopic, "topic", 0.6
	return f.add(t, v, a) >= 0
}

// adjective: "Kyiv is confident [that aid will come]".
func (f *finder) adjective(t *tree, v int) {
	act, ok := cueAdjectives[t.lemma(v)]
	c := t.child(v, "ccomp", "advcl")
	if !ok || c < 0 || !t.finite(c) || t.is(c, "advcl") && t.childLower(c, "mark", "that") < 0 {
		return
	}
	head := t.child(v, "nsubj")
	if head < 0 {
		return
	}
	a := Attribution{Act: act, Form: FormClause, Cue: Cue{Lemma: t.lemma(v)}, Source: f.source(t, head, -1, -1), Rule: "adjective", Confidence: 0.6}
	a.Content = t.spans(t.subtree(c))
	f.add(t, v, a)
}

// finite reports whether the clause headed by c has a tensed verb. Without
// Penn tags it is taken to have one unless an infinitive marks it.
func (t *tree) finite(c int) bool {
	known := false
	check := func(i int) bool {
		switch t.tok(i).XPOS {
		case "VBD", "VBZ", "VBP", "MD":
			return true
		case "":
		default:
			known = true
		}
		return false
	}
	if check(c) {
		return true
	}
	for _, k := range t.kids[c] {
		if t.is(k, "aux", "cop") && check(k) {
			return true
		}
	}
	if t.childLower(c, "mark", "that") >= 0 {
		return true
	}
	if x := t.tok(c).XPOS; t.child(c, "nsubj") >= 0 && (x == "NN" || x == "NNS" || x == "VB" || x == "JJ") && t.childLower(c, "mark", "to", "for") < 0 {
		return true // a tensed verb that was tagged as something else
	}
	return !known && t.childLower(c, "mark", "to") < 0
}

// indirectQuestion reports whether the clause headed by c opens with a
// question word or "whether".
func (t *tree) indirectQuestion(c int) bool {
	if t.childLower(c, "mark", "whether", "if") >= 0 {
		return true
	}
	for i, b := range t.subtree(c) {
		if v := t.tok(c).Head; !b || t.tok(i).UPOS == "PUNCT" || i < v && v < c {
			continue // "which she says she will refuse" asks nothing
		}
		switch t.lower(i) {
		case "who", "what", "which", "when", "where", "why", "how", "whom", "whose":
			return true
		}
		return false
	}
	return false
}

// clip unmarks the tokens outside of [from, to).
func (t *tree) clip(in []bool, from, to int) []bool {
	for i := range in {
		if i < from || i >= to {
			in[i] = false
		}
	}
	return in
}

// inQuote returns the index of the outer quotation that holds the span, -1
// if none does.
func (f *finder) inQuote(s text.Span) int {
	for i := range f.quotes {
		if f.quotes[i].depth == 0 && f.quotes[i].span.Contains(s) {
			return i
		}
	}
	return -1
}
