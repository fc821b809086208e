package coref

import (
	"strings"

	"github.com/dramatis-kg/dramatis/nlp/gazetteer"
	"github.com/dramatis-kg/dramatis/text"
)

// joinStructures links what the syntax of one sentence says to be one:
// appositions, predicates and relative pronouns.
func (r *resolver) joinStructures() {
	for i := range r.items {
		it := &r.items[i]
		s := &r.doc.Sentences[it.Sentence]
		if it.class == classRelative {
			if v := relativeClause(s, it.Head); v >= 0 {
				if a := r.itemAt(it.Sentence, s.Tokens[v].Head); a >= 0 && a != i {
					r.join(i, a, "relative-pronoun")
				}
			}
			continue
		}
		if it.Form == text.FormPronoun || it.group != nil {
			continue
		}
		if it.Form == text.FormName {
			r.office(i)
		}
		tok := &s.Tokens[it.top]
		if tok.Deprel == "appos" && tok.Head >= 0 {
			if a := r.itemAt(it.Sentence, tok.Head); a >= 0 && a != i {
				r.apposition(i, r.beside(i, a))
			}
		}
		r.predicate(i, s)
	}
}

// office joins "Transport Minister" with "Ada Weber" after it where the tree
// has made the first word of the office the head of it all, so that whoever
// asks for the subject finds her there.
func (r *resolver) office(i int) {
	it := &r.items[i]
	s := &r.doc.Sentences[it.Sentence]
	if it.Kind != text.KindPerson || it.First-it.top < 2 || commaBetween(s, it.top, it.First) || len(it.roles) == 0 {
		return
	}
	for k := r.spans[it.Sentence]; k < i; k++ {
		o := &r.items[k]
		if o.Form != text.FormNominal || o.group != nil || o.Head != it.top || r.linked(k) || o.number == plural {
			continue
		}
		o.Span.End = s.Tokens[it.First-1].Span.End
		o.End, o.Kind, o.person, o.gender, o.skip = it.First, text.KindPerson, 1, 0, true
		c := r.cluster(k)
		c.kind, c.person, c.gender = text.KindPerson, 1, 0
		r.join(i, k, "role-apposition")
		return
	}
}

// beside is the phrase that the person's name i stands beside where the tree
// has hung it on the name inside that phrase: "the adviser to Weber, Paul
// Haas". Else it is a.
func (r *resolver) beside(i, a int) int {
	it := &r.items[i]
	s := &r.doc.Sentences[it.Sentence]
	if it.Form != text.FormName || it.Kind != text.KindPerson || !commaBetween(s, r.items[a].Head, it.First) ||
		r.items[a].Form == text.FormNominal && kindFits(&r.items[a], it) {
		return a
	}
	for h, n := r.items[a].top, 0; n < 3 && h >= 0 && strings.HasPrefix(s.Tokens[h].Deprel, "nmod"); n++ {
		h = s.Tokens[h].Head
		if h < 0 || h > r.items[a].top {
			break
		}
		if b := r.itemAt(it.Sentence, h); b >= 0 && b != i && r.items[b].Form == text.FormNominal && r.items[b].definite && kindFits(&r.items[b], it) {
			return b
		}
	}
	return a
}

// apposition joins "Dmitry Peskov, the Kremlin spokesman" and "the Kremlin
// spokesman, Dmitry Peskov".
func (r *resolver) apposition(i, a int) {
	x, y := &r.items[i], &r.items[a]
	if x.Form == text.FormName && y.Form == text.FormName {
		if r.of[i] != r.of[a] && x.Kind == y.Kind && (acronymOf(x.words, y.words) || acronymOf(y.words, x.words)) {
			r.join(i, a, "acronym")
		}
		return
	}
	if x.Form == text.FormName {
		x, y = y, x
	}
	// x is the noun now, y the name or another noun.
	if y.Form == text.FormName && !kindFits(x, y) || !agree(r.cluster(i), r.cluster(a)) {
		return
	}
	if y.Form != text.FormName && x.lemma != y.lemma && (x.Kind == text.KindUnknown || y.Kind == text.KindUnknown || x.Kind != y.Kind) {
		return
	}
	r.sayRole(x, i)
	r.join(max(i, a), min(i, a), "role-apposition")
}

// sayRole adds the office of noun x to the chains about to be joined.
func (r *resolver) sayRole(x *item, i int) {
	if x.person <= 0 || x.number == plural {
		return
	}
	s := &r.doc.Sentences[x.Sentence]
	n := r.roleAt(s, x.Head, x.First)
	n.mods = append(n.mods, x.mods...)
	end := x.End
	first := x.First
	for first < x.Head && (s.Tokens[first].UPOS == "DET" || s.Tokens[first].UPOS == "PRON" && s.Tokens[first].Deprel == "nmod:poss") {
		first++
	}
	n.phrase = text.Span{Start: s.Tokens[first].Start, End: s.Tokens[end-1].Span.End}.In(r.doc.Article.Text)
	c := r.cluster(i)
	c.roles = append(c.roles, n)
}

