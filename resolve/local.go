package resolve

import (
	"fmt"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
	"github.com/mozillazg/go-unidecode"
)

// Local replaces the mentions in the statements of one document by that
// document's local actors and gathers them in a record. Statements of the
// relation "role" also become roles of their subject. The terms carry local
// keys only; [Link] and [Apply] give them their global ids. know may be
// [Nothing], never nil.
func Local(d *text.Document, statements []schema.Statement, know Knowledge) *schema.Record {
	l := newLocaliser(d, know)
	rec := &schema.Record{Doc: meta(d.Article), Leftovers: d.Article.Skip}
	for _, s := range statements {
		l.statement(&s)
		rec.Statements = append(rec.Statements, s)
	}
	for _, s := range rec.Statements {
		l.role(&s)
	}
	for _, a := range l.actors {
		rec.Locals = append(rec.Locals, a.finish())
	}
	sort.Slice(rec.Locals, func(i, j int) bool { return rec.Locals[i].Key < rec.Locals[j].Key })
	return rec
}

func meta(a *text.Article) schema.DocMeta {
	return schema.DocMeta{ID: a.ID, Source: a.Source, Title: a.Title, Outlet: a.Outlet, Author: a.Author,
		URL: a.URL, Published: a.Published, DateBasis: a.DateBasis, Text: a.Text}
}

// chainUse tells apart the uses of one chain as a state and as a place:
// "Moscow said" and "in Moscow" may be one chain but are two actors.
type chainUse struct {
	chain int    // -1 for what has no chain
	key   string // known name, or the folded words of a chainless mention
}

type localiser struct {
	doc     *text.Document
	know    Knowledge
	actors  []*localActor
	byChain map[chainUse]int
	keys    map[string]bool
	inPlace bool   // the term at hand says where something happened
	day     string // of the statement at hand, else of publication; "" if unknown
	offices Offices
	spouses map[int]marriage // by mention of who has no name
	same    []int            // for each chain the chain that it belongs to
	sameWhy map[int][]string // why, by the latter
}

func newLocaliser(d *text.Document, know Knowledge) *localiser {
	l := &localiser{doc: d, know: know, byChain: map[chainUse]int{}, keys: map[string]bool{}}
	l.offices, _ = know.(Offices)
	l.same, l.sameWhy = joinChains(d)
	l.spouses = marriages(d)
	return l
}

type localActor struct {
	schema.LocalActor
	names map[string]int
}

func (a *localActor) finish() schema.LocalActor {
	for t, n := range a.names {
		a.Names = append(a.Names, schema.Name{Text: t, Count: n})
	}
	sort.Slice(a.Names, func(i, j int) bool { return a.Names[i].Text < a.Names[j].Text })
	return a.LocalActor
}

func (l *localiser) statement(s *schema.Statement) {
	if l.day, _ = s.Date.Bounds(); l.day == "" {
		l.day = l.doc.Article.Published
	}
	l.term(&s.Subject)
	l.term(&s.Object)
	l.inPlace = true // "in the Kremlin" is a building, not a government
	l.term(&s.Place)
	l.inPlace = false
	s.Qualifiers = append([]schema.Qualifier(nil), s.Qualifiers...)
	for i := range s.Qualifiers {
		l.term(&s.Qualifiers[i].Term)
	}
	l.day = l.doc.Article.Published
	s.Source = append([]schema.Attribution(nil), s.Source...)
	for i := range s.Source {
		l.term(&s.Source[i].Speaker)
	}
}

