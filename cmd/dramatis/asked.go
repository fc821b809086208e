package main

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dramatis-kg/dramatis/text"
)

// asked is a question as the parser of the articles reads it: a verb with what
// is known of its sides, and the slot that is asked for left open.
type asked struct {
	*text.Sentence
	source string
	verb   int
	small  bool // it was asked without capitals, which tell no name then
}

// readQuestion finds the statements that a question asks for by its tree: who
// bribed an officer, when will Ann travel to Oslo, was the bridge closed. The
// first question is the narrowest; the others ask more widely.
func readQuestion(source string, s *text.Sentence, polar, small bool) []question {
	a := asked{Sentence: s, source: source, small: small, verb: slices.IndexFunc(s.Tokens, func(t text.Token) bool { return t.Head < 0 })}
	if a.verb < 0 || a.Tokens[a.verb].UPOS != "VERB" || emptyVerbs[a.Tokens[a.verb].Lemma] {
		return nil
	}
	a.receivers()
	var narrow, wide []param
	var object, beside []string // words of the object, and of what stands further off
	passive, asks := false, false
	var preps []string
	side := func(i int, name string) {
		switch {
		case a.open(i):
			asks = true
			for j, t := range a.Tokens { // "what in Oslo"
				if t.Head == i && a.named(j) && placePrepositions[a.preposition(j)] {
					narrow = append(narrow, param{"place", a.phrase(j)})
				}
			}
		case a.named(i):
			narrow = append(narrow, param{name, a.phrase(i)})
		default:
			thing, further := a.split(i)
			object = append(object, thing)
			if further != "" {
				beside = append(beside, further)
			}
		}
	}
	negated, said := false, false
	for i := range s.Tokens {
		t := &s.Tokens[i]
		if t.Head != a.verb {
			continue
		}
		switch relation, _, _ := strings.Cut(t.Deprel, ":"); relation {
		case "aux", "cop":
			passive = passive || t.Deprel == "aux:pass" || relation == "cop" && isParticiple(a.Tokens[a.verb])
		case "nsubj", "csubj", "expl":
			passive = passive || t.Deprel == "nsubj:pass"
			side(i, "subject")
		case "obj":
			side(i, "object")
		case "ccomp":
			said = said || speaking[a.Tokens[a.verb].Lemma]
			if words := a.telling(i); words != "" {
				object = append(object, words)
			}
		case "iobj", "xcomp":
			switch {
			case a.open(i):
			case relation == "iobj" && a.named(i):
				narrow = append(narrow, param{"actor", a.phrase(i)})
			default:
				object = append(object, a.phrase(i))
			}
		case "obl", "nmod":
			p := a.preposition(i)
			switch {
			case a.open(i):
				asks = true
			case a.named(i) && (placePrepositions[p] || journeys[a.Tokens[a.verb].Lemma] && journeyPrepositions[p]):
				narrow = append(narrow, param{"place", a.phrase(i)})
				continue
			case a.named(i):
				narrow = append(narrow, param{"actor", a.phrase(i)})
			default:
				beside = append(beside, a.phrase(i))
			}
			if p != "" {
				preps = append(preps, p)
			}
		case "case": // "accuse Eritrea of"
			preps = append(preps, t.Lemma)
		case "advmod":
			asks = asks || openWords[t.Lemma]
			negated = negated || t.Lemma == "not" || t.Lemma == "never"
		}
	}
	if !asks && !polar && s.Tokens[0].UPOS != "AUX" {
		return nil
	}
	if passive { // of "was Ann arrested" and "police arrested Ann", Ann is a side of each
		rename(narrow, "actor", "subject")
	}
	if negated {
		narrow = append(narrow, param{"modality", "negated"})
	}
	deeds := a.relations(passive, preps)
	if said && len(object) == 0 {
		return nil
	}
	if said { // who said that it is so: the statements that rest on somebody's word
		deeds = nil
		rename(narrow, "speaker", "subject")
		narrow = append(narrow, param{"modality", unsure})
	}
	wide = slices.Clone(narrow)
	rename(wide, "actor", "subject", "object")
	narrowest := a.question(narrow, deeds, append(slices.Clone(object), beside...))
	out := []question{narrowest}
	for _, q := range []question{
		a.question(narrow, deeds, object),
		a.question(wide, unique(append(deeds, a.passive()...)), object),
		a.question(inSentence(wide), unique(append(deeds, a.passive()...)), object),
		a.question(nil, deeds, append(a.names(narrow), object...)),
		a.core(said),
	} {
		if q.query == "" {
			continue
		}
		if !slices.ContainsFunc(out, func(o question) bool { return commandLine(o.command()) == commandLine(q.command()) }) {
			out = append(out, q)
		}
	}
	return out
}

