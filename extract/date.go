package extract

import (
	"strings"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// clauseDate is the date of a clause and how far it may be handed on.
type clauseDate struct {
	date    schema.Date
	own     bool // from a time expression or an event anaphor of its own
	leading bool // the expression stands before the verb, so that it frames what follows
}

// happening is a dated event noun or verb to which "at the meeting" may
// refer later.
type happening struct {
	relation string
	chains   map[int]bool
	date     schema.Date
	pos      int // byte offset
}

// dateOf is the date of the clause: its own time expression, one that it
// inherits or shares, an event it refers to, or a bound from the day of
// publication and the tense. Never more than the text says.
func (x *extractor) dateOf(c *clause) schema.Date {
	d := x.dateIn(c)
	if d.date.Known() {
		return d.date
	}
	return x.bounded(c)
}

func (x *extractor) dateIn(c *clause) clauseDate {
	switch c.dateState {
	case 2:
		return c.date
	case 1:
		return clauseDate{}
	}
	c.dateState = 1
	c.date = x.findDate(c)
	c.dateState = 2
	return c.date
}

func (x *extractor) findDate(c *clause) clauseDate {
	t := c.t
	if d := x.counted(c); d.date.Known() {
		return d
	}
	if d := x.ownDate(c); d.date.Known() {
		return d
	}
	if d := x.countedBack(c); d.date.Known() {
		return d
	}
	if d := x.anaphorDate(c); d.date.Known() {
		return d
	}
	if d := x.sharedTime(c); d.date.Known() {
		return d
	}
	if d := x.handedUp(c); d.date.Known() {
		return d
	}
	if c.first != nil {
		if d := x.dateIn(c.first); d.date.Known() && d.leading && x.sameTime(c, c.first) {
			return x.later(c, clauseDate{date: inherited(d.date), leading: true}, c.first)
		}
		return clauseDate{}
	}
	g := c.parent
	if g == nil {
		return clauseDate{}
	}
	if c.link == linkRelative && c.noun >= 0 && (t.childLemma(c.pred, "advmod", "where", "when") || c.gap() == "obl") {
		if d := x.dateOfTime(t, c.noun); d.Known() {
			return clauseDate{date: d, own: true} // "in 2008, when the firm lost money"
		}
		// "attended a meeting on March 11, where Ukraine supported …"
		if _, ev := x.lex.events[t.lemma(c.noun)]; ev && c.tense() == "past" {
			return x.handedDown(g)
		}
	}
	if d := x.whenDate(c); d.Known() {
		return clauseDate{date: d, own: true}
	}
	switch c.link {
	case linkInfinitive, linkGerund:
		if t.head(c.pred) == g.pred && (x.contentless(g) || g.kind == copular || x.lex.is("causing", g.verbForm()) && x.moodOf(c).m == schema.Asserted) {
			return x.handedDown(g)
		}
	case linkFree:
		if !t.infinitive(c.pred) && !c.passive {
			return x.later(c, x.handedDown(g), g)
		}
	case linkAdverbial:
		d := x.handedDown(g)
		if !d.date.Known() {
			return clauseDate{}
		}
		mark := c.mark
		if mark == "" && t.childLemma(c.pred, "advmod", "when") {
			mark = "when"
		}
		switch mark {
		case "when", "while", "by", "as", "upon", "during", "in":
			if c.tense() == "" || c.tense() == g.tense() {
				return d
			}
		case "before":
			return clauseDate{date: x.after(d.date)}
		case "after", "following":
			return clauseDate{date: upTo(d.date)}
		}
	}
	return clauseDate{}
}

// whenDate is the time right before the comma of a clause with "when", which
// tells what happened then: "since 2019, when a gunman killed nine".
func (x *extractor) whenDate(c *clause) schema.Date {
	t := c.t
	none := schema.Date{Basis: schema.BasisNone}
	w := -1
	for _, k := range t.children(c.pred, "advmod", "mark") {
		if t.lower(k) == "when" && k < c.pred {
			w = k
		}
	}
	if w < 2 || t.lower(w-1) != "," || t.inTime[w-2] < 0 || c.tense() != "past" {
		return none
	}
	e := &t.d.Times[t.inTime[w-2]]
	if e.EDTF == "" || e.End != w-1 || e.Type == text.TimeDuration {
		return none
	}
	d, err := schema.ParseEDTF(strings.TrimSuffix(e.EDTF, "/.."), schema.BasisExplicit)
	if err != nil {
		return none
	}
	return d.WithPhrase(t.slice(e.Span))
}

// handedUp is what a dated clause below says of the one that governs it:
// "speaking on Tuesday, he said", "met her before he left on Monday".
func (x *extractor) handedUp(c *clause) clauseDate {
	for _, g := range c.t.clauses {
		if g.parent != c || c.t.head(g.pred) != c.pred {
			continue
		}
		switch {
		case g.link == linkFree && g.pred < c.pred && g.ing():
			d := x.ownDate(g)
			if !d.date.Known() {
				continue
			}
			if g.perfect() {
				return clauseDate{date: x.after(d.date), leading: true}
			}
			return clauseDate{date: inherited(d.date), leading: true}
		case g.link != linkAdverbial || x.moodOf(g).m != schema.Asserted:
		case g.mark == "before":
			if d := x.ownDate(g); d.date.Known() {
				return clauseDate{date: upTo(d.date)}
			}
		case g.mark == "after":
			if d := x.ownDate(g); d.date.Known() && x.effectiveTense(c) == "past" {
				return clauseDate{date: x.after(d.date)}
			}
		}
	}
	return clauseDate{}
}

// dateOfTime is the date of the time expression that token i stands in.
func (x *extractor) dateOfTime(t *tree, i int) schema.Date {
	if ti := t.inTime[i]; ti >= 0 && t.d.Times[ti].EDTF != "" && !strings.Contains(t.d.Times[ti].EDTF, "/") {
		if d, err := schema.ParseEDTF(t.d.Times[ti].EDTF, schema.BasisExplicit); err == nil {
			return d.WithPhrase(t.slice(t.d.Times[ti].Span))
		}
	}
	return schema.Date{Basis: schema.BasisNone}
}

// later moves a date that clause c takes from g past it where the words say
// that c came later: "fought an illness in 2004, later revealing …", "bought a
// stake in 2009 and has since raised it".
func (x *extractor) later(c *clause, d clauseDate, g *clause) clauseDate {
	if !d.date.Known() {
		return d
	}
	if c.perfect() && !g.perfect() || c.t.childLemma(c.pred, "advmod", "later", "since", "subsequently", "eventually", "afterwards", "afterward", "thereafter") {
		return clauseDate{date: x.after(d.date)}
	}
	return d
}

// sharedTime is the date of the complement where both happen at once: "failed
// to pass the bill last week", "began building in 2003".
func (x *extractor) sharedTime(c *clause) clauseDate {
	if !x.lex.is("same-time", c.verbForm()) {
		return clauseDate{}
	}
	for _, g := range c.t.clauses {
		if g.parent == c && (g.link == linkInfinitive || g.link == linkGerund) && c.t.head(g.pred) == c.pred {
			return x.ownDate(g)
		}
	}
	return clauseDate{}
}

func (x *extractor) handedDown(g *clause) clauseDate {
	d := x.dateIn(g)
	if !d.date.Known() {
		return clauseDate{}
	}
	return clauseDate{date: inherited(d.date), leading: d.leading}
}

func inherited(d schema.Date) schema.Date {
	if d.Basis == schema.BasisExplicit {
		return d.WithBasis(schema.BasisInherited)
	}
	return d
}

// sameTime reports coordinated clauses of one tense.
func (x *extractor) sameTime(a, b *clause) bool {
	ta, tb := a.tense(), b.tense()
	return ta == tb || ta == "" || tb == ""
}

// after is the interval from the date to the day of publication: what
// "before traveling" tells about the journey when the main clause is dated.
func (x *extractor) after(d schema.Date) schema.Date {
	first, _ := d.Bounds()
	if first == "" {
		return schema.Date{Basis: schema.BasisNone}
	}
	s := first + "/.."
	if p := x.d.Article.Published; p != "" && p >= first {
		s = first + "/" + p
	}
	out, err := schema.ParseEDTF(s, schema.BasisInherited)
	if err != nil {
		return schema.Date{Basis: schema.BasisNone}
	}
	return out.WithPhrase(d.Phrase)
}

// upTo is everything up to the date.
func upTo(d schema.Date) schema.Date {
	_, last := d.Bounds()
	if last == "" {
		return schema.Date{Basis: schema.BasisNone}
	}
	out, err := schema.ParseEDTF("../"+last, schema.BasisInherited)
	if err != nil {
		return schema.Date{Basis: schema.BasisNone}
	}
	return out.WithPhrase(d.Phrase)
}

// ownDate is the narrowest time expression that the clause governs, directly
// or through a noun of happening among its arguments.
func (x *extractor) ownDate(c *clause) clauseDate {
	t := c.t
	var best clauseDate
	width := 1 << 30
	seen := map[int]bool{}
	for i := range t.s.Tokens {
		ti := t.inTime[i]
		if ti < 0 || seen[ti] {
			continue
		}
		seen[ti] = true
		e := &t.d.Times[ti]
		if e.EDTF == "" || e.Type == text.TimeDuration && !strings.Contains(e.EDTF, "/") || e.Type == text.TimeSet {
			continue
		}
		h := t.timeHead(e)
		if h < 0 {
			continue
		}
		g, under := x.timeClause(t, h)
		if x.told(g, h, e) != c || t.aside(e, h) || c.arranged(e, h) {
			continue
		}
		d, ok := x.timeDate(t, e, h)
		if ok && under >= 0 {
			d, ok = x.opened(t, c, d, under)
		}
		if !ok {
			continue
		}
		d = x.lasting(c, spanned(t, e, h, d))
		if w := dateWidth(d); w < width {
			width = w
			best = clauseDate{date: d, own: true, leading: h < c.pred}
		}
	}
	return best
}

// spanned is the span from one time to another that is coordinated with it:
// "in 1997 and 1998". What is said of both happened within.
func spanned(t *tree, e *text.TimeExpr, h int, d schema.Date) schema.Date {
	if strings.Contains(d.EDTF(), "/") {
		return d
	}
	for _, k := range t.children(h, "conj") {
		ti := t.inTime[k]
		if ti < 0 || len(t.d.Times[ti].EDTF) != len(e.EDTF) || t.d.Times[ti].EDTF <= e.EDTF || strings.ContainsAny(t.d.Times[ti].EDTF, "/~") {
			continue
		}
		if out, err := schema.ParseEDTF(d.EDTF()+"/"+t.d.Times[ti].EDTF, d.Basis); err == nil {
			return out.WithPhrase(t.slice(text.Span{Start: e.Start, End: t.d.Times[ti].Span.End}))
		}
	}
	return d
}

// dateWidth orders dates from narrow to wide.
func dateWidth(d schema.Date) int {
	switch d.Precision() {
	case "day":
		return 0
	case "interval":
		return 1
	case "month":
		return 2
	case "season":
		return 3
	case "year":
		return 4
	case "before", "after":
		return 5
	}
	return 6
}

// bounded is what tense and the day of publication say of an undated clause.
func (x *extractor) bounded(c *clause) schema.Date {
	p := x.d.Article.Published
	none := schema.Date{Basis: schema.BasisNone}
	if p == "" {
		return none
	}
	v := ""
	switch x.moodOf(c).m {
	case schema.Asserted, schema.Negated:
		if x.effectiveTense(c) == "past" {
			v = "../" + p
		}
	case schema.Planned:
		switch x.effectiveTense(c) {
		case "future", "present", "modal":
			// The future of the past ("said it would") began with the speech.
			if !x.purpose(c) && !x.habit(c) && !c.hasAux("would", "'d") {
				v = p + "/.."
			}
		}
	}
	if v == "" {
		return none
	}
	d, err := schema.ParseEDTF(v, schema.BasisPublication)
	if err != nil {
		return none
	}
	return d
}

// purpose reports that the plan hangs on a past act ("met to explain"), so
// that nothing is known of its date.
func (x *extractor) purpose(c *clause) bool {
	l := c.lead()
	return l.link == linkAdverbial && l.parent != nil && x.effectiveTense(l.parent) == "past"
}

// effectiveTense is the tense of the clause or of the finite clause that it
// depends on; a past participle alone is past.
func (x *extractor) effectiveTense(c *clause) string {
	for n := 0; c != nil && n < 16; n++ {
		if s := c.tense(); s != "" {
			return s
		}
		l := c.lead()
		if l != c {
			c = l
			continue
		}
		if c.link == linkReduced && c.passive {
			return "past"
		}
		c = c.parent
	}
	return ""
}

// anaphorDate dates a clause by an event that it mentions as known: "at the
// meeting", "during the talks", "following the meeting".
func (x *extractor) anaphorDate(c *clause) clauseDate {
	t := c.t
	for _, k := range t.children(c.pred, "obl") {
		p := t.prep(k)
		switch p {
		case "at", "in", "during", "after", "following", "before":
		default:
			continue
		}
		if !t.definite(k) {
			continue
		}
		h, found := x.recallNoun(t, t.lemma(k), c.pred)
		if !found {
			continue
		}
		d := h.date
		switch p {
		case "after", "following":
			d = x.after(d)
		case "before":
			d = upTo(d)
		}
		if d.Known() {
			return clauseDate{date: d.WithBasis(schema.BasisAnaphor).WithPhrase(p + " the " + t.lower(k)), own: true, leading: k < c.pred}
		}
	}
	// "Speaking at a press conference following the meeting"
	for _, k := range t.children(c.pred, "obl") {
		for _, j := range t.children(k, "nmod", "acl") {
			p := t.prep(j)
			if p != "following" && p != "after" {
				continue
			}
			if t.definite(j) {
				if h, found := x.recallNoun(t, t.lemma(j), c.pred); found {
					if d := x.after(h.date); d.Known() {
						return clauseDate{date: d.WithBasis(schema.BasisAnaphor).WithPhrase(p + " the " + t.lower(j)), own: true, leading: k < c.pred}
					}
				}
			}
		}
	}
	return clauseDate{}
}

func (t *tree) definite(k int) bool {
	for _, j := range t.kids[k] {
		if t.base(j) == "det" {
			switch t.lower(j) {
			case "the", "this", "that", "these", "those":
				return true
			}
		}
		if t.rel(j) == "nmod:poss" {
			return true
		}
	}
	return false
}

// recallNoun finds the earlier happening that a noun names: by the relation
// that it stands for, else by the verbs that it is made of.
func (x *extractor) recallNoun(t *tree, noun string, before int) (happening, bool) {
	if ev, ok := x.lex.events[noun]; ok && ev.relation != "" {
		return x.recall(t, ev.relation, before)
	}
	for _, v := range deverbals()[noun] {
		if x.lex.is("light-deed", v) {
			continue
		}
		rel, _ := x.normalize(v)
		if h, found := x.recall(t, string(rel), before); found {
			return h, true
		}
	}
	return happening{}, false
}

// recall finds the earlier happening of the kind whose participants the
// sentence names most, the latest of equals.
func (x *extractor) recall(t *tree, relation string, before int) (happening, bool) {
	here := map[int]bool{}
	for i := range t.s.Tokens {
		if ci := t.chainOf(i); ci >= 0 {
			here[ci] = true
		}
	}
	pos := t.tok(before).Start
	best, bestScore, found := happening{}, -1, false
	for _, h := range x.events {
		if h.pos >= t.s.Start || h.pos >= pos || !kindred(h.relation, relation) {
			continue
		}
		n := 0
		for ci := range h.chains {
			if here[ci] {
				n++
			}
		}
		if n >= bestScore {
			best, bestScore, found = h, n, true
		}
	}
	return best, found
}

// kindred reports relations that one noun can stand for.
func kindred(a, b string) bool {
	if a == b {
		return true
	}
	talk := func(s string) bool { return s == "meet" || s == "talk" || s == "negotiate" }
	return talk(a) && talk(b)
}

// remember notes a dated happening for later anaphora.
func (x *extractor) remember(f *fact, relation schema.Relation) {
	if !f.date.Known() || f.mood.m != schema.Asserted || f.date.Basis == schema.BasisPublication {
		return
	}
	if f.c != nil && f.c.passive {
		relation, _ = x.normalize(f.c.verbForm()) // "was signed"
	}
	h := happening{relation: string(relation), chains: map[int]bool{}, date: f.date, pos: f.verb.Start}
	for _, tm := range []schema.Term{f.subject, f.object} {
		if tm.Mention >= 0 && tm.Mention < len(x.d.Mentions) {
			if ci := x.d.Mentions[tm.Mention].Chain; ci >= 0 {
				h.chains[ci] = true
			}
		}
	}
	x.events = append(x.events, h)
}