// term gives an actor its local key and a topic or event its id.
func (l *localiser) term(t *schema.Term) {
	if t.Kind == schema.TermTopic || t.Kind == schema.TermLiteral {
		// A name that was not taken for one, but that the user lists.
		if _, ok := l.know.Known(withoutTitle(clean(t.Text)), text.KindUnknown); ok {
			t.Kind, t.Mention = schema.TermActor, -1
		}
	}
	l.partOfName(t)
	switch t.Kind {
	case schema.TermActor:
		a := l.actor(t)
		t.Local, t.Name, t.Type = a.Key, a.Name, a.Kind
	case schema.TermTopic, schema.TermEvent:
		if t.Name == "" {
			t.Name = t.Text
		}
		slug := schema.Slug(unidecode.Unidecode(t.Name))
		if slug == "" {
			// Nothing pronounceable is left: the words stand for themselves.
			t.Kind = schema.TermLiteral
			return
		}
		// A happening named by a noun is a topic as far as ids go: events
		// proper are joined from statements.
		t.ID = schema.NodeID("topic:" + slug)
	}
	if t.Name == "" {
		t.Name = t.Text
	}
}

// partOfName gives a term the mention of the name that it is only a part of: the
// Sons of "Bloom & Sons", the Ms of "Ms Bloom".
func (l *localiser) partOfName(t *schema.Term) {
	if t.Mention >= 0 && t.Mention < len(l.doc.Mentions) && l.doc.Mentions[t.Mention].Form != text.FormNominal || t.Span.Empty() || t.Kind == schema.TermLiteral || t.Name != "" {
		return
	}
	title := personTitles[strings.TrimSuffix(strings.ToLower(t.Text), ".")]
	r, _ := utf8.DecodeRuneInString(t.Text)
	if !unicode.IsUpper(r) {
		return
	}
	for i := range l.doc.Mentions {
		m := &l.doc.Mentions[i]
		if m.Form != text.FormName || m.Kind == text.KindOther || m.Chain < 0 {
			continue
		}
		inside := m.Span.Start <= t.Span.Start && t.Span.End <= m.Span.End && m.Span.Len() > t.Span.Len() && !geographic(m.Kind)
		before := title && m.Kind == text.KindPerson && t.Span.End < m.Span.Start && m.Span.Start-t.Span.End <= 2
		if inside || before {
			t.Kind, t.Mention, t.Type = schema.TermActor, i, m.Kind
			return
		}
	}
}

func (l *localiser) actor(t *schema.Term) *localActor {
	a := l.bearer(t)
	if t.Type == text.KindAnonymous && !a.Named {
		a.Kind = text.KindAnonymous
		if n := withoutArticle(clean(t.Text)); len(n) > len(a.Name) {
			a.Name = n // "two officials familiar with the talks" says more than "two officials"
		}
	}
	return a
}

// bearer finds or makes the actor that a term means.
func (l *localiser) bearer(t *schema.Term) *localActor {
	if t.Type == text.KindAnonymous && indefinite(t.Text) && (t.Mention < 0 || t.Mention >= len(l.doc.Mentions) || l.doc.Mentions[t.Mention].Chain < 0) {
		// "An official said …, an official denied …": nobody says that it is
		// the same one.
		return l.apart(t)
	}
	if t.Mention < 0 || t.Mention >= len(l.doc.Mentions) {
		if geographic(t.Type) && t.Name != "" {
			return l.spelled(t)
		}
		if t.Name != "" {
			return l.unnamed(t.Name, t.Type, text.KindUnknown)
		}
		return l.unnamed(l.owned(t.Span, t.Text), t.Type, text.KindUnknown)
	}
	m := l.doc.Mentions[t.Mention]
	if m.Chain < 0 {
		if m.Form == text.FormName {
			return l.named(-1, t.Mention)
		}
		if a := l.holder([]int{t.Mention}); a != nil {
			return a
		}
		if a := l.spouse(t.Mention); a != nil {
			return a
		}
		a := l.unnamed(l.owned(t.Span, t.Text), m.Kind, t.Type)
		l.belongs(a, t.Mention)
		return a
	}
	lead := l.leadName(m.Chain, t.Mention)
	if lead < 0 {
		if a := l.spouse(t.Mention); a != nil {
			return a
		}
		return l.nominal(m.Chain)
	}
	return l.named(m.Chain, lead)
}