// kindFits reports whether a noun can be said of a name of that kind.
func kindFits(noun, name *item) bool {
	switch name.Kind {
	case text.KindPerson:
		return noun.person > 0 && noun.number != plural
	case text.KindOrg:
		return noun.Kind == text.KindOrg || noun.Kind == text.KindGroup || noun.Kind == text.KindUnknown && noun.person <= 0
	case text.KindState:
		return noun.Kind == text.KindState || noun.lemma == "ally" || noun.lemma == "neighbour" || noun.lemma == "neighbor"
	case text.KindPlace:
		return noun.Kind == text.KindPlace || noun.Kind == text.KindState
	case text.KindGroup:
		return noun.Kind == text.KindGroup || noun.Kind == text.KindOrg
	}
	return noun.person <= 0
}

// acronymOf reports whether the single word a abbreviates the words b.
func acronymOf(a, b []string) bool {
	if len(a) != 1 || len(b) < 2 {
		return false
	}
	w := strings.ReplaceAll(a[0], ".", "")
	for _, x := range initials(b) {
		if x == w {
			return true
		}
	}
	return false
}

// predicate joins "Barra is the chief executive": a noun with a copula and
// a name or pronoun for its subject, unless negated or only possible.
func (r *resolver) predicate(i int, s *text.Sentence) {
	it := &r.items[i]
	if it.Form != text.FormNominal || it.number == plural && it.person > 0 {
		return
	}
	cop, subj := false, -1
	for t := max(0, it.top-30); t < len(s.Tokens) && t < it.top+8; t++ {
		c := &s.Tokens[t]
		if c.Head != it.top {
			continue
		}
		switch {
		case c.Deprel == "cop":
			cop = true
		case strings.HasPrefix(c.Deprel, "nsubj"):
			subj = t
		case c.Deprel == "aux" && c.UPOS == "AUX" && c.Lemma != "have" && c.Lemma != "be", c.Norm == "not", c.Norm == "n't", c.Norm == "never", c.Norm == "no":
			return
		}
	}
	if cop && subj < 0 && s.Tokens[it.top].Deprel == "conj" {
		if a := r.subjectOf(it.Sentence, it.top); a >= 0 {
			subj = r.items[a].top
		}
	}
	if !cop || subj < 0 || it.Kind == text.KindUnknown {
		return
	}
	a := r.itemAt(it.Sentence, subj)
	if a < 0 || r.items[a].class == classRelative || r.items[a].class == classSecond {
		return
	}
	x := &r.items[a]
	if x.Form == text.FormName && !kindFits(it, x) || !agree(r.cluster(i), r.cluster(a)) {
		return
	}
	if x.Form == text.FormPronoun && (it.person > 0) != (x.class == classPerson || x.class == classFirst) {
		return
	}
	r.sayRole(it, i)
	r.join(i, a, "predicate")
}

// sameRole reports whether two role nouns mean the same office.
func sameRole(a, b string) bool {
	return a == b || stem(a) == stem(b)
}

// stem takes the sex off an office: spokesman, spokeswoman, spokesperson.
func stem(w string) string {
	for _, s := range []string{"person", "woman", "man"} {
		if t := strings.TrimSuffix(w, s); t != w && len(t) > 3 {
			return t
		}
	}
	switch w {
	case "adviser":
		return "advisor"
	case "boss":
		return "head"
	}
	return w
}

// joinRoles links "the envoy" to the person of whom the text said so.
func (r *resolver) joinRoles() {
	for i := range r.items {
		it := &r.items[i]
		if it.Form != text.FormNominal || it.group != nil || it.number == plural || it.person <= 0 || !it.definite || it.indef || it.skip || r.linked(i) {
			continue
		}
		if it.lemma == "man" || it.lemma == "woman" || it.lemma == "boy" || it.lemma == "girl" {
			continue
		}
		best := -1
		own := r.speakerCountry(it)
		for k := i - 1; k >= 0 && it.Sentence-r.items[k].Sentence <= 40; k-- {
			if best >= 0 && r.items[k].Sentence != r.items[best].Sentence {
				break
			}
			if best >= 0 && r.of[k] == r.of[best] || !r.holds(k, i, own) {
				continue
			}
			if best >= 0 {
				best = -1 // two ministers met: nobody can tell
				break
			}
			best = k
		}
		if best >= 0 {
			r.join(i, best, "role")
		}
	}
}

