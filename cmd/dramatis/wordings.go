package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/dramatis-kg/dramatis/nlp/lemma"
	"github.com/dramatis-kg/dramatis/queries"
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// question is a question in words as a query with parameters.
type question struct {
	query  string
	params []param
}

type param struct{ name, value string }

// command is what a user would type for it.
func (q question) command() []string {
	args := []string{"query", q.query}
	for _, p := range q.params {
		args = append(args, "--"+p.name, p.value)
	}
	return args
}

// A wording is a way to ask a saved query. The names of its groups are those
// of the query's parameters, with underscores for hyphens; verb, base, past and
// prep make the relation. with are further parameters, as name=value.
type wording struct {
	query, pattern string
	with           string
	example        string // for the help; "" for a variant of the one above
}

// Parts of patterns. A name begins with a capital, or is a word.
const (
	did     = `(?:has|have|had|did|do|does|is|are|was|were|will|would|can)`
	oneName = `(?:the )?(?:\p{Lu}.*?|[\p{L}\d'’.-]+)`
	prep    = `(?: (?P<prep>to|with|for|from|in|on|of|by|against|about|at|into|over|up|out))?`
	meet    = `(?:meet|met|talk|talked|speak|spoke|spoken|negotiate|negotiated|confer|conferred|call|called|phone|phoned)`
	journey = `(?:travel|travell?ed|travell?ing|go|went|gone|going|fly|flew|flown|flying|head|headed|heading|journey|come|came)`
	// journeyTo are the relations of those who go somewhere.
	journeyTo = "travel to, visit, arrive in"
	planning  = `(?:planned|expected|planning|plans?|intends?|intending|going|about|supposed|due|set|scheduled|hoping|hope|want|wants|promised|promise)`
)

