// Package speech finds who says what: the source, the cue and the content of
// every attribution of a document, direct, indirect or mixed.
//
// What enters: an annotated [text.Document], that is tokens with Universal
// Dependencies trees, mentions and paragraphs. What leaves: [Attribution]
// values with byte spans, in the order of the text, each knowing the one
// that it is nested in. It never resolves a pronoun to a person (the caller
// follows the mention's chain), never judges whether the words are true and
// never changes the document.
//
// The notion of attribution follows PolNeAR (Newell, Margolin and Ruths: An
// Attribution Relations Corpus for Political News, LREC 2018).
package speech

import (
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// Kind says how the words are rendered.
type Kind string

// The kinds of attributions.
const (
	Direct   Kind = "direct"   // all of the content stands in quotation marks
	Indirect Kind = "indirect" // none of it does
	Mixed    Kind = "mixed"    // some of it does
)

// Form says what the content is grammatically.
type Form string

// The forms of content.
const (
	// FormClause is a proposition: "that both sides agree", or whole
	// quoted sentences.
	FormClause Form = "clause"
	// FormPhrase is a quoted fragment without a verb of its own: called
	// them “promising but incomplete”.
	FormPhrase Form = "phrase"
	// FormTopic is what the speech act is about or aims at, not what was
	// said: "criticized [the plan]", "promised [to resign]". Clauses
	// inside a topic are not thereby somebody's words.
	FormTopic Form = "topic"
)

// Act is what the speaker does with the content: a class of cues.
type Act string

// The acts. Each is a claim about how the source stands to the content.
const (
	Say     Act = "say"     // neutral: say, tell, state, write, according to
	Claim   Act = "claim"   // the article keeps its distance: claim, allege, insist, purportedly
	Confirm Act = "confirm" // the article presents the content as true: confirm, admit, note, reveal, point out
	Deny    Act = "deny"    // the source holds the content to be false: deny, reject, dispute
	Ask     Act = "ask"     // a question: ask, wonder; the content is not claimed
	Demand  Act = "demand"  // the source wants it done: demand, urge, call for, order, propose
	Promise Act = "promise" // the source means to do it: promise, vow, threaten, plan, agree to
	Expect  Act = "expect"  // the future: expect, predict, forecast, warn that
	Think   Act = "think"   // belief: believe, think, in X's view
	Know    Act = "know"    // knowledge, factive: know, realise, learn, forget that
	Wish    Act = "wish"    // want, hope, wish, fear
	Judge   Act = "judge"   // praise or blame: criticise, call, accuse, describe as
)

// SourceKind says what stands behind the words.
type SourceKind string

// The kinds of sources.
const (
	// SourceActor is a person, group, state or organisation, by name, role
	// or pronoun.
	SourceActor SourceKind = "actor"
	// SourceAnonymous is an actor whom the article keeps nameless:
	// "officials", "two people familiar with the matter".
	SourceAnonymous SourceKind = "anonymous"
	// SourceDocument is a text: "the report", "a statement".
	SourceDocument SourceKind = "document"
	// SourceHidden is nobody in the text: "reportedly", "is said to".
	SourceHidden SourceKind = "hidden"
)

// Source is who stands behind the words.
type Source struct {
	Kind    SourceKind
	Mention int // index into Document.Mentions, -1 if none covers the head
	// Head is the token that heads the source's phrase, First and End its
	// tokens in the sentence Head.Sentence, Span its bytes. All are
	// meaningless for SourceHidden, where Head.Sentence is -1.
	Head       text.TokenRef
	First, End int
	Span       text.Span
	// Via is the relative pronoun that stands for the source in the clause
	// of the cue ("Peskov, [who] said"); zero if none.
	Via text.Span
}

// Hidden reports whether the text names no source.
func (s Source) Hidden() bool { return s.Kind == SourceHidden }

// Cue is the word that shows that somebody else speaks.
type Cue struct {
	Head  text.TokenRef
	Lemma string    // "say", "according to", "point out"
	Span  text.Span // with auxiliaries, particles and negation: "did not say"
}

// Attribution is one act of speech or thought: source, cue, content.
type Attribution struct {
	Source Source
	Cue    Cue // zero Span in a quotation that merely continues the one before
	// Content holds the attributed words, in text order and disjoint. A
	// quotation that is split by its cue has two spans; one that goes on
	// over sentences or paragraphs may have several. Quotation marks at
	// its ends are inside the span.
	Content []text.Span
	// Quotes holds the quoted parts of the content, without their marks.
	Quotes []text.Span
	Kind   Kind
	Form   Form
	Act    Act
	// Modality is that of the act of speaking itself: negated for "did not
	// say that", planned for "will announce that", hypothetical for "if he
	// says that" and "would argue that"; else asserted.
	Modality schema.Modality
	// Refuted reports that the article itself calls the content false:
	// "falsely claimed that …".
	Refuted bool
	// Parent is the index of the innermost attribution whose content holds
	// this one's cue, or -1.
	Parent int
	// Confidence estimates the probability that source and content are
	// right, in [0, 1]: the share of right ones that the rule reached on
	// PolNeAR train among those that overlap a gold attribution.
	Confidence float64
	Rule       string // name of the rule that fired
}

// Quoted reports whether some of the content stands in quotation marks.
func (a *Attribution) Quoted() bool { return a.Kind != Indirect }

// Anonymous reports whether the source is nameless or hidden.
func (a *Attribution) Anonymous() bool {
	return a.Source.Kind == SourceAnonymous || a.Source.Kind == SourceHidden
}

// Cover is the smallest span that holds all of the content.
func (a *Attribution) Cover() text.Span {
	var out text.Span
	for _, s := range a.Content {
		out = out.Cover(s)
	}
	return out
}

// Holds reports whether one of the spans of the content holds s.
func (a *Attribution) Holds(s text.Span) bool {
	for _, c := range a.Content {
		if c.Contains(s) {
			return true
		}
	}
	return false
}
