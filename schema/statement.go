package schema

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// StatementID names a statement: "st:" and 12 hexadecimal digits.
type StatementID string

// NodeID names an actor, event, topic or document: "actor:steve-witkoff",
// "topic:ceasefire", "event:2025-03-13/consult/…", "doc:…".
type NodeID string

// Relation is a normalised predicate: a lemma with its particle or
// preposition joined by underscores ("call_for"), mapped to the
// vocabulary's relation where one fits ("meet_with" → "meet").
type Relation string

// TermKind says what a subject or object is.
type TermKind string

// The kinds of terms.
const (
	TermActor   TermKind = "actor"   // a person, organisation, state, group, place or nameless source
	TermTopic   TermKind = "topic"   // a thing spoken or fought about: the ceasefire
	TermEvent   TermKind = "event"   // a happening named by a noun: the meeting
	TermLiteral TermKind = "literal" // words that stand for themselves: "promising but incomplete"
)

// Term is a subject, an object or another argument of a statement.
type Term struct {
	Kind TermKind        `json:"kind"`
	ID   NodeID          `json:"id,omitempty"`   // set by resolve for actors and topics; "" for literals
	Name string          `json:"name,omitempty"` // canonical name once resolved; else as Text
	Text string          `json:"text"`           // the words as written
	Span text.Span       `json:"span"`           // of Text in the article
	Type text.EntityKind `json:"type,omitempty"` // kind of actor
	// Local is the key of the actor in [Record.Locals]: what the document
	// alone knows, from which ID follows once all documents are known.
	Local string `json:"local,omitempty"`
	// Mention is the index of the mention in the annotated document, -1 if
	// none. It only has a meaning between extract and resolve.
	Mention int `json:"-"`
	// Head is the token that heads the words; only between extract and resolve.
	Head text.TokenRef `json:"-"`
}

// IsZero reports whether the term is absent.
func (t Term) IsZero() bool { return t.Kind == "" }

// Qualifier is a further argument by its preposition or role: "with" whom,
// "about" what, "to" whom, "for" what, "at" what.
type Qualifier struct {
	Role string `json:"role"` // preposition, or "object2", "purpose", "complement"
	Term Term   `json:"term"`
}

// Attribution is one step of who says so: the speaker and the word that
// shows it. Nested speech ("Waltz said that Trump believed …") has several,
// outermost first.
type Attribution struct {
	Speaker  Term      `json:"speaker"`  // may be anonymous: "two officials"
	Cue      string    `json:"cue"`      // lemma of the cue: "say", "according to", "reportedly"
	CueSpan  text.Span `json:"cue_span"` //
	Modality Modality  `json:"modality"` // of the act of speaking: normally asserted
	Quoted   bool      `json:"quoted"`   // the words stand in quotation marks
	Content  text.Span `json:"content"`  // of the attributed words
}

// Statement is one thing that an article says, or says that somebody says.
// Values are built by extract, completed by resolve and accepted by Check.
type Statement struct {
	ID       StatementID    `json:"id"`
	Doc      text.ArticleID `json:"doc"`
	Subject  Term           `json:"subject"`
	Relation Relation       `json:"relation"`
	Object   Term           `json:"object"` // zero for an intransitive clause

	// Verb is the relation as written, with its span ("met with").
	Verb     string    `json:"verb"`
	VerbSpan text.Span `json:"verb_span"`

	EventType EventType `json:"event_type,omitempty"`
	Mode      string    `json:"mode,omitempty"` // PLOVER mode, "" where none is defined
	Modality  Modality  `json:"modality"`
	// Source is the chain of speakers, outermost first; empty when the
	// article itself asserts the statement.
	Source []Attribution `json:"source,omitempty"`
	// Quote is the span of the exact quoted words that the statement is or
	// stands in; zero if none.
	Quote text.Span `json:"quote"`

	Date       Date        `json:"date"`
	Place      Term        `json:"place"` // zero if not said
	Qualifiers []Qualifier `json:"qualifiers,omitempty"`

	Sentence text.Span `json:"sentence"`
	Span     text.Span `json:"span"`  // of the clause: what the statement was read from
	Order    int       `json:"order"` // narrative position in the document, from 0
	// Before are the statements of the document that tell of something later,
	// as the text says with "before", "after" or "then"; sorted.
	Before     []StatementID `json:"before,omitempty"`
	Confidence float64       `json:"confidence"`          // probability in [0, 1]
	Rule       string        `json:"rule"`                // name of the extraction rule that fired
	Confirmed  bool          `json:"confirmed,omitempty"` // a decision of the user says that it is right
	Notes      []string      `json:"notes,omitempty"`     // further rules that shaped it: "modality:expected_to", "date:anaphor"
}

// Reported reports whether somebody other than the article stands behind the
// statement.
func (s *Statement) Reported() bool { return len(s.Source) > 0 }

// Speaker is the innermost speaker, whose words these are; the zero Term if
// the article asserts the statement itself.
func (s *Statement) Speaker() Term {
	if len(s.Source) == 0 {
		return Term{}
	}
	return s.Source[len(s.Source)-1].Speaker
}

// Prefix is the namespace of the statement's predicate in the graph.
func (s *Statement) Prefix() Prefix { return PrefixOf(s.Modality, s.Reported()) }

// Predicate is the predicate in the graph: prefix and relation, "plan:talk".
func (s *Statement) Predicate() string { return string(s.Prefix()) + ":" + string(s.Relation) }

// MakeStatementID computes the identity of a statement from where it stands
// and what it says, not from the rule that found it, so that it survives a
// change of rules. The core is the relation, the modality and the surface
// words of subject and object.
func MakeStatementID(s *Statement) StatementID {
	h := sha256.New()
	for _, part := range []string{
		string(s.Doc), s.Sentence.String(), s.VerbSpan.String(), string(s.Relation), string(s.Modality),
		s.Subject.Span.String(), s.Subject.Text, s.Object.Span.String(), s.Object.Text,
	} {
		h.Write([]byte(part))
		h.Write([]byte{0})
	}
	return StatementID("st:" + hex.EncodeToString(h.Sum(nil))[:12])
}

// Slug makes the readable part of an IRI from a name: lower-case ASCII
// letters and digits joined by single hyphens. The caller transliterates
// first; other characters separate words.
func Slug(name string) string {
	var b strings.Builder
	gap := false
	for _, r := range name {
		switch {
		case r >= 'A' && r <= 'Z':
			r += 'a' - 'A'
			fallthrough
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		case r == '\'' || r == '’' || r == '.':
			// O'Neill → oneill, U.S. → us
		default:
			gap = true
		}
	}
	return b.String()
}

// RelationRole is the relation of an actor to a role that it holds: "Kremlin
// spokesman Dmitry Peskov" has the title as literal object, its head noun as
// the object's name, and whose role it is as the qualifier "of".
const RelationRole Relation = "role"
