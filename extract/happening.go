package extract

import (
	"sort"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/dramatis-kg/dramatis/extract/plover"
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// Happening is a word that names something that happens, a verb or a noun,
// with who takes part and where a reader places it in time. Statements say
// what the article claims; happenings serve those who order it: timelines
// and the joining of events.
type Happening struct {
	At       text.TokenRef
	Span     text.Span // of the word
	Particle text.Span // of "out" in "carry it out", empty for none
	Lemma    string    // with its particles: "carry_out"
	Noun     bool
	Speech   bool // the cue of an attribution
	Heading  bool // stands in a headline
	Modality schema.Modality
	Reported bool // on somebody's word
	Parties  []Party
	// Date is what the text says, as in statements. It never goes beyond it.
	Date schema.Date
	// Anchor is the day, month, year or interval in which a reader places the
	// happening: Date where that has two ends, else the time that the
	// narrative stands at. It is a guess where AnchorBasis is "narrative".
	Anchor      schema.Date
	AnchorBasis string // "own", "narrative", "" for none
	// Same is the index of the first happening of the list that is this one in
	// other words; its own index if there is none.
	Same int
}

// Party is a participant of a happening.
type Party struct {
	Head    text.TokenRef
	Mention int    // index into Document.Mentions, or -1
	Chain   int    // index into Document.Chains, or -1
	Role    string // "agent", "patient", "recipient", "owner", "other"
}

// Happenings lists the happenings of the document in text order, those of
// every modality. It reads headlines too, unlike [Statements].
func Happenings(d *text.Document, opts Options) []Happening {
	x := newExtractor(d, opts)
	if x == nil {
		return nil
	}
	x.findQuestions()
	n := &narrative{x: x}
	for _, t := range x.trees {
		for _, c := range t.clauses {
			n.clause(c)
			if !t.s.Heading {
				x.clause(c) // notes dated events for "at the meeting"
			}
		}
		n.nouns(t)
	}
	n.anchor()
	return n.list()
}

// narrative gathers happenings with the clauses that they stand in.
type narrative struct {
	x   *extractor
	all []told
}

// told is a happening before it is placed in time.
type told struct {
	Happening
	c *clause // its own clause, or the one that a noun stands in
	t *tree
}

func (n *narrative) list() []Happening {
	sort.SliceStable(n.all, func(i, j int) bool { return n.all[i].Span.Start < n.all[j].Span.Start })
	out := make([]Happening, len(n.all))
	for i, same := range n.chains(n.all) {
		out[i] = n.all[i].Happening
		out[i].Same = same
	}
	return out
}

// clause adds what a verb tells.
func (n *narrative) clause(c *clause) {
	t, x := c.t, n.x
	if c.kind == copular || t.upos(c.pred) != "VERB" {
		return
	}
	if t.inTime[c.pred] >= 0 || x.contentless(c) && x.lex.is("tense-verb", t.lemma(c.pred)) || !wordy(t.lower(c.pred)) {
		return
	}
	h := told{c: c, t: t}
	h.At, h.Span = text.TokenRef{Sentence: t.si, Token: c.pred}, t.tok(c.pred).Span
	h.Lemma, h.Heading = c.verbForm(), t.s.Heading
	if k := t.child(c.pred, "compound:prt"); k >= 0 {
		h.Particle = t.tok(k).Span
	}
	h.Speech = x.isCue(c)
	h.Modality = x.moodOf(c).m
	h.Reported = len(x.voices.chain(h.Span)) > 0
	h.Date = x.dateIn(c).date
	subjects, objects := "agent", "patient"
	if c.passive {
		subjects = "patient"
	}
	n.parties(&h, c.subjects(), subjects)
	n.parties(&h, c.objects(), objects)
	n.parties(&h, c.agents(), "agent")
	n.parties(&h, c.indirect(), "recipient")
	for _, a := range c.adjuncts() {
		n.parties(&h, []int{a.tok}, "other")
	}
	n.all = append(n.all, h)
}

// wordy reports a word that begins with a letter: taggers take stray
// quotation marks for verbs.
func wordy(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsLetter(r)
}

func (n *narrative) parties(h *told, heads []int, role string) {
	for _, i := range heads {
		p := Party{Head: text.TokenRef{Sentence: h.t.si, Token: i}, Mention: h.t.mention[i], Chain: h.t.chainOf(i), Role: role}
		seen := false
		for _, q := range h.Parties {
			seen = seen || q.Head == p.Head
		}
		if !seen {
			h.Parties = append(h.Parties, p)
		}
	}
}

// nouns adds the nouns of happening of a sentence.
func (n *narrative) nouns(t *tree) {
	x := n.x
	for i := range t.s.Tokens {
		if t.upos(i) != "NOUN" || t.byPred[i] != nil && t.byPred[i].kind == verbal || t.inTime[i] >= 0 || !x.happens(t, i) {
			continue
		}
		c := t.nearest(i)
		h := told{c: c, t: t}
		h.At, h.Span = text.TokenRef{Sentence: t.si, Token: i}, t.tok(i).Span
		h.Lemma, h.Noun, h.Heading = t.lemma(i), true, t.s.Heading
		h.Modality = x.nounMood(t, i, c)
		h.Reported = len(x.voices.chain(h.Span)) > 0
		if d := x.nominalDate(t, i, c, mood{m: h.Modality}); d.Known() && d.Basis != schema.BasisPublication {
			h.Date = d
		}
		n.nounParties(&h, i)
		n.all = append(n.all, h)
	}
}

// nounParties are the owners and the others of a noun of happening; the
// subject of the verb whose object the noun is ("reported a loss").
func (n *narrative) nounParties(h *told, i int) {
	t := h.t
	for _, k := range t.kids[i] {
		switch t.base(k) {
		case "nmod":
			switch p := t.prep(k); {
			case t.rel(k) == "nmod:poss", p == "by":
				n.parties(h, t.conjuncts(k), "agent")
			case p == "of" || p == "for" || p == "to" || p == "between" || p == "with" || p == "on" || p == "against":
				n.parties(h, t.conjuncts(k), "patient")
			default:
				n.parties(h, t.conjuncts(k), "other")
			}
		case "compound", "amod":
			if k < i && t.mention[k] >= 0 {
				n.parties(h, t.conjuncts(k), "agent")
			}
		}
	}
	if c := h.c; c != nil && t.head(i) == c.pred && (t.base(i) == "obj" || t.base(i) == "obl") && len(h.Parties) == 0 {
		n.parties(h, c.subjects(), "owner")
	}
}

// happens reports a noun that names something that happens.
func (x *extractor) happens(t *tree, i int) bool {
	l := t.lemma(i)
	if _, ok := x.lex.events[l]; ok {
		return true
	}
	return plover.EventNoun(l) || x.lex.is("happening-noun", l)
}

// nounMood is the modality of a noun of happening: its own words and those
// above it, without the doubt that a noun by itself leaves.
func (x *extractor) nounMood(t *tree, i int, c *clause) schema.Modality {
	m := x.nominalMood(t, i, c)
	if m.m == schema.Hypothetical && len(m.notes) == 1 && strings.HasSuffix(m.notes[0], ":nominal") && c != nil {
		return x.moodOf(c).m
	}
	return m.m
}

// narrativeReach is how many days before publication the lead may lie for
// what follows to be told of the same day.
const narrativeReach = 31

// anchor places every happening: at its own date, else where the narrative
// stands. A news story tells one day: that of the first dated happening of
// its lead, or the day of publication. Past tense stands there, present tense
// at the publication; perfects and what is only meant stay unplaced.
func (n *narrative) anchor() {
	now := n.lead()
	for i := range n.all {
		h := &n.all[i]
		if h.Modality != schema.Asserted {
			if h.Date.Known() {
				h.Anchor, h.AnchorBasis = h.Date, "own"
			}
			continue
		}
		if a := placed(h.Date); a.Known() {
			h.Anchor, h.AnchorBasis = a, "own"
			continue
		}
		if h.Date.Known() || h.c == nil {
			continue
		}
		if d := n.tensed(h, now); d.Known() {
			h.Anchor, h.AnchorBasis = d, "narrative"
		}
	}
}

// placed is a date that says where to put a happening: not one that is open
// towards the past.
func placed(d schema.Date) schema.Date {
	first, last := d.Bounds()
	switch {
	case first == "":
		return schema.Date{}
	case last == "":
		since, err := schema.ParseEDTF(strings.TrimSuffix(d.EDTF(), "/.."), d.Basis)
		if err != nil {
			return schema.Date{}
		}
		return since
	}
	return d
}

func (n *narrative) published() schema.Date {
	d, err := schema.Day(n.x.d.Article.Published, schema.BasisPublication)
	if err != nil {
		return schema.Date{}
	}
	return d
}

// lead is the day that the article tells of: that of the first happening of
// its body, else the first day that its opening sentence names, if it lies
// before publication.
func (n *narrative) lead() schema.Date {
	pub := n.published()
	if !pub.Known() {
		return pub
	}
	day, _ := pub.Bounds()
	recent := func(d schema.Date) bool {
		first, last := d.Bounds()
		return first != "" && first == last && first <= day && daysBetween(first, day) <= narrativeReach
	}
	for i := range n.all {
		h := &n.all[i]
		if h.Heading || h.Noun || h.c.parent != nil || h.Modality != schema.Asserted || h.c.perfect() || n.x.effectiveTense(h.c) != "past" {
			continue
		}
		if recent(h.Date) {
			return h.Date.WithBasis(schema.BasisInherited)
		}
		for k, ti := range h.t.inTime {
			if ti < 0 || h.t.nearest(k) != h.c && k > h.At.Token {
				continue
			}
			if d, err := schema.ParseEDTF(n.x.d.Times[ti].EDTF, schema.BasisInherited); err == nil && recent(d) {
				return d
			}
		}
		break
	}
	return pub
}

// tensed is where the tense of a happening without a date of its own puts it.
func (n *narrative) tensed(h *told, now schema.Date) schema.Date {
	c := h.c
	if h.Noun && h.t.head(h.At.Token) == c.pred {
		if d := placed(n.x.dateIn(c).date); d.Known() {
			return d
		}
	}
	if h.Heading {
		return now
	}
	if c.perfect() {
		return n.fresh(h)
	}
	switch n.x.effectiveTense(c) {
	case "past":
		return now
	case "present":
		return n.published()
	}
	return schema.Date{}
}

// fresh is the day of publication for what news tell in the present perfect:
// "the commission has forced the firm to lower its prices". What has been so
// for a time, or happened at some time, is not placed.
func (n *narrative) fresh(h *told) schema.Date {
	c, t := h.c, h.t
	if h.Noun || c.parent != nil && !n.x.isCue(c.parent) || c.kind == copular || c.hasAux("had") || c.ing() || c.tense() == "modal" ||
		h.t.si > freshReach || t.childLemma(c.pred, "advmod", "since", "ever", "never", "often", "long", "previously", "repeatedly", "already", "once", "always", "so", "before") {
		return schema.Date{}
	}
	for i := range t.inTime {
		if t.inTime[i] >= 0 && t.nearest(i) == c {
			return schema.Date{} // "for years", "since the war"
		}
	}
	return n.published()
}

// freshReach is how many sentences at the head of an article tell the news;
// perfects further on recall what led to it.
const freshReach = 3

// daysBetween counts the days from one "2006-01-02" to another; a malformed
// one counts as far away.
func daysBetween(from, to string) int {
	a, errA := time.Parse(time.DateOnly, from)
	b, errB := time.Parse(time.DateOnly, to)
	if errA != nil || errB != nil {
		return 1 << 20
	}
	return int(b.Sub(a).Hours() / 24)
}
