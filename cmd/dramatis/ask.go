package main

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/dramatis-kg/dramatis/queries"
	"github.com/spf13/cobra"
)

// askCommand answers a question in words.
func (a *app) askCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "ask QUESTION",
		Short: "Answer a question in plain words with the saved query that fits",
		Long: `Ask knows the plainest wordings of the saved questions. It prints the command
that it took the question for, so that you can refine it. There is no model
behind it: what it does not know it says.`,
		Example: "  dramatis ask who met Putin\n  dramatis ask \"what did Witkoff do in March 2025?\"",
		Args:    atLeast(1, "write a question, such as who met Putin"),
	}
	addAnswerFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		asked, ok := understand(strings.Join(args, " "))
		if !ok {
			return &usageError{fmt.Errorf("ask: %q is none of the questions that it knows; dramatis query lists the saved ones", strings.Join(args, " "))}
		}
		if err := a.load(cmd.Flags()); err != nil {
			return err
		}
		a.note("= dramatis %s", commandLine(asked.command()))
		values := given(cmd, "limit")
		for _, p := range asked.params {
			values[p.name] = []string{p.value}
		}
		return a.askNamed(cmd, asked.query, values)
	}
	return cmd
}

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

// wordings are ways to ask saved queries, tried in order: the first that fits
// is taken. The names of groups are those of the query's parameters, with
// underscores for hyphens.
var wordings = [][2]string{
	{"talked", `(?:have|has|had|did|do|will|when did|where did) (?P<actor>.+?) and (?P<with>.+?) (?:ever |already )?(?:met|meet|talked|talk|spoken|speak|negotiated?)(?: (?:with )?each other)?`},
	{"met", `who(?: has| have| had)? met(?: with)? who(?:m)?`},
	{"met", `who(?: has| have| had)? met(?: with)? (?P<actor>.+?)`},
	{"met", `who(?:m)? (?:did|has|have|had|does) (?P<actor>.+?) (?:meet|met)(?: with)?`},
	{"talked", `(?:has|have|did|when did|where did) (?P<actor>.+?) (?:met|meet|talked|talk|spoken|speak)(?: to| with)? (?P<with>.+?)`},
	{"path", `how (?:is|are|was|were) (?P<from_actor>.+?) (?:connected|related|linked|tied) (?:to|with) (?P<to_actor>.+?)`},
	{"plans", `what (?:is|are|does|do|did) (?P<actor>.+?) (?:planned|expected|planning|plan|intend|intending|going|about|supposed)(?: to do)?`},
	{"called", `what (?:did|does|has|do|have) (?P<actor>.+?) (?:call(?:ed)?|label(?:l?ed)?|brand(?:ed)?|dub(?:bed)?|describe[ds]?|dismiss(?:ed)?)(?: (?P<about>.+?))?(?: as)?`},
	{"claims", `what (?:do|did) others (?:say|claim) (?:about|of) (?P<actor>.+?)`},
	{"says", `what (?:did|does|has) (?P<actor>.+?) (?:claim|claimed)(?: about (?P<about>.+?))?`},
	{"quotes", `what (?:did|does|has) (?P<actor>.+?) (?:say|said)(?: about (?P<about>.+?))?`},
	{"timeline", `what (?:did|has|have) (?P<actor>.+?) (?:do|done)(?: (?:to|with) (?P<with>.+?))?`},
	{"timeline", `what happened (?:to|with) (?P<actor>.+?)`},
	{"timeline", `what happened between (?P<actor>.+?) and (?P<with>.+?)`},
	{"conditions", `who (?:sets?|has set|put|puts) conditions? (?:on|for) (?P<topic>.+?)`},
	{"supporters", `who (?:supports?|supported|backs?|backed|favou?rs?|proposed|proposes|agreed to|agrees to) (?P<topic>.+?)`},
	{"opponents", `who (?:opposes?|opposed|rejects?|rejected|critici[sz]e[sd]?) (?P<topic>.+?)`},
	{"participants", `with whom (?:does|did) (?P<actor>.+?) appear`},
	{"roles", `(?:who|what) (?:is|was) (?P<actor>.+?)`},
}

// dateTail is a date at the end of a question.
const dateTail = `(?: (?:on|in|during) (?P<on>\d{4}(?:-\d{2}(?:-\d{2})?)?|(?:\d{1,2} )?[a-z]+(?: \d{1,2},?)? \d{4}))?`

// understand finds the query that a question asks.
func understand(words string) (question, bool) {
	words = strings.TrimRight(strings.Join(strings.Fields(words), " "), "?!. ")
	for _, w := range wordings {
		re := regexp.MustCompile(`(?i)^` + w[1] + dateTail + `$`)
		m := re.FindStringSubmatch(words)
		if m == nil {
			continue
		}
		q := question{query: w[0]}
		understood := true
		for i, name := range re.SubexpNames() {
			value := m[i]
			if name == "" || value == "" {
				continue
			}
			if name == "on" {
				value, understood = writtenDate(value)
			}
			q.params = append(q.params, param{strings.ReplaceAll(name, "_", "-"), withoutArticle(value)})
		}
		if understood && acceptsDate(q) {
			return q, true
		}
	}
	return question{}, false
}

// acceptsDate reports whether the query has the parameters it was given: not
// every query takes a date.
func acceptsDate(q question) bool {
	library, err := queries.Open()
	if err != nil {
		return false
	}
	saved, err := library.Get(q.query)
	if err != nil {
		return false
	}
	for _, p := range q.params {
		if _, ok := saved.Param(p.name); !ok {
			return false
		}
	}
	return true
}

// writtenDate turns a date in words into one that queries read.
func writtenDate(s string) (string, bool) {
	s = strings.ReplaceAll(s, ",", "")
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