// wordings are tried in order: the first that fits is taken.
var wordings = []wording{
	{"talked", did + ` (?P<actor>.+?) and (?P<with>.+?) (?:ever |already |last |going to |planning to |expected to |agree to |agreed to |plan to |want to )?` + meet + `(?: (?:with |to )?each other)?`, "", "Have Putin and Trump talked?"},
	{"talked", `(?:when|where|how often) ` + did + ` (?P<actor>.+?) and (?P<with>.+?) (?:first |last )?` + meet, "", ""},
	{"met", `who(?: has| have| had)? (?:met|talked|spoke|spoken)(?: with| to)? who(?:m)?`, "", ""},
	{"met", `who(?: has| have| had)? met`, "", ""},
	{"met", `who(?: has| have| had)? (?:met|saw)(?: with)? (?P<actor>.+?)`, "", "Who met Putin in March 2025?"},
	{"met", `with who(?:m)? (?:did|has|have|had|does) (?P<actor>.+?) (?:meet|met)`, "", ""},
	{"met", `who(?:m)? (?:did|has|have|had|does) (?P<actor>.+?) (?:meet|met|see|seen)(?: with)?`, "", "Whom did Witkoff meet?"},
	{"talked", `(?:when |where |how often )?` + did + ` (?P<actor>.+?) (?:ever |last |going to |planning to |expected to |agree to |agreed to |plan to |want to )?` + meet + `(?: to| with)? (?P<with>.+?)`, "", "When did Witkoff meet Putin?"},
	{"met", `(?:when|where) (?:will|did|does|is|was) (?P<actor>.+?) (?:going to |expected to )?(?:meet|met|meeting)`, "all-modalities=true", ""},
	{"path", `how (?:is|are|was|were) (?P<from_actor>.+?) (?:connected|related|linked|tied) (?:to|with) (?P<to_actor>.+?)`, "", "How is Lukashenko connected to Trump?"},
	{"path", `what (?:connects|links|ties) (?P<from_actor>.+?) (?:to|with|and) (?P<to_actor>.+?)`, "", ""},
	{"path", `(?:what is|is there) (?:the|a|any) (?:connection|link|relation(?:ship)?) between (?P<from_actor>.+?) and (?P<to_actor>.+?)`, "", ""},
	{"participants", `(?:with who(?:m)? (?:does|did) (?P<actor>.+?) (?:appear|deal)|who (?:appears?|is mentioned) with (?P<actor2>.+?)|who (?:is|are) (?P<actor3>.+?) (?:connected|related|linked|tied) (?:to|with))`, "", "With whom does Putin appear?"},
	{"statements", `where (?:did|has|have|does|do) (?P<subject>.+?) ` + journey + `(?: to)?`, "relation=" + journeyTo, "Where did Witkoff travel?"},
	{"statements", `where (?:is|are|will) (?P<subject>.+?) (?:` + planning + ` to |expected |planning )?` + journey + `(?: to)?`, "relation=" + journeyTo + ";modality=planned", ""},
	{"statements", `who(?: has| have| had| will| would| may)? ` + journey + ` to (?P<place>.+?)`, "relation=" + journeyTo, "Who travelled to Moscow?"},
	{"statements", `who(?: has| have| had| will)? (?:visit|visited|visits) (?P<place>\p{Lu}.*?)`, "relation=" + journeyTo, ""},
	{"statements", `(?:when )?` + did + ` (?P<subject>` + oneName + `) (?:` + planning + ` to )?` + journey + ` to (?P<place>.+?)`, "relation=" + journeyTo, "When will Witkoff travel to Moscow?"},
	{"called", `what (?:did|does|has|do|have) (?P<actor>.+?) (?:call(?:ed)?|label(?:l?ed)?|brand(?:ed)?|dub(?:bed)?|describe[ds]?|dismiss(?:ed)?)(?: (?P<about>.+?))?(?: as)?`, "", "What did Trump call Putin's comments?"},
	{"plans", `what (?:is|are|does|do|did|has|have) (?P<actor>.+?) ` + planning + `(?: to do)?`, "", "What does Trump plan?"},
	{"plans", `what (?:is|are) next for (?P<actor>.+?)`, "", ""},
	{"plans", `what will (?P<actor>.+?) do`, "", ""},
	{"plans", `what (?:are|were) (?P<actor>.+?)['’]s? plans`, "", ""},
	{"statements", `what is (?:planned|expected|scheduled|due)`, "modality=planned", "What is planned for April 2025?"},
	{"claims", `what (?:do|did) others (?:say|claim) (?:about|of) (?P<actor>.+?)`, "", "What is said about Putin?"},
	{"claims", `what (?:is|was|has been) (?:said|claimed|alleged|reported) (?:about|of) (?P<actor>.+?)`, "", ""},
	{"claims", `who (?:said|says|claims|claimed) what about (?P<actor>.+?)`, "", ""},
	{"says", `what (?:did|does|has) (?P<actor>.+?) (?:claim|claimed|allege|alleged)(?: (?:about|of) (?P<about>.+?))?`, "", "What does Peskov claim about Putin?"},
	{"denials", `what (?:did|does|has) (?P<actor>.+?) (?:deny|denied)`, "", "What does Zelensky deny?"},
	{"denials", `who (?:denies|denied|deny|has denied|have denied)(?: what)?`, "", ""},
	{"denials", `who (?:denies|denied|deny|has denied|have denied) (?:that )?(?P<words>.+?)`, "", "Who denies the attack?"},
	{"denials", `(?:did|does|has) (?P<actor>` + oneName + `) (?:deny|denied) (?:that )?(?P<words>.+?)`, "", ""},
	{"quotes", `(?:what are |which are )?(?:the )?(?:quotes?|quotations?|words|own words) (?:of|by|from) (?P<actor>.+?)(?: (?:about|on) (?P<about>.+?))?`, "", "Quotes of Peskov"},
	{"quotes", `what (?:did|does|has) (?P<actor>.+?) (?:say|said) (?:word for word|verbatim|literally)`, "", ""},
	{"says", `what (?:did|does|has) (?P<actor>.+?) (?:say|said|think|thought|announce|announced)(?: (?:about|of|on) (?P<text>.+?))?`, "", "What did Peskov say about the ceasefire?"},
	{"says", `what (?:did|does|has) (?P<actor>.+?) (?:tell|told)(?: (?:about|of|on) (?P<text>.+?))?`, "", ""},
	{"topics", `what (?:does|did) (?P<actor>.+?) (?:talk|speak) about`, "", ""},
	{"topics", `what (?:is|was|are) (?:the )?(?:topics?|spoken of|talked about|discussed)(?: most)?`, "", "What is discussed?"},
	{"timeline", `what (?:did|has|have) (?P<actor>.+?) (?:do|done)(?: (?:to|with) (?P<with>.+?))?`, "", "What did Witkoff do in March 2025?"},
	{"timeline", `what happened between (?P<actor>.+?) and (?P<with>.+?)`, "", "What happened between Putin and Trump since 13 March 2025?"},
	{"timeline", `what happened (?:to|with) (?P<actor>.+?)`, "", ""},
	{"statements", `what (?:has )?happened`, "modality=asserted", "What happened in Moscow on 13 March 2025?"},
	{"statements", `what (?:will|is going to|may|might|could) happen`, "modality=planned,hypothetical", ""},
	{"conditions", `who (?:sets?|has set|put|puts|made|makes) (?:which )?conditions? (?:on|for) (?P<topic>.+?)`, "", "Who sets conditions for the ceasefire?"},
	{"conditions", `(?:what|which|what are the) conditions (?:are there |are set |were set |have been set )?(?:for|on) (?P<topic>.+?)`, "", ""},
	{"disputed", `what (?:is|are) (?:disputed|in dispute|contested|controversial)(?: about (?P<actor>.+?))?`, "", "What is disputed?"},
	{"supporters", `who (?:supports?|supported|backs?|backed|favou?rs?|favou?red|is for|are for|is in favou?r of|proposed|proposes|agreed to|agrees to|accepts?|accepted|endorse[ds]?|welcome[ds]?) (?P<topic>.+?)`, "", "Who supports the ceasefire?"},
	{"opponents", `who (?:opposes?|opposed|rejects?|rejected|is against|are against|refuse[sd]?|dismisse[sd]|resists?|resisted) (?P<topic>.+?)`, "", "Who opposes the ceasefire?"},
	{"roles", `who (?:is|are|was|were) the (?P<noun>[\p{Ll}-]+) (?:of|for) (?P<of>.+?)`, "", "Who is the spokesman of Russia?"},
	{"roles", `who (?:speaks|spoke|acts|works) for (?P<of>.+?)`, "", ""},
	{"roles", `(?:is|was) (?P<actor>\p{Lu}.*?) (?:a|an|the) [\p{L} -]+?(?: (?:of|for) .+?)?`, "", "Is Witkoff an envoy?"},
	{"roles", `what (?:is|was) (?P<actor>.+?)['’]s? (?:role|job|office|position|title|function)`, "", ""},
	{"roles", `(?:which|what) (?:role|job|office|position|title)s? (?:does|did|has) (?P<actor>.+?) (?:have|hold|held)`, "", ""},
	{"mentions", `(?:which|what) (?:articles?|documents?|sources?|papers?|outlets?|newspapers?) (?:mentions?|speaks? of|writes? (?:about|of)|reports? on|(?:is|are) about|names?|quotes?) (?P<text>.+?)`, "", "Which articles mention Kellogg?"},
	{"mentions", `where is (?P<text>.+?) (?:mentioned|named)`, "", ""},
	{"documents", `(?:which|what) (?:articles|documents|sources)(?: (?:are there|were read|have been read|do you (?:have|know)))?`, "", "Which articles were read?"},
	{"actors", `who (?:is there|is in (?:it|the graph|the articles)|are they|appears|is mentioned)`, "", "Who is mentioned?"},
	{"timeline", `(?:tell me about|what about|what do you know (?:about|of)) (?P<actor>\p{Lu}.*?)`, "", "Tell me about Witkoff"},
}

