package queries

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// maxWords bounds how much of a literal or of a long description a claim
// repeats, in characters: the sentence stands beside it.
const maxWords = 60

// shorten cuts words at a blank and marks the cut.
func shorten(s string) string {
	r := []rune(s)
	if len(r) <= maxWords {
		return s
	}
	cut := string(r[:maxWords])
	if i := strings.LastIndexByte(cut, ' '); i > maxWords/2 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,;:–-") + "…"
}

// Claim says the statement in a line: "Steve Witkoff · met · Vladimir Putin ·
// in Moscow".
func (e *Evidence) Claim() string {
	parts := append([]string{shorten(e.Subject.Name), e.Phrase()}, e.arguments()...)
	if !e.Place.IsZero() {
		parts = append(parts, cmp.Or(e.At, "in")+" "+e.Place.Shown())
	}
	return strings.Join(parts, " · ")
}

// arguments are the object and the further arguments with their prepositions,
// those of one preposition together: "between Ann and Bo".
func (e *Evidence) arguments() []string {
	var out []string
	if !e.Object.IsZero() {
		out = append(out, shorten(e.Object.Name))
	}
	role := ""
	for _, q := range e.Shown() {
		words := shorten(q.Ref.Shown())
		switch {
		case q.Role != "" && q.Role == role:
			out[len(out)-1] += " and " + words
		default:
			out = append(out, strings.TrimSpace(q.Role+" "+words))
		}
		role = q.Role
	}
	return out
}

// Shown are the further arguments as people read them: without those that the
// words of the object name already, and without the names of roles that are no
// prepositions.
func (e *Evidence) Shown() []Argument {
	var out []Argument
	for _, q := range e.Qualifiers {
		name := strings.ToLower(q.Ref.Name)
		last := name[strings.LastIndexByte(name, ' ')+1:]
		if object := strings.ToLower(e.Object.Name); q.Role == "of" && last != "" && (strings.Contains(object, last) || possessed.MatchString(object) || e.Relation == "role" && strings.Contains(object, " ")) {
			continue
		}
		switch q.Role {
		case "complement", "object2", "purpose", "measure":
			q.Role = ""
		}
		q.Role = strings.ReplaceAll(q.Role, "_", " ")
		out = append(out, q)
	}
	return out
}

// possessed is how words begin that say whose they are.
var possessed = regexp.MustCompile(`^(his|her|its|their|our|my|your)\b`)

// Words are the relation as written, with the auxiliaries that it needs to be
// read alone, or else its name. Of the noun of a role they are "is".
func (e *Evidence) Words() string {
	name := strings.ReplaceAll(string(e.Relation), "_", " ")
	passive := strings.HasPrefix(name, "be "+strings.ToLower(e.Verb))
	switch {
	case e.Verb == "":
		return name
	case e.Type == schema.Consult && !e.Object.IsZero() && conversing.MatchString(e.Verb): // "the two spoke"
		return strings.TrimSpace(e.Auxiliary + " " + e.Verb + " with")
	case e.Relation == "role" && strings.Contains(strings.ToLower(e.Object.Name), strings.ToLower(e.Verb)):
		return "is"
	case e.Rule == nominalRule && motion[string(e.Relation)] && !e.Object.IsZero(): // "a trip"
		return e.Verb + " to"
	case e.Rule == nominalRule && e.Type == schema.Consult && !e.Object.IsZero():
		return e.Verb + " with"
	case e.Auxiliary != "" && (passive || needsAuxiliary(e.Auxiliary, e.Verb)):
		if passive { // the name has the preposition
			return e.Auxiliary + name[len("be"):]
		}
		return e.Auxiliary + " " + e.Verb
	case passive:
		return name // the verb of a passive lacks its auxiliary
	}
	return e.Verb
}

// conversing are verbs that name whom one speaks with by a preposition, and
// have none where a sentence names both: "Ann and Bo spoke".
var conversing = regexp.MustCompile(`(?i)^(?:speak|speaks|spoke|spoken|speaking|talk|talks|talked|talking|negotiate|negotiates|negotiated|negotiating|confer|confers|conferred|conferring|chat|chats|chatted|chatting)$`)

// nominalRule is the rule that reads nouns such as "conversation".
const nominalRule = "nominal-event"

// negation is how the words of a relation say themselves that something is
// denied.
var negation = regexp.MustCompile(`(?i)\b(not|never|no|nobody|neither|nor|without|denied|denies|deny|failed|refused)\b|n['’]t\b`)

// nothing is how sides begin that deny by themselves: "had no intention",
// "neither claim could be verified".
var nothing = regexp.MustCompile(`^(?:[Nn]o|[Nn]one|[Nn]either|[Nn]obody|[Nn]othing|[Nn]ot)(?: \p{Ll}|$)`)

// deniesItself reports whether a side is words of that kind. An actor is none:
// "No 10" is somebody.
func deniesItself(r Ref) bool {
	return !strings.HasPrefix(string(r.ID), "actor:") && nothing.MatchString(r.Name)
}

// Phrase is the relation as written, with "not" before it where it was denied
// and the words themselves do not say so: the negation of a clause stands
// outside of its verb.
func (e *Evidence) Phrase() string {
	w := e.Words()
	if e.Class != ClassNegated || negation.MatchString(w) || deniesItself(e.Subject) || deniesItself(e.Object) {
		return w
	}
	if first, rest, ok := strings.Cut(w, " "); ok && auxiliaries.MatchString(first) && e.Auxiliary != "" {
		return first + " not " + rest
	}
	return "not " + w
}