// spelled finds or makes the actor of a geographic name that the text spells
// only in part, and that no mention holds: "North Korea" in "North and South
// Korea". It goes by its name as any other does.
func (l *localiser) spelled(t *schema.Term) *localActor {
	if k, ok := l.know.Known(t.Name, t.Type); ok {
		return l.known(k, t.Name, fmt.Sprintf("%q: %s", t.Name, k.Why))
	}
	a := l.unnamed(t.Name, t.Type)
	a.Named = true
	return a
}

// leadName is the mention whose name stands for a member of the chain: the
// member itself if it is a name, else the nearest earlier name, else the
// first. -1 for a chain without a name.
func (l *localiser) leadName(chain, mention int) int {
	if l.doc.Mentions[mention].Form == text.FormName {
		return mention
	}
	lead := -1
	for _, m := range l.doc.Chains[chain].Mentions {
		if l.doc.Mentions[m].Form != text.FormName {
			continue
		}
		if lead < 0 || m < mention {
			lead = m
		}
	}
	return lead
}

// named finds or makes the actor of a named mention.
func (l *localiser) named(chain, mention int) *localActor {
	if chain >= 0 {
		chain = l.same[chain]
	}
	m := l.doc.Mentions[mention]
	name := clean(m.Span.In(l.doc.Article.Text))
	kind, full := m.Kind, name
	if l.inPlace && kind == text.KindOrg {
		kind, chain = text.KindPlace, -1
	}
	if chain >= 0 {
		c := l.doc.Chains[chain]
		if c.Name != "" {
			full = fullest(l.doc, chain)
		}
		if c.Kind != text.KindUnknown && !geographic(kind) {
			kind = c.Kind
		}
	}
	known, ok := l.know.Known(full, kind)
	if plain := withoutTitle(full); !ok && kind == text.KindPerson && plain != full {
		known, ok = l.know.Known(plain, kind)
	}
	if geographic(kind) || !ok {
		if k, own := l.know.Known(name, kind); own {
			known, ok = k, true
		}
	}
	if chain >= 0 && !ok && kind == text.KindPerson {
		known, ok = l.knownInChain(chain)
	}
	if plain := withoutPast(name); !ok && plain != name {
		for _, k := range []text.EntityKind{kind, text.KindState, text.KindOrg} {
			if known, ok = l.know.Known(plain, k); ok {
				break // "ex-US ambassador"
			}
		}
	}
	use := chainUse{chain: chain, key: foldKey(full)}
	if ok {
		use = chainUse{chain: -1, key: "known:" + known.Name}
	} else if chain >= 0 {
		use.key = ""
	}
	i, found := l.byChain[use]
	if !found {
		a := &localActor{names: map[string]int{}}
		a.Name, a.Kind, a.Named = full, kind, true
		if ok {
			a.Name, a.Kind, a.Country, a.Wikidata = known.Name, known.Kind, known.Country, known.Wikidata
			a.Known = schema.NodeID("actor:" + schema.Slug(unidecode.Unidecode(known.Name)))
			if known.Why != "" {
				a.Reasons = append(a.Reasons, fmt.Sprintf("%q: %s", name, known.Why))
			}
		}
		if chain >= 0 {
			a.Gender = l.doc.Chains[chain].Gender
		}
		a.Key = l.key(a.Name)
		i = len(l.actors)
		l.actors = append(l.actors, a)
		l.byChain[use] = i
		for c := range l.same {
			if chain >= 0 && l.same[c] == chain {
				l.chainNames(a, c, ok)
			}
		}
		if chain >= 0 {
			for _, why := range l.sameWhy[chain] {
				a.addReason(why)
			}
		}
	}
	a := l.actors[i]
	if _, has := a.names[name]; !has {
		a.names[name] = 1
	}
	return a
}

// knownInChain is the person whom the user or the gazetteer knows by one of
// the full names of a chain: "Orbán Viktor" beside "Viktor Orbán".
func (l *localiser) knownInChain(chain int) (k Known, ok bool) {
	for _, i := range l.doc.Chains[chain].Mentions {
		m := &l.doc.Mentions[i]
		if name := withoutTitle(clean(m.Span.In(l.doc.Article.Text))); m.Form == text.FormName && strings.Contains(name, " ") {
			if k, ok = l.know.Known(name, text.KindPerson); ok {
				return k, true
			}
		}
	}
	return Known{}, false
}