// plainest are tried where neither a wording fits nor the question's tree tells
// what it asks.
var plainest = []wording{
	{"statements", `who(?:m)? (?:did|does|has|have|had) (?P<subject>` + oneName + `) (?P<base>\p{Ll}+)` + prep, "", "Whom did Zelensky accuse?"},
	{"statements", `what (?:did|does|has|have|had) (?P<subject>` + oneName + `) (?P<base>\p{Ll}+)` + prep, "", "What did Ukraine propose?"},
	{"statements", `(?:when )?(?:did|does|has|have|had) (?P<subject>` + oneName + `) (?P<base>\p{Ll}+)` + prep + `(?: (?P<object>` + oneName + `))?`, "", "Did Russia attack Ukraine?"},
	{"statements", `(?:when |where )?(?:was|were|is|has|have) (?P<subject>` + oneName + `) (?:been )?(?P<past>\p{Ll}+(?:ed|en|wn|ht|et|ld|nt|id))` + prep, "", "Was Witkoff received?"},
	{"statements", `who (?:was|were|is|has been|have been) (?P<past>\p{Ll}+(?:ed|en|wn|ht|et|ld|nt|id))` + prep, "", "Who was elected?"},
	{"roles", `(?:who|what) (?:is|was|are|were) (?P<actor>.+?)`, "", "Who is Witkoff?"},
	{"statements", `who (?:has |have |had )?(?P<verb>\p{Ll}+)` + prep + ` (?P<object>` + oneName + `)`, "", "Who accused Putin?"},
	{"statements", `who (?:has |have |had )?(?P<verb>\p{Ll}+)`, "", "Who resigned?"},
}

