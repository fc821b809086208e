package extract

import (
	"strings"

	"github.com/dramatis-kg/dramatis/schema"
)

// hedgedRole is whose word the title at noun stands on, and how far it holds,
// by the adverb or adjective before it: "allegedly a friend of the banker",
// "the self-styled president", "a potential successor". Words that pass a role
// on, as for statements, make it an unnamed source's; what somebody calls
// himself is his own; what he may be is hypothetical. A title without such a
// word is the article's.
func (x *extractor) hedgedRole(t *tree, noun int, subject schema.Term) ([]schema.Attribution, mood) {
	plain := mood{m: schema.Asserted}
	if h := t.head(noun); t.base(noun) == "conj" && h >= 0 && h < noun && t.upos(h) == "NOUN" {
		if steps, m := x.hedgedRole(t, h, subject); steps != nil || m.m != schema.Asserted {
			return steps, m // "allegedly a spy and a thief"
		}
	}
	for k := noun - 1; k >= 0; k-- {
		w := t.lower(k)
		modifier := t.upos(k) == "ADV" || t.upos(k) == "ADJ" || t.base(k) == "amod" || t.base(k) == "compound" || t.base(k) == "advmod"
		step := schema.Attribution{Cue: w, CueSpan: t.tok(k).Span, Modality: schema.Asserted, Content: t.cover(k, noun)}
		if t.base(k) == "amod" && t.upos(k) == "VERB" && k > 0 && (t.upos(k-1) == "NOUN" || t.upos(k-1) == "PROPN") {
			return nil, plain // "investigators suspected minister Eva Holm"
		}
		switch {
		case modifier && x.lex.is("hedging-role", w), w == "called" && k >= 2 && t.lower(k-1) == "-" && t.lower(k-2) == "so":
			step.Speaker = schema.Term{Kind: schema.TermLiteral, Name: unnamed, Text: t.tok(k).Text, Span: t.tok(k).Span, Mention: -1}
			return []schema.Attribution{step}, plain
		case x.lex.is("own-title", w) && (k >= 2 && t.lower(k-1) == "-" && t.lower(k-2) == "self" || strings.HasPrefix(w, "self-")):
			step.Speaker = subject
			return []schema.Attribution{step}, plain
		case modifier && (x.lex.is("doubt-adverb", w) || x.lex.is("possible-adjective", w)), w == "would-be", w == "be" && k >= 2 && t.lower(k-2) == "would":
			return nil, noted(schema.Hypothetical, w)
		}
		switch t.upos(k) {
		case "ADP", "VERB", "AUX", "SCONJ", "CCONJ", "PRON":
			if t.base(k) != "amod" && t.base(k) != "compound" && t.base(k) != "nmod:poss" && t.base(k) != "nmod" {
				return nil, plain
			}
		case "PUNCT":
			if w != "-" && w != "“" && w != "\"" {
				return nil, plain
			}
		}
	}
	return nil, plain
}

// labour reports a subject who strikes by laying down work: "the workers
// struck for two days", "teachers voted to strike over pay".
func (x *extractor) labour(f *fact) bool {
	k := f.subject.Head
	return k.Sentence == f.t.si && k.Token >= 0 && k.Token < len(f.t.s.Tokens) && x.lex.is("labour-noun", f.t.lemma(k.Token))
}

// ended reports a participle behind a comma that says what came of the main
// clause and whose object is only a time: "signed a truce, ending months of
// fighting". Without what is ended it would say that the signers ended.
func (c *clause) ended() bool {
	t := c.t
	if c.link != linkFree || t.xpos(c.pred) != "VBG" || t.child(c.pred, "obj", "obl:unmarked") < 0 {
		return false
	}
	switch t.lemma(c.pred) {
	case "end", "conclude", "complete", "finish", "mark", "cap", "crown", "break":
		return true
	}
	return false
}

// complemented are the objects that the complement is said of: behind it, an
// object has words of its own ("called the figures inflated and the author
// unreliable").
func (t *tree) complemented(objects []int, complement schema.Term) []int {
	n := 0
	for n < len(objects) && t.tok(objects[n]).Start < complement.Span.Start {
		n++
	}
	if n == 0 {
		return objects
	}
	return objects[:n:n]
}
