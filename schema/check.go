package schema

import (
	"errors"
	"fmt"
)

// ErrRule is wrapped by every error of [Check].
var ErrRule = errors.New("statement breaks a rule")

// Check accepts a statement or names the first rule that it breaks. textLen
// is the length in bytes of the document's text.
func Check(s *Statement, textLen int) error {
	bad := func(format string, args ...any) error {
		return fmt.Errorf("schema: statement %s: %w: %s", s.ID, ErrRule, fmt.Sprintf(format, args...))
	}
	if s.ID == "" || s.Doc == "" {
		return bad("it has an id and a document")
	}
	if s.Subject.IsZero() || s.Relation == "" {
		return bad("it has a subject and a relation")
	}
	if _, err := ParseModality(string(s.Modality)); err != nil {
		return bad("%v", err)
	}
	if _, err := ParseEventType(string(s.EventType)); err != nil {
		return bad("%v", err)
	}
	if s.Confidence < 0 || s.Confidence > 1 {
		return bad("confidence %v lies in [0, 1]", s.Confidence)
	}
	if s.Sentence.Empty() || s.Sentence.End > textLen {
		return bad("its sentence %s lies in the text", s.Sentence)
	}
	terms := []Term{s.Subject, s.Object, s.Place}
	for _, q := range s.Qualifiers {
		terms = append(terms, q.Term)
	}
	for _, a := range s.Source {
		terms = append(terms, a.Speaker)
		if a.Speaker.IsZero() {
			return bad("every step of attribution has a speaker")
		}
	}
	for _, t := range terms {
		if t.IsZero() {
			continue
		}
		if t.Span.Start < 0 || t.Span.End > textLen {
			return bad("the words %q lie in the text", t.Text)
		}
		if (t.Kind == TermActor || t.Kind == TermTopic) && t.ID == "" {
			return bad("the %s %q is resolved", t.Kind, t.Text)
		}
	}
	if s.Rule == "" {
		return bad("it names the extraction rule that found it")
	}
	return nil
}
