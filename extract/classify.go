package extract

import (
	"github.com/dramatis-kg/dramatis/extract/plover"
	"github.com/dramatis-kg/dramatis/extract/speech"
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// classify sets the event type and mode of the statement. What somebody is,
// and statements without an actor, are no events.
func (x *extractor) classify(s *schema.Statement, f *fact) {
	switch f.rule {
	case "role-before-name", "role-apposition", "role-copula", "role-appointed",
		"copula-noun", "copula-adjective", "copula-phrase", "existential":
		return
	}
	if f.event == schema.Say && !f.deed {
		return
	}
	if s.Subject.Kind != schema.TermActor && s.Object.Kind != schema.TermActor {
		return
	}
	if f.rule != "naming" {
		s.EventType = x.defaultType(s.Relation)
	}
	in := plover.Input{Sentence: f.t.s, Verb: f.at}
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
	if !f.patient && target.Kind != schema.TermActor || s.Subject.Kind != schema.TermActor {
		return // PLOVER's events have two sides
	}
	in.Source, in.Target = x.tokens(f.t, source), x.tokens(f.t, target)
	r := plover.Classify(in)
	if r.Type == "" && f.event != "" {
		return
	}
	if x.lex.is("type:none", string(s.Relation)) {
		return
	}
	s.EventType, s.Mode = r.Type, r.Mode
	nominal := f.rule == "nominal-event" || f.rule == "light-verb" || f.rule == "reciprocal"
	if r.Type == "" || r.Type == schema.Say || nominal {
		if d := x.defaultType(s.Relation); d != "" {
			s.EventType = d
		}
	}
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