// What says the statement without its subject: "met with Vladimir Putin".
func (e *Evidence) What() string {
	return strings.Join(append([]string{e.Phrase()}, e.arguments()...), " ")
}

// auxiliaries are the words that stand before a verb and belong to it.
var auxiliaries = regexp.MustCompile(`(?i)^(?:have|has|had|having|am|is|are|was|were|be|been|being|do|does|did|will|would|can|cannot|could|may|might|must|shall|should|not|never|(?:had|has|have|is|are|was|were|does|did|do|wo|would|ca|could|might|must|should)n['’]t)$`)

// between are adverbs that may stand among them, and are not shown.
var between = regexp.MustCompile(`(?i)^(?:[a-z]+ly|also|already|still|now|yet|then|once|just|even|ever|always|often|again|soon|since|thus|later|first)$`)

// irregular are the participles that differ from the past of their verbs: a
// closed class.
var irregular = strings.Fields(`arisen awoken beaten become begun bitten blown borne broken chosen come done drawn driven drunk eaten
fallen flown forbidden foreseen forgiven forgotten frozen given gone grown hidden known lain mistaken overcome overseen overtaken overthrown
ridden risen run rung seen shaken shown shrunk spoken sprung stolen stricken stridden striven sung sunk sworn swum taken thrown torn
undergone undertaken undone withdrawn woken worn woven written`)

// needsAuxiliary reports whether a verb without its auxiliaries would be no
// sentence, or another one: all but "had met", which "met" says too.
func needsAuxiliary(auxiliary, verb string) bool {
	first, _, _ := strings.Cut(strings.ToLower(verb), " ")
	switch strings.ToLower(auxiliary) {
	case "had", "has", "have", "having":
		return slices.Contains(irregular, first)
	}
	return true
}

// auxiliaryOf is what stands directly before the verb of a statement in its
// sentence and belongs to it, adverbs left out. Of a passive that became a
// statement about who did it, nothing does.
func auxiliaryOf(s *schema.Statement, doc string) string {
	if s.VerbSpan.Start <= s.Sentence.Start || s.VerbSpan.Start > len(doc) || s.Relation == "role" || s.Rule == nominalRule {
		return ""
	}
	var out []string
	for _, w := range slices.Backward(strings.Fields(doc[s.Sentence.Start:s.VerbSpan.Start])) {
		if auxiliaries.MatchString(w) || strings.EqualFold(w, "to") && !slices.Contains(out, "to") {
			out = append(out, strings.ToLower(w))
		} else if !between.MatchString(w) {
			break
		}
	}
	slices.Reverse(out)
	verb, _, _ := strings.Cut(s.Verb, " ")
	isBe := func(w string) bool { return forms.MatchString(w) }
	if slices.ContainsFunc(out, isBe) && !strings.HasPrefix(string(s.Relation), "be") && !strings.HasSuffix(verb, "ing") && !slices.Contains(out, "to") {
		return ""
	}
	if len(out) > 0 && (s.Subject.Type == text.KindPerson || s.Subject.Type == text.KindState) { // one of several that the sentence names
		if one := map[string]string{"were": "was", "are": "is", "have": "has"}[out[0]]; one != "" {
			out[0] = one
		}
	}
	return strings.Join(out, " ")
}

// forms are those of "be".
var forms = regexp.MustCompile(`^(?:am|is|are|was|were|be|been|being|(?:is|are|was|were)n['’]t)$`)

// prepositions are those of places.
var prepositions = regexp.MustCompile(`(?i)^(?:in|at|on|near|outside|inside|off|aboard|above|around|across|along|beside|within|throughout|over)$`)

// prepositionBefore is the preposition that stands before a place: "at" of "at
// the White House", "in" of "in the Saudi city of Jeddah".
func prepositionBefore(doc string, sentence, place text.Span) string {
	if place.Start <= sentence.Start || place.Start > len(doc) {
		return ""
	}
	words := strings.Fields(doc[sentence.Start:place.Start])
	for i, w := range slices.Backward(words) {
		if prepositions.MatchString(w) {
			return strings.ToLower(w)
		}
		if len(words)-i > 4 {
			break
		}
	}
	return ""
}

// locative are roles of places.
var locative = map[string]bool{"at": true, "in": true, "near": true, "outside": true, "inside": true, "to": true, "from": true, "into": true, "around": true, "on": true, "toward": true, "towards": true}

// placeWords are the article's words for a place that the graph knows as an
// actor of another name: "the Kremlin" of Russia. Words that share a word with
// the name, say nothing of their own, or have no name in them are none.
func placeWords(t schema.Term, doc string) string {
	words := strings.Join(strings.Fields(t.Text), " ")
	if t.Kind != schema.TermActor || t.Name == "" || strings.ToLower(words) == words || strings.Count(words, " ") > 4 {
		return ""
	}
	for _, w := range strings.Fields(strings.ToLower(words)) {
		if len(w) > 3 && strings.Contains(strings.ToLower(t.Name), w) {
			return ""
		}
	}
	if strings.ToUpper(words) == words { // "US" of the United States
		return ""
	}
	if t.Span.Start > 0 && t.Span.Start <= len(doc) && article.MatchString(doc[max(0, t.Span.Start-8):t.Span.Start]) {
		return "the " + words
	}
	return words
}

var article = regexp.MustCompile(`(?i)(?:^|\s)the\s+$`)
