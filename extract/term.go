package extract

import (
	"strings"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// actorKind reports whether entities of the kind act.
func actorKind(k text.EntityKind) bool {
	switch k {
	case text.KindPerson, text.KindOrg, text.KindState, text.KindGroup, text.KindPlace, text.KindAnonymous:
		return true
	}
	return false
}

// kindOf is the entity kind of the nominal at i: of its chain, else of its
// mention.
func (t *tree) kindOf(i int) text.EntityKind {
	if mi := t.mention[i]; mi >= 0 {
		m := &t.d.Mentions[mi]
		if m.Form == text.FormNominal && t.upos(i) == "NOUN" && t.xpos(i) == "NN" && loadLexicon().is("no-actor", t.lemma(i)) {
			return text.KindOther // "their help" is no helper
		}
		if m.Chain >= 0 && m.Chain < len(t.d.Chains) && t.d.Chains[m.Chain].Kind != text.KindUnknown {
			// A chain of a state holds mentions that are places; the mention
			// knows better which of the two it is here.
			if m.Kind == text.KindPlace || m.Kind == text.KindState {
				return m.Kind
			}
			return t.d.Chains[m.Chain].Kind
		}
		return m.Kind
	}
	return text.KindUnknown
}

// chainOf is the chain of the nominal at i, or -1.
func (t *tree) chainOf(i int) int {
	if mi := t.mention[i]; mi >= 0 {
		return t.d.Mentions[mi].Chain
	}
	return -1
}

// actorLike reports whether the nominal at i can act.
func (t *tree) actorLike(i int) bool {
	if k := t.kindOf(i); k != text.KindUnknown {
		return actorKind(k)
	}
	switch t.upos(i) {
	case "NOUN":
		lex := loadLexicon()
		l := t.lemma(i)
		if k := t.countedBy(i); k >= 0 {
			return t.actorLike(k)
		}
		return lex.is("actor-noun", l) || lex.is("role-noun", l)
	case "PRON":
		switch t.lower(i) {
		case "he", "she", "him", "her", "i", "we", "me", "us", "who", "they", "them", "you", "everyone", "somebody", "someone":
			return true
		}
	case "ADJ", "NUM", "DET":
		return false
	}
	return false
}

// phrase is the token range of a nominal as it is quoted in a term: its
// premodifiers, its head with the parts of its name, and its of-phrase; not
// its preposition, relative clauses, appositions and further adjuncts.
func (t *tree) phrase(i int) (first, last int) {
	if mi := t.mention[i]; mi >= 0 {
		m := &t.d.Mentions[mi]
		if m.Form != text.FormNominal && m.First <= i && i < m.End && m.End <= len(t.s.Tokens) {
			return m.First, m.End - 1
		}
	}
	lex := loadLexicon()
	keep := map[int]bool{i: true}
	var walk func(h int)
	walk = func(h int) {
		for _, k := range t.kids[h] {
			if keep[k] {
				continue
			}
			ok := false
			switch t.base(k) {
			case "det", "amod", "compound", "nummod", "flat", "fixed", "goeswith":
				ok = true
			case "advmod":
				ok = k < h && !lex.is("negator", t.lower(k)) && !(h == i && lex.is("focus-adverb", t.lower(k)))
			case "nmod":
				switch {
				case t.rel(k) == "nmod:poss", t.rel(k) == "nmod:desc", t.rel(k) == "nmod:npmod":
					ok = true
				case t.rel(k) == "nmod:unmarked":
					ok = k == h+1 || k < h
				default:
					ok = k > h && (t.prep(k) == "of" || t.prep(k) == "for" && strings.HasPrefix(t.lemma(h), "spokes"))
				}
			case "appos": // "the board of shipping group Nordhav"
				ok = h != i && t.tight(k)
			case "case":
				ok = h != i || t.xpos(k) == "POS"
			case "conj", "cc":
				ok = h != i
			case "obl", "obj": // "US-proposed", "oil-producing"
				ok = h != i && k < h
			case "punct":
				ok = h != i && (t.lower(k) == "-" || k < h && k > 0 && t.lower(k) != "," && t.lower(k) != "(")
			}
			if t.inTime[k] >= 0 && t.base(k) == "nmod" && t.rel(k) != "nmod:poss" {
				ok = false
			}
			if ok {
				keep[k] = true
				walk(k)
			}
		}
	}
	walk(i)
	// Take the run of tokens around the head; a gap that is only punctuation
	// inside the phrase is bridged.
	first, last = i, i
	for first > 0 && (keep[first-1] || first > 1 && keep[first-2] && t.isPunct(first-1) && t.lower(first-1) != "," && t.lower(first-1) != "(") {
		first--
	}
	for last+1 < len(t.s.Tokens) && (keep[last+1] || last+2 < len(t.s.Tokens) && keep[last+2] && t.lower(last+1) == "-") {
		last++
	}
	first, last = t.balanced(first, last, i)
	for first < i && (t.isPunct(first) || t.base(first) == "cc") {
		first++
	}
	for last > i && (t.xpos(last) == "POS" || t.isPunct(last) || t.base(last) == "cc" || t.base(last) == "case" && t.xpos(last) != "POS") {
		last--
	}
	return first, last
}

// term makes the term for the nominal at i, which its clause c mentions; c
// may be nil.
func (x *extractor) term(t *tree, i int) schema.Term {
	first, last := t.phrase(i)
	sp := t.cover(first, last)
	tm := schema.Term{Text: t.slice(sp), Span: sp, Mention: t.mention[i], Head: text.TokenRef{Sentence: t.si, Token: i}}
	kind := t.kindOf(i)
	lemma := t.lemma(i)
	if h := t.head(i); t.base(i) == "conj" && t.upos(i) == "NOUN" && h >= 0 && t.chainOf(i) >= 0 && t.chainOf(h) == t.chainOf(i) {
		kind, tm.Mention = text.KindUnknown, -1 // two of a list are not one
	}
	if own, ok := x.calledTerm(t, i); ok {
		return own
	}
	if own, ok := x.called[t.chainOf(i)]; ok && t.chainOf(i) >= 0 && t.upos(i) != "PROPN" {
		own.Text, own.Span, own.Head = tm.Text, tm.Span, tm.Head
		return own
	}
	if m, ok := x.alias[t.chainOf(i)]; ok && t.chainOf(i) >= 0 {
		tm.Mention = m
	} else if k := t.placeNamed(i); k >= 0 {
		if tm.Mention, kind = t.mention[k], text.KindPlace; tm.Mention >= 0 {
			kind = t.kindOf(k)
		} else {
			a, b := t.phrase(k)
			tm.Name = t.slice(t.cover(a, b))
		}
	} else if name := x.places[t.chainOf(i)]; name != "" && t.upos(i) == "NOUN" {
		tm.Mention, tm.Name, kind = -1, name, text.KindPlace // "the island"
	} else if k := t.namedBy(i); k >= 0 {
		// "the spokesman, Dmitry Peskov": the words of the one, the person of
		// the other.
		tm.Mention = t.mention[k]
		if n := t.kindOf(k); actorKind(n) || !actorKind(kind) {
			kind = n
		}
	}
	if sp, ok := x.nameless[tm.Head]; ok {
		// All that the article says of a source whom it does not name.
		tm.Kind, tm.Type, tm.Text, tm.Span = schema.TermActor, text.KindAnonymous, t.slice(sp), sp
		return tm
	}
	if t.outgrown(i) {
		tm.Mention = -1 // the mention was cut before the tree was mended
	}
	if k := t.clientOf(i); k >= 0 {
		own := x.term(t, k)
		if own.Mention >= 0 {
			own.Text, own.Span = tm.Text, tm.Span
		}
		return own
	}
	if w := x.whose(t, i); w != "" && tm.Mention < 0 || w != "" && t.d.Mentions[tm.Mention].Form == text.FormNominal {
		tm.Name, tm.Mention = w, -1
	}
	lex := x.lex
	switch {
	case t.upos(i) == "PRON":
		x.pronoun(t, i, &tm, kind)
	case actorKind(kind):
		tm.Kind, tm.Type = schema.TermActor, kind
	case kind == text.KindOther:
		tm.Kind, tm.Name = schema.TermTopic, x.topicName(t, i)
		if _, ev := x.lex.events[lemma]; ev && t.upos(i) == "NOUN" {
			tm.Kind = schema.TermEvent
		}
		tm.Mention = -1
	case t.upos(i) == "NOUN" && (t.amount(i) || lex.is("quantity-noun", lemma) && t.countedBy(i) < 0):
		tm.Kind, tm.Name, tm.Mention = schema.TermLiteral, tm.Text, -1
	case t.upos(i) == "NOUN" && t.actorLike(i):
		tm.Kind = schema.TermActor
		tm.Type = text.KindGroup
		if x.lex.is("role-noun", lemma) && t.xpos(i) == "NN" {
			tm.Type = text.KindPerson
		}
	case t.upos(i) == "NOUN":
		tm.Kind, tm.Name, tm.Mention = schema.TermTopic, x.topicName(t, i), -1
		if _, ev := x.lex.events[lemma]; ev {
			tm.Kind = schema.TermEvent
		}
	case (t.upos(i) == "ADJ" || t.upos(i) == "DET") && t.partOf(i) >= 0 && t.actorLike(t.partOf(i)):
		tm.Kind, tm.Type, tm.Mention = schema.TermActor, text.KindGroup, -1
	case t.upos(i) == "PROPN" && x.titled(t, i, &tm):
	case t.upos(i) == "PROPN":
		tm.Kind, tm.Name, tm.Mention = schema.TermTopic, tm.Text, -1
	default:
		tm.Kind, tm.Name, tm.Mention = schema.TermLiteral, tm.Text, -1
	}
	return tm
}

// pronoun fills the term of a pronoun from its chain, from the speaker when
// it is "I" inside reported words, or from a topic just before.
func (x *extractor) pronoun(t *tree, i int, tm *schema.Term, kind text.EntityKind) {
	tm.Kind, tm.Name = schema.TermLiteral, tm.Text
	if s := x.ownReport(t, i); s >= 0 {
		sp := *tm
		*tm = x.term(t, s)
		if tm.Mention >= 0 {
			tm.Text, tm.Span = sp.Text, sp.Span
		}
		return
	}
	if w := t.lower(i); w == "them" && kind == text.KindPerson && t.chainOf(i) >= 0 {
		// One person is rarely "them" where several things stand at hand:
		// "reacted to Putin's comments, calling them promising".
		if j := t.topicBefore(i); j >= 0 {
			tm.Kind, tm.Name, tm.Mention = schema.TermTopic, x.topicName(t, j), -1
			return
		}
	}
	if ci := t.chainOf(i); ci >= 0 && actorKind(t.d.Chains[ci].Kind) && x.noActorFits(t, i) {
		// What is read is a thing, and what is denied is what was said.
		if j := t.topicBefore(i); j >= 0 && t.lower(i) == "them" {
			tm.Kind, tm.Name, tm.Mention = schema.TermTopic, x.topicName(t, j), -1
			return
		}
		if u, j := x.thingsBefore(t, i); j >= 0 && t.lower(i) == "them" {
			tm.Kind, tm.Name, tm.Mention = schema.TermTopic, x.topicName(u, j), -1
			return
		}
		tm.Mention = -1
		return
	}
	if ci := t.chainOf(i); ci >= 0 {
		if actorKind(t.d.Chains[ci].Kind) || actorKind(kind) {
			tm.Kind, tm.Name, tm.Type = schema.TermActor, "", t.d.Chains[ci].Kind
			return
		}
		for _, mi := range t.d.Chains[ci].Mentions {
			m := &t.d.Mentions[mi]
			if m.Form == text.FormPronoun || m.Head < 0 || m.Sentence >= len(x.trees) {
				continue
			}
			u := x.trees[m.Sentence]
			if !nominalTag(u.upos(m.Head)) {
				continue
			}
			tm.Kind, tm.Name, tm.Mention = schema.TermTopic, x.topicName(u, m.Head), -1
			return
		}
	}
	switch t.lower(i) {
	case "i", "me", "myself":
		if v := x.speakerAt(t.tok(i).Span); v != nil {
			*tm = schema.Term{Kind: v.Kind, ID: v.ID, Name: v.Name, Text: tm.Text, Span: tm.Span, Type: v.Type, Mention: v.Mention, Head: v.Head}
			return
		}
	case "you", "yourself":
		if v := x.addressee(t.tok(i).Span); v != nil {
			*tm = schema.Term{Kind: v.Kind, ID: v.ID, Name: v.Name, Text: tm.Text, Span: tm.Span, Type: v.Type, Mention: v.Mention, Head: v.Head}
			return
		}
	case "itself", "himself", "herself", "themselves":
	case "it", "them", "they", "this", "that", "these", "those", "which":
		if j := t.topicBefore(i); j >= 0 {
			tm.Kind, tm.Name, tm.Mention = schema.TermTopic, x.topicName(t, j), -1
			return
		}
	}
	tm.Mention = -1
}

// noActorFits reports an object pronoun that no actor can be, whatever its chain
// says: "denied it", "had read them".
func (x *extractor) noActorFits(t *tree, i int) bool {
	v := t.head(i)
	if v < 0 || v > i || t.base(i) != "obj" || t.upos(v) != "VERB" || t.child(v, "xcomp", "ccomp", "iobj") >= 0 {
		return false
	}
	switch t.lower(i) {
	case "them":
		return x.lex.is("thing-object", t.lemma(v))
	case "it":
		return x.lex.is("thing-object", t.lemma(v)) || x.lex.is("denying", t.lemma(v))
	}
	return false
}

// thingsBefore are the things that the sentence before, in the same paragraph,
// has last as an object; -1 if there are none.
func (x *extractor) thingsBefore(t *tree, i int) (*tree, int) {
	if t.si == 0 || x.trees[t.si-1].s.Paragraph != t.s.Paragraph || x.trees[t.si-1].s.Heading {
		return nil, -1
	}
	u := x.trees[t.si-1]
	for j := len(u.s.Tokens) - 1; j >= 0; j-- {
		if u.upos(j) == "NOUN" && u.xpos(j) == "NNS" && u.base(j) == "obj" && !u.actorLike(j) && u.inTime[j] < 0 && !u.amount(j) {
			return u, j
		}
	}
	return nil, -1
}

// topicBefore finds what an object pronoun without an antecedent means: the
// nearest earlier thing of the same number that is an argument of a verb in
// the same sentence ("reacted to the comments, calling them …"); or -1.
func (t *tree) topicBefore(i int) int {
	plural := false
	if b := t.base(i); b != "obj" && b != "obl" && b != "iobj" {
		return -1 // a subject pronoun reaches back too far to guess
	}
	switch t.lower(i) {
	case "them", "they", "these", "those":
		plural = true
	case "this", "that", "which":
		return -1
	}
	for j := i - 1; j >= 0; j-- {
		if t.upos(j) != "NOUN" || t.actorLike(j) || t.inTime[j] >= 0 {
			continue
		}
		switch t.base(j) {
		case "obj", "obl", "nsubj":
		default:
			continue
		}
		if (t.xpos(j) == "NNS") == plural && t.nearest(j) != t.nearest(i) {
			return j
		}
	}
	return -1
}

// topicHead follows nouns that only lend a shape to another: "the idea of a
// ceasefire" is about the ceasefire.
func (t *tree) topicHead(i int) int {
	lex := loadLexicon()
	for n := 0; n < 4; n++ {
		if !lex.is("transparent", t.lemma(i)) {
			return i
		}
		next := -1
		for _, k := range t.children(i, "nmod") {
			if p := t.prep(k); p == "of" || p == "for" && lex.is("transparent-for", t.lemma(i)) {
				next = k
				break
			}
		}
		if next < 0 || !t.nounLike(next) {
			return i
		}
		i = next
	}
	return i
}

// topicName is the lemma of the head noun with its compound modifiers, led
// by its possessor: "ceasefire", "front line", "Vladimir Putin's comment".
func (x *extractor) topicName(t *tree, i int) string {
	i = t.topicHead(i)
	if t.upos(i) == "PROPN" {
		a, b := t.phrase(i)
		return t.slice(t.cover(a, b))
	}
	var parts []string
	for _, k := range t.kids[i] {
		if k >= i {
			break
		}
		switch t.rel(k) {
		case "compound":
			if t.inTime[k] < 0 && t.upos(k) != "NUM" && t.upos(k) != "SYM" && !t.amount(k) {
				parts = append(parts, x.compoundName(t, k)) // not the "60 percent" of a stake
			}
		case "nmod:poss":
			o := k
			if j := x.groundOf(t, i, k); j >= 0 {
				o = j
			}
			if n := x.nameOf(t, o); n != "" {
				parts = append(parts, n+"'s")
			}
		}
	}
	parts = append(parts, t.lemma(i))
	return strings.Join(parts, " ")
}

func (x *extractor) compoundName(t *tree, k int) string {
	var parts []string
	if k >= 2 && t.lower(k-1) == "-" && t.head(k-2) == k && (t.base(k-2) == "amod" || t.base(k-2) == "advmod") {
		parts = append(parts, t.lower(k-2)+"-"+t.lemma(k)) // "red-flag law"
		return parts[0]
	}
	for _, j := range t.children(k, "compound", "flat") {
		if j < k {
			parts = append(parts, x.compoundName(t, j))
		}
	}
	if t.upos(k) == "PROPN" {
		parts = append(parts, t.tok(k).Text)
	} else {
		parts = append(parts, t.lemma(k))
	}
	for _, j := range t.children(k, "flat") {
		if j > k {
			parts = append(parts, t.tok(j).Text)
		}
	}
	return strings.Join(parts, " ")
}

// nameOf is the fullest name of what the nominal at i refers to; "" if it
// has none.
func (x *extractor) nameOf(t *tree, i int) string {
	mi := t.mention[i]
	if mi < 0 {
		return ""
	}
	m := &t.d.Mentions[mi]
	if m.Chain >= 0 && t.d.Chains[m.Chain].Name != "" {
		return t.d.Chains[m.Chain].Name
	}
	if m.Form == text.FormName {
		return t.slice(m.Span)
	}
	return ""
}

// literal is a term for words that stand for themselves.
func (t *tree) literal(sp text.Span) schema.Term {
	s := t.slice(sp)
	return schema.Term{Kind: schema.TermLiteral, Name: s, Text: s, Span: sp, Mention: -1}
}
