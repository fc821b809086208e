package extract

import (
	"sort"

	"github.com/dramatis-kg/dramatis/extract/speech"
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// unnamed is the name of a speaker whom the text does not name.
const unnamed = "unnamed source"

// voices are the attributions of the document and what is asked of them.
type voices struct {
	all   []speech.Attribution
	byCue map[text.TokenRef][]int
	terms []schema.Term // of the speakers, by attribution; zero until asked
}

func newVoices(all []speech.Attribution) *voices {
	v := &voices{all: all, byCue: map[text.TokenRef][]int{}, terms: make([]schema.Term, len(all))}
	for i := range all {
		if !all[i].Cue.Span.Empty() {
			v.byCue[all[i].Cue.Head] = append(v.byCue[all[i].Cue.Head], i)
		}
	}
	return v
}

// pruneVoices makes topics of "words" that are a relative clause ("laid out
// the plan that Oslo had drawn up"): they are the article's.
func (x *extractor) pruneVoices() {
	for i := range x.voices.all {
		a := &x.voices.all[i]
		if a.Form != speech.FormClause || a.Quoted() || len(a.Content) == 0 {
			continue
		}
		if !a.Cue.Span.Empty() {
			t, k := x.trees[a.Cue.Head.Sentence], a.Cue.Head.Token
			if c := t.nearest(k); t.upos(k) == "NOUN" && c != nil && t.head(k) == c.pred && x.refutes(c) {
				a.Form = speech.FormTopic // "denied reports that …": not the denier's claim
				continue
			}
		}
		if a.Rule == "according-to" || a.Rule == "hedge" || a.Rule == "raised" {
			continue // "who reportedly left", "who is said to have left", "a policy which, according to AFP, Norway criticised": the clause alone is AFP's
		}
		for _, t := range x.trees {
			if k := x.tokenAt(t, a.Content[0].Start); k >= 0 && t.relativePronoun(k) && t.tok(k).Start == a.Content[0].Start {
				if c := t.nearest(k); c != nil && c.lead().link == linkRelative {
					a.Form = speech.FormTopic
				}
			}
		}
	}
}

// findNameless notes the sources whom the article keeps nameless: "two
// officials familiar with the talks".
func (x *extractor) findNameless() {
	x.nameless = map[text.TokenRef]text.Span{}
	for i := range x.voices.all {
		s := &x.voices.all[i].Source
		if s.Kind != speech.SourceAnonymous || x.voices.all[i].Form == speech.FormTopic {
			continue // who objects to a plan is no source of words
		}
		t, k := x.trees[s.Head.Sentence], s.Head.Token
		if t.upos(k) != "NOUN" && t.upos(k) != "PRON" && t.upos(k) != "ADJ" && t.upos(k) != "DET" && t.upos(k) != "NUM" {
			continue
		}
		sp := s.Span
		if n := len(t.s.Tokens); s.End <= n && sp.Len() > maxSource {
			a, b := t.phrase(k)
			sp = t.cover(a, b)
		}
		first, last := s.First, min(s.End, len(t.s.Tokens))-1
		for first < k && (t.isPunct(first) || t.base(first) == "cc") {
			first++
		}
		for last > k && t.isPunct(last) {
			last--
		}
		if sp == s.Span && first <= k && k <= last {
			sp = t.cover(first, last)
		}
		x.nameless[s.Head] = sp
	}
}

// maxSource bounds, in bytes, the description of a nameless source.
const maxSource = 120

// chain are the attributions whose words hold sp, outermost first.
// Attributions of mere topics ("promised to resign") are not propositions, nor
// are those of quoted phrases but for what stands in the marks.
func (v *voices) chain(sp text.Span) []int {
	var out []int
	for i := range v.all {
		a := &v.all[i]
		if (a.Form == speech.FormClause || a.Form == speech.FormPhrase && inMarks(a, sp)) && !a.Refuted && a.Holds(sp) && !a.Cue.Span.Contains(sp) && !(a.Source.Hidden() && !speaks(a)) {
			out = append(out, i)
		}
	}
	sort.SliceStable(out, func(i, j int) bool {
		return v.all[out[i]].Cover().Len() > v.all[out[j]].Cover().Len()
	})
	return out
}

// inMarks reports words that stand in one of the quotations of a.
func inMarks(a *speech.Attribution, sp text.Span) bool {
	for _, q := range a.Quotes {
		if q.Contains(sp) {
			return true
		}
	}
	return false
}

// isCue reports whether the clause's verb introduces somebody's words.
func (x *extractor) isCue(c *clause) bool { return x.cueOf(c) >= 0 }

// cueOf is the attribution whose cue is the verb of c, or -1.
func (x *extractor) cueOf(c *clause) int {
	for _, i := range x.voices.byCue[text.TokenRef{Sentence: c.t.si, Token: c.pred}] {
		if x.voices.all[i].Form == speech.FormClause {
			return i
		}
	}
	return -1
}

// quoteOf is the quotation that the verb of the clause brings without its being
// a clause: called the plan “a trap”; zero if there is none.
func (x *extractor) quoteOf(c *clause) text.Span {
	for _, i := range x.voices.byCue[text.TokenRef{Sentence: c.t.si, Token: c.pred}] {
		if a := &x.voices.all[i]; a.Form == speech.FormPhrase && len(a.Quotes) > 0 {
			return a.Quotes[0]
		}
	}
	return text.Span{}
}

// speaks reports an act that puts a proposition into the world, as opposed
// to one that wants something done ("is expected to", "was allowed to").
func speaks(a *speech.Attribution) bool {
	switch a.Act {
	case speech.Demand, speech.Promise, speech.Expect, speech.Wish, speech.Judge:
		return a.Quoted()
	}
	return true
}

// speaker is the term of the source of attribution i.
func (x *extractor) speaker(i int) schema.Term {
	if tm := &x.voices.terms[i]; !tm.IsZero() {
		return *tm
	}
	a := &x.voices.all[i]
	var tm schema.Term
	switch {
	case a.Source.Hidden():
		tm = schema.Term{Kind: schema.TermLiteral, Name: unnamed, Text: x.d.Article.Text[a.Cue.Span.Start:a.Cue.Span.End], Span: a.Cue.Span, Mention: -1}
	default:
		t, head := x.trees[a.Source.Head.Sentence], a.Source.Head.Token
		x.voices.terms[i] = schema.Term{Kind: schema.TermLiteral, Mention: -1} // breaks a loop of "I said"
		if c := t.nearest(head); c != nil {
			head = c.dereference(head)
		}
		if t.relativePronoun(head) || a.Holds(t.tok(head).Span) {
			return x.voices.terms[i] // a speaker who is part of the words is none
		}
		tm = x.term(t, head)
		if tm.Kind == schema.TermTopic && a.Source.Kind != speech.SourceDocument {
			tm.Kind, tm.Type, tm.Name = schema.TermActor, text.KindGroup, ""
		}
		if tm.Mention < 0 && a.Source.Mention >= 0 && tm.Kind == schema.TermActor {
			tm.Mention = a.Source.Mention
		}
		if each := x.parts(tm); each != nil {
			tm = each[0] // as of "Holm and Sava said" the first speaks
		}
	}
	x.voices.terms[i] = tm
	return tm
}

// speakerAt is the innermost speaker of quoted words at sp; nil outside
// quotations and when the text names nobody.
func (x *extractor) speakerAt(sp text.Span) *schema.Term {
	ch := x.voices.chain(sp)
	for k := len(ch) - 1; k >= 0; k-- {
		a := &x.voices.all[ch[k]]
		if a.Quoted() && !a.Source.Hidden() {
			tm := x.speaker(ch[k])
			if tm.Text == "" {
				return nil
			}
			return &tm
		}
	}
	return nil
}

// addressee is the one person whom quoted words at sp are said to: “You lied,”
// the judge told Berg; nil outside of quotations and when the text names none.
func (x *extractor) addressee(sp text.Span) *schema.Term {
	ch := x.voices.chain(sp)
	if len(ch) == 0 {
		return nil
	}
	a := &x.voices.all[ch[len(ch)-1]]
	if !a.Quoted() || a.Cue.Span.Empty() {
		return nil
	}
	t := x.trees[a.Cue.Head.Sentence]
	c := t.byPred[a.Cue.Head.Token]
	if c == nil || !x.lex.is("telling", t.lemma(c.pred)) {
		return nil
	}
	for _, o := range t.children(c.pred, "iobj", "obj") {
		if a.Holds(t.tok(o).Span) || len(t.conjuncts(o)) != 1 || t.xpos(o) == "NNS" || !t.actorLike(o) || t.lower(o) == "you" {
			continue
		}
		if tm := x.term(t, o); tm.Kind == schema.TermActor && (tm.Type == text.KindPerson || t.upos(o) == "PROPN") {
			return &tm
		}
	}
	return nil
}

// sources are the steps of attribution for words at sp, and the quotation
// that they stand in.
func (x *extractor) sources(sp text.Span) (steps []schema.Attribution, quote text.Span) {
	for _, i := range x.voices.chain(sp) {
		a := &x.voices.all[i]
		if a.Act == speech.Ask && a.Source.Hidden() && !a.Quoted() {
			continue // "Asked whether she would run, the mayor said …": a question claims nothing
		}
		tm := x.speaker(i)
		if tm.Text == "" || len(steps) > 0 && x.shown(a) {
			continue
		}
		m := a.Modality
		if m == "" {
			m = schema.Asserted
		}
		cue := a.Cue.Lemma
		if cue == "" {
			cue = "say"
		}
		q := false
		for _, s := range a.Quotes {
			if s.Contains(sp) {
				q, quote = true, s
			}
		}
		steps = append(steps, schema.Attribution{Speaker: tm, Cue: cue, CueSpan: a.Cue.Span, Modality: m, Quoted: q, Content: a.Cover()})
	}
	return steps, quote
}

// shown reports words that a thing is said to show, which are the words of
// whoever says so: “the verdict proves that our judges work”. What a
// document shows it says itself.
func (x *extractor) shown(a *speech.Attribution) bool {
	if a.Source.Hidden() || a.Source.Mention >= 0 {
		return false
	}
	switch a.Cue.Lemma {
	case "show", "indicate", "reveal", "suggest", "confirm":
		if a.Source.Kind == speech.SourceDocument {
			return false
		}
		fallthrough
	case "prove", "demonstrate", "mean", "imply":
		t := x.trees[a.Source.Head.Sentence]
		return t.upos(a.Source.Head.Token) == "NOUN" && !t.actorLike(a.Source.Head.Token)
	}
	return false
}

// nounSource is the speaker behind "repeated the claim that …" and "blamed
// him for …", when speech found none: the clause completes a noun that is
// the object of a verb of speech, or gives the ground of praise or blame.
func (x *extractor) nounSource(c *clause) (schema.Attribution, bool) {
	for n := 0; c != nil && n < 16; n++ {
		l := c.lead()
		g := l.parent
		if g == nil {
			return schema.Attribution{}, false
		}
		t := c.t
		if l.link == linkFinite && l.noun >= 0 && t.base(l.noun) == "obj" && t.head(l.noun) == g.pred {
			f, ok := x.lex.frames[frameKey{t.lemma(g.pred), "V", "that"}]
			if s := g.subjects(); (ok && f == forceSpeech || x.refutes(g)) && len(s) > 0 && x.moodOf(g).m == schema.Asserted {
				first, last := t.subtree(l.pred, nil)
				return schema.Attribution{Speaker: x.term(t, s[0]), Cue: t.lemma(g.pred), CueSpan: t.tok(g.pred).Span,
					Modality: schema.Asserted, Content: t.cover(first, last)}, true
			}
		}
		s := g.subjects()
		if g.passive {
			s = g.agents()
		}
		if l.mark == "for" && (l.link == linkGerund || l.link == linkAdverbial) && g.passive && len(s) == 0 && (x.lex.is("judging", t.lemma(g.pred)) || x.lex.is("punishing", t.lemma(g.pred))) && x.moodOf(g).m == schema.Asserted {
			first, last := t.subtree(l.pred, nil)
			return schema.Attribution{Speaker: schema.Term{Kind: schema.TermLiteral, Name: unnamed, Text: t.slice(t.tok(g.pred).Span), Span: t.tok(g.pred).Span, Mention: -1},
				Cue: t.lemma(g.pred), CueSpan: t.tok(g.pred).Span, Modality: schema.Asserted, Content: t.cover(first, last)}, true
		}
		if l.mark == "for" && (l.link == linkGerund || l.link == linkAdverbial) && len(s) > 0 && (x.lex.is("judging", t.lemma(g.pred)) || x.lex.is("punishing", t.lemma(g.pred))) && x.moodOf(g).m == schema.Asserted {
			// "blasted the press for being dishonest": so the speaker thinks.
			first, last := t.subtree(l.pred, nil)
			return schema.Attribution{Speaker: x.term(t, s[0]), Cue: t.lemma(g.pred), CueSpan: t.tok(g.pred).Span,
				Modality: schema.Asserted, Content: t.cover(first, last)}, true
		}
		c = g
	}
	return schema.Attribution{}, false
}

// voiceMood is what the manner of speaking does to words that do not hang
// in the tree below their cue: questions, denials, demands, and speech that
// did not take place.
func (x *extractor) voiceMood(c *clause) mood {
	sp := c.t.tok(c.pred).Span
	out := mood{m: schema.Asserted}
	if i := x.refutation(c); i >= 0 {
		out = noted(schema.Negated, "refuted_"+x.voices.all[i].Cue.Lemma)
	}
	for _, i := range x.voices.chain(sp) {
		a := &x.voices.all[i]
		if !a.Cue.Span.Empty() && a.Cue.Head.Sentence == c.t.si && c.t.above(a.Cue.Head.Token, c.pred) && a.Cue.Head.Token != c.pred &&
			(c.lead().noun < 0 || a.Modality == "" || a.Modality == schema.Asserted) {
			continue // seen by complementMood
		}
		m := a.Modality
		if m == "" || m == schema.Planned && a.Quoted() {
			m = schema.Asserted
		}
		f := actForce(a.Act)
		if f == forceSpeech && m == schema.Asserted {
			continue
		}
		// A quotation after "asked" or "demanded" may hold plain statements;
		// questions are known by their marks.
		if a.Kind != speech.Indirect && m == schema.Asserted && f != forceNegated {
			continue
		}
		got := apply(m, f)
		out.m = under(got, out.m)
		out.notes = append(out.notes, "modality:cue_"+a.Cue.Lemma)
	}
	return out
}

// refutation is the attribution that gives the clause as words which the
// article itself calls false ("falsely claimed that …") and which do not hang
// on it in the tree, or -1. Such words are the article's denial, not
// something on their speaker's authority.
func (x *extractor) refutation(c *clause) int {
	sp := c.t.tok(c.pred).Span
	for i := range x.voices.all {
		a := &x.voices.all[i]
		if a.Refuted && a.Form == speech.FormClause && a.Holds(sp) && !a.Cue.Span.Contains(sp) && x.refutedBy(c.parent) < 0 &&
			!(a.Cue.Head.Sentence == c.t.si && c.t.above(a.Cue.Head.Token, c.pred)) {
			return i
		}
	}
	return -1
}

// refutedBy is the attribution whose cue is the verb of g and whose content
// the article calls false, or -1.
func (x *extractor) refutedBy(g *clause) int {
	if g == nil {
		return -1
	}
	for _, i := range x.voices.byCue[text.TokenRef{Sentence: g.t.si, Token: g.pred}] {
		if x.voices.all[i].Refuted {
			return i
		}
	}
	return -1
}

// actForce is the force of an act of speech on its content.
func actForce(a speech.Act) force {
	switch a {
	case speech.Deny:
		return forceNegated
	case speech.Ask, speech.Demand, speech.Wish:
		return forceHypo
	case speech.Promise, speech.Expect:
		return forcePlanned
	case speech.Know:
		return forceFactive
	}
	return forceSpeech
}