// holds reports whether the text says of the chain of k that it holds the
// office that noun phrase i names; own is the state of who speaks there.
func (r *resolver) holds(k, i int, own string) bool {
	it := &r.items[i]
	if r.items[k].Form == text.FormPronoun && r.items[k].class != classPerson {
		return false
	}
	c := r.cluster(k)
	if len(c.roles) == 0 || c.members[0] > i || !agree(c, r.cluster(i)) || r.named(k, i) || r.boundNoun(i, k) {
		return false
	}
	for _, n := range c.roles {
		if own != "" && len(it.mods) == 0 && countryOfRole(n) != "" && countryOfRole(n) != own {
			continue // an official's "the president" is his own
		}
		if sameOffice(n, roleName{lemma: it.lemma, mods: it.mods}) && subset(it.mods, n.mods, c.full) && !(looseRoles[it.lemma] && it.Sentence-r.items[k].Sentence > 3) {
			return true
		}
	}
	return false
}

// linked reports whether item i is in a chain with others already.
func (r *resolver) linked(i int) bool { return len(r.cluster(i).members) > 1 }

// named reports whether the chain of k is named in the sentence of i after
// i: nobody speaks of "the president" and of "President X" in one clause and
// means the same (principle C of binding theory).
func (r *resolver) named(k, i int) bool {
	for _, m := range r.cluster(k).members {
		it := &r.items[m]
		if m > i && it.Sentence == r.items[i].Sentence && it.Form == text.FormName && !(it.top >= 0 && r.doc.Sentences[it.Sentence].Tokens[it.top].Deprel == "appos") {
			return true
		}
		if it.Sentence > r.items[i].Sentence {
			break
		}
	}
	return false
}

// subset reports whether every modifier is among those known.
func subset(mods []string, known ...[]string) bool {
	for _, m := range mods {
		ok := false
		switch m {
		case "his", "her", "its", "their", "former", "then", "own", "new", "current", "late", "’s", "'s":
			continue // said of a thing that need not have been said before
		}
		for _, list := range known {
			for _, k := range list {
				ok = ok || k == m || alike(k, m)
			}
		}
		if !ok {
			return false
		}
	}
	return true
}

// alike joins a country with its adjective and its other names: Russia,
// Russian; US, American.
func alike(a, b string) bool {
	if len(a) < 2 || len(b) < 2 {
		return false
	}
	x := countryOf(a)
	return x != "" && x == countryOf(b)
}

// countryOf is the code of the state that a word names or belongs to, or "".
func countryOf(w string) string {
	if e, ok := gazetteer.LookupType(w, gazetteer.TypeState, gazetteer.TypeDemonym, gazetteer.TypeSeat); ok {
		return e.Country
	}
	return ""
}

// joinHeads links definite noun phrases: the same noun again, or a word for
// the kind of thing that was named last ("the company", "the country", "the
// man").
func (r *resolver) joinHeads() {
	byLemma := map[string][]int{}
	for i := range r.items {
		it := &r.items[i]
		if it.Form != text.FormNominal || it.group != nil || it.skip || emptyNouns[it.lemma] {
			continue
		}
		earlier := byLemma[it.lemma]
		byLemma[it.lemma] = append(earlier, i)
		if a := r.introduced(i, earlier); a >= 0 {
			r.join(i, a, "same-head")
			continue
		}
		if !it.definite || it.indef || r.linked(i) {
			continue
		}
		if a := r.shortName(i); a >= 0 {
			r.join(i, a, "name-head")
			continue
		}
		if a := r.byHead(i); a >= 0 && !r.rival(i, a, earlier) {
			r.join(i, a, "name-head")
			continue
		}
		if a := r.sameHead(i, earlier); a >= 0 && !r.anothers(i, a) {
			if b := r.since(i, a); b >= 0 {
				r.join(i, b, "kind-noun")
				continue
			}
			r.join(i, a, "same-head")
			continue
		}
		if a := r.stateSide(i); a >= 0 {
			r.join(i, a, "state-side")
			continue
		}
		if a := r.governing(i); a >= 0 {
			r.join(i, a, "state-government")
			continue
		}
		if a := r.kindOf(i); a >= 0 {
			r.join(i, a, "kind-noun")
		}
	}
}

// rival reports whether the text has told of another such thing without a name
// after the last of what the name a stands for: "the drivers' union" beside the
// Liberal Union. "The union" is then rather the one that goes by that noun.
func (r *resolver) rival(i, a int, earlier []int) bool {
	o := r.sameHead(i, earlier)
	if o < 0 || r.of[o] == r.of[a] || len(r.cluster(o).full) > 0 {
		return false
	}
	return len(r.items[o].mods) > 0
}

