package speech

import (
	"strings"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// phrases finds the attributions whose cue is a preposition or an adverb:
// "according to X", "in X's view", "reportedly".
func (f *finder) phrases(t *tree) {
	f.headline(t)
	for i := range t.s.Tokens {
		switch t.lower(i) {
		case "according":
			f.according(t, i)
		case "per":
			if t.is(i, "case") && t.tok(t.tok(i).Head).UPOS == "PROPN" {
				f.sourcePhrase(t, i, i, t.tok(i).Head, "per", Say, "according-to")
			}
		default:
			if act, ok := hedges[t.lower(i)]; ok && t.tok(i).UPOS == "ADV" {
				f.hedge(t, i, act)
			}
			if act, ok := viewNouns[t.lower(i)]; ok && t.tok(i).UPOS == "NOUN" {
				f.view(t, i, act)
			}
		}
	}
}

// maxLabel is the number of tokens that a speaker's name before a colon may
// have.
const maxLabel = 8

// headline: "Rossi: Talks Will Resume", and the turns of an interview. What
// stands before the colon must name a person or an organisation and nothing
// else.
func (f *finder) headline(t *tree) {
	colon, name := -1, -1
	for i := 0; i < len(t.s.Tokens) && i <= maxLabel && colon < 0; i++ {
		switch tok := t.tok(i); {
		case tok.Norm == ":":
			colon = i
		case tok.UPOS == "PROPN":
			if name < 0 {
				name = i
			}
		case tok.UPOS != "NOUN" && tok.UPOS != "ADJ" && tok.UPOS != "DET" && tok.UPOS != "ADP" && tok.Norm != ".":
			return
		}
	}
	if name < 0 || colon < 1 || !t.hasClause(colon+1, len(t.s.Tokens)-1) {
		return
	}
	if f.turns > 1 && t.turn() == colon {
		f.turnOf(t, colon, name)
		return
	}
	m := f.covering(t.si, name)
	if m < 0 || f.doc.Mentions[m].Kind != text.KindPerson && f.doc.Mentions[m].Kind != text.KindOrg || f.doc.Mentions[m].End < colon-1 {
		return
	}
	in := make([]bool, len(t.s.Tokens))
	for i := colon + 1; i < len(in); i++ {
		in[i] = true
	}
	a := Attribution{Act: Say, Form: FormClause, Cue: Cue{Lemma: ":", Span: t.tok(colon).Span}, Modality: schema.Asserted, Rule: "headline", Confidence: 0.6}
	a.Source = f.source(t, f.doc.Mentions[m].Head, -1, -1)
	a.Source.First, a.Source.End, a.Source.Span = 0, colon, t.trim(0, colon-1)
	a.Content = t.spans(in)
	f.add(t, colon, a)
}

// maxTurnLabel is the number of tokens that the name of a speaker in a
// transcript may have.
const maxTurnLabel = 4

// turn returns the colon behind the speaker's name in capitals that opens a
// turn of a transcript ("ROSSI: We will go on."), -1 if there is none.
func (t *tree) turn() int {
	for i := 0; i < len(t.s.Tokens) && i <= maxTurnLabel; i++ {
		switch w := t.tok(i).Norm; {
		case w == ":" && i > 0:
			return i
		case w == ".":
		case len(w) < 2 || w != strings.ToUpper(w) || !startsUpper(w):
			return -1
		}
	}
	return -1
}

// turnOf attributes a turn of a transcript, up to the next one or the end of
// its paragraph. One label alone may be a place line; two make a transcript.
func (f *finder) turnOf(t *tree, colon, name int) {
	a := Attribution{Act: Say, Form: FormClause, Cue: Cue{Lemma: ":", Span: t.tok(colon).Span}, Modality: schema.Asserted, Rule: "turn", Confidence: 0.8}
	a.Source = f.source(t, name, -1, -1)
	a.Source.First, a.Source.End, a.Source.Span = 0, colon, t.trim(0, colon-1)
	in := make([]bool, len(t.s.Tokens))
	for i := colon + 1; i < len(in); i++ {
		in[i] = true
		if h := t.tok(i).Head; h >= 0 && h < colon && t.tok(i).UPOS != "PUNCT" {
			t.attach(i, -1, "root") // the words do not hang on the name
		}
	}
	a.Content = t.spans(in)
	for _, u := range f.trees[t.si+1:] {
		if u.s.Paragraph != t.s.Paragraph || u.turn() > 0 {
			break
		}
		a.Content = append(a.Content, u.s.Span)
	}
	f.add(t, colon, a)
}

// covering returns a mention that covers the token, -1 if none does.
func (f *finder) covering(si, tok int) int {
	for _, m := range f.mentions[si] {
		if x := &f.doc.Mentions[m]; x.Form == text.FormName && tok >= x.First && tok < x.End {
			return m
		}
	}
	return -1
}

// according: "According to X, …" and "…, according to X". The preposition is
// read as a case marker with a fixed "to", or as a participle with an
// oblique.
func (f *finder) according(t *tree, i int) {
	if i+1 >= len(t.s.Tokens) || t.lower(i+1) != "to" {
		return
	}
	head := -1
	switch {
	case t.is(i, "case") || t.is(i, "mark"):
		head = t.tok(i).Head
	default:
		if head = t.child(i, "obl", "nmod", "obj"); head < 0 && t.tok(i+1).Head != i {
			head = t.tok(i + 1).Head
		}
	}
	if head < 0 || head <= i {
		return
	}
	if i > 0 && t.tok(i-1).UPOS != "PUNCT" && measures[t.lemma(head)] {
		return // "were held according to the rules"
	}
	top := head
	if t.under(head, i) {
		top = i
	}
	f.sourcePhrase(t, i, top, head, "according to", Say, "according-to")
}

// measures are what things are done by, not said by.
var measures = map[string]bool{
	"rule": true, "law": true, "plan": true, "schedule": true, "custom": true, "tradition": true, "need": true, "ability": true, "age": true, "size": true,
	"principle": true, "standard": true, "taste": true, "merit": true, "income": true, "rank": true, "instruction": true, "procedure": true,
	"protocol": true, "formula": true, "criterion": true, "requirement": true, "wish": true, "preference": true, "guideline": true, "constitution": true,
}

// sourcePhrase adds an attribution for a phrase that names the source and
// leaves the clause around it as content. cue is the token of the cue, top
// heads the phrase, head the source in it.
func (f *finder) sourcePhrase(t *tree, cue, top, head int, lemma string, act Act, rule string) {
	gov := t.tok(top).Head
	if gov < 0 {
		return
	}
	if root := t.s.Root(); root >= 0 && root != top && t.framesSentence(top) {
		// At either end of the sentence it speaks of all of it.
		gov = root
		t.attach(top, root, "obl")
	}
	gov = t.clauseHead(gov)
	without := []int{top}
	for _, k := range t.kids[gov] {
		// A later or earlier clause that is only loosely attached.
		if t.is(k, "parataxis") && (k > top) != (gov > top) {
			without = append(without, k)
		}
		// "…, according to two officials, although both sides deny it": the
		// concession behind the source is the article's.
		if t.is(k, "advcl") && k > top && top > gov && t.childLower(k, "mark", "although", "though", "while", "whereas") > top {
			without = append(without, k)
		}
	}
	in := t.subtree(gov, without...)
	a := Attribution{Act: act, Form: FormClause, Cue: Cue{Lemma: lemma}, Source: f.source(t, head, -1, -1), Rule: rule, Confidence: 0.85}
	if end := f.frameEnd(t, cue, head); end > 0 {
		// Up to its comma all of it is the source's name.
		in = t.clip(in, end, len(in))
		a.Source.End = max(a.Source.End, end)
		a.Source.Span = t.trim(a.Source.First, a.Source.End-1)
	}
	a.Content = t.spans(in)
	a.Cue.Span = t.tok(cue).Span
	if lemma == "according to" {
		a.Cue.Span.End = t.tok(cue + 1).End
	}
	f.add(t, cue, a)
}

// frameEnd returns the token after a phrase that opens the sentence with
// "according to": its first comma, or the second if only a name stands
// between, as in "According to the coach, Anna Rossi, the team …". It
// returns 0 where the phrase does not open the sentence or no comma closes
// it before a verb.
func (f *finder) frameEnd(t *tree, cue, head int) int {
	if t.lower(cue) != "according" || cue > 0 && !t.onlyPunct(0, cue-1) {
		return 0
	}
	comma := 0
	for i := cue + 2; i < len(t.s.Tokens); i++ {
		switch tok := t.tok(i); {
		case tok.Norm == "," && i > head && comma == 0:
			comma = i
		case tok.Norm == ",":
			return i
		case comma > 0 && tok.UPOS != "PROPN":
			return comma
		case comma == 0 && (tok.XPOS == "VBD" || tok.XPOS == "VBZ" || tok.XPOS == "VBP" || tok.XPOS == "MD"):
			return 0
		}
	}
	return comma
}

// framesSentence reports whether the phrase headed by top opens or closes
// its sentence, set off by a comma if it closes it.
func (t *tree) framesSentence(top int) bool {
	first, last := bounds(t.subtree(top))
	if first == 0 || t.onlyPunct(0, first-1) {
		return true
	}
	comma := t.tok(first).Norm == "," || t.tok(first-1).Norm == ","
	return comma && t.onlyPunct(last+1, len(t.s.Tokens)-1)
}

// clauseHead climbs from a token to the predicate of its clause.
func (t *tree) clauseHead(i int) int {
	for n := 0; n < len(t.s.Tokens); n++ {
		if t.tok(i).UPOS == "VERB" || t.is(i, "root", "ccomp", "advcl", "acl", "parataxis", "csubj") || t.child(i, "nsubj", "cop") >= 0 {
			break
		}
		h := t.tok(i).Head
		if h < 0 {
			break
		}
		i = h
	}
	// A phrase beside the last of several coordinated clauses covers them
	// all, if nothing says otherwise.
	for t.is(i, "conj") && t.tok(i).Head >= 0 {
		i = t.tok(i).Head
	}
	return i
}

// hedge: "Witkoff [reportedly] gave more details".
func (f *finder) hedge(t *tree, i int, act Act) {
	gov := t.tok(i).Head
	if gov < 0 {
		return
	}
	var without []int
	for _, k := range t.kids[gov] {
		switch {
		case t.is(k, "conj") && (t.child(k, "nsubj") >= 0 || k > gov && i > gov),
			t.is(k, "parataxis"),
			t.is(k, "advcl") && t.childLower(k, "mark", "while", "although", "though", "but", "whereas") >= 0,
			t.is(k, "mark", "cc") && k < i:
			without = append(without, k)
		}
	}
	without = append(without, i)
	a := Attribution{Act: act, Form: FormClause, Cue: Cue{Lemma: t.lower(i), Span: t.tok(i).Span}, Source: f.source(t, -1, -1, -1), Rule: "hedge", Confidence: 0.8}
	a.Content = t.spans(t.subtree(gov, without...))
	if t.tok(gov).UPOS != "VERB" && t.child(gov, "nsubj", "cop") < 0 {
		a.Form = FormTopic // "the allegedly stolen car"
	}
	f.add(t, i, a)
}

// view: "in [X]'s view", "in the words of [X]".
func (f *finder) view(t *tree, i int, act Act) {
	if t.childLower(i, "case", "in", "by") < 0 || !t.is(i, "obl", "nmod", "advmod", "dep", "root", "parataxis") {
		return
	}
	who := t.child(i, "nmod:poss")
	if who < 0 {
		if who = t.child(i, "nmod"); who < 0 || t.childLower(who, "case", "of") < 0 {
			return
		}
	}
	f.sourcePhrase(t, i, i, who, "in "+t.lower(i), act, "view")
}

// nouns finds the attributions whose cue is a noun with a clause: "X's claim
// [that …]", "a promise by X [to …]".
func (f *finder) nouns(t *tree) {
	for i := range t.s.Tokens {
		if t.tok(i).UPOS != "NOUN" {
			continue
		}
		act, ok := f.lex.nouns[t.lemma(i)]
		if !ok {
			continue
		}
		content := -1
		form := FormClause
		for _, k := range t.kids[i] {
			switch {
			case t.is(k, "acl:relcl"):
				if t.saysWhat(k) {
					content = k
				}
			case t.is(k, "acl", "ccomp") && t.childLower(k, "mark", "that", "whether") >= 0:
				content = k
			case t.is(k, "acl") && t.childLower(k, "mark", "to") >= 0 && act != Say && act != Know:
				content, form = k, FormTopic
			}
		}
		if content < 0 {
			continue
		}
		if form == FormClause && t.deniedNoun(f.lex, i) {
			continue // the verb above says who denies it
		}
		head, conf := t.holder(f.lex, i)
		if form == FormTopic && conf < 0.7 {
			continue // "made plans to leave" is said of the verb's subject
		}
		if form == FormClause && conf == verbHolder && t.is(i, "obj") {
			if _, e, known := f.lookup(t, t.tok(i).Head); known && e.act != Say && (e.takes('n') || e.takes('t')) {
				continue // the verb says it: "confirmed reports that"
			}
		}
		a := Attribution{Act: act, Form: form, Cue: Cue{Lemma: t.lemma(i)}, Source: f.source(t, head, -1, -1), Rule: "noun", Confidence: conf}
		a.Content = t.spans(t.subtree(content))
		a.Cue.Span = t.tok(i).Span
		a.Modality = t.nounModality(i)
		if f.add(t, i, a) >= 0 && t.is(i, "obj") && t.tok(i).Head >= 0 {
			v := t.tok(i).Head
			if _, e, known := f.lookup(t, v); !known || e.act == Say {
				// "Voiced the hope that" adds nothing; "denied reports
				// that" does.
				f.used[text.TokenRef{Sentence: t.si, Token: v}] = len(f.out)
			}
		}
	}
}

// saysWhat reports whether what the parser took for a relative clause with
// "that" rather says what a claim, hope or report is: "reports that she had
// resigned". It is relative only if its verb can have a claim as its object:
// "claims that she made".
func (t *tree) saysWhat(k int) bool {
	that := t.childLower(k, "obj", "that")
	if that < 0 || that > k || t.child(k, "nsubj", "nsubj:pass") < that || t.tok(k).UPOS == "AUX" {
		return false
	}
	switch t.lemma(k) {
	case "make", "say", "hear", "give", "issue", "file", "write", "express", "voice", "reject", "deny", "face", "raise", "offer", "receive",
		"have", "share", "hold", "publish", "release", "cite", "repeat", "read", "take", "get", "know", "believe", "dismiss", "dispute", "keep", "break",
		"see", "sign", "reach", "announce", "want", "need", "send", "use", "support", "back", "call", "describe", "call for", "accept", "propose":
		return false
	}
	return true
}

// makes are verbs, beside those of speech, whose subject makes the claim
// that is their object.
var makes = map[string]bool{
	"make": true, "voice": true, "express": true, "issue": true, "raise": true, "renew": true, "advance": true, "publish": true, "release": true,
	"level": true, "air": true, "lodge": true, "file": true, "spread": true, "push": true, "peddle": true, "put": true, "post": true, "give": true,
	"offer": true, "have": true, "launch": true, "circulate": true, "share": true, "tweet": true, "press": true, "pursue": true, "float": true,
}

// vouches reports a verb of speech that passes on its object as the
// speaker's own: "repeated claims that", "confirmed reports that".
func (l *lexicon) vouches(verb string) bool {
	switch e := l.verbs[verb]; e.act {
	case Say, Claim, Confirm, Promise, Expect:
		return true
	}
	return false
}

// verbHolder is the confidence that the subject of the verb above a noun
// holds the claim that it names.
const verbHolder = 0.65

// holder finds whose claim, hope or promise a noun names: its possessor, its
// "of", "by" or "from" phrase, or the subject of the verb it is object of.
func (t *tree) holder(lex *lexicon, i int) (int, float64) {
	if p := t.child(i, "nmod:poss"); p >= 0 {
		return p, 0.8
	}
	for _, k := range t.kids[i] {
		if t.is(k, "nmod") && t.anyChildLower(k, "by", "from", "of", "among") {
			return k, 0.7
		}
	}
	if v := t.tok(i).Head; v >= 0 && t.is(i, "obj") {
		if act := lex.nouns[t.lemma(i)]; (act == Say || act == Claim) && !makes[t.lemma(v)] && !lex.vouches(t.cueLemma(v)) {
			return -1, 0.5 // "ignored reports that": others'
		}
		s, _ := t.speaker(v, 0)
		return s, verbHolder
	}
	return -1, 0.5
}

// nounModality is that of the verb above a cue noun, where the noun is its
// object: "made no promise", "will voice the hope".
func (t *tree) nounModality(i int) schema.Modality {
	if t.childLower(i, "det", "no") >= 0 {
		return schema.Negated
	}
	if v := t.tok(i).Head; v >= 0 && t.is(i, "obj") {
		return t.actModality(v)
	}
	return schema.Asserted
}
