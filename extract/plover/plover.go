// Package plover says what kind of event a clause tells of: a PLOVER event
// type and mode, with a confidence and the reasons.
//
// What enters: a parsed sentence, the token that names the event (a verb or
// an event noun) and where the acting side and its counterpart stand. What
// leaves: a [Result]. It never decides whether the event happened (that is
// the statement's modality), never reads other sentences and never guesses a
// type for a verb that no dictionary knows, unless it is told that there is
// an event.
//
// The types are those of the PLOVER reference of the Open Event Data
// Alliance. Two sources decide: a dictionary of verb patterns derived from
// PETRARCH's CAMEO 2.0 (MIT licence), and a linear classifier whose features
// are words, dependency relations and the dictionary's own votes.
package plover

import (
	"fmt"
	"sort"
	"strings"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// Range is a run of tokens [First, End) of the sentence; the zero Range is
// no tokens.
type Range struct{ First, End int }

// Empty reports whether the range holds no tokens.
func (r Range) Empty() bool { return r.End <= r.First }

func (r Range) holds(i int) bool { return r.First <= i && i < r.End }

// Input is one clause to classify.
type Input struct {
	Sentence *text.Sentence
	// Verb is the token that names the event, verb or noun; -1 to have it
	// found on the path between source and target.
	Verb int
	// Source and Target are the words for who acts and on whom; either may
	// be empty.
	Source, Target Range
	// Assume says that there is an event of some type, so that the best one
	// is returned however weak the signs, and plain speech is not an option.
	Assume bool
}

// Result is the type of an event and why.
type Result struct {
	Type schema.EventType // "" if the clause tells of none
	Mode string           // PLOVER mode, "" where none is known: "visit", "phone", "arrest"
	// Confidence estimates the probability that Type is right.
	Confidence float64
	Verb       int      // the token taken for the event's name, -1 if none
	Why        []string // strongest features first, with their weight: "object talks +1.2"
}

// minConfidence is the least probability of a type that is reported for a
// verb that the dictionary lists without a type of its own; a type that the
// dictionary gives and the classifier does not contest has at least
// dictionaryConfidence.
const (
	minConfidence        = 0.5
	dictionaryConfidence = 0.35
)

// sureConfidence is the least probability from which the classifier overrules
// the type that the dictionary gives the verb: in cross-validation it is
// right more often from here on.
const sureConfidence = 0.3

// maxReasons is how many features Why lists.
const maxReasons = 4

// Classify finds the type of an event. It takes time linear in the length of
// the sentence and is safe for concurrent use.
func Classify(in Input) Result {
	m := defaultModel()
	c := newClause(in, m.dict)
	features := c.features()
	p := m.weights.probabilities(features)
	best := 0
	for k := range p {
		if p[k] > p[best] {
			best = k
		}
	}
	r := Result{Verb: c.trigger, Type: m.weights.classes[best], Confidence: p[best]}
	r.Why = m.weights.reasons(features, best, maxReasons)
	if !in.Assume {
		switch known := c.known(); {
		case c.trigger < 0, known == unknownVerb:
			return Result{Verb: c.trigger, Why: []string{"no dictionary knows the verb"}}
		case known == speechVerb:
			return Result{Type: schema.Say, Confidence: 0.9, Verb: c.trigger, Why: []string{"verb of speech " + c.lemma(c.trigger)}}
		case known == openVerb && r.Confidence < minConfidence:
			return Result{Verb: c.trigger, Why: r.Why}
		case known == typedVerb && (r.Confidence < sureConfidence || c.unseen()):
			r = c.byDictionary(r, m.weights, p)
		}
	}
	if in.Assume {
		if _, ok := Fallback(features, m.weights.knows, r.Confidence); ok {
			r = c.byDictionary(r, m.weights, p)
		}
	}
	r.Mode = c.mode(r.Type)
	return r
}

// Fallback is the type that the dictionary gives the trigger of a clause with
// these features, where a classifier has not learnt that verb and is not sure
// of another type by itself, or cannot know the type: best is its greatest
// probability, learnt tells whether it has a weight for a feature. ok is
// false where the classifier decides.
func Fallback(features []string, learnt func(feature string) bool, best float64) (t schema.EventType, ok bool) {
	verb := ""
	for _, f := range features {
		if d, is := strings.CutPrefix(f, "dictionary "); is {
			t = schema.EventType(d)
		}
		if strings.HasPrefix(f, "verb ") {
			verb = f
		}
	}
	switch t {
	case schema.Crime:
		return t, true
	case "", "APPEAL", schema.Say:
		return "", false
	}
	return t, verb != "" && best < minConfidence && !learnt(verb)
}

// unseen reports whether the trigger is of a sort that the classifier has not
// learnt from: an event noun, or a crime.
func (c *clause) unseen() bool {
	return c.tok(c.trigger).UPOS == "NOUN" || c.match(c.trigger).code.Type == string(schema.Crime)
}

// byDictionary replaces an unsure result by the dictionary's type.
func (c *clause) byDictionary(r Result, w *weights, p []float64) Result {
	m := c.match(c.trigger)
	t := schema.EventType(m.code.Type)
	if t == r.Type {
		return r
	}
	reason := "dictionary: " + c.lemma(c.trigger)
	if m.words > 0 {
		reason = fmt.Sprintf("%s in a pattern of %d words", reason, m.words)
	}
	out := Result{Type: t, Confidence: dictionaryConfidence, Verb: r.Verb, Why: append([]string{reason}, r.Why...)}
	for k, class := range w.classes {
		if class == t {
			out.Confidence = max(out.Confidence, p[k])
		}
	}
	return out
}

// Features lists what the classifier sees of a clause, sorted; the training
// program asks for it. It uses the dictionary given, or the embedded one if
// that is nil.
func Features(in Input, d *Dictionary) []string {
	if d == nil {
		d = defaultModel().dict
	}
	return newClause(in, d).features()
}

// Trigger finds the token that names the event between source and target, -1
// if there is none; the dictionary is as in Features.
func Trigger(in Input, d *Dictionary) int {
	if d == nil {
		d = defaultModel().dict
	}
	return newClause(in, d).trigger
}

// EventNoun reports whether the dictionary knows the noun, a lemma in small
// letters, as the name of an event.
func EventNoun(noun string) bool {
	_, ok := defaultModel().dict.nouns[noun]
	return ok
}

// reasons lists the features that speak most for class k.
func (w *weights) reasons(features []string, k, n int) []string {
	type reason struct {
		name   string
		weight float64
	}
	var all []reason
	for _, f := range features {
		if row := w.row(f); row != nil && row[k] > 0 {
			all = append(all, reason{f, w.value(row, k)})
		}
	}
	sort.Slice(all, func(i, j int) bool {
		if all[i].weight != all[j].weight {
			return all[i].weight > all[j].weight
		}
		return all[i].name < all[j].name
	})
	var out []string
	for i := 0; i < len(all) && i < n; i++ {
		out = append(out, fmt.Sprintf("%s %+.1f", all[i].name, all[i].weight))
	}
	return out
}