// chainNames counts the names of the chain and notes why they were joined.
func (l *localiser) chainNames(a *localActor, chain int, known bool) {
	if chain < 0 {
		return
	}
	c := l.doc.Chains[chain]
	for _, i := range c.Mentions {
		m := l.doc.Mentions[i]
		if m.Form != text.FormName || known && geographic(m.Kind) != geographic(a.Kind) {
			continue
		}
		a.names[clean(m.Span.In(l.doc.Article.Text))]++
	}
	for _, link := range c.Links {
		m, ante := l.doc.Mentions[link.Mention], l.doc.Mentions[link.Antecedent]
		if m.Form != text.FormName || ante.Form != text.FormName {
			continue
		}
		x, y := clean(m.Span.In(l.doc.Article.Text)), clean(ante.Span.In(l.doc.Article.Text))
		if x != y {
			a.addReason(fmt.Sprintf("%q is %q: %s", x, y, link.Rule))
		}
	}
}

func (a *localActor) addReason(r string) {
	for _, have := range a.Reasons {
		if have == r {
			return
		}
	}
	a.Reasons = append(a.Reasons, r)
}

// nominal finds or makes the actor of a chain without a name.
func (l *localiser) nominal(chain int) *localActor {
	if !l.doc.Chains[chain].Plural {
		if a := l.holder(l.doc.Chains[chain].Mentions); a != nil {
			return a
		}
	}
	use := chainUse{chain: chain}
	if i, ok := l.byChain[use]; ok {
		return l.actors[i]
	}
	c := l.doc.Chains[chain]
	words := ""
	for _, i := range c.Mentions {
		m := l.doc.Mentions[i]
		if t := clean(m.Span.In(l.doc.Article.Text)); m.Form == text.FormNominal || words == "" {
			words = l.spokenFor(&m, l.owned(m.Span, t))
			if m.Form == text.FormNominal {
				break
			}
		}
	}
	if bare := bareGroup(words, c.Kind); bare != "" {
		same := chainUse{chain: -1, key: "bare:" + bare}
		if i, ok := l.byChain[same]; ok {
			l.byChain[use] = i
			return l.actors[i]
		}
		l.byChain[same] = len(l.actors)
	}
	a := l.add(use, words, c.Kind)
	for _, i := range c.Mentions {
		if l.doc.Mentions[i].Form == text.FormNominal {
			l.belongs(a, i)
		}
	}
	return a
}

// unnamed finds or makes the actor of words without a chain. The same words
// of one document are the same actor.
func (l *localiser) unnamed(words string, kinds ...text.EntityKind) *localActor {
	words = clean(words)
	if k, ok := l.know.Known(withoutTitle(words), text.KindUnknown); ok {
		return l.known(k, words, fmt.Sprintf("%q: %s", words, k.Why))
	}
	use := chainUse{chain: -1, key: "words:" + foldKey(words)}
	if i, ok := l.byChain[use]; ok {
		return l.actors[i]
	}
	kind := text.KindUnknown
	for _, k := range kinds {
		if kind == text.KindUnknown {
			kind = k
		}
	}
	if bare := bareGroup(words, kind); bare != "" {
		same := chainUse{chain: -1, key: "bare:" + bare}
		if i, ok := l.byChain[same]; ok {
			return l.actors[i]
		}
		l.byChain[same] = len(l.actors)
	}
	return l.add(use, words, kind)
}

// bareGroup is the one word by which a group without a name goes, folded:
// "prosecutors", "the prosecutors". "" for any other words.
func bareGroup(words string, kind text.EntityKind) string {
	if len(words) > 4 && strings.EqualFold(words[:4], "the ") {
		words = words[4:]
	}
	if kind != text.KindGroup || strings.Contains(words, " ") {
		return ""
	}
	return foldKey(words)
}

