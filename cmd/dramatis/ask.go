package main

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/nlp"
	"github.com/dramatis-kg/dramatis/queries"
	"github.com/dramatis-kg/dramatis/queries/render"
	"github.com/dramatis-kg/dramatis/text"
	"github.com/spf13/cobra"
)

// askCommand answers a question in words.
func (a *app) askCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "ask QUESTION",
		Short: "Answer a question in plain words with the saved query that fits",
		Long: `Ask knows the plainest wordings of the saved questions, and reads the others
with the parser of the articles: who did what, to whom, where, when. It prints
the command that it took the question for, so that you can refine it. There is
no model of the world behind it: it finds statements, and what it does not know
it says. A question may end with a place, and with a date: in Moscow, on 13 March
2025, in March 2025, since, before, between … and ….

Every answer says of each row whether it happened, is planned, supposed or
denied, and who says so. Ask answers neither why nor how many.

It knows questions such as

` + examples(),
		Example: "  dramatis ask who met Putin\n  dramatis ask \"what did Witkoff do in March 2025?\"\n  dramatis ask \"when will Putin and Trump talk?\"",
		Args:    atLeast(1, "write a question, such as who met Putin"),
	}
	addAnswerFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		words := strings.Join(args, " ")
		if n := utf8.RuneCountInString(words); n > maxQuestion {
			return &usageError{fmt.Errorf("ask: the question has %d characters, more than %d; ask one thing at a time", n, maxQuestion)}
		}
		asked := understand(words, parseQuestion)
		if len(asked) == 0 {
			return &usageError{notUnderstood(words)}
		}
		if err := a.load(cmd.Flags()); err != nil {
			return err
		}
		o, err := a.renderOptions()
		if err != nil {
			return err
		}
		library, err := a.library()
		if err != nil {
			return err
		}
		return a.withStore(cmd.Context(), graph.Options{ReadOnly: true}, func(store *graph.Store) error {
			if err := a.caution(cmd.Context(), store); err != nil {
				return err
			}
			q, table, err := a.firstAnswer(cmd.Context(), queries.FromStore(store), library, asked, given(cmd, "limit"))
			if err != nil {
				return err
			}
			a.note("= dramatis %s", commandLine(q.command()))
			if q.query == "statements" || strings.HasPrefix(table.Ask(), table.Title) {
				table.Question, table.Rows = sentenceCase(words), once(table)
			}
			table.Notes = append(table.Notes, verdict(q, table)...)
			return a.printTable(table, o)
		})
	}
	return cmd
}

// parseQuestion reads the tree of a sentence with the parser of the articles;
// nil if there is none.
func parseQuestion(words string) *text.Sentence {
	annotator, err := annotator()
	if err != nil {
		return nil
	}
	return firstSentence(annotator, words)
}

// annotator is loaded once, for a question that no wording fits may be read in
// several forms.
var annotator = sync.OnceValues(nlp.New)

func firstSentence(annotator *nlp.Annotator, words string) *text.Sentence {
	d := annotator.Annotate(&text.Article{Text: words})
	if len(d.Sentences) == 0 || len(d.Sentences[0].Tokens) == 0 {
		return nil
	}
	return &d.Sentences[0]
}

// maxQuestion bounds a question, in characters.
const maxQuestion = 500

// maxWider bounds how often a question is asked more widely.
const maxWider = 8

// firstAnswer asks one question after the other until one has an answer. A name
// that nobody has is looked for as a place or as words. If none has an answer,
// it is the first one's, or its error.
func (a *app) firstAnswer(ctx context.Context, g queries.Graph, l *queries.Library, asked []question, common queries.Values) (question, *queries.Table, error) {
	var first, wrongly question
	var none *queries.Table
	var fault error
	tried := map[string]bool{}
	for n := 0; len(asked) > 0 && n < maxWider; n++ {
		q := asked[0]
		asked = asked[1:]
		if tried[commandLine(q.command())] {
			continue
		}
		tried[commandLine(q.command())] = true
		saved, err := l.Get(q.query)
		if err != nil {
			return q, nil, err
		}
		values := queries.Values{}
		for name, v := range common {
			values[name] = v
		}
		for _, p := range q.params {
			values[p.name] = append(values[p.name], p.value)
		}
		table, err := queries.Run(ctx, g, saved, values, a.queryOptions())
		var wrong *queries.ParamError
		switch {
		case errors.As(err, &wrong) && errors.Is(err, queries.ErrUnknown):
			if fault == nil {
				fault, wrongly = err, q
			}
			if w, ok := q.wider(wrong.Param, wrong.Value); ok {
				asked = append([]question{w}, asked...)
			}
		case err != nil:
			a.note("= dramatis %s", commandLine(q.command()))
			return q, nil, err
		case len(table.Rows) > 0:
			if none != nil {
				table.Notes = append(table.Notes, "asked more widely than the question was")
			}
			return q, table, nil
		case none == nil:
			none, first = table, q
		}
	}
	if fault != nil && (none == nil || !described(fault)) {
		a.note("= dramatis %s", commandLine(wrongly.command()))
		return wrongly, nil, fault
	}
	return first, none, nil
}

// described reports whether an error is about a description, "agreement with
// Eritrea", which no actor is called by; a name that nobody has is a slip of the
// one who asks.
func described(err error) bool {
	var wrong *queries.ParamError
	if !errors.As(err, &wrong) {
		return false
	}
	words := strings.Fields(wrong.Value)
	last := words[len(words)-1]
	return len(words) > 1 && last == strings.ToLower(last)
}

