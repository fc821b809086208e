package extract

import (
	"strings"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// emit turns a fact into a statement.
func (x *extractor) emit(f fact) {
	t := f.t
	if f.subject.Text == "" || x.emitEach(f) {
		return
	}
	if !f.object.IsZero() && f.object.Span == f.subject.Span && f.object.Kind != schema.TermLiteral {
		return
	}
	if x.sameActor(f.subject, f.object) && f.rule != "svo" && f.rule != "naming" {
		return // "he met with himself" comes of a wrong link
	}
	if x.sameActor(f.subject, f.object) && f.object.Head.Sentence == t.si && (t.upos(f.object.Head.Token) == "PRON" || t.upos(f.object.Head.Token) == "NOUN") {
		// A plain pronoun or a noun is never its own clause's subject; whom
		// it means instead is not known. "Himself" is no second actor.
		f.object = schema.Term{Kind: schema.TermLiteral, Name: f.object.Text, Text: f.object.Text, Span: f.object.Span, Mention: -1, Head: f.object.Head}
	}
	rel := x.relation(&f)
	if f.object.IsZero() && f.rule == "sv" && x.lex.is("wordless", string(rel)) && len(f.quals) == 0 && !(f.mood.m == schema.Negated && rel != "say") {
		return // "he said" without words says nothing; "has not commented" does
	}
	if f.rule == "svc" && f.c != nil && f.c.shortOf() {
		return // "stopped short of saying it" says that it was not said, and nothing else
	}
	x.checkFuture(&f)
	f.verb = x.denied(&f)
	s := schema.Statement{
		Subject: f.subject, Relation: rel, Object: f.object,
		Verb: t.slice(f.verb), VerbSpan: f.verb,
		EventType: f.event, Modality: f.mood.m,
		Date: f.date, Place: f.place, Qualifiers: distinct(f.quals, f),
		Sentence: t.s.Span, Rule: f.rule,
		Notes: append(dedup(f.mood.notes), f.notes...),
	}
	if s.Date.Basis == "" {
		s.Date = s.Date.WithBasis(schema.BasisNone)
	}
	if s.Date.Known() {
		s.Notes = append(s.Notes, "date:"+string(s.Date.Basis))
	}
	s.Source, s.Quote = x.sources(t.tok(f.at).Span)
	if len(s.Source) == 0 && f.c != nil {
		if a, ok := x.nounSource(f.c); ok {
			s.Source = []schema.Attribution{a}
		}
	}
	if a, ok := x.promised(&f); ok && (len(s.Source) == 0 || !x.sameActor(s.Source[len(s.Source)-1].Speaker, a.Speaker)) {
		s.Source = append(s.Source, a)
	}
	if q := x.quotation(t.tok(f.at).Span); len(s.Source) == 0 && !q.Empty() {
		// Nobody is found who says it, but the article only quotes it.
		s.Source = []schema.Attribution{{Speaker: schema.Term{Kind: schema.TermLiteral, Name: unnamed, Text: q.In(x.d.Article.Text), Span: q, Mention: -1},
			Cue: "quotation marks", Modality: schema.Asserted, Quoted: true, Content: q}}
		s.Quote = q
	}
	if len(s.Source) == 0 && x.firstPerson(t) {
		// Nobody is named, but it is not the article that says "I".
		s.Source = []schema.Attribution{{Speaker: schema.Term{Kind: schema.TermLiteral, Name: unnamed, Text: s.Sentence.In(x.d.Article.Text), Span: s.Sentence, Mention: -1},
			Cue: "first person", Modality: schema.Asserted, Content: s.Sentence}}
	}
	if f.rule == "role-before-name" || f.rule == "role-apposition" {
		n := 0
		for _, a := range s.Source { // titles are the article's, but in quotations
			if a.Quoted {
				s.Source[n] = a
				n++
			}
		}
		s.Source = append(s.Source[:n], f.hedge...)
	}
	if !f.quote.Empty() {
		s.Quote = f.quote
	}
	s.Span = f.verb.Cover(inSentence(f.subject.Span, t)).Cover(inSentence(f.object.Span, t)).Cover(inSentence(f.place.Span, t))
	for _, q := range s.Qualifiers {
		s.Span = s.Span.Cover(inSentence(q.Term.Span, t))
	}
	if s.Span.Empty() {
		s.Span = t.s.Span
	}
	x.classify(&s, &f)
	s.Confidence = confidence(x.evidence(&f, &s))
	x.remember(&f, rel)
	x.out = append(x.out, s)
	x.hostMet(f, rel)
}

// changes reports that the fact says with or by what something is replaced.
func (f *fact) changes() bool {
	for _, q := range f.quals {
		if q.Role == "with" || q.Role == "by" {
			return true
		}
	}
	return false
}

// denied is the words of the relation with the negation before them where the
// modality does not show it: "asked Kyiv not to attack" is hypothetical, and
// what is asked is "not to attack".
func (x *extractor) denied(f *fact) text.Span {
	if f.c == nil || f.c.pred != f.at || f.mood.m == schema.Negated || f.c.kind != verbal {
		return f.verb
	}
	t := f.t
	for k := f.at - 1; k >= 0 && k >= f.at-3; k-- {
		if t.head(k) == f.at && x.lex.is("negator", t.lower(k)) && t.tok(k).Start < f.verb.Start {
			return text.Span{Start: t.tok(k).Start, End: f.verb.End}
		}
	}
	return f.verb
}

// checkFuture keeps what lies after the day of publication from being
// asserted: a present tense then means a plan ("The talks open on Friday"),
// and with a past tense the date is a mistake and is dropped.
func (x *extractor) checkFuture(f *fact) {
	p := x.d.Article.Published
	first, last := f.date.Bounds()
	if p != "" && first == "" && last > p && f.mood.m == schema.Asserted && f.c != nil && x.effectiveTense(f.c) == "past" {
		f.date = x.bounded(f.c) // "gave them until Friday": the term, not the giving
		return
	}
	if p != "" && first == p && last == "" && f.mood.m == schema.Asserted && f.c != nil && f.c.tense() == "past" && !f.c.perfect() {
		f.date = x.bounded(f.c) // "they soon dropped it": soon after what is told, not after publication
		return
	}
	if p != "" && first > p && f.c != nil && f.c.perfect() {
		f.date = schema.Date{Basis: schema.BasisNone} // "would have received it in January": which one is not known
	}
	if p == "" || first <= p || f.mood.m != schema.Asserted && f.mood.m != schema.Negated {
		return
	}
	if f.c != nil && x.effectiveTense(f.c) == "past" {
		f.date = x.bounded(f.c)
		return
	}
	if f.mood.m == schema.Asserted {
		f.mood = mood{m: schema.Planned, notes: append(append([]string(nil), f.mood.notes...), "modality:future_date")}
	}
}

// normalize maps a form to the vocabulary; a "back" or "together" that the
// vocabulary does not know with the verb is left out.
func (x *extractor) normalize(form string) (schema.Relation, bool) {
	r, ok := x.opts.Vocabulary.Normalize(form)
	if ok {
		return r, true
	}
	for _, p := range []string{"_back", "_together"} {
		if a, b, found := strings.Cut(form, p); found {
			if q, ok := x.opts.Vocabulary.Normalize(a + b); ok {
				return q, true
			}
		}
	}
	return r, false
}

// quotation is the speech in quotation marks that holds sp; zero if none does.
func (x *extractor) quotation(sp text.Span) text.Span {
	for _, q := range x.quoted {
		if q.Contains(sp) {
			return q
		}
	}
	return text.Span{}
}

// firstPerson reports a sentence whose author speaks of himself.
// "We" inside of marks is whoever is quoted.
func (x *extractor) firstPerson(t *tree) bool {
	for i := range t.s.Tokens {
		if t.marked(i) || !x.quotation(t.tok(i).Span).Empty() {
			continue
		}
		if t.lower(i) == "mine" && t.isPit(i) {
			continue
		}
		if t.upos(i) == "PRON" && x.lex.is("first-person", t.lower(i)) && len(x.voices.chain(t.tok(i).Span)) == 0 && !x.hearer(t, i) {
			return true
		}
	}
	return false
}

// isPit reports that "mine", token i, which is taken for a pronoun, is a noun:
// "the mine's owner", "at the copper mine". A pronoun of possession has no
// noun, adjective or determiner right before it.
func (t *tree) isPit(i int) bool {
	if i+1 < len(t.s.Tokens) && t.lower(i+1) == "'s" || t.child(i, "det", "amod", "compound", "nmod:poss") >= 0 {
		return true
	}
	if i == 0 {
		return false
	}
	switch t.upos(i - 1) {
	case "NOUN", "PROPN", "ADJ", "DET":
		return true
	}
	return false
}

// marked reports that token i stands between two quotation marks of its
// sentence.
func (t *tree) marked(i int) bool {
	mark := func(k int) bool {
		switch t.tok(k).Text {
		case "\"", "“", "”", "``", "''":
			return true
		}
		return false
	}
	before, after := 0, false
	for k := range t.s.Tokens {
		switch {
		case !mark(k):
		case k < i:
			before++
		case k > i:
			after = true
		}
	}
	return before%2 == 1 && after
}

func inSentence(sp text.Span, t *tree) text.Span {
	if t.s.Span.Contains(sp) {
		return sp
	}
	return text.Span{}
}

// sameActor reports that both terms refer to one chain.
func (x *extractor) sameActor(a, b schema.Term) bool {
	if a.Mention < 0 || b.Mention < 0 || a.Kind != schema.TermActor || b.Kind != schema.TermActor {
		return false
	}
	if a.Mention == b.Mention {
		return true
	}
	ca, cb := x.d.Mentions[a.Mention].Chain, x.d.Mentions[b.Mention].Chain
	return ca >= 0 && ca == cb
}

// distinct drops qualifiers that repeat an argument or each other.
func distinct(in []schema.Qualifier, f fact) []schema.Qualifier {
	type key struct {
		role string
		sp   text.Span
	}
	seen := map[key]bool{}
	var out []schema.Qualifier
	for _, q := range in {
		k := key{q.Role, q.Term.Span}
		if seen[k] || q.Term.Span == f.subject.Span || q.Term.Span == f.object.Span && f.object.Kind == q.Term.Kind || q.Term.Span == f.place.Span && !f.place.IsZero() {
			continue
		}
		seen[k] = true
		out = append(out, q)
	}
	return out
}

func dedup(in []string) []string {
	seen := map[string]bool{}
	var out []string
	for _, s := range in {
		if !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}