// apart finds or makes the actor of words that mean nobody but whom they stand
// for in this place.
func (l *localiser) apart(t *schema.Term) *localActor {
	use := chainUse{chain: -1, key: "at:" + t.Span.String()}
	if i, ok := l.byChain[use]; ok {
		return l.actors[i]
	}
	return l.add(use, clean(t.Text), t.Type)
}

// indefinite reports a description of one or some not spoken of before.
func indefinite(words string) bool {
	w, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(words)), " ")
	switch w {
	case "a", "an", "another", "one", "two", "three", "four", "five", "six", "some", "several":
		return true
	}
	return false
}

func (l *localiser) add(use chainUse, words string, kind text.EntityKind) *localActor {
	a := &localActor{names: map[string]int{}}
	a.Name, a.Kind = withoutArticle(words), kind
	if a.Kind == text.KindUnknown {
		a.Kind = text.KindGroup
	}
	a.names[words] = 1
	a.Key = l.key(a.Name)
	l.byChain[use] = len(l.actors)
	l.actors = append(l.actors, a)
	return a
}

// key makes a readable key that no other actor of the document has.
func (l *localiser) key(name string) string {
	base := schema.Slug(unidecode.Unidecode(name))
	if len(base) > 60 {
		base = strings.TrimRight(base[:60], "-")
	}
	if base == "" {
		base = "unnamed"
	}
	k := base
	for n := 2; l.keys[k]; n++ {
		k = fmt.Sprintf("%s-%d", base, n)
	}
	l.keys[k] = true
	return k
}

// role turns a statement of the relation "role" into a role of its subject.
func (l *localiser) role(s *schema.Statement) {
	if s.Relation != schema.RelationRole || s.Modality != schema.Asserted || s.Subject.Local == "" {
		return
	}
	for _, a := range l.actors {
		if a.Key != s.Subject.Local {
			continue
		}
		r := schema.Role{Title: s.Object.Text, Noun: roleNoun(s.Object.Text), Date: s.Date, Span: s.Span, Sent: s.Sentence, Rule: s.Rule}
		for _, q := range s.Qualifiers {
			if q.Role == "of" {
				r.Of = q.Term
			}
		}
		before := ""
		if s.Sentence.Start <= s.Object.Span.Start && s.Object.Span.Start <= len(l.doc.Article.Text) {
			before = l.doc.Article.Text[s.Sentence.Start:s.Object.Span.Start]
		}
		membership(&r, before)
		a.Roles = append(a.Roles, r)
		return
	}
}

// roleNoun is the head of a title: the last word before its first
// preposition or comma, in lower case. "head of the Dockers' Federation" has
// "head", "National Security Advisor" has "advisor".
func roleNoun(title string) string {
	noun := ""
	for _, w := range strings.Fields(strings.ToLower(title)) {
		switch w {
		case "of", "to", "for", "at", "in", "on", "with", "under":
			if noun != "" {
				return noun
			}
		}
		word, end := strings.CutSuffix(w, ",")
		noun = word
		if end {
			break
		}
	}
	return noun
}

func geographic(k text.EntityKind) bool { return k == text.KindState || k == text.KindPlace }

// clean makes a name from words as written: white space made single, soft
// hyphens and a possessive ending dropped.
func clean(s string) string {
	s = strings.Join(strings.Fields(strings.ReplaceAll(s, "\u00ad", "")), " ")
	for _, suffix := range []string{"'s", "’s"} {
		s = strings.TrimSuffix(s, suffix)
	}
	return s
}

// withoutPast drops what says that the name's bearer is past: "Ex-US".
func withoutPast(s string) string {
	for _, p := range []string{"ex-", "Ex-", "then-", "Then-"} {
		if rest, ok := strings.CutPrefix(s, p); ok && rest != "" {
			return rest
		}
	}
	return s
}

func withoutArticle(s string) string {
	for _, a := range []string{"the ", "a ", "an ", "The ", "A ", "An "} {
		if rest, ok := strings.CutPrefix(s, a); ok && rest != "" {
			return rest
		}
	}
	return s
}