// verdict says what an answer is worth where it could be taken for more, or
// where there is none.
func verdict(q question, t *queries.Table) []string {
	if len(t.Rows) == 0 {
		if hint := unanswered(q); hint != "" {
			return []string{hint}
		}
		return nil
	}
	planned := slices.ContainsFunc(q.params, func(p param) bool { return p.name == "modality" })
	if q.query != "statements" && q.query != "talked" || planned {
		return nil // the question is about what is said, or planned
	}
	for i := range t.Rows {
		if len(t.Rows[i].Evidence) == 0 || t.Rows[i].Class() == queries.ClassAsserted {
			return nil
		}
	}
	return []string{"no article says any of this as its own word: see modality, and according to whom"}
}

// sentenceCase is a question as one writes it.
func sentenceCase(words string) string {
	words = strings.TrimRight(strings.Join(strings.Fields(words), " "), "?!. ")
	first, size := utf8.DecodeRuneInString(words)
	return string(unicode.ToUpper(first)) + words[size:] + "?"
}

// once are the rows of an answer, what two statements of one clause say alike
// only once.
func once(t *queries.Table) []queries.Row {
	claim, id := t.Column("claim"), t.Column("statement")
	if claim < 0 || id < 0 {
		return t.Rows
	}
	seen := map[string]int{}
	var out []queries.Row
	for _, r := range t.Rows {
		if len(r.Evidence) != 1 {
			out = append(out, r)
			continue
		}
		e := r.Evidence[0]
		key := strings.Join([]string{string(e.Doc.ID), e.SentenceSpan.String(), string(e.Class), r.Cells[claim].Text}, "\x00")
		if i, ok := seen[key]; ok {
			out[i].Evidence = append(slices.Clone(out[i].Evidence), e)
			continue
		}
		seen[key] = len(out)
		out = append(out, r)
	}
	return out
}

// unanswered says where to look on for what the graph has not in this form.
func unanswered(q question) string {
	for _, p := range q.params {
		switch p.name {
		case "words", "text", "about":
			return fmt.Sprintf("the articles do not say so in a way that was read as a statement; sentences with the word: dramatis query statements --text %s", commandLine([]string{longest(p.value)}))
		}
	}
	for _, p := range q.params {
		switch p.name {
		case "actor", "subject", "object":
			return fmt.Sprintf("the articles do not say so in a way that was read as a statement; all about %s: dramatis query statements --actor %s", p.value, commandLine([]string{p.value}))
		}
	}
	return ""
}

// longest is the longest of several words, which tells most.
func longest(words string) string {
	fields := strings.Fields(words)
	if len(fields) == 0 {
		return words
	}
	return slices.MaxFunc(fields, func(a, b string) int { return len(a) - len(b) })
}

// notUnderstood says why there is no answer, and what to ask instead.
func notUnderstood(words string) error {
	plain := strings.TrimRight(strings.Join(strings.Fields(words), " "), "?!. ")
	if why := refusal(plain); why != "" {
		if other := instead(plain); other != "" {
			why += ": dramatis ask " + commandLine([]string{other})
		}
		return fmt.Errorf("ask: %q: %s", words, why)
	}
	return fmt.Errorf("ask: %q is none of the questions that it knows, such as %s; dramatis ask --help shows more, dramatis query all that can be asked", words, strings.Join(similar(plain), ", "))
}

// instead is a question near to one that has no answer: whether what somebody
// asks the reason of happened, and to whom what somebody wants counted.
func instead(words string) string {
	if m := regexp.MustCompile(`(?i)^why (.+)$`).FindStringSubmatch(words); m != nil {
		return m[1]
	}
	if m := regexp.MustCompile(`(?i)^how many (?:people|persons|men|women|civilians|soldiers|troops|officials|actors|countries|states) (.+)$`).FindStringSubmatch(words); m != nil {
		rest := regexp.MustCompile(`(?i)^(?:were|are|have) `).ReplaceAllStringFunc(m[1], func(s string) string {
			return map[string]string{"were ": "was ", "are ": "is ", "have ": "has "}[strings.ToLower(s)]
		})
		return "who " + rest
	}
	if m := regexp.MustCompile(`(?i)^how (much|often|long) ((?:did|does|do|has|have|will) .+)$`).FindStringSubmatch(words); m != nil {
		ask := "when "
		if strings.EqualFold(m[1], "much") {
			ask = "what "
		}
		return ask + m[2]
	}
	return ""
}

// similar are a few questions that ask knows, those that begin alike first.
func similar(words string) []string {
	head, _, _ := strings.Cut(strings.ToLower(words), " ")
	var alike, others []string
	for line := range strings.Lines(examples()) {
		line = strings.TrimSpace(line)
		if first, _, _ := strings.Cut(strings.ToLower(line), " "); first == head {
			alike = append(alike, strconv.Quote(line))
		} else {
			others = append(others, strconv.Quote(line))
		}
	}
	return append(alike, others...)[:3]
}

// printTable prints an answer; formats that have no place for notes get them on
// standard error.
func (a *app) printTable(table *queries.Table, o render.Options) error {
	if o.Format == render.CSV || o.Format == render.TSV {
		for _, n := range table.Notes {
			a.note("note: %s", n)
		}
	}
	return render.Write(a.out, table, o)
}