// aDate is a date in a question.
const aDate = `\d{4}(?:-\d{2}(?:-\d{2})?)?|(?:\d{1,2}(?:st|nd|rd|th)? )?(?:of )?[a-z]+(?: \d{1,2}(?:st|nd|rd|th)?,?)? \d{4}`

// dateTail is when, at the end of a question.
const dateTail = `(?: (?:(?:on|in|during|for) (?P<on>` + aDate + `)|(?:since|from|after) (?P<from>` + aDate + `)(?: (?:to|until|till) (?P<to>` + aDate + `))?|(?:before|until|till|by|up to) (?P<to2>` + aDate + `)|between (?P<from2>` + aDate + `) and (?P<to3>` + aDate + `)))?`

// refusals are questions that no query answers, and what to do instead.
var refusals = [][2]string{
	{`(?i)^why\b`, "reasons are no part of the graph; ask what somebody did or said, and read the sentences"},
	{`(?i)^how (?:many|much|often|long)\b`, "it does not count; ask who, what or when, and count the rows"},
	{`(?i)\b(?:yesterday|today|tomorrow|tonight|(?:last|this|next) (?:week|month|year|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|\w+ (?:days|weeks|months|years) ago|recently|lately)$`, "it does not know what day it is for you; give a date, such as in March 2025"},
	{`(?i) in (?:january|february|march|april|may|june|july|august|september|october|november|december)$`, "of which year? say in March 2025"},
	{`(?i)^(?:will|would|could|may|might|is|was|are|were) there\b`, "it finds who did what; look for the words with dramatis query statements --words"},
	{`(?i)^(?:is it true|should|do you (?:think|believe)|who is right|what do you think)\b`, "it tells what articles say, not whether that is true or good; ask who says so"},
}

// understand finds the queries that a question asks: the first is what it says,
// the others ask more widely. parse reads a sentence's tree.
func understand(words string, parse func(string) *text.Sentence) []question {
	words = strings.TrimRight(strings.Join(strings.Fields(words), " "), "?!. ")
	if refusal(words) != "" {
		return nil
	}
	if first, size := utf8.DecodeRuneInString(words); size > 0 { // the case of letters tells names from verbs
		words = string(unicode.ToLower(first)) + words[size:]
	}
	if q, ok := worded(words, wordings); ok {
		return []question{q}
	}
	if m := placeTail.FindStringSubmatch(words); m != nil {
		if q, ok := worded(m[1]+m[3], wordings); ok {
			q.params = append(q.params, param{"place", withoutArticle(m[2])})
			if q.sort(); accepted(q) { // the tree tells how to ask where the statement says no place
				return append([]question{q}, parsed(words, parse)...)
			}
		}
	}
	if q := parsed(words, parse); len(q) > 0 {
		return q
	}
	if q, ok := worded(words, plainest); ok {
		return []question{q}
	}
	return nil
}