// receivers hangs on a verb of giving whom parsers hang on what is given:
// "supply drones to Eritrea". The sentence is changed.
func (a asked) receivers() {
	if !giving[a.Tokens[a.verb].Lemma] {
		return
	}
	for i := range a.Tokens {
		t := &a.Tokens[i]
		if t.Deprel != "nmod" || t.Head < 0 || !a.named(i) || a.preposition(i) != "to" && a.preposition(i) != "from" {
			continue
		}
		if given := a.Tokens[t.Head]; given.Head == a.verb && given.Deprel == "obj" {
			t.Head, t.Deprel = a.verb, "obl"
		}
	}
}

// question is the query for the statements of any of the relations.
func (a asked) question(params []param, relations, words []string) question {
	q := question{query: "statements"}
	seen := map[string]bool{}
	for _, p := range params {
		if p.name == "actor" && seen["actor"] { // the query knows one; the other is a word
			words = append(words, p.value)
			continue
		}
		seen[p.name] = true
		q.params = append(q.params, p)
	}
	if len(relations) > 0 {
		q.params = append(q.params, param{"relation", strings.Join(relations, ", ")})
	}
	if len(words) > 0 {
		q.params = append(q.params, param{"words", strings.ReplaceAll(strings.Join(words, " "), ",", "")})
	}
	q.sort()
	return q
}

// inSentence looks for a place in the sentence, where the statement names none.
func inSentence(params []param) []param {
	out := slices.Clone(params)
	rename(out, "text", "place")
	return out
}

// names are the values of those parameters that name somebody or a place.
func (a asked) names(params []param) []string {
	var out []string
	for _, p := range params {
		if p.name != "modality" {
			out = append(out, p.value)
		}
	}
	return out
}

// core is who did what of what somebody said, without the rest: "officers beat"
// of "that officers had beaten a miner in his cell"; no query if nothing was
// said.
func (a asked) core(said bool) question {
	if !said {
		return question{}
	}
	var words []string
	for i, t := range a.Tokens {
		if t.Head < 0 {
			continue
		}
		head := a.Tokens[t.Head]
		if head.Head == a.verb && head.Deprel == "ccomp" && strings.HasPrefix(t.Deprel, "nsubj") {
			words = append(words, a.Tokens[i].Text, head.Text)
		}
	}
	if len(words) == 0 {
		return question{}
	}
	return a.question([]param{{"modality", unsure}}, nil, words)
}

// unsure are the modalities of what rests on somebody's word.
const unsure = "reported,planned,hypothetical,negated"

// rename gives parameters another name.
func rename(params []param, to string, from ...string) {
	for i := range params {
		if slices.Contains(from, params[i].name) {
			params[i].name = to
		}
	}
}

// relations are the names that the graph may have for the verb: with its
// prepositions, without, and as a passive.
func (a asked) relations(passive bool, preps []string) []string {
	verb := a.Tokens[a.verb].Lemma
	if journeys[verb] {
		return []string{"travel to", "visit", "arrive in"}
	}
	if particle := a.particle(); particle != "" {
		verb += " " + particle
	}
	var out []string
	for _, p := range preps {
		out = append(out, verb+" "+p)
	}
	out = append(out, verb)
	if passive {
		be := "be " + strings.ToLower(a.Tokens[a.verb].Text)
		if particle := a.particle(); particle != "" {
			be += " " + particle
		}
		for _, p := range preps {
			out = append(out, be+" "+p)
		}
		out = append(out, be)
	}
	return unique(out)
}

// passive is the verb as a passive, where its past tells its participle.
func (a asked) passive() []string {
	if t := a.Tokens[a.verb]; strings.HasSuffix(t.Text, "ed") {
		return unique([]string{strings.TrimSpace("be " + strings.ToLower(t.Text) + " " + a.particle())})
	}
	return nil
}

func (a asked) particle() string {
	for _, t := range a.Tokens {
		if t.Head == a.verb && t.Deprel == "compound:prt" {
			return t.Lemma
		}
	}
	return ""
}

// under are the tokens of a token's subtree, in order.
func (a asked) under(i int) []int {
	var out []int
	for j := range a.Tokens {
		for k, n := j, 0; k >= 0 && n <= len(a.Tokens); k, n = a.Tokens[k].Head, n+1 {
			if k == i {
				out = append(out, j)
				break
			}
		}
	}
	return out
}

// open reports whether a token is, or holds, the word that asks.
func (a asked) open(i int) bool {
	return slices.ContainsFunc(a.under(i), func(j int) bool { return openWords[strings.ToLower(a.Tokens[j].Text)] })
}

// named reports whether words are a name: by their head, or because they begin
// with one ("the Egyptian army").
func (a asked) named(i int) bool {
	name := func(j int) bool {
		first, _ := utf8.DecodeRuneInString(a.Tokens[j].Text)
		return unicode.IsUpper(first) && (j > 0 || a.Tokens[j].UPOS == "PROPN")
	}
	if name(i) {
		return true
	}
	if a.small { // "did putin attack ukraine"
		return len(a.under(i)) == 1 && a.Tokens[i].UPOS != "PRON" && a.Tokens[i].XPOS != "NNS"
	}
	return a.Tokens[i].UPOS == "NOUN" && slices.ContainsFunc(a.under(i), func(j int) bool { return j < i && name(j) })
}