// introduced is whom the text spoke of by office before "the adviser, Paul
// Haas" names him: "Weber's adviser" within the last six sentences; -1 if there
// is none.
func (r *resolver) introduced(i int, earlier []int) int {
	it := &r.items[i]
	if !it.definite || it.indef || it.person <= 0 || it.number == plural || !r.linked(i) || len(r.cluster(i).full) == 0 || r.cluster(i).members[0] < i {
		return -1
	}
	a := r.sameHead(i, earlier)
	if a < 0 || it.Sentence-r.items[a].Sentence > 6 || it.Sentence == r.items[a].Sentence || len(r.cluster(a).full) > 0 || !r.items[a].definite && !r.items[a].indef {
		return -1
	}
	return a
}

// emptyNouns take their meaning from elsewhere: the same noun again need not
// mean the same thing.
var emptyNouns = words(`one other thing lot kind part number way case rest end fact point term sort type bit half majority series
day week month year time hour minute decade century morning evening night moment percent`)

// sameHead is the latest earlier phrase with the same head whose modifiers
// this one does not add to.
func (r *resolver) sameHead(i int, earlier []int) int {
	it := &r.items[i]
	far := 12
	if it.Kind == text.KindUnknown || looseRoles[it.lemma] {
		far = 6
	}
	for n, k := 0, len(earlier)-1; k >= 0 && n < 12; n, k = n+1, k-1 {
		a := earlier[k]
		o := &r.items[a]
		if it.Sentence-o.Sentence > far {
			break
		}
		if o.number != it.number || !agree(r.cluster(a), r.cluster(i)) || r.nested(i, a) || r.named(a, i) || r.boundNoun(i, a) {
			continue
		}
		if it.person > 0 && !sameRank(roleName{lemma: o.lemma, mods: o.mods}, roleName{lemma: it.lemma, mods: it.mods}) {
			continue
		}
		if it.mods == nil && !o.definite && o.number == plural && it.number == plural && it.Sentence-o.Sentence > 3 {
			continue
		}
		if subset(it.mods, o.mods, r.modifiers(a)) && r.samePossessor(i, a) && !clash(it.mods, o.mods) {
			return a
		}
	}
	return -1
}

// samePossessor reports whether two phrases with the same noun have the same
// pronoun before them or one of them has none: "his opponents" are not "their
// opponents".
func (r *resolver) samePossessor(i, a int) bool {
	x, y := r.possessor(i), r.possessor(a)
	return x == "" || y == "" || x == y
}

func (r *resolver) possessor(i int) string {
	it := &r.items[i]
	for _, m := range it.mods {
		switch m {
		case "his", "her", "their", "its", "my", "our", "your":
			return m
		}
	}
	return ""
}

// modifiers are all that the chain of item a has said of itself.
func (r *resolver) modifiers(a int) []string {
	var out []string
	for n, m := range r.cluster(a).members {
		if n > 20 {
			break
		}
		out = append(out, r.items[m].mods...)
		out = append(out, r.items[m].words...)
	}
	return out
}

// clash reports whether the modifiers exclude each other.
func clash(a, b []string) bool {
	for _, y := range b {
		switch y {
		case "previous", "next", "other", "another", "last", "similar", "earlier", "future", "former":
			if len(a) == 0 {
				return true
			}
		}
	}
	for _, x := range a {
		for _, y := range b {
			switch x + " " + y {
			case "first second", "second first", "former new", "new former", "old new", "new old", "other same", "same other", "new current", "current new", "north south", "south north", "northern southern", "southern northern", "east west", "west east":
				return true
			}
		}
		if x == "other" || x == "another" || x == "second" || x == "third" || x == "next" || x == "similar" {
			return true
		}
	}
	return false
}

// nested reports whether one phrase lies in the other.
func (r *resolver) nested(i, a int) bool {
	x, y := &r.items[i], &r.items[a]
	return x.Sentence == y.Sentence && (x.First < y.End && y.First < x.End)
}

// joinSpeakers links "I" and "we" of a quotation to its speaker.
func (r *resolver) joinSpeakers() {
	for i := range r.items {
		it := &r.items[i]
		if it.class != classFirst || it.quote < 0 {
			continue
		}
		sp := r.quotes[it.quote].speaker
		if sp < 0 {
			continue
		}
		rule := "quote-speaker"
		if it.plural1 {
			rule = "quote-speaker-we" // the speaker's side, which he speaks for
		}
		if r.items[sp].class == classThing {
			continue
		}
		r.join(i, sp, rule)
	}
}