// compiled are the patterns of all wordings.
var compiled = sync.OnceValue(func() map[string]*regexp.Regexp {
	out := map[string]*regexp.Regexp{}
	for _, w := range slices.Concat(wordings, plainest) {
		out[w.pattern] = regexp.MustCompile(`^(?:` + w.pattern + `)(?i:` + dateTail + `)$`)
	}
	return out
})

// worded is the query of the first wording that fits.
func worded(words string, wordings []wording) (question, bool) {
	for _, w := range wordings {
		re := compiled()[w.pattern]
		m := re.FindStringSubmatch(words)
		if m == nil {
			continue
		}
		if q, ok := w.question(re.SubexpNames(), m); ok && accepted(q) && !holdsPlace(q) {
			return q, true
		}
	}
	return question{}, false
}

// dated parts a question from the date at its end.
var dated = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?P<rest>.+?)(?i:` + dateTail + `)$`)
})

// parsed are the queries that the question's tree tells, its date aside.
func parsed(words string, parse func(string) *text.Sentence) []question {
	re := dated()
	m := re.FindStringSubmatch(words)
	if m == nil || parse == nil {
		return nil
	}
	first, size := utf8.DecodeRuneInString(words)
	rest := string(unicode.ToUpper(first)) + m[1][size:] + "?" // as sentences begin, and end
	s := parse(rest)
	if s == nil {
		return nil
	}
	dates, ok := wording{query: "statements"}.question(re.SubexpNames()[2:], m[2:])
	if !ok {
		return nil
	}
	small := m[1] == strings.ToLower(m[1])
	out := readQuestion(rest, s, false, small)
	for k, told := range declared(m[1]) {
		if len(out) > 0 {
			break
		}
		if s := parse(told); s != nil && s.Tokens[0].Head >= 0 && strings.HasPrefix(told[s.Tokens[slices.IndexFunc(s.Tokens, func(t text.Token) bool { return t.Head < 0 })].Start:], k) {
			out = readQuestion(told, s, true, small)
		}
	}
	for i := range out {
		out[i].params = append(out[i].params, dates.params...)
		out[i].sort()
	}
	return slices.DeleteFunc(out, func(q question) bool { return !accepted(q) })
}

// declared turns "did Egypt supply drones" into what it asks, "Egypt will supply
// drones.", for parsers of news know few questions: for each word that may be
// the verb, the words from it on and the sentence.
func declared(words string) func(yield func(rest, told string) bool) {
	return func(yield func(rest, told string) bool) {
		aux, after, _ := strings.Cut(words, " ")
		if !slices.Contains([]string{"did", "does", "do", "will", "would", "can", "could", "may"}, aux) {
			return
		}
		for i := range len(after) {
			if after[i] != ' ' {
				continue
			}
			rest := after[i+1:]
			verb, _, _ := strings.Cut(rest, " ")
			if _, known := schema.DefaultVocabulary().Normalize(verb); !known {
				continue
			}
			first, size := utf8.DecodeRuneInString(after)
			if !yield(rest, string(unicode.ToUpper(first))+after[size:i]+" will "+rest+".") {
				return
			}
		}
	}
}

// placeTail is a place, at the end of a question but for the date.
var placeTail = regexp.MustCompile(`^(.+?) (?:in|at|near|inside|outside) ((?:the )?\p{Lu}[\p{L}'’.-]*(?: (?:(?:of|de|al|el) )?\p{Lu}[\p{L}'’.-]*)*)((?: (?:on|in|during|since|from|after|before|until|till|by|between) .*)?)$`)

// holdsPlace reports whether a name of a question looks as if a place stood in
// it: "Putin in Moscow". What is spoken about may have one.
func holdsPlace(q question) bool {
	return slices.ContainsFunc(q.params, func(p param) bool {
		return p.name != "about" && p.name != "text" && p.name != "words" && p.name != "topic" && p.name != "place" && placed.MatchString(p.value)
	})
}

var placed = regexp.MustCompile(`^\p{L}.* (?:in|at|near) (?:the )?\p{Lu}|^(?:in|at|near) `)

// question is the query of a wording with the values of its groups.
func (w wording) question(names, values []string) (question, bool) {
	q := question{query: w.query}
	verb, past, prep := "", "", ""
	for i, name := range names {
		v := values[i]
		if name == "" || v == "" {
			continue
		}
		switch name = strings.ReplaceAll(strings.TrimRight(name, "0123456789"), "_", "-"); name {
		case "verb":
			verb = lemma.Lemma(v, "VERB", tense(v, "VBD"))
		case "base": // after "did", or a participle after "has"
			verb = lemma.Lemma(v, "VERB", tense(v, "VB"))
		case "past":
			past = v
		case "prep":
			prep = " " + v
		case "on", "from", "to":
			date, ok := writtenDate(v)
			if !ok {
				return q, false
			}
			q.params = append(q.params, param{name, date})
		default:
			q.params = append(q.params, param{name, withoutArticle(v)})
		}
	}
	for pair := range strings.SplitSeq(w.with, ";") {
		if name, v, ok := strings.Cut(pair, "="); ok {
			q.params = append(q.params, param{name, v})
		}
	}
	switch {
	case emptyVerbs[verb], verb == "will", verb == "can":
		return q, false
	case verb != "":
		q.params = append(q.params, param{"relation", verb + prep})
	case past != "":
		q.params = append(q.params, param{"relation", "be " + past + prep})
	}
	q.sort()
	return q, true
}

// tense is the tag of a verb by its ending, or else the usual one of its place.
func tense(verb, usual string) string {
	switch {
	case strings.HasSuffix(verb, "ed"):
		return "VBD"
	case strings.HasSuffix(verb, "s") && !strings.HasSuffix(verb, "ss"):
		return "VBZ"
	}
	return usual
}

// rank puts dates last, as people type them.
func rank(name string) int {
	return slices.Index([]string{"relation", "words", "text", "place", "modality", "on", "from", "to"}, name) + 1
}

// refusal says why a question has no answer, "" if that is not known.
func refusal(words string) string {
	for _, r := range refusals {
		if regexp.MustCompile(r[0]).MatchString(words) {
			return r[1]
		}
	}
	return ""
}

// builtIn are the queries that came with the program.
var builtIn = sync.OnceValues(func() (*queries.Library, error) { return queries.Open() })

// accepted reports whether the query has the parameters it was given: not
// every query takes a date.
func accepted(q question) bool {
	library, err := builtIn()
	if err != nil {
		return false
	}
	saved, err := library.Get(q.query)
	if err != nil {
		return false
	}
	seen := map[string]bool{}
	for _, p := range q.params {
		if _, ok := saved.Param(p.name); !ok || seen[p.name] {
			return false
		}
		seen[p.name] = true
	}
	return true
}

// ordinal is a number with its ending: "13th".
var ordinal = regexp.MustCompile(`(?i)\b(\d{1,2})(?:st|nd|rd|th)\b`)

// writtenDate turns a date in words into one that queries read.
func writtenDate(s string) (string, bool) {
	s = strings.NewReplacer(",", "", " of ", " ").Replace(ordinal.ReplaceAllString(s, "$1"))
	for _, form := range [][2]string{
		{"2 January 2006", time.DateOnly}, {"2 Jan 2006", time.DateOnly}, {"January 2 2006", time.DateOnly}, {"Jan 2 2006", time.DateOnly},
		{"January 2006", "2006-01"}, {"Jan 2006", "2006-01"}, {time.DateOnly, time.DateOnly}, {"2006-01", "2006-01"}, {"2006", "2006"},
	} {
		if t, err := time.Parse(form[0], s); err == nil {
			return t.Format(form[1]), true
		}
	}
	return "", false
}

// withoutArticle drops "the" and the like, which no name in the graph has.
func withoutArticle(s string) string {
	for _, article := range []string{"the ", "The ", "a ", "an "} {
		if rest, ok := strings.CutPrefix(s, article); ok {
			return rest
		}
	}
	return s
}

// examples are questions that ask knows, one a line.
func examples() string {
	var b strings.Builder
	for _, w := range slices.Concat(wordings, plainest) {
		if w.example != "" {
			fmt.Fprintf(&b, "  %s\n", w.example)
		}
	}
	return b.String()
}
