package extract

import (
	"strings"

	"github.com/dramatis-kg/dramatis/extract/speech"
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// say writes that somebody said something: the content is a literal, those
// addressed are qualifiers.
func (x *extractor) say(f fact, cue int, subjects, addressed []int, adj []adjunct) {
	t, c := f.t, f.c
	a := &x.voices.all[cue]
	if x.fragment(a) {
		return
	}
	f.form, f.rule, f.event = c.verbForm(), "say", schema.Say
	if _, ok := x.normalize(f.form); !ok && a.Act == speech.Say {
		f.form, f.fixed = "say", true
	} else if x.lex.is("own-word", f.form) {
		f.fixed = true // "suggested that" proposes nothing, "ruled that" leads nobody, "concluded that" ends nothing
	}
	f.deed = doing(a.Act)
	f.verb = t.verbSpan(c, -1)
	f.object = x.content(a)
	f.quote = firstQuote(a)
	for _, o := range addressed {
		tm := x.term(t, o)
		role := "to"
		if tm.Kind != schema.TermActor && !x.lex.is("telling", t.lemma(c.pred)) {
			role = "about"
		}
		f.quals = append(f.quals, schema.Qualifier{Role: role, Term: tm})
	}
	for _, q := range x.qualifiers(t, adj) {
		if !a.Holds(q.Term.Span) {
			f.quals = append(f.quals, q)
		}
	}
	for _, s := range subjects {
		g := f
		g.subject = x.term(t, s)
		if g.subject.Kind == schema.TermLiteral && x.speaker(cue).Kind == schema.TermActor {
			g.subject = x.speaker(cue)
		}
		x.emit(g)
	}
}

// fragment reports content that is no proposition but a stray phrase: it
// begins with a preposition and is not quoted.
func (x *extractor) fragment(a *speech.Attribution) bool {
	if len(a.Content) == 0 {
		return true
	}
	if a.Quoted() {
		return false
	}
	w, _, _ := strings.Cut(strings.TrimSpace(a.Content[0].In(x.d.Article.Text)), " ")
	switch strings.ToLower(w) {
	case "of", "to", "for", "with", "by", "from":
		return true
	}
	return false
}

// utters reports that the clause gives somebody's words, not only what they
// want done: "said that", "demanded that", "promised: …".
func (x *extractor) utters(c *clause, cue int) bool {
	a := &x.voices.all[cue]
	if a.Source.Hidden() {
		return false
	}
	t := c.t
	for _, o := range t.children(c.pred, "obj") {
		// "accused Kyiv of …": the object is part of the content, not of the
		// audience.
		if (t.actorLike(o) || a.Rule == "accusation") && a.Holds(t.tok(o).Span) && a.Kind != speech.Direct {
			return false
		}
	}
	for _, k := range t.children(c.pred, "ccomp") {
		if g := t.byPred[k]; g != nil && g.link == linkFinite && a.Holds(t.tok(k).Span) {
			return true
		}
	}
	switch a.Act {
	case speech.Say, speech.Claim, speech.Confirm, speech.Deny, speech.Ask, speech.Think, speech.Know:
		return c.t.child(c.pred, "xcomp") < 0 || a.Quoted()
	}
	return a.Kind == speech.Direct
}

// spoken writes the acts of speech of a sentence whose cue is not a verb
// with a subject: "according to X", a statement that …, and quotations that
// go on without a cue.
func (x *extractor) spoken(t *tree) {
	for i := range x.voices.all {
		a := &x.voices.all[i]
		if len(a.Content) == 0 || a.Source.Hidden() || a.Form != speech.FormClause || x.fragment(a) {
			continue
		}
		f := fact{t: t, fixed: true, form: "say", rule: "say-according", event: schema.Say, mood: mood{m: schema.Asserted}, object: x.content(a), quote: firstQuote(a)}
		if a.Cue.Span.Empty() {
			at := x.tokenAt(t, a.Content[0].Start)
			if at < 0 {
				continue
			}
			f.at, f.rule = at, "say-continued"
			f.verb = text.Span{Start: a.Content[0].Start, End: a.Content[0].Start}
		} else {
			if a.Cue.Head.Sentence != t.si {
				continue
			}
			f.at = a.Cue.Head.Token
			if x.saidAlready(t, f.at) {
				continue
			}
			f.verb = a.Cue.Span
			if a.Modality != "" {
				f.mood.m = a.Modality
			}
			if a.Act == speech.Deny {
				f.form = "deny" // "Berg's denial that …"
			}
			if c := t.byPred[f.at]; c != nil && len(c.subjects()) > 0 && a.Kind != speech.Direct {
				continue
			}
			if c := t.nearest(f.at); c != nil && c.pred != f.at && t.upos(f.at) == "VERB" && strings.HasPrefix(a.Cue.Lemma, "accord") {
				f.date = schema.Date{Basis: schema.BasisNone}
			}
		}
		f.subject = x.speaker(i)
		if p := x.d.Article.Published; p != "" && f.mood.m == schema.Asserted {
			if d, err := schema.ParseEDTF("../"+p, schema.BasisPublication); err == nil {
				f.date = d
			}
		}
		x.emitSaid(f, i)
	}
}

// emitSaid writes the act of speech; its own source chain is what holds its
// cue, not its content.
func (x *extractor) emitSaid(f fact, i int) {
	n := len(x.out)
	x.emit(f)
	if len(x.out) == n {
		return
	}
	s := &x.out[n]
	if f.verb.Empty() {
		s.Source = nil
		if p := x.voices.all[i].Parent; p >= 0 {
			s.Source, _ = x.sources(x.voices.all[i].Content[0])
			if k := len(s.Source); k > 0 {
				s.Source = s.Source[:k-1]
			}
		}
	}
}

// saidAlready reports that the clause of a cue wrote its statement.
func (x *extractor) saidAlready(t *tree, cue int) bool {
	for i := range x.out {
		s := &x.out[i]
		if s.Rule == "say" && s.Sentence == t.s.Span && s.VerbSpan.Contains(t.tok(cue).Span) {
			return true
		}
	}
	return false
}

// content is the attributed words as a literal: the parts of a split
// quotation are joined by an ellipsis.
func (x *extractor) content(a *speech.Attribution) schema.Term {
	var parts []string
	for _, sp := range a.Content {
		parts = append(parts, strings.TrimSpace(sp.In(x.d.Article.Text)))
	}
	s := strings.Join(parts, " … ")
	return schema.Term{Kind: schema.TermLiteral, Name: s, Text: s, Span: a.Cover(), Mention: -1, Head: text.TokenRef{Sentence: -1, Token: -1}}
}

func firstQuote(a *speech.Attribution) text.Span {
	if len(a.Quotes) > 0 {
		return a.Quotes[0]
	}
	return text.Span{}
}

// tokenAt is the token of t that starts at or after the offset and lies in
// t, or -1.
func (x *extractor) tokenAt(t *tree, offset int) int {
	if offset < t.s.Start || offset >= t.s.End {
		return -1
	}
	for i := range t.s.Tokens {
		if t.tok(i).End > offset {
			return i
		}
	}
	return -1
}

// asSaying reports a clause that gives the words of whom somebody quotes:
// "quoted an official as saying that …".
func (c *clause) asSaying() bool {
	t, g := c.t, c.parent
	if g == nil || g.passive || t.xpos(c.pred) != "VBG" || !t.childLemma(c.pred, "", "as") {
		return false
	}
	switch t.lemma(g.pred) {
	case "quote", "cite", "paraphrase":
		return true
	}
	return false
}

// hearer reports that somebody with a name or a description speaks to token i:
// in "a clerk told me that …" it is the article that says so.
func (x *extractor) hearer(t *tree, i int) bool {
	switch t.base(i) {
	case "iobj", "obj", "obl":
	default:
		return false
	}
	for _, k := range x.voices.byCue[text.TokenRef{Sentence: t.si, Token: t.head(i)}] {
		if a := &x.voices.all[k]; a.Form == speech.FormClause && !a.Source.Hidden() {
			return true
		}
	}
	return false
}
