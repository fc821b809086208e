package extract

import (
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// callName is the range of tokens of a name right behind the noun that says what
// it is, where the names found in the text lack it or have only a part of it:
// "the law firm Varden", "the lobby group Ohio Carry".
func (t *tree) callName(i int) (first, last int, ok bool) {
	lex := loadLexicon()
	if t.upos(i) != "NOUN" || t.xpos(i) != "NN" || i+1 >= len(t.s.Tokens) || !lex.is("actor-noun", t.lemma(i)) && !lex.is("role-noun", t.lemma(i)) {
		return 0, 0, false
	}
	for _, k := range t.children(i, "appos", "flat", "nmod:desc") {
		first, last := t.proper(k)
		if first != i+1 || len(t.conjuncts(k)) != 1 || t.prep(k) != "" {
			continue
		}
		for j := first; j <= last; j++ {
			if m := t.mention[j]; m >= 0 && t.d.Mentions[m].Form == text.FormName && t.d.Mentions[m].First <= first && t.d.Mentions[m].End > last {
				return 0, 0, false // the name is known
			}
		}
		return first, last, true
	}
	return 0, 0, false
}

// proper is the run of proper nouns around token k that hang together.
func (t *tree) proper(k int) (first, last int) {
	if t.upos(k) != "PROPN" {
		return -1, -1
	}
	first, last = k, k
	joined := func(j int) bool {
		return t.upos(j) == "PROPN" && t.xpos(j) != "POS" && t.above(k, j) && t.base(j) != "conj"
	}
	for first > 0 && joined(first-1) {
		first--
	}
	for last+1 < len(t.s.Tokens) {
		switch {
		case joined(last + 1):
			last++
		case last+2 < len(t.s.Tokens) && t.lower(last+1) == "-" && t.tok(last).End == t.tok(last+1).Start && t.tok(last+1).End == t.tok(last+2).Start:
			last += 2 // "al-Amr", of which each part may be any word
		default:
			return first, last
		}
	}
	return first, last
}

// tight reports a name in apposition right behind its noun, without a comma.
func (t *tree) tight(k int) bool {
	first, _ := t.proper(k)
	return first > 0 && first == t.head(k)+1
}

// calledNames gives the chains of nouns that a name stands right behind that
// name: "the law firm Varden … The firm".
func (x *extractor) calledNames() {
	x.called = map[int]schema.Term{}
	for _, t := range x.trees {
		for i := range t.s.Tokens {
			if ci := t.chainOf(i); ci >= 0 {
				if tm, ok := x.calledTerm(t, i); ok {
					if _, has := x.called[ci]; !has && x.nameOfChain(ci) == "" {
						x.called[ci] = tm
					}
				}
			}
		}
	}
}

// nameOfChain is the name of a chain, "" if it has none.
func (x *extractor) nameOfChain(ci int) string {
	for _, m := range x.d.Chains[ci].Mentions {
		if x.d.Mentions[m].Form == text.FormName {
			return x.d.Chains[ci].Name
		}
	}
	return ""
}

// calledTerm is the actor whose name stands right behind the noun at i.
func (x *extractor) calledTerm(t *tree, i int) (schema.Term, bool) {
	first, last, ok := t.callName(i)
	if !ok {
		return schema.Term{}, false
	}
	kind := text.KindOrg
	if x.lex.is("role-noun", t.lemma(i)) && !x.lex.is("actor-noun", t.lemma(i)) {
		kind = text.KindPerson
	}
	sp := t.cover(first, last)
	return schema.Term{Kind: schema.TermActor, Name: t.slice(sp), Text: t.slice(sp), Span: sp, Type: kind, Mention: -1, Head: text.TokenRef{Sentence: t.si, Token: i}}, true
}

// titled fills the term of a name that no mention has and that a noun before it
// says the kind of: "the Swiss trader Brenn".
func (x *extractor) titled(t *tree, i int, tm *schema.Term) bool {
	d := t.child(i, "nmod:desc")
	first, last := t.proper(i)
	if d < 0 || d != first-1 || !t.actorLike(d) {
		return false
	}
	tm.Kind, tm.Type, tm.Name, tm.Mention = schema.TermActor, text.KindOrg, t.slice(t.cover(first, last)), -1
	if x.lex.is("role-noun", t.lemma(d)) && !x.lex.is("actor-noun", t.lemma(d)) {
		tm.Type = text.KindPerson
	}
	return true
}