// telling are the words of a clause that tell what it is about.
func (a asked) telling(i int) string {
	var out []string
	for _, j := range a.under(i) {
		switch t := a.Tokens[j]; t.UPOS {
		case "NOUN", "PROPN", "VERB", "ADJ", "NUM":
			out = append(out, t.Text)
		}
	}
	return strings.Join(out, " ")
}

// phrase is the words of a subtree without its preposition and article.
func (a asked) phrase(i int) string {
	tokens := a.under(i)
	for len(tokens) > 1 && tokens[0] != i && slices.Contains([]string{"ADP", "DET", "PUNCT", "PART", "SCONJ"}, a.Tokens[tokens[0]].UPOS) {
		tokens = tokens[1:]
	}
	for n := len(tokens); n > 1 && a.Tokens[tokens[n-1]].UPOS == "PUNCT"; n = len(tokens) {
		tokens = tokens[:n-1]
	}
	return a.source[a.Tokens[tokens[0]].Start:a.Tokens[tokens[len(tokens)-1]].End]
}

// split parts a thing from what stands after it with a preposition: "drones" and
// "Eritrea" of "drones to Eritrea", for parsers differ in what that belongs to.
func (a asked) split(i int) (thing, further string) {
	whole := a.phrase(i)
	for j := range a.Tokens {
		if a.Tokens[j].Head != i || j < i || !a.named(j) || a.preposition(j) == "" || a.preposition(j) == "of" {
			continue
		}
		first := a.Tokens[a.under(j)[0]]
		if at := strings.Index(whole, a.source[first.Start:a.Tokens[j].End]); at > 0 {
			return strings.TrimSpace(whole[:at]), a.phrase(j)
		}
	}
	return whole, ""
}

// preposition is that of an argument.
func (a asked) preposition(i int) string {
	for _, t := range a.Tokens {
		if t.Head == i && (t.Deprel == "case" || t.Deprel == "mark") {
			return t.Lemma
		}
	}
	return ""
}

func isParticiple(t text.Token) bool { return t.XPOS == "VBN" || t.XPOS == "VBD" }

func unique(s []string) []string {
	var out []string
	for _, x := range s {
		if x = strings.TrimSpace(x); !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	return out
}

// Closed classes of words.
var (
	openWords           = map[string]bool{"who": true, "whom": true, "what": true, "which": true, "when": true, "where": true, "how": true}
	speaking            = map[string]bool{"say": true, "claim": true, "tell": true, "announce": true, "argue": true, "allege": true, "think": true, "believe": true, "insist": true, "confirm": true, "admit": true, "report": true, "state": true, "warn": true}
	giving              = map[string]bool{"give": true, "supply": true, "send": true, "sell": true, "provide": true, "deliver": true, "ship": true, "offer": true, "hand": true, "lend": true, "transfer": true, "export": true, "buy": true, "import": true, "receive": true}
	emptyVerbs          = map[string]bool{"do": true, "be": true, "have": true, "happen": true}
	placePrepositions   = map[string]bool{"in": true, "at": true, "near": true, "inside": true, "outside": true}
	journeyPrepositions = map[string]bool{"to": true, "from": true, "for": true, "into": true, "toward": true, "towards": true}
	journeys            = map[string]bool{"travel": true, "go": true, "fly": true, "come": true, "head": true, "journey": true, "visit": true, "arrive": true}
)

// wider is what is asked where a name turned out to be nobody's: a place that
// stood in it is looked for as one, or else its words. False if nothing is left
// to try.
func (q question) wider(name, value string) (question, bool) {
	out := question{query: q.query}
	words := ""
	for _, p := range q.params {
		switch {
		case p.name == "words":
			words = p.value
		case p.name != name || p.value != value:
			out.params = append(out.params, p)
		}
	}
	lower, at, preposition := strings.ToLower(value), 0, ""
	for _, p := range []string{" in ", " at ", " near "} {
		if i := strings.LastIndex(lower, p); i > at {
			at, preposition = i, p
		}
	}
	switch {
	case at > 0:
		out.params = append(out.params, param{name, value[:at]}, param{"place", withoutArticle(value[at+len(preposition):])})
	case q.query == "statements" || q.query == "mentions":
		words = strings.TrimSpace(words + " " + strings.ReplaceAll(value, ",", ""))
	default:
		return q, false // the question is about somebody
	}
	if words != "" {
		out.params = append(out.params, param{"words", words})
	}
	out.sort()
	return out, accepted(out)
}

// sort puts parameters in the order in which people type them.
func (q question) sort() {
	slices.SortStableFunc(q.params, func(a, b param) int { return rank(a.name) - rank(b.name) })
}
