package extract

import (
	"github.com/dramatis-kg/dramatis/extract/plover"
	"github.com/dramatis-kg/dramatis/extract/speech"
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// minTypeConfidence is how sure the classifier must be of an event type that
// the relation does not settle: in running text most clauses are no event.
const minTypeConfidence = 0.5

// classify sets the event type and mode of the statement. What somebody is,
// and statements without an actor, are no events. A relation of the
// vocabulary settles the type; else the classifier may, for events with two
// sides.
func (x *extractor) classify(s *schema.Statement, f *fact) {
	switch f.rule {
	case "role-before-name", "role-apposition", "role-copula", "role-appointed",
		"copula-noun", "copula-adjective", "copula-phrase", "existential":
		return
	}
	s.EventType = f.event
	if f.event == schema.Say && s.Subject.Kind == schema.TermActor && f.deed {
		if known := x.defaultType(s.Relation); known != "" {
			s.EventType = known
			return
		}
	}
	if f.event == schema.Say && !f.deed || s.Subject.Kind != schema.TermActor && s.Object.Kind != schema.TermActor {
		return
	}
	rel := s.Relation
	if f.patient && f.c != nil {
		rel, _ = x.normalize(f.c.verbForm())
	}
	if x.lex.is("type:none", string(rel)) && f.event == "" {
		return
	}
	source, target := s.Subject, s.Object
	if f.patient {
		source, target = schema.Term{}, s.Subject
	} else if target.Kind != schema.TermActor {
		for _, q := range s.Qualifiers {
			if q.Term.Kind == schema.TermActor && x.lex.is("target-role", q.Role) {
				target = q.Term
				break
			}
		}
	}
	if rel == "call" && !s.Object.IsZero() && s.Object.Kind != schema.TermActor {
		return // who calls a report invented, or a meeting, telephones nobody
	}
	known := x.defaultType(rel)
	if known == schema.Assault && f.subject.Kind != schema.TermActor && x.misfortune(f) {
		return // "the flood killed 20 people" attacks nobody
	}
	if f.c != nil && f.t.lemma(f.c.pred) == "strike" && s.Object.Kind != schema.TermActor && rel != "attack" && x.labour(f) {
		s.EventType = schema.Protest
		return
	}
	twoSided := f.patient || target.Kind == schema.TermActor && s.Subject.Kind == schema.TermActor
	if known == "" && !twoSided {
		return
	}
	r := plover.Classify(plover.Input{Sentence: f.t.s, Verb: f.at, Source: x.tokens(f.t, source), Target: x.tokens(f.t, target)})
	switch {
	case known != "" && (f.rule != "naming" || x.lex.is("object-control", string(rel))):
		s.EventType = known
		if r.Type == known {
			s.Mode = r.Mode
		}
	case r.Type == "" || r.Confidence < minTypeConfidence:
	case r.Type == schema.Say && (f.event != "" || len(x.voices.byCue[text.TokenRef{Sentence: f.t.si, Token: f.at}]) == 0):
	case f.rule == "naming" && rel == "call" && r.Type == schema.Consult:
	case twoSided:
		s.EventType, s.Mode = r.Type, r.Mode
	}
}

// misfortune reports a subject that kills without anybody's attack.
func (x *extractor) misfortune(f *fact) bool {
	k := f.subject.Head
	return k.Sentence == f.t.si && k.Token < len(f.t.s.Tokens) && x.lex.is("misfortune", f.t.lemma(k.Token))
}

// doing reports acts of speech that are deeds as well: a demand, a promise,
// a denial.
func doing(a speech.Act) bool {
	switch a {
	case speech.Demand, speech.Promise, speech.Deny, speech.Judge:
		return true
	}
	return false
}

// tokens is the range of the sentence's tokens that a term covers; empty for
// terms from elsewhere.
func (x *extractor) tokens(t *tree, tm schema.Term) plover.Range {
	if tm.IsZero() || !t.s.Span.Contains(tm.Span) {
		return plover.Range{}
	}
	return t.tokenRange(tm.Span)
}

// tokenRange are the tokens that lie in the span.
func (t *tree) tokenRange(sp text.Span) plover.Range {
	first, end := -1, -1
	for i := range t.s.Tokens {
		if sp.Contains(t.s.Tokens[i].Span) {
			if first < 0 {
				first = i
			}
			end = i + 1
		}
	}
	if first < 0 {
		return plover.Range{}
	}
	return plover.Range{First: first, End: end}
}

// defaultType is the event type of a relation whose verb the classifier does
// not know or takes for mere speech.
func (x *extractor) defaultType(r schema.Relation) schema.EventType {
	for _, t := range schema.EventTypes() {
		if x.lex.is("type:"+string(t), string(r)) {
			return t
		}
	}
	return ""
}
